//! Whether what somebody wrote may be published: its licence is one that its sources, and those who wrote it before,
//! permit.
//!
//! The rules are those of [`licensing`]; here stands to whom they are put. A draft that is kept may break them, and an
//! import takes in what it finds (the list of such resources is [`Library::standing_licences`]); nothing that people
//! write on top of it may break them further: a save that touches neither the licence nor the sources is never refused
//! for what others left.

use crate::sources::is_adapted;
use crate::{Conflict, Draft, Error, Library};
use licensing::{LicenceId, Refused, relicense};
use model::{Actor, Content, Event, Kind, Origin, Problems, Reason, Revision};
use std::sync::Arc;

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
        match self.judged(actor, draft, base).await {
            Err(Error::Invalid(mut problems)) => {
                self.add_problems_of_rights(actor, draft, base, &mut problems)
                    .await?;
                Err(Error::Invalid(problems))
            }
            judged => judged,
        }
    }

    /// Adds what is wrong with licence, sources and files, which are judged only when all else is right: whoever mends
    /// something shall not be told of the next thing afterwards.
    async fn add_problems_of_rights(
        &self,
        actor: &Actor,
        draft: &Draft,
        base: Option<&Revision>,
        problems: &mut Problems,
    ) -> Result<(), Error> {
        let kinds = self.kinds();
        let asks_nothing = |kind: &&Arc<Kind>| kind.fields().iter().all(|field| !field.required);
        let Some(kind) = kinds.iter().find(asks_nothing) else {
            return Ok(());
        };
        let rights = Draft {
            title: "-".to_owned(),
            kind: kind.id().to_string(),
            licence: draft.licence.clone(),
            derived_from: draft.derived_from.clone(),
            origin: draft.origin.clone(),
            sole_author: draft.sole_author,
            files: draft.files.clone(),
            ..Draft::default()
        };
        match self.judged(actor, &rights, base).await {
            Err(Error::Invalid(more)) => {
                let new = more.0.into_iter();
                let new = new.filter(|problem| !problems.0.contains(problem));
                let new: Vec<_> = new.collect();
                problems.0.extend(new);
                Ok(())
            }
            Ok(_) => Ok(()),
            Err(error) => Err(error),
        }
    }

    async fn judged(
        &self,
        actor: &Actor,
        draft: &Draft,
        base: Option<&Revision>,
    ) -> Result<Content, Error> {
        let kept = base.map(|base| &base.content);
        let mut content = self.check_draft(draft, kept).await?;
        self.pin_sources(&mut content, kept).await?;
        self.name_holders(&mut content, base.as_slice()).await?;
        content.borrowed = match kept {
            // what an import brought has no pins: to find them is no change of somebody who changes nothing
            Some(kept) if same_but_for_pins(&content, kept) => kept.borrowed.clone(),
            _ => self.borrowed(&content, kept).await?,
        };
        if let Some(kept) = kept.filter(|_| !draft.sole_author) {
            keep_licences_of_files(&mut content, kept);
        }
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
        let alone = match base {
            Some(base) if wanted.sole_author => self.wrote_alone(actor, base).await?,
            _ => None,
        };
        let same = |kept: &Content| {
            kept.licence == content.licence && kept.derived_from == content.derived_from
        };
        if kept.is_some_and(same) {
            return self.permitted_files(content, kept, alone.is_some()).await;
        }
        let sources = self.adapted_licences(content, kept).await?;
        if licensing::conflict(&sources).is_some() {
            return Err(Error::invalid(
                "licence",
                Reason::SourcesConflict { sources },
            ));
        }
        let new =
            !sources.is_empty() || matches!(content.origin, Some(Origin::Own | Origin::WithOthers));
        if new && content.licence.licence().is_mark() {
            return Err(Error::invalid("licence", Reason::MarkOnNewWork));
        }
        let former = kept.map_or(content.licence, |kept| kept.licence);
        let mut binding = sources;
        if former != content.licence {
            // a source that is named no more may be in the text still
            binding.extend(alone.iter().flatten());
        }
        let reason = match relicense(former, content.licence, &binding, alone.is_some()) {
            Ok(_) => return self.permitted_files(content, kept, alone.is_some()).await,
            Err(Refused::BySources(refusals)) => Reason::LicenceIncompatible {
                sources: refusals.iter().map(|refusal| refusal.source).collect(),
                target: content.licence,
            },
            Err(Refused::ByAuthors(_)) => Reason::LicenceKept {
                former,
                wanted: content.licence,
            },
        };
        Err(Error::invalid("licence", reason))
    }

    /// The licences of all that the resource was ever made from, when every revision up to now was signed with the name
    /// of the one who acts and nobody else is credited; otherwise nothing. Without accounts a name is what somebody
    /// states; the history shows who stated it.
    async fn wrote_alone(
        &self,
        actor: &Actor,
        base: &Revision,
    ) -> Result<Option<Vec<LicenceId>>, Error> {
        let Actor::Signed(name) = actor else {
            return Ok(None);
        };
        let mut credited = base.content.authors.iter();
        if credited.any(|author| author.name != *name) {
            return Ok(None);
        }
        let (mut sources, mut before) = (Vec::new(), None);
        loop {
            let records = &self.parts.records;
            let changes = records.history(base.resource, before, CHANGES).await?;
            for change in &changes {
                let content = match &change.event {
                    Event::Created { content, .. } | Event::Revised { content, .. } => content,
                    _ => continue,
                };
                if change.by != *actor {
                    return Ok(None);
                }
                for source in content
                    .derived_from
                    .iter()
                    .filter(|source| is_adapted(source))
                {
                    sources.extend(self.licence_of(source).await?);
                }
            }
            match changes.last() {
                Some(last) if changes.len() == CHANGES => before = Some(last.seq),
                _ => return Ok(Some(sources)),
            }
        }
    }
}

/// Another licence of the text is none of its files: those that had the licence of the text get it as their own.
fn keep_licences_of_files(content: &mut Content, kept: &Content) {
    if content.licence == kept.licence {
        return;
    }
    for file in &mut content.files {
        let mut before = kept.files.iter();
        let inherited = before.any(|one| one.sha256 == file.sha256 && one.licence.is_none());
        if file.licence.is_none() && inherited {
            file.licence = Some(kept.licence);
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
