//! Opening: journal and index are brought to the same place.

use super::draft::Draft;
use super::folder::Folder;
use super::index::Index;
use super::journal::{Cursor, Journal, Step};
use crate::rules::follow;
use crate::{Error, Fault};
use std::io::ErrorKind;
use std::path::Path;
use std::sync::Arc;

/// The index takes in that many entries at once while it catches up.
const CHUNK_ENTRIES: usize = 4096;

/// That many damaged indexes are kept.
const MOST_ASIDE: u32 = 3;

/// A journal and an index at its end.
#[derive(Debug)]
pub(super) struct Recovered {
    pub journal: Arc<Journal>,
    pub index: Index,
    /// What was found damaged on the way.
    pub faults: Vec<Fault>,
}

/// Puts a data folder in order after whatever happened to it.
pub(super) fn recover(folder: &Folder) -> Result<Recovered, Error> {
    let journal = Journal::open(&folder.part("journal"))?;
    let index_folder = folder.part("index");
    let (mut index, promised) = open_index(&index_folder, &journal)?;
    if let Some(cut) = journal.cut_torn_tail(index.applied())? {
        tracing::warn!("after a crash, something nobody was told of was cut off: {cut}");
    }
    let mut faults = catch_up(&journal, &mut index)?;
    if let Some(promised) = promised.filter(|promised| promised.seq > index.applied().seq) {
        faults.push(lost(&index.applied().clone(), &promised));
    }
    for Fault { place, detail } in &faults {
        tracing::error!(%place, %detail, "the journal is damaged");
    }
    Ok(Recovered {
        journal: Arc::new(journal),
        index,
        faults,
    })
}

/// An index that the journal goes on from, and how far an index that was put aside had come.
fn open_index(folder: &Path, journal: &Journal) -> Result<(Index, Option<Cursor>), Error> {
    if !folder.exists() && !journal.is_empty() {
        tracing::info!("there is no records index: it is built from the journal");
    }
    let (why, promised) = match Index::open(folder) {
        Ok(index) => match disagreement(journal, &index)? {
            None => return Ok((index, None)),
            Some(why) => (why.to_owned(), Some(index.applied().clone())),
        },
        Err(Error::DiskFull) => return Err(Error::DiskFull),
        Err(error) => (error.to_string(), None),
    };
    put_aside(folder, &why)?;
    Ok((Index::open(folder)?, promised))
}

/// Why an index does not belong to the journal, if so.
fn disagreement(journal: &Journal, index: &Index) -> Result<Option<&'static str>, Error> {
    let applied = index.applied();
    if journal.segment_bytes(applied.segment)? < applied.offset {
        return Ok(Some("it is ahead of the journal"));
    }
    let Some(place) = index.place(applied.seq)? else {
        return Ok(None);
    };
    // a record that cannot be read proves nothing against the index
    let frame = journal.frame(&place)?;
    let other = frame.is_some_and(|f| f.seq != applied.seq || f.chain != applied.chain);
    Ok(other.then_some("it belongs to another journal"))
}

/// Keeps a damaged index for whoever wants to know what happened to it; the first one goes when there are too many.
fn put_aside(folder: &Path, why: &str) -> Result<(), Error> {
    let aside = |number: u32| folder.with_extension(format!("aside-{number}"));
    let free = (1..=MOST_ASIDE).map(aside).find(|path| !path.exists());
    let aside = free.unwrap_or_else(|| aside(1));
    tracing::warn!(%why, aside = %aside.display(), "the records index is put aside and built anew from the journal");
    let replaced = match std::fs::remove_dir_all(&aside) {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(error),
        _ => std::fs::rename(folder, &aside),
    };
    replaced.map_err(|error| Error::io(folder.display(), error))
}

/// Takes into the index what the journal has more, and tells what is damaged there.
fn catch_up(journal: &Journal, index: &mut Index) -> Result<Vec<Fault>, Error> {
    let mut faults = Vec::new();
    let mut draft = Draft::default();
    let end = journal.walk(index.applied().clone(), None, &mut |at, step| {
        match step {
            Step::Fault(fault) => {
                faults.push(fault);
                return Ok(());
            }
            Step::Damaged(place, seq) => draft.take_place(seq, &place),
            Step::Change(place, change) => {
                let effect = follow(&draft.over(Some(index)), &change)?;
                faults.extend(breaches(change.seq, &effect.breaches));
                draft.take(&change, effect, &place)?;
            }
        }
        if draft.len() >= CHUNK_ENTRIES {
            index.apply(std::mem::take(&mut draft).into_entries(), at.clone())?;
        }
        Ok(())
    })?;
    if end != *index.applied() {
        index.apply(draft.into_entries(), end)?;
    }
    Ok(faults)
}

/// Broken rules as faults.
pub(super) fn breaches(seq: model::Seq, breaches: &[String]) -> impl Iterator<Item = Fault> {
    breaches.iter().map(move |breach| Fault {
        place: format!("change {seq}"),
        detail: format!("{breach}; a change before it is damaged or missing"),
    })
}

fn lost(end: &Cursor, promised: &Cursor) -> Fault {
    Fault {
        place: format!("journal, after change {}", end.seq),
        detail: format!(
            "changes {} to {} were acknowledged and the journal ends before them: bring it back from a backup",
            end.seq.next(),
            promised.seq
        ),
    }
}
