//! Adaptations: what their licence may be, what is refused and why, and how they follow the original.

mod following;
mod held;
mod no_derivatives;
mod relicensing;

use crate::harness::{Server, ressourcotheque, write_tree};
use serde_json::{Value, json};

const RESOURCES: &str = "/api/v1/resources";

/// A resource to write, with more members.
fn draft(title: &str, licence: &str, more: Value) -> Value {
    let mut draft = json!({"title": title, "kind": "page", "licence": licence, "body": "Un.\n\nDeux.\n\nTrois.\n"});
    let (draft_map, more) = (draft.as_object_mut().unwrap(), more);
    for (name, value) in more.as_object().unwrap() {
        draft_map.insert(name.clone(), value.clone());
    }
    draft
}

/// Writes a resource; gives its slug.
#[track_caller]
fn publish(server: &Server, title: &str, licence: &str, more: Value) -> String {
    let answer = server.send_json("POST", RESOURCES, &draft(title, licence, more));
    answer.expect(201).json()["slug"]
        .as_str()
        .unwrap()
        .to_owned()
}

/// Says that something is made from those resources.
fn from(slugs: &[&str]) -> Value {
    let sources: Vec<Value> = slugs.iter().map(|slug| json!({"resource": slug})).collect();
    json!({"derived_from": sources})
}

/// The one refused value of an answer: where it is, its code, and the sentence.
#[track_caller]
fn refused(server: &Server, draft: &Value) -> (String, String, String) {
    let problem = server
        .send_json("POST", RESOURCES, draft)
        .problem(422, "invalid");
    let errors = problem["errors"].as_array().unwrap();
    assert_eq!(errors.len(), 1, "{problem:#}");
    let text = |name: &str| errors[0][name].as_str().unwrap().to_owned();
    (text("field"), text("code"), text("reason"))
}

#[test]
fn the_licence_of_an_adaptation_is_one_that_its_source_permits() {
    let server = Server::empty();
    let source = publish(&server, "Le sommeil", "CC-BY-SA-4.0", json!({}));
    for licence in ["CC-BY-4.0", "CC-BY-NC-SA-4.0", "CC-BY-SA-3.0", "CC0-1.0"] {
        let (field, code, reason) =
            refused(&server, &draft("Une autre", licence, from(&[&source])));
        assert_eq!(
            (field.as_str(), code.as_str()),
            ("licence", "licence_incompatible")
        );
        assert!(reason.contains("CC BY-SA 4.0 ne permet pas"), "{reason}");
        assert!(reason.contains("section 3(b)(1)"), "{reason}");
    }
    let slug = publish(&server, "Une autre", "CC-BY-SA-4.0", from(&[&source]));
    let read = server
        .get(&format!("{RESOURCES}/{slug}"))
        .expect(200)
        .json();
    assert_eq!(
        read["derived_from"],
        json!([{"resource": "le-sommeil", "revision": 1}])
    );
    // the licence of the revision that was used counts, whatever the source carries today
    let mut later = draft("Le sommeil", "CC-BY-SA-4.0", json!({"base_revision": 1}));
    later["body"] = "Tout autre.\n".into();
    server
        .send_json("PUT", &format!("{RESOURCES}/{source}"), &later)
        .expect(200);
    let credits = server
        .get(&format!("{RESOURCES}/{slug}/credits"))
        .expect(200)
        .json();
    let work = &credits["works"][0];
    assert_eq!(
        (&work["revision"], &work["latest_revision"]),
        (&1.into(), &2.into()),
        "{credits:#}"
    );
}

#[test]
fn works_that_cannot_be_mixed_are_refused_with_ways_out() {
    let server = Server::empty();
    let share_alike = publish(&server, "Partage", "CC-BY-SA-4.0", json!({}));
    let not_commercial = publish(&server, "Non commercial", "CC-BY-NC-4.0", json!({}));
    let unchanged = publish(&server, "Intacte", "CC-BY-ND-4.0", json!({}));
    let both = from(&[&share_alike, &not_commercial]);
    let problem = server
        .send_json("POST", RESOURCES, &draft("Mélange", "CC-BY-SA-4.0", both))
        .problem(422, "invalid");
    let error = &problem["errors"][0];
    assert_eq!(
        (&error["field"], &error["code"]),
        (&"licence".into(), &"sources_conflict".into())
    );
    let codes: Vec<&str> = error["ways_out"]
        .as_array()
        .unwrap()
        .iter()
        .map(|way| way["code"].as_str().unwrap())
        .collect();
    assert_eq!(
        codes,
        [
            "leave-out",
            "leave-out",
            "collection",
            "link-or-quote",
            "ask-authors",
            "ask-authors"
        ]
    );

    let (_, code, reason) = refused(
        &server,
        &draft("Dérivée", "CC-BY-ND-4.0", from(&[&unchanged])),
    );
    assert_eq!(code, "sources_conflict");
    assert!(
        reason.contains("CC BY-ND 4.0 ne peut pas être adaptée"),
        "{reason}"
    );
    // held and changed, it is adapted, whatever it is called
    let changed =
        json!({"derived_from": [{"resource": &unchanged, "use": "included", "changes": "abrégé"}]});
    let (_, code, _) = refused(&server, &draft("Abrégée", "CC-BY-4.0", changed));
    assert_eq!(code, "sources_conflict");
    // held whole and unchanged, or quoted, each keeps its licence
    for act in ["included", "quoted"] {
        let held = json!({"derived_from": [{"resource": &unchanged, "use": act}, {"resource": &not_commercial, "use": act}]});
        publish(&server, &format!("Tient {act}"), "CC-BY-SA-4.0", held);
    }
}

#[test]
fn a_work_from_elsewhere_says_its_licence_or_is_only_quoted() {
    let server = Server::empty();
    let unclear = |act: &str| json!({"derived_from": [{"url": "https://exemple.fr/a", "title": "Ailleurs", "use": act}]});
    for act in ["adapted", "included"] {
        let (field, code, _) = refused(&server, &draft("Reprise", "CC-BY-SA-4.0", unclear(act)));
        assert_eq!(
            (field.as_str(), code.as_str()),
            ("derived_from[0].licence", "source_unclear")
        );
    }
    publish(&server, "Citation", "CC-BY-SA-4.0", unclear("quoted"));
    let (field, code, _) = refused(
        &server,
        &draft("Perdue", "CC-BY-SA-4.0", from(&["nulle-part"])),
    );
    assert_eq!(
        (field.as_str(), code.as_str()),
        ("derived_from[0].resource", "unknown")
    );
    let (field, code, _) = refused(
        &server,
        &draft("Mal dit", "CC-BY-SA-4.0", unclear("stolen")),
    );
    assert_eq!(
        (field.as_str(), code.as_str()),
        ("derived_from[0].use", "not_a_choice")
    );
}

#[test]
fn an_import_takes_what_is_there_and_nobody_is_kept_from_mending_a_word() {
    let folder = tempfile::tempdir().unwrap();
    let page = |licence: &str, more: &str| {
        format!("---\ntitle: {licence}\nlicence: {licence}\n{more}---\nUn mot.\n").into_bytes()
    };
    write_tree(
        &folder.path().join("pages"),
        &[
            ("partage.md", &page("CC-BY-SA-4.0", "")),
            (
                "fautive.md",
                &page("CC-BY-4.0", "derived_from:\n  - resource: partage\n"),
            ),
        ],
    );
    let data = folder.path().join("data");
    let pages = folder.path().join("pages");
    ressourcotheque([
        "import".as_ref(),
        pages.as_os_str(),
        "--data".as_ref(),
        data.as_os_str(),
    ])
    .ends(0);
    let server = Server::on(&data);
    let path = format!("{RESOURCES}/fautive");
    let mut read = server.get(&path).expect(200).json();
    read["body"] = "Un autre mot.\n".into();
    read["base_revision"] = 1.into();
    server.send_json("PUT", &path, &read).expect(200);
    // what breaks the rules may be mended, not broken further
    read["base_revision"] = 2.into();
    read["licence"] = "CC-BY-NC-4.0".into();
    let problem = server
        .send_json("PUT", &path, &read)
        .problem(422, "invalid");
    assert_eq!(problem["errors"][0]["code"], "licence_incompatible");
    read["licence"] = "CC-BY-SA-4.0".into();
    server.send_json("PUT", &path, &read).expect(200);
}

#[test]
fn a_source_is_a_revision_that_exists() {
    let server = Server::empty();
    publish(&server, "Le sommeil", "CC-BY-SA-4.0", json!({}));
    let later = json!({"derived_from": [{"resource": "le-sommeil", "revision": 999}]});
    let (field, code, _) = refused(&server, &draft("Avance", "CC-BY-SA-4.0", later));
    assert_eq!(
        (field.as_str(), code.as_str()),
        ("derived_from[0].revision", "unknown")
    );
}

#[test]
fn a_mark_of_the_public_domain_fits_no_new_work() {
    let server = Server::empty();
    let source = publish(&server, "Libre", "CC0-1.0", json!({}));
    for more in [json!({"origin": "own"}), from(&[&source])] {
        let (field, code, reason) = refused(&server, &draft("Neuve", "CC-PDM-1.0", more));
        assert_eq!(
            (field.as_str(), code.as_str()),
            ("licence", "mark_on_new_work")
        );
        assert!(reason.contains("CC0"), "{reason}");
    }
    publish(
        &server,
        "Ancienne",
        "CC-PDM-1.0",
        json!({"origin": "permitted"}),
    );
}
