//! A visitor reads: every page, in both languages, with nothing asked of them.

mod addresses;
mod markdown;

use crate::harness::{Multipart, Server};
use serde_json::json;
use std::collections::{BTreeSet, VecDeque};

/// A library in which something has happened: a sheet with files and two revisions, a renamed one, a withdrawn one.
fn lived_in() -> Server {
    let server = Server::with_content();
    server.create_page("Marche lente", "Un essai.\n");
    let revised = json!({"title": "Marche lente", "kind": "page", "licence": "CC-BY-SA-4.0",
        "body": "Un essai transformé.\n", "base_revision": 1, "summary": "Mieux dit"});
    server
        .send_json("PUT", "/api/v1/resources/marche-lente", &revised)
        .expect(200);
    let file =
        Multipart::default().file("file", "notes.txt", "text/plain", "Des notes.\n".as_bytes());
    server
        .request("POST", "/api/v1/resources/marche-lente/files")
        .multipart(&file)
        .send()
        .expect(201);
    server.create_page("Vieux nom", "Renommée.\n");
    server
        .send_form("/ressources/vieux-nom/renommer", &[("slug", "nouveau-nom")])
        .expect(303);
    server.create_page("Page retirée", "À retirer.\n");
    server
        .send_json(
            "DELETE",
            "/api/v1/resources/page-retiree",
            &json!({"reason": "Doublon de la charte"}),
        )
        .expect(204);
    server
}

/// Every address of the site with the status that a visitor gets.
const PAGES: [(&str, u16); 45] = [
    ("/", 200),
    ("/recherche", 200),
    ("/recherche?q=debat", 200),
    ("/recherche?q=zzzzqqqq", 200),
    (
        "/recherche?kind=fiche-methode&tag=animation&sort=title",
        200,
    ),
    ("/recherche?sort=title&page=2", 200),
    ("/types/fiche-methode", 200),
    ("/types/inconnu", 404),
    ("/themes", 200),
    ("/themes/animation", 200),
    ("/auteurs/%C3%89quipe%20Ressour%C3%A7oth%C3%A8que", 200),
    ("/deposer", 200),
    ("/deposer/outil", 200),
    ("/deposer/fiche-methode/formulaire", 200),
    (
        "/deposer/page/formulaire?titre=Autre%20page&slug=autre-page",
        200,
    ),
    ("/deposer/inconnu", 404),
    ("/ressources/debat-mouvant", 200),
    ("/ressources/marche-lente", 200),
    ("/ressources/marche-lente?depose=1", 200),
    ("/ressources/marche-lente/modifier", 200),
    ("/ressources/debat-mouvant/modifier", 200),
    ("/ressources/marche-lente/historique", 200),
    ("/ressources/marche-lente/comparer?de=1&a=2", 200),
    ("/ressources/marche-lente/comparer?de=1&a=99", 404),
    ("/ressources/marche-lente/revisions/1", 200),
    ("/ressources/marche-lente/revisions/2", 200),
    ("/ressources/marche-lente/revisions/99", 404),
    ("/ressources/marche-lente/renommer", 200),
    ("/ressources/marche-lente/retirer", 200),
    ("/ressources/marche-lente/citer", 200),
    ("/ressources/marche-lente/fichiers/absent.pdf", 404),
    ("/ressources/nouveau-nom", 200),
    ("/ressources/inconnue", 404),
    ("/ressources/inconnue/modifier", 404),
    ("/ressources/inconnue/historique", 404),
    ("/ressources/page-retiree", 410),
    ("/ressources/page-retiree/modifier", 410),
    ("/ressources/page-retiree/historique", 200),
    ("/changements", 200),
    ("/changements?avant=10", 200),
    ("/licences", 200),
    ("/licences/CC-BY-SA-4.0", 200),
    ("/licences/CC-BY-NC-ND-3.0-IGO", 200),
    ("/licences/inconnue", 404),
    ("/nulle-part", 404),
];

#[test]
fn every_page_answers_in_french_and_in_english() {
    let server = lived_in();
    for (path, status) in PAGES {
        let french = server.get(path).expect(status).page();
        let english = server
            .request("GET", path)
            .english()
            .send()
            .expect(status)
            .page();
        assert_eq!(
            (french.language(), english.language()),
            ("fr".to_owned(), "en".to_owned()),
            "{path}"
        );
        assert_ne!(french.source, english.source, "{path}");
    }
}

#[test]
fn what_is_no_page_has_its_own_type() {
    let server = lived_in();
    for (path, media_type) in [
        ("/recherche.atom?q=debat", "application/atom+xml"),
        ("/changements.atom", "application/atom+xml"),
        ("/robots.txt", "text/plain"),
        ("/favicon.svg", "image/svg+xml"),
        ("/opensearch.xml", "application/opensearchdescription+xml"),
        ("/metrics", "text/plain"),
        ("/healthz", "application/json"),
        ("/api/v1/openapi.json", "application/json"),
    ] {
        let answer = server.get(path).expect(200);
        let found = answer.header("content-type").unwrap_or_default().to_owned();
        assert!(found.starts_with(media_type), "{path}: {found}");
        assert!(!answer.body.is_empty(), "{path}");
    }
    let health = server.get("/healthz").json();
    assert_eq!(health["status"], "ok");
    assert_eq!(health["store"]["position"], server.changes().len());
    assert!(
        server
            .get("/metrics")
            .text()
            .lines()
            .any(|line| line.starts_with("# TYPE "))
    );
}

#[test]
fn no_link_of_the_shipped_library_leads_nowhere() {
    let server = Server::with_content();
    let mut seen = BTreeSet::from(["/".to_owned()]);
    let mut ahead = VecDeque::from(["/".to_owned()]);
    while let Some(path) = ahead.pop_front() {
        let answer = server.get(&path);
        assert!(
            [200, 303].contains(&answer.status),
            "{path} answered {}",
            answer.status
        );
        if !answer
            .header("content-type")
            .is_some_and(|found| found.starts_with("text/html"))
        {
            continue;
        }
        let page = answer.page();
        let assets = page
            .values("link[href^='/'], script[src]", "href")
            .into_iter()
            .chain(page.values("script[src]", "src"));
        // facets and forms have no end of addresses: they are marked as not to be followed
        let followed = page.values("a[href^='/']:not([rel~=nofollow])", "href");
        for link in followed.into_iter().chain(assets) {
            let path = link.split('#').next().unwrap().to_owned();
            if seen.insert(path.clone()) {
                ahead.push_back(path);
            }
        }
    }
    let sheets = seen.iter().filter(|path| path.starts_with("/ressources/"));
    assert!(sheets.count() > 30, "only {seen:?}");
}

#[test]
fn a_visitor_reads_a_sheet() {
    let server = Server::with_content();
    let sheet = server.open("/ressources/debat-mouvant");
    assert_eq!(sheet.heading(), "Le débat mouvant");
    sheet.shows(&[
        "Fiche méthode",
        "45 min",
        "8",
        "20",
        "Matériel",
        "Étapes",
        "Points de vigilance",
        "Équipe Ressourçothèque",
    ]);
    assert_eq!(
        sheet.values("head link[rel=license]", "href"),
        ["https://creativecommons.org/licenses/by-sa/4.0/"]
    );
    assert_eq!(
        sheet.values("head link[rel=canonical]", "href"),
        [format!("{}/ressources/debat-mouvant", server.address)]
    );
    assert!(
        sheet.links().contains("/ressources/brise-glace"),
        "{:?}",
        sheet.links()
    );
    for page in ["modifier", "historique", "citer"] {
        assert!(
            sheet
                .links()
                .contains(&format!("/ressources/debat-mouvant/{page}")),
            "{page}"
        );
    }
    assert!(
        server
            .open("/ressources/brise-glace")
            .links()
            .contains("/ressources/debat-mouvant"),
        "no backlink"
    );
}

#[test]
fn reading_asks_for_nothing() {
    let server = Server::with_content();
    for path in ["/", "/ressources/debat-mouvant", "/recherche?q=sommeil"] {
        let answer = server.get(path).expect(200);
        assert_eq!(answer.header("set-cookie"), None, "{path}");
        let policy = answer.header("content-security-policy").unwrap_or_default();
        assert!(
            policy.contains("default-src 'self'") && policy.contains("frame-ancestors 'none'"),
            "{policy}"
        );
        assert_eq!(
            answer.header("x-content-type-options"),
            Some("nosniff"),
            "{path}"
        );
        let page = answer.page();
        let fetched = ["src", "href"]
            .map(|name| page.values("script, link[rel=stylesheet], link[rel=preload], img", name));
        for address in fetched.iter().flatten() {
            assert!(
                address.starts_with('/') && !address.starts_with("//"),
                "{path} fetches {address}"
            );
        }
    }
}

#[test]
fn what_never_changes_is_fetched_once() {
    let server = Server::with_content();
    let page = server.open("/");
    let assets = page.values("link[rel=stylesheet], link[rel=icon]", "href");
    assert!(assets.len() > 1, "{assets:?}");
    for asset in &assets {
        let answer = server.get(asset).expect(200);
        let cache = answer.header("cache-control").unwrap_or_default();
        assert!(cache.contains("immutable"), "{asset}: {cache}");
    }
    let other = assets[0].replacen("/assets/", "/assets/0", 1);
    let answer = server.get(&other);
    let cache = answer.header("cache-control").unwrap_or_default();
    assert!(
        !cache.contains("immutable"),
        "{other}: bytes under a name that is not theirs"
    );
}

#[test]
fn a_visitor_chooses_english_and_comes_back() {
    let server = Server::with_content();
    let chosen = server
        .get("/langue/en?retour=/ressources/debat-mouvant")
        .expect(303);
    assert_eq!(chosen.location(), "/ressources/debat-mouvant");
    assert!(
        chosen
            .header("set-cookie")
            .unwrap_or_default()
            .starts_with("langue=en")
    );
    let away = server
        .get("/langue/en?retour=https://example.org/")
        .expect(303);
    assert!(
        away.location().starts_with('/')
            && !away
                .header("location")
                .unwrap_or_default()
                .contains("example.org")
    );
    let away = server.get("/langue/en?retour=//example.org/").expect(303);
    assert!(
        !away
            .header("location")
            .unwrap_or_default()
            .contains("example.org")
    );
}
