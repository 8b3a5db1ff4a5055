//! Records in memory.

use super::state::State;
use crate::{CheckReport, Error, Fault, Outcome, Proposal, Records, Resolved, Writing};
use async_trait::async_trait;
use model::{Change, Event, Head, Kind, ResourceId, Revision, RevisionNumber, Seq, Sha256, Slug};
use std::collections::BTreeMap;
use std::ops::Bound;
use std::sync::{Mutex, MutexGuard, PoisonError};
use tokio::sync::watch;

/// Records in memory; see [`Records`] for what it does.
#[derive(Debug)]
pub struct MemoryRecords {
    /// `None` once closed.
    state: Mutex<Option<State>>,
    position: watch::Sender<Seq>,
}

impl Default for MemoryRecords {
    fn default() -> Self {
        Self {
            state: Mutex::new(Some(State::default())),
            position: watch::Sender::new(Seq(0)),
        }
    }
}

impl MemoryRecords {
    /// An empty store.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    fn lock(&self) -> MutexGuard<'_, Option<State>> {
        // a panic elsewhere leaves the maps whole: each is changed in one step
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn read<T>(&self, read: impl FnOnce(&State) -> T) -> Result<T, Error> {
        self.lock().as_ref().map(read).ok_or(Error::Closed)
    }

    fn write<T>(&self, write: impl FnOnce(&mut State) -> Result<T, Error>) -> Result<T, Error> {
        let mut guard = self.lock();
        let state = guard.as_mut().ok_or(Error::Closed)?;
        let result = write(state);
        let position = state.position();
        self.position.send_if_modified(|known| {
            let moved = *known != position;
            *known = position;
            moved
        });
        result
    }
}

#[async_trait]
impl Records for MemoryRecords {
    async fn commit(&self, proposals: Vec<Proposal>) -> Result<Vec<Outcome>, Error> {
        self.write(|state| proposals.into_iter().map(|p| state.propose(p)).collect())
    }

    async fn replay(&self, changes: Vec<Change>) -> Result<(), Error> {
        self.write(|state| {
            let mut taken = changes.into_iter().map(|change| state.take(change));
            taken.try_for_each(|taken| taken.map(drop))
        })
    }

    async fn leave_gap(&self, to: Seq) -> Result<(), Error> {
        self.write(|state| state.leave_gap(to))
    }

    async fn resolve(&self, slug: &Slug) -> Result<Option<Resolved>, Error> {
        self.read(|state| {
            let head = state.heads.get(state.slugs.get(slug)?)?;
            Some(Resolved {
                redirect: head.slug != *slug,
                head: head.clone(),
            })
        })
    }

    async fn head(&self, resource: ResourceId) -> Result<Option<Head>, Error> {
        self.read(|state| state.heads.get(&resource).cloned())
    }

    async fn revision(
        &self,
        resource: ResourceId,
        number: RevisionNumber,
    ) -> Result<Option<Revision>, Error> {
        self.read(|state| state.revision(resource, number))?
    }

    async fn history(
        &self,
        resource: ResourceId,
        before: Option<Seq>,
        limit: usize,
    ) -> Result<Vec<Change>, Error> {
        self.read(|state| {
            let earlier = (
                Bound::Unbounded,
                before.map_or(Bound::Unbounded, Bound::Excluded),
            );
            let earlier = state.changes.range(earlier).rev().map(|(_, change)| change);
            let own = earlier.filter(|change| change.event.resource() == Some(resource));
            own.take(limit).cloned().collect()
        })
    }

    async fn holders(&self, sha256: Sha256, limit: usize) -> Result<Vec<ResourceId>, Error> {
        self.read(|state| {
            let held = state.holders.iter().filter(|(file, _)| *file == sha256);
            held.map(|(_, resource)| *resource).take(limit).collect()
        })
    }

    async fn shared_files(&self) -> Result<Vec<(Sha256, Vec<ResourceId>)>, Error> {
        self.read(|state| {
            let mut held: BTreeMap<Sha256, Vec<ResourceId>> = BTreeMap::new();
            for (file, resource) in &state.holders {
                held.entry(*file).or_default().push(*resource);
            }
            held.retain(|_, holders| holders.len() > 1);
            held.into_iter().collect()
        })
    }

    async fn heads(&self, after: Option<&Slug>, limit: usize) -> Result<Vec<Head>, Error> {
        self.read(|state| {
            let start = after.map_or(Bound::Unbounded, Bound::Excluded);
            let addresses = state.slugs.range::<Slug, _>((start, Bound::Unbounded));
            let current = addresses.filter_map(|(slug, resource)| {
                state.heads.get(resource).filter(|head| head.slug == *slug)
            });
            current.take(limit).cloned().collect()
        })
    }

    async fn changes_after(&self, after: Seq, limit: usize) -> Result<Vec<Change>, Error> {
        self.read(|state| {
            let later = after.next().0..=state.position().0;
            let later = later.take(limit).map(Seq);
            later.map(|seq| state.change(seq)).collect()
        })?
    }

    async fn changes_before(
        &self,
        before: Option<Seq>,
        limit: usize,
    ) -> Result<Vec<Change>, Error> {
        self.read(|state| {
            let end = state.position().next();
            let end = before.map_or(end, |before| before.min(end));
            let earlier = (1..end.0).rev().take(limit).map(Seq);
            earlier.map(|seq| state.change(seq)).collect()
        })?
    }

    async fn kinds(&self) -> Result<Vec<Kind>, Error> {
        self.read(|state| crate::records::in_order(state.kinds.values().cloned().collect()))
    }

    async fn position(&self) -> Result<Seq, Error> {
        self.read(State::position)
    }

    fn writing(&self) -> Writing {
        Writing::Open
    }

    async fn seal(&self, _at: Seq) -> Result<Option<Sha256>, Error> {
        self.read(|_| None)
    }

    fn follow(&self) -> watch::Receiver<Seq> {
        self.position.subscribe()
    }

    async fn check(&self, progress: &(dyn Fn(Seq) + Send + Sync)) -> Result<CheckReport, Error> {
        self.read(|state| {
            let mut fresh = State::default();
            let mut report = CheckReport::default();
            for change in state.changes.values() {
                report.changes += 1;
                report.resources += u64::from(matches!(change.event, Event::Created { .. }));
                report.revisions +=
                    u64::from(crate::rules::revision_written(&change.event).is_some());
                let before = Seq(change.seq.0.saturating_sub(1));
                report.faults.extend(lost(&mut fresh, before));
                let taken = fresh.take(change.clone());
                let wrong = taken.unwrap_or_else(|error| vec![error.to_string()]);
                report.faults.extend(wrong.into_iter().map(|detail| Fault {
                    place: format!("change {}", change.seq),
                    detail,
                }));
                progress(change.seq);
            }
            report.faults.extend(lost(&mut fresh, state.position()));
            report
        })
    }

    async fn close(&self) -> Result<(), Error> {
        self.lock().take().map(drop).ok_or(Error::Closed)
    }
}

/// Leaves a gap up to a place, and tells it when there is one.
fn lost(state: &mut State, to: Seq) -> Option<Fault> {
    let first = state.position().next();
    let left = first <= to && state.leave_gap(to).is_ok();
    left.then(|| Fault {
        place: "log".to_owned(),
        detail: format!("changes {first} to {to} are missing"),
    })
}
