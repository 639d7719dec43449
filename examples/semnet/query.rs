//! Questions about the relationships of one network: `related`, `path`, `around`, `select`, `themes` and
//! `rank`.

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::io::Write;
use std::path::Path;

use clap::{Args, Subcommand, ValueEnum};
use semnet_core::paths::{Budget, Direction, PathOptions};
use semnet_core::rank::{BetweennessOptions, PageRankOptions, ParallelRelationships};
use semnet_core::{Concept, Network, Relationship};
use serde_json::json;

use crate::output::tell;
use crate::{across, answer::Answer, budget, input, path, select, stores};

type Failure = Box<dyn std::error::Error>;

#[derive(Args)]
pub(crate) struct Common {
    /// A hashtag, a link, a question (in quotation marks), or a file
    input: OsString,
    /// Print JSON, for programs
    #[arg(long, conflicts_with = "dot")]
    pub(crate) json: bool,
    /// Print a picture for Graphviz
    #[arg(long)]
    pub(crate) dot: bool,
    /// Follow only relationships with this relation (repeatable)
    #[arg(long, value_name = "RELATION")]
    via: Vec<String>,
    /// Do not follow relationships with this relation (repeatable)
    #[arg(long, value_name = "RELATION")]
    not_via: Vec<String>,
    /// The direction in which to follow relationships
    #[arg(long, value_enum, default_value_t = Way::Both)]
    direction: Way,
    /// How many relationships to look at, at most; for `select`, plus the cells of its rows [default: 10
    /// million for `select`, 1 billion for the others]
    #[arg(long, value_name = "NUMBER")]
    pub(crate) budget: Option<u64>,
}

#[derive(Clone, Copy, ValueEnum)]
enum Way {
    #[value(alias = "out")]
    Outgoing,
    #[value(alias = "in")]
    Incoming,
    Both,
}

#[derive(Clone, Copy, ValueEnum)]
pub(crate) enum Measure {
    Pagerank,
    Betweenness,
    Degree,
}

/// How betweenness counts several relationships between the same two concepts.
#[derive(Clone, Copy, ValueEnum)]
pub(crate) enum Parallel {
    /// Together: a path is a sequence of concepts
    Once,
    /// Each as a different path
    Each,
}

#[derive(Subcommand)]
pub(crate) enum Query {
    /// Print the relationships of a concept, or those between two
    #[command(after_help = "Example: semnet related 2gfBtYzOQaE 'tide mill' --via supplied\n\n\
        With --across, there is no INPUT: all networks of the store are searched as if they were one.\n\
        semnet related --across 'tide mill'               the relationships of a concept\n\
        semnet related --across 'tide mill' 'steam mill'  the path from one concept to another\n\
        semnet related --across 2gfBtYzOQaE               the networks that share concepts with this one")]
    Related {
        #[command(flatten)]
        common: Common,
        /// Search all networks of the store as if they were one
        #[arg(long, conflicts_with_all = ["dot", "other"])]
        across: bool,
        /// The concept; `question` is the network's question
        #[arg(required_unless_present = "across")]
        concept: Option<String>,
        /// Only relationships with this concept
        other: Option<String>,
    },
    /// Print the shortest paths from one concept to another, with their passages
    #[command(after_help = "Example: semnet path 2gfBtYzOQaE 'night baking' 'coal quay' -k 3")]
    Path {
        #[command(flatten)]
        common: Common,
        /// Where the path starts
        from: String,
        /// Where the path ends
        to: String,
        /// How many paths to print, the shortest first
        #[arg(short, default_value_t = 1, value_parser = clap::value_parser!(u32).range(1..=1_000_000))]
        k: u32,
        /// The maximum length, in relationships
        #[arg(long, value_name = "NUMBER", alias = "at-most")]
        max_length: Option<usize>,
    },
    /// Print the surroundings of a concept as a network, with its hashtag
    #[command(
        after_help = "Example: semnet around 2gfBtYzOQaE 'steam mill' --max-length 2 --dot | dot -Tsvg > \
            mill.svg\n\
            Prints the hashtag of this part, its question, then one concept on each line, then one \
            relationship on each line.\n\
            The part is not in the store yet. To add it: semnet around … --json | semnet add -"
    )]
    Around {
        #[command(flatten)]
        common: Common,
        /// The concept in the centre
        concept: String,
        /// The maximum distance from it, in relationships
        #[arg(long, value_name = "NUMBER", alias = "hops", default_value_t = 1)]
        max_length: usize,
    },
    /// Print the rows that match a pattern, with the relationships that support each
    #[command(after_help = "Example: semnet select 2gfBtYzOQaE '?who via supplied+ ?whom'\n\
        The language of patterns is described in semnet-core/QUERIES.md.")]
    Select {
        #[command(flatten)]
        common: Common,
        /// Triples `SUBJECT via RELATION OBJECT`, joined by `;`
        pattern: String,
        /// How many rows to print at most
        #[arg(long, value_name = "NUMBER")]
        limit: Option<usize>,
    },
    /// Print themes (groups of related concepts), and what is most worth highlighting
    #[command(after_help = "Example: semnet themes 2gfBtYzOQaE\n\n\
        --dot draws all relationships that are followed, with a frame around each \
        group.")]
    Themes {
        #[command(flatten)]
        common: Common,
        /// Higher values give more and smaller groups
        #[arg(long, default_value_t = 1.0, allow_negative_numbers = true)]
        resolution: f64,
    },
    /// Print the concepts, ranked by how much they hold the network together
    #[command(after_help = "Example: semnet rank 2gfBtYzOQaE --by betweenness --samples 500\n\n\
        Each line has a score and a concept. PageRank is the share of a random walk that is spent at the \
        concept (all add up to 1), betweenness the share of shortest paths that lead through it, degree \
        the number of its relationships.\n\
        --dot draws all relationships that are followed, with the scores below the labels.")]
    Rank {
        #[command(flatten)]
        common: Common,
        /// The measure
        #[arg(long, value_enum, default_value_t = Measure::Pagerank)]
        by: Measure,
        /// How betweenness counts several relationships between the same two concepts [default: once]
        #[arg(long, value_enum)]
        parallel: Option<Parallel>,
        /// Estimate betweenness from the paths of this many concepts only, for large networks
        #[arg(long, value_name = "NUMBER")]
        samples: Option<usize>,
        /// The seed of the random samples
        #[arg(long, value_name = "NUMBER", default_value_t = 0, requires = "samples")]
        seed: u64,
    },
}

impl Query {
    fn common(&self) -> &Common {
        match self {
            Query::Related { common, .. }
            | Query::Path { common, .. }
            | Query::Around { common, .. }
            | Query::Select { common, .. }
            | Query::Themes { common, .. }
            | Query::Rank { common, .. } => common,
        }
    }
}

impl Query {
    /// The message if there is no answer.
    fn nothing(&self) -> String {
        match self {
            Query::Related { concept: Some(concept), other: Some(other), .. } => {
                format!(
                    "no relationship joins {concept:?} and {other:?}; `semnet path` may find an indirect \
                     connection"
                )
            }
            Query::Related { common, concept, .. } => {
                let concept = concept.as_deref().map_or_else(|| common.input.to_string_lossy(), Into::into);
                format!("no relationship of {concept:?} matches")
            }
            Query::Path { from, to, .. } => format!("no path leads from {from:?} to {to:?}"),
            Query::Select { .. } => "nothing matches the pattern".into(),
            Query::Around { .. } | Query::Themes { .. } | Query::Rank { .. } => "the network is empty".into(),
        }
    }
}

impl Common {
    /// The options of the query, with this budget if they have none.
    pub(crate) fn steps(&self, usual: Budget) -> PathOptions {
        let mut steps = PathOptions::default().direction(match self.direction {
            Way::Outgoing => Direction::Outgoing,
            Way::Incoming => Direction::Incoming,
            Way::Both => Direction::Both,
        });
        if !self.via.is_empty() {
            steps = steps.via(self.via.iter().map(String::as_str));
        }
        if !self.not_via.is_empty() {
            steps = steps.not_via(self.not_via.iter().map(String::as_str));
        }
        steps.budget(self.budget.map_or(usual, Budget::new))
    }

    /// The relationships that count, whichever way they are followed.
    fn counted<'a>(&self, network: &'a Network) -> impl Iterator<Item = Relationship<'a>> {
        let ids = |names: &[String]| -> Vec<_> {
            names.iter().filter_map(|name| network.relation_id(name)).collect()
        };
        let (via, not_via) = (ids(&self.via), ids(&self.not_via));
        network.relationships().filter(move |relationship| {
            let relation = relationship.relation_id();
            (via.is_empty() || via.contains(&relation)) && !not_via.contains(&relation)
        })
    }

    /// The relations that are named.
    pub(crate) fn relations(&self) -> impl Iterator<Item = &str> {
        self.via.iter().chain(&self.not_via).map(String::as_str)
    }

    /// A name for a relation that the network does not have is a mistake rather than a wish for nothing.
    fn check_relations(&self, network: &Network) -> Result<(), Failure> {
        for name in self.relations() {
            if network.relation_id(name).is_none() {
                let known: Vec<&str> = network.relations().collect();
                return Err(format!("there is no relation {name:?}; there are: {}", known.join(", ")).into());
            }
        }
        Ok(())
    }
}

/// Answers a query; whether there was an answer.
pub(crate) fn run(store: Option<&Path>, query: &Query, out: &mut impl Write) -> Result<bool, Failure> {
    let common = query.common();
    if let Query::Related { across: true, concept, .. } = query {
        return across::run(store, &common.input, concept.as_deref(), common, out);
    }
    let store = stores::to_read(store);
    let Some(network) = input::recover(&store, &common.input)? else { return Ok(false) };
    common.check_relations(&network)?;
    // Long results are printed while they are computed.
    let streamed = match query {
        Query::Select { pattern, limit, .. } => {
            Some(select::run(&network, pattern, common, limit.unwrap_or(usize::MAX), out)?)
        }
        Query::Path { from, to, k, max_length, .. } => {
            let (from, to) = (find(&network, from)?, find(&network, to)?);
            let steps =
                max_length.iter().fold(common.steps(budget::USUAL), |steps, &most| steps.max_length(most));
            Some(path::run(network.k_shortest_paths(from, to, *k as usize, &steps), common, out)?)
        }
        _ => None,
    };
    if let Some(found) = streamed {
        if !found {
            tell!("semnet: {}", query.nothing());
        }
        return Ok(found);
    }
    let answer = ask(&network, query, &common.steps(budget::USUAL))?;
    if common.json {
        serde_json::to_writer_pretty(&mut *out, &answer.json)?;
        writeln!(out)?;
    } else if common.dot {
        answer.write_dot(out)?;
    } else {
        answer.write_text(out)?;
    }
    if answer.is_empty() {
        out.flush()?;
        tell!("semnet: {}", query.nothing());
    }
    Ok(!answer.is_empty())
}

fn ask<'a>(network: &'a Network, query: &Query, steps: &PathOptions) -> Result<Answer<'a>, Failure> {
    match query {
        Query::Related { concept, other, .. } => {
            let concept = find(network, concept.as_deref().unwrap_or("question"))?;
            let other = other.as_deref().map(|other| find(network, other)).transpose()?;
            let mut answer = Answer::relationships(related_to(network, concept, other, steps));
            answer.concepts = [Some(concept), other].into_iter().flatten().map(|one| one.label()).collect();
            Ok(answer)
        }
        Query::Around { concept, max_length, .. } => {
            let around =
                network.ego_network(find(network, concept)?, &steps.clone().max_length(*max_length))?;
            Ok(Answer::network(network, &around))
        }
        Query::Path { .. } | Query::Select { .. } => Ok(Answer::default()),
        Query::Themes { common, resolution } => {
            let mut answer = themes(network, steps, *resolution)?;
            answer.relationships.extend(common.counted(network));
            Ok(answer)
        }
        Query::Rank { common, by, parallel, samples, seed } => {
            let mut answer = rank(network, *by, *parallel, samples.map(|samples| (samples, *seed)), steps)?;
            answer.relationships.extend(common.counted(network));
            Ok(answer)
        }
    }
}

/// A concept by its label, in any letter case; `question` is the question.
fn find<'a>(network: &'a Network, label: &str) -> Result<Concept<'a>, Failure> {
    match (network.find_concept(label), network.question_concept()) {
        (Ok(concept), _) => {
            say_others(network, concept);
            Ok(concept)
        }
        (Err(_), Some(question)) if label == "question" => Ok(question),
        (Err(error), _) => Err(error.into()),
    }
}

/// Lists on standard error the other concepts that match a label: in another letter case, or with a
/// distinction in brackets, as concepts with the same name have.
pub(crate) fn say_others(network: &Network, found: Concept<'_>) {
    let others = network.concepts_named(found.label()).filter(|other| other.id() != found.id());
    let others: Vec<String> = others.take(4).map(|it| format!("{:?}", it.label())).collect();
    if !others.is_empty() {
        let others = others.join(", ");
        tell!("semnet: this is about {:?}; other concepts of this name: {others}", found.label());
    }
}

/// The relationships of a concept that count, or those with another, in canonical order.
pub(crate) fn related_to<'a>(
    network: &'a Network,
    concept: Concept<'a>,
    other: Option<Concept<'a>>,
    steps: &PathOptions,
) -> Vec<Relationship<'a>> {
    let mut found = BTreeSet::new();
    let others =
        other.map_or_else(|| concept.neighbors(&steps.relations, steps.direction), |other| vec![other]);
    for other in others {
        found.extend(
            network
                .between(concept, other, &steps.relations, steps.direction)
                .into_iter()
                .map(|relationship| relationship.id()),
        );
    }
    found.into_iter().filter_map(|id| network.relationship_by_id(id)).collect()
}

fn themes<'a>(network: &'a Network, steps: &PathOptions, resolution: f64) -> Result<Answer<'a>, Failure> {
    let themes = network.themes(&steps.relations, resolution, steps.budget)?;
    let highlight = network.suggest_highlight(&steps.relations, steps.budget)?;
    let mut answer = Answer::default();
    let mut groups = Vec::new();
    for (number, group) in themes.groups().iter().enumerate() {
        let labels: Vec<&str> = group.map(|concept| concept.label()).collect();
        answer.lines.push(format!("{}\t{}", number + 1, labels.join(", ")));
        groups.push(labels);
    }
    if let Some(highlight) = &highlight {
        answer.lines.push(format!("Worth highlighting: {highlight}."));
    }
    let highlight = highlight.map(|highlight| {
        json!({"relationship": crate::answer::relationship(highlight.relationship()),
            "why": highlight.to_string()})
    });
    answer.groups.clone_from(&groups);
    answer.json = json!({"themes": groups, "modularity": themes.modularity(), "highlight": highlight});
    Ok(answer)
}

fn rank<'a>(
    network: &'a Network,
    by: Measure,
    parallel: Option<Parallel>,
    sampled: Option<(usize, u64)>,
    steps: &PathOptions,
) -> Result<Answer<'a>, Failure> {
    if !matches!(by, Measure::Betweenness) {
        if sampled.is_some() {
            return Err("--samples is only for --by betweenness; the other measures need no samples".into());
        }
        if parallel.is_some() {
            return Err(
                "--parallel is only for --by betweenness; the other measures count each relationship".into(),
            );
        }
    }
    let scores = match by {
        Measure::Pagerank => {
            let options = PageRankOptions::default().direction(steps.direction).budget(steps.budget);
            network.pagerank(&steps.relations, &options)?
        }
        Measure::Betweenness => {
            let options = BetweennessOptions::from(steps.clone()).parallel(match parallel {
                None | Some(Parallel::Once) => ParallelRelationships::Once,
                Some(Parallel::Each) => ParallelRelationships::Each,
            });
            match sampled {
                Some((samples, seed)) => network.betweenness_sampled(samples, seed, &options)?,
                None => network.betweenness(&options)?,
            }
        }
        Measure::Degree => network.degree(&steps.relations, steps.direction),
    };
    let mut answer = Answer::default();
    let mut found = Vec::new();
    for (concept, score) in scores.top() {
        answer.lines.push(format!("{score:.6}\t{concept}"));
        answer.notes.push((concept.label(), format!("{score:.6}")));
        found.push(json!({"label": concept.label(), "score": score}));
    }
    answer.json = json!(found);
    Ok(answer)
}
