//! The works that a form says the resource is made from.

use crate::address;
use crate::form::{TICKED, UNDATED};
use crate::present::Presenter;
use crate::present::form_field::{Pending, text};
use crate::views::{Choice, FormField, Link, WorkRow, WorksForm};
use library::DraftSource;
use licensing::{Act, LicenceId, UNKNOWN_DAY};
use model::{Content, Notices, Slug};

/// A work of the form, as far as it is known.
pub(super) struct UsedWork {
    /// Its title, or what was written in place of one.
    pub(super) name: String,
    /// Its licence.
    pub(super) licence: Option<LicenceId>,
    /// Whether the resource is an adaptation of it.
    pub(super) adapted: bool,
    /// The resource of this library that it is.
    pub(super) here: Option<Link>,
}

#[cfg(test)]
impl UsedWork {
    /// Works under those licences that are adapted.
    pub(super) fn under(licences: &[&str]) -> Vec<Self> {
        let work = |name: &&str| Self {
            name: (*name).to_owned(),
            licence: LicenceId::parse(name).ok(),
            adapted: true,
            here: None,
        };
        licences.iter().map(work).collect()
    }
}

impl Presenter<'_> {
    /// The works, looked up. One that cannot be read is no reason to keep a form back.
    pub(super) async fn used_works(self, sources: &[DraftSource]) -> Vec<UsedWork> {
        let library = &self.site.library;
        let licences = library.source_licences(sources).await;
        let licences = licences.unwrap_or_else(|error| {
            tracing::error!(request = self.visit.number, %error, "licences of works cannot be looked up");
            Vec::new()
        });
        let mut works = Vec::with_capacity(sources.len());
        for (index, source) in sources.iter().enumerate() {
            let here = self.known(source).await;
            works.push(UsedWork {
                name: here
                    .as_ref()
                    .map_or_else(|| name(source), |link| link.label.clone()),
                licence: licences.get(index).copied().flatten(),
                adapted: act(source) == Some(Act::Adapted),
                here,
            });
        }
        works
    }

    async fn known(self, source: &DraftSource) -> Option<Link> {
        let named = source.resource.trim();
        if named.is_empty() {
            return None;
        }
        let slug = Slug::parse(named).unwrap_or_else(|_| Slug::from_title(named));
        let sheet = self.site.library.read(slug.as_str()).await.ok()?;
        Some(Link {
            label: sheet.content().title.to_string(),
            url: address::resource(sheet.head.slug.as_str()),
        })
    }

    /// The rows of works, then free ones: two where there is no work yet, so that two can be named at once.
    pub(super) fn works_form(
        self,
        sources: &[DraftSource],
        used: &[UsedWork],
        pending: &mut Pending,
    ) -> WorksForm {
        let free = if sources.is_empty() { 2 } else { 1 };
        let free = vec![DraftSource::default(); free];
        let rows = sources.iter().chain(&free).enumerate();
        let rows = rows.take(sources.len().max(Content::MAX_ITEMS));
        let rows = rows
            .map(|(index, source)| self.work_row(index, source, used.get(index), pending))
            .collect();
        WorksForm {
            rows,
            errors: pending.take("derived_from"),
        }
    }

    fn work_row(
        self,
        index: usize,
        source: &DraftSource,
        used: Option<&UsedWork>,
        pending: &mut Pending,
    ) -> WorkRow {
        let path = format!("derived_from[{index}]");
        let mut line = |part: &str, value: &str| text(&format!("{path}.{part}"), value, pending);
        let resource = line("resource", &source.resource);
        let revision = line("revision", &source.revision);
        let title = line("title", &source.title);
        let authors = line("authors", &source.authors);
        let url = line("url", &source.url);
        let changes = line("changes", &source.changes);
        let unknown = source.updated.trim() == UNKNOWN_DAY;
        let day = if unknown { "" } else { &source.updated };
        let updated = FormField {
            input: "date".to_owned(),
            ..line("updated", day)
        };
        let notices = FormField {
            multiple: true,
            max_length: Some(Notices::MAX_CHARS),
            ..line("notices", &source.notices)
        };
        let act = FormField {
            choices: acts(source),
            ..line("use", &source.act)
        };
        let licence = self.file_licence_field(&format!("{path}.licence"), &source.licence, pending);
        let asked = unknown
            || !updated.errors.is_empty()
            || LicenceId::parse(&source.licence).is_ok_and(|id| id.licence().asks_for_date());
        let undated = asked.then(|| FormField {
            choices: vec![Choice {
                value: TICKED.to_owned(),
                selected: unknown,
                ..Choice::default()
            }],
            ..FormField::new(format!("{path}.{UNDATED}"), "choice")
        });
        let told = [&title, &authors, &url, &licence, &updated, &notices];
        WorkRow {
            index,
            known: used.and_then(|work| work.here.clone()),
            known_licence: used
                .and_then(|work| Some(self.licence_choice(work.licence?, false).label)),
            written: used.is_some(),
            elsewhere: unknown
                || told
                    .iter()
                    .any(|field| !field.value.is_empty() || !field.errors.is_empty()),
            resource,
            revision,
            title,
            authors,
            url,
            licence,
            act,
            changes,
            updated,
            undated,
            notices,
            errors: pending.take(&path),
        }
    }
}

/// The resource here that a form was begun to adapt: its first work, at the revision that was read.
pub(super) fn adapted(works: &WorksForm) -> Option<Link> {
    let row = works.rows.first()?;
    let chosen = row.act.choices.iter().find(|choice| choice.selected)?;
    let begun = chosen.value == Act::Adapted.code() && !row.revision.value.is_empty();
    row.known.clone().filter(|_| begun)
}

/// What stands for a work that is not found here.
fn name(source: &DraftSource) -> String {
    let written = [&source.title, &source.resource, &source.url];
    let found = written.into_iter().find(|text| !text.trim().is_empty());
    found.cloned().unwrap_or_default()
}

/// How a work is used; `None` for a code that means nothing.
fn act(source: &DraftSource) -> Option<Act> {
    match source.act.as_str() {
        "" => Some(Act::default()),
        code => Act::from_code(code),
    }
}

fn acts(source: &DraftSource) -> Vec<Choice> {
    let chosen = act(source);
    let choice = |one: Act| Choice {
        value: one.code().to_owned(),
        selected: chosen == Some(one),
        ..Choice::default()
    };
    Act::ALL.map(choice).to_vec()
}
