//! Which passage, and how it is written.

use super::highlighter::{Highlighter, Spot};
use crate::analysis::{Word, words};
use std::ops::Range;

/// About how many characters a passage has.
const LENGTH: usize = 200;
/// The most characters before the first word found.
const LEAD: usize = 60;
/// How much of a text is read for its best passage, in bytes; a later passage is as good as the beginning then.
pub const MAX_READ: usize = 100_000;
/// Begins a mark; a text that says the same is escaped.
const MARK: &str = "<mark>";
/// What a word counts that is in the passage already.
const AGAIN: f32 = 0.1;

/// The passage of the text with the most of what was asked, as HTML; `None` when nothing of it is there.
pub fn best(text: &str, highlighter: &Highlighter<'_>) -> Option<String> {
    let text = &text[..text.floor_char_boundary(MAX_READ)];
    let words = words(text);
    let spots = highlighter.spots(&words);
    let first = best_spot(&words, &spots, highlighter)?;
    let range = around(text, words[first.first].range.start);
    Some(written(text, range, marks(&words, &spots)))
}

/// The whole of a short text, as HTML with what was asked marked.
pub fn whole(text: &str, highlighter: &Highlighter<'_>) -> String {
    let words = words(text);
    let spots = highlighter.spots(&words);
    written(text, 0..text.len(), marks(&words, &spots))
}

/// Whether anything is marked in HTML that was made here.
pub fn is_marked(html: &str) -> bool {
    html.contains(MARK)
}

fn marks(words: &[Word], spots: &[Spot]) -> impl Iterator<Item = Range<usize>> {
    let range = |spot: &Spot| words[spot.first].range.start..words[spot.last].range.end;
    spots.iter().map(range)
}

/// The beginning of the text, as HTML.
pub fn beginning(text: &str) -> String {
    let text = text.trim_start();
    let end = forward(text, 0, LENGTH);
    written(text, 0..end, std::iter::empty())
}

/// The spot from which on most is found within the length of a passage.
fn best_spot<'s>(
    words: &[Word],
    spots: &'s [Spot],
    highlighter: &Highlighter<'_>,
) -> Option<&'s Spot> {
    let mut best: Option<(f32, &Spot)> = None;
    for (at, first) in spots.iter().enumerate() {
        let reach = words[first.first].range.start + LENGTH - LEAD;
        let within = spots[at..]
            .iter()
            .take_while(|spot| words[spot.last].range.end <= reach);
        let mut seen = Vec::new();
        let mut worth = 0.0;
        for spot in within.take(64) {
            let again = seen.contains(&spot.group);
            worth += highlighter.worth(spot.group) * if again { AGAIN } else { 1.0 };
            seen.push(spot.group);
        }
        if best.is_none_or(|(most, _)| worth > most) {
            best = Some((worth, first));
        }
    }
    best.map(|(_, spot)| spot)
}

/// The passage around a place: from the beginning of its sentence, if that is near.
fn around(text: &str, at: usize) -> Range<usize> {
    let earliest = text[..at]
        .char_indices()
        .rev()
        .nth(LEAD - 1)
        .map_or(0, |(at, _)| at);
    let lead = &text[earliest..at];
    let sentence = lead
        .rfind(['\n', '.', '!', '?', '…', ';'])
        .map(|end| earliest + end);
    let start = match sentence {
        Some(end) => end + text[end..].chars().next().map_or(0, char::len_utf8),
        None if earliest == 0 => 0,
        None => lead
            .find(char::is_whitespace)
            .map_or(at, |space| earliest + space),
    };
    start..forward(text, start, LENGTH).max(at)
}

/// So many characters on, back to the end of a word.
fn forward(text: &str, start: usize, characters: usize) -> usize {
    match text[start..].char_indices().nth(characters) {
        None => text.len(),
        Some((length, _)) => {
            let space = text[start..start + length].rfind(char::is_whitespace);
            start + space.filter(|at| *at > length / 2).unwrap_or(length)
        }
    }
}

/// The range of the text as HTML, with `<mark>` around what lies in it of the marks, which are in order.
fn written(text: &str, range: Range<usize>, marks: impl Iterator<Item = Range<usize>>) -> String {
    let mut out = Writer::default();
    let mut at = range.start;
    if !text[..range.start].trim().is_empty() {
        out.html.push_str("… ");
    }
    let start =
        text[range.start..range.end].len() - text[range.start..range.end].trim_start().len();
    at += start;
    for mark in merged(marks) {
        if mark.start < at || mark.end > range.end {
            continue;
        }
        out.text(&text[at..mark.start]);
        out.gap();
        out.html.push_str(MARK);
        out.text(&text[mark.clone()]);
        out.html.push_str("</mark>");
        at = mark.end;
    }
    out.text(text[at..range.end].trim_end());
    if !text[range.end..].trim().is_empty() {
        out.html.push_str(" …");
    }
    out.html
}

/// Marks that overlap as one.
fn merged(marks: impl Iterator<Item = Range<usize>>) -> Vec<Range<usize>> {
    let mut merged: Vec<Range<usize>> = Vec::new();
    for mark in marks {
        match merged.last_mut() {
            Some(last) if mark.start < last.end => last.end = last.end.max(mark.end),
            _ => merged.push(mark),
        }
    }
    merged
}

/// Writes text as HTML; white space of any kind and length is one space. Where a line ends without the end of a
/// sentence, as a heading or an item does, a dot in the middle keeps it apart from the next.
#[derive(Default)]
struct Writer {
    html: String,
    /// the last character that was not white space
    last: Option<char>,
    space: bool,
    line: bool,
}

impl Writer {
    fn text(&mut self, text: &str) {
        for c in text.chars() {
            if c.is_whitespace() || c.is_control() {
                self.space = true;
                self.line |= c == '\n';
            } else {
                self.gap();
                self.character(c);
            }
        }
    }

    /// Writes the white space that was met, now that something follows it.
    fn gap(&mut self) {
        let Some(last) = self.last.filter(|_| self.space) else {
            return;
        };
        let ends = last.is_ascii_punctuation() || matches!(last, '…' | '»' | '’' | '—' | '–');
        self.html
            .push_str(if self.line && !ends { " · " } else { " " });
        (self.space, self.line) = (false, false);
    }

    fn character(&mut self, c: char) {
        self.last = Some(c);
        match c {
            '&' => self.html.push_str("&amp;"),
            '<' => self.html.push_str("&lt;"),
            '>' => self.html.push_str("&gt;"),
            '"' => self.html.push_str("&quot;"),
            '\'' => self.html.push_str("&#39;"),
            c => self.html.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_markup_is_escaped_and_white_space_is_one_space() {
        let text = "a <b> & \"c\"\n\n\td'e";
        assert_eq!(beginning(text), "a &lt;b&gt; &amp; &quot;c&quot; d&#39;e");
        let marked = written(text, 0..text.len(), [0..1, 2..5].into_iter());
        assert_eq!(
            marked,
            "<mark>a</mark> <mark>&lt;b&gt;</mark> &amp; &quot;c&quot; d&#39;e"
        );
    }

    #[test]
    fn a_heading_does_not_run_into_the_next_sentence() {
        let text = "Avant\nPrévoir une salle.\nAprès\n\nRanger la salle";
        let html = written(
            text,
            0..text.len(),
            std::iter::once(text.len() - 5..text.len()),
        );
        assert_eq!(
            html,
            "Avant · Prévoir une salle. Après · Ranger la <mark>salle</mark>"
        );
    }

    #[test]
    fn a_long_text_is_cut_at_words() {
        let text = "été ".repeat(200);
        let html = beginning(&text);
        assert!(
            html.ends_with("été …") && html.chars().count() <= LENGTH + 2,
            "{html}"
        );
        let unbroken = "é".repeat(500);
        assert_eq!(
            beginning(&unbroken).chars().filter(|c| *c == 'é').count(),
            LENGTH
        );
    }

    #[test]
    fn a_passage_begins_with_its_sentence_when_that_is_near() {
        let text = format!("{} Fin. Le mot cherché est là.", "bla ".repeat(100));
        let at = text.find("cherché").unwrap();
        assert_eq!(&text[around(&text, at)], " Le mot cherché est là.");
    }
}
