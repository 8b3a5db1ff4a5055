//! A revision as the index sees it.

use crate::follow::LEXICON;
use crate::render::{link_slug, long_fields};
use crate::{Error, Library};
use model::{Content, FieldDefinition, FieldValue, Head, Kind, Revision, Slug};
use search::{Document, FileText};
use std::borrow::Cow;

impl Library {
    /// The document of a resource's latest revision.
    pub(crate) async fn document(&self, head: &Head) -> Result<Document, Error> {
        let revision = self.revision_of(head, head.number).await?;
        let files = self.file_texts(&revision.content).await?;
        let kind = self.kind(revision.content.kind.as_str());
        let titles = self.link_titles(&revision.content, kind.as_deref()).await?;
        Ok(document(head, &revision, kind.as_deref(), files, &titles))
    }

    /// Titles of the resources to which a content links, by what stands between the brackets.
    async fn link_titles(
        &self,
        content: &Content,
        kind: Option<&Kind>,
    ) -> Result<Vec<(String, String)>, Error> {
        let long = kind
            .map(|kind| long_fields(kind, content))
            .unwrap_or_default();
        let texts = std::iter::once(content.body.as_str())
            .chain(long.iter().map(|(_, text)| text.as_str()));
        let targets = self.targets(texts).await?;
        let titled = |(target, found): (String, Option<(Slug, String)>)| Some((target, found?.1));
        Ok(targets.into_iter().filter_map(titled).collect())
    }

    async fn file_texts(&self, content: &Content) -> Result<Vec<FileText>, Error> {
        let mut texts = Vec::new();
        for file in &content.files {
            let pages = match self.inspect(file.sha256, file.name.as_str()).await {
                Ok(found) => found
                    .pages
                    .into_iter()
                    .map(|page| (page.page, page.text))
                    .collect(),
                Err(error @ Error::Storage(storage::Error::Closed)) => return Err(error),
                // A file that is gone is a fault that `check` names; its resource must be found all the same.
                Err(error) => {
                    tracing::error!(file = %file.sha256, %error, "a file could not be indexed");
                    Vec::new()
                }
            };
            let title = file.title.as_ref().map(ToString::to_string);
            texts.push(FileText {
                name: file.name.to_string(),
                title,
                pages,
            });
        }
        Ok(texts)
    }
}

fn document(
    head: &Head,
    revision: &Revision,
    kind: Option<&Kind>,
    files: Vec<FileText>,
    titles: &[(String, String)],
) -> Document {
    let content = &revision.content;
    let long = kind
        .map(|kind| long_fields(kind, content))
        .unwrap_or_default();
    let body = searched_body(head, content);
    let texts: Vec<&str> = std::iter::once(body.as_ref())
        .chain(long.iter().map(|(_, text)| text.as_str()))
        .collect();
    let plain: Vec<markup::Plain> = texts
        .iter()
        .map(|text| markup::plain(&with_titles(text, titles)))
        .collect();
    let values = kind
        .map(|kind| kind.values(&content.fields))
        .unwrap_or_default();
    let year = content.created.map_or_else(
        || head.created_at.to_zoned(jiff::tz::TimeZone::UTC).year(),
        |date| date.year(),
    );
    Document {
        resource: head.resource,
        seq: head.seq,
        slug: head.slug.clone(),
        title: content.title.to_string(),
        kind: content.kind.to_string(),
        kind_labels: kind
            .map(|kind| vec![kind.label().fr.clone(), kind.label().en.clone()])
            .unwrap_or_default(),
        licence: content.licence.to_string(),
        language: content.language.to_string(),
        tags: content.tags.iter().map(ToString::to_string).collect(),
        authors: content
            .authors
            .iter()
            .map(|author| author.name.to_string())
            .collect(),
        year,
        headings: plain
            .iter()
            .flat_map(|plain| plain.headings.clone())
            .collect(),
        body: plain
            .iter()
            .map(|plain| plain.text.as_str())
            .collect::<Vec<_>>()
            .join("\n"),
        fields: values
            .iter()
            .filter_map(|(field, value)| short(field, value))
            .collect(),
        facets: values
            .iter()
            .flat_map(|(field, value)| facets(field, value))
            .collect(),
        links: links(&texts, &values),
        files,
        created_at: head.created_at,
        updated_at: head.updated_at,
    }
}

/// The body as it is searched. The page of synonyms holds everybody's words and is about none of them: its lists are not
/// found, or it would be among the results of every search.
fn searched_body<'c>(head: &Head, content: &'c Content) -> Cow<'c, str> {
    let body = content.body.as_str();
    if head.slug.as_str() != LEXICON {
        return Cow::Borrowed(body);
    }
    let lines = body.lines();
    let others = lines.filter(|line| !line.trim_start().starts_with(['-', '*', '+']));
    Cow::Owned(others.collect::<Vec<_>>().join("\n"))
}

/// The text in which a link without words of its own has the title that the page shows for it.
fn with_titles(text: &str, titles: &[(String, String)]) -> String {
    let title = |text: String, (target, title): &(String, String)| {
        text.replace(&format!("[[{target}]]"), &format!("[[{target}|{title}]]"))
    };
    titles.iter().fold(text.to_owned(), title)
}

/// A short field as people read it: its label and its value.
fn short(field: &FieldDefinition, value: &FieldValue) -> Option<String> {
    let text = match value {
        FieldValue::Markdown(_) | FieldValue::Resources(_) => return None,
        FieldValue::Choice(_) | FieldValue::Choices(_) => {
            let chosen = value.canonical(false).texts();
            let labels = chosen
                .iter()
                .map(|value| field.choice(value).map_or(value.as_str(), |c| &c.label.fr));
            labels.collect::<Vec<_>>().join(", ")
        }
        _ => value.canonical(false).texts().join(", "),
    };
    Some(format!("{} {text}", field.label.fr))
}

fn facets(field: &FieldDefinition, value: &FieldValue) -> Vec<(String, String)> {
    let texts = if field.facet {
        value.canonical(true).texts()
    } else {
        Vec::new()
    };
    texts
        .into_iter()
        .map(|text| (field.name.clone(), text))
        .collect()
}

fn links(texts: &[&str], values: &[(&FieldDefinition, FieldValue)]) -> Vec<Slug> {
    let mut links: Vec<Slug> = texts
        .iter()
        .flat_map(|text| markup::links(text))
        .map(|target| link_slug(&target))
        .collect();
    for (_, value) in values {
        if let FieldValue::Resources(slugs) = value {
            links.extend(slugs.iter().cloned());
        }
    }
    links.sort();
    links.dedup();
    links
}
