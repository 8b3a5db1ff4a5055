//! Whether the index follows this log.

use super::blocking;
use crate::{Error, LibraryParts};
use model::Seq;
use std::sync::Arc;

/// An index that followed another log is emptied: one that is ahead of this log, or whose seal is not the log's at its
/// place. So text that the log lost with its end, or never had, is not found. One that passed over what was mended since
/// is emptied too, so that this is found again.
///
/// # Errors
/// When the store cannot be read or the index cannot be written.
pub(crate) async fn begin_anew_if_of_another_log(parts: &LibraryParts) -> Result<(), Error> {
    let records = &parts.records;
    let reached = parts.index.reached();
    let (position, end) = (reached.position, records.position().await?);
    let mut of_this_log = position <= end && records.seal(position).await? == reached.seal;
    for place in reached.unread.iter() {
        let again = records.changes_after(Seq(place.0.saturating_sub(1)), 1);
        of_this_log = of_this_log && again.await.is_err();
    }
    if of_this_log {
        return Ok(());
    }
    tracing::warn!(%position, %end, "the search index does not follow from this log; it is begun anew");
    let index = Arc::clone(&parts.index);
    blocking(move || index.clear()).await
}
