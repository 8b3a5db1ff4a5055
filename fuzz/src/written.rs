//! Texts that people write.

use markup::{Included, Inclusion, Labels, Part, Passage, Picture, RenderOptions, Resolution};
use std::rc::Rc;

const OPTIONS: RenderOptions<'static> = RenderOptions {
    id_prefix: "s-",
    heading_offset: 1,
    resolve: &resolve,
    missing_hint: "à créer",
    include: &include,
    picture: &|_| Picture::AsWritten,
    caption: &|_| Rc::default(),
    room: None,
    labels: Labels {
        note: "Note",
        tip: "Astuce",
        important: "Important",
        warning: "Attention",
        caution: "Danger",
        footnotes: "Notes",
        footnote_back: "Retour",
        heading_anchor: "Lien",
        table: "Tableau",
        task_done: "fait",
        task_open: "à faire",
    },
};

fn resolve(target: &str) -> Resolution {
    if target.len().is_multiple_of(2) {
        return Resolution::Exists {
            url: "/ressources/photolangage".to_owned(),
            title: "Le photolangage".to_owned(),
        };
    }
    Resolution::Missing {
        url: "/deposer".to_owned(),
    }
}

fn include(inclusion: &Inclusion) -> Included {
    Included::Passage(Passage {
        parts: vec![Part {
            title: inclusion.section.clone(),
            text: inclusion.target.clone(),
        }],
        ..Passage::default()
    })
}

/// Markdown, as a page and as the text that is searched.
pub fn markdown(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let html = markup::render(&text, &OPTIONS).html.to_ascii_lowercase();
    for forbidden in [
        "<script", "<iframe", "<object", "<style", "<form", "<meta", "<base", "<link",
    ] {
        assert!(!html.contains(forbidden), "{forbidden}: {html}");
    }
    std::hint::black_box((
        markup::plain(&text),
        markup::links(&text),
        markup::inclusions(&text),
        markup::images(&text),
        markup::section(&text, "a"),
    ));
}
