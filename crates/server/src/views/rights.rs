//! What a form asks about rights: the licence by questions, the works it is made from, the right to share it.

use super::{FormField, LicenceView, Link, Message};
use serde::Serialize;

/// Where a pair of answers leads.
#[derive(Debug, Clone, Default, Serialize)]
pub struct AnswersResult {
    /// The answer to `may_sell`: `yes` or `no`.
    pub sell: String,
    /// The answer to `may_change`: `yes`, `share_alike` or `no`.
    pub change: String,
    /// The licence that says this.
    pub licence: LicenceView,
    /// Whether these are the answers of the form.
    pub given: bool,
    /// Why works that it is made from do not permit that licence.
    pub refusals: Vec<String>,
}

/// What a work asks of the licence of what is made from it.
#[derive(Debug, Clone, Default, Serialize)]
pub struct AskedByWork {
    /// The work, by its title or its address.
    pub work: String,
    /// A sentence.
    pub text: String,
}

/// Works that cannot become one.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Clash {
    /// Why, in a sentence.
    pub text: String,
    /// What can be done instead, a sentence each.
    pub ways_out: Vec<String>,
}

/// What may become of the licence that a resource has.
#[derive(Debug, Clone, Default, Serialize)]
pub struct FormerLicence {
    /// The licence of the latest revision.
    pub licence: LicenceView,
    /// Short names of those that it may take without asking anybody, itself left out.
    pub free: Vec<String>,
    /// `sole_author`: its one choice is that the sender alone wrote all of it.
    pub sole_author: FormField,
}

/// What a form asks and says about rights, beside the licence itself.
#[derive(Debug, Clone, Default, Serialize)]
pub struct RightsForm {
    /// `origin`: where it comes from, asked in a deposit. Its choices have messages `form-origin-{value}`.
    pub origin: Option<FormField>,
    /// `right`: a box to tick before a deposit is published.
    pub right: Option<FormField>,
    /// `may_sell` and `may_change`; their choices have messages `form-{name}-{value}`. None where the licence can be
    /// chosen by its name alone.
    pub questions: Vec<FormField>,
    /// Where each pair of answers leads.
    pub results: Vec<AnswersResult>,
    /// Short name of the licence that the form states so far, by its name or by answers; empty when it states none.
    pub stated: String,
    /// Whether that licence was chosen by its name.
    pub by_name: bool,
    /// What the works that it is made from ask.
    pub asked: Vec<AskedByWork>,
    /// Why no licence fits them.
    pub clash: Option<Clash>,
    /// `author_agrees`: asked where the licence of an existing resource forbids adaptations.
    pub author_agrees: Option<FormField>,
    /// The licence that an existing resource has.
    pub former: Option<FormerLicence>,
}

/// Inputs for one work that the resource is made from: `derived_from[i].resource`, `derived_from[i].use`…
#[derive(Debug, Clone, Default, Serialize)]
pub struct WorkRow {
    /// Place in the list, from 0.
    pub index: usize,
    /// The resource of this library that it is, when the inputs name one that is there; its licence beside.
    pub known: Option<Link>,
    /// Short name of its licence, when it is known.
    pub known_licence: Option<String>,
    /// Whether the row says anything yet.
    pub written: bool,
    /// Whether it speaks of a work from elsewhere.
    pub elsewhere: bool,
    /// A resource of this library, by its slug or its address.
    pub resource: FormField,
    /// Number of the revision that is used.
    pub revision: FormField,
    /// Title of a work from elsewhere.
    pub title: FormField,
    /// Its authors.
    pub authors: FormField,
    /// Its address.
    pub url: FormField,
    /// Its licence; the first choice, without a label, is none.
    pub licence: FormField,
    /// How it is used: `adapted`, `included`, `quoted`; messages `form-work-use-{value}`.
    pub act: FormField,
    /// What was changed in it.
    pub changes: FormField,
    /// When a work from elsewhere was last updated.
    pub updated: FormField,
    /// One box: nobody knows when. `None` where no licence asks.
    pub undated: Option<FormField>,
    /// Notices that came with it, in lines.
    pub notices: FormField,
    /// What is wrong with the row as a whole.
    pub errors: Vec<Message>,
}

/// Works that a resource is made from, with a free row or two at the end.
#[derive(Debug, Clone, Default, Serialize)]
pub struct WorksForm {
    /// The rows.
    pub rows: Vec<WorkRow>,
    /// What is wrong with the list as a whole.
    pub errors: Vec<Message>,
}
