#![doc = include_str!("../README.md")]

mod assets;
mod dates;
mod error;
mod functions;
mod html;
mod icons;
mod loaded;
mod message;
mod messages;
mod numbers;
mod source;
mod templates;
mod theme;

pub use assets::Asset;
pub use error::Error;
pub use html::Html;
pub use message::{Argument, Message};
pub use source::Source;
pub use theme::{DEFAULT_LANGUAGE, Theme};
