//! Suggestions, related resources, backlinks, adaptations.

use crate::shelf::{id, sheet, shelf, slug, titles};
use search::Index;

fn suggested(index: &Index, prefix: &str) -> Vec<String> {
    index
        .suggest(prefix, 8)
        .unwrap()
        .into_iter()
        .map(|line| line.text)
        .collect()
}

#[test]
fn titles_themes_and_words_are_suggested() {
    let mut one = sheet(
        1,
        "Le débat mouvant",
        "Un débat en mouvement pour débattre.",
    );
    one.tags = vec!["Débat public".to_owned()];
    let index = shelf([one, sheet(2, "Le bilan", "Bilan du débat.")]);
    let lines = index.suggest("deb", 8).unwrap();
    assert_eq!(lines[0].text, "Le débat mouvant");
    assert_eq!(lines[0].slug, Some(slug(1)));
    assert_eq!(lines[1].text, "débat public");
    assert_eq!((lines[2].text.as_str(), &lines[2].slug), ("débat", &None));
    assert_eq!(suggested(&index, "le débat mou")[0], "Le débat mouvant");
    assert_eq!(
        suggested(&index, "le bi"),
        ["Le bilan"],
        "what is proposed as a title is no word besides"
    );
}

#[test]
fn one_letter_suggests_and_nothing_suggests_nothing() {
    let index = titles(&["Photolangage", "Métaplan"]);
    assert_eq!(suggested(&index, "m")[0], "Métaplan");
    for empty in ["", "  ", "?", "zzz"] {
        assert!(suggested(&index, empty).is_empty(), "{empty}");
    }
    assert!(index.suggest("m", 0).unwrap().is_empty());
    let many = shelf((0..30).map(|number| sheet(number, &format!("Métaplan {number}"), "")));
    assert_eq!(many.suggest("meta", 5).unwrap().len(), 5);
}

#[test]
fn compounds_are_suggested_as_they_are_written() {
    let index = shelf([sheet(1, "Autre", "Le proche-aidant.")]);
    let lines = suggested(&index, "procheai");
    assert_eq!(lines, ["proche-aidant"]);
}

#[test]
fn related_resources_are_about_the_same_things() {
    let index = shelf([
        sheet(
            1,
            "Le sommeil des adolescents",
            "Dormir, rythme, écrans, fatigue du matin.",
        ),
        sheet(
            2,
            "Mieux dormir",
            "Sommeil et écrans : le rythme des adolescents.",
        ),
        sheet(3, "Cuisiner des lentilles", "Recettes et saveurs."),
        sheet(4, "Fatigue", "Quand la fatigue dure."),
    ]);
    let near = index.related(id(1), 5).unwrap();
    assert_eq!(near[0].resource, id(2));
    assert!(
        near.iter()
            .all(|entry| entry.resource != id(1) && entry.resource != id(3))
    );
    assert_eq!(index.related(id(1), 1).unwrap().len(), 1);
    assert!(index.related(id(99), 5).unwrap().is_empty());
}

#[test]
fn backlinks_are_listed_by_title() {
    let mut one = sheet(1, "Zone", "");
    one.links = vec![slug(3)];
    let mut two = sheet(2, "École", "");
    two.links = vec![slug(9), slug(3)];
    let index = shelf([one, two, sheet(3, "But", "")]);
    let linking = |slugs: &[model::Slug]| {
        index
            .backlinks(slugs)
            .unwrap()
            .into_iter()
            .map(|entry| entry.title)
            .collect::<Vec<_>>()
    };
    assert_eq!(linking(&[slug(3)]), ["École", "Zone"]);
    assert_eq!(linking(&[slug(9), slug(3)]), ["École", "Zone"], "each once");
    assert!(linking(&[slug(1)]).is_empty() && linking(&[]).is_empty());
}

#[test]
fn adaptations_are_found_by_any_address_of_their_source() {
    let mut one = sheet(1, "Zone", "");
    (one.made_from, one.to_judge) = (vec![slug(3)], true);
    let mut two = sheet(2, "École", "");
    (two.made_from, two.to_judge) = (vec![slug(9), slug(3)], true);
    let mut quoting = sheet(4, "Citation", "");
    (quoting.links, quoting.to_judge) = (vec![slug(3)], true);
    let index = shelf([one, two, sheet(3, "But", ""), quoting]);
    let titles = |entries: Vec<search::Entry>| {
        let titles = entries.into_iter().map(|entry| entry.title);
        titles.collect::<Vec<_>>()
    };
    let made_from = |slugs: &[model::Slug]| titles(index.made_from(slugs).unwrap());
    assert_eq!(made_from(&[slug(3)]), ["École", "Zone"]);
    assert_eq!(
        made_from(&[slug(9), slug(3)]),
        ["École", "Zone"],
        "each once"
    );
    assert!(made_from(&[slug(1)]).is_empty() && made_from(&[]).is_empty());
    assert_eq!(
        titles(index.to_judge().unwrap()),
        ["Citation", "École", "Zone"]
    );
}
