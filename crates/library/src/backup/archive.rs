//! The file of a backup: a zip archive with `changes.jsonl`, `files/{sha256}` and, last, `manifest.json`.

use crate::{Error, Progress};
use bytes::Bytes;
use model::{Change, Sha256};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256 as Hasher};
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufRead, BufReader, BufWriter, Read, Write};
use std::path::{Path, PathBuf};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

pub(super) const CHANGES: &str = "changes.jsonl";
const MANIFEST: &str = "manifest.json";

pub(super) fn file_entry(sha256: Sha256) -> String {
    format!("files/{sha256}")
}

/// What the archive holds, with the hash of every entry.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(super) struct Manifest {
    pub(super) format: u32,
    pub(super) changes: u64,
    pub(super) files: u64,
    pub(super) sha256: BTreeMap<String, Sha256>,
}

impl Manifest {
    pub(super) const FORMAT: u32 = 1;
}

/// An archive being written, under another name until it is complete.
pub(super) struct Writing {
    path: PathBuf,
    aside: PathBuf,
    zip: ZipWriter<BufWriter<File>>,
    entry: Option<(String, Hasher)>,
    hashes: BTreeMap<String, Sha256>,
}

impl Writing {
    pub(super) fn create(path: &Path) -> Result<Self, Error> {
        if path.exists() {
            return Err(Error::outside(
                path,
                "there is a file of this name already; give another",
            ));
        }
        let mut aside = path.as_os_str().to_owned();
        aside.push(".partial");
        let aside = PathBuf::from(aside);
        let file = File::create(&aside).map_err(|error| Error::outside(&aside, error))?;
        Ok(Self {
            path: path.to_owned(),
            aside,
            zip: ZipWriter::new(BufWriter::new(file)),
            entry: None,
            hashes: BTreeMap::new(),
        })
    }

    fn outside(&self, detail: impl ToString) -> Error {
        Error::outside(&self.aside, detail)
    }

    pub(super) fn begin(&mut self, entry: &str) -> Result<(), Error> {
        self.end_entry();
        let options = SimpleFileOptions::default().large_file(true);
        self.zip
            .start_file(entry, options)
            .map_err(|error| Error::outside(&self.aside, error))?;
        self.entry = Some((entry.to_owned(), Hasher::new()));
        Ok(())
    }

    fn end_entry(&mut self) {
        if let Some((name, hasher)) = self.entry.take() {
            self.hashes.insert(name, Sha256(hasher.finalize().into()));
        }
    }

    pub(super) fn bytes(&mut self, bytes: &[u8]) -> Result<(), Error> {
        if let Some((_, hasher)) = &mut self.entry {
            hasher.update(bytes);
        }
        self.zip
            .write_all(bytes)
            .map_err(|error| Error::outside(&self.aside, error))
    }

    pub(super) fn line(&mut self, change: &Change) -> Result<(), Error> {
        let mut line = serde_json::to_vec(change).map_err(|error| self.outside(error))?;
        line.push(b'\n');
        self.bytes(&line)
    }

    pub(super) fn finish(mut self, mut manifest: Manifest) -> Result<(), Error> {
        self.end_entry();
        manifest.sha256 = std::mem::take(&mut self.hashes);
        let text = serde_json::to_vec_pretty(&manifest).map_err(|error| self.outside(error))?;
        self.begin(MANIFEST)?;
        self.bytes(&text)?;
        let Self {
            path, aside, zip, ..
        } = self;
        let outside = |error: std::io::Error| Error::outside(&aside, error);
        let buffered = zip
            .finish()
            .map_err(|error| Error::outside(&aside, error))?;
        let file = buffered
            .into_inner()
            .map_err(|error| outside(error.into_error()))?;
        file.sync_all().map_err(outside)?;
        std::fs::rename(&aside, &path).map_err(outside)?;
        let folder = path
            .parent()
            .filter(|folder| !folder.as_os_str().is_empty())
            .unwrap_or(Path::new("."));
        File::open(folder)
            .and_then(|folder| folder.sync_all())
            .map_err(|error| Error::outside(folder, error))
    }
}

/// An archive being read.
pub(super) struct Reading {
    path: PathBuf,
    zip: ZipArchive<BufReader<File>>,
}

impl Reading {
    pub(super) fn open(path: &Path) -> Result<Self, Error> {
        let file = File::open(path).map_err(|error| Error::outside(path, error))?;
        let zip =
            ZipArchive::new(BufReader::new(file)).map_err(|error| Error::outside(path, error))?;
        Ok(Self {
            path: path.to_owned(),
            zip,
        })
    }

    pub(super) fn damaged(&self, entry: &str, detail: &str) -> Error {
        Error::outside(
            &self.path,
            format!("the backup is damaged at {entry}: {detail}"),
        )
    }

    /// Reads every entry and compares it with the manifest, before anything is restored.
    pub(super) fn verify(&mut self, progress: &dyn Progress) -> Result<Manifest, Error> {
        let mut text = Vec::new();
        let path = self.path.clone();
        let mut entry = self.open_entry(MANIFEST)?;
        let read = entry.reader.read_to_end(&mut text);
        read.map_err(|error| Error::outside(&path, error))?;
        drop(entry);
        let manifest: Manifest = serde_json::from_slice(&text)
            .map_err(|error| self.damaged(MANIFEST, &error.to_string()))?;
        if manifest.format != Manifest::FORMAT {
            return Err(self.damaged(
                MANIFEST,
                &format!("format {} is not known here", manifest.format),
            ));
        }
        for (index, (entry, expected)) in manifest.sha256.iter().enumerate() {
            let mut hasher = Hasher::new();
            let mut chunks = self.open_entry(entry)?;
            loop {
                let chunk = chunks.chunk()?;
                if chunk.is_empty() {
                    break;
                }
                hasher.update(&chunk);
            }
            drop(chunks);
            if Sha256(hasher.finalize().into()) != *expected {
                return Err(self.damaged(entry, "its bytes do not have the hash in the manifest"));
            }
            progress.step(
                index as u64 + 1,
                Some(manifest.sha256.len() as u64),
                "verify",
            );
        }
        Ok(manifest)
    }

    /// The entries that are files, with their hashes.
    pub(super) fn files(&self) -> Vec<(String, Sha256)> {
        let file = |name: &str| {
            Some((
                name.to_owned(),
                Sha256::parse(name.strip_prefix("files/")?).ok()?,
            ))
        };
        self.zip
            .file_names()
            .filter_map(|name| file(&name.ok()?))
            .collect()
    }

    pub(super) fn open_entry(&mut self, entry: &str) -> Result<Chunks<'_>, Error> {
        let path = self.path.clone();
        match self.zip.by_name(entry) {
            Ok(reader) => Ok(Chunks {
                reader: Box::new(reader),
                path,
            }),
            Err(error) => Err(Error::outside(
                &path,
                format!("the backup is damaged at {entry}: {error}"),
            )),
        }
    }

    pub(super) fn lines(
        &mut self,
        entry: &str,
    ) -> Result<impl Iterator<Item = Result<Change, Error>>, Error> {
        let path = self.path.clone();
        let reader = BufReader::new(self.open_entry(entry)?.reader);
        Ok(reader.lines().map(move |line| {
            let line = line.map_err(|error| Error::outside(&path, error))?;
            serde_json::from_str(&line)
                .map_err(|error| Error::outside(&path, format!("a change is unreadable: {error}")))
        }))
    }
}

/// An entry, piece by piece.
pub(super) struct Chunks<'a> {
    reader: Box<dyn Read + Send + 'a>,
    path: PathBuf,
}

impl Chunks<'_> {
    /// The next piece; empty at the end.
    pub(super) fn chunk(&mut self) -> Result<Bytes, Error> {
        let mut buffer = vec![0; 256 * 1024];
        let length = self
            .reader
            .read(&mut buffer)
            .map_err(|error| Error::outside(&self.path, error))?;
        buffer.truncate(length);
        Ok(buffer.into())
    }
}
