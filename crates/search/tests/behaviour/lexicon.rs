//! The community's words.

use crate::shelf::{ask, found, titles};

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
    assert_eq!(ask(&index, "icebreaker ").total, 2);
    index.set_lexicon("");
    assert_eq!(
        ask(&index, "brise-glace").total,
        1,
        "a lexicon takes effect at once"
    );
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
