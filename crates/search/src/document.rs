//! What is given to the index.

use jiff::Timestamp;
use model::{ResourceId, Seq, Slug};

/// A resource as the index sees it: plain text, no markup.
#[derive(Debug, Clone, PartialEq)]
pub struct Document {
    /// Which resource; a later document of the same resource takes the place of the earlier one.
    pub resource: ResourceId,
    /// Place in the log of the latest change to it that this document takes in; given back by
    /// [`Index::resources`](crate::Index::resources).
    pub seq: Seq,
    /// Its address.
    pub slug: Slug,
    /// Its title.
    pub title: String,
    /// Identifier of its kind.
    pub kind: String,
    /// What the kind is called, in every language of the interface; people search by it.
    pub kind_labels: Vec<String>,
    /// Its licence's SPDX identifier.
    pub licence: String,
    /// Language tag of the text.
    pub language: String,
    /// Themes.
    pub tags: Vec<String>,
    /// Names of its authors.
    pub authors: Vec<String>,
    /// Year in which the work was made, or put here.
    pub year: i16,
    /// Headings of the body.
    pub headings: Vec<String>,
    /// Plain text of the body, and of long fields.
    pub body: String,
    /// What else is to be found of it, in a few words each: values of short fields, forms of its files…
    pub about: Vec<String>,
    /// Short fields as people read them: `Durée 45 min`, `Public adultes`… Shown in lists; what is to be found of them
    /// stands in [`Document::about`], for what a field is called says nothing of a resource.
    pub fields: Vec<String>,
    /// Facets beyond kind, tag, licence, author and year, as (name, value): the fields that the kind calls facets.
    pub facets: Vec<(String, String)>,
    /// Addresses of resources that the text links to.
    pub links: Vec<Slug>,
    /// Addresses of resources that it was made from.
    pub made_from: Vec<Slug>,
    /// Whether its licence is to be judged: it uses works of others, is one, or forbids that others change it.
    pub to_judge: bool,
    /// Files with the text found in them.
    pub files: Vec<FileText>,
    /// Whether it is about the library itself, as its help pages are, so that what the library keeps comes first.
    pub aside: bool,
    /// When its first revision was written.
    pub created_at: Timestamp,
    /// When its latest revision was written.
    pub updated_at: Timestamp,
}

/// The text of one file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileText {
    /// Name of the file within the resource.
    pub name: String,
    /// What it is called.
    pub title: Option<String>,
    /// Text by page or slide; `None` where the format has no pages.
    pub pages: Vec<(Option<u32>, String)>,
}

/// A step by which the index follows the log.
#[derive(Debug, Clone, PartialEq)]
pub enum Update {
    /// A resource is new or has another revision or address.
    Put(Box<Document>),
    /// A resource is withdrawn.
    Remove(ResourceId),
}

impl Update {
    /// The resource that it is about.
    #[must_use]
    pub fn resource(&self) -> ResourceId {
        match self {
            Self::Put(document) => document.resource,
            Self::Remove(resource) => *resource,
        }
    }
}
