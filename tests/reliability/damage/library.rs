//! The library that is damaged: 40 resources of several revisions, ten files; and every answer that it rightly gives.

use crate::contents::{Contents, hash, lasting};
use crate::harness::{Answer, Client, Launch, Multipart, Place, copy, kinds_only, ressourcotheque};
use anyhow::{Context, ensure};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Resources.
const RESOURCES: usize = 40;
/// One in that many has a file.
const ONE_IN: usize = 4;

/// Stands for an answer that broke off; no status of HTTP.
pub const BROKEN: u16 = 999;

/// An answer.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reply {
    /// HTTP status; [`BROKEN`] when the answer broke off.
    pub status: u16,
    /// Hash of the body; nothing for a page.
    pub body: String,
    /// Hash of what later revisions do not change of it; nothing but for revisions in JSON.
    pub lasting: String,
    /// The revision in it, if any.
    pub revision: Option<u64>,
}

impl Reply {
    fn of(answer: &Answer) -> Self {
        // a page names its request; what it shows is in the API too
        let page = answer.media_type.starts_with("text/html");
        let revision = answer.json().ok().filter(|json| json["revision"].is_u64());
        Self {
            status: answer.status,
            body: if page {
                String::new()
            } else {
                hash(&answer.body)
            },
            revision: revision.as_ref().and_then(|json| json["revision"].as_u64()),
            lasting: revision.map_or_else(String::new, |json| {
                hash(lasting(json).to_string().as_bytes())
            }),
        }
    }
}

/// The library and what it rightly answers.
pub struct Prepared {
    /// Its folder after a clean stop.
    pub stopped: PathBuf,
    /// Its folder after a SIGKILL.
    pub killed: PathBuf,
    /// A backup of it.
    pub backup: PathBuf,
    /// Where copies are made.
    pub scratch: tempfile::TempDir,
    /// Answers by path.
    pub right: BTreeMap<String, Reply>,
    /// The log.
    pub changes: Vec<Value>,
    /// What a search for the word of a resource answers, by its slug.
    pub found: BTreeMap<String, Value>,
}

impl Prepared {
    /// Writes it into the folder of a story.
    pub fn new(place: &Place) -> anyhow::Result<Self> {
        let (stopped, killed, backup) = (
            place.join("stopped"),
            place.join("killed"),
            place.join("whole.backup"),
        );
        let server = Launch::new(&killed)
            .content(&kinds_only(place.path())?)
            .start()?;
        write(&server.client())?;
        server.kill()?;
        copy(&killed, &stopped)?;
        let server = Launch::new(&stopped).start()?;
        let contents = Contents::read(&server.client())?;
        contents.found(&server.client())?;
        let paths = paths(&contents);
        let first = answers(&server.client(), &paths)?;
        let found = searches(&server.client(), contents.current.keys())?;
        server.stop()?;
        let again = Launch::new(&stopped).start()?;
        let right = answers(&again.client(), &paths)?;
        again.stop()?;
        ensure!(
            first == right,
            "the same question is not answered alike: {:?}",
            first
                .iter()
                .find(|(path, reply)| right.get(*path) != Some(reply))
        );
        ressourcotheque(&stopped, ["backup".as_ref(), backup.as_os_str()])?.ends(0)?;
        let memory = Path::new("/dev/shm");
        let scratch =
            tempfile::Builder::new()
                .prefix("damage-")
                .tempdir_in(if memory.is_dir() {
                    memory
                } else {
                    place.path()
                })?;
        Ok(Self {
            stopped,
            killed,
            backup,
            scratch,
            right,
            changes: contents.changes,
            found,
        })
    }
}

/// A word that only the latest text of a resource holds.
fn word(number: usize) -> String {
    let letter = |n: usize| char::from(b'a' + u8::try_from(n % 26).unwrap_or_default());
    format!("zq{}{}vek", letter(number / 26), letter(number))
}

fn write(client: &Client) -> anyhow::Result<()> {
    for number in 0..RESOURCES {
        let text = |revision: usize| {
            format!(
                "Fiche {number}, version {revision}. {}\n",
                "Un texte de quelque longueur sur l'animation. ".repeat(1 + number % 7)
            )
        };
        let sheet = json!({"title": format!("Fiche numero {number}"), "kind": "page", "licence": "CC-BY-SA-4.0",
            "tags": [format!("theme-{}", number % 5)], "body": text(1)});
        let created = client
            .json("POST", "/api/v1/resources", &sheet)?
            .expect(201)?
            .json()?;
        let slug = created["slug"].as_str().context("no slug")?;
        for revision in 2..=2 + number % 3 {
            let mut sheet = sheet.clone();
            sheet["base_revision"] = (revision - 1).into();
            sheet["body"] = format!("{} {}\n", text(revision).trim_end(), word(number)).into();
            client
                .json("PUT", &format!("/api/v1/resources/{slug}"), &sheet)?
                .expect(200)?;
        }
        if number % ONE_IN == 0 {
            let bytes = format!("fichier {number}\n").repeat(20 + number * 30);
            let form =
                Multipart::default().file("file", "joint.txt", "text/plain", bytes.as_bytes());
            client
                .multipart(&format!("/api/v1/resources/{slug}/files"), form)?
                .expect(201)?;
        }
    }
    Ok(())
}

/// Every address but the lists that grow.
fn paths(contents: &Contents) -> Vec<String> {
    let mut paths = vec!["/".to_owned(), "/licences".to_owned()];
    for (slug, number) in contents.revisions.keys() {
        paths.push(format!("/api/v1/resources/{slug}/revisions/{number}"));
    }
    for (slug, current) in &contents.current {
        paths.push(format!("/api/v1/resources/{slug}"));
        paths.push(format!("/ressources/{slug}"));
        if !current["files"].as_array().is_none_or(Vec::is_empty) {
            paths.push(format!("/ressources/{slug}/fichiers/joint.txt"));
        }
    }
    paths
}

/// What a server answers.
pub fn answers(client: &Client, paths: &[String]) -> anyhow::Result<BTreeMap<String, Reply>> {
    let mut answers = BTreeMap::new();
    for path in paths {
        let Ok(answer) = client.get(path) else {
            // whoever downloads is told in no uncertain terms that this is not the whole
            let reply = Reply {
                status: BROKEN,
                ..Reply::default()
            };
            answers.insert(path.clone(), reply);
            continue;
        };
        answers.insert(path.clone(), Reply::of(&answer));
    }
    Ok(answers)
}

/// What the searches for the words of resources answer, without scores, which depend on what was withdrawn when.
pub fn searches<'a>(
    client: &Client,
    slugs: impl Iterator<Item = &'a String>,
) -> anyhow::Result<BTreeMap<String, Value>> {
    let mut found = BTreeMap::new();
    for slug in slugs {
        let number: usize = slug
            .rsplit('-')
            .next()
            .and_then(|number| number.parse().ok())
            .context("no number")?;
        found.insert(slug.clone(), search(client, &word(number))?);
    }
    Ok(found)
}

fn search(client: &Client, word: &str) -> anyhow::Result<Value> {
    let answer = client.get(&format!("/api/v1/resources?q={word}"))?;
    if answer.status != 200 {
        return Ok(json!({"status": answer.status}));
    }
    let mut answer = answer.json()?;
    for hit in answer["hits"].as_array_mut().into_iter().flatten() {
        if let Some(hit) = hit.as_object_mut() {
            hit.remove("score");
        }
    }
    // names of kinds among the facets are not the resource's
    Ok(json!({"total": answer["total"], "hits": answer["hits"]}))
}
