//! The command line.

use clap::{Args, Parser, Subcommand};
use std::path::PathBuf;

/// Name of the command by which the program starts itself to look into a file.
pub const EXTRACTS: &str = "extract-worker";
/// Name of the command by which it starts itself to mark a copy of a file.
pub const MARKS: &str = "mark-worker";

/// A library of Creative Commons resources that a community writes itself.
#[derive(Debug, Parser)]
#[command(
    version,
    after_help = "Without a command it serves. Settings: ressourcotheque.toml, RESSOURCOTHEQUE_… in the environment, then these options."
)]
pub struct Arguments {
    #[command(subcommand)]
    asked: Option<Asked>,
    /// Folder of the library [default: data]
    #[arg(long, global = true, value_name = "DIR")]
    pub data: Option<PathBuf>,
    /// File of settings [default: ressourcotheque.toml, if there]
    #[arg(long, global = true, value_name = "FILE")]
    pub config: Option<PathBuf>,
}

/// Who asks for what.
#[derive(Debug, Clone, Subcommand)]
enum Asked {
    #[command(flatten)]
    ByPeople(Command),
    #[command(flatten)]
    ByItself(Work),
}

/// What the program starts itself for: one file, in a process of its own.
#[derive(Debug, Clone, PartialEq, Eq, Subcommand)]
pub enum Work {
    /// Look into one file and print what is found as JSON
    #[command(name = EXTRACTS, hide = true)]
    Extract {
        /// The file
        path: PathBuf,
        /// What it was called by whoever sent it
        name: String,
    },
    /// Print a copy of one file that bears the mark given as JSON
    #[command(name = MARKS, hide = true)]
    Mark {
        /// The file
        path: PathBuf,
        /// Its media type
        media_type: String,
    },
}

/// What can be done.
#[derive(Debug, Clone, Subcommand)]
pub enum Command {
    /// Serve the library; an empty one is first filled with the shipped resources
    Serve(ServeArguments),
    /// Take in a folder or .zip of Markdown files with front matter, or of plain text
    Import {
        /// Folder, .zip archive or single file
        path: PathBuf,
        /// Licence of the files that name none, such as CC-BY-SA-4.0
        #[arg(long, value_name = "ID", value_parser = licence)]
        licence: Option<String>,
    },
    /// Write every resource as a Markdown file into an empty folder, or their history as a stream for git
    Export {
        /// Folder to write to
        #[arg(required_unless_present = "history")]
        path: Option<PathBuf>,
        /// File to write the history to, for `git fast-import`; - is stdout
        #[arg(long, value_name = "FILE", conflicts_with = "path")]
        history: Option<PathBuf>,
    },
    /// Write the whole library with its history into one file; through the server while one is running
    Backup {
        /// File to write
        path: PathBuf,
    },
    /// Tell how the running server is; exit 1 if something needs care, or no server runs
    Status,
    /// List the backups of the schedule (setting backup_dir)
    Backups,
    /// Restore a backup aside, compare it with the library, and remove it again; exit 1 if it is not sound
    Rehearse {
        /// File that `backup` wrote
        path: PathBuf,
        /// Folder in which to restore, with room for the library [default: that of the backup]
        #[arg(long, value_name = "DIR")]
        aside: Option<PathBuf>,
    },
    /// Bring a backup back into an empty data folder
    Restore {
        /// File that `backup` wrote
        path: PathBuf,
    },
    /// Verify every record, file hash and link; exit 1 and a list if anything is wrong
    Check {
        /// Mend what can be mended; nothing is ever deleted
        #[arg(long)]
        repair: bool,
        /// Backup from which damaged changes and files are brought back
        #[arg(long, value_name = "BACKUP", requires = "repair")]
        from: Option<PathBuf>,
    },
    /// Build the search index again
    Reindex,
}

/// Options of `serve`.
#[derive(Debug, Clone, Default, Args)]
pub struct ServeArguments {
    /// Address and port; port 0 takes a free one [default: 127.0.0.1:8080]
    #[arg(long, value_name = "ADDR:PORT")]
    pub listen: Option<String>,
    /// Folder loaded into an empty library [default: the shipped resources]
    #[arg(long, value_name = "DIR")]
    pub content: Option<PathBuf>,
    /// Folder of themes, laid over the shipped one
    #[arg(long, value_name = "DIR")]
    pub themes: Option<PathBuf>,
}

/// Wrong, it is told before anything is opened.
fn licence(given: &str) -> Result<String, String> {
    library::Library::read_licence(given)
}

impl Arguments {
    /// The command; serving when none is given.
    pub fn command(&self) -> Command {
        match &self.asked {
            Some(Asked::ByPeople(command)) => command.clone(),
            _ => Command::Serve(ServeArguments::default()),
        }
    }

    /// The work for one file, when this is a worker.
    pub fn work(&self) -> Option<&Work> {
        match &self.asked {
            Some(Asked::ByItself(work)) => Some(work),
            _ => None,
        }
    }

    /// The settings that options give, by key.
    pub fn given(&self) -> Vec<(&'static str, String)> {
        let path = |path: &Option<PathBuf>| path.as_ref().map(|path| path.display().to_string());
        let mut given = vec![("data", path(&self.data))];
        if let Some(Asked::ByPeople(Command::Serve(serve))) = &self.asked {
            given.push(("listen", serve.listen.clone()));
            given.push(("content", path(&serve.content)));
            given.push(("themes", path(&serve.themes)));
        }
        given
            .into_iter()
            .filter_map(|(key, value)| Some((key, value?)))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_command_line_is_sound() {
        <Arguments as CommandFactory>::command().debug_assert();
    }

    #[test]
    fn options_stand_before_or_after_the_command() {
        for line in [["x", "--data", "d", "check"], ["x", "check", "--data", "d"]] {
            let arguments = Arguments::try_parse_from(line).unwrap();
            assert_eq!(arguments.given(), [("data", "d".to_owned())]);
        }
    }

    #[test]
    fn a_folder_and_a_history_exclude_each_other() {
        for (line, right) in [
            (&["x", "export", "out"][..], true),
            (&["x", "export", "--history", "-"], true),
            (&["x", "export"], false),
            (&["x", "export", "out", "--history", "-"], false),
            (&["x", "check", "--repair", "--from", "b.zip"], true),
            (&["x", "check", "--from", "b.zip"], false),
        ] {
            assert_eq!(Arguments::try_parse_from(line).is_ok(), right, "{line:?}");
        }
    }

    #[test]
    fn a_worker_takes_any_name() {
        for name in ["guide.pdf", "--data", "-", ""] {
            let asked = |worker| {
                let arguments = Arguments::try_parse_from(["x", worker, "--", "/a/b", name]);
                arguments.unwrap().work().cloned()
            };
            let (path, name) = (PathBuf::from("/a/b"), name.to_owned());
            let extract = Work::Extract {
                path: path.clone(),
                name: name.clone(),
            };
            let media_type = name.clone();
            assert_eq!(asked(EXTRACTS), Some(extract));
            assert_eq!(asked(MARKS), Some(Work::Mark { path, media_type }));
        }
        let help = <Arguments as CommandFactory>::command().render_help();
        assert!(!help.to_string().contains("worker"));
    }

    #[test]
    fn without_a_command_it_serves() {
        let arguments = Arguments::try_parse_from(["x"]).unwrap();
        assert!(matches!(Arguments::command(&arguments), Command::Serve(_)));
    }
}
