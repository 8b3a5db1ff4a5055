//! The backup, gone through in step with the journal.

use crate::Error;
use model::{Change, Seq};

/// Changes 1, 2, 3 … as far as they go.
pub(super) struct Backup<'a> {
    changes: &'a mut dyn Iterator<Item = Result<Change, Error>>,
    /// The latest that was taken.
    reach: Seq,
    ended: bool,
}

impl<'a> Backup<'a> {
    pub fn new(changes: &'a mut dyn Iterator<Item = Result<Change, Error>>) -> Self {
        Self {
            changes,
            reach: Seq(0),
            ended: false,
        }
    }

    /// The change at the place after the one taken before; `None` when the backup ends there.
    pub fn take(&mut self, seq: Seq) -> Result<Option<Change>, Error> {
        if self.ended || seq != self.reach.next() {
            return Ok(None);
        }
        let Some(change) = self.changes.next().transpose()? else {
            self.ended = true;
            return Ok(None);
        };
        if change.seq != seq {
            return Err(Error::damaged(
                format!("backup, change {}", change.seq),
                format!("change {seq} should stand there; nothing was mended"),
            ));
        }
        self.reach = seq;
        Ok(Some(change))
    }

    /// Whether the backup has a change that was passed.
    pub fn has(&self, seq: Seq) -> bool {
        seq <= self.reach
    }
}
