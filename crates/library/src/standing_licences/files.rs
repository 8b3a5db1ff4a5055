//! Files that several resources have under licences that cannot all be theirs.
//!
//! Who names a file that another resource has gets that one named as its source (`holders.rs`). Two may have it all the
//! same without a word of each other: an import takes in what it finds, and a file that was taken out of a resource and put
//! elsewhere meanwhile comes back to the first.

use super::Doubt;
use crate::owner::with_bytes;
use crate::sources::Found;
use crate::{Error, Library};
use licensing::LicenceId;
use model::{FileName, Head, ResourceId, Sha256, Slug};
use std::collections::{HashMap, HashSet};

/// How many resources with the same file are looked at, the oldest first.
const HOLDERS: usize = 100;

/// What is to be said of the resources with a file as long as none of them is changed.
pub(super) struct FileVerdict {
    holders: Vec<ResourceId>,
    doubtful: Vec<DoubtfulFile>,
}

/// A resource with a file whose licence is in doubt.
#[derive(Debug, Clone)]
pub(super) struct DoubtfulFile {
    pub(super) resource: ResourceId,
    pub(super) slug: Slug,
    pub(super) title: String,
    /// that of the resource
    pub(super) licence: LicenceId,
    pub(super) doubt: Doubt,
}

/// A resource that stands and has the file in its latest revision.
struct Holding {
    head: Head,
    title: String,
    /// that of the resource
    licence: LicenceId,
    name: FileName,
    /// that of the file there
    of_file: LicenceId,
    /// the works that it names and that have the file, each with the licence that the file has there
    sources: Vec<(String, LicenceId)>,
}

impl Library {
    /// What is to be said of files that several resources have. Those of which no holder was touched are not read again.
    pub(super) async fn judge_files(
        &self,
        known: &mut HashMap<Sha256, FileVerdict>,
        touched: Option<&HashSet<ResourceId>>,
    ) -> Result<Vec<DoubtfulFile>, Error> {
        let (mut doubtful, mut verdicts) = (Vec::new(), HashMap::new());
        for (file, mut holders) in self.parts.records.shared_files().await? {
            holders.truncate(HOLDERS);
            let kept = known.remove(&file).filter(|verdict| {
                let untouched = |touched: &HashSet<ResourceId>| {
                    !holders.iter().any(|holder| touched.contains(holder))
                };
                verdict.holders == holders && touched.is_some_and(untouched)
            });
            let verdict = match kept {
                Some(verdict) => verdict,
                None => FileVerdict {
                    doubtful: self.judge_file(file, &holders).await?,
                    holders,
                },
            };
            doubtful.extend(verdict.doubtful.iter().cloned());
            verdicts.insert(file, verdict);
        }
        *known = verdicts;
        Ok(doubtful)
    }

    /// What is to be said of the files of one resource.
    pub(super) async fn doubts_of_files(&self, head: &Head) -> Result<Vec<Doubt>, Error> {
        let content = self.revision_of(head, head.number).await?.content;
        let mut doubts = Vec::new();
        for file in &content.files {
            let holders = self.parts.records.holders(file.sha256, HOLDERS).await?;
            if holders.len() < 2 {
                continue;
            }
            let doubtful = self.judge_file(file.sha256, &holders).await?;
            let own = doubtful
                .into_iter()
                .filter(|one| one.resource == head.resource);
            doubts.extend(own.map(|one| one.doubt));
        }
        Ok(doubts)
    }

    async fn judge_file(
        &self,
        file: Sha256,
        holders: &[ResourceId],
    ) -> Result<Vec<DoubtfulFile>, Error> {
        let mut holdings = Vec::new();
        for holder in holders {
            holdings.extend(self.holding(*holder, file).await?);
        }
        let doubtful = |holding: &Holding| {
            Some(DoubtfulFile {
                resource: holding.head.resource,
                slug: holding.head.slug.clone(),
                title: holding.title.clone(),
                licence: holding.licence,
                doubt: doubt(holding, &holdings)?,
            })
        };
        Ok(holdings.iter().filter_map(doubtful).collect())
    }

    /// What a resource makes of a file; nothing when it was withdrawn, has the file no more or is damaged.
    async fn holding(
        &self,
        resource: ResourceId,
        sha256: Sha256,
    ) -> Result<Option<Holding>, Error> {
        let head = match self.parts.records.head(resource).await? {
            Some(head) if head.withdrawn.is_none() => head,
            _ => return Ok(None),
        };
        // a damaged record costs its own page: `check` names it
        let Found::Here(head, revision) = self.revision_or_latest(head, None).await? else {
            return Ok(None);
        };
        let content = &revision.content;
        let Some(file) = with_bytes(content, sha256) else {
            return Ok(None);
        };
        let mut sources = Vec::new();
        for source in &content.derived_from {
            let Found::Here(_, used) = self.find_source(source).await? else {
                continue;
            };
            if let Some(held) = with_bytes(&used.content, sha256) {
                let licence = held.licence.unwrap_or(used.content.licence);
                sources.push((used.content.title.to_string(), licence));
            }
        }
        Ok(Some(Holding {
            title: content.title.to_string(),
            licence: content.licence,
            name: file.name.clone(),
            of_file: file.licence.unwrap_or(content.licence),
            sources,
            head: *head,
        }))
    }
}

/// A file is under the licence of one of the works that it is from; where it is from none, nobody else has it as their own
/// under another licence.
fn doubt(holding: &Holding, all: &[Holding]) -> Option<Doubt> {
    let same = |licence: LicenceId| licence == holding.of_file;
    let (name, licence) = (holding.name.clone(), holding.of_file);
    if let Some((title, theirs)) = holding.sources.first() {
        let permitted = holding.sources.iter().any(|(_, theirs)| same(*theirs));
        return (!permitted).then(|| Doubt::FileRefused {
            name,
            licence,
            title: title.clone(),
            theirs: *theirs,
        });
    }
    let other = all
        .iter()
        .find(|other| other.sources.is_empty() && !same(other.of_file))?;
    Some(Doubt::FileShared {
        name,
        licence,
        title: other.title.clone(),
        theirs: other.of_file,
    })
}
