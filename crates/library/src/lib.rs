#![doc = include_str!("../README.md")]
#![cfg_attr(
    test,
    expect(
        clippy::unwrap_used,
        reason = "a test that meets a surprise should stop there"
    )
)]

mod adapting;
mod agreement;
mod backup;
mod backups;
mod borrow;
mod changes;
mod check;
mod collection;
mod compare;
mod copies;
mod document;
mod draft;
mod error;
mod export;
mod file;
mod find;
mod follow;
mod front_matter;
mod holders;
mod import;
mod keep;
mod kinds;
mod library;
mod merge;
mod outcome;
mod owner;
mod parts;
mod publishing;
mod read;
mod rehearse;
mod render;
mod repair;
mod resume;
mod revise;
mod rights;
mod sources;
mod standing;
mod standing_licences;
mod statistics;
mod texts;
mod turns;
mod variants;
mod works;
mod write;

pub use adapting::TakenIn;
pub use backup::{Backup, BackupReport, BackupSummary};
pub use backups::{
    BackupFile, Keep, backup_name, is_partial_backup, list_backups, note_rehearsal, outdated,
    remove_backup,
};
pub use borrow::{Lent, NewerBorrowed, NotLent, WhyNot};
pub use check::{CheckFault, CheckReport, FaultKind};
pub use collection::Collected;
pub use copies::{Copied, Copier, Copies, Unmarkable};
pub use draft::{Draft, DraftAuthor, DraftFile, DraftSource};
pub use error::{Error, Missing};
pub use export::{ExportReport, HistoryReport};
pub use file::{Described, Upload};
pub use follow::LEXICON;
pub use import::{ImportReport, ImportSource, Refusal};
pub use keep::{KeptDraft, Purpose};
pub use library::Library;
pub use marking;
pub use markup;
pub use outcome::{
    Attached, ChangeEntry, Comparison, Conflict, Created, FileDifference, History, Listed,
    Positions, Received, RenderedSheet, Revised, Section, Sheet, ValueDifference,
};
pub use owner::{FileOwner, FileSource};
pub use parts::{Clock, Ids, LibraryParts, Limits, Progress, Silent};
pub use rehearse::{Rehearsal, rehearse_alone};
pub use render::Rendering;
pub use repair::{RepairPlan, repair_plan};
pub use resume::Resumed;
pub use rights::Act;
pub use search;
pub use standing_licences::{Doubt, DoubtfulLicence};
pub use statistics::{Count, Counts, Statistics};
pub use storage::Writing;
pub use texts::{Extractor, InProcess, Texts};
pub use variants::{Variant, Variants};
pub use works::{UsedWork, UsedWorks, WorkPlace, last_update};
