//! What goes through a stream is not in memory as a whole. `cargo run --release -p semnet-tests --bin
//! streams` shows it for larger networks, and by how much.

use std::path::Path;
use std::process::Command;

use semnet_core::format::Format;

fn run(arguments: &[&str]) -> String {
    let run = Command::new(env!("CARGO_BIN_EXE_streams")).args(arguments).output().unwrap();
    assert!(run.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&run.stderr));
    String::from_utf8(run.stdout).unwrap()
}

#[test]
fn a_stream_takes_less_memory_than_a_text() {
    let folder = std::env::temp_dir().join(format!("semnet-streams-test-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    run(&["make", "3000", folder.to_str().unwrap()]);
    let most = |way: &str, format: Format, file: &Path| -> usize {
        run(&[way, format.name(), file.to_str().unwrap()]).trim().parse().unwrap()
    };
    for format in Format::ALL.into_iter().filter(|&format| format != Format::Report && format.is_writable()) {
        let file = folder.join(format.name());
        let length = std::fs::metadata(&file).unwrap().len() as usize;
        let (write, whole) = (
            most("write", format, &folder.join("network")),
            most("write-whole", format, &folder.join("network")),
        );
        assert!(write < 150_000 && whole > length, "{format}: {write} and {whole} to write {length}");
        // JSON-LD is read as a whole: the context may come after the terms that it defines.
        if format.is_readable() && format != Format::JsonLd {
            let (read, whole) = (most("read", format, &file), most("read-whole", format, &file));
            assert!(read + length / 3 < whole, "{format}: {read} and {whole} to read {length}");
        }
    }
    std::fs::remove_dir_all(&folder).unwrap();
}
