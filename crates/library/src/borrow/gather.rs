//! Goes through texts and looks up what they borrow.

use super::address::{NamedFile, named_file};
use super::passage::{Lent, NotLent, WhyNot, lent};
use super::pins::{self, shown};
use super::{Anew, Borrower, Loans, Passage, Picture};
use crate::owner::MAX_LOOKED_AT;
use crate::render::link_slug;
use crate::sources::Found;
use crate::{Error, Library};
use markup::{Inclusion, Room};
use model::{Borrowed, Content, FileName, ResourceId, RevisionNumber, Slug};
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

/// How many different pictures of other resources are looked up for one page; more are linked to. Each costs a read.
const MAX_PICTURES: usize = 100;

/// Of how many pictures one asks whether they are the resource's own; more are looked up as those of others.
const MAX_OWN: usize = 100;

/// A revision that lends a passage, of which pictures may be shown.
struct Lender {
    slug: Slug,
    revision: RevisionNumber,
    borrowed: Vec<Borrowed>,
}

pub(super) struct Gathering<'l> {
    library: &'l Library,
    who: Borrower<'l>,
    language: &'l str,
    pub(super) loans: Loans,
    /// Revisions that were looked up.
    found: HashMap<(Slug, Option<RevisionNumber>), Arc<Found>>,
    /// Passages that were looked up, whether or not they found room: each costs a reading of the lender's text.
    sought: HashSet<Inclusion>,
    /// How many pictures of others were looked up.
    pictures: usize,
    /// Of how many pictures it was asked whether they are the resource's own.
    own: usize,
    /// How many sources may still be looked at to say whose pictures are.
    owners: usize,
    /// The resources that the borrower says it was made from, once somebody asked.
    sources: Option<HashSet<ResourceId>>,
    /// How much text is included.
    bytes: usize,
}

impl<'l> Gathering<'l> {
    pub(super) fn new(library: &'l Library, who: Borrower<'l>, language: &'l str) -> Self {
        Self {
            library,
            who,
            language,
            loans: Loans::default(),
            found: HashMap::new(),
            sought: HashSet::new(),
            pictures: 0,
            own: 0,
            owners: MAX_LOOKED_AT,
            sources: None,
            bytes: 0,
        }
    }

    /// Looks up what one text borrows.
    pub(super) async fn text(&mut self, text: &str) -> Result<(), Error> {
        for inclusion in markup::inclusions(text) {
            let room = self.sought.len() < Room::MAX_PASSAGES;
            if room && self.sought.insert(inclusion.clone()) {
                self.passage(inclusion).await?;
            }
        }
        self.pictures(text, None).await
    }

    async fn passage(&mut self, inclusion: Inclusion) -> Result<(), Error> {
        let slug = link_slug(&inclusion.target);
        let pin = self.kept(&slug, None);
        let section = inclusion.section.clone();
        let found = self.find(&slug, pin).await?;
        let Found::Here(head, revision) = &*found else {
            self.keep_passage(&slug, section.as_deref(), pin);
            let missing = NotLent::missing(&inclusion.target, section);
            self.loans
                .passages
                .insert(inclusion, Passage::NotLent(missing));
            return Ok(());
        };
        let kind = self.library.kind(revision.content.kind.as_str());
        let lent = lent(
            head,
            revision,
            kind.as_deref(),
            section.as_deref(),
            self.language,
        );
        let passage = match lent {
            Ok(lent) => {
                if self.bytes + lent.bytes() > Room::MAX_BYTES {
                    return Ok(());
                }
                self.bytes += lent.bytes();
                self.keep_passage(&slug, section.as_deref(), Some(revision.number));
                let lender = Lender {
                    slug,
                    revision: revision.number,
                    borrowed: revision.content.borrowed.clone(),
                };
                for part in &lent.parts {
                    self.pictures(&part.text, Some(&lender)).await?;
                }
                Passage::Lent(lent)
            }
            Err(why) => {
                // what was withdrawn may come back; a part that is not there, or may not be shown, is not borrowed
                if why == WhyNot::Withdrawn {
                    self.keep_passage(&slug, section.as_deref(), pin);
                }
                let target = &inclusion.target;
                Passage::NotLent(NotLent::of(head, &revision.content, why, target, section))
            }
        };
        self.loans.passages.insert(inclusion, passage);
        Ok(())
    }

    async fn pictures(&mut self, text: &str, lender: Option<&Lender>) -> Result<(), Error> {
        for address in markup::images(text) {
            if self.loans.pictures.contains_key(&address) {
                continue;
            }
            let Some(named) = named_file(&address) else {
                self.loans.pictures.insert(address, Picture::Own);
                continue;
            };
            if lender.is_none() && self.is_own(&named).await? {
                self.loans.pictures.insert(address, Picture::Own);
            } else if self.pictures < MAX_PICTURES {
                self.pictures += 1;
                let picture = self.picture(&address, &named, lender).await?;
                self.loans.pictures.insert(address, picture);
            }
        }
        Ok(())
    }

    async fn picture(
        &mut self,
        address: &str,
        named: &NamedFile,
        lender: Option<&Lender>,
    ) -> Result<Picture, Error> {
        let (slug, file) = (&named.resource, &named.file);
        let pin = named
            .revision
            .or_else(|| self.kept(slug, Some(file)))
            .or_else(|| lender.and_then(|lender| lender.shows(slug, file)));
        let part = Some(file.to_string());
        let found = self.find(slug, pin).await?;
        let Found::Here(head, revision) = &*found else {
            self.keep_file(slug, file, pin);
            return Ok(Picture::NotLent(NotLent::missing(address, part).picture()));
        };
        let stored = revision.content.file(file.as_str());
        let why = match stored {
            _ if head.withdrawn.is_some() => WhyNot::Withdrawn,
            Some(stored) => {
                self.keep_file(slug, file, Some(revision.number));
                let content = &revision.content;
                let room = &mut self.owners;
                let owner = self.library.file_owner_within(content, stored, room);
                let owner = owner.await?;
                return Ok(Picture::Lent {
                    slug: head.slug.clone(),
                    file: file.clone(),
                    revision: revision.number,
                    sha256: stored.sha256,
                    lent: Box::new(Lent::file(head, revision, stored, &owner)),
                });
            }
            None => WhyNot::NoPart,
        };
        self.keep_file(slug, file, pin);
        let not_lent = NotLent::of(head, &revision.content, why, address, part);
        Ok(Picture::NotLent(not_lent.picture()))
    }

    /// Whether a picture is a file of the resource that shows it. A content does not know its own address, which may be
    /// given only after it is written: it is known by its files, as they are or as they were in the revision before.
    async fn is_own(&mut self, named: &NamedFile) -> Result<bool, Error> {
        let (Some(content), name) = (self.who.content, named.file.as_str()) else {
            return Ok(false);
        };
        let before = self.who.base.and_then(|base| base.file(name));
        let files = content.file(name).into_iter().chain(before);
        let hashes: Vec<_> = files.map(|file| file.sha256).collect();
        if hashes.is_empty() || self.pinned(&named.resource, Some(&named.file)).is_some() {
            return Ok(false);
        }
        self.own += 1;
        // an adaptation has copies of its original's files: the original's they are all the same
        if self.own > MAX_OWN || self.is_source(content, &named.resource).await? {
            return Ok(false);
        }
        // what was not noted when it was saved was its own, whatever became of it since
        if self.who.base == Some(content) {
            return Ok(true);
        }
        let found = self.find(&named.resource, None).await?;
        let Found::Here(_, latest) = &*found else {
            return Ok(true);
        };
        let stored = latest.content.file(name).map(|file| file.sha256);
        Ok(hashes.into_iter().any(|hash| Some(hash) == stored))
    }

    /// Whether a content says that it was made from a resource, whatever the address of that was then.
    async fn is_source(&mut self, content: &Content, slug: &Slug) -> Result<bool, Error> {
        let records = &self.library.parts.records;
        if self.sources.is_none() {
            let mut sources = HashSet::new();
            for source in &content.derived_from {
                if let Some(slug) = &source.resource {
                    sources.extend(records.resolve(slug).await?.map(|it| it.head.resource));
                }
            }
            self.sources = Some(sources);
        }
        let Some(sources) = self.sources.as_ref().filter(|all| !all.is_empty()) else {
            return Ok(false);
        };
        let named = records.resolve(slug).await?;
        Ok(named.is_some_and(|named| sources.contains(&named.head.resource)))
    }

    /// The revision that shall be shown again.
    fn kept(&self, resource: &Slug, file: Option<&FileName>) -> Option<RevisionNumber> {
        match self.who.anew {
            Anew::All => None,
            Anew::Of(lender) if lender == resource => None,
            Anew::Of(_) | Anew::None => self.pinned(resource, file),
        }
    }

    /// The revision that the base showed.
    fn pinned(&self, resource: &Slug, file: Option<&FileName>) -> Option<RevisionNumber> {
        let pins = self.who.base.map_or(&[][..], |base| &base.borrowed);
        shown(pins, resource, file)
    }

    fn keep_passage(
        &mut self,
        slug: &Slug,
        section: Option<&str>,
        revision: Option<RevisionNumber>,
    ) {
        pins::note_passage(&mut self.loans.pins, slug, section, revision);
    }

    fn keep_file(&mut self, slug: &Slug, file: &FileName, revision: Option<RevisionNumber>) {
        pins::note_file(&mut self.loans.pins, slug, file, revision);
    }

    async fn find(
        &mut self,
        slug: &Slug,
        pin: Option<RevisionNumber>,
    ) -> Result<Arc<Found>, Error> {
        let key = (slug.clone(), pin);
        if let Some(found) = self.found.get(&key) {
            return Ok(Arc::clone(found));
        }
        let found = Arc::new(self.library.find_revision(slug, pin).await?);
        self.found.insert(key, Arc::clone(&found));
        Ok(found)
    }
}

impl Lender {
    /// The revision of a picture that the lender shows: its own, or the one that it borrowed.
    fn shows(&self, resource: &Slug, file: &FileName) -> Option<RevisionNumber> {
        if *resource == self.slug {
            return Some(self.revision);
        }
        shown(&self.borrowed, resource, Some(file))
    }
}
