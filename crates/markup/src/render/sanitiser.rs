//! The last door: only the elements, attributes and addresses listed here leave the crate.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use ammonia::{Builder, UrlRelative};

use super::inline::EXTERNAL_REL;
use crate::raw;

/// Elements that the writer makes. Never svg or math: both of ammonia's holes of 2026 needed them.
const WRITTEN: [&str; 36] = [
    "a",
    "blockquote",
    "br",
    "code",
    "dd",
    "del",
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
    "img",
    "input",
    "li",
    "ol",
    "p",
    "pre",
    "section",
    "span",
    "strong",
    "sup",
    "table",
    "tbody",
    "td",
    "th",
    "thead",
    "tr",
    "ul",
];

/// Attributes with any value; addresses are checked besides.
const ATTRIBUTES: [(&str, &[&str]); 14] = [
    ("a", &["href", "aria-label"]),
    ("div", &["aria-label"]),
    ("h1", &["id"]),
    ("h2", &["id"]),
    ("h3", &["id"]),
    ("h4", &["id"]),
    ("h5", &["id"]),
    ("h6", &["id"]),
    ("img", &["src", "alt"]),
    ("input", &["aria-label"]),
    ("li", &["id"]),
    ("ol", &["start"]),
    ("section", &["aria-label"]),
    ("sup", &["id"]),
];

/// Attributes with one of a few values.
const VALUES: [(&str, &str, &[&str]); 10] = [
    ("a", "rel", &[EXTERNAL_REL]),
    ("div", "role", &["region", "note"]),
    ("div", "tabindex", &["0"]),
    ("img", "loading", &["lazy"]),
    ("input", "type", &["checkbox"]),
    ("input", "disabled", &[""]),
    ("input", "checked", &[""]),
    ("span", "aria-hidden", &["true"]),
    ("th", "scope", &["col"]),
    ("details", "open", &[""]),
];

const CLASSES: [(&str, &[&str]); 11] = [
    (
        "a",
        &["wikilink", "missing", "heading-anchor", "footnote-back"],
    ),
    (
        "div",
        &[
            "table-wrap",
            "alert",
            "alert-note",
            "alert-tip",
            "alert-important",
            "alert-warning",
            "alert-caution",
        ],
    ),
    ("figure", &["borrowed"]),
    ("p", &["alert-title", "not-shown"]),
    ("span", &["not-shown"]),
    ("ul", &["tasks"]),
    ("li", &["task"]),
    ("section", &["footnotes"]),
    ("sup", &["footnote-call"]),
    ("td", &["align-left", "align-center", "align-right"]),
    ("th", &["align-left", "align-center", "align-right"]),
];

static SANITISER: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let raw = raw::TAGS.iter().map(|tag| tag.name);
    let mut values: HashMap<_, HashMap<_, _>> = HashMap::new();
    for (tag, attribute, allowed) in VALUES {
        values
            .entry(tag)
            .or_default()
            .insert(attribute, set(allowed));
    }
    let mut builder = Builder::empty();
    builder
        .tags(WRITTEN.into_iter().chain(raw).collect())
        .clean_content_tags(set(&["script", "style"]))
        .generic_attributes(set(&["lang", "title"]))
        .tag_attributes(table(&ATTRIBUTES))
        .tag_attribute_values(values)
        .allowed_classes(table(&CLASSES))
        .url_schemes(set(&["http", "https", "mailto"]))
        .url_relative(UrlRelative::PassThrough)
        .link_rel(None);
    builder
});

type Names = HashSet<&'static str>;

fn set(names: &[&'static str]) -> Names {
    names.iter().copied().collect()
}

fn table(rows: &[(&'static str, &[&'static str])]) -> HashMap<&'static str, Names> {
    rows.iter().map(|(key, names)| (*key, set(names))).collect()
}

/// The part of `html` that is on the lists, well formed.
pub(super) fn sanitised(html: &str) -> String {
    SANITISER.clean(html).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The writer makes none of this; the net must hold all the same.
    #[test]
    fn the_net_holds_alone() {
        for (html, out) in [
            ("<script>x</script><style>x</style>", ""),
            ("<svg><a xlink:href='javascript:x'>y</a></svg>", ""),
            ("<math><mi>y</mi></math>", ""),
            (
                "<a href=' java\nscript:x' onclick=y style=z>t</a>",
                "<a>t</a>",
            ),
            (
                "<a rel=opener class='menu missing'>t</a>",
                "<a class=\"missing\">t</a>",
            ),
            ("<p id=x>t", "<p>t</p>"),
            ("<img src=data:image/png,x onerror=y>", "<img>"),
            ("<input type=password name=x>", "<input>"),
            (
                "<iframe src=//x></iframe><form action=x><base href=x><meta content=x><link rel=x>",
                "",
            ),
        ] {
            assert_eq!(sanitised(html), out, "{html}");
        }
    }
}
