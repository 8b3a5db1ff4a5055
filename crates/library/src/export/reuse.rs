//! What lets anybody take a file out of an export and know whose it is: the text of each licence, and beside each file a note
//! of its authors and licence.
//!
//! Source: REUSE specification 3.3 (`LICENSES/`, `.license` files); SPDX specification 2.3, section 8 (its tags; `NONE` for
//! what nobody owns, `NOASSERTION` for what nobody says).

use super::credit::credit;
use crate::{Error, UsedWorks};
use licensing::{Family, Lang, LicenceId};
use model::{Author, Content, Kind};
use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::Path;

/// Folder of the texts of licences, at the top of an export.
pub(crate) const LICENCES: &str = "LICENSES";
/// What the name of a note has behind that of its file.
pub(super) const ENDING: &str = ".license";
/// The identifier for files of which nobody stated a licence: definitions of kinds, which have no place for one.
const UNSTATED: &str = "LicenseRef-Unstated";
const UNSTATED_TEXT: &str = "Nobody has stated a licence for these files: they define kinds of resources, \
    and come from whoever runs the library.\n";
const TAG: &str = "SPDX-License-Identifier:";
const OWNER_TAG: &str = "SPDX-FileCopyrightText:";
const CONTRIBUTOR_TAG: &str = "SPDX-FileContributor:";

/// The licences that an export needs so far.
#[derive(Debug, Default)]
pub(super) struct Reuse {
    stated: BTreeSet<LicenceId>,
    unstated: bool,
}

impl Reuse {
    /// The note on a work: the text of a resource, or one of its files.
    pub(super) fn of_work(&mut self, content: &Content, works: &UsedWorks) -> String {
        self.stated.insert(content.licence);
        let mut note = owners(&content.authors, content.licence);
        let _ = write!(note, "{TAG} {}\n\n", content.licence);
        // a title may look like a tag
        let _ = write!(
            note,
            "REUSE-IgnoreStart\n{}\nREUSE-IgnoreEnd\n",
            credit(content, works)
        );
        note
    }

    /// The note on the definition of a kind: what a comment in it says, by the same tags.
    pub(super) fn of_kind(&mut self, kind: &Kind) -> String {
        let said = |tag| {
            let comments = kind.source().lines().filter(|line| line.starts_with('#'));
            comments.filter_map(move |line| Some(line.split_once(tag)?.1.trim()))
        };
        let licence = said(TAG).find_map(|text| LicenceId::parse(text).ok());
        self.stated.extend(licence);
        self.unstated |= licence.is_none();
        let mut note = String::new();
        for owner in said(OWNER_TAG) {
            let _ = writeln!(note, "{OWNER_TAG} {owner}");
        }
        if note.is_empty() {
            let _ = writeln!(note, "{OWNER_TAG} NOASSERTION");
        }
        let id = licence.map_or(UNSTATED, LicenceId::as_str);
        let _ = writeln!(note, "{TAG} {id}");
        note
    }

    /// Writes the text of each licence.
    pub(super) async fn write(self, folder: &Path) -> Result<(), Error> {
        let unstated = self.unstated.then(|| (UNSTATED, UNSTATED_TEXT.to_owned()));
        let stated = self.stated.into_iter().map(|id| (id.as_str(), text(id)));
        for (id, text) in stated.chain(unstated) {
            let path = folder.join(LICENCES).join(format!("{id}.txt"));
            super::write(&path, text.as_bytes()).await?;
        }
        Ok(())
    }
}

/// The text of a licence, or where it is.
fn text(id: LicenceId) -> String {
    let licence = id.licence();
    match licence.text() {
        Some(text) => format!("{}\n", text.trim_end()),
        None => format!("{}\n\n{}\n", licence.name(Lang::En), licence.url()),
    }
}

/// Whose it is, and who did what.
fn owners(authors: &[Author], licence: LicenceId) -> String {
    let mut lines = String::new();
    let public = licence.licence().family() == Family::PublicDomain;
    if public {
        let _ = writeln!(lines, "{OWNER_TAG} NONE");
    } else if authors.is_empty() {
        let _ = writeln!(lines, "{OWNER_TAG} NOASSERTION");
    }
    for author in authors {
        if !public {
            let _ = writeln!(lines, "{OWNER_TAG} {}", author.name);
        }
        match &author.role {
            Some(role) => {
                let _ = writeln!(lines, "{CONTRIBUTOR_TAG} {} ({role})", author.name);
            }
            None if public => {
                let _ = writeln!(lines, "{CONTRIBUTOR_TAG} {}", author.name);
            }
            None => {}
        }
    }
    lines
}
