//! Text without front matter, as people find it on their disks.

use super::Places;
use super::read::{Parsed, Trouble};
use crate::Draft;

/// A page from a text: Markdown as it is, plain text made readable.
pub(super) fn page(text: &str, is_plain_text: bool) -> Result<Parsed, Trouble> {
    let (title, body) = titled(text).ok_or_else(|| Trouble::at(Some(1), "the file is empty"))?;
    let body = if is_plain_text { readable(&body) } else { body };
    let draft = Draft {
        title,
        body,
        kind: "page".to_owned(),
        extra: Some(serde_json::Map::new()),
        ..Draft::default()
    };
    Ok(Parsed {
        draft,
        redirects: Vec::new(),
        files: Vec::new(),
        places: Places::default(),
    })
}

/// The title and the rest: the first heading, or the first line that says something. The line leaves the text only when
/// nothing stands before it.
fn titled(text: &str) -> Option<(String, String)> {
    let heading = markup::plain(text).first_heading;
    let first = text.lines().position(|line| !clean(line).is_empty())?;
    let line = text.lines().nth(first).map(clean).unwrap_or_default();
    let title = heading.unwrap_or_else(|| line.clone());
    let rest: Vec<&str> = text.lines().skip(first + 1).collect();
    let body = if clean(&title) == line {
        rest.join("\n")
    } else {
        text.to_owned()
    };
    let title: String = clean(&title)
        .chars()
        .take(model::Title::MAX_CHARS)
        .collect();
    Some((title, body))
}

/// A line without the marks of a heading and without what no title may hold.
fn clean(line: &str) -> String {
    let line = line.trim().trim_start_matches('#').trim();
    line.chars()
        .filter(|c| !c.is_control() && *c != '\u{fffd}')
        .collect::<String>()
        .trim()
        .to_owned()
}

/// Plain text as Markdown: bullets become lists, lines with tabs become tables, other lines stay lines.
fn readable(text: &str) -> String {
    let lines: Vec<String> = text
        .lines()
        .map(|line| line.trim_end().to_owned())
        .collect();
    let mut out: Vec<String> = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        let rows = lines[at..]
            .iter()
            .take_while(|line| line.trim().contains('\t'))
            .count();
        if rows > 0 {
            table(&lines[at..at + rows], &mut out);
            at += rows;
        } else {
            paragraph_line(&lines[at], &mut out);
            at += 1;
        }
    }
    out.join("\n")
}

fn table(rows: &[String], out: &mut Vec<String>) {
    let cells = |row: &String| {
        row.trim()
            .split('\t')
            .map(|cell| cell.trim().replace('|', "\\|"))
            .collect::<Vec<_>>()
    };
    let rows: Vec<Vec<String>> = rows.iter().map(cells).collect();
    let width = rows.iter().map(Vec::len).max().unwrap_or_default();
    out.push(String::new());
    for (index, row) in rows.iter().enumerate() {
        let mut row = row.clone();
        row.resize(width, String::new());
        out.push(format!("| {} |", row.join(" | ")));
        if index == 0 {
            out.push(format!("|{}", " --- |".repeat(width)));
        }
    }
    out.push(String::new());
}

/// Bullets as programs paste them; U+FFFD stands where one could not be read.
const BULLETS: [char; 10] = ['•', '\u{fffd}', '✓', '▪', '►', '‣', '–', '—', '·', '*'];

fn paragraph_line(line: &str, out: &mut Vec<String>) {
    let line = line.trim();
    let bare = line.trim_start_matches(['-', '*', '+', ' ']);
    let bullet = bare.starts_with(BULLETS) && !line.starts_with("**");
    let rest = bare.trim_start_matches(BULLETS).trim_start();
    if bullet && bare.chars().nth(1).is_none_or(char::is_whitespace) {
        if rest.is_empty() {
            return;
        }
        // A list that follows a paragraph needs no empty line in Markdown; one that follows text in capitals reads better
        // with it.
        if out
            .last()
            .is_some_and(|last| !last.is_empty() && !last.starts_with("- "))
        {
            out.push(String::new());
        }
        out.push(format!("- {rest}"));
    } else {
        break_before(line, out);
        out.push(line.to_owned());
    }
}

/// A line that ends early was meant to end there: it gets a Markdown line break, unless a block of its own follows.
fn break_before(line: &str, out: &mut [String]) {
    let goes_on = line.starts_with(|c: char| c.is_lowercase());
    let begins = line.is_empty() || line.starts_with(['#', '>']) || is_item(line);
    if let Some(last) = out.last_mut() {
        let block = last.is_empty() || last.starts_with(['#', '|', '>']);
        if !begins && !block && !goes_on && !last.ends_with('\\') {
            last.push('\\');
        }
    }
}

/// `- `, `* `, `+ `, `1. ` or `1) `, as Markdown begins an item of a list.
fn is_item(line: &str) -> bool {
    let number = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let numbered = number.len() < line.len() && number.starts_with(['.', ')']);
    let marked = line.starts_with(['-', '*', '+']) && !line.starts_with("**");
    let rest = if numbered { number } else { line };
    (numbered || marked) && rest.chars().nth(1).is_some_and(char::is_whitespace)
}
