//! Starts the real program and speaks to it as people and programs do.

mod client;
mod folder;
mod form;
mod loaded;
mod page;
mod program;
mod raw;
mod server;
mod shared;

pub use client::{Answer, Multipart};
pub use folder::{Tree, write_tree, zip_tree};
pub use form::Form;
pub use page::{Page, spaced};
pub use program::{Run, command, ressourcotheque};
pub use raw::raw;
pub use server::{Server, follow};
pub use shared::{repository, shared_data};
