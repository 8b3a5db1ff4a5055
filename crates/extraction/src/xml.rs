//! Walks through XML of strangers: no entities of their own, no deep nesting.

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use crate::Note;

/// What is met on the way. Names are without their prefix.
pub(crate) enum Node<'a> {
    /// An element begins.
    Open(&'a Element<'a>),
    /// An element ends.
    Close(&'a str),
    /// Text, its references resolved.
    Text(&'a str),
}

/// How to go on after an element began.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Step {
    /// Into it.
    Go,
    /// Past it and all in it.
    Skip,
}

/// The beginning of an element.
pub(crate) struct Element<'a>(&'a BytesStart<'a>);

impl Element<'_> {
    /// The name without its prefix.
    pub(crate) fn name(&self) -> &str {
        self.0.local_name().into_inner()
    }

    /// The value of the attribute of this name, whatever its prefix.
    pub(crate) fn attribute(&self, name: &str) -> Option<String> {
        self.find(|prefixed, local| !prefixed && local == name)
            .or_else(|| self.find(|_, local| local == name))
    }

    /// The value of `r:id`, which may stand beside an `id`.
    pub(crate) fn relationship(&self) -> Option<String> {
        self.find(|prefixed, local| prefixed && local == "id")
    }

    // Repeated attributes are let through: to look for them takes a time that
    // grows with the square of their number.
    fn find(&self, wanted: impl Fn(bool, &str) -> bool) -> Option<String> {
        let attribute = self
            .0
            .attributes()
            .with_checks(false)
            .flatten()
            .find(|attribute| {
                let (local, prefix) = attribute.key.decompose();
                wanted(prefix.is_some(), local.into_inner())
            })?;
        Some(
            attribute
                .normalized_value(XmlVersion::Implicit1_0)
                .ok()?
                .into_owned(),
        )
    }
}

/// Shows every element and text to `visit`, in order.
///
/// # Errors
///
/// [`Note::Damaged`] for XML that is not well-formed, too deep, or has a
/// document type that declares something of its own, which neither office files
/// nor books have; else what `visit` returns.
pub(crate) fn walk(
    xml: &str,
    max_depth: usize,
    mut visit: impl FnMut(Node<'_>) -> Result<Step, Note>,
) -> Result<(), Note> {
    let mut reader = Reader::from_str(xml.trim_start_matches('\u{FEFF}'));
    let mut place = Place {
        depth: 0,
        max_depth,
        skipped: None,
    };
    loop {
        match reader.read_event().map_err(|_| Note::Damaged)? {
            Event::Start(start) => place.enter(&start, &mut visit)?,
            Event::Empty(start) => {
                place.enter(&start, &mut visit)?;
                place.leave(start.local_name().into_inner(), &mut visit)?;
            }
            Event::End(end) => place.leave(end.local_name().into_inner(), &mut visit)?,
            Event::DocType(declared) if declared.contains('[') => return Err(Note::Damaged),
            Event::Eof if place.depth == 0 => return Ok(()),
            Event::Eof => return Err(Note::Damaged),
            event if place.skipped.is_none() => show_text(&event, &mut visit)?,
            _ => {}
        }
    }
}

/// Where the walk is.
struct Place {
    depth: usize,
    max_depth: usize,
    /// The depth of an element that is passed over.
    skipped: Option<usize>,
}

impl Place {
    fn enter(
        &mut self,
        start: &BytesStart<'_>,
        visit: &mut impl FnMut(Node<'_>) -> Result<Step, Note>,
    ) -> Result<(), Note> {
        self.depth += 1;
        if self.depth > self.max_depth {
            return Err(Note::Damaged);
        }
        if self.skipped.is_none() && visit(Node::Open(&Element(start)))? == Step::Skip {
            self.skipped = Some(self.depth);
        }
        Ok(())
    }

    fn leave(
        &mut self,
        name: &str,
        visit: &mut impl FnMut(Node<'_>) -> Result<Step, Note>,
    ) -> Result<(), Note> {
        match self.skipped {
            Some(depth) if depth == self.depth => self.skipped = None,
            Some(_) => {}
            None => drop(visit(Node::Close(name))?),
        }
        self.depth = self.depth.saturating_sub(1);
        Ok(())
    }
}

/// Shows text, whichever way it is written. A reference to an entity that XML
/// itself does not define stays out: its definition could only be a trap.
fn show_text(
    event: &Event<'_>,
    visit: &mut impl FnMut(Node<'_>) -> Result<Step, Note>,
) -> Result<(), Note> {
    let text = match event {
        Event::Text(text) => text.xml10_content(),
        Event::CData(text) => text.xml10_content(),
        Event::GeneralRef(reference) => match reference.resolve_char_ref() {
            Ok(Some(c)) => c.to_string().into(),
            _ => quick_xml::escape::resolve_xml_entity(&reference.xml10_content())
                .unwrap_or_default()
                .into(),
        },
        _ => return Ok(()),
    };
    visit(Node::Text(&text)).map(drop)
}
