//! What templates see: plain data, one struct per page.
//!
//! One rule on words: **a view carries data, a template finds the sentences.** Text that is data
//! (a title, the label of a kind or of a field, the name of a licence) comes in the visitor's
//! language, picked by whoever builds the view. Sentences of the interface are in the message
//! files of the theme; where one depends on what happened (a refusal, a notice), the view carries
//! a [`Message`]: a key and its arguments. So no handler writes French or English.
//!
//! Dates and times are ISO 8601 text in the zone in which they are to be read (`2026-01-15`,
//! `2026-01-15T09:30:00+01:00`); sizes are bytes; addresses begin with `/` unless said otherwise.
//! HTML exists only as [`Html`], which only sanitised text may become.
//!
//! | template | view |
//! |---|---|
//! | `home.html` | [`HomePage`] |
//! | `search.html` (also kinds, tags, authors) | [`SearchPage`] |
//! | `resource.html`, `revision.html` | [`ResourcePage`] |
//! | `edit.html`, `conflict.html` | [`EditPage`], [`ConflictPage`] |
//! | `deposit_kind.html`, `deposit_files.html`, `deposit_form.html`, `deposit_preview.html` | [`DepositKindPage`], [`DepositFilesPage`], [`DepositFormPage`], [`DepositPreviewPage`] |
//! | `history.html`, `compare.html` | [`HistoryPage`], [`ComparisonPage`] |
//! | `rename.html`, `withdraw.html`, `tombstone.html`, `cite.html` | [`RenamePage`], [`WithdrawPage`], [`TombstonePage`], [`CitePage`] |
//! | `changes.html`, `themes.html` | [`ChangesPage`], [`ThemesPage`] |
//! | `drop_draft.html`, `state.html`, `statistics.html` | [`DropDraftPage`], [`StatePage`], [`StatisticsPage`] |
//! | `licences.html`, `licence.html`, `standing_licences.html` | [`LicencesPage`], [`LicencePage`], [`StandingLicencesPage`] |
//! | `adapt_refused.html` | [`AdaptRefusedPage`] |
//! | `error.html`, `unmarked.html` | [`ErrorPage`], [`UnmarkedPage`] |

mod adapt;
mod borrowed;
mod browse;
mod card;
mod changes;
mod collection;
mod comparison;
mod credits;
mod deposit;
mod draft;
mod error;
mod file;
mod form;
mod licence;
mod marks;
mod page;
mod resource;
mod rights;
mod standing_licences;
mod state;
mod statistics;
#[cfg(test)]
#[expect(
    clippy::panic,
    reason = "a test that meets a surprise should say which"
)]
mod tests;

pub use adapt::AdaptRefusedPage;
pub use borrowed::NewerBorrowed;
pub use browse::{
    ActiveFilter, Facet, FacetValue, HomePage, Pager, Reading, SearchPage, ThemesPage,
};
pub use card::{Fact, KindView, Link, MatchedFile, ResourceCard};
pub use changes::{ChangeRow, ChangesPage, HistoryPage, HistoryRow};
pub use collection::{CollectPage, CollectionView, MemberView, TermsView, TermsWork};
pub use comparison::{
    ComparedBlock, ComparedFile, ComparedPart, ComparedSpan, ComparisonPage, ConflictPage,
    ConflictPart, ConflictSide, RevisionMark,
};
pub use credits::{NewerSource, VariantView, WorkView, WorksView};
pub use deposit::{DepositFilesPage, DepositFormPage, DepositKindPage, DepositPreviewPage, Hidden};
pub use draft::{DraftView, DropDraftPage};
pub use error::{ErrorPage, TombstonePage};
pub use file::{FileView, UnmarkedPage};
pub use form::{
    AuthorRow, Choice, EditForm, EditPage, FileRow, FormField, RenamePage, WithdrawPage,
};
pub use licence::{LicenceGroup, LicencePage, LicenceView, LicencesPage};
pub use marks::{MarkView, MarksView};
pub use page::{Notice, Page};
pub use resource::{
    AsOf, AuthorView, CitePage, CreditView, MissingPart, OutlineEntry, PutBack, ResourceHeader,
    ResourcePage, Section, SheetView,
};
pub use rights::{
    AnswersResult, AskedByWork, Clash, FormerLicence, RightsForm, WorkRow, WorksForm,
};
pub use standing_licences::{DoubtView, DoubtfulRow, LicenceShare, StandingLicencesPage};
pub use state::{BackupRow, StatePage};
pub use statistics::{CountRow, StatisticsPage};
pub use theming::{Html, Message};
