//! Check the passages of a network against the texts that they are quoted from: `cargo run --example
//! evidence`

use semnet_core::Network;
use semnet_core::evidence::{Source, check, cite};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let network = Network::from_json(include_str!("reports/tide-mill.json"))?;
    let source = Source::new("tide-mill.txt", include_str!("sources/tide-mill.txt"))?;
    let sources = [source];

    // Each passage is exact, adapted, altered or missing; the first two are evidence.
    let evidence = check(&network, &sources);
    for found in &evidence {
        println!("{found}");
        for difference in found.differences() {
            println!("    {difference}");
        }
    }
    let is_supported = |relationship| {
        evidence.iter().any(|found| found.relationship() == relationship && found.verdict().is_evidence())
    };
    let supported = network.relationships().filter(|it| is_supported(*it)).count();
    println!("{supported} of {} passages occur in {}", evidence.len(), sources[0].name());

    // A network that names, in attributes, the places of its passages. It is another network.
    let cited = cite(&network, &sources)?;
    assert_ne!(cited.hashtag(), network.hashtag());
    Ok(())
}

#[test]
fn it_runs() {
    main().unwrap();
}
