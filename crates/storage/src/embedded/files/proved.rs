//! Which files were proved to have the bytes that their names say.
//!
//! A file is read whole and hashed before the first of its bytes is given away, and again when its size, its times or
//! its identity are no longer those of that moment. What is remembered goes with the program: the first reading of a file
//! after a start costs one reading more, some tenths of a second for a hundred mebibytes. Damage that changes no time (a
//! disk that rots) is found at the next start, or by a check.

use crate::Error;
use crate::embedded::shared::lock;
use model::Sha256;
use sha2::Digest;
use std::collections::{HashMap, VecDeque};
use std::fs::{File, Metadata};
use std::io::{Read, Seek};
use std::os::unix::fs::MetadataExt;
use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime};

/// That many files are remembered, some hundred bytes each; then the ones met first are forgotten.
pub(super) const MOST: usize = 10_000;

/// Times of files move in ticks, of at most 10 ms where they have fractions of a second: two writes within a tick look
/// like one. A file whose times are that young is not remembered.
const TICK: Duration = Duration::from_millis(50);

/// The same where times have no fractions.
const COARSE_TICK: Duration = Duration::from_secs(2);

/// What changes with a file's bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Mark {
    identity: (u64, u64),
    size: u64,
    modified: (i64, i64),
    changed: (i64, i64),
}

impl Mark {
    fn of(metadata: &Metadata) -> Self {
        Self {
            identity: (metadata.dev(), metadata.ino()),
            size: metadata.size(),
            modified: (metadata.mtime(), metadata.mtime_nsec()),
            changed: (metadata.ctime(), metadata.ctime_nsec()),
        }
    }

    pub fn of_file(file: &File) -> std::io::Result<Self> {
        file.metadata().map(|metadata| Self::of(&metadata))
    }

    pub fn size_bytes(&self) -> u64 {
        self.size
    }

    /// Whether a later write is sure to change it.
    fn is_settled(&self) -> bool {
        let tick = match (self.modified.1, self.changed.1) {
            (0, 0) => COARSE_TICK,
            _ => TICK,
        };
        let (seconds, nanoseconds) = self.changed;
        let changed = Duration::new(
            u64::try_from(seconds).unwrap_or(0),
            u32::try_from(nanoseconds).unwrap_or(0),
        );
        let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH);
        now.is_ok_and(|now| now.abs_diff(changed) > tick)
    }
}

/// A file's mark when it was proved; held while it is being proved, so that others wait instead of reading it too.
type Proof = Arc<Mutex<Option<Mark>>>;

/// The files that were proved.
#[derive(Debug)]
pub(super) struct Proved {
    most: usize,
    proofs: Mutex<Proofs>,
    #[cfg(test)]
    readings: std::sync::atomic::AtomicUsize,
}

#[derive(Debug, Default)]
struct Proofs {
    of: HashMap<Sha256, Proof>,
    oldest_first: VecDeque<Sha256>,
}

impl Proved {
    pub fn new(most: usize) -> Self {
        Self {
            most,
            proofs: Mutex::default(),
            #[cfg(test)]
            readings: std::sync::atomic::AtomicUsize::new(0),
        }
    }

    /// Proves that an open file has the bytes of a hash, unless it was proved and has not changed since. Answers the
    /// mark that it had then.
    pub fn prove(&self, sha256: Sha256, file: &File) -> Result<Mark, Unproved> {
        let proof = self.proof(sha256);
        let mut proof = lock(&proof);
        let mark = Mark::of_file(file)?;
        if *proof == Some(mark) {
            return Ok(mark);
        }
        *proof = None;
        #[cfg(test)]
        self.readings
            .fetch_add(1, std::sync::atomic::Ordering::SeqCst);
        let found = hash(file)?;
        if found != sha256 {
            return Err(Unproved::Other(found));
        }
        if mark.is_settled() && Mark::of_file(file)? == mark {
            *proof = Some(mark);
        }
        Ok(mark)
    }

    /// Forgets a file: it is proved again when it is read next.
    pub fn forget(&self, sha256: Sha256) {
        *lock(&self.proof(sha256)) = None;
    }

    fn proof(&self, sha256: Sha256) -> Proof {
        let mut proofs = lock(&self.proofs);
        if let Some(proof) = proofs.of.get(&sha256) {
            return Arc::clone(proof);
        }
        if proofs.of.len() >= self.most
            && let Some(oldest) = proofs.oldest_first.pop_front()
        {
            proofs.of.remove(&oldest);
        }
        proofs.oldest_first.push_back(sha256);
        Arc::clone(proofs.of.entry(sha256).or_default())
    }

    #[cfg(test)]
    pub fn readings(&self) -> usize {
        self.readings.load(std::sync::atomic::Ordering::SeqCst)
    }

    #[cfg(test)]
    pub fn known(&self) -> usize {
        lock(&self.proofs).of.len()
    }
}

/// Why a file is not proved.
#[derive(Debug)]
pub(super) enum Unproved {
    /// Its bytes have another hash.
    Other(Sha256),
    /// They cannot be read.
    Unreadable(std::io::Error),
}

impl From<std::io::Error> for Unproved {
    fn from(error: std::io::Error) -> Self {
        Self::Unreadable(error)
    }
}

impl Unproved {
    pub fn detail(&self) -> String {
        match self {
            Self::Other(found) => format!("its bytes have the hash {found}"),
            Self::Unreadable(error) => format!("it cannot be read ({error})"),
        }
    }

    pub fn into_error(self, sha256: Sha256) -> Error {
        let place = format!("file {sha256}");
        match self {
            Self::Unreadable(error) => Error::io(place, error),
            other @ Self::Other(_) => Error::damaged(place, format!("{}: {MEND}", other.detail())),
        }
    }
}

/// What to do about a damaged file.
pub(super) const MEND: &str = "bring it back with `check --repair --from BACKUP`";

fn hash(mut file: &File) -> std::io::Result<Sha256> {
    file.rewind()?;
    let mut hasher = sha2::Sha256::new();
    let mut buffer = vec![0; 256 * 1024];
    loop {
        match file.read(&mut buffer)? {
            0 => return Ok(Sha256(hasher.finalize().into())),
            length => hasher.update(&buffer[..length]),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::conformance::files::hash as hash_of;

    #[test]
    fn the_files_met_first_are_forgotten_first() {
        let folder = tempfile::tempdir().unwrap();
        let proved = Proved::new(3);
        let prove = |number: u8| {
            let path = folder.path().join(number.to_string());
            if !path.exists() {
                std::fs::write(&path, [number]).unwrap();
                std::thread::sleep(Duration::from_millis(70));
            }
            let file = File::open(path).unwrap();
            proved.prove(hash_of(&[number]), &file).unwrap();
            (proved.readings(), proved.known())
        };
        assert_eq!(prove(1), (1, 1));
        assert_eq!(prove(2), (2, 2));
        assert_eq!(prove(3), (3, 3));
        assert_eq!(prove(1), (3, 3));
        assert_eq!(prove(4), (4, 3));
        assert_eq!(prove(3), (4, 3));
        assert_eq!(prove(1), (5, 3));
    }
}
