//! The theme that is shipped: its sentences, in its templates and in the code that uses them.

#![expect(
    clippy::unwrap_used,
    reason = "a test that meets a surprise should stop there"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use theming::{Source, Theme};

fn at_root(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../..")
        .join(path)
}

/// Name and text of all files with that ending below a folder.
fn texts(folder: &str, ending: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut open = vec![at_root(folder)];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
            } else if path.extension().is_some_and(|it| it == ending) {
                found.push((
                    path.display().to_string(),
                    fs::read_to_string(&path).unwrap(),
                ));
            }
        }
    }
    assert!(!found.is_empty());
    found
}

/// Keys of a message file with the arguments of each.
fn messages(language: &str) -> BTreeMap<String, BTreeSet<String>> {
    let text =
        fs::read_to_string(at_root(&format!("themes/default/messages/{language}.ftl"))).unwrap();
    let mut messages: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut key = String::new();
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        if let Some((name, _)) = line
            .split_once(" =")
            .filter(|_| line.starts_with(|c: char| c.is_ascii_lowercase()))
        {
            name.clone_into(&mut key);
            assert!(
                messages.insert(key.clone(), BTreeSet::new()).is_none(),
                "{language}: {key} is there twice"
            );
        }
        // an argument with the name of a language is what others say in it: each language has its own
        let own = |name: &str| if name == language { "own" } else { name }.to_owned();
        let arguments = line.split('$').skip(1).map(|rest| own(word(rest)));
        messages.entry(key.clone()).or_default().extend(arguments);
    }
    messages.remove("");
    messages
}

fn word(text: &str) -> &str {
    let end = text.find(|c: char| !c.is_ascii_alphanumeric() && c != '_' && c != '-');
    &text[..end.unwrap_or(text.len())]
}

/// What templates ask for: whole keys, and beginnings of keys (`"facet-" ~ name`), with the
/// arguments given to whole keys.
fn asked() -> (BTreeMap<String, BTreeSet<String>>, BTreeSet<String>) {
    let (mut keys, mut beginnings) = (
        BTreeMap::new(),
        BTreeSet::from(["date-".to_owned(), "size-".to_owned()]),
    );
    for (_, text) in texts("themes/default/templates", "html") {
        for call in text
            .split(" t(\"")
            .skip(1)
            .chain(text.split("{t(\"").skip(1))
            .chain(text.split("(t(\"").skip(1))
        {
            let (key, rest) = call.split_once('"').unwrap();
            if rest.trim_start().starts_with('~') {
                beginnings.insert(key.to_owned());
                continue;
            }
            let call = rest.split(')').next().unwrap();
            let arguments = call.split(',').skip(1).filter_map(|it| it.split_once('='));
            let names: BTreeSet<String> =
                arguments.map(|(name, _)| name.trim().to_owned()).collect();
            keys.entry(key.to_owned()).or_insert(names);
        }
        // `own(form.slug, "slug")` asks for `form-slug-label` and `-help`.
        for call in text.split("own(").skip(1) {
            let own = call
                .split(')')
                .next()
                .and_then(|call| call.split('"').nth(1));
            if let Some(name) = own.filter(|name| !name.is_empty()) {
                keys.insert(format!("form-{name}-label"), BTreeSet::new());
                keys.insert(format!("form-{name}-help"), BTreeSet::new());
            }
        }
    }
    (keys, beginnings)
}

#[test]
fn both_languages_have_the_same_sentences_with_the_same_arguments() {
    let (french, english) = (messages("fr"), messages("en"));
    for (key, arguments) in &french {
        assert_eq!(Some(arguments), english.get(key), "{key}");
    }
    assert_eq!(french.len(), english.len());
}

#[test]
fn templates_ask_only_for_sentences_that_exist_and_give_their_arguments() {
    let messages = messages("fr");
    let (keys, beginnings) = asked();
    for (key, given) in keys {
        assert_eq!(messages.get(&key), Some(&given), "{key}");
    }
    for beginning in beginnings {
        assert!(
            messages.keys().any(|key| key.starts_with(&beginning)),
            "{beginning}"
        );
    }
}

#[test]
fn no_sentence_is_left_over() {
    let (keys, mut beginnings) = asked();
    beginnings.remove("form-");
    let code: Vec<String> = texts("crates/server/src", "rs")
        .into_iter()
        .map(|(_, text)| text)
        .collect();
    let in_code = |text: &str| code.iter().any(|code| code.contains(text));
    for key in messages("fr").keys() {
        let by_template = keys.contains_key(key)
            || beginnings
                .iter()
                .any(|it| it.len() > 1 && key.starts_with(it.as_str()));
        // the sentences of an input are found by its name: `form-{name}-label`, `form-{name}-{choice}-then`
        let of_input = key.strip_prefix("form-").is_some_and(|rest| {
            rest.match_indices('-')
                .any(|(at, _)| in_code(&format!("\"{}\"", &rest[..at])))
        });
        let by_code = of_input
            || in_code(&format!("\"{key}\""))
            || key
                .match_indices('-')
                .any(|(at, _)| in_code(&format!("\"{}-{{", &key[..at])));
        assert!(by_template || by_code, "nobody says {key}");
    }
}

#[test]
fn code_names_only_sentences_that_exist() {
    let messages = messages("fr");
    for (file, text) in texts("crates/server/src", "rs") {
        for call in text
            .split("Message::new(\"")
            .skip(1)
            .chain(text.split(".say(\"").skip(1))
        {
            let key = call.split('"').next().unwrap();
            assert!(messages.contains_key(key), "{file}: {key}");
        }
    }
}

#[test]
fn every_reason_for_a_refusal_has_its_sentence() {
    let source = fs::read_to_string(at_root("crates/model/src/problem.rs")).unwrap();
    let codes = source
        .split("=> \"")
        .skip(1)
        .filter_map(|rest| rest.split('"').next());
    let messages = messages("fr");
    let mut count = 0;
    for code in codes {
        assert!(messages.contains_key(&format!("reason-{code}")), "{code}");
        count += 1;
    }
    assert!(count >= 20, "{count} codes found");
}

/// A template without what the engine replaces.
fn without_tags(template: &str) -> String {
    let mut text = template.to_owned();
    for (open, close) in [("{#", "#}"), ("{%", "%}"), ("{{", "}}")] {
        while let Some(start) = text.find(open) {
            let length = text[start..].find(close).unwrap() + 2;
            text.replace_range(start..start + length, "");
        }
    }
    text
}

#[test]
fn templates_hold_no_words_of_a_language() {
    for (file, template) in texts("themes/default/templates", "html") {
        let text = without_tags(&template);
        for piece in text.split('<').skip(1) {
            let (tag, after) = piece.split_once('>').unwrap_or((piece, ""));
            assert!(
                !after.chars().any(char::is_alphabetic),
                "{file}: “{}”",
                after.trim()
            );
            for attribute in ["title", "alt", "aria-label", "placeholder"] {
                let value = tag
                    .split(&format!(" {attribute}=\""))
                    .nth(1)
                    .and_then(|rest| rest.split('"').next());
                assert!(
                    !value.is_some_and(|value| value.chars().any(char::is_alphabetic)),
                    "{file}: {tag}"
                );
            }
        }
        for expression in template
            .split("{{")
            .skip(1)
            .filter_map(|rest| rest.split("}}").next())
        {
            assert!(expression.is_ascii(), "{file}: {expression}");
        }
    }
}

#[test]
fn templates_leave_escaping_alone() {
    for (file, template) in texts("themes/default/templates", "html") {
        let tight: String = template.chars().filter(|c| !c.is_whitespace()).collect();
        assert!(
            !tight.contains("|safe") && !tight.contains("autoescape"),
            "{file}"
        );
    }
}

#[test]
fn it_loads_and_names_every_icon_and_asset_that_templates_ask_for() {
    let theme = Theme::load_strict(vec![Source::folder(at_root("themes/default"))]).unwrap();
    for (file, template) in texts("themes/default/templates", "html") {
        for path in template
            .split("asset(\"")
            .skip(1)
            .filter_map(|rest| rest.split('"').next())
        {
            assert!(theme.asset(path).is_some(), "{file}: {path}");
        }
        for call in template.split("icon(\"").skip(1) {
            let (name, rest) = call.split_once('"').unwrap();
            let icon = at_root(&format!("themes/default/icons/{name}.svg"));
            assert!(
                rest.trim_start().starts_with('~') || icon.is_file(),
                "{file}: {name}"
            );
        }
    }
}

#[test]
fn every_type_of_field_and_file_and_every_licence_symbol_has_an_icon() {
    let fields = [
        "text", "number", "range", "duration", "date", "choice", "choices", "resource", "place",
        "url", "email", "file",
    ];
    let media = [
        "pdf", "slides", "sheet", "text", "image", "sound", "video", "archive", "file",
    ];
    let symbols = ["cc", "by", "sa", "nc", "nd", "zero", "pd"];
    let named = |prefix: &str, names: &[&str]| -> Vec<String> {
        names
            .iter()
            .map(|name| format!("{prefix}-{name}"))
            .collect()
    };
    for name in [
        named("field", &fields),
        named("media", &media),
        named("cc", &symbols),
    ]
    .concat()
    {
        let icon = fs::read_to_string(at_root(&format!("themes/default/icons/{name}.svg")))
            .unwrap_or_default();
        assert!(icon.starts_with("<svg "), "{name}");
    }
    let messages = messages("fr");
    for name in named("media", &media) {
        assert!(messages.contains_key(&name), "{name}");
    }
}

#[test]
fn nothing_is_asked_of_another_site() {
    for ending in ["css", "js"] {
        for (file, text) in texts("themes/default/assets", ending) {
            assert!(
                !text.contains("http://")
                    && !text.contains("https://")
                    && !text.contains("@import"),
                "{file}"
            );
        }
    }
}
