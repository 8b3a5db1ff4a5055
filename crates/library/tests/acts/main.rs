//! What people do with the library, on the memory backend.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that meets a surprise should stop there"
)]

mod backing_up;
mod bench;
mod borrowing;
mod carrying;
mod changing;
mod checking;
mod collecting;
mod copying;
mod counting;
mod damage;
mod describing;
mod disk;
mod finding;
mod following;
mod history;
mod mending;
mod owning;
mod rehearsing;
mod resuming;
mod stopping;
mod texts;
mod together;
