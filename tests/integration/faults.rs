//! Faults are told, not hidden: a damaged record or file costs its own page, a full disk stops writing and nothing else.

mod texts;

use crate::harness::{Server, repository};
use serde_json::json;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A byte of a file that is turned over, and turned back at the end, so that the folder is sound again.
struct Flipped {
    path: PathBuf,
    whole: Vec<u8>,
}

impl Flipped {
    fn at(path: PathBuf, place: usize) -> Self {
        let whole = std::fs::read(&path).unwrap();
        let mut damaged = whole.clone();
        damaged[place] ^= 0x40;
        overwrite(&path, &damaged);
        Self { path, whole }
    }
}

impl Drop for Flipped {
    fn drop(&mut self) {
        overwrite(&self.path, &self.whole);
    }
}

/// In place: a store that holds the file open sees it.
fn overwrite(path: &Path, bytes: &[u8]) {
    use std::io::Write;
    let mut file = std::fs::OpenOptions::new().write(true).open(path).unwrap();
    file.write_all(bytes).unwrap();
}

fn journal(server: &Server) -> PathBuf {
    let folder = server.data.join("journal").read_dir().unwrap();
    let mut segments: Vec<PathBuf> = folder.map(|entry| entry.unwrap().path()).collect();
    segments.retain(|path| path.extension().is_some_and(|ending| ending == "log"));
    segments.sort();
    segments.pop().unwrap()
}

/// Damages the record that `write` writes.
fn damage(server: &Server, write: impl FnOnce()) -> Flipped {
    let path = journal(server);
    let before = std::fs::read(&path).unwrap();
    write();
    let after = std::fs::read(&path).unwrap();
    let begin = before.iter().zip(&after).position(|(old, new)| old != new);
    let begin = begin.unwrap_or(before.len());
    let written = after.iter().rposition(|byte| *byte != 0).unwrap();
    Flipped::at(path, (begin + written) / 2)
}

#[test]
fn a_damaged_record_costs_its_own_page_and_no_other() {
    let server = Server::empty();
    server.create_page("Le sommeil", "Les siestes, au calme.\n");
    let text = "Le réveil des adultes et celui des enfants, chacun à son heure.\n".repeat(20);
    let flipped = damage(&server, || {
        server.create_page("Le réveil", &text);
    });
    server.create_page("La nuit", "Les étoiles, dehors.\n");

    let broken = server.get("/ressources/le-reveil").expect(500);
    let number = broken.header("x-request-id").unwrap().to_owned();
    broken.page().shows(&["Cette page est abîmée", &number]);
    server
        .get("/api/v1/resources/le-reveil")
        .problem(500, "damaged");
    server
        .open("/ressources/le-sommeil")
        .shows(&["Les siestes"]);
    server.open("/ressources/la-nuit").shows(&["Les étoiles"]);
    let damaged = "est abîmé et ne peut pas être lu";
    server.open("/").shows(&["La nuit", "Le sommeil", damaged]);
    server
        .open("/changements")
        .shows(&["La nuit", "Le sommeil", damaged]);
    server.open("/ressources/le-sommeil/historique");
    server.open("/recherche?q=siestes").shows(&["Le sommeil"]);
    server.open("/types/page").shows(&[
        "Le réveil",
        "est abîmée et ne peut pas être lue",
        "La nuit",
    ]);
    for path in [
        "/changements.atom",
        "/recherche.atom",
        "/etat",
        "/healthz",
        "/themes",
    ] {
        server.get(path).expect(200);
    }
    let saved = server
        .open("/ressources/la-nuit/modifier")
        .form("/ressources/la-nuit/modifier");
    saved
        .fill("body", "Les étoiles.\n")
        .press(&server, "save")
        .expect(303);
    drop(flipped);
    server
        .open("/ressources/le-reveil")
        .shows(&["chacun à son heure"]);
}

#[test]
fn a_damaged_file_is_not_sent_and_its_sheet_is_read() {
    let server = Server::with_content();
    let sheet = "/ressources/cartes-emotions";
    let page = server.open(sheet);
    let file = page
        .links()
        .into_iter()
        .find(|link| link.ends_with(".pdf"))
        .unwrap();
    let bytes =
        std::fs::read(repository().join("content/outils/cartes-emotions/cartes-emotions.pdf"))
            .unwrap();
    assert_eq!(server.get(&file).expect(200).body, bytes);
    let stored = stored(&server.data.join("files"), &bytes);
    let flipped = Flipped::at(stored, bytes.len() / 2);
    let refused = server.get(&file).expect(500);
    assert_ne!(refused.body, bytes);
    refused.page().shows(&["Cette page est abîmée"]);
    server.open(sheet).shows(&["Cartes"]);
    drop(flipped);
    assert_eq!(server.get(&file).expect(200).body, bytes);
}

/// The stored file that has those bytes.
fn stored(folder: &Path, bytes: &[u8]) -> PathBuf {
    let entries = folder.read_dir().unwrap().flat_map(|entry| {
        let path = entry.unwrap().path();
        let below = path.read_dir().into_iter().flatten();
        below.map(|entry| entry.unwrap().path()).collect::<Vec<_>>()
    });
    let mut same = entries.filter(|path| path.is_file() && std::fs::read(path).unwrap() == bytes);
    same.next().expect("the file is stored")
}

/// A small file system of its own, in memory.
struct SmallDisk(tempfile::TempDir);

impl SmallDisk {
    /// `None`, said aloud, where nothing can be mounted.
    fn mount(megabytes: u32) -> Option<Self> {
        let folder = tempfile::tempdir().unwrap();
        let mounted = Command::new("mount")
            .args(["-t", "tmpfs", "-o", &format!("size={megabytes}m"), "tmpfs"])
            .arg(folder.path())
            .output();
        if mounted.is_ok_and(|output| output.status.success()) {
            return Some(Self(folder));
        }
        eprintln!("skipped: a small tmpfs cannot be mounted here; that needs root");
        None
    }

    /// Fills it to the last byte; the file that does it can be removed again.
    fn fill(&self) -> PathBuf {
        use std::io::Write;
        let path = self.0.path().join("filling");
        let mut file = std::fs::File::create(&path).unwrap();
        for size in [65_536, 512, 1] {
            while file.write_all(&vec![1; size]).is_ok() {}
        }
        path
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        let done = Command::new("umount").arg("-l").arg(self.0.path()).status();
        assert!(done.is_ok_and(|status| status.success()) || std::thread::panicking());
    }
}

#[test]
fn a_full_disk_is_told_and_keeps_every_text_in_its_form() {
    let Some(disk) = SmallDisk::mount(48) else {
        return;
    };
    let data = disk.0.path().join("data");
    let server = Server::empty_on(&data);
    server.create_page("Le sommeil", "Les siestes.\n");
    let edit = "/ressources/le-sommeil/modifier";
    let form = server.open(edit).form(edit);
    let deposit = server
        .open("/deposer/page/formulaire")
        .form("/deposer/page");
    let filling = disk.fill();

    let words = format!("Les siestes longues. {}\n", "Encore. ".repeat(2000));
    let full = form
        .clone()
        .fill("body", &words)
        .press(&server, "save")
        .expect(507)
        .page();
    assert_eq!(full.form(edit).value("body").trim(), words.trim());
    full.shows(&["Il n’y a plus de place", "gardé dans ce navigateur"]);
    let with_file = form
        .clone()
        .fill("body", &words)
        .choose("files", "note.txt", "text/plain", &vec![b'x'; 300_000])
        .press(&server, "save")
        .expect(507)
        .page();
    assert_eq!(with_file.form(edit).value("body").trim(), words.trim());
    let deposited = deposit.fill("title", "Une fiche").stating_own();
    let deposited = deposited.fill("body", &words);
    let refused = deposited.press(&server, "publish").expect(507).page();
    assert_eq!(
        refused.form("/deposer/page").value("body").trim(),
        words.trim()
    );
    let unkept = deposited
        .clone()
        .to("/brouillons")
        .press(&server, "keep")
        .expect(507)
        .page();
    assert_eq!(
        unkept.form("/deposer/page").value("body").trim(),
        words.trim()
    );
    for page in ["renommer", "retirer"] {
        let path = format!("/ressources/le-sommeil/{page}");
        server.open(&path).shows(&["Il n’y a plus de place"]);
    }
    assert!(
        !server
            .open("/ressources/le-sommeil")
            .text()
            .contains("plus de place")
    );
    assert_eq!(
        server.get("/healthz").expect(200).json()["writing"],
        "disk_full"
    );
    assert!(
        server
            .get("/metrics")
            .text()
            .contains("ressourcotheque_writing 1")
    );
    server.open("/etat").shows(&["Arrêté faute de place"]);

    std::fs::remove_file(filling).unwrap();
    full.form(edit).press(&server, "save").expect(303);
    refused
        .form("/deposer/page")
        .press(&server, "publish")
        .expect(303);
    assert_eq!(server.get("/healthz").json()["writing"], "open");
    assert!(!server.open(edit).text().contains("plus de place"));
    server.stop();
}

#[test]
fn the_state_of_the_library_is_told_in_plain_words() {
    let server = Server::empty();
    server.create_page("Le sommeil", "Les siestes.\n");
    server.until("the index has followed", |server| {
        server.get("/healthz").json()["index"]["behind"] == json!(0)
    });
    let state = server.open("/etat");
    state.shows(&[
        "Ouvert",
        "À jour",
        "Aucune sauvegarde n’est faite automatiquement",
    ]);
    assert!(server.open("/").links().contains("/etat"));
    let english = server.request("GET", "/etat").english().send().expect(200);
    english
        .page()
        .shows(&["State of the library", "Up to date"]);
    assert_eq!(server.get("/healthz").json()["writing"], "open");
    assert!(
        server
            .get("/metrics")
            .text()
            .contains("ressourcotheque_writing 0")
    );
}
