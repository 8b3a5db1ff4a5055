//! What is inside the files.

use crate::shelf::{ask, sheet, shelf};
use search::{Document, FileText, MatchedFile};

fn with_deck() -> Document {
    let page = |number, text: &str| (Some(number), text.to_owned());
    let mut sheet = sheet(1, "Nutrition", "Une fiche sur les repas.");
    sheet.files = vec![
        FileText {
            name: "affiche.pdf".to_owned(),
            title: Some("Affiche à imprimer".to_owned()),
            pages: vec![],
        },
        FileText {
            name: "diaporama.odp".to_owned(),
            title: None,
            pages: vec![
                page(1, "Bienvenue à tous"),
                page(2, "Les légumineuses : lentilles, pois chiches"),
                page(
                    3,
                    "Recettes de repas avec des lentilles & du riz. Les légumineuses encore, la pyramide des aliments",
                ),
            ],
        },
    ];
    sheet
}

#[test]
fn a_word_in_a_file_is_found_with_its_page() {
    let index = shelf([with_deck(), sheet(2, "Autre", "Rien.")]);
    let hit = |text: &str| ask(&index, text).hits.into_iter().next().unwrap();
    let page = |name: &str, page| {
        Some(MatchedFile {
            name: name.to_owned(),
            page,
        })
    };
    assert_eq!(
        hit("pois chiche").matched_file,
        page("diaporama.odp", Some(2))
    );
    assert_eq!(
        hit("pyramide aliment").matched_file,
        page("diaporama.odp", Some(3))
    );
    assert_eq!(
        hit("legumineuse pyramide").matched_file,
        page("diaporama.odp", Some(3))
    );
    assert_eq!(hit("affiche").matched_file, page("affiche.pdf", None));
    let found = hit("lentille riz");
    assert!(
        found
            .excerpt
            .contains("<mark>lentilles</mark> &amp; du <mark>riz</mark>"),
        "{}",
        found.excerpt
    );
}

#[test]
fn the_text_itself_goes_before_its_files() {
    let index = shelf([with_deck(), sheet(2, "Les lentilles", "Des lentilles.")]);
    let results = ask(&index, "lentilles");
    assert_eq!(results.hits[0].title, "Les lentilles");
    assert_eq!(results.hits[0].matched_file, None);
    let repas = ask(&index, "repas").hits.remove(0);
    assert_eq!(repas.matched_file, None, "the body has it");
    assert_eq!(repas.excerpt, "Une fiche sur les <mark>repas</mark>.");
}

#[test]
fn no_phrase_reaches_from_one_page_into_the_next() {
    let index = shelf([with_deck(), sheet(2, "Autre", "")]);
    assert_eq!(ask(&index, "\"pois chiches\"").total, 1);
    let across = ask(&index, "\"chiches recettes\"");
    assert_eq!(
        across.total,
        ask(&index, "chiches recettes").total,
        "the quotes are passed over"
    );
    assert!(across.hits[0].excerpt.contains("<mark>"));
}

#[test]
fn the_word_itself_decides_on_the_page_before_near_words_do() {
    let mut guide = sheet(1, "Guide", "Voir le fichier.");
    let page = |number, text: &str| (Some(number), text.to_owned());
    guide.files = vec![FileText {
        name: "guide.pdf".to_owned(),
        title: None,
        pages: vec![
            page(1, "Le sommeil léger et le sommeil profond"),
            page(2, "On note les siestes et l’apnée"),
            page(3, "Jamais d’interprétation d’un ronflement"),
        ],
    }];
    let index = shelf([guide, sheet(2, "Autre", "Rien.")]);
    index.set_lexicon("- ronflement ~ apnée du sommeil, sieste");
    let hit = ask(&index, "ronflements").hits.remove(0);
    assert_eq!(hit.matched_file.and_then(|file| file.page), Some(3));
    assert!(
        hit.excerpt.contains("<mark>ronflement</mark>"),
        "{}",
        hit.excerpt
    );
}
