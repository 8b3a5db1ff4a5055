//! A form of a page, filled in and sent as a browser without scripts does.

use super::client::{Answer, Multipart};
use super::server::Server;
use scraper::{ElementRef, Selector};

/// A form.
#[derive(Clone)]
pub struct Form {
    action: String,
    multipart: bool,
    pairs: Vec<(String, String)>,
    files: Vec<(String, String, String, Vec<u8>)>,
}

impl Form {
    pub(super) fn of(form: ElementRef<'_>) -> Self {
        let controls = Selector::parse("input, textarea, select").unwrap();
        let mut pairs = Vec::new();
        for control in form.select(&controls) {
            let Some(name) = control.value().attr("name") else {
                continue;
            };
            pairs.extend(
                values(control)
                    .into_iter()
                    .map(|value| (name.to_owned(), value)),
            );
        }
        Self {
            action: form.value().attr("action").unwrap_or_default().to_owned(),
            multipart: form.value().attr("enctype") == Some("multipart/form-data"),
            pairs,
            files: Vec::new(),
        }
    }

    /// What an input holds.
    #[track_caller]
    pub fn value(&self, name: &str) -> &str {
        let found = self.pairs.iter().find(|(other, _)| other == name);
        found
            .map(|(_, value)| value.as_str())
            .unwrap_or_else(|| panic!("no input {name} in {:?}", self.names()))
    }

    /// Names of what it would send.
    pub fn names(&self) -> Vec<&str> {
        self.pairs.iter().map(|(name, _)| name.as_str()).collect()
    }

    /// Writes into an input; one that holds nothing yet (a choice) is chosen.
    pub fn fill(mut self, name: &str, value: &str) -> Self {
        self.pairs.retain(|(other, _)| other != name);
        self.pairs.push((name.to_owned(), value.to_owned()));
        self
    }

    /// States, in a deposit, that the sender made it and has the right to share it.
    pub fn stating_own(self) -> Self {
        self.fill("origin", "own").fill("right", "1")
    }

    /// Chooses a file.
    #[track_caller]
    pub fn choose(mut self, name: &str, file_name: &str, media_type: &str, bytes: &[u8]) -> Self {
        assert!(self.multipart, "the form takes no files");
        self.files.push((
            name.to_owned(),
            file_name.to_owned(),
            media_type.to_owned(),
            bytes.to_vec(),
        ));
        self
    }

    /// The same form for a button that sends it to another path (`formaction`).
    pub fn to(mut self, action: &str) -> Self {
        self.action = action.to_owned();
        self
    }

    /// Sends it with a button.
    pub fn press(&self, server: &Server, button: &str) -> Answer {
        self.clone().fill("action", button).send(server)
    }

    /// Sends it.
    pub fn send(&self, server: &Server) -> Answer {
        let request = server.request("POST", &self.action);
        let lines = |value: &str| value.replace("\r\n", "\n").replace('\n', "\r\n");
        if self.multipart {
            let texts = self
                .pairs
                .iter()
                .fold(Multipart::default(), |form, (name, value)| {
                    form.text(name, &lines(value))
                });
            let whole = self
                .files
                .iter()
                .fold(texts, |form, (name, file, media_type, bytes)| {
                    form.file(name, file, media_type, bytes)
                });
            request.multipart(&whole).send()
        } else {
            let pairs: Vec<(&str, String)> = self
                .pairs
                .iter()
                .map(|(name, value)| (name.as_str(), lines(value)))
                .collect();
            let pairs: Vec<(&str, &str)> = pairs
                .iter()
                .map(|(name, value)| (*name, value.as_str()))
                .collect();
            request.form(&pairs).send()
        }
    }
}

/// What a control sends; nothing when it is not ticked, not filled by typing, or a button.
fn values(control: ElementRef<'_>) -> Vec<String> {
    let attribute = |name: &str| control.value().attr(name);
    match control.value().name() {
        // the first newline after the tag is not part of the text (HTML §4.11.11); the parser drops it
        "textarea" => vec![control.text().collect()],
        "select" => {
            let options = Selector::parse("option").unwrap();
            let all: Vec<_> = control.select(&options).collect();
            let chosen = all
                .iter()
                .filter(|option| option.value().attr("selected").is_some());
            let mut values: Vec<String> = chosen.map(|option| option_value(*option)).collect();
            if values.is_empty() && attribute("multiple").is_none() {
                values.extend(all.first().map(|option| option_value(*option)));
            }
            values
        }
        _ => match attribute("type").unwrap_or("text") {
            "checkbox" | "radio" if attribute("checked").is_none() => Vec::new(),
            "checkbox" | "radio" => vec![attribute("value").unwrap_or("on").to_owned()],
            "file" | "submit" | "button" | "image" | "reset" => Vec::new(),
            _ => vec![attribute("value").unwrap_or_default().to_owned()],
        },
    }
}

fn option_value(option: ElementRef<'_>) -> String {
    option
        .value()
        .attr("value")
        .map_or_else(|| super::page::text_of(option), str::to_owned)
}
