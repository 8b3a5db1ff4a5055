//! A file that another resource holds already stays that one's, whoever names it by its hash or sends its bytes again.

use super::{RESOURCES, draft, publish};
use crate::harness::{Multipart, Server, ressourcotheque, write_tree};
use serde_json::{Value, json};

/// Puts a file into a resource, and gives how that one names it.
fn attached(server: &Server, slug: &str, base: u32, bytes: &[u8]) -> Value {
    let form = Multipart::default()
        .text("base_revision", &base.to_string())
        .file("file", "affiche.txt", "text/plain", bytes);
    let path = format!("{RESOURCES}/{slug}");
    let request = server.request("POST", &format!("{path}/files"));
    request.multipart(&form).send().expect(201);
    read(server, slug)["files"].clone()
}

fn read(server: &Server, slug: &str) -> Value {
    server
        .get(&format!("{RESOURCES}/{slug}"))
        .expect(200)
        .json()
}

/// A poster by Awa under CC BY-SA 4.0.
fn poster() -> (Server, Value) {
    let server = Server::empty();
    let awa = json!({"authors": [{"name": "Awa"}]});
    publish(&server, "L’affiche", "CC-BY-SA-4.0", awa);
    let files = attached(&server, "l-affiche", 1, b"Une affiche.");
    (server, files)
}

fn named(files: &Value, licence: Option<&str>) -> Value {
    let mut files = files.clone();
    files[0]["licence"] = licence.into();
    json!({"files": files, "authors": [{"name": "Bruno"}]})
}

#[test]
fn a_file_that_is_named_by_its_hash_keeps_its_licence_and_its_makers() {
    let (server, files) = poster();
    let mine = |licence| draft("La mienne", "CC0-1.0", named(&files, licence));
    let problem = server
        .send_json("POST", RESOURCES, &mine(Some("CC0-1.0")))
        .problem(422, "invalid");
    let error = &problem["errors"][0];
    assert_eq!(error["field"], "files[0].licence", "{problem:#}");
    assert_eq!(error["code"], "file_licence_kept");
    let reason = error["reason"].as_str().unwrap();
    assert!(reason.contains("L’affiche"), "{reason}");
    let sent = server.send_json("POST", RESOURCES, &mine(None));
    sent.expect(201);
    let read = read(&server, "la-mienne");
    assert_eq!(read["files"][0]["licence"], "CC-BY-SA-4.0");
    let source = json!([{"resource": "l-affiche", "revision": 2, "use": "included"}]);
    assert_eq!(read["derived_from"], source);
    let credit = server.get(&format!("{RESOURCES}/la-mienne/credits"));
    let text = credit.expect(200).json()["text"].to_string();
    assert!(text.contains("Awa"), "{text}");
}

#[test]
fn the_same_bytes_sent_again_are_the_same_work() {
    let (server, _) = poster();
    publish(&server, "Une autre", "CC-BY-4.0", json!({}));
    let files = attached(&server, "une-autre", 1, b"Une affiche.");
    assert_eq!(files[0]["licence"], "CC-BY-SA-4.0");
    let read = read(&server, "une-autre");
    assert_eq!(read["derived_from"][0]["resource"], "l-affiche");
}

#[test]
fn a_work_of_which_a_file_stays_is_named_for_ever() {
    let (server, files) = poster();
    let mine = draft("La mienne", "CC-BY-4.0", named(&files, None));
    server.send_json("POST", RESOURCES, &mine).expect(201);
    let path = format!("{RESOURCES}/la-mienne");
    let mut later = mine.clone();
    later["derived_from"] = json!([]);
    later["base_revision"] = 1.into();
    server.send_json("PUT", &path, &later).expect(200);
    let kept = read(&server, "la-mienne");
    assert_eq!(kept["derived_from"][0]["resource"], "l-affiche");
    // nor does who signs alone give it another licence
    later["by"] = "Bruno".into();
    later["sole_author"] = true.into();
    later["files"][0]["licence"] = "CC0-1.0".into();
    let problem = server
        .send_json("PUT", &path, &later)
        .problem(422, "invalid");
    assert_eq!(problem["errors"][0]["code"], "file_licence_kept");
}

#[test]
fn a_merge_that_keeps_a_file_keeps_the_work_that_it_is_from() {
    let (server, files) = poster();
    let mine = draft("La mienne", "CC-BY-SA-4.0", named(&files, None));
    server.send_json("POST", RESOURCES, &mine).expect(201);
    let path = format!("{RESOURCES}/la-mienne");
    let mut without = mine.clone();
    without["files"] = json!([]);
    without["derived_from"] = json!([]);
    without["base_revision"] = 1.into();
    server.send_json("PUT", &path, &without).expect(200);
    assert_eq!(read(&server, "la-mienne")["derived_from"], json!([]));
    // who has not seen that gives the file another name
    let mut renamed = mine;
    renamed["files"][0]["name"] = "autre.txt".into();
    renamed["base_revision"] = 1.into();
    let answer = server.send_json("PUT", &path, &renamed).expect(200).json();
    assert_eq!(answer["merged"], true, "{answer:#}");
    let merged = read(&server, "la-mienne");
    assert_eq!(merged["files"][0]["name"], "autre.txt", "{merged:#}");
    assert_eq!(merged["derived_from"][0]["resource"], "l-affiche");
    assert_eq!(merged["files"][0]["licence"], "CC-BY-SA-4.0");
}

#[test]
fn what_was_withdrawn_or_taken_out_holds_no_file() {
    let (server, files) = poster();
    let path = format!("{RESOURCES}/l-affiche");
    let without = draft(
        "L’affiche",
        "CC-BY-SA-4.0",
        json!({"files": [], "base_revision": 2}),
    );
    server.send_json("PUT", &path, &without).expect(200);
    let mine = |title| draft(title, "CC-BY-4.0", named(&files, Some("CC-BY-4.0")));
    server
        .send_json("POST", RESOURCES, &mine("La mienne"))
        .expect(201);
    let path = format!("{RESOURCES}/la-mienne");
    server
        .send_json("DELETE", &path, &json!({"reason": "doublon"}))
        .expect(204);
    server
        .send_json("POST", RESOURCES, &mine("Encore"))
        .expect(201);
    assert_eq!(read(&server, "encore")["derived_from"], json!([]));
}

#[test]
fn a_file_comes_back_to_whoever_had_it_first() {
    let (server, files) = poster();
    let theirs = draft("La leur", "CC-BY-SA-4.0", named(&files, None));
    server.send_json("POST", RESOURCES, &theirs).expect(201);
    let path = format!("{RESOURCES}/l-affiche");
    for (base, files) in [(2, json!([])), (3, files.clone())] {
        let more = json!({"files": files, "base_revision": base});
        let draft = draft("L’affiche", "CC-BY-SA-4.0", more);
        server.send_json("PUT", &path, &draft).expect(200);
    }
    assert_eq!(read(&server, "l-affiche")["derived_from"], json!([]));
}

#[test]
fn whoever_had_a_file_first_puts_it_back_as_their_own() {
    let (server, files) = poster();
    let path = format!("{RESOURCES}/l-affiche");
    let put = |base: u32, files: &Value| {
        let more = json!({"files": files, "base_revision": base});
        let draft = draft("L’affiche", "CC-BY-SA-4.0", more);
        server.send_json("PUT", &path, &draft).expect(200);
    };
    put(2, &json!([]));
    // while it is nowhere, somebody else sends the same bytes
    publish(&server, "Une autre", "CC-BY-4.0", json!({}));
    attached(&server, "une-autre", 1, b"Une affiche.");
    assert_eq!(read(&server, "une-autre")["derived_from"], json!([]));
    put(3, &files);
    let back = read(&server, "l-affiche");
    assert_eq!(back["files"][0]["name"], "affiche.txt");
    assert_eq!(back["derived_from"], json!([]), "it is no work of theirs");
}

/// Puts a file back that was taken out and deposited elsewhere meanwhile, under another licence.
fn one_file_under_two_licences() -> Server {
    let (server, files) = poster();
    let path = format!("{RESOURCES}/l-affiche");
    for (base, files) in [(2, json!([])), (3, files.clone())] {
        if base == 3 {
            publish(&server, "Une autre", "CC0-1.0", json!({}));
            attached(&server, "une-autre", 1, b"Une affiche.");
        }
        let more = json!({"files": files, "base_revision": base, "authors": [{"name": "Awa"}]});
        let draft = draft("L’affiche", "CC-BY-SA-4.0", more);
        server.send_json("PUT", &path, &draft).expect(200);
    }
    server
}

#[test]
fn stewards_see_a_file_that_two_resources_hold_under_different_licences() {
    let server = one_file_under_two_licences();
    let doubtful = || server.get("/api/v1/licences/doubtful").expect(200).json();
    let found = doubtful();
    assert_eq!(found["total"], 2, "{found:#}");
    let doubt = &found["resources"][0]["doubts"][0];
    assert_eq!(found["resources"][0]["slug"], "l-affiche");
    assert_eq!(doubt["code"], "file_shared");
    assert_eq!(doubt["source"], "Une autre");
    let file =
        json!({"name": "affiche.txt", "licence": "CC-BY-SA-4.0", "licence_there": "CC0-1.0"});
    assert_eq!(doubt["file"], file);
    assert_eq!(found["resources"][1]["slug"], "une-autre");
    let page = server.open("/etat/licences");
    page.shows(&["Le fichier affiche.txt, ici sous CC0 1.0, est aussi dans"]);
    // whoever finds out that it is Awa's names her resource
    let mut mended = draft(
        "Une autre",
        "CC0-1.0",
        json!({
            "files": read(&server, "une-autre")["files"],
            "derived_from": [{"resource": "l-affiche", "use": "included"}],
            "base_revision": 2
        }),
    );
    mended["files"][0]["licence"] = "CC-BY-SA-4.0".into();
    let path = format!("{RESOURCES}/une-autre");
    server.send_json("PUT", &path, &mended).expect(200);
    let found = doubtful();
    assert_eq!(found["total"], 0, "{found:#}");
}

#[test]
fn an_import_tells_what_a_save_would_have_refused() {
    let folder = tempfile::tempdir().unwrap();
    let (shelf, data) = (folder.path().join("shelf"), folder.path().join("data"));
    let text = |title: &str, licence: &str, more: &str| {
        format!(
            "---\ntitle: {title}\nkind: page\nlicence: {licence}\n{more}files:\n  - path: affiche.txt\n---\nTexte.\n"
        )
    };
    let first = text("Affiche", "CC-BY-SA-4.0", "");
    let unnamed = text("Copie", "CC0-1.0", "");
    let source = "derived_from:\n  - resource: affiche\n    use: included\n";
    let named = text("Reprise", "CC-BY-4.0", source);
    write_tree(
        &shelf,
        &[
            ("affiche.txt", b"Une affiche."),
            ("affiche.md", first.as_bytes()),
            ("copie.md", unnamed.as_bytes()),
            ("reprise.md", named.as_bytes()),
        ],
    );
    let options = [
        "import".as_ref(),
        shelf.as_os_str(),
        "--data".as_ref(),
        data.as_os_str(),
    ];
    ressourcotheque(options).ends(0).says(&[
        "copie.md: the file affiche.txt, here under CC0-1.0, is in \"Affiche\" under CC-BY-SA-4.0",
        "reprise.md: the file affiche.txt is from \"Affiche\", under CC-BY-SA-4.0, and here under CC-BY-4.0",
    ]);
    let server = Server::on(&data);
    let found = server.get("/api/v1/licences/doubtful").expect(200).json();
    assert_eq!(found["total"], 3, "{found:#}");
}
