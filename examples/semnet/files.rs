//! Files that the program writes: whole or not at all, and never over a store.

use std::fs::{self, File};
use std::io::{self, BufWriter, Read, Write};
use std::path::Path;

/// How a SQLite file begins, and with it a store.
const DATABASE: &[u8] = b"SQLite format 3\0";

/// Writes a file next to the one of this name, and renames it when it is complete and on the disk: until
/// then, the old file stays. A pipe or a device is written directly.
pub(crate) fn replace<T>(
    to: &Path,
    write: impl FnOnce(&mut BufWriter<File>) -> io::Result<T>,
) -> io::Result<T> {
    // The symbolic link stays; the file that it names is replaced.
    let to = &to.canonicalize().unwrap_or_else(|_| to.to_owned());
    let old = to.metadata().ok();
    if old.as_ref().is_some_and(|old| !old.is_file()) {
        let mut out = BufWriter::new(File::create(to)?);
        let written = write(&mut out)?;
        out.flush()?;
        return Ok(written);
    }
    if is_database(to) {
        let message = "this is a database, perhaps a store, and is not written over; name another file";
        return Err(io::Error::new(io::ErrorKind::AlreadyExists, message));
    }
    let name = to.file_name().ok_or_else(|| io::Error::other("expected the name of a file"))?;
    let mut part = std::ffi::OsString::from(".");
    part.push(name);
    part.push(format!(".{}.part", std::process::id()));
    let part = to.with_file_name(part);
    let done = File::create(&part).and_then(|file| {
        let mut out = BufWriter::new(file);
        let written = write(&mut out)?;
        out.flush()?;
        out.get_ref().sync_all()?;
        if let Some(old) = old {
            fs::set_permissions(&part, old.permissions())?;
        }
        fs::rename(&part, to)?;
        Ok(written)
    });
    if done.is_err() {
        let _ = fs::remove_file(&part);
    }
    done
}

fn is_database(path: &Path) -> bool {
    let mut start = [0; DATABASE.len()];
    File::open(path).and_then(|mut file| file.read_exact(&mut start)).is_ok() && start == *DATABASE
}
