//! Where the introduction of a text ends.
//!
//! A sheet is read from why to how: what the text says first, the long fields of its kind (aims,
//! steps), then the rest of the text. The cut is made in the rendered text and not in the Markdown,
//! so that notes, links and identifiers are those of one text.

/// Elements without an end, of those that rendering writes.
const VOID: [&str; 5] = ["br", "hr", "img", "input", "wbr"];

/// The rendered text before its first heading, and from there on. A heading inside something (a
/// quotation, a list) is part of it: the cut never falls inside an element. Footnotes come after all.
pub(super) fn split(html: &str) -> (&str, &str) {
    let mut depth = 0_usize;
    let mut at = 0;
    while let Some(tag) = next_tag(html, at) {
        if depth == 0 && opens_the_rest(tag.text) {
            return html.split_at(tag.start);
        }
        if tag.text.starts_with("</") {
            depth = depth.saturating_sub(1);
        } else if !VOID.contains(&name(tag.text)) {
            depth += 1;
        }
        at = tag.start + tag.text.len();
    }
    (html, "")
}

struct Tag<'a> {
    start: usize,
    text: &'a str,
}

/// Sanitised text writes every `<` that is not a tag as `&lt;`, except in attributes, whose values
/// stand between double quotes.
fn next_tag(html: &str, from: usize) -> Option<Tag<'_>> {
    let start = from + html.get(from..)?.find('<')?;
    let mut quoted = false;
    let end = html[start..].find(|c| {
        quoted ^= c == '"';
        c == '>' && !quoted
    })?;
    let text = &html[start..=start + end];
    Some(Tag { start, text })
}

fn name(tag: &str) -> &str {
    let rest = tag.trim_start_matches(['<', '/']);
    let end = rest.find(|c: char| !c.is_ascii_alphanumeric());
    end.map_or(rest, |end| &rest[..end])
}

fn opens_the_rest(tag: &str) -> bool {
    let heading = matches!(name(tag).as_bytes(), [b'h', b'1'..=b'6']);
    !tag.starts_with("</") && (heading || tag.starts_with("<section class=\"footnotes\""))
}

#[cfg(test)]
mod tests {
    use super::split;

    #[test]
    fn the_introduction_ends_at_the_first_heading() {
        for (html, introduction) in [
            ("", ""),
            ("<p>a</p>", "<p>a</p>"),
            ("<h2 id=\"t-a\">A</h2><p>b</p>", ""),
            (
                "<p>a<br>b</p><hr><h3 id=\"t-a\">A</h3>",
                "<p>a<br>b</p><hr>",
            ),
            (
                "<p>é &lt;h2 id=\"t-a\"&gt;</p><h2 id=\"t-b\">B</h2>",
                "<p>é &lt;h2 id=\"t-a\"&gt;</p>",
            ),
            (
                "<p><a title=\"<h2>\" href=\"/\">a</a></p><h2>B</h2>",
                "<p><a title=\"<h2>\" href=\"/\">a</a></p>",
            ),
            (
                "<blockquote><h2 id=\"t-a\">A</h2></blockquote><h2 id=\"t-b\">B</h2>",
                "<blockquote><h2 id=\"t-a\">A</h2></blockquote>",
            ),
            (
                "<p>a</p><section class=\"footnotes\" id=\"x\"><ol></ol></section>",
                "<p>a</p>",
            ),
        ] {
            let parts = split(html);
            assert_eq!(parts.0, introduction, "{html}");
            assert_eq!(format!("{}{}", parts.0, parts.1), html);
        }
    }
}
