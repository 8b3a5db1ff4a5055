//! A process that writes into a file: what it is told, and how it is ended.
#![cfg(unix)]
#![expect(
    clippy::unwrap_used,
    reason = "a test that meets a surprise should stop there"
)]

use confinement::{Ended, fill};
use std::fs::File;
use std::io::{Read, Seek};
use std::process::Command;
use std::time::{Duration, Instant};

fn script(script: &str, input: Vec<u8>) -> (Ended, String, File) {
    let output = tempfile::tempfile().unwrap();
    let mut command = Command::new("/bin/sh");
    command.args(["-c", script]);
    let (ended, complaint) = fill(&mut command, input, &output, Duration::from_secs(2)).unwrap();
    (ended, complaint, output)
}

#[test]
fn it_hears_all_that_it_is_told_and_its_words_are_in_the_file() {
    let input = "été ".repeat(100_000).into_bytes();
    let (ended, complaint, mut output) = script("cat; echo fin >&2", input.clone());
    assert!(matches!(ended, Ended::Answered(_)), "{ended}");
    assert_eq!(complaint, "fin\n");
    let mut written = Vec::new();
    output.rewind().unwrap();
    output.read_to_end(&mut written).unwrap();
    assert!(written == input);
}

#[test]
fn one_that_does_not_listen_or_does_not_end_is_not_waited_for() {
    let (ended, ..) = script(":", vec![b'a'; 1_000_000]);
    assert!(matches!(ended, Ended::Answered(_)), "{ended}");
    for hanging in [
        "sleep 60",
        "exec 1>&- 2>&-; sleep 60",
        "while :; do :; done",
    ] {
        let start = Instant::now();
        let (ended, ..) = script(hanging, vec![b'a'; 1_000_000]);
        assert!(matches!(ended, Ended::Late), "{hanging}: {ended}");
        assert!(start.elapsed() < Duration::from_secs(4), "{hanging}");
    }
}

#[test]
fn whose_fault_an_end_is_can_be_told() {
    for (ending, by_others) in [
        ("kill -KILL $$", true),
        ("kill -TERM $$", true),
        ("exit 3", true),
        ("kill -SEGV $$", false),
        ("kill -ABRT $$", false),
        ("kill -XCPU $$", false),
        ("sleep 60", false),
    ] {
        let (ended, ..) = script(ending, Vec::new());
        assert_eq!(ended.is_by_others(), by_others, "{ending}: {ended}");
    }
}
