//! What readers and the committer share.

use super::folder::Folder;
use super::index::Index;
use super::journal::{Cursor, Journal};
use super::recovery::Recovered;
use super::table::{Key, Value};
use crate::{Error, Fault, Resolved, Writing};
use model::{Change, Event, Kind, ResourceId, Revision, RevisionNumber, Seq, Sha256, Slug};
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};
use tokio::sync::watch;

/// Journal and index of an open data folder.
#[derive(Debug)]
pub(super) struct Shared {
    folder: Arc<Folder>,
    journal: Arc<Journal>,
    /// `None` once closed. Locked for writing while a batch becomes visible, so that a reader sees all of it or nothing.
    index: RwLock<Option<Index>>,
    position: watch::Sender<Seq>,
    /// What was found damaged when the folder was opened.
    found: Vec<Fault>,
    /// The kinds as read from the journal, with the changes that defined them: reading TOML takes its time.
    kinds: Mutex<(Vec<Seq>, Vec<Kind>)>,
    /// Why no change is taken until a restart, if so.
    stopped: Mutex<Option<String>>,
    /// Whether a part of the log is known to be missing or unreadable.
    gap: AtomicBool,
}

impl Shared {
    pub fn new(folder: Arc<Folder>, recovered: Recovered) -> Self {
        let Recovered {
            index,
            faults,
            stopped,
        } = recovered;
        Self {
            folder,
            gap: AtomicBool::new(!faults.is_empty()),
            journal: Arc::clone(index.journal()),
            position: watch::Sender::new(index.applied().seq),
            index: RwLock::new(Some(index)),
            found: faults,
            kinds: Mutex::default(),
            stopped: Mutex::new(stopped),
        }
    }

    /// The journal, read without any lock.
    pub fn journal(&self) -> &Journal {
        &self.journal
    }

    /// What was found damaged when the folder was opened.
    pub fn found(&self) -> &[Fault] {
        &self.found
    }

    /// An error when the disk is down to its reserve.
    pub fn room(&self) -> Result<(), Error> {
        self.folder.room()
    }

    /// Place of the latest change.
    pub fn position(&self) -> Result<Seq, Error> {
        self.folder.held()?;
        Ok(*self.position.borrow())
    }

    /// Whether changes are taken at this moment.
    pub fn writing(&self) -> Writing {
        if let Some(reason) = &*lock(&self.stopped) {
            return Writing::Stopped(reason.clone());
        }
        match self.room() {
            Ok(()) => Writing::Open,
            Err(_) => Writing::DiskFull,
        }
    }

    /// Notes why no change is taken until a restart.
    pub fn stop(&self, reason: String) {
        lock(&self.stopped).get_or_insert(reason);
    }

    /// Whether a part of the log is known to be missing or unreadable: what comes after it may not follow from the rest.
    pub fn has_gap(&self) -> bool {
        self.gap.load(Ordering::Relaxed)
    }

    /// Notes that a part of the log is missing.
    pub fn note_gap(&self) {
        self.gap.store(true, Ordering::Relaxed);
    }

    /// The chain up to a change, which seals everything before it.
    pub fn seal(&self, at: Seq) -> Result<Option<Sha256>, Error> {
        let Some(place) = self.with_index(|index| index.place(at))? else {
            return Ok(None);
        };
        let frame = self.journal.frame(&place)?;
        Ok(frame
            .filter(|frame| frame.seq == at)
            .map(|frame| Sha256(frame.chain)))
    }

    /// The place of the latest change, as it moves on.
    pub fn follow(&self) -> watch::Receiver<Seq> {
        self.position.subscribe()
    }

    /// Reads the index as it stands between two batches.
    pub fn with_index<T>(&self, read: impl FnOnce(&Index) -> Result<T, Error>) -> Result<T, Error> {
        let index = self.index.read().unwrap_or_else(PoisonError::into_inner);
        read(index.as_ref().ok_or(Error::Closed)?)
    }

    /// Makes durable changes visible.
    pub fn advance(&self, entries: BTreeMap<Key, Value>, end: Cursor) -> Result<(), Error> {
        let mut index = self.index.write().unwrap_or_else(PoisonError::into_inner);
        let seq = end.seq;
        index.as_mut().ok_or(Error::Closed)?.apply(&entries, end)?;
        self.position.send_replace(seq);
        Ok(())
    }

    /// Lets go of everything.
    pub fn shut(&self) {
        let mut index = self.index.write().unwrap_or_else(PoisonError::into_inner);
        if let Some(index) = index.take()
            && let Err(error) = index.close()
        {
            tracing::warn!(%error, "the records index catches up at the next start");
        }
        self.folder.release();
    }

    /// The changes at some places of the log.
    pub fn changes(&self, seqs: impl IntoIterator<Item = Seq>) -> Result<Vec<Change>, Error> {
        let seqs: Vec<Seq> = seqs.into_iter().collect();
        let places = self.with_index(|index| {
            let place = |seq: &Seq| index.place(*seq);
            seqs.iter().map(place).collect::<Result<Vec<_>, _>>()
        })?;
        let located = seqs.into_iter().zip(places);
        let read = |(seq, place): (Seq, Option<_>)| match place {
            Some(place) => self.journal.read(seq, &place),
            None => Err(unreadable(seq)),
        };
        located.map(read).collect()
    }

    /// Where an address leads.
    pub fn resolve(&self, slug: &Slug) -> Result<Option<Resolved>, Error> {
        self.with_index(|index| {
            let Some(resource) = index.owner(slug)? else {
                return Ok(None);
            };
            Ok(index.head(resource)?.map(|head| Resolved {
                redirect: head.slug != *slug,
                head,
            }))
        })
    }

    /// A revision in full.
    pub fn revision(
        &self,
        resource: ResourceId,
        number: RevisionNumber,
    ) -> Result<Option<Revision>, Error> {
        let found = self.with_index(|index| {
            let written = index.revision(resource, number)?;
            Ok((written, index.head(resource)?))
        })?;
        match found {
            (Some(seq), _) => {
                let change = self.changes([seq])?.pop();
                Ok(change.and_then(crate::records::revision))
            }
            // numbers have no gap: there was one
            (None, Some(head)) if (RevisionNumber::FIRST..=head.number).contains(&number) => {
                Err(Error::damaged(
                    format!("revision {number} of resource {resource}"),
                    "its record cannot be read",
                ))
            }
            _ => Ok(None),
        }
    }

    /// The kinds in order. One whose definition cannot be read is as it was defined before, or left out: it is no reason
    /// not to open the library. `check` tells the fault.
    pub fn kinds(&self) -> Result<Vec<Kind>, Error> {
        let defined = self.with_index(Index::kinds)?;
        let mut known = lock(&self.kinds);
        let seqs: Vec<Seq> = defined.iter().map(|(_, seq)| *seq).collect();
        if known.0 != seqs {
            let mut kinds = Vec::new();
            for (id, seq) in defined {
                match self.definition(seq) {
                    Err(fault @ Error::Damaged { .. }) => {
                        kinds.extend(self.definition_before(&id, seq, &fault)?);
                    }
                    read => kinds.extend(read?),
                }
            }
            *known = (seqs, crate::records::in_order(kinds));
        }
        Ok(known.1.clone())
    }

    /// The kind that a change defines, if it defines one.
    fn definition(&self, seq: Seq) -> Result<Option<Kind>, Error> {
        let change = self.changes([seq])?.pop();
        Ok(change.and_then(|change| match change.event {
            Event::KindDefined { kind } => Some(*kind),
            _ => None,
        }))
    }

    /// The newest readable definition of a kind before one that cannot be read. Goes back through the log: damage is
    /// rare, and what is found is kept in memory.
    fn definition_before(&self, id: &str, lost: Seq, fault: &Error) -> Result<Option<Kind>, Error> {
        self.with_index(|index| {
            index.lose(lost);
            Ok(())
        })?;
        for seq in (1..lost.0).rev().map(Seq) {
            match self.definition(seq) {
                Ok(Some(kind)) if kind.id().as_str() == id => {
                    tracing::error!(%fault, kind = id, "the definition of a kind is damaged: the one of change {seq} is used; import the kind again");
                    return Ok(Some(kind));
                }
                Ok(_) | Err(Error::Damaged { .. }) => {}
                Err(error) => return Err(error),
            }
        }
        tracing::error!(%fault, kind = id, "the definition of a kind is damaged and there is no earlier one: the kind is left out; import it again");
        Ok(None)
    }
}

fn unreadable(seq: Seq) -> Error {
    Error::Damaged {
        place: format!("change {seq}"),
        detail: "its record cannot be found in the journal".to_owned(),
        seq: Some(seq),
    }
}

/// A panic elsewhere leaves each of these values whole.
pub(super) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
