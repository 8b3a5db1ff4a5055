//! BibTeX: `@misc`, the entry for what has no other, with the fields that BibTeX's own styles and biblatex read.
//!
//! Source: Oren Patashnik, *BibTeXing* (1988), sections 3.1 (fields) and 4 (names); *The biblatex Package*, section 2.2.

use crate::work::{Author, Work, line};
use std::fmt::Write;

const MONTHS: [&str; 12] = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
];

impl Work<'_> {
    /// One BibTeX entry, ended by a newline, in UTF-8.
    #[must_use]
    pub fn bibtex(&self) -> String {
        let mut out = format!("@misc{{{},\n", key(self.key));
        let mut field = |name: &str, value: &str| {
            if !value.is_empty() {
                // writing to a string never fails
                let _ = writeln!(out, "  {name} = {{{value}}},");
            }
        };
        field(
            "author",
            &self
                .authors
                .iter()
                .map(name)
                .collect::<Vec<_>>()
                .join(" and "),
        );
        // in a second pair of braces, or styles change the capitals
        field("title", &format!("{{{}}}", escaped(self.title)));
        field("year", &self.published.year().to_string());
        let month =
            MONTHS.get(usize::from(self.published.month().unsigned_abs()).saturating_sub(1));
        field("month", month.copied().unwrap_or_default());
        field("date", &self.published.to_string());
        field("version", &self.version.to_string());
        field("publisher", &escaped(self.publisher));
        field(
            "howpublished",
            &format!("{}, {}", escaped(self.genre), escaped(self.publisher)),
        );
        field("url", &address(self.url));
        field("langid", &escaped(self.language));
        field(
            "keywords",
            &self
                .keywords
                .iter()
                .map(|word| escaped(&word.replace(',', " ")))
                .collect::<Vec<_>>()
                .join(", "),
        );
        let licence = self
            .licence
            .map(|(short, url)| format!("{}, \\url{{{}}}", escaped(short), address(url)));
        let owed = self.owed.iter().map(|owed| escaped(owed));
        let notes: Vec<String> = licence.into_iter().chain(owed).collect();
        field("note", &notes.join(". "));
        out.push_str("}\n");
        out
    }
}

/// A name that is not `Family, Given` stands in braces, so that ` and `, commas and capitals in it mean nothing.
fn name(author: &Author<'_>) -> String {
    match author.parts() {
        Some((family, given))
            if ![family, given].iter().any(|part| {
                part.split_whitespace()
                    .any(|word| word.eq_ignore_ascii_case("and"))
            }) =>
        {
            format!("{}, {}", escaped(family), escaped(given))
        }
        _ => format!("{{{}}}", escaped(author.name)),
    }
}

/// What TeX would read as a command, or draw as one sign (`--` as a dash, `?\`` as `¿`), is written so that it prints as it
/// is.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut before = None;
    for c in line(text).chars() {
        let doubled = matches!(c, '-' | '\'' | '`' | ',' | '<' | '>') && before == Some(c);
        if doubled || (c == '`' && matches!(before, Some('!' | '?'))) {
            out.push_str("{}");
        }
        before = Some(c);
        match c {
            '\\' => out.push_str("\\textbackslash{}"),
            '{' => out.push_str("\\{"),
            '}' => out.push_str("\\}"),
            '~' => out.push_str("\\textasciitilde{}"),
            '^' => out.push_str("\\textasciicircum{}"),
            '%' | '&' | '$' | '#' | '_' => {
                out.push('\\');
                out.push(c);
            }
            c => out.push(c),
        }
    }
    out
}

/// An address is read verbatim; only what would end the field is written as an address writes it.
fn address(url: &str) -> String {
    line(url)
        .replace('\\', "%5C")
        .replace('{', "%7B")
        .replace('}', "%7D")
        .replace(' ', "%20")
}

/// What may stand in a key.
fn key(key: &str) -> String {
    let key: String = key
        .chars()
        .filter(|c| c.is_ascii_alphanumeric() || *c == '-')
        .collect();
    if key.is_empty() {
        "ressource".to_owned()
    } else {
        key
    }
}
