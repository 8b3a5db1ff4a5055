//! Kinds, and resources in lists.

use super::Presenter;
use super::form::media_of_name;
use crate::address;
use crate::views::{Html, KindView, Link, MatchedFile, ResourceCard};
use library::Error;
use library::search::{Entry, Hit};
use licensing::Act;
use model::{Content, Kind, Tag};
use std::collections::BTreeMap;

/// Works of an adaptation that a card names.
const ADAPTED: usize = 3;

impl Presenter<'_> {
    /// A kind; one that is not defined any more is called by its identifier.
    pub(crate) fn kind(self, kind: Option<&Kind>, id: &str) -> KindView {
        let url = address::kind(id);
        match kind {
            Some(kind) => KindView {
                id: id.to_owned(),
                label: kind.label().get(self.tag()).to_owned(),
                plural: kind.plural().get(self.tag()).to_owned(),
                description: kind.description().get(self.tag()).to_owned(),
                icon: kind.icon().to_owned(),
                colour: kind.colour().to_owned(),
                url,
                count: None,
            },
            None => KindView {
                id: id.to_owned(),
                label: id.to_owned(),
                plural: id.to_owned(),
                icon: "page".to_owned(),
                colour: "slate".to_owned(),
                url,
                ..KindView::default()
            },
        }
    }

    /// The kinds, with how many resources each has.
    pub(crate) fn kinds(self, counts: &BTreeMap<String, u64>) -> Vec<KindView> {
        let kinds = self.site.library.kinds();
        let view = |kind: &Kind| KindView {
            count: Some(counts.get(kind.id().as_str()).copied().unwrap_or(0)),
            ..self.kind(Some(kind), kind.id().as_str())
        };
        kinds.iter().map(|kind| view(kind)).collect()
    }

    /// Themes that lead to their lists.
    pub(crate) fn tags(self, tags: &[Tag]) -> Vec<Link> {
        let link = |tag: &Tag| Link {
            label: tag.to_string(),
            url: address::tag(tag.as_str()),
        };
        tags.iter().map(link).collect()
    }

    /// Hits as cards. The facts come from the resources themselves, for the index knows them in one language only.
    ///
    /// # Errors
    /// When the store cannot be read. A resource that went away since the search is left out.
    pub(crate) async fn cards(self, hits: &[Hit]) -> Result<Vec<ResourceCard>, Error> {
        let mut cards = Vec::with_capacity(hits.len());
        for hit in hits {
            match self.site.library.read(hit.slug.as_str()).await {
                Ok(sheet) => {
                    let mut card = self.card(hit);
                    let content = sheet.content();
                    card.facts = self
                        .facts(content, sheet.kind.as_deref(), &sheet.head.slug, true)
                        .await?;
                    card.tags = self.tags(&content.tags);
                    card.licence = self.licence(content.licence);
                    card.after = self.adapted_titles(content).await?;
                    cards.push(card);
                }
                Err(Error::NotFound(_) | Error::Withdrawn { .. }) => {}
                // one damaged record costs its own page, not the lists
                Err(error @ Error::Storage(_)) => {
                    tracing::error!(request = self.visit.number, slug = %hit.slug, %error, "a resource of a list cannot be read");
                    cards.push(ResourceCard {
                        damaged: true,
                        ..self.card(hit)
                    });
                }
                Err(error) => return Err(error),
            }
        }
        Ok(cards)
    }

    /// Titles of the works of which a content is an adaptation, the first three; one that cannot be found has none.
    async fn adapted_titles(self, content: &Content) -> Result<Vec<String>, Error> {
        let adapted = content.derived_from.iter();
        let adapted = adapted.filter(|source| source.act == Act::Adapted);
        let mut titles = Vec::new();
        for source in adapted.take(ADAPTED) {
            let title = match &source.resource {
                Some(slug) => match self.site.library.read(slug.as_str()).await {
                    Ok(sheet) => Some(sheet.content().title.to_string()),
                    Err(Error::NotFound(_) | Error::Withdrawn { .. }) => None,
                    Err(error) if error.is_damage() => None,
                    Err(error) => return Err(error),
                },
                None => source.title.as_ref().map(ToString::to_string),
            };
            titles.extend(title);
        }
        Ok(titles)
    }

    fn card(self, hit: &Hit) -> ResourceCard {
        let kind = self.site.library.kind(&hit.kind);
        ResourceCard {
            title: hit.title.clone(),
            url: address::resource(hit.slug.as_str()),
            kind: self.kind(kind.as_deref(), &hit.kind),
            // the search escapes title and passage and adds nothing but marks
            marked_title: (!hit.marked_title.is_empty())
                .then(|| Html::sanitised(hit.marked_title.clone())),
            excerpt: (!hit.excerpt.is_empty()).then(|| Html::sanitised(hit.excerpt.clone())),
            matched_file: hit.matched_file.as_ref().map(|file| MatchedFile {
                name: file.name.clone(),
                url: address::page_of_file(hit.slug.as_str(), &file.name, file.page),
                media: media_of_name(&file.name).to_owned(),
                page: file.page,
            }),
            updated_at: self.moment(hit.updated_at),
            ..ResourceCard::default()
        }
    }
}

/// Resources of a short list.
pub(super) fn links(entries: &[Entry]) -> Vec<Link> {
    let link = |entry: &Entry| Link {
        label: entry.title.clone(),
        url: address::resource(entry.slug.as_str()),
    };
    entries.iter().map(link).collect()
}
