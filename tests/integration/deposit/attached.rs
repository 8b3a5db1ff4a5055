//! Files of sheets that are there already.

use crate::harness::{Multipart, Server, follow, shared_data};

#[test]
fn files_are_added_replaced_and_removed_when_modifying() {
    let server = Server::with_content();
    let slug = server.create_page("Avec fichiers", "Texte.\n");
    let path = format!("/ressources/{slug}/modifier");
    let added = server
        .open(&path)
        .form(&path)
        .choose("files", "a.txt", "text/plain", b"un\n")
        .choose("files", "b.txt", "text/plain", b"deux\n");
    follow(&server, &added.press(&server, "save")).shows(&["a.txt", "b.txt"]);
    let form = server.open(&path).form(&path);
    let titled = form
        .fill("files[0].title", "La première")
        .fill("files[0].licence", "CC0-1.0")
        .fill("files[1].remove", "1");
    let sheet = follow(&server, &titled.press(&server, "save"));
    sheet.shows(&["La première"]);
    assert!(!sheet.text().contains("b.txt"));
    let now = server.get(&format!("/api/v1/resources/{slug}")).json();
    assert_eq!(
        (
            &now["files"][0]["licence"],
            now["files"].as_array().unwrap().len()
        ),
        (&"CC0-1.0".into(), 1)
    );
    let old = server
        .get(&format!("/ressources/{slug}/fichiers/b.txt?revision=2"))
        .expect(200);
    assert_eq!(old.body, b"deux\n", "a file of an older revision is kept");
    server
        .get(&format!("/ressources/{slug}/fichiers/b.txt"))
        .expect(404);
    let replaced = Multipart::default().text("base_revision", "3").file(
        "file",
        "a.txt",
        "text/plain",
        b"autre\n",
    );
    server
        .request("POST", &format!("/api/v1/resources/{slug}/files"))
        .multipart(&replaced)
        .send()
        .expect(201);
    assert_eq!(
        server
            .get(&format!("/ressources/{slug}/fichiers/a.txt"))
            .body,
        b"autre\n"
    );
    assert_eq!(
        server
            .get(&format!("/ressources/{slug}/fichiers/a.txt?revision=2"))
            .body,
        b"un\n"
    );
}

#[test]
fn hostile_files_are_refused_or_kept_inert() {
    let Some(documents) = shared_data("documents") else {
        return;
    };
    let server = Server::with_content();
    let slug = server.create_page("Quarantaine", "Texte.\n");
    for entry in documents.join("hostile").read_dir().unwrap() {
        let entry = entry.unwrap();
        let name = entry.file_name().into_string().unwrap();
        let file = Multipart::default().file(
            "file",
            &name,
            "application/pdf",
            &std::fs::read(entry.path()).unwrap(),
        );
        let answer = server
            .request("POST", &format!("/api/v1/resources/{slug}/files"))
            .multipart(&file)
            .send();
        assert!(
            [201, 415, 422].contains(&answer.status),
            "{name}: {} {}",
            answer.status,
            answer.text()
        );
        if answer.status != 201 {
            assert!(
                !answer.json()["errors"][0]["reason"]
                    .as_str()
                    .unwrap_or_default()
                    .is_empty(),
                "{name}: {}",
                answer.text()
            );
            continue;
        }
        let kept = server
            .get(&format!("/ressources/{slug}/fichiers/{name}"))
            .expect(200);
        let inline = kept
            .header("content-disposition")
            .unwrap_or_default()
            .starts_with("inline");
        let active = [
            ".html",
            ".svg",
            ".docx",
            ".zip",
            "programme-deguise.pdf",
            ".gif",
        ]
        .iter()
        .any(|end| name.ends_with(end));
        let media_type = kept.header("content-type").unwrap_or_default().to_owned();
        assert!(
            !inline || !active || media_type.starts_with("image/"),
            "{name} is shown as {media_type}"
        );
        assert_eq!(
            kept.header("x-content-type-options"),
            Some("nosniff"),
            "{name}"
        );
    }
    server.open(&format!("/ressources/{slug}"));
}
