//! A resource as it is cited.

use super::Presenter;
use crate::address;
use crate::language::Language;
use citation::{Author, Lang, Work};
use library::{Sheet, UsedWorks};

impl Presenter<'_> {
    /// The reference that people write under a text, with today as the day of reading.
    pub(crate) fn reference(self, sheet: &Sheet) -> String {
        let lang = match self.language() {
            Language::French => Lang::Fr,
            Language::English => Lang::En,
        };
        let now = self.site.library.now();
        let today = now.to_zoned(self.site.time_zone.clone()).date();
        let no_works = UsedWorks::default();
        self.cited(sheet, &no_works, |work| work.reference(lang, today))
    }

    /// The revision that is shown, written as a reference. Its address is the one that never changes.
    pub(crate) fn cited(
        self,
        sheet: &Sheet,
        used: &UsedWorks,
        write: impl Fn(&Work<'_>) -> String,
    ) -> String {
        let content = sheet.content();
        let (slug, number) = (sheet.head.slug.as_str(), sheet.revision.number.0);
        let authors: Vec<_> = content
            .authors
            .iter()
            .map(|author| Author {
                name: author.name.as_str(),
            })
            .collect();
        let keywords: Vec<&str> = content.tags.iter().map(|tag| tag.as_str()).collect();
        let genre = self
            .kind(sheet.kind.as_deref(), content.kind.as_str())
            .label;
        let written = sheet.revision.at.to_zoned(self.site.time_zone.clone());
        let licence = content.licence.licence();
        let owed = self.owed(used);
        let owed: Vec<&str> = owed.iter().map(String::as_str).collect();
        write(&Work {
            key: &format!("{slug}-v{number}"),
            title: content.title.as_str(),
            authors: &authors,
            genre: &genre,
            published: written.date(),
            version: number,
            url: &self.visit.absolute(&address::revision(slug, number)),
            publisher: &self.site.name,
            language: content.language.as_str(),
            keywords: &keywords,
            licence: Some((
                licence.short_name_in(self.language().of_licences()),
                licence.url(),
            )),
            owed: &owed,
        })
    }
}
