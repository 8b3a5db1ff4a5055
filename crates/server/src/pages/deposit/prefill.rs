//! What files say of themselves, written where a form is still empty.

use crate::present::title_of_name;
use jiff::civil::Date;
use library::{Draft, DraftAuthor, Received};
use model::{Language, Line, Title};

/// What programs write where a text has no language (ISO 639-2).
const UNDETERMINED: &str = "und";

/// Fills title, authors, language and date, each from the first file that tells it, and the titles of the files. A value
/// that the form would refuse is left out: nobody wrote it. Gives whether a title, an author or a date was read inside a
/// file; a title made from a file's name is no news to whoever named it.
pub(super) fn prefill<'a>(
    draft: &mut Draft,
    files: impl Iterator<Item = &'a Received> + Clone,
) -> bool {
    let mut read = false;
    if draft.title.is_empty() {
        let found = files.clone().find_map(|file| title(file, Title::MAX_CHARS));
        read |= found.is_some();
        let named = || {
            files
                .clone()
                .next()
                .map(|file| title_of_name(file.name.as_str()))
        };
        draft.title = found.or_else(named).unwrap_or_default();
    }
    if draft.authors.is_empty() {
        let found = files.clone().map(authors).find(|found| !found.is_empty());
        read |= found.is_some();
        draft.authors = found.unwrap_or_default();
    }
    if draft.created.is_empty() {
        let found = files.clone().find_map(date);
        read |= found.is_some();
        draft.created = found.unwrap_or_default();
    }
    if draft.language.is_empty() {
        draft.language = files.clone().find_map(language).unwrap_or_default();
    }
    for row in draft.files.iter_mut().flatten() {
        let file = files.clone().find(|file| file.name.as_str() == row.name);
        if row.title.is_empty()
            && let Some(title) = file.and_then(|file| title(file, Line::MAX_CHARS))
        {
            row.title = title;
        }
    }
    read
}

/// The title in a file, cut where the form would refuse it.
fn title(file: &Received, max_chars: usize) -> Option<String> {
    let cut: String = file.title.as_deref()?.chars().take(max_chars).collect();
    Line::parse(&cut).ok().map(Into::into)
}

fn authors(file: &Received) -> Vec<DraftAuthor> {
    let names = file
        .authors
        .iter()
        .filter_map(|name| Line::parse(name).ok());
    names
        .map(|name| DraftAuthor {
            name: name.into(),
            role: String::new(),
        })
        .collect()
}

/// The language without its region: programs write that of the machine.
fn language(file: &Received) -> Option<String> {
    let tag = file.language.as_deref()?;
    let language = Language::parse(tag.split(['-', '_']).next()?).ok()?;
    (language.as_str() != UNDETERMINED).then(|| language.to_string())
}

/// The day. Where a month or a year alone is known, no day is made up for it.
fn date(file: &Received) -> Option<String> {
    let date = file.date.as_ref()?;
    date.parse::<Date>().is_ok().then(|| date.clone())
}

#[cfg(test)]
mod tests {
    use super::*;
    use library::DraftFile;
    use model::{FileName, Sha256};

    fn file(name: &str) -> Received {
        Received {
            name: FileName::parse(name).unwrap(),
            sha256: Sha256([0; 32]),
            size_bytes: 1,
            media_type: "application/pdf".to_owned(),
            title: None,
            authors: Vec::new(),
            language: None,
            date: None,
        }
    }

    fn telling() -> Received {
        Received {
            title: Some("Le sommeil".to_owned()),
            authors: vec!["Léa".to_owned(), "a\u{202e}b".to_owned()],
            language: Some("fr-FR".to_owned()),
            date: Some("2026-03-01".to_owned()),
            ..file("guide.pdf")
        }
    }

    fn filled(mut draft: Draft, files: &[Received]) -> (Draft, bool) {
        let read = prefill(&mut draft, files.iter());
        (draft, read)
    }

    #[test]
    fn each_value_comes_from_the_first_file_that_tells_it() {
        let row = |name: &str| DraftFile {
            name: name.to_owned(),
            ..DraftFile::default()
        };
        let draft = Draft {
            files: Some(vec![row("affiche-1.pdf"), row("guide.pdf")]),
            ..Draft::default()
        };
        let (draft, read) = filled(draft, &[file("affiche-1.pdf"), telling()]);
        assert!(read);
        let names: Vec<&str> = draft
            .authors
            .iter()
            .map(|author| author.name.as_str())
            .collect();
        assert_eq!(
            (
                draft.title.as_str(),
                names,
                draft.language.as_str(),
                draft.created.as_str()
            ),
            ("Le sommeil", vec!["Léa"], "fr", "2026-03-01")
        );
        let titles: Vec<String> = draft
            .files
            .into_iter()
            .flatten()
            .map(|row| row.title)
            .collect();
        assert_eq!(titles, ["", "Le sommeil"]);
    }

    #[test]
    fn what_somebody_wrote_stays() {
        let written = Draft {
            title: "Dormir".to_owned(),
            authors: vec![DraftAuthor {
                name: "Paul".to_owned(),
                role: String::new(),
            }],
            language: "nl".to_owned(),
            created: "2020-01-01".to_owned(),
            ..Draft::default()
        };
        assert_eq!(filled(written.clone(), &[telling()]), (written, false));
    }

    #[test]
    fn nothing_is_filled_in_that_the_form_would_refuse() {
        let odd = Received {
            title: Some("é".repeat(1000)),
            authors: vec![" ".to_owned()],
            language: Some("x-none".to_owned()),
            date: Some("2026-03".to_owned()),
            ..file("a.pdf")
        };
        let (draft, read) = filled(Draft::default(), &[odd]);
        assert!(read);
        assert_eq!(draft.title.chars().count(), Title::MAX_CHARS);
        assert_eq!(
            (draft.authors.len(), draft.language, draft.created),
            (0, String::new(), String::new())
        );
    }

    #[test]
    fn a_name_makes_a_title_and_no_news() {
        let (draft, read) = filled(Draft::default(), &[file("jeu-des_cartes.pdf")]);
        assert_eq!((draft.title.as_str(), read), ("Jeu des cartes", false));
        assert_eq!(filled(Draft::default(), &[]), (Draft::default(), false));
    }
}
