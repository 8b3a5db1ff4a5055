//! Things to store.

use crate::{Act, Outcome, Proposal, Records};
use jiff::Timestamp;
use model::{
    Actor, Cause, Change, Content, Event, Kind, Line, ResourceId, RevisionNumber, Seq, Slug,
    Summary,
};
use serde_json::json;
use uuid::Uuid;

pub(crate) fn resource(number: u64) -> ResourceId {
    ResourceId(Uuid::from_u128(u128::from(number)))
}

pub(crate) fn slug(text: &str) -> Slug {
    Slug::parse(text).unwrap()
}

pub(crate) fn summary(text: &str) -> Summary {
    Summary::parse(text).unwrap()
}

/// A content with something in every part that could be lost on the way.
pub(crate) fn content(body: &str) -> Box<Content> {
    let content = json!({
        "title": "Le débat mouvant — « œufs »",
        "kind": "fiche",
        "licence": "CC-BY-SA-4.0",
        "authors": [{ "name": "Pôle de ressources", "role": "conception" }],
        "tags": ["animation", "débat"],
        "created": "2026-01-15",
        "fields": { "duree": "45 min", "participants": 12, "part": 0.1, "public": ["adultes", "enfants"] },
        "files": [{
            "name": "affiche.pdf", "sha256": "ab".repeat(32), "size_bytes": 7, "media_type": "application/pdf"
        }],
        "derived_from": [{ "url": "https://example.org/", "licence": "CC-BY-4.0" }],
        "extra": { "zeta": 1, "alpha": { "x": [null, 1.5] } },
        "body": body,
    });
    Box::new(serde_json::from_value(content).unwrap())
}

pub(crate) fn kind(id: &str, order: i64, label: &str) -> Box<Kind> {
    let toml = format!(
        "format = 1\nid = \"{id}\"\norder = {order}\nicon = \"i\"\ncolour = \"c\"\n\
         label = {{ fr = \"{label}\", en = \"{label}\" }}\nplural = {{ fr = \"F\", en = \"S\" }}\n\
         description = {{ fr = \"Une.\", en = \"One.\" }}\n"
    );
    Box::new(Kind::parse(&toml).unwrap())
}

pub(crate) fn at(second: i64) -> Timestamp {
    Timestamp::from_second(1_790_000_000 + second).unwrap()
}

pub(crate) fn proposal(act: Act) -> Proposal {
    Proposal {
        at: at(1),
        by: Actor::Signed(Line::parse("Ève").unwrap()),
        summary: Some(summary("Pour voir")),
        act,
    }
}

pub(crate) fn create(number: u64, address: &str) -> Proposal {
    create_with(number, address, &[])
}

pub(crate) fn create_with(number: u64, address: &str, redirects: &[&str]) -> Proposal {
    proposal(Act::Create {
        resource: resource(number),
        slug: slug(address),
        redirects: redirects.iter().map(|text| slug(text)).collect(),
        content: content("premier\n"),
    })
}

pub(crate) fn revise(number: u64, base: u32, body: &str) -> Proposal {
    revise_as(number, base, Cause::Edit, body)
}

pub(crate) fn revise_as(number: u64, base: u32, cause: Cause, body: &str) -> Proposal {
    proposal(Act::Revise {
        resource: resource(number),
        base: RevisionNumber(base),
        cause,
        content: content(body),
    })
}

pub(crate) fn rename(number: u64, to: &str) -> Proposal {
    proposal(Act::Rename {
        resource: resource(number),
        to: slug(to),
    })
}

pub(crate) fn withdraw(number: u64) -> Proposal {
    proposal(Act::Withdraw {
        resource: resource(number),
        reason: summary("doublon"),
    })
}

pub(crate) fn define(kind: Box<Kind>) -> Proposal {
    proposal(Act::DefineKind { kind })
}

/// A change that creates a resource.
pub(crate) fn change(seq: u64) -> Change {
    Change {
        seq: Seq(seq),
        at: at(2),
        by: Actor::Anonymous,
        summary: None,
        event: Event::Created {
            resource: resource(seq),
            slug: slug("adresse"),
            redirects: Vec::new(),
            content: content("texte\n"),
        },
    }
}

pub(crate) async fn one(records: &dyn Records, proposal: Proposal) -> Outcome {
    let mut outcomes = records.commit(vec![proposal]).await.unwrap();
    assert_eq!(outcomes.len(), 1);
    outcomes.remove(0)
}

/// Something of everything: three resources, one renamed there and back, one withdrawn and restored, two kinds.
pub(crate) fn story() -> Vec<Proposal> {
    vec![
        define(kind("fiche", 1, "Fiche")),
        create(1, "un"),
        create_with(2, "deux", &["ii", "zwei"]),
        revise(1, 1, "deuxième\n"),
        rename(2, "two"),
        create(3, "trois"),
        withdraw(3),
        revise(2, 1, "autre\n"),
        rename(2, "deux"),
        define(kind("outil", 0, "Outil")),
        revise_as(
            3,
            1,
            Cause::Restore {
                of: RevisionNumber(1),
            },
            "revenu\n",
        ),
        define(kind("fiche", 1, "Fiche pratique")),
        withdraw(1),
    ]
}

pub(crate) async fn tell_story(records: &dyn Records) {
    for (index, proposal) in story().into_iter().enumerate() {
        let outcome = one(records, proposal).await;
        assert!(
            matches!(outcome, Outcome::Committed { seq, .. } if seq.0 == index as u64 + 1),
            "{outcome:?}"
        );
    }
}
