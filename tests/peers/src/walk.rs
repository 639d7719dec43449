//! The breadth-first walk, the same code for any graph with petgraph's traits.

use fixedbitset::FixedBitSet;
use petgraph::visit::{Bfs, IntoNeighbors, NodeCompactIndexable, NodeIndexable, VisitMap, Visitable};

/// With a queue that is a plain list, as long as the graph has nodes.
pub fn flat<G>(graph: G) -> (usize, u64)
where
    G: IntoNeighbors + NodeCompactIndexable + NodeIndexable,
{
    let mut seen = FixedBitSet::with_capacity(graph.node_bound());
    let mut queue = Vec::with_capacity(graph.node_bound());
    let mut next = 0;
    for start in 0..graph.node_bound() {
        if seen.put(start) {
            continue;
        }
        queue.push(graph.from_index(start));
        while let Some(&node) = queue.get(next) {
            next += 1;
            for neighbor in graph.neighbors(node) {
                if !seen.put(graph.to_index(neighbor)) {
                    queue.push(neighbor);
                }
            }
        }
    }
    let sum = queue
        .iter()
        .zip(1..)
        .fold(0u64, |sum, (&node, place)| sum.wrapping_add(place * graph.to_index(node) as u64));
    (queue.len(), sum)
}

/// With petgraph's own walker.
pub fn bfs<G>(graph: G) -> (usize, u64)
where
    G: IntoNeighbors + NodeCompactIndexable + Visitable,
{
    let mut bfs = Bfs { stack: Default::default(), discovered: graph.visit_map() };
    let (mut count, mut sum) = (0, 0u64);
    for start in 0..graph.node_bound() {
        let start = graph.from_index(start);
        if bfs.discovered.visit(start) {
            bfs.stack.push_back(start);
        }
        while let Some(node) = bfs.next(graph) {
            count += 1;
            sum = sum.wrapping_add(count as u64 * graph.to_index(node) as u64);
        }
    }
    (count, sum)
}
