//! CSL-JSON, which citation processors and Zotero read.
//!
//! Source: Citation Style Language 1.0.2, schema of `csl-data.json`.

use crate::work::{Author, Work, line};
use jiff::civil::Date;
use serde_json::{Value, json};

impl Work<'_> {
    /// A list of one item, as CSL-JSON files hold it. `accessed` is left out: whoever reads it in knows the day.
    #[must_use]
    pub fn csl_json(&self) -> Value {
        let mut item = json!({
            "id": line(self.key),
            "type": "webpage",
            "title": line(self.title),
            "issued": day(self.published),
            "version": self.version.to_string(),
            "genre": line(self.genre),
            "container-title": line(self.publisher),
            "publisher": line(self.publisher),
            "language": line(self.language),
            "URL": line(self.url),
        });
        if !self.authors.is_empty() {
            item["author"] = self.authors.iter().map(name).collect();
        }
        if !self.keywords.is_empty() {
            let words: Vec<String> = self.keywords.iter().map(|word| line(word)).collect();
            item["keyword"] = words.join(", ").into();
        }
        if let Some((_, url)) = self.licence {
            item["license"] = line(url).into();
        }
        let notes = self.notes();
        if !notes.is_empty() {
            item["note"] = notes.join(". ").into();
        }
        Value::Array(vec![item])
    }
}

fn name(author: &Author<'_>) -> Value {
    match author.parts() {
        Some((family, given)) => json!({"family": line(family), "given": line(given)}),
        None => json!({"literal": line(author.name)}),
    }
}

fn day(date: Date) -> Value {
    json!({"date-parts": [[date.year(), date.month(), date.day()]]})
}
