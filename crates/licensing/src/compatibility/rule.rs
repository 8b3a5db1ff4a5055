//! What each licence asks of an adaptation, and where it says so.

use crate::licence::{Family, Licence, Version};
use crate::{Lang, LicenceId};

/// What a source asks of a work made out of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Rule {
    /// Nothing (CC0, section 2; the marks state that no right is kept).
    PublicDomain,
    /// The credit, and a licence that does not keep others from giving it (CC
    /// 4.0, section 3(a)(4); up to 3.0, section 4; Licence Ouverte 2.0,
    /// "Compatibilité").
    Attribution,
    /// Only non-commercial use, of adaptations too (CC BY-NC 4.0, section
    /// 2(a)(1)(B); up to 3.0, section 4).
    NonCommercial,
    /// No published adaptation (CC ND 4.0, section 2(a)(1)(B); up to 3.0,
    /// section 3 grants no right to adapt).
    NoDerivatives,
    /// This very licence, and no later version: the first texts know none (CC
    /// SA 1.0, section 4).
    ShareAlikeSameVersion,
    /// The same elements, in this version or a later one, in any port (CC SA
    /// 2.0 to 3.0, section 4(b); CC BY-NC-SA 4.0, section 3(b)(1), for which no
    /// compatible licence is listed).
    ShareAlike,
    /// CC BY-SA 4.0 or a licence that Creative Commons listed as compatible:
    /// the Licence Art Libre 1.3 (2014) and, one way, the GPL 3.0 (2015)
    /// (section 3(b)(1) and section 1, "BY-SA Compatible License").
    ShareAlikeOrCompatible,
    /// The Licence Art Libre in this version or a later one, or CC BY-SA 4.0,
    /// listed as compatible with 1.3 (LAL 1.3, articles 2.3, 5 and 9).
    FreeArt,
    /// This very licence (GFDL 1.3, section 4; its section 11 let wikis change
    /// to BY-SA until August 2009 only. GPL 3.0, section 5(c)).
    Copyleft,
}

impl Rule {
    /// The rule of a licence.
    pub(super) fn of(source: &Licence) -> Self {
        let elements = source.elements();
        match source.family() {
            Family::PublicDomain => Self::PublicDomain,
            Family::FreeArt => Self::FreeArt,
            Family::Gfdl | Family::Gpl => Self::Copyleft,
            _ if elements.no_derivatives => Self::NoDerivatives,
            _ if source.id() == LicenceId::CC_BY_SA_4_0 => Self::ShareAlikeOrCompatible,
            _ if elements.share_alike && major(source) == 1 => Self::ShareAlikeSameVersion,
            _ if elements.share_alike => Self::ShareAlike,
            _ if elements.non_commercial => Self::NonCommercial,
            Family::CreativeCommons | Family::Etalab => Self::Attribution,
        }
    }

    /// A stable code for programs.
    pub fn code(self) -> &'static str {
        match self {
            Self::PublicDomain => "public-domain",
            Self::Attribution => "attribution",
            Self::NonCommercial => "non-commercial",
            Self::NoDerivatives => "no-derivatives",
            Self::ShareAlikeSameVersion => "share-alike-same-version",
            Self::ShareAlike => "share-alike",
            Self::ShareAlikeOrCompatible => "share-alike-or-compatible",
            Self::FreeArt => "free-art",
            Self::Copyleft => "copyleft",
        }
    }

    /// The rule in one sentence, with its place in the text of `source`.
    pub(super) fn explanation(self, source: &Licence, lang: Lang) -> String {
        let words = self.plain(source, lang);
        match self.place(source, lang) {
            Some(place) => format!("{} ({place}).", words.trim_end_matches('.')),
            None => words.to_owned(),
        }
    }

    /// The rule in one sentence, for people who fill in a form.
    pub(super) fn plain(self, source: &Licence, lang: Lang) -> &'static str {
        match self {
            Self::PublicDomain => lang.pick(
                "une adaptation est libre de toute condition.",
                "an adaptation is free of any condition.",
            ),
            Self::Attribution if source.family() == Family::Etalab => lang.pick(
                "une adaptation peut prendre toute licence qui demande au moins de citer la source et sa date de mise à jour.",
                "an adaptation may take any licence that asks at least to name the source and its date of update.",
            ),
            Self::Attribution if major(source) == 4 => lang.pick(
                "une adaptation peut prendre une autre licence, si elle laisse citer les auteurs.",
                "an adaptation may take another licence that lets the authors be named.",
            ),
            Self::Attribution => lang.pick(
                "une adaptation peut prendre une autre licence Creative Commons, si les auteurs restent cités.",
                "an adaptation may take another Creative Commons licence, if the authors stay named.",
            ),
            Self::NonCommercial => lang.pick(
                "une adaptation reste réservée aux usages non commerciaux.",
                "an adaptation stays for non-commercial use only.",
            ),
            Self::NoDerivatives => lang.pick(
                "aucune adaptation ne peut être publiée\u{202F}; l’œuvre peut être placée à côté d’autres sans être modifiée.",
                "no adaptation may be published; the work may stand beside others unmodified.",
            ),
            Self::ShareAlikeSameVersion => lang.pick(
                "une adaptation garde exactement cette licence et cette version.",
                "an adaptation keeps exactly this licence and this version.",
            ),
            Self::ShareAlike if major(source) == 4 => lang.pick(
                "une adaptation garde cette licence, dans cette version ou une plus récente.",
                "an adaptation keeps this licence, in this version or a later one.",
            ),
            Self::ShareAlike => lang.pick(
                "une adaptation garde les mêmes conditions, dans cette version ou une plus récente.",
                "an adaptation keeps the same elements, in this version or a later one.",
            ),
            Self::ShareAlikeOrCompatible => lang.pick(
                "une adaptation garde cette licence ou prend une licence reconnue compatible, LAL 1.3 ou GPL 3.0.",
                "an adaptation keeps this licence or takes one listed as compatible, LAL 1.3 or GPL 3.0.",
            ),
            Self::FreeArt => lang.pick(
                "une adaptation garde cette licence, dans cette version ou une plus récente, ou prend CC BY-SA 4.0.",
                "an adaptation keeps this licence, in this version or a later one, or takes CC BY-SA 4.0.",
            ),
            Self::Copyleft if source.family() == Family::Gfdl => lang.pick(
                "une adaptation garde cette licence\u{202F}; le passage à CC BY-SA n’était permis que jusqu’en août 2009.",
                "an adaptation keeps this licence; the change to CC BY-SA was open until August 2009 only.",
            ),
            Self::Copyleft => lang.pick(
                "une adaptation garde cette licence.",
                "an adaptation keeps this licence.",
            ),
        }
    }

    /// Where the text of `source` says so.
    fn place(self, source: &Licence, lang: Lang) -> Option<&'static str> {
        let latest = major(source) == 4;
        Some(match self {
            Self::PublicDomain => return None,
            Self::Attribution if source.family() == Family::Etalab => {
                lang.pick("«\u{A0}Compatibilité\u{A0}»", "“Compatibilité”")
            }
            Self::Attribution if latest => "section 3(a)(4)",
            Self::NonCommercial | Self::NoDerivatives if latest => "section 2(a)(1)(B)",
            Self::Attribution | Self::NonCommercial | Self::ShareAlikeSameVersion => "section 4",
            Self::NoDerivatives => "section 3",
            Self::ShareAlike if !latest => "section 4(b)",
            Self::ShareAlike | Self::ShareAlikeOrCompatible => "section 3(b)(1)",
            Self::FreeArt => lang.pick("articles 2.3, 5 et 9", "articles 2.3, 5 and 9"),
            Self::Copyleft if source.family() == Family::Gfdl => {
                lang.pick("sections 4 et 11", "sections 4 and 11")
            }
            Self::Copyleft => "section 5(c)",
        })
    }
}

/// Whether an adaptation of `source` may carry `target`. What Creative Commons
/// calls "technically possible, not recommended" is refused: rights are never
/// widened in silence.
pub(super) fn permits(source: &Licence, target: &Licence) -> bool {
    let same = source.id() == target.id();
    match Rule::of(source) {
        Rule::PublicDomain => true,
        Rule::NoDerivatives => false,
        Rule::Attribution => {
            asks_for_credit(target) && (is_cc(target) || reaches_beyond_cc(source))
        }
        Rule::NonCommercial => is_cc(target) && target.elements().non_commercial,
        Rule::ShareAlikeSameVersion | Rule::Copyleft => same,
        Rule::ShareAlike => same || follows(source, target),
        Rule::ShareAlikeOrCompatible => {
            same || [LicenceId::LAL_1_3, LicenceId::GPL_3_0_ONLY].contains(&target.id())
        }
        Rule::FreeArt => {
            target.id() == LicenceId::CC_BY_SA_4_0
                || (target.family() == Family::FreeArt && target.version() >= source.version())
        }
    }
}

fn is_cc(licence: &Licence) -> bool {
    licence.family() == Family::CreativeCommons
}

/// A public domain dedication would give the credit away.
fn asks_for_credit(target: &Licence) -> bool {
    target.family() != Family::PublicDomain
}

/// Only these let an adaptation leave the Creative Commons family: 4.0 asks no
/// more than that credit stays possible, the Licence Ouverte declares itself
/// compatible; older texts forbid terms that restrict what they grant.
fn reaches_beyond_cc(source: &Licence) -> bool {
    source.family() == Family::Etalab || major(source) == 4
}

/// The upgrade of ShareAlike: same elements, same or later version, any port.
fn follows(source: &Licence, target: &Licence) -> bool {
    is_cc(target) && target.elements() == source.elements() && target.version() >= source.version()
}

fn major(licence: &Licence) -> u8 {
    licence.version().map_or(0, |Version { major, .. }| major)
}
