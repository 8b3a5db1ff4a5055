//! Files that another resource holds already: whoever names one by its bytes alone has it from there all the same; and the
//! licences that files keep.

use crate::owner::with_bytes;
use crate::sources::Found;
use crate::{Error, Library};
use licensing::{Act, LicenceId};
use model::{
    Content, Head, Problems, Reason, ResourceId, Revision, RevisionNumber, Seq, Sha256, Source,
};
use std::collections::HashMap;

/// How many resources with the same file are looked at, the oldest first.
const HOLDERS: usize = 20;

impl Library {
    /// Notes as included works the resources from which a content has a file and that it does not name: otherwise the file
    /// would be credited to the authors of the content, under its licence. A file for which no licence is stated keeps the
    /// one that it has there; another one is refused when the licences of files are judged.
    ///
    /// A file that a revision before had is its own, unless a source gave it that is named no more; a merge has two
    /// before it, and the resource is new where there is none. Resources that were
    /// withdrawn, or that have the file no more, hold nothing: what was wrongly put there can be put right elsewhere.
    ///
    /// # Errors
    /// [`Error::Invalid`] when no more works can be named; faults of the store.
    pub(crate) async fn name_holders(
        &self,
        content: &mut Content,
        before: &[&Revision],
    ) -> Result<(), Error> {
        let known = |kept: &Content| {
            kept.files == content.files && kept.derived_from == content.derived_from
        };
        if before.iter().any(|before| known(&before.content)) {
            return Ok(());
        }
        for index in 0..content.files.len() {
            let sha256 = content.files[index].sha256;
            if self.source_with(content, sha256).await?.is_some() {
                continue;
            }
            let holder = self.holder_before(before, sha256).await?;
            let standing = holder.filter(|(head, _)| head.withdrawn.is_none());
            if let Some((head, revision)) = standing {
                include(content, index, &head, &revision)?;
            }
        }
        Ok(())
    }

    /// From whom the revisions before have a file; where none of them has it, from whom anybody has it.
    async fn holder_before(
        &self,
        before: &[&Revision],
        sha256: Sha256,
    ) -> Result<Option<(Head, Revision)>, Error> {
        let mut own = false;
        for kept in before.iter().map(|before| &before.content) {
            if with_bytes(kept, sha256).is_some() {
                own = true;
                let source = self.source_with(kept, sha256).await?;
                if source.is_some() {
                    return Ok(source);
                }
            }
        }
        if own {
            return Ok(None);
        }
        let asks = before.first().map(|before| before.resource);
        self.holder(sha256, asks).await
    }

    /// A file that was there before, or that stands in a work that is adapted, keeps the licence under which it was: it
    /// is the same work, and an upgrade is for what is made from it (CC BY-SA 4.0, section 3(b)).
    pub(crate) async fn permitted_files(
        &self,
        content: &Content,
        kept: Option<&Content>,
        alone: bool,
    ) -> Result<(), Error> {
        let known = |kept: &Content| kept.files == content.files && kept.licence == content.licence;
        if content.files.is_empty() || kept.is_some_and(known) {
            return Ok(());
        }
        let mut before: HashMap<Sha256, LicenceId> = HashMap::new();
        for source in &content.derived_from {
            if let Found::Here(_, revision) = self.find_source(source).await? {
                note_licences(&mut before, &revision.content);
            }
        }
        // one that was not named yet may be: whoever put the file there says whose it is, and may give their own another
        let kept = kept.filter(|_| !alone);
        let named = kept.iter().flat_map(|kept| &kept.files);
        before.extend(named.filter_map(|file| Some((file.sha256, file.licence?))));
        let mut problems = Problems::default();
        for (index, file) in content.files.iter().enumerate() {
            let wanted = file.licence.unwrap_or(content.licence);
            match before.get(&file.sha256) {
                Some(&former) if former != wanted => {
                    let reason = Reason::FileLicenceKept { former };
                    problems.add(format!("files[{index}].licence"), reason);
                }
                _ => {}
            }
        }
        if problems.is_empty() {
            Ok(())
        } else {
            Err(Error::Invalid(problems))
        }
    }

    /// The first other resource of which the latest revision has a file; none when it has it from the one that asks, or
    /// named it only after that one did.
    async fn holder(
        &self,
        sha256: Sha256,
        asks: Option<ResourceId>,
    ) -> Result<Option<(Head, Revision)>, Error> {
        let holders = self.parts.records.holders(sha256, HOLDERS).await?;
        // only who had it once can be the one from whom others have it
        let had = asks.filter(|asks| holders.contains(asks));
        let since = match had {
            Some(asks) => self.named_first(asks, sha256, None).await?,
            None => None,
        };
        for resource in holders {
            let head = self.parts.records.head(resource).await?;
            let Some(head) = head.filter(|head| Some(head.resource) != asks) else {
                continue;
            };
            let Found::Here(head, revision) = self.revision_or_latest(head, None).await? else {
                continue;
            };
            let Some(file) = with_bytes(&revision.content, sha256) else {
                continue;
            };
            if head.withdrawn.is_some() || self.comes_from(&revision.content, file, had).await? {
                continue;
            }
            let earlier = match since {
                Some(_) => self
                    .named_first(head.resource, sha256, since)
                    .await?
                    .is_some(),
                None => true,
            };
            if earlier {
                return Ok(Some((*head, *revision)));
            }
        }
        Ok(None)
    }

    /// Where in the log a resource first named a file; `None` when it did not before a place there.
    async fn named_first(
        &self,
        resource: ResourceId,
        sha256: Sha256,
        before: Option<Seq>,
    ) -> Result<Option<Seq>, Error> {
        let latest = self.parts.records.head(resource).await?;
        let Some(latest) = latest.map(|head| head.number) else {
            return Ok(None);
        };
        let mut number = RevisionNumber::FIRST;
        while number <= latest {
            match self.parts.records.revision(resource, number).await {
                Ok(Some(revision)) => {
                    if before.is_some_and(|before| revision.seq >= before) {
                        return Ok(None);
                    }
                    if with_bytes(&revision.content, sha256).is_some() {
                        return Ok(Some(revision.seq));
                    }
                }
                // a damaged record costs its own page, not those that are made from it
                Ok(None) | Err(storage::Error::Damaged { .. }) => {}
                Err(error) => return Err(error.into()),
            }
            number = number.next();
        }
        Ok(None)
    }

    /// Whether a file of a content is that of a resource.
    async fn comes_from(
        &self,
        content: &Content,
        file: &model::FileRef,
        resource: Option<ResourceId>,
    ) -> Result<bool, Error> {
        let Some(resource) = resource else {
            return Ok(false);
        };
        let Some(source) = self.file_owner(content, file).await?.source else {
            return Ok(false);
        };
        let own = self.parts.records.head(resource).await?;
        Ok(own.is_some_and(|own| own.slug == source.slug))
    }
}

/// Names a resource as the work of which a file is.
fn include(
    content: &mut Content,
    index: usize,
    head: &Head,
    revision: &Revision,
) -> Result<(), Error> {
    let holder = &revision.content;
    let max = Content::MAX_ITEMS;
    if content.derived_from.len() >= max {
        return Err(Error::invalid("derived_from", Reason::TooMany { max }));
    }
    let file = &mut content.files[index];
    let held = with_bytes(holder, file.sha256).and_then(|held| held.licence);
    file.licence = file.licence.or(held).or(Some(holder.licence));
    content.derived_from.push(Source {
        resource: Some(head.slug.clone()),
        revision: Some(revision.number),
        act: Act::Included,
        ..Source::default()
    });
    Ok(())
}

/// The licence under which each file of a content is.
fn note_licences(licences: &mut HashMap<Sha256, LicenceId>, content: &Content) {
    for file in &content.files {
        licences.insert(file.sha256, file.licence.unwrap_or(content.licence));
    }
}
