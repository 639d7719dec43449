//! petgraph's algorithms run on `&Network` as it is.

use std::collections::HashSet;

use petgraph::Direction::{Incoming, Outgoing};
use petgraph::algo::{
    all_simple_paths, astar, bellman_ford, connected_components, dijkstra, ford_fulkerson,
    has_path_connecting, is_cyclic_directed, kosaraju_scc, page_rank, tarjan_scc, toposort,
};
use petgraph::algo::{is_isomorphic_matching, subgraph_isomorphisms_iter};
use petgraph::data::DataMap;
use petgraph::graph::DiGraph;
use petgraph::visit::{
    Bfs, Dfs, DfsPostOrder, EdgeCount, EdgeIndexable, EdgeRef, GetAdjacencyMatrix, IntoEdgeReferences,
    IntoEdges, IntoEdgesDirected, IntoNeighbors, IntoNeighborsDirected, IntoNodeIdentifiers,
    IntoNodeReferences, NodeCount, NodeIndexable, Reversed, VisitMap, Visitable, Walker,
};
use semnet_core::network::{ConceptId, RelationshipId};
use semnet_core::{Network, NetworkBuilder};

/// a → b → d, a → c → d → e, e → b (twice), f alone.
fn network() -> Network {
    let mut builder = NetworkBuilder::new("Which way?");
    for label in ["a", "b", "c", "d", "e", "f"] {
        builder.concept(label, "");
    }
    for (source, relation, target) in [
        ("a", "r", "b"),
        ("a", "s", "c"),
        ("b", "r", "d"),
        ("c", "r", "d"),
        ("d", "r", "e"),
        ("e", "r", "b"),
        ("e", "s", "b"),
    ] {
        builder.relationship((source, relation, target));
    }
    builder.build().unwrap()
}

fn id(network: &Network, label: &str) -> ConceptId {
    network.concept(label).unwrap().id()
}

fn labels(network: &Network, ids: impl IntoIterator<Item = ConceptId>) -> String {
    ids.into_iter().map(|id| network.concept_by_id(id).unwrap().label()).collect()
}

#[test]
fn walks() {
    let network = &network();
    assert_eq!(labels(network, Bfs::new(network, id(network, "a")).iter(network)), "abcde");
    assert_eq!(labels(network, Dfs::new(network, id(network, "a")).iter(network)).len(), 5);
    assert_eq!(labels(network, DfsPostOrder::new(network, id(network, "d")).iter(network)), "bed");
    assert_eq!(
        labels(network, Bfs::new(Reversed(network), id(network, "d")).iter(Reversed(network))).len(),
        5
    );
    assert_eq!(labels(network, network.neighbors_directed(id(network, "b"), Incoming)), "aee");
}

#[test]
fn shortest_paths() {
    let network = &network();
    let (a, e) = (id(network, "a"), id(network, "e"));
    let distances = dijkstra(network, a, None, |_| 1);
    assert_eq!(distances[&e], 3);
    assert_eq!(distances.len(), 5);
    let s = network.relation_id("s").unwrap();
    let (cost, path) =
        astar(network, a, |concept| concept == e, |edge| if *edge.weight() == s { 1 } else { 2 }, |_| 0)
            .unwrap();
    assert_eq!((cost, labels(network, path)), (5, "acde".to_owned()));
    assert!(has_path_connecting(network, a, e, None));
    assert!(!has_path_connecting(network, e, a, None));
    let weighted = DiGraph::<(), f64>::from_edges(
        network.edge_references().map(|e| (e.source().number(), e.target().number(), 1.0)),
    );
    assert_eq!(bellman_ford(&weighted, 0.into()).unwrap().distances[4], 3.0);
}

#[test]
fn simple_paths() {
    let network = &network();
    let (a, d) = (id(network, "a"), id(network, "d"));
    let paths: HashSet<String> =
        all_simple_paths::<Vec<_>, _, std::hash::RandomState>(network, a, d, 0, None)
            .map(|path| labels(network, path))
            .collect();
    assert_eq!(paths, HashSet::from(["abd".to_owned(), "acd".to_owned()]));
}

#[test]
fn components_and_ranks() {
    let network = &network();
    for components in [tarjan_scc(network), kosaraju_scc(network)] {
        let mut sizes: Vec<usize> = components.iter().map(Vec::len).collect();
        sizes.sort_unstable();
        assert_eq!(sizes, [1, 1, 1, 3]);
    }
    assert!(is_cyclic_directed(network));
    assert!(toposort(network, None).is_err());
    assert_eq!(connected_components(network), 2);
    let ranks = page_rank(network, 0.85_f64, 30);
    assert_eq!(ranks.len(), network.node_count());
    assert!((ranks.iter().sum::<f64>() - 1.0).abs() < 1e-9);
    let (b, f) = (id(network, "b"), id(network, "f"));
    assert!(ranks[NodeIndexable::to_index(network, b)] > ranks[NodeIndexable::to_index(network, f)]);
}

/// The same edges and neighbours as a petgraph that was built by hand.
#[test]
fn the_traits_agree_with_a_graph_of_petgraph() {
    let network = &Network::from_json(include_str!("../../examples/reports/tide-mill.json")).unwrap();
    let edges: Vec<(u32, u32)> =
        network.edge_references().map(|e| (e.source().number(), e.target().number())).collect();
    let mut graph = DiGraph::<(), ()>::new();
    for _ in network.node_identifiers() {
        graph.add_node(());
    }
    graph.extend_with_edges(&edges);
    for concept in network.node_identifiers() {
        for direction in [petgraph::Direction::Outgoing, Incoming] {
            let mut ours: Vec<u32> =
                network.neighbors_directed(concept, direction).map(ConceptId::number).collect();
            let mut theirs: Vec<u32> = graph
                .neighbors_directed(concept.number().into(), direction)
                .map(|n| n.index() as u32)
                .collect();
            ours.sort_unstable();
            theirs.sort_unstable();
            assert_eq!(ours, theirs);
            for edge in network.edges_directed(concept, direction) {
                let end = if direction == Incoming { edge.target() } else { edge.source() };
                assert_eq!(end, concept);
                let relationship = network.relationship_by_id(edge.id()).unwrap();
                assert_eq!(relationship.relation_id(), *edge.weight());
            }
        }
    }
}

#[test]
fn an_index_leads_back_to_what_it_is_of() {
    let network = &network();
    let weighted = network.weighted(|_| 1_u32);
    for concept in network.node_identifiers() {
        let index = NodeIndexable::to_index(network, concept);
        assert!(index < network.node_bound());
        assert_eq!(NodeIndexable::from_index(network, index), concept);
        assert_eq!(NodeIndexable::to_index(&weighted, concept), index);
        assert_eq!(NodeIndexable::from_index(&weighted, index), concept);
    }
    assert_eq!(NodeIndexable::node_bound(&weighted), network.concept_count());
    for edge in network.edge_references() {
        let index = EdgeIndexable::to_index(network, edge.id());
        assert!(index < network.edge_bound());
        assert_eq!(EdgeIndexable::from_index(network, index), edge.id());
    }
}

/// Each method of the traits, of a network and of one with weights: numbers past the end included.
#[test]
fn every_method_answers_for_itself() {
    let network = &network();
    let weighted = &network.weighted(|one| 10 * one.id().number());
    let (beyond_concepts, beyond_edges) = (ConceptId::from(6), RelationshipId::from(7));
    assert_eq!((network.node_count(), network.edge_count(), EdgeIndexable::edge_bound(network)), (6, 7, 7));
    assert_eq!(
        (weighted.node_count(), weighted.edge_count(), EdgeIndexable::edge_bound(weighted)),
        (6, 7, 7)
    );
    assert_eq!((NodeIndexable::node_bound(network), NodeIndexable::node_bound(weighted)), (6, 6));
    assert_eq!((network.node_weight(5.into()), network.node_weight(beyond_concepts)), (Some(&()), None));
    assert_eq!((weighted.node_weight(5.into()), weighted.node_weight(beyond_concepts)), (Some(&()), None));
    assert_eq!((network.edge_weight(beyond_edges), weighted.edge_weight(beyond_edges)), (None, None));
    let ids: Vec<ConceptId> = network.node_identifiers().collect();
    assert_eq!(ids, (0..6).map(ConceptId::from).collect::<Vec<_>>());
    assert_eq!(weighted.node_identifiers().collect::<Vec<_>>(), ids);
    assert_eq!(network.node_references().map(|(id, ())| id).collect::<Vec<_>>(), ids);
    assert_eq!(weighted.node_references().map(|(id, ())| id).collect::<Vec<_>>(), ids);
    for relationship in network.relationships() {
        let (id, relation) = (relationship.id(), relationship.relation_id());
        assert_eq!(
            (network.edge_weight(id), weighted.edge_weight(id)),
            (Some(&relation), Some(&(10 * id.number())))
        );
        assert_eq!(EdgeIndexable::from_index(weighted, EdgeIndexable::to_index(weighted, id)), id);
        assert_eq!(EdgeIndexable::to_index(weighted, id), id.index());
    }
    let (edges, with_weights) = (network.edge_references(), weighted.edge_references());
    for ((edge, with_weight), relationship) in edges.zip(with_weights).zip(network.relationships()) {
        let ends = (relationship.id(), relationship.source().id(), relationship.target().id());
        assert_eq!((edge.id(), edge.source(), edge.target()), ends);
        assert_eq!((with_weight.id(), with_weight.source(), with_weight.target()), ends);
        assert_eq!(
            (*edge.weight(), *with_weight.weight()),
            (relationship.relation_id(), 10 * ends.0.number())
        );
        assert_eq!(Clone::clone(&with_weight).weight(), with_weight.weight());
    }
    assert_eq!(weighted.edge_references().clone().count(), 7);
    for concept in network.node_identifiers() {
        let ids = |edges: Vec<RelationshipId>| edges.iter().map(|id| id.number()).collect::<Vec<_>>();
        let there = |numbers: Vec<RelationshipId>, direction| {
            let numbers = ids(numbers);
            assert_eq!(ids(network.edges_directed(concept, direction).map(|e| e.id()).collect()), numbers);
            assert_eq!(ids(weighted.edges_directed(concept, direction).map(|e| e.id()).collect()), numbers);
            assert_eq!(network.neighbors_directed(concept, direction).size_hint().0, numbers.len());
            assert_eq!(weighted.neighbors_directed(concept, direction).count(), numbers.len());
            let ends: Vec<_> = network.neighbors_directed(concept, direction).collect();
            assert_eq!(weighted.neighbors_directed(concept, direction).collect::<Vec<_>>(), ends);
        };
        let of = network.concept_by_id(concept).unwrap();
        there(of.outgoing().map(|one| one.id()).collect(), Outgoing);
        there(of.incoming().map(|one| one.id()).collect(), Incoming);
        let targets: Vec<ConceptId> = of.outgoing().map(|one| one.target().id()).collect();
        assert_eq!(network.neighbors(concept).collect::<Vec<_>>(), targets);
        assert_eq!(weighted.neighbors(concept).collect::<Vec<_>>(), targets);
        assert_eq!(network.edges(concept).count(), targets.len());
        assert_eq!(weighted.edges(concept).map(|edge| edge.target()).collect::<Vec<_>>(), targets);
        for other in network.node_identifiers() {
            let is_target = targets.contains(&other);
            assert_eq!(network.is_adjacent(&network.adjacency_matrix(), concept, other), is_target);
            assert_eq!(weighted.is_adjacent(&weighted.adjacency_matrix(), concept, other), is_target);
        }
    }
}

#[test]
fn a_map_of_visits_is_set_and_taken_back() {
    let network = &network();
    let weighted = &network.weighted(|_| 1_u32);
    let (a, f) = (id(network, "a"), id(network, "f"));
    for mut map in [network.visit_map(), weighted.visit_map()] {
        assert!(!map.is_visited(&a) && map.visit(a) && map.is_visited(&a) && !map.visit(a));
        assert!(!map.is_visited(&f) && !map.unvisit(f));
        assert!(map.unvisit(a) && !map.is_visited(&a) && !map.unvisit(a));
        assert!(map.visit(f));
        network.reset_map(&mut map);
        assert!(!map.is_visited(&f) && map.visit(f));
        weighted.reset_map(&mut map);
        assert!(!map.is_visited(&f) && map.visit(f));
    }
    // A map of a smaller network grows to this one.
    let small = NetworkBuilder::new("Q?").build().unwrap();
    let (mut one, mut other) = (small.visit_map(), small.weighted(|_| 1_u32).visit_map());
    network.reset_map(&mut one);
    weighted.reset_map(&mut other);
    assert!(one.visit(f) && other.visit(f));
}

/// Relations are not the weights that these algorithms of petgraph need: they take a network with weights.
#[test]
fn algorithms_on_weights() {
    let network = &network();
    let (a, d) = (id(network, "a"), id(network, "d"));
    let weighted = network.weighted(|one| if one.relation() == "s" { 3.0 } else { 1.0 });
    assert_eq!(bellman_ford(&weighted, a).unwrap().distances[d.index()], 2.0);
    let capacity = network.weighted(|_| 1_u32);
    assert_eq!(ford_fulkerson(&capacity, a, d).0, 2);
    assert_eq!((capacity.weights().len(), capacity.network()), (network.relationship_count(), network));
    let weights: Vec<f64> = (&weighted).edge_references().map(|edge| *edge.weight()).collect();
    assert_eq!(weights, weighted.weights());
}

#[test]
fn the_same_shape() {
    let network = &network();
    let same =
        |one: &semnet_core::network::RelationId, other: &semnet_core::network::RelationId| one == other;
    assert!(is_isomorphic_matching(network, network, |(), ()| true, same));
    let mut any = |_: &(), _: &()| true;
    let mut relations = same;
    let found = subgraph_isomorphisms_iter(&network, &network, &mut any, &mut relations).unwrap().count();
    assert!(found >= 1);
}
