//! How a process ended.

use std::fmt;
use std::process::ExitStatus;

/// How a process ended.
#[derive(Debug)]
pub enum Ended {
    /// By itself, with success, having said this.
    Answered(Vec<u8>),
    /// Killed at the end of its time.
    Late,
    /// Killed as it said more than any answer has.
    Talkative,
    /// By a signal, or with a failure.
    Died(ExitStatus),
}

impl Ended {
    /// Whether the file that it looked into has no part in such an end: it said by itself that it could not do its work, or
    /// got a signal that no fault of a program raises, as from a system that is short of memory or stops.
    #[must_use]
    pub fn is_by_others(&self) -> bool {
        match self {
            Self::Died(status) => is_by_others(*status),
            Self::Answered(_) | Self::Late | Self::Talkative => false,
        }
    }
}

impl fmt::Display for Ended {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Answered(_) => f.write_str("it answered with something else"),
            Self::Late => f.write_str("it took too long"),
            Self::Talkative => f.write_str("it said too much"),
            Self::Died(status) => write!(f, "it ended with {status}"),
        }
    }
}

#[cfg(unix)]
fn is_by_others(status: ExitStatus) -> bool {
    use rustix::process::Signal;
    use std::os::unix::process::ExitStatusExt;

    const OF_OTHERS: [Signal; 5] = [
        Signal::KILL,
        Signal::TERM,
        Signal::INT,
        Signal::HUP,
        Signal::QUIT,
    ];
    status.signal().is_none_or(|signal| {
        let same = |other: &Signal| other.as_raw() == signal;
        OF_OTHERS.iter().any(same)
    })
}

/// Elsewhere an end by a fault is not told from others.
#[cfg(not(unix))]
fn is_by_others(_status: ExitStatus) -> bool {
    true
}
