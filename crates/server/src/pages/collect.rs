//! Putting a resource into a collection.

use super::{on_to, page};
use crate::address;
use crate::api::write::{actor, written};
use crate::error::Failure;
use crate::form;
use crate::pages::resource::done;
use crate::present::{Presenter, signature};
use crate::site::Site;
use crate::views::{Choice, CollectPage, FormField, Message};
use crate::visit::Visit;
use actix_web::{HttpRequest, HttpResponse, web};
use library::Revised;
use library::search::{Query, Sort};
use model::{Kind, Reason};
use std::collections::BTreeMap;
use std::sync::Arc;

/// `GET /ressources/{slug}/ranger`: which collection? Those that were changed last come first.
pub(crate) async fn ask(
    site: web::Data<Site>,
    visit: Visit,
    slug: web::Path<String>,
) -> Result<HttpResponse, Failure> {
    let presenter = Presenter::new(&site, &visit);
    let sheet = site.library.read(&slug).await?;
    let (head, content) = (&sheet.head, sheet.content());
    let kinds = site.library.kinds();
    let collections: Vec<&Arc<Kind>> = kinds
        .iter()
        .filter(|kind| kind.collection().is_some())
        .collect();
    let choices = choices(&site, &collections, head.slug.as_str()).await?;
    let first = collections.first();
    let new = first.map(|kind| with_member(kind, head.slug.as_str()));
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
            ..FormField::new("collection", "choice")
        },
        signature: signature("", Vec::new()),
        new_url: new,
    };
    page(presenter, "collect.html", &view)
}

/// Where a collection is begun that has a resource in it.
pub(super) fn with_member(kind: &Kind, slug: &str) -> String {
    let form = format!("{}/formulaire", address::deposit(kind.id().as_str()));
    address::with_query(&form, [("membre", slug)])
}

/// The collections, without the resource itself.
async fn choices(site: &Site, kinds: &[&Arc<Kind>], member: &str) -> Result<Vec<Choice>, Failure> {
    let ids = kinds.iter().map(|kind| kind.id().to_string()).collect();
    let query = Query {
        filters: BTreeMap::from([("kind".to_owned(), ids)]),
        sort: Sort::Updated,
        limit: Query::MAX_LIMIT,
        ..Query::default()
    };
    if kinds.is_empty() {
        return Ok(Vec::new());
    }
    let found = site.library.find(query).await?;
    let others = found.hits.iter().filter(|hit| hit.slug.as_str() != member);
    let choice = |(index, hit): (usize, &library::search::Hit)| Choice {
        value: hit.slug.to_string(),
        label: hit.title.clone(),
        selected: index == 0,
        ..Choice::default()
    };
    Ok(others.enumerate().map(choice).collect())
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
    let presenter = Presenter::new(&site, &visit);
    let collection = form.value("collection").trim();
    if collection.is_empty() {
        return Err(Failure::invalid_field("collection", Reason::Missing));
    }
    let actor = actor(&site, Some(form.value("nom")))?;
    let title = site.library.read(&slug).await?.content().title.to_string();
    let summary = Message::new("collect-summary").with("title", title);
    let summary = site.theme.message(presenter.tag(), &summary);
    let library = &site.library;
    let collected = library.collect(&actor, collection, &slug, &summary).await?;
    let word = match collected {
        Revised::Saved { seq, .. } | Revised::Merged { seq, .. } => {
            written(&site, seq).await;
            "enregistre"
        }
        Revised::Unchanged { .. } => "inchange",
        // somebody put the list in another order meanwhile: there are no words of theirs to be kept
        Revised::Conflict(_) => "depasse",
    };
    Ok(on_to(&done(collection, word)))
}
