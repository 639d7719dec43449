//! Writes files: completely or not at all, and never over a store.

use std::fs::{self, File};
use std::io::{self, BufWriter, Read, Write};
use std::path::Path;

/// How a SQLite file begins, and with it a store.
pub(crate) const DATABASE: &[u8] = b"SQLite format 3\0";

/// How its journals begin.
const JOURNALS: [&[u8]; 3] = [b"\x37\x7f\x06\x82", b"\x37\x7f\x06\x83", b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7"];

/// Writes a file next to the one of this name, and renames it when it is complete and on the disk: until
/// then, the old file is unchanged. A pipe or a device is written directly.
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
    if is_database(to) || is_journal(to) {
        let message =
            "this is a database or a journal, perhaps of a store, and is not overwritten; name another file";
        return Err(io::Error::new(io::ErrorKind::AlreadyExists, message));
    }
    to.file_name().ok_or_else(|| io::Error::other("expected the name of a file"))?;
    // Not longer than any name may be.
    let part = to.with_file_name(format!(".semnet-{}.part", std::process::id()));
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
    starts_with(path, DATABASE)
}

/// Whether SQLite takes this for a file of a database next to it: it may have networks that the database has
/// not yet.
fn is_journal(path: &Path) -> bool {
    let name = path.as_os_str().as_encoded_bytes();
    let of_database = ["-wal", "-shm", "-journal"].iter().any(|ending| {
        let base = name.strip_suffix(ending.as_bytes()).and_then(|base| std::str::from_utf8(base).ok());
        base.is_some_and(|base| Path::new(base).is_file())
    });
    of_database || JOURNALS.iter().any(|start| starts_with(path, start))
}

fn starts_with(path: &Path, expected: &[u8]) -> bool {
    let mut start = vec![0; expected.len()];
    File::open(path).and_then(|mut file| file.read_exact(&mut start)).is_ok() && start == expected
}
