//! Reads the name of a licence in words.

mod table;

use super::{GivenVersion, Reading, address::with_elements, text::tokens};
use crate::licence::{Elements, Licence};
use crate::{catalogue, wording::PORTS};

use table::{NAMES, PHRASES, Sense};

/// Reads words that must all be understood.
pub(super) fn read(text: &str) -> Reading {
    let tokens = tokens(text);
    match named(&tokens) {
        Reading::Nothing => creative_commons(&tokens),
        reading => reading,
    }
}

/// Whether the words say nothing of any licence: `Licence :`.
pub(super) fn is_filler(text: &str) -> bool {
    senses(&tokens(text), |sense, _| {
        matches!(sense, Some(Sense::Filler | Sense::CreativeCommons))
    })
}

/// Whether nothing but "Creative Commons" was said: those of today may help.
pub(super) fn is_creative_commons(text: &str) -> bool {
    let tokens = tokens(text);
    !tokens.is_empty() && is_filler(text)
}

/// Reads one of the [`NAMES`], with at most one version anywhere in it.
fn named(tokens: &[String]) -> Reading {
    let (mut versions, words): (Vec<&String>, Vec<&String>) = tokens
        .iter()
        .partition(|token| token.contains('.') || is_bare_version(token));
    versions.dedup();
    let name = words
        .iter()
        .map(|word| word.as_str())
        .collect::<Vec<_>>()
        .join(" ");
    let Some((prefix, _, version_needed)) = NAMES
        .iter()
        .find(|(_, names, _)| names.contains(&name.as_str()))
    else {
        return Reading::Nothing;
    };
    let family = || {
        catalogue()
            .iter()
            .filter(|l| l.id().as_str().starts_with(prefix))
    };
    match versions.as_slice() {
        [] if *version_needed => Reading::among(family(), None, None),
        [] => family()
            .next()
            .map_or(Reading::Nothing, |l| Reading::One(l.id())),
        [version] => match GivenVersion::read(version) {
            Some(version) => Reading::among(family(), Some(version), None),
            None => Reading::Nothing,
        },
        _ => Reading::Nothing,
    }
}

/// A version without its point, but not the zero of "CC 0".
fn is_bare_version(token: &str) -> bool {
    let number = token.strip_prefix('v').unwrap_or(token);
    matches!(number.as_bytes(), [b'1'..=b'9'])
}

/// What was gathered from the words of a Creative Commons name.
#[derive(Default)]
struct Gathered {
    creative_commons: bool,
    elements: Elements,
    version: Option<GivenVersion>,
    port: Option<&'static str>,
    everywhere: Option<&'static [u8]>,
}

fn creative_commons(tokens: &[String]) -> Reading {
    let mut gathered = Gathered::default();
    if !senses(tokens, |sense, token| gathered.take(sense, token)) {
        return Reading::Nothing;
    }
    gathered.reading()
}

impl Gathered {
    /// Adds one phrase; `false` when it is not understood or says again, or
    /// otherwise, what was already said.
    fn take(&mut self, sense: Option<Sense>, token: &str) -> bool {
        let elements = &mut self.elements;
        let first_time = |said: &mut bool| !std::mem::replace(said, true);
        match sense {
            Some(Sense::CreativeCommons) => {
                self.creative_commons = true;
                true
            }
            Some(Sense::Filler) => true,
            Some(Sense::By) => first_time(&mut elements.attribution),
            Some(Sense::Nc) => first_time(&mut elements.non_commercial),
            Some(Sense::Nd) => first_time(&mut elements.no_derivatives),
            Some(Sense::Sa) => first_time(&mut elements.share_alike),
            Some(Sense::Port(port)) => self.port.replace(port).is_none(),
            Some(Sense::Everywhere(majors)) => self.everywhere.replace(majors).is_none(),
            None => match GivenVersion::read(token) {
                Some(version) => self.version.replace(version).is_none(),
                None => false,
            },
        }
    }

    fn reading(self) -> Reading {
        if !(self.creative_commons || self.elements.attribution) || self.contradicts_itself() {
            return Reading::Nothing;
        }
        match (self.everywhere, self.version) {
            // "International" alone does say 4.0, but as a guess
            (Some(majors), None) => {
                let of_majors = |l: &&Licence| {
                    l.port().is_none() && l.version().is_some_and(|v| majors.contains(&v.major))
                };
                Reading::among(with_elements(self.elements).filter(of_majors), None, None)
            }
            _ => Reading::among(with_elements(self.elements), self.version, self.port),
        }
    }

    /// `3.0 International`, or a port and "everywhere" at once.
    fn contradicts_itself(&self) -> bool {
        let Some(majors) = self.everywhere else {
            return false;
        };
        self.port.is_some()
            || self
                .version
                .is_some_and(|version| !majors.contains(&version.major))
    }
}

/// Cuts tokens into phrases, the longest first, and hands each to `take` with
/// its first token, until one is refused. Tells whether all were taken.
fn senses(tokens: &[String], mut take: impl FnMut(Option<Sense>, &str) -> bool) -> bool {
    let mut rest = tokens;
    while let Some(first) = rest.first() {
        let (sense, length) = longest_phrase(rest);
        if !take(sense, first) {
            return false;
        }
        rest = rest.get(length..).unwrap_or_default();
    }
    true
}

fn longest_phrase(tokens: &[String]) -> (Option<Sense>, usize) {
    let fixed = PHRASES
        .iter()
        .map(|&(phrase, sense)| (phrase.to_owned(), sense));
    fixed
        .chain(port_phrases())
        .filter_map(|(phrase, sense)| Some((sense, starts_with(tokens, &phrase)?)))
        .max_by_key(|&(_, length)| length)
        .map_or((None, 1), |(sense, length)| (Some(sense), length))
}

/// The ports by code and by their names in both languages.
fn port_phrases() -> impl Iterator<Item = (String, Sense)> {
    PORTS.iter().flat_map(|&(code, fr, en)| {
        [code, fr, en].map(|name| (tokens(name).join(" "), Sense::Port(code)))
    })
}

/// How many tokens the phrase takes when the tokens begin with it.
fn starts_with(tokens: &[String], phrase: &str) -> Option<usize> {
    let length = phrase.split(' ').count();
    let head = tokens.get(..length)?;
    head.iter()
        .map(String::as_str)
        .eq(phrase.split(' '))
        .then_some(length)
}
