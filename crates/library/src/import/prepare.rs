//! From a file's text to the act that takes it in.

use super::Import;
use super::source::resolve_path;
use crate::front_matter::{Parsed, ParsedFile, Places, Trouble};
use crate::{Draft, DraftFile, Error};
use model::{Cause, Content, Fields, FileName, Reason, ResourceId, Slug};
use storage::Act;

impl Import<'_> {
    pub(super) async fn prepare(
        &mut self,
        path: &str,
        parsed: Parsed,
    ) -> Result<Option<Act>, Refused> {
        let stem = path
            .rsplit('/')
            .next()
            .unwrap_or(path)
            .rsplit_once('.')
            .map_or(path, |(stem, _)| stem);
        let slug = Slug::parse(stem).unwrap_or_else(|_| Slug::from_title(stem));
        let Parsed {
            mut draft,
            redirects,
            files,
            places,
        } = parsed;
        if draft.licence.is_empty() {
            self.licence.clone_into(&mut draft.licence);
        }
        if draft.licence.is_empty() {
            let reason = "no licence: name one in the front matter, or give --licence for all files without one";
            return Err(Refused::Because(Trouble::at(None, reason)));
        }
        draft.files = Some(self.files(path, &files, &places).await?);
        let found = self
            .library
            .parts
            .records
            .resolve(&slug)
            .await
            .map_err(Error::from)?;
        let Some(found) = found else {
            return self.creation(slug, &redirects, draft).await.map(Some);
        };
        let latest = self
            .library
            .revision_of(&found.head, found.head.number)
            .await?;
        let content = self.checked(&mut draft, Some(&latest.content)).await?;
        if content == latest.content && found.head.withdrawn.is_none() {
            return Ok(None);
        }
        if found.head.withdrawn.is_some() {
            let reason = "the resource of this address was withdrawn; restore it first";
            return Err(Refused::Because(Trouble::at(None, reason)));
        }
        let base = found.head.number;
        Ok(Some(Act::Revise {
            resource: found.head.resource,
            base,
            cause: Cause::Import,
            content: Box::new(content),
        }))
    }

    async fn creation(
        &self,
        slug: Slug,
        redirects: &[String],
        mut draft: Draft,
    ) -> Result<Act, Refused> {
        let content = self.checked(&mut draft, None).await?;
        let wrong = |reason: Reason| Refused::Error(Error::invalid("redirects", reason));
        let redirects = redirects
            .iter()
            .map(|slug| Slug::parse(slug))
            .collect::<Result<Vec<_>, _>>()
            .map_err(wrong)?;
        let resource = ResourceId(self.library.parts.ids.next());
        Ok(Act::Create {
            resource,
            slug,
            redirects,
            content: Box::new(content),
        })
    }

    /// Checks a draft. Values of fields that its kind does not have stay as they are: the kind had them once, and an
    /// export comes back whole.
    async fn checked(&self, draft: &mut Draft, kept: Option<&Content>) -> Result<Content, Error> {
        let mut former = Fields::new();
        if let Some(kind) = self.library.kind(&draft.kind) {
            let fields = std::mem::take(&mut draft.fields);
            (draft.fields, former) = fields
                .into_iter()
                .partition(|(name, _)| kind.field(name).is_some());
        }
        let mut content = self.library.check_draft(draft, kept).await?;
        content.fields.append(&mut former);
        Ok(content)
    }

    async fn files(
        &mut self,
        path: &str,
        files: &[ParsedFile],
        places: &Places,
    ) -> Result<Vec<DraftFile>, Refused> {
        let mut drafts = Vec::new();
        for (index, file) in files.iter().enumerate() {
            let line = places.line_of(&format!("files[{index}].path"));
            let missing = || Trouble::at(line, format!("the file {} is not there", file.path));
            let found = resolve_path(&self.reader, path, &file.path)
                .ok_or_else(|| Refused::Because(missing()))?;
            let name = FileName::nearest(&found);
            let sha256 = self.store(&found).await?;
            self.report.files += 1;
            drafts.push(DraftFile {
                name: name.to_string(),
                sha256: sha256.to_string(),
                title: file.title.clone(),
                licence: file.licence.clone(),
            });
        }
        Ok(drafts)
    }

    async fn store(&mut self, path: &str) -> Result<model::Sha256, Refused> {
        let max_bytes = self.library.parts.limits.file_bytes;
        let mut incoming = self
            .library
            .parts
            .files
            .create()
            .await
            .map_err(Error::from)?;
        let mut bytes = self
            .reader
            .open(path)
            .map_err(|reason| Refused::Because(Trouble::at(None, reason)))?;
        loop {
            let chunk = bytes.chunk().map_err(|reason| {
                Refused::Because(Trouble::at(None, format!("{path}: {reason}")))
            })?;
            if chunk.is_empty() {
                break;
            }
            if incoming.size_bytes() + chunk.len() as u64 > max_bytes {
                return Err(Refused::Error(Error::TooLarge {
                    field: "file",
                    max_bytes,
                }));
            }
            incoming.write(chunk).await.map_err(Error::from)?;
        }
        Ok(incoming.finish().await.map_err(Error::from)?.sha256)
    }
}

pub(super) enum Refused {
    Because(Trouble),
    Error(Error),
}

impl From<Error> for Refused {
    fn from(error: Error) -> Self {
        Self::Error(error)
    }
}
