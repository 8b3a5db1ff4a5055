//! Which form of a word is meant, and which of those who have it come first.

use crate::shelf::{ask, found, sheet, shelf, titles};
use search::Relaxed;

#[test]
fn a_duration_is_found_however_it_is_written() {
    let mut session = sheet(1, "La longue séance", "");
    session.about = vec!["1 h 30".to_owned()];
    let index = shelf([
        session,
        sheet(
            2,
            "La courte séance",
            "Compter 20 minutes, puis 2 h de repos.",
        ),
        sheet(3, "Autre", "1 personne, 30 chaises, la lettre h."),
    ]);
    for text in ["1h30", "1 h 30", "90 min", "90min", "séance 1 h 30"] {
        assert_eq!(found(&index, text)[0], "La longue séance", "{text}");
    }
    for text in ["20min", "20 mn", "2h", "séance 120 min"] {
        assert_eq!(found(&index, text)[0], "La courte séance", "{text}");
    }
    assert_eq!(ask(&index, "1h30 ").total, 1);
    let excerpt = &ask(&index, "20min ").hits[0].excerpt;
    assert!(excerpt.contains("<mark>20 minutes</mark>"), "{excerpt}");
}

#[test]
fn a_word_asked_alone_goes_before_others_of_its_stem() {
    let index = shelf([
        sheet(1, "Un tour de table", "Chacun dit un mot."),
        sheet(
            2,
            "Grille de séance",
            "Un tableur à remplir. Le tableur calcule les durées.",
        ),
        sheet(3, "Observer un groupe", "Regarder sans juger."),
        sheet(
            4,
            "Prendre ses médicaments",
            "L’observance se travaille. L’observance n’est pas acquise.",
        ),
    ]);
    assert_eq!(
        found(&index, "tableur"),
        ["Grille de séance", "Un tour de table"]
    );
    assert_eq!(
        found(&index, "observance"),
        ["Prendre ses médicaments", "Observer un groupe"]
    );
    assert_eq!(
        found(&index, "tableurs")[0],
        "Grille de séance",
        "the plural is the same word"
    );
}

#[test]
fn accents_that_were_typed_tell_words_apart() {
    let walking = |number| {
        sheet(
            number,
            "La marche",
            "Une marche douce, chacun marche à son pas.",
        )
    };
    let index = shelf([
        walking(1),
        walking(2),
        sheet(3, "Le marché", "Au marché, on choisit ses légumes."),
    ]);
    assert_eq!(found(&index, "marché")[0], "Le marché");
    assert_eq!(
        ask(&index, "marché").total,
        3,
        "who writes without accents is found too"
    );
    assert_eq!(ask(&index, "marche").total, 3);
}

#[test]
fn a_near_word_goes_after_the_word_in_the_same_place() {
    let index = titles(&[
        "L’épuisement",
        "Vivre avec la grande fatigue de tous les jours après un cancer",
    ]);
    index.set_lexicon("- fatigue ~ épuisement");
    assert_eq!(found(&index, "fatigue ")[1], "L’épuisement");
    assert_eq!(found(&index, "épuisement ")[0], "L’épuisement");
}

#[test]
fn an_acronym_that_is_an_ordinary_word_is_one_in_capitals_only() {
    let index = titles(&[
        "Un ami pour marcher",
        "Répondre à un appel à manifestation d’intérêt",
        "Les amis du patient",
        "L’AMI que lance cette année l’agence régionale de santé",
        "Animer l’ETP",
        "Éducation thérapeutique du patient",
    ]);
    index.set_lexicon(
        "- AMI = appel à manifestation d’intérêt\n- ETP = éducation thérapeutique du patient",
    );
    assert_eq!(found(&index, "ami ")[0], "Un ami pour marcher");
    let place = |text: &str, title: &str| {
        found(&index, text)
            .iter()
            .position(|found| found.starts_with(title))
    };
    for title in ["Répondre", "L’AMI"] {
        assert!(place("AMI ", title) < place("AMI ", "Un ami"), "{title}");
    }
    assert!(place("ami ", "Répondre") > place("ami ", "Un ami"));
    assert_eq!(
        found(&index, "etp ").len(),
        2,
        "small letters are no doubt where all texts write capitals"
    );
}

#[test]
fn what_is_about_the_library_itself_comes_after_what_it_keeps() {
    let mut help = sheet(
        1,
        "Déposer une ressource",
        "On choisit une licence pour son photolangage, puis un photolangage.",
    );
    help.aside = true;
    let index = shelf([
        help,
        sheet(
            2,
            "Des images",
            "Le photolangage, en groupe, choisit des images.",
        ),
    ]);
    assert_eq!(
        found(&index, "photolangage "),
        ["Des images", "Déposer une ressource"]
    );
    assert_eq!(
        found(&index, "comment déposer une ressource")[0],
        "Déposer une ressource"
    );
}

#[test]
fn what_a_field_is_called_is_no_word_of_a_sheet() {
    let mut rich = sheet(1, "Une fiche", "Un atelier.");
    rich.fields = vec!["Public adolescents".to_owned()];
    rich.about = vec!["adolescents".to_owned()];
    let index = shelf([rich]);
    assert_eq!(ask(&index, "atelier -public").total, 1);
    assert_eq!(ask(&index, "atelier -adolescents").total, 0);
    assert_eq!(ask(&index, "public").total, 0);
}

#[test]
fn every_step_is_said_and_said_once() {
    let index = titles(&["Bien dormir", "Un patient"]);
    index.set_lexicon("- ETP = éducation thérapeutique du patient");
    let quotation = "zorglub mouvant".to_owned();
    let relaxed = ask(&index, "etp \"zorglub mouvant\" ").relaxed;
    assert!(
        relaxed.contains(&Relaxed::Unquoted { quotation }),
        "{relaxed:?}"
    );
    let words = vec!["année:1999".to_owned()];
    assert_eq!(
        ask(&index, "année:1999 dormir ").relaxed,
        [Relaxed::LeftOut { words }]
    );
}
