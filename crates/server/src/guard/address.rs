//! Addresses that nobody can have typed.

use crate::error::Failure;
use actix_web::Error;
use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::middleware::Next;
use percent_encoding::percent_decode_str;

/// Refuses a path that is no UTF-8: mending it in silence would lead to something that nobody asked for.
pub(crate) async fn readable_address(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    match percent_decode_str(request.path()).decode_utf8() {
        Ok(_) => Ok(next.call(request).await?.map_into_boxed_body()),
        Err(error) => Ok(request.error_response(Failure::unreadable("path", error))),
    }
}
