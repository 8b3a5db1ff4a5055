//! What an index needs of whoever keeps its entries, and how a keeper that fails is survived.

use crate::Error;
use crate::embedded::journal::Cursor;
use crate::embedded::table::{Key, Value};
use std::any::Any;
use std::cell::Cell;
use std::collections::BTreeMap;
use std::fmt::Debug;
use std::ops::Bound;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc;
use std::time::Duration;

/// A run of entries in the order of their keys, or against it.
pub(in crate::embedded) type Entries<'a> =
    Box<dyn DoubleEndedIterator<Item = Result<(Key, Value), Error>> + 'a>;

/// Keeps entries in the order of their keys.
pub(in crate::embedded) trait Keeper: Debug + Send + Sync {
    /// The value of a key.
    fn get(&self, key: &[u8]) -> Result<Option<Value>, Error>;

    /// The entries between two keys.
    fn range(&self, from: Bound<&[u8]>, to: Bound<&[u8]>) -> Entries<'_>;

    /// Takes in entries and how far in the journal they lead. After an error nobody can know what it took.
    fn apply(&mut self, entries: &BTreeMap<Key, Value>, applied: &Cursor) -> Result<(), Error>;

    /// How many entries there are.
    fn entries(&self) -> u64;

    /// Writes what was gathered.
    fn flush(&self) -> Result<(), Error>;

    /// Whether it keeps nothing beyond the life of the program.
    fn in_memory(&self) -> bool {
        false
    }
}

thread_local! {
    static GUARDED: Cell<bool> = const { Cell::new(false) };
}

/// Whether a panic of this thread would be an error like others: whoever prints panics need not print it.
#[must_use]
pub fn panic_is_an_error() -> bool {
    GUARDED.get()
}

/// Does something with a keeper. sled panics on some kinds of damage: such a panic is an error like others here.
pub(super) fn guarded<T>(act: impl FnOnce() -> Result<T, Error>) -> Result<T, Error> {
    let before = GUARDED.replace(true);
    let done = catch_unwind(AssertUnwindSafe(act));
    GUARDED.set(before);
    done.unwrap_or_else(|panic| Err(Error::Index(format!("sled panicked: {}", said(&*panic)))))
}

/// What a panic says.
fn said(panic: &(dyn Any + Send)) -> &str {
    let fixed = panic.downcast_ref::<&str>().copied();
    let written = panic.downcast_ref::<String>().map(String::as_str);
    fixed.or(written).unwrap_or("it does not say why")
}

/// Flushes a keeper and lets go of it, and waits for that as long as told, but not longer: sled waits for its own
/// threads, and for ever when one of them panicked.
pub(super) fn let_go(keeper: Box<dyn Keeper>, patience: Duration) -> Result<(), Error> {
    let (done, wait) = mpsc::channel();
    let end = move || {
        let flushed = guarded(|| keeper.flush());
        let dropped = guarded(|| {
            drop(keeper);
            Ok(())
        });
        // whoever waited may have gone
        let _ = done.send(flushed.and(dropped));
    };
    let thread = std::thread::Builder::new().name("index-end".to_owned());
    thread
        .spawn(end)
        .map_err(|error| Error::io("the thread that closes the index", error))?;
    wait.recv_timeout(patience)
        .unwrap_or_else(|_| Err(Error::Index("it does not come to its end".to_owned())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_of_the_keeper_is_an_error_that_says_why() {
        let fails: Result<(), Error> = guarded(|| {
            assert!(panic_is_an_error());
            panic!("the disk said {}", 5)
        });
        let told = fails.unwrap_err().to_string();
        assert!(told.contains("sled panicked: the disk said 5"), "{told}");
        assert!(!panic_is_an_error(), "the next panic is one");
    }
}
