#![doc = include_str!("../README.md")]

mod archive;
mod date;
mod encoding;
mod epub;
mod html;
mod inspect;
mod inspection;
mod language;
mod limits;
mod media_type;
mod office;
mod pdf;
mod plain;
mod rtf;
mod text;
mod whole;
mod work;
mod worker;
mod xml;

pub use inspect::{inspect, inspect_within};
pub use inspection::{Error, Inspection, Note, PageText, VERSION};
pub use limits::Limits;
pub use media_type::{HEAD_BYTES, identify, told_by_name};
pub use work::work;
pub use worker::Worker;
