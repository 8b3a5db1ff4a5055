//! Whatever somebody sends, they get the right status and a sentence that helps, and the library is as it was.
//!
//! Each story ends with [`unchanged`]; leaving the server runs `check` on its folder.

mod bytes;
mod places;
mod size;
mod values;

use crate::harness::Server;
use serde_json::{Value, json};

/// Checks that nothing was written since.
#[track_caller]
fn unchanged(server: &Server, before: u64) {
    assert_eq!(server.position(), before, "{:?}", server.changes().last());
}

/// A draft that is right but for those members.
fn draft(wrong: Value) -> Value {
    let mut draft = json!({"title": "Un essai", "kind": "fiche-methode", "licence": "CC-BY-SA-4.0", "body": "Texte.\n"});
    for (key, value) in wrong.as_object().unwrap() {
        if value.is_null() {
            draft.as_object_mut().unwrap().remove(key);
        } else {
            draft[key] = value.clone();
        }
    }
    draft
}
