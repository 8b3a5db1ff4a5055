//! Licences and credits.

use super::Presenter;
use crate::address;
use crate::views::{CreditView, Html, LicenceView};
use licensing::{Credit, LicenceId};
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

    /// The credit line of a content that is found at an absolute address.
    pub(crate) fn credit(self, content: &Content, source_url: &str) -> CreditView {
        let authors: Vec<&str> = content
            .authors
            .iter()
            .map(|author| author.name.as_str())
            .collect();
        let lang = self.language().of_licences();
        let credit = Credit {
            title: content.title.as_str(),
            authors: &authors,
            source_url,
            licence: Some(content.licence),
        };
        let html = credit.html(lang);
        CreditView {
            text: credit.text(lang),
            markdown: credit.markdown(lang),
            // the credit escapes all that people wrote
            html: Html::sanitised(html.clone()),
            html_source: html,
        }
    }
}
