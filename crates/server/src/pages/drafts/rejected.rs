//! Texts that could not be saved: each is kept at an address of its own until it is used or dropped.

use super::{MAX_OWN, keep_source};
use crate::address;
use crate::api::search::query_pairs;
use crate::error::Failure;
use crate::form;
use crate::pages::asked;
use crate::present::{FormSource, Kept, Presenter};
use crate::views::{Message, Notice};
use actix_web::HttpRequest;
use library::Purpose;
use model::DraftId;

/// The word in the address of whoever saved a form that changed nothing, and the query's name for further drafts.
const UNCHANGED: (&str, &str) = ("fait", "inchange");
const FURTHER: &str = "id";

/// Keeps a text that could not be saved, beside those that the form carries already: none takes the place of another.
/// When that does not work either, no address is promised: the page has the text.
pub(in crate::pages) async fn keep_rejected(
    presenter: Presenter<'_>,
    mut source: FormSource,
    purpose: Purpose,
) -> FormSource {
    if let Some(before) = source.kept.take() {
        if holds(presenter, before.id, &source, &purpose).await {
            source.kept = Some(before);
            return source;
        }
        source.earlier.push(before.id);
    }
    match keep_source(presenter.site, &source, None, purpose).await {
        Ok(id) => source.kept = Some(Kept { id, at: None }),
        Err(failure) => {
            tracing::warn!(request = presenter.visit.number, %failure, "a rejected text could not be kept");
        }
    }
    source
}

/// Whether the draft is this very text: sent again, it needs no second address.
async fn holds(
    presenter: Presenter<'_>,
    id: DraftId,
    source: &FormSource,
    purpose: &Purpose,
) -> bool {
    let kept = presenter.site.library.kept_draft(id).await;
    kept.is_ok_and(|kept| {
        kept.draft == source.draft
            && kept.summary == source.summary
            && kept.signature == source.signature
            && kept.purpose == *purpose
    })
}

/// Where to go on after a form was saved that changed nothing, when texts are still kept for it: they were not used, so
/// whoever wrote them says whether they may go. `None` when there are none.
pub(in crate::pages) async fn left(
    presenter: Presenter<'_>,
    source: &FormSource,
) -> Option<String> {
    let mut there = Vec::new();
    for id in source.drafts() {
        if presenter.site.library.kept_draft(id).await.is_ok() {
            there.push(id);
        }
    }
    let (latest, others) = there.split_first()?;
    let others: Vec<String> = others.iter().map(ToString::to_string).collect();
    let others = others.iter().map(|id| (FURTHER, id.as_str()));
    let page = format!("{}/supprimer", address::draft(*latest));
    Some(address::with_query(
        &page,
        std::iter::once(UNCHANGED).chain(others),
    ))
}

/// What to say to whoever comes from there, and the further drafts.
pub(super) fn not_used(request: &HttpRequest) -> Result<(Option<Notice>, Vec<DraftId>), Failure> {
    let unchanged = asked(request, UNCHANGED.0)? == UNCHANGED.1;
    let notice = unchanged.then(|| Notice {
        tone: "information".to_owned(),
        message: Message::new("notice-unchanged-kept"),
    });
    let pairs = query_pairs(request)?;
    let further = pairs.iter().filter(|(name, _)| name == FURTHER);
    let further = further.filter_map(|(_, id)| form::draft_id(id));
    Ok((notice, further.take(MAX_OWN).collect()))
}
