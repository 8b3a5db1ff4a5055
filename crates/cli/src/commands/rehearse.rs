//! `rehearse`: restores a backup aside and compares.

use super::{count, open_or_ask};
use crate::aside::{Aside, folder_of};
use crate::control::{Request, Told};
use crate::progress::Shown;
use crate::settings::Settings;
use crate::wiring;
use anyhow::bail;
use library::{Library, Progress, Rehearsal};
use std::path::Path;

/// Runs it, through the server that has the library open if there is one; without a library the backup stands alone.
/// False when what came out is not what went in.
pub async fn run(settings: &Settings, path: &Path, aside: Option<&Path>) -> anyhow::Result<bool> {
    if !path.is_file() {
        bail!("{}: no such file", path.display());
    }
    if let Some(aside) = aside.filter(|aside| !aside.is_dir()) {
        bail!("{}: no such folder", aside.display());
    }
    if !wiring::is_library(&settings.data) {
        return alone(settings, path, aside).await;
    }
    let request = Request::Rehearse {
        path: std::path::absolute(path)?,
        aside: aside.map(std::path::absolute).transpose()?,
    };
    open_or_ask(settings, request).await
}

async fn alone(settings: &Settings, path: &Path, aside: Option<&Path>) -> anyhow::Result<bool> {
    let aside = Aside::beside(path, aside, settings.limits())?;
    let progress = Shown::new();
    let done = work(None, path, aside, &progress).await;
    progress.finish();
    Ok(done?.print())
}

/// Rehearses, and notes beside a backup of the schedule what was found.
///
/// # Errors
/// When there was no rehearsal.
pub async fn work(
    library: Option<&Library>,
    path: &Path,
    aside: Aside,
    progress: &dyn Progress,
) -> anyhow::Result<Told> {
    let found = rehearse(library, path, aside, progress).await?;
    if scheduled(path) {
        library::note_rehearsal(path, &found)?;
    }
    let verdict = if found.sound { "sound" } else { "NOT sound" };
    Ok(Told {
        said: vec![format!(
            "rehearsed: {}, {}; the backup is {verdict}: {}",
            count(found.changes, "change"),
            count(found.files, "file"),
            found.detail
        )],
        sound: found.sound,
    })
}

/// Restores into the folder aside, which is gone afterwards, and compares with the library if there is one.
///
/// # Errors
/// When there was no rehearsal.
pub async fn rehearse(
    library: Option<&Library>,
    path: &Path,
    aside: Aside,
    progress: &dyn Progress,
) -> anyhow::Result<Rehearsal> {
    let restored = aside.library().await?;
    let found = match library {
        Some(library) => library.rehearse(path, &restored, progress).await,
        None => library::rehearse_alone(path, &restored, progress).await,
    };
    restored.close().await?;
    drop(restored);
    drop(aside);
    Ok(found?)
}

/// Whether it is one that the schedule made, as its name tells.
fn scheduled(path: &Path) -> bool {
    let listed = library::list_backups(folder_of(path)).unwrap_or_default();
    let same = |name: &str| path.file_name().is_some_and(|own| own == name);
    listed.iter().any(|backup| same(&backup.name))
}
