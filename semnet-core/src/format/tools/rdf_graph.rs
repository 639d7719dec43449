//! RDF triples as a graph: what has a name is a node, triples between names are edges, literals are
//! properties.

use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use crate::format::tools::error::{Place, PlacedProblem};
use crate::format::tools::graph::{
    Budget, Edge, Graph, MARK, MARK_VALUE, Node, Property, Text, attribute_name, given, push,
};
use crate::format::tools::interner::{Said, SubjectStatements, Terms};
use crate::format::tools::rdf::{
    ALT_LABEL, CONCEPT, CONCEPT_SCHEME, FIRST, IN_SCHEME, LABEL_LANGUAGE, MAIN_ENTITY, MEMBER, NAME, NIL,
    OBJECT, OWN, POSITION, PREDICATE, PROPERTY, QUESTION, REST, STATEMENT, SUBJECT, TEXT, TEXT_LANGUAGE,
    TYPE, Term,
};
use crate::format::tools::rdf_names::{
    LABELS, Preferred, TEXTS, is_other_name, local_name, made_label, of_predicates, resolve_label_nodes,
};
use crate::format::tools::rdf_wikidata;
use crate::format::tools::strings::{Number, Strings};
use crate::format::tools::tree::Json;

/// The subjects that are statements, with the place of their edge, and the triples that they state.
type Statements<'a> = (HashMap<Text<'a>, usize>, HashSet<(Text<'a>, Text<'a>, Text<'a>)>);

struct Reading<'a, 'p> {
    said: Said<'a>,
    names: HashMap<Text<'a>, String>,
    preferred: Preferred<'p>,
    budget: Budget,
    /// The node of the question, in files that are written here.
    question: Option<Text<'a>>,
    /// How many parts of Wikidata's statements are not read.
    let_go: usize,
}

/// The statements of a file as a graph: nodes for what has a name, edges between them, literals as
/// properties. `length` is that of the file; labels and texts are taken in the preferred language.
pub(super) fn graph<'a>(
    said: Said<'a>,
    terms: &Rc<Terms>,
    length: usize,
    language: Option<&str>,
) -> Result<Graph, PlacedProblem> {
    let mut reading = Reading::of(said, length, Preferred(language));
    let mut graph = Graph::upon(Strings::upon(Rc::clone(terms)));
    (graph.is_set, graph.are_ids_iris) = (true, true);
    graph.skipped.add("part of a statement", reading.let_go);
    let schemes = reading.take_network(&mut graph)?;
    let (statements, reified) = reading.take_statements(&mut graph)?;
    let lists = reading.take_lists();
    reading.name_of_graph(&mut graph);
    // Lists within lists.
    let mut inner: Vec<Text<'a>> = Vec::new();
    for place in 0..reading.said.len() {
        let subject = reading.said.subject(place);
        // One at a time: a subject may have most of the file's statements.
        let said = |reading: &Reading<'a, '_>, number| reading.said.nth(place, number);
        let is_property = || reading.said.is_of(place, PROPERTY) && reading.names.contains_key(&subject);
        if reading.said.is_taken(place) || statements.contains_key(&subject) || is_property() {
            continue;
        }
        let made = subject.starts_with("_:").then(|| reading.said.at(place)).flatten();
        let made = made.and_then(|said| made_label(&subject, &said));
        let mut literals = Vec::new();
        let mut number = 0;
        while let Some((predicate, object)) = said(&reading, number) {
            number += 1;
            let Term::Node(object) = object else {
                push(&mut literals, (predicate, object));
                continue;
            };
            let known = predicate == TYPE
                && ([CONCEPT, CONCEPT_SCHEME].contains(&&*object)
                    || (reading.question.is_some() && object == QUESTION));
            let in_network = predicate == IN_SCHEME && schemes.contains(&object);
            // An empty list.
            if object == NIL {
                continue;
            }
            let is_reified = || reified.contains(&(subject.clone(), predicate.clone(), object.clone()));
            if known || in_network || (!reified.is_empty() && is_reified()) {
                continue;
            }
            let relation = reading.name(&predicate)?;
            if let Some(items) = lists.get(&object) {
                literals.extend(list_values(items).map(|value| (predicate.clone(), value)));
                reading.charge(&relation, items.len())?;
                push_list(&mut graph, &subject, &relation, items);
                inner.extend(inner_lists(items, &lists));
                continue;
            }
            let properties = vec![(given::RELATION.into(), relation.into())];
            graph.push_edge(Edge { source: subject.clone(), target: object, properties, ..Edge::default() });
        }
        if reading.question.as_ref() == Some(&subject) {
            continue;
        }
        reading.push_node(&mut graph, subject, made.as_deref(), literals)?;
    }
    // Each is a separate thing.
    let (mut place, mut is_made) = (0, HashSet::new());
    while let Some(list) = inner.get(place).cloned() {
        place += 1;
        let Some(items) = lists.get(&list).filter(|_| is_made.insert(list.clone())) else { continue };
        push_list(&mut graph, &list, &local_name(MEMBER), items);
        inner.extend(inner_lists(items, &lists));
        let literals = list_values(items).map(|value| (Text::from(MEMBER), value)).collect();
        reading.push_node(&mut graph, list, Some("list"), literals)?;
    }
    drop(lists);
    reading.said.clear();
    let mut missing = graph.missing_ends();
    missing.sort_unstable();
    let (stated, missing): (Vec<String>, Vec<String>) =
        missing.into_iter().partition(|id| statements.contains_key(id.as_str()));
    for id in missing {
        reading.push_node(&mut graph, id.into(), None, Vec::new())?;
    }
    // Statements about a statement are about a thing that is called like it.
    let labels = if stated.is_empty() { HashMap::new() } else { labels(&graph) };
    for id in stated {
        let label = statements.get(id.as_str()).map(|&at| label_of_edge(&graph, at, &labels));
        let label = label.filter(|_| id.starts_with("_:")).unwrap_or_else(|| local_name(&id));
        reading.budget.take(&label, &Place::Nowhere)?;
        reading.push_node(&mut graph, id.into(), Some(&label), Vec::new())?;
    }
    Ok(graph)
}

/// What the nodes are called so far, by their ids. O(nodes).
fn labels(graph: &Graph) -> HashMap<Number, Number> {
    let is_label =
        |name: Number| matches!(graph.strings.get(name), given::LABEL | given::MADE_LABEL | "label");
    let label = |at: usize| graph.node_values(at).iter().find(|(name, _)| is_label(*name));
    let nodes = graph.nodes.iter().enumerate();
    nodes.filter_map(|(at, node)| Some((node.id, label(at)?.1))).collect()
}

/// An edge in words: `mill owes miller`.
fn label_of_edge(graph: &Graph, at: usize, labels: &HashMap<Number, Number>) -> String {
    let Some(edge) = graph.edges.get(at) else { return String::new() };
    let end = |id: Number| match labels.get(&id) {
        Some(label) => graph.strings.get(*label).to_owned(),
        None => local_name(graph.strings.get(id)),
    };
    let relation = graph.edge_values(at).iter().find(|(name, _)| graph.strings.get(*name) == given::RELATION);
    let relation = relation.map_or("", |&(_, relation)| graph.strings.get(relation));
    format!("{} {relation} {}", end(edge.source), end(edge.target))
}

/// Those of a list's items that are lists.
fn inner_lists<'a>(items: &[Term<'a>], lists: &HashMap<Text<'a>, Vec<Term<'a>>>) -> Vec<Text<'a>> {
    let node = |item: &Term<'a>| match item {
        Term::Node(node) if lists.contains_key(node) => Some(node.clone()),
        _ => None,
    };
    items.iter().filter_map(node).collect()
}

/// The values of a list: each for itself, where they differ; else all as one, in JSON, for a concept has no
/// attribute twice.
fn list_values<'a>(items: &[Term<'a>]) -> impl Iterator<Item = Term<'a>> {
    let values: Vec<&Term<'a>> = items.iter().filter(|item| !matches!(item, Term::Node(_))).collect();
    let distinct: HashSet<&Term<'a>> = values.iter().copied().collect();
    let values: Vec<Term<'a>> = if distinct.len() == values.len() {
        values.into_iter().cloned().collect()
    } else {
        let json = |value: &Term<'a>| match value {
            Term::Number(number) => Json::Digits(number.to_string()),
            Term::Literal { value, .. } | Term::Node(value) => Json::String(value.clone()),
        };
        let value = Json::List(values.into_iter().map(json).collect()).into_text();
        vec![Term::Literal { value, language: None }]
    };
    values.into_iter()
}

/// Adds the relationships from a thing to the nodes of a list, with their places in it.
fn push_list<'a>(graph: &mut Graph, source: &Text<'a>, relation: &str, items: &[Term<'a>]) {
    for (place, item) in items.iter().enumerate() {
        let Term::Node(item) = item else { continue };
        let properties = vec![
            (given::RELATION.into(), relation.to_owned().into()),
            ("position".into(), (place + 1).to_string().into()),
        ];
        let (source, target) = (source.clone(), item.clone());
        graph.push_edge(Edge { source, target, properties, ..Edge::default() });
    }
}

impl<'a, 'p> Reading<'a, 'p> {
    fn of(mut said: Said<'a>, length: usize, preferred: Preferred<'p>) -> Reading<'a, 'p> {
        resolve_label_nodes(&mut said);
        let let_go = rdf_wikidata::take_statements(&mut said);
        let names = of_predicates(&said, preferred);
        Reading { said, names, preferred, budget: Budget::of(length), question: None, let_go }
    }

    /// Takes what a list costs, which may be that of many things.
    fn charge(&mut self, relation: &str, count: usize) -> Result<(), PlacedProblem> {
        (0..count).try_for_each(|_| self.budget.take(relation, &Place::Nowhere))
    }

    /// The name of a predicate.
    fn name(&mut self, predicate: &Text<'a>) -> Result<String, PlacedProblem> {
        let name = self.names.get(predicate).cloned().unwrap_or_else(|| local_name(predicate));
        self.budget.take(&name, &Place::Nowhere)?;
        Ok(name)
    }

    /// Takes out the statements of this crate about a network as a whole: its question becomes the first
    /// node. The schemes that were taken.
    fn take_network(&mut self, graph: &mut Graph) -> Result<HashSet<Text<'a>>, PlacedProblem> {
        let mut schemes = HashSet::new();
        for place in 0..self.said.len() {
            let subject = self.said.subject(place);
            if !subject.starts_with(OWN) {
                continue;
            }
            let Some(said) = self.said.at(place) else { continue };
            let question = said.iter().find_map(|(predicate, object)| match object {
                Term::Node(object) if predicate == MAIN_ENTITY => Some(object.clone()),
                _ => None,
            });
            let is_question =
                |question: &Text<'a>| self.said.get(question).is_some_and(|said| is_of(&said, QUESTION));
            let Some(question) = question.filter(is_question) else { continue };
            if !schemes.is_empty() {
                let message = "the file holds more than one network; put each into a separate file";
                return Err(Place::Nowhere.wrong(message));
            }
            self.question = Some(question.clone());
            let mut properties: Vec<Property<'a>> =
                vec![("question".into(), "true".into()), (MARK.into(), MARK_VALUE.into())];
            for (predicate, object) in self.said.remove(&subject).unwrap_or_default() {
                match object {
                    Term::Literal { value, .. } if predicate == NAME => {
                        properties.push(("title".into(), value))
                    }
                    Term::Node(_) if predicate == TYPE || predicate == MAIN_ENTITY => {}
                    object => {
                        let name = self.name(&predicate)?;
                        properties.push(self.property(&name, object));
                    }
                }
            }
            if let Some(mut said) = self.said.get(&question) {
                let at = said.iter().position(|(predicate, _)| LABELS.contains(&&**predicate));
                if let Some((_, Term::Literal { value, .. })) = at.map(|at| said.remove(at)) {
                    properties.push(("label".into(), value));
                }
                // Other statements about it are its relationships; its node is this one.
                let (relationships, others): (SubjectStatements<'a>, SubjectStatements<'a>) =
                    said.into_iter().partition(|(_, object)| matches!(object, Term::Node(_)));
                self.said.set(&question, relationships);
                let place = Place::Path(question.to_string());
                if let Some((predicate, _)) = others.first() {
                    return Err(place.wrong(format!(
                        "the question has the property {predicate}; it can only have a label"
                    )));
                }
            }
            graph.push_node(Node { id: question, properties, place: Place::Nowhere });
            schemes.insert(subject);
        }
        Ok(schemes)
    }

    /// The title of the only vocabulary in a file of another tool is the nearest that it has to a question.
    fn name_of_graph(&self, graph: &mut Graph) {
        let mut schemes = (0..self.said.len()).filter(|&place| self.said.is_of(place, CONCEPT_SCHEME));
        if let (None, Some(scheme), None) = (&self.question, schemes.next(), schemes.next()) {
            let title = self.preferred.take(&mut self.said.at(scheme).unwrap_or_default(), LABELS);
            graph.push_properties(title.map(|(_, title, _)| (given::NAME.into(), title)));
        }
    }

    /// Takes out the statements about relationships as edges: the subjects that were taken, and the triples
    /// that they state.
    fn take_statements(&mut self, graph: &mut Graph) -> Result<Statements<'a>, PlacedProblem> {
        let (mut taken, mut reified) = (HashMap::new(), HashSet::new());
        for place in 0..self.said.len() {
            if !self.said.is_of(place, STATEMENT) {
                continue;
            }
            let (statement, said) = (self.said.subject(place), self.said.at(place).unwrap_or_default());
            let node = |wanted: &str| {
                said.iter().find_map(|(predicate, object)| match object {
                    Term::Node(object) if predicate == wanted => Some(object.clone()),
                    _ => None,
                })
            };
            let (Some(source), Some(relation), Some(target)) = (node(SUBJECT), node(PREDICATE), node(OBJECT))
            else {
                continue;
            };
            let name = self.name(&relation)?;
            let is_finding = name == crate::names::KEY_FINDING && self.question.as_ref() == Some(&source);
            let mut properties: Vec<Property<'a>> = vec![(given::RELATION.into(), name.into())];
            let ours = self.question.is_some();
            for (predicate, object) in self.said.take(place).unwrap_or_default() {
                match (&*predicate, object) {
                    (TYPE | SUBJECT | PREDICATE | OBJECT, Term::Node(_)) => {}
                    (TEXT, Term::Literal { value, .. }) if ours => properties.push(("passage".into(), value)),
                    (POSITION, Term::Number(place)) if ours => {
                        let name = if is_finding { "finding" } else { "highlight" };
                        properties.push((name.into(), place.to_string().into()));
                    }
                    (_, object) => {
                        let name = self.name(&predicate)?;
                        properties.push(self.property(&name, object));
                    }
                }
            }
            reified.insert((source.clone(), relation, target.clone()));
            graph.push_edge(Edge { source, target, properties, ..Edge::default() });
            taken.insert(statement, graph.edges.len() - 1);
        }
        Ok((taken, reified))
    }

    /// Takes out lists: their first cell, and the items in them.
    fn take_lists(&mut self) -> HashMap<Text<'a>, Vec<Term<'a>>> {
        if !self.said.has_term(FIRST) {
            return HashMap::new();
        }
        let is_node = |term: &Term<'_>| matches!(term, Term::Node(_));
        let rest = |said: &Said<'a>, place: usize| match said.object(place, REST, is_node) {
            Some(Term::Node(rest)) => Some(rest),
            _ => None,
        };
        let mut is_rest = vec![false; self.said.len()];
        for place in 0..self.said.len() {
            let next = rest(&self.said, place).and_then(|rest| self.said.place(&rest));
            if let Some(is_rest) = next.and_then(|next| is_rest.get_mut(next)) {
                *is_rest = true;
            }
        }
        let is_of_list = |(name, _): (Text<'a>, Term<'a>)| [FIRST, REST, TYPE].contains(&&*name);
        let mut lists = HashMap::new();
        for (head, _) in is_rest.into_iter().enumerate().filter(|(_, is_rest)| !is_rest) {
            // A list with other statements about it is a thing.
            let is_head = self.said.object(head, FIRST, |_| true).is_some()
                && (0..).map_while(|number| self.said.nth(head, number)).all(is_of_list);
            if !is_head {
                continue;
            }
            let (mut items, mut cells, mut cell) = (Vec::new(), Vec::new(), self.said.subject(head));
            // As many steps at most as there are cells: a list that bites its tail has no head.
            while let Some(place) = self.said.place(&cell).filter(|_| cells.len() <= self.said.len()) {
                let first = self.said.object(place, FIRST, |_| true);
                let (Some(item), Some(rest)) = (first, rest(&self.said, place)) else { break };
                push(&mut items, item);
                push(&mut cells, place);
                cell = rest;
            }
            if cell == NIL {
                for place in cells {
                    self.said.take(place);
                }
                items.shrink_to_fit();
                lists.insert(self.said.subject(head), items);
            }
        }
        lists
    }

    /// Adds a node with the properties that literals are: one of them the label, one the text.
    fn push_node(
        &mut self,
        graph: &mut Graph,
        id: Text<'a>,
        made: Option<&str>,
        mut literals: SubjectStatements<'a>,
    ) -> Result<(), PlacedProblem> {
        let ours = self.question.is_some();
        let label = self.preferred.take(&mut literals, LABELS);
        let text = self.preferred.take(&mut literals, TEXTS);
        let same = label
            .as_ref()
            .map(|(_, label, language)| Term::Literal { value: label.clone(), language: language.clone() });
        let named_by = label.as_ref().map(|(predicate, ..)| predicate.clone());
        let names = if ours { ("label", "text") } else { (given::LABEL, given::TEXT) };
        match label {
            Some((_, label, language)) => {
                graph.push_node_value((names.0.into(), label));
                if let Some(language) = language {
                    graph.push_node_value((LABEL_LANGUAGE.into(), language));
                }
            }
            None if ours => {
                graph.push_node_value((
                    "label".into(),
                    made.map_or_else(|| local_name(&id), str::to_owned).into(),
                ));
            }
            None => {
                if let Some(made) = made {
                    graph.push_node_value((given::MADE_LABEL.into(), made.into()));
                }
            }
        }
        if let Some((_, text, language)) = text {
            graph.push_node_value((names.1.into(), text));
            if let Some(language) = language {
                graph.push_node_value((TEXT_LANGUAGE.into(), language));
            }
        }
        for (predicate, object) in literals {
            // The label again, as Wikidata has it three times.
            let is_name = LABELS.contains(&&*predicate) || is_other_name(&predicate);
            if !ours && is_name && same.as_ref() == Some(&object) {
                continue;
            }
            let is_label = Some(&predicate) == named_by.as_ref();
            let is_alias = if ours { predicate == ALT_LABEL } else { is_label || is_other_name(&predicate) };
            let name = if is_alias { crate::names::ALIAS.to_owned() } else { self.name(&predicate)? };
            let property = self.property(&name, object);
            graph.push_node_value(property);
        }
        graph.push_node(Node { id, properties: Vec::new(), place: Place::Nowhere });
        Ok(())
    }

    /// An attribute of this name.
    fn property(&self, name: &str, object: Term<'a>) -> Property<'a> {
        let ours = self.question.is_some();
        let named = |name: &str| {
            let name = if ours { attribute_name(name, 1) } else { name.into() };
            Text::Owned(name.into_owned())
        };
        match object {
            Term::Node(node) => (named(name), node),
            Term::Number(number) => (named(name), number.to_string().into()),
            Term::Literal { value, language: None } => (named(name), value),
            Term::Literal { value, language: Some(language) } => {
                (named(&format!("{name}@{language}")), value)
            }
        }
    }
}

fn is_of(said: &SubjectStatements<'_>, class: &str) -> bool {
    said.iter()
        .any(|(predicate, object)| predicate == TYPE && matches!(object, Term::Node(node) if node == class))
}
