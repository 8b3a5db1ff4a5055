//! The keeper on the disk: sled.

use super::keeper::{Entries, Keeper, guarded};
use crate::Error;
use crate::embedded::journal::Cursor;
use crate::embedded::table::{self, Key, Meta, Value};
use std::collections::BTreeMap;
use std::fs::{File, TryLockError};
use std::ops::Bound;
use std::path::Path;
use std::time::{Duration, Instant};

/// Memory for pages of the index. sled's own default is a gibibyte.
const CACHE_BYTES: u64 = 64 * 1024 * 1024;

/// How often sled writes what it has gathered, in milliseconds. What is not written yet is in the journal.
const FLUSH_EVERY_MS: u64 = 500;

/// How long an index that is still being let go of is waited for.
const PATIENCE: Duration = Duration::from_secs(10);

/// Entries in one tree of sled.
#[derive(Debug)]
pub(in crate::embedded) struct Disk {
    db: sled::Db,
    meta: Meta,
}

impl Disk {
    /// Opens the entries of a folder, made when there is none, and reads them once to prove that they are whole.
    ///
    /// # Errors
    /// [`Error::Locked`] when the folder is not let go of; otherwise what sled says, and what was found wrong.
    pub fn open(folder: &Path) -> Result<Self, Error> {
        wait_until_free(folder)?;
        guarded(|| {
            let config = sled::Config::new()
                .path(folder)
                .cache_capacity(CACHE_BYTES)
                .flush_every_ms(Some(FLUSH_EVERY_MS));
            Self::load(config.open().map_err(fault)?)
        })
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
            Ok(Self { db, meta })
        } else {
            Err(wrong("its entries are not those that were written"))
        }
    }

    /// How far in the journal it got.
    pub fn applied(&self) -> &Cursor {
        &self.meta.applied
    }

    /// Writes entries and nothing of how far they lead, as no batch does.
    #[cfg(test)]
    pub fn spoil(&self, entries: &BTreeMap<Key, Value>) {
        for (key, value) in entries {
            self.db.insert(key, value.as_slice()).unwrap();
        }
    }
}

impl Keeper for Disk {
    fn get(&self, key: &[u8]) -> Result<Option<Value>, Error> {
        let value = self.db.get(key).map_err(fault)?;
        Ok(value.map(|value| value.to_vec()))
    }

    fn range(&self, from: Bound<&[u8]>, to: Bound<&[u8]>) -> Entries<'_> {
        let entries = self.db.range::<&[u8], _>((from, to));
        Box::new(entries.map(|entry| {
            let (key, value) = entry.map_err(fault)?;
            Ok((key.to_vec(), value.to_vec()))
        }))
    }

    fn apply(&mut self, entries: &BTreeMap<Key, Value>, applied: &Cursor) -> Result<(), Error> {
        let mut meta = Meta {
            applied: applied.clone(),
            ..self.meta.clone()
        };
        let mut batch = sled::Batch::default();
        for (key, value) in entries {
            match self.db.get(key).map_err(fault)? {
                Some(old) => meta.sum = meta.sum.wrapping_sub(table::fingerprint(key, &old)),
                None => meta.entries += 1,
            }
            meta.sum = meta.sum.wrapping_add(table::fingerprint(key, value));
            batch.insert(key.as_slice(), value.as_slice());
        }
        batch.insert(&[table::META], meta.encode());
        self.db.apply_batch(batch).map_err(fault)?;
        self.meta = meta;
        Ok(())
    }

    fn entries(&self) -> u64 {
        self.meta.entries
    }

    fn flush(&self) -> Result<(), Error> {
        self.db.flush().map(drop).map_err(fault)
    }
}

/// Waits until sled has let go of a folder. Its threads may still hold the lock for a moment after it was closed, and
/// an index that is merely locked is not to be taken for a damaged one. Who opens the index holds the data folder: no
/// other program can be the one that has it.
fn wait_until_free(folder: &Path) -> Result<(), Error> {
    let Ok(file) = File::open(folder.join("db")) else {
        return Ok(());
    };
    let until = Instant::now() + PATIENCE;
    while let Err(TryLockError::WouldBlock) = file.try_lock() {
        if Instant::now() > until {
            return Err(Error::Locked(folder.to_owned()));
        }
        std::thread::sleep(Duration::from_millis(10));
    }
    // closing the file gives the lock back
    Ok(())
}

fn fault(error: sled::Error) -> Error {
    match error {
        sled::Error::Io(error) => Error::io("index", error),
        other => Error::Index(other.to_string()),
    }
}
