//! Licences, and what goes wrong.

use super::samples::{by_sa, header, licence, link, page};
use super::{Book, *};

pub(super) fn fill(book: &mut Book) {
    states(book);
    for (name, percent, reload) in [("waiting", Some(37), true), ("waiting-sent", None, false)] {
        let view = serde_json::json!({"site_name": "Ressourçothèque", "percent": percent, "reload": reload});
        book.add(name, "waiting.html", &view);
    }
    let group = |family: &str| LicenceGroup {
        family: family.into(),
        licences: vec![by_sa(), licence("etalab-2.0", "Licence Ouverte 2.0", &[])],
    };
    book.add(
        "licences",
        "licences.html",
        &LicencesPage {
            page: page(""),
            groups: ["recommended", "creative_commons", "public_domain", "other"]
                .map(group)
                .into(),
        },
    );
    book.add(
        "adapt_refused",
        "adapt_refused.html",
        &AdaptRefusedPage {
            page: page(""),
            resource: header(),
            licence: by_sa(),
            reason: "Une œuvre sous CC BY-ND 4.0 ne peut pas être adaptée.".into(),
            ways_out: vec!["Y renvoyer par un lien.".into()],
            link: "[[debat-mouvant]]".into(),
            collection_url: Some("/deposer/dossier".into()),
        },
    );
    let one = LicencePage {
        page: page(""),
        licence: by_sa(),
        attribution: true,
        share_alike: true,
        non_commercial: false,
        no_derivatives: false,
        count: 3,
        search_url: "/recherche?licence=CC-BY-SA-4.0".into(),
    };
    book.add("licence", "licence.html", &one);
    book.add(
        "licence-strict",
        "licence.html",
        &LicencePage {
            licence: licence(
                "CC-BY-NC-ND-4.0",
                "CC BY-NC-ND 4.0",
                &["cc", "by", "nc", "nd"],
            ),
            share_alike: false,
            non_commercial: true,
            no_derivatives: true,
            count: 0,
            ..one
        },
    );
    let error = |code: &str, status| ErrorPage {
        page: page(""),
        status,
        code: code.into(),
        request_number: "a1b2-17".into(),
        ..ErrorPage::default()
    };
    book.add(
        "error",
        "error.html",
        &ErrorPage {
            details: vec![
                Message::new("reason-missing"),
                Message::new("detail-limit").with("max", 209_715_200.0),
            ],
            suggestions: vec![link("Le débat mouvant", "/ressources/debat-mouvant")],
            create_url: Some("/deposer?titre=x".into()),
            retry_url: Some("/x".into()),
            ..error("not_found", 404)
        },
    );
    for code in [
        "bad_request",
        "unreadable",
        "withdrawn",
        "conflict",
        "too_large",
        "refused_type",
        "invalid",
        "slug_taken",
        "busy",
        "disk_full",
        "read_only",
        "unknown_revision",
        "unknown_kind",
        "unknown_licence",
        "unknown_draft",
        "too_many_drafts",
        "method_not_allowed",
        "forbidden_origin",
        "forbidden",
        "internal",
    ] {
        book.add(&format!("error-{code}"), "error.html", &error(code, 400));
    }
}

fn states(book: &mut Book) {
    let backup = |rehearsal: &str| BackupRow {
        at: "2026-08-01T18:05:00+02:00".into(),
        size_bytes: 12_345_678,
        rehearsal: rehearsal.into(),
    };
    let state = StatePage {
        page: page(""),
        resources: 1234,
        changes_written: 56_789,
        changes_unread: 0,
        seal: Some("3fa91c0d3fa91c0d".into()),
        indexing: None,
        backups: Some(["sound", "unsound", "none"].map(backup).into()),
    };
    book.add("state", "state.html", &state);
    for fault in ["disk_full", "stopped"] {
        let page = Page {
            fault: Some(fault.into()),
            ..page("")
        };
        let stopped = StatePage {
            page,
            changes_unread: 2,
            seal: None,
            indexing: Some(37),
            backups: Some(Vec::new()),
            ..state.clone()
        };
        book.add(&format!("state-{fault}"), "state.html", &stopped);
    }
    let alone = StatePage {
        backups: None,
        ..state
    };
    book.add("state-alone", "state.html", &alone);
    statistics(book);
}

fn statistics(book: &mut Book) {
    let rows = |texts: &[&str]| -> Vec<CountRow> {
        let row = |(number, text): (u64, &&str)| CountRow {
            text: (*text).into(),
            url: "/recherche?q=x".into(),
            count: 1500 / (number + 1),
        };
        (0..).zip(texts).map(row).collect()
    };
    let full = StatisticsPage {
        page: page(""),
        days: 30,
        spans: ["30", "90"]
            .map(|days| link(days, "/etat/recherches?jours=90"))
            .into(),
        many: 3,
        missed: rows(&["kamishibaï <script>", "jeu de l’oie diabète"]),
        searched: rows(&["sommeil", "brise-glace", "douleur chronique", "ETP"]),
        read: rows(&["Le débat mouvant", "Photolangage"]),
        lexicon_url: "/ressources/synonymes".into(),
    };
    let empty = StatisticsPage {
        missed: vec![],
        searched: vec![],
        read: vec![],
        ..full.clone()
    };
    book.add("statistics", "statistics.html", &full);
    book.add("statistics-empty", "statistics.html", &empty);
}
