//! What a draft says of the works that it is made from, and of the right to share it.

use super::check::{bounded, optional_licence, optional_line};
use super::{Draft, DraftSource};
use crate::render::link_slug;
use licensing::Act;
use model::{Content, Notices, Origin, Problems, Reason, RevisionNumber, Slug, Source, Updated};

impl Draft {
    pub(super) fn checked_sources(&self, problems: &mut Problems) -> Vec<Source> {
        bounded("derived_from", self.derived_from.len(), problems);
        let sources = self
            .derived_from
            .iter()
            .take(Content::MAX_ITEMS)
            .enumerate();
        sources
            .filter(|(_, source)| **source != DraftSource::default())
            .filter_map(|(index, given)| source(given, &format!("derived_from[{index}]"), problems))
            .collect()
    }
}

fn source(given: &DraftSource, path: &str, problems: &mut Problems) -> Option<Source> {
    let resource = match given.resource.trim() {
        "" => Ok(None),
        // by its title too, as in the text
        address if address.contains('/') => Slug::parse(address).map(Some),
        named => Ok(Some(link_slug(named))),
    };
    let url = model::web_address(&given.url);
    let web = url.is_empty()
        || ((url.starts_with("https://") || url.starts_with("http://")) && url.len() <= 2000);
    if !web || url.contains(|c: char| c.is_whitespace() || c.is_control()) {
        problems.add(format!("{path}.url"), Reason::NotAUrl);
    }
    if given.resource.trim().is_empty() && url.is_empty() && given.title.trim().is_empty() {
        problems.add(format!("{path}.title"), Reason::Missing);
    }
    let revision = problems.take(format!("{path}.revision"), revision(given));
    let act = problems.take(format!("{path}.use"), act(&given.act));
    let changes = problems.take(format!("{path}.changes"), optional_line(&given.changes));
    let updated = problems.take(format!("{path}.updated"), updated(&given.updated));
    let notices = problems.take(format!("{path}.notices"), notices(&given.notices));
    Some(Source {
        resource: problems.take(format!("{path}.resource"), resource)?,
        revision: revision?,
        act: act?,
        changes: changes?,
        updated: updated?,
        notices: notices?,
        url: (!url.is_empty()).then_some(url),
        title: problems.take(format!("{path}.title"), optional_line(&given.title))?,
        authors: problems.take(format!("{path}.authors"), optional_line(&given.authors))?,
        licence: problems.take(format!("{path}.licence"), optional_licence(&given.licence))?,
    })
}

/// The number of a revision, which only a resource of this library has.
fn revision(given: &DraftSource) -> Result<Option<RevisionNumber>, Reason> {
    match given.revision.trim() {
        "" => Ok(None),
        _ if given.resource.trim().is_empty() => Ok(None),
        number => match number.parse() {
            Ok(0) | Err(_) => Err(Reason::NotANumber),
            Ok(number) => Ok(Some(RevisionNumber(number))),
        },
    }
}

/// When a work was last updated, or nothing for an empty text.
fn updated(text: &str) -> Result<Option<Updated>, Reason> {
    match text.trim() {
        "" => Ok(None),
        text => Updated::parse(text).map(Some),
    }
}

/// Notices, or nothing for an empty text.
fn notices(text: &str) -> Result<Option<Notices>, Reason> {
    match text.trim() {
        "" => Ok(None),
        text => Notices::parse(text).map(Some),
    }
}

fn act(code: &str) -> Result<Act, Reason> {
    match code.trim() {
        "" => Ok(Act::default()),
        code => Act::from_code(code).ok_or_else(|| Reason::NotAChoice {
            given: code.chars().take(80).collect(),
            allowed: Act::ALL.map(|act| act.code().to_owned()).to_vec(),
        }),
    }
}

/// What was stated, or nothing for an empty text.
pub(super) fn origin(code: &str) -> Result<Option<Origin>, Reason> {
    match code.trim() {
        "" => Ok(None),
        code => Origin::from_code(code)
            .map(Some)
            .ok_or_else(|| Reason::NotAChoice {
                given: code.chars().take(80).collect(),
                allowed: Origin::ALL.map(|origin| origin.code().to_owned()).to_vec(),
            }),
    }
}
