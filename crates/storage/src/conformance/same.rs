//! Whether two stores give the same answers.

use crate::Records;
use model::{ResourceId, RevisionNumber, Seq, Slug};

const ALL: usize = usize::MAX;

/// Asks two stores everything there is to ask and stops at the first difference.
pub(crate) async fn assert_same(a: &dyn Records, b: &dyn Records) {
    assert_eq!(a.position().await.unwrap(), b.position().await.unwrap());
    let changes = a.changes_after(Seq(0), ALL).await.unwrap();
    assert_eq!(changes, b.changes_after(Seq(0), ALL).await.unwrap());
    assert_eq!(
        a.changes_before(None, ALL).await.unwrap(),
        b.changes_before(None, ALL).await.unwrap()
    );
    assert_eq!(a.kinds().await.unwrap(), b.kinds().await.unwrap());
    let heads = a.heads(None, ALL).await.unwrap();
    assert_eq!(heads, b.heads(None, ALL).await.unwrap());
    for head in heads {
        for slug in std::iter::once(&head.slug).chain(&head.redirects) {
            assert_same_address(a, b, slug).await;
        }
        assert_same_resource(a, b, head.resource, head.number).await;
    }
}

async fn assert_same_address(a: &dyn Records, b: &dyn Records, slug: &Slug) {
    let resolved = a.resolve(slug).await.unwrap();
    assert!(resolved.is_some(), "{slug} leads nowhere");
    assert_eq!(resolved, b.resolve(slug).await.unwrap());
}

async fn assert_same_resource(
    a: &dyn Records,
    b: &dyn Records,
    resource: ResourceId,
    latest: RevisionNumber,
) {
    assert_eq!(
        a.head(resource).await.unwrap(),
        b.head(resource).await.unwrap()
    );
    assert_eq!(
        a.history(resource, None, ALL).await.unwrap(),
        b.history(resource, None, ALL).await.unwrap()
    );
    for number in (1..=latest.0).map(RevisionNumber) {
        let revision = a.revision(resource, number).await.unwrap();
        assert!(revision.is_some(), "revision {number} is missing");
        assert_eq!(revision, b.revision(resource, number).await.unwrap());
    }
    assert_eq!(b.revision(resource, latest.next()).await.unwrap(), None);
}
