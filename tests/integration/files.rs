//! Files are taken away as they were put in, and none runs in the page's origin.

use crate::harness::{Multipart, Server};

fn with_file(name: &str, media_type: &str, bytes: &[u8]) -> (Server, String) {
    let server = Server::empty();
    server.create_page("Fichiers", "Texte.\n");
    let path = attach(&server, name, media_type, bytes);
    (server, path)
}

fn attach(server: &Server, name: &str, media_type: &str, bytes: &[u8]) -> String {
    let file = Multipart::default().file("file", name, media_type, bytes);
    let attached = server
        .request("POST", "/api/v1/resources/fichiers/files")
        .multipart(&file)
        .send()
        .expect(201);
    let location = attached.location();
    assert!(
        location.starts_with("/ressources/fichiers/fichiers/"),
        "{location}"
    );
    location
}

/// Bytes that are no text of any kind.
fn noise(length: usize) -> Vec<u8> {
    let mut state = 0x2545_f491_4f6c_dd1d_u64;
    let mut next = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state.to_le_bytes()[3]
    };
    (0..length).map(|_| next()).collect()
}

#[test]
fn what_comes_out_is_what_went_in() {
    let bytes = noise(3_000_000);
    let (server, path) = with_file("données.bin", "application/octet-stream", &bytes);
    assert_eq!(path, "/ressources/fichiers/fichiers/donn%C3%A9es.bin");
    let whole = server.get(&path).expect(200);
    assert!(whole.body == bytes, "the bytes differ");
    assert_eq!(whole.header("content-length"), Some("3000000"));
    assert_eq!(whole.header("accept-ranges"), Some("bytes"));
    assert_eq!(whole.header("content-encoding"), None);
    assert!(
        whole
            .header("content-disposition")
            .unwrap()
            .contains("filename*=UTF-8''donn%C3%A9es.bin")
    );
    let sha256 = server.get("/api/v1/resources/fichiers").json()["files"][0]["sha256"]
        .as_str()
        .unwrap()
        .to_owned();
    assert_eq!(whole.header("etag"), Some(format!("\"{sha256}\"").as_str()));
    let head = server.request("HEAD", &path).send().expect(200);
    assert_eq!(
        (head.header("content-length"), head.body.len()),
        (Some("3000000"), 0)
    );
}

#[test]
fn a_reader_takes_a_part_or_hears_that_nothing_changed() {
    let bytes = noise(10_000);
    let (server, path) = with_file("a.bin", "application/octet-stream", &bytes);
    let tag = server.get(&path).header("etag").unwrap().to_owned();
    for (range, from, to) in [
        ("bytes=0-99", 0, 100),
        ("bytes=9000-", 9000, 10_000),
        ("bytes=-10", 9990, 10_000),
        ("bytes=5-99999", 5, 10_000),
    ] {
        let part = server
            .request("GET", &path)
            .header("range", range)
            .send()
            .expect(206);
        assert_eq!(part.body, bytes[from..to], "{range}");
        let expected = format!("bytes {from}-{}/10000", to - 1);
        assert_eq!(
            part.header("content-range"),
            Some(expected.as_str()),
            "{range}"
        );
    }
    let beyond = server
        .request("GET", &path)
        .header("range", "bytes=20000-")
        .send()
        .expect(416);
    assert_eq!(beyond.header("content-range"), Some("bytes */10000"));
    let fresh = server
        .request("GET", &path)
        .header("if-none-match", &tag)
        .send()
        .expect(304);
    assert!(fresh.body.is_empty());
    let other = server
        .request("GET", &path)
        .header("range", "bytes=0-9")
        .header("if-range", "\"other\"")
        .send()
        .expect(200);
    assert_eq!(other.body.len(), bytes.len());
    let same = server
        .request("GET", &path)
        .header("range", "bytes=0-9")
        .header("if-range", &tag)
        .send()
        .expect(206);
    assert_eq!(same.body, bytes[..10]);
}

#[test]
fn what_could_run_is_never_shown_in_place() {
    let server = Server::empty();
    server.create_page("Fichiers", "Texte.\n");
    let svg = b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>";
    for (name, claimed, bytes) in [
        (
            "page.html",
            "text/html",
            &b"<!doctype html><script>alert(1)</script>"[..],
        ),
        (
            "page.xhtml",
            "application/xhtml+xml",
            b"<html xmlns='http://www.w3.org/1999/xhtml'><script>alert(1)</script></html>",
        ),
        ("dessin.svg", "image/svg+xml", svg),
        ("faux.png", "image/png", svg),
        (
            "faux.pdf",
            "application/pdf",
            b"<html><script>alert(1)</script></html>",
        ),
        ("code.js", "text/javascript", b"alert(1)"),
        ("flux.xml", "text/xml", b"<?xml version='1.0'?><a/>"),
    ] {
        let path = attach(&server, name, claimed, bytes);
        let answer = server.get(&path).expect(200);
        assert_eq!(answer.body, bytes, "{name}");
        let disposition = answer.header("content-disposition").unwrap_or_default();
        assert!(
            disposition.starts_with("attachment"),
            "{name}: {disposition}"
        );
        let policy = answer.header("content-security-policy").unwrap_or_default();
        assert!(
            policy.contains("sandbox") && policy.contains("default-src 'none'"),
            "{name}: {policy}"
        );
        assert_eq!(
            answer.header("x-content-type-options"),
            Some("nosniff"),
            "{name}"
        );
    }
}

#[test]
fn a_picture_and_a_pdf_are_shown_in_place() {
    let server = Server::with_content();
    let pdf = server
        .get("/ressources/cartes-emotions/fichiers/cartes-emotions.pdf")
        .expect(200);
    assert_eq!(pdf.header("content-type"), Some("application/pdf"));
    assert!(
        pdf.header("content-disposition")
            .unwrap_or_default()
            .starts_with("inline")
    );
    assert!(
        pdf.header("link")
            .unwrap_or_default()
            .contains("rel=\"license\""),
        "the file names its licence"
    );
}

#[test]
fn a_name_never_leads_out_of_its_place() {
    let server = Server::empty();
    server.create_page("Fichiers", "Texte.\n");
    for (sent, kept) in [
        ("../../../evil.txt", "evil.txt"),
        (".cache", "cache"),
        ("..", "fichier"),
        ("a/b/", "fichier"),
    ] {
        let base = server.get("/api/v1/resources/fichiers").json()["revision"].to_string();
        let file = Multipart::default().text("base_revision", &base).file(
            "file",
            sent,
            "text/plain",
            sent.as_bytes(),
        );
        let answer = server
            .request("POST", "/api/v1/resources/fichiers/files")
            .multipart(&file)
            .send()
            .expect(201);
        let name = answer.json()["name"].as_str().unwrap().to_owned();
        assert_eq!(name, kept, "{sent}");
        assert_eq!(
            server.get(&answer.location()).expect(200).body,
            sent.as_bytes(),
            "{sent}"
        );
    }
    let outside: Vec<_> = server
        .data
        .parent()
        .unwrap()
        .read_dir()
        .unwrap()
        .map(|entry| entry.unwrap().file_name())
        .collect();
    assert!(
        !outside.iter().any(|name| name == "evil.txt"),
        "{outside:?}"
    );
}
