//! The history as commits, read by a real git.

use crate::bench::{KIND, draft, library, receive, sheet};
use crate::carrying::{exported, tree};
use library::{Described, HistoryReport, Library, Silent};
use model::Actor;
use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

async fn stream(library: &Library) -> (Vec<u8>, HistoryReport) {
    let mut bytes = Vec::new();
    let report = library.export_history(&mut bytes, &Silent).await.unwrap();
    (bytes, report)
}

/// A repository, or `None`, said aloud, where there is no git.
struct Repository(tempfile::TempDir);

impl Repository {
    fn new() -> Option<Self> {
        if Command::new("git").arg("--version").output().is_err() {
            eprintln!("skipped: there is no git on this machine");
            return None;
        }
        let repository = Self(tempfile::tempdir().unwrap());
        repository.git(&["init", "--quiet", "--initial-branch=main"], b"");
        Some(repository)
    }

    fn git(&self, arguments: &[&str], input: &[u8]) -> String {
        let mut child = Command::new("git")
            .args(arguments)
            .current_dir(self.0.path())
            .env("GIT_CONFIG_GLOBAL", "/dev/null")
            .env("GIT_CONFIG_NOSYSTEM", "1")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut stdin = child.stdin.take().unwrap();
        let input = input.to_vec();
        let writing = std::thread::spawn(move || stdin.write_all(&input));
        let output = child.wait_with_output().unwrap();
        writing.join().unwrap().unwrap();
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "git {arguments:?}: {said}");
        String::from_utf8(output.stdout).unwrap()
    }

    fn import(&self, stream: &[u8]) {
        self.git(&["fast-import", "--quiet"], stream);
    }

    /// The files of the latest commit.
    fn tree(&self) -> BTreeMap<String, Vec<u8>> {
        let files = tempfile::tempdir().unwrap();
        let prefix = format!("--prefix={}/", files.path().display());
        self.git(&["read-tree", "main"], b"");
        self.git(&["checkout-index", "--all", &prefix], b"");
        tree(files.path())
    }

    /// One line for each commit, the oldest first.
    fn log(&self, format: &str) -> Vec<String> {
        let format = format!("--format={format}");
        let log = self.git(&["log", "--reverse", &format, "main"], b"");
        log.lines().map(str::to_owned).collect()
    }
}

/// A library in which everything has happened that can happen.
async fn eventful() -> std::sync::Arc<Library> {
    let library = library().await;
    let ada = library.actor("Ada <ada@exemple.fr>").unwrap();
    let file = receive(&library, "déjà vu \"1\".txt", b"octets").await;
    let mut with_file = draft("Été", "Voir [[b]].");
    with_file.files = Some(vec![library::DraftFile {
        name: file.name.to_string(),
        sha256: file.sha256.to_string(),
        ..library::DraftFile::default()
    }]);
    let first = library
        .create(&ada, with_file, None, "Pour commencer")
        .await
        .unwrap();
    let slug = first.slug.to_string();
    let second = sheet(&library, "B", "un").await;
    let other = receive(&library, "b.txt", b"octets").await;
    library
        .attach(&ada, &second, &other, Described::default(), None)
        .await
        .unwrap();
    library
        .revise(&Actor::Anonymous, &second, 2, draft("B", "deux"), "Mieux")
        .await
        .unwrap();
    library.rename(&ada, &slug, "hiver").await.unwrap();
    library.rename(&ada, "hiver", &slug).await.unwrap();
    library.rename(&ada, &slug, "printemps").await.unwrap();
    library.withdraw(&ada, &second, "Doublon").await.unwrap();
    library.restore(&ada, &second, 2, "").await.unwrap();
    let page = KIND.replace("id = \"fiche\"", "id = \"page\"");
    library.define_kind(&Actor::System, &page).await.unwrap();
    let mut moved = draft("B", "trois");
    moved.kind = "page".to_owned();
    library.revise(&ada, &second, 4, moved, "").await.unwrap();
    library
        .create(&ada, draft("Synonymes", "- a = b"), Some("synonymes"), "")
        .await
        .unwrap();
    let gone = sheet(&library, "Partie", "").await;
    library.withdraw(&ada, &gone, "Hors sujet").await.unwrap();
    library
}

/// The plain export less what it says of rights: a note beside each file and the texts of licences follow from the rest,
/// and in a history each change would write them all anew.
async fn without_notes(library: &Library) -> BTreeMap<String, Vec<u8>> {
    let mut files = exported(library).await.1;
    files.retain(|name, _| !name.ends_with(".license") && !name.starts_with("LICENSES/"));
    files
}

#[tokio::test(flavor = "multi_thread")]
async fn the_last_commit_is_the_plain_export() {
    let Some(repository) = Repository::new() else {
        return;
    };
    let library = eventful().await;
    let (bytes, report) = stream(&library).await;
    assert_eq!((report.faults.as_slice(), report.files), (&[][..], 1));
    repository.import(&bytes);
    let plain = without_notes(&library).await;
    assert!(
        plain.contains_key("page/b.md") && plain.contains_key("synonymes.md"),
        "{:?}",
        plain.keys()
    );
    assert!(
        repository.tree() == plain,
        "the tree differs from the export"
    );
    assert_eq!(repository.log("%s").len() as u64, report.commits);
    assert_eq!(report.commits, library.positions().await.unwrap().store.0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_commit_says_who_when_and_why() {
    let Some(repository) = Repository::new() else {
        return;
    };
    let library = eventful().await;
    repository.import(&stream(&library).await.0);
    let log = repository.log("%an|%ae|%ai|%ci|%s|%(trailers:only,unfold,separator=%x2C)");
    let date = "2026-01-15 00:00:01 +0000";
    assert_eq!(
        log[1],
        format!(
            "Ada ada@exemple.fr|signature@ressourcotheque.invalid|{date}|{date}|Pour commencer|\
             Ressource: ete,Revision: 1,Change: 2"
        )
    );
    assert!(
        log[0].contains("Ressourçothèque|") && log[0].ends_with("Type: fiche,Change: 1"),
        "{}",
        log[0]
    );
    assert!(
        log[2].starts_with("anonyme|anonyme@") && log[2].contains("Dépôt de « B »"),
        "{}",
        log[2]
    );
    assert!(
        log.iter().any(|line| line
            .contains("Changement d’adresse : ete devient hiver|Ressource: hiver,Change: ")),
        "{log:#?}"
    );
    assert!(
        log.iter()
            .any(|line| line.contains("Retrait : Doublon|Ressource: b,")),
        "{log:#?}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_later_export_extends_the_earlier_one() {
    let Some(repository) = Repository::new() else {
        return;
    };
    let library = eventful().await;
    let (first, _) = stream(&library).await;
    assert!(
        stream(&library).await.0 == first,
        "the same library gave other bytes"
    );
    repository.import(&first);
    let before = repository.log("%H");
    let head = library.read("printemps").await.unwrap().revision.number.0;
    library
        .revise(
            &Actor::Anonymous,
            "printemps",
            head,
            draft("Été", "Plus."),
            "",
        )
        .await
        .unwrap();
    let (second, _) = stream(&library).await;
    // without force: git takes only what extends the branch
    repository.import(&second);
    let after = repository.log("%H");
    assert_eq!(after.len(), before.len() + 1);
    assert_eq!(after[..before.len()], before);
    assert!(repository.tree() == without_notes(&library).await);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stream_cut_short_is_refused_by_git() {
    let Some(repository) = Repository::new() else {
        return;
    };
    let library = eventful().await;
    let (bytes, _) = stream(&library).await;
    let cut = &bytes[..bytes.len() - "done\n".len()];
    let path = repository.0.path().join("cut");
    std::fs::write(&path, cut).unwrap();
    let input = std::fs::File::open(&path).unwrap();
    let done = Command::new("git")
        .args(["fast-import", "--quiet"])
        .current_dir(repository.0.path())
        .stdin(Stdio::from(input))
        .stderr(Stdio::null())
        .status()
        .unwrap();
    assert!(!done.success());
}

#[tokio::test(flavor = "multi_thread")]
async fn an_export_to_a_full_disk_says_so() {
    if !Path::new("/dev/full").exists() {
        eprintln!("skipped: there is no /dev/full on this machine");
        return;
    }
    let library = eventful().await;
    let mut full = std::fs::OpenOptions::new()
        .write(true)
        .open("/dev/full")
        .unwrap();
    let failed = library.export_history(&mut full, &Silent).await;
    assert!(matches!(failed, Err(library::Error::Outside { .. })));
}
