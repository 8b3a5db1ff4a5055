//! Resources whose licence does not stand: their sources do not permit it, or nobody can say whether they do; they are of
//! others who are not named; their authors forbid changes, and somebody else changed them.
//!
//! An import takes in what it finds, a program states nothing, and whoever changes such a text says of their own accord
//! that the authors agree: somebody looks at it.

mod files;

use crate::agreement::{forbids_changes, is_author};
use crate::follow::blocking;
use crate::sources::{Found, is_adapted};
use crate::{Error, Library};
use files::{DoubtfulFile, FileVerdict};
use licensing::{Act, LicenceId, Refusal, refusals};
use model::{
    FileName, Head, Origin, ResourceId, Revision, RevisionNumber, Seq, Sha256, Slug, Source,
};
use search::{Entry, fold};
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

/// Why a licence is in doubt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Doubt {
    /// A work that was adapted does not permit it.
    Refused {
        /// the title of that work
        title: String,
        /// what its licence asks
        refusal: Refusal,
    },
    /// A work from elsewhere was adapted or included, and nobody says under which licence it is.
    Unclear {
        /// its title, or its address where there is no title
        title: String,
    },
    /// A resource was adapted or included that is not here.
    Lost {
        /// the address that it should have
        slug: Slug,
    },
    /// It is said to be a work of others, and nobody says of whom.
    Sourceless,
    /// Its licence forbids adaptations, and others than its authors changed the text.
    Changed {
        /// the last revision whose text is surely the authors': they signed it, or it brought the text or the licence
        since: RevisionNumber,
        /// the latest revision
        latest: RevisionNumber,
    },
    /// A file has another licence than in the works here that it is from.
    FileRefused {
        /// its name
        name: FileName,
        /// its licence here
        licence: LicenceId,
        /// the title of the first of these works
        title: String,
        /// its licence there
        theirs: LicenceId,
    },
    /// Another resource has the same file under another licence, and neither says that it has it from the other.
    FileShared {
        /// its name
        name: FileName,
        /// its licence here
        licence: LicenceId,
        /// the title of the other resource
        title: String,
        /// its licence there
        theirs: LicenceId,
    },
}

impl Doubt {
    /// A stable code for programs and pages.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Refused { .. } => "refused",
            Self::Unclear { .. } => "unclear",
            Self::Lost { .. } => "lost",
            Self::Sourceless => "sourceless",
            Self::Changed { .. } => "changed",
            Self::FileRefused { .. } => "file_refused",
            Self::FileShared { .. } => "file_shared",
        }
    }
}

/// A resource whose licence is in doubt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DoubtfulLicence {
    /// Its address.
    pub slug: Slug,
    /// Its title.
    pub title: String,
    /// Its licence.
    pub licence: LicenceId,
    /// Why; never empty.
    pub doubts: Vec<Doubt>,
}

/// The most changes that are looked through to see what they touched; after more, everything is judged anew.
const CHANGES: usize = 2_000;

/// How many of them are read at once.
const BATCH: usize = 200;

/// What was found the last time, so that only what changed since is read again.
#[derive(Default)]
pub(crate) struct Judged {
    /// how far the index had followed
    at: Option<Seq>,
    doubtful: Arc<Vec<DoubtfulLicence>>,
    verdicts: HashMap<ResourceId, Verdict>,
    files: HashMap<Sha256, FileVerdict>,
}

/// What is to be said of a resource as long as nothing changes it, or what it rests on.
struct Verdict {
    licence: LicenceId,
    doubts: Vec<Doubt>,
    /// its sources of which the latest revision counts: an older one is what it was
    rests_on: Vec<ResourceId>,
    /// whether something is missing, which may come
    lost: bool,
}

/// What a source says that others may rest on too: read once for all that are judged together.
#[derive(Clone)]
enum Standing {
    Here {
        resource: ResourceId,
        number: RevisionNumber,
        title: String,
        licence: LicenceId,
    },
    Elsewhere,
    Lost,
}

type Standings = HashMap<(Slug, Option<RevisionNumber>), Standing>;

impl Verdict {
    fn holds(&self, of: ResourceId, touched: &HashSet<ResourceId>) -> bool {
        let mut counted = self.rests_on.iter().chain([&of]);
        !self.lost && !counted.any(|resource| touched.contains(resource))
    }

    fn listed(&self, entry: &Entry) -> Option<DoubtfulLicence> {
        (!self.doubts.is_empty()).then(|| DoubtfulLicence {
            slug: entry.slug.clone(),
            title: entry.title.clone(),
            licence: self.licence,
            doubts: self.doubts.clone(),
        })
    }
}

impl Library {
    /// The resources whose licence is in doubt, by title.
    ///
    /// The search index says which resources are to be judged. All of these are read the first time; later only those
    /// that changed since, or whose sources did. What the index does not hold yet is not listed. Files that more than one
    /// resource has are judged too.
    ///
    /// # Errors
    /// When the index or the store cannot be read. A damaged record is passed over: `check` names it.
    pub async fn standing_licences(&self) -> Result<Arc<Vec<DoubtfulLicence>>, Error> {
        let mut judged = self.judged.lock().await;
        let at = *self.indexed.borrow();
        if judged.at != Some(at) {
            self.judge_again(&mut judged, at).await?;
        }
        Ok(Arc::clone(&judged.doubtful))
    }

    async fn judge_again(&self, judged: &mut Judged, at: Seq) -> Result<(), Error> {
        let touched = self.touched(judged.at, at).await?;
        match &touched {
            Some(touched) => judged
                .verdicts
                .retain(|resource, verdict| verdict.holds(*resource, touched)),
            None => judged.verdicts.clear(),
        }
        let index = Arc::clone(&self.parts.index);
        let entries = blocking(move || index.to_judge()).await?;
        let (mut doubtful, mut verdicts) = (Vec::new(), HashMap::new());
        let mut known = Standings::new();
        for entry in entries {
            let verdict = match judged.verdicts.remove(&entry.resource) {
                None => self.verdict(entry.resource, &mut known).await?,
                verdict => verdict,
            };
            if let Some(verdict) = verdict {
                doubtful.extend(verdict.listed(&entry));
                verdicts.insert(entry.resource, verdict);
            }
        }
        let mut files = std::mem::take(&mut judged.files);
        let of_files = self.judge_files(&mut files, touched.as_ref()).await?;
        *judged = Judged {
            at: Some(at),
            doubtful: Arc::new(with_files(doubtful, of_files)),
            verdicts,
            files,
        };
        Ok(())
    }

    /// What is to be said of the sources and the files of a resource; nothing when it is gone or damaged. For one alone: it
    /// remembers nothing.
    pub(crate) async fn doubts_about(&self, resource: ResourceId) -> Result<Vec<Doubt>, Error> {
        let Some(head) = self.parts.records.head(resource).await? else {
            return Ok(Vec::new());
        };
        let Some(verdict) = self.verdict(resource, &mut Standings::new()).await? else {
            return Ok(Vec::new());
        };
        let mut doubts = verdict.doubts;
        doubts.extend(self.doubts_of_files(&head).await?);
        Ok(doubts)
    }

    /// The resources that were changed between two places of the log; nothing when nobody can say, or they are too many.
    async fn touched(
        &self,
        after: Option<Seq>,
        to: Seq,
    ) -> Result<Option<HashSet<ResourceId>>, Error> {
        let Some(mut after) = after.filter(|after| to.0.saturating_sub(after.0) <= CHANGES as u64)
        else {
            return Ok(None);
        };
        let mut touched = HashSet::new();
        while after < to {
            let changes = match self.parts.records.changes_after(after, BATCH).await {
                Err(storage::Error::Damaged { .. }) => return Ok(None),
                changes => changes?,
            };
            let Some(last) = changes.last() else { break };
            after = last.seq;
            touched.extend(changes.iter().filter_map(|change| change.event.resource()));
        }
        Ok(Some(touched))
    }

    /// What is to be said of the latest revision of a resource; nothing when it is gone or damaged.
    async fn verdict(
        &self,
        resource: ResourceId,
        known: &mut Standings,
    ) -> Result<Option<Verdict>, Error> {
        let head = match self.parts.records.head(resource).await? {
            Some(head) if head.withdrawn.is_none() => head,
            _ => return Ok(None),
        };
        match self.judge(&head, known).await {
            Err(Error::Storage(error @ storage::Error::Damaged { .. })) => {
                tracing::error!(slug = %head.slug, %error, "the licence of a damaged revision is not judged");
                Ok(None)
            }
            verdict => verdict.map(Some),
        }
    }

    async fn judge(&self, head: &Head, known: &mut Standings) -> Result<Verdict, Error> {
        let revision = self.revision_of(head, head.number).await?;
        let content = &revision.content;
        let mut verdict = Verdict {
            licence: content.licence,
            doubts: Vec::new(),
            rests_on: Vec::new(),
            lost: false,
        };
        let sources = content.derived_from.iter();
        for source in sources.filter(|source| source.act != Act::Quoted) {
            let standing = self.standing_of(source, known).await?;
            match &standing {
                Standing::Here {
                    resource, number, ..
                } if source.revision != Some(*number) => verdict.rests_on.push(*resource),
                Standing::Lost => verdict.lost = true,
                Standing::Here { .. } | Standing::Elsewhere => {}
            }
            let doubt = doubt(source, standing, content.licence);
            verdict.doubts.extend(doubt);
        }
        if content.origin == Some(Origin::Permitted) && content.derived_from.is_empty() {
            verdict.doubts.push(Doubt::Sourceless);
        }
        let changed = self.changed_by_others(&revision).await?;
        verdict.doubts.extend(changed);
        Ok(verdict)
    }

    /// Whether a text whose licence forbids changes is another one than its authors' last.
    async fn changed_by_others(&self, latest: &Revision) -> Result<Option<Doubt>, Error> {
        let mut revision = latest.clone();
        while forbids_changes(&revision.content) && !is_author(&revision.by, &revision.content) {
            let Some(number) = revision
                .number
                .0
                .checked_sub(1)
                .filter(|number| *number > 0)
            else {
                break;
            };
            let records = &self.parts.records;
            let before = records.revision(latest.resource, RevisionNumber(number));
            match before.await {
                Ok(Some(before)) if forbids_changes(&before.content) => revision = before,
                // this one brought the licence, or nobody can say what was before
                Ok(_) | Err(storage::Error::Damaged { .. }) => break,
                Err(error) => return Err(error.into()),
            }
        }
        let changed = !self.say_the_same(&revision.content, &latest.content);
        Ok(changed.then_some(Doubt::Changed {
            since: revision.number,
            latest: latest.number,
        }))
    }

    async fn standing_of(&self, source: &Source, known: &mut Standings) -> Result<Standing, Error> {
        let Some(slug) = &source.resource else {
            return Ok(Standing::Elsewhere);
        };
        let key = (slug.clone(), source.revision);
        if let Some(standing) = known.get(&key) {
            return Ok(standing.clone());
        }
        let standing = match self.find_source(source).await? {
            Found::Here(head, revision) => Standing::Here {
                resource: head.resource,
                number: revision.number,
                title: revision.content.title.to_string(),
                licence: revision.content.licence,
            },
            Found::Elsewhere => Standing::Elsewhere,
            Found::Lost => Standing::Lost,
        };
        known.insert(key, standing.clone());
        Ok(standing)
    }
}

/// The list with what is to be said of files, by title.
fn with_files(
    mut doubtful: Vec<DoubtfulLicence>,
    files: Vec<DoubtfulFile>,
) -> Vec<DoubtfulLicence> {
    if files.is_empty() {
        return doubtful;
    }
    for file in files {
        match doubtful.iter_mut().find(|one| one.slug == file.slug) {
            Some(one) => one.doubts.push(file.doubt),
            None => doubtful.push(DoubtfulLicence {
                slug: file.slug,
                title: file.title,
                licence: file.licence,
                doubts: vec![file.doubt],
            }),
        }
    }
    doubtful.sort_by_cached_key(|one| (fold(&one.title), one.slug.clone()));
    doubtful
}

fn doubt(source: &Source, standing: Standing, licence: LicenceId) -> Option<Doubt> {
    let said = source.title.as_ref().map(ToString::to_string);
    let (title, of_source) = match standing {
        Standing::Here { title, licence, .. } => (title, licence),
        Standing::Lost => {
            let slug = source.resource.clone()?;
            return Some(Doubt::Lost { slug });
        }
        Standing::Elsewhere => {
            let title = said.or_else(|| source.url.clone()).unwrap_or_default();
            match source.licence {
                Some(licence) => (title, licence),
                None => return Some(Doubt::Unclear { title }),
            }
        }
    };
    let refusal = is_adapted(source).then(|| refusals(&[of_source], licence).pop())?;
    refusal.map(|refusal| Doubt::Refused { title, refusal })
}
