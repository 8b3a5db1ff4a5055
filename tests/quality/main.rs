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

use judged::{HITS, Judged};
use serde::Deserialize;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, ExitCode, Stdio};

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
        println!("skipped: no shared data");
        return ExitCode::SUCCESS;
    };
    let folder = tempfile::tempdir().unwrap();
    write_documents(&set, &folder.path().join("source"));
    let imported = program(folder.path(), &["import", "source"])
        .status()
        .unwrap();
    assert!(imported.success());
    let (mut server, address) = serve(folder.path());
    let queries = judged::queries(&set).unwrap();
    let mut unanswered = Vec::new();
    let each = queries.iter().map(|judged| {
        let hits = ask(&address, judged);
        if hits.is_empty() {
            unanswered.push(judged.text.as_str());
        }
        (judged, judged.figures(&hits))
    });
    let means = judged::means(each);
    server.kill().unwrap();
    server.wait().unwrap();
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

fn program(folder: &Path, arguments: &[&str]) -> Command {
    let mut program = Command::new(env!("CARGO_BIN_EXE_ressourcotheque"));
    program
        .args(arguments)
        .args(["--data", "data"])
        .current_dir(folder)
        .stderr(Stdio::null());
    program
}

/// Serves the library; the process and its `ADDR:PORT`.
fn serve(folder: &Path) -> (Child, String) {
    let mut child = program(folder, &["serve", "--listen", "127.0.0.1:0"])
        .env("RESSOURCOTHEQUE_LIMITS", "off")
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap())
        .lines()
        .map_while(Result::ok);
    let address = lines
        .find_map(|line| line.strip_prefix("listening on http://").map(str::to_owned))
        .unwrap();
    // whatever it still says must find a reader
    std::thread::spawn(move || lines.for_each(drop));
    (child, address)
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
