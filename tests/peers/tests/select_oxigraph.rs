//! `select` compared with oxigraph's SPARQL: the same rows on a thousand random networks and patterns.
//!
//! A relationship is a triple; those that differ only in their passage are the same one. The patterns use
//! only what both define: every concept has a relationship, as RDF has no nodes without edges, and the SPARQL
//! queries request distinct rows.

// The same generators as in the tests of semnet alone, which need no oxigraph.
#[allow(dead_code)]
#[path = "../../src/patterns.rs"]
mod patterns;
#[allow(dead_code)]
#[path = "../../src/small.rs"]
mod small;

use std::error::Error;

use oxigraph::model::{GraphName, NamedNode, Quad, Term as RdfTerm};
use oxigraph::sparql::{QueryResults, SparqlEvaluator};
use oxigraph::store::Store;
use patterns::{Pattern, Term};
use proptest::prelude::*;
use semnet_core::{Concept, Network};

fn concept(concept: Concept<'_>) -> String {
    format!("urn:concept:{}", concept.id().number())
}

fn relation(name: &str) -> String {
    format!("urn:relation:{}", name.replace(' ', "_"))
}

fn store(network: &Network) -> Result<Store, Box<dyn Error>> {
    let store = Store::new()?;
    for found in network.relationships() {
        let [subject, predicate, object] =
            [concept(found.source()), relation(found.relation()), concept(found.target())];
        let quad = Quad::new(
            NamedNode::new(subject)?,
            NamedNode::new(predicate)?,
            NamedNode::new(object)?,
            GraphName::DefaultGraph,
        );
        store.insert(&quad)?;
    }
    Ok(store)
}

fn sparql(patterns: &[Pattern]) -> String {
    let term = |term: &Term| match term {
        Term::Variable(name) => format!("?{name}"),
        Term::Concept(number) => format!("<urn:concept:{number}>"),
    };
    let name = |name: &str| format!("<{}>", relation(name));
    let one = |pattern: &Pattern| {
        format!("{} {} {} .", term(&pattern.subject), pattern.path.to_text(&name), term(&pattern.object))
    };
    let lines: Vec<String> = patterns.iter().map(one).collect();
    let variables: Vec<String> =
        patterns::variables(patterns).iter().map(|name| format!("?{name}")).collect();
    match variables.as_slice() {
        [] => format!("ASK {{ {} }}", lines.join(" ")),
        variables => format!("SELECT DISTINCT {} WHERE {{ {} }}", variables.join(" "), lines.join(" ")),
    }
}

/// The rows as numbers of concepts, sorted.
fn oxigraph_rows(store: &Store, query: &str, variables: &[&str]) -> Result<Vec<Vec<u32>>, Box<dyn Error>> {
    let number = |term: Option<&RdfTerm>| match term {
        Some(RdfTerm::NamedNode(node)) => {
            node.as_str().rsplit(':').next().and_then(|number| number.parse().ok())
        }
        _ => None,
    };
    let mut rows = Vec::new();
    match SparqlEvaluator::new().parse_query(query)?.on_store(store).execute()? {
        QueryResults::Boolean(true) => rows.push(Vec::new()),
        QueryResults::Solutions(solutions) => {
            for solution in solutions {
                let solution = solution?;
                let row: Option<Vec<u32>> =
                    variables.iter().map(|&name| number(solution.get(name))).collect();
                rows.push(row.ok_or("a variable is bound to no concept")?);
            }
        }
        _ => {}
    }
    rows.sort();
    Ok(rows)
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 1000,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn the_same_rows(parts in small::small(), patterns in patterns::patterns()) {
        let network = parts.build(false).unwrap();
        let related = |concept: &Concept<'_>| concept.outgoing().len() + concept.incoming().len() > 0;
        let network = network.subnetwork(network.concepts().filter(related));
        prop_assume!(network.concept_count() > 0);
        let patterns = patterns::fitted(&network, &patterns);
        let (text, query) = (patterns::text(&network, &patterns, "; "), sparql(&patterns));
        let rows = network.select(&text).unwrap();
        let ours: Vec<Vec<u32>> =
            rows.iter().map(|row| row.concepts().map(|concept| concept.id().number()).collect()).collect();
        let theirs =
            oxigraph_rows(&store(&network).unwrap(), &query, &patterns::variables(&patterns)).unwrap();
        prop_assert_eq!(
            ours,
            theirs,
            "{}\n{}\n{:?}",
            text,
            query,
            network.relationships().collect::<Vec<_>>()
        );
    }
}
