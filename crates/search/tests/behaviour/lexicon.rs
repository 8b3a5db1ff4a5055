//! The community's words.

use crate::shelf::{ask, found, put, sheet, shelf, titles};
use search::Query;

const LEXICON: &str = "## Sigles\n- ETP = éducation thérapeutique du patient\n- COPS = centre opérationnel du partenariat\n\
    - brise-glace ~ icebreaker, faire connaissance\n- EHPAD = établissement pour personnes âgées\n";

#[test]
fn acronyms_are_found_by_their_meaning_and_back() {
    let index = titles(&[
        "Animer l’ETP",
        "Éducation thérapeutique des patients",
        "Le patient attend",
        "Autre",
    ]);
    index.set_lexicon(LEXICON);
    let results = ask(&index, "etp ");
    assert_eq!(
        results.also_searched,
        ["éducation thérapeutique du patient"]
    );
    assert_eq!(results.hits[0].title, "Animer l’ETP");
    assert_eq!(
        results.hits[1].title,
        "Éducation thérapeutique des patients"
    );
    assert_eq!(results.total, 2, "an expression is no heap of words");
    let results = ask(&index, "éducation thérapeutique du patient");
    assert_eq!(
        results.hits[0].title,
        "Éducation thérapeutique des patients"
    );
    assert!(results.hits.iter().any(|hit| hit.title == "Animer l’ETP"));
    assert_eq!(results.also_searched, ["ETP"]);
}

#[test]
fn acronyms_have_no_plural() {
    let index = titles(&["Le COPS", "Un cop", "Autre"]);
    assert_eq!(found(&index, "COPS"), ["Le COPS"]);
    index.set_lexicon(LEXICON);
    assert_eq!(found(&index, "cops "), ["Le COPS"]);
}

#[test]
fn near_words_are_found_after_the_words_themselves() {
    let index = titles(&[
        "Icebreaker en ligne",
        "Un brise-glace en ligne",
        "Faire connaissance",
        "Autre",
    ]);
    assert_eq!(
        found(&index, "brise-glace"),
        ["Un brise-glace en ligne"],
        "nothing is near without a lexicon"
    );
    index.set_lexicon(LEXICON);
    let results = ask(&index, "brise-glace");
    assert_eq!(results.also_searched, ["icebreaker", "faire connaissance"]);
    assert_eq!(results.hits[0].title, "Un brise-glace en ligne");
    assert_eq!(results.total, 3);
    let both = ask(&index, "brise-glace, icebreaker, brise-glace");
    assert_eq!(
        both.also_searched,
        ["faire connaissance"],
        "each once, and nothing that was asked"
    );
    assert_eq!(found(&index, "icebreaker ")[0], "Icebreaker en ligne");
    assert_eq!(
        ask(&index, "icebreaker ").total,
        3,
        "all words of a line are near one another"
    );
    index.set_lexicon("");
    assert_eq!(
        ask(&index, "brise-glace").total,
        1,
        "a lexicon takes effect at once"
    );
}

#[test]
fn a_part_of_an_expression_is_not_the_expression() {
    let index = titles(&["La ligne de vie", "Animer à distance"]);
    index.set_lexicon("- à distance ~ en ligne, distanciel");
    assert_eq!(found(&index, "en ligne ")[0], "Animer à distance");
    assert_eq!(found(&index, "ligne "), ["La ligne de vie"]);
}

#[test]
fn the_default_holds_while_the_library_has_no_lexicon_of_its_own() {
    let index = titles(&["Un brise-glace", "Un icebreaker"]);
    index.set_default_lexicon(LEXICON);
    assert_eq!(ask(&index, "icebreaker ").total, 2);
    index.set_lexicon("");
    assert_eq!(ask(&index, "icebreaker ").total, 1, "its own may be empty");
    index.forget_lexicon();
    assert_eq!(ask(&index, "icebreaker ").total, 2);
}

#[test]
fn an_acronym_is_no_stem_of_another_word() {
    let index = titles(&[
        "Payer les intervenants",
        "Le projet d’accueil individualisé",
    ]);
    index.set_lexicon("- PAI = projet d’accueil individualisé");
    assert_eq!(found(&index, "pai "), ["Le projet d’accueil individualisé"]);
    assert_eq!(found(&index, "paiement "), ["Payer les intervenants"]);
}

#[test]
fn meanings_are_learnt_from_the_texts() {
    let index = shelf([
        sheet(
            1,
            "Une réunion",
            "Le Centre opérationnel du partenariat en santé (COPS) invite.",
        ),
        sheet(2, "Autre", "Le COPS répond."),
        sheet(
            3,
            "Un troisième",
            "Le centre opérationnel du partenariat en santé a un site.",
        ),
        sheet(4, "Loin", "Le centre de la santé."),
    ]);
    let results = ask(&index, "cops ");
    assert_eq!(results.total, 3);
    assert_eq!(
        results.also_searched,
        ["Centre opérationnel du partenariat en santé"]
    );
    let results = ask(&index, "centre opérationnel du partenariat en santé");
    assert_eq!(results.also_searched, ["COPS"]);
    assert!(results.hits.iter().any(|hit| hit.title == "Autre"));
    put(&index, [sheet(1, "Une réunion", "Rien de cela.")], 2);
    assert!(
        ask(&index, "cops ").also_searched.is_empty(),
        "what nobody says any more is forgotten"
    );
}

#[test]
fn literal_words_bring_nothing_but_themselves() {
    let index = titles(&["Un brise-glace", "Un icebreaker", "Photolangage"]);
    index.set_lexicon(LEXICON);
    let literal = |text: &str| {
        let query = Query {
            text: text.to_owned(),
            limit: 10,
            literal: true,
            ..Query::default()
        };
        index.search(&query).unwrap()
    };
    assert_eq!(ask(&index, "icebreaker").total, 2);
    let results = literal("icebreaker");
    assert_eq!(
        (results.total, results.hits[0].title.as_str()),
        (1, "Un icebreaker")
    );
    assert!(results.also_searched.is_empty());
    assert_eq!(
        literal("icebreakers").total,
        1,
        "forms of the word are the word"
    );
    assert_eq!(literal("photolangagge ").total, 0);
    assert_eq!(literal("photolan").total, 0);
}

#[test]
fn an_expression_that_nobody_has_is_looked_for_word_by_word() {
    let index = titles(&["Les personnes âgées", "Autre établissement", "Rien"]);
    index.set_lexicon(LEXICON);
    let results = ask(&index, "EHPAD");
    assert_eq!(results.hits[0].title, "Les personnes âgées");
    assert_eq!(
        results.did_you_mean, None,
        "a word of the lexicon is no slip"
    );
}
