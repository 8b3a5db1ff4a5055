//! Settings in layers: defaults, then a file, then the environment, then options.

mod backups;
mod layers;

pub use backups::Backups;

use crate::arguments::Arguments;
use anyhow::{Context, anyhow, bail};
use jiff::tz::TimeZone;
use layers::{Layers, Origin};
use library::Limits;
use std::net::{SocketAddr, ToSocketAddrs};
use std::path::{Path, PathBuf};
use tracing_subscriber::EnvFilter;

/// The file of settings that is read when none is named.
const FILE: &str = "ressourcotheque.toml";
/// What begins the names of settings in the environment.
const PREFIX: &str = "RESSOURCOTHEQUE_";

/// Every setting with its default; an empty one has none.
const DEFAULTS: [(&str, &str); 17] = [
    ("data", "data"),
    ("listen", "127.0.0.1:8080"),
    ("content", ""),
    ("themes", ""),
    ("name", "Ressourçothèque"),
    ("public_url", ""),
    ("time_zone", "Europe/Paris"),
    ("workers", ""),
    ("max_file_mb", "100"),
    ("backup_dir", ""),
    ("backup_every_hours", "24"),
    ("backup_keep_days", "7"),
    ("backup_keep_weeks", "4"),
    ("backup_keep_months", "12"),
    ("backup_rehearse", "on"),
    ("limits", "on"),
    ("log", "info,actix_server=warn"),
];

/// What the program was told.
#[derive(Debug)]
pub struct Settings {
    /// Folder of the library.
    pub data: PathBuf,
    /// Address and port of the server.
    pub listen: SocketAddr,
    /// Folder loaded into an empty library; the shipped resources when `None`.
    pub content: Option<PathBuf>,
    /// Folder of themes.
    pub themes: Option<PathBuf>,
    /// Name of the library.
    pub name: String,
    /// Address by which the world knows it.
    pub public_url: Option<String>,
    /// Zone in which times are read.
    pub time_zone: TimeZone,
    /// Threads that answer.
    pub workers: usize,
    /// The most bytes of one uploaded file.
    pub max_file_bytes: u64,
    /// What is backed up by itself.
    pub backups: Backups,
    /// Whether rate limits and friction are lifted.
    pub limits_off: bool,
    /// What is logged.
    pub log: EnvFilter,
}

impl Settings {
    /// Reads the layers of this process.
    ///
    /// # Errors
    /// A key that is unknown, a value that makes no sense, a file that cannot be read; each with where it stands.
    pub fn read(arguments: &Arguments) -> anyhow::Result<Self> {
        let environment: Vec<(String, String)> = std::env::vars_os()
            .filter_map(|(name, value)| Some((name.into_string().ok()?, value.into_string().ok()?)))
            .collect();
        let named = environment
            .iter()
            .find(|(name, _)| *name == format!("{PREFIX}CONFIG"));
        let named = arguments
            .config
            .clone()
            .or_else(|| named.map(|(_, path)| PathBuf::from(path)));
        let file = read_file(named.as_deref())?;
        let mut layers = Layers::new(&DEFAULTS);
        if let Some((path, text)) = &file {
            layers.add_file(path, text)?;
        }
        layers.add_environment(PREFIX, &environment)?;
        layers.add_options(arguments.given());
        Self::of(&layers)
    }

    /// How much is taken from people.
    pub fn limits(&self) -> Limits {
        Limits {
            file_bytes: self.max_file_bytes,
        }
    }

    fn of(layers: &Layers) -> anyhow::Result<Self> {
        Ok(Self {
            data: layers.text("data").into(),
            listen: layers.read("listen", listen)?,
            content: folder(layers, "content")?,
            themes: folder(layers, "themes")?,
            name: layers.text("name").to_owned(),
            public_url: layers.read("public_url", public_url)?,
            time_zone: time_zone(layers)?,
            workers: layers.read("workers", workers)?,
            max_file_bytes: layers.read("max_file_mb", megabytes)?,
            backups: Backups::of(layers, Path::new(layers.text("data")))?,
            limits_off: layers.read("limits", off)?,
            log: layers.read("log", |text| Ok(EnvFilter::try_new(text)?))?,
        })
    }
}

/// The file that was named, which must be there, or the usual one, if it is.
fn read_file(named: Option<&Path>) -> anyhow::Result<Option<(PathBuf, String)>> {
    let path = named.unwrap_or(Path::new(FILE));
    if named.is_none() && !path.exists() {
        return Ok(None);
    }
    let text =
        std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    Ok(Some((path.to_owned(), text)))
}

/// A folder that must be there when somebody names it; one of that name beside the program is taken by itself.
fn folder(layers: &Layers, key: &'static str) -> anyhow::Result<Option<PathBuf>> {
    let given = layers.text(key);
    if given.is_empty() {
        let program = std::env::current_exe().ok();
        let beside = program.and_then(|path| Some(path.parent()?.join(key)));
        return Ok(beside.filter(|path| path.is_dir()));
    }
    let path = PathBuf::from(given);
    if path.is_dir() {
        Ok(Some(path))
    } else {
        bail!("{}: there is no folder {given}", layers.origin(key))
    }
}

fn listen(text: &str) -> anyhow::Result<SocketAddr> {
    let mut found = text
        .to_socket_addrs()
        .with_context(|| format!("{text} is not of the form ADDR:PORT"))?;
    found
        .next()
        .ok_or_else(|| anyhow!("{text} leads to no address"))
}

fn public_url(text: &str) -> anyhow::Result<Option<String>> {
    let web = text.starts_with("https://") || text.starts_with("http://");
    match text {
        "" => Ok(None),
        _ if web => Ok(Some(text.to_owned())),
        _ => bail!("{text} does not begin with https:// or http://"),
    }
}

/// A zone that somebody named must be known; a machine without a table of zones reads times in UTC by itself.
fn time_zone(layers: &Layers) -> anyhow::Result<TimeZone> {
    match layers.read("time_zone", |name| Ok(TimeZone::get(name)?)) {
        Err(_) if matches!(layers.origin("time_zone"), Origin::Default(_)) => Ok(TimeZone::UTC),
        result => result,
    }
}

fn workers(text: &str) -> anyhow::Result<usize> {
    if text.is_empty() {
        return Ok(std::thread::available_parallelism().map_or(1, std::num::NonZero::get));
    }
    match text.parse() {
        Ok(number @ 1..=1024) => Ok(number),
        _ => bail!("{text} is not a whole number from 1 to 1024"),
    }
}

fn megabytes(text: &str) -> anyhow::Result<u64> {
    match text.parse::<u64>() {
        Ok(number @ 1..=1_000_000) => Ok(number * 1_000_000),
        _ => bail!("{text} is not a whole number of MB from 1 to 1000000"),
    }
}

fn off(text: &str) -> anyhow::Result<bool> {
    match text {
        "on" => Ok(false),
        "off" => Ok(true),
        _ => bail!("{text} is neither on nor off"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settings(
        file: &str,
        environment: &[(&str, &str)],
        options: &[(&'static str, &str)],
    ) -> anyhow::Result<Settings> {
        let environment: Vec<(String, String)> = environment
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
            .collect();
        let mut layers = Layers::new(&DEFAULTS);
        layers.add_file(Path::new(FILE), file)?;
        layers.add_environment(PREFIX, &environment)?;
        layers.add_options(
            options
                .iter()
                .map(|(key, value)| (*key, (*value).to_owned()))
                .collect(),
        );
        Settings::of(&layers)
    }

    fn wrong(file: &str, environment: &[(&str, &str)]) -> String {
        format!("{:#}", settings(file, environment, &[]).unwrap_err())
    }

    #[test]
    fn each_layer_covers_the_one_before() {
        let file = "data = \"from-file\"\nworkers = 3\nlisten = \"127.0.0.1:1\"\n";
        let environment = [
            ("RESSOURCOTHEQUE_LISTEN", "127.0.0.1:2"),
            ("RESSOURCOTHEQUE_WORKERS", "4"),
            ("PATH", "x"),
        ];
        let settings = settings(file, &environment, &[("listen", "127.0.0.1:3")]).unwrap();
        assert_eq!(settings.data, PathBuf::from("from-file"));
        assert_eq!(settings.workers, 4);
        assert_eq!(settings.listen.port(), 3);
        assert_eq!(settings.max_file_bytes, 100_000_000);
        assert!(!settings.limits_off);
    }

    #[test]
    fn an_unknown_key_names_the_nearest_known_one() {
        assert_eq!(
            wrong("lisen = \"x\"\n", &[]),
            "ressourcotheque.toml: unknown setting lisen (did you mean listen?)"
        );
        assert_eq!(
            wrong("", &[("RESSOURCOTHEQUE_LIMIT", "off")]),
            "RESSOURCOTHEQUE_LIMIT: unknown setting limit (did you mean limits?)"
        );
        assert!(wrong("[server]\nlisten = \"x\"\n", &[]).contains("unknown setting server"));
    }

    #[test]
    fn a_wrong_value_says_where_it_stands() {
        assert_eq!(
            wrong("", &[("RESSOURCOTHEQUE_LIMITS", "no")]),
            "RESSOURCOTHEQUE_LIMITS: no is neither on nor off"
        );
        assert!(wrong("workers = 0", &[]).starts_with("ressourcotheque.toml, workers: 0 is not"));
        assert!(wrong("data = [1]", &[]).contains("data"));
        assert!(wrong("data = ", &[]).starts_with("ressourcotheque.toml"));
        assert!(
            wrong("", &[("RESSOURCOTHEQUE_TIME_ZONE", "Paris")])
                .starts_with("RESSOURCOTHEQUE_TIME_ZONE")
        );
        assert!(wrong("content = \"/no/such\"", &[]).contains("/no/such"));
    }

    #[test]
    fn nothing_is_backed_up_by_itself_unless_a_folder_is_named() {
        let none = settings("", &[], &[]).unwrap().backups;
        assert!(none.folder.is_none() && none.rehearse);
        let some = settings(
            "backup_dir = \"b\"\nbackup_every_hours = 1\nbackup_rehearse = \"off\"\n",
            &[("RESSOURCOTHEQUE_BACKUP_KEEP_DAYS", "3")],
            &[],
        );
        let some = some.unwrap().backups;
        assert!(some.folder.is_some() && !some.rehearse);
        assert_eq!((some.every.as_secs(), some.keep.days), (3600, 3));
        assert!(wrong("backup_dir = \"data/b\"", &[]).contains("backup_dir: data/b is inside"));
    }

    #[test]
    fn limits_can_be_lifted() {
        assert!(
            settings("", &[("RESSOURCOTHEQUE_LIMITS", "off")], &[])
                .unwrap()
                .limits_off
        );
        assert!(settings("limits = \"off\"", &[], &[]).unwrap().limits_off);
    }
}
