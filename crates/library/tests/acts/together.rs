//! Several people at once.

use crate::bench::{body, draft, library, sheet};
use library::{Draft, Revised};
use model::Actor;
use std::sync::Arc;

#[tokio::test(flavor = "multi_thread")]
async fn different_paragraphs_are_merged() {
    let library = library().await;
    let slug = sheet(&library, "A", "Un.\n\nDeux.\n\nTrois.").await;
    library
        .revise(
            &Actor::Anonymous,
            &slug,
            1,
            draft("A", "UN.\n\nDeux.\n\nTrois."),
            "",
        )
        .await
        .unwrap();
    let second = library
        .revise(
            &Actor::Anonymous,
            &slug,
            1,
            draft("A", "Un.\n\nDeux.\n\nTROIS."),
            "",
        )
        .await
        .unwrap();
    assert!(matches!(second, Revised::Merged { revision, .. } if revision.0 == 3));
    assert_eq!(body(&library, &slug).await, "UN.\n\nDeux.\n\nTROIS.\n");
}

#[tokio::test(flavor = "multi_thread")]
async fn long_fields_are_merged_like_the_body() {
    let library = library().await;
    let with = |steps: &str| {
        let mut draft = draft("A", "");
        draft.fields.insert("etapes".into(), steps.into());
        draft
    };
    let created = library
        .create(&Actor::Anonymous, with("Un.\n\nDeux."), None, "")
        .await
        .unwrap();
    let slug = created.slug.as_str();
    library
        .revise(&Actor::Anonymous, slug, 1, with("UN.\n\nDeux."), "")
        .await
        .unwrap();
    library
        .revise(&Actor::Anonymous, slug, 1, with("Un.\n\nDEUX."), "")
        .await
        .unwrap();
    assert_eq!(
        library.read(slug).await.unwrap().content().fields["etapes"],
        "UN.\n\nDEUX.\n".into()
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_words_are_a_conflict_that_keeps_both_texts() {
    let library = library().await;
    let slug = sheet(&library, "A", "Le sommeil est important.").await;
    library
        .revise(
            &Actor::Anonymous,
            &slug,
            1,
            draft("A", "Le sommeil est vital."),
            "",
        )
        .await
        .unwrap();
    let mine = draft("A", "Le sommeil est précieux.");
    let Revised::Conflict(conflict) = library
        .revise(&Actor::Anonymous, &slug, 1, mine, "")
        .await
        .unwrap()
    else {
        panic!("one text was lost");
    };
    assert_eq!(conflict.parts, ["body"]);
    assert_eq!(
        conflict.latest.content.body.as_str(),
        "Le sommeil est vital.\n"
    );
    assert_eq!(conflict.mine.body.as_str(), "Le sommeil est précieux.\n");
    assert_eq!(body(&library, &slug).await, "Le sommeil est vital.\n");
    let base = conflict.latest.number.0;
    let done = library
        .revise(
            &Actor::Anonymous,
            &slug,
            base,
            Draft::from(&conflict.merged),
            "",
        )
        .await
        .unwrap();
    assert!(matches!(done, Revised::Saved { .. }));
    assert_eq!(body(&library, &slug).await, "Le sommeil est précieux.\n");
}

#[tokio::test(flavor = "multi_thread")]
async fn ten_people_add_a_paragraph_each_and_none_is_lost() {
    let library = library().await;
    let paragraphs: Vec<String> = (0..10)
        .map(|n| format!("Paragraphe {n} du texte."))
        .collect();
    let slug = sheet(&library, "A", &paragraphs.join("\n\n")).await;
    let tasks: Vec<_> = (0..10)
        .map(|n| {
            let (library, slug, mut paragraphs) =
                (Arc::clone(&library), slug.clone(), paragraphs.clone());
            paragraphs[n] = format!("Paragraphe {n} du texte, revu par la personne {n}.");
            tokio::spawn(async move {
                let draft = draft("A", &paragraphs.join("\n\n"));
                library
                    .revise(&Actor::Anonymous, &slug, 1, draft, "")
                    .await
                    .unwrap()
            })
        })
        .collect();
    for task in tasks {
        assert!(!matches!(task.await.unwrap(), Revised::Conflict(_)));
    }
    let text = body(&library, &slug).await;
    assert_eq!(text.matches("revu par la personne").count(), 10, "{text}");
    assert_eq!(library.read(&slug).await.unwrap().revision.number.0, 11);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_no_form_could_save_is_a_conflict() {
    let library = library().await;
    let slug = sheet(&library, "A", "").await;
    let tagged = |prefix: &str| {
        let mut draft = draft("A", "");
        draft.tags = (0..40).map(|n| format!("{prefix} {n}")).collect();
        draft
    };
    library
        .revise(&Actor::Anonymous, &slug, 1, tagged("un"), "")
        .await
        .unwrap();
    let second = library
        .revise(&Actor::Anonymous, &slug, 1, tagged("deux"), "")
        .await
        .unwrap();
    assert!(matches!(second, Revised::Conflict(conflict) if conflict.parts == ["tags"]));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_field_that_the_other_s_kind_does_not_have_is_a_conflict() {
    let library = library().await;
    let page = crate::bench::KIND
        .replace("id = \"fiche\"", "id = \"page\"")
        .replace("duree", "temps");
    library.define_kind(&Actor::System, &page).await.unwrap();
    let slug = sheet(&library, "A", "").await;
    let mut as_page = draft("A", "");
    as_page.kind = "page".into();
    library
        .revise(&Actor::Anonymous, &slug, 1, as_page, "")
        .await
        .unwrap();
    let mut timed = draft("A", "");
    timed.fields.insert("duree".into(), "45 min".into());
    let second = library
        .revise(&Actor::Anonymous, &slug, 1, timed, "")
        .await
        .unwrap();
    assert!(matches!(second, Revised::Conflict(conflict) if conflict.parts == ["fields.duree"]));
}

#[tokio::test(flavor = "multi_thread")]
async fn of_sixty_four_people_on_one_sheet_nobody_is_turned_away() {
    const PEOPLE: usize = 64;
    const SAVES: usize = 10;
    let library = library().await;
    let paragraphs: Vec<String> = (0..PEOPLE)
        .map(|n| format!("Paragraphe de la personne {n}."))
        .collect();
    let slug = sheet(&library, "A", &paragraphs.join("\n\n")).await;
    let person = |n: usize| {
        let (library, slug, own) = (Arc::clone(&library), slug.clone(), paragraphs[n].clone());
        async move {
            for save in 0..SAVES {
                let sheet = library.read(&slug).await.unwrap();
                let (base, text) = (sheet.revision.number.0, sheet.content().body.as_str());
                let line = |line: &str| match line.strip_prefix(own.as_str()) {
                    Some(rest) => format!("{own}{rest} Mot{n}x{save}."),
                    None => line.to_owned(),
                };
                let text: Vec<String> = text.lines().map(line).collect();
                let draft = draft("A", &text.join("\n"));
                let revised = library
                    .revise(&Actor::Anonymous, &slug, base, draft, "")
                    .await
                    .unwrap();
                assert!(
                    matches!(revised, Revised::Saved { .. } | Revised::Merged { .. }),
                    "{revised:?}"
                );
            }
        }
    };
    let tasks: Vec<_> = (0..PEOPLE).map(|n| tokio::spawn(person(n))).collect();
    for task in tasks {
        task.await.unwrap();
    }
    let text = body(&library, &slug).await;
    for (n, save) in (0..PEOPLE).flat_map(|n| (0..SAVES).map(move |save| (n, save))) {
        let word = format!(" Mot{n}x{save}.");
        assert_eq!(text.matches(&word).count(), 1, "{word}");
    }
    let latest = library.read(&slug).await.unwrap().revision.number.0;
    assert_eq!(latest as usize, 1 + PEOPLE * SAVES);
}
