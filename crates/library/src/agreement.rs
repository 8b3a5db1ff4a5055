//! Changing the text of a resource whose licence forbids adaptations (ND).
//!
//! Such a licence lets everybody share the text and nobody publish a changed one (CC 4.0, section 2(a)(1)(B)); its authors
//! may, and whoever has their agreement. A corrected typing error is no reason to keep people out, so they are asked.
//! Without accounts nobody is known: who signs with the name of a credited author is taken for them, anybody else states
//! that they are one, or that these agree.

use crate::render::long_fields;
use crate::sources::{is_adapted, same_work};
use crate::{Error, Library};
use model::{Actor, Content, Reason, Sha256, Source};

/// What a resource says, beside what is said of it.
#[derive(PartialEq)]
struct Words<'c> {
    body: &'c str,
    long: Vec<(String, String)>,
    files: Vec<Sha256>,
}

impl Library {
    /// Whether somebody may write `wanted` in place of `before`; `stated` when they say that they are an author or that
    /// the authors agree.
    ///
    /// # Errors
    /// [`Error::Invalid`] at `author_agrees`.
    pub(crate) fn agreed(
        &self,
        actor: &Actor,
        before: &Content,
        changed: bool,
        stated: bool,
    ) -> Result<(), Error> {
        let asks = changed && forbids_changes(before) && !stated && !is_author(actor, before);
        if !asks {
            return Ok(());
        }
        let licence = before.licence;
        let reason = Reason::AgreementMissing { licence };
        Err(Error::invalid("author_agrees", reason))
    }

    /// Whether both say the same: text, long fields, and the bytes of their files. Themes, titles and the like are said
    /// of a work and change nothing in it.
    pub(crate) fn say_the_same(&self, one: &Content, other: &Content) -> bool {
        self.words(one) == self.words(other)
    }

    /// Whether a revision says of an original that a later revision of it was used, and yet says the same as before:
    /// nothing of what changed there was taken over.
    #[must_use]
    pub fn follows_in_name_only(&self, before: &Content, after: &Content) -> bool {
        let later = |source: &Source| {
            let known = same_work(before, source).and_then(|known| known.revision);
            known.is_some_and(|known| source.revision.is_some_and(|now| now > known))
        };
        let mut sources = after.derived_from.iter();
        sources.any(|source| is_adapted(source) && later(source))
            && self.say_the_same(before, after)
    }

    fn words<'c>(&self, content: &'c Content) -> Words<'c> {
        let kind = self.kind(content.kind.as_str());
        let long = kind.map(|kind| long_fields(&kind, content));
        let mut files: Vec<Sha256> = content.files.iter().map(|file| file.sha256).collect();
        files.sort_unstable();
        Words {
            body: content.body.as_str(),
            long: long.unwrap_or_default(),
            files,
        }
    }
}

/// Whether the licence of a content forbids to publish a changed one.
pub(crate) fn forbids_changes(content: &Content) -> bool {
    content.licence.licence().elements().no_derivatives
}

/// Whether somebody signs with the name of one of those who are credited. The program itself is asked nothing.
pub(crate) fn is_author(actor: &Actor, content: &Content) -> bool {
    match actor {
        Actor::System => true,
        Actor::Signed(name) => content.authors.iter().any(|author| author.name == *name),
        Actor::Anonymous => false,
    }
}
