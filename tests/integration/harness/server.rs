//! A running server on a free port, with a data folder of its own.

use super::client::{Answer, Request};
use super::loaded::copy_loaded;
use super::page::Page;
use super::program::{Run, command, ressourcotheque};
use rustix::process::{Pid, Signal, kill_process};
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::process::{Child, Command};
use std::sync::mpsc;
use std::thread::JoinHandle;
use std::time::{Duration, Instant};
use tempfile::TempDir;

/// How long a start may take, shipped content loaded, in a debug build on a busy machine.
const START: Duration = Duration::from_secs(120);

/// A server. Leaving it checks that it ends well and that its data folder is sound.
pub struct Server {
    process: Option<Process>,
    agent: ureq::Agent,
    /// `http://127.0.0.1:PORT`.
    pub address: String,
    /// The data folder.
    pub data: PathBuf,
    // dropped last: the folder of all this
    _folder: TempDir,
}

struct Process {
    child: Child,
    out: JoinHandle<()>,
    err: JoinHandle<String>,
}

impl Server {
    /// A library with the shipped content.
    pub fn with_content() -> Self {
        Self::with_content_and(&[])
    }

    /// The same with further arguments for `serve`.
    pub fn with_content_and(arguments: &[&str]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let data = folder.path().join("data");
        copy_loaded(&data);
        Self::start_in(folder, data, arguments)
    }

    /// A library with the shipped kinds and nothing else.
    pub fn empty() -> Self {
        Self::empty_in(None)
    }

    /// The same in a folder that the caller keeps.
    pub fn empty_on(data: &Path) -> Self {
        Self::empty_in(Some(data))
    }

    fn empty_in(data: Option<&Path>) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let kinds = folder.path().join("content/kinds");
        std::fs::create_dir_all(&kinds).unwrap();
        for kind in super::repository()
            .join("content/kinds")
            .read_dir()
            .unwrap()
        {
            let kind = kind.unwrap();
            std::fs::copy(kind.path(), kinds.join(kind.file_name())).unwrap();
        }
        let content = folder.path().join("content");
        Self::start(data, &["--content", content.to_str().unwrap()])
    }

    /// A library in a folder that the caller keeps, so that it can be opened again.
    pub fn on(data: &Path) -> Self {
        Self::start(Some(data), &[])
    }

    /// A library with further arguments for `serve`.
    pub fn start(data: Option<&Path>, arguments: &[&str]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let data = data.map_or_else(|| folder.path().join("data"), Path::to_path_buf);
        Self::start_in(folder, data, arguments)
    }

    fn start_in(folder: TempDir, data: PathBuf, arguments: &[&str]) -> Self {
        let mut command = command(folder.path());
        let serve = ["serve", "--listen", "127.0.0.1:0", "--data"];
        command.args(serve).arg(&data).args(arguments);
        let (process, address) = Process::start(command);
        Self {
            process: Some(process),
            agent: agent(),
            address,
            data,
            _folder: folder,
        }
    }

    /// A request to it.
    pub fn request(&self, method: &str, path: &str) -> Request {
        Request::new(
            self.agent.clone(),
            method,
            &format!("{}{path}", self.address),
        )
    }

    /// What it answers to a visitor who opens a path.
    pub fn get(&self, path: &str) -> Answer {
        self.request("GET", path).send()
    }

    /// The page at a path, which must be there and in order.
    #[track_caller]
    pub fn open(&self, path: &str) -> Page {
        self.get(path).expect(200).page()
    }

    /// Sends JSON.
    pub fn send_json(&self, method: &str, path: &str, body: &serde_json::Value) -> Answer {
        self.request(method, path).json(body).send()
    }

    /// Sends a form as pages do.
    pub fn send_form(&self, path: &str, pairs: &[(&str, &str)]) -> Answer {
        self.request("POST", path).form(pairs).send()
    }

    /// Creates a page of the kind `page` and gives its slug.
    #[track_caller]
    pub fn create_page(&self, title: &str, body: &str) -> String {
        let resource = serde_json::json!({
            "title": title, "kind": "page", "licence": "CC-BY-SA-4.0", "body": body,
        });
        let answer = self
            .send_json("POST", "/api/v1/resources", &resource)
            .expect(201);
        answer.json()["slug"].as_str().unwrap().to_owned()
    }

    /// The place of the latest change in the log.
    #[track_caller]
    pub fn position(&self) -> u64 {
        self.get("/healthz").expect(200).json()["store"]["position"]
            .as_u64()
            .unwrap()
    }

    /// The whole change log.
    #[track_caller]
    pub fn changes(&self) -> Vec<serde_json::Value> {
        let (mut changes, mut after) = (Vec::new(), 0);
        loop {
            let part = self
                .get(&format!("/api/v1/changes?after={after}&limit=500"))
                .expect(200)
                .json();
            let page = part["changes"].as_array().unwrap();
            if page.is_empty() {
                return changes;
            }
            changes.extend(page.iter().cloned());
            after = part["next"].as_u64().unwrap();
        }
    }

    /// Slugs that a search finds.
    #[track_caller]
    pub fn found(&self, words: &str) -> Vec<String> {
        let answer = self
            .request("GET", "/api/v1/resources")
            .query(&[("q", words), ("limit", "100")])
            .send();
        let hits = answer.expect(200).json()["hits"]
            .as_array()
            .unwrap()
            .clone();
        hits.iter()
            .map(|hit| hit["slug"].as_str().unwrap().to_owned())
            .collect()
    }

    /// Asks again and again until that is so; gives how long it took.
    #[track_caller]
    pub fn until(&self, what: &str, mut so: impl FnMut(&Self) -> bool) -> Duration {
        let begun = Instant::now();
        while !so(self) {
            assert!(
                begun.elapsed() < Duration::from_secs(20),
                "still not so: {what}"
            );
            std::thread::sleep(Duration::from_millis(10));
        }
        begun.elapsed()
    }

    /// Asks it to end, as `systemctl stop` does, without waiting for it.
    pub fn ask_to_stop(&self) {
        self.process.as_ref().unwrap().ask_to_stop();
    }

    /// Asks it to end and checks that it ends well and leaves a sound folder.
    #[track_caller]
    pub fn stop(mut self) {
        self.leave();
    }

    #[track_caller]
    fn leave(&mut self) {
        let Some(process) = self.process.take() else {
            return;
        };
        process.stop().ends(0);
        let check = ressourcotheque(["check".as_ref(), "--data".as_ref(), self.data.as_os_str()]);
        assert_eq!(check.code, 0, "check: {}", check.said());
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        if std::thread::panicking() {
            if let Some(mut process) = self.process.take() {
                let _ = process.child.kill();
                let _ = process.child.wait();
                eprintln!(
                    "the server's log:\n{}",
                    process.err.join().unwrap_or_default()
                );
            }
        } else {
            self.leave();
        }
    }
}

impl Process {
    fn start(mut command: Command) -> (Self, String) {
        let mut child = command.spawn().unwrap();
        let (send, ready) = mpsc::channel();
        let stdout = BufReader::new(child.stdout.take().unwrap());
        let out = std::thread::spawn(move || {
            for line in stdout.lines().map_while(Result::ok) {
                if let Some(address) = line.strip_prefix("listening on ") {
                    let _ = send.send(address.to_owned());
                }
            }
        });
        let mut stderr = child.stderr.take().unwrap();
        let err = std::thread::spawn(move || {
            let mut said = Vec::new();
            let _ = stderr.read_to_end(&mut said);
            String::from_utf8_lossy(&said).into_owned()
        });
        let Ok(address) = ready.recv_timeout(START) else {
            let _ = child.kill();
            panic!(
                "the server did not start: {}",
                err.join().unwrap_or_default()
            );
        };
        (Self { child, out, err }, address)
    }

    fn ask_to_stop(&self) {
        kill_process(Pid::from_child(&self.child), Signal::TERM).unwrap();
    }

    fn stop(mut self) -> Run {
        self.ask_to_stop();
        let status = self.child.wait().unwrap();
        self.out.join().unwrap();
        Run {
            code: status.code().unwrap_or(-1),
            out: String::new(),
            err: self.err.join().unwrap(),
        }
    }
}

fn agent() -> ureq::Agent {
    ureq::Agent::config_builder()
        .http_status_as_error(false)
        .max_redirects(0)
        .max_redirects_will_error(false)
        .allow_non_standard_methods(true)
        .timeout_global(Some(Duration::from_secs(120)))
        .build()
        .into()
}

/// The page to which an answer leads.
#[track_caller]
pub fn follow(server: &Server, answer: &Answer) -> Page {
    assert_eq!(answer.status, 303, "{}", answer.text());
    server.open(&answer.location())
}
