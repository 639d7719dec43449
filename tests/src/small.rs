//! Small networks with many similar parts: loops, parallel relationships, relations in both directions. The
//! queries are compared with exhaustive search on them.

use proptest::collection::vec;
use proptest::prelude::*;
use semnet_core::network::{BuildError, RelationshipId};
use semnet_core::paths::{Direction, PathOptions};
use semnet_core::{Network, NetworkBuilder, Relationship};

/// The relations in use.
pub const RELATIONS: [&str; 3] = ["is", "part of", "sees"];
/// The question, which is one of the concepts.
pub const QUESTION: &str = "Who is who?";
const LABELS: [&str; 7] = ["Owl", "Ant", QUESTION, "Cow", "Yak", "Bee", "Eel"];

/// The parts of a small network.
#[derive(Clone, Debug)]
pub struct Small {
    concepts: usize,
    /// Source, relation, target, passage.
    relationships: Vec<(usize, usize, usize, bool)>,
    findings: Vec<usize>,
    highlights: usize,
    order: Vec<usize>,
}

impl Small {
    /// The network, built in the order that was given or from the last part to the first.
    pub fn build(&self, backwards: bool) -> Result<Network, BuildError> {
        let mut builder = NetworkBuilder::new(QUESTION);
        let labels = &LABELS[..self.concepts];
        let mut findings = Vec::new();
        for finding in self.findings.iter().map(|&finding| labels[finding % labels.len()]) {
            if finding != QUESTION && !findings.contains(&finding) {
                findings.push(finding);
                builder.finding(finding, "");
            }
        }
        builder.title("Who").attribute("kind", "small");
        let relationships = self.relationships.iter().map(|&(source, relation, target, quoted)| {
            let passage = if quoted { "seen" } else { "" };
            let label = |number: usize| labels[number % labels.len()];
            (label(source), RELATIONS[relation], label(target), passage)
        });
        let mut relationships: Vec<_> = relationships.collect();
        for &relationship in relationships.iter().take(self.highlights) {
            builder.highlight(relationship);
        }
        let mut concepts: Vec<&str> = labels.iter().copied().filter(|&label| label != QUESTION).collect();
        for (place, to) in self.order.iter().enumerate() {
            let length = concepts.len();
            concepts.swap(place % length, to % length);
        }
        if backwards {
            relationships.reverse();
            concepts.reverse();
        }
        for label in concepts {
            builder.concept(label, &label.to_lowercase());
            builder.concept_attribute(label, "length", &label.len().to_string());
        }
        for relationship in relationships {
            builder.relationship(relationship);
        }
        builder.build()
    }
}

/// Small networks.
pub fn small() -> impl Strategy<Value = Small> {
    let relationships = vec((0..7usize, 0..RELATIONS.len(), 0..7usize, any::<bool>()), 0..14);
    (2..=LABELS.len(), relationships, vec(0..7usize, 0..3), 0..3usize, vec(0..7usize, 0..7)).prop_map(
        |(concepts, mut relationships, findings, highlights, order)| {
            relationships.dedup();
            let highlights = highlights.min(1);
            Small { concepts, relationships, findings, highlights, order }
        },
    )
}

/// Which relationships count, in words that the reference understands too.
#[derive(Clone, Debug)]
pub struct Counted {
    only: Option<Vec<&'static str>>,
    except: Option<Vec<&'static str>>,
    direction: Direction,
    at_most: Option<usize>,
}

impl Counted {
    /// As a query takes it.
    pub fn steps(&self) -> PathOptions {
        let mut steps = PathOptions::default().direction(self.direction);
        if let Some(only) = &self.only {
            steps = steps.via(only.iter().copied());
        }
        if let Some(except) = &self.except {
            steps = steps.not_via(except.iter().copied());
        }
        if let Some(at_most) = self.at_most {
            steps = steps.max_length(at_most);
        }
        steps
    }

    /// The same, of at most this length.
    pub fn steps_within(&self, length: usize) -> PathOptions {
        self.steps().max_length(self.at_most().min(length))
    }

    /// The longest length.
    pub fn at_most(&self) -> usize {
        self.at_most.unwrap_or(usize::MAX)
    }

    /// Whether a relationship may be walked, against its direction or not.
    pub fn allows(&self, relationship: Relationship<'_>, inverse: bool) -> bool {
        let relation = relationship.relation();
        let against = if inverse { Direction::Outgoing } else { Direction::Incoming };
        self.direction != against
            && self.only.as_ref().is_none_or(|only| only.contains(&relation))
            && !self.except.as_ref().is_some_and(|except| except.contains(&relation))
    }
}

/// Any choice of relationships.
pub fn counted() -> impl Strategy<Value = Counted> {
    let names = prop::sample::subsequence(vec!["Key Finding", "is", "part of", "sees", "unknown"], 0..=4);
    let direction = prop_oneof![Just(Direction::Both), Just(Direction::Outgoing), Just(Direction::Incoming)];
    (prop::option::of(names.clone()), prop::option::of(names), direction, prop::option::of(0..6usize))
        .prop_map(|(only, except, direction, at_most)| Counted { only, except, direction, at_most })
}

/// A step as a number and whether it goes against the relationship's direction.
pub type Walk = Vec<(RelationshipId, bool)>;

/// All simple paths between two concepts, by trying everything: by length, then in canonical order.
pub fn simple_paths<'a>(network: &'a Network, from: &'a str, to: &str, counted: &Counted) -> Vec<Walk> {
    let mut found = Vec::new();
    extend(network, &mut vec![from], &mut Vec::new(), to, counted, &mut found);
    found.sort_by_key(|walk| (walk.len(), walk.clone()));
    found
}

fn extend<'a>(
    network: &'a Network,
    visited: &mut Vec<&'a str>,
    walk: &mut Walk,
    to: &str,
    counted: &Counted,
    found: &mut Vec<Walk>,
) {
    let here = visited[visited.len() - 1];
    if here == to {
        found.push(walk.clone());
        return;
    }
    if walk.len() >= counted.at_most() {
        return;
    }
    for relationship in network.relationships() {
        for inverse in [false, true] {
            let (mut start, mut end) = (relationship.source().label(), relationship.target().label());
            if inverse {
                (start, end) = (end, start);
            }
            if start == here && !visited.contains(&end) && counted.allows(relationship, inverse) {
                visited.push(end);
                walk.push((relationship.id(), inverse));
                extend(network, visited, walk, to, counted, found);
                walk.pop();
                visited.pop();
            }
        }
    }
}
