//! `--source` on the command line: which words are sources, and what is refused as one.

#![allow(clippy::unwrap_used)]

mod program;

use program::{Place, sample};

const TRUE: &str = "The salt road was paved by monks.";
const FALSE: &str = "The salt road was paved by soldiers.";

fn json() -> String {
    serde_json::json!({
        "question": "Who paved the salt road?", "concepts": [{"label": "Monks"}, {"label": "Salt Road"}],
        "relationships": [
            {"source": "Monks", "relation": "paved", "target": "Salt Road", "passage": TRUE},
            {"source": "Monks", "relation": "did not pave", "target": "Salt Road", "passage": FALSE}]
    })
    .to_string()
}

/// How many passages are exact, and how many are not.
fn verdicts(run: &program::Run) -> (usize, usize) {
    let lines = || run.out.lines().filter(|line| line.contains("Salt Road"));
    let exact = lines().filter(|line| line.starts_with("exact\t")).count();
    (exact, lines().count() - exact)
}

#[test]
fn a_network_after_a_source_is_added_and_is_no_source() {
    for order in [0, 1, 2] {
        let place = Place::new();
        let (network, text) = (place.write("salt.json", json()), place.write("salt.txt", TRUE));
        let added = match order {
            0 => place.run(&["add", "--source", &text, &network]),
            1 => place.run(&["add", &network, "--source", &text]),
            _ => place.run(&["add", &format!("--source={text}"), "--", &network]),
        };
        let line = added.done();
        assert_eq!(&line[11..], "\tWho paved the salt road?\n", "{line}");
        let run = place.run(&["evidence", &line[..11]]);
        assert_eq!((run.status, verdicts(&run)), (1, (1, 1)), "{order}: {}{}", run.out, run.err);
    }
}

#[test]
fn several_sources_are_given_in_each_order() {
    let place = Place::new();
    let network = &*place.write("salt.json", json());
    let (a, b) = (&*place.write("a.txt", TRUE), &*place.write("b.txt", format!("Others write: {FALSE}")));
    for words in [
        &["evidence", network, "--source", a, b][..],
        &["evidence", network, "--source", a, "--source", b],
        &["evidence", "--source", a, "--source", b, network],
        &["evidence", "--source", a, network, "--source", b],
        &["evidence", network, "--source", a, "--store", "other", b],
    ] {
        let run = place.run(words);
        assert_eq!((run.status, verdicts(&run)), (0, (2, 0)), "{words:?}: {}{}", run.out, run.err);
        // In the order of the command line.
        assert!(run.out.contains("a.txt:1") && run.out.contains("b.txt:1"), "{}", run.out);
    }
    for words in [
        &["add", network, "--source", a, b][..],
        &["add", "--source", a, network, "--source", b],
        &["add", network, &sample("tram.txt"), "--source", a, b],
    ] {
        let place = Place::new();
        let line = place.run(words).done();
        assert_eq!(line.lines().count(), words.iter().filter(|it| it.contains("tram")).count() + 1);
        let run = place.run(&["evidence", &line[..11]]);
        assert_eq!((run.status, verdicts(&run)), (0, (2, 0)), "{words:?}: {}{}", run.out, run.err);
    }
    // The command is ambiguous, so nothing is checked.
    let run = place.run(&["evidence", "--source", a, b, network]);
    assert_eq!((run.status, run.out.as_str()), (1, ""));
    assert!(run.err.contains("INPUT is one file") && run.err.contains("put INPUT first"), "{}", run.err);
    // A question of several words is one.
    place.run(&["add", network]).done();
    let run = place.run(&["evidence", "--source", a, "who", "paved", "the", "salt", "road"]);
    assert_eq!(verdicts(&run), (1, 1), "{}", run.err);
}

#[test]
fn sources_without_a_network_are_printed() {
    let place = Place::new();
    let (a, b) = (place.write("a.txt", TRUE), place.write("b.txt", FALSE));
    let printed = place.run(&["add", "--source", &a, "--source", &b]).done();
    let lines: Vec<(&str, &str)> = printed.lines().map(|line| line.split_once('\t').unwrap()).collect();
    assert_eq!(lines.iter().map(|(_, name)| *name).collect::<Vec<_>>(), [&*a, &*b]);
    assert!(lines.iter().all(|(id, _)| id.len() == 44), "{printed}");
    // The second file is a FILE here, and no network.
    let run = place.run(&["add", "--source", &a, &b]);
    assert_eq!((run.status, run.out.as_str()), (1, ""));
    assert!(run.err.contains("b.txt: ") && run.err.contains("not a format"), "{}", run.err);
}

#[test]
fn networks_are_refused_as_sources() {
    let place = Place::new();
    let network = &*place.write("salt.json", json());
    let text = &*place.write("salt.txt", TRUE);
    let hashtag = place.run(&["add", network]).done()[..11].to_owned();
    let link = place.run(&["link", "--full", &hashtag]).done();
    let store = place.0.join("store").display().to_string();
    let bytes = semnet_core::Network::from_json(json()).unwrap().as_bytes().to_vec();
    for (path, what) in [
        (network.to_owned(), "a semantic network in JSON"),
        (sample("bees.txt"), "the report of a semantic network"),
        (place.write("link.txt", link), "a link that carries a semantic network"),
        (place.write("salt.semnet", bytes), "a semantic network in its canonical bytes"),
        (store, "a database, perhaps a store,"),
    ] {
        for words in [
            &["evidence", network, "--source", text, &path][..],
            &["evidence", "--source", &path, network],
            &["add", network, "--source", text, &path],
            &["add", "--source", &path],
            &["ask", "Who paved the salt road?", "--source", text, &path],
            &["contradict", network, "--source", &path],
        ] {
            let run = place.run(words);
            let message = format!(
                "semnet: {path}: this is {what}, not a source; expected a text that passages are \
                 quoted from\n"
            );
            assert_eq!((run.status, run.out.as_str(), run.err), (1, "", message), "{words:?}");
        }
    }
    // A document that somebody may quote from is a source.
    for (name, text) in
        [("table.csv", "source,target\nA,B\n"), ("data.json", "{\"a\": [1]}"), ("b.md", "# B")]
    {
        place.run(&["add", "--source", &place.write(name, text)]).done();
    }
}
