//! Does one piece of work a number of times and nothing else, for a profiler to look at:
//! `valgrind --tool=callgrind target/release/once build 1`.

use std::error::Error;
use std::hint::black_box;

use semnet_core::Network;
use semnet_core::paths::{Budget, Direction, PathOptions, RelationFilter};
use semnet_core::rank::{BetweennessOptions, PageRankOptions};
use semnet_peers::{in_petgraph, in_semnet, parts, walk};

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let (work, times) = (arguments.next().unwrap_or_default(), arguments.next().unwrap_or_default());
    let parts = parts::word_net()?;
    let network = in_semnet::build(&parts)?;
    let net = in_petgraph::Net::build(&parts);
    for _ in 0..times.parse().unwrap_or(1) {
        match &*work {
            "nothing" => (),
            "build" => drop(black_box(in_semnet::build(&parts)?)),
            "build-petgraph" => drop(black_box(in_petgraph::Net::build(&parts))),
            "open" => drop(black_box(Network::from_bytes(network.as_bytes().to_vec())?)),
            "walk-petgraph" => drop(black_box(walk::flat(&net.graph))),
            "bfs-petgraph" => drop(black_box(walk::bfs(&net.graph))),
            "walk" => drop(black_box(walk::flat(&network))),
            "breadth-first" => {
                let steps = PathOptions::default().direction(Direction::Outgoing);
                drop(black_box(network.breadth_first(network.concepts(), &steps)?));
            }
            "pagerank" => {
                drop(black_box(network.pagerank(&RelationFilter::default(), &pagerank_options(20))?))
            }
            "pagerank-preparation" => {
                drop(black_box(network.pagerank(&RelationFilter::default(), &pagerank_options(0))?));
            }
            "components" => {
                drop(black_box(network.components(&RelationFilter::default(), Budget::UNLIMITED)?))
            }
            "themes" => println!(
                "{:?}",
                network.themes(&RelationFilter::default(), 1.0, Budget::UNLIMITED)?.modularity()
            ),
            "highlight" => {
                println!(
                    "{:?}",
                    network
                        .suggest_highlight(&RelationFilter::default(), Budget::UNLIMITED)?
                        .map(|found| found.to_string())
                )
            }
            "bridges" => {
                println!("{}", network.bridges(&RelationFilter::default(), Budget::UNLIMITED)?.len())
            }
            "betweenness" => {
                drop(black_box(network.betweenness_sampled(100, 0, &BetweennessOptions::default())?));
            }
            "look-ups" => {
                let label = |place: u32| parts.concepts[place as usize].0.as_str();
                for (source, relation, _) in parts.relationships.iter().step_by(37) {
                    black_box(in_semnet::neighbors(&network, label(*source), relation).count());
                }
            }
            _ => return Err(format!("{work:?} is no work; see the source").into()),
        }
    }
    Ok(())
}

fn pagerank_options(iterations: usize) -> PageRankOptions {
    PageRankOptions::default().iterations(iterations).tolerance(0.0).direction(Direction::Outgoing)
}
