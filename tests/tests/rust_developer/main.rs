//! Things that a Rust developer looks for: conversions, traits of the standard library, names for iterators,
//! errors that can be cloned, stored, sent and chained, and petgraph's algorithms. Most of this test is that
//! it compiles.

mod errors;

use std::collections::{BTreeSet, HashMap, HashSet};
use std::hash::RandomState;

use petgraph::algo;
use petgraph::visit::{
    Bfs, Dfs, DfsPostOrder, EdgeFiltered, NodeFiltered, Reversed, Topo, UndirectedAdaptor, Walker,
    depth_first_search,
};
use semnet_core::change::{Change, Changes, History};
use semnet_core::format::{Form, Format, OpenOptions};
use semnet_core::network::{
    ConceptId, Concepts, DecodeError, NewRelationship, RelationId, Relations, RelationshipId, Relationships,
};
use semnet_core::paths::{Direction, OwnedPath, PathOptions, RelationFilter, Steps};
use semnet_core::rank::OwnedScores;
use semnet_core::select::OwnedRows;
use semnet_core::words::Language;
use semnet_core::{Concept, Hashtag, Network, NetworkBuilder, Relationship, communities};

fn network() -> Network {
    NetworkBuilder::new("Who feeds the town?")
        .finding("Bakery", "It bakes bread.")
        .concept("Mill", "")
        .concept("Farm", "")
        .relationship(("Mill", "supplies", "Bakery"))
        .relationship(("Farm", "supplies", "Mill"))
        .build()
        .unwrap()
}

#[test]
fn conversions() {
    let network = network();
    let bytes: Vec<u8> = network.as_bytes().to_vec();
    let again: Result<Network, DecodeError> = bytes.clone().try_into();
    assert_eq!(again.unwrap(), network);
    assert_eq!(Network::try_from(&bytes[..]).unwrap(), network);
    assert_eq!(AsRef::<[u8]>::as_ref(&network), &bytes[..]);
    let json = network.to_format(Format::Json).text;
    assert_eq!(json.parse::<Network>().unwrap(), network);
    assert_eq!(network.to_report().text.parse::<Network>().unwrap().question(), network.question());
    assert_eq!(Network::open(&bytes, &OpenOptions::default()).unwrap().form, Form::Bytes);

    let mut builder = NetworkBuilder::from(&network);
    builder.concept("Town", "");
    builder.extend([("Bakery", "feeds", "Town")]);
    builder.extend(vec![("Farm".to_owned(), "feeds".to_owned(), "Town".to_owned())]);
    let rows = [("Mill".to_owned(), "feeds".to_owned(), "Town".to_owned(), "It grinds.".to_owned())];
    builder.extend(&rows);
    builder.extend(network.relationships().filter(|one| !one.is_key_finding()));
    builder.relationship((String::from("Town"), "eats", String::from("Bakery")));
    assert_eq!(builder.build().unwrap().relationship_count(), 7);

    assert_eq!(ConceptId::from(1).number(), 1);
    assert_eq!((u32::from(RelationshipId::from(2)), RelationId::from(3).index()), (2, 3));
    let ids: Vec<ConceptId> = serde_json::from_str("[0, 2]").unwrap();
    assert_eq!(serde_json::to_string(&ids).unwrap(), "[0,2]");
    assert_eq!(Language::from_code("de-CH"), Some(Language::German));
    assert_eq!(Language::from_code("tlh"), None);

    let changes: Vec<Change> = network.diff(&builder.build().unwrap()).into_iter().collect();
    assert_eq!(network.apply(&Changes::from(changes)).unwrap(), builder.build().unwrap());
}

#[test]
fn comparisons() {
    let network = network();
    let text = network.hashtag().to_string();
    assert!(network.hashtag() == *text && network.hashtag() == text.as_str() && network.hashtag() == text);
    assert!(text == network.hashtag() && text.as_str() == network.hashtag() && *text == network.hashtag());
    assert!(Hashtag::MAX != "00000000000");
    let concepts: HashSet<Concept<'_>> = network.concepts().collect();
    let sorted: BTreeSet<Relationship<'_>> = network.relationships().collect();
    assert_eq!((concepts.len(), sorted.len()), (4, 3));
    assert_eq!(NewRelationship::new("a", "b", "c"), ("a", "b", "c").into());
}

/// Iterators that are kept in a struct.
struct Kept<'a> {
    concepts: Concepts<'a>,
    relationships: Relationships<'a>,
    relations: Relations<'a>,
}

#[test]
fn iterators_have_names() {
    let network = network();
    let mut kept = Kept {
        concepts: network.concepts(),
        relationships: network.concept("Mill").unwrap().incoming(),
        relations: network.relations(),
    };
    assert_eq!(kept.concepts.len(), 4);
    assert_eq!(kept.concepts.next_back().unwrap().label(), "Who feeds the town?");
    assert_eq!(kept.concepts.nth(1).unwrap().label(), "Farm");
    assert_eq!(kept.concepts.clone().map(Concept::label).collect::<Vec<_>>(), ["Mill"]);
    assert_eq!(kept.relationships.next().unwrap().source().label(), "Farm");
    assert!(kept.relationships.next().is_none());
    assert_eq!(kept.relations.by_ref().collect::<Vec<_>>(), ["Key Finding", "supplies"]);
    kept.relationships = network.highlights();
    assert_eq!(kept.relationships.len(), 0);
    let folded = network.findings().fold(String::new(), |so_far, one| so_far + one.label());
    assert_eq!(folded, "Bakery");
}

#[test]
fn references_to_collections_iterate() {
    let network = network();
    let (farm, bakery) = (network.find_concept("Farm").unwrap(), network.find_concept("Bakery").unwrap());
    let path = network.shortest_path(farm, bakery, &PathOptions::default()).unwrap().unwrap();
    let mut to = Vec::new();
    for step in &path {
        to.push(step.to().label());
    }
    assert_eq!(to, ["Mill", "Bakery"]);
    let mut sum = 0.0;
    for (_, score) in &network.degree(&RelationFilter::default(), Direction::Both) {
        sum += score;
    }
    assert_eq!(sum, 6.0);
    let groups = network.components(&RelationFilter::default(), 1_000_u64.into()).unwrap();
    for group in &groups {
        assert_eq!(group.len(), 4);
    }
    for row in &network.select("?a via supplies ?b").unwrap() {
        assert_eq!(row.concepts().len(), 2);
    }
    let larger = NetworkBuilder::from(&network).concept("Town", "").build().unwrap();
    let mut changes = 0;
    for change in &network.diff(&larger) {
        changes += change.to_string().lines().count();
    }
    assert_eq!(changes, 1);
    let (history, mut revisions) = (History::default(), 0);
    for revision in &history {
        revisions += revision.from.len();
    }
    assert_eq!(revisions, 0);
}

/// Answers that outlive the network of the caller.
#[test]
fn answers_can_be_owned() {
    fn answers() -> (OwnedPath, OwnedScores, OwnedRows) {
        let network = network();
        let (farm, bakery) = (network.find_concept("Farm").unwrap(), network.find_concept("Bakery").unwrap());
        let path =
            network.shortest_path(farm, bakery, &PathOptions::default()).unwrap().unwrap().into_owned();
        let scores = network.degree(&RelationFilter::default(), Direction::Both).into_owned();
        (path, scores, network.select("?a via supplies ?b").unwrap().into_owned())
    }
    let (path, scores, rows) = answers();
    assert_eq!(path.to_string(), "Farm —supplies→ Mill —supplies→ Bakery");
    let borrowed = path.path();
    let steps: Steps<'_, '_> = borrowed.steps();
    assert_eq!((steps.len(), scores.scores().iter().len(), rows.rows().len()), (2, 4, 2));
}

/// Each of petgraph's algorithms and walks that do not change their graph compiles and runs: on the network
/// itself where relations may be the weights of edges, else on one with numbers. Left out are those that take
/// only petgraph's own types: `greedy_feedback_arc_set`, `steiner_tree`, `all_simple_paths_multi` and
/// `condensation`.
#[test]
fn algorithms_of_petgraph() {
    let network = &network();
    let weighted = &network.weighted(|_| 1.0_f64);
    let whole = &network.weighted(|_| 1_u32);
    let id = |label: &str| network.concept(label).unwrap().id();
    let (farm, bakery) = (id("Farm"), id("Bakery"));

    assert_eq!(Bfs::new(network, farm).iter(network).count(), 3);
    assert_eq!(Dfs::new(network, farm).iter(network).count(), 3);
    assert_eq!(DfsPostOrder::new(network, farm).iter(network).count(), 3);
    assert_eq!(Topo::new(network).iter(network).count(), 4);
    let mut events = 0;
    depth_first_search(network, [farm], |_: petgraph::visit::DfsEvent<ConceptId>| events += 1);
    assert!(events > 3);
    let without_farm = NodeFiltered::from_fn(network, |one| one != farm);
    assert_eq!(Dfs::new(&without_farm, id("Mill")).iter(&without_farm).count(), 2);
    let no_edge = EdgeFiltered::from_fn(network, |_| false);
    assert!(!algo::is_cyclic_directed(&no_edge));
    assert!(algo::has_path_connecting(Reversed(network), bakery, farm, None));
    assert_eq!(Dfs::new(UndirectedAdaptor(network), bakery).iter(UndirectedAdaptor(network)).count(), 4);

    assert_eq!(algo::all_simple_paths::<Vec<_>, _, RandomState>(network, farm, bakery, 0, None).count(), 1);
    assert_eq!(algo::astar(network, farm, |one| one == bakery, |_| 1, |_| 0).unwrap().0, 2);
    assert_eq!(algo::dijkstra(network, farm, None, |_| 1)[&bakery], 2);
    assert_eq!(algo::bidirectional_dijkstra(network, farm, bakery, |_| 1), Some(2));
    assert_eq!(algo::k_shortest_path(network, farm, None, 1, |_| 1)[&bakery], 2);
    assert_eq!(algo::bellman_ford(weighted, farm).unwrap().distances[bakery.index()], 2.0);
    assert!(algo::find_negative_cycle(weighted, farm).is_none());
    assert_eq!(
        algo::spfa(weighted, farm, |edge| *petgraph::visit::EdgeRef::weight(&edge)).unwrap().distances.len(),
        4
    );
    assert_eq!(algo::floyd_warshall(network, |_| 1).unwrap()[&(farm, bakery)], 2);
    assert_eq!(algo::floyd_warshall::floyd_warshall_path(network, |_| 1).unwrap().0[&(farm, bakery)], 2);
    assert_eq!(algo::johnson(network, |_| 1).unwrap()[&(farm, bakery)], 2);
    assert_eq!(algo::ford_fulkerson(whole, farm, bakery).0, 1);
    assert_eq!(algo::maximum_flow::dinics(whole, farm, bakery).0, 1);

    assert_eq!(algo::connected_components(network), 1);
    assert_eq!(algo::tarjan_scc(network).len(), 4);
    assert_eq!(algo::kosaraju_scc(network).len(), 4);
    let mut components = 0;
    algo::TarjanScc::new().run(network, |_| components += 1);
    assert_eq!(components, 4);
    assert_eq!(algo::toposort(network, None).unwrap().len(), 4);
    assert!(!algo::is_cyclic_directed(network) && !algo::is_cyclic_undirected(network));
    assert!(algo::has_path_connecting(network, farm, bakery, None));
    assert!(algo::is_bipartite_undirected(UndirectedAdaptor(network), farm));
    assert_eq!(algo::dominators::simple_fast(network, farm).immediate_dominator(bakery), Some(id("Mill")));
    assert_eq!(algo::bridges::bridges(UndirectedAdaptor(network)).count(), 3);
    assert_eq!(algo::articulation_points::articulation_points(UndirectedAdaptor(network)).len(), 2);
    // Of a directed graph, it depends on the order of a hash table how many.
    assert!(!algo::maximal_cliques(network).is_empty());
    assert_eq!(algo::dsatur_coloring(UndirectedAdaptor(network)).1, 2);
    assert_eq!(algo::page_rank(network, 0.85_f64, 10).len(), 4);

    assert!(algo::is_isomorphic(network, network));
    assert!(algo::is_isomorphic_matching(network, network, |(), ()| true, |a, b| a == b));
    assert!(algo::is_isomorphic_subgraph(network, network));
    assert!(algo::is_isomorphic_subgraph_matching(network, network, |(), ()| true, |a, b| a == b));
    let (mut nodes, mut edges) = (|_: &(), _: &()| true, |a: &RelationId, b: &RelationId| a == b);
    assert!(algo::subgraph_isomorphisms_iter(&network, &network, &mut nodes, &mut edges).is_some());
    assert_eq!(algo::greedy_matching(network).len(), 1);
    assert_eq!(algo::maximum_matching(network).len(), 2);
    assert_eq!(algo::min_spanning_tree(weighted).count(), 7);
    // Prim follows relationships onwards from the first concept, which has none: the concepts alone.
    assert_eq!(algo::min_spanning_tree_prim(weighted).count(), 4);
    let dot = petgraph::dot::Dot::with_config(network, &[petgraph::dot::Config::EdgeNoLabel]);
    assert!(format!("{dot:?}").starts_with("digraph"));
    let names: HashMap<ConceptId, &str> = network.concepts().map(|one| (one.id(), one.label())).collect();
    assert_eq!(names[&farm], "Farm");
    let _: communities::Groups<'_> =
        network.components(&RelationFilter::default(), 1_000_u64.into()).unwrap();
}
