#![doc = include_str!("../README.md")]

mod compare;
mod images;
mod inclusion;
mod lines;
mod links;
mod merge;
mod plain;
mod raw;
mod render;
mod section;
mod steps;
mod syntax;
mod words;

pub use compare::{Block, BlockKind, Span, compare};
pub use images::images;
pub use inclusion::{Inclusion, inclusions};
pub use links::links;
pub use merge::{Merge, Region, merge};
pub use plain::{Plain, plain};
pub use render::{
    Heading, Included, Labels, Link, Part, Passage, Picture, RenderOptions, Rendered, Resolution,
    Room, render,
};
pub use section::section;
