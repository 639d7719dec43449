//! Ask a network how its concepts are related, with the relationships as evidence: `cargo run --example
//! select`

use semnet_core::Network;
use semnet_core::paths::{Budget, PathOptions};
use semnet_core::select::Pattern;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let network = Network::from_json(include_str!("reports/tide-mill.json"))?;

    // A path is a chain of relationships, walked in either direction unless the options say otherwise.
    let (start, end) = (network.find_concept("night baking")?, network.find_concept("steam mill")?);
    let path = network.shortest_path(start, end, &PathOptions::default())?.ok_or("no path")?;
    println!("{path}");

    // A pattern binds variables. It is read once, and can be used on many networks.
    let pattern: Pattern = r#"?who via supplied+ "Ship's Biscuit""#.parse()?;
    let rows = network.select_with(&pattern, &PathOptions::default().max_length(3))?;
    let mut budget = Budget::new(10_000);
    for row in &rows {
        println!("{row}");
        for relationship in row.evidence(&mut budget)?.into_iter().flatten() {
            println!("    {relationship}");
            if let Some(passage) = relationship.passage() {
                println!("        “{passage}”");
            }
        }
    }
    assert_eq!(rows.len(), 2);

    // A label that is misspelt is an error with suggestions, not an empty answer.
    if let Err(error) = network.find_concept("stem mill") {
        println!("{error}");
    }
    Ok(())
}

#[test]
fn it_runs() {
    main().unwrap();
}
