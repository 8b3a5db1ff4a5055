//! What is understood as more than words is told, with the text that is left when it is taken away.

use crate::shelf::{ask, sheet, shelf};
use search::{Asks, Index};

/// What was understood of a text, and the text without it.
fn told(index: &Index, text: &str) -> Vec<(Asks, String)> {
    let typed = ask(index, text).typed.into_iter();
    typed.map(|typed| (typed.asks, typed.without)).collect()
}

fn values(facet: &str, values: &[&str]) -> Asks {
    Asks::Values {
        facet: facet.to_owned(),
        values: values.iter().map(|value| (*value).to_owned()).collect(),
    }
}

fn without(written: &str) -> Asks {
    Asks::Without {
        written: written.to_owned(),
    }
}

fn side_by_side(words: &str) -> Asks {
    Asks::SideBySide {
        words: words.to_owned(),
    }
}

fn library() -> Index {
    let mut one = sheet(1, "Le tour de table", "Se dire bonjour.");
    one.tags = vec!["Accueil".to_owned()];
    let mut two = sheet(2, "Le tour du monde", "Un voyage.");
    two.tags = vec![
        "Gestion du stress".to_owned(),
        "Gestion du temps".to_owned(),
    ];
    shelf([one, two])
}

#[test]
fn operators_and_quotations_are_told_in_their_order() {
    let index = library();
    assert_eq!(
        told(&index, "“tour de  table” thème:accueil bonjour −voyage"),
        [
            (
                side_by_side("tour de  table"),
                "thème:accueil bonjour −voyage".to_owned()
            ),
            (
                values("tag", &["accueil"]),
                "\"tour de table\" bonjour −voyage".to_owned()
            ),
            (
                without("voyage"),
                "\"tour de table\" thème:accueil bonjour".to_owned()
            ),
        ]
    );
    let all = "“tour de  table” thème:accueil bonjour −voyage";
    assert_eq!(ask(&index, all).bare, "bonjour");
    assert_eq!(
        told(&index, "tour -\"tour du monde\" -thème:gestion"),
        [
            (
                without("\"tour du monde\""),
                "tour -thème:gestion".to_owned()
            ),
            (
                without("thème:gestion"),
                "tour -\"tour du monde\"".to_owned()
            ),
        ]
    );
    let both = values("tag", &["gestion du stress", "gestion du temps"]);
    assert_eq!(told(&index, "thème:gestion"), [(both, String::new())]);
}

#[test]
fn what_was_not_understood_is_not_told() {
    let index = library();
    for text in [
        "tour de table",
        "thème:musique tour",
        "-thème:musique tour",
        "atelier:tour",
        "\"table de tour\"",
        "\"tour",
        "tour - table",
        "-\"!\" tour",
    ] {
        assert_eq!(told(&index, text), [], "{text}");
        assert_eq!(ask(&index, text).bare, text);
    }
}
