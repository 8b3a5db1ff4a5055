//! What differs, as people read it.

use super::Presenter;
use crate::views::{ComparedBlock, ComparedFile, ComparedPart, ComparedSpan};
use library::markup::{Block, BlockKind, Span};
use library::{Comparison, FileDifference, ValueDifference};
use model::Kind;

/// The parts of a resource that have messages `part-{name}`.
const PARTS: [&str; 10] = [
    "title",
    "kind",
    "body",
    "licence",
    "authors",
    "tags",
    "language",
    "created",
    "derived_from",
    "files",
];

impl Presenter<'_> {
    /// Everything that differs but files; a body that is the same is left out.
    pub(crate) fn parts(self, comparison: &Comparison) -> Vec<ComparedPart> {
        let kind = comparison.kind.as_deref();
        let body = ValueDifference {
            part: "body".to_owned(),
            blocks: comparison.body.clone(),
        };
        let same = comparison.from.content.body == comparison.to.content.body;
        let parts = comparison.values.iter().chain((!same).then_some(&body));
        parts
            .map(|difference| self.part(kind, difference))
            .collect()
    }

    fn part(self, kind: Option<&Kind>, difference: &ValueDifference) -> ComparedPart {
        let (part, label) = self.part_name(kind, &difference.part);
        ComparedPart {
            part,
            label,
            blocks: blocks(&difference.blocks),
        }
    }

    /// The heading of a part: `field` and a label for one of the kind's fields, `files` and its name for one file.
    pub(crate) fn part_name(self, kind: Option<&Kind>, part: &str) -> (String, Option<String>) {
        if let Some(name) = part.strip_prefix("fields.") {
            return ("field".to_owned(), Some(self.field_label(kind, name)));
        }
        if let Some(name) = part.strip_prefix("files.") {
            return ("files".to_owned(), Some(name.to_owned()));
        }
        // `tags[2]` is told as `tags`; whatever the form has no word for is called by its own name
        let whole = part.split(['[', '.']).next().unwrap_or(part);
        if PARTS.contains(&whole) {
            (whole.to_owned(), None)
        } else {
            ("field".to_owned(), Some(part.to_owned()))
        }
    }
}

/// Files that differ.
pub(crate) fn files(differences: &[FileDifference]) -> Vec<ComparedFile> {
    differences.iter().map(file).collect()
}

fn file(difference: &FileDifference) -> ComparedFile {
    let change = match (&difference.from, &difference.to) {
        (None, _) => "added",
        (_, None) => "removed",
        (Some(from), Some(to)) if from.sha256 == to.sha256 => "described",
        _ => "replaced",
    };
    let either = difference.to.as_ref().or(difference.from.as_ref());
    ComparedFile {
        change: change.to_owned(),
        name: either.map(|file| file.name.to_string()).unwrap_or_default(),
        old_size_bytes: difference.from.as_ref().map(|file| file.size_bytes),
        new_size_bytes: difference.to.as_ref().map(|file| file.size_bytes),
    }
}

/// Blocks of a comparison; the lines of those that are skipped stay here.
pub(crate) fn blocks(blocks: &[Block]) -> Vec<ComparedBlock> {
    blocks.iter().map(block).collect()
}

fn block(block: &Block) -> ComparedBlock {
    let (kind, lines) = match block.kind {
        BlockKind::Same => ("same", 0),
        BlockKind::Changed => ("changed", 0),
        BlockKind::Added => ("added", 0),
        BlockKind::Removed => ("removed", 0),
        BlockKind::Skipped(lines) => ("skipped", lines),
    };
    let spans = |spans: &[Span]| match block.kind {
        BlockKind::Skipped(_) => Vec::new(),
        _ => spans.iter().map(span).collect(),
    };
    ComparedBlock {
        kind: kind.to_owned(),
        old: spans(&block.old),
        new: spans(&block.new),
        lines,
    }
}

fn span(span: &Span) -> ComparedSpan {
    ComparedSpan {
        text: span.text.clone(),
        changed: span.changed,
    }
}
