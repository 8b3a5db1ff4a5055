//! What ships with the program: the sheets and the templates that new sheets begin with.

use crate::harness::{Server, follow, repository, spaced};
use std::path::PathBuf;

fn content() -> PathBuf {
    repository().join("content")
}

/// Paths and texts of the shipped sheets.
fn sheets() -> Vec<(PathBuf, String)> {
    let mut sheets = Vec::new();
    let mut folders = vec![content()];
    while let Some(folder) = folders.pop() {
        for entry in folder.read_dir().unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "md") {
                let text = std::fs::read_to_string(&path).unwrap();
                sheets.push((path, text));
            }
        }
    }
    assert!(sheets.len() > 30, "{} sheets", sheets.len());
    sheets
}

/// The lines of a sheet that are prose, without what stands between backticks.
fn prose(text: &str) -> impl Iterator<Item = String> {
    let mut code = false;
    text.lines().filter_map(move |line| {
        let fence = line.trim_start().starts_with("```");
        code ^= fence;
        (!code && !fence).then(|| line.split('`').step_by(2).collect())
    })
}

#[test]
fn no_shipped_line_can_begin_with_a_mark() {
    for (path, text) in sheets() {
        for line in prose(&text) {
            let loose = [" ;", " ?", " »", "« "]
                .iter()
                .any(|mark| line.contains(mark))
                || [" : ", " ! "].iter().any(|mark| line.contains(mark))
                || line.ends_with(" :");
            assert!(!loose, "{}: {line}", path.display());
        }
    }
}

#[test]
fn a_link_within_a_sentence_has_words_of_its_own() {
    for (path, text) in sheets() {
        for line in prose(&text) {
            let bare = line.split("[[").skip(1).any(|after| {
                let target = after.split("]]").next().unwrap_or_default();
                !target.contains('|')
            });
            let alone = line.starts_with("- [[") || line.starts_with("![[");
            let listed = alone && line.ends_with("]]");
            assert!(
                !bare || listed || line.starts_with('|'),
                "{}: {line}",
                path.display()
            );
        }
    }
}

#[test]
fn links_between_shipped_sheets_lead_somewhere() {
    let sheets = sheets();
    let slugs: Vec<_> = sheets
        .iter()
        .filter_map(|(path, _)| path.file_stem()?.to_str())
        .collect();
    for (path, text) in &sheets {
        for line in prose(text) {
            for after in line.split("[[").skip(1) {
                let slug = after.split(['|', '#', ']']).next().unwrap_or_default();
                assert!(slugs.contains(&slug), "{}: [[{slug}]]", path.display());
            }
        }
    }
}

#[test]
fn an_untouched_template_publishes_nothing_of_its_advice() {
    let server = Server::with_content();
    for entry in content().join("kinds").read_dir().unwrap() {
        let path = entry.unwrap().path();
        let kind = path.file_stem().unwrap().to_str().unwrap();
        let form = server
            .open(&format!("/deposer/{kind}/formulaire"))
            .form(&format!("/deposer/{kind}"));
        let template = form.value("body").to_owned();
        let advice: Vec<String> = template
            .lines()
            .map(|line| spaced(line.trim_matches(['<', '!', '-', '>', '#', ' '])))
            .filter(|line| !line.is_empty())
            .collect();
        assert!(!advice.is_empty(), "{kind} has no template");
        let title = format!("Rien encore, {kind}");
        let filled = form.fill("title", &title).stating_own();
        let published = filled.press(&server, "publish");
        let text = spaced(&follow(&server, &published).text());
        assert!(text.contains(&title), "{text}");
        for line in advice {
            assert!(!text.contains(&line), "{kind}: {line}");
        }
    }
}
