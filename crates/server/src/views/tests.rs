//! Every template of the default theme, filled with every view: full, and empty.
//!
//! The views are built here as handlers build them, so a template that asks for something which a
//! view does not have fails in these tests. With `PAGES_FOLDER` set, the full pages are written
//! there with their assets, to be looked at in a browser (any static file server will do).

mod browse;
mod collections;
mod credits;
mod files;
mod forms;
mod histories;
mod others;
mod rights;
mod samples;
mod sheets;

use super::*;
use serde::Serialize;
use std::collections::BTreeSet;
use std::path::Path;
use theming::{Source, Theme};

/// Pages made with the default theme in one language.
struct Book {
    theme: Theme,
    language: &'static str,
    pages: Vec<(String, String)>,
}

impl Book {
    fn new(language: &'static str) -> Self {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../themes/default");
        let theme = Theme::load_strict(vec![Source::folder(folder)]).unwrap();
        Self {
            theme,
            language,
            pages: Vec::new(),
        }
    }

    fn full(language: &'static str) -> Self {
        let mut book = Self::new(language);
        for fill in [
            browse::fill,
            files::fill,
            collections::fill,
            credits::fill,
            sheets::fill,
            histories::fill,
            forms::fill,
            others::fill,
        ] {
            fill(&mut book);
        }
        book
    }

    fn add<V: Serialize>(&mut self, name: &str, template: &str, view: &V) {
        let page = self.theme.render(template, self.language, view);
        self.pages.push((
            name.to_owned(),
            page.unwrap_or_else(|error| panic!("{name}: {error}")),
        ));
    }

    fn page(&self, name: &str) -> &str {
        let found = self.pages.iter().find(|(other, _)| other == name);
        &found.unwrap_or_else(|| panic!("no page {name}")).1
    }
}

/// The addresses of assets in a page or style sheet.
fn asset_addresses(text: &str) -> BTreeSet<&str> {
    let after = text.split("/assets/").skip(1);
    after
        .filter_map(|rest| rest.split(['"', ')']).next())
        .collect()
}

fn write_with_assets(book: &Book, folder: &Path) {
    for (name, page) in &book.pages {
        std::fs::create_dir_all(folder).unwrap();
        std::fs::write(folder.join(format!("{name}.{}.html", book.language)), page).unwrap();
        let mut open: Vec<String> = asset_addresses(page)
            .into_iter()
            .map(str::to_owned)
            .collect();
        while let Some(address) = open.pop() {
            let (_, path) = address.split_once('/').unwrap();
            let asset = book.theme.asset(path).unwrap();
            let file = folder.join("assets").join(&address);
            std::fs::create_dir_all(file.parent().unwrap()).unwrap();
            std::fs::write(file, &asset.bytes).unwrap();
            if path.ends_with(".css") {
                let css = String::from_utf8(asset.bytes.to_vec()).unwrap();
                open.extend(asset_addresses(&css).into_iter().map(str::to_owned));
            }
        }
    }
}

#[test]
fn every_template_is_filled_in_both_languages() {
    for language in ["fr", "en"] {
        let book = Book::full(language);
        if let Some(folder) = std::env::var_os("PAGES_FOLDER") {
            write_with_assets(&book, Path::new(&folder));
        }
        for (name, page) in &book.pages {
            assert!(page.starts_with("<!doctype html>"), "{name}");
            assert!(
                page.contains(&format!("<html lang=\"{language}\">")),
                "{name}"
            );
            assert_eq!(page.matches("<h1").count(), 1, "one h1 in {name}");
            assert_eq!(page.matches("<main").count(), 1, "one main in {name}");
            for address in asset_addresses(page) {
                let (hash, path) = address.split_once('/').unwrap();
                assert_eq!(book.theme.asset(path).unwrap().hash, hash, "{name}");
            }
        }
    }
}

#[test]
fn every_page_has_a_sample() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../themes/default/templates");
    let mut templates: Vec<String> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter_map(|name| name.strip_suffix(".html").map(str::to_owned))
        .filter(|name| name != "base")
        .collect();
    templates.sort();
    let book = Book::full("fr");
    let mut sampled: Vec<_> = book.pages.iter().map(|(name, _)| name.clone()).collect();
    sampled.retain(|name| !name.contains('-'));
    sampled.sort();
    assert_eq!(sampled, templates);
}

#[test]
fn pages_live_without_inline_script_style_or_foreign_addresses() {
    for (name, page) in &Book::full("fr").pages {
        assert!(
            !page.contains(" style=") && !page.contains("<style"),
            "{name}"
        );
        assert!(
            !page.contains(" onclick=") && !page.contains("javascript:"),
            "{name}"
        );
        for tag in page
            .split('<')
            .filter(|tag| tag.starts_with("script") || tag.starts_with("link rel=\"stylesheet"))
        {
            let data = tag.starts_with("script type=\"application/ld+json\">");
            assert!(
                data || tag.contains("src=\"/assets/") || tag.contains("href=\"/assets/"),
                "{name}: {tag}"
            );
        }
    }
}

#[test]
fn ids_are_unique_and_references_lead_somewhere() {
    for (name, page) in &Book::full("fr").pages {
        let ids = values(page, " id=\"");
        let unique: BTreeSet<_> = ids.iter().copied().collect();
        assert_eq!(ids.len(), unique.len(), "{name} repeats an id: {ids:?}");
        let references = ["for", "aria-labelledby", "aria-describedby", "form"];
        for attribute in references {
            for list in values(page, &format!(" {attribute}=\"")) {
                for id in list.split(' ') {
                    assert!(unique.contains(id), "{name}: {attribute}={id}");
                }
            }
        }
        for target in values(page, " href=\"#") {
            assert!(unique.contains(target), "{name}: #{target}");
        }
    }
}

#[test]
fn every_input_has_a_label() {
    for (name, page) in &Book::full("fr").pages {
        let labelled: BTreeSet<_> = values(page, " for=\"").into_iter().collect();
        for tag in page.split('<') {
            let tag = tag.split('>').next().unwrap();
            let input = ["input", "select", "textarea"]
                .iter()
                .any(|input| tag.starts_with(input));
            // Radio buttons and check boxes stand inside their labels.
            let inside = ["hidden", "radio", "checkbox"]
                .iter()
                .any(|it| tag.contains(&format!("type=\"{it}\"")));
            if input && !inside {
                let id = values(tag, " id=\"");
                assert!(
                    id.first().is_some_and(|id| labelled.contains(id)),
                    "{name}: {tag}"
                );
            }
        }
    }
}

#[test]
fn what_people_wrote_is_escaped() {
    let book = Book::full("fr");
    for (name, page) in &book.pages {
        assert!(!page.contains("<script>alert"), "{name}");
    }
    assert!(book.page("search").contains("&lt;script&gt;alert"));
    assert!(
        book.page("resource")
            .contains("<p>Le <strong>débat mouvant</strong>")
    );
}

#[test]
fn errors_are_tied_to_their_inputs() {
    let book = Book::full("fr");
    let page = book.page("edit-invalid");
    assert!(page.contains("id=\"f-title\" name=\"title\" value=\"\" type=\"text\" maxlength=\"200\" aria-describedby=\"f-title-help f-title-errors\" aria-invalid=\"true\" required"));
    assert!(page.contains(
        "<li><a href=\"#f-title\">Titre</a>\u{a0}: Ce champ est vide. Remplissez-le.</li>"
    ));
    assert!(page.contains("<li><a href=\"#f-fields-duree\">Durée</a>"));
    assert!(
        page.contains("value=\"bientôt\""),
        "what was written is kept"
    );
}

#[test]
fn a_sheet_tells_its_licence_to_machines() {
    let book = Book::full("fr");
    let page = book.page("resource");
    assert!(page.contains(
        "<link rel=\"license\" href=\"https://creativecommons.org/licenses/by-sa/4.0/\">"
    ));
    assert!(
        page.contains(
            "<a rel=\"license\" href=\"https://creativecommons.org/licenses/by-sa/4.0/\">"
        )
    );
    assert!(
        page.contains(
            "<link rel=\"canonical\" href=\"https://exemple.fr/ressources/debat-mouvant\">"
        )
    );
    assert!(!page.contains("noindex"));
    assert!(
        book.page("history")
            .contains("<meta name=\"robots\" content=\"noindex\">")
    );
}

#[test]
fn a_withdrawn_resource_is_put_back_from_its_pages() {
    let book = Book::full("fr");
    for name in ["tombstone", "history-withdrawn"] {
        let page = book.page(name);
        assert!(page.contains("Remettre en ligne"), "{name}");
        for dead in ["/modifier\"", "/citer\"", "/revisions/", "/comparer?"] {
            assert!(!page.contains(dead), "{name} leads to {dead}");
        }
        assert!(!page.contains("actuelle"), "{name}");
    }
    assert!(book.page("tombstone").contains("/historique\""));
}

#[test]
fn a_sheet_is_told_from_its_introduction_to_its_steps_to_the_rest() {
    let book = Book::full("fr");
    for name in ["resource", "deposit_preview", "edit-preview"] {
        let page = book.page(name);
        let place = |words: &str| page.find(words).unwrap_or(usize::MAX);
        assert!(
            place("<strong>débat mouvant</strong>") < place("Accueil (5 min)"),
            "{name}"
        );
        assert!(
            place("Accueil (5 min)") < place("Des phrases qui marchent</h3>"),
            "{name}"
        );
    }
}

/// The values of an attribute, in order.
fn values<'a>(page: &'a str, before: &str) -> Vec<&'a str> {
    page.split(before)
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .collect()
}
