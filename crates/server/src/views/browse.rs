//! Finding: home page, results, themes.

use super::{ChangeRow, Hidden, Html, KindView, Link, Message, Page, ResourceCard};
use serde::Serialize;

/// The first page.
#[derive(Debug, Clone, Default, Serialize)]
pub struct HomePage {
    /// Frame.
    pub page: Page,
    /// Text of the page `accueil`.
    pub intro: Option<Html>,
    /// Where that text is changed.
    pub intro_edit_url: Option<String>,
    /// How many resources there are.
    pub total: u64,
    /// Kinds with counts.
    pub kinds: Vec<KindView>,
    /// Most used themes.
    pub tags: Vec<FacetValue>,
    /// Latest resources.
    pub latest: Vec<ResourceCard>,
    /// Latest changes.
    pub changes: Vec<ChangeRow>,
}

/// A value of a facet.
#[derive(Debug, Clone, Default, Serialize)]
pub struct FacetValue {
    /// Label.
    pub label: String,
    /// How many results have it.
    pub count: u64,
    /// Whether results are limited to it.
    pub selected: bool,
    /// The same search with it added, or taken away when it is selected.
    pub url: String,
}

/// A way to narrow results.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Facet {
    /// `kind`, `tag`, `licence`, `author`, `year` or the name of a kind's field.
    pub name: String,
    /// Label of the kind's field; the five others have messages `facet-{name}`.
    pub label: Option<String>,
    /// Values, most frequent first.
    pub values: Vec<FacetValue>,
}

/// A filter in force.
#[derive(Debug, Clone, Default, Serialize)]
pub struct ActiveFilter {
    /// As in [`Facet::name`]; `language`, `without` and `side-by-side` for what was typed, `literal` where these words alone
    /// are searched for.
    pub name: String,
    /// As in [`Facet::label`].
    pub label: Option<String>,
    /// Label of the value; empty for `literal`.
    pub value: String,
    /// The same search without it.
    pub remove_url: String,
}

/// Where one is in a long list.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Pager {
    /// Page shown, from 1.
    pub current: u32,
    /// How many pages there are.
    pub last: u32,
    /// The page before.
    pub previous_url: Option<String>,
    /// The page after.
    pub next_url: Option<String>,
}

/// What a search made of a person's words.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Reading {
    /// What was perhaps meant.
    pub did_you_mean: Option<Link>,
    /// What was done to find something, in its order.
    pub relaxed: Vec<Message>,
    /// Synonyms that were searched for too.
    pub also_searched: Vec<String>,
    /// The same search with these words alone, where others were searched for.
    pub literal_url: Option<String>,
    /// The same search with near words, where these words alone were asked for.
    pub widened_url: Option<String>,
}

/// Results of a search, and lists by kind, theme or author.
#[derive(Debug, Clone, Default, Serialize)]
pub struct SearchPage {
    /// Frame.
    pub page: Page,
    /// For a list: `kind`, `tag` or `author`; empty for a search.
    pub list: String,
    /// For a list: the label of the kind (plural), theme or author.
    pub heading: Option<String>,
    /// For a list of a kind: what the kind is for.
    pub description: Option<String>,
    /// The words searched for.
    pub query: String,
    /// How many results there are.
    pub total: u64,
    /// `relevance`, `updated`, `created` or `title`.
    pub sort: String,
    /// What the order may be; `label` is one of the four words above.
    pub sorts: Vec<Link>,
    /// Filters and order, sent along when searching again from the page.
    pub hidden: Vec<Hidden>,
    /// Filters in force.
    pub filters: Vec<ActiveFilter>,
    /// The same search without any filter.
    pub clear_url: Option<String>,
    /// Whether the ways to narrow are shown where there is little room.
    pub panel_open: bool,
    /// Ways to narrow.
    pub facets: Vec<Facet>,
    /// One page of results.
    pub results: Vec<ResourceCard>,
    /// Place in the list.
    pub pager: Pager,
    /// What was done with the words.
    pub reading: Reading,
    /// How many resources there would be without the filters, where there is none with them.
    pub unfiltered: u64,
    /// How much of the log the search index follows, in hundredths, while it is being rebuilt or far behind.
    pub indexing: Option<u64>,
    /// Where to deposit what was not found.
    pub deposit_url: String,
}

/// All themes.
#[derive(Debug, Clone, Default, Serialize)]
pub struct ThemesPage {
    /// Frame.
    pub page: Page,
    /// Themes in alphabetical order.
    pub tags: Vec<FacetValue>,
}
