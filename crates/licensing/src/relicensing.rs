//! May a later revision of a work carry another licence?
//!
//! A licence once given cannot be taken back (CC 4.0, sections 2(a)(1) and
//! 6(d): revisions already published keep theirs for ever). What may change is
//! the licence of what is published from now on.

use crate::compatibility::{Refusal, refusals};
use crate::{Lang, LicenceId};

/// Why a later revision may carry the licence it asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Basis {
    /// It is the same licence, and the sources permit it.
    Same,
    /// The licence itself lets an adaptation carry the new one, as BY lets
    /// BY-SA and BY-SA 3.0 lets BY-SA 4.0.
    Permitted,
    /// Its only author decides alone.
    OwnWork,
}

/// Why a later revision may not carry the licence it asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refused {
    /// Works that it was made from do not permit it.
    BySources(Vec<Refusal>),
    /// The present licence does not permit it, and others than the one who asks
    /// wrote in it: each of them would have to agree.
    ByAuthors(Refusal),
}

impl Refused {
    /// A stable code for programs.
    pub fn code(&self) -> &'static str {
        match self {
            Self::BySources(_) => "sources",
            Self::ByAuthors(_) => "authors",
        }
    }

    /// The reason in one or more sentences.
    pub fn text(&self, lang: Lang) -> String {
        match self {
            Self::BySources(refusals) => {
                let texts: Vec<String> = refusals.iter().map(|one| one.text(lang)).collect();
                texts.join(" ")
            }
            Self::ByAuthors(refusal) => {
                let more = lang.pick(
                    "Il faudrait l’accord de chaque personne dont le texte est encore là.",
                    "Everybody whose text is still there would have to agree.",
                );
                format!("{} {more}", refusal.text(lang))
            }
        }
    }
}

/// Whether the next revision of a work under `from`, itself made from works
/// under `sources`, may carry `to`.
///
/// `sole_author` says whether the one who asks is the only author of all that
/// the work holds, apart from its sources.
///
/// # Errors
/// [`Refused`], with the reason.
pub fn relicense(
    from: LicenceId,
    to: LicenceId,
    sources: &[LicenceId],
    sole_author: bool,
) -> Result<Basis, Refused> {
    let by_sources = refusals(sources, to);
    if !by_sources.is_empty() {
        return Err(Refused::BySources(by_sources));
    }
    if from == to {
        return Ok(Basis::Same);
    }
    match refusals(&[from], to).pop() {
        None => Ok(Basis::Permitted),
        Some(_) if sole_author => Ok(Basis::OwnWork),
        Some(refusal) => Err(Refused::ByAuthors(refusal)),
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    fn id(name: &str) -> LicenceId {
        LicenceId::parse(name).unwrap()
    }

    #[test]
    fn upgrades_need_nobody() {
        for (from, to) in [
            ("CC BY 4.0", "CC BY-SA 4.0"),
            ("CC BY-SA 3.0", "CC BY-SA 4.0"),
            ("CC BY-SA 3.0 FR", "CC BY-SA 4.0"),
            ("CC0", "CC BY 4.0"),
        ] {
            assert_eq!(
                relicense(id(from), id(to), &[], false),
                Ok(Basis::Permitted)
            );
        }
    }

    #[test]
    fn rights_once_given_are_not_narrowed_or_widened_without_the_authors() {
        for (from, to) in [
            ("CC BY-SA 4.0", "CC BY 4.0"),
            ("CC BY-SA 4.0", "CC0"),
            ("CC BY-SA 4.0", "CC BY-SA 3.0"),
            ("CC BY-NC 4.0", "CC BY 4.0"),
            ("CC BY-SA 4.0", "CC BY-NC-SA 4.0"),
            ("CC BY-ND 4.0", "CC BY-SA 4.0"),
        ] {
            let refused = relicense(id(from), id(to), &[], false).unwrap_err();
            assert_eq!(refused.code(), "authors", "{from} to {to}");
            assert_eq!(relicense(id(from), id(to), &[], true), Ok(Basis::OwnWork));
        }
    }

    #[test]
    fn the_same_licence_is_refused_too_when_a_new_source_does_not_permit_it() {
        let (kept, source) = (id("CC BY 4.0"), id("CC BY-SA 4.0"));
        let refused = relicense(kept, kept, &[source], true).unwrap_err();
        assert_eq!(refused.code(), "sources");
    }

    #[test]
    fn a_sole_author_is_still_bound_by_the_sources() {
        let share_alike = id("CC BY-SA 4.0");
        let refused = relicense(share_alike, id("CC BY 4.0"), &[share_alike], true).unwrap_err();
        assert_eq!(refused.code(), "sources");
        assert!(refused.text(Lang::Fr).contains("ne permet pas CC BY 4.0"));
    }
}
