//! The whole history as a stream for `git fast-import`: one commit for each change.

use super::message;
use super::stream::{Entry, Stream};
use super::{CHUNK, place};
use crate::changes::Part;
use crate::{Error, Library, Listed, Progress, front_matter};
use model::{Change, Content, Event, FileRef, ResourceId, RevisionNumber, Seq, Sha256, Slug};
use std::collections::BTreeMap;
use std::io::Write;
use storage::Fault;

/// How many changes are read at once; each holds a whole content.
const PAGE: u64 = 50;

/// What an export with history wrote.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct HistoryReport {
    /// Commits: one for each change that can be read.
    pub commits: u64,
    /// Files of resources, each content once.
    pub files: u64,
    /// What could not be read, and is not in the stream.
    pub faults: Vec<Fault>,
}

impl Library {
    /// Writes every change up to now, in the order of the log, as a stream that `git fast-import` takes: one commit each
    /// on the branch `main`, with who, when (UTC) and why. The tree of a commit is what [`Library::export`] would have
    /// written at that moment.
    ///
    /// The same library gives the same bytes, and one that went on gives the same commits first: a later stream extends
    /// the branch that an earlier one made. What is damaged is listed, the rest is written. Kept in memory: the
    /// address and the paths of each resource, and the hashes of the files.
    ///
    /// # Errors
    /// [`Error::Outside`] when the stream cannot be written; faults of the store that are no damage. The stream is then
    /// without its end, and git refuses it.
    pub async fn export_history(
        &self,
        out: &mut (dyn Write + Send),
        progress: &dyn Progress,
    ) -> Result<HistoryReport, Error> {
        let end = self.parts.records.position().await?;
        let mut telling = Telling {
            stream: Stream::begin(out)?,
            standing: BTreeMap::new(),
            blobs: BTreeMap::new(),
            report: HistoryReport::default(),
        };
        let mut at = Seq(0);
        while at < end {
            let limit = usize::try_from((end.0 - at.0).min(PAGE)).unwrap_or(1);
            for listed in self.list(Part::After(at), limit).await? {
                at = listed.seq();
                match listed {
                    Listed::Whole(change) => self.tell(&mut telling, change).await?,
                    Listed::Damaged(seq) => telling.pass_over(seq),
                }
            }
            progress.step(at.0, Some(end.0), "changes");
        }
        telling.stream.finish()?;
        Ok(telling.report)
    }

    async fn tell(&self, telling: &mut Telling<'_>, change: Change) -> Result<(), Error> {
        let (slug, tree) = match &change.event {
            Event::KindDefined { kind } => {
                let text = Entry::Text(kind.source().to_owned());
                (None, vec![(format!("kinds/{}.toml", kind.id()), text)])
            }
            event => {
                let Some(resource) = event.resource() else {
                    return Ok(());
                };
                let Some(mut standing) = self.before(telling, resource, event).await? else {
                    return Ok(());
                };
                let tree = self.after(telling, &mut standing, resource, event).await?;
                let slug = standing.slug.clone();
                telling.standing.insert(resource, standing);
                (Some(slug), tree)
            }
        };
        telling.report.commits += 1;
        let commit = message::commit(&change, slug.as_ref());
        telling.stream.commit(&commit, &tree)
    }

    /// How a resource stood before a change. When the change that made it is damaged, its address is the present one.
    async fn before(
        &self,
        telling: &mut Telling<'_>,
        resource: ResourceId,
        event: &Event,
    ) -> Result<Option<Standing>, Error> {
        if let Some(standing) = telling.standing.remove(&resource) {
            return Ok(Some(standing));
        }
        if let Event::Created {
            slug, redirects, ..
        } = event
        {
            return Ok(Some(Standing::new(slug.clone(), redirects.clone())));
        }
        let head = self.parts.records.head(resource).await?;
        if head.is_none() {
            telling.fault(
                format!("resource {resource}"),
                "nothing that can be read says its address",
            );
        }
        Ok(head.map(|head| Standing::new(head.slug, head.redirects)))
    }

    /// Takes a change in and gives what it does to the tree.
    async fn after(
        &self,
        telling: &mut Telling<'_>,
        standing: &mut Standing,
        resource: ResourceId,
        event: &Event,
    ) -> Result<Vec<(String, Entry)>, Error> {
        match event {
            Event::Created { content, .. } => self.written(telling, standing, content).await,
            Event::Revised {
                number, content, ..
            } => {
                standing.number = *number;
                self.written(telling, standing, content).await
            }
            Event::Renamed { to, .. } => {
                standing.rename(to);
                match self.parts.records.revision(resource, standing.number).await {
                    Ok(Some(revision)) => self.written(telling, standing, &revision.content).await,
                    Ok(None) => Ok(Vec::new()),
                    Err(error @ storage::Error::Damaged { .. }) => {
                        // it stays where it was until its next revision
                        telling.fault(format!("{to} revision {}", standing.number), error);
                        Ok(Vec::new())
                    }
                    Err(error) => Err(error.into()),
                }
            }
            Event::Withdrawn { .. } => Ok(standing.stand_at(Vec::new())),
            Event::KindDefined { .. } => Ok(Vec::new()),
        }
    }

    /// A resource's files as a plain export writes them.
    async fn written(
        &self,
        telling: &mut Telling<'_>,
        standing: &mut Standing,
        content: &Content,
    ) -> Result<Vec<(String, Entry)>, Error> {
        let path = place(&standing.slug, content);
        let text = front_matter::write(&standing.slug, &standing.redirects, content);
        let text = text.map_err(|detail| Error::outside(format!("{path}.md").as_ref(), detail))?;
        let mut tree = vec![(format!("{path}.md"), Entry::Text(text))];
        for file in &content.files {
            if let Some(mark) = self.blob(telling, &standing.slug, file).await? {
                tree.push((format!("{path}/{}", file.name), Entry::Blob(mark)));
            }
        }
        Ok(standing.stand_at(tree))
    }

    /// The mark of a file's bytes, written if they were not yet; `None` when they are damaged or missing.
    async fn blob(
        &self,
        telling: &mut Telling<'_>,
        slug: &Slug,
        file: &FileRef,
    ) -> Result<Option<u64>, Error> {
        if let Some(known) = telling.blobs.get(&file.sha256) {
            return Ok(*known);
        }
        let mark = match self.unusable(file).await? {
            Some(reason) => {
                telling.fault(format!("{slug}/{}", file.name), reason);
                None
            }
            None => Some(self.send(telling, file).await?),
        };
        telling.blobs.insert(file.sha256, mark);
        Ok(mark)
    }

    /// Why a file cannot be written. Its length is announced before its bytes, so it is read through first.
    async fn unusable(&self, file: &FileRef) -> Result<Option<String>, Error> {
        match self.parts.files.size(file.sha256).await? {
            None => Ok(Some(storage::Error::NoSuchFile(file.sha256).to_string())),
            Some(size) if size != file.size_bytes => Ok(Some(format!(
                "it has {size} bytes instead of {}",
                file.size_bytes
            ))),
            Some(_) => {
                let fault = self.parts.files.verify(file.sha256).await?;
                Ok(fault.map(|fault| fault.detail))
            }
        }
    }

    async fn send(&self, telling: &mut Telling<'_>, file: &FileRef) -> Result<u64, Error> {
        let mark = telling.stream.begin_blob(file.size_bytes)?;
        let mut at = 0;
        while at < file.size_bytes {
            let part = at..(at + CHUNK).min(file.size_bytes);
            let bytes = self.read_file(file.sha256, part).await?;
            if bytes.is_empty() {
                return Err(Error::Storage(storage::Error::NoSuchFile(file.sha256)));
            }
            at += bytes.len() as u64;
            telling.stream.put(&bytes)?;
        }
        telling.stream.put(b"\n")?;
        telling.report.files += 1;
        Ok(mark)
    }
}

/// The history while it is told.
struct Telling<'a> {
    stream: Stream<'a>,
    standing: BTreeMap<ResourceId, Standing>,
    /// marks of the files written; `None` for one that cannot be
    blobs: BTreeMap<Sha256, Option<u64>>,
    report: HistoryReport,
}

impl Telling<'_> {
    fn fault(&mut self, place: String, detail: impl ToString) {
        let detail = detail.to_string();
        self.report.faults.push(Fault { place, detail });
    }

    fn pass_over(&mut self, seq: Seq) {
        let detail =
            "it is damaged, so it has no commit; mend it with check --repair --from BACKUP";
        self.fault(format!("change {seq}"), detail);
    }
}

/// Where a resource stands at a moment of the history.
struct Standing {
    slug: Slug,
    redirects: Vec<Slug>,
    number: RevisionNumber,
    /// its files in the tree; none while it is withdrawn
    paths: Vec<String>,
}

impl Standing {
    fn new(slug: Slug, redirects: Vec<Slug>) -> Self {
        Self {
            slug,
            redirects,
            number: RevisionNumber::FIRST,
            paths: Vec::new(),
        }
    }

    /// The former address leads to the new one, as in the store.
    fn rename(&mut self, to: &Slug) {
        let former = std::mem::replace(&mut self.slug, to.clone());
        self.redirects
            .retain(|redirect| redirect != to && *redirect != former);
        if former != *to {
            self.redirects.push(former);
        }
    }

    /// Puts a tree in the place of the one before: what is not in it any more goes.
    fn stand_at(&mut self, tree: Vec<(String, Entry)>) -> Vec<(String, Entry)> {
        let paths: Vec<String> = tree.iter().map(|(path, _)| path.clone()).collect();
        let gone = std::mem::replace(&mut self.paths, paths).into_iter();
        let gone = gone.filter(|path| !self.paths.contains(path));
        let gone = gone.map(|path| (path, Entry::Gone));
        gone.chain(tree).collect()
    }
}
