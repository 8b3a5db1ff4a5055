#![doc = include_str!("../README.md")]

mod attribution;
mod catalogue;
mod choosing;
mod compatibility;
mod credit;
mod day;
mod id;
mod lang;
mod licence;
mod parse;
mod relicensing;
mod wording;

pub use attribution::{Act, Attribution, Owed};
pub use catalogue::catalogue;
pub use choosing::{Changes, Wishes};
pub use compatibility::{
    Adaptation, Collection, Compatibility, Conflict, Reason, Refusal, Rule, WayOut,
    adaptation_licences, compatibility, conflict, redistribute, redistribute_non_commercial,
    refusals,
};
pub use credit::Credit;
pub use day::UNKNOWN_DAY;
pub use id::LicenceId;
pub use lang::Lang;
pub use licence::{Elements, Family, Licence, Version};
pub use parse::ParseError;
pub use relicensing::{Basis, Refused, relicense};
