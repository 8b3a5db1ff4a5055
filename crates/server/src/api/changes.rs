//! The change log as JSON.

use super::bodies::ChangeBody;
use super::problem::Problem;
use super::search::query_pairs;
use crate::error::Failure;
use crate::form::Pairs;
use crate::query::bounded;
use crate::site::Site;
use actix_web::{HttpRequest, web};
use library::Listed;
use model::Problems;
use serde::Serialize;
use utoipa::ToSchema;

/// The most changes of one answer.
const MAX_CHANGES: usize = 500;
/// Changes of an answer when nobody says how many.
const USUAL_CHANGES: usize = 100;

/// A part of the change log.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ChangesBody {
    /// The changes, in the order in which they happened.
    changes: Vec<ChangeBody>,
    /// Places of the log, among those of this answer, whose change is damaged and cannot be read.
    damaged: Vec<u64>,
    /// Ask again with `after` set to this to go on; unchanged when there was nothing new.
    next: u64,
}

/// Reads the change log in order, from after a place.
#[utoipa::path(get, path = "/api/v1/changes", tag = "library",
    params(
        ("after" = Option<u64>, Query, description = "Place in the log; 0 by itself, the beginning"),
        ("limit" = Option<u32>, Query, description = "1 to 500, 100 by itself")),
    responses(
        (status = 200, description = "The changes", body = ChangesBody),
        (status = 422, description = "A parameter is wrong", body = Problem, content_type = "application/problem+json")))]
pub(crate) async fn changes(
    site: web::Data<Site>,
    request: HttpRequest,
) -> Result<web::Json<ChangesBody>, Failure> {
    let (after, limit) = page_of_log(&query_pairs(&request)?, "after")?;
    let after = after.unwrap_or_default();
    let entries = site.library.changes_after(after, limit).await?;
    let next = entries.last().map_or(after, |entry| entry.seq().0);
    let readable = entries.iter().filter_map(Listed::whole);
    let damaged = entries.iter().filter_map(Listed::damaged);
    Ok(web::Json(ChangesBody {
        changes: readable.map(ChangeBody::of).collect(),
        damaged: damaged.map(|seq| seq.0).collect(),
        next,
    }))
}

/// Which part of a log is asked for: a place, if one is given, and how many changes.
///
/// # Errors
/// Each parameter that is wrong.
pub(super) fn page_of_log(pairs: &Pairs, place: &str) -> Result<(Option<u64>, usize), Failure> {
    let mut problems = Problems::default();
    let (mut at, mut limit) = (None, USUAL_CHANGES);
    for (name, value) in pairs {
        if name == place {
            at = problems
                .take(name, bounded(value, 0, usize::MAX))
                .map(|place| place as u64);
        } else if name == "limit" {
            limit = problems
                .take(name, bounded(value, 1, MAX_CHANGES))
                .unwrap_or(limit);
        }
    }
    if problems.is_empty() {
        Ok((at, limit))
    } else {
        Err(Failure::invalid(problems))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(query: &str) -> Result<(Option<u64>, usize), Failure> {
        page_of_log(&crate::form::pairs(query.as_bytes()).unwrap(), "after")
    }

    #[test]
    fn a_part_of_the_log_has_bounds() {
        assert_eq!(asked(""), Ok((None, 100)));
        assert_eq!(asked("after=7&limit=500"), Ok((Some(7), 500)));
        for wrong in ["after=-1", "after=x", "limit=0", "limit=501"] {
            assert_eq!(asked(wrong).unwrap_err().problems.0.len(), 1, "{wrong}");
        }
    }
}
