//! What is wrong with a value, as data: doors turn it into sentences in the visitor's language.

use crate::{Slug, Title};
use licensing::{Lang, LicenceId, Refusal, conflict, refusals};
use serde::{Deserialize, Serialize};

/// How a refusal is put into words.
type Saying = fn(&Refusal, Lang) -> String;

/// Why a value was refused. `code` and `arguments` name the message that explains it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub enum Reason {
    /// Nothing was given where something is needed.
    Missing,
    /// More characters (or bytes for a body) than allowed.
    TooLong {
        /// the most that is allowed
        max: usize,
        /// what was given
        actual: usize,
    },
    /// More items than allowed.
    TooMany {
        /// the most that is allowed
        max: usize,
    },
    /// A control character, a bidirectional override or another character that would mislead a reader.
    ForbiddenCharacter {
        /// the Unicode code point
        code_point: u32,
        /// 1-based position, in characters
        position: usize,
    },
    /// Not of the form a slug has: lower-case letters a–z, digits and single hyphens.
    NotASlug,
    /// Not a whole or decimal number.
    NotANumber,
    /// A number outside its bounds.
    OutOfRange {
        /// the least allowed, if there is a least
        min: Option<i64>,
        /// the most allowed, if there is a most
        max: Option<i64>,
    },
    /// Not a range such as `8-20`.
    NotARange,
    /// Not a duration such as `45 min` or `1 h 30`.
    NotADuration,
    /// Not a calendar date such as `2026-01-15`.
    NotADate,
    /// Not an `http` or `https` address.
    NotAUrl,
    /// Not an e-mail address.
    NotAnEmail,
    /// Text was needed and something else was given, or a list where one value was needed.
    WrongType {
        /// the name of the type that is needed, as written in a kind's file
        expected: String,
    },
    /// Not one of the choices.
    NotAChoice {
        /// what was given
        given: String,
        /// what may be given
        allowed: Vec<String>,
    },
    /// The kind has no such field, or there is no such kind, resource, file…
    Unknown {
        /// what was given
        given: String,
        /// what exists, when that is a short list
        known: Vec<String>,
    },
    /// A licence outside the catalogue.
    UnknownLicence {
        /// what was given, shortened
        given: String,
        /// identifiers that were perhaps meant
        suggestions: Vec<String>,
    },
    /// A licence named without its version, such as `CC BY-SA`.
    LicenceVersionMissing {
        /// what was given, shortened
        given: String,
        /// the versions that exist
        candidates: Vec<String>,
    },
    /// The same value twice where it must be single.
    Repeated {
        /// the value
        given: String,
    },
    /// Not readable as the format it should be; the detail comes from the reader of that format.
    Unreadable {
        /// what the reader of the format says, in English
        detail: String,
    },
    /// Already used by another resource.
    Taken {
        /// the value
        given: String,
    },
    /// Works that this one is made from do not permit its licence.
    LicenceIncompatible {
        /// the licences of those works
        sources: Vec<LicenceId>,
        /// the licence that was wanted
        target: LicenceId,
    },
    /// The works that this one is made from cannot become one work, whatever its licence.
    SourcesConflict {
        /// the licences of those works
        sources: Vec<LicenceId>,
    },
    /// A work from elsewhere is adapted or included, and nobody says that its licence permits it.
    SourceUnclear,
    /// It is said to be a work of others, and nobody says of whom.
    SourceMissing,
    /// The licence of a work from elsewhere wants the date of its last update told, and nobody tells it.
    SourceUndated,
    /// The text of a resource whose licence forbids adaptations is changed, by somebody who is not one of its authors and
    /// does not state that they agree.
    AgreementMissing {
        /// the licence of the resource
        licence: LicenceId,
    },
    /// A file is named under another licence than the one under which it was shared.
    FileLicenceKept {
        /// the licence of the file
        former: LicenceId,
        /// the resource from which it is; none when the resource itself had it under that licence
        holder: Option<Holder>,
    },
    /// A mark that says of a work that nobody has rights in it, on a new work: its authors have.
    MarkOnNewWork,
    /// A later revision asks for a licence that the one before does not permit and that its authors did not agree to.
    LicenceKept {
        /// the licence of the revision before
        former: LicenceId,
        /// the licence that was wanted
        wanted: LicenceId,
    },
}

/// A resource that has a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Holder {
    /// Its address.
    pub slug: Slug,
    /// Its title.
    pub title: Title,
}

impl Reason {
    /// A stable code, used in the API and as the name of the message (`reason-{code}`).
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::TooLong { .. } => "too_long",
            Self::TooMany { .. } => "too_many",
            Self::ForbiddenCharacter { .. } => "forbidden_character",
            Self::NotASlug => "not_a_slug",
            Self::NotANumber => "not_a_number",
            Self::OutOfRange { .. } => "out_of_range",
            Self::NotARange => "not_a_range",
            Self::NotADuration => "not_a_duration",
            Self::NotADate => "not_a_date",
            Self::NotAUrl => "not_a_url",
            Self::NotAnEmail => "not_an_email",
            Self::WrongType { .. } => "wrong_type",
            Self::NotAChoice { .. } => "not_a_choice",
            Self::Unknown { .. } => "unknown",
            Self::UnknownLicence { .. } => "unknown_licence",
            Self::LicenceVersionMissing { .. } => "licence_version_missing",
            Self::Repeated { .. } => "repeated",
            Self::Unreadable { .. } => "unreadable",
            Self::Taken { .. } => "taken",
            Self::LicenceIncompatible { .. } => "licence_incompatible",
            Self::SourcesConflict { .. } => "sources_conflict",
            Self::SourceUnclear => "source_unclear",
            Self::SourceMissing => "source_missing",
            Self::SourceUndated => "source_undated",
            Self::AgreementMissing { .. } => "agreement_missing",
            Self::FileLicenceKept { .. } => "file_licence_kept",
            Self::MarkOnNewWork => "mark_on_new_work",
            Self::LicenceKept { .. } => "licence_kept",
        }
    }

    /// The arguments of the message, by name, as text; empty where a bound does not exist. What licences ask is said by
    /// `licensing`, in French as `fr` and in English as `en`: each language's message takes its own.
    #[must_use]
    pub fn arguments(&self) -> Vec<(&'static str, String)> {
        self.arguments_saying(Refusal::text)
    }

    /// The same for who fills in a form: what licences ask, without the place in their texts.
    #[must_use]
    pub fn plain_arguments(&self) -> Vec<(&'static str, String)> {
        self.arguments_saying(Refusal::plain)
    }

    fn arguments_saying(&self, words: Saying) -> Vec<(&'static str, String)> {
        let bound = |b: &Option<i64>| b.map(|b| b.to_string()).unwrap_or_default();
        match self {
            Self::TooLong { max, actual } => {
                vec![("max", max.to_string()), ("actual", actual.to_string())]
            }
            Self::TooMany { max } => vec![("max", max.to_string())],
            Self::ForbiddenCharacter {
                code_point,
                position,
            } => vec![
                ("code", format!("U+{code_point:04X}")),
                ("position", position.to_string()),
            ],
            Self::OutOfRange { min, max } => vec![("min", bound(min)), ("max", bound(max))],
            Self::WrongType { expected } => vec![("expected", expected.clone())],
            Self::NotAChoice { given, allowed } => {
                vec![("given", given.clone()), ("allowed", allowed.join(", "))]
            }
            Self::Unknown { given, known } => {
                vec![("given", given.clone()), ("known", known.join(", "))]
            }
            Self::UnknownLicence { given, suggestions } => vec![
                ("given", given.clone()),
                ("suggestions", suggestions.join(", ")),
            ],
            Self::LicenceVersionMissing { given, candidates } => vec![
                ("given", given.clone()),
                ("suggestions", candidates.join(", ")),
            ],
            Self::Repeated { given } | Self::Taken { given } => vec![("given", given.clone())],
            Self::Unreadable { detail } => vec![("detail", detail.clone())],
            Self::LicenceIncompatible { sources, target } => {
                in_both(|lang| refused(sources, *target, lang, words))
            }
            Self::SourcesConflict { sources } => in_both(|lang| {
                conflict(sources).map_or_else(String::new, |conflict| conflict.text(lang))
            }),
            Self::AgreementMissing { licence } => {
                vec![("licence", licence.licence().short_name().to_owned())]
            }
            Self::FileLicenceKept { former, holder } => {
                let said = |said: fn(&Holder) -> String| holder.as_ref().map(said);
                vec![
                    ("licence", former.licence().short_name().to_owned()),
                    (
                        "title",
                        said(|one| one.title.to_string()).unwrap_or_default(),
                    ),
                    (
                        "holder",
                        said(|one| one.slug.to_string()).unwrap_or_default(),
                    ),
                ]
            }
            Self::LicenceKept { former, wanted } => {
                in_both(|lang| refused(&[*former], *wanted, lang, words))
            }
            _ => Vec::new(),
        }
    }
}

fn in_both(text: impl Fn(Lang) -> String) -> Vec<(&'static str, String)> {
    vec![("fr", text(Lang::Fr)), ("en", text(Lang::En))]
}

/// Why works do not permit a licence, a sentence for each.
fn refused(sources: &[LicenceId], target: LicenceId, lang: Lang, words: Saying) -> String {
    let refusals = refusals(sources, target);
    let sentences: Vec<String> = refusals.iter().map(|one| words(one, lang)).collect();
    sentences.join(" ")
}

/// One value that was refused: where it stands and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// Path of the value: `title`, `fields.duree`, `authors[2].name`, `files[0].licence`…
    pub field: String,
    /// Why it was refused.
    pub reason: Reason,
}

/// All that is wrong with an input, gathered so that a person can mend everything at once.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problems(pub Vec<Problem>);

impl Problems {
    /// Notes a refusal at a path.
    pub fn add(&mut self, field: impl Into<String>, reason: Reason) {
        self.0.push(Problem {
            field: field.into(),
            reason,
        });
    }

    /// Keeps the value, or notes why it was refused.
    pub fn take<T>(&mut self, field: impl Into<String>, result: Result<T, Reason>) -> Option<T> {
        match result {
            Ok(value) => Some(value),
            Err(reason) => {
                self.add(field, reason);
                None
            }
        }
    }

    /// Whether nothing was refused.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}
