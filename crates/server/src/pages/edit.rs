//! Changing a resource: the form, its preview, saving, and what happens when somebody else was faster.

mod conflict;
mod preview;
mod rescue;

pub(super) use conflict::{conflict_page, conflict_view};

use super::drafts;
use super::resource::done;
use super::{moved, on_to, page_with};
use crate::address;
use crate::api::write::{actor, written};
use crate::error::{Code, Failure, explain, whole};
use crate::form::{self, Form};
use crate::present::{FormSource, Presenter, place_of_resource};
use crate::site::Site;
use crate::views::{EditForm, EditPage, Hidden, SheetView};
use crate::visit::Visit;
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use library::{Conflict, Draft, DraftFile, Purpose, Revised, Sheet};
use model::{FileName, Head, RevisionNumber};

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
        Err(error) => return rescue::without_sheet(presenter, &slug, &form, error.into()).await,
    };
    let base = form.base_revision();
    let source = source(&form, &sheet, base.as_ref().ok().copied());
    let outcome = match (base, form.refusal()) {
        (Err(failure), _) | (Ok(_), Some(failure)) => Err(failure),
        (Ok(_), None) if form.value("action") == "preview" => {
            return preview::show(presenter, &sheet, source).await;
        }
        (Ok(base), None) => revise(&site, &sheet, base, &source).await,
    };
    match outcome {
        Ok(Revised::Conflict(conflict)) => {
            let base = source.base.unwrap_or_default();
            conflicted(presenter, &sheet, source, base, &conflict).await
        }
        Ok(revised) => finished(presenter, &sheet, &source, &revised).await,
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
        kept: drafts::named(form),
        earlier: form.earlier_drafts(),
        unsaved: true,
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

/// On to the sheet. A form that changed nothing used none of the texts that are kept for it: they stay.
async fn finished(
    presenter: Presenter<'_>,
    sheet: &Sheet,
    source: &FormSource,
    revised: &Revised,
) -> Result<HttpResponse, Failure> {
    let (word, seq) = match revised {
        Revised::Saved { seq, revision } => (saved(presenter, sheet, *revision).await, *seq),
        Revised::Merged { seq, .. } => ("fusionne", *seq),
        Revised::Unchanged { .. } | Revised::Conflict(_) => {
            let unchanged = done(sheet.head.slug.as_str(), "inchange");
            let left = drafts::left(presenter, source).await;
            return Ok(on_to(&left.unwrap_or(unchanged)));
        }
    };
    drafts::used(presenter, source).await;
    written(presenter.site, seq).await;
    Ok(on_to(&done(sheet.head.slug.as_str(), word)))
}

/// The word for a save: whoever finished by keeping their own text all through is told that nothing was taken over, for the
/// sheet does not say any more that its original has changed.
async fn saved(presenter: Presenter<'_>, before: &Sheet, revision: RevisionNumber) -> &'static str {
    let library = &presenter.site.library;
    let slug = before.head.slug.as_str();
    let kept = match library.read_revision(slug, revision.0).await {
        Ok(after) => library.follows_in_name_only(before.content(), after.content()),
        Err(_) => false,
    };
    if kept { "garde" } else { "enregistre" }
}

/// The form once more, with all that was written and what is wrong with it: whatever happens, no word is lost.
async fn again(
    presenter: Presenter<'_>,
    sheet: &Sheet,
    source: FormSource,
    failure: Failure,
) -> Result<HttpResponse, Failure> {
    let mut source = rescue::keep(presenter, sheet, source, &failure).await;
    if matches!(failure.code, Code::NotFound | Code::Withdrawn) {
        return rescue::stand_alone(presenter, source, &failure).await;
    }
    tell(presenter, &mut source, &failure);
    show(presenter, failure.code.status(), sheet, &source, None).await
}

/// Puts a failure into a form: each problem at its input, the rest at the top, among it what no input shows.
pub(super) fn tell(presenter: Presenter<'_>, source: &mut FormSource, failure: &Failure) {
    let problems = failure.problems.0.iter().cloned();
    let (unseen, seen): (Vec<_>, Vec<_>) =
        problems.partition(|problem| problem.field == "base_revision");
    source.errors = unseen.iter().map(explain).collect();
    source.problems = seen;
    if failure.problems.is_empty() {
        source.errors = whole(presenter.visit, failure);
    }
}

/// The form that changes a resource.
pub(super) async fn show(
    presenter: Presenter<'_>,
    status: StatusCode,
    sheet: &Sheet,
    source: &FormSource,
    preview: Option<SheetView>,
) -> Result<HttpResponse, Failure> {
    let view = edit_view(presenter, sheet, source, preview).await;
    page_with(presenter, status, "edit.html", &view)
}

/// What the page of that form is made of.
pub(super) async fn edit_view(
    presenter: Presenter<'_>,
    sheet: &Sheet,
    source: &FormSource,
    preview: Option<SheetView>,
) -> EditPage {
    let content = sheet.content();
    let kind = sheet.kind.as_deref();
    let mut form = presenter.form(source, kind, Some(content.licence)).await;
    settle(&mut form, &sheet.head, content.kind.as_str());
    EditPage {
        page: presenter.writing_page(),
        resource: presenter.header(
            &sheet.head,
            content.title.as_str(),
            sheet.kind.as_deref(),
            content.kind.as_str(),
        ),
        form,
        preview,
    }
}

/// Tells the form where it is sent, to say that it lists the files, and what it is about: the sheet may not be readable
/// any more when it comes back.
fn settle(form: &mut EditForm, head: &Head, kind: &str) {
    let (slug, id) = (head.slug.as_str(), head.resource.to_string());
    place_of_resource(form, slug, &id);
    for (name, value) in [
        (form::FILES_LISTED, "1"),
        (form::KIND, kind),
        (form::RESOURCE, &id),
    ] {
        form.hidden.push(Hidden {
            name: name.to_owned(),
            value: value.to_owned(),
        });
    }
}

/// Nothing was written: the text is kept under an address of its own, and the form holds what could be merged.
async fn conflicted(
    presenter: Presenter<'_>,
    sheet: &Sheet,
    source: FormSource,
    base: u32,
    conflict: &Conflict,
) -> Result<HttpResponse, Failure> {
    presenter.site.meters.conflicted();
    let purpose = Purpose::Revise {
        resource: sheet.head.resource,
        base,
    };
    let source = drafts::keep_rejected(presenter, source, purpose).await;
    let status = Code::Conflict.status();
    let about = (&sheet.head, sheet.kind.as_deref());
    conflict_page(presenter, status, about, source, conflict).await
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
