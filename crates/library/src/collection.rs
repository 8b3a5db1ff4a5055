//! Collections: resources brought together in an order, each under its own licence.

use crate::library::summary;
use crate::publishing::Wanted;
use crate::{Error, Library, Revised, Sheet, rights};
use model::{Actor, Cause, Content, FieldValue, Reason, Slug, Value};
use std::collections::{BTreeSet, VecDeque};

/// The most resources that are looked at within a collection: as many as may stand in one, and some more for those that
/// it holds.
const MAX_READ: usize = 200;

/// The resources that stand in a collection.
#[derive(Debug, Clone, Default)]
pub struct Collected {
    /// Each once: the members, then those of members that are collections, and so on.
    pub sheets: Vec<Sheet>,
    /// Whether there are others that could not be looked at: they are too many, or a record is damaged.
    pub more: bool,
}

impl Library {
    /// The members of a collection, in their order; none when the content is of a kind without such a field.
    #[must_use]
    pub fn members(&self, content: &Content) -> Vec<Slug> {
        let Some(kind) = self.kind(content.kind.as_str()) else {
            return Vec::new();
        };
        let Some(field) = kind.collection() else {
            return Vec::new();
        };
        let value = content.fields.get(&field.name);
        match value.and_then(|value| field.parse(value).ok()).flatten() {
            Some(FieldValue::Resources(slugs)) => slugs,
            _ => Vec::new(),
        }
    }

    /// Puts a resource at the end of a collection, in a new revision of that one; nothing is written when it stands there.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::Withdrawn`] for either; [`Error::Invalid`] at `collection` for what is none, or itself,
    /// and when it is full; [`Error::Busy`].
    pub async fn collect(
        &self,
        actor: &Actor,
        collection: &str,
        member: &str,
        summary_text: &str,
    ) -> Result<Revised, Error> {
        self.allow(actor, rights::Act::Revise)?;
        let summary = summary(summary_text)?;
        let member = self.standing(member).await?.head;
        let head = self.standing(collection).await?.head;
        let base = self.revision_of(&head, head.number).await?;
        let mut content = base.content.clone();
        let kind = self.kind(content.kind.as_str());
        let field = kind.as_ref().and_then(|kind| kind.collection());
        let Some(field) = field.filter(|_| head.resource != member.resource) else {
            let given = collection.chars().take(80).collect();
            let known = Vec::new();
            return Err(Error::invalid(
                "collection",
                Reason::Unknown { given, known },
            ));
        };
        let mut members = self.members(&content);
        if members
            .iter()
            .any(|slug| *slug == member.slug || member.redirects.contains(slug))
        {
            let revision = head.number;
            return Ok(Revised::Unchanged { revision });
        }
        members.push(member.slug);
        let names = members.iter().map(ToString::to_string).collect();
        let value = Value::List(names);
        let wrong = |reason| Error::invalid("collection", reason);
        field.parse(&value).map_err(wrong)?;
        content.fields.insert(field.name.clone(), value);
        let wanted = Wanted {
            content,
            sole_author: false,
        };
        self.save(actor, collection, base, wanted, Cause::Edit, summary)
            .await
    }

    /// All resources that stand in a collection, and in the collections that it holds, as they are now; at most 200. Those
    /// that were withdrawn or are not here do not stand in it.
    ///
    /// # Errors
    /// Faults of the store; a damaged record is none, it is told by [`Collected::more`].
    pub async fn collected(&self, content: &Content) -> Result<Collected, Error> {
        let mut collected = Collected::default();
        let mut queue = VecDeque::from(self.members(content));
        let mut named = BTreeSet::new();
        let mut seen = BTreeSet::new();
        while let Some(slug) = queue.pop_front() {
            if !named.insert(slug.clone()) {
                continue;
            }
            if named.len() > MAX_READ {
                collected.more = true;
                break;
            }
            match self.read(slug.as_str()).await {
                // one resource may be named by several addresses
                Ok(sheet) if seen.insert(sheet.head.resource) => {
                    queue.extend(self.members(sheet.content()));
                    collected.sheets.push(sheet);
                }
                Ok(_) | Err(Error::NotFound(_) | Error::Withdrawn { .. }) => {}
                Err(error) if error.is_damage() => collected.more = true,
                Err(error) => return Err(error),
            }
        }
        Ok(collected)
    }
}
