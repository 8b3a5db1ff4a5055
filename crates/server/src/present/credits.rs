//! What a sheet owes to other works, and what others made of it.

use super::Presenter;
use crate::address;
use crate::views::{NewerSource, VariantView, WorkView, WorksView};
use library::{Error, UsedWork, UsedWorks, Variant, WorkPlace};
use licensing::{Act, UNKNOWN_DAY};
use model::{Head, Slug};

impl Presenter<'_> {
    /// The works that a content uses.
    pub(crate) fn works(self, used: &UsedWorks) -> WorksView {
        let (direct, further): (Vec<_>, Vec<_>) =
            used.works.iter().partition(|work| work.through.is_none());
        let views = |works: Vec<&UsedWork>| {
            let views = works.into_iter().map(|work| self.work(work, used));
            views.collect()
        };
        WorksView {
            direct: views(direct),
            further: views(further),
            more: used.more,
        }
    }

    fn work(self, work: &UsedWork, used: &UsedWorks) -> WorkView {
        let through = work.through.and_then(|index| used.works.get(index));
        WorkView {
            act: work.act.code().to_owned(),
            title: work.title.clone(),
            url: place_of(&work.place),
            authors: work.authors.join(", "),
            licence: work.licence.map(|licence| self.licence(licence)),
            changes: work.changes.clone(),
            extract: work.extract.clone(),
            updated: work.updated.clone().filter(|day| day != UNKNOWN_DAY),
            undated: work.updated.as_deref() == Some(UNKNOWN_DAY),
            notices: work.notices.clone(),
            place: sort_of(&work.place).to_owned(),
            through: through.map(|work| work.title.clone()),
        }
    }

    /// The sources here of which there is a later revision than the one that was used.
    pub(crate) fn newer_sources(self, slug: &Slug, used: &UsedWorks) -> Vec<NewerSource> {
        let direct = used.works.iter().filter(|work| work.through.is_none());
        let newer = |work: &UsedWork| match &work.place {
            WorkPlace::Here {
                slug: source,
                revision,
                latest,
                withdrawn: false,
                ..
            } if work.act == Act::Adapted && latest > revision => Some(NewerSource {
                title: work.title.clone(),
                used: revision.0,
                latest: latest.0,
                compare_url: address::comparison(source.as_str(), revision.0, latest.0),
                take_url: address::with_query(
                    &address::below(slug.as_str(), "reprendre"),
                    [("source", source.as_str())],
                ),
            }),
            _ => None,
        };
        direct.filter_map(newer).collect()
    }

    /// The resources that were made from this one, and how many more there are.
    ///
    /// # Errors
    /// When the index or the store cannot be read.
    pub(crate) async fn variants(self, head: &Head) -> Result<(Vec<VariantView>, usize), Error> {
        let found = self.site.library.variants(head).await?;
        let views = found.variants.iter();
        let views = views.map(|variant| self.variant(variant, &head.slug));
        Ok((views.collect(), found.more))
    }

    fn variant(self, variant: &Variant, source: &Slug) -> VariantView {
        let slug = variant.slug.as_str();
        VariantView {
            title: variant.title.clone(),
            url: address::resource(slug),
            language: variant.language.clone(),
            authors: variant.authors.join(", "),
            licence: self.licence(variant.licence),
            changes: variant.changes.clone(),
            compare_url: address::comparison_with_source(slug, source.as_str()),
        }
    }
}

/// Where a work is read as it was used; a withdrawn or lost one is nowhere.
pub(super) fn place_of(place: &WorkPlace) -> Option<String> {
    match place {
        WorkPlace::Here {
            slug,
            revision,
            withdrawn: false,
            ..
        } => Some(address::revision(slug.as_str(), revision.0)),
        WorkPlace::Elsewhere { url } => url.clone(),
        WorkPlace::Here { .. } | WorkPlace::Lost { .. } => None,
    }
}

fn sort_of(place: &WorkPlace) -> &'static str {
    match place {
        WorkPlace::Here {
            withdrawn: true, ..
        } => "withdrawn",
        WorkPlace::Here { .. } => "here",
        WorkPlace::Elsewhere { .. } => "elsewhere",
        WorkPlace::Lost { .. } => "lost",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::RevisionNumber;

    fn here(withdrawn: bool) -> WorkPlace {
        WorkPlace::Here {
            slug: Slug::from_title("La ligne de vie"),
            revision: RevisionNumber(2),
            file: None,
            latest: RevisionNumber(5),
            withdrawn,
        }
    }

    #[test]
    fn a_work_leads_to_the_revision_that_was_used() {
        let elsewhere = |url: Option<&str>| WorkPlace::Elsewhere {
            url: url.map(str::to_owned),
        };
        let lost = WorkPlace::Lost {
            slug: Slug::from_title("Perdue"),
        };
        for (place, sort, url) in [
            (
                here(false),
                "here",
                Some("/ressources/la-ligne-de-vie/revisions/2"),
            ),
            (here(true), "withdrawn", None),
            (
                elsewhere(Some("https://exemple.fr/")),
                "elsewhere",
                Some("https://exemple.fr/"),
            ),
            (elsewhere(None), "elsewhere", None),
            (lost, "lost", None),
        ] {
            assert_eq!(
                (sort_of(&place), place_of(&place).as_deref()),
                (sort, url),
                "{place:?}"
            );
        }
    }
}
