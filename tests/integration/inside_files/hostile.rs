//! Files made to break whoever reads them cost their own text at most.

use crate::harness::{Answer, Multipart, Server, shared_data};
use std::io::{Cursor, Write};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// What other visitors wait at most while such a file is read: nineteen times of twenty, for a machine that is busy with
/// other tests has its own pauses.
const PATIENCE: Duration = Duration::from_secs(1);

/// What they wait at most in the twentieth. Who had to wait for the reading of a file would wait longer.
const PAUSE: Duration = Duration::from_secs(5);

/// How long one file may keep whoever sent it.
const HELD: Duration = Duration::from_secs(40);

/// Opens pages until it is told to stop; gives how long each took.
fn visit(server: &Server, stop: &AtomicBool) -> Vec<Duration> {
    let mut waits = Vec::new();
    while !stop.load(Ordering::Relaxed) {
        for path in [
            "/recherche?q=sommeil",
            "/ressources/debat-mouvant",
            "/healthz",
        ] {
            let asked = Instant::now();
            server.get(path).expect(200);
            waits.push(asked.elapsed());
        }
    }
    waits
}

/// Tells a visitor to stop, also when what they accompany fails.
struct Ended<'a>(&'a AtomicBool);

impl Drop for Ended<'_> {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

/// Does something while others open pages, each of which must come in time.
#[track_caller]
fn while_others_visit(server: &Server, act: impl FnOnce()) {
    let stop = AtomicBool::new(false);
    let mut waits = std::thread::scope(|scope| {
        let visitor = scope.spawn(|| visit(server, &stop));
        let ended = Ended(&stop);
        act();
        drop(ended);
        visitor.join().unwrap()
    });
    waits.sort();
    let (most, longest) = (waits[waits.len() * 19 / 20], waits[waits.len() - 1]);
    let count = waits.len();
    assert!(
        most < PATIENCE && longest < PAUSE,
        "{most:?}, {longest:?} of {count} visits"
    );
}

fn send(server: &Server, slug: &str, name: &str, bytes: &[u8]) -> Answer {
    let file = Multipart::default().file("file", name, "application/pdf", bytes);
    let path = format!("/api/v1/resources/{slug}/files");
    let sent = Instant::now();
    let answer = server.request("POST", &path).multipart(&file).send();
    assert!(sent.elapsed() < HELD, "{name}: {:?}", sent.elapsed());
    answer
}

#[test]
fn a_hostile_file_keeps_nobody_else_waiting() {
    let Some(documents) = shared_data("documents") else {
        return;
    };
    let server = Server::with_content();
    let slug = server.create_page("Quarantaine", "Un texte avec une xylographie.\n");
    while_others_visit(&server, || {
        let mut taken = 0;
        for entry in documents.join("hostile").read_dir().unwrap() {
            let entry = entry.unwrap();
            let name = entry.file_name().into_string().unwrap();
            let bytes = std::fs::read(entry.path()).unwrap();
            let answer = send(&server, &slug, &name, &bytes);
            let expected = if bytes.is_empty() { 422 } else { 201 };
            assert_eq!(answer.status, expected, "{name}: {}", answer.text());
            taken += 1;
        }
        assert!(taken >= 10, "{taken} files");
    });
    // its resource is found, and the file is there as it was sent
    server.until("the resource of such files is found", |server| {
        server.found("xylographie") == [slug.as_str()]
    });
    let damaged = std::fs::read(documents.join("hostile/tronque.pdf")).unwrap();
    let kept = server.get(&format!("/ressources/{slug}/fichiers/tronque.pdf"));
    assert!(kept.expect(200).body == damaged, "the bytes differ");
}

#[test]
fn more_heavy_files_than_are_read_at_once_keep_nobody_else_waiting() {
    let server = Server::with_content();
    let slugs = [1, 2, 3].map(|number| server.create_page(&format!("Pavé {number}"), "Lourd.\n"));
    while_others_visit(&server, || {
        std::thread::scope(|scope| {
            for slug in &slugs {
                let server = &server;
                scope.spawn(move || send(server, slug, "pavé.docx", &heavy(slug)).expect(201));
            }
        });
    });
    for slug in slugs {
        server.until("the last word of a heavy file is found", |server| {
            server.found(&word(&slug)) == [slug.as_str()]
        });
    }
}

/// A word that no other text has.
fn word(slug: &str) -> String {
    slug.replace("pave-", "xylographie")
}

/// A text document of many paragraphs: seconds of work, and within the limits.
fn heavy(slug: &str) -> Vec<u8> {
    const TYPES: &str = "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'><Override PartName='/word/document.xml' ContentType='application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml'/></Types>";
    const BEGIN: &str = "<w:document xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'><w:body>";
    let paragraph = |text: &str| format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>");
    let text = paragraph("mot").repeat(150_000) + &paragraph(&word(slug));
    let document = format!("{BEGIN}{text}</w:body></w:document>");
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, part) in [
        ("[Content_Types].xml", TYPES),
        ("word/document.xml", &document),
    ] {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(part.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}
