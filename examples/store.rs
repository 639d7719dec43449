//! Keep networks in one file and open them by what a person types: `cargo run --example store`

use semnet_core::store::{Recovered, SqliteStore, StoreExt, Suggestion};
use semnet_core::{Network, Store};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = std::env::temp_dir().join(format!("semnet-example-{}", std::process::id()));
    std::fs::create_dir_all(&folder)?;
    let store = SqliteStore::open(folder.join("networks.semnet"))?;
    for report in [include_str!("reports/bees.txt"), include_str!("reports/tram.txt")] {
        store.add(&Network::from_report(report)?)?;
    }

    // A hashtag, a link or a question; one wrong letter gives suggestions, never another network.
    for typed in ["#6l8y2xAx64u", "6l8y2xax64u", "why do trams come back"] {
        match store.recover(&typed.parse()?)? {
            Recovered::Network(network) => println!("{typed}: {}", network.question()),
            Recovered::Ambiguous(choices) => println!("{typed}: {} networks to choose from", choices.len()),
            Recovered::NotFound(suggestions) => {
                println!("{typed}: nothing found");
                for Suggestion { entry, .. } in &suggestions {
                    println!("    close to it: {} {}", entry.fingerprint.hashtag(), entry.question);
                }
            }
            _ => println!("{typed}: this version of the example does not know the answer"),
        }
    }
    for hit in store.search("street car", &Default::default())? {
        println!("street car: {}", hit.network().question());
    }
    drop(store);
    std::fs::remove_dir_all(folder)?;
    Ok(())
}

#[test]
fn it_runs() {
    main().unwrap();
}
