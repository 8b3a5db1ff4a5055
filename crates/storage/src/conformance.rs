//! What every backend must do, written once. A backend adds a module with `records_suite!`, `files_suite!` and `drafts_suite!`.

pub(crate) mod drafts;
pub(crate) mod files;
pub(crate) mod records;
pub(crate) mod same;
pub(crate) mod samples;

mod backends {
    use crate::{Drafts, Embedded, Files, MemoryDrafts, MemoryFiles, MemoryRecords, Records};
    use std::sync::Arc;
    use tempfile::TempDir;

    mod memory {
        use super::*;
        fn records() -> (Arc<dyn Records>, ()) {
            (Arc::new(MemoryRecords::new()), ())
        }
        fn files() -> (Arc<dyn Files>, ()) {
            (Arc::new(MemoryFiles::new()), ())
        }
        fn drafts() -> (Arc<dyn Drafts>, ()) {
            (Arc::new(MemoryDrafts::default()), ())
        }
        crate::conformance::records::records_suite!(records);
        crate::conformance::files::files_suite!(files);
        crate::conformance::drafts::drafts_suite!(drafts);
    }

    mod embedded {
        use super::*;
        fn records() -> (Arc<dyn Records>, TempDir) {
            let folder = tempfile::tempdir().unwrap();
            let records = Embedded::open(folder.path()).unwrap().records;
            (records, folder)
        }
        fn files() -> (Arc<dyn Files>, (TempDir, Embedded)) {
            let folder = tempfile::tempdir().unwrap();
            let embedded = Embedded::open(folder.path()).unwrap();
            (embedded.files.clone(), (folder, embedded))
        }
        fn drafts() -> (Arc<dyn Drafts>, (TempDir, Embedded)) {
            let folder = tempfile::tempdir().unwrap();
            let embedded = Embedded::open(folder.path()).unwrap();
            (embedded.drafts.clone(), (folder, embedded))
        }
        crate::conformance::records::records_suite!(records);
        crate::conformance::files::files_suite!(files);
        crate::conformance::drafts::drafts_suite!(drafts);
    }
}
