//! Forms: a resource being written, renamed, withdrawn.

use super::{Hidden, KindView, Link, Message, Page, ResourceHeader, RightsForm, WorksForm};
use serde::Serialize;

/// One choice of a list.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Choice {
    /// What is sent.
    pub value: String,
    /// What is read.
    pub label: String,
    /// Whether it is chosen.
    pub selected: bool,
    /// Whether it cannot be chosen.
    pub disabled: bool,
    /// Which of the list's groups it belongs to, when it has groups (licences).
    pub group: String,
    /// Why it cannot be chosen: short names of the licences that do not permit it.
    pub refused_by: String,
}

/// One input with what it holds and what is wrong with it.
///
/// `label` and `help` are given for the fields of a kind; those of the form itself (`title`,
/// `body`…) have messages `form-{name}-label` and `form-{name}-help`, used by the templates.
#[derive(Debug, Clone, Default, Serialize)]
pub struct FormField {
    /// Name that is sent, the same as in problems: `title`, `fields.duree`, `authors[0].name`.
    pub name: String,
    /// `text`, `markdown`, `number`, `range`, `duration`, `date`, `choice`, `choices`, `resource`,
    /// `place`, `url`, `email`, `file`, `licence`: the type of the field.
    pub input: String,
    /// Label, when it comes from a kind.
    pub label: Option<String>,
    /// Help, when it comes from a kind.
    pub help: Option<String>,
    /// What it holds, as the person wrote it. Several lines for a list of texts, one each.
    pub value: String,
    /// What may be chosen (`choice`, `choices`, `licence`, and `resource` or `file` when short).
    pub choices: Vec<Choice>,
    /// Whether several values may be given (a list of resources: one a line).
    pub multiple: bool,
    /// Whether it must be filled.
    pub required: bool,
    /// Unit, shown after the input.
    pub unit: Option<String>,
    /// Least value (number).
    pub min: Option<i64>,
    /// Greatest value (number).
    pub max: Option<i64>,
    /// Most characters.
    pub max_length: Option<usize>,
    /// Why the value was refused.
    pub errors: Vec<Message>,
}

impl FormField {
    /// An empty input.
    pub fn new(name: impl Into<String>, input: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            input: input.into(),
            ..Self::default()
        }
    }
}

/// Inputs for one author: `authors[i].name`, `authors[i].role`.
#[derive(Debug, Clone, Default, Serialize)]
pub struct AuthorRow {
    /// Name.
    pub name: FormField,
    /// What they did.
    pub role: FormField,
}

/// A file that is part of the draft. Sent on as `files[i].name` and `files[i].sha256`.
#[derive(Debug, Clone, Default, Serialize)]
pub struct FileRow {
    /// Place in the list, from 0.
    pub index: usize,
    /// Name.
    pub name: String,
    /// Hash of its bytes.
    pub sha256: String,
    /// Size in bytes.
    pub size_bytes: u64,
    /// Sort of file, as in [`super::FileView::media`].
    pub media: String,
    /// `files[i].title`.
    pub title: FormField,
    /// `files[i].licence`: its choices begin with an empty value for "as the resource", without a label.
    pub licence: FormField,
    /// Whether `files[i].remove` is ticked.
    pub removed: bool,
    /// What is wrong with the file itself.
    pub errors: Vec<Message>,
}

/// The form of a resource. The buttons send `action`: `preview`, and `publish` or `save`.
#[derive(Debug, Clone, Default, Serialize)]
pub struct EditForm {
    /// Where it is sent.
    pub action: String,
    /// Where to go when leaving it.
    pub cancel_url: String,
    /// Values that travel along unseen (`base_revision`, the kind…).
    pub hidden: Vec<Hidden>,
    /// Name under which a browser keeps a draft of it; the same for the same resource.
    pub draft_key: String,
    /// Whether the resource does not exist yet: button "publish", address to choose.
    pub new: bool,
    /// The resource here of which a new one is an adaptation: it is what the page is about.
    pub adapts: Option<Link>,
    /// Kind.
    pub kind: KindView,
    /// `title`.
    pub title: FormField,
    /// `slug`, when it may be chosen.
    pub slug: Option<FormField>,
    /// Fields of the kind, `fields.{name}`.
    pub fields: Vec<FormField>,
    /// `body`.
    pub body: FormField,
    /// `licence`, chosen by its name; where there are questions, its first choice is empty, and they decide.
    pub licence: FormField,
    /// What else is asked and said about rights.
    pub rights: RightsForm,
    /// Works that it is made from.
    pub works: WorksForm,
    /// Authors, with an empty row or two at the end.
    pub authors: Vec<AuthorRow>,
    /// `tags`, separated by commas.
    pub tags: FormField,
    /// `language`.
    pub language: FormField,
    /// `created`: the day on which the work was made, if it is known.
    pub created: FormField,
    /// Files.
    pub files: Vec<FileRow>,
    /// Whether files may be added here (`files`, the form is then sent as multipart).
    pub uploads: bool,
    /// The most bytes that one file may have.
    pub max_file_bytes: u64,
    /// `summary`: what was changed and why.
    pub summary: FormField,
    /// `nom`: an optional signature.
    pub signature: FormField,
    /// What is wrong with the input as a whole, or with a value that has no input here.
    pub errors: Vec<Message>,
    /// Whether it holds words that were not saved: a browser keeps them then.
    pub unsaved: bool,
    /// The draft that the form goes on with.
    pub draft: Option<super::DraftView>,
    /// Texts of the same form that were kept before, the oldest first.
    pub earlier_drafts: Vec<super::DraftView>,
    /// Where what was written so far is kept as a draft; `None` for a form that has no such button.
    pub keep_url: Option<String>,
    /// Where the live preview is asked for.
    pub preview_url: String,
}

/// The form that changes a resource.
#[derive(Debug, Clone, Default, Serialize)]
pub struct EditPage {
    /// Frame.
    pub page: Page,
    /// The resource.
    pub resource: ResourceHeader,
    /// The form.
    pub form: EditForm,
    /// The body as it would look, after the button "preview".
    pub preview: Option<super::SheetView>,
}

/// The form that changes a resource's address.
#[derive(Debug, Clone, Default, Serialize)]
pub struct RenamePage {
    /// Frame.
    pub page: Page,
    /// The resource.
    pub resource: ResourceHeader,
    /// Beginning of the addresses of this library, absolute, up to the slug.
    pub address_prefix: String,
    /// `slug`.
    pub slug: FormField,
    /// Older addresses that lead here.
    pub redirects: Vec<String>,
    /// Why it did not work, when the address is not to blame.
    pub errors: Vec<Message>,
}

/// The form that withdraws a resource.
#[derive(Debug, Clone, Default, Serialize)]
pub struct WithdrawPage {
    /// Frame.
    pub page: Page,
    /// The resource.
    pub resource: ResourceHeader,
    /// `reason`.
    pub reason: FormField,
    /// `nom`.
    pub signature: FormField,
    /// Why it did not work, when no input is to blame.
    pub errors: Vec<Message>,
}
