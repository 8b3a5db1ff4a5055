//! A revision as the index sees it.

mod forms;
mod marks;

use crate::agreement::forbids_changes;
use crate::follow::LEXICON;
use crate::render::{link_slug, long_fields};
use crate::texts::Wish;
use crate::{Error, Library};
use extraction::PageText;
use forms::words_for;
use licensing::Act;
use marks::without_marks;
use model::{Content, FieldDefinition, FieldValue, FileRef, Head, Kind, Revision, Slug, Source};
use search::{Document, FileText};
use std::borrow::Cow;
use std::collections::BTreeSet;

/// The most bytes of text of one resource's files that can be searched, all files together: some 300 000 words, a thousand
/// printed pages. One resource must not make the index, or the memory that its document takes, as large as somebody wishes:
/// it may have 50 files, and each of them 2 MiB of text.
pub(crate) const MAX_FILE_TEXT_BYTES: usize = 2 << 20;

impl Library {
    /// The document of a resource's latest revision.
    pub(crate) async fn document(&self, head: &Head) -> Result<Document, Error> {
        let revision = self.revision_of(head, head.number).await?;
        let files = self.file_texts(head, &revision.content).await?;
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

    /// The texts of a resource's files. Where one may tell more another time, that is noted.
    async fn file_texts(&self, head: &Head, content: &Content) -> Result<Vec<FileText>, Error> {
        let mut texts = Vec::new();
        let mut room = MAX_FILE_TEXT_BYTES;
        let mut settled = true;
        for file in &content.files {
            let known = self.inspect(file.sha256, file.name.as_str(), Wish::Soon);
            let pages = match known.await {
                Ok(known) => {
                    settled &= known.settled;
                    within(&mut room, known.found.pages)
                }
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
        if !settled {
            self.parts.texts.mark(head.resource).await;
        }
        Ok(texts)
    }
}

/// The first pages, as long as there is room for whole ones. Of a file without pages, the paragraphs for which there is.
fn within(room: &mut usize, pages: Vec<PageText>) -> Vec<(Option<u32>, String)> {
    let mut taken = Vec::new();
    for PageText { page, mut text } in pages {
        let fits = text.len() <= *room;
        if !fits && page.is_none() {
            let line = text.floor_char_boundary(*room);
            text.truncate(text[..line].rfind('\n').unwrap_or_default());
        }
        if fits || page.is_none() {
            *room -= text.len();
            taken.push((page, text));
        }
        if !fits {
            // what follows is left out too: nobody expects page 5 to be found and page 4 not
            *room = 0;
        }
    }
    taken
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
    let shown: Vec<(&str, String)> = values
        .iter()
        .filter_map(|(field, value)| Some((field.label.fr.as_str(), short(field, value)?)))
        .collect();
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
            .map(|plain| without_marks(&plain.text))
            .collect::<Vec<_>>()
            .join("\n"),
        about: shown
            .iter()
            .map(|(_, value)| value.clone())
            .chain(forms(&content.files))
            .collect(),
        fields: shown
            .iter()
            .map(|(label, value)| format!("{label} {value}"))
            .collect(),
        facets: values
            .iter()
            .flat_map(|(field, value)| facets(field, value))
            .collect(),
        links: links(content, &texts, &values),
        made_from: made_from(content),
        to_judge: is_to_judge(content),
        files,
        aside: kind.is_some_and(|kind| !kind.listed()),
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
        let named = text.replace(&format!("[[{target}]]"), &format!("[[{target}|{title}]]"));
        // what is included is no word of this text, its title neither
        named.replace(&format!("![[{target}|{title}]]"), &format!("![[{target}]]"))
    };
    titles.iter().fold(text.to_owned(), title)
}

/// The value of a short field as people read it.
fn short(field: &FieldDefinition, value: &FieldValue) -> Option<String> {
    match value {
        FieldValue::Markdown(_) | FieldValue::Resources(_) => None,
        FieldValue::Choice(_) | FieldValue::Choices(_) => {
            let chosen = value.canonical(false).texts();
            let labels = chosen
                .iter()
                .map(|value| field.choice(value).map_or(value.as_str(), |c| &c.label.fr));
            Some(labels.collect::<Vec<_>>().join(", "))
        }
        _ => Some(value.canonical(false).texts().join(", ")),
    }
}

/// What may be called the forms of the files, each once.
fn forms(files: &[FileRef]) -> Vec<String> {
    let named = files
        .iter()
        .filter_map(|file| words_for(file.name.as_str()));
    let forms: BTreeSet<String> = named.collect();
    forms.into_iter().collect()
}

/// The facet values of a field. Who chose the choice that means all of them is found under each.
fn facets(field: &FieldDefinition, value: &FieldValue) -> Vec<(String, String)> {
    if !field.facet {
        return Vec::new();
    }
    let mut values = value.canonical(true).texts();
    let means_all = |value: &String| field.choice(value).is_some_and(|choice| choice.all);
    if values.iter().any(means_all) {
        values = field.choices.iter().map(|c| c.value.clone()).collect();
    }
    let named = |value| (field.name.clone(), value);
    values.into_iter().map(named).collect()
}

/// Whether something of others is in it, or something that others may not change.
fn is_to_judge(content: &Content) -> bool {
    let uses_others = !content.derived_from.is_empty() || !content.borrowed.is_empty();
    uses_others || content.origin == Some(model::Origin::Permitted) || forbids_changes(content)
}

/// The resources of which it is an adaptation.
fn made_from(content: &Content) -> Vec<Slug> {
    let adapted = |source: &&Source| source.act == Act::Adapted;
    let adapted = content.derived_from.iter().filter(adapted);
    adapted
        .filter_map(|source| source.resource.clone())
        .collect()
}

/// The resources that it names: in its text, in its fields, or by a picture of theirs.
fn links(
    content: &Content,
    texts: &[&str],
    values: &[(&FieldDefinition, FieldValue)],
) -> Vec<Slug> {
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
    links.extend(content.borrowed.iter().map(|one| one.resource.clone()));
    links.sort();
    links.dedup();
    links
}
