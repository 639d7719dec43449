//! Converts a graph to a network: the meaning of properties, in files of this crate and in those of other
//! tools.

use crate::format::tools::directions::Direction;
use crate::format::tools::ends::Nodes;
use crate::format::tools::error::{Place, PlacedProblem, Problem};
use crate::format::tools::graph::{
    Graph, MARK, MARK_VALUE, Property, STEPS, Text, given, name_of_attribute, take,
};
use crate::format::tools::imported::Imported;
use crate::format::tools::labels::Named;
use crate::format::tools::relationships::check;
use crate::format::tools::strings::{NONE, Number, Strings, Value};
use crate::format::tools::view::DIRECTED;
use crate::format::tools::vocabulary::{Finder, is_prose, joined_text, values_in};
use crate::network::NetworkBuilder;
use crate::text::normalise;
use crate::util::{broken, excerpt, items};

/// The author of a file.
#[derive(Clone, Copy, PartialEq)]
enum Origin {
    /// semnet, with the question as this node, or as a property of the graph.
    Semnet(Option<usize>),
    Another,
}

/// The numbers of words with a meaning; `NONE` for those that the file does not have.
#[derive(Clone, Copy)]
struct Words {
    text: Number,
    given_text: Number,
}

impl Words {
    fn of(strings: &Strings) -> Words {
        let number = |word: &str| strings.find(word).unwrap_or(NONE);
        Words { text: number("text"), given_text: number(given::TEXT) }
    }
}

/// The properties of the network as a whole.
struct About<'a> {
    question: Text<'a>,
    title: Text<'a>,
    attributes: Vec<Property<'static>>,
}

impl Graph {
    /// The network of this graph; with the given question if the graph has none. O(size).
    pub(super) fn network(mut self, question: Option<&str>) -> Result<Imported, PlacedProblem> {
        if self.is_full() {
            return Err(
                Place::Nowhere.wrong("the file has more strings or properties than can be numbered (2^32)")
            );
        }
        self.shrink();
        let origin = self.origin()?;
        let ours = origin != Origin::Another;
        if !ours {
            self.skip_own_of_cytoscape();
        }
        let about = self.about(origin, question)?;

        let mut builder = NetworkBuilder::new(&about.question);
        check(&builder, || Place::Nowhere)?;
        builder.title(&about.title);
        for (name, value) in &about.attributes {
            builder.attribute(if ours { name_of_attribute(name) } else { name }, value);
        }
        if self.direction != Direction::Directed && (!ours || self.is_undirected_by_field(&about.attributes))
        {
            builder.attribute(DIRECTED, "false");
        }
        check(&builder, || Place::Nowhere)?;

        self.check_ids()?;
        let question = normalise(&about.question)
            .unwrap_or_else(|_| broken(&"a question that was taken", String::new()));
        let question = self.strings.insert(&question);
        let mut named = self.labels(ours)?;
        let root = if let Origin::Semnet(root) = origin { root } else { None };
        let label = |(at, named): (usize, &Named)| if root == Some(at) { question } else { named.label };
        let is_merged = named.iter().any(|named| named.label == question);
        let nodes = Nodes::of(&self, named.iter().enumerate().map(label).collect(), question);
        let plan = self.plan_edges(&nodes, ours)?;
        let words = Words::of(&self.strings);
        // From here on, strings are only read by their numbers.
        self.strings.forget_texts();
        let mut finders = (Finder::texts(), Finder::labels());
        // From the last to the first, in a few steps; the memory of added ones is freed.
        let step = self.nodes.len() / STEPS + 1;
        while !named.is_empty() {
            let from = named.len().saturating_sub(step);
            self.reserve_concepts(from, items(&named, from..), &mut builder);
            for (at, one) in (from..named.len()).zip(items(&named, from..)).rev() {
                let added = self.add_node(&mut builder, at, *one, (origin, question, words), &mut finders);
                added.map_err(|last| {
                    // The first invalid node is reported.
                    let mut builder = NetworkBuilder::new(&about.question);
                    let mut before = items(&named, ..at).iter().enumerate();
                    let first = before.find_map(|(at, one)| {
                        self.add_node(&mut builder, at, *one, (origin, question, words), &mut finders).err()
                    });
                    first.unwrap_or(last)
                })?;
            }
            named.truncate(from);
            named.shrink_to_fit();
            self.truncate_nodes(from);
        }
        self.add_edges(&mut builder, (&nodes, &plan), ours)?;
        drop((nodes, plan));
        // Two nodes of another tool's file became one.
        self.skipped.add("node that is the question", usize::from(!ours && is_merged));
        let (added, mut skipped) = (self.added, std::mem::take(&mut self.skipped));
        drop(self);
        let network =
            builder.into_network().map_err(|error| Place::Nowhere.because(Problem::Build(error)))?;
        // Those that differ only in white space are equal in normal form.
        skipped.add("repeated edge", added.saturating_sub(network.relationship_count()));
        Ok(Imported { network, skipped })
    }

    /// Whether only the field of the format records that a network that semnet wrote has no direction.
    /// O(properties).
    fn is_undirected_by_field(&self, attributes: &[Property<'_>]) -> bool {
        let number = self.strings.find(DIRECTED).unwrap_or(NONE);
        let has_own = |at: usize| self.edge_values(at).iter().any(|(name, _)| *name == number);
        attributes.iter().all(|(name, _)| name != DIRECTED)
            && (self.edges.is_empty() || !(0..self.edges.len()).all(has_own))
    }

    /// Adds a node, unless it is the question.
    fn add_node(
        &self,
        builder: &mut NetworkBuilder,
        at: usize,
        named: Named,
        (origin, question, words): (Origin, Number, Words),
        finders: &mut (Finder, Finder),
    ) -> Result<(), PlacedProblem> {
        if origin == Origin::Semnet(Some(at)) {
            return Ok(());
        }
        if named.label == question {
            return self.add_to_question(builder, at, &named);
        }
        self.add_concept(builder, (at, named), words, origin != Origin::Another, finders)
    }

    /// Adds the properties of a node with the question as its label to the network.
    fn add_to_question(
        &self,
        builder: &mut NetworkBuilder,
        at: usize,
        named: &Named,
    ) -> Result<(), PlacedProblem> {
        for (place, &(name, value)) in self.node_values(at).iter().enumerate() {
            let (name, value) = (self.strings.get(name), self.strings.get(value));
            if Some(place) != named.used() && !value.trim().is_empty() {
                builder.attribute(name.strip_prefix('\0').unwrap_or(name), value);
            }
        }
        if let Some(node) = self.nodes.get(at).filter(|_| named.keeps_id()) {
            builder.attribute("id", self.strings.get(node.id));
        }
        check(builder, || self.place_of_node(at))
    }

    /// Makes room for nodes from a place on. O(nodes).
    fn reserve_concepts(&self, from: usize, named: &[Named], builder: &mut NetworkBuilder) {
        let (mut attributes, mut bytes) = (0, 0);
        for (at, named) in (from..).zip(named) {
            let ids = self.nodes.get(at).filter(|_| named.keeps_id()).map(|node| node.id);
            let values = self.node_values(at).iter().enumerate();
            let others =
                values.filter(|(place, _)| Some(*place) != named.used()).map(|(_, &(_, value))| value);
            for value in ids.into_iter().chain(others) {
                attributes += 1;
                // Longer ones may be texts, which are kept elsewhere.
                bytes +=
                    Some(self.strings.get(value).len()).filter(|length| *length < 64).unwrap_or_default();
            }
            bytes += self.strings.get(named.label).len();
        }
        builder.reserve_concepts(named.len(), attributes, bytes);
    }

    /// The author of this file: semnet marks the node of the question, or else the graph.
    fn origin(&self) -> Result<Origin, PlacedProblem> {
        if self.is_foreign {
            return Ok(Origin::Another);
        }
        let numbers = self.strings.find(MARK).zip(self.strings.find("question"));
        let mut root = None;
        if let Some((mark, question)) = numbers {
            // Python writes `True`, and some tools write truth values as numbers.
            let is_true = |value: &str| value.eq_ignore_ascii_case("true") || value == "1";
            let has = |at: usize, wanted: Number, is: &dyn Fn(&str) -> bool| {
                let is_it = |&(name, value): &Value| name == wanted && is(self.strings.get(value));
                self.node_values(at).iter().any(is_it)
            };
            let is_question = |at: usize| has(at, mark, &is_mark) && has(at, question, &is_true);
            let mut roots = (0..self.nodes.len()).filter(|&at| is_question(at));
            root = roots.next();
            if let Some(other) = roots.next() {
                let place = self.place_of_node(other);
                return Err(place.wrong("a second node with the property `question`; a network answers one"));
            }
        }
        let is_marked = self.properties.iter().any(|(name, value)| name == MARK && is_mark(value));
        Ok(if root.is_some() || is_marked { Origin::Semnet(root) } else { Origin::Another })
    }

    /// Removes the properties of the network as a whole, and returns them.
    fn about<'q>(&mut self, origin: Origin, asked: Option<&'q str>) -> Result<About<'q>, PlacedProblem> {
        let mut properties = std::mem::take(&mut self.properties);
        let mut question = None;
        if let Origin::Semnet(root) = origin {
            properties.retain(|(name, _)| name != MARK);
            if let Some(at) = root {
                let strings = &self.strings;
                let text = |number: Number| Text::Owned(strings.get(number).to_owned());
                let mut own: Vec<Property<'static>> =
                    self.node_values(at).iter().map(|&(name, value)| (text(name), text(value))).collect();
                own.retain(|(name, _)| name != MARK && name != "question");
                let id = || self.nodes.get(at).map_or_else(Text::default, |node| text(node.id));
                let label = take(&mut own, "label").unwrap_or_else(id);
                properties.retain(|(name, value)| !(["label", "name"].contains(&&**name) && *value == label));
                // The node's own value has precedence.
                own.append(&mut properties);
                properties = own;
                question = Some(label);
            }
        }
        if origin == Origin::Another {
            properties.retain(|(_, value)| !value.trim().is_empty());
        }
        // In files of other tools, the name of the graph is the closest to a question.
        for name in ["label", "name"] {
            let is_some = |(other, value): &Property<'_>| other == name && !value.trim().is_empty();
            if question.is_none() && properties.iter().any(is_some) {
                question = take(&mut properties, name);
            }
        }
        if let (Origin::Another, Some(question)) = (origin, &question) {
            // Repeated properties.
            let is_name = |name: &str| ["label", "name", "shared name", "shared_name"].contains(&name);
            properties.retain(|(name, value)| !(is_name(name) && value == question));
        }
        let title = take(&mut properties, "title").unwrap_or_default();
        let name = take(&mut properties, given::NAME);
        let question = question.or_else(|| asked.map(Into::into)).or(name);
        let question = question.ok_or_else(|| Place::Nowhere.because(Problem::NoQuestion))?;
        Ok(About { question, title, attributes: properties })
    }

    fn check_ids(&self) -> Result<(), PlacedProblem> {
        let mut is_seen = vec![false; self.strings.len()];
        for (at, node) in self.nodes.iter().enumerate() {
            if is_seen.get_mut(node.id as usize).is_some_and(|seen| std::mem::replace(seen, true)) {
                let id = excerpt(self.strings.get(node.id));
                return Err(self.place_of_node(at).wrong(format!("the node id {id:?} occurs twice")));
            }
        }
        Ok(())
    }

    fn add_concept(
        &self,
        builder: &mut NetworkBuilder,
        (at, named): (usize, Named),
        words: Words,
        ours: bool,
        (texts, names): &mut (Finder, Finder),
    ) -> Result<(), PlacedProblem> {
        let Some(node) = self.nodes.get(at) else { return Ok(()) };
        let (strings, values) = (&self.strings, self.node_values(at));
        let of = |number: Number| values.iter().position(|&(name, _)| name == number && number != NONE);
        let text = if ours {
            of(words.text)
        } else {
            let is_text = |name: &str, value: &str| !name.eq_ignore_ascii_case("text") || is_prose(value);
            of(words.given_text).or_else(|| texts.first(strings, values, is_text))
        };
        let text = text.filter(|text| Some(*text) != named.used());
        let label = strings.get(named.label);
        let place = || self.place_of_node(at);
        let prose = text.and_then(|at| values.get(at)).map_or("", |&(_, value)| strings.get(value));
        let prose = if ours { Text::Borrowed(prose) } else { joined_text(prose) };
        let concept = builder.push_concept(label, &prose);
        check(builder, place)?;
        for (nth, &(name, value)) in values.iter().enumerate() {
            // The label repeated, such as `title` in feeds and `shared name` in Cytoscape.
            if !ours && value == named.label && names.has(strings, name) {
                continue;
            }
            let (name, value) = (strings.get(name), strings.get(value));
            // In files of other tools, an empty value means nothing.
            let is_attribute = ours || (!value.trim().is_empty() && !name.starts_with('\0'));
            if Some(nth) == named.used() || Some(nth) == text || !is_attribute {
                continue;
            }
            if ours {
                builder.push_concept_attribute(concept, label, name_of_attribute(name), value);
            } else {
                for value in values_in(value) {
                    builder.push_concept_attribute(concept, label, name, value);
                }
            }
        }
        if named.keeps_id() {
            builder.push_concept_attribute(concept, label, "id", strings.get(node.id));
        }
        check(builder, place)
    }
}

/// Tools that store all numbers as fractions write `1.0`.
fn is_mark(value: &str) -> bool {
    value == MARK_VALUE || value == "1.0"
}
