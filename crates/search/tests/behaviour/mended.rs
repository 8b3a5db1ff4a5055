//! A mended question is offered when it is a better one.

use crate::shelf::{ask, found, sheet, shelf};
use search::{Index, Query};

fn library() -> Index {
    let mut book = sheet(1, "L’hémodialyse à domicile", "Se soigner chez soi.");
    book.kind = "publication".to_owned();
    shelf([
        book,
        sheet(2, "La dialyse", "Une machine."),
        sheet(3, "Chez soi", "Se soigner à domicile."),
    ])
}

#[test]
fn it_finds_what_was_meant_and_needs_no_mending() {
    let index = library();
    let typed = ask(&index, "hemodyalise domicile ");
    let meant = typed.did_you_mean.unwrap();
    assert_eq!(meant, "hémodialyse domicile");
    let better = ask(&index, &format!("{meant} "));
    assert_eq!((better.relaxed, better.did_you_mean), (vec![], None));
    assert_eq!(better.hits[0].title, "L’hémodialyse à domicile");
}

#[test]
fn it_is_not_offered_where_nothing_that_was_found_has_the_mended_word() {
    let index = library();
    for text in [
        "hemodyalise -domicile ",
        "hemodyalise type:fiche ",
        "hemodyalise chez soi type:fiche ",
    ] {
        assert_eq!(ask(&index, text).did_you_mean, None, "{text}");
    }
    let mut query = Query {
        text: "hemodyalise domicile ".to_owned(),
        limit: 5,
        ..Query::default()
    };
    for (kind, offered) in [("publication", true), ("fiche-methode", false)] {
        query.filters = [("kind".to_owned(), vec![kind.to_owned()])].into();
        let results = index.search(&query).unwrap();
        assert_eq!(results.did_you_mean.is_some(), offered, "{kind}");
    }
    query.literal = true;
    assert_eq!(index.search(&query).unwrap().did_you_mean, None);
}

#[test]
fn words_that_are_known_are_not_mended() {
    let index = library();
    assert_eq!(found(&index, "dialyse ")[0], "La dialyse");
    for text in ["dialyse ", "dialyses", "hémodial", "\"hemodyalise\" ", ""] {
        assert_eq!(ask(&index, text).did_you_mean, None, "{text}");
    }
}
