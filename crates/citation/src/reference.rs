//! A reference as people write it under a text.
//!
//! Source: ISO 690:2021 for electronic resources: names of authors first and in capitals, title, medium, version,
//! publisher, date, date of reading, address.

use crate::work::{Author, Lang, Work, line};
use jiff::civil::Date;

/// How many authors are named before "et al." (ISO 690:2021 lets four and more be shortened).
const NAMED: usize = 3;

const FRENCH_MONTHS: [&str; 12] = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
];

impl Work<'_> {
    /// One line of plain text, without a full stop behind the address.
    #[must_use]
    pub fn reference(&self, lang: Lang, accessed: Date) -> String {
        let title = line(self.title);
        let (medium, read, address) = match lang {
            Lang::Fr => ("en ligne", "consulté le", "Disponible à l’adresse\u{A0}:"),
            Lang::En => ("online", "viewed", "Available from:"),
        };
        let mut parts = vec![
            format!("{title} [{medium}]."),
            format!("Version {}.", self.version),
        ];
        parts.push(format!(
            "{}, {} [{read} {}].",
            line(self.publisher),
            day(self.published, lang),
            day(accessed, lang)
        ));
        parts.push(format!("{}.", line(self.genre)));
        if let Some((short, _)) = self.licence {
            parts.push(format!("{}.", line(short)));
        }
        parts.push(format!("{address} {}", line(self.url)));
        let authors = authors(self.authors, lang);
        if !authors.is_empty() {
            let stop = if authors.ends_with('.') { "" } else { "." };
            parts.insert(0, format!("{authors}{stop}"));
        }
        parts.join(" ")
    }
}

fn authors(authors: &[Author<'_>], lang: Lang) -> String {
    let and = match lang {
        Lang::Fr => "et",
        Lang::En => "and",
    };
    let names: Vec<String> = authors.iter().map(name).collect();
    match names.as_slice() {
        [] => String::new(),
        [only] => only.clone(),
        [first, .., _] if names.len() > NAMED => format!("{first} et al."),
        [most @ .., last] => format!("{} {and} {last}", most.join(", ")),
    }
}

fn name(author: &Author<'_>) -> String {
    match author.parts() {
        Some((family, given)) => format!("{}, {}", line(family).to_uppercase(), line(given)),
        None => line(author.name).to_uppercase(),
    }
}

fn day(date: Date, lang: Lang) -> String {
    match lang {
        Lang::Fr => {
            let month =
                FRENCH_MONTHS.get(usize::from(date.month().unsigned_abs()).saturating_sub(1));
            let first = if date.day() == 1 { "er" } else { "" };
            format!(
                "{}{first} {} {}",
                date.day(),
                month.copied().unwrap_or_default(),
                date.year()
            )
        }
        Lang::En => date.strftime("%-d %B %Y").to_string(),
    }
}
