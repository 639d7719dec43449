//! The candidates for a context: the parts of a network that match a question and the parts around them, each
//! with its cost and its worth.

use crate::context::graph::{Edge, Graph, Item, Node, Part};
use crate::context::lines::{Head, concept_line, relationship_line};
use crate::context::options::ContextOptions;
use crate::context::part::{Context, ContextReason};
use crate::network::{Concept, ConceptId, Network, NetworkBuilder, Relationship, RelationshipId};
use crate::util::{broken, items};
use crate::words::{
    Collection, HitLocation, Language, Lexicon, MOST_WANTED, SearchIndex, SearchOptions, rank,
};

/// The share of a concept's worth that its neighbour gets.
const NEXT_TO: f64 = 0.25;

/// This many steps away, nothing of the worth is left.
const MOST_STEPS: usize = 8;

/// In networks with at most this many concepts, all of them are candidates; in larger ones, only those around
/// the hits.
const MOST_CONCEPTS: usize = 1_024;
const MOST_RELATIONSHIPS: usize = 4_096;
/// How many neighbours, and how many relationships, of a concept are considered.
const MOST_NEIGHBOURS: usize = 64;
const MOST_OF_ONE: usize = 1_024;

type Map<K, V> = hashbrown::HashMap<K, V, foldhash::fast::RandomState>;

pub(super) struct Candidates {
    pub(super) graph: Graph,
    /// The concept of each node.
    concepts: Vec<ConceptId>,
    /// The relationship of each edge.
    relationships: Vec<RelationshipId>,
    /// The worth of each concept and each relationship by its own words.
    of_concepts: Vec<f64>,
    of_relationships: Vec<f64>,
}

impl Candidates {
    pub(super) fn of(network: &Network, question: &str, options: &ContextOptions) -> Candidates {
        let index = SearchIndex::of(network, options.language);
        // A line is at least a few tokens, so more hits than that cannot fit.
        let hits = (options.tokens / 4).clamp(64, 512);
        let search = SearchOptions::default().language(options.language).limit(hits);
        let scored = rank(index, question, &search).scored;
        let (mut of_concept, mut of_relationship) = (Map::default(), Map::default());
        let mut starts = Vec::new();
        for (score, part) in scored {
            match index.location(part as usize) {
                HitLocation::Concept(concept) => {
                    of_concept.insert(concept.id(), score);
                    starts.push(concept.id());
                }
                HitLocation::Relationship(relationship) => {
                    of_relationship.insert(relationship.id(), score);
                    starts.extend([relationship.source().id(), relationship.target().id()]);
                }
                _ => {}
            }
        }
        let concepts = around(network, starts);
        let numbers: Map<ConceptId, u32> = concepts.iter().copied().zip(0..).collect();
        let relationships = between(network, &concepts, &numbers);
        // Squared, so that one good answer outweighs several that share a word by chance.
        let worth = |score: f64| score * score;
        let own = |concept| of_concept.get(&concept).copied().map_or(0.0, worth);
        let of_relations = of_relations(network, &relationships, question, options.language);
        let mut candidates = Candidates {
            graph: Graph::default(),
            of_concepts: concepts.iter().map(|&concept| own(concept)).collect(),
            of_relationships: relationships
                .iter()
                .zip(of_relations)
                .map(|(id, relation)| worth(of_relationship.get(id).copied().unwrap_or(0.0) + relation))
                .collect(),
            concepts,
            relationships,
        };
        candidates.graph = candidates.priced(network, &numbers, options);
        candidates
    }

    /// The graph of the candidates, each with its cost and its worth.
    fn priced(&self, network: &Network, numbers: &Map<ConceptId, u32>, options: &ContextOptions) -> Graph {
        let relationship = |&id: &RelationshipId| Relationship::new(network, id);
        let number = |concept: Concept<'_>| {
            let number = numbers.get(&concept.id()).copied();
            number.unwrap_or_else(|| broken(&"a relationship of a concept that was not chosen", 0))
        };
        let ends: Vec<(u32, u32)> = self
            .relationships
            .iter()
            .map(relationship)
            .map(|relationship| (number(relationship.source()), number(relationship.target())))
            .collect();
        // The worth at each concept: its own, and that of its relationships.
        let mut here = self.of_concepts.clone();
        for (&(a, b), &score) in ends.iter().zip(&self.of_relationships) {
            raise(&mut here[a as usize], score);
            raise(&mut here[b as usize], score);
        }
        // In addition, the worth of the concepts around it, less with each relationship in between. A share
        // from far away is negligible.
        let mut near = here.clone();
        for _ in 0..MOST_STEPS {
            let mut is_done = true;
            for &(a, b) in &ends {
                let (one, other) = (NEXT_TO * near[b as usize], NEXT_TO * near[a as usize]);
                is_done &= one <= near[a as usize] && other <= near[b as usize];
                raise(&mut near[a as usize], one);
                raise(&mut near[b as usize], other);
            }
            if is_done {
                break;
            }
        }
        let counter = &options.counter;
        let mut edges = Vec::with_capacity(ends.len());
        for ((&ends, relationship), &own) in
            ends.iter().zip(self.relationships.iter().map(relationship)).zip(&self.of_relationships)
        {
            let around = NEXT_TO * near[ends.0 as usize].max(near[ends.1 as usize]);
            let prize = if relationship.passage().is_some() { own.max(around) } else { own };
            let is_free = relationship.is_key_finding();
            let cost = if is_free { 0 } else { counter.count(&relationship_line(relationship)) };
            edges.push(Edge { ends, item: Item { cost, prize } });
        }
        let node = |(place, &id): (usize, &ConceptId)| {
            let concept = Concept::new(network, id);
            let is_finding = is_finding(network, id);
            let count = |text| counter.count(&concept_line(concept.label(), text, is_finding));
            let (text, own) = (concept.text(), self.of_concepts[place]);
            let alone = count(None);
            let cost = if is_finding { alone } else { 0 };
            // Of its own passages, too, a text is one step away.
            let prize = own.max(if near[place] > here[place] { near[place] } else { NEXT_TO * here[place] });
            Node {
                own: Item { cost, prize: if text.is_none() { own } else { 0.0 } },
                text: text
                    .filter(|_| prize > 0.0)
                    .map(|text| Item { cost: count(Some(text)).saturating_sub(cost), prize }),
                alone: if is_finding { 0 } else { alone },
                is_finding,
            }
        };
        let nodes = self.concepts.iter().enumerate().map(node).collect();
        let question = network.index().question.and_then(|question| numbers.get(&question).copied());
        Graph::new(nodes, edges, question)
    }

    /// The context made of the chosen part.
    pub(super) fn context(
        &self,
        network: &Network,
        part: &Part,
        head: Head,
        options: &ContextOptions,
    ) -> Context {
        let (mut text, mut tokens) = (head.text, head.tokens);
        let mut line = |pieces: &[&str]| {
            text.extend(pieces.iter().copied());
            text.push('\n');
            tokens += options.counter.count(pieces);
        };
        let chosen = |node: &usize| Concept::new(network, self.concepts[*node]);
        let mut builder = NetworkBuilder::new(network.question());
        if head.has_title {
            builder.title(network.title());
        }
        network.attributes().for_each(|(name, value)| {
            builder.attribute(name, value);
        });
        let mut is_joined = vec![false; self.concepts.len()];
        for edge in part.edges.ones() {
            let (a, b) = self.graph.edges[edge].ends;
            (is_joined[a as usize], is_joined[b as usize]) = (true, true);
        }
        let mut findings: Vec<usize> =
            part.nodes.ones().filter(|&node| self.graph.nodes[node].is_finding).collect();
        let order: Map<ConceptId, usize> = network.findings().map(|finding| finding.id()).zip(0..).collect();
        crate::util::sort::sort_by(&mut findings, |a, b| {
            order.get(&self.concepts[*a]).cmp(&order.get(&self.concepts[*b]))
        });
        let others = part.nodes.ones().filter(|&node| !self.graph.nodes[node].is_finding);
        for node in findings.into_iter().chain(others) {
            let (concept, is_finding) = (chosen(&node), self.graph.nodes[node].is_finding);
            let said = concept.text().filter(|_| part.texts.contains(node));
            if concept.is_question() {
                continue;
            }
            if is_finding || said.is_some() || !is_joined[node] {
                line(&concept_line(concept.label(), said, is_finding));
            }
            if is_finding {
                builder.finding(concept.label(), said.unwrap_or_default());
            } else {
                builder.concept(concept.label(), said.unwrap_or_default());
            }
            concept.attributes().for_each(|(name, value)| {
                builder.concept_attribute(concept.label(), name, value);
            });
        }
        let mut kept = Vec::new();
        let mut has_words = Map::default();
        let mut left = options.tokens.saturating_sub(head.tokens).saturating_sub(part.cost);
        for (edge, &id) in self.relationships.iter().enumerate() {
            let (relationship, item) = (Relationship::new(network, id), self.graph.edges[edge]);
            let joins = [item.ends.0, item.ends.1].iter().all(|&end| part.nodes.contains(end as usize));
            if relationship.is_key_finding() || !joins {
                continue;
            }
            // The rest goes to concepts between the chosen ones.
            let is_bare = relationship.passage().is_none();
            if !part.edges.contains(edge) {
                if !is_bare || item.item.cost > left {
                    continue;
                }
                left -= item.item.cost;
            }
            if self.of_relationships[edge] > 0.0 {
                has_words.extend([(relationship.source().label(), ()), (relationship.target().label(), ())]);
            }
            line(&relationship_line(relationship));
            builder.relationship(relationship);
            kept.push(id);
        }
        for highlight in network.highlights().filter(|highlight| kept.binary_search(&highlight.id()).is_ok())
        {
            builder.highlight(highlight);
        }
        // A part of a valid network is valid: it has nothing that a builder refuses.
        let network = builder
            .build()
            .unwrap_or_else(|error| broken(&error, network.subnetwork(std::iter::empty::<ConceptId>())));
        let matched: Map<&str, bool> =
            part.nodes.ones().map(|node| (chosen(&node).label(), self.of_concepts[node] > 0.0)).collect();
        let reason = |concept: Concept<'_>| {
            let label = concept.label();
            if matched.get(label) == Some(&true) || has_words.contains_key(label) {
                ContextReason::Matches
            } else if concept.text().is_some() {
                ContextReason::Adjoins
            } else {
                ContextReason::Connects
            }
        };
        let reasons = network.concepts().map(reason).collect();
        Context { network, text, tokens, score: part.prize, reasons }
    }
}

/// The worth of each relationship's relation: BM25, as if each relation were a text that has each wanted word
/// at most once.
fn of_relations(
    network: &Network,
    relationships: &[RelationshipId],
    question: &str,
    language: Language,
) -> Vec<f64> {
    let mut lexicon = Lexicon::new(language);
    let wanted = lexicon.wanted(question, MOST_WANTED);
    // The wanted words in each relation.
    let has: Vec<Vec<usize>> = network
        .relations()
        .map(|relation| {
            let words = lexicon.words(relation);
            let is_there = |&place: &usize| words.iter().any(|word| Some(&word.key) == wanted.get(place));
            (0..wanted.len()).filter(is_there).collect()
        })
        .collect();
    let of = |id: &RelationshipId| has[Relationship::new(network, *id).relation_id().index()].iter();
    let mut with = vec![0; wanted.len()];
    relationships.iter().flat_map(of).for_each(|&place| with[place] += 1);
    let count = relationships.len() as u64;
    let weights = Collection::of(count, count, with).weights();
    relationships.iter().map(|id| of(id).map(|&place| weights[place]).sum()).collect()
}

fn raise(worth: &mut f64, to: f64) {
    if to > *worth {
        *worth = to;
    }
}

fn is_finding(network: &Network, concept: ConceptId) -> bool {
    let index = network.index();
    let findings = index.derived.start as usize..index.derived.end as usize;
    index.target.get(findings).is_some_and(|findings| findings.binary_search(&concept).is_ok())
}

/// The given concepts, the concepts around them, and the question; sorted.
fn around(network: &Network, starts: Vec<ConceptId>) -> Vec<ConceptId> {
    if network.concept_count() <= MOST_CONCEPTS && network.relationship_count() <= MOST_RELATIONSHIPS {
        return network.concepts().map(|concept| concept.id()).collect();
    }
    let mut seen: Map<ConceptId, ()> = Map::default();
    let mut found = Vec::new();
    let mut see = |concept: ConceptId, found: &mut Vec<ConceptId>| {
        if found.len() < MOST_CONCEPTS && seen.insert(concept, ()).is_none() {
            found.push(concept);
        }
    };
    network.index().question.iter().for_each(|&question| see(question, &mut found));
    starts.into_iter().for_each(|start| see(start, &mut found));
    // Breadth first, from the best hit on. Everything is around the question.
    let mut next = usize::from(network.index().question.is_some());
    while let Some(&concept) = found.get(next).filter(|_| found.len() < MOST_CONCEPTS) {
        next += 1;
        let index = network.index();
        let targets = index.targets_of(concept).iter().take(MOST_NEIGHBOURS);
        let sources = index.sources_of(concept).iter().take(MOST_NEIGHBOURS);
        targets.chain(sources).for_each(|&neighbour| see(neighbour, &mut found));
    }
    crate::util::sort::sort(&mut found);
    found
}

/// The relationships between the given concepts, sorted. Relationships of a concept with very many are looked
/// up from their other ends.
fn between(network: &Network, concepts: &[ConceptId], numbers: &Map<ConceptId, u32>) -> Vec<RelationshipId> {
    let index = network.index();
    let is_large = |concept| index.outgoing(concept).len() > MOST_OF_ONE;
    let mut found = Vec::new();
    for &concept in concepts {
        if !is_large(concept) {
            let outgoing = index.outgoing(concept).map(RelationshipId);
            found.extend(outgoing.filter(|&id| numbers.contains_key(&index.target(id))));
        }
        let incoming = items(&index.incoming, index.incoming_range(concept));
        for &id in incoming.iter().take(MOST_OF_ONE) {
            let source = index.source[id.index()];
            if is_large(source) && numbers.contains_key(&source) {
                found.push(id);
            }
        }
    }
    crate::util::sort::sort(&mut found);
    found
}
