//! Writing the library as a folder of Markdown files, as it is now or with its history.

mod credit;
mod history;
mod message;
mod reuse;
mod stream;

use crate::{Error, Library, Progress, UsedWorks, front_matter};
use model::{Content, FileRef, Head, Slug};
use reuse::Reuse;
use std::path::Path;
use storage::Fault;
use tokio::fs;
use tokio::io::AsyncWriteExt;

pub use history::HistoryReport;
pub(crate) use reuse::LICENCES;

/// How many resources are listed at once.
const PAGE: usize = 200;
/// How many bytes of a file are copied at once.
pub(crate) const CHUNK: u64 = 1024 * 1024;

/// What an export wrote.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ExportReport {
    /// Resources.
    pub resources: usize,
    /// Files of resources.
    pub files: usize,
    /// Kinds.
    pub kinds: usize,
    /// What could not be read, and is not in the folder.
    pub faults: Vec<Fault>,
}

impl Library {
    /// Writes every resource as it is now, withdrawn ones left out, as `{kind}/{slug}.md` with its files in
    /// `{kind}/{slug}/`, and every kind as `kinds/{id}.toml`. Beside each file stands a note of its authors, its licence and
    /// its credit (`.license`), in `LICENSES/` the text of each licence, as the REUSE specification asks for. The same
    /// library gives the same bytes. What is damaged is listed, the rest is written.
    ///
    /// # Errors
    /// [`Error::Outside`] when the folder is not empty or cannot be written.
    pub async fn export(
        &self,
        folder: &Path,
        progress: &dyn Progress,
    ) -> Result<ExportReport, Error> {
        empty_folder(folder).await?;
        let mut report = ExportReport::default();
        let mut reuse = Reuse::default();
        for kind in self.kinds().iter() {
            let path = folder.join("kinds").join(format!("{}.toml", kind.id()));
            write(&path, kind.source().as_bytes()).await?;
            write_note(&path, &reuse.of_kind(kind)).await?;
            report.kinds += 1;
        }
        let mut after: Option<Slug> = None;
        loop {
            let heads = self.parts.records.heads(after.as_ref(), PAGE).await?;
            let Some(last) = heads.last() else {
                reuse.write(folder).await?;
                return Ok(report);
            };
            after = Some(last.slug.clone());
            for head in heads.iter().filter(|head| head.withdrawn.is_none()) {
                let written = self.export_resource(folder, head, &mut report, &mut reuse);
                match written.await {
                    Ok(()) => report.resources += 1,
                    Err(error) => report.fault(head.slug.as_str(), error)?,
                }
                progress.step(report.resources as u64, None, head.slug.as_str());
            }
        }
    }

    async fn export_resource(
        &self,
        folder: &Path,
        head: &Head,
        report: &mut ExportReport,
        reuse: &mut Reuse,
    ) -> Result<(), Error> {
        let content = self.revision_of(head, head.number).await?.content;
        let place = place(&head.slug, &content);
        let path = folder.join(format!("{place}.md"));
        let text = front_matter::write(&head.slug, &head.redirects, &content);
        write(
            &path,
            text.map_err(|detail| Error::outside(&path, detail))?
                .as_bytes(),
        )
        .await?;
        let works = self.works_in_export(&content).await?;
        write_note(&path, &reuse.of_work(&content, &works)).await?;
        let folder = folder.join(place);
        self.export_files(&folder, (&content, &works), report, reuse)
            .await
    }

    async fn export_files(
        &self,
        folder: &Path,
        (content, works): (&Content, &UsedWorks),
        report: &mut ExportReport,
        reuse: &mut Reuse,
    ) -> Result<(), Error> {
        for file in &content.files {
            let path = folder.join(file.name.as_str());
            fs::create_dir_all(folder)
                .await
                .map_err(|error| Error::outside(folder, error))?;
            match self.export_file(&path, file).await {
                Ok(()) => {
                    report.files += 1;
                    // what people put in is not written over
                    if content
                        .file(&format!("{}{}", file.name, reuse::ENDING))
                        .is_none()
                    {
                        let note = self.note_on_file(content, works, file, reuse).await?;
                        write_note(&path, &note).await?;
                    }
                }
                Err(error) => {
                    // half of a file is worse than none
                    let _ = fs::remove_file(&path).await;
                    report.fault(&path.display().to_string(), error)?;
                }
            }
        }
        Ok(())
    }

    /// A file that came with a source owes what the source owes.
    async fn note_on_file(
        &self,
        content: &Content,
        works: &UsedWorks,
        file: &FileRef,
        reuse: &mut Reuse,
    ) -> Result<String, Error> {
        let owner = self.file_owner_now(content, file).await?;
        if owner.source.is_none() {
            return Ok(reuse.of_work(&owner.content, works));
        }
        let works = self.works_in_export(&owner.content).await?;
        Ok(reuse.of_work(&owner.content, &works))
    }

    async fn export_file(&self, path: &Path, file: &FileRef) -> Result<(), Error> {
        let outside = |error| Error::outside(path, error);
        let mut out = fs::File::create(path).await.map_err(outside)?;
        let mut at = 0;
        while at < file.size_bytes {
            let bytes = self
                .read_file(file.sha256, at..(at + CHUNK).min(file.size_bytes))
                .await?;
            if bytes.is_empty() {
                return Err(Error::Storage(storage::Error::NoSuchFile(file.sha256)));
            }
            at += bytes.len() as u64;
            out.write_all(&bytes).await.map_err(outside)?;
        }
        out.flush().await.map_err(outside)
    }
}

impl ExportReport {
    /// Notes what is damaged or missing in the store; other errors stop the export.
    fn fault(&mut self, place: &str, error: Error) -> Result<(), Error> {
        use storage::Error::{Damaged, Io, NoSuchFile};
        match error {
            Error::Storage(fault @ (Damaged { .. } | NoSuchFile(_) | Io { .. })) => {
                self.faults.push(Fault {
                    place: place.to_owned(),
                    detail: fault.to_string(),
                });
                Ok(())
            }
            other => Err(other),
        }
    }
}

/// Where a resource stands in a library folder: its text with `.md` behind, its files in a folder of that name. The page of
/// synonyms has its fixed place at the top.
fn place(slug: &Slug, content: &Content) -> String {
    if slug.as_str() == crate::follow::LEXICON {
        slug.to_string()
    } else {
        format!("{}/{slug}", content.kind)
    }
}

async fn empty_folder(folder: &Path) -> Result<(), Error> {
    fs::create_dir_all(folder)
        .await
        .map_err(|error| Error::outside(folder, error))?;
    let mut entries = fs::read_dir(folder)
        .await
        .map_err(|error| Error::outside(folder, error))?;
    match entries.next_entry().await {
        Ok(None) => Ok(()),
        Ok(Some(_)) => Err(Error::outside(
            folder,
            "the folder is not empty; export into a new or an empty one",
        )),
        Err(error) => Err(Error::outside(folder, error)),
    }
}

/// Writes the note on a file beside it.
async fn write_note(path: &Path, note: &str) -> Result<(), Error> {
    let mut name = path.as_os_str().to_owned();
    name.push(reuse::ENDING);
    write(Path::new(&name), note.as_bytes()).await
}

async fn write(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    let outside = |error| Error::outside(path, error);
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).await.map_err(outside)?;
    }
    fs::write(path, bytes).await.map_err(outside)
}
