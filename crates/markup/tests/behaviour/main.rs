//! What the crate promises, seen from outside.

mod browser;
mod comparing;
mod heavy;
mod hostile;
mod including;
mod merging;
mod reading;
mod rendering;
mod support;
