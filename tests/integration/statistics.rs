//! Whoever looks after the library sees what people search for and read, and never who.

use crate::harness::{Page, Server};

const PAGE: &str = "/etat/recherches";

/// The name of a browser of people; each number is another person.
fn browser(person: usize) -> String {
    format!("Mozilla/5.0 (X11; Linux x86_64; rv:{person}.0) Gecko/20100101 Firefox/{person}.0")
}

/// So many people search within the hour.
fn search(server: &Server, people: usize, words: &str) {
    for person in 0..people {
        search_as(server, &browser(person), words, &[]);
    }
}

fn search_as(server: &Server, browser: &str, words: &str, headers: &[(&str, &str)]) {
    let request = server.request("GET", "/recherche").query(&[("q", words)]);
    let mut request = request.header("user-agent", browser);
    for (name, value) in headers {
        request = request.header(name, value);
    }
    request.send().expect(200);
}

fn read(server: &Server, people: usize, slug: &str) {
    for person in 0..people {
        server
            .request("GET", &format!("/ressources/{slug}"))
            .header("user-agent", &browser(person))
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
    let server = Server::with_content();
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
    let server = Server::with_content();
    search(&server, 2, "sommeil");
    for _ in 0..3 {
        search(&server, 2, "douleur");
    }
    assert!(searched(&server.open(PAGE)).is_empty());
    search(&server, 3, "sommeil");
    assert_eq!(searched(&server.open(PAGE)), [line("sommeil", 3)]);
}

#[test]
fn only_people_count_and_only_what_they_sent() {
    let server = Server::with_content();
    for number in 0..4 {
        let robot =
            format!("Mozilla/5.0 (compatible; Robot{number}/1.0; +https://example.org/bot)");
        search_as(&server, &robot, "sommeil", &[]);
        search_as(
            &server,
            &browser(number),
            "douleur",
            &[("sec-purpose", "prefetch")],
        );
        let from = format!("{}{PAGE}", server.address);
        search_as(
            &server,
            &browser(number),
            "groupe",
            &[("referer", from.as_str())],
        );
        let agent = browser(number);
        let send = |path: &str, query: &[(&str, &str)]| {
            let request = server.request("GET", path).query(query);
            request.header("user-agent", &agent).send().expect(200)
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
    let server = Server::empty_on(&data);
    search(&server, 3, "kamishibaï");
    search(&server, 3, "amel@exemple.fr");
    server.stop();
    let kept = std::fs::read_to_string(data.join("statistics.json")).unwrap();
    assert!(kept.contains("kamishibaï"));
    for trace in ["amel", "127.0.0.1", "Mozilla", "Firefox"] {
        assert!(!kept.contains(trace), "{trace}");
    }
    let server = Server::on(&data);
    assert_eq!(missed(&server.open(PAGE)), [line("kamishibaï", 3)]);
    server.stop();

    std::fs::write(data.join("statistics.json"), "{\"format\":").unwrap();
    let server = Server::on(&data);
    assert!(
        missed(&server.open(PAGE)).is_empty(),
        "derived, and begun anew"
    );
}
