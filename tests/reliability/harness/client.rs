//! Requests and answers.

use anyhow::{Context, ensure};
use serde_json::Value;
use std::time::Duration;

/// How long an answer may take.
const PATIENCE: Duration = Duration::from_secs(60);
/// What stands between the parts of a form.
const BOUNDARY: &str = "----ressourcotheque-1f0c9b";

/// Somebody who speaks to a server.
#[derive(Clone)]
pub struct Client {
    agent: ureq::Agent,
    address: String,
}

impl Client {
    /// Speaks to the server at `http://…`.
    pub fn new(address: &str) -> Self {
        let agent = ureq::Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .allow_non_standard_methods(true)
            .timeout_global(Some(PATIENCE))
            .max_idle_connections(64)
            .max_idle_connections_per_host(64)
            .build()
            .into();
        Self {
            agent,
            address: address.to_owned(),
        }
    }

    /// Sends a request and reads the answer to its end.
    ///
    /// # Errors
    /// When the connection broke: whether the request was carried out is unknown.
    pub fn send(
        &self,
        method: &str,
        path: &str,
        body: Option<(&str, Vec<u8>)>,
    ) -> Result<Answer, ureq::Error> {
        let request = ureq::http::Request::builder()
            .method(method)
            .uri(format!("{}{path}", self.address));
        let mut answer = match body {
            Some((media_type, bytes)) => self
                .agent
                .run(request.header("content-type", media_type).body(bytes)?)?,
            None => self.agent.run(request.body(())?)?,
        };
        let header = |name: &str| {
            let value = answer.headers().get(name)?;
            Some(String::from_utf8_lossy(value.as_bytes()).into_owned())
        };
        Ok(Answer {
            status: answer.status().as_u16(),
            media_type: header("content-type").unwrap_or_default(),
            location: header("location").unwrap_or_default(),
            asked: format!("{method} {path}"),
            body: answer
                .body_mut()
                .with_config()
                .limit(1 << 30)
                .read_to_vec()?,
        })
    }

    /// Reads what is at a path.
    ///
    /// # Errors
    /// As [`Client::send`].
    pub fn get(&self, path: &str) -> Result<Answer, ureq::Error> {
        self.send("GET", path, None)
    }

    /// Sends JSON.
    ///
    /// # Errors
    /// As [`Client::send`].
    pub fn json(&self, method: &str, path: &str, body: &Value) -> Result<Answer, ureq::Error> {
        let bytes = body.to_string().into_bytes();
        self.send(method, path, Some(("application/json", bytes)))
    }

    /// Sends a form as a page does. Values must need no escaping.
    ///
    /// # Errors
    /// As [`Client::send`].
    pub fn form(&self, path: &str, pairs: &[(&str, &str)]) -> Result<Answer, ureq::Error> {
        let pairs: Vec<String> = pairs
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        let body = pairs.join("&").into_bytes();
        self.send(
            "POST",
            path,
            Some(("application/x-www-form-urlencoded", body)),
        )
    }

    /// Sends a form with files.
    ///
    /// # Errors
    /// As [`Client::send`].
    pub fn multipart(&self, path: &str, form: Multipart) -> Result<Answer, ureq::Error> {
        let media_type = format!("multipart/form-data; boundary={BOUNDARY}");
        self.send("POST", path, Some((&media_type, form.bytes())))
    }
}

/// What a server answered.
#[derive(Debug)]
pub struct Answer {
    /// HTTP status.
    pub status: u16,
    /// `Content-Type`, or nothing.
    pub media_type: String,
    /// `Location`, or nothing.
    pub location: String,
    /// The bytes.
    pub body: Vec<u8>,
    asked: String,
}

impl Answer {
    /// The same answer, which must have that status.
    pub fn expect(self, status: u16) -> anyhow::Result<Self> {
        ensure!(
            self.status == status,
            "{} answered {}, not {status}: {}",
            self.asked,
            self.status,
            self.text()
        );
        Ok(self)
    }

    /// Whether it did what was asked: 2xx, or 303 after a form.
    pub fn done(&self) -> bool {
        (200..300).contains(&self.status) || self.status == 303
    }

    /// The body as text.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// The body as JSON.
    pub fn json(&self) -> anyhow::Result<Value> {
        serde_json::from_slice(&self.body)
            .with_context(|| format!("{} answered {}", self.asked, self.text()))
    }
}

/// The code of a problem document (RFC 9457); nothing when the answer is none.
pub fn problem_code(answer: &Answer) -> Option<String> {
    let problem = answer.media_type == "application/problem+json";
    let document = problem.then(|| answer.json().ok()).flatten()?;
    Some(document["code"].as_str()?.to_owned())
}

/// A `multipart/form-data` body (RFC 7578).
#[derive(Default)]
pub struct Multipart {
    parts: Vec<u8>,
}

impl Multipart {
    /// Adds a text.
    pub fn text(self, name: &str, value: &str) -> Self {
        self.part(&format!("name=\"{name}\"\r\n\r\n"), value.as_bytes())
    }

    /// Adds a file.
    pub fn file(self, name: &str, file_name: &str, media_type: &str, bytes: &[u8]) -> Self {
        let head = format!(
            "name=\"{name}\"; filename=\"{file_name}\"\r\nContent-Type: {media_type}\r\n\r\n"
        );
        self.part(&head, bytes)
    }

    fn part(mut self, head: &str, bytes: &[u8]) -> Self {
        let begin = format!("--{BOUNDARY}\r\nContent-Disposition: form-data; {head}");
        self.parts.extend(begin.into_bytes());
        self.parts.extend(bytes);
        self.parts.extend(b"\r\n");
        self
    }

    fn bytes(mut self) -> Vec<u8> {
        self.parts
            .extend(format!("--{BOUNDARY}--\r\n").into_bytes());
        self.parts
    }
}
