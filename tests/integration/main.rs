//! Stories of the people who use the library, told to the real program.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that meets a surprise should stop there"
)]

mod adapting;
mod api;
mod architecture;
mod backups;
mod bad_input;
mod borrowed;
mod chain;
mod collections;
mod commands;
mod content;
mod control;
mod credits;
mod deposit;
mod deposit_rights;
mod drafts;
mod exported_licences;
mod faults;
mod feeds;
mod files;
mod folder;
mod harness;
mod inside_files;
mod kept_data;
mod kinds;
mod licences;
mod marked_downloads;
mod openapi;
mod reading;
mod real_documents;
mod repair;
mod search;
mod statistics;
mod together;
mod writing;
