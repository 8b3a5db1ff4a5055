//! Putting a resource into a collection.

use super::{asked, moved, on_to, page_with};
use crate::address;
use crate::api::write::{actor, written};
use crate::error::{Failure, may_be_sent_again, sentence, whole};
use crate::form::{self, Form};
use crate::pages::resource::done;
use crate::present::{Presenter, signature};
use crate::site::Site;
use crate::views::{Choice, CollectPage, FormField, Message};
use crate::visit::Visit;
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use library::search::{Query, Sort};
use library::{Revised, Sheet};
use model::{Kind, Problem, Reason};
use std::collections::BTreeMap;
use std::sync::Arc;

/// How many collections are listed; those who look for another one name it.
const LISTED: usize = 50;

/// `GET /ressources/{slug}/ranger?q=…`: which collection? Those that were changed last come first, or those with these
/// words.
pub(crate) async fn ask(
    site: web::Data<Site>,
    visit: Visit,
    slug: web::Path<String>,
    request: HttpRequest,
) -> Result<HttpResponse, Failure> {
    let sheet = site.library.read(&slug).await?;
    if sheet.moved {
        let address = address::below(sheet.head.slug.as_str(), "ranger");
        return Ok(moved(&request, &address));
    }
    let asking = Asking {
        words: asked(&request, "q")?,
        ..Asking::default()
    };
    let presenter = Presenter::new(&site, &visit);
    show(presenter, StatusCode::OK, &sheet, asking).await
}

/// What the page shows beside the resource.
#[derive(Default)]
struct Asking {
    /// what the collections are looked for by
    words: String,
    /// the one that was chosen
    collection: String,
    /// the name to sign with
    name: String,
    problems: Vec<Problem>,
    whole: Vec<Message>,
}

async fn show(
    presenter: Presenter<'_>,
    status: StatusCode,
    sheet: &Sheet,
    asking: Asking,
) -> Result<HttpResponse, Failure> {
    let (head, content, site) = (&sheet.head, sheet.content(), presenter.site);
    let kinds = site.library.kinds();
    let collections: Vec<&Arc<Kind>> = kinds
        .iter()
        .filter(|kind| kind.collection().is_some())
        .collect();
    let (choices, more) = choices(site, &collections, head.slug.as_str(), &asking).await?;
    let first = collections.first();
    let new = first.map(|kind| with_member(kind, head.slug.as_str()));
    let errors = |field: &str| -> Vec<Message> {
        let problems = asking.problems.iter();
        let at_field = problems.filter(|problem| problem.field == field);
        at_field.map(|problem| sentence(&problem.reason)).collect()
    };
    let view = CollectPage {
        page: presenter.writing_page(),
        resource: presenter.header(
            head,
            content.title.as_str(),
            sheet.kind.as_deref(),
            content.kind.as_str(),
        ),
        collection: FormField {
            choices,
            required: true,
            errors: errors("collection"),
            ..FormField::new("collection", "choice")
        },
        signature: signature(&asking.name, errors("by")),
        words: asking.words.trim().to_owned(),
        more: more as u64,
        errors: asking.whole,
        new_url: new,
    };
    page_with(presenter, status, "collect.html", &view)
}

/// Where a collection is begun that has a resource in it.
pub(super) fn with_member(kind: &Kind, slug: &str) -> String {
    let form = format!("{}/formulaire", address::deposit(kind.id().as_str()));
    address::with_query(&form, [("membre", slug)])
}

/// The collections, without the resource itself, and how many more there are.
async fn choices(
    site: &Site,
    kinds: &[&Arc<Kind>],
    member: &str,
    asking: &Asking,
) -> Result<(Vec<Choice>, usize), Failure> {
    let ids = kinds.iter().map(|kind| kind.id().to_string()).collect();
    let text = asking.words.trim().to_owned();
    let query = Query {
        filters: BTreeMap::from([("kind".to_owned(), ids)]),
        sort: if text.is_empty() {
            Sort::Updated
        } else {
            Sort::Relevance
        },
        text,
        limit: LISTED,
        ..Query::default()
    };
    if kinds.is_empty() {
        return Ok((Vec::new(), 0));
    }
    let found = site.library.find(query).await?;
    let more = found.total.saturating_sub(found.hits.len());
    let others = found.hits.iter().filter(|hit| hit.slug.as_str() != member);
    let choice = |hit: &library::search::Hit| Choice {
        value: hit.slug.to_string(),
        label: hit.title.clone(),
        selected: hit.slug.as_str() == asking.collection,
        ..Choice::default()
    };
    let mut choices: Vec<Choice> = others.map(choice).collect();
    if !choices.iter().any(|choice| choice.selected)
        && let Some(first) = choices.first_mut()
    {
        first.selected = true;
    }
    Ok((choices, more))
}

/// `POST /ressources/{slug}/ranger`: `collection`, and perhaps a name to sign with.
pub(crate) async fn collect(
    site: web::Data<Site>,
    visit: Visit,
    slug: web::Path<String>,
    request: HttpRequest,
    payload: web::Payload,
) -> Result<HttpResponse, Failure> {
    let form = form::read(&request, payload, &site).await?;
    let sheet = site.library.read(&slug).await?;
    let presenter = Presenter::new(&site, &visit);
    match put(presenter, &sheet, &form).await {
        Ok(address) => Ok(on_to(&address)),
        Err(failure) if may_be_sent_again(&failure) => {
            let status = failure.code.status();
            let asking = Asking {
                words: form.value("q").to_owned(),
                collection: form.value("collection").trim().to_owned(),
                name: form.value("nom").to_owned(),
                whole: whole(&visit, &failure),
                problems: failure.problems.0,
            };
            show(presenter, status, &sheet, asking).await
        }
        Err(failure) => Err(failure),
    }
}

/// Puts the resource into the collection; gives where that is shown.
async fn put(presenter: Presenter<'_>, sheet: &Sheet, form: &Form) -> Result<String, Failure> {
    let site = presenter.site;
    let collection = form.value("collection").trim();
    if collection.is_empty() {
        return Err(Failure::invalid_field("collection", Reason::Missing));
    }
    let actor = actor(site, Some(form.value("nom")))?;
    let (slug, title) = (sheet.head.slug.as_str(), sheet.content().title.to_string());
    let summary = Message::new("collect-summary").with("title", title);
    let summary = site.theme.message(presenter.tag(), &summary);
    let library = &site.library;
    let collected = library.collect(&actor, collection, slug, &summary).await?;
    let word = match collected {
        Revised::Saved { seq, .. } | Revised::Merged { seq, .. } => {
            written(site, seq).await;
            "enregistre"
        }
        Revised::Unchanged { .. } => "inchange",
        // somebody put the list in another order meanwhile: there are no words of theirs to be kept
        Revised::Conflict(_) => "depasse",
    };
    Ok(done(collection, word))
}
