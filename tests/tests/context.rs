//! The part that fits: held against the exact optimum on small networks, connected, within its limit, and the
//! same whatever the order of insertion.

use proptest::prelude::*;
use semnet_core::context::{Context, ContextOptions};
use semnet_core::words::{HitLocation, SearchOptions};
use semnet_core::{Concept, Network, NetworkBuilder, Relationship};
use semnet_tests::{network, parts, text};

/// A generator of numbers, the same everywhere.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % limit
    }

    fn words(&mut self, least: usize, most: usize) -> String {
        const WORDS: [&str; 14] = [
            "tide", "mill", "wheel", "flour", "moon", "harbour", "baker", "oyster", "steam", "coal",
            "ledger", "rope", "sail", "lantern",
        ];
        let count = least + self.below(most - least + 1);
        (0..count).map(|_| WORDS[self.below(WORDS.len())]).collect::<Vec<_>>().join(" ")
    }
}

/// A network of 4 to 8 concepts besides the question, and 3 to 12 relationships.
fn small(numbers: &mut Numbers) -> Network {
    let mut builder = NetworkBuilder::new("Who?");
    let count = 4 + numbers.below(5);
    for place in 0..count {
        let text = if numbers.below(5) < 3 { numbers.words(1, 9) } else { String::new() };
        let label = format!("{}{place}", numbers.words(0, 1));
        if numbers.below(4) == 0 {
            builder.finding(&label, &text);
        } else {
            builder.concept(&label, &text);
        }
    }
    let network = builder.build().unwrap();
    let mut builder = network.to_builder();
    let labels: Vec<&str> = network.concepts().map(|concept| concept.label()).collect();
    for _ in 0..3 + numbers.below(10) {
        let (a, b) = (labels[numbers.below(labels.len())], labels[numbers.below(labels.len())]);
        let passage = if numbers.below(5) < 3 { numbers.words(1, 9) } else { String::new() };
        let relation = ["mill", "goes with", "sail rope"][numbers.below(3)];
        builder.relationship((a, relation, b, passage.as_str()));
    }
    builder.build().unwrap()
}

/// The documented cost of each part of a network, in characters, and its worth.
struct Model {
    /// Per concept: its cost, its cost alone, and the additional cost of its text.
    own: Vec<usize>,
    alone: Vec<usize>,
    text: Vec<Option<usize>>,
    is_finding: Vec<bool>,
    label_prize: Vec<f64>,
    text_prize: Vec<f64>,
    edges: Vec<(usize, usize, usize, f64)>,
    question: Option<usize>,
}

fn line(relationship: Relationship<'_>) -> String {
    let end = |concept: Concept<'_>| {
        if concept.is_question() { String::new() } else { concept.label().to_owned() }
    };
    let passage = relationship.passage().map(|passage| format!(" “{passage}”")).unwrap_or_default();
    let line = format!(
        "{} —{}→ {}",
        end(relationship.source()),
        relationship.relation(),
        end(relationship.target())
    );
    format!("{}{passage}\n", line.trim())
}

impl Model {
    fn of(network: &Network, question: &str) -> Model {
        let hits = network.search(question, &SearchOptions::default().limit(usize::MAX));
        let score = |place: HitLocation<'_>| {
            hits.iter().find(|hit| hit.location() == place).map_or(0.0, |hit| hit.score())
        };
        let concepts: Vec<Concept<'_>> = network.concepts().collect();
        let relationships: Vec<Relationship<'_>> = network.relationships().collect();
        let own: Vec<f64> =
            concepts.iter().map(|&concept| score(HitLocation::Concept(concept)).powi(2)).collect();
        // The words of relations have the weight of texts, as if each were in a text of average length.
        let mut wanted: Vec<&str> = question.split(' ').collect();
        wanted.sort_unstable();
        wanted.dedup();
        let has = |one: &Relationship<'_>, word: &str| one.relation().split(' ').any(|other| other == word);
        let weight = |word: &str| {
            let with = relationships.iter().filter(|one| has(one, word)).count() as f64;
            (1.0 + (relationships.len() as f64 - with + 0.5) / (with + 0.5)).ln()
        };
        let of_relation = |one: &Relationship<'_>| -> f64 {
            wanted.iter().filter(|word| has(one, word)).map(|word| weight(word)).sum()
        };
        let passages: Vec<f64> = relationships
            .iter()
            .map(|one| (score(HitLocation::Relationship(*one)) + of_relation(one)).powi(2))
            .collect();
        let ends = |one: &Relationship<'_>| (one.source().id().index(), one.target().id().index());
        let mut here = own.clone();
        for (one, &score) in relationships.iter().zip(&passages) {
            let (a, b) = ends(one);
            here[a] = here[a].max(score);
            here[b] = here[b].max(score);
        }
        let mut near = here.clone();
        for _ in 0..concepts.len() {
            for one in &relationships {
                let (a, b) = ends(one);
                near[a] = near[a].max(near[b] / 4.0);
                near[b] = near[b].max(near[a] / 4.0);
            }
        }
        let is_finding: Vec<bool> =
            concepts.iter().map(|&concept| network.findings().any(|finding| finding == concept)).collect();
        let mark = |place: usize| if is_finding[place] { 2 } else { 0 };
        let label = |place: usize| concepts[place].label().chars().count() + mark(place) + 1;
        let all = 0..concepts.len();
        Model {
            own: all.clone().map(|place| if is_finding[place] { label(place) } else { 0 }).collect(),
            alone: all.clone().map(|place| if is_finding[place] { 0 } else { label(place) }).collect(),
            text: all
                .clone()
                .map(|place| {
                    let text = concepts[place].text()?.chars().count() + 2;
                    Some(text + if is_finding[place] { 0 } else { label(place) })
                })
                .collect(),
            label_prize: all
                .clone()
                .map(|place| if concepts[place].text().is_none() { own[place] } else { 0.0 })
                .collect(),
            text_prize: all
                .map(|place| {
                    let is_from_afar = near[place] > here[place];
                    own[place].max(if is_from_afar { near[place] } else { here[place] / 4.0 })
                })
                .collect(),
            edges: relationships
                .iter()
                .zip(&passages)
                .map(|(&one, &own)| {
                    let (a, b) = ends(&one);
                    let near = near[a].max(near[b]) / 4.0;
                    let cost = if one.is_key_finding() { 0 } else { line(one).chars().count() };
                    (a, b, cost, if one.passage().is_some() { own.max(near) } else { own })
                })
                .collect(),
            question: network.question_concept().map(|concept| concept.id().index()),
            is_finding,
        }
    }

    /// The most that any connected choice within the budget is worth: all choices are tried.
    fn optimum(&self, budget: usize) -> f64 {
        let count = self.own.len();
        let parts = self.pieces(&(0..self.edges.len()).collect::<Vec<_>>());
        let mut best = 0.0;
        for nodes in 1u32..1 << count {
            let has = |node: usize| nodes >> node & 1 == 1;
            let chosen: Vec<usize> = (0..count).filter(|&node| has(node)).collect();
            let has_finding = chosen.iter().any(|&node| self.is_finding[node]);
            if has_finding && !self.question.is_some_and(has) {
                continue;
            }
            let (free, paid): (Vec<usize>, Vec<usize>) = (0..self.edges.len())
                .filter(|&edge| has(self.edges[edge].0) && has(self.edges[edge].1))
                .partition(|&edge| self.edges[edge].2 == 0);
            let own: usize = chosen.iter().map(|&node| self.own[node]).sum();
            let labels: f64 = chosen.iter().map(|&node| self.label_prize[node]).sum();
            for edges in 0u32..1 << paid.len() {
                let mut all = free.clone();
                all.extend(
                    paid.iter()
                        .enumerate()
                        .filter(|&(place, _)| edges >> place & 1 == 1)
                        .map(|(_, &edge)| edge),
                );
                let mut cost = own + all.iter().map(|&edge| self.edges[edge].2).sum::<usize>();
                if cost > budget {
                    continue;
                }
                // One piece in each component of the network.
                let pieces = self.pieces(&all);
                let mut seen: Vec<(usize, usize)> =
                    chosen.iter().map(|&node| (parts[node], pieces[node])).collect();
                seen.sort_unstable();
                seen.dedup();
                if seen.windows(2).any(|pair| pair[0].0 == pair[1].0) {
                    continue;
                }
                let prize = labels + all.iter().map(|&edge| self.edges[edge].3).sum::<f64>();
                let texts: Vec<usize> =
                    chosen.iter().copied().filter(|&node| self.text[node].is_some()).collect();
                let is_alone = |node: usize| {
                    !all.iter().any(|&edge| self.edges[edge].0 == node || self.edges[edge].1 == node)
                };
                cost += chosen
                    .iter()
                    .filter(|&&node| self.text[node].is_none() && is_alone(node))
                    .map(|&node| self.alone[node])
                    .sum::<usize>();
                for said in 0u32..1 << texts.len() {
                    let (mut cost, mut prize) = (cost, prize);
                    for (place, &node) in texts.iter().enumerate() {
                        if said >> place & 1 == 1 {
                            cost += self.text[node].unwrap();
                            prize += self.text_prize[node];
                        }
                    }
                    if cost <= budget && prize > best {
                        best = prize;
                    }
                }
            }
        }
        best
    }

    /// Per concept, the number of the piece that it is in, where these edges join them.
    fn pieces(&self, edges: &[usize]) -> Vec<usize> {
        let mut piece: Vec<usize> = (0..self.own.len()).collect();
        loop {
            let mut is_done = true;
            for &edge in edges {
                let (a, b) = (self.edges[edge].0, self.edges[edge].1);
                let least = piece[a].min(piece[b]);
                is_done &= piece[a] == least && piece[b] == least;
                (piece[a], piece[b]) = (least, least);
            }
            if is_done {
                return piece;
            }
        }
    }
}

fn characters(limit: usize) -> ContextOptions {
    ContextOptions::new(limit).counter(|line| line.chars().count())
}

/// Holds for every context: it is within its limit, its count is that of its text, and its text is that of
/// its network.
fn check(network: &Network, context: &Context, limit: usize) {
    let part = context.network();
    assert_eq!(part.question(), network.question());
    for concept in part.concepts() {
        let whole = network.concept(concept.label()).unwrap();
        assert!(concept.text().is_none() || concept.text() == whole.text());
        assert!(concept.attributes().eq(whole.attributes()));
    }
    for one in part.relationships() {
        let is_there = network.relationships().any(|other| {
            (other.source().label(), other.relation(), other.target().label(), other.passage())
                == (one.source().label(), one.relation(), one.target().label(), one.passage())
                && other.attributes().eq(one.attributes())
        });
        assert!(is_there, "{one}");
        if !one.is_key_finding() {
            assert!(context.text().contains(&line(one)), "{}", line(one));
        }
    }
    let whole_findings: Vec<&str> = network.findings().map(|finding| finding.label()).collect();
    let places = part.findings().map(|one| whole_findings.iter().position(|&label| label == one.label()));
    assert!(places.collect::<Vec<_>>().is_sorted());
    assert!(context.tokens() <= limit || part.concept_count() == 0, "{} of {limit}", context.tokens());
    // One piece at most in each component of the network.
    let component = |network: &Network| -> Vec<usize> {
        let all = network.relationships().map(|one| (one.source().id().index(), one.target().id().index()));
        let all: Vec<_> = all.collect();
        let mut piece: Vec<usize> = (0..network.concept_count()).collect();
        for _ in 0..piece.len() {
            for &(a, b) in &all {
                let least = piece[a].min(piece[b]);
                (piece[a], piece[b]) = (least, least);
            }
        }
        piece
    };
    let (of_part, of_whole) = (component(part), component(network));
    let whole = |place: usize| {
        let label = part.concepts().nth(place).unwrap().label().to_owned();
        of_whole[network.concept(&label).unwrap().id().index()]
    };
    for a in 0..of_part.len() {
        for b in 0..a {
            assert_eq!(
                of_part[a] == of_part[b],
                whole(a) == whole(b),
                "{}\n{}",
                network.to_json(),
                context.text()
            );
        }
    }
}

#[test]
fn a_thousand_small_networks_are_nearly_at_their_optimum() {
    let (mut ratios, mut exact) = (Vec::new(), 0);
    let mut numbers = Numbers(1);
    while ratios.len() < 1_000 {
        let network = small(&mut numbers);
        let question = numbers.words(1, 4);
        let head = network.question().chars().count() + 1;
        let limit = head + 10 + numbers.below(300);
        let best = Model::of(&network, &question).optimum(limit - head);
        let context = network.context(&question, &characters(limit));
        check(&network, &context, limit);
        if best == 0.0 {
            assert_eq!(context.score(), 0.0);
            continue;
        }
        let ratio = context.score() / best;
        assert!(ratio < 1.0 + 1e-9, "{ratio}: worth more than the optimum");
        exact += usize::from(ratio > 1.0 - 1e-9);
        ratios.push(ratio);
    }
    ratios.sort_by(f64::total_cmp);
    let mean = ratios.iter().sum::<f64>() / 1_000.0;
    println!("1,000 networks: {exact} at the optimum, mean {mean:.4}, lowest {:.4}", ratios[0]);
    assert!(ratios[0] >= 0.9, "{}", ratios[0]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn a_context_is_a_part_within_its_limit(network in network(), words in text(), limit in 0..400usize) {
        // A label of the network is one of the questions, so there is something to find.
        let label = network.concepts().next().map(|concept| concept.label().to_owned()).unwrap_or_default();
        for question in [words, label] {
            let context = network.context(&question, &characters(limit));
            check(&network, &context, limit.max(network.question().chars().count() + 1));
            let shown: usize = context.text().lines().map(|line| line.chars().count() + 1).sum();
            prop_assert_eq!(context.tokens(), shown);
            prop_assert_eq!(context.reasons().len(), context.network().concept_count());
            let again = network.context(&question, &characters(limit));
            prop_assert_eq!((again.text(), again.network()), (context.text(), context.network()));
        }
    }

    #[test]
    fn the_order_of_building_plays_no_part(
        parts in parts(),
        order in prop::collection::vec(0..50usize, 0..20),
        words in text(),
        limit in 0..400usize,
    ) {
        if let (Ok(one), Ok(other)) = (parts.build(&[]), parts.build(&order)) {
            let options = ContextOptions::new(limit);
            let (one, other) = (one.context(&words, &options), other.context(&words, &options));
            prop_assert_eq!(
                (one.text(), one.network(), one.score()),
                (other.text(), other.network(), other.score())
            );
        }
    }
}

/// The estimate as it is documented.
fn tokens(line: &str) -> usize {
    let quarters = |c: char| {
        if c.is_ascii() {
            1
        } else if c < '\u{800}' {
            2
        } else {
            4
        }
    };
    (line.chars().map(quarters).sum::<usize>() + 1).div_ceil(4)
}

/// A choice: a concept with its text, or a relationship with its passage.
type Said<'a> = HitLocation<'a>;

fn shown(network: &Network, said: Said<'_>) -> String {
    match said {
        HitLocation::Concept(concept) => {
            let is_finding = network.findings().any(|finding| finding == concept);
            let text = concept.text().map(|text| format!(": {text}")).unwrap_or_default();
            format!("{}{concept}{text}", if is_finding { "* " } else { "" })
        }
        HitLocation::Relationship(relationship) => line(relationship).trim_end().to_owned(),
        _ => String::new(),
    }
}

/// Fills the limit in order, with all that still fits.
fn filled<'a>(network: &Network, order: Vec<Said<'a>>, limit: usize) -> Vec<Said<'a>> {
    let mut used =
        tokens(network.question()) + if network.title().is_empty() { 0 } else { tokens(network.title()) };
    let mut taken: Vec<Said<'a>> = Vec::new();
    for said in order {
        let cost = tokens(&shown(network, said));
        if used + cost <= limit && !taken.contains(&said) {
            used += cost;
            taken.push(said);
        }
    }
    taken
}

/// The passages and texts that BM25 ranks highest.
fn by_words<'a>(network: &'a Network, question: &str, limit: usize) -> Vec<Said<'a>> {
    let hits = network.search(question, &SearchOptions::default().limit(usize::MAX));
    let order = hits
        .iter()
        .map(|hit| hit.location())
        .filter(|place| !matches!(place, HitLocation::Question | HitLocation::Title));
    filled(network, order.collect(), limit)
}

/// The surroundings of the best hit, breadth first.
fn by_breadth<'a>(network: &'a Network, question: &str, limit: usize) -> Vec<Said<'a>> {
    let hits = network.search(question, &SearchOptions::default().limit(usize::MAX));
    let start = hits.iter().find_map(|hit| match hit.location() {
        HitLocation::Concept(concept) => Some(concept),
        HitLocation::Relationship(relationship) => Some(relationship.source()),
        _ => None,
    });
    let (mut queue, mut order) = (Vec::from_iter(start), Vec::new());
    let mut next = 0;
    while let Some(&concept) = queue.get(next) {
        next += 1;
        order.push(HitLocation::Concept(concept));
        for relationship in concept.outgoing().chain(concept.incoming()) {
            order.push(HitLocation::Relationship(relationship));
            for end in [relationship.source(), relationship.target()] {
                if !queue.contains(&end) {
                    queue.push(end);
                }
            }
        }
    }
    order.retain(|said| match said {
        HitLocation::Concept(concept) => concept.text().is_some(),
        HitLocation::Relationship(relationship) => relationship.passage().is_some(),
        _ => false,
    });
    filled(network, order, limit)
}

/// The share of the marked texts and passages that are there.
fn recall(marked: &[String], has: impl Fn(&str) -> bool) -> f64 {
    marked.iter().filter(|mark| has(mark)).count() as f64 / marked.len() as f64
}

fn is_marked(said: Said<'_>, mark: &str) -> bool {
    match said {
        HitLocation::Relationship(relationship) => match mark.strip_prefix('*') {
            Some(end) => relationship.to_string().ends_with(end),
            None => relationship.to_string() == mark,
        },
        said => said.to_string() == mark,
    }
}

fn in_context(context: &Context, mark: &str) -> bool {
    let network = context.network();
    network.concepts().any(|one| one.text().is_some() && one.label() == mark)
        || network
            .relationships()
            .any(|one| one.passage().is_some() && is_marked(HitLocation::Relationship(one), mark))
}

/// A question, and its answer.
type Marked = (String, Vec<String>);

/// The networks, each with its questions and the answers that people marked before anything was measured.
fn marked() -> Vec<(&'static str, Network, Vec<Marked>)> {
    let file = |name: &str| std::fs::read(format!("{}/{name}", env!("CARGO_MANIFEST_DIR"))).unwrap();
    let mut questions: std::collections::BTreeMap<String, Vec<Marked>> =
        serde_json::from_slice(&file("context/questions.json")).unwrap();
    let json = |name: &str| Network::from_json(file(name)).unwrap();
    let report = |name: &str| {
        let text = String::from_utf8(file(&format!("../examples/reports/{name}"))).unwrap();
        Network::from_report(&text).unwrap()
    };
    let reports = [
        report("bees.txt"),
        report("handwriting.txt"),
        json("../examples/reports/tide-mill.json"),
        report("tram.txt"),
    ];
    let (harbour, orchard) = (json("context/harbour.json"), json("context/orchard.json"));
    let together = Network::union(reports.iter().chain([&harbour, &orchard])).unwrap();
    let mut of = |name: &'static str, network: Network| (name, network, questions.remove(name).unwrap());
    let mut all = vec![
        of("reports", Network::union(&reports).unwrap()),
        of("harbour", harbour),
        of("orchard", orchard),
    ];
    all.push(("together", together, all.iter().flat_map(|(.., questions)| questions.clone()).collect()));
    assert!(questions.is_empty());
    all
}

#[test]
fn recall_is_never_behind_plain_ranking_or_breadth() {
    println!("set\tquestions\ttokens\tcontext\tBM25\tbreadth first");
    let mut behind = Vec::new();
    for (name, network, questions) in marked() {
        for limit in [500, 1_000, 2_000] {
            let mut sums = [0.0; 3];
            for (question, marks) in &questions {
                let all = network
                    .relationships()
                    .map(HitLocation::Relationship)
                    .chain(network.concepts().map(HitLocation::Concept));
                let all: Vec<HitLocation<'_>> = all.collect();
                assert!(marks.iter().all(|mark| all.iter().any(|&one| is_marked(one, mark))), "{marks:?}");
                let context = network.context(question, &ContextOptions::new(limit));
                assert!(context.tokens() <= limit);
                assert_eq!(context.tokens(), context.text().lines().map(tokens).sum::<usize>());
                let (words, breadth) =
                    (by_words(&network, question, limit), by_breadth(&network, question, limit));
                let of = |chosen: &[Said<'_>]| {
                    recall(marks, |mark| chosen.iter().any(|&said| is_marked(said, mark)))
                };
                let ours = recall(marks, |mark| in_context(&context, mark));
                if std::env::var_os("SEMNET_SHOW").is_some() && ours < of(&words).max(of(&breadth)) {
                    println!(
                        "  {ours:.2} {:.2} {:.2} {question} {:?}",
                        of(&words),
                        of(&breadth),
                        marks.iter().filter(|mark| !in_context(&context, mark)).collect::<Vec<_>>()
                    );
                }
                for (sum, one) in sums.iter_mut().zip([ours, of(&words), of(&breadth)]) {
                    *sum += one / questions.len() as f64;
                }
            }
            let [ours, words, breadth] = sums;
            println!("{name}\t{}\t{limit}\t{ours:.3}\t{words:.3}\t{breadth:.3}", questions.len());
            if ours < words.max(breadth) - 1e-9 {
                behind.push(format!("{name} at {limit}: {ours:.3} {words:.3} {breadth:.3}"));
            }
        }
    }
    assert!(behind.is_empty(), "{behind:#?}");
}
