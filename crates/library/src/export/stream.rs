//! The language of `git fast-import` (<https://git-scm.com/docs/git-fast-import>).

use crate::Error;
use std::io::Write;
use std::path::Path;

/// The branch that the commits are put on.
const BRANCH: &str = "refs/heads/main";

/// A stream of blobs and commits.
pub(super) struct Stream<'a> {
    out: &'a mut (dyn Write + Send),
    marks: u64,
}

/// What a commit is told with.
pub(super) struct Commit {
    /// Name and address of who did it, as git writes them: `Ada <signature@…>`.
    pub who: String,
    /// Seconds since 1970, UTC.
    pub at: i64,
    /// The message.
    pub message: String,
}

/// What a path of the tree becomes in a commit.
pub(super) enum Entry {
    /// This text.
    Text(String),
    /// A blob that was written before.
    Blob(u64),
    /// Nothing.
    Gone,
}

impl<'a> Stream<'a> {
    /// Begins a stream. A reader of one that ends before [`Stream::finish`] knows that it was cut.
    pub fn begin(out: &'a mut (dyn Write + Send)) -> Result<Self, Error> {
        let mut stream = Self { out, marks: 0 };
        stream.put(b"feature done\n")?;
        Ok(stream)
    }

    /// Begins a blob of so many bytes, which must follow by [`Stream::put`], and gives its mark.
    pub fn begin_blob(&mut self, bytes: u64) -> Result<u64, Error> {
        self.marks += 1;
        let mark = self.marks;
        self.put(format!("blob\nmark :{mark}\ndata {bytes}\n").as_bytes())?;
        Ok(mark)
    }

    /// Writes a commit that changes some paths of the tree.
    pub fn commit(&mut self, commit: &Commit, tree: &[(String, Entry)]) -> Result<(), Error> {
        let Commit { who, at, message } = commit;
        // a stream knows no time before 1970
        let at = (*at).max(0);
        let head =
            format!("commit {BRANCH}\nauthor {who} {at} +0000\ncommitter {who} {at} +0000\n");
        self.put(head.as_bytes())?;
        self.data(message)?;
        for (path, entry) in tree {
            let path = quoted(path);
            match entry {
                Entry::Gone => self.put(format!("D {path}\n").as_bytes())?,
                Entry::Blob(mark) => self.put(format!("M 100644 :{mark} {path}\n").as_bytes())?,
                Entry::Text(text) => {
                    self.put(format!("M 100644 inline {path}\n").as_bytes())?;
                    self.data(text)?;
                }
            }
        }
        self.put(b"\n")
    }

    /// Ends the stream.
    pub fn finish(mut self) -> Result<(), Error> {
        self.put(b"done\n")?;
        self.out.flush().map_err(|error| failed(&error))
    }

    /// Writes bytes as they are.
    pub fn put(&mut self, bytes: &[u8]) -> Result<(), Error> {
        self.out.write_all(bytes).map_err(|error| failed(&error))
    }

    fn data(&mut self, text: &str) -> Result<(), Error> {
        self.put(format!("data {}\n", text.len()).as_bytes())?;
        self.put(text.as_bytes())?;
        self.put(b"\n")
    }
}

fn failed(error: &std::io::Error) -> Error {
    Error::outside(Path::new("the stream of the history"), error)
}

/// A path in quotes, as C writes a string; letters beyond ASCII stand for themselves.
fn quoted(path: &str) -> String {
    let mut quoted = String::from('"');
    for character in path.chars() {
        match character {
            '"' | '\\' => quoted.extend(['\\', character]),
            control if control.is_ascii_control() => {
                quoted.push_str(&format!("\\{:03o}", u32::from(control)));
            }
            other => quoted.push(other),
        }
    }
    quoted + "\""
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_quoted() {
        assert_eq!(quoted("fiche/été.pdf"), "\"fiche/été.pdf\"");
        assert_eq!(quoted("a\"b\\c\nd"), "\"a\\\"b\\\\c\\012d\"");
    }

    #[test]
    fn a_commit_is_written_as_git_reads_it() {
        let mut out = Vec::new();
        let mut stream = Stream::begin(&mut out).unwrap();
        let mark = stream.begin_blob(2).unwrap();
        stream.put(b"ab").unwrap();
        let commit = Commit {
            who: "Ada <a@b.invalid>".to_owned(),
            at: -5,
            message: "é".to_owned(),
        };
        let tree = [
            ("x".to_owned(), Entry::Gone),
            ("y".to_owned(), Entry::Blob(mark)),
            ("z".to_owned(), Entry::Text("t\n".to_owned())),
        ];
        stream.commit(&commit, &tree).unwrap();
        stream.finish().unwrap();
        let expected = "feature done\nblob\nmark :1\ndata 2\nabcommit refs/heads/main\n\
            author Ada <a@b.invalid> 0 +0000\ncommitter Ada <a@b.invalid> 0 +0000\ndata 2\né\n\
            D \"x\"\nM 100644 :1 \"y\"\nM 100644 inline \"z\"\ndata 2\nt\n\n\ndone\n";
        assert_eq!(String::from_utf8(out).unwrap(), expected);
    }
}
