//! On which line of a file a value stands.

/// The front matter of a file, to find lines in.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Places {
    /// Without the `---` lines; empty when the file has none.
    front: String,
}

impl Places {
    pub(super) fn of(front: &str) -> Self {
        Self {
            front: front.to_owned(),
        }
    }

    /// The line, from 1, of a path as in problems: `title`, `fields.duree`, `authors[2].name`. Where the path goes on
    /// within a line, that line; `None` when not even its first part stands anywhere.
    pub(crate) fn line_of(&self, path: &str) -> Option<u64> {
        let lines: Vec<&str> = self.front.lines().collect();
        let (key, rest) = path.split_at(path.find(['.', '[']).unwrap_or(path.len()));
        let top = lines.iter().position(|line| begins(line, key))?;
        let below = lines.get(top + 1..).unwrap_or_default();
        // what belongs to the key is indented, or an item of its list
        let length = below
            .iter()
            .take_while(|line| line.is_empty() || line.starts_with([' ', '-', '#']))
            .count();
        let block = below.get(..length).unwrap_or_default();
        let within = inner(block, rest).map_or(0, |index| index + 1);
        // +2: lines are counted from 1, and the opening line is not part of the front matter
        Some((top + within) as u64 + 2)
    }
}

/// The line of a block to which the rest of a path leads.
fn inner(block: &[&str], rest: &str) -> Option<usize> {
    let Some(rest) = rest.strip_prefix('[') else {
        let name = rest.strip_prefix('.')?;
        return block.iter().position(|line| begins(bare(line), name));
    };
    let (index, member) = rest.split_once(']')?;
    let item = |line: &&str| line.trim_start().starts_with("- ");
    let depth = block.iter().find(|line| item(line)).map(|l| indent(l))?;
    let starts: Vec<usize> = (0..block.len())
        .filter(|at| item(&block[*at]) && indent(block[*at]) == depth)
        .collect();
    let index: usize = index.parse().ok()?;
    let start = *starts.get(index)?;
    let end = starts.get(index + 1).copied().unwrap_or(block.len());
    let name = member.strip_prefix('.').unwrap_or_default();
    let found = block[start..end]
        .iter()
        .position(|line| !name.is_empty() && begins(bare(line), name));
    Some(start + found.unwrap_or(0))
}

fn indent(line: &str) -> usize {
    line.len() - line.trim_start().len()
}

fn bare(line: &str) -> &str {
    line.trim_start_matches([' ', '-'])
}

fn begins(line: &str, key: &str) -> bool {
    line.strip_prefix(key)
        .is_some_and(|rest| rest.trim_start().starts_with(':'))
}

#[cfg(test)]
mod tests {
    use super::*;

    const FRONT: &str = "title: A
kind: fiche
authors:
  - name: Un
    role: titre
  - name: Deux
fields:
  title: x
  duree: long
tags: [a, b]
files:
- path: a.pdf
  title: A
- path: b.pdf
";

    #[test]
    fn every_value_has_its_line() {
        let places = Places::of(FRONT);
        for (path, line) in [
            ("title", Some(2)),
            ("kind", Some(3)),
            ("authors", Some(4)),
            ("authors[0].role", Some(6)),
            ("authors[1].name", Some(7)),
            ("authors[1].role", Some(7)),
            ("authors[9].name", Some(4)),
            ("fields.title", Some(9)),
            ("fields.duree", Some(10)),
            ("fields.absent", Some(8)),
            ("tags[1]", Some(11)),
            ("files[0].title", Some(14)),
            ("files[1].path", Some(15)),
            ("licence", None),
            ("body", None),
        ] {
            assert_eq!(places.line_of(path), line, "{path}");
        }
    }
}
