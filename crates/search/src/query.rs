//! What a person asks, and what they get.

use jiff::Timestamp;
use model::{ResourceId, Slug};
use std::collections::BTreeMap;

/// A search.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Query {
    /// The person's words; everything is found when it is empty. Besides words it may hold
    ///
    /// - `"words"`: side by side, if any resource has them so;
    /// - `-word`, `-"words"`: not there, in singular or plural;
    /// - `name:value`, `-name:value`: a value of a facet, or not. Names are those of the facets, in French or English
    ///   (`thème`, `auteur`, `licence`, `type`, `année`, `langue`); a value may be some of its words. An unknown name
    ///   makes it ordinary words, an unknown value too, which is said as [`Relaxed::LeftOut`].
    ///
    /// The last word may be unfinished. No text is wrong.
    pub text: String,
    /// Filters by facet name: OR within one facet, AND between facets. Values are compared exactly, but for the case of
    /// themes; a name or value that no resource has finds nothing, an empty list filters nothing.
    pub filters: BTreeMap<String, Vec<String>>,
    /// Order of the hits.
    pub sort: Sort,
    /// The most hits wanted, at most [`Query::MAX_LIMIT`].
    pub limit: usize,
    /// How many hits to pass over.
    pub offset: usize,
    /// Only these words: nothing of the lexicon's, no correction.
    pub literal: bool,
}

impl Query {
    /// The most hits that one search gives.
    pub const MAX_LIMIT: usize = 100;
    /// The greatest offset; who wants more narrows the search.
    pub const MAX_OFFSET: usize = 10_000;
    /// The most characters of a text; the rest is not read.
    pub const MAX_CHARS: usize = 300;
}

/// Order of the hits.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Sort {
    /// The best first; latest first when no word was given.
    #[default]
    Relevance,
    /// The latest revision first.
    Updated,
    /// The newest resource first.
    Created,
    /// By title, as French sorts (accents and case do not count).
    Title,
}

/// What a search found.
#[derive(Debug, Clone, PartialEq)]
pub struct Results {
    /// How many resources were found in all, exactly: those that pass the filters and have enough of the words. Each word
    /// is worth what it is rare (words such as *de* or *comment* half of that); a resource has a word when it has one of
    /// its forms, compounds, corrections, continuations or other words of the lexicon, and enough is a quarter of the
    /// worth of all words, or as much as the best resource has. A quotation that some resource has must be there. Facets,
    /// paging and this number follow the same rule.
    pub total: usize,
    /// The hits asked for.
    pub hits: Vec<Hit>,
    /// Counts by facet name. Each facet is counted over the whole result as all *other* facets' filters leave it, so that
    /// a second value of the same facet can be chosen and its count is what it would add. Most frequent first, then by
    /// value; at most 200 values. Themes are in lower case.
    pub facets: BTreeMap<String, Vec<FacetCount>>,
    /// The text with its unknown words mended, when each of the mended words is in a resource that was found: to ask so
    /// puts those first and leaves out what else may have been meant.
    pub did_you_mean: Option<String>,
    /// Words that were searched as well because the lexicon calls them near.
    pub also_searched: Vec<String>,
    /// What was done to find something, in the order in which it was done; empty when the words were searched as they are.
    pub relaxed: Vec<Relaxed>,
    /// What of the text was understood as more than words, in the order in which it was typed.
    pub typed: Vec<Typed>,
    /// The text without all of that: its plain words.
    pub bare: String,
}

/// A piece of the text that is more than words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Typed {
    /// The text without it.
    pub without: String,
    /// What it asks for.
    pub asks: Asks,
}

/// What a piece of the text asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Asks {
    /// One of these values of a facet, as a filter does; together with filters on the same facet, any of all.
    Values {
        /// Name of the facet.
        facet: String,
        /// The values that are meant.
        values: Vec<String>,
    },
    /// Not what stands behind the dash.
    Without {
        /// As it was typed.
        written: String,
    },
    /// Words side by side.
    SideBySide {
        /// As they were typed, without their marks.
        words: String,
    },
}

/// A step that was taken to find something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Relaxed {
    /// No indexed word is like this one: near spellings were searched instead.
    Corrected {
        /// As it was typed.
        word: String,
        /// What was searched instead, the likeliest first.
        searched: Vec<String>,
    },
    /// No resource has the quoted words side by side: they were searched as single words.
    Unquoted {
        /// As it was typed, without its marks.
        quotation: String,
    },
    /// No resource has all words (or enough of them): these were not asked for.
    LeftOut {
        /// As they were typed.
        words: Vec<String>,
    },
}

/// One value of a facet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FacetCount {
    /// The value.
    pub value: String,
    /// How many resources have it.
    pub count: usize,
}

/// A resource that was found.
#[derive(Debug, Clone, PartialEq)]
pub struct Hit {
    /// Which resource.
    pub resource: ResourceId,
    /// Its address.
    pub slug: Slug,
    /// Its title.
    pub title: String,
    /// Its title with the words found between `<mark>` and `</mark>`; HTML, escaped otherwise.
    pub marked_title: String,
    /// Identifier of its kind.
    pub kind: String,
    /// Its licence's identifier.
    pub licence: String,
    /// Its themes.
    pub tags: Vec<String>,
    /// Short fields of the card, as given in [`crate::Document::fields`].
    pub fields: Vec<String>,
    /// When its latest revision was written.
    pub updated_at: Timestamp,
    /// When its first revision was written.
    pub created_at: Timestamp,
    /// A passage with the words found between `<mark>` and `</mark>`; HTML, escaped otherwise.
    pub excerpt: String,
    /// How well it fits; comparable within one search only.
    pub score: f32,
    /// The file and page where the words are, when some word is in a file and nowhere else; without a page it is the
    /// file's title, or the format has no pages.
    pub matched_file: Option<MatchedFile>,
}

/// Where in a file the words were found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MatchedFile {
    /// Name of the file.
    pub name: String,
    /// Page or slide.
    pub page: Option<u32>,
}

/// A line proposed while somebody types.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suggestion {
    /// What to show.
    pub text: String,
    /// The resource, when the line is a title.
    pub slug: Option<Slug>,
}

/// A resource in a short list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Which resource.
    pub resource: ResourceId,
    /// Its address.
    pub slug: Slug,
    /// Its title.
    pub title: String,
    /// Identifier of its kind.
    pub kind: String,
}
