//! The map holds: which crate may use which, and what may be built on from outside.

use crate::harness::repository;
use serde_json::Value;
use spdx::{Expression, Licensee};
use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

/// The allowed edges. A new one is a decision, written down in `ARCHITECTURE.md`.
const EDGES: [(&str, &[&str]); 13] = [
    ("licensing", &[]),
    ("citation", &[]),
    ("confinement", &[]),
    ("marking", &["confinement"]),
    ("markup", &[]),
    ("extraction", &["confinement"]),
    ("theming", &[]),
    ("model", &["licensing"]),
    ("storage", &["model"]),
    ("search", &["model"]),
    (
        "library",
        &[
            "extraction",
            "licensing",
            "marking",
            "markup",
            "model",
            "search",
            "storage",
        ],
    ),
    (
        "server",
        &[
            "citation",
            "library",
            "licensing",
            "markup",
            "model",
            "theming",
        ],
    ),
    (
        "ressourcotheque",
        &[
            "extraction",
            "library",
            "licensing",
            "marking",
            "markup",
            "model",
            "search",
            "server",
            "storage",
            "theming",
        ],
    ),
];

/// What cargo knows of the workspace; of the whole graph it may have to fetch manifests for other systems first.
fn metadata(more: &[&str]) -> Value {
    let manifest = repository().join("Cargo.toml");
    let read = |network: &[&str]| {
        let mut command = Command::new(env!("CARGO"));
        command
            .args([
                "metadata",
                "--format-version",
                "1",
                "--locked",
                "--manifest-path",
            ])
            .arg(&manifest);
        command.args(more).args(network).output().unwrap()
    };
    let offline = read(&["--offline"]);
    let output = if offline.status.success() {
        offline
    } else {
        read(&[])
    };
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    serde_json::from_slice(&output.stdout).unwrap()
}

/// The one list of what is allowed, which `cargo deny` reads as well.
fn deny() -> toml::Table {
    std::fs::read_to_string(repository().join("deny.toml"))
        .unwrap()
        .parse()
        .unwrap()
}

fn texts(value: &toml::Value) -> BTreeSet<String> {
    value
        .as_array()
        .unwrap()
        .iter()
        .map(|text| text.as_str().unwrap().to_owned())
        .collect()
}

fn text<'a>(value: &'a Value, name: &str) -> &'a str {
    value[name].as_str().unwrap_or_default()
}

#[test]
fn arrows_go_down_never_sideways() {
    let members = metadata(&["--no-deps"]);
    let members = members["packages"].as_array().unwrap();
    let names: BTreeSet<&str> = members.iter().map(|member| text(member, "name")).collect();
    let allowed: BTreeMap<&str, &[&str]> = EDGES.into();
    assert_eq!(
        names,
        allowed.keys().copied().collect(),
        "a room was added or taken away"
    );
    for member in members {
        let name = text(member, "name");
        for dependency in member["dependencies"].as_array().unwrap() {
            let used = text(dependency, "name");
            // a crate's own tests may use what they like below it
            let dev = dependency["kind"] == "dev"
                && EDGES.iter().position(|(other, _)| *other == used)
                    < EDGES.iter().position(|(other, _)| *other == name);
            let ours = names.contains(used);
            assert!(
                !ours || dev || allowed[name].contains(&used),
                "{name} may not use {used}"
            );
        }
    }
}

#[test]
fn nobody_knows_what_they_must_never_know() {
    let members = metadata(&["--no-deps"]);
    let only: [(&str, &[&str]); 9] = [
        ("actix-web", &["server"]),
        ("actix-multipart", &["server"]),
        ("clap", &["ressourcotheque"]),
        ("indicatif", &["ressourcotheque"]),
        ("sled", &["storage"]),
        ("tantivy", &["search"]),
        ("minijinja", &["theming"]),
        ("pulldown-cmark", &["markup"]),
        ("ammonia", &["markup"]),
    ];
    for member in members["packages"].as_array().unwrap() {
        for dependency in member["dependencies"]
            .as_array()
            .unwrap()
            .iter()
            .filter(|dependency| dependency["kind"].is_null())
        {
            for (used, by) in only {
                let name = text(member, "name");
                assert!(
                    text(dependency, "name") != used || by.contains(&name),
                    "{name} may not know {used}"
                );
            }
        }
    }
}

#[test]
fn every_member_states_the_same_terms() {
    let members = metadata(&["--no-deps"]);
    for member in members["packages"].as_array().unwrap() {
        let name = text(member, "name");
        assert_eq!(text(member, "license"), "AGPL-3.0-or-later", "{name}");
        assert!(!text(member, "rust_version").is_empty(), "{name}");
        assert!(!text(member, "description").is_empty(), "{name}");
    }
}

/// The packages of the whole graph that are not ours.
fn others() -> Vec<Value> {
    let whole = metadata(&[]);
    let packages = whole["packages"].as_array().unwrap().iter();
    let others: Vec<_> = packages
        .filter(|package| !package["source"].is_null())
        .cloned()
        .collect();
    assert!(others.len() > 100, "the graph is read whole");
    others
}

#[test]
fn what_we_build_on_is_free_and_allowed() {
    let deny = deny();
    let allowed: Vec<Licensee> = texts(&deny["licenses"]["allow"])
        .iter()
        .map(|id| Licensee::parse(id).unwrap())
        .collect();
    let mut used = BTreeSet::new();
    for package in others() {
        let name = text(&package, "name");
        // some old manifests write "MIT/Apache-2.0"
        let written = text(&package, "license").replace('/', " OR ");
        assert!(!written.is_empty(), "{name} names no licence");
        let terms = Expression::parse(&written)
            .unwrap_or_else(|error| panic!("{name}: {written}: {error}"));
        let fits = terms.evaluate(|wanted| {
            let found = allowed.iter().find(|licensee| licensee.satisfies(wanted));
            used.extend(found.map(ToString::to_string));
            found.is_some()
        });
        assert!(
            fits,
            "{name} is under {written}, which deny.toml does not allow"
        );
    }
    let listed: BTreeSet<String> = allowed.iter().map(ToString::to_string).collect();
    assert_eq!(listed, used, "deny.toml allows what nothing needs");
}

#[test]
fn nothing_banned_and_nothing_from_elsewhere() {
    let deny = deny();
    let banned: BTreeSet<String> = deny["bans"]["deny"]
        .as_array()
        .unwrap()
        .iter()
        .map(|ban| ban["crate"].as_str().unwrap().to_owned())
        .collect();
    for name in ["openssl-sys", "aws-lc-sys", "h2", "serde_yml"] {
        assert!(banned.contains(name), "{name} must be banned");
    }
    let registries = texts(&deny["sources"]["allow-registry"]);
    for package in others() {
        let name = text(&package, "name");
        assert!(!banned.contains(name), "{name} is banned by deny.toml");
        let source = text(&package, "source").trim_start_matches("registry+");
        assert!(registries.contains(source), "{name} comes from {source}");
    }
}
