//! Answers to plain questions in place of a licence: may others sell it, may others change it?

use super::Pairs;
use licensing::{Changes, LicenceId, Wishes};

/// The input that asks whether others may sell the work.
pub(crate) const MAY_SELL: &str = "may_sell";

/// The input that asks whether others may change it.
pub(crate) const MAY_CHANGE: &str = "may_change";

/// What may be answered to [`MAY_SELL`], with the code that is sent.
const SELLING: [(&str, bool); 2] = [("yes", true), ("no", false)];

/// What may be answered to [`MAY_CHANGE`].
const CHANGING: [(&str, Changes); 3] = [
    ("yes", Changes::Allowed),
    ("share_alike", Changes::ShareAlike),
    ("no", Changes::Forbidden),
];

/// Every pair of answers, with its codes. The credit is not asked about: who gives it up chooses CC0 by its name.
pub(crate) fn all() -> impl Iterator<Item = (&'static str, &'static str, Wishes)> {
    SELLING.into_iter().flat_map(|(sell, commercial)| {
        CHANGING.into_iter().map(move |(change, changes)| {
            let wishes = Wishes {
                credit: true,
                commercial,
                changes,
            };
            (sell, change, wishes)
        })
    })
}

/// The answers that lead to a licence; none for one that is chosen by its name alone.
pub(crate) fn leading_to(licence: LicenceId) -> Option<Wishes> {
    let mut wishes = all().map(|(_, _, wishes)| wishes);
    wishes.find(|wishes| wishes.licence() == licence)
}

/// The licence that a form states: the one that it names, which always wins; otherwise the one that its answers lead to.
/// Empty when it does neither.
pub(super) fn licence(pairs: &Pairs) -> String {
    let value = |wanted: &str| {
        let found = pairs.iter().find(|(name, _)| name == wanted);
        found.map_or("", |(_, value)| value.trim())
    };
    let named = value("licence");
    if !named.is_empty() {
        return named.to_owned();
    }
    let given = (value(MAY_SELL), value(MAY_CHANGE));
    all()
        .find(|(sell, change, _)| (*sell, *change) == given)
        .map(|(_, _, wishes)| wishes.licence().to_string())
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stated(given: &[(&str, &str)]) -> String {
        let pair = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
        licence(&given.iter().map(pair).collect())
    }

    #[test]
    fn answers_lead_to_a_licence() {
        let cases = [
            ("yes", "yes", "CC-BY-4.0"),
            ("yes", "share_alike", "CC-BY-SA-4.0"),
            ("no", "no", "CC-BY-NC-ND-4.0"),
            ("no", "share_alike", "CC-BY-NC-SA-4.0"),
        ];
        for (sell, change, expected) in cases {
            assert_eq!(stated(&[(MAY_SELL, sell), (MAY_CHANGE, change)]), expected);
        }
        assert_eq!(stated(&[(MAY_SELL, "yes")]), "", "half an answer is none");
        assert_eq!(stated(&[(MAY_SELL, "yes"), (MAY_CHANGE, "perhaps")]), "");
    }

    #[test]
    fn a_licence_that_is_named_wins() {
        let answered = [(MAY_SELL, "no"), (MAY_CHANGE, "no")];
        let named = [("licence", " CC0-1.0 "), answered[0], answered[1]];
        assert_eq!(stated(&named), "CC0-1.0");
        assert_eq!(
            stated(&[("licence", "MIT"), answered[0], answered[1]]),
            "MIT"
        );
        assert_eq!(
            stated(&[("licence", ""), answered[0], answered[1]]),
            "CC-BY-NC-ND-4.0"
        );
    }

    #[test]
    fn each_pair_of_answers_is_found_again_by_its_licence() {
        for (_, _, wishes) in all() {
            assert_eq!(leading_to(wishes.licence()), Some(wishes));
        }
        assert_eq!(all().count(), 6);
        assert_eq!(leading_to(LicenceId::CC0_1_0), None);
    }
}
