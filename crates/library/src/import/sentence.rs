//! What is wrong with a file, in English sentences: the doors of import are commands.

use crate::Doubt;
use crate::front_matter::Trouble;
use licensing::Lang;
use model::{Problem, Problems, Reason};

/// All problems as one trouble: at the line of the first, each further one with its own.
pub(super) fn trouble(problems: &Problems, line_of: impl Fn(&str) -> Option<u64>) -> Trouble {
    let mut first = None;
    let mut said = Vec::new();
    for (index, problem) in problems.0.iter().enumerate() {
        match line_of(&problem.field) {
            line if index == 0 => {
                first = line;
                said.push(sentence(problem));
            }
            Some(line) => said.push(format!("line {line}: {}", sentence(problem))),
            None => said.push(sentence(problem)),
        }
    }
    Trouble::at(first, said.join("; "))
}

/// Why the licence of what was taken is in doubt.
pub(super) fn of_doubt(doubt: &Doubt) -> String {
    match doubt {
        Doubt::Refused { title, refusal } => {
            format!("adapted from {title:?}: {}", refusal.text(Lang::En))
        }
        Doubt::Unclear { title } => {
            format!("nobody says under which licence {title:?} is, from which it is made")
        }
        Doubt::Lost { slug } => format!("{slug:?}, from which it is made, is not here"),
        Doubt::Sourceless => "it is said to be of others, and nobody says of whom".to_owned(),
        Doubt::Changed { since, .. } => format!(
            "its licence forbids changed texts, and others than its authors have changed it since revision {since}"
        ),
        Doubt::FileRefused {
            name,
            licence,
            title,
            theirs,
        } => format!("the file {name} is from {title:?}, under {theirs}, and here under {licence}"),
        Doubt::FileShared {
            name,
            licence,
            title,
            theirs,
        } => format!(
            "the file {name}, here under {licence}, is in {title:?} under {theirs}; neither names the other as its source"
        ),
    }
}

fn sentence(Problem { field, reason }: &Problem) -> String {
    match (field.as_str(), reason) {
        ("kind", Reason::Unknown { given, known }) => {
            format!(
                "there is no kind {given:?}{}",
                list("; known kinds: ", known)
            )
        }
        ("kind", Reason::Unreadable { detail }) => {
            format!("this is not the definition of a kind: {detail}")
        }
        (_, Reason::UnknownLicence { given, suggestions }) => format!(
            "{field}: the licence {given:?} is not in the catalogue{}",
            list("; perhaps you mean ", suggestions)
        ),
        (_, Reason::LicenceVersionMissing { given, candidates }) => format!(
            "{field}: the licence {given:?} lacks its version{}",
            list("; write one of ", candidates)
        ),
        _ => format!("{field} {}", predicate(reason)),
    }
}

/// What is said of the value at a path.
fn predicate(reason: &Reason) -> String {
    match reason {
        Reason::Missing => "is missing".to_owned(),
        Reason::TooLong { max, actual } => {
            format!("is too long: {actual} characters, at most {max} are allowed")
        }
        Reason::TooMany { max } => format!("has too many items; at most {max} are allowed"),
        Reason::ForbiddenCharacter {
            code_point,
            position,
        } => format!("has the character U+{code_point:04X} at place {position}; remove it"),
        Reason::NotASlug => {
            "is not an address: lower-case letters a-z, digits and single hyphens".to_owned()
        }
        Reason::NotANumber => "is not a number".to_owned(),
        Reason::OutOfRange { min, max } => out_of_range(*min, *max),
        Reason::NotARange => "is not a range such as 8-20".to_owned(),
        Reason::NotADuration => "is not a duration such as 45 min or 1 h 30".to_owned(),
        Reason::NotADate => "is not a date such as 2026-01-15".to_owned(),
        Reason::NotAUrl => "is not an http or https address".to_owned(),
        Reason::NotAnEmail => "is not an e-mail address".to_owned(),
        Reason::WrongType { expected } => format!("is not of the type {expected}"),
        Reason::NotAChoice { given, allowed } => {
            format!("cannot be {given:?}{}", list("; choose from ", allowed))
        }
        Reason::Unknown { given, known } => {
            format!("is not known: {given:?}{}", list("; known: ", known))
        }
        Reason::Repeated { given } => format!("is there twice: {given:?}"),
        Reason::Unreadable { detail } => format!("cannot be read: {detail}"),
        Reason::Taken { given } => format!("belongs to another resource: {given:?}"),
        other => format!("is refused ({})", other.code()),
    }
}

fn out_of_range(min: Option<i64>, max: Option<i64>) -> String {
    match (min, max) {
        (Some(min), Some(max)) => format!("is not between {min} and {max}"),
        (Some(min), None) => format!("is less than {min}"),
        (None, Some(max)) => format!("is more than {max}"),
        (None, None) => "is out of range".to_owned(),
    }
}

/// Nothing for an empty list.
fn list(before: &str, items: &[String]) -> String {
    if items.is_empty() {
        String::new()
    } else {
        format!("{before}{}", items.join(", "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn problems_are_sentences_with_their_lines() {
        let mut problems = Problems::default();
        let known = vec!["fiche".to_owned(), "page".to_owned()];
        let given = "zzz".to_owned();
        problems.add("kind", Reason::Unknown { given, known });
        problems.add("fields.duree", Reason::NotADuration);
        problems.add("title", Reason::Missing);
        let lines = |field: &str| match field {
            "kind" => Some(3),
            "title" => None,
            _ => Some(5),
        };
        let expected = "there is no kind \"zzz\"; known kinds: fiche, page; line 5: fields.duree is not a duration \
                        such as 45 min or 1 h 30; title is missing";
        assert_eq!(trouble(&problems, lines), Trouble::at(Some(3), expected));
    }
}
