//! Make a network, name it by its content, write it down and read it again: `cargo run --example quickstart`

use semnet_core::{Network, NetworkBuilder};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let network = NetworkBuilder::new("Why do bees dance?")
        .title("How Bees Tell the Way")
        .finding("Waggle Run", "A forager runs across the comb, and the angle is the way.")
        .concept("Sun Compass", "")
        .relationship(("Waggle Run", "is aimed by", "Sun Compass"))
        .highlight((
            "Why do bees dance?",
            "Concrete Instances",
            "Sun Compass",
            "Straight up on the comb stands for the direction of the sun.",
        ))
        .build()?;
    println!("#{}  {}", network.hashtag(), network.question());
    for relationship in network.relationships() {
        println!(
            "  {relationship}{}",
            relationship.passage().map(|it| format!(" “{it}”")).unwrap_or_default()
        );
    }

    // Equal content has an equal hashtag, on any machine and in any order of building.
    let again = Network::from_json(network.to_json())?;
    assert_eq!(again.hashtag(), network.hashtag());

    // A link contains the whole network; a report is for people, and lists the omitted parts.
    println!("{}", network.to_link("https://example.org/network")?);
    let report = network.to_report();
    println!("\n{}\n(omitted: {})", report.text, report.omitted);
    Ok(())
}

#[test]
fn it_runs() {
    main().unwrap();
}
