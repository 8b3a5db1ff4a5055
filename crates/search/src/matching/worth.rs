//! What words are worth, and what is known of each resource when they are added up.

use super::{Candidates, Mark, Matcher, SAME};
use crate::Error;
use crate::plan::Group;
use crate::recipe::Ingredient;
use crate::schema::place;
use tantivy::DocId;

/// The marks of a group of the plan, and what it is worth.
pub struct Weighed {
    marks: Vec<Vec<Mark>>,
    /// Rarity times share; 0 when nobody has it.
    pub worth: f32,
    /// Whether it is a word of the person that somebody has, and no small one.
    pub telling: bool,
    parts: Vec<usize>,
}

/// What is known of a resource.
#[derive(Clone, Copy, Default)]
pub struct Row {
    pub doc: DocId,
    /// Sum over the words that it has.
    pub score: f32,
    /// Worth of the words that it has.
    pub covered: f32,
    /// Worth of the words that it has elsewhere than in files.
    pub covered_outside: f32,
    /// How many telling words are in its title.
    pub in_title: usize,
}

impl Weighed {
    fn is_in(&self, segment: usize, doc: DocId) -> bool {
        self.marks[segment]
            .binary_search_by_key(&doc, |mark| mark.doc)
            .is_ok()
    }

    /// Whether any of the candidates has it.
    pub fn is_among(&self, candidates: &Candidates) -> bool {
        let in_segment = |(number, marks): (usize, &Vec<Mark>)| {
            let found = &candidates[number];
            marks.iter().any(|mark| {
                found
                    .binary_search_by_key(&mark.doc, |found| found.doc)
                    .is_ok()
            })
        };
        self.marks.iter().enumerate().any(in_segment)
    }

    /// What a resource covers that has it: an expression says all its words, so those that are lacking count as there.
    fn covers(&self, words: &[Self], segment: usize, doc: DocId) -> f32 {
        let parts = self.parts.iter().map(|part| &words[*part]);
        let lacking = parts.filter(|part| !part.is_in(segment, doc));
        self.worth + lacking.map(|part| part.worth).sum::<f32>()
    }
}

/// Weighs groups. All alternatives of a group are as rare as those that are the same thing are together, for a rare
/// correction or near word must not outweigh the rest of the question.
///
/// # Errors
/// [`Error::Engine`] or [`Error::Io`].
pub fn weigh(matcher: &Matcher<'_>, groups: &[Group]) -> Result<Vec<Weighed>, Error> {
    let all = matcher.searcher.num_docs() as f32;
    let mut words = Vec::with_capacity(groups.len());
    for group in groups {
        let marks = if matcher.recipe.has(Ingredient::SharedRarity) {
            matcher.group(group)?
        } else {
            marks_by_own_rarity(matcher, group, all)?
        };
        let having = having(&marks);
        let worth = if having > 0.0 {
            group.share * rarity(all, having)
        } else {
            0.0
        };
        let telling = group.telling && having > 0.0;
        words.push(Weighed {
            marks,
            worth,
            telling,
            parts: group.parts.clone(),
        });
    }
    Ok(words)
}

/// The marks of a group each alternative of which counts as rare as it is itself.
fn marks_by_own_rarity(
    matcher: &Matcher<'_>,
    group: &Group,
    all: f32,
) -> Result<Vec<Vec<Mark>>, Error> {
    let mut marks = matcher.group(group)?;
    let shared = rarity(all, having(&marks));
    let by_doc = |mark: &Mark| mark.doc;
    marks
        .iter_mut()
        .flatten()
        .for_each(|mark| mark.strength = 0.0);
    for alternative in &group.alternatives {
        let alone = Group {
            alternatives: vec![alternative.clone()],
            ..group.clone()
        };
        let own = matcher.group(&alone)?;
        let factor = rarity(all, having(&own)) / shared;
        for (all, own) in marks.iter_mut().zip(&own) {
            for mark in own {
                if let Ok(at) = all.binary_search_by_key(&mark.doc, by_doc) {
                    all[at].strength = all[at].strength.max(mark.strength * factor);
                }
            }
        }
    }
    Ok(marks)
}

/// How many resources have the thing itself; if none has it, how many have something near.
fn having(marks: &[Vec<Mark>]) -> f32 {
    let count = |flag: u8| {
        marks
            .iter()
            .flatten()
            .filter(|mark| mark.places & flag != 0)
            .count()
    };
    match count(SAME) {
        0 => count(u8::MAX) as f32,
        having => having as f32,
    }
}

/// Inverse document frequency as in BM25 (Robertson and Zaragoza, 2009), kept above zero.
fn rarity(all: f32, having: f32) -> f32 {
    (1.0 + (all - having + 0.5) / (having + 0.5)).ln()
}

/// Adds up the words for every document of a segment that has one, in the order of documents.
pub fn rows(number: usize, words: &[Weighed]) -> Vec<Row> {
    let marked = words.iter().flat_map(|word| &word.marks[number]);
    let mut docs: Vec<DocId> = marked.map(|mark| mark.doc).collect();
    // each word's documents are in order already, which this sort makes use of
    docs.sort();
    docs.dedup();
    let row = |doc| Row {
        doc,
        ..Row::default()
    };
    let mut rows: Vec<Row> = docs.into_iter().map(row).collect();
    for word in words {
        let mut rows = rows.iter_mut();
        for mark in &word.marks[number] {
            let Some(row) = rows.find(|row| row.doc == mark.doc) else {
                break;
            };
            let covered = word.covers(words, number, mark.doc);
            row.score += word.worth * mark.strength;
            row.covered += covered;
            if mark.places & (place::TITLE | place::TEXT | place::KIND) != 0 {
                row.covered_outside += covered;
            }
            row.in_title += usize::from(word.telling && mark.places & place::TITLE != 0);
        }
    }
    rows
}
