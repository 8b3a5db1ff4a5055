//! What becomes of two changes of one content.

mod words;

use super::*;
use licensing::LicenceId;
use model::{FileName, KindId, Language, Line, Sha256, Tag, Title};
use proptest::prelude::*;

fn content(title: &str, body: &str, tags: &[&str]) -> Content {
    Content {
        title: Title::parse(title).unwrap(),
        kind: KindId::parse("page").unwrap(),
        licence: LicenceId::CC_BY_SA_4_0,
        authors: vec![Author::named("Ada").unwrap()],
        tags: tags.iter().map(|tag| Tag::parse(tag).unwrap()).collect(),
        language: Language::default(),
        created: None,
        fields: Fields::new(),
        files: Vec::new(),
        derived_from: Vec::new(),
        borrowed: Vec::new(),
        origin: None,
        extra: serde_json::Map::new(),
        body: Body::parse(body).unwrap(),
    }
}

fn file(name: &str, byte: u8) -> FileRef {
    FileRef {
        name: FileName::parse(name).unwrap(),
        title: None,
        sha256: Sha256([byte; 32]),
        size_bytes: 1,
        media_type: "text/plain".into(),
        licence: None,
    }
}

#[test]
fn different_parts_come_together() {
    let base = content("Sommeil", "Un.\n\nDeux.\n", &["a", "b"]);
    let mine = content("Bien dormir", "Un.\n\nDeux et demi.\n", &["a", "b", "c"]);
    let theirs = content("Sommeil", "Un, donc.\n\nDeux.\n", &["a"]);
    let merged = merge(&base, &mine, &theirs, None);
    assert_eq!(merged.conflicts, Vec::<String>::new());
    assert_eq!(
        merged.content,
        content("Bien dormir", "Un, donc.\n\nDeux et demi.\n", &["a", "c"])
    );
}

#[test]
fn the_same_part_changed_twice_is_a_conflict_in_which_mine_stands() {
    let base = content("Sommeil", "Un.\n", &[]);
    let mine = content("Dormir", "Une.\n", &[]);
    let theirs = content("Nuit", "Deux.\n", &[]);
    let merged = merge(&base, &mine, &theirs, None);
    assert_eq!(merged.conflicts, ["body", "title"]);
    assert_eq!(merged.content.title, mine.title);
    assert_eq!(merged.content.body, mine.body);
}

#[test]
fn files_are_merged_by_name() {
    let mut base = content("A", "", &[]);
    base.files = vec![file("a.pdf", 1), file("b.pdf", 2)];
    let (mut mine, mut theirs) = (base.clone(), base.clone());
    mine.files = vec![file("a.pdf", 9), file("b.pdf", 2), file("c.pdf", 3)];
    theirs.files = vec![file("a.pdf", 1)];
    let merged = merge(&base, &mine, &theirs, None);
    assert!(merged.conflicts.is_empty());
    assert_eq!(merged.content.files, [file("a.pdf", 9), file("c.pdf", 3)]);
    theirs.files[0] = file("a.pdf", 8);
    assert_eq!(
        merge(&base, &mine, &theirs, None).conflicts,
        ["files.a.pdf"]
    );
}

#[test]
fn texts_that_are_too_long_together_are_a_conflict() {
    let base = content("A", "Milieu.\n", &[]);
    let long = "Une ligne. ".repeat(30_000);
    let mine = content("A", &format!("{long}\n\nMilieu.\n"), &[]);
    let theirs = content("A", &format!("Milieu.\n\n{long}\n"), &[]);
    let merged = merge(&base, &mine, &theirs, None);
    assert_eq!(merged.conflicts, ["body"]);
    assert_eq!(merged.content.body, mine.body);
}

#[test]
fn nobody_is_credited_twice() {
    let with = |role: &str| {
        let mut content = content("A", "", &[]);
        content.authors[0].role = Some(Line::parse(role).unwrap());
        content
    };
    let base = content("A", "", &[]);
    let merged = merge(&base, &with("dessin"), &with("texte"), None);
    assert_eq!(merged.conflicts, ["authors"]);
    assert_eq!(merged.content.authors.len(), 1);
}

fn named(names: &[&str]) -> Content {
    let mut content = content("A", "", &[]);
    content.authors = names
        .iter()
        .map(|name| Author::named(name).unwrap())
        .collect();
    content.files = names
        .iter()
        .map(|name| file(name, name.as_bytes()[0]))
        .collect();
    content
}

#[test]
fn an_order_that_one_side_changed_is_kept() {
    let base = named(&["a", "b", "c"]);
    let mut theirs = base.clone();
    theirs.files[0].title = Some(Line::parse("Le premier").unwrap());
    theirs.authors[2].role = Some(Line::parse("dessin").unwrap());
    let merged = merge(&base, &named(&["c", "a", "b"]), &theirs, None);
    assert_eq!(merged.conflicts, Vec::<String>::new());
    let order = |content: &Content| -> Vec<String> {
        content
            .files
            .iter()
            .map(|file| file.name.to_string())
            .collect()
    };
    assert_eq!(order(&merged.content), ["c", "a", "b"]);
    assert_eq!(merged.content.authors[0].name.as_str(), "c");
    assert!(merged.content.authors[0].role.is_some() && merged.content.files[1].title.is_some());
    let swapped = merge(&base, &theirs, &named(&["c", "a", "b"]), None);
    assert_eq!(swapped.content, merged.content);
    let two = merge(
        &base,
        &named(&["b", "a", "c"]),
        &named(&["a", "c", "b"]),
        None,
    );
    assert_eq!(two.conflicts, ["authors", "files"]);
    assert_eq!(order(&two.content), ["b", "a", "c"]);
}

#[test]
fn a_file_that_one_replaces_and_the_other_renames_is_a_conflict_that_keeps_both() {
    let mut base = content("A", "", &[]);
    base.files = vec![file("a.pdf", 1)];
    let (mut mine, mut theirs) = (base.clone(), base.clone());
    mine.files = vec![file("a.pdf", 2)];
    theirs.files = vec![file("b.pdf", 1)];
    let merged = merge(&base, &mine, &theirs, None);
    assert_eq!(merged.conflicts, ["files.a.pdf"]);
    assert_eq!(merged.content.files.len(), 2);
}

#[test]
fn a_paragraph_that_one_deletes_and_the_other_edits_is_a_conflict() {
    let base = content("A", "Un.\n\nDeux mots ici.\n\nTrois.\n", &[]);
    let without = content("A", "Un.\n\nTrois.\n", &[]);
    let edited = content("A", "Un.\n\nDeux mots là.\n\nTrois.\n", &[]);
    for (mine, theirs) in [(&without, &edited), (&edited, &without)] {
        let merged = merge(&base, mine, theirs, None);
        assert_eq!(merged.conflicts, ["body"]);
        assert_eq!(merged.content.body, mine.body);
    }
}

#[test]
fn the_same_line_added_by_both_stands_once_and_two_items_are_a_conflict() {
    let base = content("A", "- un\n", &[]);
    let with = |item: &str| content("A", &format!("- un\n- {item}\n"), &[]);
    let merged = merge(&base, &with("deux"), &with("deux"), None);
    assert_eq!((merged.conflicts.len(), merged.content), (0, with("deux")));
    assert_eq!(
        merge(&base, &with("deux"), &with("trois"), None).conflicts,
        ["body"]
    );
}

#[test]
fn fields_of_several_values_are_merged_as_sets() {
    let with = |values: &[&str]| {
        let mut content = content("A", "", &[]);
        let list: Vec<String> = values.iter().map(|value| (*value).to_owned()).collect();
        if !list.is_empty() {
            content
                .fields
                .insert("public".to_owned(), Value::List(list));
        }
        content
    };
    for (base, mine, theirs, expected) in [
        (
            &["a"][..],
            &["a", "b"][..],
            &["a", "c"][..],
            &["a", "c", "b"][..],
        ),
        (&[], &["a"], &["b"], &["b", "a"]),
        (&["a", "b"], &["b"], &["a"], &[]),
        (&["a", "b"], &[], &["a", "b", "c"], &["c"]),
    ] {
        let merged = merge(&with(base), &with(mine), &with(theirs), None);
        assert_eq!(
            (merged.conflicts.len(), merged.content),
            (0, with(expected))
        );
    }
}

proptest! {
    #[test]
    fn one_sided_changes_are_taken_whole(
        a in "[ab \n]{0,12}",
        b in "[ab \n]{0,12}",
        tags in proptest::collection::vec("[a-d]", 0..4),
        names in proptest::sample::subsequence(vec!["a", "b", "c", "d"], 0..=4).prop_shuffle(),
    ) {
        let tags: Vec<&str> = tags.iter().map(String::as_str).collect();
        let (mut base, mut other) = (content("T", &a, &["a"]), content("U", &b, &tags));
        (base.authors, base.files) = (named(&["a", "b"]).authors, named(&["a", "b"]).files);
        (other.authors, other.files) = (named(&names).authors, named(&names).files);
        prop_assert_eq!(merge(&base, &base, &other, None).content, other.clone());
        prop_assert_eq!(merge(&base, &other, &base, None).content, other.clone());
        prop_assert_eq!(merge(&base, &other, &other, None).content, other);
    }
}
