//! See how two versions differ, apply the changes elsewhere, and merge what two people did: `cargo run
//! --example versions`

use semnet_core::{Network, NetworkBuilder};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let base = Network::from_json(include_str!("reports/tide-mill.json"))?;

    // Networks never change; a builder makes the next version.
    let mut builder = NetworkBuilder::from(&base);
    builder.concept("Ferry", "It crossed at slack water.").relationship(("Ferry", "landed at", "Coal Quay"));
    let ours = builder.build()?;
    let mut builder = NetworkBuilder::from(&base);
    builder.title("Mills of the Estuary");
    let theirs = builder.build()?;

    print!("{}", base.diff(&ours));
    assert_eq!(base.apply(&base.diff(&ours))?, ours);

    // Compatible changes of both sides are combined; the others are conflicts, which print as text.
    let merged = Network::merge(&base, &ours, &theirs)?;
    assert!(merged.conflicts.is_empty());
    for (name, network) in
        [("base", &base), ("ours", &ours), ("theirs", &theirs), ("merged", &merged.network)]
    {
        println!("{name}: #{}", network.hashtag());
    }
    Ok(())
}

#[test]
fn it_runs() {
    main().unwrap();
}
