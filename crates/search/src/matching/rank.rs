//! From words to scores of resources.

use super::quotes::quoted;
use super::worth::{Row, Weighed, rows, weigh};
use super::{Matcher, documents_with};
use crate::Error;
use crate::plan::{Group, Plan};
use std::collections::HashSet;
use tantivy::{DocId, Searcher, SegmentReader};

/// How strongly it counts that a resource has all words rather than one of them often.
const COVERAGE: f32 = 0.8;
/// What a title gains that is the question.
const WHOLE_TITLE: f32 = 0.3;
/// The share of the worth of all words that a resource must have to be found.
const ENOUGH: f32 = 0.25;

/// A resource that fits.
#[derive(Debug, Clone, Copy)]
pub struct Candidate {
    pub doc: DocId,
    pub score: f32,
    /// Whether some word is in its files and nowhere else.
    pub in_file: bool,
}

/// The resources that fit, by segment and document.
pub type Candidates = Vec<Vec<Candidate>>;

/// What a plan finds.
pub struct Found {
    /// The resources that fit.
    pub candidates: Candidates,
    /// What each group of the plan is worth in this library; 0 when nobody has it.
    pub worths: Vec<f32>,
}

impl Candidate {
    /// A resource with a score.
    pub fn new(doc: DocId, score: f32) -> Self {
        Self {
            doc,
            score,
            in_file: false,
        }
    }
}

/// All resources, none better than another.
pub fn everything(searcher: &Searcher) -> Candidates {
    let all = |segment: &SegmentReader| {
        segment
            .doc_ids_alive()
            .map(|doc| Candidate::new(doc, 0.0))
            .collect()
    };
    searcher.segment_readers().iter().map(all).collect()
}

/// The resources that fit a plan.
pub fn find(matcher: &Matcher<'_>, plan: &Plan) -> Result<Found, Error> {
    let words = weigh(matcher, &plan.groups)?;
    let question = Question::new(&words);
    let quoted = quoted(matcher, plan)?;
    let mut found = Vec::new();
    for (number, segment) in matcher.searcher.segment_readers().iter().enumerate() {
        let mut rows = rows(segment, number, &words);
        add_neighbours(matcher, segment, plan, question.mean, &mut rows)?;
        let quoted = quoted.as_ref().map(|quoted| &quoted[number]);
        found.push(finish(matcher, segment, rows, &question, quoted)?);
    }
    keep_enough(&mut found, question.total);
    let without = |segment: Vec<(Candidate, f32)>| {
        segment
            .into_iter()
            .map(|(candidate, _)| candidate)
            .collect()
    };
    Ok(Found {
        candidates: found.into_iter().map(without).collect(),
        worths: words.iter().map(|word| word.worth).collect(),
    })
}

/// The resources that have any of the words, as good as the sum of what they have.
pub fn alike(matcher: &Matcher<'_>, groups: &[Group]) -> Result<Candidates, Error> {
    let words = weigh(matcher, groups)?;
    Ok(those(matcher, &words, |row| row.covered > 0.0))
}

/// The resources whose titles have all of the words.
pub fn in_titles(matcher: &Matcher<'_>, groups: &[Group]) -> Result<Candidates, Error> {
    let words = weigh(matcher, groups)?;
    let asked = groups.iter().filter(|group| group.telling).count();
    Ok(those(matcher, &words, |row| {
        asked > 0 && row.in_title == asked
    }))
}

fn those(matcher: &Matcher<'_>, words: &[Weighed], fits: impl Fn(&Row) -> bool) -> Candidates {
    let in_segment = |(number, segment)| {
        let rows = (0..).zip(rows(segment, number, words));
        rows.filter(|(_, row)| fits(row))
            .map(|(doc, row)| Candidate::new(doc, row.score))
            .collect()
    };
    matcher
        .searcher
        .segment_readers()
        .iter()
        .enumerate()
        .map(in_segment)
        .collect()
}

/// What all words are worth.
struct Question {
    total: f32,
    /// How many telling words there are.
    telling: usize,
    /// What a telling word is worth in the mean.
    mean: f32,
}

impl Question {
    fn new(words: &[Weighed]) -> Self {
        let telling = words
            .iter()
            .filter(|word| word.telling)
            .map(|word| word.worth)
            .collect::<Vec<_>>();
        Self {
            total: words.iter().map(|word| word.worth).sum(),
            telling: telling.len(),
            mean: telling.iter().sum::<f32>() / telling.len().max(1) as f32,
        }
    }
}

fn add_neighbours(
    matcher: &Matcher<'_>,
    segment: &SegmentReader,
    plan: &Plan,
    mean: f32,
    rows: &mut [Row],
) -> Result<(), Error> {
    for neighbours in &plan.neighbours {
        for text in matcher.fields.texts.iter().filter(|text| text.phrases) {
            for (doc, count) in documents_with(segment, text.stems, &neighbours.phrase)? {
                let often = count as f32 / (count as f32 + 1.0) * 2.0;
                rows[doc as usize].score += neighbours.weight * mean * text.weight * often;
            }
        }
    }
    Ok(())
}

/// Scores of a segment, each with what the resource covers.
fn finish(
    matcher: &Matcher<'_>,
    segment: &SegmentReader,
    rows: Vec<Row>,
    question: &Question,
    quoted: Option<&HashSet<DocId>>,
) -> Result<Vec<(Candidate, f32)>, Error> {
    let titles = segment.get_fieldnorms_reader(matcher.fields.title_stems())?;
    let fits = |doc: DocId, row: &Row| {
        row.covered > 0.0 && quoted.is_none_or(|quoted| quoted.contains(&doc))
    };
    let mut found = Vec::new();
    for (doc, row) in (0..).zip(rows).filter(|(doc, row)| fits(*doc, row)) {
        let mut score = row.score * (row.covered / question.total).powf(COVERAGE);
        if question.telling > 0 && row.in_title >= question.telling {
            let share = question.telling as f32 / titles.fieldnorm(doc).max(1) as f32;
            score *= 1.0 + WHOLE_TITLE * share.min(1.0);
        }
        let in_file = row.covered > row.covered_outside + f32::EPSILON * question.total;
        found.push((
            Candidate {
                doc,
                score,
                in_file,
            },
            row.covered,
        ));
    }
    Ok(found)
}

/// Drops the resources that have too little, but never all.
fn keep_enough(found: &mut [Vec<(Candidate, f32)>], total: f32) {
    let most = found
        .iter()
        .flatten()
        .map(|(_, covered)| *covered)
        .fold(0.0, f32::max);
    // a hair less, for sums of floats that should be equal are not
    let enough = (ENOUGH * total).min(most) * 0.999;
    for segment in found {
        segment.retain(|(_, covered)| *covered >= enough);
    }
}
