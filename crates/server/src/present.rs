//! From the library's values to the views of templates.

mod borrowed;
mod card;
mod change;
mod cited;
mod collection;
mod comparison;
mod conflict;
mod copy;
mod credits;
mod facet;
mod fact;
mod filters;
mod form;
mod form_field;
mod introduction;
mod licence;
mod marks;
mod reading;
mod results;
mod sheet;
mod words;

pub(crate) use change::summary;
pub(crate) use comparison::files as compared_files;
pub(crate) use facet::facet_value_label;
pub(crate) use form::{
    FormSource, Kept, as_hidden, pairs_of_earlier, place, place_of_resource, right, title_of_name,
};
pub(crate) use form_field::{RECOMMENDED, signature, slug};
pub(crate) use results::{Listing, hundredths, indexing};

use crate::address;
use crate::language::Language;
use crate::site::Site;
use crate::views::{Link, Message, Page, PutBack, ResourceHeader};
use crate::visit::Visit;
use jiff::Timestamp;
use library::Writing;
use model::{Head, Kind};

/// Makes views for one visit.
#[derive(Clone, Copy)]
pub(crate) struct Presenter<'a> {
    /// The library and its looks.
    pub(crate) site: &'a Site,
    /// Who is answered.
    pub(crate) visit: &'a Visit,
}

impl<'a> Presenter<'a> {
    /// For that visit.
    pub(crate) fn new(site: &'a Site, visit: &'a Visit) -> Self {
        Self { site, visit }
    }

    /// The language of the answer.
    pub(crate) fn language(self) -> Language {
        self.visit.language
    }

    /// Its tag.
    pub(crate) fn tag(self) -> &'static str {
        self.visit.language.tag()
    }

    /// A sentence of the theme, where a text is needed and not a message.
    pub(crate) fn say(self, key: &str) -> String {
        self.site.theme.message(self.tag(), &Message::new(key))
    }

    /// A moment as people read it where they are.
    pub(crate) fn moment(self, at: Timestamp) -> String {
        at.to_zoned(self.site.time_zone.clone())
            .strftime("%Y-%m-%dT%H:%M:%S%:z")
            .to_string()
    }

    /// A calendar date in words: facts hold words, not dates.
    pub(crate) fn date(self, date: jiff::civil::Date) -> String {
        let month = self.say(&format!("date-month-{}", date.month()));
        let message = Message::new("date-long")
            .with("day", f64::from(date.day()))
            .with("month", month)
            .with("year", date.year().to_string());
        self.site.theme.message(self.tag(), &message)
    }

    /// The frame of a page that nobody looks for.
    pub(crate) fn page(self) -> Page {
        let other = self.language().other();
        let back = [("retour", self.visit.path_and_query.as_str())];
        Page {
            site_name: self.site.name.clone(),
            language: self.tag().to_owned(),
            languages: vec![Link {
                label: language_name(other).to_owned(),
                url: address::with_query(&format!("/langue/{}", other.tag()), back),
            }],
            feed: Some("/changements.atom".to_owned()),
            noindex: true,
            ..Page::default()
        }
    }

    /// The frame of a page from which one writes: it says when nothing can be written.
    pub(crate) fn writing_page(self) -> Page {
        let fault = match self.site.library.writing() {
            Writing::Open => None,
            Writing::DiskFull => Some("disk_full"),
            Writing::Stopped(_) => Some("stopped"),
        };
        Page {
            fault: fault.map(str::to_owned),
            ..self.page()
        }
    }

    /// The frame of a page that should be known by that path.
    pub(crate) fn public_page(self, path: &str) -> Page {
        Page {
            canonical: Some(self.visit.absolute(path)),
            noindex: false,
            ..self.page()
        }
    }

    /// What pages about a resource say of it.
    pub(crate) fn header(
        self,
        head: &Head,
        title: &str,
        kind: Option<&Kind>,
        kind_id: &str,
    ) -> ResourceHeader {
        let slug = head.slug.as_str();
        ResourceHeader {
            title: title.to_owned(),
            kind: self.kind(kind, kind_id),
            url: address::resource(slug),
            edit_url: address::below(slug, "modifier"),
            adapt_url: address::below(slug, "adapter"),
            collect_url: address::below(slug, "ranger"),
            history_url: address::below(slug, "historique"),
            cite_url: address::below(slug, "citer"),
            rename_url: address::below(slug, "renommer"),
            withdraw_url: address::below(slug, "retirer"),
            put_back: head.withdrawn.is_some().then(|| PutBack {
                url: address::below(slug, "restaurer"),
                revision: head.number.0,
            }),
        }
    }
}

/// A language's own name, the same in every language.
fn language_name(language: Language) -> &'static str {
    match language {
        Language::French => "Français",
        Language::English => "English",
    }
}

/// The address to come back to after a choice of language: a path of ours, whatever was asked.
pub(crate) fn way_back(asked: &str) -> &str {
    let ours = asked.starts_with('/') && !asked.starts_with("//") && !asked.starts_with("/\\");
    if ours && !asked.chars().any(char::is_control) {
        asked
    } else {
        "/"
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_way_back_stays_here() {
        assert_eq!(way_back("/recherche?q=a"), "/recherche?q=a");
        for elsewhere in [
            "https://exemple.fr",
            "//exemple.fr",
            "/\\exemple.fr",
            "",
            "/a\r\nb",
        ] {
            assert_eq!(way_back(elsewhere), "/", "{elsewhere:?}");
        }
    }
}
