//! `status`: tells how the running server is.

use crate::control::{self, Request};
use crate::settings::Settings;
use library::Silent;

/// Runs it; false when something needs care, or no server runs. The library is not opened.
pub async fn run(settings: &Settings) -> anyhow::Result<bool> {
    if let Some(told) = control::ask(&settings.data, &Request::Status, &Silent).await? {
        return Ok(told.print());
    }
    println!("no server has {} open", settings.data.display());
    Ok(false)
}
