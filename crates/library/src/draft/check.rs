//! From a draft to a content: every value is read, every problem noted.

use super::sources::origin;
use super::{Draft, DraftFile};
use licensing::{LicenceId, ParseError};
use model::{
    Author, Body, Content, FileName, FileRef, Kind, Language, Line, Problems, Reason, Sha256, Tag,
    Title,
};
use std::sync::Arc;

/// A draft whose values are right, but whose files are still to be looked up.
#[derive(Debug)]
pub(crate) struct Checked {
    pub(crate) content: Content,
    /// Files that the revision before did not have under the same hash: their place in `content.files`.
    pub(crate) new_files: Vec<usize>,
}

impl Draft {
    /// Checks everything that can be checked without looking into the store. `kept` is the content of the revision that
    /// the draft is based on.
    pub(crate) fn check(
        &self,
        kinds: &[Arc<Kind>],
        kept: Option<&Content>,
    ) -> Result<Checked, Problems> {
        let mut problems = Problems::default();
        let kind = self.kind(kinds, &mut problems);
        let title = problems.take("title", Title::parse(&self.title));
        let licence = problems.take("licence", licence(&self.licence));
        let authors = self.checked_authors(&mut problems);
        let tags = self.checked_tags(&mut problems);
        let language = problems.take("language", optional_language(&self.language));
        let created = problems.take("created", optional_date(&self.created));
        let derived_from = self.checked_sources(&mut problems);
        let origin = problems.take("origin", origin(&self.origin));
        let (files, new_files) = self.checked_files(kept, &mut problems);
        let body = problems.take("body", Body::parse(&self.body));
        let none = model::Fields::new();
        let kept_fields = kept.map_or(&none, |content| &content.fields);
        let fields = kind.map(|kind| kind.check_fields(&self.fields, kept_fields, &mut problems));
        let extra = match (&self.extra, kept) {
            (Some(extra), _) => extra.clone(),
            (None, Some(kept)) => kept.extra.clone(),
            (None, None) => serde_json::Map::new(),
        };
        let (
            true,
            Some(kind),
            Some(title),
            Some(licence),
            Some(language),
            Some(created),
            Some(fields),
            Some(body),
            Some(origin),
        ) = (
            problems.is_empty(),
            kind,
            title,
            licence,
            language,
            created,
            fields,
            body,
            origin,
        )
        else {
            return Err(problems);
        };
        let kind = kind.id().clone();
        let content = Content {
            title,
            kind,
            licence,
            authors,
            tags,
            language,
            created,
            fields,
            files,
            derived_from,
            borrowed: self.borrowed.clone(),
            origin: origin.or_else(|| kept.and_then(|content| content.origin)),
            extra,
            body,
        };
        Ok(Checked { content, new_files })
    }

    fn kind<'a>(&self, kinds: &'a [Arc<Kind>], problems: &mut Problems) -> Option<&'a Kind> {
        let known = || kinds.iter().map(|kind| kind.id().to_string()).collect();
        let found = kinds.iter().find(|kind| kind.id().as_str() == self.kind);
        let result = match (found, self.kind.is_empty()) {
            (Some(kind), _) => Ok(&**kind),
            (None, true) => Err(Reason::Missing),
            (None, false) => Err(Reason::Unknown {
                given: self.kind.chars().take(80).collect(),
                known: known(),
            }),
        };
        problems.take("kind", result)
    }

    fn checked_authors(&self, problems: &mut Problems) -> Vec<Author> {
        bounded("authors", self.authors.len(), problems);
        let mut authors: Vec<Author> = Vec::new();
        for (index, author) in self.authors.iter().take(Content::MAX_ITEMS).enumerate() {
            if author.name.trim().is_empty() && author.role.trim().is_empty() {
                continue;
            }
            let name = problems.take(format!("authors[{index}].name"), Line::parse(&author.name));
            let role = problems.take(
                format!("authors[{index}].role"),
                optional_line(&author.role),
            );
            if let (Some(name), Some(role)) = (name, role) {
                let author = Author { name, role };
                if !authors.contains(&author) {
                    authors.push(author);
                }
            }
        }
        authors
    }

    fn checked_tags(&self, problems: &mut Problems) -> Vec<Tag> {
        bounded("tags", self.tags.len(), problems);
        let mut tags: Vec<Tag> = Vec::new();
        for (index, tag) in self.tags.iter().take(Content::MAX_ITEMS).enumerate() {
            if tag.trim().is_empty() {
                continue;
            }
            if let Some(tag) = problems.take(format!("tags[{index}]"), Tag::parse(tag)) {
                let folded = tag.as_str().to_lowercase();
                if !tags
                    .iter()
                    .any(|other| other.as_str().to_lowercase() == folded)
                {
                    tags.push(tag);
                }
            }
        }
        tags
    }

    fn checked_files(
        &self,
        kept: Option<&Content>,
        problems: &mut Problems,
    ) -> (Vec<FileRef>, Vec<usize>) {
        let kept_files = kept.map_or(&[][..], |content| &content.files);
        let Some(given) = &self.files else {
            return (kept_files.to_vec(), Vec::new());
        };
        bounded("files", given.len(), problems);
        let (mut files, mut new): (Vec<FileRef>, Vec<usize>) = (Vec::new(), Vec::new());
        for (index, draft) in given.iter().take(Content::MAX_ITEMS).enumerate() {
            let path = format!("files[{index}]");
            let Some(mut file) = file(draft, &path, problems) else {
                continue;
            };
            if files.iter().any(|other| other.name == file.name) {
                problems.add(
                    format!("{path}.name"),
                    Reason::Repeated {
                        given: file.name.to_string(),
                    },
                );
            }
            match kept_files.iter().find(|kept| kept.sha256 == file.sha256) {
                Some(kept) => {
                    file.size_bytes = kept.size_bytes;
                    file.media_type.clone_from(&kept.media_type);
                }
                None => new.push(files.len()),
            }
            files.push(file);
        }
        (files, new)
    }
}

pub(super) fn bounded(field: &str, count: usize, problems: &mut Problems) {
    if count > Content::MAX_ITEMS {
        problems.add(
            field,
            Reason::TooMany {
                max: Content::MAX_ITEMS,
            },
        );
    }
}

/// Reads a licence of the catalogue; a refusal says what was perhaps meant.
pub(crate) fn licence(text: &str) -> Result<LicenceId, Reason> {
    let ids = |ids: Vec<LicenceId>| ids.iter().map(ToString::to_string).collect();
    LicenceId::parse(text).map_err(|error| match error {
        ParseError::Empty => Reason::Missing,
        ParseError::VersionMissing { given, candidates } => Reason::LicenceVersionMissing {
            given,
            candidates: ids(candidates),
        },
        ParseError::Unknown { given, suggestions } => Reason::UnknownLicence {
            given,
            suggestions: ids(suggestions),
        },
    })
}

/// A licence, or nothing for an empty text.
pub(crate) fn optional_licence(text: &str) -> Result<Option<LicenceId>, Reason> {
    if text.trim().is_empty() {
        Ok(None)
    } else {
        licence(text).map(Some)
    }
}

/// A line, or nothing for an empty text.
pub(crate) fn optional_line(text: &str) -> Result<Option<Line>, Reason> {
    if text.trim().is_empty() {
        Ok(None)
    } else {
        Line::parse(text).map(Some)
    }
}

fn optional_language(text: &str) -> Result<Language, Reason> {
    if text.trim().is_empty() {
        Ok(Language::default())
    } else {
        Language::parse(text)
    }
}

fn optional_date(text: &str) -> Result<Option<jiff::civil::Date>, Reason> {
    match text.trim() {
        "" => Ok(None),
        text => text.parse().map(Some).map_err(|_| Reason::NotADate),
    }
}

fn file(draft: &DraftFile, path: &str, problems: &mut Problems) -> Option<FileRef> {
    let name = problems.take(format!("{path}.name"), FileName::parse(&draft.name));
    let sha256 = problems.take(format!("{path}.sha256"), Sha256::parse(&draft.sha256));
    let title = problems.take(format!("{path}.title"), optional_line(&draft.title));
    let licence = problems.take(format!("{path}.licence"), optional_licence(&draft.licence));
    Some(FileRef {
        name: name?,
        title: title?,
        sha256: sha256?,
        size_bytes: 0,
        media_type: String::new(),
        licence: licence?,
    })
}
