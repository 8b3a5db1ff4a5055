//! What a batch of changes will make of the index, before it is written.

use super::index::Index;
use super::journal::Place;
use super::table::{self, Key, Value};
use crate::Error;
use crate::rules::{Effect, View, revision_written};
use model::{Change, Event, Head, Kind, ResourceId, Seq, Slug};
use std::collections::BTreeMap;

/// New entries of the index.
#[derive(Debug, Default)]
pub(super) struct Draft {
    /// Entries about the present: heads, addresses, kinds, holders of files. They are replaced by later changes.
    standing: BTreeMap<Key, Value>,
    /// Entries about the past: changes, revisions, history. They stay as they are.
    settled: BTreeMap<Key, Value>,
}

impl Draft {
    /// The state with the draft laid over an index, or over nothing.
    pub fn over<'a>(&'a self, index: Option<&'a Index>) -> Over<'a> {
        Over { draft: self, index }
    }

    /// Takes in a change that stands, or will stand, at a place of the journal.
    pub fn take(&mut self, change: &Change, effect: Effect, place: &Place) -> Result<(), Error> {
        self.take_place(change.seq, place);
        if let Some(resource) = change.event.resource() {
            let number = revision_written(&change.event);
            let history = table::history(resource, change.seq);
            self.settled.insert(history, Value::new());
            if let Some(number) = number {
                let revision = table::revision(resource, number);
                self.settled.insert(revision, table::seq_value(change.seq));
            }
            for file in crate::rules::files_named(&change.event) {
                let holder = table::holder(file.sha256, resource);
                // each revision says it again
                self.standing.insert(holder, Value::new());
            }
            for slug in effect.slugs {
                let value = table::resource_value(resource);
                self.standing.insert(table::slug(&slug), value);
            }
        }
        if let Some(head) = effect.head {
            let value = serde_json::to_vec(&head)
                .map_err(|error| Error::Index(format!("a head: {error}")))?;
            self.standing.insert(table::head(head.resource), value);
        }
        if let Event::KindDefined { kind } = &change.event {
            let value = table::kind_value(change.seq, kind);
            self.standing.insert(table::kind(kind.id()), value);
        }
        Ok(())
    }

    /// Takes in that there is a change at a place, whatever it did.
    pub fn take_place(&mut self, seq: Seq, place: &Place) {
        let key = table::change(seq);
        self.settled.insert(key, table::place_value(place));
    }

    /// How many entries there are.
    pub fn len(&self) -> usize {
        self.standing.len() + self.settled.len()
    }

    /// Gives away the entries about the past gathered so far.
    pub fn take_settled(&mut self) -> BTreeMap<Key, Value> {
        std::mem::take(&mut self.settled)
    }

    /// All entries.
    pub fn into_entries(mut self) -> BTreeMap<Key, Value> {
        self.standing.append(&mut self.settled);
        self.standing
    }
}

/// A draft laid over an index.
#[derive(Debug)]
pub(super) struct Over<'a> {
    draft: &'a Draft,
    index: Option<&'a Index>,
}

impl Over<'_> {
    fn get(&self, key: &[u8]) -> Result<Option<Value>, Error> {
        match (self.draft.standing.get(key), self.index) {
            (Some(value), _) => Ok(Some(value.clone())),
            (None, Some(index)) => index.get(key),
            (None, None) => Ok(None),
        }
    }
}

impl View for Over<'_> {
    fn head(&self, resource: ResourceId) -> Result<Option<Head>, Error> {
        let value = self.get(&table::head(resource))?;
        value
            .map(|value| super::index::read_head(&value))
            .transpose()
    }

    fn owner(&self, slug: &Slug) -> Result<Option<ResourceId>, Error> {
        let value = self.get(&table::slug(slug))?;
        value
            .map(|value| super::index::read_resource(&value))
            .transpose()
    }

    fn defines(&self, kind: &Kind) -> Result<bool, Error> {
        let value = self.get(&table::kind(kind.id()))?;
        // a definition that cannot be read any more may be given again
        let lost = |value: &[u8]| {
            self.index
                .is_some_and(|index| index.has_lost(table::seq_of(value)))
        };
        Ok(value.is_some_and(|value| table::is_kind(&value, kind) && !lost(&value)))
    }
}
