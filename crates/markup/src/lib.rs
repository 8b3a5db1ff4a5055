#![doc = include_str!("../README.md")]

mod compare;
mod lines;
mod links;
mod merge;
mod plain;
mod raw;
mod render;
mod steps;
mod syntax;
mod words;

pub use compare::{Block, BlockKind, Span, compare};
pub use links::links;
pub use merge::{Merge, Region, merge};
pub use plain::{Plain, plain};
pub use render::{Heading, Labels, RenderOptions, Rendered, Resolution, render};
