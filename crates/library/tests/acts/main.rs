//! What people do with the library, on the memory backend.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that meets a surprise should stop there"
)]

mod bench;
mod carrying;
mod changing;
mod finding;
mod together;
