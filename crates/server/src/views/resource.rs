//! A sheet: one resource, in full.

use super::{
    CollectionView, Fact, FileView, Html, KindView, LicenceView, Link, MarksView, NewerBorrowed,
    NewerSource, Page, TermsView, VariantView, WorksView,
};
use serde::Serialize;

/// What the pages about a resource say of it, and where they lead.
#[derive(Debug, Clone, Default, Serialize)]
pub struct ResourceHeader {
    /// Title.
    pub title: String,
    /// Kind.
    pub kind: KindView,
    /// The sheet.
    pub url: String,
    /// The form that changes it.
    pub edit_url: String,
    /// The form that makes an adapted copy.
    pub adapt_url: String,
    /// Where it is put into a collection.
    pub collect_url: String,
    /// Its history.
    pub history_url: String,
    /// How to cite it.
    pub cite_url: String,
    /// The form that changes its address.
    pub rename_url: String,
    /// The form that withdraws it.
    pub withdraw_url: String,
    /// How to undo its withdrawal; set while it is withdrawn: its other pages are gone then.
    pub put_back: Option<PutBack>,
}

/// A withdrawal is undone by bringing the latest revision back.
#[derive(Debug, Clone, Default, Serialize)]
pub struct PutBack {
    /// Where a form posts `revision`.
    pub url: String,
    /// Number of the latest revision.
    pub revision: u32,
}

/// Somebody who is credited.
#[derive(Debug, Clone, Default, Serialize)]
pub struct AuthorView {
    /// Name.
    pub name: String,
    /// What they did.
    pub role: Option<String>,
    /// List of what they made.
    pub url: String,
}

/// The credit that a reader owes, ready to copy.
#[derive(Debug, Clone, Default, Serialize)]
pub struct CreditView {
    /// One line: title, authors, source, licence, addresses.
    pub text: String,
    /// The same as Markdown, for copying.
    pub markdown: String,
    /// The same as HTML with links, for showing.
    pub html: Html,
    /// The same as HTML source, for copying.
    pub html_source: String,
}

/// A passage that is included by a heading which is not there.
#[derive(Debug, Clone, Default, Serialize)]
pub struct MissingPart {
    /// The heading.
    pub part: String,
    /// The resource that should have it.
    pub resource: Link,
}

/// A heading of the sheet.
#[derive(Debug, Clone, Default, Serialize)]
pub struct OutlineEntry {
    /// 2 to 6.
    pub level: u8,
    /// Identifier in the page.
    pub id: String,
    /// Text.
    pub text: String,
}

/// A long field, shown as a part of the sheet.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Section {
    /// Identifier in the page.
    pub id: String,
    /// Label of the field.
    pub label: String,
    /// The text.
    pub html: Html,
}

/// What a revision of a resource holds, in the order in which it is read: introduction, long fields
/// (sections), body. The outline lists what follows the card in that order.
#[derive(Debug, Clone, Default, Serialize)]
pub struct SheetView {
    /// Title.
    pub title: String,
    /// Kind.
    pub kind: KindView,
    /// Language tag of the content.
    pub language: String,
    /// Short fields that have a value.
    pub facts: Vec<Fact>,
    /// What the body says before its first heading.
    pub introduction: Html,
    /// Long fields that have a value.
    pub sections: Vec<Section>,
    /// The body from its first heading on.
    pub body: Html,
    /// Headings of introduction, sections and body, in order.
    pub outline: Vec<OutlineEntry>,
    /// Files.
    pub files: Vec<FileView>,
    /// Licence.
    pub licence: LicenceView,
    /// Who is credited.
    pub authors: Vec<AuthorView>,
    /// Themes.
    pub tags: Vec<Link>,
    /// Its members, if it is a collection.
    pub collection: Option<CollectionView>,
    /// What is asked of whoever shares it as a whole, where that is more than its own licence asks: it is a collection, or
    /// holds works under licences with conditions of their own.
    pub terms: Option<TermsView>,
    /// Works that it uses.
    pub works: WorksView,
    /// Passages that its text includes by a heading which is not there.
    pub missing_parts: Vec<MissingPart>,
    /// Its credit with that of those works.
    pub credit: CreditView,
    /// Date on which the work was made, when known.
    pub created: Option<String>,
    /// Absolute address, printed on paper.
    pub address: String,
}

/// That a revision is not the latest.
#[derive(Debug, Clone, Default, Serialize)]
pub struct AsOf {
    /// Its number.
    pub number: u32,
    /// When it was written.
    pub at: String,
    /// What it was written for.
    pub summary: Option<String>,
    /// Whether it is the latest after all.
    pub latest: bool,
    /// Where a form posts `revision` (and `summary`) to bring it back.
    pub restore_url: String,
    /// Comparison with the latest.
    pub compare_url: String,
}

/// A sheet, latest (`as_of` empty) or as it was.
#[derive(Debug, Clone, Default, Serialize)]
pub struct ResourcePage {
    /// Frame.
    pub page: Page,
    /// Addresses.
    pub resource: ResourceHeader,
    /// Content.
    pub sheet: SheetView,
    /// Number of the revision shown.
    pub revision: u32,
    /// Permanent address of the revision shown.
    pub revision_url: String,
    /// When the resource came to be.
    pub created_at: String,
    /// When it was last changed.
    pub updated_at: String,
    /// Name of whoever changed it last, if they signed.
    pub updated_by: Option<String>,
    /// Set on the page of a revision.
    pub as_of: Option<AsOf>,
    /// Whether it was deposited just now: its address and credit are shown first.
    pub just_published: bool,
    /// Resources like it.
    pub related: Vec<Link>,
    /// Resources that link to it.
    pub backlinks: Vec<Link>,
    /// What it borrows and was changed since.
    pub newer_borrowed: Vec<NewerBorrowed>,
    /// Sources that were changed since they were used.
    pub newer_sources: Vec<NewerSource>,
    /// Resources that were made from it.
    pub variants: Vec<VariantView>,
    /// How many more of those there are.
    pub more_variants: usize,
    /// What machines read in the head of the page.
    pub marks: MarksView,
}

/// How to cite a resource.
#[derive(Debug, Clone, Default, Serialize)]
pub struct CitePage {
    /// Frame.
    pub page: Page,
    /// The resource.
    pub resource: ResourceHeader,
    /// Its licence.
    pub licence: LicenceView,
    /// Credit line.
    pub credit: CreditView,
    /// The reference that people write under a text.
    pub reference: String,
    /// The reference as files for reference managers.
    pub formats: Vec<Link>,
    /// Number of the latest revision.
    pub revision: u32,
    /// Absolute, permanent address of that revision.
    pub permanent_url: String,
    /// Absolute address of the sheet.
    pub address: String,
}
