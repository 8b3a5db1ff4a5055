//! A sheet as the index takes it, and as the log keeps it.

use super::{Booklet, Sheet};
use jiff::Timestamp;
use library::Received;
use model::{Content, ResourceId, Slug};
use search::{Document, FileText};
use serde_json::json;
use uuid::Uuid;

impl Sheet {
    /// Its identifier, which begins with the time as those of the program do (RFC 9562, version 7).
    pub fn resource(&self) -> ResourceId {
        let milliseconds = self.at().as_millisecond().cast_unsigned();
        let number = self.number as u64;
        ResourceId(Uuid::from_u64_pair(
            milliseconds << 16 | 0x7000,
            1 << 63 | number,
        ))
    }

    /// Its address.
    pub fn slug(&self) -> Slug {
        Slug::parse(&format!("fiche-{}", self.number)).unwrap()
    }

    /// When it was written.
    pub fn at(&self) -> Timestamp {
        Timestamp::from_second(1_700_000_000 + self.number as i64).unwrap()
    }

    /// As the library gives it to the index.
    pub fn document(&self) -> Document {
        let value = self.public.map(ToOwned::to_owned);
        let label = value.as_deref().map(super::capitalised);
        let fields = label.iter().map(|label| format!("Public {label}"));
        let form = self.file.iter().map(|_| "PDF".to_owned());
        Document {
            resource: self.resource(),
            seq: self.seq,
            slug: self.slug(),
            title: self.title.clone(),
            kind: self.kind.to_owned(),
            kind_labels: self.kind_labels.clone(),
            licence: self.licence.to_owned(),
            language: "fr".to_owned(),
            tags: self.tags.clone(),
            authors: self.authors.clone(),
            year: self.year,
            headings: self.headings(),
            body: self.text(""),
            fields: fields.collect(),
            about: label.clone().into_iter().chain(form).collect(),
            aside: false,
            facets: value
                .map(|value| ("public".to_owned(), value))
                .into_iter()
                .collect(),
            links: Vec::new(),
            made_from: Vec::new(),
            to_judge: false,
            files: self.file.iter().map(|(_, file)| file.text()).collect(),
            created_at: self.at(),
            updated_at: self.at(),
        }
    }

    /// As its first revision says it; `file` is its file as it was stored.
    pub fn content(&self, file: Option<&Received>) -> Content {
        let authors: Vec<_> = self
            .authors
            .iter()
            .map(|name| json!({ "name": name }))
            .collect();
        let title = self.file.as_ref().map(|(_, booklet)| &booklet.title);
        let files: Vec<_> = file.iter().map(|file| stored(file, title)).collect();
        let fields = self.public.map(|value| json!({ "public": [value] }));
        let content = json!({
            "title": self.title,
            "kind": self.kind,
            "licence": self.licence,
            "authors": authors,
            "tags": self.tags,
            "language": "fr",
            "created": format!("{}-05-01", self.year),
            "fields": fields.unwrap_or_else(|| json!({})),
            "files": files,
            "body": self.text("## "),
        });
        serde_json::from_value(content).unwrap()
    }

    fn headings(&self) -> Vec<String> {
        self.parts
            .iter()
            .map(|(heading, _)| heading.clone())
            .collect()
    }

    /// The text, each heading behind its mark.
    fn text(&self, mark: &str) -> String {
        let part = |(heading, text): &(String, String)| format!("{mark}{heading}\n\n{text}\n");
        self.parts.iter().map(part).collect::<Vec<_>>().join("\n")
    }
}

impl Booklet {
    fn text(&self) -> FileText {
        let pages = (1..).map(Some).zip(self.pages.iter().cloned());
        FileText {
            name: self.name.clone(),
            title: Some(self.title.clone()),
            pages: pages.collect(),
        }
    }
}

fn stored(file: &Received, title: Option<&String>) -> serde_json::Value {
    json!({
        "name": file.name,
        "title": title,
        "sha256": file.sha256,
        "size_bytes": file.size_bytes,
        "media_type": file.media_type,
    })
}
