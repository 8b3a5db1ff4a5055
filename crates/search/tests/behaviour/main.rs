//! What people ask, and what they get.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that meets a surprise should stop there"
)]

mod damage;
mod development_set;
mod facets;
mod files;
mod forms;
mod full_disk;
mod keeping;
mod lexicon;
mod marks;
mod mended;
mod operators;
mod pages;
mod proposals;
mod quality;
mod relaxed;
mod shelf;
mod strangers;
mod typed;
mod withdrawn;
mod words;
