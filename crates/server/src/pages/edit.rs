//! Changing a resource: the form, its preview, saving, and what happens when somebody else was faster.

use super::deposit;
use super::resource::done;
use super::{moved, on_to, page_with};
use crate::address;
use crate::api::write::{actor, written};
use crate::error::{Code, Failure, explain, nothing_saved, sentences};
use crate::form::{self, Form};
use crate::present::{FormSource, Presenter, blocks, conflict_value, place_of_resource};
use crate::site::Site;
use crate::views::{ConflictPage, ConflictPart, EditForm, EditPage, Hidden, Message, SheetView};
use crate::visit::Visit;
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use library::{Conflict, Draft, DraftFile, Revised, Sheet};
use model::{FileName, RevisionNumber};

/// `GET /ressources/{slug}/modifier`
pub(crate) async fn ask(
    site: web::Data<Site>,
    visit: Visit,
    slug: web::Path<String>,
    request: HttpRequest,
) -> Result<HttpResponse, Failure> {
    let sheet = site.library.read(&slug).await?;
    if sheet.moved {
        return Ok(moved(
            &request,
            &address::below(sheet.head.slug.as_str(), "modifier"),
        ));
    }
    let source = FormSource {
        draft: Draft::from(sheet.content()),
        base: Some(sheet.revision.number.0),
        ..FormSource::default()
    };
    show(
        Presenter::new(&site, &visit),
        StatusCode::OK,
        &sheet,
        &source,
        None,
    )
    .await
}

/// `POST /ressources/{slug}/modifier`
pub(crate) async fn save(
    site: web::Data<Site>,
    visit: Visit,
    slug: web::Path<String>,
    request: HttpRequest,
    payload: web::Payload,
) -> Result<HttpResponse, Failure> {
    let presenter = Presenter::new(&site, &visit);
    let form = form::read(&request, payload, &site).await?;
    let sheet = match site.library.read(&slug).await {
        Ok(sheet) => sheet,
        Err(error) => return deposit::rescue(presenter, &slug, &form, error.into()).await,
    };
    let base = form.base_revision();
    let source = source(&form, &sheet, base.as_ref().ok().copied());
    let outcome = match (base, form.refusal()) {
        (Err(failure), _) | (Ok(_), Some(failure)) => Err(failure),
        (Ok(_), None) if form.value("action") == "preview" => {
            return preview(presenter, &sheet, source).await;
        }
        (Ok(base), None) => revise(&site, &sheet, base, &source).await,
    };
    match outcome {
        Ok(Revised::Conflict(conflict)) => conflicted(presenter, &sheet, source, *conflict).await,
        Ok(revised) => finished(&site, &sheet, &revised).await,
        Err(failure) => again(presenter, &sheet, source, failure).await,
    }
}

/// What the form holds; new files take the place of those of the same name.
///
/// A form without a base is shown again as if it were made from the first revision: saved again, it undoes nothing that
/// others wrote since, and where both changed the same words, both texts are shown.
fn source(form: &Form, sheet: &Sheet, base: Option<u32>) -> FormSource {
    let kind = sheet.kind.as_deref();
    let mut draft = form::draft(&form.pairs, kind, sheet.content().kind.as_str());
    if draft.files.is_none() {
        draft.files = Draft::from(sheet.content()).files;
    }
    add_files(&mut draft, form);
    FormSource {
        draft,
        summary: form.value("summary").to_owned(),
        signature: form.value("nom").to_owned(),
        base: Some(base.unwrap_or(RevisionNumber::FIRST.0)),
        ..FormSource::default()
    }
}

/// Files that were sent join those that the form already had: one of the same name takes its place, two of one name sent
/// together are told apart by a number.
pub(super) fn add_files(draft: &mut Draft, form: &Form) {
    let files = draft.files.get_or_insert_default();
    let mut sent_names: Vec<FileName> = Vec::new();
    for sent in &form.files {
        let name = free_name(&sent.received.name, &sent_names);
        let sha256 = sent.received.sha256.to_string();
        match files.iter_mut().find(|file| file.name == name.as_str()) {
            Some(file) => file.sha256 = sha256,
            None => files.push(DraftFile {
                name: name.to_string(),
                sha256,
                ..DraftFile::default()
            }),
        }
        sent_names.push(name);
    }
}

fn free_name(name: &FileName, taken: &[FileName]) -> FileName {
    let numbered = (2..).map(|number| name.numbered(number));
    let mut names = std::iter::once(name.clone()).chain(numbered);
    names
        .find(|name| !taken.contains(name))
        .unwrap_or_else(|| name.clone())
}

async fn revise(
    site: &Site,
    sheet: &Sheet,
    base: u32,
    source: &FormSource,
) -> Result<Revised, Failure> {
    let actor = actor(site, Some(&source.signature))?;
    let slug = sheet.head.slug.as_str();
    Ok(site
        .library
        .revise(&actor, slug, base, source.draft.clone(), &source.summary)
        .await?)
}

async fn finished(site: &Site, sheet: &Sheet, revised: &Revised) -> Result<HttpResponse, Failure> {
    let word = match revised {
        Revised::Saved { seq, .. } => {
            written(site, *seq).await;
            "enregistre"
        }
        Revised::Merged { seq, .. } => {
            written(site, *seq).await;
            "fusionne"
        }
        Revised::Unchanged { .. } | Revised::Conflict(_) => "inchange",
    };
    Ok(on_to(&done(sheet.head.slug.as_str(), word)))
}

/// The form once more, with all that was written and what is wrong with it: whatever happens, no word is lost.
async fn again(
    presenter: Presenter<'_>,
    sheet: &Sheet,
    mut source: FormSource,
    failure: Failure,
) -> Result<HttpResponse, Failure> {
    if matches!(failure.code, Code::NotFound | Code::Withdrawn) {
        return Err(failure);
    }
    tell(presenter, &mut source, &failure);
    show(presenter, failure.code.status(), sheet, &source, None).await
}

/// Puts a failure into a form: each problem at its input, the rest at the top, among it what no input shows.
pub(super) fn tell(presenter: Presenter<'_>, source: &mut FormSource, failure: &Failure) {
    if failure.code.status().is_server_error() {
        tracing::error!(request = presenter.visit.number, %failure, "a save failed");
    }
    let problems = failure.problems.0.iter().cloned();
    let (unseen, seen): (Vec<_>, Vec<_>) =
        problems.partition(|problem| problem.field == "base_revision");
    source.errors = unseen.iter().map(explain).collect();
    source.problems = seen;
    if failure.problems.is_empty() {
        let help = Message::new(format!("error-{}-help", failure.code.as_str()));
        source.errors = std::iter::once(help)
            .chain(nothing_saved(presenter.visit, failure.code))
            .chain(sentences(failure))
            .collect();
    }
}

/// The form with the sheet as it would be.
async fn preview(
    presenter: Presenter<'_>,
    sheet: &Sheet,
    source: FormSource,
) -> Result<HttpResponse, Failure> {
    let kept = Some(sheet.content());
    match presenter
        .site
        .library
        .check_draft(&source.draft, kept)
        .await
    {
        Ok(content) => {
            let address = presenter
                .visit
                .absolute(&address::resource(sheet.head.slug.as_str()));
            let view = presenter
                .sheet(
                    &content,
                    sheet.kind.as_deref(),
                    &sheet.head.slug,
                    None,
                    address,
                )
                .await?;
            show(presenter, StatusCode::OK, sheet, &source, Some(view)).await
        }
        Err(error) => again(presenter, sheet, source, error.into()).await,
    }
}

async fn show(
    presenter: Presenter<'_>,
    status: StatusCode,
    sheet: &Sheet,
    source: &FormSource,
    preview: Option<SheetView>,
) -> Result<HttpResponse, Failure> {
    let content = sheet.content();
    let mut form = presenter.form(source, sheet.kind.as_deref()).await?;
    settle(&mut form, sheet);
    let view = EditPage {
        page: presenter.page(),
        resource: presenter.header(
            &sheet.head,
            content.title.as_str(),
            sheet.kind.as_deref(),
            content.kind.as_str(),
        ),
        form,
        preview,
    };
    page_with(presenter, status, "edit.html", &view)
}

/// Tells the form where it is sent, and to say that it lists the files.
fn settle(form: &mut EditForm, sheet: &Sheet) {
    let (slug, id) = (sheet.head.slug.as_str(), sheet.head.resource.to_string());
    place_of_resource(form, slug, &id);
    form.hidden.push(Hidden {
        name: form::FILES_LISTED.to_owned(),
        value: "1".to_owned(),
    });
}

/// Both texts, and the form to finish in one save: its base is the latest revision.
async fn conflicted(
    presenter: Presenter<'_>,
    sheet: &Sheet,
    source: FormSource,
    conflict: Conflict,
) -> Result<HttpResponse, Failure> {
    presenter.site.meters.conflicted();
    let (kind, slug) = (sheet.kind.as_deref(), sheet.head.slug.as_str());
    let latest = &conflict.latest;
    let source = FormSource {
        draft: Draft::from(&conflict.merged),
        base: Some(latest.number.0),
        ..source
    };
    let part = |name: &String| {
        let (part, label) = presenter.part_name(kind, name);
        ConflictPart {
            part,
            label,
            mine: conflict_value(&conflict.mine, name),
            theirs: conflict_value(&latest.content, name),
        }
    };
    let body = conflict.parts.iter().any(|part| part == "body");
    let mut form = presenter.form(&source, kind).await?;
    settle(&mut form, sheet);
    let view = ConflictPage {
        page: presenter.page(),
        resource: presenter.header(
            &sheet.head,
            latest.content.title.as_str(),
            kind,
            latest.content.kind.as_str(),
        ),
        latest: presenter.mark(slug, latest),
        parts: conflict.parts.iter().map(part).collect(),
        body: if body {
            blocks(&conflict.body)
        } else {
            Vec::new()
        },
        form,
    };
    page_with(presenter, Code::Conflict.status(), "conflict.html", &view)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_of_one_name_are_told_apart() {
        let name = |text: &str| FileName::parse(text).unwrap();
        let taken = [name("photo.jpg"), name("photo-2.jpg")];
        assert_eq!(free_name(&taken[0], &[]), taken[0]);
        assert_eq!(free_name(&taken[0], &taken), name("photo-3.jpg"));
    }
}
