//! The library in which the sheets are kept: a folder as the program would have it after an import, without its index.
//!
//! It is written by the library's own parts: files are received and looked into, sheets are committed to the log, more of
//! them with one flush than an import would. That is not measured here (`cargo bench -- folder` does it); it is what the
//! program needs to serve the index that was measured.

use super::sheets::{Booklet, Sheets, by_all_cores};
use actix_web::web::Bytes;
use extraction::{Inspection, Note, PageText};
use futures_util::{StreamExt, stream};
use jiff::Timestamp;
use library::{
    Clock, Copies, Extractor, Ids, InProcess, Library, LibraryParts, Limits, Received, Texts,
};
use model::{Actor, Seq};
use search::{Index, Reached};
use std::path::Path;
use std::sync::Arc;
use storage::{Act, Embedded, Outcome, Proposal, Records};
use tokio::runtime::Runtime;
use uuid::Uuid;

/// How many sheets are written with one flush.
const BATCH: usize = 2_000;
/// How many files are received at once.
const AT_ONCE: usize = 16;
/// Ends a page of a file.
const END_OF_PAGE: char = '\u{c}';

/// Writes the library into a folder; gives the end of its log.
pub fn write(sheets: &Sheets, data: &Path) -> Reached {
    let work = async {
        let store = Embedded::open(data).unwrap();
        let library = library(&store, data).await;
        let received = receive(&library, sheets).await;
        let records = &*store.records;
        let kinds = sheets.kinds.iter().cloned().map(Box::new);
        let defined = kinds.map(|kind| proposal(Timestamp::UNIX_EPOCH, Act::DefineKind { kind }));
        commit(records, defined.collect()).await;
        for first in (0..sheets.count).step_by(BATCH) {
            let numbers = first..sheets.count.min(first + BATCH);
            let created = by_all_cores(numbers, |number| creation(sheets, number, &received));
            commit(records, created).await;
        }
        let position = records.position().await.unwrap();
        assert_eq!(position, sheets.end());
        let seal = records.seal(position).await.unwrap();
        library.close().await.unwrap();
        Reached {
            position,
            seal,
            ..Reached::default()
        }
    };
    Runtime::new().unwrap().block_on(work)
}

async fn library(store: &Embedded, data: &Path) -> Library {
    let parts = LibraryParts {
        records: store.records.clone(),
        files: store.files.clone(),
        drafts: store.drafts.clone(),
        index: Arc::new(Index::in_memory().unwrap()),
        texts: Arc::new(Texts::new(Pages).kept_in(&data.join("texts"))),
        copies: Arc::new(Copies::new(InProcess)),
        clock: Arc::new(Machine),
        ids: Arc::new(Machine),
        limits: Limits::default(),
    };
    Library::new(parts).await.unwrap()
}

/// Stores every file and what is in it.
async fn receive(library: &Library, sheets: &Sheets) -> Vec<Received> {
    let one = |number| async move {
        let Booklet { name, pages, .. } = sheets.booklet(number);
        let text = pages.join(&END_OF_PAGE.to_string());
        let mut upload = library.receive().await.unwrap();
        upload.write(Bytes::from(text)).await.unwrap();
        upload.finish(&name).await.unwrap()
    };
    let all = stream::iter(0..sheets.booklets()).map(one);
    all.buffered(AT_ONCE).collect().await
}

fn creation(sheets: &Sheets, number: usize, received: &[Received]) -> Proposal {
    let sheet = sheets.sheet(number);
    let file = sheet.file.as_ref().map(|(file, _)| &received[*file]);
    let act = Act::Create {
        resource: sheet.resource(),
        slug: sheet.slug(),
        redirects: Vec::new(),
        content: Box::new(sheet.content(file)),
    };
    proposal(sheet.at(), act)
}

fn proposal(at: Timestamp, act: Act) -> Proposal {
    Proposal {
        at,
        by: Actor::System,
        summary: None,
        act,
    }
}

async fn commit(records: &dyn Records, proposals: Vec<Proposal>) {
    let outcomes = records.commit(proposals).await.unwrap();
    let taken =
        |outcome: &Outcome| matches!(outcome, Outcome::Committed { seq, .. } if *seq > Seq(0));
    assert!(outcomes.iter().all(taken));
}

/// Finds in a file of plain text what would be found in a document of such pages.
struct Pages;

impl Extractor for Pages {
    fn inspect(&self, path: &Path, _: &str) -> Result<Inspection, extraction::Error> {
        let text = std::fs::read_to_string(path)?;
        let page = |(number, text): (u32, &str)| PageText {
            page: Some(number),
            text: text.to_owned(),
        };
        Ok(Inspection {
            pages: (1..).zip(text.split(END_OF_PAGE)).map(page).collect(),
            note: None,
            ..Inspection::without_text("application/pdf", Note::NoText)
        })
    }
}

/// Time and identifiers of this machine.
struct Machine;

impl Clock for Machine {
    fn now(&self) -> Timestamp {
        Timestamp::now()
    }
}

impl Ids for Machine {
    fn next(&self) -> Uuid {
        Uuid::now_v7()
    }

    fn secret(&self) -> Uuid {
        Uuid::new_v4()
    }
}
