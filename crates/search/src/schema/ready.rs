//! Terms made ready, on their way into the engine.
//!
//! One analysis of a text gives the terms of several fields, so it is done before the engine sees them. The engine's own
//! type for such terms travels as JSON, at twice the price of the analysis; here they are one text, and a tokenizer that
//! only cuts it up again.

use tantivy::tokenizer::{Token, TokenStream, Tokenizer};

/// The name of the tokenizer in the schema.
pub const READY: &str = "ready";
/// Ends a term; no word holds it, and it is left out of what else is kept as a term.
const END: char = '\n';

/// Terms laid side by side: for each one a character whose code is the distance from the position before, then the term,
/// then [`END`].
#[derive(Default)]
pub struct Laid {
    text: String,
    position: u32,
}

impl Laid {
    /// Adds a term at a position that does not come before that of the last one.
    pub fn add(&mut self, term: &str, position: u32) {
        let distance = position.saturating_sub(self.position);
        let distance = char::from_u32(distance).unwrap_or(char::MAX);
        self.position = position;
        self.text.push(distance);
        term.split(END).for_each(|line| self.text.push_str(line));
        self.text.push(END);
    }

    /// Whether there is nothing.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// What the tokenizer reads.
    pub fn into_text(self) -> String {
        self.text
    }
}

/// Cuts up what [`Laid`] wrote.
#[derive(Debug, Clone, Default)]
pub struct Ready(Token);

/// The terms of a text.
pub struct Terms<'a> {
    rest: &'a str,
    token: &'a mut Token,
}

impl Tokenizer for Ready {
    type TokenStream<'a> = Terms<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Terms<'a> {
        self.0.reset();
        self.0.position = 0;
        Terms {
            rest: text,
            token: &mut self.0,
        }
    }
}

impl TokenStream for Terms<'_> {
    fn advance(&mut self) -> bool {
        let mut characters = self.rest.chars();
        let Some(distance) = characters.next() else {
            return false;
        };
        let rest = characters.as_str();
        let (term, rest) = rest.split_once(END).unwrap_or((rest, ""));
        self.rest = rest;
        self.token.position += distance as usize;
        self.token.text.clear();
        self.token.text.push_str(term);
        true
    }

    fn token(&self) -> &Token {
        self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        self.token
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terms_come_out_as_they_went_in() {
        // a distance of 10 is written as the character that ends terms
        let terms = [
            ("proche", 0),
            ("procheaidant", 0),
            ("aidant", 1),
            ("", 11),
            ("a\0à", 11),
            ("fin", 60_000),
        ];
        let mut laid = Laid::default();
        for (term, position) in terms {
            laid.add(term, position);
        }
        let text = laid.into_text();
        let mut tokenizer = Ready::default();
        for _ in 0..2 {
            let mut stream = tokenizer.token_stream(&text);
            for (term, position) in terms {
                assert!(stream.advance());
                let token = stream.token();
                assert_eq!(
                    (token.text.as_str(), token.position),
                    (term, position as usize)
                );
            }
            assert!(!stream.advance());
        }
    }
}
