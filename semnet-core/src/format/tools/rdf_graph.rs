//! RDF triples as a graph: named resources are nodes, triples between them are edges, literals are
//! properties.

use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use crate::format::tools::error::{Place, PlacedProblem};
use crate::format::tools::graph::{
    Budget, Edge, Graph, MARK, MARK_VALUE, Node, Property, Text, UNNAMED, attribute_name, given,
};
use crate::format::tools::interner::{Said, SubjectStatements, Terms};
use crate::format::tools::rdf::{
    ALT_LABEL, CONCEPT, CONCEPT_SCHEME, FIRST, IN_SCHEME, LABEL_LANGUAGE, MAIN_ENTITY, MEMBER, NAME, NIL,
    OBJECT, OWN, POSITION, PREDICATE, PROPERTY, QUESTION, QUOTED, REST, STATEMENT, SUBJECT, TEXT,
    TEXT_LANGUAGE, TYPE, Term,
};
use crate::format::tools::rdf_names::{
    ANNOTATED_PROPERTY, LABELS, Preferred, TEXTS, is_other_name, local_name, made_label, name_in_parts,
    name_parts, of_predicates, resolve_label_nodes,
};
use crate::format::tools::strings::{NONE, Number, Strings};
use crate::format::tools::tree::Json;
use crate::format::tools::{rdf_restrictions, rdf_wikidata};
use crate::util::growth::push;
use crate::util::items;

/// The subjects that are statements, with the place of their edge, and the triples that they state.
type Statements<'a> = (HashMap<Text<'a>, usize>, HashSet<(Text<'a>, Text<'a>, Text<'a>)>);

struct Reading<'a, 'p> {
    said: Said<'a>,
    names: HashMap<Text<'a>, String>,
    preferred: Preferred<'p>,
    budget: Budget,
    /// The node of the question, in files that are written here.
    question: Option<Text<'a>>,
    /// The number of parts of Wikidata's statements that are not read.
    let_go: usize,
    /// How many properties of Wikidata are nothing but names of relations.
    declared: usize,
}

/// The statements of a file as a graph: nodes for named resources, edges between them, literals as
/// properties. `length` is that of the file; labels and texts are taken in the preferred language.
pub(super) fn graph<'a>(
    said: Said<'a>,
    terms: &Rc<Terms>,
    length: usize,
    language: Option<&str>,
) -> Result<Graph, PlacedProblem> {
    let mut reading = Reading::of(said, length, Preferred(language))?;
    let mut graph = Graph::upon(Strings::upon(Rc::clone(terms)));
    (graph.is_set, graph.are_ids_iris) = (true, true);
    graph.skipped.add("part of a statement", reading.let_go);
    graph.skipped.add("declaration of a property", reading.declared);
    let schemes = reading.take_network(&mut graph)?;
    graph.is_foreign = reading.question.is_none();
    let quoted = reading.take_quoted()?;
    let (statements, reified) = reading.take_statements(&mut graph)?;
    let lists = reading.take_lists();
    reading.name_of_graph(&mut graph);
    let name_parts = name_parts(&reading.said);
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
        let made = match quoted
            .get(&subject)
            .cloned()
            .or_else(|| name_in_parts(&reading.said, place, &name_parts))
        {
            Some(made) => Some(made),
            None => reading.expression(place, &lists)?.or_else(|| made_label(&reading.said, place)),
        };
        let mut literals = Literals { place: Some(place), ..Literals::default() };
        let mut number = 0;
        while let Some((predicate, object)) = said(&reading, number) {
            number += 1;
            let Term::Node(object) = object else {
                push(&mut literals.own, number - 1);
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
            if let Some(cells) = lists.get(&reading.said, &object) {
                reading.add_values(cells, number - 1, &mut literals);
                reading.charge(&relation, cells.len())?;
                reading.push_list(&mut graph, &subject, &relation, cells);
                inner.extend(reading.inner_lists(cells, &lists));
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
    // Each is a separate node.
    let (mut place, mut is_made) = (0, HashSet::new());
    while let Some(list) = inner.get(place).cloned() {
        place += 1;
        let Some(cells) = lists.get(&reading.said, &list).filter(|_| is_made.insert(list.clone())) else {
            continue;
        };
        reading.push_list(&mut graph, &list, &local_name(MEMBER), cells);
        inner.extend(reading.inner_lists(cells, &lists));
        let mut literals = Literals::default();
        reading.add_values(cells, NO_PREDICATE, &mut literals);
        reading.push_node(&mut graph, list, Some("list"), literals)?;
    }
    drop(lists);
    reading.said.clear();
    let mut missing = graph.missing_ends();
    missing.sort_unstable();
    let (stated, missing): (Vec<String>, Vec<String>) =
        missing.into_iter().partition(|id| statements.contains_key(id.as_str()));
    for id in missing {
        let made = quoted.get(id.as_str()).map(String::as_str);
        reading.push_node(&mut graph, id.into(), made, Literals::default())?;
    }
    graph.skipped.add("quoted triple that is not asserted", quoted.len());
    // Statements about a statement become properties of a node with its name.
    let labels = if stated.is_empty() { HashMap::new() } else { labels(&graph) };
    for id in stated {
        let label = statements.get(id.as_str()).map(|&at| label_of_edge(&graph, at, &labels));
        let label = label.filter(|_| id.starts_with("_:")).unwrap_or_else(|| local_name(&id));
        reading.budget.take(&label, &Place::Nowhere)?;
        reading.push_node(&mut graph, id.into(), Some(&label), Literals::default())?;
    }
    Ok(graph)
}

/// The labels of the nodes so far, by their ids. O(nodes).
fn labels(graph: &Graph) -> HashMap<Number, Number> {
    let is_label =
        |name: Number| matches!(graph.strings.get(name), given::LABEL | given::MADE_LABEL | "label");
    let label = |at: usize| graph.node_values(at).iter().find(|(name, _)| is_label(*name));
    let nodes = graph.nodes.iter().enumerate();
    nodes.filter_map(|(at, node)| Some((node.id, label(at)?.1))).collect()
}

/// An edge as text: `mill owes miller`.
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

/// The lists of a file, by the number of their first cell, each with the places of its cells.
#[derive(Default)]
struct Lists {
    ranges: HashMap<Number, (u32, u32)>,
    cells: Vec<u32>,
}

impl Lists {
    fn get(&self, said: &Said<'_>, head: &str) -> Option<&[u32]> {
        if self.ranges.is_empty() {
            return None;
        }
        let &(start, end) = self.ranges.get(&said.number(head)?)?;
        self.cells.get(start as usize..end as usize)
    }
}

/// The literals of a node, which may be most of the file: only their numbers are in memory.
#[derive(Default)]
struct Literals<'a> {
    place: Option<usize>,
    /// By number among its statements.
    own: Vec<u32>,
    /// Those in lists: the number of the statement that has the list, and the cell.
    of_lists: Vec<(u32, u32)>,
    others: SubjectStatements<'a>,
}

/// OWL's form of RDF statements, for annotations.
const AXIOM: &str = "http://www.w3.org/2002/07/owl#Axiom";
const ANNOTATED_SOURCE: &str = "http://www.w3.org/2002/07/owl#annotatedSource";
const ANNOTATED_TARGET: &str = "http://www.w3.org/2002/07/owl#annotatedTarget";

/// At most this many classes are named in the label of a class that is made of them.
const MOST_NAMED: usize = 8;

/// Stands in for the number of a statement: a list within a list.
const NO_PREDICATE: u32 = u32::MAX;

impl<'a> Literals<'a> {
    fn len(&self) -> usize {
        self.own.len() + self.of_lists.len() + self.others.len()
    }

    /// The one at a place among all. O(1).
    fn get(&self, said: &Said<'a>, at: usize) -> Option<(Text<'a>, Term<'a>)> {
        let own = |number: u32| said.nth(self.place?, number);
        if let Some(&number) = self.own.get(at) {
            return own(number);
        }
        let at = at.checked_sub(self.own.len())?;
        let Some(&(number, cell)) = self.of_lists.get(at) else {
            return self.others.get(at.checked_sub(self.of_lists.len())?).cloned();
        };
        let predicate = match number {
            NO_PREDICATE => Text::from(MEMBER),
            number => own(number)?.0,
        };
        Some((predicate, item(said, cell)?))
    }
}

/// The item in a cell of a list.
fn item<'a>(said: &Said<'a>, cell: u32) -> Option<Term<'a>> {
    let all = (0..).map_while(|number| said.nth(cell as usize, number));
    all.filter(|(name, _)| name == FIRST).map(|(_, object)| object).next()
}

impl<'a, 'p> Reading<'a, 'p> {
    fn of(
        mut said: Said<'a>,
        length: usize,
        preferred: Preferred<'p>,
    ) -> Result<Reading<'a, 'p>, PlacedProblem> {
        resolve_label_nodes(&mut said);
        let mut budget = Budget::of(length);
        let let_go = rdf_wikidata::take_statements(&mut said, preferred, &mut budget)?;
        rdf_restrictions::take_restrictions(&mut said);
        let names = of_predicates(&said, preferred);
        let declared = rdf_wikidata::take_properties(&mut said);
        Ok(Reading { said, names, preferred, budget, question: None, let_go, declared })
    }

    /// The label in Protégé of a class that is made of others: `Rye or Wheat`.
    fn expression(&mut self, place: usize, lists: &Lists) -> Result<Option<String>, PlacedProblem> {
        const OWL: [(&str, &str); 3] = [
            ("http://www.w3.org/2002/07/owl#unionOf", " or "),
            ("http://www.w3.org/2002/07/owl#intersectionOf", " and "),
            ("http://www.w3.org/2002/07/owl#oneOf", " or "),
        ];
        if lists.ranges.is_empty() || !self.said.subject(place).starts_with("_:") {
            return Ok(None);
        }
        let is_node = |term: &Term<'_>| matches!(term, Term::Node(_));
        let name = |cell: &u32| match item(&self.said, *cell) {
            Some(Term::Node(node)) if !node.starts_with("_:") => {
                let label = self.said.place(&node).and_then(|at| self.preferred.label(&self.said, at));
                Some(label.map_or_else(|| local_name(&node), Text::into_owned))
            }
            _ => None,
        };
        let mut found = None;
        for (predicate, word) in OWL.iter().filter(|(predicate, _)| self.said.has_term(predicate)) {
            let Some(Term::Node(list)) = self.said.object(place, predicate, is_node) else { continue };
            let cells = lists.get(&self.said, &list).filter(|cells| cells.len() <= MOST_NAMED);
            let names: Option<Vec<String>> = cells.and_then(|cells| cells.iter().map(name).collect());
            found = names.map(|names| names.join(word));
        }
        if let Some(found) = &found {
            self.budget.take(found, &Place::Nowhere)?;
        }
        Ok(found)
    }

    /// Those of a list's items that are lists.
    fn inner_lists(&self, cells: &[u32], lists: &Lists) -> Vec<Text<'a>> {
        let node = |cell: &u32| match item(&self.said, *cell) {
            Some(Term::Node(node)) if lists.get(&self.said, &node).is_some() => Some(node),
            _ => None,
        };
        cells.iter().filter_map(node).collect()
    }

    /// Adds the values of a list that the statement of this number has: each separately if they differ; else
    /// all as one, in JSON, because a concept has no attribute twice. O(n log n).
    fn add_values(&self, cells: &[u32], number: u32, literals: &mut Literals<'a>) {
        let value = |cell: u32| item(&self.said, cell).filter(|item| !matches!(item, Term::Node(_)));
        let start = literals.of_lists.len();
        for &cell in cells.iter().filter(|cell| value(**cell).is_some()) {
            push(&mut literals.of_lists, (number, cell));
        }
        let first = self.said.number(FIRST).unwrap_or(NONE);
        let object = |&(_, cell): &(u32, u32)| self.said.object_number(cell as usize, first);
        let mut objects: Vec<_> = items(&literals.of_lists, start..).iter().map(object).collect();
        objects.sort_unstable();
        if objects.windows(2).all(|pair| pair.first() != pair.last()) {
            return;
        }
        literals.of_lists.truncate(start);
        let json = |value: Term<'a>| match value {
            Term::Number(number) => Json::Digits(number.to_string()),
            Term::Literal { value, .. } | Term::Node(value) => Json::String(value),
        };
        let values = cells.iter().filter_map(|cell| value(*cell)).map(json).collect();
        let value = Term::Literal { value: Json::List(values).into_text(), language: None };
        let own = literals.place.and_then(|place| self.said.nth(place, number));
        literals.others.push((own.map_or(MEMBER.into(), |(predicate, _)| predicate), value));
    }

    /// Adds the relationships from a node to the nodes of a list, with their places in it.
    fn push_list(&self, graph: &mut Graph, source: &str, relation: &str, cells: &[u32]) {
        let names = [given::RELATION, "position"].map(|name| graph.strings.insert(name));
        for (place, &cell) in cells.iter().enumerate() {
            let Some(Term::Node(item)) = item(&self.said, cell) else { continue };
            graph.push_edge_value(names[0], relation);
            graph.push_edge_value(names[1], &(place + 1).to_string());
            graph.push_ends(source, &item, None, Place::Nowhere);
        }
    }

    /// Subtracts the cost of a list, which many nodes may share.
    fn charge(&mut self, relation: &str, count: usize) -> Result<(), PlacedProblem> {
        (0..count).try_for_each(|_| self.budget.take(relation, &Place::Nowhere))
    }

    /// The name of a predicate.
    fn name(&mut self, predicate: &Text<'a>) -> Result<String, PlacedProblem> {
        let name = self.names.get(predicate).cloned().unwrap_or_else(|| local_name(predicate));
        self.budget.take(&name, &Place::Nowhere)?;
        Ok(name)
    }

    /// Removes this crate's statements about a network as a whole: its question becomes the first node.
    /// Returns the schemes that were removed.
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
                let message = "the file contains more than one network; put each into a separate file";
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

    /// In a file of another tool, the title of the only vocabulary is the closest to a question.
    fn name_of_graph(&self, graph: &mut Graph) {
        let mut schemes = (0..self.said.len()).filter(|&place| self.said.is_of(place, CONCEPT_SCHEME));
        if let (None, Some(scheme), None) = (&self.question, schemes.next(), schemes.next()) {
            let title = self.preferred.label(&self.said, scheme);
            graph.push_properties(title.map(|title| (given::NAME.into(), title)));
        }
    }

    /// Removes triples that are quoted and not stated, and returns their labels by their names in the file.
    /// Other statements about them are kept. O(triples).
    fn take_quoted(&mut self) -> Result<HashMap<Text<'a>, String>, PlacedProblem> {
        let mut found = HashMap::new();
        if !self.said.has_term(QUOTED) {
            return Ok(found);
        }
        type Quoted<'a> = (usize, Text<'a>, Text<'a>);
        // By subject, so its statements are read only once.
        let mut by_source: HashMap<Text<'a>, Vec<Quoted<'a>>> = HashMap::new();
        for place in (0..self.said.len()).filter(|place| self.said.is_of(*place, QUOTED)) {
            let part = |name: &str| match self.said.object(place, name, |it| matches!(it, Term::Node(_))) {
                Some(Term::Node(node)) => Some(node),
                _ => None,
            };
            if let (Some(source), Some(relation), Some(target)) =
                (part(SUBJECT), part(PREDICATE), part(OBJECT))
            {
                by_source.entry(source).or_default().push((place, relation, target));
            }
        }
        let mut taken = Vec::new();
        for (source, mut quoted) in by_source {
            let stated: HashSet<(Text<'a>, Term<'a>)> =
                self.said.get(&source).unwrap_or_default().into_iter().collect();
            quoted.retain(|(_, relation, target)| {
                !stated.contains(&(relation.clone(), Term::Node(target.clone())))
            });
            for (place, relation, target) in quoted {
                let end = |node: &Text<'a>| {
                    let label = self.said.place(node).and_then(|at| self.preferred.label(&self.said, at));
                    label.map_or_else(|| local_name(node), Text::into_owned)
                };
                let relation = self.names.get(&relation).cloned().unwrap_or_else(|| local_name(&relation));
                let label = format!("{} {relation} {}", end(&source), end(&target));
                self.budget.take(&label, &Place::Nowhere)?;
                taken.push((place, label));
            }
        }
        for (place, label) in taken {
            let name = self.said.subject(place);
            let mut others = self.said.at(place).unwrap_or_default();
            others.retain(|(predicate, object)| {
                let is_part = [SUBJECT, PREDICATE, OBJECT].contains(&&**predicate);
                !is_part && !matches!(object, Term::Node(class) if predicate == TYPE && class == QUOTED)
            });
            if others.is_empty() {
                self.said.mark_taken(place);
            } else {
                self.said.set(&name, others);
            }
            found.insert(name, label);
        }
        Ok(found)
    }

    /// Converts the statements about relationships to edges: returns the subjects that were removed, and the
    /// triples that they state.
    fn take_statements(&mut self, graph: &mut Graph) -> Result<Statements<'a>, PlacedProblem> {
        let (mut taken, mut reified) = (HashMap::new(), HashSet::new());
        for place in 0..self.said.len() {
            if ![STATEMENT, QUOTED, AXIOM].iter().any(|class| self.said.is_of(place, class)) {
                continue;
            }
            let (statement, said) = (self.said.subject(place), self.said.at(place).unwrap_or_default());
            let node = |wanted: &str| {
                said.iter().find_map(|(predicate, object)| match object {
                    Term::Node(object) if predicate == wanted => Some(object.clone()),
                    _ => None,
                })
            };
            let stated = [SUBJECT, PREDICATE, OBJECT].map(&node);
            let axiom = [ANNOTATED_SOURCE, ANNOTATED_PROPERTY, ANNOTATED_TARGET].map(&node);
            let (([Some(source), Some(relation), Some(target)], _)
            | (_, [Some(source), Some(relation), Some(target)])) = (stated, axiom)
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
                    (ANNOTATED_SOURCE | ANNOTATED_PROPERTY | ANNOTATED_TARGET, Term::Node(_)) => {}
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

    /// Removes lists.
    fn take_lists(&mut self) -> Lists {
        let mut lists = Lists::default();
        if !self.said.has_term(FIRST) {
            return lists;
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
        for (head, _) in is_rest.into_iter().enumerate().filter(|(_, is_rest)| !is_rest) {
            // A list with other statements about it is a node.
            let is_head = self.said.object(head, FIRST, |_| true).is_some()
                && (0..).map_while(|number| self.said.nth(head, number)).all(is_of_list);
            if !is_head {
                continue;
            }
            let (start, mut cell) = (lists.cells.len(), self.said.subject(head));
            // At most as many steps as cells: a circular list has no head.
            while let Some(place) =
                self.said.place(&cell).filter(|_| lists.cells.len() - start <= self.said.len())
            {
                let first = self.said.object(place, FIRST, |_| true);
                let (Some(_), Some(rest)) = (first, rest(&self.said, place)) else { break };
                push(&mut lists.cells, u32::try_from(place).unwrap_or(u32::MAX));
                cell = rest;
            }
            let number = self.said.number(&self.said.subject(head));
            if cell == NIL
                && let Some(number) = number
            {
                for cell in items(&lists.cells, start..) {
                    self.said.mark_taken(*cell as usize);
                }
                let end = u32::try_from(lists.cells.len()).unwrap_or(u32::MAX);
                lists.ranges.insert(number, (u32::try_from(start).unwrap_or(u32::MAX), end));
            } else {
                lists.cells.truncate(start);
            }
        }
        lists
    }

    /// Adds a node with its literals as properties: one is the label, one the text.
    fn push_node(
        &mut self,
        graph: &mut Graph,
        id: Text<'a>,
        made: Option<&str>,
        literals: Literals<'a>,
    ) -> Result<(), PlacedProblem> {
        let ours = self.question.is_some();
        let all = || (0..).map_while(|at| literals.get(&self.said, at));
        let used = [LABELS, TEXTS].map(|names| self.preferred.best(all(), names));
        let literal = |at: Option<usize>| match literals.get(&self.said, at?)? {
            (predicate, Term::Literal { value, language }) => Some((predicate, value, language)),
            _ => None,
        };
        let [label, text] = used.map(literal);
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
        for at in (0..literals.len()).filter(|at| !used.contains(&Some(*at))) {
            let Some((predicate, object)) = literals.get(&self.said, at) else { continue };
            // The label repeated: Wikidata writes it three times.
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
            Term::Node(node) if node.starts_with(UNNAMED) => (named(name), local_name(&node).into()),
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
