//! What the changes so far make, by which the later ones are judged.

use crate::Error;
use crate::embedded::draft::Draft;
use crate::embedded::journal::Place;
use crate::rules::follow;
use model::{Change, Seq};

/// Where a change stands does not matter here.
const NOWHERE: Place = Place {
    segment: Seq(0),
    offset: 0,
    length: 0,
};

/// Heads, addresses and kinds.
#[derive(Debug, Default)]
pub(super) struct State(Draft);

impl State {
    /// The rules that a change would break.
    pub fn breaches(&self, change: &Change) -> Result<Vec<String>, Error> {
        Ok(follow(&self.0.over(None), change)?.breaches)
    }

    /// Takes a change in, and tells the rules that it breaks.
    pub fn take(&mut self, change: &Change) -> Result<Vec<String>, Error> {
        let mut effect = follow(&self.0.over(None), change)?;
        let breaches = std::mem::take(&mut effect.breaches);
        self.0.take(change, effect, &NOWHERE)?;
        // later changes are not judged by the past
        drop(self.0.take_settled());
        Ok(breaches)
    }
}
