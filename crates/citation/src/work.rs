//! What is cited.

use jiff::civil::Date;

/// A language in which references are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lang {
    /// French.
    Fr,
    /// English.
    En,
}

/// Somebody who is credited.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Author<'a> {
    /// The name as the person or the team wants to be credited. `Family, Given`, with one comma, is taken apart; any other
    /// name is never cut, because nothing tells a person from a team.
    pub name: &'a str,
}

impl<'a> Author<'a> {
    /// Whether the name is written as that of a person: `Family, Given`.
    #[must_use]
    pub fn is_person(&self) -> bool {
        self.parts().is_some()
    }

    /// Family and given name of a person whose name is written so; `None` for any other name.
    pub(crate) fn parts(&self) -> Option<(&'a str, &'a str)> {
        let (family, given) = self.name.split_once(',')?;
        let (family, given) = (family.trim(), given.trim());
        (!family.is_empty() && !given.is_empty() && !given.contains(',')).then_some((family, given))
    }
}

/// One revision of a resource, as it is cited.
#[derive(Clone, Copy, Debug)]
pub struct Work<'a> {
    /// A short name that is the only one of its kind, for the reference manager: letters, digits, `-`; anything else in it
    /// is left out.
    pub key: &'a str,
    /// Its title.
    pub title: &'a str,
    /// Who is credited, in order; empty for a collective text.
    pub authors: &'a [Author<'a>],
    /// What sort of resource it is, as people call it.
    pub genre: &'a str,
    /// The day on which this revision was published.
    pub published: Date,
    /// The number of the revision.
    pub version: u32,
    /// Its address, which leads to this revision for ever.
    pub url: &'a str,
    /// The name of the library.
    pub publisher: &'a str,
    /// Language tag of the text.
    pub language: &'a str,
    /// Themes.
    pub keywords: &'a [&'a str],
    /// Short name and address of its licence.
    pub licence: Option<(&'a str, &'a str)>,
    /// The credit that the works it uses are owed, a line each without a full stop; empty when it uses none.
    pub owed: &'a [&'a str],
}

impl Work<'_> {
    /// Its licence, then what is owed, a sentence each: what a note says in formats that have one note.
    pub(crate) fn notes(&self) -> Vec<String> {
        let licence = self
            .licence
            .map(|(short, url)| format!("{} ({})", line(short), line(url)));
        let owed = self.owed.iter().map(|owed| line(owed));
        licence.into_iter().chain(owed).collect()
    }
}

/// On one line: white space of any kind and length is one space, other control characters are left out.
pub(crate) fn line(text: &str) -> String {
    let words: Vec<String> = text
        .split_whitespace()
        .map(|word| word.chars().filter(|c| !c.is_control()).collect::<String>())
        .filter(|word| !word.is_empty())
        .collect();
    words.join(" ")
}
