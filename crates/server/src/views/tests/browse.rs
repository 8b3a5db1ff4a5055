//! Pages to find something: home, results, themes.

use super::histories::change;
use super::samples::{by_sa, facts, kinds, link, method, page};
use super::{Book, *};

fn card(title: &str, kind: KindView) -> ResourceCard {
    ResourceCard {
        after: vec!["Un <autre> débat".into()],
        damaged: false,
        title: title.into(),
        marked_title: title
            .contains("débat")
            .then(|| Html::sanitised(title.replace("débat", "<mark>débat</mark>"))),
        url: "/ressources/debat-mouvant".into(),
        kind,
        facts: facts()[..3].to_vec(),
        tags: vec![
            link("animation", "/themes/animation"),
            link("expression", "/themes/expression"),
        ],
        licence: by_sa(),
        excerpt: Some(Html::sanitised(
            "Le <mark>débat</mark> mouvant fait bouger les corps et les idées : chacun se place selon son avis, puis dit pourquoi. Personne n’a tort…",
        )),
        matched_file: None,
        updated_at: "2026-01-15T09:30:00+01:00".into(),
    }
}

fn search_page() -> SearchPage {
    let values = |labels: &[(&str, u64)]| -> Vec<FacetValue> {
        let value = |(index, (label, count)): (usize, &(&str, u64))| FacetValue {
            label: (*label).into(),
            count: *count,
            selected: index == 0,
            url: "/recherche?q=x".into(),
        };
        labels.iter().enumerate().map(value).collect()
    };
    let facet = |name: &str, label: Option<&str>, labels: &[(&str, u64)]| Facet {
        name: name.into(),
        label: label.map(str::to_owned),
        values: values(labels),
    };
    SearchPage {
        page: Page {
            feed: Some("/recherche.atom?q=débat".into()),
            search_text: "débat <script>alert(1)</script>".into(),
            noindex: true,
            ..page("browse")
        },
        query: "débat <script>alert(1)</script>".into(),
        total: 1234,
        sort: "relevance".into(),
        sorts: ["relevance", "updated", "created", "title"]
            .map(|sort| link(sort, "/recherche?q=x&sort=y"))
            .to_vec(),
        hidden: vec![Hidden {
            name: "kind".into(),
            value: "fiche-methode".into(),
        }],
        filters: vec![
            ActiveFilter {
                name: "kind".into(),
                label: None,
                value: "Fiche méthode".into(),
                remove_url: "/recherche?q=x".into(),
            },
            ActiveFilter {
                name: "public".into(),
                label: Some("Public".into()),
                value: "Adultes".into(),
                remove_url: "/recherche?q=x".into(),
            },
        ],
        clear_url: Some("/recherche?q=x".into()),
        facets: vec![
            facet(
                "kind",
                None,
                &[("Fiche méthode", 800), ("Outil", 300), ("Synthèse", 134)],
            ),
            facet(
                "tag",
                None,
                &[
                    ("animation", 90),
                    ("expression", 80),
                    ("sommeil", 70),
                    ("douleur chronique", 60),
                    ("émotions", 50),
                    ("représentations", 40),
                    ("alimentation", 30),
                    ("activité physique adaptée", 20),
                ],
            ),
            facet(
                "public",
                Some("Public"),
                &[("Adultes", 500), ("Enfants", 20)],
            ),
        ],
        results: vec![
            card("Le débat mouvant", method()),
            ResourceCard {
                matched_file: Some(MatchedFile {
                    name: "guide-du-debat.pdf".into(),
                    url: "/x".into(),
                    media: "pdf".into(),
                    page: Some(12),
                }),
                facts: vec![],
                ..card(
                    "Cartes pour débattre du sommeil avec des personnes qui lisent peu",
                    kinds().remove(2),
                )
            },
            card("Synthèse : parler du sommeil", kinds().remove(1)),
        ],
        pager: Pager {
            current: 2,
            last: 62,
            previous_url: Some("/recherche?page=1".into()),
            next_url: Some("/recherche?page=3".into()),
        },
        reading: reading(),
        deposit_url: "/deposer".into(),
        ..SearchPage::default()
    }
}

fn reading() -> Reading {
    Reading {
        did_you_mean: Some(link("débat", "/recherche?q=débat")),
        relaxed: vec![
            Message::new("search-corrected")
                .with("word", "débatt<b>")
                .with("words", "débat, débats"),
            Message::new("search-unquoted").with("quotation", "débat mouvant"),
            Message::new("search-left-out").with("words", "xyzzy"),
        ],
        also_searched: vec!["controverse".into(), "discussion".into()],
        literal_url: Some("/recherche?q=débat&literal=true".into()),
        widened_url: None,
    }
}

pub(super) fn fill(book: &mut Book) {
    book.add("home", "home.html", &HomePage {
        page: Page { feed: Some("/changements.atom".into()), ..page("") },
        intro: Some(Html::sanitised("<p>La Ressourçothèque est la bibliothèque de celles et ceux qui font vivre l’éducation en santé.</p><ul><li><strong>Vous préparez une séance ?</strong> Cherchez avec vos mots.</li><li><strong>Vous voulez partager ?</strong> Déposez un document.</li></ul>")),
        intro_edit_url: Some("/ressources/accueil/modifier".into()),
        total: 1234,
        kinds: kinds(),
        tags: ["animation", "sommeil", "douleur", "émotions", "distanciel"].map(|label| FacetValue { label: label.into(), url: format!("/themes/{label}"), ..FacetValue::default() }).to_vec(),
        latest: vec![card("Le débat mouvant", method()), card("Cartes des émotions", kinds().remove(2)), card("Synthèse : parler du sommeil", kinds().remove(1))],
        changes: vec![change("Le débat mouvant", "revised"), change("Cartes des émotions", "created"), change("Photolangage", "file_attached")],
    });
    book.add(
        "home-empty",
        "home.html",
        &HomePage {
            page: page(""),
            ..HomePage::default()
        },
    );
    book.add("search", "search.html", &search_page());
    let damaged = ResourceCard {
        damaged: true,
        title: "Une fiche abîmée".into(),
        url: "/ressources/abimee".into(),
        kind: method(),
        updated_at: "2026-08-01T18:05:00+02:00".into(),
        ..ResourceCard::default()
    };
    book.add(
        "search-behind",
        "search.html",
        &SearchPage {
            results: vec![damaged],
            indexing: Some(37),
            ..search_page()
        },
    );
    book.add(
        "search-nothing",
        "search.html",
        &SearchPage {
            results: vec![],
            total: 0,
            unfiltered: 12,
            reading: Reading {
                widened_url: Some("/recherche?q=débat".into()),
                ..Reading::default()
            },
            facets: vec![],
            pager: Pager::default(),
            ..search_page()
        },
    );
    for list in ["kind", "tag", "author"] {
        book.add(
            &format!("search-{list}"),
            "search.html",
            &SearchPage {
                list: list.into(),
                heading: Some("sommeil".into()),
                description: Some("De quoi parler du sommeil.".into()),
                ..search_page()
            },
        );
    }
    let tag = |label: &str, count| FacetValue {
        label: label.into(),
        count,
        selected: false,
        url: format!("/themes/{label}"),
    };
    book.add(
        "themes",
        "themes.html",
        &ThemesPage {
            page: page("browse"),
            tags: vec![
                tag("animation", 90),
                tag("douleur chronique", 60),
                tag("émotions", 50),
            ],
        },
    );
    book.add(
        "themes-empty",
        "themes.html",
        &ThemesPage {
            page: page("browse"),
            tags: vec![],
        },
    );
}
