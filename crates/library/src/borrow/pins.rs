//! Which revisions a text shows, and what of them.

use model::{Borrowed, FileName, Line, RevisionNumber, Slug};

/// The revision of something borrowed; the newest when two merged revisions showed different ones.
pub(super) fn shown(
    pins: &[Borrowed],
    resource: &Slug,
    file: Option<&FileName>,
) -> Option<RevisionNumber> {
    let same = |pin: &&Borrowed| pin.resource == *resource && pin.file.as_ref() == file;
    pins.iter().filter(same).map(|pin| pin.revision).max()
}

/// Notes a passage: of which revision it is, and under which heading it stands. Once the whole is shown no heading is
/// noted.
pub(super) fn note_passage(
    pins: &mut Vec<Borrowed>,
    resource: &Slug,
    section: Option<&str>,
    revision: Option<RevisionNumber>,
) {
    let section = section.and_then(heading);
    let same = |pin: &&mut Borrowed| pin.resource == *resource && pin.file.is_none();
    let Some(pin) = pins.iter_mut().find(same) else {
        pins.extend(revision.map(|revision| Borrowed {
            resource: resource.clone(),
            revision,
            file: None,
            sections: section.into_iter().collect(),
        }));
        return;
    };
    let Some(section) = section else {
        pin.sections.clear();
        return;
    };
    let plain = |one: &Line| Slug::from_title(one.as_str());
    let known = pin.sections.iter().any(|one| plain(one) == plain(&section));
    // a pin without any heading is that of the whole
    if !known && !pin.sections.is_empty() {
        pin.sections.push(section);
    }
}

/// Notes a file: of which revision it is.
pub(super) fn note_file(
    pins: &mut Vec<Borrowed>,
    resource: &Slug,
    file: &FileName,
    revision: Option<RevisionNumber>,
) {
    let known = shown(pins, resource, Some(file)).is_some();
    pins.extend(revision.filter(|_| !known).map(|revision| Borrowed {
        resource: resource.clone(),
        revision,
        file: Some(file.clone()),
        sections: Vec::new(),
    }));
}

/// A heading as it is noted: as the text has it, without what no line may have.
fn heading(text: &str) -> Option<Line> {
    let plain = || Line::parse(Slug::from_title(text).as_str());
    Line::parse(text).or_else(|_| plain()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    const FIRST: Option<RevisionNumber> = Some(RevisionNumber::FIRST);

    fn sections(passages: &[Option<&str>]) -> Vec<String> {
        let resource = Slug::parse("une-fiche").unwrap();
        let mut pins = Vec::new();
        for section in passages {
            note_passage(&mut pins, &resource, *section, FIRST);
        }
        assert_eq!(pins.len(), 1, "a resource has one pin");
        pins[0].sections.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn each_heading_is_noted_once_until_the_whole_is_shown() {
        let (when, how) = (Some("Quand"), Some("Comment"));
        assert_eq!(
            sections(&[when, how, Some("quand\u{A0}!")]),
            ["Quand", "Comment"]
        );
        assert!(sections(&[when, None, how]).is_empty());
        assert!(sections(&[None, when]).is_empty());
    }

    #[test]
    fn a_heading_that_no_line_can_be_is_noted_by_its_plain_words() {
        assert_eq!(sections(&[Some("Quand\u{202e}")]), ["quand"]);
        let long = "mot ".repeat(200);
        assert!(sections(&[Some(long.as_str())])[0].starts_with("mot-mot"));
    }
}
