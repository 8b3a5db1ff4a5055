//! What is shipped inside the program: the first resources and the default theme.

use rust_embed::RustEmbed;
use std::borrow::Cow;

#[derive(RustEmbed)]
#[folder = "../../content"]
struct Content;

#[derive(RustEmbed)]
#[folder = "../../themes/default"]
struct Theme;

/// Files by path, `/` between folders.
pub type Files = Vec<(String, Cow<'static, [u8]>)>;

/// The resources, kinds and files that fill an empty library.
pub fn content() -> Files {
    files::<Content>()
}

/// The page of synonyms and acronyms.
pub fn lexicon() -> String {
    let page = Content::get("synonymes.md");
    page.map_or_else(String::new, |page| {
        String::from_utf8_lossy(&page.data).into_owned()
    })
}

/// The default theme.
pub fn theme() -> Files {
    files::<Theme>()
}

fn files<T: RustEmbed>() -> Files {
    T::iter()
        .filter_map(|path| T::get(&path).map(|file| (path.into_owned(), file.data)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn has(files: &Files, path: &str) -> bool {
        files
            .iter()
            .any(|(other, bytes)| other == path && !bytes.is_empty())
    }

    #[test]
    fn the_program_carries_what_it_needs() {
        assert!(has(&content(), "kinds/page.toml"));
        assert!(lexicon().contains("ETP"));
        assert!(has(&theme(), "templates/base.html"));
        assert!(has(&theme(), "messages/fr.ftl"));
    }
}
