//! Atom feeds (RFC 4287).

use crate::address;
use crate::present::{Presenter, summary};
use actix_web::HttpResponse;
use atom_syndication::{Category, Entry, Feed, FixedDateTime, Link, Person, Text};
use jiff::Timestamp;
use library::{ChangeEntry, Sheet};
use model::{Content, Event, Tag};
use theming::Message;

/// Media type of a feed.
const ATOM: &str = "application/atom+xml; charset=utf-8";

/// Answers with a feed. `own` and `page` are paths: of the feed, and of the page that shows the same.
pub(crate) fn answer(
    presenter: Presenter<'_>,
    title: &str,
    own: &str,
    page: &str,
    entries: Vec<Entry>,
) -> HttpResponse {
    let updated = entries.iter().map(|entry| entry.updated).max();
    let absolute = |path: &str| presenter.visit.absolute(path);
    let feed = Feed {
        title: Text::plain(title),
        id: absolute(own),
        updated: updated.unwrap_or_else(|| date(Timestamp::UNIX_EPOCH)),
        lang: Some(presenter.tag().to_owned()),
        links: vec![
            link("self", absolute(own), Some("application/atom+xml")),
            link("alternate", absolute(page), Some("text/html")),
        ],
        // Atom wants an author; entries without one have the library itself
        authors: vec![person(&presenter.site.name)],
        entries,
        ..Feed::default()
    };
    HttpResponse::Ok()
        .content_type(ATOM)
        .insert_header(("cache-control", "no-cache"))
        .body(feed.to_string())
}

/// The entry for a resource as it is now.
pub(crate) fn of_resource(presenter: Presenter<'_>, sheet: &Sheet) -> Entry {
    let content = sheet.content();
    let page = presenter
        .visit
        .absolute(&address::resource(sheet.head.slug.as_str()));
    let category = |tag: &Tag| Category {
        term: tag.to_string(),
        ..Category::default()
    };
    Entry {
        id: format!("urn:uuid:{}", sheet.head.resource),
        title: Text::plain(content.title.as_str()),
        updated: date(sheet.head.updated_at),
        published: Some(date(sheet.head.created_at)),
        links: vec![link("alternate", page, Some("text/html")), licence(content)],
        authors: authors(content),
        rights: Some(Text::plain(
            content
                .licence
                .licence()
                .name(presenter.language().of_licences()),
        )),
        categories: content.tags.iter().map(category).collect(),
        ..Entry::default()
    }
}

/// The entry for a change; `None` for one that has no address.
pub(crate) fn of_change(presenter: Presenter<'_>, entry: &ChangeEntry) -> Option<Entry> {
    let change = &entry.change;
    let (slug, resource) = (entry.slug.as_ref()?.as_str(), change.event.resource()?);
    let path = match entry.revision {
        Some(number) => address::revision(slug, number.0),
        None => address::resource(slug),
    };
    let mut links = vec![link(
        "alternate",
        presenter.visit.absolute(&path),
        Some("text/html"),
    )];
    let mut people = Vec::new();
    if let Event::Created { content, .. } | Event::Revised { content, .. } = &change.event {
        links.push(licence(content));
        people = authors(content);
    }
    let action = Message::new(format!("action-{}", change.event.action()));
    let action = presenter.site.theme.message(presenter.tag(), &action);
    if let Some(name) = change.by.name() {
        people.push(person(name));
    }
    Some(Entry {
        // one change of a resource: the resource's own number, and the place in the log that makes it one of its own
        id: format!("urn:uuid:{resource}#{}", change.seq),
        title: Text::plain(format!("{} – {action}", entry.title)),
        updated: date(change.at),
        links,
        authors: people,
        summary: summary(change).map(|summary| Text::plain(summary.as_str())),
        ..Entry::default()
    })
}

fn licence(content: &Content) -> Link {
    link("license", content.licence.licence().url().to_owned(), None)
}

fn link(rel: &str, href: String, media_type: Option<&str>) -> Link {
    Link {
        rel: rel.to_owned(),
        href,
        mime_type: media_type.map(str::to_owned),
        ..Link::default()
    }
}

fn authors(content: &Content) -> Vec<Person> {
    content
        .authors
        .iter()
        .map(|author| person(author.name.as_str()))
        .collect()
}

fn person(name: &str) -> Person {
    Person {
        name: name.to_owned(),
        ..Person::default()
    }
}

/// The moment as the feed's own type, in UTC.
fn date(at: Timestamp) -> FixedDateTime {
    at.to_string().parse().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_are_kept() {
        let at: Timestamp = "2026-01-15T09:30:00.123Z".parse().unwrap();
        assert_eq!(date(at).to_rfc3339(), "2026-01-15T09:30:00.123+00:00");
    }
}
