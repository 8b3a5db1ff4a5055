//! `backups`: lists what the schedule made.

use crate::settings::Settings;
use anyhow::bail;
use jiff::tz::TimeZone;
use library::BackupFile;

/// Runs it. The library is not opened.
pub fn run(settings: &Settings) -> anyhow::Result<bool> {
    let Some(folder) = &settings.backups.folder else {
        bail!("no backups are made by themselves: the setting backup_dir names no folder");
    };
    let backups = library::list_backups(folder)?;
    for backup in &backups {
        println!("{}", line(backup, &settings.time_zone));
    }
    println!(
        "{} in {}",
        super::count_of(backups.len(), "backup"),
        folder.display()
    );
    Ok(true)
}

fn line(backup: &BackupFile, zone: &TimeZone) -> String {
    let at = backup.at.to_zoned(zone.clone());
    let rehearsal = match &backup.rehearsal {
        None => "not rehearsed".to_owned(),
        Some(found) if found.sound => "sound".to_owned(),
        Some(found) => format!("NOT sound: {}", found.detail),
    };
    format!(
        "{}  {}  {} bytes  {rehearsal}",
        backup.name,
        at.strftime("%Y-%m-%d %H:%M"),
        backup.size_bytes
    )
}
