//! What somebody states before a deposit is published: where it comes from, and that they may share it.

use crate::present::FormSource;
use library::{Draft, DraftSource};
use model::{Origin, Problems, Reason};

/// The draft as the library takes it: "I do not know" is said to the form, and is no statement.
pub(super) fn known(draft: &Draft) -> Draft {
    let mut draft = draft.clone();
    if Origin::from_code(&draft.origin).is_none() {
        draft.origin.clear();
    }
    draft
}

/// What is not stated. Whoever does not know where the work comes from is not asked to tick that they may share it.
pub(super) fn missing(source: &FormSource) -> Problems {
    let mut problems = Problems::default();
    let draft = &source.draft;
    let origin = draft.origin.as_str();
    let stated = Origin::from_code(origin).is_some();
    if !stated {
        problems.add("origin", Reason::Missing);
    }
    if !source.right && (stated || origin.is_empty()) {
        problems.add("right", Reason::Missing);
    }
    if is_of_others(draft) && !draft.derived_from.iter().any(says_whose) {
        problems.add("derived_from", Reason::SourceMissing);
    }
    problems
}

/// Whether nobody who deposits it made it.
fn is_of_others(draft: &Draft) -> bool {
    Origin::from_code(&draft.origin) == Some(Origin::Permitted)
}

/// Whether somebody says whose a work is, and where that can be verified.
fn says_whose(work: &DraftSource) -> bool {
    let any = |texts: [&String; 2]| texts.iter().any(|text| !text.trim().is_empty());
    let here = !work.resource.trim().is_empty();
    here || (any([&work.title, &work.authors]) && any([&work.url, &work.licence]))
}

/// Whether it was made with others, none of whom is named.
pub(super) fn others_unnamed(draft: &Draft) -> bool {
    let named = draft.authors.iter();
    let named = named.filter(|author| !author.name.trim().is_empty());
    Origin::from_code(&draft.origin) == Some(Origin::WithOthers) && named.count() < 2
}

/// Whether the sender does not know where it comes from, so that it cannot be published yet.
pub(super) fn is_unclear(draft: &Draft) -> bool {
    !draft.origin.is_empty() && Origin::from_code(&draft.origin).is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wrong(origin: &str, right: bool) -> Vec<String> {
        let draft = Draft {
            origin: origin.to_owned(),
            ..Draft::default()
        };
        assert!(["", "own", "permitted"].contains(&known(&draft).origin.as_str()));
        let source = FormSource {
            draft,
            right,
            ..FormSource::default()
        };
        let problems = missing(&source).0.into_iter();
        problems.map(|problem| problem.field).collect()
    }

    #[test]
    fn a_work_of_others_says_whose_it_is_and_where_that_can_be_verified() {
        let named = |parts: [&str; 4]| {
            let [title, authors, url, licence] = parts.map(str::to_owned);
            says_whose(&DraftSource {
                title,
                authors,
                url,
                licence,
                ..DraftSource::default()
            })
        };
        assert!(named(["Une affiche", "", "https://exemple.fr", ""]));
        assert!(named(["", "Ana", "", "CC0-1.0"]));
        assert!(!named(["Une affiche", "Ana", " ", ""]));
        assert!(!named(["", "", "https://exemple.fr", "CC0-1.0"]));
        assert_eq!(wrong("permitted", true), ["derived_from"]);
    }

    #[test]
    fn who_made_it_with_others_names_them() {
        let draft = |names: &[&str]| Draft {
            origin: "with_others".to_owned(),
            authors: names
                .iter()
                .map(|name| library::DraftAuthor {
                    name: (*name).to_owned(),
                    ..library::DraftAuthor::default()
                })
                .collect(),
            ..Draft::default()
        };
        assert!(others_unnamed(&draft(&[])));
        assert!(others_unnamed(&draft(&["Ana", " "])));
        assert!(!others_unnamed(&draft(&["Ana", "Bo"])));
        let own = Draft {
            origin: "own".to_owned(),
            ..draft(&[])
        };
        assert!(!others_unnamed(&own));
    }

    #[test]
    fn both_are_stated_or_it_stays_a_draft() {
        assert_eq!(wrong("own", true), [""; 0]);
        assert_eq!(wrong("own", false), ["right"]);
        assert_eq!(wrong("", true), ["origin"]);
        assert_eq!(wrong("", false), ["origin", "right"]);
        assert_eq!(wrong("unclear", false), ["origin"]);
        assert_eq!(wrong("unclear", true), ["origin"]);
    }
}
