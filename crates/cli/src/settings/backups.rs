//! The settings of scheduled backups.

use super::layers::Layers;
use super::off;
use anyhow::bail;
use library::Keep;
use std::path::{Component, Path, PathBuf};
use std::time::Duration;

/// What is backed up by itself, and for how long.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Backups {
    /// The folder for them; none are made when `None`.
    pub folder: Option<PathBuf>,
    /// Time from one to the next.
    pub every: Duration,
    /// How long they are kept.
    pub keep: Keep,
    /// Whether each is restored aside and compared.
    pub rehearse: bool,
}

impl Backups {
    pub(super) fn of(layers: &Layers, data: &Path) -> anyhow::Result<Self> {
        Ok(Self {
            folder: layers.read("backup_dir", |text| folder(text, data))?,
            every: layers.read("backup_every_hours", hours)?,
            keep: Keep {
                days: layers.read("backup_keep_days", periods)?,
                weeks: layers.read("backup_keep_weeks", periods)?,
                months: layers.read("backup_keep_months", periods)?,
            },
            rehearse: !layers.read("backup_rehearse", off)?,
        })
    }
}

/// The folder, absolute. A backup within the data folder would be lost with it.
fn folder(text: &str, data: &Path) -> anyhow::Result<Option<PathBuf>> {
    if text.is_empty() {
        return Ok(None);
    }
    let folder = std::path::absolute(text)?;
    if real(&folder).starts_with(real(&std::path::absolute(data)?)) {
        bail!("{text} is inside the data folder, and would be lost with it; choose another disk");
    }
    Ok(Some(folder))
}

/// Where a path leads, as far as it is there; the rest is taken as it is written, `..` included.
fn real(path: &Path) -> PathBuf {
    let there = path
        .ancestors()
        .find_map(|above| Some((above, above.canonicalize().ok()?)));
    let Some((above, mut real)) = there else {
        return path.to_owned();
    };
    for part in path.strip_prefix(above).unwrap_or(path).components() {
        match part {
            Component::ParentDir => {
                real.pop();
            }
            part => real.push(part),
        }
    }
    real
}

/// At most a year.
fn hours(text: &str) -> anyhow::Result<Duration> {
    match text.parse() {
        Ok(number @ 1..=8760_u64) => Ok(Duration::from_secs(number * 3600)),
        _ => bail!("{text} is not a whole number of hours from 1 to 8760"),
    }
}

fn periods(text: &str) -> anyhow::Result<u32> {
    match text.parse() {
        Ok(number @ 0..=10_000) => Ok(number),
        _ => bail!("{text} is not a whole number from 0 to 10000"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_backup_is_never_kept_within_what_it_is_of() {
        let place = tempfile::tempdir().unwrap();
        let at = |name: &str| place.path().join(name);
        let data = at("data");
        std::fs::create_dir(&data).unwrap();
        std::os::unix::fs::symlink(&data, at("link")).unwrap();
        for inside in ["data", "data/backups", "link/backups", "other/../data/b"] {
            let path = at(inside);
            assert!(folder(path.to_str().unwrap(), &data).is_err(), "{inside}");
        }
        for outside in ["backups", "data-backups", "data/../backups"] {
            let path = at(outside);
            let found = folder(path.to_str().unwrap(), &data).unwrap();
            assert!(found.is_some_and(|found| found.is_absolute()), "{outside}");
        }
        assert_eq!(folder("", &data).unwrap(), None);
    }

    #[test]
    fn numbers_have_limits() {
        assert_eq!(hours("24").unwrap(), Duration::from_secs(86400));
        for wrong in ["0", "8761", "-1", "a", ""] {
            assert!(hours(wrong).is_err(), "{wrong}");
        }
        assert!(periods("0").is_ok() && periods("10001").is_err());
    }
}
