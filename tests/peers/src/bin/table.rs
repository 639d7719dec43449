//! Prints how long semnet takes compared with its peers, as ratios: below 1 it is faster, or smaller.
//!
//! ```sh
//! cargo run --release --manifest-path tests/peers/Cargo.toml --bin table
//! cargo run --release --manifest-path tests/peers/Cargo.toml --bin table -- --write
//! cargo run --release --manifest-path tests/peers/Cargo.toml --bin table -- --growth
//! ```
//!
//! The second writes the table of the README, too. The third does it on 1, 3 and 10 copies of WordNet, with
//! the exponent by which each cost grows from the first to the last.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::error::Error;
use std::time::Duration;

use oxigraph::store::Store;
use petgraph::graph::NodeIndex;
use semnet_core::Network;
use semnet_core::network::ConceptId;
use semnet_core::paths::{Direction, PathOptions};
use semnet_core::rank::PageRankOptions;
use semnet_peers::in_petgraph::{Net, Search, to_json};
use semnet_peers::measure::{Counting, Random, beside, live};
use semnet_peers::parts::Parts;
use semnet_peers::{in_oxigraph, in_semnet, parts, readme, walk};

#[global_allocator]
static ALLOCATOR: Counting = Counting;

type Result<T> = std::result::Result<T, Box<dyn Error>>;

fn main() -> Result<()> {
    let word_net = parts::word_net()?;
    let has = |option| std::env::args().skip(1).any(|argument| argument == option);
    if !has("--growth") {
        let table = Table::measure(&word_net, 9)?;
        if has("--write") {
            let ratios: Vec<(&str, f64)> = table.rows.iter().map(|row| (row.work, row.ratio())).collect();
            readme::write(&word_net, &ratios)?;
        }
        return Ok(());
    }
    let tables = [1, 3, 10].into_iter().map(|copies| Table::measure(&word_net.copies(copies), 3));
    let tables = tables.collect::<Result<Vec<_>>>()?;
    println!("\n{:<54} {:>7} {:>7} {:>7}  exponents: semnet, other", "semnet / other", "1x", "3x", "10x");
    for ((one, three), ten) in tables[0].rows.iter().zip(&tables[1].rows).zip(&tables[2].rows) {
        let exponent = |a: f64, b: f64| (b / a).log10();
        println!(
            "{:<54} {:>7.3} {:>7.3} {:>7.3}  {:.2}, {:.2}",
            one.work,
            one.ratio(),
            three.ratio(),
            ten.ratio(),
            exponent(one.ours, ten.ours),
            exponent(one.theirs, ten.theirs),
        );
    }
    Ok(())
}

/// The measurements of one task: seconds, or bytes.
struct Row {
    work: &'static str,
    ours: f64,
    theirs: f64,
}

impl Row {
    fn ratio(&self) -> f64 {
        self.ours / self.theirs
    }
}

struct Table {
    rounds: usize,
    rows: Vec<Row>,
}

impl Table {
    fn measure(parts: &Parts, rounds: usize) -> Result<Table> {
        println!("\n{} concepts, {} relationships", parts.concepts.len(), parts.relationships.len());
        println!("{:<54} {:>11} {:>11} {:>7}  at most", "semnet | other", "semnet", "other", "ratio");
        let mut table = Table { rounds, rows: Vec::new() };
        let (network, net) = table.making(parts)?;
        table.opening(parts, &network)?;
        table.walking(parts, &network, &net)?;
        let store = in_oxigraph::store(parts)?;
        table.find_by_question(parts, &network, &store)?;
        Ok(table)
    }

    fn making(&mut self, parts: &Parts) -> Result<(Network, Net)> {
        let build = beside(self.rounds, || in_semnet::build(parts), || Net::build(parts));
        self.times("build from parts, with hashtag | petgraph", build, Some(1.2));
        let (net, theirs) = live(|| Net::build(parts));
        let (network, ours) = live(|| -> Result<Network> {
            let network = in_semnet::build(parts)?;
            // The table of labels is made by the first look-up.
            network.concept("dog.n.01").ok_or("WordNet has no dog")?;
            Ok(network)
        });
        self.memory("live memory, same strings | petgraph", ours, theirs, 0.6);
        Ok((network?, net))
    }

    fn opening(&mut self, parts: &Parts, network: &Network) -> Result<()> {
        let (numbers, labels) = to_json(parts)?;
        // Reading a file returns a new vector; the timing begins after that, on both sides.
        let copies = RefCell::new(vec![network.as_bytes().to_vec(); 2 * (self.rounds + 1)]);
        let open = || copies.borrow_mut().pop().map(Network::from_bytes);
        let both = beside(self.rounds, open, || Net::from_json_with_labels(&labels));
        self.times("open from bytes, verified | petgraph, serde_json", both, Some(0.25));
        let both = beside(self.rounds, open, || Net::from_json(&numbers));
        self.times("  the same, ends as numbers in the JSON", both, None);
        Ok(())
    }

    fn walking(&mut self, parts: &Parts, network: &Network, net: &Net) -> Result<()> {
        let many = 5 * self.rounds;
        let mut random = Random(1);
        let asked = asked(parts, &mut random);
        // Their number and the sum of their places, so the compiler cannot skip any of them.
        let sum = |(count, places), place| (count + 1, places + place as u64);
        let ours = || {
            let found =
                asked.iter().flat_map(|(label, _, relation)| in_semnet::neighbors(network, label, relation));
            found.map(ConceptId::index).fold((0, 0), sum)
        };
        let theirs = || {
            let found = asked.iter().flat_map(|(label, _, relation)| net.neighbors(label, relation));
            found.map(NodeIndex::index).fold((0, 0), sum)
        };
        assert_eq!(ours().0, theirs().0);
        self.times("10,000 look-ups by label and relation | petgraph", beside(many, ours, theirs), Some(0.5));

        let onwards = PathOptions::default().direction(Direction::Outgoing);
        let walked = |order: &[ConceptId]| (order.len(), walk::sum(order.iter().map(|id| id.index())));
        let ours = || network.breadth_first(network.concepts(), &onwards).map(|order| walked(&order));
        assert_eq!(ours()?, walk::bfs(network));
        assert_eq!(ours()?.0, walk::bfs(&net.graph).0);
        let both = beside(many, ours, || walk::bfs(&net.graph));
        self.times("full breadth-first walk | petgraph::visit::Bfs", both, Some(0.3));
        let both = beside(many, ours, || walk::flat(&net.graph));
        self.times("  petgraph walked with a list for a queue", both, None);
        let both = beside(many, || walk::flat(network), || walk::flat(&net.graph));
        self.times("  the same code on both, through petgraph's traits", both, None);
        let both = beside(many, || walk::bfs(network), || walk::bfs(&net.graph));
        self.times("  petgraph::visit::Bfs on both", both, None);
        let everything = PathOptions::default();
        assert_eq!(
            network.components(&everything.relations, everything.budget)?.len(),
            net.components().1 as usize
        );
        let both = beside(
            many,
            || network.components(&everything.relations, everything.budget),
            || net.components(),
        );
        self.times("weakly connected components | petgraph", both, None);

        let is_noun = |place: &u32| parts.concepts[*place as usize].0.contains(".n.");
        let nouns: Vec<u32> = (0..parts.concepts.len() as u32).filter(is_noun).collect();
        let mut noun = || parts.concepts[nouns[random.below(nouns.len())] as usize].0.as_str();
        let pairs: Vec<(&str, &str)> = (0..1000).map(|_| (noun(), noun())).collect();
        let mut search = Search::new(net);
        let ours = || {
            let concept = |label| network.concept(label).map(|concept| concept.id()).unwrap_or_default();
            let path = |&(a, b)| network.shortest_path(concept(a), concept(b), &everything).ok().flatten();
            pairs.iter().filter_map(path).map(|path| path.len()).sum::<usize>()
        };
        let mut theirs = || {
            let path = |&(a, b)| search.shortest_path(net, net.places[a], net.places[b]);
            pairs.iter().filter_map(path).map(|path| path.len()).sum::<usize>()
        };
        assert_eq!(ours(), theirs());
        self.times(
            "1,000 shortest paths between nouns | petgraph",
            beside(self.rounds, ours, theirs),
            Some(0.5),
        );

        let options = PageRankOptions::default().iterations(20).tolerance(0.0);
        let ours = || {
            network.pagerank(&onwards.relations, &options.direction(onwards.direction).budget(onwards.budget))
        };
        let theirs = || net.pagerank(0.85, 20);
        let (ranks, other_ranks) = (ours()?, theirs());
        for (concept, rank) in ranks.iter() {
            assert!((rank - other_ranks[net.places[concept.label()].index()]).abs() < 1e-12);
        }
        self.times("20 iterations of PageRank | petgraph", beside(self.rounds, ours, theirs), Some(0.6));
        Ok(())
    }

    fn find_by_question(&mut self, parts: &Parts, network: &Network, store: &Store) -> Result<()> {
        let is_entity = |(label, _): &(String, String)| label == "entity.n.01";
        let entity = parts.concepts.iter().position(is_entity).ok_or("WordNet has no entity")? as u32;
        let sparql = in_oxigraph::closure(entity, "hyponym");
        let ours = || network.select("entity.n.01 via hyponym+ ?x").map(|rows| rows.len());
        let theirs = || in_oxigraph::count(store, &sparql);
        assert_eq!(ours()?, theirs()?);
        self.times("all below entity by hyponym+ | oxigraph", beside(self.rounds, ours, theirs), Some(0.05));

        let asked = asked(parts, &mut Random(2));
        let patterns: Vec<String> = asked
            .iter()
            .map(|(label, _, relation)| format!("{} via {} ?x", quoted(label), quoted(relation)))
            .collect();
        let queries: Vec<String> =
            asked.iter().map(|(_, place, relation)| in_oxigraph::one_pattern(*place, relation)).collect();
        let ours = || patterns.iter().map(|pattern| network.select(pattern).map(|rows| rows.len())).sum();
        let theirs = || queries.iter().map(|query| in_oxigraph::count(store, query)).sum::<Result<usize>>();
        let count: std::result::Result<usize, _> = ours();
        assert_eq!(count?, theirs()?);
        let both = beside(self.rounds, || -> std::result::Result<usize, _> { ours() }, theirs);
        self.times("10,000 selects of one pattern, parsed | oxigraph", both, Some(0.1));
        Ok(())
    }

    fn times(&mut self, work: &'static str, (ours, theirs): (Duration, Duration), at_most: Option<f64>) {
        let ms = |time: Duration| format!("{:.2} ms", time.as_secs_f64() * 1e3);
        let row = Row { work, ours: ours.as_secs_f64(), theirs: theirs.as_secs_f64() };
        self.print(row, ms(ours), ms(theirs), at_most);
    }

    fn memory(&mut self, work: &'static str, ours: usize, theirs: usize, at_most: f64) {
        let mib = |bytes: usize| format!("{:.1} MiB", bytes as f64 / (1 << 20) as f64);
        let row = Row { work, ours: ours as f64, theirs: theirs as f64 };
        self.print(row, mib(ours), mib(theirs), Some(at_most));
    }

    fn print(&mut self, row: Row, ours: String, theirs: String, at_most: Option<f64>) {
        let ratio = row.ratio();
        let target = match at_most {
            Some(at_most) if ratio > at_most => format!("{at_most}  missed"),
            Some(at_most) => format!("{at_most}"),
            None => String::new(),
        };
        println!("{:<54} {ours:>11} {theirs:>11} {ratio:>7.3}  {target}", row.work);
        self.rows.push(row);
    }
}

/// Labels, with their places, and relations that these have: 10,000 relationships, drawn at random. The
/// labels are copies that lie side by side, as those of a caller who has just read them; each relation lies
/// in one place, as the constants of a program do.
fn asked<'a>(parts: &'a Parts, random: &mut Random) -> Vec<(String, u32, &'a str)> {
    let mut relations = BTreeSet::new();
    let mut draw = || {
        let (source, relation, _) = &parts.relationships[random.below(parts.relationships.len())];
        relations.insert(relation.as_str());
        let relation = relations.get(relation.as_str()).copied().unwrap_or_default();
        (parts.concepts[*source as usize].0.clone(), *source, relation)
    };
    (0..10_000).map(|_| draw()).collect()
}

fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('\\', "\\\\").replace('"', "\\\""))
}
