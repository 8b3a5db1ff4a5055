//! The records index: a follower of the journal that may be thrown away at any moment.
//!
//! Its entries are kept by sled. When sled fails, at the start or in the middle of a reading or a batch, they are built
//! once more from the journal, in memory, and whoever asked gets the answer: a damaged index, a disk that another program
//! filled, a panic in sled stop nothing.

mod disk;
mod keeper;
mod memory;

pub(super) use disk::Disk;
#[cfg(test)]
pub(super) use keeper::Entries;
pub(super) use keeper::Keeper;

use super::journal::{Cursor, Journal, Place};
use super::recovery::catch_up;
use super::table::{self, Key, Value};
use crate::Error;
pub use keeper::panic_is_an_error;
use keeper::{guarded, let_go};
use memory::Memory;
use model::{Head, ResourceId, RevisionNumber, Seq, Sha256, Slug};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Bound;
use std::sync::{Arc, Mutex, PoisonError, RwLock};
use std::time::Duration;
use uuid::Uuid;

/// How long the end of sled is waited for when the store closes.
const PATIENCE: Duration = Duration::from_secs(10);

/// Puts something between the index and sled; tests let it fail.
pub(super) type KeeperOf = Arc<dyn Fn(Disk) -> Box<dyn Keeper> + Send + Sync>;

/// The index, open.
#[derive(Debug)]
pub(super) struct Index {
    journal: Arc<Journal>,
    applied: Cursor,
    /// Locked for writing while a batch is taken in or a keeper that failed is replaced.
    keeper: RwLock<Box<dyn Keeper>>,
    /// Definitions of kinds that turned out to be unreadable in the journal: defining such a kind again is a change.
    lost: Mutex<BTreeSet<Seq>>,
}

impl Index {
    /// An index whose entries are kept by sled.
    pub fn on_disk(journal: &Arc<Journal>, disk: Disk, keeper_of: &KeeperOf) -> Self {
        let applied = disk.applied().clone();
        Self::kept(journal, applied, keeper_of(disk))
    }

    /// An empty index in memory.
    pub fn in_memory(journal: &Arc<Journal>) -> Self {
        Self::kept(journal, Cursor::START, Box::new(Memory::default()))
    }

    fn kept(journal: &Arc<Journal>, applied: Cursor, keeper: Box<dyn Keeper>) -> Self {
        Self {
            journal: Arc::clone(journal),
            applied,
            keeper: RwLock::new(keeper),
            lost: Mutex::default(),
        }
    }

    /// Whether the entries are in memory only, for sled failed.
    pub fn is_in_memory(&self) -> bool {
        self.held().in_memory()
    }

    /// The journal that it follows.
    pub fn journal(&self) -> &Arc<Journal> {
        &self.journal
    }

    /// How far in the journal it got.
    pub fn applied(&self) -> &Cursor {
        &self.applied
    }

    /// How many entries it has besides the one about itself.
    pub fn entries(&self) -> u64 {
        self.held().entries()
    }

    /// Takes in entries and how far in the journal they lead, all or nothing: of a keeper that fails nothing is seen
    /// any more.
    pub fn apply(&mut self, entries: &BTreeMap<Key, Value>, applied: Cursor) -> Result<(), Error> {
        let taken = guarded(|| self.held_mut().apply(entries, &applied));
        if let Err(error) = taken {
            self.replace(&error)?;
            self.held_mut().apply(entries, &applied)?;
        }
        self.applied = applied;
        Ok(())
    }

    /// Lets go of the entries. What sled could not write is caught up at the next start.
    pub fn close(self) -> Result<(), Error> {
        let keeper = self
            .keeper
            .into_inner()
            .unwrap_or_else(PoisonError::into_inner);
        let_go(keeper, PATIENCE)
    }

    /// The value of a key.
    pub fn get(&self, key: &[u8]) -> Result<Option<Value>, Error> {
        self.read(|keeper| keeper.get(key))
    }

    /// A resource as it stands.
    pub fn head(&self, resource: ResourceId) -> Result<Option<Head>, Error> {
        self.read(|keeper| head(keeper, resource))
    }

    /// The resource that an address leads to, or once led to.
    pub fn owner(&self, slug: &Slug) -> Result<Option<ResourceId>, Error> {
        self.read(|keeper| {
            let value = keeper.get(&table::slug(slug))?;
            value.map(|value| read_resource(&value)).transpose()
        })
    }

    /// Where a change stands; `None` when the journal has it no more.
    pub fn place(&self, seq: Seq) -> Result<Option<Place>, Error> {
        let value = self.get(&table::change(seq))?;
        Ok(value.map(|value| table::place_of(&value)))
    }

    /// The change that wrote a revision.
    pub fn revision(
        &self,
        resource: ResourceId,
        number: RevisionNumber,
    ) -> Result<Option<Seq>, Error> {
        let value = self.get(&table::revision(resource, number))?;
        Ok(value.map(|value| table::seq_of(&value)))
    }

    /// The changes of a resource before a place in the log, latest first.
    pub fn history(
        &self,
        resource: ResourceId,
        before: Seq,
        limit: usize,
    ) -> Result<Vec<Seq>, Error> {
        let first = table::history(resource, Seq(0));
        let end = table::history(resource, before);
        self.read(|keeper| {
            let range = keeper.range(Bound::Included(&first), Bound::Excluded(&end));
            let latest_first = range.rev().take(limit);
            latest_first
                .map(|entry| Ok(table::history_seq(&entry?.0)))
                .collect()
        })
    }

    /// Resources of which some revision names a file, in the order of their identifiers.
    pub fn holders(&self, sha256: Sha256, limit: usize) -> Result<Vec<ResourceId>, Error> {
        let first = table::holder(sha256, ResourceId(Uuid::nil()));
        let last = table::holder(sha256, ResourceId(Uuid::max()));
        self.read(|keeper| {
            let range = keeper.range(Bound::Included(&first), Bound::Included(&last));
            let holder = |entry: Result<(Key, Value), Error>| read_holder(&entry?.0);
            range.take(limit).map(holder).collect()
        })
    }

    /// Files that revisions of more than one resource name, each with all of those.
    pub fn shared_files(&self) -> Result<Vec<(Sha256, Vec<ResourceId>)>, Error> {
        let (first, end) = ([table::FILES], [table::FILES + 1]);
        self.read(|keeper| {
            let mut shared: Vec<(Sha256, Vec<ResourceId>)> = Vec::new();
            for entry in keeper.range(Bound::Included(&first), Bound::Excluded(&end)) {
                let (key, _) = entry?;
                let (file, holder) = (read_file(&key)?, read_holder(&key)?);
                match shared.last_mut() {
                    Some((last, holders)) if *last == file => holders.push(holder),
                    last => {
                        // most files have one holder, of which nothing is kept
                        if last.is_some_and(|(_, holders)| holders.len() == 1) {
                            shared.pop();
                        }
                        shared.push((file, vec![holder]));
                    }
                }
            }
            shared.retain(|(_, holders)| holders.len() > 1);
            Ok(shared)
        })
    }

    /// Heads in the order of their slugs, after a slug.
    pub fn heads(&self, after: Option<&Slug>, limit: usize) -> Result<Vec<Head>, Error> {
        let (after, first) = (after.map(table::slug), [table::SLUGS]);
        let start = match &after {
            Some(slug) => Bound::Excluded(slug.as_slice()),
            None => Bound::Included(&first[..]),
        };
        self.read(|keeper| {
            let mut heads = Vec::new();
            for entry in keeper.range(start, Bound::Excluded(&[table::SLUGS + 1])) {
                if heads.len() == limit {
                    break;
                }
                let (key, value) = entry?;
                let head = head(keeper, read_resource(&value)?)?;
                // an older address is no place in the list
                heads.extend(head.filter(|head| Some(&head.slug) == table::slug_of(&key).as_ref()));
            }
            Ok(heads)
        })
    }

    /// The identifiers of the kinds, each with the change that defined it.
    pub fn kinds(&self) -> Result<Vec<(String, Seq)>, Error> {
        let (first, end) = ([table::KINDS], [table::KINDS + 1]);
        self.read(|keeper| {
            let entries = keeper.range(Bound::Included(&first), Bound::Excluded(&end));
            let kind = |(key, value): (Key, Value)| {
                let id = String::from_utf8_lossy(key.get(1..).unwrap_or_default());
                (id.into_owned(), table::seq_of(&value))
            };
            entries.map(|entry| entry.map(kind)).collect()
        })
    }

    /// Notes that a definition of a kind cannot be read.
    pub fn lose(&self, definition: Seq) {
        self.lost_definitions().insert(definition);
    }

    /// Whether a definition of a kind was found unreadable.
    pub fn has_lost(&self, definition: Seq) -> bool {
        self.lost_definitions().contains(&definition)
    }

    fn lost_definitions(&self) -> std::sync::MutexGuard<'_, BTreeSet<Seq>> {
        self.lost.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Reads from the keeper, and once more from its replacement when it fails.
    fn read<T>(&self, read: impl Fn(&dyn Keeper) -> Result<T, Error>) -> Result<T, Error> {
        let failed = {
            let keeper = self.held();
            match guarded(|| read(&**keeper)) {
                Err(error) if !keeper.in_memory() => error,
                answer => return answer,
            }
        };
        self.replace(&failed)?;
        read(&**self.held())
    }

    /// Puts entries in memory, as they follow from the journal, in the place of a keeper that failed. Entries change
    /// only while nobody reads: what is built is what the failed keeper had, as far as the journal can be read.
    fn replace(&self, failed: &Error) -> Result<(), Error> {
        let mut keeper = self.keeper.write().unwrap_or_else(PoisonError::into_inner);
        if keeper.in_memory() {
            // somebody else met the same fault
            return Ok(());
        }
        let mut built = Self::in_memory(&self.journal);
        catch_up(&mut built, Some(&self.applied), &|_, _| ())?;
        let built = built.keeper.into_inner();
        let old = std::mem::replace(&mut *keeper, built.unwrap_or_else(PoisonError::into_inner));
        tracing::error!(%failed, "the records index on the disk failed: until the next start one in memory serves, built from the journal");
        // nobody waits for it, and what it says does not matter any more
        let _ = let_go(old, Duration::ZERO);
        Ok(())
    }

    fn held(&self) -> std::sync::RwLockReadGuard<'_, Box<dyn Keeper>> {
        self.keeper.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn held_mut(&mut self) -> &mut dyn Keeper {
        &mut **self
            .keeper
            .get_mut()
            .unwrap_or_else(PoisonError::into_inner)
    }
}

fn head(keeper: &dyn Keeper, resource: ResourceId) -> Result<Option<Head>, Error> {
    let value = keeper.get(&table::head(resource))?;
    value.map(|value| read_head(&value)).transpose()
}

pub(super) fn read_head(value: &[u8]) -> Result<Head, Error> {
    serde_json::from_slice(value).map_err(|error| Error::Index(format!("a head: {error}")))
}

pub(super) fn read_resource(value: &[u8]) -> Result<ResourceId, Error> {
    table::resource_of(value).ok_or_else(|| Error::Index("an address without resource".to_owned()))
}

fn read_file(key: &[u8]) -> Result<Sha256, Error> {
    table::file_of(key).ok_or_else(|| Error::Index("a holder without file".to_owned()))
}

fn read_holder(key: &[u8]) -> Result<ResourceId, Error> {
    table::holder_of(key).ok_or_else(|| Error::Index("a file without resource".to_owned()))
}
