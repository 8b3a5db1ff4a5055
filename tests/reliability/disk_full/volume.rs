//! A small file system, and what fills it.

use crate::harness::Place;
use anyhow::{Context, ensure};
use std::ffi::OsStr;
use std::fs::File;
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::process::Command;

/// What kind of file system, and what of it runs out.
#[derive(Debug, Clone, Copy)]
pub struct Kind {
    /// Its name in the report.
    pub name: &'static str,
    /// Options of a tmpfs; none for ext4 on a loop device.
    pub tmpfs: Option<&'static str>,
    /// Files run out, not bytes.
    pub files: bool,
}

/// The small file systems of the story.
pub const KINDS: [Kind; 3] = [
    Kind {
        name: "tmpfs of 64 MiB",
        tmpfs: Some("size=64m"),
        files: false,
    },
    Kind {
        name: "ext4 of 96 MiB",
        tmpfs: None,
        files: false,
    },
    Kind {
        name: "tmpfs of 1,000 files",
        tmpfs: Some("size=256m,nr_inodes=1000"),
        files: true,
    },
];

/// Bytes of the ext4.
const IMAGE_BYTES: u64 = 96 << 20;

/// A mounted file system. Dropped, it is unmounted and gone.
pub struct Volume {
    kind: Kind,
    folder: PathBuf,
    image: Option<PathBuf>,
}

impl Volume {
    /// Mounts one in the folder of a story; the inner error is why there can be none here.
    pub fn mount(kind: Kind, place: &Place) -> anyhow::Result<Result<Self, String>> {
        if !cfg!(target_os = "linux") || !rustix::process::geteuid().is_root() {
            return Ok(Err("needs Linux and root, to mount".to_owned()));
        }
        let folder = place.join("volume");
        std::fs::create_dir_all(&folder)?;
        let mut volume = Self {
            kind,
            folder,
            image: None,
        };
        let mounted = match kind.tmpfs {
            Some(options) => {
                let (options, folder) = (OsStr::new(options), volume.folder.as_os_str());
                run(
                    "mount",
                    &[
                        "-t".as_ref(),
                        "tmpfs".as_ref(),
                        "-o".as_ref(),
                        options,
                        "tmpfs".as_ref(),
                        folder,
                    ],
                )
            }
            None => volume.mount_image(place),
        };
        Ok(mounted
            .map(|()| volume)
            .map_err(|error| format!("{error:#}")))
    }

    fn mount_image(&mut self, place: &Place) -> anyhow::Result<()> {
        let image = self.image.insert(place.join("volume.ext4"));
        File::create(&*image)?.set_len(IMAGE_BYTES)?;
        run(
            "mkfs.ext4",
            &["-q".as_ref(), "-F".as_ref(), image.as_os_str()],
        )?;
        run(
            "mount",
            &[
                "-o".as_ref(),
                "loop".as_ref(),
                image.as_os_str(),
                self.folder.as_os_str(),
            ],
        )
    }

    /// A name on it.
    pub fn join(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    /// Fills it to the last byte, or the last file.
    pub fn fill(&self) -> anyhow::Result<()> {
        let filler = self.join("filler");
        std::fs::create_dir_all(&filler).or_else(full)?;
        if self.kind.files {
            fill_with_files(&filler)
        } else {
            fill_with_bytes(&filler)
        }
    }

    /// Gives the room back.
    pub fn free(&self) -> anyhow::Result<()> {
        Ok(std::fs::remove_dir_all(self.join("filler"))?)
    }
}

impl Drop for Volume {
    fn drop(&mut self) {
        // a server that was just killed may hold it for a moment
        for _ in 0..100 {
            if run("umount", &[self.folder.as_os_str()]).is_ok() {
                break;
            }
            std::thread::sleep(std::time::Duration::from_millis(20));
        }
        if let Some(image) = &self.image {
            // the folder of the story goes anyway
            let _ = std::fs::remove_file(image);
        }
    }
}

fn fill_with_bytes(folder: &Path) -> anyhow::Result<()> {
    let name = (0..)
        .map(|number| folder.join(number.to_string()))
        .find(|path| !path.exists());
    let mut file = match File::create(name.context("no name")?) {
        Ok(file) => file,
        Err(error) => return Ok(full(error)?),
    };
    for size in [1 << 20, 4096, 64, 1] {
        let bytes = vec![b'x'; size];
        loop {
            if let Err(error) = file.write_all(&bytes) {
                full(error)?;
                break;
            }
        }
    }
    // delayed allocation: what does not fit shows here
    Ok(file.sync_all().or_else(full)?)
}

fn fill_with_files(folder: &Path) -> anyhow::Result<()> {
    for number in 0_u64.. {
        match File::create_new(folder.join(number.to_string())) {
            Err(error) if error.kind() != ErrorKind::AlreadyExists => return Ok(full(error)?),
            _ => {}
        }
    }
    Ok(())
}

/// No room is what is wanted.
fn full(error: std::io::Error) -> std::io::Result<()> {
    match error.kind() {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => Ok(()),
        _ => Err(error),
    }
}

fn run(program: &str, arguments: &[&OsStr]) -> anyhow::Result<()> {
    let output = Command::new(program)
        .args(arguments)
        .output()
        .with_context(|| program.to_owned())?;
    let said = String::from_utf8_lossy(&output.stderr);
    ensure!(output.status.success(), "{program}: {}", said.trim());
    Ok(())
}
