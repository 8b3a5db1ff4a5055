//! The little HTML an author may write inside Markdown.
//!
//! Nothing an author wrote is ever copied: a fragment is read into [`Piece`]s, which name only tags
//! and attributes of the list below, and HTML is written anew from them. What is not on the list
//! vanishes, its text stays.

use std::borrow::Cow;

use pulldown_cmark::{Event, Parser};

/// A tag authors may use.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct RawTag {
    pub name: &'static str,
    /// Has no content and no closing tag.
    pub void: bool,
    /// Has no place inside a paragraph.
    pub block: bool,
}

const fn inline(name: &'static str) -> RawTag {
    RawTag {
        name,
        void: false,
        block: false,
    }
}

const fn void(name: &'static str) -> RawTag {
    RawTag {
        name,
        void: true,
        block: false,
    }
}

const fn block(name: &'static str) -> RawTag {
    RawTag {
        name,
        void: false,
        block: true,
    }
}

/// Tags with a meaning that Markdown cannot write, and their plain cousins. No links and images:
/// Markdown has them. Nothing that carries ids, classes, styles or addresses.
pub(crate) const TAGS: [RawTag; 27] = [
    inline("abbr"),
    inline("b"),
    inline("bdi"),
    inline("cite"),
    inline("code"),
    inline("del"),
    inline("dfn"),
    inline("em"),
    inline("i"),
    inline("ins"),
    inline("kbd"),
    inline("mark"),
    inline("q"),
    inline("s"),
    inline("samp"),
    inline("small"),
    inline("span"),
    inline("strong"),
    inline("sub"),
    inline("sup"),
    inline("u"),
    inline("var"),
    void("br"),
    void("wbr"),
    RawTag {
        block: true,
        ..void("hr")
    },
    block("details"),
    block("summary"),
];

/// Attributes kept on the tags above; `lang` marks a passage in another language.
pub(crate) const ATTRIBUTES: [&str; 3] = ["lang", "title", "open"];

/// Elements whose content is a program or a style sheet, not text for a reader.
const UNREADABLE: [&str; 2] = ["script", "style"];

/// A part of an HTML fragment that is kept.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Piece<'a> {
    /// Text between tags, character references resolved, not escaped.
    Text(Cow<'a, str>),
    Open(&'static RawTag, Vec<(&'static str, String)>),
    Close(&'static RawTag),
}

/// Reads a fragment in one pass. As in a browser, a tag or comment that never ends swallows the rest.
pub(crate) fn pieces(html: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut rest = html;
    while !rest.is_empty() {
        let text = text_length(rest);
        if text > 0 {
            pieces.push(Piece::Text(decoded(&rest[..text])));
            rest = &rest[text..];
            continue;
        }
        rest = markup(rest, &mut pieces);
    }
    pieces
}

/// How many bytes stand before the next `<` that begins a tag, a comment or a declaration.
fn text_length(html: &str) -> usize {
    html.match_indices('<')
        .map(|(at, _)| at)
        .find(|&at| {
            html[at + 1..].starts_with(|c: char| c.is_ascii_alphabetic() || "/!?".contains(c))
        })
        .unwrap_or(html.len())
}

/// Reads what begins with `<`, returns what follows it.
fn markup<'a>(html: &'a str, pieces: &mut Vec<Piece<'a>>) -> &'a str {
    if let Some(comment) = html.strip_prefix("<!--") {
        return after(comment, "-->");
    }
    if html.starts_with("<!") || html.starts_with("<?") {
        return after(html, ">");
    }
    let closing = html.starts_with("</");
    let Some((name, attributes, rest)) = tag(&html[1 + usize::from(closing)..]) else {
        return "";
    };
    if !closing && UNREADABLE.contains(&name.as_str()) {
        return after_closing(rest, &name);
    }
    let known = TAGS.iter().find(|tag| tag.name == name);
    pieces.extend(known.map(|tag| {
        if closing {
            Piece::Close(tag)
        } else {
            Piece::Open(tag, attributes)
        }
    }));
    rest
}

fn after<'a>(text: &'a str, end: &str) -> &'a str {
    text.find(end).map_or("", |at| &text[at + end.len()..])
}

/// What follows `</name`, whatever its case; the `>` goes with it.
fn after_closing<'a>(html: &'a str, name: &str) -> &'a str {
    html.match_indices("</")
        .map(|(at, _)| &html[at + 2..])
        .find(|rest| {
            rest.get(..name.len())
                .is_some_and(|found| found.eq_ignore_ascii_case(name))
        })
        .map_or("", |rest| after(rest, ">"))
}

type Attributes = Vec<(&'static str, String)>;

/// Reads `name attr="value" …>`; `None` when the `>` is missing.
fn tag(html: &str) -> Option<(String, Attributes, &str)> {
    let end = html.find(|c: char| c.is_ascii_whitespace() || "/>".contains(c))?;
    let name = html[..end].to_ascii_lowercase();
    let mut attributes = Attributes::new();
    let mut rest = &html[end..];
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '/');
        if let Some(rest) = rest.strip_prefix('>') {
            return Some((name, attributes, rest));
        }
        let (key, value, after) = attribute(rest)?;
        if let Some(key) = ATTRIBUTES
            .iter()
            .find(|kept| kept.eq_ignore_ascii_case(key))
        {
            attributes.push((key, decoded(value).into_owned()));
        }
        rest = after;
    }
}

/// Reads one attribute: its name, its value as written, what follows. The name's first character
/// may be anything, as in HTML, so each call moves on.
fn attribute(html: &str) -> Option<(&str, &str, &str)> {
    let first = html.chars().next()?.len_utf8();
    let end = first + html[first..].find(|c: char| c.is_ascii_whitespace() || "/>=".contains(c))?;
    let (key, rest) = html.split_at(end);
    let Some(rest) = rest.trim_ascii_start().strip_prefix('=') else {
        return Some((key, "", rest));
    };
    let rest = rest.trim_ascii_start();
    for quote in ['"', '\''] {
        if let Some(rest) = rest.strip_prefix(quote) {
            let (value, rest) = rest.split_once(quote)?;
            return Some((key, value, rest));
        }
    }
    let end = rest.find(|c: char| c.is_ascii_whitespace() || c == '>')?;
    Some((key, &rest[..end], &rest[end..]))
}

/// Resolves character references such as `&eacute;`. Markdown knows the same list as HTML, so
/// its parser is asked about one reference at a time.
fn decoded(text: &str) -> Cow<'_, str> {
    /// The longest named reference, `&CounterClockwiseContourIntegral;`.
    const LONGEST: usize = 33;
    if !text.contains('&') {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let end = rest.bytes().take(LONGEST).position(|byte| byte == b';');
        let length = end.map_or(1, |end| end + 1);
        match end.and_then(|_| reference(&rest[..length])) {
            Some(character) => {
                out.push_str(&character);
                rest = &rest[length..];
            }
            None => {
                out.push('&');
                rest = &rest[1..];
            }
        }
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// The text of one `&name;` or `&#number;`, if it is a reference.
fn reference(written: &str) -> Option<String> {
    let body = &written[1..written.len() - 1];
    if !body.chars().all(|c| c.is_ascii_alphanumeric() || c == '#') {
        return None;
    }
    // between two letters, so that a reference to a space is not trimmed away
    let guarded = format!("x{written}x");
    let text: String = Parser::new(&guarded)
        .filter_map(|event| match event {
            Event::Text(text) => Some(text.into_string()),
            _ => None,
        })
        .collect();
    let text = text.strip_prefix('x')?.strip_suffix('x')?;
    (!text.is_empty() && text != written).then(|| text.to_owned())
}

#[cfg(test)]
#[expect(clippy::panic, reason = "tests")]
mod tests {
    use super::*;

    fn shown(html: &str) -> String {
        pieces(html)
            .into_iter()
            .map(|piece| match piece {
                Piece::Text(text) => text.into_owned(),
                Piece::Open(tag, attributes) => format!("<{}{attributes:?}>", tag.name),
                Piece::Close(tag) => format!("</{}>", tag.name),
            })
            .collect()
    }

    #[test]
    fn listed_tags_stay_and_others_leave_their_text() {
        assert_eq!(
            shown("<div id=x>H<SUB class='c'>2</sub>O</div>"),
            "H<sub[]>2</sub>O"
        );
        assert_eq!(
            shown("<abbr onclick=x() title=\"a &amp; b\" lang=fr>"),
            r#"<abbr[("title", "a & b"), ("lang", "fr")]>"#
        );
        assert_eq!(shown("<details/open>"), r#"<details[("open", "")]>"#);
    }

    #[test]
    fn programs_styles_and_comments_leave_nothing() {
        assert_eq!(shown("a<script>b</b>c</ScRiPt >d"), "ad");
        assert_eq!(
            shown("a<style>*{}</style>b<!-- <b> -->c<!doctype x>d<?e?>f"),
            "abcdf"
        );
    }

    #[test]
    fn what_never_ends_swallows_the_rest() {
        for html in ["a<b title=\"x", "a<b", "a<!-- b", "a<script>b", "a</b c='>"] {
            assert_eq!(shown(html), "a", "{html}");
        }
    }

    #[test]
    fn a_lone_angle_bracket_is_text() {
        assert_eq!(shown("1 < 2 <3 <"), "1 < 2 <3 <");
    }

    #[test]
    fn references_are_resolved_once() {
        assert_eq!(
            decoded("&eacute;t&#233; &amp;lt; & &nope; &"),
            "été &lt; & &nope; &"
        );
        let Cow::Borrowed(_) = decoded("sans") else {
            panic!("nothing to decode");
        };
    }
}
