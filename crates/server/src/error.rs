//! Why a request is not answered as it wished: one table of codes, statuses and causes.

mod answer;
mod from_web;

pub(crate) use answer::{
    answers, explain, limit, may_be_sent_again, nothing_saved, plain_sentence, refused_file,
    sentence, sentences, whole,
};

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, ResponseError};
use library::{Error, Missing};
use model::{Problem, Problems, Reason, Tombstone};
use std::fmt;

/// A stable word for what went wrong: part of the API, and the name of the messages `error-{code}-title` and `-help`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Code {
    /// The request makes no sense.
    BadRequest,
    /// What was sent is not of the format that it should be.
    Unreadable,
    /// There is nothing at this address.
    NotFound,
    /// The resource has no such revision.
    UnknownRevision,
    /// There is no such kind.
    UnknownKind,
    /// There is no such licence in the catalogue.
    UnknownLicence,
    /// The draft was used, dropped, or never there.
    UnknownDraft,
    /// The resource was withdrawn.
    Withdrawn,
    /// Somebody else changed the same words.
    Conflict,
    /// The address leads to another resource.
    SlugTaken,
    /// A text or a file is over the limit.
    TooLarge,
    /// The media type sent is not one that is read here.
    RefusedType,
    /// Values are missing or wrong.
    Invalid,
    /// The address is right, the method is not.
    MethodNotAllowed,
    /// A form of another site sent the request.
    ForbiddenOrigin,
    /// The person may not do that.
    Forbidden,
    /// Too many changes at once.
    Busy,
    /// Writing is stopped.
    ReadOnly,
    /// There are too many drafts.
    TooManyDrafts,
    /// The disk is full.
    DiskFull,
    /// What is stored there is damaged.
    Damaged,
    /// A fault of ours.
    Internal,
}

impl Code {
    /// Every code, in the order of its status.
    pub(crate) const ALL: [Self; 22] = [
        Self::BadRequest,
        Self::Unreadable,
        Self::ForbiddenOrigin,
        Self::Forbidden,
        Self::NotFound,
        Self::UnknownRevision,
        Self::UnknownKind,
        Self::UnknownLicence,
        Self::UnknownDraft,
        Self::MethodNotAllowed,
        Self::Conflict,
        Self::SlugTaken,
        Self::Withdrawn,
        Self::TooLarge,
        Self::RefusedType,
        Self::Invalid,
        Self::Damaged,
        Self::Internal,
        Self::Busy,
        Self::ReadOnly,
        Self::TooManyDrafts,
        Self::DiskFull,
    ];

    /// The word and the status.
    const fn row(self) -> (&'static str, StatusCode) {
        match self {
            Self::BadRequest => ("bad_request", StatusCode::BAD_REQUEST),
            Self::Unreadable => ("unreadable", StatusCode::BAD_REQUEST),
            Self::ForbiddenOrigin => ("forbidden_origin", StatusCode::FORBIDDEN),
            Self::Forbidden => ("forbidden", StatusCode::FORBIDDEN),
            Self::NotFound => ("not_found", StatusCode::NOT_FOUND),
            Self::UnknownRevision => ("unknown_revision", StatusCode::NOT_FOUND),
            Self::UnknownKind => ("unknown_kind", StatusCode::NOT_FOUND),
            Self::UnknownLicence => ("unknown_licence", StatusCode::NOT_FOUND),
            Self::UnknownDraft => ("unknown_draft", StatusCode::NOT_FOUND),
            Self::MethodNotAllowed => ("method_not_allowed", StatusCode::METHOD_NOT_ALLOWED),
            Self::Conflict => ("conflict", StatusCode::CONFLICT),
            Self::SlugTaken => ("slug_taken", StatusCode::CONFLICT),
            Self::Withdrawn => ("withdrawn", StatusCode::GONE),
            Self::TooLarge => ("too_large", StatusCode::PAYLOAD_TOO_LARGE),
            Self::RefusedType => ("refused_type", StatusCode::UNSUPPORTED_MEDIA_TYPE),
            Self::Invalid => ("invalid", StatusCode::UNPROCESSABLE_ENTITY),
            Self::Damaged => ("damaged", StatusCode::INTERNAL_SERVER_ERROR),
            Self::Internal => ("internal", StatusCode::INTERNAL_SERVER_ERROR),
            Self::Busy => ("busy", StatusCode::SERVICE_UNAVAILABLE),
            Self::ReadOnly => ("read_only", StatusCode::SERVICE_UNAVAILABLE),
            Self::TooManyDrafts => ("too_many_drafts", StatusCode::INSUFFICIENT_STORAGE),
            Self::DiskFull => ("disk_full", StatusCode::INSUFFICIENT_STORAGE),
        }
    }

    /// The word.
    pub(crate) const fn as_str(self) -> &'static str {
        self.row().0
    }

    /// The HTTP status.
    pub(crate) const fn status(self) -> StatusCode {
        self.row().1
    }
}

/// What a failure is about, for the pages and problems that help further.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum About {
    /// Nothing more is known.
    Nothing,
    /// A resource that does not exist: it can be searched for, or created.
    Resource(String),
    /// A withdrawn resource.
    Tombstone {
        /// its address
        slug: String,
        /// when, by whom and why
        tombstone: Box<Tombstone>,
    },
    /// A limit that was passed.
    Limit {
        /// `body`, or `file`
        field: &'static str,
        /// the most bytes allowed
        max_bytes: u64,
    },
    /// Methods that the address has.
    Methods(String),
    /// A change of the same file by somebody else: the number of the latest revision.
    Latest(u32),
    /// Files that were refused.
    Files(Vec<RefusedFile>),
}

/// A file that was sent and not taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct RefusedFile {
    /// Its name as it was sent, as far as it can be one.
    pub(crate) name: String,
    /// Why.
    pub(crate) why: Refusal,
}

/// Why a file was not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Refusal {
    /// It is over the limit.
    TooLarge {
        /// the most bytes allowed
        max_bytes: u64,
    },
    /// There is nothing in it.
    Empty,
    /// There were enough before it.
    TooMany {
        /// the most files allowed
        max: usize,
    },
}

impl Refusal {
    /// The stable word for it, as [`Reason::code`] has one.
    pub(crate) const fn code(self) -> &'static str {
        match self {
            Self::TooLarge { .. } => Code::TooLarge.as_str(),
            Self::Empty => "missing",
            Self::TooMany { .. } => "too_many",
        }
    }
}

/// A request that is not answered as it wished.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Failure {
    /// What went wrong.
    pub(crate) code: Code,
    /// Each value that is wrong.
    pub(crate) problems: Problems,
    /// What it is about.
    pub(crate) about: About,
    /// What the log says of it; never shown.
    pub(crate) cause: Option<String>,
}

impl Failure {
    /// A failure of which only the code is known.
    pub(crate) fn new(code: Code) -> Self {
        Self {
            code,
            problems: Problems::default(),
            about: About::Nothing,
            cause: None,
        }
    }

    /// The same, about something.
    pub(crate) fn about(self, about: About) -> Self {
        Self { about, ..self }
    }

    /// The same, with a word for the log.
    pub(crate) fn because(self, cause: impl ToString) -> Self {
        Self {
            cause: Some(cause.to_string()),
            ..self
        }
    }

    /// Values that are wrong.
    pub(crate) fn invalid(problems: Problems) -> Self {
        Self {
            problems,
            ..Self::new(Code::Invalid)
        }
    }

    /// One value that is wrong.
    pub(crate) fn invalid_field(field: &str, reason: Reason) -> Self {
        Self::invalid(Problems(vec![Problem {
            field: field.to_owned(),
            reason,
        }]))
    }

    /// What was sent cannot be read. `detail` is one of the words that the message `reason-unreadable` knows, or a
    /// short text that is right in every language.
    pub(crate) fn unreadable(field: &str, detail: impl ToString) -> Self {
        let reason = Reason::Unreadable {
            detail: detail.to_string(),
        };
        Self {
            code: Code::Unreadable,
            ..Self::invalid_field(field, reason)
        }
    }

    /// Something over a limit.
    pub(crate) fn too_large(field: &'static str, max_bytes: u64) -> Self {
        Self::new(Code::TooLarge).about(About::Limit { field, max_bytes })
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code.as_str())?;
        match &self.cause {
            Some(cause) => write!(f, ": {cause}"),
            None => Ok(()),
        }
    }
}

impl ResponseError for Failure {
    fn status_code(&self) -> StatusCode {
        self.code.status()
    }

    /// Only the status: [`answers`] writes the body, for it knows who asked and in which language.
    fn error_response(&self) -> HttpResponse {
        HttpResponse::new(self.code.status())
    }
}

/// The table from the library's faults to what the visitor is told.
impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        let cause = error.to_string();
        match error {
            Error::Invalid(problems) => Self::invalid(problems),
            Error::NotFound(Missing::Resource(slug)) => {
                Self::new(Code::NotFound).about(About::Resource(slug))
            }
            Error::NotFound(Missing::File(_)) => Self::new(Code::NotFound),
            Error::NotFound(Missing::Draft) => Self::new(Code::UnknownDraft),
            Error::NotFound(Missing::Revision(_)) => Self::new(Code::UnknownRevision),
            Error::NotFound(Missing::Kind(_)) => Self::new(Code::UnknownKind),
            Error::Withdrawn { slug, tombstone } => {
                Self::new(Code::Withdrawn).about(About::Tombstone {
                    slug: slug.to_string(),
                    tombstone,
                })
            }
            Error::SlugTaken(slug) => Self {
                problems: Problems(vec![Problem {
                    field: "slug".to_owned(),
                    reason: Reason::Taken {
                        given: slug.to_string(),
                    },
                }]),
                ..Self::new(Code::SlugTaken)
            },
            Error::TooLarge { field, max_bytes } => {
                Self::too_large(field, max_bytes).because(cause)
            }
            Error::FileConflict { latest } => {
                Self::new(Code::Conflict).about(About::Latest(latest.0))
            }
            Error::Forbidden => Self::new(Code::Forbidden),
            Error::Busy => Self::new(Code::Busy),
            Error::TooManyDrafts(_) => Self::new(Code::TooManyDrafts).because(cause),
            Error::DiskFull => Self::new(Code::DiskFull).because(cause),
            Error::ReadOnly(_) => Self::new(Code::ReadOnly).because(cause),
            error if error.is_damage() => Self::new(Code::Damaged).because(cause),
            Error::Storage(_) | Error::Search(_) | Error::Outside { .. } => {
                Self::new(Code::Internal).because(cause)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_is_listed_once_with_an_error_status() {
        for code in Code::ALL {
            let status = code.status();
            assert!(
                status.is_client_error() || status.is_server_error(),
                "{code:?}"
            );
            let same = Code::ALL
                .iter()
                .filter(|other| other.as_str() == code.as_str());
            assert_eq!(same.count(), 1, "{code:?}");
        }
    }

    #[test]
    fn the_library_s_faults_have_the_statuses_of_the_contract() {
        let cases = [
            (Error::NotFound(Missing::Resource("x".into())), 404),
            (Error::NotFound(Missing::Revision(9)), 404),
            (Error::NotFound(Missing::Draft), 404),
            (Error::invalid("title", Reason::Missing), 422),
            (
                Error::TooLarge {
                    field: "body",
                    max_bytes: 1,
                },
                413,
            ),
            (Error::Busy, 503),
            (
                Error::FileConflict {
                    latest: model::RevisionNumber::FIRST,
                },
                409,
            ),
            (Error::ReadOnly("fsync".into()), 503),
            (Error::DiskFull, 507),
            (Error::Forbidden, 403),
        ];
        for (error, status) in cases {
            assert_eq!(Failure::from(error).code.status().as_u16(), status);
        }
    }
}
