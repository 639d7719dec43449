//! What hard answers come to, by content: `tests/analysis/hard` has them, with what must be read from each,
//! or the path that must be asked again.

mod shapes;

use semnet_core::analysis::{Analysis, Lens, Run};
use semnet_core::{Network, NetworkBuilder};
use shapes::{Shape, in_folder, outcome};

const QUESTION: &str = "Why do bees dance?";
const SOURCE: &str = "Straight upward means toward the sun. Only profitable patches are advertised. In 1944 \
    von Frisch read the dances of marked bees. Some dances are ignored by all.";

/// The common content of the answers, by the names that stand for it in the files.
const PARTS: [(&str, &str); 8] = [
    ("«F1»", r#"{"label":"Waggle Dance","text":"A forager runs in a figure of eight across the comb."}"#),
    (
        "«F2»",
        r#"{"label":"Honest Effort","text":"Dancing costs time, so only good flowers are danced for."}"#,
    ),
    ("«C1»", r#"{"label":"Sun Compass","text":"Bees measure angles against the sun."}"#),
    (
        "«R1»",
        concat!(
            r#"{"source":"Waggle Dance","relation":"is aimed by","target":"Sun Compass","#,
            r#""passage":"Straight upward means toward the sun."}"#
        ),
    ),
    (
        "«R2»",
        concat!(
            r#"{"source":"Honest Effort","relation":"limits","target":"Waggle Dance","#,
            r#""passage":"Only profitable patches are advertised."}"#
        ),
    ),
    ("«F»", "[«F1»,«F2»]"),
    ("«R»", "[«R1»,«R2»]"),
    ("«ALL»", r#"{"title":"Maps in Motion","findings":«F»,"concepts":[«C1»],"relationships":«R»}"#),
];

fn start(shape: &Shape) -> Run {
    let bees = || {
        let mut bees = NetworkBuilder::new(QUESTION);
        bees.finding("Waggle Dance", "It tells.").finding("Honest Effort", "It costs.").build().unwrap()
    };
    let analysis = match shape.task.as_str() {
        "question" => Analysis::question(QUESTION),
        "sources" => Analysis::question(QUESTION).source("b.txt", SOURCE),
        "grow" => Analysis::grow(&bees(), "Waggle Dance", Lens::CONCRETE_INSTANCES),
        "grow sources" => {
            Analysis::grow(&bees(), "Waggle Dance", Lens::CONCRETE_INSTANCES).source("b.txt", SOURCE)
        }
        "contradictions" => Analysis::contradictions(&bees()).source("b.txt", SOURCE),
        other => panic!("no task {other:?}"),
    };
    analysis.start().unwrap()
}

/// Titles and texts are shown by their length: `Maps in Motion: Waggle Dance (51), Honest Effort (56); Sun
/// Compass (36); Waggle Dance —is aimed by→ Sun Compass (37)`.
fn content(network: &Network) -> String {
    let length = |text: Option<&str>| text.map_or(0, |text| text.chars().count());
    let findings: Vec<String> =
        network.findings().map(|it| format!("{} ({})", it.label(), length(it.text()))).collect();
    let is_other = |label: &str| network.findings().all(|it| it.label() != label);
    let mut concepts: Vec<String> = network
        .concepts()
        .filter(|it| !it.is_question() && is_other(it.label()))
        .map(|it| format!("{} ({})", it.label(), length(it.text())))
        .collect();
    let label = |question: bool, label: &str| if question { "?".to_owned() } else { label.to_owned() };
    let mut links: Vec<String> = network
        .relationships()
        .filter(|it| !it.is_key_finding())
        .map(|it| {
            let (source, target) = (it.source(), it.target());
            let source = label(source.is_question(), source.label());
            let target = label(target.is_question(), target.label());
            format!("{source} —{}→ {target} ({})", it.relation(), length(it.passage()))
        })
        .collect();
    concepts.sort();
    links.sort();
    format!("{}: {}; {}; {}", network.title(), findings.join(", "), concepts.join(", "), links.join(", "))
}

#[test]
fn hard_answers_are_read_with_their_content_or_asked_again_with_the_path() {
    let shapes = in_folder("analysis/hard");
    assert!(shapes.len() >= 400, "{}", shapes.len());
    let mut wrong = Vec::new();
    for shape in &shapes {
        let mut answer = shape.answer.clone();
        for (name, part) in PARTS.iter().rev() {
            answer = answer.replace(name, part);
        }
        let mut run = start(shape);
        run.answer(&answer);
        let found = outcome(run, content);
        if found != shape.expected {
            wrong.push(format!("{}: expected {}; found {found}", shape.name, shape.expected));
        }
    }
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), shapes.len(), wrong.join("\n"));
}
