//! What a start finds of the index.

use super::aside::put_aside;
use crate::Error;
use crate::embedded::index::{Disk, Index, KeeperOf};
use crate::embedded::journal::{Cursor, Journal};
use crate::error::is_out_of_reach;
use model::Seq;
use std::path::Path;
use std::sync::Arc;

/// What is there.
#[derive(Debug)]
pub(super) struct Found {
    pub kept: Kept,
    /// A place up to which all was durable, as far as the index knows.
    pub promised: Cursor,
}

/// What it is good for.
#[derive(Debug)]
pub(super) enum Kept {
    /// The journal goes on from it.
    Good(Index),
    /// It is to be built anew, for that reason.
    Useless(String),
    /// It may be good and cannot be opened now, for that reason.
    OutOfReach(Error),
}

/// Why an index does not belong to the journal.
enum Disagreement {
    Ahead,
    Foreign,
}

/// Opens the index, made when there is none, and compares it with the journal.
pub(super) fn look(
    folder: &Path,
    journal: &Arc<Journal>,
    keeper_of: &KeeperOf,
) -> Result<Found, Error> {
    if !folder.exists() && !journal.is_empty() {
        tracing::info!("there is no records index: it is built from the journal");
    }
    let none = |kept| Found {
        kept,
        promised: Cursor::START,
    };
    let index = match Disk::open(folder) {
        Ok(disk) => Index::on_disk(journal, disk, keeper_of),
        Err(error @ (Error::DiskFull | Error::Locked(_))) => {
            return Ok(none(Kept::OutOfReach(error)));
        }
        Err(Error::Io { place, source }) if is_out_of_reach(&source) => {
            return Ok(none(Kept::OutOfReach(Error::Io { place, source })));
        }
        Err(error) => return Ok(none(Kept::Useless(error.to_string()))),
    };
    let promised = index.applied().clone();
    let useless = |why: &str| Kept::Useless(why.to_owned());
    Ok(match disagreement(journal, &index)? {
        None => Found {
            kept: Kept::Good(index),
            promised,
        },
        Some(disagreement) => {
            // it is replaced, whatever its end says
            let _ = index.close();
            match disagreement {
                Disagreement::Ahead => Found {
                    kept: useless("it is ahead of the journal"),
                    promised,
                },
                Disagreement::Foreign => none(useless("it belongs to another journal")),
            }
        }
    })
}

fn disagreement(journal: &Journal, index: &Index) -> Result<Option<Disagreement>, Error> {
    let applied = index.applied();
    if journal.segment_bytes(applied.segment)? < applied.offset {
        // an index of this journal knows the last record that is left
        let foreign = match journal.last_record()? {
            Some((seq, place)) => seq <= applied.seq && index.place(seq)? != Some(place),
            None => false,
        };
        return Ok(Some(match foreign {
            true => Disagreement::Foreign,
            false => Disagreement::Ahead,
        }));
    }
    let Some(place) = index.place(applied.seq)? else {
        return Ok(None);
    };
    // a record that cannot be read proves nothing against the index
    let frame = journal.frame(&place)?;
    let other = frame.is_some_and(|f| f.seq != applied.seq || f.chain != applied.chain);
    Ok(other.then_some(Disagreement::Foreign))
}

impl Kept {
    /// How far a good index is.
    pub fn applied(&self) -> Seq {
        match self {
            Self::Good(index) => index.applied().seq,
            Self::Useless(_) | Self::OutOfReach(_) => Seq(0),
        }
    }

    /// An index to go on with: the one found, or an empty one. Where none can be kept on the disk, it is one in memory.
    pub fn into_index(self, folder: &Path, journal: &Arc<Journal>, keeper_of: &KeeperOf) -> Index {
        let failed = match self {
            Self::Good(index) => return index,
            Self::OutOfReach(error) => error,
            Self::Useless(why) => match put_aside(folder, &why).and_then(|()| Disk::open(folder)) {
                Ok(disk) => return Index::on_disk(journal, disk, keeper_of),
                Err(error) => error,
            },
        };
        tracing::error!(%failed, "there is no records index on the disk: until the next start one in memory serves");
        Index::in_memory(journal)
    }

    /// An index to go on with that leaves a useless one where it is.
    pub fn into_index_left_alone(self, journal: &Arc<Journal>) -> Index {
        match self {
            Self::Good(index) => index,
            Self::Useless(_) | Self::OutOfReach(_) => Index::in_memory(journal),
        }
    }
}
