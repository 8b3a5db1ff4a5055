//! Whose the files of a resource are: those that came with a source stay those of the source.

use crate::sources::Found;
use crate::works::last_update;
use crate::{Error, Library};
use model::{Content, FileRef, Head, Revision, RevisionNumber, Sha256, Slug, Title};

/// How many sources are gone back through, one made from the next: two that were made from each other would have no end.
const MAX_STEPS: usize = 20;

/// How many sources are looked at to say whose the borrowed files of one page are. More than any page has; beyond, a file
/// is told as that of the resource that lends it.
pub(crate) const MAX_LOOKED_AT: usize = 1_000;

/// The work that a file is of.
#[derive(Debug, Clone)]
pub struct FileOwner {
    /// The work as the credit of the file speaks of it: the title says what the file is and of what, the authors are
    /// those of the work, the licence is the one under which the file stands where it was asked for.
    pub content: Content,
    /// The day of its last update, if the licence wants it told and the work is a source: see [`last_update`].
    pub updated: Option<String>,
    /// Where the work is, when it is a source of the content that was asked about.
    pub source: Option<FileSource>,
}

/// A resource from which another has a file.
#[derive(Debug, Clone)]
pub struct FileSource {
    /// Its address now.
    pub slug: Slug,
    /// Its revision in which the file stands.
    pub revision: RevisionNumber,
    /// Whether it was withdrawn.
    pub withdrawn: bool,
}

impl Library {
    /// Whose a file of a content is. A file that stands, byte for byte, in the revision of a resource here that the
    /// content was made from, holds or quotes came with it: adapting a resource makes nobody the author of its files.
    /// Such a one may have it from a source in its turn.
    ///
    /// # Errors
    /// Faults of the store; a damaged record is passed over.
    pub async fn file_owner(&self, content: &Content, file: &FileRef) -> Result<FileOwner, Error> {
        let mut room = usize::MAX;
        self.file_owner_within(content, file, &mut room).await
    }

    /// The same of one of many files, as long as there is room for looking at sources.
    pub(crate) async fn file_owner_within(
        &self,
        content: &Content,
        file: &FileRef,
        room: &mut usize,
    ) -> Result<FileOwner, Error> {
        let mut owner: Option<(Head, Revision)> = None;
        for _ in 0..MAX_STEPS {
            let held_by = owner.as_ref().map_or(content, |(_, one)| &one.content);
            let Some(left) = room.checked_sub(held_by.derived_from.len()) else {
                break;
            };
            *room = left;
            let Some(source) = self.source_with(held_by, file.sha256).await? else {
                break;
            };
            owner = Some(source);
        }
        let licence = file.licence.unwrap_or(content.licence);
        Ok(match owner {
            None => FileOwner {
                content: of_file(content, file, licence),
                updated: None,
                source: None,
            },
            Some((head, revision)) => {
                let work = &revision.content;
                FileOwner {
                    content: of_file(work, with_bytes(work, file.sha256).unwrap_or(file), licence),
                    updated: last_update(licence, &revision),
                    source: Some(FileSource {
                        slug: head.slug,
                        revision: revision.number,
                        withdrawn: head.withdrawn.is_some(),
                    }),
                }
            }
        })
    }

    /// The same as an export has it, where resources stand as they are now: a source that still has the file gives its
    /// present title and authors, which is what the library finds that takes the export in.
    pub(crate) async fn file_owner_now(
        &self,
        content: &Content,
        file: &FileRef,
    ) -> Result<FileOwner, Error> {
        let mut owner = self.file_owner(content, file).await?;
        let standing = owner.source.as_ref().filter(|source| !source.withdrawn);
        let Some(source) = standing else {
            return Ok(owner);
        };
        let now = match self.read(source.slug.as_str()).await {
            Ok(sheet) => sheet.revision.content,
            // a damaged record costs its own page, not those that are made from it
            Err(error) if error.is_damage() => return Ok(owner),
            Err(error) => return Err(error),
        };
        if let Some(same) = with_bytes(&now, file.sha256) {
            owner.content = of_file(&now, same, owner.content.licence);
        }
        Ok(owner)
    }

    /// The first source here of which the used revision has a file with these bytes.
    pub(crate) async fn source_with(
        &self,
        content: &Content,
        sha256: Sha256,
    ) -> Result<Option<(Head, Revision)>, Error> {
        for source in &content.derived_from {
            let Found::Here(head, revision) = self.find_source(source).await? else {
                continue;
            };
            if with_bytes(&revision.content, sha256).is_some() {
                return Ok(Some((*head, *revision)));
            }
        }
        Ok(None)
    }
}

/// The file of a content with these bytes.
pub(crate) fn with_bytes(content: &Content, sha256: Sha256) -> Option<&FileRef> {
    content.files.iter().find(|file| file.sha256 == sha256)
}

/// The content as the credit of one of its files speaks of it: what the file is and of what, under that licence.
fn of_file(content: &Content, file: &FileRef, licence: licensing::LicenceId) -> Content {
    let own = file
        .title
        .as_ref()
        .map_or_else(|| file.name.as_str(), |title| title.as_str());
    let title = match content.title.as_str() {
        title if title == own => own.to_owned(),
        title => format!("{own} – {title}"),
    };
    Content {
        // two titles may be too long for one
        title: Title::parse(&title).unwrap_or_else(|_| content.title.clone()),
        licence,
        ..content.clone()
    }
}
