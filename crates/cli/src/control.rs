//! The socket in the data folder through which commands reach the server that has the folder open.
//!
//! Whoever asks sends one line of JSON, a [`Request`]; the server answers with lines of JSON, each an [`Answer`]: how far
//! it is, every half second, and at last what was done or why not. Whoever hangs up takes the request back.

mod address;
mod client;
mod door;
mod status;
mod works;

pub use client::ask;
pub use door::Door;
pub use works::{Works, perform};

use serde::{Deserialize, Serialize};
use std::path::PathBuf;

/// What can be asked of an open library, here or through the server.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "request", rename_all = "snake_case")]
pub enum Request {
    /// Write everything into one file.
    Backup {
        /// the file, absolute: the server runs in another folder
        path: PathBuf,
    },
    /// Verify everything.
    Check,
    /// Restore a backup aside and compare.
    Rehearse {
        /// the file, absolute
        path: PathBuf,
        /// folder in which to restore; that of the backup when `None`
        aside: Option<PathBuf>,
    },
    /// How the server is; told at any time.
    Status,
}

/// What was done.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Told {
    /// Lines to print.
    pub said: Vec<String>,
    /// Whether everything was as it should be.
    pub sound: bool,
}

/// A line of the server.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Answer {
    /// How far it is.
    Progress(Step),
    /// The end: it was done.
    Done(Told),
    /// The end: it could not be done.
    Error(String),
}

/// How far work is.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Step {
    done: u64,
    total: Option<u64>,
    what: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lines_are_those_that_are_written_down() {
        let request = Request::Backup {
            path: "/b.zip".into(),
        };
        let line = r#"{"request":"backup","path":"/b.zip"}"#;
        assert_eq!(serde_json::to_string(&request).unwrap(), line);
        assert_eq!(serde_json::from_str::<Request>(line).unwrap(), request);
        let rehearse: Request =
            serde_json::from_str(r#"{"request":"rehearse","path":"/b.zip"}"#).unwrap();
        assert!(matches!(rehearse, Request::Rehearse { aside: None, .. }));
        let error = serde_json::to_string(&Answer::Error("no".to_owned())).unwrap();
        assert_eq!(error, r#"{"error":"no"}"#);
        let step = serde_json::to_string(&Answer::Progress(Step::default())).unwrap();
        assert_eq!(step, r#"{"progress":{"done":0,"total":null,"what":""}}"#);
    }
}
