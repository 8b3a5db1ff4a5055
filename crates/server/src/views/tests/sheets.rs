//! Pages about one resource.

use super::samples::{by_sa, credit, header, link, method, page, sheet, withdrawn};
use super::{Book, *};

fn resource_page() -> ResourcePage {
    ResourcePage {
        page: Page {
            canonical: Some("https://exemple.fr/ressources/debat-mouvant".into()),
            ..page("browse")
        },
        resource: header(),
        sheet: sheet(),
        revision: 3,
        revision_url: "/ressources/debat-mouvant/revisions/3".into(),
        created_at: "2026-01-15T09:30:00+01:00".into(),
        updated_at: "2026-08-01T18:05:00+02:00".into(),
        updated_by: Some("Zoé".into()),
        related: vec![
            link("World café", "/ressources/world-cafe"),
            link("Brise-glace", "/ressources/brise-glace"),
        ],
        backlinks: vec![link(
            "Synthèse du séminaire sur le sommeil",
            "/ressources/synthese-sommeil",
        )],
        ..ResourcePage::default()
    }
}

pub(super) fn fill(book: &mut Book) {
    book.add("resource", "resource.html", &resource_page());
    let saved = Notice {
        tone: "done".into(),
        message: Message::new("notice-saved"),
    };
    book.add(
        "resource-saved",
        "resource.html",
        &ResourcePage {
            page: Page {
                notice: Some(saved),
                ..page("browse")
            },
            ..resource_page()
        },
    );
    book.add(
        "resource-published",
        "resource.html",
        &ResourcePage {
            just_published: true,
            ..resource_page()
        },
    );
    book.add(
        "resource-bare",
        "resource.html",
        &ResourcePage {
            page: page(""),
            resource: header(),
            sheet: SheetView {
                title: "x".into(),
                kind: method(),
                licence: by_sa(),
                ..SheetView::default()
            },
            ..ResourcePage::default()
        },
    );
    let as_of = AsOf {
        number: 1,
        at: "2026-01-15T09:30:00+01:00".into(),
        summary: Some("premier jet".into()),
        latest: false,
        restore_url: "/ressources/debat-mouvant/restaurer".into(),
        compare_url: "/ressources/debat-mouvant/comparer?de=1&a=3".into(),
    };
    book.add(
        "revision",
        "revision.html",
        &ResourcePage {
            as_of: Some(as_of.clone()),
            ..resource_page()
        },
    );
    book.add(
        "revision-latest",
        "revision.html",
        &ResourcePage {
            as_of: Some(AsOf {
                latest: true,
                ..as_of
            }),
            ..resource_page()
        },
    );
    book.add(
        "cite",
        "cite.html",
        &CitePage {
            page: page("browse"),
            resource: header(),
            licence: by_sa(),
            credit: credit(),
            reference: "PÔLE DE RESSOURCES. Le débat mouvant [en ligne]. Version 3. Ressourçothèque, 14 mars 2026 [consulté le 22 novembre 2026].".into(),
            formats: vec![Link {
                label: "BibTeX".into(),
                url: "/ressources/debat-mouvant/citer/debat-mouvant.bib".into(),
            }],
            revision: 3,
            permanent_url: "https://exemple.fr/ressources/debat-mouvant/revisions/3".into(),
            address: "https://exemple.fr/ressources/debat-mouvant".into(),
        },
    );
    book.add(
        "tombstone",
        "tombstone.html",
        &TombstonePage {
            page: page(""),
            resource: withdrawn(),
            at: "2026-08-01T18:05:00+02:00".into(),
            by: None,
            actor: "anonymous".into(),
            reason: "Doublon d’une autre fiche".into(),
        },
    );
}
