//! Files are looked into again: when another version of the extraction may find more than the one before, and when one was
//! missed for a cause that may have passed.

use super::feed::Feed;
use crate::texts::Wish;
use crate::{Error, Library, Silent};
use model::{Head, ResourceId, Seq, Slug};
use std::collections::BTreeSet;
use std::time::Duration;
use storage::Writing;

/// After so long it is looked whether there is anything to look into again.
const PAUSE: Duration = Duration::from_secs(10 * 60);

/// So much longer is the next pause when something is left: what kept a file from being read may last.
const LONGER: u32 = 6;

const LONGEST_PAUSE: Duration = Duration::from_secs(6 * 60 * 60);

/// How many resources are taken into the index at once.
const TOGETHER: usize = 100;

impl Library {
    /// Looks into files again now and then, until [`Library::close`].
    pub(super) async fn keep_looking(&self) {
        let mut stopping = self.stopping.subscribe();
        let mut pause = PAUSE;
        loop {
            let looked = self.look_again().await;
            if *stopping.borrow() {
                return;
            }
            if let Err(error) = &looked {
                tracing::error!(%error, "files could not be looked into again; it will be tried later");
            }
            tokio::select! {
                () = tokio::time::sleep(pause) => {}
                _ = stopping.wait_for(|stop| *stop) => return,
            }
            pause = match looked {
                Ok(true) => PAUSE,
                _ => (pause * LONGER).min(LONGEST_PAUSE),
            };
        }
    }

    /// Looks into the files again that may tell more than is known of them, one after the other, and takes what they tell
    /// into the index; what was known before is found until then. Gives whether nothing is left to look into another time.
    ///
    /// Others may read, write and search meanwhile.
    ///
    /// # Errors
    /// As for [`Library::catch_up`].
    pub async fn look_again(&self) -> Result<bool, Error> {
        // what the index does not know yet is looked into on the way
        self.catch_up(&Silent).await?;
        if self.parts.records.writing() != Writing::Open {
            return Ok(false);
        }
        let texts = &self.parts.texts;
        if texts.is_everything_due().await {
            self.look_into_all().await?;
            texts.everything_was_done().await;
        } else {
            self.look_into_marked().await?;
        }
        let nothing_left = texts.marked().await.is_empty();
        if nothing_left {
            texts.forget_others().await;
        }
        Ok(nothing_left)
    }

    async fn look_into_all(&self) -> Result<(), Error> {
        let mut after: Option<Slug> = None;
        loop {
            let heads = self.parts.records.heads(after.as_ref(), TOGETHER).await?;
            let Some(last) = heads.last() else {
                return Ok(());
            };
            after = Some(last.slug.clone());
            self.look_into(&heads).await?;
        }
    }

    async fn look_into_marked(&self) -> Result<(), Error> {
        for resources in self.parts.texts.marked().await.chunks(TOGETHER) {
            let mut heads = Vec::new();
            for resource in resources {
                match self.parts.records.head(*resource).await? {
                    Some(head) => heads.push(head),
                    None => self.parts.texts.unmark(*resource).await,
                }
            }
            self.look_into(&heads).await?;
        }
        Ok(())
    }

    /// Looks into the files of these resources, and takes the resources into the index.
    async fn look_into(&self, heads: &[Head]) -> Result<(), Error> {
        let (mut looked, mut settled) = (BTreeSet::new(), Vec::new());
        for head in heads {
            match self.settle(head).await? {
                Files::None => self.parts.texts.unmark(head.resource).await,
                Files::Unsettled => {
                    self.parts.texts.mark(head.resource).await;
                    looked.insert(head.resource);
                }
                Files::Settled => {
                    settled.push((head.resource, head.seq));
                    looked.insert(head.resource);
                }
            }
        }
        self.index_again(looked, &settled).await
    }

    /// Looks into the files of a resource which may tell more than is known of them.
    async fn settle(&self, head: &Head) -> Result<Files, Error> {
        if head.withdrawn.is_some() {
            return Ok(Files::None);
        }
        let revision = match self.revision_of(head, head.number).await {
            Err(Error::Storage(storage::Error::Damaged { .. })) => return Ok(Files::None),
            revision => revision?,
        };
        let mut files = Files::None;
        for file in &revision.content.files {
            let known = self.inspect(file.sha256, file.name.as_str(), Wish::Settled);
            let settled = match known.await {
                Ok(known) => known.settled,
                Err(error @ Error::Storage(storage::Error::Closed)) => return Err(error),
                // `check` names it; there is nothing to wait for
                Err(Error::Storage(
                    storage::Error::NoSuchFile(_) | storage::Error::Damaged { .. },
                )) => true,
                Err(error) => {
                    tracing::error!(file = %file.sha256, %error, "a file could not be looked into again");
                    false
                }
            };
            files = match files {
                Files::Unsettled => Files::Unsettled,
                _ if settled => Files::Settled,
                _ => Files::Unsettled,
            };
        }
        Ok(files)
    }

    /// Takes resources into the index as they stand now. Those that have not changed since all their files were looked into
    /// are done with.
    async fn index_again(
        &self,
        resources: BTreeSet<ResourceId>,
        settled: &[(ResourceId, Seq)],
    ) -> Result<(), Error> {
        if resources.is_empty() {
            return Ok(());
        }
        let _feeding = self.feeding.lock().await;
        let mut feed = Feed::new(&self.parts);
        let given = self.give(resources, &mut feed).await;
        let taken = match given {
            Ok(()) => feed.finish().await,
            Err(error) => feed.settle().await.and(Err(error)),
        };
        taken?;
        if !feed.stands() {
            self.feed_to_end(&Silent).await?;
        }
        for (resource, seq) in settled {
            let head = self.parts.records.head(*resource).await?;
            if head.is_some_and(|head| head.seq == *seq) {
                self.parts.texts.unmark(*resource).await;
            }
        }
        Ok(())
    }
}

/// How much is known of the files of a resource.
enum Files {
    /// It has none, or none that can be found.
    None,
    /// Looking into them again would tell no more.
    Settled,
    /// Looking into one of them another time may tell more.
    Unsettled,
}
