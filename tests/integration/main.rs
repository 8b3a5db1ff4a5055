//! Stories of the people who use the library, told to the real program.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that meets a surprise should stop there"
)]

mod api;
mod architecture;
mod backups;
mod bad_input;
mod commands;
mod content;
mod control;
mod deposit;
mod drafts;
mod faults;
mod feeds;
mod files;
mod folder;
mod harness;
mod inside_files;
mod kept_data;
mod kinds;
mod licences;
mod openapi;
mod reading;
mod real_documents;
mod repair;
mod search;
mod statistics;
mod together;
mod writing;
