//! Two lists of edits to one base, laid side by side.

use std::ops::Range;

use crate::steps::Step;

/// Who changed a stretch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum By {
    Nobody,
    Mine,
    Theirs,
    /// Both, each in its own way or the same.
    Both,
}

/// A part of the base and what it became on each side. Stretches follow each other without gaps.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Stretch {
    pub by: By,
    pub base: Range<usize>,
    pub mine: Range<usize>,
    pub theirs: Range<usize>,
}

/// When two edits with nothing unchanged between them count as one place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Touching {
    /// Always. For words: two people who change neighbouring words change one phrase.
    Collide,
    /// Only when both add something there, for nobody knows in which order it should stand, or whether it
    /// is the same addition. For lines: neighbouring lines are edited independently.
    CollideIfBothAdd,
}

/// Aligns both sides with the base, given the steps from the base to mine and to theirs.
pub(super) fn stretches(
    base_length: usize,
    sides: [Vec<Step>; 2],
    touching: Touching,
) -> Vec<Stretch> {
    let mut walk = Walk {
        sides: sides.map(Side::new),
        base: 0,
        touching,
        stretches: Vec::new(),
    };
    while walk.step() {}
    walk.unchanged_until(base_length);
    walk.stretches
}

/// One side's changes still to come, and how far it is read.
struct Side {
    edits: std::iter::Peekable<std::vec::IntoIter<Step>>,
    at: usize,
}

impl Side {
    fn new(mut steps: Vec<Step>) -> Self {
        steps.retain(|step| !step.same);
        Self {
            edits: steps.into_iter().peekable(),
            at: 0,
        }
    }
}

fn adds(edit: &Step) -> bool {
    edit.new.len() > edit.old.len()
}

/// Edits of both sides that belong together.
struct Cluster {
    base: Range<usize>,
    /// For each side, the end of its last edit here: `(in the base, in the side)`.
    reached: [Option<(usize, usize)>; 2],
    adds: [bool; 2],
}

impl Cluster {
    /// Whether the next edit of side `index` belongs here.
    fn meets(&self, edit: &Step, index: usize, touching: Touching) -> bool {
        let (a, b) = (&self.base, &edit.old);
        let touches = a.start <= b.end && b.start <= a.end;
        let overlaps = match (a.is_empty(), b.is_empty()) {
            (false, false) => a.start < b.end && b.start < a.end,
            (true, false) => b.start < a.start && a.start < b.end,
            (false, true) => a.start < b.start && b.start < a.end,
            (true, true) => a.start == b.start,
        };
        let both_add = adds(edit) && self.adds[1 - index];
        overlaps || (touches && (touching == Touching::Collide || both_add))
    }

    fn take(&mut self, edit: &Step, index: usize) {
        self.base = self.base.start.min(edit.old.start)..self.base.end.max(edit.old.end);
        self.reached[index] = Some((edit.old.end, edit.new.end));
        self.adds[index] |= adds(edit);
    }
}

struct Walk {
    /// Mine, then theirs.
    sides: [Side; 2],
    base: usize,
    touching: Touching,
    stretches: Vec<Stretch>,
}

impl Walk {
    /// Adds the next change, with the unchanged part before it; `false` when there is none left.
    fn step(&mut self) -> bool {
        let Some(mut cluster) = self.seed() else {
            return false;
        };
        while let Some((index, edit)) = self.next_of(&cluster) {
            cluster.take(&edit, index);
        }
        self.unchanged_until(cluster.base.start);
        let by = match cluster.reached.map(|reached| reached.is_some()) {
            [true, true] => By::Both,
            [true, false] => By::Mine,
            _ => By::Theirs,
        };
        let ends = [0, 1].map(|index| match cluster.reached[index] {
            // what follows the side's last edit here is unchanged
            Some((base, side)) => side + (cluster.base.end - base),
            None => self.sides[index].at + cluster.base.len(),
        });
        self.push(by, cluster.base.end, ends);
        true
    }

    /// Begins with the first edit of either side; an insertion comes before a change of what follows it.
    fn seed(&mut self) -> Option<Cluster> {
        let [mine, theirs] = &mut self.sides;
        let key = |edit: Option<&Step>| edit.map(|edit| (edit.old.start, edit.old.end));
        let index = match (key(mine.edits.peek()), key(theirs.edits.peek())) {
            (None, None) => return None,
            (Some(_), None) => 0,
            (None, Some(_)) => 1,
            (Some(mine), Some(theirs)) => usize::from(theirs < mine),
        };
        let edit = self.sides[index].edits.next()?;
        let mut cluster = Cluster {
            base: edit.old.clone(),
            reached: [None; 2],
            adds: [false; 2],
        };
        cluster.take(&edit, index);
        Some(cluster)
    }

    fn next_of(&mut self, cluster: &Cluster) -> Option<(usize, Step)> {
        let touching = self.touching;
        [0, 1].into_iter().find_map(|index| {
            let edits = &mut self.sides[index].edits;
            let edit = edits.next_if(|edit| cluster.meets(edit, index, touching))?;
            Some((index, edit))
        })
    }

    fn unchanged_until(&mut self, base: usize) {
        let length = base - self.base;
        if length > 0 {
            let ends = [0, 1].map(|index| self.sides[index].at + length);
            self.push(By::Nobody, base, ends);
        }
    }

    fn push(&mut self, by: By, base: usize, [mine, theirs]: [usize; 2]) {
        self.stretches.push(Stretch {
            by,
            base: self.base..base,
            mine: self.sides[0].at..mine,
            theirs: self.sides[1].at..theirs,
        });
        self.base = base;
        self.sides[0].at = mine;
        self.sides[1].at = theirs;
    }
}
