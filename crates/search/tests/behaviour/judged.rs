//! Queries as people type them, which documents they should find, and how well they do.

#[path = "../../../../tests/shared.rs"]
mod shared;

use serde::Deserialize;
use std::collections::{BTreeMap, HashMap};
use std::error::Error;
use std::path::{Path, PathBuf};

/// How many hits are looked at.
pub const HITS: usize = 20;

/// Mean figures over queries.
#[derive(Debug, Clone, Copy, Default)]
pub struct Figures {
    /// How many queries.
    pub queries: usize,
    /// Normalised discounted cumulative gain of the first ten: gain 2^grade − 1, discount log2, against the best order
    /// of the judged documents.
    pub ndcg: f64,
    /// One divided by the place of the first document that was wanted (grade 2) among the first ten; 0 when there is none.
    pub mrr: f64,
    /// Share of the judged documents among the first twenty.
    pub recall: f64,
}

/// A query with what was judged.
pub struct Judged {
    /// The kind of difficulty.
    pub group: String,
    /// The text.
    pub text: String,
    /// 2 for a document that is wanted, 1 for a useful one.
    grades: HashMap<String, i32>,
}

#[derive(Deserialize)]
struct Line {
    id: String,
    group: String,
    query: String,
}

/// Where the development set lies; `None`, said aloud, when it is not there.
pub fn folder() -> Option<PathBuf> {
    shared::shared("search")
}

/// The queries of a set.
pub fn queries(folder: &Path) -> Result<Vec<Judged>, Box<dyn Error>> {
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
        let line: Line = serde_json::from_str(line)?;
        let grades = grades.remove(&line.id).unwrap_or_default();
        judged.push(Judged {
            group: line.group,
            text: line.query,
            grades,
        });
    }
    Ok(judged)
}

impl Judged {
    /// Figures of the hits, the best first.
    pub fn figures<S: AsRef<str>>(&self, hits: &[S]) -> Figures {
        let grade = |hit: &S| self.grades.get(hit.as_ref()).copied().unwrap_or(0);
        let grades = hits.iter().take(HITS).map(grade).collect::<Vec<_>>();
        let mut ideal = self.grades.values().copied().collect::<Vec<_>>();
        ideal.sort_by_key(|grade| -grade);
        let found = grades.iter().filter(|grade| **grade > 0).count();
        let wanted = grades.iter().take(10).position(|grade| *grade == 2);
        Figures {
            queries: 1,
            ndcg: gain(&grades) / gain(&ideal),
            mrr: wanted.map_or(0.0, |at| 1.0 / (at + 1) as f64),
            recall: found as f64 / self.grades.len() as f64,
        }
    }
}

/// Means by group, and over all under the name `all`.
pub fn means<'a>(each: impl Iterator<Item = (&'a Judged, Figures)>) -> BTreeMap<String, Figures> {
    let mut sums: BTreeMap<String, Figures> = BTreeMap::new();
    for (judged, figures) in each {
        for name in [judged.group.as_str(), "all"] {
            let sum = sums.entry(name.to_owned()).or_default();
            sum.queries += 1;
            sum.ndcg += figures.ndcg;
            sum.mrr += figures.mrr;
            sum.recall += figures.recall;
        }
    }
    for sum in sums.values_mut() {
        sum.ndcg /= sum.queries as f64;
        sum.mrr /= sum.queries as f64;
        sum.recall /= sum.queries as f64;
    }
    sums
}

fn gain(grades: &[i32]) -> f64 {
    let gains = grades.iter().take(10).zip(2..);
    gains
        .map(|(grade, place)| (2f64.powi(*grade) - 1.0) / f64::from(place).log2())
        .sum()
}

/// The figures as a table.
pub fn table(means: &BTreeMap<String, Figures>) -> String {
    let mut table = format!(
        "{:12} {:>4} {:>8} {:>7} {:>10}\n",
        "group", "n", "nDCG@10", "MRR@10", "recall@20"
    );
    for (group, figures) in means {
        table += &format!(
            "{group:12} {:4} {:8.3} {:7.3} {:10.3}\n",
            figures.queries, figures.ndcg, figures.mrr, figures.recall
        );
    }
    table
}
