//! Take a network to another tool's format and back, and read a file of another tool: `cargo run --example
//! formats`

use semnet_core::Network;
use semnet_core::format::{Format, ImportOptions};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let network = Network::from_json(include_str!("reports/tide-mill.json"))?;

    // These formats can express every network; the others list what they omitted.
    for format in [Format::GraphMl, Format::Gexf, Format::NodeLink] {
        let exported = network.to_format(format);
        let again = Network::from_format(format, &exported.text)?;
        println!("{format}: {} bytes, omitted: {}", exported.text.len(), exported.omitted);
        assert_eq!(again.hashtag(), network.hashtag());
    }

    // A file of another tool has no question, so its reader gives one.
    let csv = "source,relation,target\nMill,supplies,Bakery\nBakery,feeds,Town\n";
    assert_eq!(Format::detect(csv), Format::Csv);
    let imported =
        Network::import(Format::Csv, csv, &ImportOptions::default().question("Who feeds the town?"))?;
    for relationship in imported.network.relationships() {
        println!("{relationship}");
    }
    Ok(())
}

#[test]
fn it_runs() {
    main().unwrap();
}
