//! The search index: it holds exactly the resources that stand, each as it stands.

use super::{CheckReport, FaultKind};
use crate::{Error, Library};
use model::{Head, ResourceId, Seq, Slug};
use std::collections::BTreeMap;
use std::sync::Arc;

const PLACE: &str = "search index";
/// How many resources are read at once.
const PAGE: usize = 200;
/// How many resources are named that are missing from it, or too many; the rest is a number.
const NAMED: usize = 3;

impl Library {
    /// The index follows the log, so it may be behind: a resource that was changed since is left out of the comparison.
    pub(super) async fn check_search(&self, report: &mut CheckReport) -> Result<(), Error> {
        // the place first: what is found may then only be newer than it
        let position = self.parts.index.position();
        let index = Arc::clone(&self.parts.index);
        let found = crate::follow::blocking(move || index.resources()).await?;
        let standing = self.standing_heads().await?;
        let end = self.parts.records.position().await?;
        if position > end {
            let detail = format!(
                "it is at change {position}, after the end of the log ({end}); `check --repair` or `reindex` builds it anew"
            );
            report.fault(FaultKind::SearchIndex, PLACE, detail);
            return Ok(());
        }
        self.check_standing(&standing, &found, position, report)
            .await?;
        self.check_found(&found, &standing, position, report).await
    }

    /// Every resource that stands is in the index, as it stands.
    async fn check_standing(
        &self,
        standing: &BTreeMap<ResourceId, Head>,
        found: &BTreeMap<ResourceId, Seq>,
        position: Seq,
        report: &mut CheckReport,
    ) -> Result<(), Error> {
        let (mut missing, mut stale) = (Vec::new(), Vec::new());
        for (resource, head) in standing {
            let indexed = found.get(resource);
            if indexed == Some(&head.seq) || !self.is_due(head, position).await? {
                continue;
            }
            let list = match indexed {
                None => &mut missing,
                Some(_) => &mut stale,
            };
            list.push(head.slug.to_string());
        }
        differ(report, "does not hold", &missing);
        differ(report, "does not hold as they stand:", &stale);
        Ok(())
    }

    /// Every resource in the index stands.
    async fn check_found(
        &self,
        found: &BTreeMap<ResourceId, Seq>,
        standing: &BTreeMap<ResourceId, Head>,
        position: Seq,
        report: &mut CheckReport,
    ) -> Result<(), Error> {
        let mut extra = Vec::new();
        for resource in found.keys().filter(|found| !standing.contains_key(found)) {
            // a change of address meanwhile may have hidden it from the pages of the list
            match self.parts.records.head(*resource).await? {
                Some(head) if head.seq > position || head.withdrawn.is_none() => {}
                _ => extra.push(resource.to_string()),
            }
        }
        differ(report, "holds what does not stand:", &extra);
        Ok(())
    }

    /// The resources that stand, by identifier.
    async fn standing_heads(&self) -> Result<BTreeMap<ResourceId, Head>, Error> {
        let (mut standing, mut after): (_, Option<Slug>) = (BTreeMap::new(), None);
        loop {
            let heads = self.parts.records.heads(after.as_ref(), PAGE).await?;
            let Some(last) = heads.last() else {
                return Ok(standing);
            };
            after = Some(last.slug.clone());
            let standing_ones = heads.into_iter().filter(|head| head.withdrawn.is_none());
            standing.extend(standing_ones.map(|head| (head.resource, head)));
        }
    }

    /// Whether an index at that place should hold what this head says: nothing changed the resource since, and its text
    /// can be read (one that cannot is a fault of its record).
    async fn is_due(&self, head: &Head, position: Seq) -> Result<bool, Error> {
        if head.seq > position {
            return Ok(false);
        }
        let records = &self.parts.records;
        match records.revision(head.resource, head.number).await {
            Ok(found) => Ok(found.is_some()),
            Err(storage::Error::Damaged { .. }) => Ok(false),
            Err(error) => Err(error.into()),
        }
    }
}

fn differ(report: &mut CheckReport, how: &str, which: &[String]) {
    if which.is_empty() {
        return;
    }
    let named = which[..which.len().min(NAMED)].join(", ");
    let detail = format!(
        "it {how} {named} ({} in all); `check --repair` or `reindex` builds it anew",
        which.len()
    );
    report.fault(FaultKind::SearchIndex, PLACE, detail);
}
