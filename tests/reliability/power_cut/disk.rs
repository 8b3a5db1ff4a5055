//! A disk whose current can be cut: a file system in a file in memory, mounted through a loop device.

use crate::harness::{Place, copy};
use anyhow::{Context, bail, ensure};
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

/// Where the images are: what is cut off is the page cache of the mount, not the file below it.
const MEMORY: &str = "/dev/shm";
/// Bytes of an image, most of them never written; xfs asks for 300 MiB.
const BYTES: u64 = 384 << 20;
/// `FS_IOC_SHUTDOWN` (`_IOR('X', 125, __u32)`) with `FS_SHUTDOWN_FLAGS_NOLOGFLUSH` (2), as `xfs_io -x -c shutdown` does:
/// from then on nothing reaches the disk, not even the file system's own journal. There is no safe wrapper in Rust.
const SHUT_DOWN: &str = "import fcntl,os,struct,sys;f=os.open(sys.argv[1],os.O_RDONLY);\
    fcntl.ioctl(f,(2<<30)|(4<<16)|(ord('X')<<8)|125,struct.pack('I',2))";

/// Why no current can be cut here, if so.
pub fn missing() -> Option<String> {
    if !cfg!(target_os = "linux") {
        return Some("needs Linux".to_owned());
    }
    if !rustix::process::geteuid().is_root() {
        return Some("needs root, to mount".to_owned());
    }
    if !Path::new(MEMORY).is_dir() {
        return Some(format!("needs {MEMORY}"));
    }
    let python = Command::new("python3")
        .args(["-c", "import fcntl"])
        .output();
    match python {
        Ok(output) if output.status.success() => None,
        _ => Some("needs python3, for the ioctl that shuts a file system down".to_owned()),
    }
}

/// Why there can be no file system of that kind here, if so: one is tried.
pub fn cannot_make(kind: &str) -> Option<String> {
    let maker = format!("mkfs.{kind}");
    if Command::new(&maker).arg("-V").output().is_err() {
        return Some(format!("{maker} is not installed"));
    }
    let folder = tempfile::tempdir_in(MEMORY).ok()?;
    match Disk::at(kind, folder.path()) {
        Ok(_) => None,
        Err(error) => Some(format!("cannot mount a loop device: {error:#}")),
    }
}

/// A disk, mounted. Dropped, it is unmounted and gone.
pub struct Disk {
    image: PathBuf,
    mounted: PathBuf,
}

impl Disk {
    /// An empty one, mounted in the folder of a story.
    pub fn new(kind: &str, place: &Place) -> anyhow::Result<Self> {
        Self::at(kind, place.path())
    }

    fn at(kind: &str, folder: &Path) -> anyhow::Result<Self> {
        let name = format!(
            "ressourcotheque-{}-{}",
            std::process::id(),
            fastrand::u32(..)
        );
        let image = Path::new(MEMORY).join(name);
        let mounted = folder.join("disk");
        std::fs::create_dir_all(&mounted)?;
        let disk = Self { image, mounted };
        std::fs::File::create_new(&disk.image)?.set_len(BYTES)?;
        run(
            &format!("mkfs.{kind}"),
            ["-q".as_ref(), disk.image.as_os_str()],
        )?;
        disk.mount()?;
        Ok(disk)
    }

    /// The data folder on it.
    pub fn data(&self) -> PathBuf {
        self.mounted.join("data")
    }

    fn mount(&self) -> anyhow::Result<()> {
        run(
            "mount",
            [
                "-o".as_ref(),
                "loop".as_ref(),
                self.image.as_os_str(),
                self.mounted.as_os_str(),
            ],
        )
    }

    fn unmount(&self) -> anyhow::Result<()> {
        let mut tried = 0;
        while let Err(error) = run("umount", [&self.mounted]) {
            tried += 1;
            ensure!(tried < 50, error);
            std::thread::sleep(Duration::from_millis(20));
        }
        Ok(())
    }

    /// Cuts the current, gives it back, and mounts the disk: the file system recovers as after a failure.
    pub fn cut(&self) -> anyhow::Result<()> {
        run(
            "python3",
            ["-c".as_ref(), SHUT_DOWN.as_ref(), self.mounted.as_os_str()],
        )?;
        self.unmount()?;
        self.mount()
    }

    /// Brings everything to the disk.
    pub fn sync(&self) -> anyhow::Result<()> {
        run("sync", ["-f".as_ref(), self.mounted.as_os_str()])
    }

    /// Copies the data folder to where it outlives the disk. Best effort: the story has failed already.
    pub fn keep_in(&self, place: &Place) {
        let _ = copy(&self.data(), &place.join("data"));
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        // both may have been done or never begun
        let _ = self.unmount();
        let _ = std::fs::remove_file(&self.image);
    }
}

fn run<S: AsRef<OsStr>>(
    program: &str,
    arguments: impl IntoIterator<Item = S>,
) -> anyhow::Result<()> {
    let output = Command::new(program)
        .args(arguments)
        .output()
        .with_context(|| program.to_owned())?;
    if !output.status.success() {
        bail!("{program}: {}", String::from_utf8_lossy(&output.stderr));
    }
    Ok(())
}
