//! Folders of files: written, read whole and compared.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;
use zip::write::SimpleFileOptions;

/// Every file of a folder: path to bytes.
#[derive(Clone, PartialEq, Eq)]
pub struct Tree(pub BTreeMap<String, Vec<u8>>);

impl Tree {
    /// Reads a folder.
    pub fn read(folder: &Path) -> Self {
        let mut tree = Self(BTreeMap::new());
        tree.add(folder, "");
        tree
    }

    fn add(&mut self, folder: &Path, prefix: &str) {
        for entry in folder.read_dir().unwrap() {
            let entry = entry.unwrap();
            let path = format!("{prefix}{}", entry.file_name().to_str().unwrap());
            if entry.file_type().unwrap().is_dir() {
                self.add(&entry.path(), &format!("{path}/"));
            } else {
                self.0.insert(path, std::fs::read(entry.path()).unwrap());
            }
        }
    }

    /// Checks that another has the same files with the same bytes.
    #[track_caller]
    pub fn same_as(&self, other: &Self) {
        let names = |tree: &Self| tree.0.keys().cloned().collect::<Vec<_>>();
        assert_eq!(names(self), names(other));
        for (path, bytes) in &self.0 {
            let theirs = &other.0[path];
            let shown = |bytes: &[u8]| {
                String::from_utf8_lossy(bytes)
                    .chars()
                    .take(4000)
                    .collect::<String>()
            };
            assert!(
                bytes == theirs,
                "{path} differs:\n{}\n--- and ---\n{}",
                shown(bytes),
                shown(theirs)
            );
        }
    }

    /// Paths that end so.
    pub fn ending(&self, ending: &str) -> Vec<&str> {
        self.0
            .keys()
            .map(String::as_str)
            .filter(|path| path.ends_with(ending))
            .collect()
    }

    /// The text of the one file of that name, in whatever folder.
    #[track_caller]
    pub fn text(&self, name: &str) -> String {
        let found = self
            .0
            .iter()
            .find(|(path, _)| path.rsplit('/').next() == Some(name));
        let (_, bytes) = found.unwrap_or_else(|| panic!("no {name} among {:?}", self.0.keys()));
        String::from_utf8(bytes.clone()).unwrap()
    }
}

/// Writes files into a folder.
pub fn write_tree(folder: &Path, files: &[(&str, &[u8])]) {
    for (path, bytes) in files {
        let path = folder.join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
    }
}

/// Writes files into a zip archive.
pub fn zip_tree(path: &Path, files: &[(&str, &[u8])]) {
    let mut archive = zip::ZipWriter::new(std::fs::File::create(path).unwrap());
    for (name, bytes) in files {
        archive
            .start_file(*name, SimpleFileOptions::default())
            .unwrap();
        archive.write_all(bytes).unwrap();
    }
    archive.finish().unwrap();
}
