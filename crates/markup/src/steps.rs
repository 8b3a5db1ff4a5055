//! The steps that lead from one list of lines, or of words, to another.

use std::ops::Range;

use similar::{Algorithm, DiffOp, capture_diff_slices};

use crate::words::words;

/// Part of a passage's words that must have stayed for two versions to be the same passage,
/// edited. Below it, the words still shared ("de", "la") are there by chance.
const KEPT_WHEN_EDITED: f64 = 0.5;

/// Most items, old and new together and what is the same at both ends aside, that are compared one by one.
/// Beyond, they count as wholly changed: nobody reads such a comparison, and on unrelated texts the
/// time grows faster than their length. A long sheet has 5 000 words.
const MAX_ITEMS: usize = 40_000;

/// Most words compared, over all pairs, to find which lines of one changed run are edits of which. What is
/// not found is taken as replaced.
const MAX_PAIRED_WORDS: usize = 60_000;

/// Some items and what became of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Step {
    pub same: bool,
    pub old: Range<usize>,
    pub new: Range<usize>,
}

/// The steps between two lists of words. Deterministic: what merges today merges tomorrow.
pub(crate) fn word_steps(old: &[&str], new: &[&str]) -> Vec<Step> {
    let head = old.iter().zip(new).take_while(|(a, b)| a == b).count();
    let backwards = old[head..].iter().rev().zip(new[head..].iter().rev());
    let tail = backwards.take_while(|(a, b)| a == b).count();
    let (old_end, new_end) = (old.len() - tail, new.len() - tail);
    let step = |same, old, new| Step { same, old, new };
    let mut steps = vec![step(true, 0..head, 0..head)];
    let shift = |range: Range<usize>| range.start + head..range.end + head;
    steps.extend(
        middle_steps(&old[head..old_end], &new[head..new_end])
            .into_iter()
            .map(|found| step(found.same, shift(found.old), shift(found.new))),
    );
    steps.push(step(true, old_end..old.len(), new_end..new.len()));
    steps.retain(|step| !step.old.is_empty() || !step.new.is_empty());
    steps
}

/// The steps between what lies between equal ends.
fn middle_steps(old: &[&str], new: &[&str]) -> Vec<Step> {
    if old.len() + new.len() > MAX_ITEMS {
        return vec![Step {
            same: false,
            old: 0..old.len(),
            new: 0..new.len(),
        }];
    }
    capture_diff_slices(Algorithm::Myers, old, new)
        .iter()
        .map(|found| Step {
            same: matches!(found, DiffOp::Equal { .. }),
            old: found.old_range(),
            new: found.new_range(),
        })
        .collect()
}

/// The steps between two lists of lines. Where a run of lines changed, a line that was edited is a
/// step of its own, apart from the lines added or removed around it.
pub(crate) fn line_steps(old: &[&str], new: &[&str]) -> Vec<Step> {
    let mut steps = Vec::new();
    for step in word_steps(old, new) {
        if step.same || step.old.is_empty() || step.new.is_empty() {
            steps.push(step);
        } else {
            push_paired(&mut steps, &step, old, new);
        }
    }
    steps
}

/// Takes each old line to the first new one that looks like an edit of it, in order.
fn push_paired(steps: &mut Vec<Step>, step: &Step, old: &[&str], new: &[&str]) {
    let mut push = |old: Range<usize>, new: Range<usize>| {
        if !old.is_empty() || !new.is_empty() {
            let same = false;
            steps.push(Step { same, old, new });
        }
    };
    let new_lines: Vec<_> = new[step.new.clone()]
        .iter()
        .map(|line| Line::of(line))
        .collect();
    let mut budget = MAX_PAIRED_WORDS;
    let (mut old_start, mut new_start) = (step.old.start, step.new.start);
    for at in step.old.clone() {
        let line = Line::of(old[at]);
        let pair = (new_start..step.new.end)
            .find(|&other| line.looks_edited(&new_lines[other - step.new.start], &mut budget));
        if let Some(other) = pair {
            push(old_start..at, new_start..other);
            push(at..at + 1, other..other + 1);
            (old_start, new_start) = (at + 1, other + 1);
        }
        if budget == 0 {
            break;
        }
    }
    push(old_start..step.old.end, new_start..step.new.end);
}

/// A line's words.
struct Line<'a>(Vec<&'a str>);

impl<'a> Line<'a> {
    fn of(line: &'a str) -> Self {
        Self(words(line))
    }

    /// Whether `new` is an edit of this line; `false` once the budget of words is spent.
    fn looks_edited(&self, new: &Self, budget: &mut usize) -> bool {
        let cost = self.0.len() + new.0.len();
        *budget = budget.saturating_sub(cost);
        *budget > 0 && count_words(&self.0) > 0.0 && is_edit(&word_steps(&self.0, &new.0), &self.0)
    }
}

/// Whether these steps edit the old passage rather than replace it by another one.
pub(crate) fn is_edit(steps: &[Step], old: &[&str]) -> bool {
    let kept: f64 = steps
        .iter()
        .filter(|step| step.same)
        .map(|step| count_words(&old[step.old.clone()]))
        .sum();
    kept >= KEPT_WHEN_EDITED * count_words(old)
}

/// How many there are, signs and blanks aside.
fn count_words(words: &[&str]) -> f64 {
    let real = words
        .iter()
        .filter(|word| word.contains(char::is_alphanumeric));
    u32::try_from(real.count()).map_or(f64::INFINITY, f64::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_edit_keeps_half_of_the_words() {
        let edit = |old, new| Line::of(old).looks_edited(&Line::of(new), &mut 100);
        assert!(edit("Le chat dort ici.", "Le chien dort là, couché."));
        assert!(!edit("Le chat dort ici.", "On mange à midi."));
        assert!(!edit("", "On mange à midi."));
    }

    #[test]
    fn edited_lines_are_told_from_new_ones() {
        let old = ["a", "- une table", "- des photos"];
        let new = [
            "a",
            "- de l’eau",
            "- une grande table",
            "- dix photos",
            "- du temps",
        ];
        let ranges: Vec<_> = line_steps(&old, &new)
            .into_iter()
            .map(|step| (step.same, step.old, step.new))
            .collect();
        assert_eq!(
            ranges,
            [
                (true, 0..1, 0..1),
                (false, 1..1, 1..2),
                (false, 1..2, 2..3),
                (false, 2..3, 3..4),
                (false, 3..3, 4..5),
            ]
        );
    }
}
