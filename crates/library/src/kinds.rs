//! The kinds in memory: read at every page, changed once a year.

use crate::Error;
use model::Kind;
use std::sync::{Arc, PoisonError, RwLock};
use storage::Records;

pub(crate) struct Kinds(RwLock<Arc<Vec<Arc<Kind>>>>);

impl Kinds {
    pub(crate) async fn read(records: &dyn Records) -> Result<Self, Error> {
        let kinds = records.kinds().await?.into_iter().map(Arc::new).collect();
        Ok(Self(RwLock::new(Arc::new(kinds))))
    }

    pub(crate) async fn read_again(&self, records: &dyn Records) -> Result<(), Error> {
        let kinds: Vec<Arc<Kind>> = records.kinds().await?.into_iter().map(Arc::new).collect();
        // A writer that panicked left a whole value behind: there is no half of an Arc.
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(kinds);
        Ok(())
    }

    pub(crate) fn all(&self) -> Arc<Vec<Arc<Kind>>> {
        Arc::clone(&self.0.read().unwrap_or_else(PoisonError::into_inner))
    }

    pub(crate) fn get(&self, id: &str) -> Option<Arc<Kind>> {
        self.all()
            .iter()
            .find(|kind| kind.id().as_str() == id)
            .cloned()
    }
}
