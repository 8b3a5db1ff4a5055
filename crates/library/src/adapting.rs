//! Adapting a resource, and taking in what became of it since.

use crate::merge::{Merged, merge};
use crate::publishing::conflict;
use crate::sources::Found;
use crate::{Conflict, Draft, DraftSource, Error, Library, Sheet};
use licensing::Act;
use model::{Content, Head, Reason, Revision, RevisionNumber, Slug, Source};

/// What became of an original since it was adapted, laid on the adaptation.
#[derive(Debug, Clone)]
pub struct TakenIn {
    /// The adaptation, in the revision that was asked for.
    pub sheet: Sheet,
    /// Where the original stands.
    pub original: Head,
    /// The revision of it that the adaptation was made from.
    pub from: Revision,
    /// Its latest revision.
    pub to: Revision,
    /// The adaptation with the changes in it, made from the original's latest revision; where both changed the same
    /// words, those of the adaptation.
    pub draft: Draft,
    /// What both changed: `base` is the revision that was adapted, `latest` that of the original now, `mine` the
    /// adaptation.
    pub conflict: Option<Box<Conflict>>,
}

impl Draft {
    /// A draft that adapts a revision: its text, fields, themes and files; the revision as source; the first licence of
    /// those that the adaptation may carry, its own if it may. Authors are left for those who adapt: the original's are
    /// credited by the source. Files keep the licence that they have.
    ///
    /// `None` when the licence permits no adaptation.
    #[must_use]
    pub fn adapting(slug: &Slug, revision: &Revision, title: &str) -> Option<Self> {
        let content = &revision.content;
        let allowed = licensing::adaptation_licences(content.licence);
        let own = allowed.iter().find(|licence| **licence == content.licence);
        let licence = own.or_else(|| allowed.first())?;
        let mut draft = Self::from(&Content {
            files: with_own_licences(content),
            ..content.clone()
        });
        draft.title = if title.chars().count() > model::Title::MAX_CHARS {
            content.title.to_string()
        } else {
            title.to_owned()
        };
        draft.licence = licence.to_string();
        draft.authors = Vec::new();
        draft.created = String::new();
        draft.origin = String::new();
        draft.extra = None;
        let held_or_quoted = draft.derived_from.into_iter().filter(|source| {
            let adapted = Act::from_code(&source.act).is_none_or(|act| act == Act::Adapted);
            !adapted
        });
        let original = DraftSource {
            resource: slug.to_string(),
            revision: revision.number.to_string(),
            ..DraftSource::default()
        };
        draft.derived_from = std::iter::once(original).chain(held_or_quoted).collect();
        Some(draft)
    }
}

impl Library {
    /// Lays what became of an original since it was adapted on a revision of the adaptation, or on its latest. Nothing is
    /// written: somebody reads the draft, and saves it.
    ///
    /// Title, licence, authors and dates stay those of the adaptation; text, fields, themes and files are merged as the
    /// changes of two people are.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::Withdrawn`] for either; [`Error::Invalid`] at `source` when the resource does not
    /// say that it was adapted from it.
    pub async fn take_in(
        &self,
        slug: &str,
        original: &str,
        base: Option<u32>,
    ) -> Result<TakenIn, Error> {
        let sheet = match base {
            Some(base) => self.read_revision(slug, base).await?,
            None => self.read(slug).await?,
        };
        let head = self.standing(original).await?.head;
        let mine = sheet.content();
        let source = self.adapted_from(mine, &head).await?;
        let Some(source) = source else {
            let given = head.slug.to_string();
            let known = Vec::new();
            return Err(Error::invalid("source", Reason::Unknown { given, known }));
        };
        // a source without a number came by an import: the first is the only one that it surely knew
        let from = source.revision.unwrap_or(RevisionNumber::FIRST);
        let Found::Here(_, from) = self.find_revision(&head.slug, Some(from)).await? else {
            return Err(Error::unknown_resource(original));
        };
        let to = self.revision_of(&head, head.number).await?;
        let kind = self.kind(mine.kind.as_str());
        let base = comparable(mine, &from.content);
        let theirs = comparable(mine, &to.content);
        let Merged {
            mut content,
            conflicts,
        } = merge(&base, mine, &theirs, kind.as_deref());
        let place = mine.derived_from.iter().position(|one| one == source);
        if let Some(source) = place.and_then(|place| content.derived_from.get_mut(place)) {
            source.revision = Some(to.number);
        }
        let conflict =
            (!conflicts.is_empty()).then(|| conflict(&from, mine, &to, content.clone(), conflicts));
        Ok(TakenIn {
            draft: Draft::from(&content),
            original: head,
            from: *from,
            to,
            conflict,
            sheet,
        })
    }

    /// What a content says of the original, whatever its address was then.
    async fn adapted_from<'a>(
        &self,
        content: &'a Content,
        original: &Head,
    ) -> Result<Option<&'a Source>, Error> {
        for source in &content.derived_from {
            let Some(slug) = source
                .resource
                .as_ref()
                .filter(|_| source.act == Act::Adapted)
            else {
                continue;
            };
            let found = self.parts.records.resolve(slug).await?;
            if found.is_some_and(|found| found.head.resource == original.resource) {
                return Ok(Some(source));
            }
        }
        Ok(None)
    }
}

/// An original's content as far as an adaptation follows it: the rest is the adaptation's own.
fn comparable(adaptation: &Content, original: &Content) -> Content {
    Content {
        body: original.body.clone(),
        fields: original.fields.clone(),
        tags: original.tags.clone(),
        files: with_own_licences(original),
        ..adaptation.clone()
    }
}

/// The files, each with the licence under which it is: in another resource that of the first would not reach it.
fn with_own_licences(content: &Content) -> Vec<model::FileRef> {
    let own = |file: &model::FileRef| model::FileRef {
        licence: Some(file.licence.unwrap_or(content.licence)),
        ..file.clone()
    };
    content.files.iter().map(own).collect()
}
