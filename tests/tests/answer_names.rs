//! Each name that an answer's members may have, one by one: `tests/analysis/names.txt` has them all.

use semnet_core::analysis::Analysis;
use semnet_core::{Network, NetworkBuilder};

const QUESTION: &str = "Why do bees dance?";

/// An answer in which each member has the name of its kind.
const ANSWER: &str = r#"{"part title": "A Map", "part question": "Why do bees dance?",
    "part findings": [{"field label": "Waggle Dance", "field text": "It tells the way."}],
    "part concepts": [{"label": "Sun Compass"}, {"label": "Dance Floor"}],
    "part relationships": [{"field source": "Waggle Dance", "field relation": "is aimed by",
        "field target": "Sun Compass", "field passage": "Up is towards the sun."}],
    "part highlights": [{"source": "Waggle Dance", "relation": "is aimed by", "target": "Sun Compass",
        "passage": "Up is towards the sun."}]}"#;

const CONTRADICTION: &str = r#"{"contradictions": [{"field concept": "Waggle Dance", "label": "Silence",
    "text": "Nobody dances.", "passage": "Nobody dances here."}]}"#;

/// The answer with this name for members of this kind, and the usual names for the others.
fn answer(template: &str, kind: &str, name: &str) -> String {
    let mut answer = template.replace(&format!("\"{kind}\""), &format!("\"{name}\""));
    for word in ["part ", "field "] {
        answer = answer.replace(&format!("\"{word}"), "\"");
    }
    match kind {
        "wrapper answer" => format!("{{\"{name}\": {answer}}}"),
        _ => answer,
    }
}

/// The parts that are read; `None` if it has to be requested again.
fn read(analysis: &Analysis, answer: &str) -> Option<Network> {
    let mut run = analysis.clone().corrections(1).start().unwrap();
    run.answer(answer);
    if run.request().is_some() {
        return None;
    }
    run.finish().ok().map(|outcome| outcome.network)
}

#[test]
fn every_name_of_a_member_is_read_as_that_member() {
    let base = NetworkBuilder::new(QUESTION).finding("Waggle Dance", "It tells the way.").build().unwrap();
    let asked = Analysis::question(QUESTION);
    let contradicted = Analysis::contradictions(&base).source("bees.txt", "Nobody dances here.");
    let (mut wrong, mut count) = (Vec::new(), 0);
    for line in include_str!("../analysis/names.txt").lines().filter(|line| !line.starts_with('#')) {
        let (kind, names) = line.split_once(": ").unwrap();
        let (analysis, template) = match kind {
            "field concept" => (&contradicted, CONTRADICTION),
            _ => (&asked, ANSWER),
        };
        let usual = read(analysis, &answer(template, "", "")).unwrap();
        // The question is known, many things may hold an answer, and some lists are known by their items.
        let is_needed =
            !matches!(kind, "part question" | "part findings" | "part relationships" | "wrapper answer");
        if is_needed && read(analysis, &answer(template, kind, "qqq")).as_ref() == Some(&usual) {
            wrong.push(format!("{kind} qqq"));
        }
        for name in names.split(' ') {
            count += 1;
            if read(analysis, &answer(template, kind, name)).as_ref() != Some(&usual) {
                wrong.push(format!("{kind} {name}"));
            }
        }
    }
    assert!(count >= 450, "{count}");
    assert!(wrong.is_empty(), "{} of {count}: {wrong:?}", wrong.len());
}
