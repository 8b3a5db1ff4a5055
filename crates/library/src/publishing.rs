//! Whether what somebody wrote may be published: its licence is one that its sources, and those who wrote it before,
//! permit.
//!
//! The rules are those of [`licensing`]; here stands to whom they are put. A draft that is kept may break them, and an
//! import takes in what it finds (the list of such resources is [`Library::standing_licences`]); nothing that people
//! write on top of it may break them further: a save that touches neither the licence nor the sources is never refused
//! for what others left.

use crate::{Conflict, Draft, Error, Library};
use licensing::{Refused, relicense};
use model::{Actor, Content, Event, Problems, Reason, ResourceId, Revision};

/// How many changes of a resource are read at once, to see who wrote it.
const CHANGES: usize = 200;

/// What somebody wants to publish.
#[derive(Debug, Clone)]
pub(crate) struct Wanted {
    /// What it shall say.
    pub(crate) content: Content,
    /// They state that they alone wrote all of it.
    pub(crate) sole_author: bool,
}

impl Library {
    /// Checks a draft as publishing it would, without writing: for a preview. `base` is the revision that it was made
    /// from; without one it is a new resource.
    ///
    /// # Errors
    /// [`Error::Invalid`] with every problem, [`Error::TooLarge`] for the body.
    pub async fn publishable(
        &self,
        actor: &Actor,
        draft: &Draft,
        base: Option<&Revision>,
    ) -> Result<Content, Error> {
        let kept = base.map(|base| &base.content);
        let mut content = self.check_draft(draft, kept).await?;
        self.pin_sources(&mut content, kept).await?;
        content.borrowed = match kept {
            // what an import brought has no pins: to find them is no change of somebody who changes nothing
            Some(kept) if same_but_for_pins(&content, kept) => kept.borrowed.clone(),
            _ => self.borrowed(&content, kept).await?,
        };
        let wanted = Wanted {
            content,
            sole_author: draft.sole_author,
        };
        self.permitted(actor, &wanted, base).await?;
        Ok(wanted.content)
    }

    /// Whether the sources, and the authors of the revision before, permit the licence.
    ///
    /// # Errors
    /// [`Error::Invalid`] at `licence` or at a source.
    pub(crate) async fn permitted(
        &self,
        actor: &Actor,
        wanted: &Wanted,
        base: Option<&Revision>,
    ) -> Result<(), Error> {
        let (content, kept) = (&wanted.content, base.map(|base| &base.content));
        let same = |kept: &Content| {
            kept.licence == content.licence && kept.derived_from == content.derived_from
        };
        if kept.is_some_and(same) {
            return Ok(());
        }
        let sources = self.adapted_licences(content, kept).await?;
        if licensing::conflict(&sources).is_some() {
            return Err(Error::invalid(
                "licence",
                Reason::SourcesConflict { sources },
            ));
        }
        let former = kept.map_or(content.licence, |kept| kept.licence);
        let alone = match base {
            Some(base) if wanted.sole_author => self.wrote_alone(actor, base).await?,
            _ => false,
        };
        let refused = match relicense(former, content.licence, &sources, alone) {
            Ok(licensing::Basis::Same) => {
                let refusals = licensing::refusals(&sources, content.licence);
                (!refusals.is_empty()).then_some(Refused::BySources(refusals))
            }
            Ok(_) => None,
            Err(refused) => Some(refused),
        };
        let reason = refused.map(|refused| match refused {
            Refused::BySources(_) => Reason::LicenceIncompatible {
                sources,
                target: content.licence,
            },
            Refused::ByAuthors(_) => Reason::LicenceKept {
                former,
                wanted: content.licence,
            },
        });
        reason.map_or(Ok(()), |reason| Err(Error::invalid("licence", reason)))
    }

    /// Whether every revision up to now was signed with the name of the one who acts, and nobody else is credited.
    /// Without accounts a name is what somebody states; the history shows who stated it.
    async fn wrote_alone(&self, actor: &Actor, base: &Revision) -> Result<bool, Error> {
        let Actor::Signed(name) = actor else {
            return Ok(false);
        };
        let credited = base.content.authors.iter();
        if credited.into_iter().any(|author| author.name != *name) {
            return Ok(false);
        }
        self.signed_by(actor, base.resource).await
    }

    async fn signed_by(&self, actor: &Actor, resource: ResourceId) -> Result<bool, Error> {
        let mut before = None;
        loop {
            let records = &self.parts.records;
            let changes = records.history(resource, before, CHANGES).await?;
            let others = changes.iter().any(|change| {
                let writes = matches!(change.event, Event::Created { .. } | Event::Revised { .. });
                writes && change.by != *actor
            });
            if others {
                return Ok(false);
            }
            match changes.last() {
                Some(last) if changes.len() == CHANGES => before = Some(last.seq),
                _ => return Ok(true),
            }
        }
    }
}

fn same_but_for_pins(content: &Content, kept: &Content) -> bool {
    let borrowed = kept.borrowed.clone();
    Content {
        borrowed,
        ..content.clone()
    } == *kept
}

/// The parts of a content that a refusal is about, for a page that shows what two people wrote side by side.
pub(crate) fn parts(problems: &Problems) -> Vec<String> {
    let field = |problem: &model::Problem| {
        let end = problem
            .field
            .find(['[', '.'])
            .unwrap_or(problem.field.len());
        problem.field[..end].to_owned()
    };
    let mut parts: Vec<String> = problems.0.iter().map(field).collect();
    parts.dedup();
    parts
}

/// What two people made of one text, for whoever decides.
pub(crate) fn conflict(
    base: &Revision,
    mine: &Content,
    latest: &Revision,
    merged: Content,
    parts: Vec<String>,
) -> Box<Conflict> {
    Box::new(Conflict {
        body: markup::compare(latest.content.body.as_str(), mine.body.as_str()),
        base: base.clone(),
        latest: latest.clone(),
        mine: mine.clone(),
        merged,
        parts,
    })
}
