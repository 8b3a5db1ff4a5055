//! Text and metadata of an RTF file (Rich Text Format 1.9.1).

use std::fs::File;

use crate::date::made;
use crate::encoding::windows_1252;
use crate::text::Findings;
use crate::whole::read_whole;
use crate::{Limits, Note};

/// Groups whose text is not part of the document.
const HIDDEN: [&str; 17] = [
    "fonttbl",
    "colortbl",
    "stylesheet",
    "listtable",
    "listoverridetable",
    "revtbl",
    "rsidtbl",
    "generator",
    "pict",
    "object",
    "themedata",
    "colorschememapping",
    "datastore",
    "latentstyles",
    "header",
    "footer",
    "fldinst",
];

/// Where the text of a group goes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Destination {
    Document,
    Title,
    Author,
    /// When the document was begun: numbers alone.
    Begun,
    /// When it was last changed.
    Changed,
    Nowhere,
}

/// What holds inside one pair of braces.
#[derive(Clone, Copy)]
struct Group {
    destination: Destination,
    /// How many characters follow a `\u` for readers that do not know it.
    fallback_chars: usize,
}

pub(crate) fn read(file: File, findings: &mut Findings, limits: &Limits) -> Result<(), Note> {
    let bytes = read_whole(file, limits.parsed_bytes)?;
    let mut reader = RtfReader::new(&bytes, findings, limits.depth);
    let result = reader.read();
    let (title, author) = (reader.title, reader.author);
    let (begun, changed) = (moment(reader.begun), moment(reader.changed));
    findings.set_title(&title);
    findings.add_authors(&author);
    findings.set_date(made(&begun, &changed));
    result
}

/// A moment as other formats write it.
fn moment([year, month, day, hour, minute]: [i64; 5]) -> String {
    format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}")
}

struct RtfReader<'a> {
    rest: &'a [u8],
    findings: &'a mut Findings,
    group: Group,
    outer: Vec<Group>,
    max_depth: usize,
    /// Characters still to be passed over after a `\u`.
    to_skip: usize,
    /// The first half of a character written as two `\u`.
    high_surrogate: Option<u16>,
    title: String,
    author: String,
    /// Year, month, day, hour and minute.
    begun: [i64; 5],
    changed: [i64; 5],
}

impl<'a> RtfReader<'a> {
    fn new(rest: &'a [u8], findings: &'a mut Findings, max_depth: usize) -> Self {
        Self {
            rest,
            findings,
            group: Group {
                destination: Destination::Document,
                fallback_chars: 1,
            },
            outer: Vec::new(),
            max_depth,
            to_skip: 0,
            high_surrogate: None,
            title: String::new(),
            author: String::new(),
            begun: [0; 5],
            changed: [0; 5],
        }
    }

    fn read(&mut self) -> Result<(), Note> {
        while let Some(byte) = self.next() {
            match byte {
                b'{' if self.outer.len() == self.max_depth => return Err(Note::Damaged),
                b'{' => self.outer.push(self.group),
                b'}' => match self.outer.pop() {
                    Some(group) => {
                        self.group = group;
                        self.to_skip = 0;
                        if self.outer.is_empty() {
                            return Ok(());
                        }
                    }
                    None => return Err(Note::Damaged),
                },
                b'\\' => self.control()?,
                b'\r' | b'\n' => {}
                _ => self.character(windows_1252(byte))?,
            }
        }
        // the outermost brace was never closed
        Err(Note::Damaged)
    }

    fn next(&mut self) -> Option<u8> {
        let (&first, rest) = self.rest.split_first()?;
        self.rest = rest;
        Some(first)
    }

    /// A backslash and what follows it.
    fn control(&mut self) -> Result<(), Note> {
        match self.rest.first() {
            Some(byte) if byte.is_ascii_alphabetic() => {
                let (word, number) = self.word();
                self.apply(&word, number)
            }
            _ => match self.next() {
                Some(b'\'') => {
                    let code = self.hex_pair();
                    self.character(code.map_or('\u{FFFD}', windows_1252))
                }
                // a group that older readers pass over, and so does this one
                Some(b'*') => {
                    self.group.destination = Destination::Nowhere;
                    Ok(())
                }
                Some(b'~') => self.character('\u{A0}'),
                Some(b'_') => self.character('-'),
                Some(byte @ (b'\\' | b'{' | b'}')) => self.character(char::from(byte)),
                Some(b'\r' | b'\n') => self.end_line(),
                _ => Ok(()),
            },
        }
    }

    /// A control word and its number; one space after it belongs to it.
    fn word(&mut self) -> (String, Option<i64>) {
        let word = self.take_while(|byte| byte.is_ascii_alphabetic());
        let is_negative = self.rest.first() == Some(&b'-');
        if is_negative {
            self.rest = &self.rest[1..];
        }
        let digits = self.take_while(|byte| byte.is_ascii_digit());
        if self.rest.first() == Some(&b' ') {
            self.rest = &self.rest[1..];
        }
        let number = digits.parse::<i64>().ok();
        (
            word,
            number.map(|number| if is_negative { -number } else { number }),
        )
    }

    fn take_while(&mut self, wanted: fn(&u8) -> bool) -> String {
        let length = self.rest.iter().take_while(|byte| wanted(byte)).count();
        let (taken, rest) = self.rest.split_at(length);
        self.rest = rest;
        taken.iter().map(|&byte| char::from(byte)).collect()
    }

    fn hex_pair(&mut self) -> Option<u8> {
        let (pair, rest) = self.rest.split_at_checked(2)?;
        self.rest = rest;
        u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok()
    }

    fn apply(&mut self, word: &str, number: Option<i64>) -> Result<(), Note> {
        match word {
            "par" | "line" | "sect" | "page" | "row" => return self.end_line(),
            "tab" | "cell" => return self.character('\t'),
            "emdash" => return self.character('—'),
            "endash" => return self.character('–'),
            "lquote" => return self.character('‘'),
            "rquote" => return self.character('’'),
            "ldblquote" => return self.character('“'),
            "rdblquote" => return self.character('”'),
            "bullet" => return self.character('•'),
            "u" => return self.unicode(number.unwrap_or_default()),
            "uc" => self.group.fallback_chars = usize::try_from(number.unwrap_or(1)).unwrap_or(1),
            // binary data would be read as text and braces
            "bin" => {
                let length = usize::try_from(number.unwrap_or_default()).unwrap_or_default();
                self.rest = self.rest.get(length..).unwrap_or_default();
            }
            "info" => self.group.destination = Destination::Nowhere,
            "title" => self.group.destination = Destination::Title,
            "author" => self.group.destination = Destination::Author,
            "creatim" => self.group.destination = Destination::Begun,
            "revtim" => self.group.destination = Destination::Changed,
            "yr" => self.set_moment(0, number),
            "mo" => self.set_moment(1, number),
            "dy" => self.set_moment(2, number),
            "hr" => self.set_moment(3, number),
            "min" => self.set_moment(4, number),
            word if HIDDEN.contains(&word) => self.group.destination = Destination::Nowhere,
            _ => {}
        }
        Ok(())
    }

    /// A 16-bit unit, written as a signed number; a character outside the first
    /// 65,536 takes two.
    fn unicode(&mut self, number: i64) -> Result<(), Note> {
        self.to_skip = 0;
        let unit = u16::try_from(number.rem_euclid(0x1_0000)).unwrap_or_default();
        let units = self.high_surrogate.take().into_iter().chain([unit]);
        let is_high = (0xD800..0xDC00).contains(&unit);
        if is_high {
            self.high_surrogate = Some(unit);
        } else {
            for c in char::decode_utf16(units) {
                self.character(c.unwrap_or(char::REPLACEMENT_CHARACTER))?;
            }
        }
        self.to_skip = self.group.fallback_chars;
        Ok(())
    }

    fn character(&mut self, c: char) -> Result<(), Note> {
        if self.to_skip > 0 {
            self.to_skip -= 1;
            return Ok(());
        }
        match self.group.destination {
            Destination::Document => self.findings.push(c.encode_utf8(&mut [0; 4])),
            Destination::Title => {
                self.title.push(c);
                Ok(())
            }
            Destination::Author => {
                self.author.push(c);
                Ok(())
            }
            Destination::Begun | Destination::Changed | Destination::Nowhere => Ok(()),
        }
    }

    fn set_moment(&mut self, part: usize, number: Option<i64>) {
        let moment = match self.group.destination {
            Destination::Begun => &mut self.begun,
            Destination::Changed => &mut self.changed,
            _ => return,
        };
        moment[part] = number.unwrap_or_default();
    }

    fn end_line(&mut self) -> Result<(), Note> {
        match self.group.destination {
            Destination::Document => self.findings.end_line(),
            _ => Ok(()),
        }
    }
}
