//! What a sheet owes to other works, and what others made of it.

use super::samples::{by_sa, header, licence, link, page, sheet};
use super::{Book, *};
use serde_json::json;

/// A title that would end every element and every string, if it could.
const HOSTILE: &str = "</script><script>alert(1)</script> \" ' & ]]>";

pub(super) fn elsewhere() -> WorkView {
    WorkView {
        act: "adapted".into(),
        title: "Faire débattre un groupe".into(),
        url: Some("https://example.org/".into()),
        authors: "Une association".into(),
        licence: Some(licence("CC-BY-3.0-FR", "CC BY 3.0 FR", &["cc", "by"])),
        changes: Some("abrégé, exemples refaits".into()),
        extract: None,
        updated: Some("2026-03-01".into()),
        undated: false,
        notices: Some("© Une association\nSans garantie.".into()),
        place: "elsewhere".into(),
        through: None,
    }
}

/// A work of every sort.
fn works() -> WorksView {
    let one = |act: &str, place: &str, title: &str| WorkView {
        act: act.into(),
        place: place.into(),
        title: title.into(),
        url: (place == "here").then(|| "/ressources/x/revisions/2".into()),
        changes: None,
        ..elsewhere()
    };
    WorksView {
        direct: vec![
            elsewhere(),
            one("included", "here", "Carte du sommeil"),
            WorkView {
                extract: Some(HOSTILE.into()),
                ..one("included", "here", "Poser le cadre")
            },
            one("adapted", "withdrawn", "Une fiche retirée"),
            WorkView {
                licence: None,
                authors: String::new(),
                ..one("quoted", "lost", HOSTILE)
            },
        ],
        further: vec![WorkView {
            through: Some("Faire débattre un groupe".into()),
            ..one("adapted", "elsewhere", "The moving debate")
        }],
        more: true,
    }
}

fn variant() -> VariantView {
    VariantView {
        title: "Le débat mouvant à distance".into(),
        url: "/ressources/debat-a-distance".into(),
        language: "fr".into(),
        authors: "Amel Ben, Bruno".into(),
        licence: by_sa(),
        changes: Some("pour la visioconférence".into()),
        compare_url: "/ressources/debat-a-distance/comparer/debat-mouvant".into(),
    }
}

pub(super) fn fill(book: &mut Book) {
    let mark = |name: &str, content: &str| MarkView {
        name: name.into(),
        content: content.into(),
    };
    let view = ResourcePage {
        page: page("browse"),
        resource: header(),
        sheet: SheetView {
            works: works(),
            ..sheet()
        },
        newer_sources: vec![NewerSource {
            title: "Faire débattre un groupe".into(),
            used: 2,
            latest: 5,
            compare_url: "/ressources/debattre/comparer?de=2&a=5".into(),
            take_url: "/ressources/debat-mouvant/reprendre?source=debattre".into(),
        }],
        variants: vec![
            variant(),
            VariantView {
                changes: None,
                ..variant()
            },
        ],
        more_variants: 3,
        marks: MarksView {
            linked_data: json!({"@type": "CreativeWork", "name": HOSTILE}),
            lines: vec![mark("DC.title", HOSTILE), mark("citation_title", HOSTILE)],
        },
        ..ResourcePage::default()
    };
    book.add("resource-owing", "resource.html", &view);
    standing(book);
}

fn standing(book: &mut Book) {
    let share = |count, percent| LicenceShare {
        licence: by_sa(),
        count,
        percent,
        url: "/recherche?licence=CC-BY-SA-4.0".into(),
    };
    let doubt = |code: &str, reason: &str| DoubtView {
        code: code.into(),
        source: "La ligne de vie".into(),
        reason: reason.into(),
        compare_url: (code == "changed")
            .then(|| "/ressources/debat-mouvant/comparer?de=1&a=2".into()),
        file: "affiche.pdf".into(),
        licence: "CC0 1.0".into(),
        theirs: "CC BY-SA 4.0".into(),
    };
    let row = DoubtfulRow {
        resource: link("Le débat mouvant", "/ressources/debat-mouvant"),
        licence: by_sa(),
        edit_url: "/ressources/debat-mouvant/modifier".into(),
        doubts: vec![
            doubt(
                "refused",
                "CC BY-NC 4.0 ne permet pas CC BY-SA 4.0\u{a0}: une adaptation reste réservée aux usages non commerciaux (section 2(a)(1)(B)).",
            ),
            doubt("unclear", ""),
            doubt("file_refused", ""),
            doubt("file_shared", ""),
            doubt("lost", ""),
            doubt("sourceless", ""),
            doubt("changed", ""),
        ],
    };
    let view = StandingLicencesPage {
        page: page(""),
        total: 1234,
        licences: vec![share(1200, 97), share(34, 3)],
        non_commercial: share(34, 3),
        no_derivatives: share(0, 0),
        doubtful: 3,
        rows: vec![row],
    };
    book.add("standing_licences", "standing_licences.html", &view);
    let sound = StandingLicencesPage {
        page: page(""),
        ..StandingLicencesPage::default()
    };
    book.add("standing_licences-sound", "standing_licences.html", &sound);
}

#[test]
fn what_is_owed_is_told_work_by_work() {
    let book = Book::full("fr");
    let page = book.page("resource-owing");
    for said in [
        "Sources et crédits",
        "Modifié\u{a0}: abrégé, exemples refaits",
        "Sans modification",
        "retirée de la bibliothèque",
        "licence non indiquée",
        "Utilisé par «\u{a0}Faire débattre un groupe\u{a0}»",
        "Les sources plus lointaines",
        "Fichiers sous leur propre licence",
        "L’original a changé depuis",
        "/reprendre?source=debattre",
        "pour la visioconférence",
        "Et 3 autres.",
    ] {
        assert!(page.contains(said), "{said} is not there");
    }
    let licence = "rel=\"license\"";
    assert_eq!(page.matches(licence).count(), 2, "of the sheet alone");
    let bare = book.page("resource-bare");
    for none in [
        "Sources et crédits",
        "a changé depuis",
        "Adaptations",
        "ld+json",
    ] {
        assert!(!bare.contains(none), "{none}");
    }
}

#[test]
fn data_for_machines_never_ends_its_element() {
    let book = Book::full("fr");
    let page = book.page("resource-owing");
    let opening = "<script type=\"application/ld+json\">";
    let (_, rest) = page.split_once(opening).unwrap();
    let (data, _) = rest.split_once("</script>").unwrap();
    assert!(!data.contains(['<', '>', '&']), "{data}");
    let read: serde_json::Value = serde_json::from_str(data).unwrap();
    assert_eq!(read["name"], HOSTILE);
}
