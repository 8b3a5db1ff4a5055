//! The credit of a resource that is exported.

use crate::{Error, Library, UsedWork, UsedWorks, WorkPlace};
use licensing::{Attribution, Credit, Lang, Owed};
use model::{Author, Content};

/// The credit, in the language of the work. Resources of the library have no address in it: an export is read elsewhere.
pub(super) fn credit(content: &Content, works: &UsedWorks) -> String {
    let own = names(&content.authors);
    let own: Vec<&str> = own.iter().map(String::as_str).collect();
    let authors: Vec<Vec<&str>> = works
        .works
        .iter()
        .map(|work| work.authors.iter().map(String::as_str).collect())
        .collect();
    let owed = works.works.iter().zip(&authors);
    let owed: Vec<Owed<'_>> = owed.map(|(work, authors)| owed_to(work, authors)).collect();
    let attribution = Attribution {
        work: Credit {
            title: content.title.as_str(),
            authors: &own,
            source_url: "",
            licence: Some(content.licence),
            updated: None,
        },
        sources: &owed,
    };
    attribution.text(if content.language.as_str().starts_with("en") {
        Lang::En
    } else {
        Lang::Fr
    })
}

fn owed_to<'a>(work: &'a UsedWork, authors: &'a [&'a str]) -> Owed<'a> {
    let source_url = match &work.place {
        WorkPlace::Elsewhere { url } => url.as_deref().unwrap_or_default(),
        WorkPlace::Here { .. } | WorkPlace::Lost { .. } => "",
    };
    Owed {
        act: work.act,
        credit: Credit {
            title: &work.title,
            authors,
            source_url,
            licence: work.licence,
            updated: work.updated.as_deref(),
        },
        changes: work.changes.as_deref(),
        extract: work.extract.as_deref(),
        notices: work.notices.as_deref(),
    }
}

fn names(authors: &[Author]) -> Vec<String> {
    authors.iter().map(|one| one.name.to_string()).collect()
}

impl Library {
    /// The works that a content uses, as an export has them: resources as they are now, for that is how they stand in it.
    /// So the library that takes the export in says the same of them. One that was withdrawn stays as it was used: it is in
    /// no export.
    pub(super) async fn works_in_export(&self, content: &Content) -> Result<UsedWorks, Error> {
        let mut used = self.used_works(content).await?;
        for work in &mut used.works {
            let WorkPlace::Here {
                slug,
                revision,
                latest,
                withdrawn: false,
                ..
            } = &work.place
            else {
                continue;
            };
            // the library that takes the export in dates its revisions by its own clock
            work.updated = None;
            if revision == latest {
                continue;
            }
            match self.read(slug.as_str()).await {
                Ok(sheet) => be_now(work, &sheet.revision.content),
                // a damaged record costs its own page, not those that are made from it
                Err(error) if error.is_damage() => {}
                Err(error) => return Err(error),
            }
        }
        Ok(used)
    }
}

/// Gives the work the title, the authors and the licence that it has now.
fn be_now(work: &mut UsedWork, now: &Content) {
    let file = match &work.place {
        WorkPlace::Here { file, .. } => file.as_ref(),
        WorkPlace::Elsewhere { .. } | WorkPlace::Lost { .. } => None,
    };
    let file = file.and_then(|name| now.file(name.as_str()));
    work.title = match file {
        Some(file) => file
            .title
            .as_ref()
            .map_or_else(|| file.name.to_string(), ToString::to_string),
        None => now.title.to_string(),
    };
    work.licence = Some(file.and_then(|file| file.licence).unwrap_or(now.licence));
    work.authors = names(&now.authors);
}
