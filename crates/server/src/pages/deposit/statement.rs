//! What somebody states before a deposit is published: where it comes from, and that they may share it.

use crate::present::FormSource;
use library::Draft;
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
    let origin = source.draft.origin.as_str();
    let stated = Origin::from_code(origin).is_some();
    if !stated {
        problems.add("origin", Reason::Missing);
    }
    if !source.right && (stated || origin.is_empty()) {
        problems.add("right", Reason::Missing);
    }
    problems
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wrong(origin: &str, right: bool) -> Vec<String> {
        let draft = Draft {
            origin: origin.to_owned(),
            ..Draft::default()
        };
        assert!(["", "own"].contains(&known(&draft).origin.as_str()));
        let source = FormSource {
            draft,
            right,
            ..FormSource::default()
        };
        let problems = missing(&source).0.into_iter();
        problems.map(|problem| problem.field).collect()
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
