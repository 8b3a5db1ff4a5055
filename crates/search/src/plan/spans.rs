//! Expressions of the lexicon among the words: *éducation thérapeutique du patient* is one idea, not three words.

use super::expand::{Expanded, Expander};
use super::{Alternative, Group, Plan};
use crate::Error;
use crate::analysis::is_small;
use crate::lexicon::{self, Expression};
use std::ops::Range;

/// What a word counts that is part of an expression.
const PART_SHARE: f32 = 0.7;
/// The most words of an expression that is looked for among those asked.
const MAX_WORDS: usize = 8;

/// Adds a group for each expression, the longest first; no word is part of two.
///
/// # Errors
/// [`Error::Engine`] or [`Error::Io`].
pub fn add(plan: &mut Plan, expander: &Expander<'_>) -> Result<(), Error> {
    let words = &expander.asked.words;
    let mut roots = Vec::with_capacity(words.len());
    for word in words {
        roots.push(expander.root(word)?);
    }
    let mut first = 0;
    while first < words.len() {
        let longest = MAX_WORDS.min(words.len() - first);
        let mut taken = 1;
        for count in (2..=longest).rev() {
            if add_span(plan, expander, &roots, first..first + count)? {
                taken = count;
                break;
            }
        }
        first += taken;
    }
    Ok(())
}

fn add_span(
    plan: &mut Plan,
    expander: &Expander<'_>,
    roots: &[String],
    span: Range<usize>,
) -> Result<bool, Error> {
    let words = &expander.asked.words[span.clone()];
    let small = words
        .iter()
        .map(|word| is_small(&word.folded))
        .collect::<Vec<_>>();
    let said = lexicon::said(&small);
    if said.len() < 2 || said[0] != 0 || said.last() != Some(&(words.len() - 1)) {
        return Ok(false);
    }
    let parts = said.iter().map(|at| span.start + at).collect::<Vec<_>>();
    let others = expander.other_words(&lexicon::key(parts.iter().map(|at| roots[*at].as_str())))?;
    if others.is_empty() {
        return Ok(false);
    }
    let place = |at: &usize| expander.asked.words[*at].position - words[0].position;
    let spoken = Expression {
        stems: parts
            .iter()
            .map(|at| (roots[*at].clone(), place(at)))
            .collect(),
        exact: None,
        acronym: false,
    };
    let mut expanded = Expanded::default();
    expanded
        .alternatives
        .push(Alternative::of(&spoken, 1.0, true));
    expander.add_other_words(&others, 1.0, &mut expanded)?;
    plan.also.extend(expanded.also);
    plan.groups.push(Group {
        alternatives: expanded.alternatives,
        share: 1.0,
        telling: false,
        parts: parts.clone(),
    });
    for at in parts {
        plan.groups[at].share *= PART_SHARE;
    }
    Ok(true)
}
