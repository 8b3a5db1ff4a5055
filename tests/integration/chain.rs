//! Five adaptations, one of the other, and three borrowed passages: the credit is whole wherever it is read.
//!
//! What pages, references and files say is read back with the tools of others: `extruct` for schema.org, `bibtexparser`
//! and bibutils for references, exiftool for XMP. `tests/run` installs them and asks for them; elsewhere a reading
//! without its tool is said and passed over.

use crate::harness::{Multipart, Server};
use serde_json::{Value, json};
use std::io::Write;
use std::process::{Command, Stdio};

/// Debian's own Python, for which its packages are.
const PYTHON: &str = "/usr/bin/python3";
const RESOURCES: &str = "/api/v1/resources";

/// Who made what, from the first work to the last; each is made from the one before.
const CHAIN: [(&str, &str, &str); 6] = [
    ("La ligne de vie", "Odile Marchand", "CC-BY-3.0"),
    ("La ligne de vie en groupe", "Réseau Sommeil", "CC-BY-4.0"),
    ("La frise du quotidien", "Équipe d’Anjou", "CC-BY-SA-4.0"),
    ("La frise illustrée", "Bruno & Chloé", "CC-BY-SA-4.0"),
    ("La frise à distance", "Amel Haddad", "CC-BY-SA-4.0"),
    (
        "La frise des aidants",
        "Collectif des aidants",
        "CC-BY-SA-4.0",
    ),
];

/// What is borrowed: a text, a section of a text, a picture.
const BORROWED: [(&str, &str, &str); 3] = [
    ("Règles du groupe", "Maison des usagers", "CC-BY-NC-4.0"),
    ("Poser le cadre", "Lucie Besson", "CC-BY-ND-4.0"),
    ("Cartes du sommeil", "Atelier d’images", "CC-BY-NC-SA-4.0"),
];

const PDF: &[u8] = include_bytes!("../../content/outils/cartes-emotions/cartes-emotions.pdf");
const PNG: &[u8] = include_bytes!("../../crates/marking/tests/files/vignette.png");

#[track_caller]
fn publish(server: &Server, work: (&str, &str, &str), body: &str, more: Value) -> String {
    let (title, author, licence) = work;
    let mut draft = json!({"title": title, "kind": "page", "licence": licence, "body": body,
        "authors": [{"name": author, "role": "conception"}]});
    for (name, value) in more.as_object().unwrap() {
        draft[name] = value.clone();
    }
    let answer = server
        .send_json("POST", RESOURCES, &draft)
        .expect(201)
        .json();
    answer["slug"].as_str().unwrap().to_owned()
}

fn attach(server: &Server, slug: &str, name: &str, media_type: &str, bytes: &[u8]) {
    let form = Multipart::default()
        .text("base_revision", "1")
        .file("file", name, media_type, bytes);
    let path = format!("{RESOURCES}/{slug}/files");
    server
        .request("POST", &path)
        .multipart(&form)
        .send()
        .expect(201);
}

/// Writes them all; gives the address of the last.
fn written(server: &Server) -> String {
    let whole = publish(server, BORROWED[0], "Chacun parle pour soi.\n", json!({}));
    let part = "# Avant\n\nPréparer la salle.\n\n# Après\n\nRanger.\n";
    let part = publish(server, BORROWED[1], part, json!({}));
    let picture = publish(server, BORROWED[2], "Douze cartes.\n", json!({}));
    attach(server, &picture, "carte.png", "image/png", PNG);
    let body = format!(
        "Une frise.\n\n![[{whole}]]\n\n![[{part}]]\n\n![Une carte](/ressources/{picture}/fichiers/carte.png)\n"
    );
    let mut before: Option<String> = None;
    for (index, work) in CHAIN.into_iter().enumerate() {
        let last = index + 1 == CHAIN.len();
        let more = match &before {
            Some(slug) => {
                json!({"derived_from": [{"resource": slug, "changes": format!("changement {index}")}]})
            }
            None => json!({}),
        };
        let body = if last { body.as_str() } else { "Une frise.\n" };
        before = Some(publish(server, work, body, more));
    }
    let slug = before.unwrap();
    attach(server, &slug, "frise.pdf", "application/pdf", PDF);
    slug
}

/// Says that a text credits everybody for everything.
#[track_caller]
fn whole(place: &str, text: &str) {
    // some formats write marks in their own way: words are compared
    let plain = |text: &str| -> String {
        let letters = text
            .chars()
            .map(|c| if c.is_alphanumeric() { c } else { ' ' });
        let letters: String = letters.collect();
        letters.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let text = plain(&text.replace("&amp;", "&"));
    for (title, author, licence) in CHAIN.into_iter().chain(BORROWED) {
        for wanted in [title, author, licence] {
            assert!(
                text.contains(&plain(wanted)),
                "{place}: {wanted} is not in {text}"
            );
        }
    }
    for index in 1..CHAIN.len() {
        assert!(
            text.contains(&format!("changement {index}")),
            "{place}: change {index}"
        );
    }
}

/// What another's program makes of a text; `None` where it is not installed.
fn read_with(program: &str, arguments: &[&str], text: &[u8]) -> Option<String> {
    let spawned = Command::new(program)
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn();
    let Ok(mut child) = spawned else {
        return missing(program);
    };
    child.stdin.take().unwrap().write_all(text).unwrap();
    let output = child.wait_with_output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    if said.contains("ModuleNotFoundError") {
        return missing(&said);
    }
    assert!(output.status.success(), "{program}: {said}");
    Some(String::from_utf8(output.stdout).unwrap())
}

fn missing(what: &str) -> Option<String> {
    let required = std::env::var_os("REQUIRE_READERS").is_some();
    assert!(
        !required,
        "{what}: needed to read back, install what tests/run installs"
    );
    eprintln!("skipped: {what}");
    None
}

#[test]
fn the_page_and_the_lines_to_copy_credit_everybody() {
    let server = Server::empty();
    let slug = written(&server);
    let page = server.open(&format!("/ressources/{slug}"));
    let credits = page.texts("section.credits").join(" ");
    let own = page.texts(".authors, h1").join(" ");
    whole("credits of the page", &format!("{own} {credits}"));
    let credits = server
        .get(&format!("{RESOURCES}/{slug}/credits"))
        .expect(200)
        .json();
    for form in ["text", "markdown", "html"] {
        whole(form, credits[form].as_str().unwrap());
    }
    assert_eq!(
        credits["works"].as_array().unwrap().len(),
        CHAIN.len() - 1 + BORROWED.len()
    );
    let cite = server.open(&format!("/ressources/{slug}/citer"));
    for id in ["credit-text", "credit-markdown", "credit-html"] {
        let copied = cite.all(&format!("#{id}"));
        whole(id, &copied.first().expect(id).text().collect::<String>());
    }
}

#[test]
fn schema_org_is_read_by_an_extractor() {
    const EXTRACT: &str = "import extruct, json, sys; print(json.dumps(extruct.extract(sys.stdin.read(), syntaxes=['json-ld'])))";
    let server = Server::empty();
    let slug = written(&server);
    let html = server
        .get(&format!("/ressources/{slug}"))
        .expect(200)
        .text();
    let Some(read) = read_with(PYTHON, &["-c", EXTRACT], html.as_bytes()) else {
        return;
    };
    let read: Value = serde_json::from_str(&read).unwrap();
    let items = read["json-ld"].as_array().unwrap();
    assert_eq!(items.len(), 1, "{read:#}");
    let work = &items[0];
    whole("creditText", work["creditText"].as_str().unwrap());
    assert_eq!(
        work["license"],
        "https://creativecommons.org/licenses/by-sa/4.0/"
    );
    let based_on = work["isBasedOn"].to_string();
    assert!(
        based_on.contains("La frise à distance") && based_on.contains("Amel Haddad"),
        "{based_on}"
    );
    assert!(
        work["author"].to_string().contains("Collectif des aidants"),
        "{work:#}"
    );
}

#[test]
fn references_are_read_by_other_readers() {
    const BIBTEX: &str = "import bibtexparser, sys; e = bibtexparser.loads(sys.stdin.read()).entries; assert len(e) == 1; print(' '.join(e[0].values()))";
    let server = Server::empty();
    let slug = written(&server);
    let file = |ending: &str| {
        let path = format!("/ressources/{slug}/citer/{slug}.{ending}");
        server.get(&path).expect(200).text()
    };
    if let Some(read) = read_with(
        "ris2xml",
        &["-i", "utf8", "-o", "utf8"],
        file("ris").as_bytes(),
    ) {
        assert!(
            read.contains("<title>La frise des aidants</title>"),
            "{read}"
        );
        // a name is parted into elements of its own
        let tags = scraper::Html::parse_fragment(&read);
        let read: Vec<&str> = tags.root_element().text().collect();
        whole("RIS", &read.join(" "));
    }
    if let Some(read) = read_with(PYTHON, &["-c", BIBTEX], file("bib").as_bytes()) {
        whole("BibTeX", &read.replace(['{', '}', '\\'], ""));
    }
}

#[test]
fn the_licence_in_a_downloaded_pdf_is_read_by_exiftool() {
    let server = Server::empty();
    let slug = written(&server);
    let copy = server
        .get(&format!("/ressources/{slug}/fichiers/frise.pdf?licence=1"))
        .expect(200);
    let arguments = ["-json", "-a", "-charset", "utf8", "-XMP:all", "-"];
    let Some(read) = read_with("exiftool", &arguments, &copy.body) else {
        return;
    };
    let read: Value = serde_json::from_str(&read).unwrap();
    whole("XMP", &read[0].to_string());
    assert!(
        read[0]
            .to_string()
            .contains("https://creativecommons.org/licenses/by-sa/4.0/"),
        "{read:#}"
    );
    let original = server
        .get(&format!("/ressources/{slug}/fichiers/frise.pdf"))
        .expect(200);
    assert_eq!(original.body, PDF, "the original is what was uploaded");
}
