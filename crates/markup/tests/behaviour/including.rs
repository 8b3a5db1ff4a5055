//! Passages and pictures of other texts: found, shown, bounded.

mod any;
mod sections;

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use markup::{
    Included, Inclusion, Link, Part, Passage, Picture, RenderOptions, Room, images, inclusions,
    links, plain, render,
};

use crate::browser::check;
use crate::support::OPTIONS;

fn whole(target: &str) -> Inclusion {
    Inclusion {
        target: target.to_owned(),
        section: None,
    }
}

fn part_of(target: &str, section: &str) -> Inclusion {
    Inclusion {
        section: Some(section.to_owned()),
        ..whole(target)
    }
}

fn link(words: &str, url: &str) -> Link {
    Link {
        words: words.to_owned(),
        url: url.to_owned(),
    }
}

fn passage(text: &str) -> Included {
    Included::Passage(Passage {
        parts: vec![Part {
            title: None,
            text: text.to_owned(),
        }],
        language: "fr".to_owned(),
        caption: vec![
            link("Passage de Autre", "/ressources/autre"),
            link("CC BY 4.0", "/licences/CC-BY-4.0"),
        ],
    })
}

fn html_with(text: &str, include: &dyn Fn(&Inclusion) -> Included) -> String {
    let options = RenderOptions { include, ..OPTIONS };
    render(text, &options).html
}

/// The text with a passage in each place.
fn including(text: &str, included: &str) -> String {
    html_with(text, &|_| passage(included))
}

#[test]
fn inclusions_stand_alone_in_their_paragraph() {
    let text = "![[a]]\n\n![[ b c # Un titre ]]\n![[a]]\n\n> ![[d]]\n\n- e\n\n  ![[e#]]\n";
    assert_eq!(
        inclusions(text),
        [
            whole("a"),
            part_of("b c", "Un titre"),
            whole("d"),
            whole("e")
        ]
    );
    assert_eq!(links(text), ["a", "b c", "d", "e"]);
    for none in [
        "Voir ![[a]]",
        "![[a]] et ![[b]]",
        "![[a|texte]]",
        "`![[a]]`",
        "```\n![[a]]\n```",
        "    ![[a]]",
        "\\![[a]]",
        "!\\[[a]]",
        "# ![[a]]",
        "![[#a]]",
        "![[ ]]",
        "<!-- ![[a]] -->",
        "[[a]]",
    ] {
        assert!(inclusions(none).is_empty(), "{none}");
    }
}

#[test]
fn a_passage_is_quoted_with_its_source_under_it() {
    assert_eq!(
        including("Avant\n\n![[autre]]\n\nAprès", "Un *mot*."),
        "<p>Avant</p>\n<figure class=\"borrowed\">\n<blockquote lang=\"fr\">\n\
         <p>Un <em>mot</em>.</p>\n</blockquote>\n<figcaption><a href=\"/ressources/autre\">Passage de Autre</a> · \
         <a href=\"/licences/CC-BY-4.0\">CC BY 4.0</a></figcaption>\n</figure>\n<p>Après</p>\n"
    );
}

#[test]
fn what_is_included_stands_below_the_heading_above_it_and_has_identifiers_of_its_own() {
    let included = "# Étapes\n\nUne note[^1].\n\n### Fin\n\n[^1]: Là.";
    let text = "# Étapes\n\n![[a]]\n\n## Détail\n\n![[a]]\n\nMa note[^1].\n\n[^1]: Ici.";
    let options = RenderOptions {
        include: &|_| passage(included),
        ..OPTIONS
    };
    let rendered = render(text, &options);
    check(&rendered.html);
    for id in [
        "<h2 id=\"t-etapes\">",
        "<h3 id=\"t-e_1-etapes\">",
        "<h5 id=\"t-e_1-fin\">",
        "<h3 id=\"t-detail\">",
        "<h4 id=\"t-e_2-etapes\">",
        "<li id=\"t-e_2-fn_1\">",
        "<li id=\"t-fn_1\">",
    ] {
        assert!(rendered.html.contains(id), "{id} in {}", rendered.html);
    }
    let outline: Vec<_> = rendered
        .outline
        .iter()
        .map(|one| one.text.as_str())
        .collect();
    assert_eq!(
        outline,
        ["Étapes", "Détail"],
        "the headings of others are not this text's"
    );
}

#[test]
fn before_the_first_heading_a_passage_stands_no_higher_than_it() {
    let options = RenderOptions {
        heading_offset: 0,
        include: &|_| passage("# Repris"),
        ..OPTIONS
    };
    let html = render("![[a]]\n\n## Titre", &options).html;
    assert!(html.contains("<h2 id=\"t-e_1-repris\">"), "{html}");
    let html = render(
        "![[a]]",
        &RenderOptions {
            heading_offset: 1,
            ..options
        },
    )
    .html;
    assert!(html.contains("<h2 id=\"t-e_1-repris\">"), "{html}");
}

#[test]
fn parts_have_their_titles_and_their_tables_go_on_counting() {
    let table = "| a |\n|---|\n| b |\n";
    let parts = ["Matériel", "Étapes"].map(|title| Part {
        title: Some(title.to_owned()),
        text: format!("# Sous-titre\n\n{table}"),
    });
    let passage = Passage {
        parts: parts.into(),
        ..Passage::default()
    };
    let html = html_with(&format!("{table}\n![[a]]\n\n{table}"), &|_| {
        Included::Passage(passage.clone())
    });
    check(&html);
    for words in [
        "<h2>Matériel</h2>",
        "<h3 id=\"t-e_1-sous-titre\">",
        "<h2>Étapes</h2>",
        "<h3 id=\"t-e_2-sous-titre\">",
        "Tableau 4",
    ] {
        assert!(html.contains(words), "{words} in {html}");
    }
}

#[test]
fn nothing_is_included_within_what_is_included() {
    let asked = RefCell::new(Vec::new());
    let html = html_with("![[a]]", &|inclusion| {
        asked.borrow_mut().push(inclusion.target.clone());
        passage("![[photolangage]]\n\n![[b]]")
    });
    assert_eq!(*asked.borrow(), ["a"]);
    assert_eq!(html.matches("<figure").count(), 1);
    assert!(
        html.contains(
            "<a class=\"wikilink\" href=\"/ressources/photolangage\">Le photolangage</a>"
        ),
        "{html}"
    );
    assert!(html.contains(">b</a>"), "{html}");
}

#[test]
fn what_cannot_be_shown_says_so() {
    let html = html_with("![[a]]", &|_| Included::NotShown {
        words: "Retirée <b> :".to_owned(),
        link: Some(link("a", "/ressources/a")),
    });
    assert_eq!(
        html,
        "<p class=\"not-shown\">Retirée &lt;b&gt; : <a href=\"/ressources/a\">a</a></p>\n"
    );
}

#[test]
fn the_passages_of_a_page_share_their_room() {
    let many = "![[a]]\n\n".repeat(Room::MAX_PASSAGES + 5);
    let html = including(&many, "Court.");
    assert_eq!(html.matches("<figure").count(), Room::MAX_PASSAGES);
    assert_eq!(
        html.matches(">a</a></p>").count(),
        5,
        "the others are linked to"
    );

    let half = "mot ".repeat(Room::MAX_BYTES / 8);
    let html = including("![[a]]\n\n![[a]]\n\n![[a]]", &half);
    assert_eq!(html.matches("<figure").count(), 2);

    let room = Room::default();
    let options = RenderOptions {
        include: &|_| passage("Court."),
        room: Some(&room),
        ..OPTIONS
    };
    let figures = |text: &str| render(text, &options).html.matches("<figure").count();
    assert_eq!(figures(&"![[a]]\n\n".repeat(15)), 15);
    assert_eq!(figures(&"![[a]]\n\n".repeat(15)), 5);
}

#[test]
fn included_words_are_not_the_texts_own() {
    let plain = plain("# Titre\n\nAvant\n\n![[a]]\n![[b#C]]\n\nAprès ![[d]]");
    assert_eq!(plain.text, "Titre\nAvant\nAprès d");
}

#[test]
fn pictures_of_this_site_are_found_as_they_are_asked_for() {
    let text = "![a](/ressources/x/fichiers/é.png) ![b](/b.png \"B\") ![c](https://x.fr/c.png) ![a](/b.png)\n\n\
        `![d](/d.png)` ![[e]] ![f ![g](/g.png)](/f.png) ![](data:x) [![h](/h.png)](/y)";
    assert_eq!(
        images(text),
        [
            "/ressources/x/fichiers/%C3%A9.png",
            "/b.png",
            "/f.png",
            "/h.png"
        ]
    );
}

#[test]
fn a_picture_may_come_from_elsewhere_or_not_at_all() {
    let options = RenderOptions {
        picture: &|address| match address {
            "/a.png" => Picture::At("/a.png?revision=2".to_owned()),
            "/b.png" => Picture::AsLink,
            "/c.png" => Picture::NotShown("Image retirée".to_owned()),
            _ => Picture::AsWritten,
        },
        ..OPTIONS
    };
    assert_eq!(
        render(
            "![A](/a.png) ![B](/b.png) ![C](/c.png) ![D](/d.png)",
            &options
        )
        .html,
        "<p><img src=\"/a.png?revision=2\" alt=\"A\" loading=\"lazy\"> <a href=\"/b.png\">B</a> \
         <span class=\"not-shown\">Image retirée</span> C <img src=\"/d.png\" alt=\"D\" loading=\"lazy\"></p>\n"
    );
}

#[test]
fn a_picture_of_somebody_else_that_stands_alone_says_whose_it_is() {
    let caption = |_: &str| {
        Rc::from([
            Link {
                words: "Tiré de <X>".to_owned(),
                url: "/x".to_owned(),
            },
            Link {
                words: "CC0".to_owned(),
                url: "/cc0".to_owned(),
            },
        ])
    };
    let options = RenderOptions {
        picture: &|_| Picture::Lent {
            url: "/a.png?revision=2".to_owned(),
        },
        caption: &caption,
        ..OPTIONS
    };
    let image = "<img src=\"/a.png?revision=2\" alt=\"A\" loading=\"lazy\">";
    assert_eq!(
        render("![A](/a.png)\n\nUn.", &options).html,
        format!(
            "<figure class=\"borrowed\">\n{image}\n<figcaption><a href=\"/x\">Tiré de &lt;X&gt;</a> · \
             <a href=\"/cc0\">CC0</a></figcaption>\n</figure>\n<p>Un.</p>\n"
        )
    );
    for among in ["![A](/a.png) et", "- ![A](/a.png)", "[![A](/a.png)](/y)"] {
        let html = render(among, &options).html;
        assert!(html.contains(image) && !html.contains("figure"), "{html}");
    }
}

#[test]
fn what_stands_under_pictures_finds_no_more_room_than_a_page_has() {
    let words = "mot ".repeat(2_500);
    let asked = Cell::new(0);
    let options = RenderOptions {
        picture: &|_| Picture::Lent {
            url: "/a.png".to_owned(),
        },
        caption: &|_| {
            asked.set(asked.get() + 1);
            Rc::from([Link {
                words: words.clone(),
                url: "/x".to_owned(),
            }])
        },
        ..OPTIONS
    };
    let text = "![A](/a.png)\n\n".repeat(1_000);
    let html = render(&text, &options).html;
    assert_eq!(html.matches("<img").count(), 1_000, "pictures stay");
    let captions = html.matches("<figcaption").count();
    assert_eq!(captions, Room::MAX_BYTES / (words.len() + 2));
    // among words nobody asks whose a picture is
    asked.set(0);
    let html = render("Un mot et ![A](/a.png), puis ![A](/a.png).", &options).html;
    assert_eq!(html.matches("<img").count(), 2);
    assert_eq!(asked.get(), 0);
}
