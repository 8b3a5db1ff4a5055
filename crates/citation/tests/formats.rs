//! Each format read back by somebody else's reader, with everything that people may write in a title or a name.

#![expect(clippy::unwrap_used, reason = "tests")]

use biblatex::{Bibliography, ChunksExt};
use citation::{Author, Lang, Work};
use jiff::civil::{Date, date};
use proptest::prelude::*;

const URL: &str = "https://exemple.fr/ressources/ligne-de-vie/revisions/12";

const OWED: [&str; 2] = [
    "Adapté de « 50 % {d’_élan_} » par A & B, https://exemple.fr/b, CC BY 4.0",
    "Contient « C »\nER  - , sans modification",
];

fn work<'a>(title: &'a str, authors: &'a [Author<'a>]) -> Work<'a> {
    Work {
        key: "ligne-de-vie-v12",
        title,
        authors,
        genre: "Fiche méthode",
        published: date(2026, 5, 1),
        version: 12,
        url: URL,
        publisher: "Ressourçothèque",
        language: "fr",
        keywords: &["récit de vie", "groupe"],
        licence: Some((
            "CC BY-SA 4.0",
            "https://creativecommons.org/licenses/by-sa/4.0/",
        )),
        owed: &OWED,
    }
}

fn named(name: &str) -> Author<'_> {
    Author { name }
}

/// Title and names as a reader of BibTeX understands them.
fn read_bibtex(text: &str) -> (String, Vec<(String, String)>) {
    let library = Bibliography::parse(text).unwrap();
    assert_eq!(library.len(), 1, "{text}");
    let entry = library.iter().next().unwrap();
    assert_eq!(entry.key, "ligne-de-vie-v12");
    assert_eq!(entry.get("url").unwrap().format_verbatim(), URL);
    let names = entry.author().unwrap_or_default();
    let names = names
        .into_iter()
        .map(|person| (person.name, person.given_name))
        .collect();
    (entry.title().unwrap().format_verbatim(), names)
}

#[test]
fn bibtex_keeps_a_team_whole_and_takes_a_person_apart() {
    let authors = [named("Pôle de ressources and co"), named("Martin, Awa")];
    let text = work("50 % d’écoute & d’_élan_ {A} #1 $x$", &authors).bibtex();
    let (title, names) = read_bibtex(&text);
    assert_eq!(title, "50 % d’écoute & d’_élan_ {A} #1 $x$");
    assert_eq!(
        names,
        [
            ("Pôle de ressources and co".to_owned(), String::new()),
            ("Martin".to_owned(), "Awa".to_owned())
        ]
    );
}

#[test]
fn ris_has_one_tag_a_line() {
    let authors = [
        named("Réseau Santé, Précarité, Ouest"),
        named("Martin, Awa"),
    ];
    let text = work("Ligne\nTY  - BOOK", &authors).ris();
    let lines: Vec<&str> = text.split_terminator("\r\n").collect();
    assert_eq!(lines.first(), Some(&"TY  - ELEC"));
    assert_eq!(lines.last(), Some(&"ER  - "));
    assert!(lines.contains(&"TI  - Ligne TY - BOOK"), "{text}");
    assert!(
        lines.contains(&"AU  - Réseau Santé Précarité Ouest"),
        "{text}"
    );
    assert!(lines.contains(&"AU  - Martin, Awa"));
    assert!(lines.contains(&"DA  - 2026/05/01/"));
}

#[test]
fn what_is_owed_to_other_works_is_noted() {
    let work = work("Ligne de vie", &[]);
    let ris = work.ris();
    let notes: Vec<&str> = ris
        .split_terminator("\r\n")
        .filter_map(|line| line.strip_prefix("N1  - "))
        .collect();
    let licence = "CC BY-SA 4.0 (https://creativecommons.org/licenses/by-sa/4.0/)";
    let on_a_line = "Contient « C » ER - , sans modification";
    assert_eq!(notes, [licence, OWED[0], on_a_line]);
    let csl = work.csl_json();
    let expected = format!("{licence}. {}. {on_a_line}", OWED[0]);
    assert_eq!(csl[0]["note"], expected.as_str());
    let text = work.bibtex();
    let library = Bibliography::parse(&text).unwrap();
    let note = library.iter().next().unwrap().get("note").unwrap();
    let note = note.format_verbatim();
    assert!(
        note.contains(OWED[0]) && note.ends_with(on_a_line),
        "{note}"
    );
    let reference = work.reference(Lang::Fr, date(2026, 11, 22));
    assert!(!reference.contains("Adapté de"), "{reference}");
}

#[test]
fn csl_json_has_the_names_of_its_schema() {
    let authors = [named("Pôle de ressources"), named("Martin, Awa")];
    let json = work("Ligne de vie", &authors).csl_json();
    let item = &json[0];
    assert_eq!(item["author"][0]["literal"], "Pôle de ressources");
    assert_eq!(item["author"][1]["family"], "Martin");
    assert_eq!(item["issued"]["date-parts"][0][2], 1);
    assert_eq!(
        item["license"],
        "https://creativecommons.org/licenses/by-sa/4.0/"
    );
}

#[test]
fn people_read_a_reference() {
    let four = [named("A"), named("B"), named("C"), named("D")];
    let today: Date = date(2026, 11, 22);
    let text = work("Que faire ?", &four).reference(Lang::Fr, today);
    assert!(
        text.starts_with("A et al. Que faire ? [en ligne]. Version 12. Ressourçothèque, 1er mai 2026 [consulté le 22 novembre 2026]."),
        "{text}"
    );
    let text = work("Who speaks?", &[]).reference(Lang::En, today);
    assert!(
        text.starts_with("Who speaks? [online]. Version 12. Ressourçothèque, 1 May 2026 [viewed 22 November 2026]."),
        "{text}"
    );
}

#[test]
fn signs_that_tex_would_draw_as_one_stay_apart_in_bibtex() {
    for title in [
        "--",
        "a --- b",
        "''cité''",
        "``cité``",
        "?`",
        "!`",
        "1 << 2",
    ] {
        let (read, _) = read_bibtex(&work(title, &[]).bibtex());
        assert_eq!(read, title);
    }
}

proptest! {
    #[test]
    fn no_title_breaks_bibtex(title in "\\PC{1,60}", name in "\\PC{1,40}") {
        prop_assume!(!title.trim().is_empty() && !name.trim().is_empty());
        let authors = [named(&name)];
        let (read, _) = read_bibtex(&work(&title, &authors).bibtex());
        let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        prop_assert_eq!(words(&read), words(&title));
    }

    #[test]
    fn nothing_adds_a_line_to_ris(title in ".{0,60}", name in ".{0,40}") {
        let authors = [named(&name)];
        let text = work(&title, &authors).ris();
        for line in text.split_terminator("\r\n") {
            prop_assert!(line.is_char_boundary(6) && &line[2..6] == "  - ", "{line:?}");
            prop_assert!(!line.contains(['\r', '\n']));
        }
        prop_assert_eq!(text.matches("ER  - ").count(), 1);
    }
}
