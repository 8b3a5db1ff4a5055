//! Expressions of the lexicon among the words: *éducation thérapeutique du patient* is one idea, not three words.

use super::expand::{Expanded, Expander};
use super::{Alternative, Group, Plan};
use crate::Error;
use crate::lexicon::Expression;

/// What a word counts that is part of an expression.
const PART_SHARE: f32 = 0.7;

/// Adds a group for each expression, the longest first; no word is part of two.
///
/// # Errors
/// [`Error::Engine`] or [`Error::Io`].
pub fn add(plan: &mut Plan, expander: &Expander<'_>) -> Result<(), Error> {
    let telling = (0..expander.asked.words.len())
        .filter(|at| !expander.asked.words[*at].small)
        .collect::<Vec<_>>();
    let mut roots = Vec::new();
    for at in &telling {
        roots.push(expander.root(&expander.asked.words[*at])?);
    }
    let mut first = 0;
    while first < telling.len() {
        let longest = expander.lexicon.longest().min(telling.len() - first);
        let mut taken = 1;
        for count in (2..=longest).rev() {
            if add_span(
                plan,
                expander,
                &telling[first..first + count],
                &roots[first..first + count],
            )? {
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
    words: &[usize],
    roots: &[String],
) -> Result<bool, Error> {
    let others = expander
        .lexicon
        .other_words(roots.iter().map(String::as_str));
    if others.is_empty() {
        return Ok(false);
    }
    let start = expander.asked.words[words[0]].position;
    let places = words
        .iter()
        .map(|at| expander.asked.words[*at].position - start);
    let said = Expression {
        stems: roots.iter().cloned().zip(places).collect(),
        exact: None,
    };
    let mut expanded = Expanded::default();
    expanded
        .alternatives
        .push(Alternative::of(&said, 1.0, true));
    expander.add_other_words(others, &mut expanded)?;
    plan.also.extend(expanded.also);
    plan.groups.push(Group {
        alternatives: expanded.alternatives,
        share: 1.0,
        telling: false,
        parts: words.to_vec(),
    });
    for at in words {
        plan.groups[*at].share *= PART_SHARE;
    }
    Ok(true)
}
