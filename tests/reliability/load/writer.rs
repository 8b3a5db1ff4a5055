//! Somebody who writes: new sheets, own and shared ones revised, files, older revisions, addresses, tombstones.

use super::{Load, Seen};
use crate::harness::{Answer, Client, Multipart};
use crate::ledger::{Act, Ledger, Outcome, Sheet, Token, text};
use serde_json::{Value, json};

/// Paragraphs of a sheet of one's own.
const OWN_SLOTS: usize = 3;

/// A sheet that the writer knows.
#[derive(Clone)]
struct Known {
    id: String,
    slug: String,
}

/// A writer.
pub struct Writer<'a> {
    number: usize,
    writers: usize,
    expected: &'static [u16],
    chance: fastrand::Rng,
    client: Client,
    ledger: &'a Ledger,
    own: Vec<Known>,
    shared: Vec<Known>,
}

/// What a request came to: the answer, or nothing when the connection broke.
type Sent = Option<Answer>;

impl<'a> Writer<'a> {
    /// One of a load, who knows the sheets that stand.
    pub fn new(
        load: &Load,
        number: usize,
        client: Client,
        ledger: &'a Ledger,
        standing: &[Sheet],
    ) -> Self {
        let of = |owner: Option<usize>| {
            let sheets = standing.iter().filter(|sheet| sheet.owner == owner);
            sheets
                .map(|sheet| Known {
                    id: sheet.id.clone(),
                    slug: sheet.slug.clone(),
                })
                .collect()
        };
        Self {
            number,
            writers: load.writers,
            expected: load.expected,
            chance: fastrand::Rng::with_seed(load.seed ^ (number as u64) << 32),
            client,
            ledger,
            own: of(Some(number)),
            shared: of(None),
        }
    }

    /// Writes until it is over or the connection breaks.
    pub fn work(mut self, seen: &Seen) {
        while !seen.is_over() && self.step(seen).is_some() {}
    }

    /// One write; nothing when the connection broke.
    fn step(&mut self, seen: &Seen) -> Option<()> {
        let own = self.chance.usize(..self.own.len().max(1));
        match self.chance.u8(..100) {
            0..15 => self.create(seen),
            15..45 => self.revise_shared(seen),
            _ if self.own.is_empty() => self.create(seen),
            45..75 => self.revise_own(own, seen),
            75..88 => self.attach(own, seen),
            88..93 => self.restore(own, seen),
            93..97 => self.rename(own, seen),
            _ => self.withdraw(own, seen),
        }
    }

    fn create(&mut self, seen: &Seen) -> Option<()> {
        let act = Act::Create {
            owner: Some(self.number),
            slots: OWN_SLOTS,
        };
        let token = self.ledger.note(None, act.clone());
        let content = act.apply(token, &[]).ok()??;
        let sent = self
            .client
            .json("POST", "/api/v1/resources", &content.to_json(token))
            .ok();
        let answer = self.settle(token, sent, seen)?;
        if let (201, Ok(created)) = (answer.status, answer.json()) {
            let text = |name: &str| created[name].as_str().unwrap_or_default().to_owned();
            self.own.push(Known {
                id: text("id"),
                slug: text("slug"),
            });
        }
        Some(())
    }

    fn revise_own(&mut self, own: usize, seen: &Seen) -> Option<()> {
        let known = self.own[own].clone();
        let act = Act::Revise {
            slot: self.chance.usize(..OWN_SLOTS),
            whole: self.chance.bool(),
        };
        self.revise(&known, act, seen)
    }

    fn revise_shared(&mut self, seen: &Seen) -> Option<()> {
        let known = self.chance.choice(self.shared.iter())?.clone();
        let slot = self.number % self.writers;
        self.revise(&known, Act::Revise { slot, whole: false }, seen)
    }

    /// Reads a sheet, puts another paragraph into a slot, and saves on top of what was read.
    fn revise(&mut self, known: &Known, act: Act, seen: &Seen) -> Option<()> {
        let Act::Revise { slot, whole } = act else {
            return Some(());
        };
        let path = format!("/api/v1/resources/{}", known.slug);
        let Some(mut sheet) = self.read(&path, seen)? else {
            return Some(());
        };
        let token = self.ledger.note(Some(&known.id), act);
        sheet["body"] = replaced(&sheet, slot, token).into();
        sheet["base_revision"] = sheet["revision"].clone();
        sheet["by"] = text::signature(token).into();
        if whole {
            sheet["title"] = text::title(token).into();
            sheet["tags"] = json!([text::tag(token)]);
        }
        let sent = self.client.json("PUT", &path, &sheet).ok();
        self.settle(token, sent, seen).map(drop)
    }

    fn attach(&mut self, own: usize, seen: &Seen) -> Option<()> {
        let known = self.own[own].clone();
        let token = self.ledger.note(Some(&known.id), Act::Attach);
        let form = Multipart::default()
            .text("by", &text::signature(token))
            .file(
                "file",
                &text::file_name(token),
                "text/plain",
                &text::file(token),
            );
        let sent = self
            .client
            .multipart(&format!("/api/v1/resources/{}/files", known.slug), form)
            .ok();
        self.settle(token, sent, seen).map(drop)
    }

    fn restore(&mut self, own: usize, seen: &Seen) -> Option<()> {
        let known = self.own[own].clone();
        let Some(sheet) = self.read(&format!("/api/v1/resources/{}", known.slug), seen)? else {
            return Some(());
        };
        let latest = sheet["revision"]
            .as_u64()
            .and_then(|number| u32::try_from(number).ok())?;
        let revision = self.chance.u32(1..=latest);
        let token = self.ledger.note(Some(&known.id), Act::Restore { revision });
        let pairs = [
            ("revision", revision.to_string()),
            ("nom", text::signature(token)),
        ];
        let pairs = pairs
            .each_ref()
            .map(|(name, value)| (*name, value.as_str()));
        let sent = self
            .client
            .form(&format!("/ressources/{}/restaurer", known.slug), &pairs)
            .ok();
        self.settle(token, sent, seen).map(drop)
    }

    fn rename(&mut self, own: usize, seen: &Seen) -> Option<()> {
        let known = self.own[own].clone();
        let token = self.ledger.note(Some(&known.id), Act::Rename);
        let (slug, by) = (text::new_slug(token), text::signature(token));
        let path = format!("/ressources/{}/renommer", known.slug);
        let sent = self
            .client
            .form(&path, &[("slug", &slug), ("nom", &by)])
            .ok();
        let answer = self.settle(token, sent, seen)?;
        if answer.done() {
            self.own[own].slug = slug;
        }
        Some(())
    }

    fn withdraw(&mut self, own: usize, seen: &Seen) -> Option<()> {
        let known = self.own.swap_remove(own);
        let token = self.ledger.note(Some(&known.id), Act::Withdraw);
        let body = json!({"reason": "Doublon", "by": text::signature(token)});
        let sent = self
            .client
            .json(
                "DELETE",
                &format!("/api/v1/resources/{}", known.slug),
                &body,
            )
            .ok();
        self.settle(token, sent, seen).map(drop)
    }

    /// Reads a sheet, which must be made of nothing but what was written. Inner nothing: it could not be read now.
    fn read(&self, path: &str, seen: &Seen) -> Option<Option<Value>> {
        let answer = self.client.get(path).ok()?;
        if answer.status != 200 {
            if !self.expected.contains(&answer.status) {
                seen.surprise(format!("GET {path}: {} {}", answer.status, answer.text()));
            }
            return Some(None);
        }
        let sheet = answer.json().ok()?;
        if let Err(error) = self.ledger.recognise(&sheet) {
            seen.surprise(format!("GET {path}: {error:#}"));
        }
        Some(Some(sheet))
    }

    /// Notes what was answered; nothing when the connection broke.
    fn settle(&self, token: Token, sent: Sent, seen: &Seen) -> Sent {
        let answer = sent?;
        let unchanged = answer.location.contains("inchange");
        let revision = answer
            .json()
            .ok()
            .and_then(|body| body["revision"].as_u64());
        let refused =
            (400..500).contains(&answer.status) || matches!(answer.status, 503 | 507) || unchanged;
        let outcome = if refused {
            Outcome::Refused
        } else if answer.done() {
            Outcome::Acknowledged(revision.and_then(|number| u32::try_from(number).ok()))
        } else {
            // a fault of the server's says nothing about what was written
            Outcome::Unknown
        };
        self.ledger.settle(token, outcome);
        let surprising = answer.status >= 500 && answer.status != 503 || answer.status == 422;
        if surprising && !self.expected.contains(&answer.status) {
            seen.surprise(format!(
                "write {token}: {} {}",
                answer.status,
                answer.text()
            ));
        }
        Some(answer)
    }
}

/// The text of a sheet with another paragraph in a slot.
fn replaced(sheet: &Value, slot: usize, token: Token) -> String {
    let body = sheet["body"].as_str().unwrap_or_default();
    let mut paragraphs: Vec<String> = body.trim_end().split("\n\n").map(str::to_owned).collect();
    if let Some(paragraph) = paragraphs.get_mut(slot) {
        *paragraph = text::paragraph(slot, token);
    }
    paragraphs.join("\n\n") + "\n"
}
