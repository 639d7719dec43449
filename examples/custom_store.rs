//! A store of one's own: networks in a folder, a file for each. `cargo run --example custom_store -- FOLDER`
//! adds a network and looks it up.

use std::fs;
use std::ops::RangeInclusive;
use std::path::PathBuf;

use semnet_core::store::{Entry, Recovered, StoreError, StoreExt, verified};
use semnet_core::{Fingerprint, Network, NetworkBuilder, Store};

/// A file for each network, named by its fingerprint in hexadecimal: file systems may fold case.
struct Folder(PathBuf);

impl Folder {
    fn file(&self, fingerprint: Fingerprint) -> PathBuf {
        let hex: String = fingerprint.as_bytes().iter().map(|byte| format!("{byte:02x}")).collect();
        self.0.join(hex)
    }

    fn error(&self, error: std::io::Error) -> StoreError {
        StoreError::because(&self.0.display().to_string(), error)
    }
}

impl Store for Folder {
    fn add(&self, network: &Network) -> Result<bool, StoreError> {
        let file = self.file(network.fingerprint());
        let is_new = !file.exists();
        fs::write(file, network.as_bytes()).map_err(|error| self.error(error))?;
        Ok(is_new)
    }

    fn get(&self, fingerprint: Fingerprint) -> Result<Option<Network>, StoreError> {
        match fs::read(self.file(fingerprint)) {
            Ok(bytes) => verified(fingerprint, bytes).map(Some),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(self.error(error)),
        }
    }

    fn entries(&self, range: RangeInclusive<Fingerprint>, limit: usize) -> Result<Vec<Entry>, StoreError> {
        let mut entries = Vec::new();
        for file in fs::read_dir(&self.0).map_err(|error| self.error(error))? {
            let bytes = file.and_then(|file| fs::read(file.path())).map_err(|error| self.error(error))?;
            let network = Network::from_bytes(bytes).map_err(|error| StoreError::because("a file", error))?;
            if range.contains(&network.fingerprint()) {
                entries.push(Entry::from(&network));
            }
        }
        entries.sort();
        entries.truncate(limit);
        Ok(entries)
    }
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = std::env::args().nth(1).ok_or("expected the name of a folder")?;
    fs::create_dir_all(&folder)?;
    try_out(&Folder(folder.into()))
}

fn try_out(store: &Folder) -> Result<(), Box<dyn std::error::Error>> {
    let network = NetworkBuilder::new("Why do bees dance?").concept("Sun Compass", "").build()?;
    store.add(&network)?;
    // Everything else comes with the trait StoreExt.
    assert_eq!(store.recover(&"why do bees dance".parse()?)?, Recovered::Network(network.clone()));
    assert_eq!(store.networks_with_concept("sun compass", 9)?.len(), 1);
    println!("{} networks, {} among them", store.iter().count(), network.hashtag());
    Ok(())
}

#[test]
fn it_works() {
    let folder = std::env::temp_dir().join(format!("semnet-custom-{}", std::process::id()));
    fs::create_dir_all(&folder).unwrap();
    let store = Folder(folder.clone());
    let tried = try_out(&store).and_then(|()| try_out(&store));
    fs::remove_dir_all(folder).unwrap();
    tried.unwrap();
}
