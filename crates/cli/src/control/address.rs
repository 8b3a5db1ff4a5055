//! How the socket is named: the system takes about a hundred bytes, and data folders may lie deep.

use std::fs::File;
use std::os::fd::AsRawFd;
use std::path::{Path, PathBuf};

/// Name of the socket in the data folder.
const NAME: &str = "control";

/// The most bytes of a socket's path on every Unix: 104 with its end on BSD and macOS, 108 on Linux (`sun_path`, unix(7)).
const MOST_BYTES: usize = 103;

/// A name for the socket of a data folder, short enough for the system.
#[derive(Debug)]
pub(super) struct Address {
    /// The socket by its short name; valid as long as this lives.
    pub(super) path: PathBuf,
    _folder: Option<File>,
}

impl Address {
    /// The socket itself where its path is short, else by way of the opened folder (proc(5)).
    pub(super) fn of(data: &Path) -> std::io::Result<Self> {
        let path = file(data);
        if path.as_os_str().len() <= MOST_BYTES {
            return Ok(Self {
                path,
                _folder: None,
            });
        }
        let folder = File::open(data)?;
        Ok(Self {
            path: PathBuf::from(format!("/proc/self/fd/{}/{NAME}", folder.as_raw_fd())),
            _folder: Some(folder),
        })
    }
}

/// The socket's place, for whatever is no socket call.
pub(super) fn file(data: &Path) -> PathBuf {
    data.join(NAME)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::net::{UnixListener, UnixStream};

    #[test]
    fn a_deep_folder_has_a_socket_too() {
        let folder = tempfile::tempdir().unwrap();
        let deep = folder.path().join("profond/".repeat(30));
        std::fs::create_dir_all(&deep).unwrap();
        assert!(UnixListener::bind(file(&deep)).is_err(), "not by its path");
        let address = Address::of(&deep).unwrap();
        let listener = UnixListener::bind(&address.path).unwrap();
        let another = Address::of(&deep).unwrap();
        UnixStream::connect(&another.path).unwrap();
        listener.accept().unwrap();
        assert!(file(&deep).exists());
    }
}
