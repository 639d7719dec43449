//! What edits, changes, unions and merges cost, beside opening and building the same network: `edits
//! [RELATIONSHIPS]`.

use std::time::Instant;

use cap::Cap;
use semnet_core::change::RelationshipParts;
use semnet_core::network::NewRelationship;
use semnet_core::{Network, NetworkBuilder};

#[global_allocator]
static MEMORY: Cap<std::alloc::System> = Cap::new(std::alloc::System, usize::MAX);

type Failure = Box<dyn std::error::Error>;

/// A network of so many relationships, a tenth with passages, half as many concepts; those from `first` on.
fn network(first: usize, count: usize) -> Result<Network, Failure> {
    let mut builder = NetworkBuilder::new("What belongs together?");
    let concepts = (count / 2).max(2);
    let label = |number: usize| format!("concept {}", first + number % concepts);
    for number in 0..concepts {
        let text = if number % 4 == 0 { format!("The text of number {number}.") } else { String::new() };
        builder.concept(&label(number), &text);
    }
    for number in 0..10.min(concepts) {
        builder.finding(&label(number), "");
    }
    for number in 0..count {
        let (source, target) = (label(number), label(number.wrapping_mul(7919) + number / concepts + 1));
        let relation = format!("relation {}", number % 40);
        let mut new = NewRelationship::new(&source, &relation, &target);
        let passage = format!("Passage number {number}.");
        if number % 10 == 0 {
            new = new.passage(&passage);
        }
        builder.relationship(new);
    }
    Ok(builder.build()?)
}

/// Says how long something took, the best of some rounds, and how much memory it took beside what was there.
fn measure<T>(what: &str, rounds: usize, mut run: impl FnMut() -> Result<T, Failure>) -> Result<T, Failure> {
    let mut best = f64::MAX;
    let mut peak = 0;
    let mut result = None;
    for _ in 0..rounds {
        drop(result.take());
        // What was taken for a moment before hides as much of what is measured, so that it is taken again.
        let room = vec![0_u8; MEMORY.max_allocated() - MEMORY.allocated()];
        let before = MEMORY.allocated();
        let start = Instant::now();
        result = Some(run()?);
        best = best.min(start.elapsed().as_secs_f64());
        peak = peak.max(MEMORY.max_allocated() - before);
        drop(std::hint::black_box(room));
    }
    println!("{what:<44} {:>10.3} ms {:>8.1} MB", best * 1e3, peak as f64 / 1e6);
    result.ok_or_else(|| "no rounds".into())
}

fn main() -> Result<(), Failure> {
    let count = std::env::args().nth(1).map_or(Ok(1_000_000), |count| count.parse())?;
    let rounds = if count > 100_000 { 3 } else { 20 };
    println!("{count} relationships");
    let base = measure("build", rounds.min(3), || network(0, count))?;
    let bytes = base.as_bytes().to_vec();
    measure("open from bytes", rounds, || Ok(Network::from_bytes(bytes.clone())?))?;

    let edited = measure("edit: rename a concept", rounds, || {
        let mut editor = base.editor();
        editor.rename_concept("concept 1", "another concept")?;
        Ok(editor.network()?)
    })?;
    measure("edit: remove a concept", rounds, || {
        let mut editor = base.editor();
        editor.remove_concept("concept 2")?;
        Ok(editor.network()?)
    })?;
    measure("edit: set a text", rounds, || {
        let mut editor = base.editor();
        editor.set_text("concept 2", "Another text.")?;
        Ok(editor.network()?)
    })?;
    measure("1,000 edits together", rounds, || {
        let mut editor = base.editor();
        for number in 0..1000 {
            let label = format!("new concept {number}");
            editor.add_concept(&label, "")?;
            editor.add_relationship(&RelationshipParts::new(&label, "is new to", "concept 3"))?;
        }
        Ok(editor.network()?)
    })?;
    let mut editor = edited.editor();
    editor.set_text("concept 3", "Another text.")?;
    let other = editor.network()?;
    let changes = measure("diff of two changes", rounds, || Ok(base.diff(&other)))?;
    assert_eq!(changes.as_slice().len(), 2);
    measure("apply two changes", rounds, || Ok(base.apply(&changes)?))?;

    let mut editor = base.editor();
    editor.add_concept("theirs", "")?;
    let theirs = editor.network()?;
    measure("merge of few changes", rounds, || Ok(Network::merge(&base, &other, &theirs)?))?;

    let halves = [network(0, count / 2)?, network(count / 8, count / 2)?];
    let union = measure("union of two halves", rounds.min(3), || Ok(Network::union(&halves)?))?;
    let bytes = union.as_bytes().len() as f64 / 1e6;
    println!(
        "{:<44} {:>10} relationships, {bytes:.1} MB of bytes",
        "  (the union has)",
        union.relationship_count()
    );
    measure("building the union again", rounds.min(3), || Ok(union.to_builder().build()?))?;
    measure("opening the union", rounds.min(3), || Ok(Network::from_bytes(union.as_bytes().to_vec())?))?;
    let prefix = halves[1].hashtag().into();
    measure("the union without the second", rounds.min(3), || Ok(union.without(&prefix)?))?;
    Ok(())
}
