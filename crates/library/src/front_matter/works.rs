//! The works that a file's front matter names.

use super::read::{Reader, Trouble};
use crate::DraftSource;
use model::{Borrowed, FileName, Line, RevisionNumber, Slug};
use serde_json::{Map, Value};

impl Reader<'_> {
    /// Works that the resource was made from, holds or quotes.
    pub(super) fn sources(&self) -> Result<Vec<DraftSource>, Trouble> {
        let key = "derived_from";
        let source = |mapping: Map<String, Value>| {
            let known = [
                "resource", "revision", "url", "title", "authors", "licence", "use", "changes",
                "updated", "notices",
            ];
            self.only(key, &mapping, &known)?;
            let member = |name: &str| self.member(key, &mapping, name);
            Ok(DraftSource {
                resource: member("resource")?,
                revision: member("revision")?,
                url: member("url")?,
                title: member("title")?,
                authors: member("authors")?,
                licence: member("licence")?,
                act: member("use")?,
                changes: member("changes")?,
                updated: member("updated")?,
                notices: member("notices")?,
            })
        };
        self.mappings(key)?.into_iter().map(source).collect()
    }

    /// What the text shows of other resources, and from which revision of them.
    pub(super) fn borrowed(&self) -> Result<Vec<Borrowed>, Trouble> {
        let key = "borrowed";
        let borrowed = |mapping: Map<String, Value>| {
            self.only(key, &mapping, &["resource", "revision", "file", "sections"])?;
            let member = |name: &str| self.member(key, &mapping, name);
            let expected = || self.trouble(key, "a resource and the number of its revision");
            let file = Some(member("file")?).filter(|name| !name.is_empty());
            let file = file.map(|name| FileName::parse(&name)).transpose();
            Ok(Borrowed {
                resource: Slug::parse(&member("resource")?).map_err(|_| expected())?,
                revision: RevisionNumber(member("revision")?.parse().map_err(|_| expected())?),
                file: file.map_err(|_| self.trouble(key, "the name of a file"))?,
                sections: self.sections(key, &mapping)?,
            })
        };
        self.mappings(key)?.into_iter().map(borrowed).collect()
    }

    fn sections(&self, key: &str, mapping: &Map<String, Value>) -> Result<Vec<Line>, Trouble> {
        let expected = || self.trouble(key, "a list of headings at sections");
        let heading = |value: &Value| {
            let text = value.as_str().and_then(|text| Line::parse(text).ok());
            text.ok_or_else(expected)
        };
        match mapping.get("sections") {
            None | Some(Value::Null) => Ok(Vec::new()),
            Some(Value::Array(headings)) => headings.iter().map(heading).collect(),
            Some(_) => Err(expected()),
        }
    }
}
