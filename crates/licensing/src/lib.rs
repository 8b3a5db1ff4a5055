#![doc = include_str!("../README.md")]

mod catalogue;
mod compatibility;
mod credit;
mod id;
mod lang;
mod licence;
mod parse;
mod wording;

pub use catalogue::catalogue;
pub use compatibility::{
    Adaptation, Collection, Compatibility, Reason, Rule, adaptation_licences, compatibility,
    redistribute, redistribute_non_commercial,
};
pub use credit::Credit;
pub use id::LicenceId;
pub use lang::Lang;
pub use licence::{Elements, Family, Licence, Version};
pub use parse::ParseError;
