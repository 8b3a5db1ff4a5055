//! What is inside the files: it fills the form of a deposit, is found at its page, and is read once.

mod hostile;
mod kept;

use crate::harness::{Multipart, Server, command, follow, shared_data};
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::Path;

/// Adds a file to a resource.
#[track_caller]
fn attach(server: &Server, slug: &str, name: &str, bytes: &[u8]) {
    let file = Multipart::default().file("file", name, "application/octet-stream", bytes);
    server
        .request("POST", &format!("/api/v1/resources/{slug}/files"))
        .multipart(&file)
        .send()
        .expect(201);
}

/// The best hit of the API.
#[track_caller]
fn first_hit(server: &Server, words: &str) -> Value {
    let answer = server
        .request("GET", "/api/v1/resources")
        .query(&[("q", words)])
        .send();
    answer.expect(200).json()["hits"][0].clone()
}

#[test]
fn a_pdf_fills_the_form_and_is_found_at_its_page() {
    let Some(documents) = shared_data("documents") else {
        return;
    };
    let guide = std::fs::read(documents.join("guide.pdf")).unwrap();
    let server = Server::with_content();
    let step2 = server.open("/deposer/outil");
    let step3 = step2
        .form("/deposer/outil/fichiers")
        .choose("file", "Guide.pdf", "application/pdf", &guide)
        .send(&server)
        .expect(200)
        .page();
    step3.shows(&["Ces informations ont été lues dans vos fichiers"]);
    let form = step3.form("/deposer/outil");
    let read = ["title", "authors[0].name", "language", "created"].map(|name| form.value(name));
    let [title, author, language, created] = read;
    assert_eq!(title, "Mieux dormir : guide d’animation");
    assert_eq!((author, language), ("Équipe d’essai", "fr"));
    assert_eq!(created, "2026-11-21");
    let filled = form.fill("body", "À imprimer.\n").stating_own();
    let published = filled.press(&server, "publish");
    follow(&server, &published).shows(&["Guide.pdf", "Équipe d’essai", "21 novembre 2026"]);

    let sentence = "Certaines personnes ont vécu des cauchemars liés à un traumatisme";
    let hit = first_hit(&server, sentence);
    let url = format!(
        "/ressources/{}/fichiers/Guide.pdf#page=3",
        hit["slug"].as_str().unwrap()
    );
    assert_eq!(
        hit["matched_file"],
        serde_json::json!({"name": "Guide.pdf", "page": 3, "url": url})
    );
    let results = server
        .request("GET", "/recherche")
        .query(&[("q", sentence)])
        .send()
        .expect(200)
        .page();
    results.shows(&["Guide.pdf, page 3"]);
    assert_eq!(results.values(".matched a", "href")[0], url);
    let (path, _) = url.split_once('#').unwrap();
    let opened = server.get(path).expect(200);
    assert_eq!(opened.header("content-type"), Some("application/pdf"));
    let disposition = opened.header("content-disposition").unwrap();
    assert!(disposition.starts_with("inline"), "{disposition}");
    assert!(opened.body == guide, "the bytes differ");
}

#[test]
fn a_slide_is_named_where_no_browser_opens_it() {
    let Some(documents) = shared_data("documents") else {
        return;
    };
    let server = Server::with_content();
    let slug = server.create_page("Des chapeaux", "Voir le diaporama.\n");
    for name in ["diaporama.odp", "diaporama.pptx"] {
        let deck = std::fs::read(documents.join(name)).unwrap();
        attach(&server, &slug, name, &deck);
        let words = "Distribuer les chapeaux au hasard";
        server.until("the notes of a slide are found", |server| {
            first_hit(server, words)["matched_file"]["name"] == name
        });
        let url = format!("/ressources/{slug}/fichiers/{name}");
        assert_eq!(
            first_hit(&server, words)["matched_file"],
            serde_json::json!({"name": name, "page": 4, "url": url})
        );
        let results = server.open("/recherche?q=distribuer%20chapeaux%20hasard");
        results.shows(&[&format!("{name}, diapositive 4")]);
        assert!(results.links().contains(&url), "{:?}", results.links());
        let path = format!("/ressources/{slug}/modifier");
        let form = server.open(&path).form(&path);
        follow(
            &server,
            &form.fill("files[0].remove", "1").press(&server, "save"),
        );
    }
}

/// Of the texts that are known to be in the documents, so many hundredths must be found.
const FOUND_HUNDREDTHS: usize = 98;

#[test]
fn what_is_known_to_be_in_documents_is_found_where_it_is() {
    let Some(documents) = shared_data("documents") else {
        return;
    };
    let server = Server::with_content();
    let expected = std::fs::read_to_string(documents.join("expected.tsv")).unwrap();
    let lines = expected.lines().skip(1);
    let rows: Vec<Vec<&str>> = lines.map(|line| line.split('\t').collect()).collect();
    let mut slugs = BTreeMap::new();
    for row in &rows {
        slugs.entry(row[0]).or_insert_with(|| {
            let slug = server.create_page(&format!("Document {}", row[0]), "Voir le fichier.\n");
            let bytes = std::fs::read(documents.join(row[0])).unwrap();
            attach(&server, &slug, row[0], &bytes);
            slug
        });
    }
    let end = server.position();
    server.until("every file is indexed", |server| {
        server.get("/healthz").json()["index"]["position"] == end
    });
    let is_found = |row: &&Vec<&str>| {
        let quoted = format!("\"{}\"", row[2]);
        let query = [("q", quoted.as_str()), ("limit", "100")];
        let request = server.request("GET", "/api/v1/resources").query(&query);
        let answer = request.send().expect(200).json();
        let mut hits = answer["hits"].as_array().unwrap().iter();
        let hit = hits.find(|hit| hit["slug"] == slugs[row[0]].as_str());
        let page = row[1].parse::<u64>().map_or(Value::Null, Value::from);
        hit.is_some_and(|hit| {
            hit["matched_file"]["name"] == row[0] && hit["matched_file"]["page"] == page
        })
    };
    let missed: Vec<_> = rows.iter().filter(|row| !is_found(row)).collect();
    let found = rows.len() - missed.len();
    assert!(
        rows.len() > 50 && found * 100 >= rows.len() * FOUND_HUNDREDTHS,
        "{found} of {}; not {missed:?}",
        rows.len()
    );
}

#[test]
fn the_program_looks_into_one_file_and_does_nothing_else() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("0192");
    std::fs::write(&file, "# Une fiche\n\nUne xylographie.\n").unwrap();
    let worker = |name: &str| {
        let place = tempfile::tempdir().unwrap();
        std::fs::write(place.path().join("ressourcotheque.toml"), "unknown = 1\n").unwrap();
        let mut worker = command(place.path());
        let worker = worker.args(["extract-worker".as_ref(), "--".as_ref(), file.as_os_str()]);
        let run = crate::harness::Run::from(worker.arg(name).output().unwrap());
        assert_eq!(place.path().read_dir().unwrap().count(), 1);
        run
    };
    let run = worker("--fiche.md").ends(0);
    assert_eq!(run.err, "");
    let found: Value = serde_json::from_str(&run.out).unwrap();
    assert_eq!(
        (&found["media_type"], &found["title"]),
        (&"text/markdown".into(), &"Une fiche".into())
    );
    let text = found["pages"][0]["text"].as_str().unwrap();
    assert!(text.contains("Une xylographie."), "{text}");
    std::fs::remove_file(&file).unwrap();
    let run = worker("fiche.md").ends(1);
    assert!(
        run.out.is_empty() && run.err.starts_with("error: "),
        "{}",
        run.said()
    );
}

/// Files below a folder.
fn below(folder: &Path) -> Vec<std::path::PathBuf> {
    let entries = folder
        .read_dir()
        .unwrap()
        .map(|entry| entry.unwrap().path());
    let (folders, mut files): (Vec<_>, Vec<_>) = entries.partition(|path| path.is_dir());
    files.extend(folders.iter().flat_map(|folder| below(folder)));
    files.sort();
    files
}
