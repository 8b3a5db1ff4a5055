//! Pages on what changed.

use super::samples::{by_sa, header, method, page, withdrawn};
use super::{Book, *};

pub(super) fn change(title: &str, action: &str) -> ChangeRow {
    ChangeRow {
        damaged: None,
        at: "2026-08-01T18:05:00+02:00".into(),
        action: action.into(),
        title: title.into(),
        url: Some("/ressources/debat-mouvant".into()),
        kind: Some(method()),
        by: None,
        actor: "anonymous".into(),
        summary: Some("durée corrigée".into()),
        compare_url: Some("/ressources/debat-mouvant/comparer?de=1&a=2".into()),
        history_url: Some("/ressources/debat-mouvant/historique".into()),
    }
}

pub(super) fn blocks() -> Vec<ComparedBlock> {
    let span = |text: &str, changed| ComparedSpan {
        text: text.into(),
        changed,
    };
    let block = |kind: &str, old: Vec<ComparedSpan>, new: Vec<ComparedSpan>| ComparedBlock {
        kind: kind.into(),
        old,
        new,
        lines: 4,
    };
    vec![
        block(
            "same",
            vec![span(
                "Le débat mouvant fait bouger les corps et les idées.",
                false,
            )],
            vec![span(
                "Le débat mouvant fait bouger les corps et les idées.",
                false,
            )],
        ),
        block(
            "changed",
            vec![
                span("Prévoir ", false),
                span("trente", true),
                span(" minutes.", false),
            ],
            vec![
                span("Prévoir ", false),
                span("quarante-cinq", true),
                span(" minutes.", false),
            ],
        ),
        block("skipped", vec![], vec![]),
        block(
            "added",
            vec![],
            vec![span("Variante à distance : lever la main ou non.", true)],
        ),
        block(
            "removed",
            vec![span("Une phrase que personne ne comprenait.", true)],
            vec![],
        ),
    ]
}

fn damaged_row() -> HistoryRow {
    HistoryRow {
        damaged: Some(17),
        ..HistoryRow::default()
    }
}

pub(super) fn mark(number: u32) -> RevisionMark {
    RevisionMark {
        number,
        at: "2026-01-15T09:30:00+01:00".into(),
        by: Some("Zoé".into()),
        actor: "signed".into(),
        summary: Some("durée corrigée".into()),
        url: format!("/ressources/debat-mouvant/revisions/{number}"),
    }
}

pub(super) fn fill(book: &mut Book) {
    let row = |revision: Option<u32>, action: &str, latest| HistoryRow {
        damaged: None,
        revision,
        at: "2026-08-01T18:05:00+02:00".into(),
        action: action.into(),
        by: (action == "revised").then(|| "Zoé".into()),
        actor: "anonymous".into(),
        summary: revision.map(|_| "durée corrigée, variante à distance ajoutée".into()),
        url: revision.map(|number| format!("/ressources/debat-mouvant/revisions/{number}")),
        compare_url: revision.map(|_| "/ressources/debat-mouvant/comparer?de=2&a=3".into()),
        latest,
        licence: revision.map(|_| by_sa()),
        new_licence: revision == Some(2),
    };
    book.add(
        "history",
        "history.html",
        &HistoryPage {
            page: Page {
                noindex: true,
                ..page("")
            },
            resource: header(),
            rows: vec![
                row(Some(4), "revised", true),
                row(None, "renamed", false),
                row(Some(3), "merged", false),
                row(Some(2), "file_attached", false),
                damaged_row(),
                row(Some(1), "created", false),
            ],
            compare_action: "/ressources/debat-mouvant/comparer".into(),
            restore_action: "/ressources/debat-mouvant/restaurer".into(),
            older_url: Some("/ressources/debat-mouvant/historique?avant=1".into()),
        },
    );
    let kept = |number, action: &str| HistoryRow {
        url: None,
        compare_url: None,
        ..row(number, action, false)
    };
    book.add(
        "history-withdrawn",
        "history.html",
        &HistoryPage {
            page: page(""),
            resource: withdrawn(),
            rows: vec![
                kept(None, "withdrawn"),
                kept(Some(2), "revised"),
                kept(Some(1), "created"),
            ],
            restore_action: "/ressources/debat-mouvant/restaurer".into(),
            ..HistoryPage::default()
        },
    );
    let part = |part: &str, label: Option<&str>| ComparedPart {
        part: part.into(),
        label: label.map(str::to_owned),
        blocks: blocks(),
    };
    let parts = [
        "title",
        "kind",
        "licence",
        "authors",
        "tags",
        "language",
        "created",
        "derived_from",
        "body",
    ];
    let compared_file = |change: &str, old_size_bytes, new_size_bytes| ComparedFile {
        change: change.into(),
        name: "affiche.pdf".into(),
        old_size_bytes,
        new_size_bytes,
    };
    let comparison = ComparisonPage {
        page: Page {
            noindex: true,
            ..page("")
        },
        resource: header(),
        source: None,
        from: mark(2),
        to: RevisionMark {
            by: None,
            actor: "anonymous".into(),
            ..mark(3)
        },
        parts: parts
            .map(|name| part(name, None))
            .into_iter()
            .chain([part("field", Some("Durée"))])
            .collect(),
        files: vec![
            compared_file("added", None, Some(1000)),
            compared_file("removed", Some(10), None),
            compared_file("replaced", Some(999_999), Some(2_500_000)),
            compared_file("described", Some(1), Some(1)),
        ],
        earlier_url: Some("/x".into()),
        later_url: Some("/y".into()),
        restore_url: Some("/ressources/debat-mouvant/restaurer".into()),
    };
    book.add("compare", "compare.html", &comparison);
    book.add(
        "compare-source",
        "compare.html",
        &ComparisonPage {
            source: Some("Faire débattre un groupe".into()),
            earlier_url: None,
            later_url: None,
            restore_url: None,
            ..comparison.clone()
        },
    );
    book.add(
        "compare-same",
        "compare.html",
        &ComparisonPage {
            parts: vec![],
            files: vec![],
            restore_url: None,
            earlier_url: None,
            later_url: None,
            ..comparison
        },
    );
    let actions = [
        "created",
        "revised",
        "merged",
        "restored",
        "file_attached",
        "imported",
        "renamed",
        "withdrawn",
    ];
    let mut rows: Vec<_> = actions
        .map(|action| change("Le débat mouvant", action))
        .into();
    rows.push(ChangeRow {
        url: None,
        kind: None,
        compare_url: None,
        history_url: None,
        actor: "system".into(),
        ..change("Fiche méthode", "kind_defined")
    });
    let damaged = || ChangeRow {
        damaged: Some(17),
        ..ChangeRow::default()
    };
    rows.insert(0, damaged());
    rows.insert(2, damaged());
    book.add(
        "changes",
        "changes.html",
        &ChangesPage {
            page: Page {
                feed: Some("/changements.atom".into()),
                ..page("changes")
            },
            rows,
            older_url: Some("/changements?avant=1".into()),
        },
    );
    book.add(
        "changes-none",
        "changes.html",
        &ChangesPage {
            page: page("changes"),
            ..ChangesPage::default()
        },
    );
}
