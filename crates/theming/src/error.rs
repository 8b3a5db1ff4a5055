//! Why a theme cannot be used, or a page not be made.

use std::error::Error as _;

/// A fault in a theme. Each names the file, as it is called within the theme.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A file or folder cannot be read.
    #[error("{path}: {source}")]
    Unreadable {
        /// the file or folder
        path: String,
        /// why
        source: std::io::Error,
    },
    /// A template, message file or icon that is not UTF-8.
    #[error("{path}: not UTF-8 text")]
    NotText {
        /// the file
        path: String,
    },
    /// A template that cannot be read, or failed while it was filled.
    #[error("{path}, line {line}: {detail}")]
    Template {
        /// the file
        path: String,
        /// 1-based, 0 when it is not known
        line: usize,
        /// what is wrong
        detail: String,
    },
    /// A message file with an entry that cannot be read.
    #[error("{path}, line {line}: {detail}")]
    Messages {
        /// the file
        path: String,
        /// 1-based
        line: usize,
        /// what is wrong
        detail: String,
    },
    /// No layer has messages in the default language.
    #[error("no message file messages/{language}.ftl")]
    NoMessages {
        /// the language
        language: String,
    },
}

impl Error {
    /// The innermost fault, for an error in an included template is wrapped in one of each
    /// template around it.
    pub(crate) fn from_template(error: &minijinja::Error) -> Self {
        let mut innermost = error;
        let mut source = error.source();
        while let Some(cause) = source {
            if let Some(inner) = cause.downcast_ref::<minijinja::Error>()
                && inner.name().is_some()
            {
                innermost = inner;
            }
            source = cause.source();
        }
        let detail = match innermost.detail() {
            Some(detail) => format!("{}: {detail}", innermost.kind()),
            None => innermost.kind().to_string(),
        };
        Self::Template {
            path: format!("templates/{}", innermost.name().unwrap_or_default()),
            line: innermost.line().unwrap_or_default(),
            detail,
        }
    }
}
