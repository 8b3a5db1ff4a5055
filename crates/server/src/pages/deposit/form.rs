//! The form of a deposit, the sheet as it will be, and publication: steps 3 and 4.

use super::{Wish, frame, statement};
use crate::address;
use crate::api::write::{actor, written};
use crate::error::{Code, Failure};
use crate::form::{self, DRAFT, Form, KIND, TICKED};
use crate::pages::edit::{add_files, tell};
use crate::pages::{asked, drafts, known_kind, on_to, page, page_with};
use crate::present::{FormSource, Presenter, as_hidden, pairs_of_earlier, place, right};
use crate::site::Site;
use crate::views::{DepositFormPage, DepositPreviewPage, Hidden, Message};
use crate::visit::Visit;
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use library::Draft;
use licensing::LicenceId;
use model::{Actor, Kind, Problems, Slug, Value};

/// Where what was written so far is kept as a draft.
const KEEP: &str = "/brouillons";

/// A new resource before anybody wrote in it: the kind's template, the licence proposed first.
pub(super) fn begin(mut draft: Draft, kind: &Kind, wish: Wish) -> FormSource {
    if !wish.title.is_empty() {
        draft.title = wish.title;
    }
    draft.body = kind.template().to_owned();
    draft.licence = LicenceId::CC_BY_SA_4_0.to_string();
    FormSource {
        draft,
        slug: wish.slug,
        ..FormSource::default()
    }
}

/// `GET /deposer/{kind}/formulaire`: step 3, without files.
pub(crate) async fn ask_form(
    site: web::Data<Site>,
    visit: Visit,
    id: web::Path<String>,
    request: HttpRequest,
) -> Result<HttpResponse, Failure> {
    let kind = known_kind(&site, &id)?;
    let draft = Draft {
        kind: kind.id().to_string(),
        ..Draft::default()
    };
    let mut source = begin(draft, &kind, Wish::of_query(&request)?);
    let member = asked(&request, "membre")?;
    if let Some(field) = kind.collection().filter(|_| !member.is_empty()) {
        let members = Value::List(vec![member]);
        source.draft.fields.insert(field.name.clone(), members);
    }
    show_form(
        Presenter::new(&site, &visit),
        StatusCode::OK,
        &kind,
        &source,
        false,
    )
    .await
}

/// `POST /deposer/{kind}`: preview, corrections, or publication.
pub(crate) async fn send(
    site: web::Data<Site>,
    visit: Visit,
    id: web::Path<String>,
    request: HttpRequest,
    payload: web::Payload,
) -> Result<HttpResponse, Failure> {
    let presenter = Presenter::new(&site, &visit);
    let kind = known_kind(&site, &id)?;
    let form = form::read(&request, payload, &site).await?;
    let source = written_so_far(&form, &kind);
    let outcome = match (form.refusal(), form.value("action")) {
        (Some(refusal), _) => Err(refusal),
        (None, "correct") => {
            return show_form(presenter, StatusCode::OK, &kind, &source, false).await;
        }
        (None, "preview") => {
            drafts::refresh(presenter, &source).await;
            preview(presenter, &kind, &source).await
        }
        (None, _) => publish(presenter, &source).await,
    };
    match outcome {
        Ok(answer) => Ok(answer),
        Err(failure) => {
            drafts::refresh(presenter, &source).await;
            again(presenter, &kind, source, &failure).await
        }
    }
}

/// The form once more, with all that was written and what is wrong with it.
pub(in crate::pages) async fn again(
    presenter: Presenter<'_>,
    kind: &Kind,
    mut source: FormSource,
    failure: &Failure,
) -> Result<HttpResponse, Failure> {
    tell(presenter, &mut source, failure);
    show_form(presenter, failure.code.status(), kind, &source, false).await
}

/// The form with a draft in it. `failure` says why it is not laid on the resource that it was written for. A kind that
/// is not there any more hides no text: the form is that of another.
pub(in crate::pages) async fn kept_form(
    presenter: Presenter<'_>,
    status: StatusCode,
    source: FormSource,
    failure: Option<&Failure>,
) -> Result<HttpResponse, Failure> {
    let library = &presenter.site.library;
    let kind = library.kind(&source.draft.kind);
    let kind = kind.or_else(|| library.kinds().first().cloned());
    let kind = kind.ok_or_else(|| Failure::new(Code::UnknownKind))?;
    let errors = failure.map(|failure| match failure.code {
        Code::Withdrawn => Message::new("draft-resource-withdrawn"),
        _ => Message::new("draft-resource-unreadable"),
    });
    if let Some(failure) = failure {
        tracing::warn!(request = presenter.visit.number, %failure, "a draft stands alone");
    }
    let source = FormSource {
        errors: errors.into_iter().collect(),
        ..source
    };
    show_form(presenter, status, &kind, &source, false).await
}

pub(in crate::pages) fn written_so_far(form: &Form, kind: &Kind) -> FormSource {
    let mut draft = form::draft(&form.pairs, Some(kind), kind.id().as_str());
    add_files(&mut draft, form);
    FormSource {
        draft,
        slug: form.value("slug").trim().to_owned(),
        summary: form.value("summary").to_owned(),
        signature: form.value("nom").to_owned(),
        right: form.value("right") == TICKED,
        kept: drafts::named(form),
        earlier: form.earlier_drafts(),
        unsaved: true,
        ..FormSource::default()
    }
}

async fn publish(presenter: Presenter<'_>, source: &FormSource) -> Result<HttpResponse, Failure> {
    let site = presenter.site;
    let actor = actor(site, Some(&source.signature))?;
    let unstated = statement::missing(source);
    if !unstated.is_empty() {
        return Err(refusal(site, &actor, source, unstated).await);
    }
    let slug = wished(source);
    let created = site
        .library
        .create(&actor, source.draft.clone(), slug, &source.summary)
        .await?;
    drafts::used(presenter, source).await;
    written(site, created.seq).await;
    Ok(on_to(&address::with_query(
        &address::resource(created.slug.as_str()),
        [("depose", "1")],
    )))
}

fn wished(source: &FormSource) -> Option<&str> {
    Some(source.slug.as_str()).filter(|slug| !slug.is_empty())
}

/// All that is wrong with a deposit in which something is not stated, told at once.
async fn refusal(
    site: &Site,
    actor: &Actor,
    source: &FormSource,
    mut problems: Problems,
) -> Failure {
    let draft = statement::known(&source.draft);
    match site.library.publishable(actor, &draft, None).await {
        Ok(_) => {}
        Err(library::Error::Invalid(more)) => problems.0.extend(more.0),
        Err(error) => return error.into(),
    }
    if let Some(Err(reason)) = wished(source).map(Slug::parse) {
        problems.add("slug", reason);
    }
    Failure::invalid(problems)
}

/// Step 4: the sheet as it will be, everything that was written travelling along unseen.
async fn preview(
    presenter: Presenter<'_>,
    kind: &Kind,
    source: &FormSource,
) -> Result<HttpResponse, Failure> {
    let site = presenter.site;
    let actor = actor(site, Some(&source.signature))?;
    let draft = statement::known(&source.draft);
    let content = site.library.publishable(&actor, &draft, None).await?;
    let slug = match source.slug.as_str() {
        "" => Slug::from_title(content.title.as_str()),
        wished => Slug::parse(wished).map_err(|reason| Failure::invalid_field("slug", reason))?,
    };
    let absolute = presenter.visit.absolute(&address::resource(slug.as_str()));
    let mut pairs = form::pairs_of(&source.draft);
    let kept = source.kept.map(|kept| kept.id.to_string());
    for (name, value) in [
        (KIND, &kind.id().to_string()),
        ("slug", &source.slug),
        ("summary", &source.summary),
        ("nom", &source.signature),
        (DRAFT, &kept.unwrap_or_default()),
    ] {
        if !value.is_empty() {
            pairs.push((name.to_owned(), value.clone()));
        }
    }
    pairs.extend(pairs_of_earlier(&source.earlier));
    let view = DepositPreviewPage {
        page: frame(presenter),
        sheet: presenter
            .sheet(&content, Some(kind), &slug, None, absolute)
            .await?,
        action: address::deposit(kind.id().as_str()),
        draft_key: draft_key(kind, source),
        hidden: as_hidden(pairs),
        right: right(source.right, Vec::new()),
        unclear: statement::is_unclear(&source.draft),
        others_unnamed: statement::others_unnamed(&source.draft),
        keep_url: KEEP.to_owned(),
    };
    page(presenter, "deposit_preview.html", &view)
}

pub(super) async fn show_form(
    presenter: Presenter<'_>,
    status: StatusCode,
    kind: &Kind,
    source: &FormSource,
    prefilled: bool,
) -> Result<HttpResponse, Failure> {
    let id = kind.id().as_str();
    let mut form = presenter.form(source, Some(kind), None).await;
    place(
        &mut form,
        address::deposit(id),
        "/deposer".to_owned(),
        draft_key(kind, source),
    );
    form.hidden.push(Hidden {
        name: KIND.to_owned(),
        value: id.to_owned(),
    });
    form.keep_url = Some(KEEP.to_owned());
    let view = DepositFormPage {
        page: frame(presenter),
        form,
        prefilled,
    };
    page_with(presenter, status, "deposit_form.html", &view)
}

/// The name under which a browser keeps what was written: each draft of the server has its own.
fn draft_key(kind: &Kind, source: &FormSource) -> String {
    match source.kept {
        Some(kept) => format!("depot:{}", kept.id),
        None => format!("deposer:{}", kind.id()),
    }
}
