//! What every store of drafts must do.

use crate::{Drafts, KeptDraft};
use bytes::Bytes;
use jiff::Timestamp;
use model::DraftId;
use std::sync::Arc;
use uuid::Uuid;

macro_rules! drafts_suite {
    ($open:ident) => {
        crate::conformance::drafts::drafts_suite! { $open:
            a_draft_is_read_as_it_was_kept
            a_draft_is_replaced_whole
            a_draft_that_is_dropped_is_gone
            drafts_are_listed_in_the_order_of_their_identifiers
            drafts_kept_at_once_are_all_there
            one_draft_kept_by_many_at_once_is_one_of_theirs
        }
    };
    ($open:ident: $($test:ident)*) => {$(
        #[tokio::test(flavor = "multi_thread", worker_threads = 4)]
        async fn $test() {
            let (drafts, _kept) = $open();
            crate::conformance::drafts::$test(drafts).await;
        }
    )*};
}
pub(crate) use drafts_suite;

type Store = Arc<dyn Drafts>;

pub(crate) fn draft(number: u128) -> DraftId {
    DraftId(Uuid::from_u128(number))
}

pub(crate) async fn a_draft_is_read_as_it_was_kept(drafts: Store) {
    assert_eq!(drafts.read(draft(1)).await.unwrap(), None);
    let big = Bytes::from(vec![b'x'; 5 * 1024 * 1024]);
    for (number, bytes) in [(1, Bytes::new()), (2, "Ébauche\0".into()), (3, big)] {
        drafts.keep(draft(number), bytes.clone()).await.unwrap();
        let read = drafts.read(draft(number)).await.unwrap();
        assert!(read == Some(bytes), "draft {number} came back otherwise");
    }
}

pub(crate) async fn a_draft_is_replaced_whole(drafts: Store) {
    // a second: file systems are not more exact than their clock's ticks
    let before = Timestamp::now() - jiff::SignedDuration::from_secs(1);
    for text in ["long et encore plus long", "court", ""] {
        drafts.keep(draft(1), text.into()).await.unwrap();
        let read = drafts.read(draft(1)).await.unwrap();
        assert_eq!(read, Some(Bytes::from(text)));
        let kept = drafts.list().await.unwrap();
        assert_eq!(kept.len(), 1);
        assert_eq!(kept[0].size_bytes, text.len() as u64);
        assert!(kept[0].at > before, "{}", kept[0].at);
    }
}

pub(crate) async fn a_draft_that_is_dropped_is_gone(drafts: Store) {
    assert!(!drafts.discard(draft(1)).await.unwrap());
    drafts.keep(draft(1), "un".into()).await.unwrap();
    drafts.keep(draft(2), "deux".into()).await.unwrap();
    assert!(drafts.discard(draft(1)).await.unwrap());
    assert!(!drafts.discard(draft(1)).await.unwrap());
    assert_eq!(drafts.read(draft(1)).await.unwrap(), None);
    let read = drafts.read(draft(2)).await.unwrap();
    assert_eq!(read, Some(Bytes::from("deux")));
    assert_eq!(drafts.list().await.unwrap().len(), 1);
    drafts.keep(draft(1), "de retour".into()).await.unwrap();
    let read = drafts.read(draft(1)).await.unwrap();
    assert_eq!(read, Some(Bytes::from("de retour")));
}

pub(crate) async fn drafts_are_listed_in_the_order_of_their_identifiers(drafts: Store) {
    assert_eq!(drafts.list().await.unwrap(), []);
    for number in [5_u128, 1, 200, 70_000, 3] {
        let bytes = vec![0; usize::try_from(number).unwrap()];
        drafts.keep(draft(number), bytes.into()).await.unwrap();
    }
    let listed = drafts.list().await.unwrap();
    let numbers = |kept: &KeptDraft| (kept.id.0.as_u128(), kept.size_bytes);
    assert_eq!(
        listed.iter().map(numbers).collect::<Vec<_>>(),
        [(1, 1), (3, 3), (5, 5), (200, 200), (70_000, 70_000)]
    );
}

pub(crate) async fn drafts_kept_at_once_are_all_there(drafts: Store) {
    let keep = |number: u128| {
        let drafts = Arc::clone(&drafts);
        tokio::spawn(async move {
            let text = format!("ébauche {number}");
            drafts.keep(draft(number), text.into()).await.unwrap();
        })
    };
    for task in (0..60).map(keep).collect::<Vec<_>>() {
        task.await.unwrap();
    }
    assert_eq!(drafts.list().await.unwrap().len(), 60);
    for number in 0..60 {
        let read = drafts.read(draft(number)).await.unwrap();
        assert_eq!(read, Some(format!("ébauche {number}").into()));
    }
}

pub(crate) async fn one_draft_kept_by_many_at_once_is_one_of_theirs(drafts: Store) {
    let texts: Vec<Bytes> = (1..=12_u8).map(|n| vec![n; 40_000].into()).collect();
    let keep = |text: &Bytes| {
        let (drafts, text) = (Arc::clone(&drafts), text.clone());
        tokio::spawn(async move { drafts.keep(draft(1), text).await.unwrap() })
    };
    for task in texts.iter().map(keep).collect::<Vec<_>>() {
        task.await.unwrap();
    }
    let read = drafts.read(draft(1)).await.unwrap().unwrap();
    assert!(texts.contains(&read));
}
