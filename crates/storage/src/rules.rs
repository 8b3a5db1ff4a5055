//! The rules of the log, written once for every backend: what a proposal becomes, and what follows from a change.
//!
//! Both are pure: they look at a [`View`] of the state and change nothing.

mod effect;

pub(crate) use effect::{Effect, follow};

use crate::{Act, Error, Outcome};
use model::{
    Cause, Content, Event, FileRef, Head, Kind, ResourceId, RevisionNumber, Slug, Summary,
};

/// The state that a proposal is judged against.
pub(crate) trait View {
    /// A resource as it stands.
    fn head(&self, resource: ResourceId) -> Result<Option<Head>, Error>;

    /// The resource that an address leads to, or once led to.
    fn owner(&self, slug: &Slug) -> Result<Option<ResourceId>, Error>;

    /// Whether a kind is defined exactly so.
    fn defines(&self, kind: &Kind) -> Result<bool, Error>;
}

/// What becomes of an act.
#[derive(Debug)]
pub(crate) enum Verdict {
    /// It shall be written.
    Write(Event),
    /// It shall not.
    Refuse(Outcome),
}

impl From<Outcome> for Verdict {
    fn from(outcome: Outcome) -> Self {
        Self::Refuse(outcome)
    }
}

/// Judges an act against the state.
pub(crate) fn judge(view: &impl View, act: Act) -> Result<Verdict, Error> {
    match act {
        Act::Create {
            resource,
            slug,
            redirects,
            content,
        } => create(view, resource, slug, redirects, content),
        Act::Revise {
            resource,
            base,
            cause,
            content,
        } => revise(view, resource, base, cause, content),
        Act::Rename { resource, to } => rename(view, resource, to),
        Act::Withdraw { resource, reason } => withdraw(view, resource, reason),
        Act::DefineKind { kind } => Ok(if view.defines(&kind)? {
            Outcome::Unchanged.into()
        } else {
            Verdict::Write(Event::KindDefined { kind })
        }),
    }
}

/// The number of the revision that an event writes.
pub(crate) fn revision_written(event: &Event) -> Option<RevisionNumber> {
    match event {
        Event::Created { .. } => Some(RevisionNumber::FIRST),
        Event::Revised { number, .. } => Some(*number),
        Event::Renamed { .. } | Event::Withdrawn { .. } | Event::KindDefined { .. } => None,
    }
}

/// The files that the revision of an event names.
pub(crate) fn files_named(event: &Event) -> &[FileRef] {
    match event {
        Event::Created { content, .. } | Event::Revised { content, .. } => &content.files,
        Event::Renamed { .. } | Event::Withdrawn { .. } | Event::KindDefined { .. } => &[],
    }
}

fn create(
    view: &impl View,
    resource: ResourceId,
    slug: Slug,
    redirects: Vec<Slug>,
    content: Box<Content>,
) -> Result<Verdict, Error> {
    if let Some(head) = view.head(resource)? {
        let latest = head.number;
        return Ok(Outcome::Stale { latest }.into());
    }
    let mut single: Vec<Slug> = Vec::new();
    for redirect in redirects {
        if redirect != slug && !single.contains(&redirect) {
            single.push(redirect);
        }
    }
    for address in std::iter::once(&slug).chain(&single) {
        if let Some(by) = view.owner(address)? {
            let slug = address.clone();
            return Ok(Outcome::SlugTaken { slug, by }.into());
        }
    }
    Ok(Verdict::Write(Event::Created {
        resource,
        slug,
        redirects: single,
        content,
    }))
}

fn revise(
    view: &impl View,
    resource: ResourceId,
    base: RevisionNumber,
    cause: Cause,
    content: Box<Content>,
) -> Result<Verdict, Error> {
    let Some(head) = view.head(resource)? else {
        return Ok(Outcome::Unknown.into());
    };
    match head.withdrawn {
        Some(tombstone) if !restores(&cause) => return Ok(Outcome::Withdrawn(tombstone).into()),
        _ => {}
    }
    if base != head.number {
        let latest = head.number;
        return Ok(Outcome::Stale { latest }.into());
    }
    Ok(Verdict::Write(Event::Revised {
        resource,
        number: base.next(),
        cause,
        content,
    }))
}

/// Only the explicit return of an older revision brings back what was withdrawn.
fn restores(cause: &Cause) -> bool {
    matches!(cause, Cause::Restore { .. })
}

fn rename(view: &impl View, resource: ResourceId, to: Slug) -> Result<Verdict, Error> {
    let from = match present(view, resource)? {
        Ok(head) => head.slug,
        Err(outcome) => return Ok(outcome.into()),
    };
    if from == to {
        return Ok(Outcome::Unchanged.into());
    }
    match view.owner(&to)? {
        Some(by) if by != resource => Ok(Outcome::SlugTaken { slug: to, by }.into()),
        _ => Ok(Verdict::Write(Event::Renamed { resource, from, to })),
    }
}

fn withdraw(view: &impl View, resource: ResourceId, reason: Summary) -> Result<Verdict, Error> {
    Ok(match present(view, resource)? {
        Ok(_) => Verdict::Write(Event::Withdrawn { resource, reason }),
        Err(outcome) => outcome.into(),
    })
}

/// A resource that is there and not withdrawn.
fn present(view: &impl View, resource: ResourceId) -> Result<Result<Head, Outcome>, Error> {
    Ok(match view.head(resource)? {
        None => Err(Outcome::Unknown),
        Some(Head {
            withdrawn: Some(tombstone),
            ..
        }) => Err(Outcome::Withdrawn(tombstone)),
        Some(head) => Ok(head),
    })
}
