//! A library as a folder: taken in, given out, and given out again with the same bytes.

mod odd;

use crate::harness::{
    Run, Server, Tree, repository, ressourcotheque, shared_data, write_tree, zip_tree,
};
use odd::odd_files;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// A place for data folders and exports.
struct Desk(TempDir);

impl Desk {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn import(&self, source: &Path, data: &str, more: &[&str]) -> Run {
        let data = self.path(data);
        let arguments = [
            "import".as_ref(),
            source.as_os_str(),
            "--data".as_ref(),
            data.as_os_str(),
        ];
        ressourcotheque(arguments.into_iter().chain(more.iter().map(AsRef::as_ref)))
    }

    fn export(&self, data: &str, to: &str) -> Tree {
        let (data, to) = (self.path(data), self.path(to));
        ressourcotheque([
            "export".as_ref(),
            to.as_os_str(),
            "--data".as_ref(),
            data.as_os_str(),
        ])
        .ends(0);
        Tree::read(&to)
    }

    fn check(&self, data: &str) -> Run {
        ressourcotheque([
            "check".as_ref(),
            "--data".as_ref(),
            self.path(data).as_os_str(),
        ])
        .ends(0)
    }
}

#[test]
fn an_export_imported_and_exported_again_is_the_same_to_the_byte() {
    let desk = Desk::new();
    desk.import(&repository().join("content"), "first", &[])
        .ends(0);
    if let Some(real) = shared_data("real") {
        desk.import(&real, "first", &["--licence", "CC-BY-SA-4.0"])
            .ends(0);
    }
    write_tree(&desk.path("odd"), &odd_files());
    desk.import(
        &desk.path("odd"),
        "first",
        &["--licence", "CC-BY-NC-SA-2.0-FR"],
    )
    .ends(0);
    let first = desk.export("first", "export-1");
    assert!(
        first.ending(".md").len() > 30 && first.ending(".toml").len() == 7,
        "{:?}",
        first.ending("")
    );

    desk.import(&desk.path("export-1"), "second", &[]).ends(0);
    let second = desk.export("second", "export-2");
    first.same_as(&second);
    desk.import(&desk.path("export-2"), "third", &[]).ends(0);
    second.same_as(&desk.export("third", "export-3"));
    for data in ["first", "second", "third"] {
        desk.check(data);
    }
}

#[test]
fn nothing_of_an_odd_file_is_lost() {
    let desk = Desk::new();
    desk.import(&repository().join("content"), "data", &[])
        .ends(0);
    write_tree(&desk.path("odd"), &odd_files());
    desk.import(&desk.path("odd"), "data", &["--licence", "CC0-1.0"])
        .ends(0);
    let server = Server::on(&desk.path("data"));
    let odd = server.get("/api/v1/resources/odd").expect(200).json();
    assert_eq!(
        (&odd["title"], &odd["language"]),
        (&"Été : « l’odyssée » – #1".into(), &"fr-CA".into())
    );
    assert_eq!(odd["files"][0]["name"], "Été à la ferme.txt");
    assert_eq!(odd["redirects"].as_array().unwrap().len(), 2);
    assert_eq!(
        server.get("/ressources/encore-plus-ancien").location(),
        "/ressources/odd"
    );
    assert_eq!(
        server.get("/api/v1/resources/crlf").json()["body"],
        "Une\nDeux\n"
    );
    assert_eq!(
        server.get("/api/v1/resources/sans-front").json()["title"],
        "Sans en-tête"
    );
    // a revision through the form keeps what the form does not show
    let form = server
        .open("/ressources/odd/modifier")
        .form("/ressources/odd/modifier");
    form.fill("title", "Été revu")
        .press(&server, "save")
        .expect(303);
    server.stop();
    let text = desk.export("data", "out").text("odd.md");
    for kept in [
        "notre_code: ",
        "avis:",
        "4.5",
        "trois",
        "ancien-nom",
        "https://example.org/a?b=c&d=%C3%A9",
        "Été revu",
        "2020-02-29",
    ] {
        assert!(text.contains(kept), "{kept} is not in\n{text}");
    }
}

#[test]
fn renames_and_revisions_leave_the_export_sound() {
    let desk = Desk::new();
    let server = Server::on(&desk.path("data"));
    server
        .send_form(
            "/ressources/metaplan/renommer",
            &[("slug", "methode-metaplan")],
        )
        .expect(303);
    server
        .send_form("/ressources/blason/retirer", &[("reason", "Essai")])
        .expect(303);
    server.create_page("Toute nouvelle", "Texte.\n");
    server.stop();
    let first = desk.export("data", "one");
    assert!(
        first.text("methode-metaplan.md").contains("metaplan"),
        "the redirect is kept"
    );
    assert!(
        !first.0.keys().any(|path| path.ends_with("blason.md")),
        "what was withdrawn is not given out"
    );
    desk.import(&desk.path("one"), "again", &[]).ends(0);
    first.same_as(&desk.export("again", "two"));
    let server = Server::on(&desk.path("again"));
    assert_eq!(
        server.get("/ressources/metaplan").location(),
        "/ressources/methode-metaplan"
    );
}

#[test]
fn the_same_folder_twice_changes_nothing() {
    let desk = Desk::new();
    let content = repository().join("content");
    desk.import(&content, "data", &[]).ends(0);
    let server = Server::on(&desk.path("data"));
    let before = server.changes();
    server.stop();
    let again = desk.import(&content, "data", &[]).ends(0);
    let server = Server::on(&desk.path("data"));
    assert_eq!(server.changes(), before, "{}", again.said());
}

#[test]
fn an_import_that_says_something_new_writes_a_revision() {
    let desk = Desk::new();
    let sheet =
        |words: &str| format!("---\ntitle: Fiche\nkind: page\nlicence: CC0-1.0\n---\n{words}\n");
    write_tree(
        &desk.path("one"),
        &[
            ("fiche.md", sheet("Avant.").as_bytes()),
            ("autre.md", sheet("Autre.").as_bytes()),
        ],
    );
    desk.import(&repository().join("content"), "data", &[])
        .ends(0);
    desk.import(&desk.path("one"), "data", &[]).ends(0);
    write_tree(
        &desk.path("one"),
        &[("fiche.md", sheet("Après.").as_bytes())],
    );
    desk.import(&desk.path("one"), "data", &[]).ends(0);
    let server = Server::on(&desk.path("data"));
    let revision =
        |slug: &str| server.get(&format!("/api/v1/resources/{slug}")).json()["revision"].clone();
    assert_eq!((revision("fiche"), revision("autre")), (2.into(), 1.into()));
    assert_eq!(server.changes().last().unwrap()["action"], "imported");
}

#[test]
fn a_zip_is_a_folder() {
    let desk = Desk::new();
    desk.import(&repository().join("content"), "data", &[])
        .ends(0);
    zip_tree(&desk.path("odd.zip"), &odd_files());
    desk.import(&desk.path("odd.zip"), "data", &["--licence", "CC0-1.0"])
        .ends(0);
    write_tree(&desk.path("odd"), &odd_files());
    desk.import(&repository().join("content"), "other", &[])
        .ends(0);
    desk.import(&desk.path("odd"), "other", &["--licence", "CC0-1.0"])
        .ends(0);
    desk.export("data", "from-zip")
        .same_as(&desk.export("other", "from-folder"));
}

#[test]
fn an_archive_that_would_leave_its_folder_is_harmless() {
    let desk = Desk::new();
    desk.import(&repository().join("content"), "data", &[])
        .ends(0);
    let server = Server::on(&desk.path("data"));
    let before = server.position();
    server.stop();
    let files = [
        (
            "../../evasion.md",
            &b"---\ntitle: X\nkind: page\nlicence: CC0-1.0\n---\n"[..],
        ),
        ("bon.md", b"# Bon\n"),
    ];
    zip_tree(&desk.path("mechant.zip"), &files);
    let mut archives = vec![desk.path("mechant.zip")];
    archives.extend(
        shared_data("documents").map(|documents| documents.join("hostile/chemin-traversant.zip")),
    );
    for archive in archives {
        let beside = Tree::read(desk.0.path())
            .0
            .keys()
            .filter(|path| !path.starts_with("data/"))
            .cloned()
            .collect::<Vec<_>>();
        desk.import(&archive, "data", &["--licence", "CC0-1.0"])
            .ends(1);
        let after = Tree::read(desk.0.path())
            .0
            .keys()
            .filter(|path| !path.starts_with("data/"))
            .cloned()
            .collect::<Vec<_>>();
        assert_eq!(beside, after, "{}", archive.display());
        assert!(!desk.0.path().parent().unwrap().join("evasion.md").exists());
    }
    let server = Server::on(&desk.path("data"));
    assert_eq!(server.position(), before);
}

#[test]
fn what_cannot_be_taken_is_listed_and_the_rest_is_taken() {
    let desk = Desk::new();
    let files: [(&str, &[u8]); 8] = [
        ("bonne.md", b"---\ntitle: Bonne\nkind: page\nlicence: CC0-1.0\n---\nTexte.\n"),
        ("sans-licence.md", b"---\ntitle: Sans\nkind: page\n---\nTexte.\n"),
        ("licence-inconnue.md", b"---\ntitle: X\nkind: page\nlicence: CC-BY-SA\n---\n"),
        ("kind-inconnu.md", b"---\ntitle: X\nkind: recette\nlicence: CC0-1.0\n---\n"),
        ("pas-yaml.md", b"---\ntitle: X\nkind: [page\nlicence: CC0-1.0\n---\n"),
        ("pas-utf8.md", b"---\ntitle: X\nkind: page\nlicence: CC0-1.0\n---\nligne\nautre \xff\n"),
        ("fichier-absent.md", b"---\ntitle: X\nkind: page\nlicence: CC0-1.0\nfiles:\n  - path: x/rien.pdf\n---\n"),
        ("dehors.md", b"---\ntitle: X\nkind: page\nlicence: CC0-1.0\nfiles:\n  - path: ../../../etc/passwd\n---\n"),
    ];
    desk.import(&repository().join("content"), "data", &[])
        .ends(0);
    write_tree(&desk.path("mixed"), &files);
    let run = desk.import(&desk.path("mixed"), "data", &[]).ends(1);
    for (file, said) in [
        ("sans-licence.md", "--licence"),
        ("licence-inconnue.md", "CC-BY-SA-4.0"),
        ("kind-inconnu.md", "recette"),
        ("pas-yaml.md:", "YAML"),
        ("pas-utf8.md:7", "UTF-8"),
        ("fichier-absent.md", "x/rien.pdf"),
        ("dehors.md", "passwd"),
    ] {
        let said_all = run.said();
        let line = said_all.lines().find(|line| line.contains(file));
        let line = line.unwrap_or_else(|| panic!("{file} is not listed in\n{said_all}"));
        assert!(line.contains(said), "{said} is not in {line}");
    }
    let server = Server::on(&desk.path("data"));
    server.open("/ressources/bonne");
    for (file, _) in &files[1..] {
        server
            .get(&format!("/ressources/{}", file.trim_end_matches(".md")))
            .expect(404);
    }
}
