//! What people send: pairs of names and values, and files.

pub(crate) mod answers;
mod body;
mod draft;
mod multipart;
mod pasted;
mod urlencoded;

pub(crate) use body::{
    DRAFT, EARLIER_DRAFT, Form, KIND, MAX_TEXT_BYTES, NOT_UTF_8, RESOURCE, Sent, bytes, draft_id,
    read,
};
pub(crate) use draft::{FILES_LISTED, TICKED, UNDATED, draft, pairs_of};
pub(crate) use urlencoded::{Pairs, pairs};
