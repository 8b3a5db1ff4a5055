//! What follows from a change.

use super::{View, restores};
use crate::Error;
use model::{Cause, Change, Event, Head, ResourceId, RevisionNumber, Slug, Summary, Tombstone};

/// What a change makes of the state, apart from the kinds.
#[derive(Debug, Default)]
pub(crate) struct Effect {
    /// The resource as it stands afterwards.
    pub head: Option<Head>,
    /// Addresses that lead to that resource from now on, or in another way than before.
    pub slugs: Vec<Slug>,
    /// Rules that the change breaks. None for a change made by [`super::judge`] on the same state; a log with a damaged
    /// record has some, and the effect is then the nearest that keeps the rules about addresses.
    pub breaches: Vec<String>,
}

/// Tells what follows from a change, in a state that all changes before it made.
pub(crate) fn follow(view: &impl View, change: &Change) -> Result<Effect, Error> {
    match &change.event {
        Event::Created {
            resource,
            slug,
            redirects,
            ..
        } => created(view, change, *resource, slug, redirects),
        Event::Revised {
            resource,
            number,
            cause,
            ..
        } => with_head(view, change, *resource, |head, effect| {
            revised(head, effect, *number, cause);
        }),
        Event::Renamed { resource, from, to } => renamed(view, change, *resource, from, to),
        Event::Withdrawn { resource, reason } => {
            with_head(view, change, *resource, |head, effect| {
                withdrawn(head, effect, change, reason);
            })
        }
        Event::KindDefined { .. } => Ok(Effect::default()),
    }
}

fn created(
    view: &impl View,
    change: &Change,
    resource: ResourceId,
    slug: &Slug,
    redirects: &[Slug],
) -> Result<Effect, Error> {
    let mut effect = Effect::default();
    if view.head(resource)?.is_some() {
        effect.breach(format!("resource {resource} is created a second time"));
        return Ok(effect);
    }
    for address in std::iter::once(slug).chain(redirects) {
        effect.lead(view, address, resource)?;
    }
    effect.head = Some(Head {
        resource,
        slug: slug.clone(),
        redirects: redirects.to_vec(),
        number: RevisionNumber::FIRST,
        seq: change.seq,
        created_at: change.at,
        updated_at: change.at,
        withdrawn: None,
    });
    Ok(effect)
}

fn revised(head: &mut Head, effect: &mut Effect, number: RevisionNumber, cause: &Cause) {
    let resource = head.resource;
    if number != head.number.next() {
        let latest = head.number;
        effect.breach(format!(
            "revision {number} of resource {resource} comes after revision {latest}"
        ));
    }
    if head.withdrawn.is_some() && !restores(cause) {
        effect.breach(format!("resource {resource} is revised while withdrawn"));
    }
    head.number = number;
    head.withdrawn = None;
}

fn renamed(
    view: &impl View,
    change: &Change,
    resource: ResourceId,
    from: &Slug,
    to: &Slug,
) -> Result<Effect, Error> {
    let mut effect = with_head(view, change, resource, |head, effect| {
        if head.slug != *from || from == to || head.withdrawn.is_some() {
            let slug = &head.slug;
            effect.breach(format!(
                "resource {resource} at {slug} is renamed from {from} to {to}"
            ));
        }
        let former = std::mem::replace(&mut head.slug, to.clone());
        head.redirects
            .retain(|redirect| redirect != to && *redirect != former);
        if former != *to {
            head.redirects.push(former);
        }
    })?;
    if effect.head.is_some() {
        effect.lead(view, from, resource)?;
        effect.lead(view, to, resource)?;
    }
    Ok(effect)
}

fn withdrawn(head: &mut Head, effect: &mut Effect, change: &Change, reason: &Summary) {
    if head.withdrawn.is_some() {
        effect.breach(format!("resource {} is withdrawn twice", head.resource));
    }
    head.withdrawn = Some(Tombstone {
        at: change.at,
        by: change.by.clone(),
        reason: reason.clone(),
    });
}

/// The effect on a resource that must be there.
fn with_head(
    view: &impl View,
    change: &Change,
    resource: ResourceId,
    act: impl FnOnce(&mut Head, &mut Effect),
) -> Result<Effect, Error> {
    let mut effect = Effect::default();
    match view.head(resource)? {
        Some(mut head) => {
            head.seq = change.seq;
            head.updated_at = change.at;
            act(&mut head, &mut effect);
            effect.head = Some(head);
        }
        None => effect.breach(format!("resource {resource} was never created")),
    }
    Ok(effect)
}

impl Effect {
    fn breach(&mut self, what: String) {
        self.breaches.push(what);
    }

    /// Makes an address lead to a resource, unless it leads to another one.
    fn lead(&mut self, view: &impl View, slug: &Slug, resource: ResourceId) -> Result<(), Error> {
        match view.owner(slug)? {
            Some(other) if other != resource => self.breach(format!(
                "the address {slug} of resource {resource} leads to resource {other}"
            )),
            _ if self.slugs.contains(slug) => self.breach(format!(
                "the address {slug} is given to resource {resource} twice"
            )),
            _ => self.slugs.push(slug.clone()),
        }
        Ok(())
    }
}
