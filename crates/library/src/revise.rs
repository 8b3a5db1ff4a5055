//! Revising: saved, merged, or a conflict in which nothing is lost.

use crate::library::summary;
use crate::merge::{Merged, merge};
use crate::publishing::{self, Wanted, conflict};
use crate::{Conflict, Draft, Error, Library, Missing, Revised, rights};
use model::{Actor, Cause, Content, Head, Revision, RevisionNumber, Summary};
use storage::{Act, Outcome};

/// How often a save that others overtook is merged again before the author is asked to try later. Saves of one resource take
/// turns, so only what goes past them (a restore, an import by another command) can overtake one.
pub(crate) const ATTEMPTS: usize = 20;

impl Library {
    /// Writes a new revision on top of the one that its author had before their eyes.
    ///
    /// When others wrote meanwhile, both changes are merged; when both changed the same words, nothing is written and
    /// the answer holds both texts.
    ///
    /// # Errors
    /// [`Error::Invalid`], [`Error::TooLarge`], [`Error::NotFound`] for the resource or the base, [`Error::Withdrawn`],
    /// [`Error::Busy`] when others kept overtaking.
    pub async fn revise(
        &self,
        actor: &Actor,
        slug: &str,
        base: u32,
        draft: Draft,
        summary_text: &str,
    ) -> Result<Revised, Error> {
        self.allow(actor, rights::Act::Revise)?;
        let summary = summary(summary_text)?;
        let head = self.standing(slug).await?.head;
        let base = self.revision_of(&head, RevisionNumber(base)).await?;
        let content = self.publishable(actor, &draft, Some(&base)).await?;
        let changed = !self.say_the_same(&content, &base.content);
        let stated = draft.author_agrees || draft.sole_author;
        if head.number == base.number {
            self.agreed(actor, &base.content, changed, stated)?;
        } else {
            // it is the latest that would be changed
            let latest = self.revision_of(&head, head.number).await?;
            self.agreed(actor, &latest.content, changed, stated)?;
        }
        let mine = Wanted {
            content,
            sole_author: draft.sole_author,
        };
        self.save(actor, slug, base, mine, Cause::Edit, summary)
            .await
    }

    /// Saves a checked content on top of a revision, merging with what others wrote meanwhile. Those who save the same
    /// resource at once are served in the order in which they came.
    pub(crate) async fn save(
        &self,
        actor: &Actor,
        slug: &str,
        base: Revision,
        mine: Wanted,
        cause: Cause,
        summary: Option<Summary>,
    ) -> Result<Revised, Error> {
        let _turn = self.turns.take(base.resource).await;
        for _ in 0..ATTEMPTS {
            let head = self.standing(slug).await?.head;
            let step = self
                .put_together(actor, &head, &base, &mine, &cause)
                .await?;
            let (content, cause) = match step {
                Step::Write(content, cause) => (content, cause),
                Step::Done(revised) => return Ok(revised),
            };
            let merged = matches!(cause, Cause::Merge { .. });
            let act = Act::Revise {
                resource: head.resource,
                base: head.number,
                cause,
                content,
            };
            match self.commit(actor, summary.clone(), act).await? {
                Outcome::Committed { seq, revision } => {
                    let revision = revision.unwrap_or(head.number.next());
                    return Ok(if merged {
                        Revised::Merged { revision, seq }
                    } else {
                        Revised::Saved { revision, seq }
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
                Outcome::Withdrawn(tombstone) => {
                    return Err(Error::Withdrawn {
                        slug: head.slug,
                        tombstone: Box::new(tombstone),
                    });
                }
                Outcome::Stale { .. } | Outcome::SlugTaken { .. } => {}
            }
        }
        Err(Error::Busy)
    }

    async fn put_together(
        &self,
        actor: &Actor,
        head: &Head,
        base: &Revision,
        wanted: &Wanted,
        cause: &Cause,
    ) -> Result<Step, Error> {
        let mine = &wanted.content;
        let unchanged = Step::Done(Revised::Unchanged {
            revision: head.number,
        });
        if head.number == base.number {
            let same = *mine == base.content;
            return Ok(if same {
                unchanged
            } else {
                Step::Write(Box::new(mine.clone()), cause.clone())
            });
        }
        let latest = self.revision_of(head, head.number).await?;
        let mut content = match self.lay(base, mine, &latest) {
            Ok(content) => content,
            Err(conflict) => return Ok(Step::Done(Revised::Conflict(conflict))),
        };
        // who saves agreed to the licence that they saw: words go under another one only where that permits it
        let unseen = mine.licence == base.content.licence
            && !licensing::refusals(&[base.content.licence], content.licence).is_empty();
        if unseen {
            let parts = vec!["licence".to_owned()];
            let conflict = conflict(base, mine, &latest, content, parts);
            return Ok(Step::Done(Revised::Conflict(conflict)));
        }
        // one kept a file while the other took out the work that it is from
        let named = self.name_holders(&mut content, &[base, &latest]).await;
        let borrowed = self.borrowed(&content, Some(&content)).await?;
        let content = Content {
            borrowed,
            ..content
        };
        let merged = Wanted {
            content,
            sole_author: wanted.sole_author,
        };
        let permitted = match named {
            Ok(()) => self.permitted(actor, &merged, Some(&latest)).await,
            refused => refused,
        };
        let content = merged.content;
        match permitted {
            // each side was right, together they are not: a licence of one and a source of the other
            Err(Error::Invalid(problems)) => {
                let parts = publishing::parts(&problems);
                let conflict = conflict(base, mine, &latest, content, parts);
                return Ok(Step::Done(Revised::Conflict(conflict)));
            }
            permitted => permitted?,
        }
        let same = content == latest.content;
        Ok(if same {
            unchanged
        } else {
            Step::Write(Box::new(content), Cause::Merge { base: base.number })
        })
    }

    /// What an author made of the base, laid on what others made of it: one content, or the conflict that a person decides.
    pub(crate) fn lay(
        &self,
        base: &Revision,
        mine: &Content,
        latest: &Revision,
    ) -> Result<Content, Box<Conflict>> {
        let kind = self.kind(mine.kind.as_str());
        let Merged { content, conflicts } =
            merge(&base.content, mine, &latest.content, kind.as_deref());
        let parts = if conflicts.is_empty() {
            self.unfit(&content, mine, &latest.content)
        } else {
            conflicts
        };
        if parts.is_empty() {
            return Ok(content);
        }
        Err(conflict(base, mine, latest, content, parts))
    }

    /// The parts of a merged content that no form could save: each side was right, together they are too much, or values
    /// of one side do not fit the kind that the other chose.
    fn unfit(&self, merged: &Content, mine: &Content, latest: &Content) -> Vec<String> {
        let kept = if merged.kind == latest.kind {
            latest
        } else {
            mine
        };
        match Draft::from(merged).check(&self.kinds(), Some(kept)) {
            Ok(_) => Vec::new(),
            Err(problems) => problems
                .0
                .into_iter()
                .map(|problem| problem.field)
                .collect(),
        }
    }
}

enum Step {
    Write(Box<Content>, Cause),
    Done(Revised),
}
