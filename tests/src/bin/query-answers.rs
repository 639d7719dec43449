//! Answers a fixed set of questions about networks, one JSON line for each answer, for the WASM package to
//! answer the same: `tests/wasm/answers.test.mjs` compares the two. A file is a report (`.txt`), the JSON
//! form (`.json`) or canonical bytes. Fractions are given by their bits.

use std::error::Error;
use std::io::{BufWriter, Write, stdout};

use semnet_core::format::Format;
use semnet_core::link::DEFAULT_BASE;
use semnet_core::network::ConceptId;
use semnet_core::paths::{Budget, BudgetError, Direction, Path, PathError, PathOptions};
use semnet_core::rank::{BetweennessOptions, PageRankOptions, ParallelRelationships, Scores};
use semnet_core::store::{MemoryStore, StoreExt};
use semnet_core::words::{
    Connection, ConnectionOptions, Connections, Language, SearchHit, SearchOptions, Snippet,
};
use semnet_core::{Concept, Fingerprint, Network, Relationship, Store};
use semnet_tests::chapters::{self, Say};
use serde_json::{Value, json};

/// Networks with more concepts are left out of queries that compare all pairs of them.
const LARGE: usize = 10_000;

fn main() -> Result<(), Box<dyn Error>> {
    let mut out = BufWriter::new(stdout().lock());
    for file in std::env::args().skip(1) {
        let bytes = std::fs::read(&file)?;
        let network = match file.rsplit_once('.') {
            Some((_, "txt")) => Network::from_report(bytes)?,
            Some((_, "json")) => Network::from_json(bytes)?,
            _ => Network::from_bytes(bytes)?,
        };
        let mut say = |question: &str, answer: Value| writeln!(out, "{}", json!([file, question, answer]));
        whole(&network, &mut say)?;
        ranks(&network, &mut say)?;
        words(&network, &mut say)?;
        if network.concept_count() <= LARGE {
            changes(&network, &mut say)?;
            formats(&network, &mut say)?;
            chapters::answers(&network, &mut say)?;
        }
        let count = network.concept_count();
        let step = (count / 8).max(1);
        let concepts: Vec<Concept<'_>> = network.concepts().step_by(step).collect();
        for (place, &a) in concepts.iter().enumerate() {
            one(&network, a, &mut say)?;
            for &b in
                [concepts[(place + 1) % concepts.len()], concepts[(place * 3 + 2) % concepts.len()]].iter()
            {
                two(&network, a, b, &mut say)?;
            }
        }
    }
    chapters::generated(&mut |question, answer| writeln!(out, "{}", json!(["passages", question, answer])))?;
    out.flush()?;
    Ok(())
}

fn whole(network: &Network, say: &mut Say<'_>) -> Result<(), Box<dyn Error>> {
    say("fingerprint", json!(network.fingerprint().to_string()))?;
    say("counts", json!([network.concept_count(), network.relationship_count()]))?;
    say("json", json!(hash(&serde_json::to_string(network)?)))?;
    let report = network.to_report();
    let left = report.omitted;
    say("report", json!([hash(&report.text), counts(left)]))?;
    say("relations", json!(network.relations().collect::<Vec<_>>()))?;
    let labels: Vec<&str> = network.concepts().map(Concept::label).collect();
    say("labels", json!(hash(&labels.join("\n"))))?;
    let link = network.to_link(DEFAULT_BASE);
    say("link", link.map_or_else(error, |link| json!(hash(&link))))?;
    say("findings", json!(network.findings().map(concept).collect::<Vec<_>>()))?;
    say("highlights", json!(network.highlights().map(relationship).collect::<Vec<_>>()))?;
    for relation in network.relations().take(3) {
        for pattern in
            [format!("?x via \"{relation}\" ?y"), format!("?x via \"{relation}\"/^\"{relation}\" ?y")]
        {
            let options = PathOptions::default().budget(1_000_000);
            let (rows, exceeded) = network.select_partial(&pattern.parse()?, &options);
            let first: Vec<String> = rows.iter().take(5).map(|row| row.to_string()).collect();
            let evidence: Vec<Vec<Value>> = rows
                .get(0)
                .map(|row| row.evidence(&mut Budget::default()))
                .transpose()?
                .unwrap_or_default()
                .into_iter()
                .map(|pattern| pattern.into_iter().map(relationship).collect())
                .collect();
            let answer = json!([rows.variables(), rows.len(), exceeded.is_some(), first, evidence]);
            say(&format!("select {pattern}"), answer)?;
        }
    }
    say("select wrong", network.select("?x via").map_or_else(error, |rows| json!(rows.len())))?;
    Ok(())
}

fn ranks(network: &Network, say: &mut Say<'_>) -> Result<(), Box<dyn Error>> {
    let everything = PathOptions::default();
    let upwards = everything.clone().direction(Direction::Outgoing);
    let quick = PageRankOptions::default().damping(0.5).iterations(5);
    say(
        "pagerank",
        scores(
            network.pagerank(&upwards.relations, &quick.direction(upwards.direction).budget(upwards.budget)),
        ),
    )?;
    say(
        "pagerankWeighted",
        scores(network.pagerank_weighted(
            &everything.relations,
            &quick.direction(everything.direction).budget(everything.budget),
            weight,
        )),
    )?;
    say("degree", scores(Ok::<_, BudgetError>(network.degree(&upwards.relations, upwards.direction))))?;
    let once = BetweennessOptions::default();
    let each = once.clone().parallel(ParallelRelationships::Each);
    let few = BetweennessOptions::from(everything.clone().budget(5_000_000));
    say("betweennessSampled", scores(network.betweenness_sampled(2, 7, &once)))?;
    say("betweenness", scores(network.betweenness(&few)))?;
    say("betweennessEach", scores(network.betweenness(&few.parallel(ParallelRelationships::Each))))?;
    say("betweennessSampledEach", scores(network.betweenness_sampled(2, 7, &each)))?;
    let components = network.components(&everything.relations, everything.budget)?;
    let first: Vec<ConceptId> = components.concepts(0).take(10).map(Concept::id).collect();
    say("components", json!([components.len(), numbers(first)]))?;
    let themes = network.themes(&everything.relations, 1.0, everything.budget)?;
    let first: Vec<ConceptId> = themes.groups().concepts(0).take(10).map(Concept::id).collect();
    say("themes", json!([themes.groups().len(), numbers(first), bits(themes.modularity())]))?;
    let bridges = network.bridges(&everything.relations, everything.budget)?;
    say(
        "bridges",
        json!([bridges.len(), bridges.into_iter().take(5).map(relationship).collect::<Vec<_>>()]),
    )?;
    let points = network.articulation_points(&everything.relations, everything.budget)?;
    say(
        "articulationPoints",
        json!([points.len(), points.into_iter().take(5).map(concept).collect::<Vec<_>>()]),
    )?;
    if network.concept_count() <= LARGE {
        let highlight = network.suggest_highlight(&everything.relations, everything.budget)?;
        let answer = highlight.map(|found| {
            json!([found.to_string(), found.themes(), bits(found.edge_betweenness()), found.cut_off()])
        });
        say("highlight", json!(answer))?;
    }
    Ok(())
}

fn words(network: &Network, say: &mut Say<'_>) -> Result<(), Box<dyn Error>> {
    let finding = network.findings().next().map_or("", |finding| finding.label());
    let any = SearchOptions::default().language(Language::Any).limit(3);
    for (words, search) in [(network.question(), &SearchOptions::default()), (finding, &any), ("the", &any)] {
        let hits: Vec<Value> = network.search(words, search).iter().map(hit).collect();
        say(&format!("search {words}"), json!(hits))?;
        let store = MemoryStore::default();
        store.add(network)?;
        let found = store.search(words, search)?;
        let found: Vec<Value> =
            found.iter().map(|one| json!([one.network().hashtag(), bits(one.score())])).collect();
        say(&format!("search across {words}"), json!(found))?;
    }
    let few = ConnectionOptions::default().budget(200_000).limit(5);
    say("connections", connections(&network.connections(&few)))?;
    let vowels = |text: &str| {
        "aeiou".chars().map(|vowel| text.chars().filter(|&c| c == vowel).count() as f32).collect::<Vec<_>>()
    };
    let by_vowels = network.connections_with_embeddings(&few.at_least(0.9), vowels);
    say("connectionsBy", by_vowels.map_or_else(error, |found| connections(&found)))?;
    let strict = ConnectionOptions::default().at_least(0.1).budget(200_000);
    say("withConnections", json!(network.with_connections(&strict)?.hashtag()))?;
    let same = network.duplicate_candidates(Language::default());
    let lines: Vec<_> = same.iter().take(20).map(ToString::to_string).collect();
    say("sameConcepts", json!([same.len(), lines]))?;
    if let (Some(first), Some(last)) = (network.concepts().next(), network.concepts().next_back()) {
        let merged = network.merge_concepts(first, last);
        say("mergeConcepts", merged.map_or_else(error, |merged| json!(merged.hashtag())))?;
    }
    Ok(())
}

fn changes(network: &Network, say: &mut Say<'_>) -> Result<(), Box<dyn Error>> {
    let half = network.subnetwork(network.concepts().take(network.concept_count() / 2));
    let mut builder = network.to_builder();
    builder.title("Another").finding("Another Finding", "It was not there.").attribute("n", "v");
    let more = builder.build()?;
    for (name, before, after) in [("half", network, &half), ("more", network, &more), ("back", &more, &half)]
    {
        let changes = before.diff(after);
        let lines: Vec<String> = changes.as_slice().iter().map(ToString::to_string).collect();
        say(&format!("diff {name}"), json!([hash(&serde_json::to_string(&changes)?), lines]))?;
        say(&format!("apply {name}"), json!(before.apply(&changes)?.hashtag()))?;
    }
    let merged = Network::merge(network, &half, &more)?;
    let lines: Vec<String> = merged.conflicts.iter().map(ToString::to_string).collect();
    let conflicts = hash(&serde_json::to_string(&merged.conflicts)?);
    say("merge", json!([merged.network.hashtag(), conflicts, lines]))?;
    say("union", json!(Network::union([network, &more, &half])?.hashtag()))?;
    Ok(())
}

fn formats(network: &Network, say: &mut Say<'_>) -> Result<(), Box<dyn Error>> {
    for format in Format::ALL {
        let written = network.to_format(format);
        let again = Network::from_format(format, &written.text);
        let again = again.map_or_else(error, |network| json!(network.hashtag()));
        let seems = Format::detect(&written.text).name();
        let about = [format.is_readable(), format.is_lossless()];
        let names = [format.name(), format.extension(), format.media_type(), seems];
        let answer = json!([names, about, hash(&written.text), counts(written.omitted), again]);
        say(&format!("format {format}"), answer)?;
    }
    Ok(())
}

fn one(network: &Network, a: Concept<'_>, say: &mut Say<'_>) -> Result<(), Box<dyn Error>> {
    let label = a.label();
    say(&format!("concept {label}"), concept(a))?;
    say(
        &format!("findConcept {label}"),
        json!(network.find_concept(&label.to_lowercase()).map_or_else(error, concept)),
    )?;
    let misspelt: String = label.chars().skip(1).collect();
    say(
        &format!("findConcept {misspelt}"),
        json!(network.find_concept(&misspelt).map_or_else(error, concept)),
    )?;
    say(&format!("outgoing {label}"), json!(a.outgoing().take(20).map(relationship).collect::<Vec<_>>()))?;
    say(&format!("incoming {label}"), json!(a.incoming().take(20).map(relationship).collect::<Vec<_>>()))?;
    let steps = PathOptions::default().direction(Direction::Incoming);
    say(
        &format!("neighbors {label}"),
        json!(a.neighbors(&steps.relations, steps.direction).into_iter().map(concept).collect::<Vec<_>>()),
    )?;
    let near = PathOptions::default().max_length(2).budget(10_000);
    say(&format!("breadthFirst {label}"), network.breadth_first([a], &near).map_or_else(error, numbers))?;
    let around = network.ego_network(a, &PathOptions::default().max_length(1));
    say(&format!("egoNetwork {label}"), around.map_or_else(error, |around| json!(around.hashtag())))?;
    Ok(())
}

fn two(network: &Network, a: Concept<'_>, b: Concept<'_>, say: &mut Say<'_>) -> Result<(), Box<dyn Error>> {
    let pair = format!("{} / {}", a.label(), b.label());
    let everything = PathOptions::default();
    let most = everything.clone().budget(200_000);
    let outward = everything.clone().direction(Direction::Outgoing).max_length(20);
    say(
        &format!("between {pair}"),
        json!(
            network
                .between(a, b, &everything.relations, everything.direction)
                .into_iter()
                .map(relationship)
                .collect::<Vec<_>>()
        ),
    )?;
    for (name, steps) in
        [("", &everything), (" outward", &outward), (" soon", &everything.clone().budget(100))]
    {
        let found = network.shortest_path(a, b, steps);
        say(&format!("shortestPath{name} {pair}"), found.map_or_else(error, |found| json!(found.map(path))))?;
    }
    let weighted = network.shortest_path_weighted(a, b, &most, weight);
    let answer = weighted
        .map_or_else(error, |found| json!(found.map(|(weight, found)| json!([bits(weight), path(found)]))));
    say(&format!("shortestPathWeighted {pair}"), answer)?;
    say(
        &format!("kShortestPaths {pair}"),
        paths(network.k_shortest_paths(a, b, 4, &most).map(|found| found.map(path)))?,
    )?;
    let weighted = network.k_shortest_paths_weighted(a, b, 2, &most, weight);
    let weighted = weighted.map(|found| match found {
        Ok((weight, found)) => Ok(json!([bits(weight), path(found)])),
        Err(PathError::Budget(error)) => Err(error),
        Err(error) => Ok(json!(error.to_string())),
    });
    say(&format!("kShortestPathsWeighted {pair}"), paths(weighted)?)?;
    let short = most.clone().max_length(4);
    say(
        &format!("allSimplePaths {pair}"),
        paths(network.all_simple_paths(a, b, &short).take(5).map(|found| found.map(path)))?,
    )?;
    let common = network.common_ancestors(a, b, &outward)?;
    let common: Vec<Value> =
        common.into_iter().take(5).map(|one| json!([one.concept.label(), one.from_a, one.from_b])).collect();
    say(&format!("commonAncestors {pair}"), json!(common))?;
    say(&format!("isRelated {pair}"), json!(network.is_related(a, b, &outward)?))?;
    say(&format!("subnetwork {pair}"), json!(network.subnetwork([a, b]).hashtag()))?;
    Ok(())
}

fn weight(relationship: Relationship<'_>) -> f64 {
    1.0 + f64::from(relationship.id().number() % 7) / 10.0
}

fn hit(hit: &SearchHit<'_>) -> Value {
    json!([
        hit.location().to_string(),
        bits(hit.score()),
        hit.label().map(marked),
        hit.sentence().map(marked)
    ])
}

fn marked(marked: &Snippet<'_>) -> Value {
    json!([marked.text(), marked.with("[", "]")])
}

fn connections(connections: &Connections<'_>) -> Value {
    let each: Vec<Value> = connections.iter().map(connection).collect();
    json!([connections.total(), connections.omitted(), each])
}

fn connection(one: &Connection<'_>) -> Value {
    let terms: Vec<_> = one.terms().iter().map(|shared| json!([shared.term, bits(shared.weight)])).collect();
    let (first, second) = one.sentences();
    json!([
        one.to_string(),
        bits(one.score()),
        one.chance().map(bits),
        terms,
        [marked(first), marked(second)],
        one.relationship()
    ])
}

fn hash(text: &str) -> String {
    Fingerprint::hash(text.as_bytes()).to_string()
}

fn counts(left: semnet_core::report::Omitted) -> [usize; 9] {
    [
        left.questions,
        left.titles,
        left.findings,
        left.concepts,
        left.texts,
        left.relationships,
        left.passages,
        left.attributes,
        left.orders,
    ]
}

fn error(error: impl ToString) -> Value {
    json!({ "error": error.to_string() })
}

fn bits(number: f64) -> Value {
    json!(format!("{:016x}", number.to_bits()))
}

fn numbers(ids: impl IntoIterator<Item = ConceptId>) -> Value {
    json!(ids.into_iter().map(ConceptId::number).collect::<Vec<_>>())
}

fn concept(concept: Concept<'_>) -> Value {
    let attributes: Vec<_> = concept.attributes().collect();
    json!([concept.id().number(), concept.label(), concept.text(), attributes, concept.is_question()])
}

fn relationship(one: Relationship<'_>) -> Value {
    let attributes: Vec<_> = one.attributes().collect();
    let ends = [one.source().id().number(), one.target().id().number()];
    json!([one.id().number(), one.to_string(), ends, one.passage(), attributes, one.is_key_finding()])
}

fn path(path: Path<'_>) -> Value {
    let concepts: Vec<&str> = path.concepts().map(Concept::label).collect();
    let steps: Vec<_> =
        path.steps().map(|step| json!([step.relationship().id().number(), step.is_inverse()])).collect();
    json!([path.to_string(), concepts, steps])
}

/// The paths, and whether the budget ended them.
fn paths(paths: impl Iterator<Item = Result<Value, BudgetError>>) -> Result<Value, Box<dyn Error>> {
    let (mut found, mut cut_short) = (Vec::new(), false);
    for path in paths {
        match path {
            Ok(path) => found.push(path),
            Err(_) => cut_short = true,
        }
    }
    Ok(json!([found, cut_short]))
}

fn scores<E: ToString>(scores: Result<Scores<'_>, E>) -> Value {
    let ten = |scores: Scores<'_>| -> Value {
        scores.top().take(10).map(|(concept, number)| json!([concept.label(), bits(number)])).collect()
    };
    scores.map_or_else(error, ten)
}
