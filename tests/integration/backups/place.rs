//! A library with a folder of backups.

use crate::control::ask;
use crate::harness::{Run, Server, Tree, repository, ressourcotheque, write_tree};
use serde_json::json;
use std::path::PathBuf;

/// Of one day the backup is kept, and no other.
pub(super) const ONE_DAY: &str =
    "backup_keep_days = 1\nbackup_keep_weeks = 0\nbackup_keep_months = 0\n";

/// A place for a library, its settings and its backups.
pub(super) struct Place(tempfile::TempDir);

impl Place {
    pub(super) fn new(more: &str) -> Self {
        let place = Self(tempfile::tempdir().unwrap());
        let backups = place.at("backups");
        let content = place.at("content");
        for (path, bytes) in &Tree::read(&repository().join("content/kinds")).0 {
            write_tree(&content.join("kinds"), &[(path, bytes)]);
        }
        let settings = format!("backup_dir = {backups:?}\ncontent = {content:?}\n{more}");
        write_tree(place.0.path(), &[("settings.toml", settings.as_bytes())]);
        place
    }

    /// Another library whose backups go into the same folder.
    pub(super) fn sharing(place: &Self, more: &str) -> Self {
        let other = Self::new(more);
        let settings = std::fs::read_to_string(other.at("settings.toml")).unwrap();
        let (own, theirs) = (other.at("backups"), place.at("backups"));
        let settings = settings.replace(own.to_str().unwrap(), theirs.to_str().unwrap());
        std::fs::write(other.at("settings.toml"), settings).unwrap();
        other
    }

    pub(super) fn at(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    pub(super) fn serve(&self) -> Server {
        let settings = self.at("settings.toml");
        Server::start(
            Some(&self.at("data")),
            &["--config", settings.to_str().unwrap()],
        )
    }

    pub(super) fn run(&self, arguments: &[&str]) -> Run {
        let (settings, data) = (self.at("settings.toml"), self.at("data"));
        let more = [
            "--config",
            settings.to_str().unwrap(),
            "--data",
            data.to_str().unwrap(),
        ];
        ressourcotheque([arguments, &more].concat())
    }

    /// Names in the folder of backups, sorted.
    pub(super) fn names(&self) -> Vec<String> {
        let entries = self.at("backups").read_dir().into_iter().flatten();
        let mut names: Vec<_> = entries
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }

    /// The backups among them.
    pub(super) fn backups(&self) -> Vec<String> {
        let mut names = self.names();
        names.retain(|name| name.ends_with(".zip"));
        names
    }

    /// The only backup.
    #[track_caller]
    pub(super) fn backup(&self) -> String {
        let mut names = self.backups();
        assert_eq!(names.len(), 1, "{names:?}");
        names.remove(0)
    }
}

/// Waits until the schedule says that.
#[track_caller]
pub(super) fn until(server: &Server, words: &str) {
    server.until(words, |server| {
        let status = ask(&server.data, &json!({"request": "status"}));
        let said = status.last().unwrap()["done"]["said"][2].as_str();
        said.unwrap().contains(words)
    });
}

/// The same name with another time: the position and the seal stay.
pub(super) fn at_another_time(name: &str, time: &str) -> String {
    let (_, rest) = name.split_once("Z-").unwrap();
    format!("ressourcotheque-{time}-{rest}")
}

/// The backup of the schedule seems to be of another time.
pub(super) fn date_back(place: &Place, name: &str, time: &str) {
    let other = at_another_time(name, time);
    let path = |name: &str| place.at("backups").join(name);
    std::fs::rename(path(name), path(&other)).unwrap();
    let note = |name: &str| path(&format!("{name}.rehearsal.json"));
    std::fs::rename(note(name), note(&other)).unwrap();
}
