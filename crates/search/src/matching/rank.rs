//! From words to scores of resources.

use super::quotes::quoted;
use super::worth::{Row, Weighed, rows, weigh};
use super::{Matcher, by_segment, excluded, neighbours};
use crate::Error;
use crate::plan::{Excluded, Group, Plan};
use crate::recipe::Ingredient;
use crate::schema::column;
use tantivy::{DocId, Searcher, SegmentReader};

/// How strongly it counts that a resource has all words rather than one of them often.
const COVERAGE: f32 = 0.8;
/// What a title gains that is the question.
const WHOLE_TITLE: f32 = 0.3;
/// What a resource about the library itself counts beside those that the library keeps, unless its title has all words.
const ASIDE: f32 = 0.6;
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
    /// Numbers of the quotations that nobody has.
    pub unquoted: Vec<usize>,
    /// Numbers of the telling words that nobody has who was found.
    pub left_out: Vec<usize>,
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

/// The resources that fit a plan; all that are not excluded when it has no words.
pub fn find(matcher: &Matcher<'_>, plan: &Plan) -> Result<Found, Error> {
    let words = weigh(matcher, &plan.groups)?;
    let question = Question::new(&words);
    let quoted = quoted(matcher, plan)?;
    let is_narrowed = quoted.documents.is_some() || !plan.excluded.is_empty();
    // where something narrows what is found, the best may be left with less than its words are worth
    let least = if is_narrowed { 0.0 } else { question.least };
    let rows = by_segment(matcher.searcher, |number, segment| {
        let mut rows = rows(number, &words, least);
        let excluded = excluded::documents(matcher, segment, &plan.excluded)?;
        let documents = quoted.documents.as_ref();
        rows.retain(|row| {
            row.covered > 0.0
                && documents.is_none_or(|quoted| quoted[number].contains(&row.doc))
                && !excluded
                    .as_ref()
                    .is_some_and(|excluded| excluded.has(row.doc))
        });
        Ok(rows)
    })?;
    let enough = question.enough(&rows);
    let candidates = by_segment(matcher.searcher, |number, segment| {
        let rows = rows[number].iter();
        let mut rows: Vec<Row> = rows.filter(|row| row.covered >= enough).copied().collect();
        neighbours::add(matcher, segment, plan, question.mean, &mut rows)?;
        finish(matcher, segment, rows, &question)
    })?;
    Ok(Found {
        left_out: left_out(plan, &words, &candidates),
        worths: words.iter().map(|word| word.worth).collect(),
        unquoted: quoted.passed_over,
        candidates,
    })
}

/// All resources that have nothing of what is excluded.
pub fn all_but(matcher: &Matcher<'_>, excluded: &[Excluded]) -> Result<Found, Error> {
    let mut candidates = everything(matcher.searcher);
    let segments = matcher.searcher.segment_readers();
    for (segment, candidates) in segments.iter().zip(&mut candidates) {
        if let Some(excluded) = excluded::documents(matcher, segment, excluded)? {
            candidates.retain(|candidate| !excluded.has(candidate.doc));
        }
    }
    Ok(Found {
        candidates,
        worths: Vec::new(),
        unquoted: Vec::new(),
        left_out: Vec::new(),
    })
}

/// The telling words of the person that none of the candidates has, neither by themselves nor within an expression.
fn left_out(plan: &Plan, words: &[Weighed], candidates: &Candidates) -> Vec<usize> {
    if candidates.iter().all(Vec::is_empty) {
        return Vec::new();
    }
    let told: Vec<usize> = (plan.asked..words.len())
        .filter(|group| words[*group].is_among(candidates))
        .flat_map(|group| plan.groups[group].parts.clone())
        .collect();
    let lacking = |word: &usize| {
        plan.groups[*word].telling && !told.contains(word) && !words[*word].is_among(candidates)
    };
    (0..plan.asked).filter(lacking).collect()
}

/// The resources that have any of the words, as good as the sum of what they have.
pub fn alike(matcher: &Matcher<'_>, groups: &[Group]) -> Result<Candidates, Error> {
    let words = weigh(matcher, groups)?;
    Ok(those(matcher, &words, |row| row.covered > 0.0))
}

/// The resources whose titles have all of the words.
pub fn in_titles(matcher: &Matcher<'_>, groups: &[Group]) -> Result<Candidates, Error> {
    let words = weigh(matcher, groups)?;
    let asked = groups.iter().filter(|group| group.telling).count() as u32;
    Ok(those(matcher, &words, |row| {
        asked > 0 && row.in_title == asked
    }))
}

fn those(matcher: &Matcher<'_>, words: &[Weighed], fits: impl Fn(&Row) -> bool) -> Candidates {
    let in_segment = |number| {
        let rows = rows(number, words, 0.0).into_iter();
        rows.filter(|row| fits(row))
            .map(|row| Candidate::new(row.doc, row.score))
            .collect()
    };
    let segments = matcher.searcher.segment_readers().len();
    (0..segments).map(in_segment).collect()
}

/// What all words are worth.
struct Question {
    total: f32,
    /// How many telling words there are.
    telling: u32,
    /// What a telling word is worth in the mean.
    mean: f32,
    /// Who has less is not found, whatever the best has: somebody has the word that is worth most.
    least: f32,
}

impl Question {
    fn new(words: &[Weighed]) -> Self {
        let telling = words
            .iter()
            .filter(|word| word.telling)
            .map(|word| word.worth)
            .collect::<Vec<_>>();
        let worths = words.iter().map(|word| word.worth);
        let total: f32 = worths.clone().sum();
        Self {
            total,
            telling: telling.len() as u32,
            mean: telling.iter().sum::<f32>() / telling.len().max(1) as f32,
            least: enough(total, worths.fold(0.0, f32::max)),
        }
    }

    /// What a resource must have to be found among these: never so much that none is.
    fn enough(&self, rows: &[Vec<Row>]) -> f32 {
        let covered = rows.iter().flatten().map(|row| row.covered);
        enough(self.total, covered.fold(0.0, f32::max))
    }
}

/// What is enough where the best has so much; a hair less, for sums of floats that should be equal are not.
fn enough(total: f32, most: f32) -> f32 {
    (ENOUGH * total).min(most) * 0.999
}

/// The scores of a segment.
fn finish(
    matcher: &Matcher<'_>,
    segment: &SegmentReader,
    rows: Vec<Row>,
    question: &Question,
) -> Result<Vec<Candidate>, Error> {
    let titles = segment.get_fieldnorms_reader(matcher.fields.title_stems())?;
    let aside = segment.fast_fields().bool(column::ASIDE)?;
    // most resources have what the one before has
    let mut known = (0.0, 0.0);
    let mut coverage = |covered: f32| {
        if known.0 != covered {
            known = (covered, (covered / question.total).powf(COVERAGE));
        }
        known.1
    };
    let finished = |row: Row| {
        let mut score = row.score;
        if matcher.recipe.has(Ingredient::Coverage) {
            score *= coverage(row.covered);
        }
        let whole_title = question.telling > 0 && row.in_title >= question.telling;
        if whole_title && matcher.recipe.has(Ingredient::WholeTitle) {
            let share = question.telling as f32 / titles.fieldnorm(row.doc).max(1) as f32;
            score *= 1.0 + WHOLE_TITLE * share.min(1.0);
        }
        if !whole_title && aside.first(row.doc) == Some(true) {
            score *= ASIDE;
        }
        Candidate {
            doc: row.doc,
            score,
            in_file: row.covered > row.covered_outside + f32::EPSILON * question.total,
        }
    };
    Ok(rows.into_iter().map(finished).collect())
}
