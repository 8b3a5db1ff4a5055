//! What the changes say, once they can be read: links to kinds, files, other resources; and that every revision is there.

use super::{CheckReport, FaultKind};
use crate::backup::content_of;
use crate::{Error, Library, Progress};
use model::{Change, Event, Head, ResourceId, RevisionNumber, Seq, Sha256, Slug};
use std::collections::{BTreeMap, BTreeSet};
use storage::Fault;

/// How many changes are read at once.
const CHANGES: usize = 100;
/// How many resources are listed at once.
const HEADS: usize = 200;

const FROM_BACKUP: &str = "mend it with `check --repair --from BACKUP`";

/// What the log names.
#[derive(Default)]
pub(super) struct Log {
    /// Files, with their sizes and where they are named first.
    pub(super) files: BTreeMap<Sha256, (u64, String)>,
    resources: BTreeMap<ResourceId, Seen>,
}

/// What was seen of a resource.
#[derive(Default)]
struct Seen {
    revisions: u32,
    /// resources from which its latest revision was made
    sources: Vec<Slug>,
}

impl Library {
    /// Goes through the changes up to a place.
    pub(super) async fn check_log(
        &self,
        end: Seq,
        report: &mut CheckReport,
        progress: &dyn Progress,
    ) -> Result<Log, Error> {
        let mut log = Log::default();
        self.walk(Seq(0), end, CHANGES, |change| {
            self.check_change(&change, &mut log, report);
            progress.step(change.seq.0, Some(end.0), "links");
        })
        .await?;
        self.check_heads(end, &log, report).await?;
        self.check_sources(&log, report).await?;
        Ok(log)
    }

    /// Reads the changes after a place, up to another; those that cannot be read are passed over, and given.
    pub(crate) async fn walk(
        &self,
        after: Seq,
        end: Seq,
        page: usize,
        mut take: impl FnMut(Change) + Send,
    ) -> Result<BTreeSet<Seq>, Error> {
        let (mut at, mut size, mut unreadable) = (after, page, BTreeSet::new());
        while at < end {
            match self.parts.records.changes_after(at, size).await {
                Ok(changes) if changes.is_empty() => break,
                Ok(changes) => {
                    size = page;
                    for change in changes.into_iter().take_while(|change| change.seq <= end) {
                        at = change.seq;
                        take(change);
                    }
                }
                Err(storage::Error::Damaged { seq: Some(seq), .. }) if seq == at.next() => {
                    unreadable.insert(seq);
                    at = seq;
                }
                // up to it, then it comes next
                Err(storage::Error::Damaged { seq: Some(seq), .. }) if seq > at && size > 1 => {
                    size = usize::try_from(seq.0 - at.0 - 1)
                        .unwrap_or(1)
                        .clamp(1, size - 1);
                }
                Err(error) => return Err(error.into()),
            }
        }
        Ok(unreadable)
    }

    fn check_change(&self, change: &Change, log: &mut Log, report: &mut CheckReport) {
        let Some(content) = content_of(change) else {
            return;
        };
        let Some(resource) = change.event.resource() else {
            return;
        };
        let seen = log.resources.entry(resource).or_default();
        seen.revisions += 1;
        let sources = content.derived_from.iter();
        seen.sources = sources
            .filter_map(|source| source.resource.clone())
            .collect();
        let place = place(change);
        if self.kind(content.kind.as_str()).is_none() {
            report.fault(
                FaultKind::Revision,
                &place,
                format!("its kind {} is not defined; import the kind", content.kind),
            );
        }
        for file in &content.files {
            let named = log.files.entry(file.sha256);
            let (size, first) = named.or_insert_with(|| (file.size_bytes, place.clone()));
            if *size != file.size_bytes {
                report.fault(
                    FaultKind::Revision,
                    &place,
                    format!("its file {} has {} bytes here and {size} in {first}; one of them was not written by this program", file.name, file.size_bytes),
                );
            }
        }
    }

    /// Every revision up to a place can be asked for by its resource and its number.
    async fn check_heads(
        &self,
        end: Seq,
        log: &Log,
        report: &mut CheckReport,
    ) -> Result<(), Error> {
        let mut after: Option<Slug> = None;
        loop {
            let heads = self.parts.records.heads(after.as_ref(), HEADS).await?;
            let Some(last) = heads.last() else {
                return Ok(());
            };
            after = Some(last.slug.clone());
            for head in &heads {
                let seen = log.resources.get(&head.resource);
                // as many as its number: then the store's own check has compared each with its index
                if seen.map_or(0, |seen| seen.revisions) != head.number.0 {
                    self.check_revisions(head, end, report).await?;
                }
            }
        }
    }

    async fn check_revisions(
        &self,
        head: &Head,
        end: Seq,
        report: &mut CheckReport,
    ) -> Result<(), Error> {
        // beside a whole journal it can only be the index that does not lead to a revision
        let mut journal = report.faults.iter();
        let absent = if journal.any(|fault| fault.kind == FaultKind::Journal) {
            (FaultKind::Journal, FROM_BACKUP)
        } else {
            (FaultKind::RecordsIndex, "`check --repair` builds it anew")
        };
        for number in 1..=head.number.0 {
            let number = RevisionNumber(number);
            let found = self.parts.records.revision(head.resource, number).await;
            let ((kind, advice), detail) = match found {
                Ok(Some(_)) => continue,
                Ok(None) => (absent, "the revision is not there".to_owned()),
                Err(storage::Error::Damaged { seq: Some(seq), .. }) if seq > end => continue,
                Err(error @ storage::Error::Damaged { .. }) => (
                    (FaultKind::Journal, FROM_BACKUP),
                    format!("unreadable: {error}"),
                ),
                Err(error) => return Err(error.into()),
            };
            let place = format!("{} revision {number}", head.slug);
            report.fault(kind, place, format!("{detail}; {advice}"));
        }
        Ok(())
    }

    /// The resources from which others say that they were made.
    async fn check_sources(&self, log: &Log, report: &mut CheckReport) -> Result<(), Error> {
        let sources: BTreeSet<&Slug> = log
            .resources
            .values()
            .flat_map(|seen| &seen.sources)
            .collect();
        for slug in sources {
            let detail = match self.parts.records.resolve(slug).await? {
                None => "a resource says that it was made from this one, which is not there",
                Some(found) if found.head.withdrawn.is_some() => {
                    "a resource says that it was made from this one, which is withdrawn"
                }
                Some(_) => continue,
            };
            report.notices.push(Fault {
                place: slug.to_string(),
                detail: detail.to_owned(),
            });
        }
        Ok(())
    }
}

/// Where a content stands, in words.
fn place(change: &Change) -> String {
    match &change.event {
        Event::Created { slug, .. } => format!("change {}, {slug} revision 1", change.seq),
        Event::Revised {
            resource, number, ..
        } => format!(
            "change {}, resource {resource} revision {number}",
            change.seq
        ),
        _ => format!("change {}", change.seq),
    }
}
