//! The development set in an index.

#[path = "judged.rs"]
pub mod judged;

use judged::{Figures, HITS, Judged, means, queries};
use model::{ResourceId, Seq, Slug};
use search::{Document, Index, Query, Recipe, Update};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::error::Error;
use std::path::Path;
use uuid::Uuid;

/// The development set, indexed.
pub struct DevelopmentSet {
    /// The index of its documents.
    pub index: Index,
    /// Its queries.
    pub queries: Vec<Judged>,
    /// how texts and queries are changed before they are read
    spell: fn(&str) -> String,
}

#[derive(Deserialize)]
struct Line {
    id: String,
    title: String,
    kind: String,
    body: String,
}

impl DevelopmentSet {
    /// Reads and indexes it.
    pub fn load(folder: &Path) -> Result<Self, Box<dyn Error>> {
        Self::load_as(folder, str::to_owned)
    }

    /// The same with every text and query written otherwise.
    pub fn load_as(folder: &Path, spell: fn(&str) -> String) -> Result<Self, Box<dyn Error>> {
        let index = Index::in_memory()?;
        let corpus = std::fs::read_to_string(folder.join("corpus.jsonl"))?;
        let documents = corpus
            .lines()
            .zip(0..)
            .map(|(line, number)| document(line, number, spell));
        index.apply(&documents.collect::<Result<Vec<_>, _>>()?, Seq(1))?;
        let lexicon = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../content/synonymes.md");
        index.set_lexicon(&std::fs::read_to_string(lexicon)?);
        Ok(Self {
            index,
            queries: queries(folder)?,
            spell,
        })
    }

    /// Figures of one query.
    pub fn measure(&self, recipe: Recipe, judged: &Judged) -> Result<Figures, Box<dyn Error>> {
        let query = Query {
            text: (self.spell)(&judged.text),
            limit: HITS,
            ..Query::default()
        };
        let hits = self.index.search_by(recipe, &query)?.hits;
        let slugs = hits.iter().map(|hit| hit.slug.as_str());
        Ok(judged.figures(&slugs.collect::<Vec<_>>()))
    }

    /// Means by group, and over all under the name `all`.
    pub fn measure_all(&self, recipe: Recipe) -> Result<BTreeMap<String, Figures>, Box<dyn Error>> {
        let mut each = Vec::new();
        for judged in &self.queries {
            each.push((judged, self.measure(recipe, judged)?));
        }
        Ok(means(each.into_iter()))
    }
}

fn document(line: &str, number: u128, spell: fn(&str) -> String) -> Result<Update, Box<dyn Error>> {
    let line: Line = serde_json::from_str(line)?;
    Ok(Update::Put(Box::new(Document {
        resource: ResourceId(Uuid::from_u128(number)),
        seq: Seq(1),
        slug: Slug::parse(&line.id).map_err(|reason| format!("{}: {reason:?}", line.id))?,
        title: spell(&line.title),
        kind_labels: vec![line.kind.clone()],
        kind: line.kind,
        licence: "CC-BY-SA-4.0".to_owned(),
        language: "fr".to_owned(),
        tags: Vec::new(),
        authors: Vec::new(),
        year: 2026,
        headings: Vec::new(),
        body: spell(&line.body),
        about: Vec::new(),
        fields: Vec::new(),
        facets: Vec::new(),
        links: Vec::new(),
        made_from: Vec::new(),
        to_judge: false,
        files: Vec::new(),
        aside: false,
        created_at: jiff::Timestamp::UNIX_EPOCH,
        updated_at: jiff::Timestamp::UNIX_EPOCH,
    })))
}
