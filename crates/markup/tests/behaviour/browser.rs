//! Our HTML as a browser reads it.

use std::cell::RefCell;
use std::collections::HashSet;

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{
    BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};

/// What a browser's tokeniser sees in some HTML.
#[derive(Default)]
struct Seen {
    tags: RefCell<Vec<Tag>>,
    others: RefCell<Vec<String>>,
}

impl TokenSink for Seen {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        match token {
            Token::TagToken(tag) => self.tags.borrow_mut().push(tag),
            Token::CharacterTokens(_) | Token::NullCharacterToken | Token::EOFToken => {}
            other => self.others.borrow_mut().push(format!("{other:?}")),
        }
        TokenSinkResult::Continue
    }
}

fn seen(html: &str) -> Vec<Tag> {
    let input = BufferQueue::default();
    input.push_back(StrTendril::from(html));
    let tokeniser = Tokenizer::new(Seen::default(), TokenizerOpts::default());
    let _ = tokeniser.feed(&input);
    tokeniser.end();
    let others = tokeniser.sink.others.take();
    assert!(others.is_empty(), "{others:?} in {html}");
    tokeniser.sink.tags.take()
}

const ELEMENTS: [&str; 56] = [
    "a",
    "abbr",
    "b",
    "bdi",
    "blockquote",
    "br",
    "cite",
    "code",
    "dd",
    "del",
    "details",
    "dfn",
    "div",
    "dl",
    "dt",
    "em",
    "figcaption",
    "figure",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "i",
    "img",
    "input",
    "ins",
    "kbd",
    "li",
    "mark",
    "ol",
    "p",
    "pre",
    "q",
    "s",
    "samp",
    "section",
    "small",
    "span",
    "strong",
    "sub",
    "summary",
    "sup",
    "table",
    "tbody",
    "td",
    "th",
    "thead",
    "tr",
    "u",
    "ul",
    "var",
    "wbr",
    "tfoot",
];

const ATTRIBUTES: [&str; 19] = [
    "alt",
    "aria-hidden",
    "aria-label",
    "checked",
    "class",
    "disabled",
    "href",
    "id",
    "lang",
    "loading",
    "open",
    "rel",
    "role",
    "scope",
    "src",
    "start",
    "tabindex",
    "title",
    "type",
];

fn leads_somewhere_safe(address: &str) -> bool {
    let clean: String = address.chars().filter(|c| *c > ' ').collect();
    let clean = clean.to_lowercase();
    let end = clean.find([':', '/', '?', '#']).unwrap_or(clean.len());
    !clean[end..].starts_with(':') || ["http", "https", "mailto"].contains(&&clean[..end])
}

/// Everything that must hold of any output whatever.
#[track_caller]
pub fn check(html: &str) {
    let mut open = Vec::new();
    let mut ids = HashSet::new();
    for tag in seen(html) {
        let name = tag.name.to_string();
        assert!(ELEMENTS.contains(&name.as_str()), "<{name}> in {html}");
        for attribute in &tag.attrs {
            let key = attribute.name.local.to_string();
            let value = attribute.value.to_string();
            assert!(ATTRIBUTES.contains(&key.as_str()), "{key}= in {html}");
            match key.as_str() {
                "href" | "src" => assert!(leads_somewhere_safe(&value), "{value} in {html}"),
                "id" => {
                    assert!(value.starts_with("t-"), "id {value} in {html}");
                    assert!(ids.insert(value), "id twice in {html}");
                }
                _ => {}
            }
        }
        let void = ["br", "hr", "img", "input", "wbr"].contains(&name.as_str());
        match tag.kind {
            TagKind::StartTag if !void => open.push(name),
            TagKind::StartTag => {}
            TagKind::EndTag => assert_eq!(open.pop(), Some(name), "in {html}"),
        }
    }
    assert!(open.is_empty(), "{open:?} left open in {html}");
}
