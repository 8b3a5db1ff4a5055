//! A resource in a list.

use super::{Html, LicenceView};
use serde::Serialize;

/// A text that leads somewhere.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Link {
    /// What is read.
    pub label: String,
    /// Where it leads.
    pub url: String,
}

/// A kind of resource.
#[derive(Debug, Clone, Default, Serialize)]
pub struct KindView {
    /// Identifier, such as `fiche-methode`.
    pub id: String,
    /// Singular label.
    pub label: String,
    /// Plural label.
    pub plural: String,
    /// One sentence on what it is for.
    pub description: String,
    /// Name of an icon of the theme.
    pub icon: String,
    /// `teal`, `indigo`, `amber`, `rose`, `green` or `slate`.
    pub colour: String,
    /// List of its resources; when choosing what to deposit, the next step.
    pub url: String,
    /// How many resources are of this kind, when that is shown.
    pub count: Option<u64>,
}

/// A practical fact: duration, group size, audience…
#[derive(Debug, Clone, Default, Serialize)]
pub struct Fact {
    /// Name of the field.
    pub name: String,
    /// Type of the field, as written in a kind's file; chooses the icon.
    pub field_type: String,
    /// Label of the field.
    pub label: String,
    /// The value in words, unit included; several for a list. `url` is empty where a value leads nowhere.
    pub values: Vec<Link>,
}

/// A file in which the words searched for were found.
#[derive(Debug, Clone, Default, Serialize)]
pub struct MatchedFile {
    /// Its name.
    pub name: String,
    /// Where it is opened, at the page if browsers can.
    pub url: String,
    /// Sort of file, as in [`super::FileView::media`]; `slides` has slides, others pages.
    pub media: String,
    /// The page or slide on which they stand, from 1, if the file has such.
    pub page: Option<u32>,
}

/// A resource in a list of results.
#[derive(Debug, Clone, Default, Serialize)]
pub struct ResourceCard {
    /// Whether the resource cannot be read: only what the search knows of it is here.
    pub damaged: bool,
    /// Title.
    pub title: String,
    /// The title with the words found in `<mark>`.
    pub marked_title: Option<Html>,
    /// Address.
    pub url: String,
    /// Titles of the works of which it is an adaptation.
    pub after: Vec<String>,
    /// Kind.
    pub kind: KindView,
    /// The facts that its kind puts on the card and that have a value.
    pub facts: Vec<Fact>,
    /// Themes.
    pub tags: Vec<Link>,
    /// Licence.
    pub licence: LicenceView,
    /// A passage, the words found in `<mark>`.
    pub excerpt: Option<Html>,
    /// The file with the best passage.
    pub matched_file: Option<MatchedFile>,
    /// When it was last changed.
    pub updated_at: String,
}
