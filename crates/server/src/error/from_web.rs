//! Failures of the web framework, told as our own.

use super::{About, Code, Failure};
use actix_multipart::MultipartError;
use actix_web::HttpResponse;
use actix_web::error::{Error, PayloadError};
use actix_web::http::{StatusCode, header};

/// What the message `reason-unreadable` calls a body that breaks off or is put together wrongly.
const INCOMPLETE: &str = "incomplete";

impl Failure {
    /// The failure behind an answer that is not one of ours: the framework's own, or none at all.
    pub(super) fn of_response<B>(response: &HttpResponse<B>) -> Option<Self> {
        if let Some(error) = response.error() {
            return Some(Self::of_error(error));
        }
        match response.status() {
            StatusCode::METHOD_NOT_ALLOWED => {
                let allowed = response.headers().get(header::ALLOW);
                let methods = allowed
                    .and_then(|value| value.to_str().ok())
                    .unwrap_or_default();
                Some(Self::new(Code::MethodNotAllowed).about(About::Methods(methods.to_owned())))
            }
            _ => None,
        }
    }

    /// The failure that an error of the framework stands for.
    pub(super) fn of_error(error: &Error) -> Self {
        if let Some(failure) = error.as_error::<Self>() {
            return failure.clone();
        }
        let status = error.as_response_error().status_code();
        Self::of_status(status).because(error)
    }

    fn of_status(status: StatusCode) -> Self {
        let code = match status {
            StatusCode::NOT_FOUND => Code::NotFound,
            StatusCode::METHOD_NOT_ALLOWED => Code::MethodNotAllowed,
            StatusCode::PAYLOAD_TOO_LARGE => Code::TooLarge,
            StatusCode::UNSUPPORTED_MEDIA_TYPE => Code::RefusedType,
            status if status.is_client_error() => Code::BadRequest,
            _ => Code::Internal,
        };
        Self::new(code)
    }
}

impl From<PayloadError> for Failure {
    fn from(error: PayloadError) -> Self {
        Self::unreadable("body", INCOMPLETE).because(error)
    }
}

impl From<MultipartError> for Failure {
    fn from(error: MultipartError) -> Self {
        match &error {
            MultipartError::ContentTypeMissing
            | MultipartError::ContentTypeParse
            | MultipartError::ContentTypeIncompatible => {
                Self::new(Code::RefusedType).because(error)
            }
            _ => Self::unreadable("body", INCOMPLETE).because(error),
        }
    }
}
