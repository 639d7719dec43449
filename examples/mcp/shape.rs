//! The central concepts and the themes of a network, for an overview. They take time in a large one, and
//! networks do not change, so they are cached for the networks that were requested last.

use std::collections::VecDeque;
use std::rc::Rc;

use semnet_core::network::{Fingerprint, Network};
use semnet_core::paths::{Budget, RelationFilter};
use semnet_core::rank::PageRankOptions;
use serde_json::{Value, json};

/// The budget for themes and central concepts, in relationships.
const BUDGET: u64 = 2_000_000;

/// How many networks are kept.
const KEPT: usize = 64;

/// `None` for parts that take too long to find.
pub(crate) struct Shape {
    pub(crate) central_concepts: Option<Vec<Value>>,
    pub(crate) themes: Option<Vec<Value>>,
}

impl Shape {
    fn of(network: &Network) -> Shape {
        let all = RelationFilter::default();
        let scores = network.pagerank(&all, &PageRankOptions::default().budget(BUDGET)).ok();
        let themes = network.themes(&all, 1.0, Budget::new(BUDGET)).ok();
        Shape {
            central_concepts: scores.map(|scores| {
                let top = scores.top().filter(|(concept, _)| !concept.is_question()).take(15);
                top.map(|(concept, _)| json!(concept.label())).collect()
            }),
            themes: themes.map(|themes| {
                let as_json = |labels: Vec<&str>| {
                    json!({"conceptCount": labels.len(),
                        "concepts": labels.into_iter().take(8).collect::<Vec<_>>()})
                };
                let groups = themes.groups().iter().take(20);
                groups.map(|group| as_json(group.map(|concept| concept.label()).collect())).collect()
            }),
        }
    }
}

/// The shapes of the networks that were requested last.
#[derive(Default)]
pub(crate) struct Shapes(VecDeque<(Fingerprint, Rc<Shape>)>);

impl Shapes {
    /// O(size) for a network that is not among them.
    pub(crate) fn of(&mut self, network: &Network) -> Rc<Shape> {
        let place = self.0.iter().position(|(kept, _)| *kept == network.fingerprint());
        let kept = place.and_then(|place| self.0.remove(place));
        let (_, shape) = kept.unwrap_or_else(|| (network.fingerprint(), Rc::new(Shape::of(network))));
        self.0.push_front((network.fingerprint(), Rc::clone(&shape)));
        self.0.truncate(KEPT);
        shape
    }
}

#[cfg(test)]
mod tests {
    use semnet_core::NetworkBuilder;

    use super::*;

    #[test]
    fn a_shape_is_found_once_for_each_network() {
        let network = |number: usize| {
            let mut builder = NetworkBuilder::new(&format!("{number}?"));
            builder.concept("A", "").concept("B", "").relationship(("A", "is in", "B"));
            builder.build().unwrap()
        };
        let mut shapes = Shapes::default();
        let first = shapes.of(&network(0));
        assert_eq!(first.central_concepts.as_ref().unwrap().len(), 2);
        assert_eq!(first.themes.as_ref().unwrap()[0]["conceptCount"], 2);
        (1..KEPT).for_each(|number| drop(shapes.of(&network(number))));
        assert!(Rc::ptr_eq(&first, &shapes.of(&network(0))));
        (1..=KEPT).for_each(|number| drop(shapes.of(&network(number))));
        assert!(!Rc::ptr_eq(&first, &shapes.of(&network(0))) && shapes.0.len() == KEPT);
    }
}
