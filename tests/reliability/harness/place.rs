//! Folders of stories.

use anyhow::Context;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// The folder of one story, emptied when it begins.
pub struct Place {
    folder: PathBuf,
}

impl Place {
    /// `target/reliability/STORY`, empty.
    pub fn new(story: &str) -> anyhow::Result<Self> {
        let top = Path::new(env!("CARGO_TARGET_TMPDIR"))
            .parent()
            .context("no target folder")?
            .join("reliability");
        let folder = top.join(story);
        if folder.exists() {
            std::fs::remove_dir_all(&folder)?;
        }
        std::fs::create_dir_all(&folder)?;
        Ok(Self { folder })
    }

    /// The folder itself.
    pub fn path(&self) -> &Path {
        &self.folder
    }

    /// A name in it.
    pub fn join(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    /// Takes it away.
    pub fn remove(self) -> anyhow::Result<()> {
        Ok(std::fs::remove_dir_all(&self.folder)?)
    }
}

/// Copies a folder with everything in it to a name that is not taken.
pub fn copy(from: &Path, to: &Path) -> anyhow::Result<()> {
    std::fs::create_dir(to).with_context(|| to.display().to_string())?;
    for entry in from.read_dir()? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        let kind = entry.file_type()?;
        if kind.is_dir() {
            copy(&entry.path(), &target)?;
        } else if kind.is_file() {
            std::fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}

/// Writes a folder of content with the shipped kinds and nothing else; gives its path.
pub fn kinds_only(place: &Path) -> anyhow::Result<PathBuf> {
    let content = place.join("content");
    let kinds = content.join("kinds");
    if !kinds.exists() {
        let shipped = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../content/kinds");
        std::fs::create_dir_all(&content)?;
        copy(&shipped, &kinds)?;
    }
    Ok(content)
}

/// Writes a file whose folder may not exist yet.
pub fn write_new(path: &Path, bytes: &[u8]) -> anyhow::Result<()> {
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder)?;
    }
    std::fs::write(path, bytes).with_context(|| path.display().to_string())
}

/// Every file below a folder: its path from there, and its bytes.
pub fn files_below(folder: &Path) -> anyhow::Result<BTreeMap<PathBuf, Vec<u8>>> {
    let mut files = BTreeMap::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(next) = folders.pop() {
        for entry in next.read_dir()? {
            let path = entry?.path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let bytes = std::fs::read(&path)?;
                files.insert(path.strip_prefix(folder)?.to_path_buf(), bytes);
            }
        }
    }
    Ok(files)
}
