//! The entrances at which strangers' bytes come in, each a function that takes any bytes and panics when an answer
//! breaks a promise.
//!
//! The fuzzer calls them through `targets/`, the ordinary tests with the seeds of `seeds/` through
//! `crates/library/tests/seeds.rs`; so this file and those beside it are compiled twice.

pub mod asked;
pub mod deposited;
pub mod marked;
pub mod packed;
pub mod written;

/// An entrance.
pub type Entrance = fn(&[u8]);

/// Every entrance by the name of its target and of its folder of seeds.
pub const ENTRANCES: [(&str, Entrance); 16] = [
    ("archive", deposited::archive),
    ("docx", packed::docx),
    ("epub", packed::epub),
    ("html", deposited::html),
    ("identify", deposited::identify),
    ("markdown", written::markdown),
    ("marking", marked::marking),
    ("odp", packed::odp),
    ("ods", packed::ods),
    ("odt", packed::odt),
    ("pdf", deposited::pdf),
    ("pptx", packed::pptx),
    ("query", asked::query),
    ("rtf", deposited::rtf),
    ("text", deposited::text),
    ("xlsx", packed::xlsx),
];
