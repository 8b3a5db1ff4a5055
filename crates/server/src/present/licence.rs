//! Licences and credits.

use super::Presenter;
use crate::address;
use crate::views::{CreditView, Html, LicenceView};
use library::{UsedWork, UsedWorks, WorkPlace};
use licensing::{Attribution, Credit, LicenceId, Owed};
use model::Content;

impl Presenter<'_> {
    /// A licence.
    pub(crate) fn licence(self, id: LicenceId) -> LicenceView {
        let (licence, lang) = (id.licence(), self.language().of_licences());
        LicenceView {
            id: id.to_string(),
            short_name: licence.short_name().to_owned(),
            name: licence.name(lang).to_owned(),
            url: licence.url().to_owned(),
            page_url: address::licence(id.as_str()),
            symbols: licence
                .symbols()
                .iter()
                .map(|symbol| (*symbol).to_owned())
                .collect(),
            meaning: licence.meaning(lang).to_owned(),
        }
    }

    /// The credit line of a content that is found at an absolute address, with what it owes to the works that it uses.
    /// `updated` is the day of its last update, where its licence wants that told.
    pub(crate) fn attribution(
        self,
        content: &Content,
        works: &UsedWorks,
        source_url: &str,
        updated: Option<&str>,
    ) -> CreditView {
        let lang = self.language().of_licences();
        let authors: Vec<&str> = content
            .authors
            .iter()
            .map(|author| author.name.as_str())
            .collect();
        let used: Vec<Used<'_>> = works.works.iter().map(|work| self.used(work)).collect();
        let owed: Vec<Owed<'_>> = used.iter().map(Used::owed).collect();
        let attribution = Attribution {
            work: Credit {
                title: content.title.as_str(),
                authors: &authors,
                source_url,
                licence: Some(content.licence),
                updated,
            },
            sources: &owed,
        };
        let html = attribution.html(lang);
        CreditView {
            text: attribution.text(lang),
            markdown: attribution.markdown(lang),
            // the credit escapes all that people wrote
            html: Html::sanitised(html.clone()),
            html_source: html,
        }
    }

    /// The credit that works are owed by whoever uses them, a line each.
    pub(crate) fn owed(self, works: &UsedWorks) -> Vec<String> {
        let lang = self.language().of_licences();
        let lines = works.works.iter().map(|work| self.used(work));
        lines.map(|used| used.owed().text(lang)).collect()
    }

    fn used(self, work: &UsedWork) -> Used<'_> {
        let url = match &work.place {
            WorkPlace::Here { slug, revision, .. } => {
                let path = address::revision(slug.as_str(), revision.0);
                self.visit.absolute(&path)
            }
            WorkPlace::Elsewhere { url } => url.clone().unwrap_or_default(),
            WorkPlace::Lost { .. } => String::new(),
        };
        Used {
            authors: work.authors.iter().map(String::as_str).collect(),
            url,
            work,
        }
    }
}

/// A used work with what its credit borrows.
struct Used<'a> {
    work: &'a UsedWork,
    authors: Vec<&'a str>,
    url: String,
}

impl Used<'_> {
    fn owed(&self) -> Owed<'_> {
        Owed {
            act: self.work.act,
            credit: Credit {
                title: &self.work.title,
                authors: &self.authors,
                source_url: &self.url,
                licence: self.work.licence,
                updated: self.work.updated.as_deref(),
            },
            changes: self.work.changes.as_deref(),
            extract: self.work.extract.as_deref(),
            notices: self.work.notices.as_deref(),
        }
    }
}
