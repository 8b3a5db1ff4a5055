//! `check`: verifies everything.

use super::{count, count_of, open_or_ask};
use crate::control::{Request, Told};
use crate::settings::Settings;
use library::{CheckReport, Library, Progress};

/// Runs it, through the server that has the library open if there is one; false when anything is wrong.
pub async fn run(settings: &Settings) -> anyhow::Result<bool> {
    open_or_ask(settings, Request::Check).await
}

/// Verifies.
///
/// # Errors
/// When reading stops.
pub async fn work(library: &Library, progress: &dyn Progress) -> anyhow::Result<Told> {
    Ok(told(&library.check(progress).await?))
}

/// What a report says.
pub fn told(report: &CheckReport) -> Told {
    let faults = report.faults.iter();
    let faults = faults.map(|fault| format!("fault: {}: {}", fault.place, fault.detail));
    let notices = report.notices.iter();
    let notices = notices.map(|notice| format!("notice: {}: {}", notice.place, notice.detail));
    let seal = report
        .seal
        .map(|seal| format!("seal of change {}: {seal}", report.position));
    let counts = format!(
        "checked: {}, {}, {}, {} ({} in no revision), {}, {}",
        count(report.changes, "change"),
        count(report.resources, "resource"),
        count(report.revisions, "revision"),
        count(report.files, "file"),
        report.unnamed_files,
        count(report.drafts, "draft"),
        count_of(report.faults.len(), "fault")
    );
    Told {
        said: notices.chain(faults).chain(seal).chain([counts]).collect(),
        sound: report.faults.is_empty(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use library::{CheckFault, FaultKind};

    #[test]
    fn a_fault_is_told_with_its_place_and_the_seal_with_its_change() {
        let mut report = CheckReport {
            changes: 7,
            seal: Some(model_seal()),
            ..CheckReport::default()
        };
        report.position.0 = 7;
        let sound = told(&report);
        assert!(sound.sound);
        assert!(
            sound.said[0].starts_with("seal of change 7: abab"),
            "{:?}",
            sound.said
        );
        report.faults.push(CheckFault {
            kind: FaultKind::File,
            place: "files/ab".to_owned(),
            detail: "its hash differs".to_owned(),
        });
        let unsound = told(&report);
        assert!(!unsound.sound);
        assert_eq!(unsound.said[0], "fault: files/ab: its hash differs");
        assert!(unsound.said[2].ends_with(", 1 fault"), "{:?}", unsound.said);
    }

    fn model_seal() -> model::Sha256 {
        model::Sha256([0xab; 32])
    }
}
