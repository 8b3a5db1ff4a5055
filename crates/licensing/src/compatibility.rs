//! What may be done with several works together.
//!
//! Three acts are told apart, as the licences do: passing a work on unchanged,
//! putting works side by side in a *collection*, and making one *adaptation*
//! out of them.

mod conflict;
mod refusal;
mod rule;

use crate::licence::Family;
use crate::{Lang, Licence, LicenceId};

pub use conflict::{Conflict, WayOut, conflict};
pub use refusal::{Refusal, refusals};
pub use rule::Rule;

/// What may be done with works under some licences.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Compatibility {
    /// Whether each work may be passed on, unchanged and under its own licence.
    pub redistribute: bool,
    /// The works side by side, each under its own licence.
    pub collection: Collection,
    /// One new work made out of all of them.
    pub adaptation: Adaptation,
}

/// The conditions of a collection, in which every work keeps its licence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Collection {
    /// Whether the works may stand together: true for all of the catalogue,
    /// since none reaches beyond the work itself (CC 4.0, section 1, "Adapted
    /// Material"; CC 3.0, section 1, "Collection").
    pub allowed: bool,
    /// Whether the whole may only be shared for non-commercial purposes,
    /// because one of its works may.
    pub non_commercial: bool,
    /// The licences whose works must stay unmodified (ND). Another size or file
    /// format is no modification (CC 4.0, section 2(a)(4)).
    pub unchanged: Vec<LicenceId>,
    /// Whether a work under the Licence Art Libre must stay reachable on its
    /// own (LAL, article 4).
    pub lal_article_4: bool,
}

/// The conditions of one work made out of others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Adaptation {
    /// Whether such a work may be published at all.
    pub allowed: bool,
    /// The licences it may carry: those worth proposing today, then those that
    /// a source asks for. Empty when it is not allowed.
    pub licences: Vec<LicenceId>,
    /// What each source asks, one reason per licence.
    pub reasons: Vec<Reason>,
}

/// What one source asks of an adaptation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reason {
    /// The licence of the source.
    pub source: LicenceId,
    /// What it asks.
    pub rule: Rule,
}

impl Reason {
    /// A sentence that says what is asked, and where the licence says so.
    pub fn text(&self, lang: Lang) -> String {
        self.saying(&self.rule.explanation(self.source.licence(), lang), lang)
    }

    /// The same without the place, for people who fill in a form.
    pub fn plain(&self, lang: Lang) -> String {
        self.saying(self.rule.plain(self.source.licence(), lang), lang)
    }

    fn saying(&self, asked: &str, lang: Lang) -> String {
        let name = self.source.licence().short_name();
        let colon = lang.pick(" : ", ": ");
        format!("{name}{colon}{asked}")
    }
}

/// The licences proposed for an adaptation whenever the sources permit them. ND
/// licences are left out: nobody else could edit the sheet.
const PROPOSED: [LicenceId; 7] = [
    LicenceId::CC0_1_0,
    LicenceId::CC_BY_4_0,
    LicenceId::CC_BY_SA_4_0,
    LicenceId::CC_BY_NC_4_0,
    LicenceId::CC_BY_NC_SA_4_0,
    LicenceId::LAL_1_3,
    LicenceId::GPL_3_0_ONLY,
];

/// What may be done with works under these licences, whatever their order and
/// however often each is named.
///
/// Without any source there is only one's own work: everything is allowed and
/// every licence is proposed.
pub fn compatibility(sources: &[LicenceId]) -> Compatibility {
    let mut sources = sources.to_vec();
    sources.sort_unstable();
    sources.dedup();
    Compatibility {
        redistribute: sources.iter().all(|&id| redistribute(id)),
        collection: collection(&sources),
        adaptation: adaptation(&sources),
    }
}

/// Whether a work may be passed on unchanged, under its own licence. Every
/// licence of the catalogue grants it: a work that may not be passed on has no
/// place in the library.
pub fn redistribute(_source: LicenceId) -> bool {
    true
}

/// Whether a work may be passed on for non-commercial purposes only.
pub fn redistribute_non_commercial(source: LicenceId) -> bool {
    source.licence().elements().non_commercial
}

/// The licences that an adaptation of this one work may carry; none under an
/// ND licence.
pub fn adaptation_licences(source: LicenceId) -> Vec<LicenceId> {
    adaptation(&[source]).licences
}

fn collection(sources: &[LicenceId]) -> Collection {
    let no_derivatives = |id: &LicenceId| id.licence().elements().no_derivatives;
    Collection {
        allowed: true,
        non_commercial: sources.iter().any(|&id| redistribute_non_commercial(id)),
        unchanged: sources.iter().copied().filter(no_derivatives).collect(),
        lal_article_4: sources
            .iter()
            .any(|id| id.licence().family() == Family::FreeArt),
    }
}

fn adaptation(sources: &[LicenceId]) -> Adaptation {
    let licences: Vec<LicenceId> = candidates(sources)
        .filter(|target| {
            sources
                .iter()
                .all(|source| rule::permits(source.licence(), target.licence()))
        })
        .collect();
    let reason = |&source: &LicenceId| Reason {
        source,
        rule: Rule::of(source.licence()),
    };
    Adaptation {
        allowed: !licences.is_empty(),
        licences,
        reasons: sources.iter().map(reason).collect(),
    }
}

/// The proposed licences, and those that a source insists on.
fn candidates(sources: &[LicenceId]) -> impl Iterator<Item = LicenceId> {
    let insists = |licence: &Licence| licence.elements().share_alike;
    let own = sources.iter().copied();
    PROPOSED
        .into_iter()
        .chain(own.filter(move |id| insists(id.licence()) && !PROPOSED.contains(id)))
}
