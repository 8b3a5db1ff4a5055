#![doc = include_str!("../README.md")]

mod archive;
mod encoding;
mod inspection;
mod limits;
mod media_type;
mod office;
mod plain;
mod rtf;
mod text;
mod xml;

pub use inspection::{Error, Inspection, Note, PageText, inspect, inspect_within};
pub use limits::Limits;
pub use media_type::{HEAD_BYTES, identify};
