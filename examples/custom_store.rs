//! A store of your own in three methods; `StoreExt` adds the rest: `cargo run --example custom_store`
use semnet_core::store::{Entry, Recovered, StoreError, StoreExt, verified};
use semnet_core::{Fingerprint, Network, NetworkBuilder, Store};
use std::{fs, io::ErrorKind::NotFound, ops::RangeInclusive, path::PathBuf};

struct Folder(PathBuf);

fn failed(error: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> StoreError {
    StoreError::because("the folder", error)
}

impl Store for Folder {
    fn add(&self, network: &Network) -> Result<bool, StoreError> {
        let is_new = self.get(network.fingerprint())?.is_none();
        fs::write(self.0.join(network.fingerprint().to_string()), network.as_bytes()).map_err(failed)?;
        Ok(is_new)
    }
    fn get(&self, fingerprint: Fingerprint) -> Result<Option<Network>, StoreError> {
        match fs::read(self.0.join(fingerprint.to_string())) {
            Err(error) if error.kind() == NotFound => Ok(None),
            bytes => verified(fingerprint, bytes.map_err(failed)?).map(Some),
        }
    }
    fn entries(&self, range: RangeInclusive<Fingerprint>, limit: usize) -> Result<Vec<Entry>, StoreError> {
        let mut entries = Vec::new();
        for file in fs::read_dir(&self.0).map_err(failed)? {
            let bytes = fs::read(file.map_err(failed)?.path()).map_err(failed)?;
            entries.push(Entry::from(&Network::from_bytes(bytes).map_err(failed)?));
        }
        entries.retain(|entry| range.contains(&entry.fingerprint));
        entries.sort();
        Ok(entries.into_iter().take(limit).collect())
    }
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = Folder(std::env::temp_dir().join(format!("semnet-{}", std::process::id())));
    fs::create_dir_all(&folder.0)?;
    let network = NetworkBuilder::new("Why do bees dance?").concept("Sun Compass", "").build()?;
    assert!(folder.add(&network)? && !folder.add(&network)?);
    assert_eq!(folder.recover(&"why do bees dance".parse()?)?, Recovered::Network(network));
    println!("{:?}", folder.networks_with_concept("sun compass", 9)?);
    Ok(fs::remove_dir_all(folder.0)?)
}

#[test]
fn it_runs() {
    main().unwrap();
}
