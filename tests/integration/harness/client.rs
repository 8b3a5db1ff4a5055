//! Requests and answers.

use super::page::Page;
use serde_json::Value;

/// A request that is being put together.
pub struct Request {
    agent: ureq::Agent,
    method: String,
    address: String,
    headers: Vec<(String, String)>,
    body: Option<Vec<u8>>,
}

impl Request {
    pub(super) fn new(agent: ureq::Agent, method: &str, address: &str) -> Self {
        Self {
            agent,
            method: method.to_owned(),
            address: address.to_owned(),
            headers: Vec::new(),
            body: None,
        }
    }

    /// Adds a header.
    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    /// As somebody who chose English.
    pub fn english(self) -> Self {
        self.header("cookie", "langue=en")
    }

    /// Adds a query.
    pub fn query(mut self, pairs: &[(&str, &str)]) -> Self {
        self.address = format!("{}?{}", self.address, encode(pairs));
        self
    }

    /// Sends that body.
    pub fn body(mut self, media_type: &str, body: impl Into<Vec<u8>>) -> Self {
        self.body = Some(body.into());
        self.header("content-type", media_type)
    }

    /// Sends JSON.
    pub fn json(self, body: &Value) -> Self {
        self.body("application/json", body.to_string())
    }

    /// Sends a form.
    pub fn form(self, pairs: &[(&str, &str)]) -> Self {
        self.body("application/x-www-form-urlencoded", encode(pairs))
    }

    /// Sends a form with files.
    pub fn multipart(self, form: &Multipart) -> Self {
        self.body(&form.media_type(), form.bytes())
    }

    /// Sends it and reads the answer to its end.
    #[track_caller]
    pub fn send(self) -> Answer {
        let mut request = ureq::http::Request::builder()
            .method(self.method.as_str())
            .uri(&self.address);
        for (name, value) in &self.headers {
            request = request.header(name, value);
        }
        let answer = match self.body {
            Some(body) => self.agent.run(request.body(body).unwrap()),
            None => self.agent.run(request.body(()).unwrap()),
        };
        let mut answer =
            answer.unwrap_or_else(|error| panic!("{} {}: {error}", self.method, self.address));
        let headers = answer.headers().iter();
        Answer {
            status: answer.status().as_u16(),
            headers: headers
                .map(|(name, value)| {
                    (
                        name.to_string(),
                        String::from_utf8_lossy(value.as_bytes()).into_owned(),
                    )
                })
                .collect(),
            body: answer
                .body_mut()
                .with_config()
                .limit(1 << 30)
                .read_to_vec()
                .unwrap(),
            asked: format!("{} {}", self.method, self.address),
        }
    }
}

/// What the server answered.
#[derive(Debug)]
pub struct Answer {
    /// HTTP status.
    pub status: u16,
    headers: Vec<(String, String)>,
    /// The bytes.
    pub body: Vec<u8>,
    asked: String,
}

impl Answer {
    /// The same answer, which must have that status.
    #[track_caller]
    pub fn expect(self, status: u16) -> Self {
        assert_eq!(
            self.status,
            status,
            "{} answered {}",
            self.asked,
            self.text()
        );
        self
    }

    /// The value of a header.
    pub fn header(&self, name: &str) -> Option<&str> {
        let found = self.headers.iter().find(|(other, _)| other == name);
        found.map(|(_, value)| value.as_str())
    }

    /// Where it leads: a path of this server.
    #[track_caller]
    pub fn location(&self) -> String {
        let location = self
            .header("location")
            .unwrap_or_else(|| panic!("{} leads nowhere", self.asked));
        match location.split_once("://") {
            Some((_, rest)) => rest.find('/').map_or("/", |at| &rest[at..]).to_owned(),
            None => location.to_owned(),
        }
    }

    /// The body as text.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// The body as JSON.
    #[track_caller]
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|error| {
            panic!("{} answered no JSON ({error}): {}", self.asked, self.text())
        })
    }

    /// The body as a page, which must be in order.
    #[track_caller]
    pub fn page(&self) -> Page {
        let media_type = self.header("content-type").unwrap_or_default();
        assert_eq!(media_type, "text/html; charset=utf-8", "{}", self.asked);
        Page::of(&self.text(), &self.asked)
    }

    /// The body as a problem document (RFC 9457), which must be in order and have that status and code.
    #[track_caller]
    pub fn problem(&self, status: u16, code: &str) -> Value {
        assert_eq!(
            self.status,
            status,
            "{} answered {}",
            self.asked,
            self.text()
        );
        assert_eq!(
            self.header("content-type"),
            Some("application/problem+json"),
            "{}",
            self.asked
        );
        let problem = self.json();
        assert_eq!(
            (&problem["status"], &problem["code"]),
            (&status.into(), &code.into()),
            "{problem:#}"
        );
        for member in ["type", "title", "detail", "instance", "request"] {
            let text = problem[member].as_str().unwrap_or_default();
            assert!(
                !text.is_empty() && !text.starts_with("error-"),
                "{member} in {problem:#}"
            );
        }
        problem
    }
}

/// `name=value&…` as a browser writes it.
pub fn encode(pairs: &[(&str, &str)]) -> String {
    let pairs: Vec<String> = pairs
        .iter()
        .map(|(name, value)| format!("{}={}", escape(name), escape(value)))
        .collect();
    pairs.join("&")
}

fn escape(text: &str) -> String {
    let mut escaped = String::new();
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => {
                escaped.push(byte.into())
            }
            byte => escaped.push_str(&format!("%{byte:02X}")),
        }
    }
    escaped
}

/// A `multipart/form-data` body (RFC 7578), written by hand.
#[derive(Default)]
pub struct Multipart {
    parts: Vec<u8>,
}

impl Multipart {
    const BOUNDARY: &str = "----ressourcotheque-1f0c9b";

    /// Adds a text.
    pub fn text(mut self, name: &str, value: &str) -> Self {
        let head = format!(
            "--{}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n",
            Self::BOUNDARY
        );
        self.parts.extend(head.into_bytes());
        self.parts.extend(value.as_bytes());
        self.parts.extend(b"\r\n");
        self
    }

    /// Adds a file.
    pub fn file(mut self, name: &str, file_name: &str, media_type: &str, bytes: &[u8]) -> Self {
        let head = format!(
            "--{}\r\nContent-Disposition: form-data; name=\"{name}\"; filename=\"{file_name}\"\r\nContent-Type: {media_type}\r\n\r\n",
            Self::BOUNDARY
        );
        self.parts.extend(head.into_bytes());
        self.parts.extend(bytes);
        self.parts.extend(b"\r\n");
        self
    }

    /// Its media type.
    pub fn media_type(&self) -> String {
        format!("multipart/form-data; boundary={}", Self::BOUNDARY)
    }

    /// The whole body.
    pub fn bytes(&self) -> Vec<u8> {
        [
            self.parts.as_slice(),
            format!("--{}--\r\n", Self::BOUNDARY).as_bytes(),
        ]
        .concat()
    }
}
