//! The records index in sled: a follower of the journal that may be thrown away at any moment.

use super::journal::{Cursor, Place};
use super::table::{self, Key, Meta, Value};
use crate::Error;
use model::{Head, ResourceId, RevisionNumber, Seq, Slug};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Bound;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::{Mutex, PoisonError};

/// Memory for pages of the index. sled's own default is a gibibyte.
const CACHE_BYTES: u64 = 64 * 1024 * 1024;

/// How often sled writes what it has gathered, in milliseconds. What is not written yet is in the journal.
const FLUSH_EVERY_MS: u64 = 500;

/// The index, open.
#[derive(Debug)]
pub(super) struct Index {
    db: sled::Db,
    meta: Meta,
    /// Definitions of kinds that turned out to be unreadable in the journal: defining such a kind again is a change.
    lost: Mutex<BTreeSet<Seq>>,
}

impl Index {
    /// Opens the index of a folder, made when there is none, and reads it once to prove that it is whole.
    ///
    /// sled panics on some kinds of damage: such a panic is an error like others here.
    pub fn open(folder: &Path) -> Result<Self, Error> {
        let open = || {
            let config = sled::Config::new()
                .path(folder)
                .cache_capacity(CACHE_BYTES)
                .flush_every_ms(Some(FLUSH_EVERY_MS));
            Self::load(config.open().map_err(fault)?)
        };
        catch_unwind(AssertUnwindSafe(open))
            .unwrap_or_else(|_| Err(Error::Index("sled panicked while opening".to_owned())))
    }

    fn load(db: sled::Db) -> Result<Self, Error> {
        let wrong = |detail: &str| Error::Index(detail.to_owned());
        let meta = match db.get([table::META]).map_err(fault)? {
            Some(value) => Meta::decode(&value).ok_or_else(|| wrong("it has another format"))?,
            None => Meta::EMPTY,
        };
        let (mut entries, mut sum) = (0, 0_u128);
        for entry in db.iter() {
            let (key, value) = entry.map_err(fault)?;
            if key.first() != Some(&table::META) {
                entries += 1;
                sum = sum.wrapping_add(table::fingerprint(&key, &value));
            }
        }
        if (entries, sum) == (meta.entries, meta.sum) {
            Ok(Self {
                db,
                meta,
                lost: Mutex::default(),
            })
        } else {
            Err(wrong("its entries are not those that were written"))
        }
    }

    /// How far in the journal it got.
    pub fn applied(&self) -> &Cursor {
        &self.meta.applied
    }

    /// How many entries it has besides the one about itself.
    pub fn entries(&self) -> u64 {
        self.meta.entries
    }

    /// Takes in entries and how far in the journal they lead, all or nothing.
    pub fn apply(&mut self, entries: BTreeMap<Key, Value>, applied: Cursor) -> Result<(), Error> {
        let mut meta = Meta {
            applied,
            ..self.meta.clone()
        };
        let mut batch = sled::Batch::default();
        for (key, value) in entries {
            match self.get(&key)? {
                Some(old) => meta.sum = meta.sum.wrapping_sub(table::fingerprint(&key, &old)),
                None => meta.entries += 1,
            }
            meta.sum = meta.sum.wrapping_add(table::fingerprint(&key, &value));
            batch.insert(key, value);
        }
        batch.insert(&[table::META], meta.encode());
        self.db.apply_batch(batch).map_err(fault)?;
        self.meta = meta;
        Ok(())
    }

    /// The value of a key.
    pub fn get(&self, key: &[u8]) -> Result<Option<sled::IVec>, Error> {
        self.db.get(key).map_err(fault)
    }

    /// Writes what sled has gathered.
    pub fn flush(&self) -> Result<(), Error> {
        self.db.flush().map(drop).map_err(fault)
    }

    /// A resource as it stands.
    pub fn head(&self, resource: ResourceId) -> Result<Option<Head>, Error> {
        let value = self.get(&table::head(resource))?;
        value.map(|value| read_head(&value)).transpose()
    }

    /// The resource that an address leads to, or once led to.
    pub fn owner(&self, slug: &Slug) -> Result<Option<ResourceId>, Error> {
        let value = self.get(&table::slug(slug))?;
        value.map(|value| read_resource(&value)).transpose()
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
        let range = table::history(resource, Seq(0))..table::history(resource, before);
        let latest_first = self.db.range(range).rev().take(limit);
        latest_first
            .map(|entry| {
                entry
                    .map(|(key, _)| table::history_seq(&key))
                    .map_err(fault)
            })
            .collect()
    }

    /// Heads in the order of their slugs, after a slug.
    pub fn heads(&self, after: Option<&Slug>, limit: usize) -> Result<Vec<Head>, Error> {
        let start = match after {
            Some(slug) => Bound::Excluded(table::slug(slug)),
            None => Bound::Included(vec![table::SLUGS]),
        };
        let range = (start, Bound::Excluded(vec![table::SLUGS + 1]));
        let mut heads = Vec::new();
        for entry in self.db.range::<Key, _>(range) {
            if heads.len() == limit {
                break;
            }
            let (key, value) = entry.map_err(fault)?;
            let head = self.head(read_resource(&value)?)?;
            // an older address is no place in the list
            heads.extend(head.filter(|head| Some(&head.slug) == table::slug_of(&key).as_ref()));
        }
        Ok(heads)
    }

    /// The identifiers of the kinds, each with the change that defined it.
    pub fn kinds(&self) -> Result<Vec<(String, Seq)>, Error> {
        let entries = self.db.scan_prefix([table::KINDS]);
        let kind = |(key, value): (sled::IVec, sled::IVec)| {
            let id = String::from_utf8_lossy(key.get(1..).unwrap_or_default());
            (id.into_owned(), table::seq_of(&value))
        };
        entries
            .map(|entry| entry.map(kind).map_err(fault))
            .collect()
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
}

pub(super) fn read_head(value: &[u8]) -> Result<Head, Error> {
    serde_json::from_slice(value).map_err(|error| Error::Index(format!("a head: {error}")))
}

pub(super) fn read_resource(value: &[u8]) -> Result<ResourceId, Error> {
    table::resource_of(value).ok_or_else(|| Error::Index("an address without resource".to_owned()))
}

fn fault(error: sled::Error) -> Error {
    match error {
        sled::Error::Io(error) => Error::io("index", error),
        other => Error::Index(other.to_string()),
    }
}
