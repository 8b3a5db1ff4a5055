//! How far long work has come: a bar on a terminal, plain lines elsewhere.

use indicatif::{ProgressBar, ProgressStyle};
use library::Progress;
use std::io::IsTerminal;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// Between two plain lines there is at least so much time.
const LINE_EVERY: Duration = Duration::from_secs(2);

/// A progress shown on stderr.
pub enum Shown {
    /// On a terminal.
    Bar(ProgressBar),
    /// Elsewhere: when the last line was written.
    Lines(Mutex<Instant>),
}

impl Shown {
    /// Suits where stderr goes.
    pub fn new() -> Self {
        if std::io::stderr().is_terminal() {
            let bar = ProgressBar::no_length();
            let style = ProgressStyle::with_template("{bar:30} {pos}/{len} {wide_msg}");
            bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
            Self::Bar(bar)
        } else {
            Self::Lines(Mutex::new(Instant::now()))
        }
    }

    /// Takes the bar away, so that what follows stands alone.
    pub fn finish(&self) {
        if let Self::Bar(bar) = self {
            bar.finish_and_clear();
        }
    }
}

impl Progress for Shown {
    fn step(&self, done: u64, total: Option<u64>, what: &str) {
        match self {
            Self::Bar(bar) => {
                match total {
                    Some(total) => bar.set_length(total),
                    None => bar.unset_length(),
                }
                bar.set_position(done);
                bar.set_message(what.to_owned());
            }
            Self::Lines(last) => {
                let mut last = last.lock().unwrap_or_else(PoisonError::into_inner);
                if last.elapsed() >= LINE_EVERY {
                    *last = Instant::now();
                    eprintln!("{}", line(done, total, what));
                }
            }
        }
    }
}

fn line(done: u64, total: Option<u64>, what: &str) -> String {
    match total {
        Some(total) => format!("{done}/{total} {what}"),
        None => format!("{done} {what}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_say_how_far_and_at_what() {
        assert_eq!(line(3, Some(10), "a.md"), "3/10 a.md");
        assert_eq!(line(3, None, "a.md"), "3 a.md");
    }
}
