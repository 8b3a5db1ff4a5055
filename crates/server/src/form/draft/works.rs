//! Rows of works that a resource is made from: `derived_from[0].resource`, `derived_from[0].use`…

use super::{Row, part};
use library::DraftSource;
use licensing::{Act, UNKNOWN_DAY};

/// The name of the list in the inputs.
pub(super) const LIST: &str = "derived_from";

/// The name of the box to tick where nobody knows when a work was last updated.
pub(crate) const UNDATED: &str = "undated";

/// The work of a row; none when the row names no work, or is to be removed.
pub(super) fn read(row: &Row) -> Option<DraftSource> {
    let source = DraftSource {
        resource: part(row, "resource"),
        revision: part(row, "revision"),
        url: part(row, "url"),
        title: part(row, "title"),
        authors: part(row, "authors"),
        licence: part(row, "licence"),
        act: part(row, "use"),
        changes: part(row, "changes"),
        updated: updated(row),
        notices: part(row, "notices"),
    };
    // what is chosen by itself says nothing of a work
    let act = match source.act.as_str() {
        code if code == Act::default().code() => String::new(),
        _ => source.act.clone(),
    };
    let unnamed = DraftSource {
        act: source.act.clone(),
        revision: source.revision.clone(),
        ..DraftSource::default()
    };
    let kept = source != unnamed && !row.contains_key("remove");
    kept.then_some(DraftSource { act, ..source })
}

/// The day that was given; without one, that it is unknown, where somebody ticked so.
fn updated(row: &Row) -> String {
    let day = part(row, "updated");
    if day.is_empty() && row.contains_key(UNDATED) {
        UNKNOWN_DAY.to_owned()
    } else {
        day
    }
}

/// The parts of a work with their names.
pub(super) fn values(source: &DraftSource) -> [(&'static str, &String); 10] {
    [
        ("resource", &source.resource),
        ("revision", &source.revision),
        ("url", &source.url),
        ("title", &source.title),
        ("authors", &source.authors),
        ("licence", &source.licence),
        ("use", &source.act),
        ("changes", &source.changes),
        ("updated", &source.updated),
        ("notices", &source.notices),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(given: &[(&str, &str)]) -> Row {
        given
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
            .collect()
    }

    #[test]
    fn a_row_is_a_work_once_it_names_one() {
        assert_eq!(read(&row(&[("use", "included"), ("title", " ")])), None);
        let named = read(&row(&[("use", "adapted"), ("resource", " brise-glace ")]));
        let expected = DraftSource {
            resource: "brise-glace".into(),
            ..DraftSource::default()
        };
        assert_eq!(named, Some(expected));
        let quoted = read(&row(&[("use", "quoted"), ("title", "Un livre")]));
        assert_eq!(quoted.map(|source| source.act), Some("quoted".to_owned()));
        for (day, expected) in [("", "unknown"), ("2026-03-01", "2026-03-01")] {
            let ticked = [("title", "Un livre"), ("updated", day), ("undated", "1")];
            assert_eq!(read(&row(&ticked)).unwrap().updated, expected);
        }
        let removed = [("resource", "brise-glace"), ("remove", "1")];
        assert_eq!(read(&row(&removed)), None);
    }
}
