//! How two texts differ: by lines first, then word by word within the lines that changed.

use serde::Serialize;

use crate::lines::normalised;
use crate::steps::{is_edit, line_steps, word_steps};
use crate::words::words;

/// Unchanged lines shown before and after a change.
const CONTEXT_LINES: usize = 3;

/// A run of whole lines, seen from both sides.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Block {
    /// What happened to these lines.
    pub kind: BlockKind,
    /// The lines before; empty when they were added.
    pub old: Vec<Span>,
    /// The lines after; empty when they were removed.
    pub new: Vec<Span>,
}

/// What happened to some lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum BlockKind {
    /// Nothing; shown since a change is near.
    Same,
    /// Some of their words changed.
    Changed,
    /// They are new.
    Added,
    /// They are gone.
    Removed,
    /// Nothing, for this many lines, and no change is near. The spans hold the lines all the same.
    Skipped(usize),
}

/// A part of a block's text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Span {
    /// The text, line feeds included.
    pub text: String,
    /// Whether the other side lacks it.
    pub changed: bool,
}

/// Compares two texts. Putting the `old` spans together gives `old` back, the `new` ones `new`,
/// but for line endings, which are all `\n` here. Equal texts give one skipped block, or none when
/// empty.
///
/// Lines rewritten beyond recognition come as a removed and an added block.
#[must_use]
pub fn compare(old: &str, new: &str) -> Vec<Block> {
    let (old, new) = (normalised(old), normalised(new));
    let old: Vec<&str> = old.split_inclusive('\n').collect();
    let new: Vec<&str> = new.split_inclusive('\n').collect();
    let steps = line_steps(&old, &new);
    let mut blocks = Vec::new();
    for (index, step) in steps.iter().enumerate() {
        let (before, after) = (&old[step.old.clone()], &new[step.new.clone()]);
        if step.same {
            let ends = (index == 0, index + 1 == steps.len());
            push_unchanged(&mut blocks, before, ends);
        } else {
            push_changed(&mut blocks, &before.concat(), &after.concat());
        }
    }
    blocks
}

/// Keeps the lines next to a change and folds the others. A run at the `(start, end)` of the text has a
/// change on one side only.
fn push_unchanged(blocks: &mut Vec<Block>, lines: &[&str], (first, last): (bool, bool)) {
    let head = if first { 0 } else { CONTEXT_LINES };
    let tail = if last { 0 } else { CONTEXT_LINES };
    if lines.len() <= head + tail + 1 && !(first && last) {
        return push_same(blocks, BlockKind::Same, lines);
    }
    let (head, rest) = lines.split_at(head.min(lines.len()));
    let (skipped, tail) = rest.split_at(rest.len().saturating_sub(tail));
    push_same(blocks, BlockKind::Same, head);
    push_same(blocks, BlockKind::Skipped(skipped.len()), skipped);
    push_same(blocks, BlockKind::Same, tail);
}

fn push_same(blocks: &mut Vec<Block>, kind: BlockKind, lines: &[&str]) {
    if lines.is_empty() {
        return;
    }
    let spans = vec![Span {
        text: lines.concat(),
        changed: false,
    }];
    blocks.push(Block {
        kind,
        old: spans.clone(),
        new: spans,
    });
}

fn push_changed(blocks: &mut Vec<Block>, old: &str, new: &str) {
    if let Some(block) = edited(old, new) {
        return blocks.push(block);
    }
    let whole = |text: &str| {
        vec![Span {
            text: text.to_owned(),
            changed: true,
        }]
    };
    if !old.is_empty() {
        blocks.push(Block {
            kind: BlockKind::Removed,
            old: whole(old),
            new: Vec::new(),
        });
    }
    if !new.is_empty() {
        blocks.push(Block {
            kind: BlockKind::Added,
            old: Vec::new(),
            new: whole(new),
        });
    }
}

/// The two versions word by word, if one is an edit of the other.
fn edited(old: &str, new: &str) -> Option<Block> {
    let (old, new) = (words(old), words(new));
    if old.is_empty() || new.is_empty() {
        return None;
    }
    let steps = word_steps(&old, &new);
    if !is_edit(&steps, &old) {
        return None;
    }
    let mut block = Block {
        kind: BlockKind::Changed,
        old: Vec::new(),
        new: Vec::new(),
    };
    for (index, step) in steps.iter().enumerate() {
        let (before, after) = (&old[step.old.clone()], &new[step.new.clone()]);
        let inside = index > 0 && index + 1 < steps.len();
        let changed = !step.same || (inside && is_filler(before));
        push_span(&mut block.old, &before.concat(), changed);
        push_span(&mut block.new, &after.concat(), changed);
    }
    Some(block)
}

/// Whether an unchanged run between two changes is only blanks: "un mot" → "deux pas" reads better
/// as one change than as two around a space.
fn is_filler(words: &[&str]) -> bool {
    words
        .iter()
        .all(|word| word.chars().all(|c| c.is_whitespace() && c != '\n'))
}

fn push_span(spans: &mut Vec<Span>, text: &str, changed: bool) {
    if text.is_empty() {
        return;
    }
    match spans.last_mut() {
        Some(last) if last.changed == changed => last.text.push_str(text),
        _ => spans.push(Span {
            text: text.to_owned(),
            changed,
        }),
    }
}
