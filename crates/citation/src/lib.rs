#![doc = include_str!("../README.md")]

mod bibtex;
mod csl;
mod reference;
mod ris;
mod work;

pub use work::{Author, Lang, Work};
