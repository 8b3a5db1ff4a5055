//! Files that another resource holds already: whoever names one by its bytes alone has it from there all the same; and the
//! licences that files keep.

use crate::owner::with_bytes;
use crate::sources::Found;
use crate::{Error, Library};
use licensing::{Act, LicenceId};
use model::{
    Content, Head, Holder, Problems, Reason, ResourceId, Revision, RevisionNumber, Seq, Sha256,
    Source,
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
        let mut binding = Binding::default();
        for source in &content.derived_from {
            if let Found::Here(head, revision) = self.find_source(source).await? {
                binding.of_source(&head, &revision.content);
            }
        }
        // one that was not named yet may be: whoever put the file there says whose it is, and may give their own another
        if let Some(kept) = kept.filter(|_| !alone) {
            binding.of_kept(kept);
        }
        let mut problems = Problems::default();
        for (index, file) in content.files.iter().enumerate() {
            let wanted = file.licence.unwrap_or(content.licence);
            if let Some(reason) = binding.refusal(file.sha256, wanted) {
                problems.add(format!("files[{index}].licence"), reason);
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

/// The licences that files have already, each with who gave it: none for the resource itself.
#[derive(Default)]
struct Binding(HashMap<Sha256, Vec<(LicenceId, Option<Holder>)>>);

impl Binding {
    fn of_source(&mut self, head: &Head, content: &Content) {
        for file in &content.files {
            let holder = Holder {
                slug: head.slug.clone(),
                title: content.title.clone(),
            };
            let licence = file.licence.unwrap_or(content.licence);
            let bound = self.0.entry(file.sha256).or_default();
            bound.push((licence, Some(holder)));
        }
    }

    /// What the resource said of a file itself stands before what its sources say.
    fn of_kept(&mut self, kept: &Content) {
        for file in &kept.files {
            if let Some(licence) = file.licence {
                self.0.insert(file.sha256, vec![(licence, None)]);
            }
        }
    }

    /// Why a file cannot be under a licence: it has others. Under which one of several works it is taken is for those who
    /// take it, in whatever order they name these.
    fn refusal(&self, sha256: Sha256, wanted: LicenceId) -> Option<Reason> {
        let bound = self.0.get(&sha256)?;
        if bound.iter().any(|(licence, _)| *licence == wanted) {
            return None;
        }
        let by_address = |(_, holder): &&(LicenceId, Option<Holder>)| {
            holder.as_ref().map(|holder| holder.slug.clone())
        };
        let (former, holder) = bound.iter().min_by_key(by_address)?.clone();
        Some(Reason::FileLicenceKept { former, holder })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: Sha256 = Sha256([7; 32]);

    fn bound(others: &[(LicenceId, &str)]) -> Binding {
        let bound = |(licence, title): &(LicenceId, &str)| {
            let holder = Holder {
                slug: model::Slug::from_title(title),
                title: model::Title::parse(title).unwrap(),
            };
            (*licence, Some(holder))
        };
        let bound = others.iter().map(bound).collect();
        Binding(HashMap::from([(FILE, bound)]))
    }

    #[test]
    fn the_order_of_works_with_the_same_file_does_not_matter() {
        let free = (LicenceId::CC0_1_0, "Libre");
        let alike = (LicenceId::CC_BY_SA_4_0, "Affiche");
        for others in [[free, alike], [alike, free]] {
            let binding = bound(&others);
            for licence in [LicenceId::CC0_1_0, LicenceId::CC_BY_SA_4_0] {
                assert_eq!(binding.refusal(FILE, licence), None);
            }
            let refused = binding.refusal(FILE, LicenceId::CC_BY_4_0).unwrap();
            let said = refused.arguments();
            assert_eq!(said[0].1, "CC BY-SA 4.0");
            assert_eq!(said[1].1, "Affiche");
            assert_eq!(said[2].1, "affiche");
        }
        assert_eq!(
            bound(&[]).refusal(Sha256([8; 32]), LicenceId::CC0_1_0),
            None
        );
    }
}
