//! The same work in oxigraph: a triple for each relationship, in its store in memory, asked in SPARQL.

use std::error::Error;

use oxigraph::model::{GraphName, NamedNode, Quad};
use oxigraph::sparql::{QueryResults, SparqlEvaluator};
use oxigraph::store::Store;

use crate::parts::Parts;

fn relation(name: &str) -> String {
    format!("urn:relation:{}", name.replace(' ', "_"))
}

fn concept(place: u32) -> String {
    format!("urn:concept:{place}")
}

/// The relationships as triples; glosses are not needed for the queries.
pub fn store(parts: &Parts) -> Result<Store, Box<dyn Error>> {
    let store = Store::new()?;
    let mut loader = store.bulk_loader();
    let quad = |(source, name, target): &(u32, String, u32)| {
        Quad::new(
            NamedNode::new_unchecked(concept(*source)),
            NamedNode::new_unchecked(relation(name)),
            NamedNode::new_unchecked(concept(*target)),
            GraphName::DefaultGraph,
        )
    };
    loader.load_quads(parts.relationships.iter().map(quad))?;
    loader.commit()?;
    Ok(store)
}

/// The concepts to which one leads through a relation, in SPARQL.
pub fn one_pattern(source: u32, name: &str) -> String {
    format!("SELECT ?x WHERE {{ <{}> <{}> ?x }}", concept(source), relation(name))
}

/// The concepts to which one leads through a relation, once or repeatedly.
pub fn closure(source: u32, name: &str) -> String {
    format!("SELECT ?x WHERE {{ <{}> <{}>+ ?x }}", concept(source), relation(name))
}

/// How many solutions a query has.
pub fn count(store: &Store, query: &str) -> Result<usize, Box<dyn Error>> {
    match SparqlEvaluator::new().parse_query(query)?.on_store(store).execute()? {
        QueryResults::Solutions(solutions) => {
            let mut count = 0;
            for solution in solutions {
                count += solution?.len();
            }
            Ok(count)
        }
        _ => Err("the query asks for no solutions".into()),
    }
}
