//! What a library goes through before it is counted, drawn at random.

use super::drafts::draft;
use super::kinds::{Kinds, kinds};
use super::question::{Question, question};
use crate::bench::parts;
use jiff::Timestamp;
use library::{Clock, Draft, Error, Library, LibraryParts, Revised, Silent};
use model::{Actor, Value};
use proptest::prelude::*;
use proptest::sample::Index;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

/// Stages of a story: its beginning, edits, withdrawals, restores, changes of kind, all of them mixed.
pub const STAGES: usize = 6;
/// Questions at each stage.
pub const QUESTIONS: usize = 6;

const NOBODY: Actor = Actor::Anonymous;

/// What happens, and what is asked then.
#[derive(Debug, Clone)]
pub struct Stage {
    acts: Vec<Act>,
    /// Whether the index takes each act in on its own, rather than all at once.
    one_by_one: bool,
    pub questions: Vec<Question>,
}

#[derive(Debug, Clone)]
enum Act {
    Write(Draft),
    Edit(Index, Draft),
    Withdraw(Index),
    /// An older revision; of a withdrawn resource, if there is one.
    Restore(Index, Index),
    Rename(Index),
    Redefine(Kinds),
    BeginAnew,
}

/// The stages of a story.
pub fn stages() -> impl Strategy<Value = Vec<Stage>> {
    let write = || draft().prop_map(Act::Write);
    let edit = || (any::<Index>(), draft()).prop_map(|(which, draft)| Act::Edit(which, draft));
    let withdraw = || any::<Index>().prop_map(Act::Withdraw);
    let restore = || any::<(Index, Index)>().prop_map(|(which, to)| Act::Restore(which, to));
    let redefine = || kinds().prop_map(Act::Redefine);
    let rename = || any::<Index>().prop_map(Act::Rename);
    let mixed = prop_oneof![
        write(),
        edit(),
        withdraw(),
        restore(),
        redefine(),
        rename(),
        Just(Act::BeginAnew)
    ];
    (
        stage(write(), 8..24),
        stage(edit(), 1..8),
        stage(withdraw(), 1..8),
        stage(restore(), 1..8),
        stage(prop_oneof![redefine(), edit()], 1..6),
        stage(mixed, 1..8),
    )
        .prop_map(|(begun, edited, withdrawn, restored, redefined, mixed)| {
            vec![begun, edited, withdrawn, restored, redefined, mixed]
        })
}

fn stage(
    act: impl Strategy<Value = Act>,
    how_many: std::ops::Range<usize>,
) -> impl Strategy<Value = Stage> {
    let acts = prop::collection::vec(act, how_many);
    let questions = prop::collection::vec(question(), QUESTIONS);
    (acts, any::<bool>(), questions).prop_map(|(acts, one_by_one, questions)| Stage {
        acts,
        one_by_one,
        questions,
    })
}

/// A clock of which several changes share each second, so that orders by time have ties.
#[derive(Default)]
struct Coarse(AtomicI64);

impl Clock for Coarse {
    fn now(&self) -> Timestamp {
        let second = self.0.fetch_add(1, Ordering::Relaxed) / 3;
        Timestamp::from_second(1_768_435_200 + second).unwrap()
    }
}

/// A library on its way.
pub struct Story {
    pub library: Library,
    /// Addresses of the resources written, withdrawn ones among them.
    slugs: Vec<String>,
}

impl Story {
    /// An empty library with two kinds, all of whose choices are facets.
    pub async fn begin() -> Self {
        let parts = LibraryParts {
            clock: Arc::new(Coarse::default()),
            ..parts(1000)
        };
        let story = Self {
            library: Library::new(parts).await.unwrap(),
            slugs: Vec::new(),
        };
        story.redefine(Kinds::ALL).await;
        story
    }

    /// Does what the stage says; then the index has taken in everything.
    pub async fn go_through(&mut self, stage: &Stage) {
        for act in &stage.acts {
            self.act(act).await;
            if stage.one_by_one {
                self.library.catch_up(&Silent).await.unwrap();
            }
        }
        self.library.catch_up(&Silent).await.unwrap();
    }

    async fn act(&mut self, act: &Act) {
        match act {
            Act::Write(draft) => {
                let draft = self.fitting(draft);
                let created = self.library.create(&NOBODY, draft, None, "").await.unwrap();
                self.slugs.push(created.slug.to_string());
            }
            Act::Edit(which, draft) => self.edit(which, draft).await,
            Act::Withdraw(which) => {
                if let Some(at) = self.choose(which, false).await {
                    let slug = &self.slugs[at];
                    self.library.withdraw(&NOBODY, slug, "Essai").await.unwrap();
                }
            }
            Act::Restore(which, to) => self.restore(which, to).await,
            Act::Rename(which) => {
                if let Some(at) = self.choose(which, false).await {
                    let to = format!("adresse-{}", self.library.positions().await.unwrap().store);
                    self.library
                        .rename(&NOBODY, &self.slugs[at], &to)
                        .await
                        .unwrap();
                    self.slugs[at] = to;
                }
            }
            Act::Redefine(kinds) => self.redefine(*kinds).await,
            Act::BeginAnew => {
                self.library.reindex(&Silent).await.unwrap();
            }
        }
    }

    async fn edit(&self, which: &Index, draft: &Draft) {
        let Some(at) = self.choose(which, false).await else {
            return;
        };
        let slug = &self.slugs[at];
        let sheet = self.library.read(slug).await.unwrap();
        let (base, former) = (sheet.revision.number.0, sheet.content().licence);
        let mut draft = self.fitting(draft);
        // a licence once given stays, unless it permits the other itself
        let wanted = licensing::LicenceId::parse(&draft.licence).unwrap();
        if licensing::relicense(former, wanted, &[], false).is_err() {
            draft.licence = former.to_string();
        }
        let revised = self
            .library
            .revise(&NOBODY, slug, base, draft, "")
            .await
            .unwrap();
        assert!(matches!(
            revised,
            Revised::Saved { .. } | Revised::Unchanged { .. }
        ));
    }

    async fn restore(&self, which: &Index, to: &Index) {
        let withdrawn = self.choose(which, true).await;
        let chosen = match withdrawn {
            Some(at) => Some(at),
            None => self.choose(which, false).await,
        };
        let Some(at) = chosen else { return };
        let slug = &self.slugs[at];
        let latest = self
            .library
            .history(slug, None, 1)
            .await
            .unwrap()
            .head
            .number
            .0;
        let revision = 1 + u32::try_from(to.index(latest as usize)).unwrap();
        self.library
            .restore(&NOBODY, slug, revision, "")
            .await
            .unwrap();
        self.library.read(slug).await.unwrap();
    }

    async fn redefine(&self, kinds: Kinds) {
        for source in kinds.sources() {
            self.library
                .define_kind(&Actor::System, &source)
                .await
                .unwrap();
        }
    }

    /// One of the resources that are withdrawn, or of those that are not.
    async fn choose(&self, which: &Index, withdrawn: bool) -> Option<usize> {
        let mut fitting = Vec::new();
        for (at, slug) in self.slugs.iter().enumerate() {
            let read = self.library.read(slug).await;
            if matches!(read, Err(Error::Withdrawn { .. })) == withdrawn {
                fitting.push(at);
            }
        }
        (!fitting.is_empty()).then(|| *which.get(&fitting))
    }

    /// The draft without what its kind does not offer now.
    fn fitting(&self, draft: &Draft) -> Draft {
        let mut draft = draft.clone();
        let kind = self.library.kind(&draft.kind).unwrap();
        let offered = |name: &String, value: &mut Value| {
            let field = kind.field(name);
            field.is_some_and(|field| field.parse(value).is_ok())
        };
        draft.fields.retain(offered);
        draft
    }
}
