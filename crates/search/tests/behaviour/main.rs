//! What people ask, and what they get.

#![expect(
    clippy::unwrap_used,
    reason = "a test that meets a surprise should stop there"
)]

mod development_set;
mod facets;
mod files;
mod keeping;
mod lexicon;
mod pages;
mod proposals;
mod quality;
mod shelf;
mod strangers;
mod words;
