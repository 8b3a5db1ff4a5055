//! Seeded resources: the sheet of a number is the same in every run, whatever was asked for before.

mod forms;

use super::vocabulary::Vocabulary;
use crate::corpus::Chance;
use model::{Kind, Seq};
use search::Reached;
use std::fmt::Write;
use std::ops::Range;
use std::path::Path;

/// Kinds of the program, with how many sheets of ten are of each.
const KINDS: [(&str, usize); 4] = [
    ("fiche-methode", 4),
    ("retour-experience", 3),
    ("page", 2),
    ("publication", 1),
];
const LICENCES: [&str; 5] = [
    "CC-BY-SA-4.0",
    "CC-BY-4.0",
    "CC-BY-NC-SA-4.0",
    "CC0-1.0",
    "CC-BY-NC-4.0",
];
const PUBLIC: [&str; 5] = [
    "adultes",
    "enfants",
    "adolescents",
    "parents",
    "professionnels",
];
/// A small share of the words are themes, however large a library is.
const THEMES: usize = 1_000;
/// So many resources come, on average, for one more author.
const FOR_AN_AUTHOR: usize = 20;
/// One sheet of so many has a file.
const FOR_A_FILE: usize = 5;
/// So many sheets have the same file: what a million sheets have can be stored in a minute, and the index is given the text
/// with each of them.
const SHARE_A_FILE: usize = 10;

/// A resource.
pub struct Sheet {
    pub number: usize,
    pub title: String,
    pub kind: &'static str,
    /// what the kind is called, in both languages
    pub kind_labels: Vec<String>,
    pub licence: &'static str,
    pub tags: Vec<String>,
    pub authors: Vec<String>,
    pub year: i16,
    /// facet of method sheets
    pub public: Option<&'static str>,
    /// headings, each with its paragraph
    pub parts: Vec<(String, String)>,
    /// the number of its file, and the file
    pub file: Option<(usize, Booklet)>,
    /// its place in the log
    pub seq: Seq,
}

/// A file of some pages.
pub struct Booklet {
    pub name: String,
    pub title: String,
    pub pages: Vec<String>,
}

/// Writes sheets.
pub struct Sheets {
    vocabulary: Vocabulary,
    /// the kinds of the program: the log begins with them
    pub kinds: Vec<Kind>,
    /// how many there are
    pub count: usize,
}

impl Sheets {
    /// So many sheets.
    pub fn new(count: usize) -> Self {
        Self {
            vocabulary: Vocabulary::of_texts(),
            kinds: kinds(),
            count,
        }
    }

    /// The place in the log of the last one.
    pub fn end(&self) -> Seq {
        self.place_of(self.count)
    }

    /// How far the log is followed with the first so many; its seal is not known.
    pub fn end_of(&self, count: usize) -> Reached {
        self.place_of(count).into()
    }

    fn place_of(&self, count: usize) -> Seq {
        Seq((self.kinds.len() + count) as u64)
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
        let (kind, _) = KINDS[kind_of(chance.below(10))];
        let authors = (self.count / FOR_AN_AUTHOR).max(20);
        Sheet {
            number,
            title: capitalised(&self.interspersed(&subject, chance)),
            kind,
            kind_labels: self.labels(kind),
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
            file: number.is_multiple_of(FOR_A_FILE).then(|| {
                let file = number / FOR_A_FILE % self.booklets();
                (file, self.booklet(file))
            }),
            seq: self.place_of(number + 1),
        }
    }

    /// How many different files there are.
    pub fn booklets(&self) -> usize {
        self.count.div_ceil(FOR_A_FILE * SHARE_A_FILE)
    }

    /// One of them: two to eight pages of 60 to 160 words.
    pub fn booklet(&self, number: usize) -> Booklet {
        let mut chance = Chance::seeded(usize::MAX / 5 + number);
        let chance = &mut chance;
        let subject: Vec<&str> = (0..3).map(|_| self.vocabulary.telling(chance)).collect();
        let page = |chance: &mut Chance| self.sentences(&subject, 60 + chance.below(100), chance);
        Booklet {
            name: format!("livret-{number}.pdf"),
            title: capitalised(&self.interspersed(&subject, chance)),
            pages: (0..2 + chance.below(7)).map(|_| page(chance)).collect(),
        }
    }

    fn labels(&self, kind: &str) -> Vec<String> {
        let found = self.kinds.iter().find(|one| one.id().as_str() == kind);
        let label = found.unwrap().label();
        vec![label.fr.clone(), label.en.clone()]
    }

    /// Between 100 and 400 words, which come back to the subject again and again.
    fn parts(&self, subject: &[&str], chance: &mut Chance) -> Vec<(String, String)> {
        let words = 100 + chance.below(300);
        let parts = 1 + words / 120;
        let part = |chance: &mut Chance| {
            let heading = capitalised(&self.interspersed(&subject[..1], chance));
            (heading, self.sentences(subject, words / parts, chance))
        };
        (0..parts).map(|_| part(chance)).collect()
    }

    /// So many words, or a few more.
    fn sentences(&self, subject: &[&str], words: usize, chance: &mut Chance) -> String {
        let (mut text, mut written) = (String::new(), 0);
        while written < words {
            let length = 6 + chance.below(14);
            let sentence: Vec<&str> = (0..length).map(|_| self.of_text(subject, chance)).collect();
            write!(text, "{}. ", capitalised(&sentence.join(" "))).unwrap();
            written += length;
        }
        text.truncate(text.trim_end().len());
        text
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

/// Makes something of each number, by all cores.
pub fn by_all_cores<T: Send>(numbers: Range<usize>, make: impl Fn(usize) -> T + Sync) -> Vec<T> {
    let cores = std::thread::available_parallelism().unwrap().get();
    let (numbers, make): (Vec<usize>, _) = (numbers.collect(), &make);
    std::thread::scope(|scope| {
        let shares = numbers.chunks(numbers.len().div_ceil(cores).max(1));
        let some = |share: &[usize]| share.iter().map(|number| make(*number)).collect();
        let threads: Vec<_> = shares
            .map(|share| scope.spawn(move || some(share)))
            .collect();
        let made = threads.into_iter().map(|thread| thread.join().unwrap());
        made.collect::<Vec<Vec<T>>>()
            .into_iter()
            .flatten()
            .collect()
    })
}

fn kinds() -> Vec<Kind> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../content/kinds");
    let entries = folder.read_dir().unwrap();
    let mut paths: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let read = |path| Kind::parse(&std::fs::read_to_string(path).unwrap()).unwrap();
    paths.into_iter().map(read).collect()
}

fn kind_of(mut of_ten: usize) -> usize {
    for (at, (_, share)) in KINDS.iter().enumerate() {
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
