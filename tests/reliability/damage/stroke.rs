//! One damage: where, and what.

use anyhow::Context;
use std::fmt;
use std::fs::File;
use std::os::unix::fs::FileExt;
use std::path::{Path, PathBuf};

/// Kinds of file in a data folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Target {
    /// `journal/*`, but for the witness.
    Journal,
    /// `journal/witness`: it follows, and one that cannot be read is ignored.
    Witness,
    /// `files/**`.
    Files,
    /// `index/**`.
    Index,
    /// `search/**`.
    Search,
    /// `FORMAT`.
    Format,
}

impl Target {
    /// Each in turn; journal and files matter most, the witness has 68 bytes and `FORMAT` two.
    pub const ALL: [Self; 10] = [
        Self::Journal,
        Self::Index,
        Self::Files,
        Self::Search,
        Self::Journal,
        Self::Index,
        Self::Files,
        Self::Search,
        Self::Witness,
        Self::Format,
    ];

    /// Whether it is the truth; the rest follows from it.
    pub const fn is_truth(self) -> bool {
        matches!(self, Self::Journal | Self::Files)
    }

    const fn name(self) -> &'static str {
        match self {
            Self::Journal => "journal",
            Self::Witness => "journal/witness",
            Self::Files => "files",
            Self::Index => "index",
            Self::Search => "search",
            Self::Format => "FORMAT",
        }
    }

    /// Its files in a data folder that have any bytes.
    fn files(self, data: &Path) -> anyhow::Result<Vec<PathBuf>> {
        let mut found = Vec::new();
        let mut open = vec![data.join(self.name())];
        while let Some(path) = open.pop() {
            if path.is_dir() {
                for entry in path.read_dir()? {
                    open.push(entry?.path());
                }
            } else if path.metadata()?.len() > 0 && (self == Self::Witness || !is_witness(&path)) {
                found.push(path);
            }
        }
        found.sort();
        Ok(found)
    }
}

fn is_witness(path: &Path) -> bool {
    path.ends_with("journal/witness")
}

impl fmt::Display for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// Damages one file, and says which and how.
pub fn strike(data: &Path, target: Target, chance: &mut fastrand::Rng) -> anyhow::Result<String> {
    let files = target.files(data)?;
    let path = chance
        .choice(files.iter())
        .with_context(|| format!("no {target}"))?;
    let file = File::options().read(true).write(true).open(path)?;
    let length = file.metadata()?.len();
    let name = path.strip_prefix(data)?.display();
    loop {
        let at = chance.u64(..length);
        let what = match chance.u8(..3) {
            0 => {
                flip(&file, at, chance.u32(..8))?;
                format!("bit flipped at {at}")
            }
            1 => {
                file.set_len(at)?;
                format!("cut at {at}")
            }
            _ if zero(&file, at / 512 * 512, length)? => format!("zeros at {}", at / 512 * 512),
            // zeros already
            _ => continue,
        };
        return Ok(format!("{name} of {length} bytes, {what}"));
    }
}

fn flip(file: &File, at: u64, bit: u32) -> anyhow::Result<()> {
    let mut byte = [0];
    file.read_exact_at(&mut byte, at)?;
    Ok(file.write_all_at(&[byte[0] ^ 1 << bit], at)?)
}

/// Zeroes a block; false when it was nothing but zeros.
fn zero(file: &File, at: u64, length: u64) -> anyhow::Result<bool> {
    let mut block = vec![0; usize::try_from(512.min(length - at))?];
    file.read_exact_at(&mut block, at)?;
    if block.iter().all(|byte| *byte == 0) {
        return Ok(false);
    }
    file.write_all_at(&vec![0; block.len()], at)?;
    Ok(true)
}
