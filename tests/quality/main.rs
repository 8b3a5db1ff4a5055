//! How good the answers of the real program are: `cargo test --release -p ressourcotheque --test quality`.
//!
//! Writes the development set beside the project as a folder, imports it into a fresh library, serves that, asks the public
//! API for every query, prints nDCG@10, MRR@10 and recall@20 by group, and fails below what must be reached.
#![expect(
    clippy::unwrap_used,
    reason = "a measurement that meets a surprise should stop there"
)]

#[path = "../../crates/search/tests/behaviour/judged.rs"]
mod judged;
#[path = "../program.rs"]
mod program;

use judged::{HITS, Judged};
use program::Program;
use serde::Deserialize;
use std::path::Path;
use std::process::ExitCode;

/// What must be reached over all queries.
const LEAST: f64 = 0.84;
/// What must be reached in every group of queries.
const LEAST_OF_GROUP: f64 = 0.60;

#[derive(Deserialize)]
struct Document {
    id: String,
    title: String,
    kind: String,
    body: String,
}

#[derive(Deserialize)]
struct Answer {
    hits: Vec<Hit>,
}

#[derive(Deserialize)]
struct Hit {
    slug: String,
}

fn main() -> ExitCode {
    let Some(set) = judged::folder() else {
        return ExitCode::SUCCESS;
    };
    let folder = tempfile::tempdir().unwrap();
    write_documents(&set, &folder.path().join("source"));
    program::run(folder.path(), &["import", "source"]);
    let server = Program::serve(folder.path());
    let queries = judged::queries(&set).unwrap();
    let mut unanswered = Vec::new();
    let each = queries.iter().map(|judged| {
        let hits = ask(&server.address, judged);
        if hits.is_empty() {
            unanswered.push(judged.text.as_str());
        }
        (judged, judged.figures(&hits))
    });
    let means = judged::means(each);
    server.stop();
    print!("{}", judged::table(&means));
    println!("without an answer: {unanswered:?}");
    let reached = |(group, least): (&String, f64)| means[group].ndcg >= least;
    let groups = means.keys().map(|group| (group, LEAST_OF_GROUP));
    let whole = (&"all".to_owned(), LEAST);
    if unanswered.is_empty() && groups.chain([whole]).all(reached) {
        ExitCode::SUCCESS
    } else {
        println!("less than {LEAST} over all, or than {LEAST_OF_GROUP} in a group, or no answer");
        ExitCode::FAILURE
    }
}

/// One page a document, its address the document's identifier.
fn write_documents(set: &Path, folder: &Path) {
    std::fs::create_dir(folder).unwrap();
    for line in std::fs::read_to_string(set.join("corpus.jsonl"))
        .unwrap()
        .lines()
    {
        let Document {
            id,
            title,
            kind,
            body,
        } = serde_json::from_str(line).unwrap();
        // a JSON string is a YAML string
        let (title, tag) = (serde_json::json!(title), serde_json::json!(kind));
        let text = format!(
            "---\ntitle: {title}\nkind: page\nlicence: CC-BY-SA-4.0\nlanguage: fr\ntags: [{tag}]\n---\n{body}\n"
        );
        std::fs::write(folder.join(format!("{id}.md")), text).unwrap();
    }
}

/// The addresses of the first hits.
fn ask(address: &str, judged: &Judged) -> Vec<String> {
    let answer: Answer = ureq::get(format!("http://{address}/api/v1/resources"))
        .query("q", &judged.text)
        .query("limit", HITS.to_string())
        .call()
        .unwrap()
        .body_mut()
        .read_json()
        .unwrap();
    answer.hits.into_iter().map(|hit| hit.slug).collect()
}
