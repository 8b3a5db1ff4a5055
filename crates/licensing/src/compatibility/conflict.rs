//! Sources out of which no single work can be made, and what can be done instead.

use super::{adaptation, collection};
use crate::{Lang, LicenceId};

/// Sources that cannot become one adapted work.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conflict {
    /// The fewest of them that already cannot: one that forbids adaptations, or
    /// two (seldom more) that ask for different licences.
    pub between: Vec<LicenceId>,
    /// What can be done instead, the best first. Never empty.
    pub ways_out: Vec<WayOut>,
}

/// What can be done with works that cannot be mixed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WayOut {
    /// Without the works under this licence, the others can be mixed, and the
    /// adaptation may carry these licences.
    LeaveOut {
        /// The licence of the works to leave out.
        licence: LicenceId,
        /// What the adaptation of the others may carry.
        then: Vec<LicenceId>,
    },
    /// To put the works side by side, each whole and under its own licence.
    Collection {
        /// Whether the whole is then for non-commercial use only.
        non_commercial: bool,
    },
    /// To link to the work, or to quote a short passage with its author and
    /// source (in France, *Code de la propriété intellectuelle*, article
    /// L122-5, 3° a).
    LinkOrQuote,
    /// To ask the authors of the works under this licence for another one.
    AskAuthors {
        /// The licence of the works whose authors would be asked.
        licence: LicenceId,
    },
}

impl Conflict {
    /// One sentence: which licences clash.
    pub fn text(&self, lang: Lang) -> String {
        let names: Vec<&str> = self
            .between
            .iter()
            .map(|id| id.licence().short_name_in(lang))
            .collect();
        let and = lang.pick(" et ", " and ");
        match (names.as_slice(), lang) {
            ([only], Lang::Fr) => {
                format!("Une œuvre sous {only} ne peut pas être adaptée.")
            }
            ([only], Lang::En) => format!("A work under {only} may not be adapted."),
            (_, Lang::Fr) => format!(
                "Des œuvres sous {} ne peuvent pas être fondues en une seule\u{A0}: aucune licence ne les satisfait toutes.",
                names.join(and)
            ),
            (_, Lang::En) => format!(
                "Works under {} cannot become a single one: no licence satisfies all of them.",
                names.join(and)
            ),
        }
    }
}

impl WayOut {
    /// A stable code for programs.
    pub fn code(&self) -> &'static str {
        match self {
            Self::LeaveOut { .. } => "leave-out",
            Self::Collection { .. } => "collection",
            Self::LinkOrQuote => "link-or-quote",
            Self::AskAuthors { .. } => "ask-authors",
        }
    }

    /// One sentence that says what to do.
    pub fn text(&self, lang: Lang) -> String {
        match self {
            Self::LeaveOut { licence, then } => {
                let name = licence.licence().short_name_in(lang);
                let then: Vec<&str> = then
                    .iter()
                    .map(|id| id.licence().short_name_in(lang))
                    .collect();
                match lang {
                    Lang::Fr => format!(
                        "Laisser de côté ce qui est sous {name}\u{A0}: l’adaptation du reste peut prendre {}.",
                        then.join(", ")
                    ),
                    Lang::En => format!(
                        "Leave out what is under {name}: the adaptation of the rest may carry {}.",
                        then.join(", ")
                    ),
                }
            }
            Self::Collection { non_commercial: false } => lang
                .pick(
                    "Mettre chaque œuvre dans un dossier, entière et sous sa propre licence.",
                    "Put each work into a collection, whole and under its own licence.",
                )
                .to_owned(),
            Self::Collection { non_commercial: true } => lang
                .pick(
                    "Mettre chaque œuvre dans un dossier, entière et sous sa propre licence\u{202F}; l’ensemble reste réservé aux usages non commerciaux.",
                    "Put each work into a collection, whole and under its own licence; the whole is for non-commercial use only.",
                )
                .to_owned(),
            Self::LinkOrQuote => lang
                .pick(
                    "Mettre un lien, ou citer un court passage avec son auteur et sa source.",
                    "Link to it, or quote a short passage with its author and source.",
                )
                .to_owned(),
            Self::AskAuthors { licence } => {
                let name = licence.licence().short_name_in(lang);
                match lang {
                    Lang::Fr => format!(
                        "Demander aux auteurs de ce qui est sous {name} s’ils acceptent une autre licence."
                    ),
                    Lang::En => format!(
                        "Ask the authors of what is under {name} whether they accept another licence."
                    ),
                }
            }
        }
    }
}

/// Why works under these licences cannot become one, and what can be done
/// instead; `None` when they can.
pub fn conflict(sources: &[LicenceId]) -> Option<Conflict> {
    let mut sources = sources.to_vec();
    sources.sort_unstable();
    sources.dedup();
    if adaptation(&sources).allowed {
        return None;
    }
    let between = fewest(&sources);
    let leave_out = between.iter().filter_map(|&licence| {
        let rest: Vec<LicenceId> = sources
            .iter()
            .copied()
            .filter(|id| *id != licence)
            .collect();
        let then = adaptation(&rest).licences;
        (!rest.is_empty() && !then.is_empty()).then_some(WayOut::LeaveOut { licence, then })
    });
    let mut ways_out: Vec<WayOut> = leave_out.collect();
    ways_out.push(WayOut::Collection {
        non_commercial: collection(&sources).non_commercial,
    });
    ways_out.push(WayOut::LinkOrQuote);
    ways_out.extend(
        between
            .iter()
            .map(|&licence| WayOut::AskAuthors { licence }),
    );
    Some(Conflict { between, ways_out })
}

/// Sources that clash, so few that none can be taken away. They are sought by
/// leaving out one after the other as long as the rest still clashes.
fn fewest(sources: &[LicenceId]) -> Vec<LicenceId> {
    let mut left = sources.to_vec();
    for source in sources.iter().rev() {
        let without: Vec<LicenceId> = left.iter().copied().filter(|id| id != source).collect();
        if !without.is_empty() && !adaptation(&without).allowed {
            left = without;
        }
    }
    left
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    fn ids(names: &[&str]) -> Vec<LicenceId> {
        names.iter().map(|n| LicenceId::parse(n).unwrap()).collect()
    }

    #[test]
    fn the_two_that_clash_are_named_among_many() {
        let sources = ids(&["CC BY 4.0", "CC BY-NC 4.0", "CC0", "CC BY-SA 4.0"]);
        let conflict = conflict(&sources).unwrap();
        assert_eq!(conflict.between, ids(&["CC BY-SA 4.0", "CC BY-NC 4.0"]));
        assert_eq!(
            conflict.ways_out[0],
            WayOut::LeaveOut {
                licence: LicenceId::CC_BY_SA_4_0,
                then: ids(&["CC BY-NC 4.0", "CC BY-NC-SA 4.0"]),
            }
        );
        assert!(conflict.ways_out.contains(&WayOut::Collection {
            non_commercial: true
        }));
    }

    #[test]
    fn one_that_forbids_adaptations_clashes_alone() {
        let conflict = conflict(&ids(&["CC BY 4.0", "CC BY-ND 4.0"])).unwrap();
        assert_eq!(conflict.between, ids(&["CC BY-ND 4.0"]));
        assert_eq!(
            conflict.text(Lang::Fr),
            "Une œuvre sous CC BY-ND 4.0 ne peut pas être adaptée."
        );
    }

    #[test]
    fn what_can_be_mixed_does_not_clash() {
        assert_eq!(conflict(&ids(&["CC BY 4.0", "CC BY-SA 4.0"])), None);
        assert_eq!(conflict(&[]), None);
    }
}
