//! Who may do what: the one table of rights, for pages and API alike.

use crate::Error;
use model::Actor;

/// What somebody may or may not do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    /// Write a new resource.
    Create,
    /// Write a new revision of a resource, restore included.
    Revise,
    /// Add a file or put another in its place.
    AttachFile,
    /// Give a resource another address.
    Rename,
    /// Leave a tombstone instead of a resource.
    Withdraw,
    /// Add or change a kind.
    DefineKind,
    /// Take in a folder.
    Import,
}

/// Answers whether the one who acts may do that.
///
/// The library is open: visitors may do everything that can be undone. Kinds and imports are for whoever runs the
/// program.
///
/// # Errors
/// [`Error::Forbidden`].
pub(crate) fn require(actor: &Actor, act: Act) -> Result<(), Error> {
    let allowed = match (actor, act) {
        (Actor::System, _) => true,
        (_, Act::Create | Act::Revise | Act::AttachFile | Act::Rename | Act::Withdraw) => true,
        (_, Act::DefineKind | Act::Import) => false,
    };
    if allowed {
        Ok(())
    } else {
        Err(Error::Forbidden)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::Line;

    #[test]
    fn visitors_do_what_can_be_undone() {
        let visitors = [Actor::Anonymous, Actor::Signed(Line::parse("Ada").unwrap())];
        for visitor in visitors {
            for act in [
                Act::Create,
                Act::Revise,
                Act::AttachFile,
                Act::Rename,
                Act::Withdraw,
            ] {
                assert!(require(&visitor, act).is_ok(), "{act:?}");
            }
            for act in [Act::DefineKind, Act::Import] {
                assert!(
                    matches!(require(&visitor, act), Err(Error::Forbidden)),
                    "{act:?}"
                );
            }
        }
        assert!(require(&Actor::System, Act::Import).is_ok());
    }
}
