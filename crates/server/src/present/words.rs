//! The words and addresses that rendering adds to an author's text.

use super::Presenter;
use crate::address;
use crate::views::Message;
use library::markup::{Labels, Link};
use library::{Lent, NotLent, Rendering, WhyNot};
use model::Slug;

/// How many authors what stands under a passage or a picture names, as a line of credit does: the link beside them leads to
/// the full list (CC BY 4.0, section 3(a)(2)).
const NAMED: usize = 5;

impl<'a> Presenter<'a> {
    /// The words that rendering adds to an author's.
    pub(crate) fn words(self) -> RenderWords<'a> {
        let say = |name: &str| self.say(&format!("markup-{name}"));
        RenderWords {
            note: say("note"),
            tip: say("tip"),
            important: say("important"),
            warning: say("warning"),
            caution: say("caution"),
            footnotes: say("footnotes"),
            footnote_back: say("footnote_back"),
            heading_anchor: say("heading_anchor"),
            table: say("table"),
            task_done: say("task_done"),
            task_open: say("task_open"),
            missing_hint: say("missing"),
            caption: Box::new(move |lent| self.caption(lent)),
            not_lent: Box::new(move |not_lent| self.not_lent(not_lent)),
            language: self.tag(),
        }
    }

    /// Whose a passage is, and under which licence.
    fn caption(self, lent: &Lent) -> Vec<Link> {
        let key = match (&lent.section, lent.authors.is_empty()) {
            (None, false) => "borrowed-whole",
            (None, true) => "borrowed-whole-unsigned",
            (Some(_), false) => "borrowed-part",
            (Some(_), true) => "borrowed-part-unsigned",
        };
        let message = Message::new(key)
            .with("title", lent.title.clone())
            .with("authors", self.some_authors(&lent.authors))
            .with("part", lent.section.clone().unwrap_or_default());
        let slug = lent.slug.as_str();
        let url = if lent.revision == lent.latest {
            address::resource(slug)
        } else {
            address::revision(slug, lent.revision.0)
        };
        let licence = lent.licence.licence();
        vec![
            Link {
                words: self.site.theme.message(self.tag(), &message),
                url,
            },
            Link {
                words: licence
                    .short_name_in(self.language().of_licences())
                    .to_owned(),
                url: address::licence(lent.licence.as_str()),
            },
        ]
    }

    /// The first authors, and how many more there are: a caption is a line.
    fn some_authors(self, authors: &[String]) -> String {
        let named = authors.len().min(NAMED);
        let more = u32::try_from(authors.len() - named).unwrap_or(u32::MAX);
        let first = authors[..named].join(", ");
        if named == authors.len() {
            return first;
        }
        let message = Message::new("borrowed-authors-more")
            .with("authors", first)
            .with("n", more);
        self.site.theme.message(self.tag(), &message)
    }

    /// Why something borrowed is not shown, and where one can see more.
    fn not_lent(self, not_lent: &NotLent) -> (String, Option<Link>) {
        let what = if not_lent.picture {
            "picture"
        } else {
            "passage"
        };
        let key = format!("borrowed-{what}-{}", not_lent.why.code());
        let licence = not_lent.licence.map(|id| id.licence());
        let licence = licence.map(|one| one.short_name_in(self.language().of_licences()));
        let message = Message::new(key)
            .with("target", not_lent.target.clone())
            .with("part", not_lent.part.clone().unwrap_or_default())
            .with("licence", licence.unwrap_or_default().to_owned());
        let link = match (&not_lent.slug, not_lent.why) {
            (Some(slug), _) => Some((not_lent.title.clone(), address::resource(slug.as_str()))),
            (None, WhyNot::Missing) => Some((not_lent.target.clone(), creation(&not_lent.target))),
            (None, _) => None,
        };
        let link = link.map(|(words, url)| Link { words, url });
        (self.site.theme.message(self.tag(), &message), link)
    }
}

/// What stands under a passage.
type Caption<'a> = dyn Fn(&Lent) -> Vec<Link> + Sync + 'a;
/// What stands instead of what is not shown.
type Excuse<'a> = dyn Fn(&NotLent) -> (String, Option<Link>) + Sync + 'a;

/// The words that rendering adds, owned for as long as a text is rendered.
pub(crate) struct RenderWords<'a> {
    note: String,
    tip: String,
    important: String,
    warning: String,
    caution: String,
    footnotes: String,
    footnote_back: String,
    heading_anchor: String,
    table: String,
    task_done: String,
    task_open: String,
    missing_hint: String,
    caption: Box<Caption<'a>>,
    not_lent: Box<Excuse<'a>>,
    language: &'static str,
}

impl RenderWords<'_> {
    /// What the library is told for rendering.
    pub(crate) fn rendering(&self) -> Rendering<'_> {
        Rendering {
            labels: Labels {
                note: &self.note,
                tip: &self.tip,
                important: &self.important,
                warning: &self.warning,
                caution: &self.caution,
                footnotes: &self.footnotes,
                footnote_back: &self.footnote_back,
                heading_anchor: &self.heading_anchor,
                table: &self.table,
                task_done: &self.task_done,
                task_open: &self.task_open,
            },
            missing_hint: &self.missing_hint,
            address: &|slug| address::resource(slug.as_str()),
            creation: &creation,
            file: &|slug, file, revision| {
                address::file(slug.as_str(), file.as_str(), Some(revision.0))
            },
            caption: &*self.caption,
            not_lent: &*self.not_lent,
            language: self.language,
        }
    }
}

/// Where a missing resource is created that a link means: with the title that the link says, at the address that it
/// leads to.
fn creation(target: &str) -> String {
    let slug = Slug::parse(target).unwrap_or_else(|_| Slug::from_title(target));
    let title = if slug.as_str() == target {
        target.replace('-', " ")
    } else {
        target.to_owned()
    };
    address::with_query(
        "/deposer",
        [
            ("titre", capitalised(&title).as_str()),
            ("slug", slug.as_str()),
        ],
    )
}

/// A title begins with a capital letter, wherever in a sentence the link to it stands.
fn capitalised(title: &str) -> String {
    let mut letters = title.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(letters).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_page_is_created_where_its_links_lead() {
        assert_eq!(
            creation("Jeu de l’été"),
            "/deposer?titre=Jeu%20de%20l%E2%80%99%C3%A9t%C3%A9&slug=jeu-de-l-ete"
        );
        assert_eq!(
            creation("jeu-de-l-ete"),
            "/deposer?titre=Jeu%20de%20l%20ete&slug=jeu-de-l-ete"
        );
    }
}
