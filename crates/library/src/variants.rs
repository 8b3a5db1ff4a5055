//! What others made of a resource.

use crate::follow::blocking;
use crate::sources::Found;
use crate::{Comparison, Error, Library, Sheet};
use licensing::{Act, LicenceId};
use model::{Head, RevisionNumber, Slug, Source};
use std::sync::Arc;

/// The most adaptations that are told of at once.
const SHOWN: usize = 20;

/// A resource that was made from another one, as its latest revision says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Variant {
    /// Its address.
    pub slug: Slug,
    /// Its title.
    pub title: String,
    /// Who is credited, in order.
    pub authors: Vec<String>,
    /// Its licence.
    pub licence: LicenceId,
    /// Language tag of its text.
    pub language: String,
    /// Its latest revision.
    pub revision: RevisionNumber,
    /// The revision of the source from which it was made, when that is known.
    pub made_from: Option<RevisionNumber>,
    /// What was changed, in the words of who did it.
    pub changes: Option<String>,
}

/// The adaptations of a resource, by title.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Variants {
    /// The first of them.
    pub variants: Vec<Variant>,
    /// How many more there are.
    pub more: usize,
}

impl Library {
    /// The resources here that were made from this one, under any of its addresses. Those that were withdrawn are none.
    ///
    /// # Errors
    /// When the index or the store cannot be read.
    pub async fn variants(&self, head: &Head) -> Result<Variants, Error> {
        let slugs = addresses(head);
        let (index, sought) = (Arc::clone(&self.parts.index), slugs.clone());
        let mut entries = blocking(move || index.made_from(&sought)).await?;
        entries.retain(|entry| entry.resource != head.resource);
        let mut found = Variants {
            more: entries.len().saturating_sub(SHOWN),
            ..Variants::default()
        };
        for entry in entries.iter().take(SHOWN) {
            let sheet = match self.read(entry.slug.as_str()).await {
                Ok(sheet) => sheet,
                // the index learns a moment later of what is withdrawn
                Err(Error::NotFound(_) | Error::Withdrawn { .. }) => continue,
                // a damaged record costs its own page, not that of its source
                Err(Error::Storage(error)) => {
                    tracing::error!(slug = %entry.slug, %error, "an adaptation cannot be read");
                    continue;
                }
                Err(error) => return Err(error),
            };
            found.variants.extend(variant(&sheet, &slugs));
        }
        Ok(found)
    }

    /// A resource compared with the one from which it was made, as that one was then: in its latest revision when the
    /// resource does not say which was used. Gives the source's head too.
    ///
    /// # Errors
    /// [`Error::NotFound`] or [`Error::Withdrawn`] for either.
    pub async fn compare_with_source(
        &self,
        slug: &str,
        source: &str,
    ) -> Result<(Comparison, Head), Error> {
        let sheet = self.read(slug).await?;
        let source = self.standing(source).await?.head;
        let used = variant(&sheet, &addresses(&source)).and_then(|variant| variant.made_from);
        let (source, from) = match self.find_revision(&source.slug, used).await? {
            Found::Here(head, revision) => (*head, *revision),
            Found::Elsewhere | Found::Lost => {
                let latest = self.revision_of(&source, source.number).await?;
                (source, latest)
            }
        };
        let comparison = self.compared(sheet.head, from, sheet.revision);
        Ok((comparison, source))
    }
}

/// All addresses under which a resource may be named.
fn addresses(head: &Head) -> Vec<Slug> {
    let mut slugs = vec![head.slug.clone()];
    slugs.extend(head.redirects.iter().cloned());
    slugs
}

/// The sheet as an adaptation of the resource at those addresses; nothing when it is none any more.
fn variant(sheet: &Sheet, slugs: &[Slug]) -> Option<Variant> {
    let content = sheet.content();
    let of_it = |source: &&Source| {
        let resource = source.resource.as_ref();
        source.act == Act::Adapted && resource.is_some_and(|slug| slugs.contains(slug))
    };
    let source = content.derived_from.iter().find(of_it)?;
    let authors = content.authors.iter();
    Some(Variant {
        slug: sheet.head.slug.clone(),
        title: content.title.to_string(),
        authors: authors.map(|author| author.name.to_string()).collect(),
        licence: content.licence,
        language: content.language.to_string(),
        revision: sheet.head.number,
        made_from: source.revision,
        changes: source.changes.as_ref().map(ToString::to_string),
    })
}
