//! A work as a content names it, and what its record says of it.

use super::walk::Uses;
use super::{UsedWork, WorkPlace, last_update};
use crate::borrow::has_part;
use crate::sources::{Found, key};
use crate::{Error, FileOwner, Library};
use licensing::Act;
use model::{
    Borrowed, Content, FileName, Head, Line, ResourceId, Revision, RevisionNumber, Slug, Source,
};

/// A work that a content names.
#[derive(Clone, Copy)]
pub(super) enum Named<'a> {
    Source(&'a Source),
    Borrowed(&'a Borrowed),
    /// It stands in a collection whole, with all that it holds itself.
    Member(&'a Slug),
}

/// What tells a work apart in a list.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Name {
    Here(ResourceId, Option<FileName>, Act),
    Lost(Slug, Option<FileName>),
    Elsewhere(Act, Option<String>, Option<String>),
}

impl<'a> Named<'a> {
    /// The address of the resource that it is, if it is one of this library.
    pub(super) fn resource(self) -> Option<&'a Slug> {
        match self {
            Self::Source(source) => source.resource.as_ref(),
            Self::Borrowed(borrowed) => Some(&borrowed.resource),
            Self::Member(slug) => Some(slug),
        }
    }

    /// The name of the work. `head` is where its address leads.
    pub(super) fn name(self, head: Option<&Head>) -> Name {
        let file = self.file().cloned();
        match (head, self.resource(), self) {
            (Some(head), ..) => Name::Here(head.resource, file, self.act()),
            (None, Some(slug), _) => Name::Lost(slug.clone(), file),
            (None, None, Self::Source(source)) => {
                let (act, _, url, title) = key(source);
                Name::Elsewhere(act, url.map(str::to_owned), title.map(str::to_owned))
            }
            (None, None, _) => Name::Elsewhere(self.act(), None, None),
        }
    }

    /// Whether it is a member of a collection that is not there, or was withdrawn.
    pub(super) fn is_owed_nothing(self, head: Option<&Head>) -> bool {
        let there = head.is_some_and(|head| head.withdrawn.is_none());
        matches!(self, Self::Member(_)) && !there
    }

    /// The work with what it uses itself; `None` for a member of a collection whose record is damaged, and for a passage
    /// that the lender does not have: nothing of it is shown. `owners` is how many
    /// sources may be looked at to say whose a file is.
    pub(super) async fn read(
        self,
        library: &Library,
        head: Option<Head>,
        owners: &mut usize,
    ) -> Result<Option<(UsedWork, Uses)>, Error> {
        let found = match head {
            Some(head) => library.revision_or_latest(head, self.revision()).await?,
            None => Found::Lost,
        };
        let Found::Here(head, revision) = found else {
            let listed = !matches!(self, Self::Member(_));
            return Ok(listed.then(|| (self.told(), Uses::default())));
        };
        let content = &revision.content;
        let parts = match self.parts_there(library, content) {
            Some(parts) if parts.is_empty() => return Ok(None),
            parts => parts.map(|parts| parts.join(", ")),
        };
        let work = match self.file() {
            Some(name) => {
                let owner = match content.file(name.as_str()) {
                    Some(file) => {
                        let owner = library.file_owner_within(content, file, owners);
                        Some(owner.await?)
                    }
                    None => None,
                };
                file(name, &head, &revision, owner)
            }
            None => UsedWork {
                extract: parts,
                ..here(self.told(), &head, &revision)
            },
        };
        let uses = match self {
            Self::Member(_) => Uses::of(content, library.members(content)),
            // what such a work shows beside its own text is not taken over with it
            Self::Source(_) | Self::Borrowed(_) => Uses {
                sources: content.derived_from.clone(),
                ..Uses::default()
            },
        };
        Ok(Some((work, uses)))
    }

    /// The headings of its parts that are shown, without those that it does not have: earlier versions of this program
    /// noted these too. `None` when it is the whole.
    fn parts_there(self, library: &Library, content: &Content) -> Option<Vec<&'a str>> {
        let Self::Borrowed(Borrowed { sections, .. }) = self else {
            return None;
        };
        let kind = library.kind(content.kind.as_str());
        let there = |heading: &&str| has_part(content, kind.as_deref(), heading);
        let named = sections.iter().map(Line::as_str);
        (!sections.is_empty()).then(|| named.filter(there).collect())
    }

    /// The headings of the part of it that is shown, as they were noted; `None` when it is the whole.
    pub(super) fn extract(self) -> Option<String> {
        let Self::Borrowed(Borrowed { sections, .. }) = self else {
            return None;
        };
        let headings: Vec<&str> = sections.iter().map(Line::as_str).collect();
        (!headings.is_empty()).then(|| headings.join(", "))
    }

    /// The work as far as the content that names it tells.
    fn told(self) -> UsedWork {
        match self {
            Self::Source(source) => from_source(source),
            Self::Borrowed(borrowed) => UsedWork {
                extract: self.extract(),
                ..included(&borrowed.resource)
            },
            Self::Member(slug) => included(slug),
        }
    }

    fn file(self) -> Option<&'a FileName> {
        match self {
            Self::Borrowed(borrowed) => borrowed.file.as_ref(),
            Self::Source(_) | Self::Member(_) => None,
        }
    }

    fn act(self) -> Act {
        match self {
            Self::Source(source) => source.act,
            Self::Borrowed(_) | Self::Member(_) => Act::Included,
        }
    }

    /// The revision that is used; the latest of a member.
    fn revision(self) -> Option<RevisionNumber> {
        match self {
            Self::Source(source) => source.revision,
            Self::Borrowed(borrowed) => Some(borrowed.revision),
            Self::Member(_) => None,
        }
    }
}

/// A work as far as the content that was made from it tells.
fn from_source(source: &Source) -> UsedWork {
    let text = |line: &Option<Line>| line.as_ref().map(ToString::to_string);
    let (place, address) = match (&source.resource, &source.url) {
        (Some(slug), _) => (
            WorkPlace::Lost { slug: slug.clone() },
            Some(slug.to_string()),
        ),
        (None, url) => (WorkPlace::Elsewhere { url: url.clone() }, url.clone()),
    };
    UsedWork {
        act: source.act,
        title: text(&source.title).or(address).unwrap_or_default(),
        authors: text(&source.authors).into_iter().collect(),
        licence: source.licence,
        changes: text(&source.changes),
        extract: None,
        updated: source.updated.map(|date| date.to_string()),
        notices: source.notices.as_ref().map(ToString::to_string),
        place,
        through: None,
    }
}

/// Something of a resource that stands unmodified in another one, as long as no more is known of it.
fn included(slug: &Slug) -> UsedWork {
    UsedWork {
        act: Act::Included,
        title: slug.to_string(),
        authors: Vec::new(),
        licence: None,
        changes: None,
        extract: None,
        updated: None,
        notices: None,
        place: WorkPlace::Lost { slug: slug.clone() },
        through: None,
    }
}

/// A work that is a resource here.
fn here(work: UsedWork, head: &Head, revision: &Revision) -> UsedWork {
    let content = &revision.content;
    let authors = content.authors.iter().map(|author| author.name.to_string());
    UsedWork {
        title: content.title.to_string(),
        authors: authors.collect(),
        licence: Some(content.licence),
        updated: last_update(content.licence, revision),
        place: WorkPlace::Here {
            slug: head.slug.clone(),
            revision: revision.number,
            file: None,
            latest: head.number,
            withdrawn: head.withdrawn.is_some(),
        },
        ..work
    }
}

/// A file of a resource here, which keeps the title and the licence that it has of its own. One that the resource has from
/// another work has the title and the authors that it has there.
fn file(name: &FileName, head: &Head, revision: &Revision, owner: Option<FileOwner>) -> UsedWork {
    let owner = owner.filter(|owner| owner.source.is_some());
    let owner = owner.map(|owner| owner.content);
    let whole = here(included(&head.slug), head, revision);
    let stored = revision.content.file(name.as_str());
    let title = match &owner {
        Some(owner) => Some(owner.title.to_string()),
        None => stored
            .and_then(|file| file.title.as_ref())
            .map(ToString::to_string),
    };
    let authors = owner.map(|owner| {
        let authors = owner.authors.iter();
        authors.map(|author| author.name.to_string()).collect()
    });
    let place = WorkPlace::Here {
        slug: head.slug.clone(),
        revision: revision.number,
        file: Some(name.clone()),
        latest: head.number,
        withdrawn: head.withdrawn.is_some(),
    };
    let licence = stored
        .and_then(|file| file.licence)
        .unwrap_or(revision.content.licence);
    UsedWork {
        title: title.unwrap_or_else(|| format!("{} ({name})", whole.title)),
        authors: authors.unwrap_or(whole.authors),
        licence: Some(licence),
        updated: last_update(licence, revision),
        place,
        ..whole
    }
}
