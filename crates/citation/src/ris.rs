//! RIS, the tagged format of Research Information Systems, as reference managers exchange it.
//!
//! Source: RefMan, *RIS Format Specifications* (2001; lines end with CR LF, `TY` comes first, `ER` last) and the tags that
//! Zotero reads (`ELEC` becomes a web page).

use crate::work::{Author, Work, line};

impl Work<'_> {
    /// One RIS record, in UTF-8.
    #[must_use]
    pub fn ris(&self) -> String {
        let day = self.published.strftime("%Y/%m/%d").to_string();
        let mut tags = vec![
            ("TY", "ELEC".to_owned()),
            ("ID", line(self.key)),
            ("TI", line(self.title)),
        ];
        tags.extend(self.authors.iter().map(|author| ("AU", name(author))));
        tags.extend([
            ("PY", self.published.year().to_string()),
            ("DA", format!("{day}/")),
            ("PB", line(self.publisher)),
            ("ET", self.version.to_string()),
            ("M3", line(self.genre)),
            ("LA", line(self.language)),
            ("UR", line(self.url)),
        ]);
        tags.extend(self.keywords.iter().map(|word| ("KW", line(word))));
        tags.extend(self.notes().into_iter().map(|note| ("N1", note)));
        let mut out = String::new();
        for (tag, value) in tags.iter().filter(|(_, value)| !value.is_empty()) {
            out.push_str(&format!("{tag}  - {value}\r\n"));
        }
        out.push_str("ER  - \r\n");
        out
    }
}

/// `Family, Given`; any other name as it is, without a comma: what follows one would be taken for a given name.
fn name(author: &Author<'_>) -> String {
    match author.parts() {
        Some((family, given)) => format!("{}, {}", line(family), line(given)),
        None => line(&author.name.replace(',', " ")),
    }
}
