//! The program `semnet`, run as a person runs it.

// Also in the functions that the tests share, which clippy does not take for tests.
#![allow(clippy::unwrap_used)]

mod program;

use std::process::Stdio;

use program::{Place, Run, sample};

/// The hashtag that adding a sample printed.
#[track_caller]
fn add(place: &Place, file: &str) -> String {
    let line = place.run(&["add", file]).done();
    let (hashtag, question) = line.trim_end().split_once('\t').unwrap();
    assert_eq!((hashtag.len(), question.ends_with('?')), (11, true), "{line}");
    hashtag.to_owned()
}

#[test]
fn a_report_goes_in_a_hashtag_comes_out_and_brings_the_report_back() {
    let place = Place::new();
    let hashtag = add(&place, &sample("bees.txt"));
    let report = std::fs::read_to_string(sample("bees.txt")).unwrap();
    for input in [hashtag.clone(), format!("“#{hashtag}”."), format!("https://example.org/n#{hashtag}")] {
        assert_eq!(place.run(&["open", &input]).done(), report);
    }
    let question = "how do honeybees tell one another where the flowers are, and what keeps the message \
                    honest when nobody can check it in the dark of the hive";
    let words: Vec<&str> = std::iter::once("open").chain(question.split(' ')).collect();
    assert_eq!(place.run(&words).done(), report);
    let other = Place::new();
    let again = other.run_with(&["add", "-"], report.as_bytes()).done();
    assert!(again.starts_with(&hashtag), "the same network has the same hashtag in every store");
}

#[test]
fn files_go_from_format_to_format_and_stay_the_same_network() {
    let place = Place::new();
    let hashtag = add(&place, &sample("tide-mill.json"));
    let mut last = sample("tide-mill.json");
    for name in [
        "a.graphml",
        "b.gexf",
        "c.jgf",
        "d.nq",
        "e.jsonld",
        "f.cyjs",
        "g.graphology.json",
        "h.node-link.json",
    ] {
        let next = place.write(name, "");
        assert_eq!(place.run(&["convert", &last, &next]).done(), "");
        assert_eq!(add(&place, &next), hashtag, "{name}");
        // By content alone, too.
        let again = place.run_with(&["add", "-"], &std::fs::read(&next).unwrap()).done();
        assert!(again.starts_with(&hashtag), "{name}");
        last = next;
    }
    // Its readers take three terms to a line.
    let triples = place.write("i.nt", "");
    assert_eq!(place.run(&["convert", &last, &triples]).done(), "");
    let quads = std::fs::read_to_string(place.0.join("d.nq")).unwrap();
    let name = quads.lines().next().and_then(|line| line.rsplit(' ').nth(1)).unwrap();
    assert_eq!(std::fs::read_to_string(&triples).unwrap(), quads.replace(&format!(" {name} ."), " ."));
    assert_eq!(add(&place, &triples), hashtag);
    let tabs = place.write("j.tsv", "");
    assert_eq!(place.run(&["convert", &last, &tabs]).status, 0);
    let text = std::fs::read_to_string(&tabs).unwrap();
    assert!(text.starts_with("source\trelation\ttarget\tpassage\tfinding\thighlight"), "{text}");
    assert!(text.contains("Night Baking\tsupplied\tShip's Biscuit\t"), "{text}");
    assert!(place.run(&["open", &tabs, "--json"]).out.contains("Ship's Biscuit"));
    let dot = place.run(&["open", "--as", "dot", &hashtag]);
    assert!(dot.out.starts_with("digraph {\n"), "{}", dot.out);
    assert_eq!(
        dot.err,
        "semnet: the format dot cannot express all of this network; left out: 4 attributes, 2 orders. \
         --json prints all of it.\n"
    );
}

#[test]
fn files_of_other_tools_get_their_name_as_the_question_or_another_one() {
    let place = Place::new();
    let file = place.write("Who sides with whom.csv", "source,target\nMr Hi,Officer\n");
    let line = place.run(&["add", &file]).done();
    assert!(line.ends_with("\tWho sides with whom\n"), "{line}");
    let line = place.run(&["add", "--question", "Why?", &file]).done();
    assert!(line.ends_with("\tWhy?\n"), "{line}");
    let run = place.run_with(&["add", "-"], b"source,target\nMr Hi,Officer\n");
    assert_eq!(
        (run.status, run.err.as_str()),
        (
            1,
            "semnet: standard input: CSV: the file names no question, and its graph has no name that could \
             be one; give a question with it\n"
        )
    );
    let broken = place.write("x.graphml", "<graphml>\n<graph>");
    let run = place.run(&["open", &broken]);
    assert_eq!(
        (run.status, run.err),
        (
            1,
            format!(
                "semnet: {broken}: GraphML, line 2, column 8: the file ends in the middle; an element is not \
                 closed\n"
            )
        )
    );
    let run = place.run(&["convert", &file, "nowhere.xyz"]);
    assert_eq!(run.err, "semnet: nowhere.xyz: the extension does not name a format; use --as FORMAT\n");
    assert_eq!(place.run(&["open", "--as", "xml", &file]).status, 2);
}

/// Larger than the beginning from which the format is detected.
#[test]
fn large_files_are_streams() {
    let place = Place::new();
    let rows = (0..40_000).map(|number| format!("Concept {number},leads to,Concept {}\n", number / 2));
    let csv = "source,relation,target\n".to_owned() + &rows.collect::<String>();
    assert!(csv.len() > 1 << 20);
    let file = place.write("What follows.csv", &csv);
    let hashtag = add(&place, &place.write("What follows?.csv", &csv));
    let [json, own] = ["large.json", "own.json"].map(|name| place.write(name, ""));
    assert_eq!(
        place.run(&["convert", "--question", "What follows?", "--as", "node-link", &file, &json]).done(),
        ""
    );
    // `.json` can be many things.
    let graph = std::fs::read(&json).unwrap();
    assert!(place.run_with(&["add", "-"], &graph).done().starts_with(&hashtag));
    assert_eq!(place.run(&["convert", &json, &own]).done(), "");
    assert_eq!(add(&place, &own), hashtag);
    let [small, svg] =
        ["small.csv", "small.svg"].map(|name| place.write(name, "source,relation,target\nA,leads to,B\n"));
    assert_eq!(place.run(&["convert", "--question", "Where to?", &small, &svg]).done(), "");
    let network = semnet_core::Network::from_svg(&std::fs::read_to_string(&svg).unwrap()).unwrap();
    assert_eq!((network.question(), network.relationship_count()), ("Where to?", 1));
    let cut = place.run_with(&["add", "-"], &graph[..graph.len() / 2]);
    assert!(cut.err.contains("standard input: node-link JSON, line "), "{}", cut.err);
}

#[test]
fn links_open_and_full_ones_without_a_store() {
    let place = Place::new();
    let hashtag = add(&place, &sample("bees.txt"));
    assert_eq!(place.run(&["link", &hashtag]).done(), format!("semnet:#{hashtag}\n"));
    let base = ["link", "--base", "https://example.org/n", &hashtag];
    assert_eq!(place.run(&base).done(), format!("https://example.org/n#{hashtag}\n"));
    let mut command = place.command(&["link", &hashtag]);
    let output = Run::of(command.env("SEMNET_BASE", "x:").output().unwrap());
    assert_eq!(output.done(), format!("x:#{hashtag}\n"));
    let full = place.run(&["link", "--full", &hashtag]).done();
    let (empty, report) = (Place::new(), std::fs::read_to_string(sample("bees.txt")).unwrap());
    assert_eq!(empty.run(&["open", full.trim()]).done(), report);
    assert!(!empty.0.join("store").exists(), "to open makes no store");
    assert_eq!(empty.run(&["link", "--full", full.trim()]).done(), full);
    let cut = empty.run(&["open", &full[..full.len() - 20]]);
    assert_eq!(cut.status, 1);
    assert!(cut.err.starts_with("semnet: the link is incomplete or damaged: "), "{}", cut.err);
    let middle = full.len() / 2;
    let other = if full.as_bytes()[middle] == b'A' { "B" } else { "A" };
    let changed = empty.run(&["open", &format!("{}{other}{}", &full[..middle], &full[middle + 1..])]);
    assert_eq!(changed.status, 1);
    assert!(changed.err.starts_with("semnet: the link is damaged: "), "{}", changed.err);
}

#[test]
fn json_goes_in_and_comes_out() {
    let place = Place::new();
    let hashtag = add(&place, &sample("tide-mill.json"));
    let json = place.run(&["open", "--json", &hashtag]).done();
    let again = Place::new();
    assert!(again.run_with(&["add", "-"], json.as_bytes()).done().starts_with(&hashtag));
    let report = place.run(&["open", &hashtag]);
    assert_eq!(report.status, 0);
    assert!(report.out.contains("Millpond Oysters"));
    assert_eq!(
        report.err,
        "semnet: a report cannot express all of this network; left out: 3 concepts, 1 text, 7 relationships, \
         3 attributes. --json prints all of it.\n"
    );
}

#[test]
fn one_bad_file_of_many_does_not_stop_the_others() {
    let place = Place::new();
    let wrong = std::fs::read_to_string(sample("bees.txt")).unwrap().replace("reveals 5", "reveals 4");
    let (wrong, missing) =
        (place.write("wrong.txt", wrong), place.0.join("missing.txt").display().to_string());
    let json = place.write("wrong.json", "{\"question\": \"Q?\",\n \"titel\": \"\"}");
    let bytes = place.write("latin1.txt", b"Semantic Network\n\nInteractive semantic network: Caf\xe9?\n");
    let run = place.run(&["add", &sample("tram.txt"), &wrong, &missing, &json, &bytes, &sample("bees.txt")]);
    assert_eq!(run.status, 1);
    assert_eq!(run.out.lines().count(), 2);
    let errors: Vec<&str> = run.err.lines().collect();
    assert_eq!(errors.len(), 4, "{}", run.err);
    assert!(errors[0].ends_with(
        "wrong.txt: report, line 9, column 18: 4 key thematic connections are stated, but the report has 5 \
         findings"
    ));
    assert!(errors[1].contains("missing.txt: "));
    assert!(errors[2].contains("wrong.json: JSON, line 2, column 8: unknown field `titel`"));
    assert!(
        errors[3]
            .ends_with("latin1.txt: report, line 3, column 34: the text is not UTF-8 here; save it as UTF-8")
    );
    assert_eq!(place.run(&["list"]).done().lines().count(), 2);
}

#[test]
fn what_is_not_found_or_not_one_is_said_with_what_there_is() {
    let place = Place::new();
    let hashtag = add(&place, &sample("bees.txt"));
    let lower = place.run(&["open", &hashtag.to_lowercase()]);
    assert_eq!((lower.status, lower.out.as_str()), (1, ""));
    assert!(
        lower.err.contains(&format!("  {hashtag}\tHow do honeybees"))
            && lower.err.contains("(other letter case)"),
        "{}",
        lower.err
    );
    let nothing = place.run(&["open", "something else entirely"]);
    assert_eq!(
        (nothing.status, nothing.err.as_str()),
        (1, "semnet: nothing found for \"something else entirely\"\n")
    );
    let close = place.run(&["open", "where are the flowers"]);
    assert!(close.status == 1 && close.err.contains("(a similar question)"), "{}", close.err);
    // Two networks with the same question.
    let two = std::fs::read_to_string(sample("bees.txt")).unwrap().replace("Become a Map", "Become a Chart");
    let second = add(&place, &place.write("two.txt", two));
    let list = place.run(&["list"]).done();
    assert!(list.contains(&hashtag) && list.contains(&second));
    let question = list.lines().next().unwrap().split_once('\t').unwrap().1;
    let several = place.run(&["open", question]);
    assert_eq!((several.status, several.out.as_str()), (1, ""));
    for name in [hashtag, second] {
        assert!(several.err.contains(&format!("  {name}\tHow Does a Dance in the Dark")), "{}", several.err);
    }
}

#[test]
fn wrong_usage_is_two_and_help_is_one_screen() {
    let place = Place::new();
    for wrong in [&["open"][..], &["add"], &["frobnicate"], &["list", "x"], &["open", "--nope", "x"], &[]] {
        let run = place.run(wrong);
        assert_eq!((run.status, run.out.as_str()), (2, ""), "{wrong:?}");
    }
    let help = place.run(&["--help"]).done();
    assert!(help.lines().count() <= 50 && help.lines().all(|line| line.chars().count() <= 100), "{help}");
    for command in [
        "add",
        "open",
        "convert",
        "link",
        "list",
        "related",
        "path",
        "around",
        "select",
        "themes",
        "rank",
        "search",
        "connections",
        "same",
        "context",
        "score",
        "diff",
        "apply",
        "merge",
        "union",
        "without",
        "edit",
        "history",
    ] {
        assert!(help.contains(&format!("\n  {command}")), "{help}");
        let own = place.run(&[command, "--help"]).done();
        assert!(own.contains("Example: semnet "), "{own}");
    }
    let empty = place.run(&["open", " "]);
    assert_eq!(
        (empty.status, empty.err.as_str()),
        (1, "semnet: nothing was typed; expected a hashtag, a link or a question\n")
    );
}

#[test]
fn the_part_that_fits_is_printed() {
    let place = Place::new();
    let file = place.write(
        "bees.json",
        r#"{"question": "Why do bees dance?",
            "findings": [{"label": "Waggle Dance",
              "text": "A forager tells the others where the flowers are."},
                         {"label": "Royal Jelly", "text": "Larvae that are fed with it become queens."}],
            "concepts": [{"label": "Sun Compass", "text": "Bees read direction from the sun."}],
            "relationships": [{"source": "Waggle Dance", "relation": "is aimed by", "target": "Sun Compass",
                               "passage": "Up on the comb means towards the sun."}]}"#,
    );
    let ask = |more: &[&str]| {
        let arguments = ["context", &file, "How do they use the sun?", "--tokens", "50"];
        place.run(&[&arguments[..], more].concat()).done()
    };
    let text = ask(&[]);
    assert_eq!(
        text,
        "Why do bees dance?\n* Waggle Dance\nSun Compass: Bees read direction from the sun.\n\
         Waggle Dance —is aimed by→ Sun Compass “Up on the comb means towards the sun.”\n"
    );
    let json: serde_json::Value = serde_json::from_str(&ask(&["--json"])).unwrap();
    assert_eq!((&json["text"], &json["concepts"][0]["reason"]), (&text.as_str().into(), &"matches".into()));
    place.run(&["add", &file]).done();
    let across = place.run(&["context", "How do they use the sun?", "--tokens", "50"]).done();
    assert_eq!(across, text);
    let part = place.write("part.json", ask(&["--network"]));
    assert!(place.run(&["open", &part, "--json"]).done().contains("Waggle Dance"));
    let nothing = place.run(&["context", &file, "zebra"]);
    assert_eq!((nothing.status, nothing.err.as_str()), (1, "semnet: nothing found within 1000 tokens\n"));
}

#[test]
fn extractions_are_scored() {
    let place = Place::new();
    let network = |name: &str, labels: [&str; 2]| {
        let [a, b] = labels;
        let concepts = format!(r#"[{{"label": "{a}"}}, {{"label": "{b}"}}]"#);
        let one = format!(r#"{{"source": "{a}", "relation": "hunts", "target": "{b}"}}"#);
        place.write(
            name,
            format!(r#"{{"question": "Who?", "concepts": {concepts}, "relationships": [{one}]}}"#),
        )
    };
    let reference = network("reference.json", ["Sherlock Holmes", "Moriarty"]);
    let extracted = network("extracted.json", ["Mr. Sherlock Holmes", "Moran"]);
    let scored = place.run(&["score", &extracted, &reference, "--run", &reference]).done();
    let lines: Vec<&str> = scored.lines().collect();
    assert_eq!(lines[0], "concepts: precision 0.500, recall 0.500, F1 0.500");
    assert_eq!(lines[3], "stability of 2 runs: concepts 0.500, relationships 0.000, passages 1.000");
    assert_eq!(
        lines[4..],
        [
            "= Mr. Sherlock Holmes\tSherlock Holmes\tdiffer only in an article or a form of address",
            "+ Moran",
            "- Moriarty",
            "+ Mr. Sherlock Holmes —hunts→ Moran",
            "- Sherlock Holmes —hunts→ Moriarty",
        ]
    );
    let json = place.run(&["score", &extracted, &reference, "--json"]).done();
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(
        (&json["concepts"]["f1"], &json["concepts"]["unmatchedReference"][0]),
        (&0.5.into(), &"Moriarty".into())
    );
}

#[test]
fn networks_are_compared_merged_and_united() {
    let place = Place::new();
    let network = |name: &str, text: &str, more: &str| {
        let finding = format!(r#"{{"label": "A", "text": "{text}"}}"#);
        place.write(name, format!(r#"{{"question": "Q?", "findings": [{finding}], "concepts": [{more}]}}"#))
    };
    let base = network("base.json", "Red.", "");
    let ours = network("ours.json", "Blue.", "");
    let theirs = network("theirs.json", "Red.", r#"{"label": "B"}"#);
    let reworded = "finding \"A\" reworded: \"Red.\" became \"Blue.\"\n";
    assert_eq!(place.run(&["diff", &base, &ours]).done(), reworded);
    assert_eq!(place.run(&["diff", &base, &base]).done(), "");
    let json: serde_json::Value =
        serde_json::from_str(&place.run(&["diff", "--json", &base, &theirs]).done()).unwrap();
    assert_eq!((&json[0]["change"], &json[0]["concept"]["label"]), (&"conceptAdded".into(), &"B".into()));

    let merged = place.write("merged.json", place.run(&["merge", &base, &ours, &theirs]).done());
    assert_eq!(place.run(&["diff", &base, &merged]).done(), format!("{reworded}concept \"B\" added\n"));
    let other = network("other.json", "Green.", "");
    let run = place.run(&["merge", &base, &ours, &other]);
    let conflict = "semnet: both reworded the finding \"A\": ours \"Blue.\"; theirs \"Green.\"\n";
    assert_eq!((run.status, run.err.as_str()), (1, conflict));
    assert!(run.out.contains("Blue.") && !run.out.contains("Green."));
    // A base that neither side comes from is a mistake.
    let stranger =
        place.write("stranger.json", r#"{"question": "What else?", "findings": [{"label": "C"}]}"#);
    let run = place.run(&["merge", &stranger, &ours, &theirs]);
    assert!(run.err.contains("semnet: BASE has nothing in common with OURS and THEIRS"), "{}", run.err);
    let run = place.run(&["open", &stranger]);
    assert!(
        run.err.contains("left out: 1 finding. A report lists findings that have a text."),
        "{}",
        run.err
    );

    let union = place.run(&["union", &ours, &theirs]).done();
    assert_eq!(union.matches("\"source\"").count(), 5, "two on the network and on A, one on B: {union}");
    assert!(union.contains("Blue. Red."));
    let missing = place.run(&["diff", &base, "No such question?"]);
    assert_eq!((missing.status, missing.out.as_str()), (1, ""));
}

#[test]
fn relationships_are_asked_for() {
    let place = Place::new();
    let file = sample("tide-mill.json");
    let hashtag = add(&place, &file);
    let ask = |command: &str, rest: &[&str]| {
        let by_hashtag = place.run(&[&[command, &hashtag], rest].concat()).done();
        let by_file = place.run(&[&[command, &file], rest].concat()).done();
        assert_eq!(by_hashtag, by_file);
        by_hashtag
    };
    let related = ask("related", &["night baking", "--not-via", "Key Finding"]);
    let passage = "Night Baking —supplied→ Ship's Biscuit “Of every ten sacks ground on the spring tide, \
                   seven went to sea again as biscuit.”";
    assert_eq!(related.lines().collect::<Vec<_>>(), [passage, "Tide Mill —supplied→ Night Baking"]);
    let out = ask("related", &["night baking", "--direction", "outgoing"]);
    assert_eq!(out, format!("{passage}\n"));
    let path = ask("path", &["ship's biscuit", "steam mill"]);
    assert!(
        path.starts_with(
            "Ship's Biscuit ←supplied— Night Baking ←supplied— Tide Mill ←replaced— Steam Mill\n"
        ),
        "{path}"
    );
    let around = ask("around", &["steam mill", "--json"]);
    let part = Place::new().run_with(&["add", "-"], around.as_bytes()).done();
    assert!(
        ask("around", &["steam mill"]).starts_with(&part[..11]),
        "what is around is a network of its own"
    );
    let rows = ask("select", &["?who via supplied+ \"Ship's Biscuit\"", "--json"]);
    let rows: serde_json::Value = serde_json::from_str(&rows).unwrap();
    assert_eq!(rows["rows"][0]["row"]["who"], "Night Baking");
    assert_eq!(rows["rows"][1]["evidence"][0][1]["target"], "Ship's Biscuit");
    assert!(
        ask("themes", &[])
            .contains("Worth highlighting: Night Baking —supplied→ Ship's Biscuit has a passage")
    );
    for measure in ["pagerank", "betweenness", "degree"] {
        let rank = ask("rank", &["--by", measure]);
        assert!(rank.lines().count() == 8 && rank.lines().next().unwrap().ends_with("\tTide Mill"), "{rank}");
    }
    let exact = ask("rank", &["--by", "betweenness"]);
    let sampled = |samples: &str, seed: &str| {
        ask("rank", &["--by", "betweenness", "--samples", samples, "--seed", seed])
    };
    assert_eq!(sampled("1000", "1"), exact, "as many samples as concepts are exact");
    assert_eq!(sampled("2", "1"), sampled("2", "1"));
    assert!(
        (0..9).any(|seed| sampled("2", &seed.to_string()) != sampled("2", "1")),
        "another seed draws others"
    );
    let wrong = place.run(&["rank", &hashtag, "--samples", "5"]);
    assert_eq!(
        (wrong.status, wrong.err.as_str()),
        (1, "semnet: --samples is only for --by betweenness; the other measures need no samples\n")
    );
    assert_eq!(ask("rank", &["--by", "betweenness", "--parallel", "once"]), exact);
    let rows = "Mill,pays,Quay\nMill,feeds,Quay\nMill,uses,Road\nQuay,serves,Town\nRoad,serves,Town\n";
    let town = place.write("Who serves the town.csv", format!("source,relation,target\n{rows}"));
    let quay = |options: &[&str]| {
        let args = [&["rank", &town, "--by", "betweenness"], options];
        let out = place.run(&args.concat()).done();
        out.lines().find(|line| line.ends_with("\tQuay")).unwrap().to_owned()
    };
    assert_ne!(quay(&["--parallel", "each"]), quay(&[]));
    assert_eq!(quay(&["--parallel", "each"]), quay(&["--parallel", "each", "--samples", "99"]));
    let wrong = place.run(&["rank", &hashtag, "--parallel", "each"]);
    assert_eq!(
        (wrong.status, wrong.err.as_str()),
        (1, "semnet: --parallel is only for --by betweenness; the other measures count each relationship\n")
    );
    let all = ask("select", &["?who via supplied ?whom"]);
    let heads = |rows: &str| rows.lines().filter(|line| !line.starts_with(' ')).count();
    assert!(heads(&all) > 1 && heads(&all) < all.lines().count(), "{all}");
    let one = place.run(&["select", &hashtag, "?who via supplied ?whom", "--limit", "1"]);
    assert_eq!((one.status, heads(&one.out)), (0, 1));
    assert!(all.starts_with(&one.out), "{all}");
    assert_eq!(one.err, format!("semnet: printed 1 of {0} rows; --limit {0} prints all\n", heads(&all)));
    let json = place.run(&["select", &hashtag, "?who via supplied ?whom", "--limit", "1", "--json"]).out;
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json["rows"].as_array().map(Vec::len), Some(1));
    let picture = place.run(&["select", &hashtag, "?who via supplied ?whom", "--limit", "1", "--dot"]).out;
    assert_eq!(picture.matches(" -> ").count(), 1, "{picture}");

    // A concept without relationships is a picture of one; entities of HTML are none.
    let lone = place.write(
        "lone.json",
        r#"{"question": "Q?", "concepts": [{"label": "R&D &amp; more"}, {"label": "B"}, {"label": "C"}],
        "relationships": [{"source": "B", "relation": "a&b", "target": "C"}]}"#,
    );
    let around = place.run(&["around", &lone, "r&d &amp; more", "--dot"]).done();
    assert!(around.contains("\n  \"R&amp;D &amp;amp; more\";\n"), "{around}");
    let path = place.run(&["path", &lone, "b", "c", "--dot"]).done();
    assert!(path.contains("\"B\" -> \"C\" [label=\"a&amp;b\"];"), "{path}");

    let dot = ask("path", &["question", "coal quay", "--dot"]);
    assert!(
        dot.starts_with("digraph {")
            && dot.contains("\"Harbour Silting\" -> \"Coal Quay\" [label=\"closed\"];"),
        "{dot}"
    );
    let themes = ask("themes", &["--dot", "--via", "supplied"]);
    assert!(
        themes.contains("  subgraph cluster_1 { label=1; ") && themes.contains("[label=\"supplied\"]"),
        "{themes}"
    );
    assert!(!themes.contains("[label=\"closed\"]"), "{themes}");
    let rank = ask("rank", &["--dot", "--by", "degree", "--not-via", "supplied"]);
    assert!(
        rank.contains("\"Tide Mill\" [label=\"Tide Mill\n") && rank.contains("[label=\"closed\"]"),
        "{rank}"
    );
    assert!(!rank.contains("[label=\"supplied\"]"), "{rank}");
}

#[test]
fn questions_that_cannot_be_answered_say_why() {
    let place = Place::new();
    let hashtag = add(&place, &sample("tide-mill.json"));
    for (arguments, message) in [
        (&["related", &hashtag, "tide mil"][..], "did you mean \"Tide Mill\""),
        (
            &["related", &hashtag, "tide mill", "--via", "suplied"],
            "there is no relation \"suplied\"; there are: Key Finding, ",
        ),
        (&["select", &hashtag, "?a wia b"], "character 4 of the pattern: expected `via`; found `wia`"),
        (
            &["path", &hashtag, "steam mill", "night baking", "--direction", "incoming"],
            "no path leads from \"steam mill\" to \"night baking\"",
        ),
        (&["path", &hashtag, "steam mill", "night baking", "--budget", "1"], "stopped at its budget of 1"),
        (
            &["related", &hashtag, "tide mill", "coal quay", "--via", "supplied"],
            "`semnet path` may find an indirect connection",
        ),
        (&["select", &hashtag, "\"tide mill\" via ?x"], "expected"),
        (
            &["select", &hashtag, "\"tide mill\" via supplied ?x"],
            "no \"tide mill\"; did you mean \"Tide Mill\"?",
        ),
        (&["select", &hashtag, "?x via Supplied ?y"], "no \"Supplied\"; did you mean \"supplied\"?"),
        (&["select", &hashtag, "\"Tide Mil\" via supplied ?x"], "did you mean \"Tide Mill\"?"),
        (&["select", &hashtag, "?x via suplied ?y"], "no \"suplied\"; did you mean \"supplied\"?"),
        (&["open", &hashtag[..7]], "  2gfBtYzOQaE\tWhich trades depended on the tide mill, "),
        (&["open", "no/such.json"], "semnet: \"no/such.json\": there is no such file\n"),
        (&["themes", "00000000000"], "nothing found for \"00000000000\""),
    ] {
        let run = place.run(arguments);
        assert_eq!((run.status, run.out.as_str()), (1, ""), "{arguments:?}");
        assert!(run.err.contains(message), "{arguments:?}: {}", run.err);
    }
}

#[test]
fn a_reader_who_has_seen_enough_is_no_error() {
    let place = Place::new();
    add(&place, &sample("bees.txt"));
    let mut child = place.command(&["list"]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    let run = Run::of(child.wait_with_output().unwrap());
    assert_eq!((run.status, run.err.as_str()), (0, ""));
}

#[test]
fn reports_are_added_even_when_nobody_reads_the_output() {
    let place = Place::new();
    let mut child = place
        .command(&["add", &sample("bees.txt"), &sample("tram.txt"), &sample("handwriting.txt")])
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    assert!(child.wait().unwrap().success());
    assert_eq!(place.run(&["list"]).done().lines().count(), 3);
}

#[test]
fn a_file_does_not_stand_in_for_a_hashtag() {
    let place = Place::new();
    let hashtag = add(&place, &sample("bees.txt"));
    std::fs::copy(sample("tram.txt"), place.0.join(&hashtag)).unwrap();
    let open =
        |input: &str| Run::of(place.command(&["open", input]).current_dir(&place.0).output().unwrap()).done();
    assert!(open(&hashtag).contains("honeybees"));
    assert!(open(&format!("./{hashtag}")).contains("trams"));
}

#[test]
fn a_store_on_s3_says_what_it_needs() {
    let place = Place::new();
    let mut command = place.command(&["--store", "s3://bucket/prefix", "list"]);
    // Nobody listens at port 1.
    command.env("AWS_ENDPOINT_URL", "http://127.0.0.1:1").env("AWS_ACCESS_KEY_ID", "k");
    command.env("AWS_SECRET_ACCESS_KEY", "s");
    let run = Run::of(command.stdin(Stdio::null()).output().unwrap());
    assert_eq!(run.status, 1);
    let needs = if cfg!(feature = "s3") { "and AWS_ENDPOINT_URL" } else { "build it with `--features s3`" };
    assert!(run.err.starts_with("semnet: s3://bucket/prefix: ") && run.err.contains(needs), "{}", run.err);
}

/// Several processes write the same store at once.
#[test]
fn processes_share_a_store() {
    let place = Place::new();
    let report = std::fs::read_to_string(sample("bees.txt")).unwrap();
    let files: Vec<String> = (0..40)
        .map(|n| place.write(&format!("{n}.txt"), report.replace("a Map?", &format!("a Map {n}?"))))
        .collect();
    let children: Vec<_> = files
        .chunks(10)
        .map(|files| {
            let arguments: Vec<&str> =
                std::iter::once("add").chain(files.iter().map(String::as_str)).collect();
            place.command(&arguments).stdout(Stdio::null()).spawn().unwrap()
        })
        .collect();
    for mut child in children {
        assert!(child.wait().unwrap().success());
    }
    assert_eq!(place.run(&["list"]).done().lines().count(), 40);
}

/// A program that is killed in mid-write has lost nothing that it acknowledged by printing it.
#[test]
fn what_was_acknowledged_survives_a_kill() {
    use std::io::{BufRead, BufReader};
    let place = Place::new();
    let report = std::fs::read_to_string(sample("bees.txt")).unwrap();
    let files: Vec<String> = (0..200)
        .map(|n| place.write(&format!("{n}.txt"), report.replace("a Map?", &format!("a Map {n}?"))))
        .collect();
    let mut acknowledged = Vec::new();
    for round in 1..=4 {
        let arguments: Vec<&str> = std::iter::once("add").chain(files.iter().map(String::as_str)).collect();
        let mut child =
            place.command(&arguments).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let lines = BufReader::new(child.stdout.take().unwrap()).lines();
        acknowledged.extend(lines.take(12 * round).map_while(Result::ok));
        child.kill().unwrap();
        child.wait().unwrap();
    }
    let list = place.run(&["list"]).done();
    assert!(acknowledged.len() > 40);
    for line in acknowledged {
        assert!(list.contains(&line), "{line}");
        let (hashtag, _) = line.split_once('\t').unwrap();
        assert_eq!(place.run(&["open", hashtag]).status, 0);
    }
}

#[test]
fn words_are_searched_within_a_network_and_across_the_store() {
    let place = Place::new();
    let bees = &sample("bees.txt");
    let run = place.run(&["search", "dancers", bees, "--limit", "1"]);
    assert_eq!(run.status, 0, "{}", run.err);
    assert!(run.out.starts_with("Honest Effort\n    A *dancer* pays for each circuit"), "{}", run.out);

    assert_eq!(place.run(&["search", "bees dance"]).status, 1);
    assert_eq!(place.run(&["add", bees, &sample("tram.txt")]).status, 0);
    let run = place.run(&["search", "bees dance", "--limit", "3"]);
    assert_eq!(run.out.lines().filter(|line| !line.starts_with(' ')).count(), 1, "{}", run.out);
    assert!(run.out.starts_with("6l8y2xAx64u\tHow do honeybees tell"), "{}", run.out);
    let found: serde_json::Value =
        serde_json::from_str(&place.run(&["search", "tram", "--json"]).out).unwrap();
    assert_eq!(found[0]["hashtag"], "GWiVs3K41OG");
    assert!(found[0]["hits"][0]["sentence"]["pieces"].is_array());

    let run = place.run(&["search", "zebra", bees]);
    assert_eq!((run.status, run.out.as_str(), run.err.as_str()), (1, "", "semnet: nothing found\n"));
    let run = place.run(&["search", "tram", "--language", "tlh"]);
    assert_eq!(run.status, 2);
    assert!(run.err.contains("expected one of und, en,"), "{}", run.err);
}

#[test]
fn connections_are_found_and_put_into_the_network() {
    let place = Place::new();
    let bees = &sample("bees.txt");
    let run = place.run(&["connections", bees, "--limit", "1"]);
    assert_eq!(run.status, 0, "{}", run.err);
    assert!(run.out.starts_with("0.101\tNoise as a Net — Waggle Run: flower, grow"), "{}", run.out);
    assert!(run.out.contains("    For a single *flower* that would be a fault"), "{}", run.out);
    assert!(run.err.contains("semnet: printed 1 of "), "{}", run.err);
    let found: serde_json::Value =
        serde_json::from_str(&place.run(&["connections", bees, "--json", "--at-least", "0.1"]).out).unwrap();
    assert_eq!(found.as_array().unwrap().len(), 1);
    assert_eq!(found[0]["concepts"], serde_json::json!(["Noise as a Net", "Waggle Run"]));
    let connected = place.run(&["connections", bees, "--network", "--at-least", "0.1"]);
    let file = place.write("connected.json", connected.out);
    let run = place.run(&["path", &file, "noise as a net", "waggle run", "--via", "Shared Theme"]);
    assert!(run.out.starts_with("Noise as a Net —Shared Theme→ Waggle Run\n"), "{}", run.out);
    assert_eq!(place.run(&["connections", bees, "--at-least", "0.9"]).status, 1);
}

#[test]
fn same_concepts_are_proposed_and_merged() {
    let place = Place::new();
    let network = r#"{"question": "Who?", "concepts": [
        {"label": "Sherlock Holmes"}, {"label": "Mr. Holmes", "text": "A man."}, {"label": "Watson"}],
        "relationships": [{"source": "Watson", "relation": "follows", "target": "Mr. Holmes"}]}"#;
    let file = place.write("holmes.json", network);
    let run = place.run(&["same", &file]);
    assert_eq!(run.out, "Mr. Holmes, Sherlock Holmes: one is a part of the other’s name\n", "{}", run.err);
    let found: serde_json::Value = serde_json::from_str(&place.run(&["same", &file, "--json"]).out).unwrap();
    assert_eq!(found[0]["concepts"], serde_json::json!(["Mr. Holmes", "Sherlock Holmes"]));
    let merged = place.run(&["same", &file, "--merge", "sherlock holmes", "mr. holmes"]).out;
    let merged = place.write("merged.json", merged);
    assert_eq!(place.run(&["related", &merged, "Watson"]).out, "Watson —follows→ Sherlock Holmes\n");
    assert_eq!(place.run(&["same", &merged]).status, 1);
    assert_eq!(place.run(&["same", &file, "--merge", "Watson", "Moriarty"]).status, 1);
}

#[test]
fn two_networks_with_one_hashtag_are_both_kept_and_offered_by_title() {
    let place = Place::new();
    let [a, b] =
        ["a.txt", "b.txt"].map(|name| format!("{}/../tests/clash/{name}", env!("CARGO_MANIFEST_DIR")));
    let added = place.run(&["add", &a, &b]).done();
    let hashtags: Vec<&str> = added.lines().filter_map(|line| line.split('\t').next()).collect();
    assert_eq!((hashtags.len(), hashtags[0]), (2, hashtags[1]));

    let run = place.run(&["open", hashtags[0]]);
    assert_eq!((run.status, run.out.as_str()), (1, ""));
    let offered: Vec<Vec<&str>> =
        run.err.lines().skip(1).map(|line| line.trim().split('\t').collect()).collect();
    assert_eq!(offered.len(), 2, "{}", run.err);
    for choice in offered {
        let report = place.run(&["open", choice[0]]).done();
        assert!(report.contains(choice[1]), "{report}");
        let link = place.run(&["link", "--full", choice[0]]).done();
        assert_eq!(place.run(&["open", link.trim()]).done(), report);
    }
}

#[test]
fn all_networks_of_the_store_are_asked_as_one() {
    let place = Place::new();
    let rye = r#"{"question": "What did bakers eat?",
        "concepts": [{"label": "Night baking"}, {"label": "Rye"}],
        "relationships": [{"source": "Rye", "relation": "fed", "target": "Night baking",
          "passage": "Always rye."}]}"#;
    let rye = place.write("rye.json", rye);
    place.run(&["add", &sample("tide-mill.json"), &rye]).done();

    let everywhere = place.run(&["related", "--across", "NIGHT BAKING"]).done();
    assert!(
        everywhere.contains("What did bakers eat?\n    Rye —fed→ Night baking “Always rye.”\n"),
        "{everywhere}"
    );
    assert!(everywhere.contains("Tide Mill —supplied→ Night Baking"), "{everywhere}");

    // A word that could be the beginning of a name.
    let bees = place.write(
        "bees.json",
        r#"{"question": "Who?", "concepts": [{"label": "Bees"}, {"label": "C"}],
        "relationships": [{"source": "Bees", "relation": "see", "target": "C"}]}"#,
    );
    place.run(&["add", &bees]).done();
    assert!(place.run(&["related", "--across", "bees"]).done().ends_with("Who?\n    Bees —see→ C\n"));

    let path = place.run(&["related", "--across", "rye", "steam mill"]).done();
    let sentence = path.lines().next().unwrap_or_default();
    assert!(
        sentence.starts_with("Rye —fed→ Night baking (#")
            && sentence.contains(") = Night Baking ←supplied— Tide Mill")
    );
    let path = place.run(&["related", "--across", "rye", "steam mill", "--json"]).done();
    let path: serde_json::Value = serde_json::from_str(&path).unwrap();
    assert_eq!((&path["length"], path["legs"].as_array().map(Vec::len)), (&3.into(), Some(2)));

    let sharing = place.run(&["related", "--across", &rye]).done();
    assert!(sharing.ends_with("what happened to them when steam arrived?\n    Night baking\n"), "{sharing}");

    let wrong = place.run(&["related", "--across", "Nigt Baking", "Rye"]);
    assert_eq!(wrong.status, 1);
    assert!(
        wrong.err.contains("did you mean \"Night Baking\"") || wrong.err.contains("\"Night baking\""),
        "{}",
        wrong.err
    );
    // Labels that differ in letter case only are one concept, in one network too.
    let birds = place.write(
        "birds.json",
        r#"{"question": "Where?", "concepts": [{"label": "Turkey"}, {"label": "turkey"}, {"label": "D"},
            {"label": "E"}],
        "relationships": [{"source": "Turkey", "relation": "borders", "target": "D"},
            {"source": "turkey", "relation": "eats", "target": "E"}]}"#,
    );
    place.run(&["add", &birds]).done();
    for label in ["turkey", "Turkey", "TURKEY"] {
        let found = place.run(&["related", "--across", label]).done();
        assert!(
            found.contains("    Turkey —borders→ D\n") && found.contains("    turkey —eats→ E\n"),
            "{found}"
        );
    }

    // A relation that no network has.
    for concepts in [&["rye"][..], &["rye", "steam mill"]] {
        for option in ["--via", "--not-via"] {
            let typo = place.run(&[&["related", "--across"], concepts, &[option, "fedd"]].concat());
            assert_eq!((typo.status, typo.out.as_str()), (1, ""));
            assert!(
                typo.err.contains("no network has a relation \"fedd\"; those with \"rye\""),
                "{}",
                typo.err
            );
            assert!(typo.err.contains("fed"), "{}", typo.err);
        }
    }
    // One of another network is none of these, and no mistake.
    assert_eq!(place.run(&["related", "--across", "rye", "--not-via", "borders"]).status, 0);

    let none = place.run(&["related", "--across", "rye", "steam mill", "--via", "fed"]);
    assert_eq!((none.status, none.out.as_str()), (1, ""));
    assert!(none.err.contains("no path leads from \"rye\""), "{}", none.err);
}

#[test]
fn a_network_is_edited_by_hand_and_by_changes() {
    let place = Place::new();
    let hashtag = add(&place, &sample("bees.txt"));
    // A script that puts another title in.
    let editor = |script: &str| {
        let path = place.write("editor.sh", script);
        let mut command = place.command(&["edit", &hashtag]);
        command.env_remove("VISUAL").env("EDITOR", format!("sh {path}")).env("TMPDIR", &place.0).output()
    };
    let edited =
        Run::of(editor("sed -i.bak 's/^title: .*/title: Another Title/' \"$1\" && rm \"$1.bak\"\n").unwrap());
    assert_eq!((edited.status, edited.err.lines().count()), (0, 1), "{}", edited.err);
    assert!(edited.err.starts_with("  title changed: "), "{}", edited.err);
    let after = edited.out.get(..11).unwrap().to_owned();
    let changes = place.run(&["diff", "--json", &hashtag, &after]).done();
    let file = place.write("changes.json", &changes);
    assert_eq!(place.run(&["edit", &hashtag, "--change", &file]).out, edited.out);

    let torn = Run::of(editor("echo 'concept ' >> \"$1\"\n").unwrap());
    assert_eq!((torn.status, torn.out.as_str()), (1, ""));
    let (problem, kept) = torn.err.trim_end().split_once("; the text is kept in ").unwrap();
    assert!(
        problem.contains(": line ") && problem.contains(", column 1: \"concept\"; expected `concept:`"),
        "{problem}"
    );
    let (kept, _) = kept.split_once("; correct it").unwrap();
    let text = std::fs::read_to_string(kept).unwrap();
    std::fs::remove_file(kept).unwrap();
    assert!(text.ends_with("concept \n"));
    let corrected = place.write("text.txt", text.strip_suffix("concept \n").unwrap());
    let again = place.run(&["edit", &hashtag, "--text", &corrected]);
    assert_eq!(
        (again.out.get(..11), again.err.as_str()),
        (Some(hashtag.as_str()), "semnet: nothing was changed\n")
    );
    let failed = Run::of(editor("exit 3\n").unwrap());
    assert!(failed.err.contains("ended with exit status: 3"), "{}", failed.err);
    let (_, kept) = failed.err.split_once("the text is kept in ").unwrap();
    std::fs::remove_file(kept.split_once("; correct it").unwrap().0).unwrap();
    // The editor leaves nothing, or nothing that ends; nothing is said to be kept.
    for (script, said) in [
        ("rm \"$1\"\n", "cannot read the file after the editor closed"),
        ("rm \"$1\" && mkdir \"$1\"\n", "the editor replaced the file with something that is not a file"),
        ("rm \"$1\" && mkfifo \"$1\"\n", "the editor replaced the file with something that is not a file"),
    ] {
        let left = Run::of(editor(script).unwrap());
        assert_eq!((left.status, left.out.as_str()), (1, ""));
        assert!(left.err.contains(said) && left.err.contains("the network is unchanged"), "{}", left.err);
        assert!(!left.err.contains("is kept in"), "{}", left.err);
    }
    // A path with a space, between quotation marks.
    let script = place.write("an editor.sh", "sed -i.bak 's/^title: .*/title: \"Quoted\" title/' \"$1\"\n");
    let run = |editor: &str| {
        let mut command = place.command(&["edit", &hashtag]);
        let command = command.env_remove("VISUAL").env("EDITOR", editor).env("TMPDIR", &place.0);
        Run::of(command.output().unwrap())
    };
    let quoted = run(&format!("sh \"{script}\""));
    assert!(quoted.err.contains("column 17: \"title\" after a quotation mark"), "{}", quoted.err);
    assert!(run("sh \"x").err.contains("has a quotation mark without an end"));
    // Sources from a pipe are kept too, with their places.
    for (text, said) in [
        ("question: Q?\nfinding A\n".as_bytes(), "line 2, column 1: "),
        (&b"question: \xffQ?"[..], "line 1, column 11: "),
    ] {
        let piped = place.run_with(&["edit", &hashtag, "--text", "-"], text);
        let (problem, kept) = piped.err.trim_end().split_once("; the text is kept in ").unwrap();
        assert!(problem.contains(said), "{problem}");
        let kept = kept.split_once("; correct it").unwrap().0;
        assert_eq!(std::fs::read(kept).unwrap(), text);
        std::fs::remove_file(kept).unwrap();
    }
    let none = place.command(&["edit", &hashtag]).env_remove("VISUAL").env_remove("EDITOR").output().unwrap();
    let none = Run::of(none);
    assert!(none.err.starts_with("semnet: there is no editor; set EDITOR"), "{}", none.err);
}

#[test]
fn a_source_is_taken_out_of_a_union() {
    let place = Place::new();
    let hashtag = add(&place, &sample("bees.txt"));
    let tram = add(&place, &sample("tram.txt"));
    let both = place.write("both.json", place.run(&["union", &hashtag, &tram]).done());
    let only = place.run(&["union", &tram]).done();
    assert_eq!(place.run(&["without", &both, &hashtag]).done(), only);
    assert_eq!(place.run(&["without", &both, &format!("#{hashtag}")]).done(), only);
    let error = place.run(&["without", &both, "00000000000"]);
    assert!(error.err.starts_with("semnet: the union has no source 00000000000; it has "), "{}", error.err);
}

#[test]
fn a_folder_of_notes_is_written_whole_or_not_at_all() {
    let place = Place::new();
    let folder = place.0.join("notes");
    let mill = sample("tide-mill.json");
    let run = place.run(&["convert", &mill, folder.to_str().unwrap(), "--as", "markdown"]);
    assert_eq!(run.status, 0, "{}", run.err);
    let folder = place.0.join("vault/");
    let run = place.run(&["convert", &mill, folder.to_str().unwrap()]);
    assert_eq!(run.status, 0, "{}", run.err);
    let left = "semnet: notes cannot express all of this network; left out: 1 question, 1 title, 3 \
                findings, 3 attributes, 1 order. A .json file holds all of it.\n";
    assert_eq!(run.err, left);
    let written = std::fs::read_dir(&folder).unwrap().count();
    // Next to a note of somebody else, nothing is written.
    let other = place.0.join("other/");
    std::fs::create_dir(&other).unwrap();
    std::fs::write(other.join("Tide Mill.md"), "mine").unwrap();
    let run = place.run(&["convert", &mill, other.to_str().unwrap()]);
    assert_eq!(run.status, 1);
    assert!(run.err.contains("Tide Mill.md: this file already exists; nothing was written"), "{}", run.err);
    assert_eq!(std::fs::read_dir(&other).unwrap().count(), 1);
    assert!(written > 1);
}

#[test]
fn numbers_that_no_option_takes_are_told() {
    let place = Place::new();
    let bees = sample("bees.txt");
    for score in ["nan", "2", "-1", "x"] {
        let run = place.run(&["connections", &bees, &format!("--at-least={score}")]);
        assert!(run.status == 2 && run.err.contains("expected a number from 0 to 1"), "{}", run.err);
    }
    let run = place.run(&["themes", &bees, "--resolution", "-1"]);
    assert!(run.status == 1 && run.err.contains("resolution"), "{}", run.err);
}
