//! The development set: documents, queries as people type them, and which documents they should find.

use model::{ResourceId, Seq, Slug};
use search::{Document, Index, Query, Update};
use serde::Deserialize;
use std::collections::{BTreeMap, HashMap};
use std::error::Error;
use std::path::{Path, PathBuf};
use uuid::Uuid;

/// Mean figures over queries.
#[derive(Debug, Clone, Copy, Default)]
pub struct Figures {
    /// How many queries.
    pub queries: usize,
    /// Normalised discounted cumulative gain of the first ten: gain 2^grade − 1, discount log2, against the best order
    /// of the judged documents.
    pub ndcg: f64,
    /// Share of the judged documents among the first twenty.
    pub recall: f64,
}

/// A query with what was judged.
pub struct Judged {
    /// The kind of difficulty.
    pub group: String,
    /// The text.
    pub text: String,
    grades: HashMap<String, i32>,
}

/// The development set, indexed.
pub struct DevelopmentSet {
    /// The index of its documents.
    pub index: Index,
    /// Its queries.
    pub queries: Vec<Judged>,
}

#[derive(Deserialize)]
struct Line {
    id: String,
    title: String,
    kind: String,
    body: String,
}

#[derive(Deserialize)]
struct QueryLine {
    id: String,
    group: String,
    query: String,
}

/// Where the development set lies, beside the project; `None` when it is not there.
pub fn folder() -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/search");
    folder.join("corpus.jsonl").exists().then_some(folder)
}

impl DevelopmentSet {
    /// Reads and indexes it, unless the index holds it already.
    pub fn load(folder: &Path, index: Index) -> Result<Self, Box<dyn Error>> {
        if index.position() == Seq(0) {
            let corpus = std::fs::read_to_string(folder.join("corpus.jsonl"))?;
            let documents = corpus
                .lines()
                .zip(0..)
                .map(|(line, number)| document(line, number));
            index.apply(&documents.collect::<Result<Vec<_>, _>>()?, Seq(1))?;
        }
        let lexicon = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../content/synonymes.md");
        index.set_lexicon(&std::fs::read_to_string(lexicon).unwrap_or_default());
        Ok(Self {
            index,
            queries: queries(folder)?,
        })
    }

    /// Figures of one query.
    pub fn measure(&self, judged: &Judged) -> Result<Figures, Box<dyn Error>> {
        let query = Query {
            text: judged.text.clone(),
            limit: 20,
            ..Query::default()
        };
        let hits = self.index.search(&query)?.hits;
        let grades = hits
            .iter()
            .map(|hit| judged.grades.get(hit.slug.as_str()).copied().unwrap_or(0));
        let grades = grades.collect::<Vec<_>>();
        let mut ideal = judged.grades.values().copied().collect::<Vec<_>>();
        ideal.sort_by_key(|grade| -grade);
        let found = grades.iter().filter(|grade| **grade > 0).count();
        Ok(Figures {
            queries: 1,
            ndcg: gain(&grades) / gain(&ideal),
            recall: found as f64 / judged.grades.len() as f64,
        })
    }

    /// Means by group, and over all under the name `all`.
    pub fn measure_all(&self) -> Result<BTreeMap<String, Figures>, Box<dyn Error>> {
        let mut sums: BTreeMap<String, Figures> = BTreeMap::new();
        for judged in &self.queries {
            let figures = self.measure(judged)?;
            for name in [&judged.group, "all"] {
                let sum = sums.entry(name.to_owned()).or_default();
                sum.queries += 1;
                sum.ndcg += figures.ndcg;
                sum.recall += figures.recall;
            }
        }
        for sum in sums.values_mut() {
            sum.ndcg /= sum.queries as f64;
            sum.recall /= sum.queries as f64;
        }
        Ok(sums)
    }
}

fn gain(grades: &[i32]) -> f64 {
    let gains = grades.iter().take(10).zip(2..);
    gains
        .map(|(grade, place)| (2f64.powi(*grade) - 1.0) / f64::from(place).log2())
        .sum()
}

fn document(line: &str, number: u128) -> Result<Update, Box<dyn Error>> {
    let line: Line = serde_json::from_str(line)?;
    Ok(Update::Put(Box::new(Document {
        resource: ResourceId(Uuid::from_u128(number)),
        seq: Seq(1),
        slug: Slug::parse(&line.id).map_err(|reason| format!("{}: {reason:?}", line.id))?,
        title: line.title,
        kind_labels: vec![line.kind.clone()],
        kind: line.kind,
        licence: "CC-BY-SA-4.0".to_owned(),
        language: "fr".to_owned(),
        tags: Vec::new(),
        authors: Vec::new(),
        year: 2026,
        headings: Vec::new(),
        body: line.body,
        fields: Vec::new(),
        facets: Vec::new(),
        links: Vec::new(),
        files: Vec::new(),
        created_at: jiff::Timestamp::UNIX_EPOCH,
        updated_at: jiff::Timestamp::UNIX_EPOCH,
    })))
}

fn queries(folder: &Path) -> Result<Vec<Judged>, Box<dyn Error>> {
    let mut grades: HashMap<String, HashMap<String, i32>> = HashMap::new();
    for line in std::fs::read_to_string(folder.join("qrels.tsv"))?.lines() {
        if let [query, document, grade] = line.split('\t').collect::<Vec<_>>()[..] {
            grades
                .entry(query.to_owned())
                .or_default()
                .insert(document.to_owned(), grade.trim().parse()?);
        }
    }
    let mut judged = Vec::new();
    for line in std::fs::read_to_string(folder.join("queries.jsonl"))?.lines() {
        let line: QueryLine = serde_json::from_str(line)?;
        let grades = grades.remove(&line.id).unwrap_or_default();
        judged.push(Judged {
            group: line.group,
            text: line.query,
            grades,
        });
    }
    Ok(judged)
}
