//! What every handler is given.

use crate::meters::Meters;
use jiff::tz::TimeZone;
use library::{Library, Statistics};
use std::path::PathBuf;
use std::sync::Arc;
use theming::Theme;

/// The library, the theme and what is counted; one for the whole server.
pub(crate) struct Site {
    /// What can be done.
    pub(crate) library: Arc<Library>,
    /// How it looks.
    pub(crate) theme: Arc<Theme>,
    /// What was done.
    pub(crate) meters: Meters,
    /// What people search for and read.
    pub(crate) statistics: Arc<Statistics>,
    /// The library's name.
    pub(crate) name: String,
    /// `https://exemple.fr` without a slash at its end; taken from each request when `None`.
    pub(crate) public_url: Option<String>,
    /// The most bytes of one file, as the forms tell it; the library holds it.
    pub(crate) max_file_bytes: u64,
    /// The folder of scheduled backups, when there is one.
    pub(crate) backups: Option<PathBuf>,
    /// The zone in which times are read.
    pub(crate) time_zone: TimeZone,
    /// A few characters that tell this run of the program from others, in front of request numbers.
    pub(crate) run: String,
}
