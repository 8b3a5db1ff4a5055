//! Everything that a content uses, near and far, with what its credit needs.

use crate::sources::{Found, key};
use crate::{Error, Library};
use licensing::{Act, LicenceId};
use model::{Borrowed, Content, FileName, Line, ResourceId, RevisionNumber, Slug, Source};
use std::collections::{BTreeSet, VecDeque};

/// The most works that are listed: more is no credit that anybody reads, and each costs a read.
const MAX_WORKS: usize = 100;

/// A work that a content uses.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UsedWork {
    /// How it is used.
    pub act: Act,
    /// Its title; the address of a resource that is lost.
    pub title: String,
    /// Who made it.
    pub authors: Vec<String>,
    /// Its licence, if anybody said which.
    pub licence: Option<LicenceId>,
    /// What was changed in it, in the words of who did it.
    pub changes: Option<String>,
    /// Where it is.
    pub place: WorkPlace,
    /// Place in the list of the work by which it is owed; `None` when the content itself uses it.
    pub through: Option<usize>,
}

/// Where a work is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WorkPlace {
    /// A resource of this library.
    Here {
        /// its present address
        slug: Slug,
        /// the revision that is used
        revision: RevisionNumber,
        /// its file that is used; none when it is the whole or a passage
        file: Option<FileName>,
        /// its latest revision
        latest: RevisionNumber,
        /// whether it was withdrawn
        withdrawn: bool,
    },
    /// Somewhere else.
    Elsewhere {
        /// its address
        url: Option<String>,
    },
    /// It should be a resource of this library, and is not here.
    Lost {
        /// the address that it should have
        slug: Slug,
    },
}

/// What a content uses.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct UsedWorks {
    /// Works, each once: first what the content itself uses, then what those use, and so on.
    pub works: Vec<UsedWork>,
    /// Whether there are more than are listed.
    pub more: bool,
}

/// What a content uses itself: what is still to be followed.
#[derive(Default)]
struct Uses {
    sources: Vec<Source>,
    borrowed: Vec<Borrowed>,
    /// Of a collection.
    members: Vec<Slug>,
    /// Place of its work in the list.
    through: Option<usize>,
}

impl Library {
    /// The works that a content uses: those that it says it was made from, what its text borrows, the members of a
    /// collection with what they hold, and what all those were made from in their turn, for "earlier notices of
    /// modification are kept" (CC 4.0, section 3(a)(1)(B)). At most 100 works.
    ///
    /// # Errors
    /// Faults of the store; a damaged record is listed as a lost work.
    pub async fn used_works(&self, content: &Content) -> Result<UsedWorks, Error> {
        let mut used = UsedWorks::default();
        let mut seen = BTreeSet::new();
        let mut queue = VecDeque::from([self.uses(content).await?]);
        while let Some(next) = queue.pop_front() {
            for (mut work, name, uses) in self.named_by(&next).await? {
                if !seen.insert(name) {
                    continue;
                }
                if used.works.len() == MAX_WORKS {
                    used.more = true;
                    return Ok(used);
                }
                work.through = next.through;
                queue.push_back(Uses {
                    through: Some(used.works.len()),
                    ..uses
                });
                used.works.push(work);
            }
        }
        Ok(used)
    }

    async fn uses(&self, content: &Content) -> Result<Uses, Error> {
        Ok(Uses {
            sources: content.derived_from.clone(),
            borrowed: self.borrowed(content, Some(content)).await?,
            members: self.members(content),
            through: None,
        })
    }

    async fn named_by(&self, uses: &Uses) -> Result<Vec<Named>, Error> {
        let mut works = Vec::new();
        for source in &uses.sources {
            works.push(self.source_work(source).await?);
        }
        for borrowed in &uses.borrowed {
            works.push(self.borrowed_work(borrowed).await?);
        }
        for slug in &uses.members {
            works.extend(self.member_work(slug).await?);
        }
        Ok(works)
    }

    /// A member of a collection stands in it whole, with all that it holds itself. One that is not there, or was
    /// withdrawn, is owed nothing.
    async fn member_work(&self, slug: &Slug) -> Result<Option<Named>, Error> {
        let Found::Here(head, revision) = self.find_revision(slug, None).await? else {
            return Ok(None);
        };
        if head.withdrawn.is_some() {
            return Ok(None);
        }
        let (work, name, _) = here(included(slug), &head, &revision, None);
        Ok(Some((work, name, self.uses(&revision.content).await?)))
    }

    async fn source_work(&self, source: &Source) -> Result<Named, Error> {
        let text = |line: &Option<Line>| line.as_ref().map(ToString::to_string);
        let mut work = UsedWork {
            act: source.act,
            title: text(&source.title).unwrap_or_default(),
            authors: text(&source.authors).into_iter().collect(),
            licence: source.licence,
            changes: text(&source.changes),
            place: WorkPlace::Elsewhere {
                url: source.url.clone(),
            },
            through: None,
        };
        Ok(match (self.find_source(source).await?, &source.resource) {
            (Found::Here(head, revision), _) => here(work, &head, &revision, None),
            (Found::Lost, Some(slug)) => {
                if work.title.is_empty() {
                    work.title = slug.to_string();
                }
                work.place = WorkPlace::Lost { slug: slug.clone() };
                (work, Name::of(source), Uses::default())
            }
            _ => {
                if work.title.is_empty() {
                    work.title = source.url.clone().unwrap_or_default();
                }
                (work, Name::of(source), Uses::default())
            }
        })
    }

    async fn borrowed_work(&self, borrowed: &Borrowed) -> Result<Named, Error> {
        let mut work = included(&borrowed.resource);
        let number = Some(borrowed.revision);
        let found = self.find_revision(&borrowed.resource, number).await?;
        let Found::Here(head, revision) = found else {
            let file = borrowed.file.clone();
            return Ok((
                work,
                Name::Lost(borrowed.resource.clone(), file),
                Uses::default(),
            ));
        };
        if let Some(name) = &borrowed.file {
            let file = revision.content.file(name.as_str());
            work.licence = file.and_then(|file| file.licence);
            let title = file.and_then(|file| file.title.as_ref());
            let whole = &revision.content.title;
            work.title = title.map_or_else(|| format!("{whole} ({name})"), ToString::to_string);
        }
        Ok(here(work, &head, &revision, borrowed.file.clone()))
    }
}

/// A work, what tells it apart, and what it uses itself.
type Named = (UsedWork, Name, Uses);

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Name {
    Here(ResourceId, Option<FileName>, Act),
    Lost(Slug, Option<FileName>),
    Elsewhere(Act, Option<String>, Option<String>),
}

impl Name {
    fn of(source: &Source) -> Self {
        let (act, here, url, title) = key(source);
        match (here, &source.resource) {
            (Some(_), Some(slug)) => Self::Lost(slug.clone(), None),
            _ => Self::Elsewhere(act, url.map(str::to_owned), title.map(str::to_owned)),
        }
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
        place: WorkPlace::Lost { slug: slug.clone() },
        through: None,
    }
}

/// A work that is a resource here, or a file of one, which keeps the title and the licence that it has of its own.
fn here(
    work: UsedWork,
    head: &model::Head,
    revision: &model::Revision,
    file: Option<FileName>,
) -> Named {
    let content = &revision.content;
    let authors = content.authors.iter().map(|author| author.name.to_string());
    let (title, licence) = match &file {
        Some(_) => (work.title, work.licence.unwrap_or(content.licence)),
        None => (content.title.to_string(), content.licence),
    };
    let name = Name::Here(head.resource, file.clone(), work.act);
    let work = UsedWork {
        title,
        authors: authors.collect(),
        licence: Some(licence),
        place: WorkPlace::Here {
            slug: head.slug.clone(),
            revision: revision.number,
            file,
            latest: head.number,
            withdrawn: head.withdrawn.is_some(),
        },
        ..work
    };
    let uses = Uses {
        sources: content.derived_from.clone(),
        ..Uses::default()
    };
    (work, name, uses)
}
