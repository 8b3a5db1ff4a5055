//! How three texts merge: a base, and what two people made of it.
//!
//! Lines first (in Markdown a paragraph is usually one line): what one person alone touched is taken
//! from that person. Lines both touched are merged word by word, provided both versions are still
//! recognisably the base's; so a paragraph that one deletes or rewrites and the other
//! edits is a conflict, never a blend.

mod stretches;

use serde::Serialize;

use crate::lines::normalised;
use crate::steps::{is_edit, line_steps, word_steps};
use crate::words::spaced_words;
use stretches::{By, Stretch, Touching, stretches};

/// What became of a merge.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Merge {
    /// Both people's changes, in one text.
    Clean(String),
    /// They changed the same words; at least one region is a conflict. In order, the regions are the text.
    Conflict(Vec<Region>),
}

/// A part of a merge that needs somebody to choose.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Region {
    /// Nothing to choose.
    Clean(String),
    /// The same words, changed in two ways. A text is empty where the words were not there yet, or were deleted.
    Conflict {
        /// What they were.
        base: String,
        /// What they are in `mine`.
        mine: String,
        /// What they are in `theirs`.
        theirs: String,
    },
}

/// Merges `mine` and `theirs`, both made from `base`. Line endings become `\n` first; every other
/// blank is kept as it was written. Swapping `mine` and `theirs` gives the same text, or swaps
/// the sides of each conflict.
#[must_use]
pub fn merge(base: &str, mine: &str, theirs: &str) -> Merge {
    let [base, mine, theirs] = [base, mine, theirs].map(normalised);
    let [(base, base_end), (mine, mine_end), (theirs, theirs_end)] =
        [&base, &mine, &theirs].map(|text| lines(text));
    let mut regions = Regions::default();
    let sides = [line_steps(&base, &mine), line_steps(&base, &theirs)];
    for stretch in stretches(base.len(), sides, Touching::CollideIfBothAdd) {
        let texts = Texts::of(&stretch, [&base, &mine, &theirs]);
        if stretch.by == By::Both && texts.mine != texts.theirs {
            texts.merge_words(&mut regions);
        } else {
            texts.settle(stretch.by, &mut regions);
        }
    }
    let ends_with_line_feed = if mine_end == base_end {
        theirs_end
    } else {
        mine_end
    };
    regions.finish(ends_with_line_feed)
}

/// The lines of a text, each made to end with a line feed, and whether the last one really does. Kept
/// apart, or else a person who adds a line at the end would seem to change the line before it.
fn lines(text: &str) -> (Vec<&str>, bool) {
    let (body, ended) = match text.strip_suffix('\n') {
        Some(body) => (body, true),
        None => (text, false),
    };
    (body.split('\n').collect(), ended)
}

/// A stretch's text in the base and on each side.
struct Texts {
    base: String,
    mine: String,
    theirs: String,
}

impl Texts {
    fn of(stretch: &Stretch, [base, mine, theirs]: [&[&str]; 3]) -> Self {
        let terminated = |lines: &[&str]| {
            let mut text = String::new();
            for line in lines {
                text.push_str(line);
                text.push('\n');
            }
            text
        };
        Self {
            base: terminated(&base[stretch.base.clone()]),
            mine: terminated(&mine[stretch.mine.clone()]),
            theirs: terminated(&theirs[stretch.theirs.clone()]),
        }
    }

    /// Takes the text of who changed it; for `Both` the two must be the same.
    fn settle(self, by: By, regions: &mut Regions) {
        regions.clean(match by {
            By::Nobody => &self.base,
            By::Mine | By::Both => &self.mine,
            By::Theirs => &self.theirs,
        });
    }

    fn merge_words(self, regions: &mut Regions) {
        let [base, mine, theirs] = [&self.base, &self.mine, &self.theirs].map(|t| spaced_words(t));
        if [&base, &mine, &theirs].iter().any(|words| words.is_empty()) {
            return regions.conflict(self);
        }
        let sides = [word_steps(&base, &mine), word_steps(&base, &theirs)];
        if !sides.iter().all(|steps| is_edit(steps, &base)) {
            return regions.conflict(self);
        }
        for stretch in stretches(base.len(), sides, Touching::Collide) {
            let texts = Self {
                base: base[stretch.base].concat(),
                mine: mine[stretch.mine].concat(),
                theirs: theirs[stretch.theirs].concat(),
            };
            if stretch.by == By::Both && texts.mine != texts.theirs {
                regions.conflict(texts);
            } else {
                texts.settle(stretch.by, regions);
            }
        }
    }
}

/// The result being put together; neighbouring clean parts are one region.
#[derive(Default)]
struct Regions(Vec<Region>);

impl Regions {
    fn clean(&mut self, text: &str) {
        match self.0.last_mut() {
            _ if text.is_empty() => {}
            Some(Region::Clean(last)) => last.push_str(text),
            _ => self.0.push(Region::Clean(text.to_owned())),
        }
    }

    fn conflict(&mut self, texts: Texts) {
        let Texts { base, mine, theirs } = texts;
        self.0.push(Region::Conflict { base, mine, theirs });
    }

    fn finish(mut self, ends_with_line_feed: bool) -> Merge {
        if !ends_with_line_feed {
            self.drop_last_line_feed();
        }
        let settled = self.0.iter().map(|region| match region {
            Region::Clean(text) => Some(text.as_str()),
            Region::Conflict { .. } => None,
        });
        match settled.collect::<Option<String>>() {
            Some(text) => Merge::Clean(text),
            None => Merge::Conflict(self.0),
        }
    }

    fn drop_last_line_feed(&mut self) {
        let drop = |text: &mut String| {
            if text.ends_with('\n') {
                text.pop();
            }
        };
        match self.0.last_mut() {
            Some(Region::Clean(text)) => drop(text),
            Some(Region::Conflict { base, mine, theirs }) => {
                [base, mine, theirs].into_iter().for_each(drop);
            }
            None => {}
        }
    }
}
