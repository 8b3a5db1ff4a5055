//! What a sheet tells machines of itself in the head of its page: Dublin Core, and the tags that reference managers look
//! for.
//!
//! Sources: DCMI, *Expressing Dublin Core in HTML/XHTML meta and link elements*; Google Scholar, *Inclusion Guidelines*
//! (`citation_…`; dates are written with slashes), which Zotero reads too.

mod linked_data;

use super::Presenter;
use super::credits::place_of;
use crate::address;
use crate::views::{MarkView, MarksView};
use library::{Sheet, UsedWork, UsedWorks};
use licensing::Act;

impl Presenter<'_> {
    /// What the page of a revision says at that absolute address; `credit` is its credit line.
    pub(crate) fn marks(
        self,
        sheet: &Sheet,
        used: &UsedWorks,
        credit: &str,
        url: &str,
    ) -> MarksView {
        let mut lines = self.dublin_core(sheet, used, url);
        lines.extend(self.citation_tags(sheet, url));
        let mark = |(name, content): (&str, String)| MarkView {
            name: name.to_owned(),
            content,
        };
        MarksView {
            linked_data: self.linked_data(sheet, used, credit, url),
            lines: lines.into_iter().map(mark).collect(),
        }
    }

    fn dublin_core(
        self,
        sheet: &Sheet,
        used: &UsedWorks,
        url: &str,
    ) -> Vec<(&'static str, String)> {
        let content = sheet.content();
        let creators = content.authors.iter().map(|author| author.name.to_string());
        let subjects = content.tags.iter().map(ToString::to_string);
        let adapted = used.works.iter().filter(|work| {
            let direct = work.through.is_none();
            direct && work.act == Act::Adapted
        });
        let mut lines = vec![("DC.title", content.title.to_string())];
        lines.extend(creators.map(|name| ("DC.creator", name)));
        lines.extend(subjects.map(|tag| ("DC.subject", tag)));
        lines.extend([
            ("DC.date", self.day(sheet).to_string()),
            ("DC.language", content.language.to_string()),
            ("DC.publisher", self.site.name.clone()),
            ("DC.identifier", url.to_owned()),
            ("DC.rights", content.licence.licence().url().to_owned()),
        ]);
        lines.extend(adapted.map(|work| ("DC.source", self.whereabouts(work))));
        lines
    }

    fn citation_tags(self, sheet: &Sheet, url: &str) -> Vec<(&'static str, String)> {
        let (slug, content) = (sheet.head.slug.as_str(), sheet.content());
        let authors = content.authors.iter().map(|author| author.name.to_string());
        let day = self.day(sheet).strftime("%Y/%m/%d").to_string();
        let keywords = content.tags.iter().map(ToString::to_string);
        let mut files = content.files.iter();
        let pdf = files.find(|file| file.media_type == "application/pdf");
        let older = (!sheet.is_latest()).then_some(sheet.revision.number.0);
        let pdf = pdf.map(|file| address::file(slug, file.name.as_str(), older));
        let mut lines = vec![("citation_title", content.title.to_string())];
        lines.extend(authors.map(|name| ("citation_author", name)));
        lines.extend([
            ("citation_publication_date", day),
            ("citation_public_url", url.to_owned()),
            ("citation_language", content.language.to_string()),
            ("citation_publisher", self.site.name.clone()),
        ]);
        lines.extend(keywords.map(|tag| ("citation_keywords", tag)));
        lines.extend(pdf.map(|path| ("citation_pdf_url", self.visit.absolute(&path))));
        lines
    }

    /// The day on which the revision was published, where people read it.
    fn day(self, sheet: &Sheet) -> jiff::civil::Date {
        let at = sheet.revision.at.to_zoned(self.site.time_zone.clone());
        at.date()
    }

    /// The absolute address of a work; its title where it has none.
    fn whereabouts(self, work: &UsedWork) -> String {
        self.absolute_place(work)
            .unwrap_or_else(|| work.title.clone())
    }

    /// The absolute address of a work.
    fn absolute_place(self, work: &UsedWork) -> Option<String> {
        let place = place_of(&work.place)?;
        Some(if place.starts_with('/') {
            self.visit.absolute(&place)
        } else {
            place
        })
    }
}
