//! The breadth-first walk, the same code for any graph with petgraph's traits.

use petgraph::visit::{Bfs, IntoNeighbors, NodeCompactIndexable, NodeIndexable, VisitMap, Visitable};

/// The queue is a plain list, to which every neighbour is written, and kept if it is new, which avoids branch
/// mispredictions. Not inlined, because the compiler would optimise it differently at each call.
#[inline(never)]
pub fn flat<G>(graph: G) -> (usize, u64)
where
    G: IntoNeighbors + NodeCompactIndexable + NodeIndexable,
{
    let mut seen = vec![false; graph.node_bound()];
    let mut queue = vec![graph.from_index(0); graph.node_bound() + 1];
    let (mut next, mut end) = (0, 0);
    for start in 0..graph.node_bound() {
        if std::mem::replace(&mut seen[start], true) {
            continue;
        }
        queue[end] = graph.from_index(start);
        end += 1;
        while next < end {
            let node = queue[next];
            next += 1;
            for neighbor in graph.neighbors(node) {
                queue[end] = neighbor;
                end += usize::from(!std::mem::replace(&mut seen[graph.to_index(neighbor)], true));
            }
        }
    }
    let sum = sum(queue[..end].iter().map(|&node| graph.to_index(node)));
    (end, sum)
}

/// Of places in an order, so that each matters.
pub fn sum(order: impl Iterator<Item = usize>) -> u64 {
    order.zip(1..).fold(0u64, |sum, (place, number): (usize, u64)| sum.wrapping_add(number * place as u64))
}

/// With petgraph's own walker.
#[inline(never)]
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
