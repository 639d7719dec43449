//! All error types: their names and bounds, and messages that do not repeat themselves in a chain.

use std::collections::BTreeSet;
use std::error::Error;
use std::path::Path;

use semnet_core::analysis::{Analysis, Lens};
use semnet_core::change::History;
use semnet_core::evidence::Source;
use semnet_core::format::{Format, ImportOptions, OpenOptions};
use semnet_core::link::Link;
use semnet_core::network::{ConceptId, FingerprintPrefix};
use semnet_core::paths::{Budget, PathOptions, RelationFilter};
use semnet_core::query_bar::Query;
use semnet_core::rank::{PageRankOptions, RankError};
use semnet_core::store::{self, MemoryStore, StoreError, StoreExt};
use semnet_core::words::{ConnectionOptions, Language};
use semnet_core::{Fingerprint, Hashtag, Network, NetworkBuilder, Store};

use super::network;

/// Errors of each type, with the names of the types.
#[derive(Default)]
struct Errors(Vec<(&'static str, Box<dyn Error>)>);

impl Errors {
    /// Adds an error; that this compiles shows its bounds.
    fn add<T, E: Error + Clone + Eq + Send + Sync + 'static>(&mut self, outcome: Result<T, E>) {
        let Err(error) = outcome else {
            panic!("expected an error of the type {}", std::any::type_name::<E>())
        };
        assert_eq!(error, error.clone());
        let name = std::any::type_name::<E>().rsplit("::").next().unwrap();
        self.0.push((name, Box::new(error)));
    }
}

/// At least one error of each type, and one for each type of error within it.
fn errors() -> Errors {
    let network = &network();
    let farm = network.find_concept("Farm").unwrap();
    let bakery = network.find_concept("Bakery").unwrap();
    let all = &RelationFilter::default();
    let short = &PathOptions::default().budget(1);
    let link = network.to_link("https://a.example/").unwrap().to_string();
    let mut damaged = network.as_bytes().to_vec();
    damaged.pop();
    let mut errors = Errors::default();

    errors.add("6ybRkSdCb9".parse::<Hashtag>());
    errors.add("zzzzzzzzzzz".parse::<FingerprintPrefix>());
    errors.add("6ybRkSdCb9w".parse::<Fingerprint>());
    errors.add(Network::from_bytes(damaged.clone()));
    errors.add(NetworkBuilder::default().build());
    errors.add(NetworkBuilder::new("Q?").concept("\u{1}", "").build());

    for text in ["#short", "#BY21GHZ7VJ-", "#BY21GHZ7VJ3.pAAAA", "#BY21GHZ7VJ3.p", "#BY21GHZ7VJ3.é", "none"]
    {
        errors.add(text.parse::<Link>());
    }
    errors.add(link.get(..link.len() - 3).unwrap().parse::<Link>());
    errors.add("".parse::<Query>());
    errors.add("#BY21GHZ7VJ3.p".parse::<Query>());
    errors.add(Network::from_report("Semantic Network"));
    errors.add(Network::from_report("Interactive semantic network: \u{1}"));
    errors.add(Network::from_json("{"));
    errors.add(Network::from_json(r#"{"question": ""}"#));
    errors.add("word".parse::<Format>());
    errors.add(Network::from_format(Format::Csv, "from,to\nA\n"));
    errors.add(Network::from_format(Format::NodeLink, r#"{"nodes": [], "links": [1]}"#));
    errors.add(Network::import_from(Format::GraphMl, Unreadable, &ImportOptions::default()));
    errors.add("".parse::<Network>());
    errors.add(Network::open(&damaged, &OpenOptions::default()));
    errors.add(Network::open("semnet:#BY21GHZ7VJ3.p", &OpenOptions::default()));
    errors.add(Network::open("semnet:#BY21GHZ7VJ3", &OpenOptions::default()));
    errors.add(Network::open_from(Unreadable, &OpenOptions::default()));

    errors.add(network.find_concept("Mil"));
    errors.add(network.components(all, Budget::new(1)));
    errors.add("?a via".parse::<semnet_core::select::Pattern>());
    errors.add(network.select("?a via"));
    errors.add(network.select_with(&"?a via supplies ?b".parse().unwrap(), short));
    errors.add(network.shortest_path_weighted(farm, bakery, short, |_| 1.0));
    errors.add(network.shortest_path_weighted(farm, bakery, &PathOptions::default(), |_| f64::NAN));
    errors.add(network.pagerank(all, &PageRankOptions::default().damping(7.0)));
    errors.add(network.pagerank(all, &PageRankOptions::default().budget(1)));
    errors.add(network.pagerank_weighted(all, &PageRankOptions::default(), |_| -1.0));
    errors.add(network.themes(all, f64::NAN, Budget::UNLIMITED));
    let seven = network.pagerank(all, &PageRankOptions::default().damping(7.0));
    let Err(RankError::Option(option)) = seven else { panic!("{seven:?}") };
    errors.add::<(), _>(Err(option));
    let negative = network.pagerank_weighted(all, &PageRankOptions::default(), |_| -1.0);
    let Err(RankError::Weight(weight)) = negative else { panic!("{negative:?}") };
    errors.add::<(), _>(Err(weight));
    errors.add(network.themes(all, 1.0, Budget::new(1)));

    errors.add("tlh".parse::<Language>());
    errors.add(network.connections_with_embeddings(&ConnectionOptions::default(), |_| vec![f32::NAN]));
    errors.add(network.merge_concepts(ConceptId::from(9), ConceptId::from(0)));
    errors.add(Source::new("", "a text"));
    let other = |question| NetworkBuilder::new(question).build().unwrap();
    errors.add(other("Q?").apply(&other("R?").diff(network)));
    errors.add(network.editor().remove_concept("Town"));
    errors.add(network.editor().add_concept("\u{1}", ""));
    errors.add("{".parse::<History>());
    errors.add(Network::from_text("no question"));
    errors.add(Network::from_svg("<svg/>"));
    errors.add(network.without(&"0".parse().unwrap()));
    errors.add(Analysis::contradictions(network).start());
    errors.add(Analysis::grow(network, "Town", Lens::new("Effects", "")).start());
    errors.add(Analysis::question("\u{1}").source("a", "b").start());

    let engine = store::StoreError::because("shelf 3", std::io::Error::other("disk on fire"));
    errors.add::<(), _>(Err(engine.clone()));
    let problem = store::Corruption::Decode(Network::from_bytes(damaged).unwrap_err());
    errors.add::<(), _>(Err(StoreError::corrupt(network.fingerprint(), problem)));
    errors.add(store::check_record(store::kinds::SOURCE, network.fingerprint(), b"no source"));
    let store = MemoryStore::default();
    store.add(network).unwrap();
    errors.add(store.shortest_path("Town", "Farm", &PathOptions::default()));
    errors.add(store.shortest_path("Farm", "Bakery", short));
    errors.add::<(), _>(Err(store::StorePathError::from(engine)));
    errors
}

/// A file that cannot be read.
struct Unreadable;

impl std::io::Read for Unreadable {
    fn read(&mut self, _: &mut [u8]) -> std::io::Result<usize> {
        Err(std::io::Error::other("the disk is on fire"))
    }
}

/// The error types that the source of the crate declares.
fn declared(folder: &Path, found: &mut BTreeSet<String>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            declared(&path, found);
            continue;
        }
        let source = std::fs::read_to_string(&path).unwrap();
        let name = |line: &str| {
            let mut words = line.split(|c: char| !c.is_alphanumeric() && c != '_');
            words.find(|word| word.ends_with("Error") && *word != "Error").map(str::to_owned)
        };
        let declarations = source.split("thiserror::Error)]").skip(1).map(|after| {
            let line = after.lines().find(|line| line.starts_with("pub ")).unwrap_or_default();
            name(line)
                .unwrap_or_else(|| panic!("{}: `{line}` has no name that ends in Error", path.display()))
        });
        found.extend(declarations);
        let implemented = source.lines().filter(|line| line.contains("std::error::Error for"));
        found.extend(implemented.filter_map(|line| name(line.split(" for ").nth(1)?)));
    }
}

#[test]
fn every_error_type_is_a_value_with_a_name_that_ends_in_error() {
    let mut all = BTreeSet::new();
    declared(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../semnet-core/src"), &mut all);
    // It is in the error of an object store, and nowhere else.
    all.remove("S3AnswerError");
    let tested: BTreeSet<String> = errors().0.iter().map(|&(name, _)| name.to_owned()).collect();
    assert_eq!(tested, all);
}

/// The messages of the chain, which `anyhow` prints with `{:#}` and `: ` between.
fn chain(error: &dyn Error) -> Vec<String> {
    let (mut chain, mut next) = (Vec::new(), Some(error));
    while let Some(error) = next {
        chain.push(error.to_string());
        next = error.source();
    }
    chain
}

#[test]
fn error_chains_do_not_repeat_themselves() {
    for (name, error) in errors().0 {
        let chain = chain(&*error);
        for (place, message) in chain.iter().enumerate() {
            let repeats = chain[..place].iter().any(|earlier| earlier.contains(message.as_str()));
            assert!(!repeats, "{name}: {chain:?}");
            let is_one_line = !message.is_empty() && !message.contains('\n') && !message.ends_with('.');
            assert!(is_one_line, "{name}: {message:?}");
        }
    }
}

#[test]
fn a_store_error_keeps_the_error_of_its_engine() {
    let error = store::StoreError::because("shelf 3", std::io::Error::other("disk on fire"));
    let store::StoreError::Unavailable { cause: Some(cause), .. } = error.clone() else { panic!("{error}") };
    assert!(cause.downcast_ref::<std::io::Error>().is_some());
    let store = store::MemoryStore::default();
    let shared: std::sync::Arc<dyn Store> = std::sync::Arc::new(store);
    assert!(shared.add(&network()).unwrap());
}
