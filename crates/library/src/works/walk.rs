//! From a content to all that it uses, the nearest first.

use super::named::{Name, Named};
use super::{UsedWork, UsedWorks};
use crate::owner::MAX_LOOKED_AT;
use crate::{Error, Library};
use model::{Borrowed, Content, Head, Slug, Source};
use std::collections::{BTreeMap, HashMap, VecDeque};
use std::ops::ControlFlow;

/// The most works that are listed: more is no credit that anybody reads.
const MAX_WORKS: usize = 100;

/// The most records that are read for one list: an address and a revision for each work, and some addresses that lead to
/// nothing that is owed.
const MAX_READS: usize = 300;

/// What a content uses itself: what is still to be followed.
#[derive(Default)]
pub(super) struct Uses {
    pub(super) sources: Vec<Source>,
    pub(super) borrowed: Vec<Borrowed>,
    /// Of a collection.
    pub(super) members: Vec<Slug>,
    /// Place of its work in the list.
    pub(super) through: Option<usize>,
}

impl Uses {
    /// All that a content uses, as it was noted when that was saved.
    pub(super) fn of(content: &Content, members: Vec<Slug>) -> Self {
        Self {
            sources: content.derived_from.clone(),
            borrowed: content.borrowed.clone(),
            members,
            through: None,
        }
    }

    fn named(&self) -> impl Iterator<Item = Named<'_>> {
        let sources = self.sources.iter().map(Named::Source);
        let borrowed = self.borrowed.iter().map(Named::Borrowed);
        let members = self.members.iter().map(Named::Member);
        sources.chain(borrowed).chain(members)
    }
}

pub(super) struct Walk<'l> {
    library: &'l Library,
    used: UsedWorks,
    /// The works that were met, with their places in the list; none for one that is not listed.
    seen: BTreeMap<Name, Option<usize>>,
    queue: VecDeque<Uses>,
    /// Where addresses lead.
    heads: HashMap<Slug, Option<Head>>,
    /// How many records were read.
    reads: usize,
    /// How many sources may still be looked at to say whose borrowed files are.
    owners: usize,
}

impl<'l> Walk<'l> {
    pub(super) fn new(library: &'l Library) -> Self {
        Self {
            library,
            used: UsedWorks::default(),
            seen: BTreeMap::new(),
            queue: VecDeque::new(),
            heads: HashMap::new(),
            reads: 0,
            owners: MAX_LOOKED_AT,
        }
    }

    pub(super) async fn from(mut self, first: Uses) -> Result<UsedWorks, Error> {
        self.queue.push_back(first);
        while let Some(uses) = self.queue.pop_front() {
            for named in uses.named() {
                if self.meet(named, uses.through).await?.is_break() {
                    self.used.more = true;
                    return Ok(self.used);
                }
            }
        }
        Ok(self.used)
    }

    /// Lists a work that was not met before; its revision is read only then.
    async fn meet(
        &mut self,
        named: Named<'_>,
        through: Option<usize>,
    ) -> Result<ControlFlow<()>, Error> {
        if self.reads >= MAX_READS {
            return Ok(ControlFlow::Break(()));
        }
        let head = self.head(named.resource()).await?;
        let name = named.name(head.as_ref());
        if let Some(known) = self.seen.get(&name) {
            if let Some(work) = known.and_then(|place| self.used.works.get_mut(place)) {
                work.extract = both(work.extract.take(), named.extract());
            }
            return Ok(ControlFlow::Continue(()));
        }
        if named.is_owed_nothing(head.as_ref()) {
            return Ok(ControlFlow::Continue(()));
        }
        if self.used.works.len() == MAX_WORKS {
            return Ok(ControlFlow::Break(()));
        }
        self.reads += usize::from(head.is_some());
        let read = named.read(self.library, head, &mut self.owners).await?;
        let place = read.as_ref().map(|_| self.used.works.len());
        self.seen.insert(name, place);
        if let Some((work, uses)) = read {
            self.used.works.push(UsedWork { through, ..work });
            let through = place;
            self.queue.push_back(Uses { through, ..uses });
        }
        Ok(ControlFlow::Continue(()))
    }

    /// The resource at an address, if there is one.
    async fn head(&mut self, slug: Option<&Slug>) -> Result<Option<Head>, Error> {
        let Some(slug) = slug else {
            return Ok(None);
        };
        if let Some(known) = self.heads.get(slug) {
            return Ok(known.clone());
        }
        self.reads += 1;
        let resolved = self.library.parts.records.resolve(slug).await?;
        let head = resolved.map(|resolved| resolved.head);
        self.heads.insert(slug.clone(), head.clone());
        Ok(head)
    }
}

/// What two say that they show of one work: the whole when either does.
fn both(one: Option<String>, other: Option<String>) -> Option<String> {
    let (one, other) = (one?, other?);
    Some(if one == other {
        one
    } else {
        format!("{one}, {other}")
    })
}
