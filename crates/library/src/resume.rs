//! Going on with a text that was kept: laid on what the resource has become meanwhile.

use crate::{Conflict, Draft, Error, Library, Missing};
use model::{Head, ResourceId, RevisionNumber};

/// A kept text, and the resource that it was written for.
#[derive(Debug, Clone, PartialEq)]
pub enum Resumed {
    /// The text can stand in a form made from that revision: others changed nothing since its base, or other words.
    Draft {
        /// where the resource stands
        head: Box<Head>,
        /// number of the revision that the form is made from
        base: RevisionNumber,
        /// the text, with what others changed meanwhile
        draft: Box<Draft>,
    },
    /// Others changed the same words since.
    Conflict(Box<Head>, Box<Conflict>),
}

impl Library {
    /// Lays a kept text on the latest revision of its resource. Nothing is written.
    ///
    /// A text that would not be accepted as it is comes back untouched, on its own base: saving it says what is wrong.
    ///
    /// # Errors
    /// [`Error::NotFound`] for the resource or the base, [`Error::Withdrawn`], faults of the store.
    pub async fn resume(
        &self,
        resource: ResourceId,
        base: u32,
        draft: &Draft,
    ) -> Result<Resumed, Error> {
        let missing = || Error::NotFound(Missing::Resource(resource.to_string()));
        let head = self.parts.records.head(resource).await?;
        let head = Box::new(head.ok_or_else(missing)?);
        if let Some(tombstone) = &head.withdrawn {
            return Err(Error::Withdrawn {
                slug: head.slug.clone(),
                tombstone: Box::new(tombstone.clone()),
            });
        }
        let base = self.revision_of(&head, RevisionNumber(base)).await?;
        let checked = self.check_draft(draft, Some(&base.content)).await;
        let (Ok(mine), true) = (checked, base.number < head.number) else {
            return Ok(Resumed::Draft {
                head,
                base: base.number,
                draft: Box::new(draft.clone()),
            });
        };
        let latest = self.revision_of(&head, head.number).await?;
        Ok(match self.lay(&base, &mine, &latest) {
            Ok(content) => Resumed::Draft {
                base: head.number,
                head,
                draft: Box::new(Draft::from(&content)),
            },
            Err(conflict) => Resumed::Conflict(head, conflict),
        })
    }
}
