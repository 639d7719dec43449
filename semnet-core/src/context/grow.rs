//! The best connected part of a graph within a budget: a prize-collecting Steiner tree, by growing.
//!
//! Texts and relationships have a cost and a prize, and the chosen ones must be connected. The exact optimum
//! is NP-hard, so a part is grown: from a start, it is extended again and again along the cheapest path to
//! the text or relationship with the best ratio of prize to cost, path included. Several starts, several
//! measures of worth, and forbidding one choice at a time give several parts, of which the best is kept.
//!
//! Sources: Goemans and Williamson, [A general approximation technique for constrained forest
//! problems](https://doi.org/10.1137/S0097539793242618) (1995), for the problem; Takahashi and Matsuyama, "An
//! approximate solution for the Steiner problem in graphs" (1980), for growing along shortest paths.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use fixedbitset::FixedBitSet;

use crate::context::graph::{Graph, Item, Part, Target};

/// The most work in all, in steps of the inner loops: a few milliseconds.
const MOST_STEPS: u64 = 150_000;
/// Targets are considered in descending order of worth, as many as would fill this many budgets.
const MOST_BUDGETS: usize = 4;
/// At least this many targets are considered.
const FEWEST_TARGETS: usize = 64;

impl Graph {
    /// The best part found within the budget; empty if nothing has any worth or fits. Deterministic.
    pub(super) fn best(&self, budget: usize) -> Part {
        let targets = self.targets(budget);
        let mut best = Part::nothing(self);
        let mut steps = 0;
        // The best first: if the work ends early, these were tried.
        let runs = targets.iter().take(32).flat_map(|&start| Worth::ALL.map(|worth| (start, worth)));
        let mut tried: Vec<(Part, Target, Worth)> = Vec::new();
        for (start, worth) in runs {
            if steps > MOST_STEPS {
                break;
            }
            let part = Growth::new(self, &targets, budget, worth).grow(start, None);
            steps += part.steps;
            if part.is_better(&best) {
                best = part.clone();
            }
            tried.push((part, start, worth));
        }
        // Then the best ones again, each without one of its choices.
        tried.sort_by(|(a, ..), (b, ..)| b.prize.total_cmp(&a.prize).then(a.cost.cmp(&b.cost)));
        tried.truncate(6);
        for (part, start, worth) in tried {
            let mut current = part;
            let mut tried = 0;
            while steps <= MOST_STEPS && tried < current.targets.len() {
                let forbidden = current.targets[tried];
                tried += 1;
                if forbidden == start {
                    continue;
                }
                let part = Growth::new(self, &targets, budget, worth).grow(start, Some(forbidden));
                steps += part.steps;
                if part.is_better(&current) {
                    (current, tried) = (part, 0);
                }
            }
            if current.is_better(&best) {
                best = current;
            }
        }
        best
    }

    /// All targets that have some worth and fit by themselves, in descending order of worth.
    fn targets(&self, budget: usize) -> Vec<Target> {
        let mut targets: Vec<(Item, Target)> = Vec::new();
        for (number, node) in (0..).zip(&self.nodes) {
            match node.text {
                Some(text) => targets.push((text, Target::Text(number))),
                None => targets.push((node.own, Target::Node(number))),
            }
        }
        targets.extend((0..).zip(&self.edges).map(|(number, edge)| (edge.item, Target::Edge(number))));
        targets.retain(|(item, _)| item.prize > 0.0 && item.cost <= budget);
        crate::util::sort::stable_sort_by(&mut targets, |(a, _), (b, _)| b.prize.total_cmp(&a.prize));
        let mut cost = 0;
        let fits = |&(place, (item, _)): &(usize, (Item, Target))| {
            cost += item.cost;
            place < FEWEST_TARGETS || cost / MOST_BUDGETS <= budget
        };
        targets.into_iter().enumerate().take_while(fits).map(|(_, (_, target))| target).collect()
    }
}

/// How prize and cost are weighed against each other.
#[derive(Clone, Copy, Debug)]
enum Worth {
    /// Prize for each token.
    Ratio,
    /// Between the two.
    Root,
    /// Only the prize.
    Prize,
}

impl Worth {
    const ALL: [Worth; 3] = [Worth::Ratio, Worth::Root, Worth::Prize];

    fn of(self, item: Item) -> f64 {
        let cost = item.cost.max(1) as f64;
        match self {
            Worth::Ratio => item.prize / cost,
            Worth::Root => item.prize / cost.sqrt(),
            Worth::Prize => item.prize,
        }
    }
}

const FAR: usize = usize::MAX;

/// A part while it grows.
struct Growth<'a> {
    graph: &'a Graph,
    budget: usize,
    worth: Worth,
    part: Part,
    /// The targets that are still open.
    open: Vec<Target>,
    /// For each node, the cost of the cheapest path to it from the part, the node included; and the last edge
    /// of that path.
    distance: Vec<usize>,
    by: Vec<u32>,
    /// The components in which the part has a piece.
    has_piece: FixedBitSet,
    heap: BinaryHeap<Reverse<(usize, u32)>>,
}

impl<'a> Growth<'a> {
    fn new(graph: &'a Graph, targets: &[Target], budget: usize, worth: Worth) -> Growth<'a> {
        Growth {
            graph,
            budget,
            worth,
            part: Part::nothing(graph),
            open: targets.to_vec(),
            distance: vec![FAR; graph.nodes.len()],
            by: vec![u32::MAX; graph.nodes.len()],
            has_piece: FixedBitSet::with_capacity(graph.nodes.len()),
            heap: BinaryHeap::new(),
        }
    }

    fn grow(mut self, start: Target, forbidden: Option<Target>) -> Part {
        self.open.retain(|&target| Some(target) != forbidden);
        let mut next = self.price(start).filter(|item| item.cost <= self.budget).map(|_| start);
        loop {
            match next.take() {
                Some(target) => {
                    self.take(target);
                    self.open.retain(|&other| other != target);
                }
                None => return self.part,
            }
            self.relax();
            // Candidates that have become worth adding are compared by worth; of equals, the first is taken.
            let mut best = None;
            let open = std::mem::take(&mut self.open);
            for &target in &open {
                let Some(item) = self.price(target) else { continue };
                if self.part.cost + item.cost > self.budget || item.prize <= 0.0 {
                    continue;
                }
                let worth = self.worth.of(item);
                if best.is_none_or(|(most, _)| worth > most) {
                    best = Some((worth, target));
                }
            }
            self.open = open;
            next = best.map(|(_, target)| target);
        }
    }

    /// The cost and the worth of a target together with the path to it. `None` if the part has it already.
    fn price(&mut self, target: Target) -> Option<Item> {
        let graph = self.graph;
        let is_reached = |node: u32| {
            let component = graph.components[node as usize] as usize;
            self.distance[node as usize] < FAR || !self.has_piece.contains(component)
        };
        let is_near = match target {
            Target::Text(node) | Target::Node(node) => is_reached(node),
            Target::Edge(edge) => {
                let (a, b) = graph.edges[edge as usize].ends;
                is_reached(a) || is_reached(b)
            }
        };
        if !is_near {
            return None;
        }
        let mut sum = Item::default();
        let mut add = |item: Item| {
            sum.cost += item.cost;
            sum.prize += item.prize;
        };
        match target {
            Target::Text(node) => {
                if self.part.texts.contains(node as usize) {
                    return None;
                }
                add(graph.nodes[node as usize].text?);
                if !self.part.nodes.contains(node as usize) {
                    self.way(node, &mut add);
                }
            }
            Target::Node(node) => {
                if self.part.nodes.contains(node as usize) {
                    return None;
                }
                if self.distance[node as usize] == FAR {
                    add(Item { cost: graph.nodes[node as usize].alone, prize: 0.0 });
                }
                self.way(node, &mut add);
            }
            Target::Edge(number) => {
                if self.part.edges.contains(number as usize) {
                    return None;
                }
                let edge = &graph.edges[number as usize];
                let (near, far) = self.nearer(edge.ends);
                add(edge.item);
                if !self.part.nodes.contains(near as usize) {
                    self.way(near, &mut add);
                }
                if far != near && !self.part.nodes.contains(far as usize) {
                    add(graph.nodes[far as usize].own);
                }
            }
        }
        Some(sum)
    }

    fn nearer(&self, (a, b): (u32, u32)) -> (u32, u32) {
        if self.distance[b as usize] < self.distance[a as usize] { (b, a) } else { (a, b) }
    }

    /// Calls `add` for everything new on the path from the part to a node, the node included. A node that no
    /// path leads to starts a new piece.
    fn way(&mut self, node: u32, add: &mut impl FnMut(Item)) {
        let mut at = node;
        loop {
            self.part.steps += 1;
            add(self.graph.nodes[at as usize].own);
            let by = self.by[at as usize];
            let Some(edge) = self.graph.edges.get(by as usize) else { return };
            add(edge.item);
            at = if edge.ends.0 == at { edge.ends.1 } else { edge.ends.0 };
            if self.part.nodes.contains(at as usize) {
                return;
            }
        }
    }

    /// Adds a target, and the path to it, to the part.
    fn take(&mut self, target: Target) {
        self.part.targets.push(target);
        match target {
            Target::Text(node) => {
                self.take_way(node);
                if let Some(text) = self.graph.nodes[node as usize].text
                    && !self.part.texts.put(node as usize)
                {
                    self.count(text);
                }
            }
            Target::Node(node) => {
                if self.distance[node as usize] == FAR && !self.part.nodes.contains(node as usize) {
                    self.part.cost += self.graph.nodes[node as usize].alone;
                }
                self.take_way(node);
            }
            Target::Edge(edge) => {
                let (near, far) = self.nearer(self.graph.edges[edge as usize].ends);
                self.take_way(near);
                self.take_edge(edge);
                self.take_node(far);
            }
        }
    }

    fn take_way(&mut self, node: u32) {
        // The path is read first: a finding on it adds the question, which may also be on it.
        let (mut at, mut nodes, mut edges) = (node, Vec::new(), Vec::new());
        while !self.part.nodes.contains(at as usize) {
            nodes.push(at);
            let by = self.by[at as usize];
            let Some(edge) = self.graph.edges.get(by as usize) else { break };
            edges.push(by);
            at = if edge.ends.0 == at { edge.ends.1 } else { edge.ends.0 };
        }
        nodes.into_iter().for_each(|node| self.take_node(node));
        edges.into_iter().for_each(|edge| self.take_edge(edge));
    }

    fn take_edge(&mut self, edge: u32) {
        if !self.part.edges.put(edge as usize) {
            self.count(self.graph.edges[edge as usize].item);
        }
    }

    fn take_node(&mut self, node: u32) {
        if !self.part.nodes.put(node as usize) {
            self.count(self.graph.nodes[node as usize].own);
            self.reach(node);
            if let Some(question) = self.graph.question.filter(|_| self.graph.nodes[node as usize].is_finding)
            {
                self.take_node(question);
            }
        }
    }

    fn count(&mut self, item: Item) {
        self.part.cost += item.cost;
        self.part.prize += item.prize;
    }

    fn reach(&mut self, node: u32) {
        self.has_piece.insert(self.graph.components[node as usize] as usize);
        self.distance[node as usize] = 0;
        self.heap.push(Reverse((0, node)));
    }

    /// Dijkstra's algorithm, from the new nodes of the part.
    fn relax(&mut self) {
        let graph = self.graph;
        while let Some(Reverse((distance, node))) = self.heap.pop() {
            if distance > self.distance[node as usize] {
                continue;
            }
            for &number in graph.edges_of(node) {
                self.part.steps += 1;
                let edge = &graph.edges[number as usize];
                let other = if edge.ends.0 == node { edge.ends.1 } else { edge.ends.0 };
                let cost = edge.item.cost + graph.nodes[other as usize].own.cost;
                let further = distance + cost.max(1);
                if further < self.distance[other as usize] && further <= self.budget - self.part.cost {
                    self.distance[other as usize] = further;
                    self.by[other as usize] = number;
                    self.heap.push(Reverse((further, other)));
                }
            }
        }
    }
}
