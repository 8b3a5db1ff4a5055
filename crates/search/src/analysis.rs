//! From text to terms: the same way for what is indexed and for what is asked, or nothing would be found.

mod definitions;
mod durations;
mod fold;
mod small_words;
mod stem;
mod words;

pub use definitions::definitions;
pub use fold::{fold, fold_line};
pub use small_words::{is_small, opens_a_question, puts_a_question};
pub use stem::{number_forms, stem};
pub use words::{Word, words};

use compact_str::CompactString;
use unicode_normalization::UnicodeNormalization;

/// The word as people write it, accents kept, in lower case and composed form.
pub fn surface(written: &str) -> String {
    // the characters before the first combining mark are composed as they stand
    if written.chars().all(|c| c < '\u{300}') {
        let letters = written.chars().filter(|c| !fold::is_ignorable(*c));
        return letters.flat_map(char::to_lowercase).collect();
    }
    written
        .nfc()
        .filter(|c| !fold::is_ignorable(*c))
        .flat_map(char::to_lowercase)
        .collect()
}

/// A number that changes when the analysis of French changes, whoever changed it: an index of another analysis is of no
/// use, for its terms are not those that a query asks for.
pub fn fingerprint() -> u64 {
    const PROBE: &str = "Aujourd’hui, l'équipe ETP co-anime : les proches-aidants épuisés, cœur, réseaux, formatrices, \
        éducation thérapeutique, patient·e·s, journaux, infirmières, coopérons, évaluer, évaluations, activités, 1h30, \
        prennent, coordinatrice, ﬁche, maisons, animons";
    let mut hash = 0xcbf2_9ce4_8422_2325;
    for word in words(PROBE) {
        let root = stem(&word.folded);
        let joined = word.joined.iter().map(CompactString::as_str);
        for term in [word.folded.as_str(), &root].into_iter().chain(joined) {
            hash = fnv1a(hash, term.as_bytes());
        }
    }
    hash
}

/// FNV-1a of 64 bits (Fowler, Noll, Vo; RFC 9923), continued from `hash`; stable from one Rust version to the next.
pub fn fnv1a(hash: u64, bytes: &[u8]) -> u64 {
    bytes.iter().chain(&[0xff]).fold(hash, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
    })
}
