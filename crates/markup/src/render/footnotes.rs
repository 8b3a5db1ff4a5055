//! Footnotes: numbered by their first call, gathered at the end, with links both ways.

use std::collections::HashMap;
use std::fmt::Write;

use super::escape::{push_attribute, push_escaped};

/// The notes met so far in one text.
#[derive(Default)]
pub(super) struct Footnotes {
    /// In order of number, which is the place plus one.
    notes: Vec<Note>,
    numbers: HashMap<String, usize>,
    /// Definitions met before any call to them, kept until the end.
    uncalled: Vec<(String, String)>,
}

#[derive(Default)]
struct Note {
    calls: usize,
    html: Option<String>,
}

impl Footnotes {
    /// Counts a call to a note: its number, and which call to it this is, both from 1.
    pub(super) fn call(&mut self, label: &str) -> (usize, usize) {
        let number = self.number(label);
        let note = &mut self.notes[number - 1];
        note.calls += 1;
        (number, note.calls)
    }

    fn number(&mut self, label: &str) -> usize {
        let notes = &mut self.notes;
        *self.numbers.entry(label.to_lowercase()).or_insert_with(|| {
            notes.push(Note::default());
            notes.len()
        })
    }

    /// Keeps a note's content. Of several with one label the first counts, as for link references.
    pub(super) fn define(&mut self, label: &str, html: String) {
        self.uncalled.push((label.to_lowercase(), html));
    }

    /// Appends the list of notes. One that nobody calls is listed last: an author's words are not dropped.
    pub(super) fn write(mut self, out: &mut String, prefix: &str, title: &str, back: &str) {
        for (label, html) in std::mem::take(&mut self.uncalled) {
            let number = self.number(&label);
            self.notes[number - 1].html.get_or_insert(html);
        }
        if self.notes.is_empty() {
            return;
        }
        out.push_str("<section class=\"footnotes\"");
        push_attribute(out, "aria-label", title);
        out.push_str(">\n<ol>\n");
        for (index, note) in self.notes.into_iter().enumerate() {
            note.write(out, index + 1, prefix, back);
        }
        out.push_str("</ol>\n</section>\n");
    }
}

impl Note {
    fn write(self, out: &mut String, number: usize, prefix: &str, back: &str) {
        out.push_str("<li");
        push_attribute(out, "id", &note_id(prefix, number));
        out.push('>');
        let html = self.html.unwrap_or_default();
        let html = html.trim_end();
        // the way back stands at the end of the last line, not on one of its own
        let (text, end) = match html.strip_suffix("</p>") {
            Some(text) => (text, "</p>\n"),
            None => (html, "\n"),
        };
        out.push_str(text);
        for call in 1..=self.calls {
            push_back_link(out, &call_id(prefix, number, call), number, back);
        }
        out.push_str(end);
        out.push_str("</li>\n");
    }
}

fn push_back_link(out: &mut String, call: &str, number: usize, back: &str) {
    out.push_str(" <a class=\"footnote-back\"");
    push_attribute(out, "href", &format!("#{call}"));
    push_attribute(out, "aria-label", &format!("{back} {number}"));
    out.push_str(">↩</a>");
}

/// Appends a call, which is a link unless it stands inside another one.
pub(super) fn push_call(
    out: &mut String,
    prefix: &str,
    (number, call): (usize, usize),
    link: bool,
) {
    out.push_str("<sup class=\"footnote-call\"");
    push_attribute(out, "id", &call_id(prefix, number, call));
    out.push('>');
    if link {
        out.push_str("<a");
        push_attribute(out, "href", &format!("#{}", note_id(prefix, number)));
        out.push('>');
    }
    push_escaped(out, &number.to_string());
    out.push_str(if link { "</a></sup>" } else { "</sup>" });
}

fn note_id(prefix: &str, number: usize) -> String {
    format!("{prefix}fn_{number}")
}

fn call_id(prefix: &str, number: usize, call: usize) -> String {
    let mut id = format!("{prefix}fnref_{number}");
    if call > 1 {
        // writing to a String cannot fail
        let _ = write!(id, "_{call}");
    }
    id
}
