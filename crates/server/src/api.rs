//! The same things as JSON, for programs.

pub(crate) mod bodies;
pub(crate) mod changes;
pub(crate) mod credits;
pub(crate) mod doubtful;
pub(crate) mod files;
pub(crate) mod licences;
pub(crate) mod openapi;
pub(crate) mod outcome;
pub(crate) mod problem;
pub(crate) mod read;
pub(crate) mod resources;
pub(crate) mod revisions;
pub(crate) mod search;
pub(crate) mod take_in;
pub(crate) mod write;
