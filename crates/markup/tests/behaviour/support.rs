//! A library small enough to see: one page exists.

use markup::{Included, Labels, Picture, RenderOptions, Rendered, Resolution, render};
use std::rc::Rc;

pub const LABELS: Labels<'static> = Labels {
    note: "Note",
    tip: "Astuce",
    important: "Important",
    warning: "Attention",
    caution: "Danger",
    footnotes: "Notes",
    footnote_back: "Retour à l’appel",
    heading_anchor: "Lien vers",
    table: "Tableau",
    task_done: "fait",
    task_open: "à faire",
};

/// `photolangage` exists, whatever the case; nothing else does.
pub fn resolve(target: &str) -> Resolution {
    if target.eq_ignore_ascii_case("photolangage") {
        return Resolution::Exists {
            url: "/ressources/photolangage".to_owned(),
            title: "Le photolangage".to_owned(),
        };
    }
    let query: String = target.bytes().map(|byte| format!("%{byte:02X}")).collect();
    Resolution::Missing {
        url: format!("/deposer?titre={query}"),
    }
}

pub const OPTIONS: RenderOptions<'static> = RenderOptions {
    id_prefix: "t-",
    heading_offset: 1,
    resolve: &resolve,
    missing_hint: "page à créer",
    include: &|_| Included::AsLink,
    picture: &|_| Picture::AsWritten,
    caption: &|_| Rc::default(),
    room: None,
    labels: LABELS,
};

pub fn rendered(markdown: &str) -> Rendered {
    render(markdown, &OPTIONS)
}

pub fn html(markdown: &str) -> String {
    rendered(markdown).html
}

/// Short texts of few words and lines, so that two of them often share some.
pub fn few_words() -> impl proptest::strategy::Strategy<Value = String> {
    "(([a-e] ?){0,4}[.,]?\n{0,2}){0,6}"
}
