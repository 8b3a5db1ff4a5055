#![doc = include_str!("../README.md")]
#![cfg_attr(
    test,
    expect(
        clippy::unwrap_used,
        reason = "a test that meets a surprise should stop there"
    )
)]

mod address;
mod api;
mod download;
mod error;
mod feeds;
mod form;
mod guard;
mod health;
mod language;
mod meters;
mod pages;
mod present;
mod query;
mod routes;
mod serve;
mod site;
mod views;
mod visit;
mod visitor;
mod waiting;

pub use serve::{ServeOptions, serve};
pub use waiting::{Waiting, WaitingRoom};
