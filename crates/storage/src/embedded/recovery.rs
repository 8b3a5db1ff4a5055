//! Opening: journal and index are brought to the same place.
//!
//! The order of the steps is what makes a crash between any two of them harmless: what an index promises is made durable
//! in the journal before the index is put aside, and every step finds what the ones before it left.

mod aside;
mod catch_up;
mod found;

pub(super) use catch_up::{Tell, breaches, catch_up};

use super::Options;
use super::folder::Folder;
use super::index::Index;
use super::journal::{Cursor, Journal, MEND};
use crate::{Error, Fault};
use aside::put_aside;
use found::{Found, Kept};
use model::Seq;
use std::sync::Arc;

/// A journal and an index at its end.
#[derive(Debug)]
pub(super) struct Recovered {
    pub index: Index,
    /// What was found damaged on the way.
    pub faults: Vec<Fault>,
    /// Why nothing can be written until the next start, if so.
    pub stopped: Option<String>,
}

/// Puts a data folder in order after whatever happened to it.
pub(super) fn recover(
    folder: &Folder,
    options: &Options,
    tell: Tell<'_>,
) -> Result<Recovered, Error> {
    let journal = Arc::new(Journal::open(&folder.part("journal"))?);
    let index_folder = folder.part("index");
    let Found { kept, promised } = found::look(&index_folder, &journal, &options.keeper_of)?;
    let promised = match journal.witness()? {
        Some(witness) if witness.seq > promised.seq => witness,
        _ => promised,
    };
    if let Some(cut) = journal.cut_torn_tail(&promised)? {
        tracing::warn!("after a crash, something nobody was told of was cut off: {cut}");
    }
    (options.pause)();
    let settled = settle(&journal, &kept, &promised);
    (options.pause)();
    let mut index = match &settled {
        Ok(()) => kept.into_index(&index_folder, &journal, &options.keeper_of),
        // what an index that is of no other use promises must be found at the next start
        Err(_) => kept.into_index_left_alone(&journal),
    };
    (options.pause)();
    let mut faults = catch_up(&mut index, None, tell)?;
    if promised.seq > index.applied().seq {
        faults.push(missing_end(index.applied().seq, promised.seq));
    }
    for Fault { place, detail } in &faults {
        tracing::error!(%place, %detail, "the journal is damaged");
    }
    Ok(Recovered {
        index,
        faults,
        stopped: settled.err().map(|error| error.to_string()),
    })
}

/// Puts the index of a folder that nobody uses aside. What it knows of the end of the journal is noted before: nothing
/// else may know that something acknowledged is gone.
pub(super) fn retire_index(folder: &Folder, why: &str) -> Result<(), Error> {
    let index_folder = folder.part("index");
    if !index_folder.exists() {
        return Ok(());
    }
    let journal = Arc::new(Journal::open(&folder.part("journal"))?);
    let Found { kept, promised } =
        found::look(&index_folder, &journal, &Options::default().keeper_of)?;
    match kept {
        Kept::OutOfReach(error) => return Err(error),
        // it is put aside, whatever its end says
        Kept::Good(index) => drop(index.close()),
        Kept::Useless(_) => {}
    }
    journal.note_end(&promised)?;
    put_aside(&index_folder, why)
}

/// What is told of a lost end as long as it is not noted in the journal itself.
fn missing_end(end: Seq, promised: Seq) -> Fault {
    let first = end.next();
    Fault {
        place: "journal, at its end".to_owned(),
        detail: format!("changes {first} to {promised} are missing: {MEND}"),
    }
}

/// Makes the end of the journal durable: nothing may be seen before it is. Where it ends before what was acknowledged,
/// it goes on behind that: what is missing stays missing and is told, and its places are not given again.
fn settle(journal: &Journal, kept: &Kept, promised: &Cursor) -> Result<(), Error> {
    journal.sync_end(promised)?;
    if kept.applied() >= promised.seq || journal.reach()? >= promised.seq {
        return Ok(());
    }
    tracing::error!(
        "the journal ends before change {}, which was acknowledged: it goes on after it",
        promised.seq
    );
    journal.skip_to(promised)
}
