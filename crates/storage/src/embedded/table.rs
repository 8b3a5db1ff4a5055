//! Keys and values of the index.
//!
//! All tables share one sled tree, told apart by the first byte of the key, so that one batch changes them all or none.
//! Numbers in keys are big-endian, so that their order is the order of the bytes.

use super::frame::part;
use super::journal::{Cursor, Place};
use model::{Kind, KindId, ResourceId, RevisionNumber, Seq, Slug};
use sha2::{Digest, Sha256};
use uuid::Uuid;

/// An entry's key.
pub(super) type Key = Vec<u8>;
/// An entry's value.
pub(super) type Value = Vec<u8>;

/// Slug → resource: every address that ever led somewhere.
pub(super) const SLUGS: u8 = b'a';
/// Place in the log → place in the journal.
pub(super) const CHANGES: u8 = b'c';
/// Hash of a file and resource → nothing: the resources of which some revision names the file.
pub(super) const FILES: u8 = b'f';
/// Resource → its head.
pub(super) const HEADS: u8 = b'h';
/// Kind → change that defined it.
pub(super) const KINDS: u8 = b'k';
/// The one entry about the index itself.
pub(super) const META: u8 = b'm';
/// Resource and number → change that wrote the revision.
pub(super) const REVISIONS: u8 = b'r';
/// Resource and change → nothing: the changes of a resource.
pub(super) const HISTORY: u8 = b'y';

/// The format of the index; another one is rebuilt.
pub(super) const FORMAT: u32 = 2;

fn key(table: u8, parts: &[&[u8]]) -> Key {
    let mut key = vec![table];
    parts.iter().for_each(|part| key.extend_from_slice(part));
    key
}

pub(super) fn slug(slug: &Slug) -> Key {
    key(SLUGS, &[slug.as_str().as_bytes()])
}

/// The slug in a key of [`SLUGS`].
pub(super) fn slug_of(key: &[u8]) -> Option<Slug> {
    let text = std::str::from_utf8(key.get(1..)?).ok()?;
    Slug::parse(text).ok()
}

pub(super) fn change(seq: Seq) -> Key {
    key(CHANGES, &[&seq.0.to_be_bytes()])
}

pub(super) fn head(resource: ResourceId) -> Key {
    key(HEADS, &[resource.0.as_bytes()])
}

pub(super) fn holder(file: model::Sha256, resource: ResourceId) -> Key {
    key(FILES, &[&file.0, resource.0.as_bytes()])
}

/// The hash in a key of [`FILES`].
pub(super) fn file_of(key: &[u8]) -> Option<model::Sha256> {
    Some(model::Sha256(key.get(1..33)?.try_into().ok()?))
}

/// The resource in a key of [`FILES`].
pub(super) fn holder_of(key: &[u8]) -> Option<ResourceId> {
    resource_of(key.get(33..)?)
}

pub(super) fn kind(kind: &KindId) -> Key {
    key(KINDS, &[kind.as_str().as_bytes()])
}

pub(super) fn revision(resource: ResourceId, number: RevisionNumber) -> Key {
    key(REVISIONS, &[resource.0.as_bytes(), &number.0.to_be_bytes()])
}

pub(super) fn history(resource: ResourceId, seq: Seq) -> Key {
    key(HISTORY, &[resource.0.as_bytes(), &seq.0.to_be_bytes()])
}

/// The place in the log at the end of a key of [`HISTORY`].
pub(super) fn history_seq(key: &[u8]) -> Seq {
    Seq(u64::from_be_bytes(part(key, 17)))
}

pub(super) fn resource_value(resource: ResourceId) -> Value {
    resource.0.as_bytes().to_vec()
}

pub(super) fn resource_of(value: &[u8]) -> Option<ResourceId> {
    Uuid::from_slice(value).ok().map(ResourceId)
}

pub(super) fn seq_value(seq: Seq) -> Value {
    seq.0.to_be_bytes().to_vec()
}

/// The place in the log at the beginning of a value of [`REVISIONS`] or [`KINDS`].
pub(super) fn seq_of(value: &[u8]) -> Seq {
    Seq(u64::from_be_bytes(part(value, 0)))
}

/// The change that defined a kind, and the hash of the definition.
pub(super) fn kind_value(seq: Seq, definition: &Kind) -> Value {
    let mut value = seq_value(seq);
    value.extend_from_slice(&Sha256::digest(definition.source()));
    value
}

/// Whether a value of [`KINDS`] is about exactly that definition.
pub(super) fn is_kind(value: &[u8], definition: &Kind) -> bool {
    value.get(8..) == Some(&Sha256::digest(definition.source())[..])
}

pub(super) fn place_value(place: &Place) -> Value {
    let mut value = place.segment.0.to_be_bytes().to_vec();
    value.extend_from_slice(&place.offset.to_be_bytes());
    value.extend_from_slice(&place.length.to_be_bytes());
    value
}

pub(super) fn place_of(value: &[u8]) -> Place {
    Place {
        segment: Seq(u64::from_be_bytes(part(value, 0))),
        offset: u64::from_be_bytes(part(value, 8)),
        length: u32::from_be_bytes(part(value, 16)),
    }
}

/// What the index says of itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Meta {
    /// How far in the journal it got.
    pub applied: Cursor,
    /// How many entries it has besides this one.
    pub entries: u64,
    /// Sum of the [`fingerprint`]s of those entries, modulo 2^128.
    pub sum: u128,
}

impl Meta {
    /// Of an empty index.
    pub const EMPTY: Self = Self {
        applied: Cursor::START,
        entries: 0,
        sum: 0,
    };

    pub fn encode(&self) -> Value {
        let mut value = FORMAT.to_be_bytes().to_vec();
        value.extend_from_slice(&self.applied.seq.0.to_be_bytes());
        value.extend_from_slice(&self.applied.chain);
        value.extend_from_slice(&self.applied.segment.0.to_be_bytes());
        value.extend_from_slice(&self.applied.offset.to_be_bytes());
        value.extend_from_slice(&self.entries.to_be_bytes());
        value.extend_from_slice(&self.sum.to_be_bytes());
        value
    }

    /// `None` when the value has another format.
    pub fn decode(value: &[u8]) -> Option<Self> {
        let right = value.len() == 84 && u32::from_be_bytes(part(value, 0)) == FORMAT;
        right.then_some(Self {
            applied: Cursor {
                seq: Seq(u64::from_be_bytes(part(value, 4))),
                chain: part(value, 12),
                segment: Seq(u64::from_be_bytes(part(value, 44))),
                offset: u64::from_be_bytes(part(value, 52)),
            },
            entries: u64::from_be_bytes(part(value, 60)),
            sum: u128::from_be_bytes(part(value, 68)),
        })
    }
}

/// A number that stands for an entry; the sum over all entries stands for the index, whatever their order.
pub(super) fn fingerprint(key: &[u8], value: &[u8]) -> u128 {
    let mut hasher = Sha256::new();
    hasher.update((key.len() as u64).to_be_bytes());
    hasher.update(key);
    hasher.update(value);
    u128::from_be_bytes(part(&hasher.finalize(), 0))
}
