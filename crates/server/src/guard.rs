//! What happens to every request, whoever handles it.

mod address;
mod headers;
mod number;
mod origin;

pub(crate) use address::readable_address;
pub(crate) use headers::security_headers;
pub(crate) use number::{RequestNumber, numbered};
pub(crate) use origin::same_origin;
