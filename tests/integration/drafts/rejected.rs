//! A text that was rejected is at its own address until it is used or dropped, whatever its author does next.

use super::{API, BODY, EDIT, conflict, draft_of, drafts_of, saved_meanwhile};
use crate::harness::{Page, Server};
use serde_json::json;

/// A second conflict from the form of the first; mine are of the evening.
fn second_conflict(server: &Server, page: &Page) -> Page {
    saved_meanwhile(server, 2, "Les siestes au bureau");
    page.form(EDIT)
        .fill("body", &BODY.replace("Les siestes", "Les siestes du soir"))
        .press(server, "save")
        .expect(409)
        .page()
}

#[test]
fn each_conflict_keeps_its_own_text_until_one_is_saved() {
    let server = Server::empty();
    let page = conflict(&server);
    let first = draft_of(&page);
    let second = second_conflict(&server, &page);
    second.shows(&["Les siestes courtes", "Les siestes au bureau"]);
    let both = drafts_of(&second);
    assert_eq!(both.len(), 2, "{both:?}");
    assert!(both.contains(&first));
    let other = both.iter().find(|path| **path != first).unwrap();
    server.open(&first).shows(&["Les siestes longues"]);
    server.open(other).shows(&["Les siestes du soir"]);

    // the same text once more needs no third address
    let same = second.form(EDIT).press(&server, "preview").expect(200);
    assert_eq!(drafts_of(&same.page()), both, "a preview carries them too");
    let settled = BODY.replace("Les siestes", "Les siestes de chacun");
    let saved = second.form(EDIT).fill("body", &settled);
    saved.press(&server, "save").expect(303);
    for path in &both {
        server.get(path).expect(404);
    }
}

#[test]
fn who_takes_the_words_of_others_is_asked_about_their_own() {
    let server = Server::empty();
    let page = conflict(&server);
    let first = draft_of(&page);
    let second = second_conflict(&server, &page);
    let position = server.position();
    let theirs = BODY.replace("Les siestes", "Les siestes au bureau");
    let saved = second
        .form(EDIT)
        .fill("body", &theirs)
        .press(&server, "save")
        .expect(303);
    assert_eq!(server.position(), position, "nothing had changed");
    let asked = server.open(&saved.location());
    asked.shows(&["Rien n’avait changé", "est toujours gardé à son adresse"]);
    assert_eq!(drafts_of(&asked).len(), 2);
    server.open(&first).shows(&["Les siestes longues"]);
    let latest = saved.location();
    let latest = latest.split("/supprimer").next().unwrap();
    server.open(latest).shows(&["Les siestes du soir"]);
    asked
        .form(&format!("{latest}/supprimer"))
        .send(&server)
        .expect(303);
    server.get(latest).expect(404);
    server.open(&first).shows(&["Les siestes longues"]);
}

#[test]
fn a_text_for_a_sheet_that_was_withdrawn_meanwhile_is_kept_and_published_elsewhere() {
    let server = Server::empty();
    server.create_page("Le sommeil", BODY);
    let mine = server
        .open(EDIT)
        .form(EDIT)
        .fill("body", &BODY.replace("Les siestes", "Les siestes longues"));
    server
        .send_json("DELETE", API, &json!({"reason": "Doublon."}))
        .expect(204);
    let refused = mine.press(&server, "save").expect(410).page();
    refused.shows(&["a été retirée depuis"]);
    let path = draft_of(&refused);
    server.open(&path).shows(&["Les siestes longues"]);
    let form = refused.form("/deposer/page");
    assert!(form.value("body").contains("Les siestes longues"));
    let filled = form.fill("title", "Les siestes").stating_own();
    let published = filled.press(&server, "publish");
    published.expect(303);
    server.get(&path).expect(404);
}

#[test]
fn a_form_whose_base_is_not_there_goes_on_from_the_first_revision() {
    let server = Server::empty();
    server.create_page("Le sommeil", BODY);
    let mine = BODY.replace("Les siestes", "Les siestes longues");
    let form = server.open(EDIT).form(EDIT).fill("body", &mine);
    let refused = form.fill("base_revision", "7").press(&server, "save");
    let page = refused.expect(404).page();
    let path = draft_of(&page);
    server.open(&path).shows(&["Les siestes longues"]);
    let form = page.form(EDIT);
    assert_eq!(form.value("base_revision"), "1");
    form.press(&server, "save").expect(303);
    server
        .open("/ressources/le-sommeil")
        .shows(&["Les siestes longues"]);
    server.get(&path).expect(404);
}
