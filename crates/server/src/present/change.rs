//! What happened, as people read it.

use super::Presenter;
use crate::address;
use crate::api::bodies::actor_word;
use crate::views::{ChangeRow, HistoryRow, RevisionMark};
use library::{ChangeEntry, Listed};
use model::{Change, Content, Event, Head, Revision, RevisionNumber, Summary};

impl Presenter<'_> {
    /// A change in the list of all.
    pub(crate) fn change(self, listed: &Listed<ChangeEntry>) -> ChangeRow {
        let entry = match listed {
            Listed::Whole(entry) => entry,
            Listed::Damaged(seq) => {
                return ChangeRow {
                    damaged: Some(seq.0),
                    ..ChangeRow::default()
                };
            }
        };
        let change = &entry.change;
        let slug = entry.slug.as_ref().map(|slug| slug.as_str());
        let kind = content(change).map(|content| {
            let kind = self.site.library.kind(content.kind.as_str());
            self.kind(kind.as_deref(), content.kind.as_str())
        });
        let title = match &change.event {
            Event::KindDefined { kind } => kind.label().get(self.tag()).to_owned(),
            _ => entry.title.clone(),
        };
        ChangeRow {
            damaged: None,
            at: self.moment(change.at),
            action: change.event.action().to_owned(),
            title,
            url: slug.map(address::resource),
            kind,
            by: change.by.name().map(str::to_owned),
            actor: actor_word(&change.by).to_owned(),
            summary: summary(change).map(ToString::to_string),
            compare_url: slug
                .zip(entry.revision)
                .and_then(|(slug, number)| before(slug, number)),
            history_url: slug.map(|slug| address::below(slug, "historique")),
        }
    }

    /// A change in the history of a resource.
    pub(crate) fn history_row(self, head: &Head, listed: &Listed<Change>) -> HistoryRow {
        let change = match listed {
            Listed::Whole(change) => change,
            Listed::Damaged(seq) => {
                return HistoryRow {
                    damaged: Some(seq.0),
                    ..HistoryRow::default()
                };
            }
        };
        let slug = head.slug.as_str();
        // the revisions of a withdrawn resource are kept, and shown again when it is put back
        let standing = head.withdrawn.is_none();
        let number = match &change.event {
            Event::Created { .. } => Some(RevisionNumber::FIRST),
            Event::Revised { number, .. } => Some(*number),
            _ => None,
        };
        HistoryRow {
            damaged: None,
            revision: number.map(|number| number.0),
            at: self.moment(change.at),
            action: change.event.action().to_owned(),
            by: change.by.name().map(str::to_owned),
            actor: actor_word(&change.by).to_owned(),
            summary: summary(change).map(ToString::to_string),
            url: number
                .filter(|_| standing)
                .map(|number| address::revision(slug, number.0)),
            compare_url: number
                .filter(|_| standing)
                .and_then(|number| before(slug, number)),
            latest: standing && number == Some(head.number),
            licence: content(change).map(|content| self.licence(content.licence)),
            new_licence: false,
        }
    }

    /// One of two revisions that are compared.
    pub(crate) fn mark(self, slug: &str, revision: &Revision) -> RevisionMark {
        RevisionMark {
            number: revision.number.0,
            at: self.moment(revision.at),
            by: revision.by.name().map(str::to_owned),
            actor: actor_word(&revision.by).to_owned(),
            summary: revision.summary.as_ref().map(ToString::to_string),
            url: address::revision(slug, revision.number.0),
        }
    }
}

/// What it wrote.
fn content(change: &Change) -> Option<&Content> {
    match &change.event {
        Event::Created { content, .. } | Event::Revised { content, .. } => Some(content),
        _ => None,
    }
}

/// What the person said of it; the reason of a withdrawal.
pub(crate) fn summary(change: &Change) -> Option<&Summary> {
    change.summary.as_ref().or(match &change.event {
        Event::Withdrawn { reason, .. } => Some(reason),
        _ => None,
    })
}

/// Comparison with the revision before, if there is one.
fn before(slug: &str, number: RevisionNumber) -> Option<String> {
    (number > RevisionNumber::FIRST).then(|| address::comparison(slug, number.0 - 1, number.0))
}
