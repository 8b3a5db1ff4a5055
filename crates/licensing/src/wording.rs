//! How licences are named and explained, in French and English.

use crate::Lang;
use crate::licence::{Elements, Family, Version};

/// The ports of the catalogue: code, French and English name.
pub(crate) const PORTS: [(&str, &str, &str); 9] = [
    ("AT", "Autriche", "Austria"),
    ("AU", "Australie", "Australia"),
    ("DE", "Allemagne", "Germany"),
    ("FR", "France", "France"),
    ("IGO", "Organisations internationales", "IGO"),
    ("JP", "Japon", "Japan"),
    ("NL", "Pays-Bas", "Netherlands"),
    (
        "UK",
        "Royaume-Uni\u{A0}: Angleterre et Pays de Galles",
        "UK: England & Wales",
    ),
    ("US", "États-Unis", "United States"),
];

/// `CC BY-SA 3.0 FR`.
pub(crate) fn short_name(elements: Elements, version: Version, port: Option<&str>) -> String {
    let codes: Vec<String> = elements.codes().map(str::to_uppercase).collect();
    let port = port.map(|port| format!(" {port}")).unwrap_or_default();
    format!("CC {} {version}{port}", codes.join("-"))
}

/// The short names that hold English words: those of the two GNU licences, of
/// which the catalogue has one version each.
pub(crate) fn french_short_name(family: Family) -> Option<&'static str> {
    match family {
        Family::Gfdl => Some("GFDL 1.3 ou ultérieure"),
        Family::Gpl => Some("GPL 3.0 uniquement"),
        _ => None,
    }
}

/// The full names in French and English.
pub(crate) fn names(elements: Elements, version: Version, port: Option<&str>) -> [String; 2] {
    [Lang::Fr, Lang::En].map(|lang| {
        let parts: Vec<&str> = elements.codes().map(|code| element(code, lang)).collect();
        let elements = parts.join(lang.pick(" – ", "-"));
        format!(
            "Creative Commons {elements} {version} {}",
            scope(version, port, lang)
        )
    })
}

fn element(code: &str, lang: Lang) -> &'static str {
    match code {
        "by" => "Attribution",
        "nc" => lang.pick("Pas d’utilisation commerciale", "NonCommercial"),
        "nd" => lang.pick("Pas de modification", "NoDerivatives"),
        _ => lang.pick("Partage dans les mêmes conditions", "ShareAlike"),
    }
}

/// Where the text is meant to be used: a country, or the words that Creative
/// Commons chose in turn for "everywhere".
fn scope(version: Version, port: Option<&str>, lang: Lang) -> &'static str {
    let port = PORTS.iter().find(|(code, ..)| Some(*code) == port);
    match (port, version.major) {
        (Some((_, fr, en)), _) => lang.pick(fr, en),
        (None, 4..) => "International",
        (None, 3) => lang.pick("non transposé", "Unported"),
        (None, _) => lang.pick("générique", "Generic"),
    }
}

/// One plain sentence on what a reader may do.
pub(crate) fn meaning(family: Family, elements: Elements, lang: Lang) -> &'static str {
    if family == Family::PublicDomain {
        return lang.pick(
            "Vous pouvez partager et adapter cette œuvre comme vous voulez, sans condition\u{202F}; citer les auteurs reste bienvenu.",
            "You may share and adapt this work as you like, without conditions; naming the authors is still welcome.",
        );
    }
    let Elements {
        attribution,
        non_commercial,
        no_derivatives,
        share_alike,
    } = elements;
    match (non_commercial, no_derivatives, share_alike) {
        (false, false, true) if !attribution => lang.pick(
            "Vous pouvez partager et adapter cette œuvre, même à titre commercial, si vos adaptations restent sous la même licence.",
            "You may share and adapt this work, even commercially, if your adaptations stay under the same licence.",
        ),
        (false, false, true) => lang.pick(
            "Vous pouvez partager et adapter cette œuvre, même à titre commercial, si vous citez les auteurs et si vos adaptations restent sous la même licence.",
            "You may share and adapt this work, even commercially, if you name the authors and your adaptations stay under the same licence.",
        ),
        (true, false, true) => lang.pick(
            "Vous pouvez partager et adapter cette œuvre sans but commercial, si vous citez les auteurs et si vos adaptations restent sous la même licence.",
            "You may share and adapt this work for non-commercial purposes, if you name the authors and your adaptations stay under the same licence.",
        ),
        (false, false, false) => lang.pick(
            "Vous pouvez partager et adapter cette œuvre, même à titre commercial, si vous citez les auteurs.",
            "You may share and adapt this work, even commercially, if you name the authors.",
        ),
        (true, false, false) => lang.pick(
            "Vous pouvez partager et adapter cette œuvre sans but commercial, si vous citez les auteurs.",
            "You may share and adapt this work for non-commercial purposes, if you name the authors.",
        ),
        (false, true, _) => lang.pick(
            "Vous pouvez partager cette œuvre telle quelle, même à titre commercial, si vous citez les auteurs\u{202F}; vous ne pouvez pas en publier d’adaptation.",
            "You may share this work unchanged, even commercially, if you name the authors; you may not publish an adaptation of it.",
        ),
        (true, true, _) => lang.pick(
            "Vous pouvez partager cette œuvre telle quelle et sans but commercial, si vous citez les auteurs\u{202F}; vous ne pouvez pas en publier d’adaptation.",
            "You may share this work unchanged for non-commercial purposes, if you name the authors; you may not publish an adaptation of it.",
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue;

    #[test]
    fn no_french_mark_can_begin_a_line() {
        for licence in catalogue() {
            let texts = [
                licence.name(Lang::Fr),
                licence.short_name_in(Lang::Fr),
                licence.meaning(Lang::Fr),
            ];
            for text in texts {
                for mark in [";", ":", "!", "?", "»"] {
                    assert!(!text.contains(&format!(" {mark}")), "{text}");
                }
                assert!(!text.contains("« "), "{text}");
            }
        }
    }

    #[test]
    fn french_names_hold_no_english_word() {
        for licence in catalogue() {
            let texts = [licence.name(Lang::Fr), licence.short_name_in(Lang::Fr)];
            for text in texts {
                let mut words = text.split(' ');
                assert!(
                    !words.any(|w| ["or", "later", "only"].contains(&w)),
                    "{text}"
                );
            }
        }
    }
}
