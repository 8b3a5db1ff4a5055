//! Lenders that say something else by now, and taking that.

use super::address::named_file;
use super::{Anew, Borrower, Loans, Passage, Picture};
use crate::library::summary;
use crate::publishing::Wanted;
use crate::render::link_slug;
use crate::{Error, Library, Revised, rights};
use markup::Part;
use model::{Actor, Borrowed, Cause, Content, FileName, RevisionNumber, Sha256, Slug};

/// Something borrowed of which the lender says something else by now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewerBorrowed {
    /// The lender, as the text names it.
    pub resource: Slug,
    /// Its present title.
    pub title: String,
    /// Its file; none when it is a passage.
    pub file: Option<FileName>,
    /// The revision that is shown.
    pub shown: RevisionNumber,
    /// Its latest revision.
    pub latest: RevisionNumber,
}

impl Library {
    /// What a content borrows of which the lender's latest revision says something else. A lender that was withdrawn, or
    /// that changed elsewhere, is not told.
    ///
    /// # Errors
    /// Faults of the store.
    pub async fn newer_borrowed(&self, content: &Content) -> Result<Vec<NewerBorrowed>, Error> {
        let who = |anew| Borrower {
            content: Some(content),
            base: Some(content),
            anew,
        };
        let shown = self.loans_of(content, who(Anew::None)).await?;
        if shown.pins.is_empty() {
            return Ok(Vec::new());
        }
        let latest = self.loans_of(content, who(Anew::All)).await?;
        let mut newer = Vec::new();
        for pin in &shown.pins {
            let now = latest.pin(&pin.resource, pin.file.as_ref());
            let Some(now) = now.filter(|now| now.revision > pin.revision) else {
                continue;
            };
            if shown.of(pin) != latest.of(pin) {
                newer.push(NewerBorrowed {
                    resource: pin.resource.clone(),
                    title: self
                        .read(pin.resource.as_str())
                        .await?
                        .content()
                        .title
                        .to_string(),
                    file: pin.file.clone(),
                    shown: pin.revision,
                    latest: now.revision,
                });
            }
        }
        Ok(newer)
    }

    /// Makes a content show the latest revision of a lender, wherever it borrows from it; whether that changed anything.
    ///
    /// # Errors
    /// Faults of the store.
    pub async fn borrow_again(&self, content: &mut Content, lender: &Slug) -> Result<bool, Error> {
        let who = Borrower {
            content: Some(content),
            base: Some(content),
            anew: Anew::Of(lender),
        };
        let pins = self.loans_of(content, who).await?.pins;
        let changed = pins != content.borrowed;
        content.borrowed = pins;
        Ok(changed)
    }

    /// Writes a revision that shows the latest of what a resource borrows from a lender, on top of `base`; nothing else
    /// is changed.
    ///
    /// # Errors
    /// [`Error::Invalid`] at `lender` for what is no slug; otherwise as for [`Library::revise`].
    pub async fn show_latest(
        &self,
        actor: &Actor,
        slug: &str,
        base: u32,
        lender: &str,
        summary_text: &str,
    ) -> Result<Revised, Error> {
        self.allow(actor, rights::Act::Revise)?;
        let lender = Slug::parse(lender).map_err(|reason| Error::invalid("lender", reason))?;
        let summary = summary(summary_text)?;
        let head = self.standing(slug).await?.head;
        let base = self.revision_of(&head, RevisionNumber(base)).await?;
        let mut content = base.content.clone();
        self.borrow_again(&mut content, &lender).await?;
        let wanted = Wanted {
            content,
            sole_author: false,
        };
        self.save(actor, slug, base, wanted, Cause::Edit, summary)
            .await
    }
}

impl Loans {
    fn pin(&self, resource: &Slug, file: Option<&FileName>) -> Option<&Borrowed> {
        let same = |pin: &&Borrowed| pin.resource == *resource && pin.file.as_ref() == file;
        self.pins.iter().find(same)
    }

    /// All that is shown under a pin, wherever it stands: the words of passages, the bytes of a picture.
    fn of(&self, pin: &Borrowed) -> Vec<(String, Shown<'_>)> {
        let named = |slug: &Slug| *slug == pin.resource;
        let mut all: Vec<(String, Shown<'_>)> = Vec::new();
        match &pin.file {
            Some(name) => {
                let here = self.pictures.iter().filter(|(address, _)| {
                    let named = named_file(address);
                    named.is_some_and(|one| one.resource == pin.resource && one.file == *name)
                });
                all.extend(here.map(|(address, picture)| (address.clone(), Shown::of(picture))));
            }
            None => {
                let here = self.passages.iter();
                let here = here.filter(|(one, _)| named(&link_slug(&one.target)));
                all.extend(here.map(|(one, passage)| {
                    (
                        one.section.clone().unwrap_or_default(),
                        Shown::in_place(passage),
                    )
                }));
            }
        }
        all.sort_by(|one, other| one.0.cmp(&other.0));
        all
    }
}

/// What a reader sees of a loan, to be compared.
#[derive(PartialEq)]
enum Shown<'l> {
    Words(&'l [Part]),
    Bytes(Sha256),
    Nothing,
}

impl<'l> Shown<'l> {
    fn in_place(passage: &'l Passage) -> Self {
        match passage {
            Passage::Lent(lent) => Self::Words(&lent.parts),
            Passage::NotLent(_) => Self::Nothing,
        }
    }

    fn of(picture: &Picture) -> Self {
        match picture {
            Picture::Lent { sha256, .. } => Self::Bytes(*sha256),
            Picture::Own | Picture::NotLent(_) => Self::Nothing,
        }
    }
}
