//! Faults at a chosen system call: builds `fault.c`, which the program under test is started with, and tells it what to do.
//!
//! [`Shim::build`] once, [`Shim::control`] for each run, its [`environment`](Control::environment) given to the program,
//! [`Control::arm`] before or while it runs.

use super::harness::Place;
use anyhow::{Context, ensure};
use std::fs::File;
use std::os::unix::fs::FileExt;
use std::path::{Path, PathBuf};
use std::process::Command;

/// What happens at the n-th call; the numbers are those of `fault.c`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// Nothing: calls are counted.
    Count = 0,
    /// The process is killed before the call.
    KillBefore = 1,
    /// The process is killed after half of the write.
    KillHalf = 2,
    /// The call fails, the next ones do not.
    FailOnce = 3,
    /// Half of the write is done; every later call fails.
    FailFrom = 4,
    /// Syncs do nothing and succeed, whatever is counted: for a control that must lose what was acknowledged.
    NoSync = 5,
}

/// Which calls are counted: sums of the bits of `fault.c`.
pub mod which {
    /// `write`, `pwrite`, `ftruncate`…
    pub const WRITES: u32 = 1;
    /// `fsync`, `fdatasync`, `sync_file_range`.
    pub const SYNCS: u32 = 2;
    /// `open` that creates, `rename`, `unlink`, `mkdir`…
    pub const NAMES: u32 = 4;
    /// All of them.
    pub const ALL: u32 = WRITES | SYNCS | NAMES;
    /// With others: but those on the search index.
    pub const BUT_SEARCH: u32 = 8;
}

/// "No space left on device".
pub const ENOSPC: u32 = 28;
/// "Input/output error".
pub const EIO: u32 = 5;
/// "Too many open files".
pub const EMFILE: u32 = 24;
/// "Disk quota exceeded".
pub const EDQUOT: u32 = 122;

/// Bytes of the control file: a page, for it is mapped.
const CONTROL_BYTES: usize = 4096;

/// Places in the control file.
mod at {
    pub const ARMED: u64 = 0;
    pub const WAY: u64 = 4;
    pub const AT: u64 = 16;
    pub const HIT: u64 = 32;
    pub const NAME: u64 = 40;
    pub const NAME_BYTES: usize = 24;
    pub const PATH_BYTES: usize = 440;
    pub const OF_KIND: u64 = 504;
}

/// The built library.
#[derive(Debug, Clone)]
pub struct Shim {
    library: PathBuf,
}

impl Shim {
    /// Builds `fault.c` with `cc` into the folder of a story; the inner error is why it cannot be built here.
    pub fn build(place: &Place) -> anyhow::Result<Result<Self, String>> {
        if !cfg!(all(target_os = "linux", target_pointer_width = "64")) {
            return Ok(Err("the preloaded library is for 64-bit Linux".to_owned()));
        }
        let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/reliability/fault.c");
        let library = place.join("fault.so");
        let built = Command::new("cc")
            .args(["-shared", "-fPIC", "-O2", "-Wall", "-Wextra", "-o"])
            .args([&library, &source])
            .output();
        match built {
            Err(error) => Ok(Err(format!("no C compiler (cc: {error})"))),
            Ok(output) => {
                let said = String::from_utf8_lossy(&output.stderr);
                ensure!(output.status.success(), "cc fault.c: {said}");
                Ok(Ok(Self { library }))
            }
        }
    }

    /// A control of a program to be started, disarmed. Calls on paths below `folder` are counted; it must exist.
    pub fn control(&self, folder: &Path, control: &Path) -> anyhow::Result<Control> {
        let file = File::options()
            .create(true)
            .truncate(true)
            .read(true)
            .write(true)
            .open(control)
            .with_context(|| control.display().to_string())?;
        file.set_len(CONTROL_BYTES as u64)?;
        Ok(Control {
            library: self.library.clone(),
            // as /proc names it
            folder: folder.canonicalize()?,
            path: control.to_owned(),
            file,
        })
    }
}

/// What a program started with the library is told, and what it tells.
#[derive(Debug)]
pub struct Control {
    library: PathBuf,
    folder: PathBuf,
    path: PathBuf,
    file: File,
}

/// What to do, and when.
#[derive(Debug, Clone, Copy)]
pub struct Order {
    /// What happens.
    pub way: Way,
    /// The error of a call that fails.
    pub error: u32,
    /// Which calls are counted.
    pub which: u32,
}

/// The call at which it happened.
#[derive(Debug, Clone)]
pub struct Hit {
    /// `write`, `rename`…
    pub call: String,
    /// The path it was on.
    pub path: PathBuf,
}

impl Control {
    /// What the program must find in its environment.
    pub fn environment(&self) -> [(&'static str, &Path); 3] {
        [
            ("LD_PRELOAD", &self.library),
            ("FAULT_CONTROL", &self.path),
            ("FAULT_FOLDER", &self.folder),
        ]
    }

    /// Counts from here on, and does that at the `n`-th call.
    pub fn arm(&self, order: Order, n: u64) -> anyhow::Result<()> {
        self.disarm()?;
        let Order { way, error, which } = order;
        let mut bytes = vec![0; CONTROL_BYTES - at::WAY as usize];
        for (place, word) in [way as u32, error, which].into_iter().enumerate() {
            bytes[place * 4..place * 4 + 4].copy_from_slice(&word.to_ne_bytes());
        }
        let n_at = (at::AT - at::WAY) as usize;
        bytes[n_at..n_at + 8].copy_from_slice(&n.to_ne_bytes());
        self.file.write_all_at(&bytes, at::WAY)?;
        self.file.write_all_at(&1_u32.to_ne_bytes(), at::ARMED)?;
        Ok(())
    }

    /// Lets every call through, uncounted.
    pub fn disarm(&self) -> anyhow::Result<()> {
        Ok(self.file.write_all_at(&0_u32.to_ne_bytes(), at::ARMED)?)
    }

    /// Calls since it was armed, of those kinds: a sum of the bits of [`which`].
    pub fn count_of(&self, kinds: u32) -> anyhow::Result<u64> {
        let mut count = 0;
        for (place, kind) in [which::WRITES, which::SYNCS, which::NAMES]
            .into_iter()
            .enumerate()
        {
            if kinds & kind != 0 {
                count += self.number(at::OF_KIND + 8 * place as u64)?;
            }
        }
        Ok(count)
    }

    /// The call at which it happened, if it happened.
    pub fn hit(&self) -> anyhow::Result<Option<Hit>> {
        if self.number(at::HIT)? == 0 {
            return Ok(None);
        }
        let mut text = [0; at::NAME_BYTES + at::PATH_BYTES];
        self.file.read_exact_at(&mut text, at::NAME)?;
        let (name, path) = text.split_at(at::NAME_BYTES);
        let until_zero = |bytes: &[u8]| {
            let end = bytes.iter().position(|byte| *byte == 0);
            String::from_utf8_lossy(&bytes[..end.unwrap_or(bytes.len())]).into_owned()
        };
        Ok(Some(Hit {
            call: until_zero(name),
            path: PathBuf::from(until_zero(path)),
        }))
    }

    fn number(&self, place: u64) -> anyhow::Result<u64> {
        let mut bytes = [0; 8];
        self.file.read_exact_at(&mut bytes, place)?;
        Ok(u64::from_ne_bytes(bytes))
    }
}
