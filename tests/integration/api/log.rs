//! The change log, for whoever follows it.

use super::has;
use crate::harness::Server;
use serde_json::json;

#[test]
fn the_change_log_is_read_in_order() {
    let server = Server::with_content();
    let before = server.position();
    let slug = server.create_page("Suivie", "Un.\n");
    server
        .send_form(
            &format!("/ressources/{slug}/renommer"),
            &[("slug", "suivie-de-pres")],
        )
        .expect(303);
    server
        .send_json(
            "DELETE",
            "/api/v1/resources/suivie-de-pres",
            &json!({"reason": "Fini"}),
        )
        .expect(204);

    let part = server
        .get(&format!("/api/v1/changes?after={before}"))
        .expect(200)
        .json();
    let changes = part["changes"].as_array().unwrap();
    let actions: Vec<_> = changes
        .iter()
        .map(|change| change["action"].as_str().unwrap())
        .collect();
    assert_eq!(actions, ["created", "renamed", "withdrawn"]);
    for (index, change) in changes.iter().enumerate() {
        has(
            change,
            &[
                "seq", "at", "slug", "revision", "action", "author", "summary",
            ],
        );
        assert_eq!(change["seq"], before + 1 + index as u64);
    }
    assert_eq!(part["next"], before + 3);
    let nothing = server
        .get(&format!("/api/v1/changes?after={}", before + 3))
        .json();
    assert_eq!(
        (
            nothing["changes"].as_array().unwrap().len(),
            &nothing["next"]
        ),
        (0, &(before + 3).into())
    );

    let (mut after, mut seen) = (0, Vec::new());
    loop {
        let part = server
            .get(&format!("/api/v1/changes?after={after}&limit=7"))
            .json();
        let changes = part["changes"].as_array().unwrap();
        if changes.is_empty() {
            break;
        }
        assert!(changes.len() <= 7);
        seen.extend(changes.iter().map(|change| change["seq"].as_u64().unwrap()));
        after = part["next"].as_u64().unwrap();
    }
    assert_eq!(
        seen,
        (1..=before + 3).collect::<Vec<_>>(),
        "no gap, nothing twice"
    );
}
