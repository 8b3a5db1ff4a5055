//! French as people type it.

use crate::shelf::{ask, found, sheet, shelf, titles};

#[test]
fn accents_case_and_ligatures_do_not_count() {
    let index = titles(&[
        "Éducation et santé",
        "Le cœur en marche",
        "Tout autre chose",
    ]);
    for text in [
        "education",
        "ÉDUCATION",
        "éducation",
        "e\u{301}ducation",
        "sante",
    ] {
        assert_eq!(found(&index, text), ["Éducation et santé"], "{text}");
    }
    let damaged = titles(&["De\u{fffd}s ﬁches pour l´été", "Autre"]);
    for text in ["fiche", "ﬁches", "fi\u{ad}ches", "l‘été", "DES FICHES"] {
        assert_eq!(
            found(&damaged, text)[0],
            "De\u{fffd}s ﬁches pour l´été",
            "{text}"
        );
    }
    for text in ["coeur", "cœur", "CŒUR"] {
        assert_eq!(found(&index, text), ["Le cœur en marche"], "{text}");
    }
}

#[test]
fn elisions_do_not_hide_words() {
    let index = titles(&["L’autonomie d'abord", "Aujourd’hui", "Autre"]);
    for text in ["autonomie", "l'autonomie", "l’autonomie", "qu’autonomie"] {
        assert_eq!(found(&index, text), ["L’autonomie d'abord"], "{text}");
    }
    assert_eq!(found(&index, "aujourd'hui"), ["Aujourd’hui"]);
}

#[test]
fn compounds_are_found_however_they_are_written() {
    let index = titles(&[
        "Le proche-aidant",
        "Le secteur médico-social",
        "Un brise-glace",
    ]);
    for text in [
        "proche-aidant",
        "proche aidant",
        "procheaidant",
        "proches aidants",
        "proche‑aidante",
    ] {
        assert_eq!(found(&index, text)[0], "Le proche-aidant", "{text}");
    }
    assert_eq!(found(&index, "médicosocial"), ["Le secteur médico-social"]);
    assert_eq!(found(&index, "brise glace"), ["Un brise-glace"]);
    let joined = titles(&["Le brainstorming", "Autre"]);
    assert_eq!(found(&joined, "brain storming"), ["Le brainstorming"]);
    assert_eq!(found(&joined, "brain-storming"), ["Le brainstorming"]);
    let apart = titles(&["Un tour de carte mentale", "Autre"]);
    assert_eq!(found(&apart, "cartementale "), ["Un tour de carte mentale"]);
}

#[test]
fn plural_feminine_and_verb_forms_meet_and_exact_forms_win() {
    let index = titles(&[
        "Évaluer les programmes",
        "La patiente formatrice",
        "Les travaux du réseau",
    ]);
    assert_eq!(
        found(&index, "évaluation du programme"),
        ["Évaluer les programmes"]
    );
    assert_eq!(
        found(&index, "patients formateurs"),
        ["La patiente formatrice"]
    );
    assert_eq!(
        found(&index, "travail en réseaux"),
        ["Les travaux du réseau"]
    );
    let forms = titles(&[
        "Le programme animé",
        "Le programme animation",
        "Le programme animateur",
    ]);
    for (text, title) in [
        ("programme animation", "Le programme animation"),
        ("programme animateur", "Le programme animateur"),
    ] {
        assert_eq!(found(&forms, text)[0], title);
        assert_eq!(found(&forms, text).len(), 3);
    }
}

#[test]
fn irregular_verbs_and_their_nouns_meet() {
    let index = titles(&[
        "Ne pas prendre son traitement",
        "Coordonner une équipe",
        "Autre",
    ]);
    for (text, title) in [
        (
            "ils prennent leur traitement",
            "Ne pas prendre son traitement",
        ),
        ("coordinatrice d’équipe", "Coordonner une équipe"),
    ] {
        assert_eq!(found(&index, text)[0], title, "{text}");
    }
}

#[test]
fn the_words_of_a_question_count_little() {
    let index = shelf([
        sheet(1, "Savoir trouver, savoir utiliser", ""),
        sheet(2, "Le financement d’un programme", ""),
    ]);
    let text = "où trouver le financement d’un programme ?";
    assert_eq!(found(&index, text)[0], "Le financement d’un programme");
    assert_eq!(
        found(&index, "savoir trouver")[0],
        "Savoir trouver, savoir utiliser"
    );
}

#[test]
fn slips_are_mended_and_said() {
    let index = titles(&[
        "L’hémodialyse à domicile",
        "Le recrutement",
        "Insuffisance rénale",
    ]);
    for (text, title, meant) in [
        ("hemodyalise", "L’hémodialyse à domicile", "hémodialyse"),
        ("le recrutment ", "Le recrutement", "le recrutement"),
        (
            "insufisance  rénale",
            "Insuffisance rénale",
            "insuffisance rénale",
        ),
    ] {
        let results = ask(&index, text);
        assert_eq!(results.hits[0].title, title, "{text}");
        assert_eq!(results.did_you_mean.as_deref(), Some(meant), "{text}");
    }
    assert_eq!(
        ask(&index, "rénal").did_you_mean,
        None,
        "a form of a known word is no slip"
    );
    assert_eq!(
        ask(&index, "xyz").total,
        0,
        "three letters are too few to guess from"
    );
}

#[test]
fn the_last_word_may_be_unfinished() {
    let index = titles(&["Le photolangage", "Photographier", "Le world café"]);
    assert_eq!(found(&index, "photol"), ["Le photolangage"]);
    assert_eq!(found(&index, "world caf"), ["Le world café"]);
    assert_eq!(ask(&index, "photol").did_you_mean, None);
}

#[test]
fn quoted_words_are_found_as_they_stand() {
    let index = shelf([
        sheet(1, "Un", "Développer le pouvoir d’agir des personnes."),
        sheet(2, "Deux", "Agir, c’est aussi pouvoir refuser."),
        sheet(3, "Trois", "Pouvoirs d’agir, au pluriel."),
    ]);
    assert_eq!(found(&index, "\"pouvoir d'agir\""), ["Un"]);
    assert_eq!(found(&index, "« pouvoir d’agir »"), ["Un"]);
    assert_eq!(found(&index, "pouvoir d'agir").len(), 3);
    let nobody = found(&index, "\"le pouvoir refuser\"");
    assert_eq!(nobody[0], "Deux", "quotes that nobody has are passed over");
    assert_eq!(
        found(&index, "\"des pouvoirs d'agir"),
        found(&index, "des pouvoirs d'agir"),
        "a lonely mark is none"
    );
}

#[test]
fn titles_weigh_more_than_bodies_and_neighbours_more_than_strangers() {
    let index = shelf([
        sheet(
            1,
            "Autre chose",
            "On y parle du sommeil, entre mille sujets.",
        ),
        sheet(2, "Le sommeil", "Dormir."),
        sheet(3, "Côte à côte", "Un patient partenaire anime."),
        sheet(
            4,
            "Loin",
            "Un patient attend, puis vient enfin un partenaire du groupe.",
        ),
    ]);
    assert_eq!(found(&index, "sommeil"), ["Le sommeil", "Autre chose"]);
    assert_eq!(found(&index, "patient partenaire")[0], "Côte à côte");
}

#[test]
fn themes_fields_authors_headings_and_kinds_are_searched() {
    let mut rich = sheet(1, "Une fiche", "");
    rich.tags = vec!["nutrition".to_owned()];
    rich.about = vec!["adolescents".to_owned()];
    rich.authors = vec!["Pôle de Villejuif".to_owned()];
    rich.headings = vec!["Déroulé pas à pas".to_owned()];
    let mut other = sheet(2, "Une autre", "");
    other.kind_labels = vec!["Outil".to_owned()];
    let index = shelf([rich, other]);
    for text in [
        "nutrition",
        "adolescent",
        "villejuif",
        "déroulé",
        "méthodes",
        "method sheet",
    ] {
        assert_eq!(found(&index, text), ["Une fiche"], "{text}");
    }
    assert_eq!(found(&index, "outils"), ["Une autre"]);
}

#[test]
fn one_word_of_many_is_too_little_unless_it_is_the_rare_one() {
    let sheets = (1..=40).map(|number| {
        sheet(
            number,
            &format!("Atelier {number}"),
            "Un atelier de groupe.",
        )
    });
    let rare = sheet(50, "Photolangage", "Des images.");
    let index = shelf(sheets.chain([rare]));
    assert_eq!(found(&index, "atelier photolangage "), ["Photolangage"]);
    assert_eq!(ask(&index, "atelier de groupe ").total, 40);
}
