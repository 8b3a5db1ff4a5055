//! Programs that are no worker: each is an answer all the same.

use std::path::PathBuf;
use std::time::Duration;

use extraction::{Inspection, Limits, Note, Worker};

use crate::{a_text, timed};

/// A worker that runs a script instead, for two seconds.
fn script(script: &str) -> Worker {
    let limits = Limits {
        time: Duration::from_secs(2),
        ..Limits::TEST
    };
    let arguments = vec!["-c".into(), script.into()];
    Worker::new(PathBuf::from("/bin/sh"), arguments, limits)
}

pub fn a_worker_that_hangs_is_killed() {
    for hanging in ["sleep 60", "exec 1>&-; sleep 60", "while :; do :; done"] {
        let file = a_text();
        let (found, time) = timed(|| script(hanging).inspect(file.path(), "a.txt"));
        assert_eq!(
            found,
            Inspection::without_text("text/plain", Note::TimedOut),
            "{hanging}"
        );
        assert!(time < Duration::from_secs(4), "{hanging}: {time:?}");
    }
}

pub fn so_are_those_it_started() {
    let folder = tempfile::tempdir().unwrap();
    let alive = folder.path().join("alive");
    let script = script(&format!("(sleep 3; : > {}) & sleep 60", alive.display()));
    let found = script.inspect(a_text().path(), "a.txt").unwrap();
    assert_eq!(found.note, Some(Note::TimedOut));
    std::thread::sleep(Duration::from_secs(2));
    assert!(!alive.exists());
}

pub fn a_worker_that_dies_is_an_answer() {
    // of a fault, of too much memory, of too much work: the file's own doing
    for dying in ["kill -SEGV $$", "kill -ABRT $$", "kill -XCPU $$"] {
        let found = script(dying).inspect(a_text().path(), "a.txt").unwrap();
        assert_eq!(found.note, Some(Note::Failed), "{dying}");
    }
}

pub fn a_worker_ended_by_others_may_do_better_another_time() {
    for ended in [
        "kill -KILL $$",
        "kill -TERM $$",
        "exit 3",
        "echo '{' >&2; exit 1",
    ] {
        let found = script(ended).inspect(a_text().path(), "a.txt").unwrap();
        assert_eq!(
            found,
            Inspection::without_text("text/plain", Note::Interrupted),
            "{ended}"
        );
        assert!(found.note.is_some_and(Note::may_pass), "{ended}");
    }
}

pub fn a_worker_that_talks_is_killed() {
    for (talking, note) in [
        ("cat /dev/zero", Note::Failed),
        ("yes '{\"media_type\":\"text/html\"'", Note::Failed),
        // complaints do no harm but take the time of the file
        ("cat /dev/zero >&2", Note::TimedOut),
    ] {
        let file = a_text();
        let (found, time) = timed(|| script(talking).inspect(file.path(), "a.txt"));
        assert_eq!(found.note, Some(note), "{talking}");
        assert!(time < Duration::from_secs(4), "{talking}: {time:?}");
    }
}

pub fn rubbish_is_no_answer() {
    for rubbish in ["echo bonjour", "echo '{}'", ":", "printf '\\377\\376'"] {
        let found = script(rubbish).inspect(a_text().path(), "a.txt").unwrap();
        assert_eq!(
            found,
            Inspection::without_text("text/plain", Note::Failed),
            "{rubbish}"
        );
    }
}
