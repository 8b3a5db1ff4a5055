//! What a write says: a function of its number, so that whatever is read can be recognised.

use super::Token;
use sha2::{Digest, Sha256};
use std::fmt::Write;

/// Words to fill paragraphs with.
const FILLER: [&str; 12] = [
    "le", "groupe", "se", "place", "dans", "la", "salle", "selon", "sa", "réponse", "puis",
    "discute",
];

/// How a write is signed.
pub fn signature(token: Token) -> String {
    format!("plume-{token}")
}

/// Whose signature that is.
pub fn token(signature: &str) -> Option<Token> {
    signature.strip_prefix("plume-")?.parse().ok()
}

/// A word that only this write has: twelve consonants, which no stemmer shortens and no typing error makes of another.
pub fn word(token: Token) -> String {
    let mut chance = fastrand::Rng::with_seed(token);
    (0..12)
        .filter_map(|_| chance.choice(*b"bcdfghjklmnpqrtvwxz").map(char::from))
        .collect()
}

/// The title that a write gives.
pub fn title(token: Token) -> String {
    format!("Fiche {} {token}", word(token))
}

/// Which write gave that title.
pub fn token_of_title(given: &str) -> Option<Token> {
    let token = given.rsplit(' ').next()?.parse().ok()?;
    (given == title(token)).then_some(token)
}

/// The address that follows from the title.
pub fn slug(token: Token) -> String {
    format!("fiche-{}-{token}", word(token))
}

/// The address that a renaming gives.
pub fn new_slug(token: Token) -> String {
    format!("adresse-{}-{token}", word(token))
}

/// The theme that a write gives.
pub fn tag(token: Token) -> String {
    format!("thème {}", token % 7)
}

/// The paragraph that a write puts into a slot.
pub fn paragraph(slot: usize, token: Token) -> String {
    let mut chance = fastrand::Rng::with_seed(token ^ 0x5eed);
    let mut text = format!("Coin {slot}, {} :", signature(token));
    for _ in 0..chance.usize(5..40) {
        if let Some(filler) = chance.choice(FILLER) {
            let _ = write!(text, " {filler}");
        }
    }
    let _ = write!(text, " {}.", word(token));
    text
}

/// Which write put that paragraph into which slot, going by its head.
pub fn token_of_paragraph(paragraph: &str) -> Option<(usize, Token)> {
    let (head, _) = paragraph.strip_prefix("Coin ")?.split_once(" :")?;
    let (slot, signature) = head.split_once(", ")?;
    Some((slot.parse().ok()?, token(signature)?))
}

/// The name of the file that a write attaches.
pub fn file_name(token: Token) -> String {
    format!("piece-{token}.txt")
}

/// The bytes of that file: some of a few, some of many blocks.
pub fn file(token: Token) -> Vec<u8> {
    let mut chance = fastrand::Rng::with_seed(token ^ 0xf11e);
    let most = if chance.u8(..4) == 0 { 60_000 } else { 600 };
    let mut text = format!("Pièce {token}\n");
    for _ in 0..chance.usize(20..most) / 8 {
        let _ = write!(text, "{:08x}", chance.u32(..));
    }
    text.into_bytes()
}

/// SHA-256 of bytes, in hexadecimal.
pub fn sha256(bytes: &[u8]) -> String {
    let mut text = String::new();
    for byte in Sha256::digest(bytes) {
        let _ = write!(text, "{byte:02x}");
    }
    text
}
