//! `export --history`: the log as a stream that `git fast-import` takes.

use super::super::count;
use crate::aside::folder_of;
use crate::progress::Shown;
use crate::settings::Settings;
use crate::wiring::{self, Folder};
use anyhow::{Context, bail};
use library::{HistoryReport, Library};
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

/// Name that stands for stdout.
const STDOUT: &str = "-";

/// Writes the history for `git fast-import`; false when anything could not be read.
pub async fn run(settings: &Settings, to: Option<PathBuf>) -> anyhow::Result<bool> {
    let file = to.filter(|path| path != Path::new(STDOUT));
    if let Some(file) = file.as_ref().filter(|file| file.exists()) {
        bail!("{} is there already; give another name", file.display());
    }
    let library = wiring::open(settings, Folder::MustExist).await?;
    let progress = Shown::new();
    let done = match &file {
        Some(file) => to_file(&library, file, &progress).await,
        None => to_stdout(&library, &progress).await,
    };
    progress.finish();
    wiring::close(&library, None).await?;
    let report = done?;
    for fault in &report.faults {
        eprintln!("not exported: {}: {}", fault.place, fault.detail);
    }
    let counts = format!(
        "exported: {}, {}",
        count(report.commits, "commit"),
        count(report.files, "file")
    );
    match file {
        Some(_) => println!("{counts}"),
        // stdout is the stream
        None => eprintln!("{counts}"),
    }
    Ok(report.faults.is_empty())
}

/// The file has its name only when it is whole.
async fn to_file(
    library: &Library,
    path: &Path,
    progress: &Shown,
) -> anyhow::Result<HistoryReport> {
    let mut aside = path.as_os_str().to_owned();
    aside.push(".partial");
    let aside = PathBuf::from(aside);
    let place = || aside.display().to_string();
    let mut out = BufWriter::new(File::create(&aside).with_context(place)?);
    let done = match library.export_history(&mut out, progress).await {
        Ok(report) => finish(out, &aside, path)
            .map(|()| report)
            .with_context(place),
        Err(error) => Err(error.into()),
    };
    if done.is_err() {
        // the fault that is told says why it is not there
        let _ = std::fs::remove_file(&aside);
    }
    done
}

fn finish(out: BufWriter<File>, aside: &Path, path: &Path) -> std::io::Result<()> {
    let file = out
        .into_inner()
        .map_err(std::io::IntoInnerError::into_error)?;
    file.sync_all()?;
    std::fs::rename(aside, path)?;
    // the name too must outlast a power cut
    File::open(folder_of(path))?.sync_all()
}

async fn to_stdout(library: &Library, progress: &Shown) -> anyhow::Result<HistoryReport> {
    let mut out = BufWriter::new(std::io::stdout());
    let report = library.export_history(&mut out, progress).await?;
    out.flush()?;
    Ok(report)
}
