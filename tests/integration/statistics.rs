//! Whoever looks after the library sees what people search for and read, and never who.

use crate::harness::{Page, Server};
use std::path::{Path, PathBuf};

const PAGE: &str = "/etat/recherches";

const BROWSER: &str = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0";

/// Settings of a library that stands behind another server, which says for whom it asks.
fn behind_another(folder: &Path) -> PathBuf {
    let settings = folder.join("settings.toml");
    std::fs::write(&settings, "public_url = \"https://exemple.org\"\n").unwrap();
    settings
}

fn server() -> Server {
    let folder = tempfile::tempdir().unwrap();
    let settings = behind_another(folder.path());
    Server::with_content_and(&["--config", settings.to_str().unwrap()])
}

/// The address of a person.
fn address(person: usize) -> String {
    format!("203.0.113.{person}")
}

/// So many people search on one day.
fn search(server: &Server, people: usize, words: &str) {
    for person in 0..people {
        search_from(server, &address(person), words, &[]);
    }
}

fn search_from(server: &Server, address: &str, words: &str, headers: &[(&str, &str)]) {
    let request = server.request("GET", "/recherche").query(&[("q", words)]);
    let mut request = request.header("x-forwarded-for", address);
    if !headers.iter().any(|(name, _)| *name == "user-agent") {
        request = request.header("user-agent", BROWSER);
    }
    for (name, value) in headers {
        request = request.header(name, value);
    }
    request.send().expect(200);
}

fn read(server: &Server, people: usize, slug: &str) {
    for person in 0..people {
        server
            .request("GET", &format!("/ressources/{slug}"))
            .header("user-agent", BROWSER)
            .header("x-forwarded-for", &address(person))
            .send()
            .expect(200);
    }
}

/// The lines under a heading: what, and how often.
fn lines(page: &Page, list: usize) -> Vec<(String, String)> {
    let texts = |cell: &str| page.texts(&format!("section:nth-of-type({list}) tbody {cell}"));
    texts("td:first-child")
        .into_iter()
        .zip(texts("td:last-child"))
        .collect()
}

fn missed(page: &Page) -> Vec<(String, String)> {
    lines(page, 1)
}

fn searched(page: &Page) -> Vec<(String, String)> {
    lines(page, 2)
}

fn most_read(page: &Page) -> Vec<(String, String)> {
    lines(page, 3)
}

fn line(text: &str, count: usize) -> (String, String) {
    (text.to_owned(), count.to_string())
}

#[test]
fn a_steward_sees_what_is_asked_missing_and_read() {
    let server = server();
    assert!(server.open("/etat").links().contains(PAGE));
    server.open(PAGE).shows(&["Rien à montrer"]);
    search(&server, 5, "sommeil");
    search(&server, 4, "xyzzyqwk");
    read(&server, 3, "photolangage");
    read(&server, 6, "debat-mouvant");
    server
        .send_form(
            "/ressources/debat-mouvant/renommer",
            &[("slug", "debat-qui-bouge")],
        )
        .expect(303);
    let page = server.open(PAGE);
    assert_eq!(missed(&page), [line("xyzzyqwk", 4)]);
    assert_eq!(searched(&page), [line("sommeil", 5), line("xyzzyqwk", 4)]);
    let read = most_read(&page);
    assert_eq!(read[0], line("Le débat mouvant", 6));
    assert_eq!(read[1].1, "3");
    for link in [
        "/recherche?q=xyzzyqwk",
        "/ressources/debat-qui-bouge",
        "/ressources/synonymes",
    ] {
        assert!(page.links().contains(link), "{link}");
    }
    let longer = server.open(&format!("{PAGE}?jours=90"));
    assert_eq!(searched(&longer), searched(&page));
    let english = server.request("GET", PAGE).english().send().expect(200);
    english
        .page()
        .shows(&["Searches without results", "3 people"]);
}

#[test]
fn what_few_ask_for_is_shown_to_nobody() {
    let server = server();
    search(&server, 2, "sommeil");
    for _ in 0..3 {
        search(&server, 2, "douleur");
    }
    assert!(searched(&server.open(PAGE)).is_empty());
    search(&server, 3, "sommeil");
    assert_eq!(searched(&server.open(PAGE)), [line("sommeil", 3)]);
}

#[test]
fn one_person_is_one_whatever_they_use_and_say() {
    let behind = server();
    for number in 0..5 {
        // another browser
        let browser = BROWSER.replace("128", &number.to_string());
        let other = [("user-agent", browser.as_str())];
        search_from(&behind, &address(1), "sommeil", &other);
        // another machine of the same network
        let machine = format!("2001:db8:1:2::{number}");
        search_from(&behind, &machine, "douleur", &[]);
        // an address that was made up before the one that was seen
        let made_up = format!("198.51.100.{number}, 203.0.113.7, 10.0.0.2");
        search_from(&behind, &made_up, "groupe", &[]);
    }
    assert_eq!(searched(&behind.open(PAGE)), []);
    // where no other server is said to stand before this one, nobody is believed
    let alone = Server::with_content();
    search(&alone, 5, "sommeil");
    assert_eq!(searched(&alone.open(PAGE)), []);
}

#[test]
fn only_people_count_and_only_what_they_sent() {
    let server = server();
    for number in 0..4 {
        let robot =
            format!("Mozilla/5.0 (compatible; Robot{number}/1.0; +https://example.org/bot)");
        let from_here = format!("{}{PAGE}", server.address);
        let address = address(number);
        for (words, header) in [
            ("sommeil", ("user-agent", robot.as_str())),
            ("douleur", ("sec-purpose", "prefetch")),
            ("groupe", ("referer", from_here.as_str())),
        ] {
            search_from(&server, &address, words, &[header]);
        }
        let send = |path: &str, query: &[(&str, &str)]| {
            let request = server.request("GET", path).query(query);
            let request = request.header("x-forwarded-for", &address);
            request.header("user-agent", BROWSER).send().expect(200)
        };
        send("/api/v1/suggest", &[("q", "photol")]);
        send("/api/v1/resources", &[("q", "photolangage")]);
        send("/recherche", &[("kind", "outil")]);
        send("/recherche", &[("q", "amel@exemple.fr")]);
        send("/recherche", &[("q", "06 12 34 56 78")]);
    }
    let page = server.open(PAGE);
    assert_eq!(searched(&page), []);
    assert_eq!(missed(&page), []);
}

#[test]
fn counts_outlive_a_restart_without_anybodys_trace() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let settings = behind_another(folder.path());
    let on = || Server::start(Some(&data), &["--config", settings.to_str().unwrap()]);
    let server = on();
    search(&server, 3, "kamishibaï");
    search(&server, 2, "une recherche rare");
    search(&server, 3, "amel@exemple.fr");
    server.stop();
    let kept = std::fs::read_to_string(data.join("statistics.json")).unwrap();
    assert!(kept.contains("kamishibaï"));
    for trace in [
        "rare",
        "amel",
        "127.0.0.1",
        "203.0.113",
        "Mozilla",
        "Firefox",
    ] {
        assert!(!kept.contains(trace), "{trace}");
    }
    let server = on();
    assert_eq!(missed(&server.open(PAGE)), [line("kamishibaï", 3)]);
    server.stop();

    std::fs::write(data.join("statistics.json"), "{\"format\":").unwrap();
    let server = on();
    assert!(
        missed(&server.open(PAGE)).is_empty(),
        "derived, and begun anew"
    );
}
