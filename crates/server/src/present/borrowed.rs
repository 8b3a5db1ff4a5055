//! What a sheet borrows of which the lender says something else by now.

use super::Presenter;
use crate::address;
use crate::views::NewerBorrowed;
use library::Error;
use model::{Content, Slug};

impl Presenter<'_> {
    /// Passages and pictures whose lender has changed them since they were borrowed.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub(crate) async fn newer_borrowed(
        self,
        slug: &Slug,
        content: &Content,
    ) -> Result<Vec<NewerBorrowed>, Error> {
        let newer = self.site.library.newer_borrowed(content).await?;
        let view = |one: library::NewerBorrowed| NewerBorrowed {
            title: one.title,
            file: one.file.map(|name| name.to_string()),
            shown: one.shown.0,
            latest: one.latest.0,
            compare_url: address::comparison(one.resource.as_str(), one.shown.0, one.latest.0),
            take_url: address::below(slug.as_str(), "emprunts"),
            lender: one.resource.to_string(),
        };
        Ok(newer.into_iter().map(view).collect())
    }
}
