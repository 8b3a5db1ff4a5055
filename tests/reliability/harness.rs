//! Starts the real program, kills it, and speaks to it as programs do.
//!
//! | what | how |
//! |---|---|
//! | a folder for a story, kept when the story fails | [`Place::new`] |
//! | a server on a free port, ready | [`Server::start`], or [`Launch::new`]`….start()` with an environment or content of its own |
//! | the same, not waited for, so that it can be killed while it starts | [`Launch::begin`], its `ready` or `kill` |
//! | `kill -9`, SIGTERM | [`Server::kill`], [`Server::stop`] |
//! | a request | [`Server::client`], [`Client::get`], [`Client::send`]: a broken connection is an `Err`, any answer an [`Answer`] |
//! | a command run to its end | [`ressourcotheque`], [`sound`] for `check` |
//! | an empty library (the shipped kinds, no sheet) | [`kinds_only`] |
//!
//! Chance is `fastrand::Rng::with_seed`, seeded from the story's [`Form`](crate::Form): the same seed, the same choices.

mod client;
mod place;
mod program;
mod server;

pub use client::{Answer, Client, Multipart, problem_code};
pub use place::{Place, copy, files_below, kinds_only, write_new};
pub use program::{Run, command, ressourcotheque, sound};
pub use server::{Launch, Server};
