//! A collection: its members in order, and what may be done with all of them together.

use super::Presenter;
use crate::address;
use crate::views::{CollectionView, MemberView, TermsView, TermsWork};
use library::{Error, Sheet, UsedWorks};
use licensing::{Act, LicenceId, compatibility};
use model::{Content, Kind, Slug};

/// Something that stands in the collection, under a licence.
#[derive(PartialEq)]
struct Piece {
    title: String,
    url: Option<String>,
    licence: LicenceId,
}

/// What stands in the collection, each once.
#[derive(Default)]
struct Pieces {
    pieces: Vec<Piece>,
    /// Whether there is more, or something of which nobody knows the licence.
    more: bool,
}

impl Presenter<'_> {
    /// The members of a collection, `None` for a content of a kind that has none; and what is asked of whoever shares the
    /// whole, if it is a collection or holds works that ask for something. `used` is what it uses, members among them;
    /// `revision` is set for one that is not the latest.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub(crate) async fn collection(
        self,
        content: &Content,
        kind: Option<&Kind>,
        (slug, revision): (&Slug, Option<u32>),
        used: &UsedWorks,
    ) -> Result<(Option<CollectionView>, Option<TermsView>), Error> {
        let mut pieces = Pieces::of(used);
        let field = kind.and_then(Kind::collection);
        if field.is_none() && !self.terms(&pieces).ask() {
            return Ok((None, None));
        }
        let collected = self.site.library.collected(content).await?;
        pieces.more |= collected.more;
        for sheet in &collected.sheets {
            pieces.add_member(sheet);
        }
        pieces.add_files(content, slug, revision);
        let terms = self.terms_with_own(&pieces, content);
        let Some(field) = field else {
            return Ok((None, Some(terms)));
        };
        let mut members = Vec::new();
        for slug in self.site.library.members(content) {
            let read = self.site.library.read(slug.as_str()).await;
            members.push(self.member(&slug, read)?);
        }
        let terms = (!members.is_empty()).then_some(terms);
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
    fn terms(self, pieces: &Pieces) -> TermsView {
        let asking = |asks: fn(LicenceId) -> bool| {
            let asking = pieces.pieces.iter().filter(|piece| asks(piece.licence));
            asking.map(|piece| self.terms_work(piece)).collect()
        };
        TermsView {
            non_commercial: asking(non_commercial),
            unchanged: asking(|id| !compatibility(&[id]).collection.unchanged.is_empty()),
            reachable: asking(|id| compatibility(&[id]).collection.lal_article_4),
            own_is_freer: false,
            partial: pieces.more,
        }
    }

    /// The same with what surrounds the pieces: the page's own text, or the choice and the order of the members.
    fn terms_with_own(self, pieces: &Pieces, content: &Content) -> TermsView {
        let mut terms = self.terms(pieces);
        if non_commercial(content.licence) {
            terms.non_commercial.push(self.terms_work(&Piece {
                title: content.title.to_string(),
                url: None,
                licence: content.licence,
            }));
        } else {
            terms.own_is_freer = !terms.non_commercial.is_empty();
        }
        terms
    }

    fn terms_work(self, piece: &Piece) -> TermsWork {
        TermsWork {
            title: piece.title.clone(),
            url: piece.url.clone(),
            licence: self.licence(piece.licence),
        }
    }
}

impl Pieces {
    /// The works that stand in a content as they are; those from which something was made do not.
    fn of(used: &UsedWorks) -> Self {
        let mut pieces = Self {
            more: used.more,
            ..Self::default()
        };
        for work in used.works.iter().filter(|work| work.act == Act::Included) {
            match work.licence {
                Some(licence) => pieces.add(Piece {
                    title: work.title.clone(),
                    url: super::credits::place_of(&work.place),
                    licence,
                }),
                None => pieces.more = true,
            }
        }
        pieces
    }

    fn add(&mut self, piece: Piece) {
        if !self.pieces.contains(&piece) {
            self.pieces.push(piece);
        }
    }

    /// A member with its files: the list of used works may end before it, and knows no files.
    fn add_member(&mut self, sheet: &Sheet) {
        let (content, slug) = (sheet.content(), &sheet.head.slug);
        self.add(Piece {
            title: content.title.to_string(),
            url: Some(address::revision(slug.as_str(), sheet.revision.number.0)),
            licence: content.licence,
        });
        self.add_files(content, slug, None);
    }

    /// The files of a content that have a licence of their own.
    fn add_files(&mut self, content: &Content, slug: &Slug, revision: Option<u32>) {
        for file in &content.files {
            let Some(licence) = file.licence.filter(|own| *own != content.licence) else {
                continue;
            };
            let title = file.title.as_ref();
            self.add(Piece {
                title: title.map_or_else(|| file.name.to_string(), ToString::to_string),
                url: Some(address::file(slug.as_str(), file.name.as_str(), revision)),
                licence,
            });
        }
    }
}

fn non_commercial(licence: LicenceId) -> bool {
    compatibility(&[licence]).collection.non_commercial
}
