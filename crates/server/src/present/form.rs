//! The form of a resource, with everything that was written in it.

mod choosing;
mod licence;
mod rights;
mod works;

pub(crate) use rights::right;
use works::adapted;

use super::Presenter;
use super::form_field::{self, Pending};
use super::sheet::media;
use crate::address;
use crate::form::{DRAFT, EARLIER_DRAFT, Pairs};
use crate::views::{AuthorRow, DraftView, EditForm, FileRow, Hidden, Message};
use jiff::Timestamp;
use library::{Draft, DraftFile};
use licensing::LicenceId;
use model::{DraftId, Kind, Problem, Sha256};

/// Rows for authors that stay free for more.
const FREE_AUTHORS: usize = 2;

/// What a form shows: the draft as it was written and what is wrong with it.
#[derive(Debug, Clone, Default)]
pub(crate) struct FormSource {
    /// What was written.
    pub(crate) draft: Draft,
    /// The address that is wished, for a new resource.
    pub(crate) slug: String,
    /// What was changed and why.
    pub(crate) summary: String,
    /// A name to sign with.
    pub(crate) signature: String,
    /// Whether it says that the sender has the right to share it.
    pub(crate) right: bool,
    /// What is wrong with single values.
    pub(crate) problems: Vec<Problem>,
    /// What is wrong as a whole.
    pub(crate) errors: Vec<Message>,
    /// The revision that it was made from; `None` for a new resource.
    pub(crate) base: Option<u32>,
    /// The draft that it goes on with.
    pub(crate) kept: Option<Kept>,
    /// Texts of the same form that were kept before that draft: each stays at its own address until one is saved.
    pub(crate) earlier: Vec<DraftId>,
    /// Whether it holds words that were not saved.
    pub(crate) unsaved: bool,
}

/// A draft that is kept under its own address.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Kept {
    /// Its identifier.
    pub(crate) id: DraftId,
    /// When it was kept; `None` for one kept just now.
    pub(crate) at: Option<Timestamp>,
}

impl FormSource {
    /// Every draft that it carries, the latest first.
    pub(crate) fn drafts(&self) -> impl Iterator<Item = DraftId> {
        let latest = self.kept.map(|kept| kept.id);
        latest.into_iter().chain(self.earlier.iter().rev().copied())
    }
}

/// Where a form is sent and left.
pub(crate) fn place(form: &mut EditForm, action: String, cancel_url: String, draft_key: String) {
    form.action = action;
    form.cancel_url = cancel_url;
    form.draft_key = draft_key;
}

impl Presenter<'_> {
    /// The form; its places are still to be set by [`place`]. There is one whatever fails, for it holds what was written.
    /// `former` is the licence of the latest revision, when there is one.
    pub(crate) async fn form(
        self,
        source: &FormSource,
        kind: Option<&Kind>,
        former: Option<LicenceId>,
    ) -> EditForm {
        let draft = &source.draft;
        let mut pending = Pending::new(&source.problems);
        let files = self
            .file_rows(draft.files.as_deref().unwrap_or_default(), &mut pending)
            .await;
        let used = self.used_works(&draft.derived_from).await;
        let works = self.works_form(&draft.derived_from, &used, &mut pending);
        let (licence, rights) = self.rights_form(source, &used, former, &mut pending);
        let names: Vec<String> = files.iter().map(|file| file.name.clone()).collect();
        let new = source.base.is_none();
        let fields = kind.map(Kind::fields).unwrap_or_default().iter();
        let fields = fields.map(|field| {
            self.kind_field(field, draft.fields.get(&field.name), &names, &mut pending)
        });
        let mut form = EditForm {
            hidden: hidden(source, kind),
            new,
            adapts: adapted(&works).filter(|_| new),
            kind: self.kind(kind, &draft.kind),
            fields: fields.collect(),
            title: form_field::title(&draft.title, &mut pending),
            slug: new.then(|| form_field::slug(&source.slug, pending.take("slug"))),
            body: form_field::markdown("body", &draft.body, &mut pending),
            licence,
            rights,
            works,
            authors: authors(draft, &mut pending),
            tags: form_field::text("tags", &draft.tags.join(", "), &mut pending),
            language: form_field::language(&draft.language, &mut pending),
            created: form_field::date("created", &draft.created, &mut pending),
            files,
            uploads: true,
            max_file_bytes: self.site.max_file_bytes,
            summary: form_field::summary(&source.summary, &mut pending),
            signature: form_field::signature(&source.signature, pending.take("by")),
            draft: source.kept.map(|kept| self.draft(kept)),
            earlier_drafts: self.drafts(&source.earlier),
            unsaved: source.unsaved,
            preview_url: "/apercu".to_owned(),
            ..EditForm::default()
        };
        form.errors = source
            .errors
            .iter()
            .cloned()
            .chain(pending.rest())
            .collect();
        form
    }

    /// What is said of drafts, by nothing but their addresses.
    pub(crate) fn drafts(self, ids: &[DraftId]) -> Vec<DraftView> {
        let drafts = ids.iter().map(|id| self.draft(Kept { id: *id, at: None }));
        drafts.collect()
    }

    /// What is said of a draft.
    pub(crate) fn draft(self, kept: Kept) -> DraftView {
        let url = address::draft(kept.id);
        DraftView {
            address: self.visit.absolute(&url),
            drop_url: format!("{url}/supprimer"),
            at: kept.at.map(|at| self.moment(at)),
            url,
        }
    }

    async fn file_rows(self, files: &[DraftFile], pending: &mut Pending) -> Vec<FileRow> {
        let mut rows = Vec::with_capacity(files.len());
        for (index, file) in files.iter().enumerate() {
            let path = format!("files[{index}]");
            let title = form_field::text(&format!("{path}.title"), &file.title, pending);
            let licence =
                self.file_licence_field(&format!("{path}.licence"), &file.licence, pending);
            rows.push(FileRow {
                index,
                name: file.name.clone(),
                sha256: file.sha256.clone(),
                size_bytes: self.stored_size(&file.sha256).await,
                media: media_of_name(&file.name).to_owned(),
                title,
                licence,
                removed: false,
                errors: pending.take(&path),
            });
        }
        rows
    }

    /// 0 when it is not known: a store of files that cannot be read is no reason to keep a form back.
    async fn stored_size(self, sha256: &str) -> u64 {
        let Ok(hash) = Sha256::parse(sha256) else {
            return 0;
        };
        match self.site.library.stored_size(hash).await {
            Ok(size) => size.unwrap_or_default(),
            Err(error) => {
                tracing::error!(request = self.visit.number, %hash, %error, "a file cannot be looked up");
                0
            }
        }
    }
}

/// The sort of file by the ending of its name: forms and lists of results know no more of it.
pub(super) fn media_of_name(name: &str) -> &'static str {
    media(
        mime_guess::from_path(name)
            .first_or_octet_stream()
            .essence_str(),
    )
}

/// What travels along unseen: no input shows it, and it must not be lost.
fn hidden(source: &FormSource, kind: Option<&Kind>) -> Vec<Hidden> {
    let draft = &source.draft;
    let mut pairs = Pairs::new();
    pairs.extend(
        source
            .base
            .map(|base| ("base_revision".to_owned(), base.to_string())),
    );
    pairs.extend(
        source
            .kept
            .map(|kept| (DRAFT.to_owned(), kept.id.to_string())),
    );
    pairs.extend(pairs_of_earlier(&source.earlier));
    for (name, value) in &draft.fields {
        // a field that an older definition of the kind had
        if kind.and_then(|kind| kind.field(name)).is_none() {
            pairs.extend(
                value
                    .texts()
                    .into_iter()
                    .map(|text| (format!("fields.{name}"), text)),
            );
        }
    }
    as_hidden(pairs)
}

/// The drafts that a form carries besides the latest, as pairs.
pub(crate) fn pairs_of_earlier(earlier: &[DraftId]) -> Pairs {
    let pair = |id: &DraftId| (EARLIER_DRAFT.to_owned(), id.to_string());
    earlier.iter().map(pair).collect()
}

/// Pairs as unseen inputs.
pub(crate) fn as_hidden(pairs: Pairs) -> Vec<Hidden> {
    pairs
        .into_iter()
        .map(|(name, value)| Hidden { name, value })
        .collect()
}

fn authors(draft: &Draft, pending: &mut Pending) -> Vec<AuthorRow> {
    let free = std::iter::repeat_n(("", ""), FREE_AUTHORS);
    let known = draft
        .authors
        .iter()
        .map(|author| (author.name.as_str(), author.role.as_str()));
    let rows = known
        .chain(free)
        .enumerate()
        .map(|(index, (name, role))| AuthorRow {
            name: form_field::text(&format!("authors[{index}].name"), name, pending),
            role: form_field::text(&format!("authors[{index}].role"), role, pending),
        });
    rows.collect()
}

/// Where a resource's form is sent and left.
pub(crate) fn place_of_resource(form: &mut EditForm, slug: &str, id: &str) {
    place(
        form,
        address::below(slug, "modifier"),
        address::resource(slug),
        format!("ressource:{id}"),
    );
}

/// A text that a file's name proposes as title, when nothing better is known.
pub(crate) fn title_of_name(name: &str) -> String {
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let spaced: String = stem
        .chars()
        .map(|c| if matches!(c, '_' | '-') { ' ' } else { c })
        .collect();
    let mut letters = spaced.trim().chars();
    letters
        .next()
        .map(|first| first.to_uppercase().chain(letters).collect())
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn file_names_become_titles() {
        assert_eq!(
            title_of_name("cartes-des_emotions.pdf"),
            "Cartes des emotions"
        );
        assert_eq!(title_of_name("été.pdf"), "Été");
        assert_eq!(title_of_name(".pdf"), "");
    }

    #[test]
    fn names_tell_the_sort_of_file() {
        assert_eq!(media_of_name("a.pptx"), "slides");
        assert_eq!(media_of_name("a.PDF"), "pdf");
        assert_eq!(media_of_name("a"), "file");
    }
}
