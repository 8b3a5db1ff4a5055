//! The keeper that needs nothing but memory: for when sled fails.

use super::keeper::{Entries, Keeper};
use crate::Error;
use crate::embedded::journal::Cursor;
use crate::embedded::table::{Key, Value};
use std::collections::BTreeMap;
use std::ops::Bound;

/// Entries in a map.
#[derive(Debug, Default)]
pub(super) struct Memory(BTreeMap<Key, Value>);

impl Keeper for Memory {
    fn get(&self, key: &[u8]) -> Result<Option<Value>, Error> {
        Ok(self.0.get(key).cloned())
    }

    fn range(&self, from: Bound<&[u8]>, to: Bound<&[u8]>) -> Entries<'_> {
        let entries = self.0.range::<[u8], _>((from, to));
        Box::new(entries.map(|(key, value)| Ok((key.clone(), value.clone()))))
    }

    fn apply(&mut self, entries: &BTreeMap<Key, Value>, _: &Cursor) -> Result<(), Error> {
        let entries = entries.iter();
        self.0
            .extend(entries.map(|(key, value)| (key.clone(), value.clone())));
        Ok(())
    }

    fn entries(&self) -> u64 {
        self.0.len() as u64
    }

    fn flush(&self) -> Result<(), Error> {
        Ok(())
    }

    fn in_memory(&self) -> bool {
        true
    }
}
