//! Files: received, attached, read.

use crate::draft::{optional_licence, optional_line};
use crate::publishing::Wanted;
use crate::texts::{Asked, Known, Wish};
use crate::{Attached, Error, Library, Missing, Received, Revised, rights};
use bytes::Bytes;
use model::{Actor, Cause, Content, FileName, FileRef, Problems, Reason, RevisionNumber, Sha256};
use std::ops::Range;
use storage::{Incoming, Writing};

/// What is said of a file that becomes part of a resource.
#[derive(Debug, Clone, Copy, Default)]
pub struct Described<'a> {
    /// What it is, in a line, or empty.
    pub title: &'a str,
    /// Its own licence, or empty for that of the resource.
    pub licence: &'a str,
    /// As [`Draft::author_agrees`](crate::Draft::author_agrees).
    pub author_agrees: bool,
}

/// A file on its way in. Dropped before its end, it leaves nothing behind.
pub struct Upload<'a> {
    library: &'a Library,
    incoming: Box<dyn Incoming>,
}

impl Upload<'_> {
    /// Adds bytes.
    ///
    /// # Errors
    /// [`Error::TooLarge`] once the limit is passed, [`Error::DiskFull`].
    pub async fn write(&mut self, chunk: Bytes) -> Result<(), Error> {
        let max_bytes = self.library.parts.limits.file_bytes;
        if self.incoming.size_bytes() + chunk.len() as u64 > max_bytes {
            return Err(Error::TooLarge {
                field: "file",
                max_bytes,
            });
        }
        Ok(self.incoming.write(chunk).await?)
    }

    /// Stores the file for good and tells what is in it. `name` is taken as far as it can be one.
    ///
    /// # Errors
    /// [`Error::Invalid`] for an empty file, [`Error::DiskFull`].
    pub async fn finish(self, name: &str) -> Result<Received, Error> {
        if self.incoming.size_bytes() == 0 {
            return Err(Error::invalid("file", Reason::Missing));
        }
        let stored = self.incoming.finish().await?;
        let name = FileName::nearest(name);
        let known = self
            .library
            .inspect(stored.sha256, name.as_str(), Wish::Own);
        let found = known.await?.found;
        Ok(Received {
            name,
            sha256: stored.sha256,
            size_bytes: stored.size_bytes,
            media_type: found.media_type,
            title: found.title,
            authors: found.authors,
            language: found.language,
            date: found.date,
        })
    }
}

impl Library {
    /// Begins to receive a file.
    ///
    /// # Errors
    /// When the store cannot take one.
    pub async fn receive(&self) -> Result<Upload<'_>, Error> {
        let incoming = self.parts.files.create().await?;
        Ok(Upload {
            library: self,
            incoming,
        })
    }

    /// Makes a received file part of a resource; one of the same name gives way to it, in a new revision.
    ///
    /// Without `base` the file is put on top of the latest revision.
    ///
    /// # Errors
    /// [`Error::Invalid`] for title or licence, or at `author_agrees`; [`Error::NotFound`], [`Error::Withdrawn`], [`Error::Busy`],
    /// [`Error::FileConflict`] when somebody else put another file under the same name since the base.
    pub async fn attach(
        &self,
        actor: &Actor,
        slug: &str,
        received: &Received,
        described: Described<'_>,
        base: Option<u32>,
    ) -> Result<Attached, Error> {
        self.allow(actor, rights::Act::AttachFile)?;
        let file = file_ref(received, described.title, described.licence)?;
        let head = self.standing(slug).await?.head;
        let base = base.map_or(head.number, RevisionNumber);
        let base = self.revision_of(&head, base).await?;
        let mut content = with_file(&base.content, &file)?;
        self.name_holders(&mut content, &[&base]).await?;
        let file = content.file(file.name.as_str()).cloned().unwrap_or(file);
        let mine = Wanted {
            content,
            sole_author: false,
        };
        self.permitted(actor, &mine, Some(&base)).await?;
        let changed = !self.say_the_same(&mine.content, &base.content);
        self.agreed(actor, &base.content, changed, described.author_agrees)?;
        match self
            .save(actor, slug, base, mine, Cause::File, None)
            .await?
        {
            Revised::Saved { revision, seq } | Revised::Merged { revision, seq } => Ok(Attached {
                file,
                revision,
                seq,
            }),
            Revised::Unchanged { revision } => Ok(Attached {
                file,
                revision,
                seq: head.seq,
            }),
            Revised::Conflict(conflict) => Err(Error::FileConflict {
                latest: conflict.latest.number,
            }),
        }
    }

    /// The file of that name in a revision, or in the latest.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::Withdrawn`].
    pub async fn file(
        &self,
        slug: &str,
        name: &str,
        revision: Option<u32>,
    ) -> Result<FileRef, Error> {
        let head = self.standing(slug).await?.head;
        let number = revision.map_or(head.number, RevisionNumber);
        let revision = self.revision_of(&head, number).await?;
        let found = revision.content.file(name).cloned();
        found.ok_or_else(|| Error::NotFound(Missing::File(name.chars().take(200).collect())))
    }

    /// Bytes of a stored file, cut at its end.
    ///
    /// # Errors
    /// When there is no such file, or it cannot be read.
    pub async fn read_file(&self, sha256: Sha256, range: Range<u64>) -> Result<Bytes, Error> {
        Ok(self.parts.files.read(sha256, range).await?)
    }

    /// The size of a stored file in bytes, or `None`.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn stored_size(&self, sha256: Sha256) -> Result<Option<u64>, Error> {
        Ok(self.parts.files.size(sha256).await?)
    }

    pub(crate) async fn media_type(&self, sha256: Sha256, name: &str) -> Result<String, Error> {
        let known = self.inspect(sha256, name, Wish::Own).await?;
        Ok(known.found.media_type)
    }

    /// What is in a stored file, as far as it is known or as it is found now. A file that cannot be understood is a file all the same.
    ///
    /// # Errors
    /// When there is no such file, it is damaged, or the library is closed: a stranger's file may take long, and nobody
    /// waits for it then.
    pub(crate) async fn inspect(
        &self,
        sha256: Sha256,
        name: &str,
        wish: Wish,
    ) -> Result<Known, Error> {
        let parts = &self.parts;
        let asked = Asked {
            files: &*parts.files,
            sha256,
            name,
            keep: parts.records.writing() == Writing::Open,
        };
        let mut stopping = self.stopping.subscribe();
        tokio::select! {
            biased;
            known = parts.texts.of(asked, wish) => known,
            _ = stopping.wait_for(|stop| *stop) => Err(Error::Storage(storage::Error::Closed)),
        }
    }
}

fn file_ref(received: &Received, title: &str, licence: &str) -> Result<FileRef, Error> {
    let mut problems = Problems::default();
    let title = problems.take("title", optional_line(title));
    let licence = problems.take("licence", optional_licence(licence));
    let (Some(title), Some(licence)) = (title, licence) else {
        return Err(Error::Invalid(problems));
    };
    Ok(FileRef {
        name: received.name.clone(),
        title,
        sha256: received.sha256,
        size_bytes: received.size_bytes,
        media_type: received.media_type.clone(),
        licence,
    })
}

fn with_file(content: &Content, file: &FileRef) -> Result<Content, Error> {
    let mut content = content.clone();
    let full = content.files.len() >= Content::MAX_ITEMS;
    match content
        .files
        .iter_mut()
        .find(|other| other.name == file.name)
    {
        Some(other) => *other = file.clone(),
        None if full => {
            let max = Content::MAX_ITEMS;
            return Err(Error::invalid("files", Reason::TooMany { max }));
        }
        None => content.files.push(file.clone()),
    }
    Ok(content)
}
