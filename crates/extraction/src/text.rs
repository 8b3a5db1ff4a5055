//! Gathers what is found, within a limit.

use crate::{Inspection, Note, PageText};

/// How many authors are kept.
const MAX_AUTHORS: usize = 20;

/// How long a title, a name or a language may be, in characters.
const MAX_META_CHARS: usize = 300;

/// What was found so far in a file.
pub(crate) struct Findings {
    pub(crate) title: Option<String>,
    pub(crate) authors: Vec<String>,
    pub(crate) language: Option<String>,
    pages: Vec<PageText>,
    /// Bytes of text that may still be kept.
    left: usize,
    is_cut: bool,
}

impl Findings {
    pub(crate) fn new(text_bytes: usize) -> Self {
        Self {
            title: None,
            authors: Vec::new(),
            language: None,
            pages: Vec::new(),
            left: text_bytes,
            is_cut: false,
        }
    }

    /// Starts a page; what follows belongs to it.
    pub(crate) fn start_page(&mut self, page: Option<u32>) {
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
    }

    /// Adds text to the page; `Err` once there is no room for more.
    pub(crate) fn push(&mut self, text: &str) -> Result<(), Note> {
        if self.pages.is_empty() {
            self.start_page(None);
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
        match self.pages.last() {
            Some(page) if !page.text.is_empty() && !page.text.ends_with('\n') => self.push("\n"),
            _ => Ok(()),
        }
    }

    pub(crate) fn set_title(&mut self, title: &str) {
        self.title = meta(title).or(self.title.take());
    }

    pub(crate) fn set_language(&mut self, language: &str) {
        self.language = meta(language).or(self.language.take());
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
        let pages = self
            .pages
            .into_iter()
            .map(|PageText { page, text }| PageText {
                page,
                text: tidy(&text),
            })
            .filter(|page| !page.text.is_empty())
            .collect();
        Inspection {
            media_type: media_type.to_owned(),
            title: self.title,
            authors: self.authors,
            language: self.language,
            pages,
            note: note.or(self.is_cut.then_some(Note::Cut)),
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

    #[test]
    fn text_is_tidy() {
        assert_eq!(tidy("\n\n a\u{0} \n\n\n\tb\u{7}\r\nc\n\n"), " a\n\n\tb\nc");
        assert_eq!(tidy(" \n\t\n"), "");
    }

    #[test]
    fn text_stops_at_the_limit_between_characters() {
        let mut findings = Findings::new(4);
        assert_eq!(findings.push("éé"), Ok(()));
        assert_eq!(findings.push("é"), Err(Note::Cut));
        let mut findings = Findings::new(3);
        assert_eq!(findings.push("éé"), Err(Note::Cut));
        let found = findings.into_inspection("text/plain", None);
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
        let mut findings = Findings::new(0);
        findings.set_title(" a\n b\u{0} ");
        findings.set_title("  ");
        findings.add_authors("Ana ; Bo;; Ana");
        assert_eq!(findings.title.as_deref(), Some("a b"));
        assert_eq!(findings.authors, ["Ana", "Bo"]);
        findings.set_language(&"x".repeat(5000));
        assert_eq!(findings.language.map(|l| l.len()), Some(MAX_META_CHARS));
    }
}
