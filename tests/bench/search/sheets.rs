//! Seeded resources: the sheet of a number is the same in every run, whatever was asked for before.

use super::vocabulary::Vocabulary;
use crate::corpus::Chance;
use jiff::Timestamp;
use model::{ResourceId, Seq, Slug};
use search::Document;
use std::fmt::Write;
use std::path::Path;
use uuid::Uuid;

/// Kinds of the program, with how many sheets of ten are of each.
const KINDS: [(&str, &str, usize); 4] = [
    ("fiche-methode", "Fiche méthode", 4),
    ("retour-experience", "Retour d’expérience", 3),
    ("page", "Page", 2),
    ("publication", "Publication", 1),
];
const LICENCES: [&str; 5] = [
    "CC-BY-SA-4.0",
    "CC-BY-4.0",
    "CC-BY-NC-SA-4.0",
    "CC0-1.0",
    "CC-BY-NC-4.0",
];
const PUBLIC: [&str; 6] = [
    "adultes",
    "enfants",
    "adolescents",
    "parents",
    "professionnels",
    "tout-public",
];
/// A small share of the words are themes, however large a library is.
const THEMES: usize = 1_000;
/// So many resources come, on average, for one more author.
const FOR_AN_AUTHOR: usize = 20;

/// A resource.
pub struct Sheet {
    pub number: usize,
    pub title: String,
    pub kind: &'static str,
    pub kind_label: &'static str,
    pub licence: &'static str,
    pub tags: Vec<String>,
    pub authors: Vec<String>,
    pub year: i16,
    /// facet of method sheets
    pub public: Option<&'static str>,
    /// headings, each with its paragraph
    pub parts: Vec<(String, String)>,
}

/// Writes sheets.
pub struct Sheets {
    vocabulary: Vocabulary,
    /// how many there are
    pub count: usize,
}

impl Sheets {
    /// So many sheets.
    pub fn new(count: usize) -> Self {
        Self {
            vocabulary: Vocabulary::of_texts(),
            count,
        }
    }

    /// The words from which they are made.
    pub fn vocabulary(&self) -> &Vocabulary {
        &self.vocabulary
    }

    /// One of them.
    pub fn sheet(&self, number: usize) -> Sheet {
        let mut chance = Chance::seeded(number);
        let chance = &mut chance;
        let subject: Vec<&str> = (0..2 + chance.below(4))
            .map(|_| self.vocabulary.telling(chance))
            .collect();
        let (kind, kind_label, _) = KINDS[kind_of(chance.below(10))];
        let authors = (self.count / FOR_AN_AUTHOR).max(20);
        Sheet {
            number,
            title: capitalised(&self.interspersed(&subject, chance)),
            kind,
            kind_label,
            licence: LICENCES[skewed(LICENCES.len(), chance)],
            tags: (0..1 + chance.below(3))
                .map(|_| self.theme(chance))
                .collect(),
            authors: (0..1 + chance.below(2))
                .map(|_| self.author(skewed(authors, chance)))
                .collect(),
            year: 2010 + skewed(16, chance) as i16,
            public: (kind == "fiche-methode").then(|| PUBLIC[chance.below(PUBLIC.len())]),
            parts: self.parts(&subject, chance),
        }
    }

    /// Between 100 and 400 words, which come back to the subject again and again.
    fn parts(&self, subject: &[&str], chance: &mut Chance) -> Vec<(String, String)> {
        let words = 100 + chance.below(300);
        let parts = 1 + words / 120;
        let part = |chance: &mut Chance| {
            let heading = capitalised(&self.interspersed(&subject[..1], chance));
            let mut paragraph = String::new();
            let mut written = 0;
            while written < words / parts {
                let length = 6 + chance.below(14);
                let sentence: Vec<&str> =
                    (0..length).map(|_| self.of_text(subject, chance)).collect();
                write!(paragraph, "{}. ", capitalised(&sentence.join(" "))).unwrap();
                written += length;
            }
            (heading, paragraph)
        };
        (0..parts).map(|_| part(chance)).collect()
    }

    /// One word in twenty is of the subject.
    fn of_text<'a>(&'a self, subject: &[&'a str], chance: &mut Chance) -> &'a str {
        match chance.below(20) {
            0 => subject[chance.below(subject.len())],
            _ => self.vocabulary.word(chance),
        }
    }

    /// Words with some others between them.
    fn interspersed(&self, words: &[&str], chance: &mut Chance) -> String {
        let mut text = Vec::new();
        for word in words {
            if chance.below(2) == 0 {
                text.push(self.vocabulary.word(chance));
            }
            text.push(word);
        }
        text.join(" ")
    }

    fn theme(&self, chance: &mut Chance) -> String {
        let theme = skewed(THEMES, chance);
        self.vocabulary
            .telling(&mut Chance::seeded(usize::MAX / 2 + theme))
            .to_owned()
    }

    fn author(&self, number: usize) -> String {
        let mut chance = Chance::seeded(usize::MAX / 3 + number);
        let name = capitalised(self.vocabulary.telling(&mut chance));
        format!(
            "{name} {}",
            capitalised(self.vocabulary.telling(&mut chance))
        )
    }
}

impl Sheet {
    /// Its address.
    pub fn slug(&self) -> Slug {
        Slug::parse(&format!("fiche-{}", self.number)).unwrap()
    }

    /// As the index takes it.
    pub fn document(&self) -> Document {
        let at = Timestamp::from_second(1_700_000_000 + self.number as i64).unwrap();
        let texts: Vec<String> = self
            .parts
            .iter()
            .map(|(heading, text)| format!("{heading}\n{text}"))
            .collect();
        let public = self
            .public
            .map(|value| ("public".to_owned(), value.to_owned()));
        Document {
            resource: ResourceId(Uuid::from_u64_pair(7, self.number as u64)),
            seq: Seq(self.number as u64 + 1),
            slug: self.slug(),
            title: self.title.clone(),
            kind: self.kind.to_owned(),
            kind_labels: vec![self.kind_label.to_owned()],
            licence: self.licence.to_owned(),
            language: "fr".to_owned(),
            tags: self.tags.clone(),
            authors: self.authors.clone(),
            year: self.year,
            headings: self
                .parts
                .iter()
                .map(|(heading, _)| heading.clone())
                .collect(),
            body: texts.join("\n"),
            fields: public
                .iter()
                .map(|(_, value)| format!("Public {value}"))
                .collect(),
            facets: public.into_iter().collect(),
            links: Vec::new(),
            files: Vec::new(),
            created_at: at,
            updated_at: at,
        }
    }

    /// As the program imports it.
    pub fn markdown(&self) -> String {
        let quoted = |text: &str| serde_json::to_string(text).unwrap();
        let mut text = format!("---\ntitle: {}\nkind: {}\n", quoted(&self.title), self.kind);
        write!(
            text,
            "licence: {}\ncreated: {}-05-01\nauthors:\n",
            self.licence, self.year
        )
        .unwrap();
        for author in &self.authors {
            writeln!(text, "  - name: {}", quoted(author)).unwrap();
        }
        writeln!(text, "tags: {}", serde_json::to_string(&self.tags).unwrap()).unwrap();
        if let Some(public) = self.public {
            write!(text, "fields:\n  public: [{public}]\n").unwrap();
        }
        text.push_str("---\n");
        for (heading, paragraph) in &self.parts {
            write!(text, "## {heading}\n\n{paragraph}\n\n").unwrap();
        }
        text
    }
}

impl Sheets {
    /// Writes a folder that the program imports, with the kinds and the near words that come with it.
    pub fn write(&self, folder: &Path) {
        let content = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../content");
        std::fs::create_dir_all(folder.join("kinds")).unwrap();
        for entry in content.join("kinds").read_dir().unwrap() {
            let path = entry.unwrap().path();
            std::fs::copy(&path, folder.join("kinds").join(path.file_name().unwrap())).unwrap();
        }
        std::fs::copy(content.join("synonymes.md"), folder.join("synonymes.md")).unwrap();
        for number in 0..self.count {
            let path = folder.join(format!("fiche-{number}.md"));
            std::fs::write(path, self.sheet(number).markdown()).unwrap();
        }
    }
}

fn kind_of(mut of_ten: usize) -> usize {
    for (at, (_, _, share)) in KINDS.iter().enumerate() {
        match of_ten.checked_sub(*share) {
            Some(left) => of_ten = left,
            None => return at,
        }
    }
    0
}

/// A number below a bound, small ones more often.
fn skewed(bound: usize, chance: &mut Chance) -> usize {
    let share = chance.share();
    ((share * share * share * bound as f64) as usize).min(bound - 1)
}

fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next();
    first
        .map(|first| first.to_uppercase().chain(letters).collect())
        .unwrap_or_default()
}
