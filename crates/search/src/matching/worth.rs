//! What words are worth, and what is known of each resource when they are added up.

use super::{Candidates, Mark, Matcher, SAME};
use crate::Error;
use crate::documents::Documents;
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
    pub in_title: u32,
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

/// Adds up the words for the documents of a segment, in the order of documents. Those that cannot have enough of the worth of
/// all words are not all there: they have nothing but words that do not make enough even together.
pub fn rows(number: usize, words: &[Weighed], enough: f32) -> Vec<Row> {
    let (telling, others) = by_need(words, enough);
    let marks = |word: &usize| &words[*word].marks[number][..];
    let docs = documents(&telling.iter().map(marks).collect::<Vec<_>>());
    let row = |doc| Row {
        doc,
        ..Row::default()
    };
    let mut rows: Vec<Row> = docs.into_iter().map(row).collect();
    for word in telling.into_iter().chain(others) {
        add(number, words, word, &mut rows);
    }
    rows
}

/// The words of which a resource needs one to have enough, and those that are not enough all together; by number.
fn by_need(words: &[Weighed], enough: f32) -> (Vec<usize>, Vec<usize>) {
    let most = |word: &usize| {
        let parts = words[*word].parts.iter().map(|part| words[*part].worth);
        words[*word].worth + parts.sum::<f32>()
    };
    let mut numbers: Vec<usize> = (0..words.len()).collect();
    numbers.sort_by(|one, other| most(one).total_cmp(&most(other)));
    let mut together = 0.0;
    let others = numbers.iter().take_while(|word| {
        together += most(word);
        together < enough
    });
    let telling = numbers.split_off(others.count());
    (telling, numbers)
}

/// The documents of any of the marks, ascending.
fn documents(marks: &[&[Mark]]) -> Vec<DocId> {
    if let [marks] = marks {
        return marks.iter().map(|mark| mark.doc).collect();
    }
    let last = marks.iter().filter_map(|marks| marks.last());
    let Some(last) = last.map(|mark| mark.doc).max() else {
        return Vec::new();
    };
    let mut all = Documents::up_to(last + 1);
    marks
        .iter()
        .flat_map(|marks| marks.iter())
        .for_each(|mark| all.add(mark.doc));
    all.iter().collect()
}

/// Adds a word to the rows that have it.
fn add(number: usize, words: &[Weighed], at: usize, rows: &mut [Row]) {
    let word = &words[at];
    let mut marks = &word.marks[number][..];
    for row in rows {
        marks = from(marks, row.doc);
        let Some(mark) = marks.first() else { break };
        if mark.doc != row.doc {
            continue;
        }
        let covered = word.covers(words, number, mark.doc);
        row.score += word.worth * mark.strength;
        row.covered += covered;
        if mark.places & (place::TITLE | place::TEXT | place::KIND) != 0 {
            row.covered_outside += covered;
        }
        row.in_title += u32::from(word.telling && mark.places & place::TITLE != 0);
    }
}

/// The marks from a document on: in steps that grow, for there may be few rows and many marks.
fn from(marks: &[Mark], doc: DocId) -> &[Mark] {
    let mut step = 1;
    while marks.get(step - 1).is_some_and(|mark| mark.doc < doc) {
        step *= 2;
    }
    let (start, end) = (step / 2, step.min(marks.len()));
    let before = marks[start..end].partition_point(|mark| mark.doc < doc);
    &marks[start + before..]
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn weighed(worth: f32, docs: &[DocId], parts: &[usize]) -> Weighed {
        let mark = |doc: &DocId| Mark {
            doc: *doc,
            strength: 1.0,
            places: SAME | place::TEXT,
        };
        Weighed {
            marks: vec![docs.iter().map(mark).collect()],
            worth,
            telling: true,
            parts: parts.to_vec(),
        }
    }

    #[test]
    fn marks_are_found_from_a_document_on() {
        let word = weighed(1.0, &[2, 3, 5, 8, 13, 21, 34], &[]);
        let marks = &word.marks[0];
        for doc in 0..40 {
            let found = from(marks, doc).first().map(|mark| mark.doc);
            let expected = marks.iter().map(|mark| mark.doc).find(|of| *of >= doc);
            assert_eq!(found, expected, "{doc}");
        }
        assert!(from(&[], 3).is_empty());
    }

    proptest! {
        #[test]
        fn who_has_enough_is_not_left_out(
            words in prop::collection::vec((1_u8..50, prop::collection::btree_set(0_u32..300, 0..60)), 1..6),
            share in 0.0_f32..1.0,
        ) {
            let mut weighed: Vec<Weighed> = words
                .iter()
                .map(|(worth, docs)| weighed(f32::from(*worth), &docs.iter().copied().collect::<Vec<_>>(), &[]))
                .collect();
            weighed[0].parts = (1..words.len()).collect();
            let total: f32 = weighed.iter().map(|word| word.worth).sum();
            let enough = share * total;
            let all = rows(0, &weighed, 0.0);
            let some = rows(0, &weighed, enough);
            let has_enough = |rows: &[Row]| -> Vec<(DocId, u32, u32)> {
                let rows = rows.iter().filter(|row| row.covered >= enough && row.covered > 0.0);
                rows.map(|row| (row.doc, row.covered as u32, row.score as u32)).collect()
            };
            prop_assert_eq!(has_enough(&all), has_enough(&some));
        }
    }
}
