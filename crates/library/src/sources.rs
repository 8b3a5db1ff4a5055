//! The works that a content is made from: which revision of them, under which licence, and whether that permits its own.

use crate::render::link_slug;
use crate::{DraftSource, Error, Library};
use licensing::{Act, LicenceId};
use model::{Content, Problems, Reason, Revision, RevisionNumber, Slug, Source};

/// A source as far as it can be found.
#[derive(Debug, Clone)]
pub(crate) enum Found {
    /// A resource of this library: the revision that is named, or the latest where that one is not there.
    Here(Box<model::Head>, Box<Revision>),
    /// A work from elsewhere.
    Elsewhere,
    /// A resource that is not here, or whose record is damaged.
    Lost,
}

impl Library {
    /// The licences under which sources are, in their order; `None` for one that is not known: a work from elsewhere
    /// without a licence, a resource that is not here, a value that cannot be read.
    ///
    /// For a form: it looks at no more than [`Content::MAX_ITEMS`] and refuses nothing.
    ///
    /// # Errors
    /// Faults of the store.
    pub async fn source_licences(
        &self,
        sources: &[DraftSource],
    ) -> Result<Vec<Option<LicenceId>>, Error> {
        let mut licences = Vec::new();
        for given in sources.iter().take(Content::MAX_ITEMS) {
            let named = Some(given.resource.trim()).filter(|named| !named.is_empty());
            let read = Source {
                resource: named.map(link_slug),
                revision: given.revision.trim().parse().ok().map(RevisionNumber),
                licence: LicenceId::parse(&given.licence).ok(),
                ..Source::default()
            };
            licences.push(self.licence_of(&read).await?);
        }
        Ok(licences)
    }

    /// Where a source stands.
    pub(crate) async fn find_source(&self, source: &Source) -> Result<Found, Error> {
        let Some(slug) = &source.resource else {
            return Ok(Found::Elsewhere);
        };
        self.find_revision(slug, source.revision).await
    }

    /// A revision of a resource, or the latest where that one is not there: an import knows the numbers of another
    /// library. A withdrawn resource is found, for what was made from it stays so.
    pub(crate) async fn find_revision(
        &self,
        slug: &Slug,
        number: Option<RevisionNumber>,
    ) -> Result<Found, Error> {
        match self.parts.records.resolve(slug).await? {
            Some(resolved) => self.revision_or_latest(resolved.head, number).await,
            None => Ok(Found::Lost),
        }
    }

    /// [`find_revision`](Self::find_revision) of a resource that was found.
    pub(crate) async fn revision_or_latest(
        &self,
        head: model::Head,
        number: Option<RevisionNumber>,
    ) -> Result<Found, Error> {
        for number in number.into_iter().chain([head.number]) {
            match self.parts.records.revision(head.resource, number).await {
                Ok(Some(revision)) => return Ok(Found::Here(Box::new(head), Box::new(revision))),
                // a damaged record costs its own page, not those that are made from it
                Ok(None) | Err(storage::Error::Damaged { .. }) => {}
                Err(error) => return Err(error.into()),
            }
        }
        Ok(Found::Lost)
    }

    /// The licence under which a source is, if anybody said which.
    pub(crate) async fn licence_of(&self, source: &Source) -> Result<Option<LicenceId>, Error> {
        Ok(match self.find_source(source).await? {
            Found::Here(_, revision) => Some(revision.content.licence),
            Found::Elsewhere | Found::Lost => source.licence,
        })
    }

    /// Notes the revision of each source here that names none: the latest. What was said of the same work before stays,
    /// so that a save which is not about sources does not change them.
    pub(crate) async fn pin_sources(
        &self,
        content: &mut Content,
        kept: Option<&Content>,
    ) -> Result<(), Error> {
        for source in &mut content.derived_from {
            let (Some(slug), None) = (&source.resource, source.revision) else {
                continue;
            };
            let before = kept.and_then(|kept| same_work(kept, source));
            source.revision = match before {
                Some(before) => before.revision,
                None => match self.find_revision(slug, None).await? {
                    Found::Here(head, _) => Some(head.number),
                    Found::Elsewhere | Found::Lost => None,
                },
            };
        }
        Ok(())
    }

    /// The licences of the works that a content adapts.
    ///
    /// # Errors
    /// [`Error::Invalid`] for works of which nobody can say that they may be adapted or included: one from elsewhere
    /// without a licence, one of this library that is not there. What `kept` says of a lost or withdrawn one is taken.
    pub(crate) async fn adapted_licences(
        &self,
        content: &Content,
        kept: Option<&Content>,
    ) -> Result<Vec<LicenceId>, Error> {
        let mut problems = Problems::default();
        let mut licences = Vec::new();
        for (index, source) in content.derived_from.iter().enumerate() {
            let path = format!("derived_from[{index}]");
            let known = kept.is_some_and(|kept| same_work(kept, source).is_some());
            let licence = match (self.find_source(source).await?, known) {
                (Found::Here(head, _), false) if head.withdrawn.is_some() => Err(unknown(source)),
                (Found::Here(_, revision), false)
                    if source
                        .revision
                        .is_some_and(|number| number != revision.number) =>
                {
                    problems.add(format!("{path}.revision"), no_revision(source));
                    continue;
                }
                (Found::Here(_, revision), _) => Ok(Some(revision.content.licence)),
                (Found::Lost, false) => Err(unknown(source)),
                (Found::Lost, true) => Ok(source.licence),
                (Found::Elsewhere, _) => match (source.licence, source.act) {
                    (None, Act::Adapted | Act::Included) => {
                        problems.add(format!("{path}.licence"), Reason::SourceUnclear);
                        continue;
                    }
                    (Some(licence), Act::Adapted | Act::Included)
                        if licence.licence().asks_for_date()
                            && source.updated.is_none()
                            && !kept.is_some_and(|kept| kept.derived_from.contains(source)) =>
                    {
                        problems.add(format!("{path}.updated"), Reason::SourceUndated);
                        continue;
                    }
                    (licence, _) => Ok(licence),
                },
            };
            let licence = problems.take(format!("{path}.resource"), licence).flatten();
            licences.extend(licence.filter(|_| is_adapted(source)));
        }
        if problems.is_empty() {
            Ok(licences)
        } else {
            Err(Error::Invalid(problems))
        }
    }
}

/// Whether what is made of a source is an adaptation: a work that is held and was changed is one, whatever it is called.
pub(crate) fn is_adapted(source: &Source) -> bool {
    match source.act {
        Act::Adapted => true,
        Act::Included => source.changes.is_some(),
        Act::Quoted => false,
    }
}

fn no_revision(source: &Source) -> Reason {
    let number = source.revision.map(|number| number.to_string());
    Reason::Unknown {
        given: number.unwrap_or_default(),
        known: Vec::new(),
    }
}

fn unknown(source: &Source) -> Reason {
    Reason::Unknown {
        given: source
            .resource
            .as_ref()
            .map(ToString::to_string)
            .unwrap_or_default(),
        known: Vec::new(),
    }
}

/// What a content says of the same work, used in the same way.
pub(crate) fn same_work<'a>(content: &'a Content, source: &Source) -> Option<&'a Source> {
    let mut sources = content.derived_from.iter();
    sources.find(|other| key(other) == key(source))
}

/// What tells sources apart, whatever else is said of them.
pub(crate) fn key(source: &Source) -> (Act, Option<&str>, Option<&str>, Option<&str>) {
    let here = source.resource.as_ref().map(Slug::as_str);
    let url = source.url.as_deref().filter(|_| here.is_none());
    let title = source.title.as_ref().map(model::Line::as_str);
    (
        source.act,
        here,
        url,
        title.filter(|_| here.is_none() && url.is_none()),
    )
}
