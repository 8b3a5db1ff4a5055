//! The language of a text.

use whatlang::{Lang, detect};

use crate::PageText;

/// How much of a text is looked at.
const SAMPLE_CHARS: usize = 10_000;

/// A shorter text does not tell: titles and names belong to every language.
const LEAST_LETTERS: usize = 100;

/// Languages in which resources are written or translated, with their code of
/// ISO 639-1. Text in another is left to what the metadata say.
const CODES: [(Lang, &str); 20] = [
    (Lang::Ara, "ar"),
    (Lang::Cat, "ca"),
    (Lang::Cmn, "zh"),
    (Lang::Deu, "de"),
    (Lang::Ell, "el"),
    (Lang::Eng, "en"),
    (Lang::Fra, "fr"),
    (Lang::Hun, "hu"),
    (Lang::Ita, "it"),
    (Lang::Nld, "nl"),
    (Lang::Pes, "fa"),
    (Lang::Pol, "pl"),
    (Lang::Por, "pt"),
    (Lang::Ron, "ro"),
    (Lang::Rus, "ru"),
    (Lang::Spa, "es"),
    (Lang::Tam, "ta"),
    (Lang::Tur, "tr"),
    (Lang::Ukr, "uk"),
    (Lang::Vie, "vi"),
];

/// The language that the metadata state, unless the text is clearly in another:
/// programs state the language in which they were installed.
pub(crate) fn language(pages: &[PageText], stated: Option<String>) -> Option<String> {
    let Some(code) = detected(pages) else {
        return stated;
    };
    stated
        .filter(|stated| primary(stated).eq_ignore_ascii_case(code))
        .or_else(|| Some(code.to_owned()))
}

fn detected(pages: &[PageText]) -> Option<&'static str> {
    let words = pages
        .iter()
        .flat_map(|page| page.text.chars().chain(['\n']));
    let sample: String = words.take(SAMPLE_CHARS).collect();
    if sample.chars().filter(|c| c.is_alphabetic()).count() < LEAST_LETTERS {
        return None;
    }
    let found = detect(&sample).filter(|found| found.is_reliable())?;
    let known = CODES.iter().find(|(lang, _)| *lang == found.lang());
    known.map(|(_, code)| *code)
}

/// `fr` of `fr-FR` (RFC 5646, section 2.1) and of `fr_FR`.
fn primary(tag: &str) -> &str {
    tag.split(['-', '_']).next().unwrap_or(tag)
}

#[cfg(test)]
mod tests {
    use super::*;

    const FRENCH: &str = "Prévoyez une salle calme, des chaises disposées en cercle et une \
        horloge visible de tous. Chacun repère ses moments de somnolence, puis le groupe en \
        parle librement avant la pause.";

    fn of(text: &str, stated: Option<&str>) -> Option<String> {
        let page = PageText {
            page: None,
            text: text.to_owned(),
        };
        language(&[page], stated.map(str::to_owned))
    }

    #[test]
    fn the_text_is_believed_before_the_metadata() {
        let english = "Plan for a quiet room, with chairs in a circle and a clock that everybody \
            can see. People notice when they are sleepy, then the group talks about it freely \
            before the break, and writes down what helps.";
        for (text, stated, expected) in [
            (FRENCH, Some("en-US"), Some("fr")),
            (FRENCH, Some("fr-CH"), Some("fr-CH")),
            (FRENCH, Some("FR_fr"), Some("FR_fr")),
            (FRENCH, None, Some("fr")),
            (english, Some("fr-FR"), Some("en")),
            ("Photolangage", Some("de"), Some("de")),
            ("Photolangage", None, None),
            ("", Some("fr"), Some("fr")),
        ] {
            assert_eq!(of(text, stated).as_deref(), expected, "{text} {stated:?}");
        }
    }
}
