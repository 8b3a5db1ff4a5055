//! When something is not as hoped.

use super::{Link, Message, Page, ResourceHeader};
use serde::Serialize;

/// A page that says what went wrong and what to do.
#[derive(Debug, Clone, Default, Serialize)]
pub struct ErrorPage {
    /// Frame.
    pub page: Page,
    /// HTTP status.
    pub status: u16,
    /// Stable code; the messages are `error-{code}-title` and `error-{code}-help`.
    pub code: String,
    /// What exactly was refused, one sentence each.
    pub details: Vec<Message>,
    /// Number under which the log has the cause.
    pub request_number: String,
    /// Resources that were perhaps meant.
    pub suggestions: Vec<Link>,
    /// Where the missing resource can be deposited.
    pub create_url: Option<String>,
    /// Where to try again.
    pub retry_url: Option<String>,
}

/// What stands where a resource was withdrawn.
#[derive(Debug, Clone, Default, Serialize)]
pub struct TombstonePage {
    /// Frame.
    pub page: Page,
    /// What is still said of it.
    pub resource: ResourceHeader,
    /// When it was withdrawn.
    pub at: String,
    /// Signature of whoever withdrew it.
    pub by: Option<String>,
    /// `anonymous`, `signed` or `system`.
    pub actor: String,
    /// Why.
    pub reason: String,
}
