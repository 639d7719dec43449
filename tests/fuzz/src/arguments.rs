//! The arguments of queries, with any numbers and texts: the query, the number of answers, the length, the
//! budget.

use std::sync::OnceLock;

use semnet_core::context::ContextOptions;
use semnet_core::paths::{Direction, PathOptions};
use semnet_core::rank::{BetweennessOptions, PageRankOptions, ParallelRelationships};
use semnet_core::select::Pattern;
use semnet_core::store::{MemoryStore, StoreExt};
use semnet_core::words::{ConnectionOptions, Language, SearchOptions};
use semnet_core::{Network, NetworkBuilder, Store};

/// The most work of a query: enough to go round each network many times, and done in no time.
const BUDGET: u64 = 20_000;

/// Networks with exponentially many paths, with a hub, with a long chain, with all relationships there can
/// be.
fn networks() -> &'static [Network; 4] {
    static NETWORKS: OnceLock<[Network; 4]> = OnceLock::new();
    NETWORKS.get_or_init(|| {
        let network = |question: &str, relationships: Vec<(String, &str, String)>| {
            let mut builder = NetworkBuilder::new(question);
            let text = |number: usize| {
                format!("Bees of hive {} carry pollen from field {}.", number % 7, number % 5)
            };
            let mut labels: Vec<&String> = relationships.iter().flat_map(|(a, _, b)| [a, b]).collect();
            labels.sort();
            labels.dedup();
            for (number, label) in labels.into_iter().enumerate() {
                if number % 9 == 0 {
                    builder.finding(label.as_str(), &text(number));
                } else {
                    builder.concept(label.as_str(), &text(number));
                }
            }
            for (source, relation, target) in &relationships {
                builder.relationship((source.as_str(), *relation, target.as_str()));
            }
            builder.build().expect("a network")
        };
        let c = |number: usize| format!("c{number}");
        let ladder = (0..30).flat_map(|rung| {
            (0..3).flat_map(move |side| {
                [(c(rung * 4), "r", c(rung * 4 + 1 + side)), (c(rung * 4 + 1 + side), "s", c(rung * 4 + 4))]
            })
        });
        [
            network("How many ways?", ladder.collect()),
            network(
                "What is in the middle?",
                (1..200).map(|leaf| (c(0), if leaf % 2 == 0 { "r" } else { "s" }, c(leaf))).collect(),
            ),
            network("How far?", (0..200).map(|at| (c(at), "r", c(at + 1))).collect()),
            network(
                "All of them?",
                (0..144).filter(|at| at / 12 != at % 12).map(|at| (c(at / 12), "r", c(at % 12))).collect(),
            ),
        ]
    })
}

fn store() -> &'static MemoryStore {
    static STORE: OnceLock<MemoryStore> = OnceLock::new();
    STORE.get_or_init(|| {
        let store = MemoryStore::default();
        networks().iter().for_each(|network| {
            store.add(network).expect("it is added");
        });
        store
    })
}

/// Arguments out of bytes: each number takes one or nine of them, the rest is text.
struct Arguments<'a>(&'a [u8]);

impl<'a> Arguments<'a> {
    fn byte(&mut self) -> u8 {
        let Some((&first, rest)) = self.0.split_first() else { return 0 };
        self.0 = rest;
        first
    }

    /// Any number, those at the ends and small ones above all.
    fn number(&mut self) -> u64 {
        match self.byte() {
            0 => u64::MAX,
            1 => u64::MAX - 1,
            2 => u64::from(u32::MAX),
            3 => 1 << 63,
            4 => u64::from_le_bytes(std::array::from_fn(|_| self.byte())),
            small => u64::from(small) - 5,
        }
    }

    fn size(&mut self) -> usize {
        self.number() as usize
    }

    fn options(&mut self) -> PathOptions {
        let mut options = PathOptions::default().budget(self.number().min(BUDGET));
        let kinds = self.byte();
        if kinds & 1 != 0 {
            options = options.max_length(self.size());
        }
        if kinds & 2 != 0 {
            options = options.via(["r", "no such relation"]);
        }
        if kinds & 4 != 0 {
            options = options.not_via(["s"]);
        }
        options.direction(match kinds >> 6 {
            0 => Direction::Outgoing,
            1 => Direction::Incoming,
            _ => Direction::Both,
        })
    }

    fn text(&mut self) -> String {
        String::from_utf8_lossy(std::mem::take(&mut self.0)).into_owned()
    }
}

/// A query returns answers in order, at most as many as requested, or reports that its budget ended, and
/// nothing after that.
pub fn arguments(bytes: &[u8]) {
    let mut given = Arguments(bytes);
    let network = &networks()[usize::from(given.byte()) % 4];
    match given.byte() % 9 {
        query @ 0..=2 => paths(network, query, &mut given),
        3 => {
            let (options, few) = (given.options(), given.size().min(1_000));
            let Ok(pattern) = given.text().parse::<Pattern>() else { return };
            let (rows, exceeded) = network.select_partial(&pattern, &options);
            // Everything in memory is charged to the budget.
            assert!((rows.len() * rows.variables().len()) as u64 <= options.budget.left() + 1);
            let mut budget = options.budget;
            for row in rows.iter().take(few) {
                let shown =
                    row.evidence(&mut budget).map(|evidence| evidence.iter().map(Vec::len).sum::<usize>());
                assert!(shown.is_err() || shown.is_ok_and(|shown| shown as u64 <= BUDGET + 1));
            }
            assert_eq!(exceeded.is_none(), network.select_with(&pattern, &options).is_ok());
        }
        4 => words(network, &mut given),
        5 => {
            let options = given.options();
            if let Ok(part) = network.ego_network(network.question_concept().expect("a question"), &options) {
                assert!(part.concept_count() <= network.concept_count());
            }
            let resolution = f64::from_bits(given.number());
            for resolution in [resolution, resolution.abs().min(100.0), given.size() as f64] {
                if let Ok(themes) = network.themes(&options.relations, resolution, options.budget) {
                    assert!(themes.groups().len() <= network.concept_count());
                }
            }
        }
        6 => {
            let options = given.options();
            let once = BetweennessOptions::from(options.clone());
            for options in [once.clone(), once.parallel(ParallelRelationships::Each)] {
                let _ = network.betweenness(&options);
                let _ = network.betweenness_sampled(given.size(), given.number(), &options);
            }
            let ranks = PageRankOptions::default()
                .damping(f64::from_bits(given.number()))
                .tolerance(f64::from_bits(given.number()))
                .iterations(given.size())
                .direction(options.direction)
                .budget(options.budget);
            if let Ok(scores) = network.pagerank(&options.relations, &ranks) {
                assert!(scores.top().all(|(_, score)| score.is_finite()), "{scores:?}");
            }
        }
        7 => across(&mut given),
        _ => {
            let tokens = given.size();
            let context = network.context(&given.text(), &ContextOptions::new(tokens));
            // The question is there in any case.
            let is_question = context.text().lines().count() <= 1;
            assert!(context.tokens() <= tokens || is_question, "{} of {tokens}", context.tokens());
        }
    }
}

fn paths(network: &Network, query: u8, given: &mut Arguments<'_>) {
    let (options, k) = (given.options(), given.size());
    let mut ends =
        [0, 0].map(|_| network.concepts().nth(given.size() % network.concept_count()).expect("a concept"));
    ends.sort_by_key(|concept| concept.id());
    let [from, to] = ends;
    let longest = options.max_length.unwrap_or(usize::MAX);
    let (mut count, mut last) = (0, 0);
    let mut check = |length: Option<usize>| {
        assert!(count < k && last != usize::MAX, "an answer too many, or one after an error");
        let Some(length) = length else {
            last = usize::MAX;
            return;
        };
        assert!(length <= longest && (query == 2 || last <= length), "{last} {length}");
        (count, last) = (count + 1, length);
    };
    match query {
        0 => network
            .k_shortest_paths(from, to, k, &options)
            .for_each(|path| check(path.ok().map(|path| path.len()))),
        1 => {
            let weight = 1.0;
            let paths = network.k_shortest_paths_weighted(from, to, k, &options, |_| weight);
            paths.for_each(|path| check(path.ok().map(|(_, path)| path.len())));
        }
        _ => {
            let paths = network.all_simple_paths(from, to, &options).take(k);
            paths.for_each(|path| check(path.ok().map(|path| path.len())));
        }
    }
}

fn words(network: &Network, given: &mut Arguments<'_>) {
    let (limit, score, pairs) = (given.size(), f64::from_bits(given.number()), given.number().min(BUDGET));
    let typos = given.byte();
    let options = SearchOptions::default()
        .language(Language::English)
        .limit(limit)
        .typos(typos)
        .prefix(typos.is_multiple_of(2));
    let sharing = ConnectionOptions::default().limit(limit).at_least(score).budget(pairs);
    assert!(network.connections(&sharing).len() <= limit);
    let text = given.text();
    let hits = network.search(&text, &options);
    assert!(hits.len() <= limit && hits.is_sorted_by(|a, b| a.score() >= b.score()), "{hits:?}");
}

fn across(given: &mut Arguments<'_>) {
    let (store, options, limit) = (store(), given.options(), given.size());
    let text = given.text();
    let (one, other) = text.split_once(';').unwrap_or((&text, "c3"));
    assert!(store.search(&text, &SearchOptions::default().limit(limit)).expect("hits").len() <= limit);
    assert!(store.similar_hashtags(&text, limit).expect("entries").len() <= limit);
    assert!(store.find_by_question(&text, limit).expect("entries").len() <= limit);
    assert!(store.find_similar_questions(&text, limit).expect("entries").len() <= limit);
    assert!(store.networks_with_concept(one, limit).expect("entries").len() <= limit);
    assert!(store.overlapping_networks(&networks()[0], limit).expect("overlaps").len() <= limit);
    if let Ok(Some(path)) = store.shortest_path(one, other, &options) {
        assert!(path.len() <= options.max_length.unwrap_or(usize::MAX));
    }
}
