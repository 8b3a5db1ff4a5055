//! Gathers what is found, within a limit.

use std::time::Instant;

use crate::date::date;
use crate::language::language;
use crate::{Inspection, Limits, Note, PageText};

/// How many authors are kept.
const MAX_AUTHORS: usize = 20;

/// How long a title, a name or a language may be, in characters.
const MAX_META_CHARS: usize = 300;

/// What was found so far in a file.
pub(crate) struct Findings {
    pub(crate) title: Option<String>,
    pub(crate) authors: Vec<String>,
    pub(crate) language: Option<String>,
    pub(crate) date: Option<String>,
    pages: Vec<PageText>,
    /// Pages that may still be started.
    pages_left: u32,
    /// Bytes of text that may still be kept.
    left: usize,
    is_cut: bool,
    /// When no other page is started.
    deadline: Instant,
}

impl Findings {
    pub(crate) fn new(limits: &Limits) -> Self {
        Self {
            title: None,
            authors: Vec::new(),
            language: None,
            date: None,
            pages: Vec::new(),
            pages_left: limits.pages,
            left: limits.text_bytes,
            is_cut: false,
            deadline: Instant::now() + limits.time.mul_f32(0.8),
        }
    }

    /// Starts a page; what follows belongs to it. `Err` when no more pages are
    /// looked into, or no time is left for another.
    pub(crate) fn start_page(&mut self, page: Option<u32>) -> Result<(), Note> {
        if self.pages_left == 0 {
            return Err(Note::Cut);
        }
        self.check_time()?;
        self.pages_left -= 1;
        // a page without text so far gives its place to the next
        if self
            .pages
            .last()
            .is_some_and(|last| last.text.trim().is_empty())
        {
            self.pages.pop();
        }
        self.pages.push(PageText {
            page,
            text: String::new(),
        });
        Ok(())
    }

    /// `Err` when no time is left to read more.
    pub(crate) fn check_time(&self) -> Result<(), Note> {
        if Instant::now() < self.deadline {
            Ok(())
        } else {
            Err(Note::TimedOut)
        }
    }

    /// Adds text to the page; `Err` once there is no room for more.
    pub(crate) fn push(&mut self, text: &str) -> Result<(), Note> {
        if self.pages.is_empty() {
            self.start_page(None)?;
        }
        let Some(page) = self.pages.last_mut() else {
            return Ok(());
        };
        let fits = text.floor_char_boundary(self.left);
        page.text.push_str(&text[..fits]);
        self.left -= fits;
        if fits < text.len() {
            self.is_cut = true;
            return Err(Note::Cut);
        }
        Ok(())
    }

    /// Ends a line, unless one was just ended.
    pub(crate) fn end_line(&mut self) -> Result<(), Note> {
        if self.is_at_line_start() {
            Ok(())
        } else {
            self.push("\n")
        }
    }

    /// Whether the line has no text yet.
    pub(crate) fn is_at_line_start(&self) -> bool {
        self.last_char().is_none_or(|c| c == '\n')
    }

    /// Whether a word may follow without a space before it.
    pub(crate) fn is_after_space(&self) -> bool {
        self.last_char().is_none_or(char::is_whitespace)
    }

    fn last_char(&self) -> Option<char> {
        self.pages.last()?.text.chars().next_back()
    }

    pub(crate) fn set_title(&mut self, title: &str) {
        self.title = meta(title).or(self.title.take());
    }

    pub(crate) fn set_language(&mut self, language: &str) {
        self.language = meta(language).or(self.language.take());
    }

    /// Keeps a date that is one, in whichever way it is written.
    pub(crate) fn set_date(&mut self, text: &str) {
        self.date = date(text).or(self.date.take());
    }

    /// Adds the names in a list separated by semicolons, as office programs
    /// write several authors.
    pub(crate) fn add_authors(&mut self, names: &str) {
        for name in names.split(';').filter_map(meta) {
            if self.authors.len() < MAX_AUTHORS && !self.authors.contains(&name) {
                self.authors.push(name);
            }
        }
    }

    pub(crate) fn into_inspection(self, media_type: &str, note: Option<Note>) -> Inspection {
        let pages: Vec<PageText> = self
            .pages
            .into_iter()
            .map(|PageText { page, text }| PageText {
                page,
                text: tidy(&text),
            })
            .filter(|page| !page.text.is_empty())
            .collect();
        let note = note
            .or(self.is_cut.then_some(Note::Cut))
            .or(pages.is_empty().then_some(Note::NoText));
        Inspection {
            media_type: media_type.to_owned(),
            title: self.title,
            authors: self.authors,
            language: language(&pages, self.language),
            date: self.date,
            pages,
            note,
        }
    }
}

/// One line of metadata; `None` when nothing is left of it.
fn meta(text: &str) -> Option<String> {
    let clean: String = text
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    let words: Vec<&str> = clean.split_whitespace().collect();
    let line: String = words.join(" ").chars().take(MAX_META_CHARS).collect();
    (!line.is_empty()).then_some(line)
}

/// Lines without control characters, at most one empty line between them.
fn tidy(text: &str) -> String {
    let mut tidy = String::with_capacity(text.len());
    let mut is_after_gap = true;
    for line in text.lines() {
        let before = tidy.len();
        tidy.extend(line.chars().filter(|c| !c.is_control() || *c == '\t'));
        tidy.truncate(tidy.trim_end().len().max(before));
        let is_gap = tidy.len() == before;
        if !(is_gap && is_after_gap) {
            tidy.push('\n');
        }
        is_after_gap = is_gap;
    }
    tidy.truncate(tidy.trim_end().len());
    tidy
}

#[cfg(test)]
mod tests {
    use super::*;

    fn findings(text_bytes: usize) -> Findings {
        Findings::new(&Limits {
            text_bytes,
            ..Limits::TEST
        })
    }

    #[test]
    fn text_is_tidy() {
        assert_eq!(tidy("\n\n a\u{0} \n\n\n\tb\u{7}\r\nc\n\n"), " a\n\n\tb\nc");
        assert_eq!(tidy(" \n\t\n"), "");
    }

    #[test]
    fn text_stops_at_the_limit_between_characters() {
        let mut four = findings(4);
        assert_eq!(four.push("éé"), Ok(()));
        assert_eq!(four.push("é"), Err(Note::Cut));
        let mut three = findings(3);
        assert_eq!(three.push("éé"), Err(Note::Cut));
        let found = three.into_inspection("text/plain", None);
        assert_eq!(
            found.pages,
            [PageText {
                page: None,
                text: "é".to_owned()
            }]
        );
        assert_eq!(found.note, Some(Note::Cut));
    }

    #[test]
    fn metadata_is_one_short_line() {
        let mut findings = findings(0);
        findings.set_title(" a\n b\u{0} ");
        findings.set_title("  ");
        findings.add_authors("Ana ; Bo;; Ana");
        assert_eq!(findings.title.as_deref(), Some("a b"));
        assert_eq!(findings.authors, ["Ana", "Bo"]);
        findings.set_date("2026-03-01T10:00:00");
        findings.set_date("hier");
        assert_eq!(findings.date.as_deref(), Some("2026-03-01"));
        findings.set_language(&"x".repeat(5000));
        assert_eq!(findings.language.map(|l| l.len()), Some(MAX_META_CHARS));
    }

    #[test]
    fn pages_are_counted_and_timed() {
        let limits = Limits {
            pages: 2,
            ..Limits::TEST
        };
        let mut findings = Findings::new(&limits);
        assert_eq!(findings.start_page(Some(1)), Ok(()));
        assert_eq!(findings.start_page(Some(2)), Ok(()));
        assert_eq!(findings.start_page(Some(3)), Err(Note::Cut));
        let mut late = Findings::new(&Limits {
            time: std::time::Duration::ZERO,
            ..Limits::TEST
        });
        assert_eq!(late.start_page(Some(1)), Err(Note::TimedOut));
    }

    #[test]
    fn a_file_without_a_word_says_so() {
        let found = findings(10).into_inspection("application/pdf", None);
        assert_eq!(found.note, Some(Note::NoText));
    }
}
