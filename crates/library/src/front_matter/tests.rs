use super::{parse, write};
use model::Slug;
use proptest::prelude::*;

const SHEET: &str = "---
title: Le débat mouvant
kind: fiche-methode
licence: CC-BY-SA-4.0
authors:
  - name: Pôle de ressources
    role: conception
tags: [animation, débat]
language: fr
created: 2026-01-15
fields:
  duree: 45 min
  participants: 8-20
  seances: 3
  public: [adultes, enfants]
files:
  - path: debat-mouvant/affiche.pdf
    title: Affiche à imprimer
    licence: CC-BY-SA-4.0
derived_from:
  - resource: brise-glace
niveau: débutant
---
Markdown body.
";

#[test]
fn the_documented_format_is_read() {
    let parsed = parse(SHEET, false).unwrap();
    let draft = &parsed.draft;
    assert_eq!(draft.title, "Le débat mouvant");
    assert_eq!(draft.created, "2026-01-15");
    assert_eq!(draft.authors[0].role, "conception");
    assert_eq!(draft.fields["duree"], "45 min".into());
    assert_eq!(draft.fields["seances"], model::Value::Whole(3));
    assert_eq!(draft.derived_from[0].resource, "brise-glace");
    assert_eq!(draft.extra.as_ref().unwrap()["niveau"], "débutant");
    assert_eq!(parsed.files[0].path, "debat-mouvant/affiche.pdf");
    assert_eq!(draft.body, "Markdown body.\n");
}

#[test]
fn wrong_front_matter_is_refused_with_its_line() {
    for (text, line) in [
        ("---\ntitle: A\nkind: x\n", Some(1)),
        ("---\ntitle: A\ntags: animation\n---\n", Some(3)),
        ("---\ntitle: [A]\n---\n", Some(2)),
        ("---\ntitle: A\nauthors:\n  - nom: B\n---\n", Some(4)),
        ("---\ntitle: \"A\nb: c\n---\n", None),
    ] {
        let trouble = parse(text, false).unwrap_err();
        assert!(
            line.is_none() || trouble.line == line,
            "{text}: {trouble:?}"
        );
        assert!(!trouble.reason.is_empty());
    }
}

#[test]
fn a_file_without_front_matter_is_a_page() {
    let parsed = parse("# Mon titre\n\nTexte.\n", false).unwrap();
    assert_eq!(
        (parsed.draft.title.as_str(), parsed.draft.kind.as_str()),
        ("Mon titre", "page")
    );
    assert_eq!(parsed.draft.body.trim(), "Texte.");
    let parsed = parse(
        "\n LA DÉCLINAISON\n\n\u{fffd} Un\n\u{fffd} Deux\nThème\tDate\nA|B\tC\n",
        true,
    )
    .unwrap();
    assert_eq!(parsed.draft.title, "LA DÉCLINAISON");
    assert_eq!(
        parsed.draft.body.trim(),
        "- Un\n- Deux\n\n| Thème | Date |\n| --- | --- |\n| A\\|B | C |"
    );
    let parsed = parse(
        "Titre\n\nAvant\n1. Un ?\n2. Deux\n## Suite\nLigne\nAutre\n",
        true,
    )
    .unwrap();
    assert_eq!(
        parsed.draft.body.trim(),
        "Titre\n\nAvant\n1. Un ?\n2. Deux\n## Suite\nLigne\\\nAutre"
    );
    assert!(parse("\n \n", true).is_err());
}

/// Whatever a content holds, its file is read back as the same content.
fn read_back(content: &model::Content) {
    let slug = Slug::parse("essai").unwrap();
    let text = write(&slug, &[], content).unwrap();
    let parsed =
        parse(&text, false).unwrap_or_else(|trouble| unreachable!("{trouble:?} in {text}"));
    let mut expected = crate::Draft::from(content);
    expected.files = None;
    assert_eq!(parsed.draft, expected, "{text}");
    let paths: Vec<String> = content
        .files
        .iter()
        .map(|file| format!("essai/{}", file.name))
        .collect();
    assert_eq!(
        parsed
            .files
            .iter()
            .map(|file| file.path.clone())
            .collect::<Vec<_>>(),
        paths
    );
}

prop_compose! {
    fn contents()(
        title in "\\PC{1,40}", body in "(\\PC|\n|\t){0,80}", tags in proptest::collection::vec("\\PC{1,12}", 0..3),
        name in "\\PC{1,20}", long in "(\\PC|\n| |#|:|-){0,60}", whole in any::<i64>(), extra in "\\PC{0,20}",
    ) -> Option<model::Content> {
        let fields = [
            ("a".to_owned(), model::Value::Text(long)),
            ("b".to_owned(), model::Value::Whole(whole)),
            ("c".to_owned(), model::Value::List(tags.clone())),
        ];
        Some(model::Content {
            title: model::Title::parse(&title).ok()?,
            kind: model::KindId::parse("page").ok()?,
            licence: licensing::LicenceId::CC_BY_SA_4_0,
            authors: vec![model::Author::named(&name).ok()?],
            tags: tags.iter().filter_map(|tag| model::Tag::parse(tag).ok()).collect(),
            language: model::Language::default(),
            created: Some(jiff::civil::date(2026, 1, 15)),
            fields: fields.into(),
            files: vec![model::FileRef {
                name: model::FileName::nearest(&name),
                title: model::Line::parse(&name).ok(),
                sha256: model::Sha256([7; 32]),
                size_bytes: 1,
                media_type: "text/plain".into(),
                licence: None,
            }],
            derived_from: Vec::new(),
            borrowed: Vec::new(),
            origin: None,
            extra: [("niveau".to_owned(), serde_json::Value::String(extra))].into_iter().collect(),
            body: model::Body::parse(&body).ok()?,
        })
    }
}

proptest! {
    #[test]
    fn what_is_written_is_read_back(content in contents()) {
        if let Some(content) = content {
            read_back(&content);
        }
    }

    #[test]
    fn no_text_makes_the_reader_fail_badly(text in "(---\n)?(\\PC|\n|: |- |\\[|\\{){0,120}(\n---\n)?", plain: bool) {
        let _ = parse(&text, plain);
    }
}
