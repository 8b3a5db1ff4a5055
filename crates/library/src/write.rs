//! Creating, renaming, withdrawing, restoring.

use crate::library::summary;
use crate::{Created, Draft, Error, Library, Missing, Revised, rights};
use model::{Actor, Cause, Content, Reason, ResourceId, RevisionNumber, Slug, Summary};
use storage::{Act, Outcome};

impl Library {
    /// Writes a new resource. Without a slug one is made from the title, with a number behind it when it is taken.
    ///
    /// # Errors
    /// [`Error::Invalid`], [`Error::TooLarge`], [`Error::SlugTaken`] for a slug that was asked for, [`Error::Forbidden`].
    pub async fn create(
        &self,
        actor: &Actor,
        draft: Draft,
        slug: Option<&str>,
        summary_text: &str,
    ) -> Result<Created, Error> {
        self.allow(actor, rights::Act::Create)?;
        let wanted = slug.map(Slug::parse).transpose();
        let checked = self.publishable(actor, &draft, None).await;
        let (wanted, content) = match (wanted, checked) {
            (Ok(wanted), Ok(content)) => (wanted, content),
            (Err(reason), Err(Error::Invalid(mut problems))) => {
                problems.add("slug", reason);
                return Err(Error::Invalid(problems));
            }
            (Err(reason), Ok(_)) => return Err(Error::invalid("slug", reason)),
            (_, Err(error)) => return Err(error),
        };
        let summary = summary(summary_text)?;
        let first = wanted
            .clone()
            .unwrap_or_else(|| Slug::from_title(content.title.as_str()));
        for attempt in 1..=1000 {
            let slug = if attempt == 1 {
                first.clone()
            } else {
                first.numbered(attempt)
            };
            match self
                .create_at(actor, slug, Vec::new(), content.clone(), summary.clone())
                .await
            {
                Err(Error::SlugTaken(_)) if wanted.is_none() => {}
                result => return result,
            }
        }
        Err(Error::SlugTaken(first))
    }

    pub(crate) async fn create_at(
        &self,
        actor: &Actor,
        slug: Slug,
        redirects: Vec<Slug>,
        content: Content,
        summary: Option<Summary>,
    ) -> Result<Created, Error> {
        let resource = ResourceId(self.parts.ids.next());
        let content = Box::new(content);
        let act = Act::Create {
            resource,
            slug: slug.clone(),
            redirects,
            content,
        };
        match self.commit(actor, summary, act).await? {
            Outcome::Committed { seq, .. } => Ok(Created {
                resource,
                slug,
                revision: RevisionNumber::FIRST,
                seq,
            }),
            Outcome::SlugTaken { slug, .. } => Err(Error::SlugTaken(slug)),
            _ => Err(Error::Busy),
        }
    }

    /// Gives a resource another address; the old one leads to it for ever.
    ///
    /// # Errors
    /// [`Error::Invalid`] for what is no slug, [`Error::SlugTaken`], [`Error::NotFound`], [`Error::Withdrawn`].
    pub async fn rename(&self, actor: &Actor, slug: &str, to: &str) -> Result<Slug, Error> {
        self.allow(actor, rights::Act::Rename)?;
        let to = Slug::parse(to.trim()).map_err(|reason| Error::invalid("slug", reason))?;
        let resource = self.standing(slug).await?.head.resource;
        match self
            .commit(
                actor,
                None,
                Act::Rename {
                    resource,
                    to: to.clone(),
                },
            )
            .await?
        {
            Outcome::Committed { .. } | Outcome::Unchanged => Ok(to),
            Outcome::SlugTaken { slug, .. } => Err(Error::SlugTaken(slug)),
            Outcome::Withdrawn(tombstone) => Err(Error::Withdrawn {
                slug: to,
                tombstone: Box::new(tombstone),
            }),
            Outcome::Unknown | Outcome::Stale { .. } => Err(Error::unknown_resource(slug)),
        }
    }

    /// Leaves a tombstone instead of a resource. Its revisions are kept and it can be restored.
    ///
    /// # Errors
    /// [`Error::Invalid`] without a reason, [`Error::NotFound`], [`Error::Withdrawn`] when it is already.
    pub async fn withdraw(&self, actor: &Actor, slug: &str, reason: &str) -> Result<(), Error> {
        self.allow(actor, rights::Act::Withdraw)?;
        let reason = Summary::parse(reason).map_err(|reason| Error::invalid("reason", reason))?;
        let head = self.standing(slug).await?.head;
        match self
            .commit(
                actor,
                None,
                Act::Withdraw {
                    resource: head.resource,
                    reason,
                },
            )
            .await?
        {
            Outcome::Committed { .. } | Outcome::Unchanged => Ok(()),
            Outcome::Withdrawn(tombstone) => Err(Error::Withdrawn {
                slug: head.slug,
                tombstone: Box::new(tombstone),
            }),
            _ => Err(Error::unknown_resource(slug)),
        }
    }

    /// Brings an older revision back as a new one. A withdrawn resource is back by it.
    ///
    /// # Errors
    /// [`Error::NotFound`] for the resource or the revision, [`Error::Busy`].
    pub async fn restore(
        &self,
        actor: &Actor,
        slug: &str,
        revision: u32,
        summary_text: &str,
    ) -> Result<Revised, Error> {
        self.allow(actor, rights::Act::Revise)?;
        let summary = summary(summary_text)?;
        let of = RevisionNumber(revision);
        let resource = self.resolve(slug).await?.head.resource;
        let _turn = self.turns.take(resource).await;
        for _ in 0..crate::revise::ATTEMPTS {
            let head = self.resolve(slug).await?.head;
            let old = self.revision_of(&head, of).await?;
            let same = match self.revision_of(&head, head.number).await {
                Ok(latest) => old.content == latest.content,
                // this is how a resource is mended whose latest revision is damaged
                Err(Error::Storage(storage::Error::Damaged { .. })) => false,
                Err(error) => return Err(error),
            };
            if same && head.withdrawn.is_none() {
                return Ok(Revised::Unchanged {
                    revision: head.number,
                });
            }
            let content = Box::new(old.content);
            let act = Act::Revise {
                resource: head.resource,
                base: head.number,
                cause: Cause::Restore { of },
                content,
            };
            match self.commit(actor, summary.clone(), act).await? {
                Outcome::Committed { seq, revision } => {
                    return Ok(Revised::Saved {
                        revision: revision.unwrap_or(head.number.next()),
                        seq,
                    });
                }
                Outcome::Unchanged => {
                    return Ok(Revised::Unchanged {
                        revision: head.number,
                    });
                }
                Outcome::Unknown => {
                    return Err(Error::NotFound(Missing::Resource(slug.to_owned())));
                }
                Outcome::Stale { .. } | Outcome::SlugTaken { .. } | Outcome::Withdrawn(_) => {}
            }
        }
        Err(Error::Busy)
    }

    /// Adds a kind or replaces its definition; `false` when it says nothing new.
    ///
    /// # Errors
    /// [`Error::Invalid`] when the definition cannot be read, [`Error::Forbidden`].
    pub async fn define_kind(&self, actor: &Actor, source: &str) -> Result<bool, Error> {
        self.allow(actor, rights::Act::DefineKind)?;
        let kind =
            model::Kind::parse(source).map_err(|reason: Reason| Error::invalid("kind", reason))?;
        let outcome = self
            .commit(
                actor,
                None,
                Act::DefineKind {
                    kind: Box::new(kind),
                },
            )
            .await?;
        self.kinds.read_again(&*self.parts.records).await?;
        Ok(matches!(outcome, Outcome::Committed { .. }))
    }
}
