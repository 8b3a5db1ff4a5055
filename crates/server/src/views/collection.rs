//! Resources brought together in an order.

use super::{FormField, KindView, LicenceView, Message, Page, ResourceHeader};
use serde::Serialize;

/// The members of a collection.
#[derive(Debug, Clone, Default, Serialize)]
pub struct CollectionView {
    /// What its kind calls the members.
    pub label: String,
    /// The members, in their order.
    pub members: Vec<MemberView>,
}

/// A member of a collection.
#[derive(Debug, Clone, Default, Serialize)]
pub struct MemberView {
    /// `here`, `withdrawn`, `missing` or `damaged`; only what is here has a kind, a licence and authors.
    pub state: String,
    /// Title; the end of the address where there is none to be told.
    pub title: String,
    /// Language tag of the title.
    pub language: String,
    /// Where it is.
    pub url: String,
    /// Kind.
    pub kind: Option<KindView>,
    /// Licence.
    pub licence: Option<LicenceView>,
    /// Who is credited, in one line.
    pub authors: String,
}

/// What the licences of works ask of whoever shares them side by side: for each, the works because of which it is asked.
#[derive(Debug, Clone, Default, Serialize)]
pub struct TermsView {
    /// The whole may be shared for non-commercial purposes only.
    pub non_commercial: Vec<TermsWork>,
    /// These must stay unmodified.
    pub unchanged: Vec<TermsWork>,
    /// These must stay reachable on their own.
    pub reachable: Vec<TermsWork>,
    /// The licence of the page itself permits commercial use, which the whole does not.
    pub own_is_freer: bool,
    /// Not all that stands there could be looked at: nobody may be told what is permitted.
    pub partial: bool,
}

impl TermsView {
    /// Whether anything is asked.
    pub(crate) fn ask(&self) -> bool {
        let asked = [&self.non_commercial, &self.unchanged, &self.reachable];
        asked.into_iter().any(|works| !works.is_empty())
    }
}

/// A work whose licence asks for something.
#[derive(Debug, Clone, Default, Serialize)]
pub struct TermsWork {
    /// Title.
    pub title: String,
    /// Where it is.
    pub url: Option<String>,
    /// Its licence.
    pub licence: LicenceView,
}

/// The form that puts a resource into a collection.
#[derive(Debug, Clone, Default, Serialize)]
pub struct CollectPage {
    /// Frame.
    pub page: Page,
    /// The resource.
    pub resource: ResourceHeader,
    /// `collection`: the collections by their slugs.
    pub collection: FormField,
    /// `nom`.
    pub signature: FormField,
    /// The words that the collections were looked for by.
    pub words: String,
    /// How many collections there are that are not listed.
    pub more: u64,
    /// Why the whole was refused.
    pub errors: Vec<Message>,
    /// Where a new collection with the resource in it is begun; `None` where there is no such kind.
    pub new_url: Option<String>,
}
