//! What edits, changes, unions and merges cost, compared with opening and building the same network:
//! `edits [RELATIONSHIPS]`; without a number, for a network of 1,000 concepts and for one of a million
//! relationships.
//!
//! The two are measured in turns, so other work on the machine slows both.

use cap::Cap;
use semnet_core::network::NewRelationship;
use semnet_core::{Network, NetworkBuilder};
use semnet_tests::clock::milliseconds_once;

#[global_allocator]
static MEMORY: Cap<std::alloc::System> = Cap::new(std::alloc::System, usize::MAX);

type Failure = Box<dyn std::error::Error>;

/// A network of this many relationships, a tenth with passages, half as many concepts; those from `first` on.
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

/// The processor time of the best of some rounds, in milliseconds, and the additional memory, in bytes.
#[derive(Clone, Copy)]
struct Cost {
    time: f64,
    memory: usize,
}

impl Cost {
    const NONE: Cost = Cost { time: f64::MAX, memory: 0 };

    /// One round, in which it is done this many times.
    fn round<T>(&mut self, times: usize, run: &mut impl FnMut() -> Result<T, Failure>) -> Result<T, Failure> {
        // Memory that was briefly used before would hide as much of the measured memory, so it is allocated
        // again.
        let room = vec![0_u8; MEMORY.max_allocated() - MEMORY.allocated()];
        let before = MEMORY.allocated();
        let mut result = None;
        let time = milliseconds_once(|| {
            for _ in 0..times {
                drop(result.take());
                result = Some(run());
            }
        });
        self.time = self.time.min(time / times as f64);
        self.memory = self.memory.max(MEMORY.max_allocated() - before);
        drop(std::hint::black_box(room));
        result.ok_or("nothing was run")?
    }
}

/// Prints a cost, and its ratio to that of something else that is measured in turns with it.
fn measure<T, U>(
    what: &str,
    (rounds, times): (usize, usize),
    (than, mut other): (&str, impl FnMut() -> Result<U, Failure>),
    mut run: impl FnMut() -> Result<T, Failure>,
) -> Result<T, Failure> {
    let (mut own, mut others) = (Cost::NONE, Cost::NONE);
    let mut result = None;
    for _ in 0..rounds {
        drop(result.take());
        others.round(times, &mut other)?;
        result = Some(own.round(times, &mut run)?);
    }
    let (time, memory, ratio) = (own.time, own.memory as f64 / 1e6, own.time / others.time);
    println!("{what:<32} {time:>10.3} ms {memory:>8.1} MB {ratio:>8.2} times {than}");
    result.ok_or_else(|| "no rounds".into())
}

fn main() -> Result<(), Failure> {
    let count = std::env::args().nth(1).map(|count| count.parse()).transpose()?;
    count.map_or(vec![2_000, 1_000_000], |count| vec![count]).into_iter().try_for_each(costs)
}

fn costs(count: usize) -> Result<(), Failure> {
    // The time on the processor is counted in milliseconds, of which a small network takes a part.
    let times = (1_000_000 / count).max(1);
    let (rounds, few) = ((7, times), (3, times));
    println!("\n{} concepts, {count} relationships", (count / 2).max(2));
    let base = measure("build", few, ("itself", || network(0, count)), || network(0, count))?;
    let bytes = base.as_bytes().to_vec();
    let open = || ("opening", || Ok(Network::from_bytes(bytes.clone())?));
    measure("open from bytes", rounds, open(), open().1)?;

    let edited = measure("edit: rename a concept", rounds, open(), || {
        let mut editor = base.editor();
        editor.rename_concept("concept 1", "another concept")?;
        Ok(editor.network()?)
    })?;
    measure("edit: remove a concept", rounds, open(), || {
        let mut editor = base.editor();
        editor.remove_concept("concept 2")?;
        Ok(editor.network()?)
    })?;
    measure("edit: set a text", rounds, open(), || {
        let mut editor = base.editor();
        editor.set_text("concept 2", "Another text.")?;
        Ok(editor.network()?)
    })?;
    measure("edit: add a relationship", rounds, open(), || {
        let mut editor = base.editor();
        editor.add_relationship(("concept 2", "is new to", "concept 3"))?;
        Ok(editor.finish()?)
    })?;
    measure("1,000 edits together", rounds, open(), || {
        let mut editor = base.editor();
        for number in 0..1000 {
            let label = format!("new concept {number}");
            editor.add_concept(&label, "")?;
            editor.add_relationship((&label, "is new to", "concept 3"))?;
        }
        Ok(editor.network()?)
    })?;
    let mut editor = edited.editor();
    editor.set_text("concept 3", "Another text.")?;
    let other = editor.network()?;
    let changes = measure("diff of two changes", rounds, open(), || Ok(base.diff(&other)))?;
    assert_eq!(changes.as_slice().len(), 2);
    measure("apply two changes", rounds, open(), || Ok(base.apply(&changes)?))?;

    let mut editor = base.editor();
    editor.add_concept("theirs", "")?;
    let theirs = editor.network()?;
    let merged = Network::merge(&base, &other, &theirs)?;
    let build = ("building", || Ok(merged.network.to_builder().build()?));
    measure("merge of few changes", few, build, || Ok(Network::merge(&base, &other, &theirs)?))?;

    let halves = [network(0, count / 2)?, network(count / 8, count / 2)?];
    let union = Network::union(&halves)?;
    let build = ("building", || Ok(union.to_builder().build()?));
    measure("union of two halves", few, build, || Ok(Network::union(&halves)?))?;
    let bytes = union.as_bytes().len() as f64 / 1e6;
    println!("  (the union has {} relationships, {bytes:.1} MB of bytes)", union.relationship_count());
    let prefix = halves[1].hashtag().into();
    let open = ("opening", || Ok(Network::from_bytes(union.as_bytes().to_vec())?));
    measure("the union without the second", few, open, || Ok(union.without(&prefix)?))?;
    Ok(())
}
