//! What people type into the search.

use jiff::Timestamp;
use model::{ResourceId, Seq, Slug};
use search::{Document, FileText, Index, Query, Sort, Update};
use std::collections::BTreeMap;
use std::sync::LazyLock;
use uuid::Uuid;

/// Resources of the library that is searched.
const SHEETS: u8 = 40;
/// Hits asked for.
const LIMIT: usize = 10;

const SENTENCES: [&str; 8] = [
    "Un atelier d’éducation thérapeutique du patient (ETP) pour parler du sommeil avec des adolescents.",
    "Le photolangage : chacun choisit une image, puis dit au groupe pourquoi il l’a choisie.",
    "Des repères pour les proches-aidants et les aidants familiaux, à distance ou en présence.",
    "L’animatrice demande l’accord de tous ; aujourd’hui, on écoute et l’on ne juge pas.",
    "Évaluer avec le bilan éducatif partagé : 12 questions, 45 minutes, un stylo.",
    "Sœurs et frères d’enfants malades : jeux, cœur, bœuf & œufs <brouillés>.",
    "Le débat mouvant. Pour ou contre ? Les participants se déplacent dans la salle.",
    "Tabac, alcool, écrans : réduire les risques sans faire la morale.",
];

const LEXICON: &str = "- ETP = éducation thérapeutique du patient\n- BEP = bilan éducatif partagé\n\
    - distanciel ~ visio, à distance, en ligne\n- sommeil ~ dormir, la nuit\n";

static SHELF: LazyLock<Index> = LazyLock::new(|| {
    let index = Index::in_memory().unwrap();
    let sheets = (0..SHEETS).map(|number| Update::Put(Box::new(sheet(number))));
    let sheets: Vec<Update> = sheets.collect();
    // several commits, so that the engine keeps several segments
    for (position, some) in (1..).zip(sheets.chunks(15)) {
        index.apply(some, Seq(position)).unwrap();
    }
    index
});

fn sheet(number: u8) -> Document {
    let sentence = |step: u8| SENTENCES[usize::from(number.wrapping_mul(step)) % SENTENCES.len()];
    let at = Timestamp::from_second(1_700_000_000 + i64::from(number) * 60).unwrap();
    Document {
        resource: ResourceId(Uuid::from_u128(u128::from(number))),
        seq: Seq(u64::from(number)),
        slug: Slug::parse(&format!("fiche-{number}")).unwrap(),
        title: sentence(1)
            .split(['.', ':', ',', ';'])
            .next()
            .unwrap()
            .to_owned(),
        kind: if number.is_multiple_of(3) {
            "outil"
        } else {
            "fiche-methode"
        }
        .to_owned(),
        kind_labels: vec!["Fiche méthode".to_owned(), "Method sheet".to_owned()],
        licence: "CC-BY-SA-4.0".to_owned(),
        language: "fr".to_owned(),
        tags: vec!["animation".to_owned(), format!("thème {}", number % 5)],
        authors: vec!["Éloïse Ørn".to_owned()],
        year: 2020 + i16::from(number % 6),
        headings: vec!["Quand l’utiliser".to_owned()],
        body: format!("{} {}", sentence(3), sentence(5)),
        about: vec!["45 min".to_owned()],
        fields: vec!["Durée 45 min".to_owned()],
        facets: vec![("public".to_owned(), "adultes".to_owned())],
        links: Vec::new(),
        made_from: Vec::new(),
        to_judge: false,
        files: vec![FileText {
            name: "guide.pdf".to_owned(),
            title: None,
            pages: vec![
                (Some(1), sentence(7).to_owned()),
                (Some(2), sentence(2).to_owned()),
            ],
        }],
        aside: number.is_multiple_of(7),
        created_at: at,
        updated_at: at,
    }
}

/// The first line is asked; further lines are the community's words.
pub fn query(data: &[u8]) {
    let given = String::from_utf8_lossy(data);
    let (text, lexicon) = given.split_once('\n').unwrap_or((&given, LEXICON));
    SHELF.set_lexicon(lexicon);
    for (literal, sort) in [(false, Sort::Relevance), (true, Sort::Title)] {
        ask(&Query {
            text: text.to_owned(),
            sort,
            literal,
            limit: LIMIT,
            ..Query::default()
        });
    }
    ask(&Query {
        filters: BTreeMap::from([("tag".to_owned(), vec![text.to_owned()])]),
        limit: LIMIT,
        ..Query::default()
    });
    assert!(SHELF.suggest(text, LIMIT).unwrap().len() <= LIMIT);
}

fn ask(query: &Query) {
    let results = SHELF.search(query).unwrap();
    assert!(results.total <= usize::from(SHEETS));
    assert_eq!(results.hits.len(), results.total.min(LIMIT));
    for hit in &results.hits {
        let marks = hit.excerpt.matches("<mark>").count();
        assert_eq!(marks, hit.excerpt.matches("</mark>").count());
        // whatever else was written is escaped
        assert_eq!(marks * 2, hit.excerpt.matches('<').count());
        assert!(hit.score.is_finite());
    }
    for counts in results.facets.values() {
        assert!(
            counts
                .iter()
                .all(|count| (1..=usize::from(SHEETS)).contains(&count.count))
        );
    }
}
