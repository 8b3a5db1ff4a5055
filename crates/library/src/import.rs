//! Taking in a folder of Markdown files.

mod prepare;
mod sentence;
mod source;

use crate::export::LICENCES;
use crate::front_matter::{Parsed, Trouble, parse};
use crate::{Error, Library, Progress, rights};
use model::{Actor, ResourceId};
use prepare::Refused;
use sentence::{of_doubt, trouble};
pub use source::ImportSource;
use source::{Reader, resolve_path};
use std::collections::BTreeSet;
use storage::{Act, Outcome, Proposal};

/// How many resources are written with one flush.
const BATCH: usize = 100;

/// What an import did.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ImportReport {
    /// Resources that were new.
    pub added: usize,
    /// Resources that were there with another content, and got a new revision.
    pub updated: usize,
    /// Resources that were there with the same content.
    pub unchanged: usize,
    /// Files that were read for them.
    pub files: usize,
    /// Kinds that were new or different.
    pub kinds: usize,
    /// What was not taken.
    pub refused: Vec<Refusal>,
    /// What was taken with a licence that is in doubt: a save of people's would have been refused for it.
    pub doubtful: Vec<Refusal>,
}

/// A file that was not taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// Its path in the folder.
    pub file: String,
    /// The line, when it is known, from 1.
    pub line: Option<u64>,
    /// Why, in English.
    pub reason: String,
}

impl Library {
    /// Reads the name of a licence; gives its identifier.
    ///
    /// # Errors
    /// A sentence in English that says what is wrong and what was perhaps meant.
    pub fn read_licence(given: &str) -> Result<String, String> {
        licensing::LicenceId::parse(given)
            .map(|licence| licence.to_string())
            .map_err(|error| {
                let ids: Vec<&str> = error.proposals().iter().map(|id| id.as_str()).collect();
                if ids.is_empty() {
                    error.to_string()
                } else {
                    format!("{error} Give one of: {}", ids.join(", "))
                }
            })
    }

    /// Takes in a folder, a zip archive or files of the program. What cannot be taken is listed, the rest is taken.
    ///
    /// A resource that is there already gets a new revision when its content differs. A file that names no licence takes
    /// `licence`; without it, it is refused.
    ///
    /// # Errors
    /// [`Error::Outside`] when the source cannot be read at all; [`Error::DiskFull`] and faults of the store stop the
    /// import after what was taken so far.
    pub async fn import(
        &self,
        source: ImportSource,
        licence: Option<&str>,
        progress: &dyn Progress,
    ) -> Result<ImportReport, Error> {
        self.allow(&Actor::System, rights::Act::Import)?;
        let mut import = Import {
            library: self,
            reader: source.open()?,
            licence: licence.unwrap_or_default(),
            report: ImportReport::default(),
            waiting: Vec::new(),
            written: Vec::new(),
        };
        import.kinds().await?;
        import.resources(progress).await?;
        import.judge().await?;
        Ok(import.report)
    }
}

/// Whether it is the text of a licence, as an export writes them: no page.
fn is_licence(path: &str) -> bool {
    path.split_once('/')
        .is_some_and(|(folder, _)| folder == LICENCES)
}

struct Import<'a> {
    library: &'a Library,
    reader: Reader,
    licence: &'a str,
    report: ImportReport,
    /// proposals with the path that each comes from
    waiting: Vec<(String, Proposal)>,
    /// resources that were written, with the path that each comes from
    written: Vec<(String, ResourceId)>,
}

impl Import<'_> {
    fn refuse(&mut self, file: &str, trouble: Trouble) {
        self.report.refused.push(Refusal {
            file: file.to_owned(),
            line: trouble.line,
            reason: trouble.reason,
        });
    }

    async fn kinds(&mut self) -> Result<(), Error> {
        for path in self
            .reader
            .matching(|path| path.starts_with("kinds/") && path.ends_with(".toml"))
        {
            let text = match self.text(&path) {
                Ok(text) => text,
                Err(trouble) => {
                    self.refuse(&path, trouble);
                    continue;
                }
            };
            match self.library.define_kind(&Actor::System, &text).await {
                Ok(changed) => self.report.kinds += usize::from(changed),
                Err(Error::Invalid(problems)) => {
                    self.refuse(&path, trouble(&problems, |_| None));
                }
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }

    async fn resources(&mut self, progress: &dyn Progress) -> Result<(), Error> {
        let parsed = self.parsed();
        let attached: BTreeSet<String> = parsed
            .iter()
            .flat_map(|(path, parsed)| self.attached(path, parsed))
            .collect();
        let total = parsed.len() as u64;
        for (done, (path, parsed)) in parsed.into_iter().enumerate() {
            progress.step(done as u64, Some(total), &path);
            if attached.contains(&path) {
                continue;
            }
            match parsed {
                Ok(parsed) => self.resource(&path, parsed).await?,
                Err(trouble) => self.refuse(&path, trouble),
            }
            if self.waiting.len() >= BATCH {
                self.write().await?;
            }
        }
        self.write().await
    }

    fn parsed(&mut self) -> Vec<(String, Result<Parsed, Trouble>)> {
        let is_text = |path: &str| path.ends_with(".md") || path.ends_with(".txt");
        let paths = self
            .reader
            .matching(|path| is_text(path) && !path.starts_with("kinds/") && !is_licence(path));
        let one = |path: String| {
            let parsed = self
                .text(&path)
                .and_then(|text| parse(&text, path.ends_with(".txt")));
            (path, parsed)
        };
        paths.into_iter().map(one).collect()
    }

    fn text(&mut self, path: &str) -> Result<String, Trouble> {
        let bytes = self
            .reader
            .small(path, 4 * model::Body::MAX_BYTES as u64)
            .map_err(|reason| Trouble::at(None, reason))?;
        String::from_utf8(bytes).map_err(|error| {
            let upto = error.utf8_error().valid_up_to();
            let before = error.as_bytes().get(..upto).unwrap_or_default();
            let line = before.iter().filter(|byte| **byte == b'\n').count() as u64 + 1;
            Trouble::at(Some(line), "not UTF-8 text here; save the file as UTF-8")
        })
    }

    fn attached(&self, path: &str, parsed: &Result<Parsed, Trouble>) -> Vec<String> {
        let files = parsed
            .as_ref()
            .map(|parsed| parsed.files.as_slice())
            .unwrap_or_default();
        files
            .iter()
            .filter_map(|file| resolve_path(&self.reader, path, &file.path))
            .collect()
    }

    async fn resource(&mut self, path: &str, parsed: Parsed) -> Result<(), Error> {
        let places = parsed.places.clone();
        let refused = match self.prepare(path, parsed).await {
            Ok(None) => {
                self.report.unchanged += 1;
                return Ok(());
            }
            Ok(Some(act)) => {
                let at = self.library.parts.clock.now();
                self.waiting.push((
                    path.to_owned(),
                    Proposal {
                        at,
                        by: Actor::System,
                        summary: None,
                        act,
                    },
                ));
                return Ok(());
            }
            Err(refused) => refused,
        };
        let trouble = match refused {
            Refused::Because(trouble) => trouble,
            Refused::Error(Error::Invalid(problems)) => {
                trouble(&problems, |field| places.line_of(field))
            }
            Refused::Error(Error::TooLarge { field, max_bytes }) => Trouble::at(
                None,
                format!("the {field} is larger than {max_bytes} bytes"),
            ),
            Refused::Error(error) => return Err(error),
        };
        self.refuse(path, trouble);
        Ok(())
    }

    /// Judges what was written, once all is there that its sources may be.
    async fn judge(&mut self) -> Result<(), Error> {
        for (file, resource) in std::mem::take(&mut self.written) {
            let doubts = self.library.doubts_about(resource).await?;
            let doubtful = doubts.iter().map(|doubt| Refusal {
                file: file.clone(),
                line: None,
                reason: of_doubt(doubt),
            });
            self.report.doubtful.extend(doubtful);
        }
        Ok(())
    }

    async fn write(&mut self) -> Result<(), Error> {
        let (paths, proposals): (Vec<_>, Vec<_>) =
            std::mem::take(&mut self.waiting).into_iter().unzip();
        let acts: Vec<(Option<ResourceId>, bool)> = proposals
            .iter()
            .map(|proposal: &Proposal| match &proposal.act {
                Act::Create { resource, .. } => (Some(*resource), true),
                Act::Revise { resource, .. } => (Some(*resource), false),
                _ => (None, false),
            })
            .collect();
        let outcomes = self.library.parts.records.commit(proposals).await?;
        for ((path, (resource, created)), outcome) in paths.iter().zip(acts).zip(outcomes) {
            if matches!(outcome, Outcome::Committed { .. }) {
                let written = resource.map(|resource| (path.clone(), resource));
                self.written.extend(written);
            }
            match outcome {
                Outcome::Committed { .. } if created => self.report.added += 1,
                Outcome::Committed { .. } => self.report.updated += 1,
                Outcome::Unchanged => self.report.unchanged += 1,
                Outcome::SlugTaken { slug, .. } => {
                    self.refuse(
                        path,
                        Trouble::at(
                            None,
                            format!("the address {slug} belongs to another resource"),
                        ),
                    );
                }
                Outcome::Stale { .. } => {
                    self.refuse(
                        path,
                        Trouble::at(None, "two files of this folder have the same name"),
                    );
                }
                Outcome::Unknown | Outcome::Withdrawn(_) => {
                    self.refuse(
                        path,
                        Trouble::at(None, "the resource was withdrawn meanwhile"),
                    );
                }
            }
        }
        Ok(())
    }
}
