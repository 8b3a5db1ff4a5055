//! A contributor deposits a tool: kind, files, form, preview, published.

mod attached;

use crate::harness::{Page, Server, follow, repository, shared_data, spaced};
use std::path::Path;

fn bytes(path: impl AsRef<Path>) -> Vec<u8> {
    std::fs::read(repository().join(path)).unwrap()
}

/// The path to which the form with a file input is sent.
fn upload_path(page: &Page) -> String {
    let forms = page.values("form[enctype='multipart/form-data']", "action");
    assert_eq!(forms.len(), 1, "{forms:?}");
    forms[0].clone()
}

#[test]
fn a_pdf_and_a_deck_are_deposited_found_and_taken_away_unchanged() {
    let server = Server::with_content();
    let kinds = server.open("/deposer");
    assert!(
        kinds.links().contains("/deposer/outil"),
        "{:?}",
        kinds.links()
    );
    let pdf = bytes("content/outils/cartes-emotions/cartes-emotions.pdf");
    let deck = bytes("content/outils/diaporama-cooperer/diaporama-cooperer.pptx");

    let step2 = server.open("/deposer/outil");
    let path = upload_path(&step2);
    assert_eq!(path, "/deposer/outil/fichiers");
    let pptx = "application/vnd.openxmlformats-officedocument.presentationml.presentation";
    let uploaded = step2
        .form(&path)
        .choose("file", "Cartes émotions.pdf", "application/pdf", &pdf)
        .choose("file", "coopérer.pptx", pptx, &deck);
    let step3 = uploaded.send(&server).expect(200).page();
    let form = step3.form("/deposer/outil");
    let answers = [form.value("may_sell"), form.value("may_change")];
    assert_eq!(answers, ["yes", "share_alike"], "CC BY-SA 4.0, preselected");
    assert!(!form.value("title").is_empty(), "prefilled from the file");

    let filled = form
        .fill("title", "Cartes pour le zébulon")
        .fill("body", "Un jeu de cartes avec son diaporama.\n")
        .fill("licence", "CC-BY-4.0")
        .fill("authors[0].name", "Collectif des Lilas")
        .fill("tags", "émotions, cartes")
        .fill("fields.format", "imprimable");
    let preview = filled.press(&server, "preview").expect(200).page();
    assert_eq!(preview.heading(), "Cartes pour le zébulon");
    assert!(
        server.found("zébulon").is_empty(),
        "a preview publishes nothing"
    );
    let corrected = preview
        .form("/deposer/outil")
        .press(&server, "correct")
        .expect(200)
        .page()
        .form("/deposer/outil");
    assert_eq!(corrected.value("authors[0].name"), "Collectif des Lilas");
    let answers = [corrected.value("may_sell"), corrected.value("may_change")];
    assert_eq!(answers, ["yes", "yes"], "CC BY 4.0");

    let published = preview
        .form("/deposer/outil")
        .stating_own()
        .press(&server, "publish")
        .expect(303);
    assert_eq!(
        published.location(),
        "/ressources/cartes-pour-le-zebulon?depose=1"
    );
    let sheet = follow(&server, &published);
    let address = format!("{}/ressources/cartes-pour-le-zebulon", server.address);
    sheet.shows(&[
        &address,
        "Collectif des Lilas",
        "Cartes émotions.pdf",
        "coopérer.pptx",
        "PDF",
    ]);
    assert_eq!(
        sheet.values("head link[rel=license]", "href"),
        ["https://creativecommons.org/licenses/by/4.0/"]
    );
    let credit = sheet.texts("textarea").join("\n");
    for owed in [
        "Cartes pour le zébulon",
        "Collectif des Lilas",
        "CC BY 4.0",
        &address,
    ] {
        assert!(credit.contains(owed), "{owed} is not in {credit}");
    }
    assert_eq!(server.found("zebulon"), ["cartes-pour-le-zebulon"]);
    for (name, sent) in [
        ("Cartes%20%C3%A9motions.pdf", &pdf),
        ("coop%C3%A9rer.pptx", &deck),
    ] {
        let path = format!("/ressources/cartes-pour-le-zebulon/fichiers/{name}");
        assert!(
            sheet.links().contains(&path),
            "{path} in {:?}",
            sheet.links()
        );
        assert_eq!(&server.get(&path).expect(200).body, sent, "{name}");
    }
}

#[test]
fn a_sheet_without_files_is_deposited_in_one_form() {
    let server = Server::with_content();
    let step2 = server.open("/deposer/fiche-methode");
    let skip = step2
        .links()
        .into_iter()
        .find(|link| link.starts_with("/deposer/fiche-methode/formulaire"));
    let form = server.open(&skip.unwrap()).form("/deposer/fiche-methode");
    assert!(
        spaced(form.value("body")).contains("## Quand l’utiliser"),
        "the kind's template"
    );
    let filled = form
        .fill("title", "Le cercle de parole")
        .fill("fields.duree", "90 min")
        .fill("fields.participants", "6-");
    let published = filled
        .fill("fields.public", "adultes")
        .fill("nom", "Léa")
        .stating_own()
        .press(&server, "publish");
    follow(&server, &published).shows(&["Le cercle de parole", "1 h 30", "Adultes"]);
    let made = server.get("/api/v1/resources/le-cercle-de-parole").json();
    assert_eq!(
        (&made["fields"]["duree"], &made["fields"]["participants"]),
        (&"1 h 30".into(), &"6-".into())
    );
    assert_eq!(
        (&made["licence"], &made["by"]),
        (&"CC-BY-SA-4.0".into(), &"Léa".into())
    );
    let sheet = server.open("/ressources/le-cercle-de-parole");
    let hint = "Commencez sans titre";
    assert!(made["body"].as_str().unwrap().contains(hint));
    assert!(
        !sheet.text().contains(hint),
        "hints to writers are shown to readers"
    );
}

#[test]
fn a_red_link_leads_to_a_form_that_knows_the_address() {
    let server = Server::with_content();
    server.create_page("Avec un manque", "Voir [[ce-qui-manque|ce qui manque]].\n");
    let red = server
        .open("/ressources/avec-un-manque")
        .values("a.missing", "href")
        .remove(0);
    let choice = server.get(&red).expect(200).page();
    let next = choice
        .links()
        .into_iter()
        .find(|link| link.starts_with("/deposer/page"));
    let step2 = server.open(&next.unwrap_or(red));
    let step3 = step2
        .links()
        .into_iter()
        .find(|link| link.starts_with("/deposer/page/formulaire"));
    let form = server.open(&step3.unwrap()).form("/deposer/page");
    assert_eq!(form.value("slug"), "ce-qui-manque");
    let published = form
        .fill("title", "Enfin là")
        .fill("body", "Voilà.\n")
        .stating_own()
        .press(&server, "publish")
        .expect(303);
    assert_eq!(published.location(), "/ressources/ce-qui-manque?depose=1");
}

#[test]
fn a_file_says_what_it_is() {
    let Some(documents) = shared_data("documents") else {
        return;
    };
    let server = Server::with_content();
    let step2 = server.open("/deposer/outil");
    let guide = std::fs::read(documents.join("guide.docx")).unwrap();
    let step3 = step2
        .form(&upload_path(&step2))
        .choose("file", "guide.docx", "application/octet-stream", &guide)
        .send(&server);
    let form = step3.expect(200).page().form("/deposer/outil");
    let expected = std::fs::read_to_string(documents.join("expected.tsv")).unwrap();
    assert!(expected.contains("guide.docx"));
    assert!(
        form.value("title").len() > 3,
        "titled by the document: {:?}",
        form.value("title")
    );
    let published = form
        .fill("body", "Un guide.\n")
        .stating_own()
        .press(&server, "publish")
        .expect(303);
    let slug = published
        .location()
        .trim_start_matches("/ressources/")
        .trim_end_matches("?depose=1")
        .to_owned();
    let file = server.get(&format!("/api/v1/resources/{slug}")).json()["files"][0].clone();
    assert_eq!(
        file["media_type"],
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    );
}
