//! Sheets and tools drawn at random.

use super::question::WORDS;
use library::{Draft, DraftAuthor};
use model::Value;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};

/// Any resource of one of the two kinds of [`super::kinds`].
pub fn draft() -> impl Strategy<Value = Draft> {
    let credit = |name: &str, role: &str| DraftAuthor {
        name: name.to_owned(),
        role: role.to_owned(),
    };
    // the same person twice, for two things
    let authors = vec![
        credit("Ada", "texte"),
        credit("Ada", "dessin"),
        credit("Éloïse Ørn", ""),
    ];
    let tags = vec!["sommeil", "Écrans", "écrans", "Vie affective"];
    let title = prop::collection::vec(select(&["Carnet", "Affiche", WORDS[0], WORDS[1]]), 1..4);
    let body = prop::collection::vec(select(&WORDS), 0..6);
    let made = select(&["", "2019-05-01", "2021-12-31"]);
    let licence = select(&["CC-BY-4.0", "CC-BY-SA-4.0", "CC0-1.0"]);
    let language = select(&["", "fr", "en"]);
    let (tags, authors) = (subsequence(tags, 0..=4), subsequence(authors, 0..=3));
    (
        title,
        body,
        made,
        licence,
        language,
        tags,
        authors,
        values(),
    )
        .prop_map(
            |(title, body, made, licence, language, tags, authors, (kind, fields))| Draft {
                title: title.join(" "),
                kind: kind.to_owned(),
                body: body.join(" "),
                licence: licence.to_owned(),
                authors,
                tags: tags.into_iter().map(str::to_owned).collect(),
                language: language.to_owned(),
                created: made.to_owned(),
                fields,
                ..Draft::default()
            },
        )
}

/// A kind and values of its fields.
fn values() -> impl Strategy<Value = (&'static str, model::Fields)> {
    let public = subsequence(vec!["adultes", "enfants", "aidants", "tous"], 0..=3);
    let format = prop::option::of(select(&["tableur", "jeu"]));
    let level = prop::option::of(1..4_i64);
    (any::<bool>(), public, format, level).prop_map(|(tool, public, format, level)| {
        let public = public.into_iter().map(str::to_owned).collect();
        let mut fields = model::Fields::from([("public".to_owned(), Value::List(public))]);
        if tool {
            fields.extend(format.map(|format| ("format".to_owned(), Value::from(format))));
            fields.extend(level.map(|level| ("niveau".to_owned(), Value::Whole(level))));
        }
        (if tool { "outil" } else { "fiche" }, fields)
    })
}
