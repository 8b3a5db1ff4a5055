//! A resource in full.

use super::Presenter;
use super::card::links;
use super::introduction::split;
use crate::address;
use crate::download::shown_inline;
use crate::views::{
    AuthorView, FileView, Html, Link, MissingPart, OutlineEntry, Section, SheetView,
};
use library::marking::can_mark;
use library::{Error, NotLent, RenderedSheet, Sheet, UsedWorks};
use licensing::LicenceId;
use model::{Content, FileRef, Kind, Slug};

/// How many resources are shown as related, and how many as linking here.
const NEIGHBOURS: usize = 6;

impl Presenter<'_> {
    /// A content as its page shows it; `revision` is set for one that is not the latest, `address` is absolute.
    ///
    /// # Errors
    /// When a linked resource cannot be read.
    pub(crate) async fn sheet(
        self,
        content: &Content,
        kind: Option<&Kind>,
        slug: &Slug,
        revision: Option<u32>,
        address: String,
    ) -> Result<SheetView, Error> {
        let used = self.site.library.used_works(content).await?;
        self.sheet_using(content, kind, (slug, revision), (address, None), &used)
            .await
    }

    /// The same where the works are known that it uses.
    ///
    /// # Errors
    /// As for [`Presenter::sheet`].
    pub(crate) async fn sheet_using(
        self,
        content: &Content,
        kind: Option<&Kind>,
        (slug, revision): (&Slug, Option<u32>),
        (address, updated): (String, Option<String>),
        used: &UsedWorks,
    ) -> Result<SheetView, Error> {
        let (collection, terms) = self
            .collection(content, kind, (slug, revision), used)
            .await?;
        let words = self.words();
        let rendered = self
            .site
            .library
            .render(content, kind, &words.rendering())
            .await?;
        let (introduction, body) = split(&rendered.body);
        Ok(SheetView {
            title: content.title.to_string(),
            kind: self.kind(kind, content.kind.as_str()),
            language: content.language.to_string(),
            facts: self.facts(content, kind, slug, false).await?,
            outline: self.outline(&rendered, introduction, kind),
            sections: self.sections(&rendered, kind),
            introduction: Html::sanitised(introduction.to_owned()),
            body: Html::sanitised(body.to_owned()),
            files: content
                .files
                .iter()
                .map(|file| self.file(file, content.licence, slug, revision))
                .collect(),
            licence: self.licence(content.licence),
            authors: authors(content),
            tags: self.tags(&content.tags),
            collection,
            terms,
            works: self.works(used),
            missing_parts: rendered.missing_parts.iter().map(missing_part).collect(),
            credit: self.attribution(content, used, &address, updated.as_deref()),
            created: content.created.map(|date| date.to_string()),
            address,
        })
    }

    /// Resources like it, and resources that link to it.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub(crate) async fn neighbours(self, sheet: &Sheet) -> Result<(Vec<Link>, Vec<Link>), Error> {
        let library = &self.site.library;
        let backlinks = library.backlinks(&sheet.head).await?;
        let mut related = library.related(sheet.head.resource, NEIGHBOURS * 2).await?;
        related.retain(|entry| {
            !backlinks
                .iter()
                .any(|other| other.resource == entry.resource)
        });
        related.truncate(NEIGHBOURS);
        Ok((links(&related), links(&backlinks)))
    }

    fn sections(self, rendered: &RenderedSheet, kind: Option<&Kind>) -> Vec<Section> {
        let section = |section: &library::Section| Section {
            id: section.id.clone(),
            label: self.field_label(kind, &section.field),
            html: Html::sanitised(section.html.clone()),
        };
        rendered.sections.iter().map(section).collect()
    }

    /// The headings in the order of the page: those of the introduction (within a quotation, say), the sections, which
    /// bear the label of their field, and those of the body.
    fn outline(
        self,
        rendered: &RenderedSheet,
        introduction: &str,
        kind: Option<&Kind>,
    ) -> Vec<OutlineEntry> {
        let entry = |heading: &library::markup::Heading| {
            let section = rendered
                .sections
                .iter()
                .find(|section| section.id == heading.id);
            let label = section.map(|section| self.field_label(kind, &section.field));
            OutlineEntry {
                level: heading.level,
                id: heading.id.clone(),
                text: label.unwrap_or_else(|| heading.text.clone()),
            }
        };
        let place = |heading: &&library::markup::Heading| {
            let is_section = rendered.sections.iter().any(|one| one.id == heading.id);
            let is_early = introduction.contains(&format!("id=\"{}\"", heading.id));
            match (is_early, is_section) {
                (true, _) => 0,
                (false, true) => 1,
                (false, false) => 2,
            }
        };
        let mut headings: Vec<_> = rendered.outline.iter().collect();
        headings.sort_by_key(place);
        headings.into_iter().map(entry).collect()
    }

    /// What people call a field.
    pub(crate) fn field_label(self, kind: Option<&Kind>, name: &str) -> String {
        let field = kind.and_then(|kind| kind.field(name));
        field
            .map_or(name, |field| field.label.get(self.tag()))
            .to_owned()
    }

    fn file(
        self,
        file: &FileRef,
        licence: LicenceId,
        slug: &Slug,
        revision: Option<u32>,
    ) -> FileView {
        let url = address::file(slug.as_str(), file.name.as_str(), revision);
        let image = file.media_type.starts_with("image/") && shown_inline(&file.media_type);
        FileView {
            name: file.name.to_string(),
            title: file
                .title
                .as_ref()
                .map_or_else(|| file.name.to_string(), ToString::to_string),
            size_bytes: file.size_bytes,
            media: media(&file.media_type).to_owned(),
            licence: file
                .licence
                .filter(|own| *own != licence)
                .map(|own| self.licence(own)),
            image_url: image.then(|| url.clone()),
            marked_url: can_mark(&file.media_type)
                .then(|| address::marked_file(slug.as_str(), file.name.as_str(), revision)),
            url,
        }
    }
}

fn authors(content: &Content) -> Vec<AuthorView> {
    let view = |author: &model::Author| AuthorView {
        name: author.name.to_string(),
        role: author.role.as_ref().map(ToString::to_string),
        url: address::author(author.name.as_str()),
    };
    content.authors.iter().map(view).collect()
}

/// The sort of file that people know, by its media type.
pub(super) fn media(media_type: &str) -> &'static str {
    let (sort, format) = media_type.split_once('/').unwrap_or((media_type, ""));
    let has = |words: &[&str]| words.iter().any(|word| format.contains(word));
    match sort {
        "image" => "image",
        "audio" => "sound",
        "video" => "video",
        "text" if format == "csv" => "sheet",
        "text" => "text",
        _ if format == "pdf" => "pdf",
        _ if has(&["presentation", "powerpoint"]) => "slides",
        _ if has(&["spreadsheet", "excel"]) => "sheet",
        _ if has(&[
            "wordprocessing",
            "msword",
            "opendocument.text",
            "rtf",
            "epub",
        ]) =>
        {
            "text"
        }
        _ if has(&["zip", "tar", "gzip", "7z", "rar", "bzip"]) => "archive",
        _ => "file",
    }
}

fn missing_part(not_lent: &NotLent) -> MissingPart {
    let slug = not_lent.slug.as_ref().map(Slug::as_str);
    MissingPart {
        part: not_lent.part.clone().unwrap_or_default(),
        resource: Link {
            label: not_lent.title.clone(),
            url: slug.map(address::resource).unwrap_or_default(),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn media_types_are_told_apart_as_people_do() {
        for (media_type, sort) in [
            ("application/pdf", "pdf"),
            (
                "application/vnd.openxmlformats-officedocument.presentationml.presentation",
                "slides",
            ),
            ("application/vnd.oasis.opendocument.presentation", "slides"),
            ("application/vnd.oasis.opendocument.spreadsheet", "sheet"),
            ("text/csv", "sheet"),
            ("application/vnd.oasis.opendocument.text", "text"),
            ("image/png", "image"),
            ("application/zip", "archive"),
            ("application/octet-stream", "file"),
        ] {
            assert_eq!(media(media_type), sort, "{media_type}");
        }
    }
}
