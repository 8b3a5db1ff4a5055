//! Each feature of the dialect, to the letter.

use std::cell::RefCell;

use markup::{RenderOptions, links, render};

use crate::support::{OPTIONS, html, rendered, resolve};

/// A heading as rendered.
fn heading(level: u8, id: &str, content: &str, text: &str) -> String {
    format!(
        "<h{level} id=\"{id}\">{content} <a class=\"heading-anchor\" href=\"#{id}\" aria-label=\"Lien vers {text}\">\
         <span aria-hidden=\"true\">#</span></a></h{level}>\n"
    )
}

#[test]
fn paragraphs_emphasis_and_breaks() {
    assert_eq!(
        html("Un *mot* et **deux** ~~trois~~ `a<b`\nsuite  \nfin\\\n!\n\nÀ 5 & 6\n"),
        "<p>Un <em>mot</em> et <strong>deux</strong> <del>trois</del> <code>a&lt;b</code>\n\
         suite<br>\nfin<br>\n!</p>\n<p>À 5 &amp; 6</p>\n"
    );
}

#[test]
fn quotes_code_and_rules() {
    assert_eq!(
        html("> cité\n\n```rust\n<b>\n```\n\n    retrait\n\n***\n"),
        "<blockquote>\n<p>cité</p>\n</blockquote>\n<pre><code>&lt;b&gt;\n</code></pre>\n\
         <pre><code>retrait\n</code></pre>\n<hr>\n"
    );
}

#[test]
fn lists_tight_loose_nested_and_numbered() {
    assert_eq!(
        html("- a\n  - b\n- c\n"),
        "<ul>\n<li>a\n<ul>\n<li>b</li>\n</ul>\n</li>\n<li>c</li>\n</ul>\n"
    );
    assert_eq!(
        html("3. a\n\n4. b\n"),
        "<ol start=\"3\">\n<li>\n<p>a</p>\n</li>\n<li>\n<p>b</p>\n</li>\n</ol>\n"
    );
}

#[test]
fn headings_have_ids_anchors_and_an_outline() {
    let text =
        "# L’objectif *premier*\n\n## Étapes\n\n## Étapes\n\n###### Fin\n\nSous-titre\n---\n\n#\n";
    let rendered = rendered(text);
    let expected = [
        heading(
            2,
            "t-l-objectif-premier",
            "L’objectif <em>premier</em>",
            "L’objectif premier",
        ),
        heading(3, "t-etapes", "Étapes", "Étapes"),
        heading(3, "t-etapes-2", "Étapes", "Étapes"),
        heading(6, "t-fin", "Fin", "Fin"),
        heading(3, "t-sous-titre", "Sous-titre", "Sous-titre"),
        "<h2 id=\"t-section\"></h2>\n".to_owned(),
    ];
    assert_eq!(rendered.html, expected.concat());
    let outline: Vec<_> = rendered
        .outline
        .iter()
        .map(|heading| (heading.level, heading.id.as_str(), heading.text.as_str()))
        .collect();
    assert_eq!(
        outline,
        [
            (2, "t-l-objectif-premier", "L’objectif premier"),
            (3, "t-etapes", "Étapes"),
            (3, "t-etapes-2", "Étapes"),
            (6, "t-fin", "Fin"),
            (3, "t-sous-titre", "Sous-titre"),
        ]
    );
}

#[test]
fn a_level_never_passes_six() {
    let options = RenderOptions {
        heading_offset: 255,
        ..OPTIONS
    };
    assert_eq!(render("# a", &options).outline[0].level, 6);
}

#[test]
fn authors_link_to_their_headings_without_knowing_the_prefix() {
    assert_eq!(
        html("[voir](#etapes) [là](#t-etapes) [haut](#)"),
        "<p><a href=\"#t-etapes\">voir</a> <a href=\"#t-etapes\">là</a> <a href=\"#\">haut</a></p>\n"
    );
}

#[test]
fn tables_scroll_and_align() {
    assert_eq!(
        html("| a | b | c | d |\n|:--|:-:|--:|---|\n| 1 | 2 | 3 | 4 |\n"),
        "<div class=\"table-wrap\" tabindex=\"0\" role=\"region\" aria-label=\"Tableau 1\">\n<table>\n<thead>\n\
         <tr><th scope=\"col\" class=\"align-left\">a</th><th scope=\"col\" class=\"align-center\">b</th>\
         <th scope=\"col\" class=\"align-right\">c</th><th scope=\"col\">d</th></tr>\n</thead>\n<tbody>\n\
         <tr><td class=\"align-left\">1</td><td class=\"align-center\">2</td>\
         <td class=\"align-right\">3</td><td>4</td></tr>\n</tbody>\n</table>\n</div>\n"
    );
}

#[test]
fn footnotes_are_numbered_by_call_and_link_both_ways() {
    let call = |id: &str, number: u8| {
        format!(
            "<sup class=\"footnote-call\" id=\"t-{id}\"><a href=\"#t-fn_{number}\">{number}</a></sup>"
        )
    };
    let back = |id: &str, number: u8| {
        format!(
            " <a class=\"footnote-back\" href=\"#t-{id}\" aria-label=\"Retour à l’appel {number}\">↩</a>"
        )
    };
    assert_eq!(
        html(
            "Un[^x] deux[^Y] un[^x] [^absente]\n\n[^y]: Note *b*.\n[^x]: Note\n\n    suite\n[^z]: jamais\n"
        ),
        format!(
            "<p>Un{} deux{} un{} [^absente]</p>\n<section class=\"footnotes\" aria-label=\"Notes\">\n<ol>\n\
             <li id=\"t-fn_1\"><p>Note</p>\n<p>suite{}{}</p>\n</li>\n\
             <li id=\"t-fn_2\"><p>Note <em>b</em>.{}</p>\n</li>\n\
             <li id=\"t-fn_3\"><p>jamais</p>\n</li>\n</ol>\n</section>\n",
            call("fnref_1", 1),
            call("fnref_2", 2),
            call("fnref_1_2", 1),
            back("fnref_1", 1),
            back("fnref_1_2", 1),
            back("fnref_2", 2),
        )
    );
}

#[test]
fn task_lists_say_their_state() {
    assert_eq!(
        html("- [ ] salle\n- [x] feutres\n- rien\n"),
        "<ul>\n<li class=\"task\"><input type=\"checkbox\" disabled=\"\" aria-label=\"à faire\"> salle</li>\n\
         <li class=\"task\"><input type=\"checkbox\" disabled=\"\" checked=\"\" aria-label=\"fait\"> feutres</li>\n\
         <li>rien</li>\n</ul>\n"
    );
}

#[test]
fn definition_lists() {
    assert_eq!(
        html("ETP\n: Éducation thérapeutique\n"),
        "<dl>\n<dt>ETP</dt>\n<dd>Éducation thérapeutique</dd>\n</dl>\n"
    );
}

#[test]
fn alerts_of_each_kind() {
    for (kind, class, title) in [
        ("NOTE", "note", "Note"),
        ("TIP", "tip", "Astuce"),
        ("IMPORTANT", "important", "Important"),
        ("WARNING", "warning", "Attention"),
        ("CAUTION", "caution", "Danger"),
    ] {
        assert_eq!(
            html(&format!("> [!{kind}]\n> Gare !\n")),
            format!(
                "<div class=\"alert alert-{class}\" role=\"note\">\n\
                 <p class=\"alert-title\">{title}</p>\n<p>Gare !</p>\n</div>\n"
            )
        );
    }
}

#[test]
fn wiki_links_to_what_exists() {
    assert_eq!(
        html("Voir [[ photolangage ]], [[Photolangage|*cette* fiche]] ou ![[photolangage]]."),
        "<p>Voir <a class=\"wikilink\" href=\"/ressources/photolangage\">Le photolangage</a>, \
         <a class=\"wikilink\" href=\"/ressources/photolangage\" title=\"Le photolangage\"><em>cette</em> fiche</a> ou \
         <a class=\"wikilink\" href=\"/ressources/photolangage\">Le photolangage</a>.</p>\n"
    );
}

#[test]
fn wiki_links_to_what_does_not_exist_yet() {
    assert_eq!(
        html("[[Été]] [[Été|l’été]] [[]] [[ ]] `[[code]]`"),
        "<p><a class=\"wikilink missing\" href=\"/deposer?titre=%C3%89%74%C3%A9\" title=\"page à créer\">Été</a> \
         <a class=\"wikilink missing\" href=\"/deposer?titre=%C3%89%74%C3%A9\" title=\"page à créer\">l’été</a> \
         [[]]   <code>[[code]]</code></p>\n"
    );
}

#[test]
fn wiki_links_in_tables_lose_the_backslash_of_their_bar() {
    let text = "| a |\n|---|\n| [[photolangage\\|p]] |\n";
    assert!(html(text).contains(
        "<td><a class=\"wikilink\" href=\"/ressources/photolangage\" title=\"Le photolangage\">p</a></td>"
    ));
    assert_eq!(links(text), ["photolangage"]);
}

#[test]
fn links_by_where_they_lead() {
    assert_eq!(
        html("[a](https://x.fr \"t\") [b](/y) [c](</é f>) <https://x.fr/> <a@b.fr> [e](//x.fr)"),
        "<p><a href=\"https://x.fr\" title=\"t\" rel=\"ugc noopener\">a</a> <a href=\"/y\">b</a> \
         <a href=\"/%C3%A9%20f\">c</a> <a href=\"https://x.fr/\" rel=\"ugc noopener\">https://x.fr/</a> \
         <a href=\"mailto:a@b.fr\">a@b.fr</a> <a href=\"//x.fr\" rel=\"ugc noopener\">e</a></p>\n"
    );
}

#[test]
fn links_do_not_nest() {
    assert_eq!(
        html("[[photolangage|voir <https://x.fr>]]"),
        "<p><a class=\"wikilink\" href=\"/ressources/photolangage\" title=\"Le photolangage\">voir https://x.fr</a></p>\n"
    );
}

#[test]
fn images_keep_their_alternative_and_wait() {
    assert_eq!(
        html("![Un *chat* `x`\nnoir](/c.png \"T\") [![](y.png)](/z)"),
        "<p><img src=\"/c.png\" alt=\"Un chat x noir\" title=\"T\" loading=\"lazy\"> <a href=\"/z\">\
         <img src=\"y.png\" alt=\"\" loading=\"lazy\"></a></p>\n"
    );
}

#[test]
fn an_image_of_another_site_is_a_link_to_it() {
    assert_eq!(
        html("![Un chat](https://x.fr/y.png) ![](//x.fr/z.png)"),
        "<p><a href=\"https://x.fr/y.png\" rel=\"ugc noopener\">Un chat</a> \
         <a href=\"//x.fr/z.png\" rel=\"ugc noopener\">//x.fr/z.png</a></p>\n"
    );
    assert_eq!(
        html("[![Un chat](https://x.fr/y.png)](/z)"),
        "<p><a href=\"/z\">Un chat</a></p>\n"
    );
}

#[test]
fn the_few_html_tags_authors_may_write() {
    assert_eq!(
        html("H<sub>2</sub>O, 1<sup>er</sup>, <kbd>Ctrl</kbd>, <mark>ici</mark><br/>fin"),
        "<p>H<sub>2</sub>O, 1<sup>er</sup>, <kbd>Ctrl</kbd>, <mark>ici</mark><br>fin</p>\n"
    );
    assert_eq!(
        html("<abbr title=\"a&quot;b\" class=x>ETP</abbr> <i lang='en'>world café</i>"),
        "<p><abbr title=\"a&quot;b\">ETP</abbr> <i lang=\"en\">world café</i></p>\n"
    );
    assert_eq!(
        html("<details open>\n<summary>Plus</summary>\n\n**Texte**\n\n</details>\n"),
        "<details open=\"\">\n<summary>Plus</summary>\n<p><strong>Texte</strong></p>\n</details>\n"
    );
}

#[test]
fn tags_left_open_end_with_their_block() {
    assert_eq!(
        html("<b>a *<i>b* c</i>\n\nd</b></p></div>"),
        "<p><b>a <em><i>b</i></em> c</b></p>\n<p>d</p>\n"
    );
}

#[test]
fn line_endings_do_not_matter() {
    let text = "# A\n\n- b\n- c\n\n```\nd\n```\n";
    assert_eq!(html(&text.replace('\n', "\r\n")), html(text));
}

#[test]
fn the_resolver_is_asked_about_the_links_and_nothing_else() {
    let asked = RefCell::new(Vec::new());
    let spy = |target: &str| {
        asked.borrow_mut().push(target.to_owned());
        resolve(target)
    };
    let options = RenderOptions {
        resolve: &spy,
        ..OPTIONS
    };
    let deep = format!("{}[[profond]]", "> ".repeat(80));
    let text =
        format!("# [[a]]\n\n`[[b]]` [[c|d]] [x](/y) ![[e]] ![g[[f]]](/m)\n\n    [[g]]\n\n{deep}\n");
    let _ = render(&text, &options);
    assert_eq!(links(&text), ["a", "c", "e", "f", "profond"]);
    assert_eq!(*asked.borrow(), links(&text));
}
