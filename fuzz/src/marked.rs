//! Files of which a marked copy is made.

use marking::{Mark, mark};

/// The first byte chooses among these.
const TYPES: [&str; 5] = [
    "application/pdf",
    "image/jpeg",
    "image/png",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "application/vnd.oasis.opendocument.text",
];

const LICENCE_URL: &str = "https://creativecommons.org/licenses/by/4.0/";

/// How much longer a copy may become: what is kept of a packet or a part, and the mark.
const GROWTH_BYTES: usize = 8 * 1024 * 1024;

/// The first byte is the type, as a digit; the rest is the file.
pub fn marking(data: &[u8]) {
    let Some((number, file)) = data.split_first() else {
        return;
    };
    let media_type = TYPES[usize::from(number.wrapping_sub(b'0')) % TYPES.len()];
    let told = Mark {
        title: "Titre <1> & suite".into(),
        authors: vec!["Réseau A".into(), "Awa \"M.\"".into()],
        attribution: "« Titre » par Réseau A, CC BY 4.0".into(),
        licence: "CC BY 4.0".into(),
        licence_url: LICENCE_URL.into(),
        page_url: "https://exemple.fr/ressources/titre?a=1&b=2".into(),
        copyrighted: true,
    };
    let Ok(once) = mark(media_type, file, &told) else {
        return;
    };
    assert!(once.len() <= file.len() + GROWTH_BYTES, "{}", once.len());
    if media_type.starts_with("application/pdf") {
        assert!(once.starts_with(file), "the file's own bytes are changed");
    }
    if media_type.starts_with("image/") || media_type == TYPES[0] {
        let says = |bytes: &[u8]| {
            bytes
                .windows(LICENCE_URL.len())
                .any(|at| at == LICENCE_URL.as_bytes())
        };
        assert!(says(&once), "the copy does not say its licence");
    }
    // a copy is a file like any other
    let twice = mark(media_type, &once, &told);
    assert!(twice.is_ok(), "a copy cannot be marked: {twice:?}");
}
