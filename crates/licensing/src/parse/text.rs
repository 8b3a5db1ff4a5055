//! From what was typed to plain tokens.

/// How much of what was typed is repeated in a message, in characters.
const QUOTED_CHARS: usize = 80;

/// What was typed, fit to be repeated on one line: control and direction
/// characters become spaces, and it is cut at [`QUOTED_CHARS`].
pub(super) fn quotable(given: &str) -> String {
    let clean: String = given
        .chars()
        .map(|c| if is_invisible(c) { ' ' } else { c })
        .collect();
    let mut words = clean.split_whitespace().collect::<Vec<_>>().join(" ");
    if let Some((end, _)) = words.char_indices().nth(QUOTED_CHARS) {
        words.truncate(end);
        words.push('…');
    }
    words
}

/// Controls, and the marks that turn the direction of what follows.
pub(crate) fn is_invisible(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}')
}

/// Sets addresses apart from the other words.
pub(super) fn split_addresses(given: &str) -> (Vec<&str>, String) {
    let (mut addresses, mut rest) = (Vec::new(), Vec::new());
    for word in given.split_whitespace() {
        let bare = word.trim_matches(['(', ')', '<', '>', '[', ']', '"', ',', ';', '.']);
        if is_address(bare) {
            addresses.push(bare);
        } else {
            rest.push(word);
        }
    }
    let rest = rest.join(" ");
    (addresses, if rest == "()" { String::new() } else { rest })
}

fn is_address(word: &str) -> bool {
    let word = word.to_lowercase();
    word.contains("://") || word.starts_with("www.") || word.starts_with("creativecommons.org/")
}

/// Lower-case words without accents. A version keeps its point, `+` stands for
/// itself (it says "or later"), anything else separates.
pub(super) fn tokens(text: &str) -> Vec<String> {
    let mut tokens = vec![String::new()];
    let mut chars = text
        .chars()
        .flat_map(char::to_lowercase)
        .flat_map(fold)
        .peekable();
    while let Some(c) = chars.next() {
        let Some(last) = tokens.last_mut() else { break };
        let in_version = c == '.'
            && last.ends_with(|c: char| c.is_ascii_digit())
            && chars.peek().is_some_and(char::is_ascii_digit);
        if c.is_alphanumeric() || in_version {
            last.push(c);
        } else if c == '+' {
            tokens.extend(["+".to_owned(), String::new()]);
        } else if !last.is_empty() && !is_combining(c) {
            tokens.push(String::new());
        }
    }
    tokens.retain(|token| !token.is_empty());
    tokens.into_iter().flat_map(split_glued_version).collect()
}

/// `gplv3` is `gpl` and `v3`.
fn split_glued_version(token: String) -> Vec<String> {
    match token.rsplit_once('v') {
        Some((name, number))
            if name.len() > 1 && number.starts_with(|c: char| c.is_ascii_digit()) =>
        {
            vec![name.to_owned(), number.to_owned()]
        }
        _ => vec![token],
    }
}

/// Removes the accents French uses.
fn fold(c: char) -> impl Iterator<Item = char> {
    let (first, second) = match c {
        'à' | 'â' | 'ä' => ('a', None),
        'ç' => ('c', None),
        'é' | 'è' | 'ê' | 'ë' => ('e', None),
        'î' | 'ï' => ('i', None),
        'ô' | 'ö' => ('o', None),
        'ù' | 'û' | 'ü' => ('u', None),
        'œ' => ('o', Some('e')),
        _ => (c, None),
    };
    std::iter::once(first).chain(second)
}

/// An accent written apart from its letter, as some systems paste it.
fn is_combining(c: char) -> bool {
    matches!(c, '\u{0300}'..='\u{036F}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_lose_case_accents_and_signs() {
        assert_eq!(tokens("CC–BY_SA  4.0"), ["cc", "by", "sa", "4.0"]);
        assert_eq!(
            tokens("Pas d’œuvre DÉRIVÉE"),
            ["pas", "d", "oeuvre", "derivee"]
        );
        assert_eq!(tokens("mêmes me\u{0302}mes"), ["memes", "memes"]);
        assert_eq!(tokens("GPLv3+"), ["gpl", "3", "+"]);
        assert_eq!(tokens("2.0."), ["2.0"]);
    }

    #[test]
    fn what_is_quoted_is_short_and_visible() {
        assert_eq!(quotable(" a\u{202E}b\nc "), "a b c");
        assert_eq!(quotable(&"x".repeat(500)).chars().count(), QUOTED_CHARS + 1);
    }
}
