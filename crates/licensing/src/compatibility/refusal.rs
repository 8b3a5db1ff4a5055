//! Why an adaptation may not carry a licence.

use super::rule::{Rule, permits};
use crate::{Lang, LicenceId};

/// A source that does not let an adaptation carry a licence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// The licence of the source.
    pub source: LicenceId,
    /// The licence that was wanted for the adaptation.
    pub target: LicenceId,
    /// What the source asks.
    pub rule: Rule,
}

impl Refusal {
    /// A sentence that names both licences, says what the source asks, and
    /// where its text says so.
    pub fn text(&self, lang: Lang) -> String {
        self.saying(&self.rule.explanation(self.source.licence(), lang), lang)
    }

    /// The same without the place, for people who fill in a form.
    pub fn plain(&self, lang: Lang) -> String {
        self.saying(self.rule.plain(self.source.licence(), lang), lang)
    }

    fn saying(&self, asked: &str, lang: Lang) -> String {
        let (source, target) = (self.source.licence(), self.target.licence());
        let (from, to) = (source.short_name_in(lang), target.short_name_in(lang));
        match lang {
            Lang::Fr => format!("{from} ne permet pas {to}\u{A0}: {asked}"),
            Lang::En => format!("{from} does not permit {to}: {asked}"),
        }
    }
}

/// The sources that do not let an adaptation of all of them carry this licence,
/// each once, in the order of the catalogue; none when it may.
///
/// Any licence of the catalogue may be asked about, not only those that
/// [`compatibility`](crate::compatibility) proposes: an adaptation of a CC BY
/// 4.0 text may carry CC BY 3.0, though nobody should choose it today.
pub fn refusals(sources: &[LicenceId], target: LicenceId) -> Vec<Refusal> {
    let mut sources = sources.to_vec();
    sources.sort_unstable();
    sources.dedup();
    sources
        .into_iter()
        .filter(|source| !permits(source.licence(), target.licence()))
        .map(|source| Refusal {
            source,
            target,
            rule: Rule::of(source.licence()),
        })
        .collect()
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    #[test]
    fn a_refusal_names_both_licences_and_the_section() {
        let refused = refusals(
            &[LicenceId::CC_BY_SA_4_0, LicenceId::CC0_1_0],
            LicenceId::CC_BY_NC_4_0,
        );
        assert_eq!(refused.len(), 1);
        let text = refused[0].text(Lang::Fr);
        assert!(
            text.starts_with("CC BY-SA 4.0 ne permet pas CC BY-NC 4.0\u{A0}: une adaptation garde"),
            "{text}"
        );
        assert!(text.contains("section 3(b)(1)"), "{text}");
        let plain = refused[0].plain(Lang::Fr);
        assert!(plain.ends_with("LAL 1.3 ou GPL 3.0."), "{plain}");
    }

    #[test]
    fn plain_words_hold_no_place_in_a_text() {
        for source in crate::catalogue() {
            for lang in [Lang::Fr, Lang::En] {
                let plain = Rule::of(source).plain(source, lang);
                let place = ["section", "article", "("];
                assert!(!place.iter().any(|word| plain.contains(word)), "{plain}");
            }
        }
    }

    #[test]
    fn nothing_is_refused_where_there_is_no_source() {
        assert!(refusals(&[], LicenceId::parse("CC BY-ND 4.0").unwrap()).is_empty());
    }
}
