//! A collection: its members in order, and what may be done with all of them together.

use super::Presenter;
use crate::address;
use crate::views::{CollectionView, MemberView, TermsView, TermsWork};
use library::{Error, Sheet, UsedWork, UsedWorks};
use licensing::{Act, LicenceId, compatibility};
use model::{Content, Kind, Slug};

/// Something that stands in the collection, under a licence.
struct Piece {
    title: String,
    url: Option<String>,
    licence: LicenceId,
}

impl Presenter<'_> {
    /// The members of a collection, `None` for a content of a kind that has none; and what is asked of whoever shares the
    /// whole, if it is a collection or holds works that ask for something. `used` is what it uses, members among them.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub(crate) async fn collection(
        self,
        content: &Content,
        kind: Option<&Kind>,
        used: &UsedWorks,
    ) -> Result<(Option<CollectionView>, Option<TermsView>), Error> {
        let mut pieces: Vec<Piece> = used.works.iter().filter_map(piece).collect();
        let Some(field) = kind.and_then(Kind::collection) else {
            let terms = self.terms(&pieces);
            return Ok((None, Some(terms).filter(TermsView::ask)));
        };
        let mut members = Vec::new();
        for slug in self.site.library.members(content) {
            let read = self.site.library.read(slug.as_str()).await;
            if let Ok(sheet) = &read {
                pieces.extend(files(sheet));
            }
            members.push(self.member(&slug, read)?);
        }
        let terms = (!members.is_empty()).then(|| self.terms(&pieces));
        let label = field.label.get(self.tag()).to_owned();
        Ok((Some(CollectionView { label, members }), terms))
    }

    fn member(self, slug: &Slug, read: Result<Sheet, Error>) -> Result<MemberView, Error> {
        let absent = |state: &str| MemberView {
            state: state.to_owned(),
            title: slug.to_string(),
            url: address::resource(slug.as_str()),
            ..MemberView::default()
        };
        let sheet = match read {
            Ok(sheet) => sheet,
            Err(Error::Withdrawn { .. }) => return Ok(absent("withdrawn")),
            Err(Error::NotFound(_)) => return Ok(absent("missing")),
            // a damaged record costs its own page, not the collection
            Err(error @ Error::Storage(_)) => {
                tracing::error!(request = self.visit.number, %slug, %error, "a member of a collection cannot be read");
                return Ok(absent("damaged"));
            }
            Err(error) => return Err(error),
        };
        let content = sheet.content();
        let authors = content.authors.iter();
        let authors: Vec<String> = authors.map(|author| author.name.to_string()).collect();
        Ok(MemberView {
            state: "here".to_owned(),
            title: content.title.to_string(),
            language: content.language.to_string(),
            url: address::resource(sheet.head.slug.as_str()),
            kind: Some(self.kind(sheet.kind.as_deref(), content.kind.as_str())),
            licence: Some(self.licence(content.licence)),
            authors: authors.join(", "),
        })
    }

    /// What the licences of all pieces ask of whoever shares them together, with the pieces because of which they do.
    fn terms(self, pieces: &[Piece]) -> TermsView {
        let asking = |asks: fn(LicenceId) -> bool| {
            let pieces = pieces.iter().filter(|piece| asks(piece.licence));
            let works = pieces.map(|piece| TermsWork {
                title: piece.title.clone(),
                url: piece.url.clone(),
                licence: self.licence(piece.licence),
            });
            works.collect()
        };
        TermsView {
            non_commercial: asking(|id| compatibility(&[id]).collection.non_commercial),
            unchanged: asking(|id| !compatibility(&[id]).collection.unchanged.is_empty()),
            reachable: asking(|id| compatibility(&[id]).collection.lal_article_4),
        }
    }
}

/// A work that stands in the collection as it is; one from which a member was made does not.
fn piece(work: &UsedWork) -> Option<Piece> {
    (work.act == Act::Included).then_some(Piece {
        title: work.title.clone(),
        url: super::credits::place_of(&work.place),
        licence: work.licence?,
    })
}

/// The files of a member that have a licence of their own.
fn files(sheet: &Sheet) -> Vec<Piece> {
    let content = sheet.content();
    let slug = sheet.head.slug.as_str();
    let piece = |file: &model::FileRef| {
        let title = file.title.as_ref();
        Some(Piece {
            title: title.map_or_else(|| file.name.to_string(), ToString::to_string),
            url: Some(address::file(slug, file.name.as_str(), None)),
            licence: file.licence.filter(|own| *own != content.licence)?,
        })
    };
    content.files.iter().filter_map(piece).collect()
}
