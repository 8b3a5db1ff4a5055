//! What a commit says of a change. The history is read by the people of the library, so it is told in French.

use super::stream::Commit;
use model::{Actor, Cause, Change, Event, RevisionNumber, Slug};

/// Where nobody reads mail (RFC 2606): a signature is a name and no address.
const DOMAIN: &str = "ressourcotheque.invalid";

/// The commit for a change of a resource, which has that address after it; `None` for a kind.
pub(super) fn commit(change: &Change, slug: Option<&Slug>) -> Commit {
    let mut message = match &change.summary {
        Some(summary) => summary.to_string(),
        None => done(&change.event),
    };
    message.push_str("\n\n");
    match (&change.event, slug) {
        (Event::KindDefined { kind }, _) => message.push_str(&format!("Type: {}\n", kind.id())),
        (_, Some(slug)) => message.push_str(&format!("Ressource: {slug}\n")),
        _ => {}
    }
    if let Some(number) = revision(&change.event) {
        message.push_str(&format!("Revision: {number}\n"));
    }
    message.push_str(&format!("Change: {}\n", change.seq));
    Commit {
        who: who(&change.by),
        at: change.at.as_second(),
        message,
    }
}

/// What was done, in one line.
fn done(event: &Event) -> String {
    match event {
        Event::Created { content, .. } => format!("Dépôt de « {} »", content.title),
        Event::Revised { cause, content, .. } => {
            let title = &content.title;
            match cause {
                Cause::Edit => format!("Modification de « {title} »"),
                Cause::Merge { base } => {
                    format!("Modification de « {title} » à partir de la version {base}, fusionnée")
                }
                Cause::Restore { of } => format!("Retour de « {title} » à la version {of}"),
                Cause::File => format!("Ajout d’un fichier à « {title} »"),
                Cause::Import => format!("Import de « {title} »"),
            }
        }
        Event::Renamed { from, to, .. } => format!("Changement d’adresse : {from} devient {to}"),
        Event::Withdrawn { reason, .. } => format!("Retrait : {reason}"),
        Event::KindDefined { kind } => {
            format!("Définition du type de ressource « {} »", kind.label().fr)
        }
    }
}

fn revision(event: &Event) -> Option<RevisionNumber> {
    match event {
        Event::Created { .. } => Some(RevisionNumber::FIRST),
        Event::Revised { number, .. } => Some(*number),
        _ => None,
    }
}

/// Name and address as git writes them.
fn who(actor: &Actor) -> String {
    let (name, address) = match actor {
        Actor::Anonymous => (String::new(), "anonyme"),
        Actor::Signed(name) => (clean(name.as_str()), "signature"),
        Actor::System => ("Ressourçothèque".to_owned(), "programme"),
    };
    let name = if name.is_empty() { "anonyme" } else { &name };
    format!("{name} <{address}@{DOMAIN}>")
}

/// A name without what has a meaning for git.
fn clean(name: &str) -> String {
    let harmless = |character: &char| !character.is_control() && !matches!(character, '<' | '>');
    let name: String = name.chars().filter(harmless).collect();
    name.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::Line;

    #[test]
    fn nobody_s_name_breaks_the_stream() {
        let signed = |name: &str| who(&Actor::Signed(Line::parse(name).unwrap()));
        assert_eq!(
            signed("Ada L."),
            "Ada L. <signature@ressourcotheque.invalid>"
        );
        assert_eq!(
            signed("Eve <eve@exemple.fr>"),
            "Eve eve@exemple.fr <signature@ressourcotheque.invalid>"
        );
        assert_eq!(signed("<>"), "anonyme <signature@ressourcotheque.invalid>");
        assert_eq!(clean("a\n\0b"), "ab");
        assert_eq!(
            who(&Actor::Anonymous),
            "anonyme <anonyme@ressourcotheque.invalid>"
        );
    }
}
