//! An export says of every file whose it is and under which licence, as the REUSE specification wants it.

use crate::harness::{Server, Tree, repository, ressourcotheque, write_tree};
use serde_json::json;
use std::path::{Path, PathBuf};
use std::process::Command;
use tempfile::TempDir;

const PORTED: &str = "---
title: \"SPDX-License-Identifier: MIT\"
kind: outil
licence: LicenseRef-CC-BY-3.0-FR
authors:
  - name: Zoé Ô'Brien
    role: relecture
  - name: Collectif
language: fr
files:
  - path: porte/Été.txt
    licence: CC0-1.0
  - path: porte/Été.txt.license
derived_from:
  - url: https://example.org/a
    title: Un autre
    authors: X, Y
    licence: CC-BY-4.0
---
Texte.
";
const BARE: &str = "---\ntitle: Nue\nkind: page\nlicence: CC0-1.0\nlanguage: en\n---\nText.\n";

/// A kind of which nobody says whose it is: a shipped one without its comments, under another name.
fn bare_kind() -> Vec<u8> {
    let shipped = std::fs::read_to_string(repository().join("content/kinds/page.toml")).unwrap();
    let lines = shipped.lines().filter(|line| !line.starts_with('#'));
    let lines: Vec<&str> = lines.collect();
    lines
        .join("\n")
        .replace("id = \"page\"", "id = \"recette\"")
        .into_bytes()
}

struct Desk(TempDir);

impl Desk {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn run(&self, act: &str, path: &Path, data: &str) {
        let data = self.path(data);
        ressourcotheque([
            act.as_ref(),
            path.as_os_str(),
            "--data".as_ref(),
            data.as_os_str(),
        ])
        .ends(0);
    }

    fn export(&self, data: &str, to: &str) -> Tree {
        self.run("export", &self.path(to), data);
        Tree::read(&self.path(to))
    }

    /// A library with the shipped resources and some odd ones.
    fn filled() -> Self {
        let desk = Self::new();
        desk.run("import", &repository().join("content"), "data");
        write_tree(
            &desk.path("odd"),
            &[
                ("divers/porte.md", PORTED.as_bytes()),
                ("divers/porte/Été.txt", "Des vaches.\n".as_bytes()),
                ("divers/porte/Été.txt.license", b"la mienne\n"),
                ("divers/nue.md", BARE.as_bytes()),
                ("kinds/recette.toml", &bare_kind()),
            ],
        );
        desk.run("import", &desk.path("odd"), "data");
        desk
    }
}

/// Whether the folder passes `reuse lint`; said aloud where there is no such program, unless it must be there.
fn lint(folder: &Path) {
    let Ok(answer) = Command::new("reuse")
        .arg("lint")
        .current_dir(folder)
        .output()
    else {
        assert!(std::env::var_os("REQUIRE_READERS").is_none(), "no reuse");
        eprintln!("skipped: no reuse");
        return;
    };
    let said = String::from_utf8_lossy(&answer.stdout);
    assert!(answer.status.success(), "{said}");
}

#[test]
fn every_file_has_its_note_and_every_licence_its_text() {
    let desk = Desk::filled();
    let tree = desk.export("data", "out");
    let mut used = std::collections::BTreeSet::new();
    for path in tree.0.keys() {
        let is_note = path.ends_with(".license");
        if path.starts_with("LICENSES/") || is_note {
            continue;
        }
        let note = &tree.0[&format!("{path}.license")];
        if note == b"la mienne\n" {
            continue;
        }
        let note = String::from_utf8(note.clone()).unwrap();
        let tags: Vec<&str> = note.lines().take_while(|line| !line.is_empty()).collect();
        let licence = tags
            .iter()
            .find_map(|line| line.strip_prefix("SPDX-License-Identifier: "));
        used.insert(
            licence
                .unwrap_or_else(|| panic!("{path}: {note}"))
                .to_owned(),
        );
        assert!(
            note.starts_with("SPDX-FileCopyrightText: "),
            "{path}: {note}"
        );
    }
    let texts: std::collections::BTreeSet<String> = tree
        .0
        .keys()
        .filter_map(|path| path.strip_prefix("LICENSES/")?.strip_suffix(".txt"))
        .map(str::to_owned)
        .collect();
    assert_eq!(used, texts);
    assert!(tree.text("CC-BY-SA-4.0.txt").contains("ShareAlike"));
    assert!(
        tree.text("LicenseRef-CC-BY-3.0-FR.txt")
            .contains("https://creativecommons.org/licenses/by/3.0/fr/")
    );
}

#[test]
fn a_note_says_who_what_and_from_what() {
    let desk = Desk::filled();
    let tree = desk.export("data", "out");
    assert_eq!(
        tree.text("porte.md.license").replace('\u{A0}', " "),
        "SPDX-FileCopyrightText: Zoé Ô'Brien\n\
         SPDX-FileContributor: Zoé Ô'Brien (relecture)\n\
         SPDX-FileCopyrightText: Collectif\n\
         SPDX-License-Identifier: LicenseRef-CC-BY-3.0-FR\n\n\
         REUSE-IgnoreStart\n\
         « SPDX-License-Identifier: MIT » par Zoé Ô'Brien et Collectif, CC BY 3.0 FR (https://creativecommons.org/licenses/by/3.0/fr/). \
         Adapté de « Un autre » par X, Y, https://example.org/a, CC BY 4.0 (https://creativecommons.org/licenses/by/4.0/).\n\
         REUSE-IgnoreEnd\n"
    );
    let bare = tree.text("nue.md.license");
    assert!(
        bare.starts_with("SPDX-FileCopyrightText: NONE\nSPDX-License-Identifier: CC0-1.0\n"),
        "{bare}"
    );
    assert!(bare.contains("“Nue” by unnamed author"), "{bare}");
    // what somebody put in under the name of a note stays what it is
    assert_eq!(tree.text("Été.txt.license"), "la mienne\n");
    let kind = tree.text("recette.toml.license");
    assert!(kind.contains("LicenseRef-Unstated"), "{kind}");
    let shipped = tree.text("outil.toml.license");
    assert!(
        shipped.contains("CC-BY-SA-4.0") && shipped.contains("Équipe"),
        "{shipped}"
    );
}

#[test]
fn the_whole_passes_the_tool_of_the_specification() {
    let desk = Desk::new();
    desk.run("import", &repository().join("content"), "data");
    write_tree(
        &desk.path("odd"),
        &[
            ("nue.md", BARE.as_bytes()),
            (
                "porte.md",
                PORTED
                    .replace("  - path: porte/Été.txt.license\n", "")
                    .as_bytes(),
            ),
            ("porte/Été.txt", "Des vaches.\n".as_bytes()),
            ("kinds/recette.toml", &bare_kind()),
        ],
    );
    desk.run("import", &desk.path("odd"), "data");
    desk.export("data", "out");
    lint(&desk.path("out"));
}

#[test]
fn notes_and_texts_of_licences_are_no_resources_when_they_come_in_again() {
    let desk = Desk::filled();
    let server = Server::on(&desk.path("data"));
    // a source that changes after it was used
    let made = json!({
        "title": "Tirée", "kind": "page", "licence": "CC-BY-SA-4.0", "body": "Texte.",
        "derived_from": [{"resource": "metaplan"}],
    });
    server
        .send_json("POST", "/api/v1/resources", &made)
        .expect(201);
    let mut source = server.get("/api/v1/resources/metaplan").json();
    source["base_revision"] = source["revision"].clone();
    source["title"] = "Un autre titre".into();
    source["authors"] = json!([{"name": "Quelqu’un d’autre"}]);
    server
        .send_json("PUT", "/api/v1/resources/metaplan", &source)
        .expect(200);
    server.stop();
    let first = desk.export("data", "one");
    assert!(first.text("tiree.md.license").contains("Un autre titre"));
    desk.run("import", &desk.path("one"), "again");
    let second = desk.export("again", "two");
    first.same_as(&second);
}
