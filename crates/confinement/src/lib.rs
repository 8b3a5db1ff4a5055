#![doc = include_str!("../README.md")]

mod bounds;
mod ended;
mod process;

pub use bounds::{Bounds, confine, on_large_stack};
pub use ended::Ended;
pub use process::{fill, hear};
