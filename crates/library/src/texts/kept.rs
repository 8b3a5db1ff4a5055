//! The folder in which is kept what was found in files: `{version}/{ab}/{cdef…}.{ending}` for the file of hash `abcdef…`.
//!
//! An entry is the SHA-256 of the rest, an end of line, and an [`Inspection`] as JSON. It is renamed into its place without
//! a flush: one that a power cut leaves damaged is known by its hash, passed over, and written again.

use extraction::Inspection;
use model::Sha256;
use sha2::Digest;
use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

/// The longest ending that tells anything of a file.
const ENDING_BYTES: usize = 16;

/// What the findings in a file depend on: its bytes, and the ending of its name, by which plain texts are told apart.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct Key {
    sha256: Sha256,
    ending: String,
}

impl Key {
    pub(super) fn new(sha256: Sha256, name: &str) -> Self {
        let ending = Path::new(name)
            .extension()
            .and_then(|ending| ending.to_str());
        let plain = |ending: &String| {
            ending.len() <= ENDING_BYTES && ending.bytes().all(|byte| byte.is_ascii_alphanumeric())
        };
        Self {
            sha256,
            ending: ending
                .map(str::to_lowercase)
                .filter(plain)
                .unwrap_or_default(),
        }
    }

    fn path(&self, folder: &Path) -> PathBuf {
        let hash = self.sha256.to_string();
        let (shard, rest) = hash.split_at(2);
        let name = match self.ending.as_str() {
            "" => rest.to_owned(),
            ending => format!("{rest}.{ending}"),
        };
        folder.join(shard).join(name)
    }
}

/// What one version of the extraction found.
#[derive(Debug)]
pub(super) struct Kept {
    /// of all versions
    root: PathBuf,
    version: u32,
}

impl Kept {
    pub(super) fn new(root: &Path, version: u32) -> Self {
        Self {
            root: root.to_owned(),
            version,
        }
    }

    /// Makes ready for a version of which there is nothing yet; whether there is a folder to [`begin`](Self::begin) with.
    pub(super) fn prepare(&self) -> bool {
        if self.folder().is_dir() {
            return false;
        }
        let made = fs::create_dir_all(self.new_folder());
        self.tell(made)
    }

    /// Begins to keep what this version finds, and lets go of what others found.
    pub(super) fn begin(&self) {
        self.tell(fs::rename(self.new_folder(), self.folder()));
        self.tell(self.remove_others());
    }

    /// What was found, or nothing where that is not known any more.
    pub(super) fn get(&self, key: &Key) -> Option<Inspection> {
        let path = key.path(&self.folder());
        let entry = match fs::read(&path) {
            Ok(entry) => entry,
            Err(error) if error.kind() == ErrorKind::NotFound => return None,
            Err(error) => {
                self.tell(Err(error));
                return None;
            }
        };
        let found = parse(&entry);
        if found.is_none() {
            tracing::warn!(path = %path.display(), "what was found in a file is damaged; the file is looked into again");
        }
        found
    }

    /// Keeps what was found. Where that fails, the file is looked into again another time.
    pub(super) fn put(&self, key: &Key, found: &Inspection) {
        self.tell(self.write(&key.path(&self.folder()), found));
    }

    fn write(&self, path: &Path, found: &Inspection) -> io::Result<()> {
        if let Some(shard) = path.parent() {
            fs::create_dir_all(shard)?;
        }
        // no ending has a dot: this is nobody's name
        let mut aside = path.to_owned();
        aside.as_mut_os_string().push(".on.its.way");
        fs::write(&aside, entry(found)?)?;
        fs::rename(aside, path)
    }

    fn folder(&self) -> PathBuf {
        self.root.join(self.version.to_string())
    }

    fn new_folder(&self) -> PathBuf {
        self.root.join(format!("{}.new", self.version))
    }

    fn remove_others(&self) -> io::Result<()> {
        for entry in self.root.read_dir()? {
            let entry = entry?;
            let version = entry.file_name().to_str().and_then(version);
            if version.is_some_and(|version| version != self.version) {
                fs::remove_dir_all(entry.path())?;
            }
        }
        Ok(())
    }

    /// Whether it went well; if not, it is told, for no act fails by it.
    fn tell(&self, done: io::Result<()>) -> bool {
        if let Err(error) = &done {
            let folder = self.root.display();
            tracing::warn!(%folder, %error, "what is found in files is not kept");
        }
        done.is_ok()
    }
}

/// The version whose folder has that name, begun or not.
fn version(name: &str) -> Option<u32> {
    name.strip_suffix(".new").unwrap_or(name).parse().ok()
}

fn entry(found: &Inspection) -> io::Result<Vec<u8>> {
    let json = serde_json::to_vec(found)?;
    let mut entry = format!("{}\n", hash(&json)).into_bytes();
    entry.extend(json);
    Ok(entry)
}

fn parse(entry: &[u8]) -> Option<Inspection> {
    let end = entry.iter().position(|byte| *byte == b'\n')?;
    let (named, json) = (&entry[..end], &entry[end + 1..]);
    let whole = named == hash(json).to_string().as_bytes();
    whole.then(|| serde_json::from_slice(json).ok())?
}

fn hash(bytes: &[u8]) -> Sha256 {
    Sha256(sha2::Sha256::digest(bytes).into())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Inspection {
        let page = extraction::PageText {
            page: Some(3),
            text: text.to_owned(),
        };
        Inspection {
            pages: vec![page],
            ..super::super::unknown()
        }
    }

    fn key(name: &str) -> Key {
        Key::new(Sha256([7; 32]), name)
    }

    #[test]
    fn names_that_tell_the_same_are_the_same() {
        for (name, ending) in [
            ("a.md", "md"),
            ("Été.b.MD", "md"),
            ("a", ""),
            (".md", ""),
            ("a.", ""),
            ("a.b c", ""),
            ("a.../../x", ""),
            ("a.ﬁn", ""),
            // the sign of Kelvin, a capital k for those who compare small letters
            ("a.mar\u{212A}down", "markdown"),
            ("a.abcdefghijklmnopq", ""),
        ] {
            assert_eq!(key(name).ending, ending, "{name}");
            // whatever is left out of the key must make no difference
            let plain = format!("b.{ending}");
            let identify = |name: &str| extraction::identify(b"# Bonjour;\ta", name);
            assert_eq!(identify(name), identify(&plain), "{name}");
        }
    }

    #[test]
    fn what_is_kept_is_given_back_until_it_is_damaged() {
        let folder = tempfile::tempdir().unwrap();
        let kept = Kept::new(folder.path(), 2);
        assert!(kept.prepare());
        kept.begin();
        assert_eq!(kept.get(&key("a.md")), None);
        kept.put(&key("a.md"), &found("un"));
        kept.put(&key("a.txt"), &found("deux"));
        assert_eq!(kept.get(&key("b.md")), Some(found("un")));
        assert_eq!(kept.get(&key("a.txt")), Some(found("deux")));
        let path = key("a.md").path(&kept.folder());
        let whole = fs::read(&path).unwrap();
        let mut changed = whole.clone();
        *changed.last_mut().unwrap() ^= 1;
        for damaged in [&whole[..whole.len() - 1], &whole[..3], b"", &changed] {
            fs::write(&path, damaged).unwrap();
            assert_eq!(kept.get(&key("a.md")), None);
        }
        kept.put(&key("a.md"), &found("un"));
        assert_eq!(kept.get(&key("a.md")), Some(found("un")));
        assert_eq!(path.parent().unwrap().read_dir().unwrap().count(), 2);
    }

    #[test]
    fn another_version_begins_anew_and_the_former_goes() {
        let folder = tempfile::tempdir().unwrap();
        let (older, newer) = (Kept::new(folder.path(), 1), Kept::new(folder.path(), 2));
        fs::write(folder.path().join("notes.txt"), "not ours").unwrap();
        assert!(older.prepare());
        older.begin();
        older.put(&key("a"), &found("un"));
        assert!(!older.prepare(), "it is there");
        // stopped before it began
        assert!(newer.prepare() && newer.prepare());
        assert_eq!(older.get(&key("a")), Some(found("un")));
        newer.begin();
        assert_eq!((older.get(&key("a")), newer.get(&key("a"))), (None, None));
        let mut left: Vec<_> = folder
            .path()
            .read_dir()
            .unwrap()
            .map(|entry| entry.unwrap().file_name())
            .collect();
        left.sort();
        assert_eq!(left, ["2", "notes.txt"]);
    }

    #[test]
    fn nothing_fails_where_nothing_can_be_kept() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("file");
        fs::write(&file, "").unwrap();
        let kept = Kept::new(&file, 1);
        assert!(!kept.prepare());
        kept.put(&key("a"), &found("un"));
        assert_eq!(kept.get(&key("a")), None);
    }
}
