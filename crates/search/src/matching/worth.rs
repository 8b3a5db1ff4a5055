//! What words are worth, and what is known of each resource when they are added up.

use super::{Mark, Matcher, SAME};
use crate::Error;
use crate::plan::Group;
use crate::schema::place;
use tantivy::{DocId, SegmentReader};

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
        let marks = matcher.group(group)?;
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

/// Adds up the words for every document of a segment.
pub fn rows(segment: &SegmentReader, number: usize, words: &[Weighed]) -> Vec<Row> {
    let mut rows = vec![Row::default(); segment.max_doc() as usize];
    for word in words {
        for mark in &word.marks[number] {
            let row = &mut rows[mark.doc as usize];
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
