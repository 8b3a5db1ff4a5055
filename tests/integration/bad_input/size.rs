//! Too much.

use super::{draft, unchanged};
use crate::harness::{Multipart, Server, raw};
use serde_json::json;

/// The answer names the limit of a text, 512 KiB, in whatever unit.
fn names_text_limit(said: &str) -> bool {
    ["524288", "512 K", "0,52", "0.52"]
        .iter()
        .any(|limit| said.contains(limit))
}

#[test]
fn a_text_of_a_megabyte_is_too_long_and_given_back() {
    let server = Server::with_content();
    let before = server.position();
    let body = "Une ligne de texte.\n".repeat(1024 * 1024 / 20);
    let answer = server.send_json("POST", "/api/v1/resources", &draft(json!({"body": body})));
    let problem = answer.problem(413, "too_large");
    assert!(
        problem["limit_bytes"] == 524_288 && names_text_limit(&problem["errors"].to_string()),
        "{problem:#}"
    );

    let pairs = [
        ("title", "Trop long"),
        ("licence", "CC-BY-SA-4.0"),
        ("body", body.as_str()),
        ("action", "publish"),
    ];
    let page = server.send_form("/deposer/page", &pairs).expect(413).page();
    assert!(
        names_text_limit(&page.texts("[role=alert], .errors").join(" ")),
        "{}",
        page.texts("[role=alert]").join(" ")
    );
    assert_eq!(
        page.form("/deposer/page").value("body").trim(),
        body.trim(),
        "the text is not lost"
    );
    let huge = server
        .request("POST", "/apercu")
        .form(&[("body", "x".repeat(5 << 20).as_str())])
        .send();
    assert_eq!(huge.status, 413);
    unchanged(&server, before);
}

/// A file of 200 MiB, in pieces, with what stands around it.
fn two_hundred_mebibytes() -> (usize, impl Iterator<Item = Vec<u8>>) {
    const PIECE: usize = 1 << 20;
    let around = Multipart::default()
        .file("file", "grand.bin", "application/octet-stream", b"")
        .bytes();
    let at = around
        .windows(4)
        .position(|bytes| bytes == b"\r\n\r\n")
        .unwrap()
        + 4;
    let (head, tail) = (around[..at].to_vec(), around[at..].to_vec());
    let length = around.len() + 200 * PIECE;
    let pieces = (0..200).map(|_| vec![b'x'; PIECE]);
    (
        length,
        std::iter::once(head)
            .chain(pieces)
            .chain(std::iter::once(tail)),
    )
}

#[test]
fn a_file_over_the_limit_is_refused_with_the_limit() {
    let server = Server::with_content();
    let slug = server.create_page("Trop grand", "Texte.\n");
    let before = server.position();
    for path in [
        format!("/api/v1/resources/{slug}/files"),
        "/deposer/outil/fichiers".to_owned(),
    ] {
        let (length, body) = two_hundred_mebibytes();
        let media_type = Multipart::default().media_type();
        let head = format!(
            "POST {path} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\ncontent-type: {media_type}\r\ncontent-length: {length}\r\n\r\n"
        );
        let answer = raw(&server, head.as_bytes(), body);
        assert_eq!(answer.status, 413, "{path}: {}", answer.text);
        let digits: String = answer.text.chars().filter(char::is_ascii_digit).collect();
        assert!(
            answer.text.contains("100") || digits.contains("104857600"),
            "{path}: {}",
            answer.text
        );
    }
    unchanged(&server, before);
    let incoming = server.data.join("files/incoming");
    let left = incoming.read_dir().map(Iterator::count).unwrap_or_default();
    assert_eq!(left, 0, "nothing is left in {}", incoming.display());
}

#[test]
fn a_large_file_for_nothing_is_told_so() {
    let server = Server::with_content();
    let before = server.position();
    let bytes = vec![b'x'; 8 << 20];
    let file = Multipart::default().file("file", "a.bin", "application/octet-stream", &bytes);
    for _ in 0..5 {
        let path = "/api/v1/resources/inconnue/files";
        let answer = server.request("POST", path).multipart(&file).send();
        answer.problem(404, "not_found");
        let answer = server.request("POST", "/deposer/recette/fichiers");
        answer.multipart(&file).send().expect(404).page();
    }
    unchanged(&server, before);
}
