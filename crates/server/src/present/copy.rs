//! What a copy of a file says of itself.

use super::Presenter;
use crate::address;
use crate::views::{CreditView, UnmarkedPage};
use library::marking::Mark;
use library::{Error, FileOwner, Sheet, Unmarkable, last_update};
use licensing::Family;
use model::FileRef;

impl Presenter<'_> {
    /// The mark of a file of a sheet: the authors of the work that it is of, the file's own licence where it has one, and
    /// the credit with what that work owes.
    ///
    /// # Errors
    /// When the works cannot be read that the sheet uses.
    pub(crate) async fn file_mark(self, sheet: &Sheet, file: &FileRef) -> Result<Mark, Error> {
        let owner = self.site.library.file_owner(sheet.content(), file).await?;
        let content = &owner.content;
        let licence = content.licence.licence();
        let authors = content.authors.iter();
        Ok(Mark {
            title: content.title.to_string(),
            authors: authors.map(|author| author.name.to_string()).collect(),
            attribution: self.credit_of_file(sheet, &owner).await?.text,
            licence: licence
                .short_name_in(self.language().of_licences())
                .to_owned(),
            licence_url: licence.url().to_owned(),
            page_url: self.permanent(sheet),
            copyrighted: licence.family() != Family::PublicDomain,
        })
    }

    /// The page that says why a file was not marked, and gives its credit line to be put there by hand.
    ///
    /// # Errors
    /// As for [`Presenter::file_mark`].
    pub(crate) async fn unmarked(
        self,
        sheet: &Sheet,
        file: &FileRef,
        (original_url, why): (String, Unmarkable),
    ) -> Result<UnmarkedPage, Error> {
        let content = sheet.content();
        let owner = self.site.library.file_owner(content, file).await?;
        Ok(UnmarkedPage {
            page: self.page(),
            resource: self.header(
                &sheet.head,
                content.title.as_str(),
                sheet.kind.as_deref(),
                content.kind.as_str(),
            ),
            name: file.name.to_string(),
            why: why.code().to_owned(),
            original_url,
            credit: self.credit_of_file(sheet, &owner).await?,
        })
    }

    /// The credit leads to the work that the file is of, while it is there.
    async fn credit_of_file(self, sheet: &Sheet, owner: &FileOwner) -> Result<CreditView, Error> {
        let works = self.site.library.used_works(&owner.content).await?;
        let source = owner.source.as_ref().filter(|source| !source.withdrawn);
        let url = source.map_or_else(
            || self.permanent(sheet),
            |source| {
                let path = address::revision(source.slug.as_str(), source.revision.0);
                self.visit.absolute(&path)
            },
        );
        let updated = match &owner.source {
            Some(_) => owner.updated.clone(),
            None => last_update(owner.content.licence, &sheet.revision),
        };
        Ok(self.attribution(&owner.content, &works, &url, updated.as_deref()))
    }

    /// The address at which the revision stays.
    fn permanent(self, sheet: &Sheet) -> String {
        let path = address::revision(sheet.head.slug.as_str(), sheet.revision.number.0);
        self.visit.absolute(&path)
    }
}
