//! What a card shows of why it was found.

use crate::shelf::{ask, sheet, shelf};
use search::FileText;

#[test]
fn the_words_found_in_a_title_are_marked_there() {
    let index = shelf([
        sheet(1, "Le débat mouvant & l’écoute <active>", "Rien."),
        sheet(2, "Autre", "Un débat."),
    ]);
    let titles = |text: &str| {
        let hits = ask(&index, text).hits;
        hits.into_iter()
            .map(|hit| hit.marked_title)
            .collect::<Vec<_>>()
    };
    assert_eq!(
        titles("debats"),
        [
            "Le <mark>débat</mark> mouvant &amp; l’écoute &lt;active&gt;",
            "Autre"
        ]
    );
    assert_eq!(titles("Autre"), ["<mark>Autre</mark>"]);
    assert_eq!(
        titles(""),
        ["Autre", "Le débat mouvant &amp; l’écoute &lt;active&gt;",]
    );
}

#[test]
fn where_only_a_short_text_has_the_words_it_is_shown() {
    let mut one = sheet(1, "Le bilan", "Une fiche.");
    one.tags = vec!["Activité physique".to_owned()];
    one.authors = vec!["Marie Curie".to_owned()];
    one.fields = vec!["Public : adultes & enfants".to_owned()];
    one.about = vec!["adultes, enfants".to_owned()];
    let index = shelf([one, sheet(2, "Vide", "Rien.")]);
    for (text, excerpt) in [
        ("curie", "Marie <mark>Curie</mark> · Une fiche."),
        (
            "enfant",
            "Public : adultes &amp; <mark>enfants</mark> · Une fiche.",
        ),
        ("activites", "<mark>Activité</mark> physique · Une fiche."),
        ("fiche curie", "Une <mark>fiche</mark>."),
        ("bilan curie", "Une fiche."),
        ("bilan", "Une fiche."),
    ] {
        assert_eq!(ask(&index, text).hits[0].excerpt, excerpt, "{text}");
    }
}

#[test]
fn the_name_of_a_file_is_found_and_marked() {
    let mut one = sheet(1, "Le bilan", "Une fiche.");
    one.files = vec![
        FileText {
            name: "grille.ods".to_owned(),
            title: None,
            pages: vec![],
        },
        FileText {
            name: "carte-mentale.pdf".to_owned(),
            title: Some("Affiche à imprimer".to_owned()),
            pages: vec![(Some(1), "Bonjour".to_owned())],
        },
    ];
    let index = shelf([one, sheet(2, "Vide", "Rien.")]);
    for (text, name, excerpt) in [
        ("grille", "grille.ods", "<mark>grille</mark>.ods"),
        (
            "affiche",
            "carte-mentale.pdf",
            "<mark>Affiche</mark> à imprimer (carte-mentale.pdf)",
        ),
        (
            "carte mentale ",
            "carte-mentale.pdf",
            "Affiche à imprimer (<mark>carte-mentale</mark>.pdf)",
        ),
    ] {
        let hit = ask(&index, text).hits.remove(0);
        let file = hit.matched_file.map(|file| (file.name, file.page));
        assert_eq!(file, Some((name.to_owned(), None)), "{text}");
        assert_eq!(hit.excerpt, excerpt, "{text}");
    }
}

#[test]
fn a_page_far_behind_in_long_files_is_shown_as_it_is() {
    let page = |number: u32| {
        let text = format!("Été à la page{number} de l’été. ").repeat(40 + number as usize % 7);
        (Some(number), text)
    };
    let mut long = sheet(1, "Guide", "Voir le fichier.");
    long.files = vec![
        FileText {
            name: "guide.pdf".to_owned(),
            title: None,
            pages: (1..=90).map(page).collect(),
        },
        FileText {
            name: "suite.pdf".to_owned(),
            title: None,
            pages: (91..=120).map(page).collect(),
        },
    ];
    let index = shelf([sheet(2, "Vide", "Rien."), long]);
    for number in [1, 8, 9, 47, 90, 91, 120] {
        let hit = ask(&index, &format!("page{number} ")).hits.remove(0);
        let file = hit.matched_file.unwrap();
        let name = if number > 90 {
            "suite.pdf"
        } else {
            "guide.pdf"
        };
        assert_eq!((file.name.as_str(), file.page), (name, Some(number)));
        let begins = format!("Été à la <mark>page{number}</mark> de l’été. ");
        assert!(hit.excerpt.starts_with(&begins), "{}", hit.excerpt);
    }
}
