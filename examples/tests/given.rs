//! The INPUT of every command, files without some fields, and the layout of help texts.

#![allow(clippy::unwrap_used)]

mod program;

use program::{Place, sample};

const ANSWER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/answers/lighthouse.json");

#[test]
fn a_form_without_its_question_takes_one() {
    let place = Place::new();
    let lacking =
        "the field `question` is missing; add it, or give a question with the file, with --question TEXT";
    for words in [
        &["add", ANSWER][..],
        &["add", "--from", "json", ANSWER],
        &["open", ANSWER],
        &["convert", ANSWER, "-", "--as", "csv"],
    ] {
        let run = place.run(words);
        assert_eq!((run.status, run.out.as_str()), (1, ""), "{words:?}");
        assert!(run.err.ends_with(&format!("{lacking}\n")), "{}", run.err);
    }
    let question = "Why is a light kept?";
    for words in [
        &["add", "--question", question, ANSWER][..],
        &["add", "--from", "json", "--question", question, ANSWER],
    ] {
        assert_eq!(place.run(words).done()[11..], format!("\t{question}\n"));
    }
    let typed = place.run_with(&["add", "--question", question, "-"], &std::fs::read(ANSWER).unwrap());
    assert_eq!(typed.done()[11..], format!("\t{question}\n"));
    // Its own question comes first.
    let own = place.write("own.json", r#"{"concepts": [{"label": "A"}], "question": "Its own?"}"#);
    assert_eq!(place.run(&["add", "--question", question, &own]).done()[11..], *"\tIts own?\n");
    // Other fields that are missing are named with their place.
    let label = place.write("l.json", r#"{"findings": [{"text": "A"}], "concepts": []}"#);
    let run = place.run(&["add", "--question", question, &label]);
    assert!(run.err.contains("missing field `label`") && run.err.contains("line 1, column 2"), "{}", run.err);
    // Other JSON stays another format.
    let other = place.write("other.json", r#"{"bees": 1}"#);
    assert!(place.run(&["add", &other]).err.contains("looks like JSON"), "{other}");
}

#[test]
fn convert_takes_what_other_commands_take() {
    let place = Place::new();
    let hashtag = place.run(&["add", &sample("bees.txt")]).done()[..11].to_owned();
    let question = place.run(&["list"]).done().trim_end()[12..].to_owned();
    let link = place.run(&["link", "--full", &hashtag]).done().trim_end().to_owned();
    let svg = place.0.join("bees.svg").display().to_string();
    let expected = place.run(&["open", &hashtag, "--as", "svg"]).done();
    assert!(expected.contains("<svg") && expected.trim_end().ends_with("</svg>"), "{expected:.80}");
    for input in [&hashtag, &format!("#{hashtag}"), &question, &link, &sample("bees.txt")] {
        let _ = std::fs::remove_file(&svg);
        place.run(&["convert", input, &svg]).done();
        assert_eq!(std::fs::read_to_string(&svg).unwrap(), expected, "{input}");
        assert_eq!(place.run(&["convert", input, "-", "--as", "svg"]).done(), expected);
    }
    let run = place.run(&["convert", "0000000000z", &svg]);
    assert!(run.status == 1 && run.err.contains("nothing found for \"0000000000z\""), "{}", run.err);
    // A file whose name could be a hashtag is read, as before.
    std::fs::copy(sample("bees.txt"), place.0.join(&hashtag[..10])).unwrap();
    let mut command = place.command(&["convert", &hashtag[..10], "-", "--as", "json"]);
    assert!(command.current_dir(&place.0).output().unwrap().status.success());
}

#[test]
fn a_misspelt_concept_is_suggested_across_the_store() {
    let place = Place::new();
    place.run(&["add", &sample("tide-mill.json")]).done();
    for typed in ["tide mil", "Tide Mlil"] {
        let run = place.run(&["related", "--across", typed]);
        assert_eq!((run.status, run.out.as_str()), (1, ""));
        assert!(run.err.contains("concepts with a similar label: \"Tide Mill\""), "{}", run.err);
    }
    assert!(!place.run(&["related", "--across", "zzzzzzzz"]).err.contains("similar label"));
}

/// A line within a paragraph is as long as fits.
#[test]
fn help_has_no_short_lines_within_a_paragraph() {
    let place = Place::new();
    let commands = place.run(&["--help"]).done();
    let names = commands.lines().skip_while(|line| *line != "Commands:").skip(1);
    let names: Vec<&str> = names.map_while(|line| line.strip_prefix("  ")?.split(' ').next()).collect();
    assert!(names.len() > 20, "{commands}");
    let mut helps = vec![commands.clone()];
    helps.extend(
        names
            .iter()
            .filter(|name| !name.is_empty() && **name != "help")
            .map(|name| place.run(&[name, "--help"]).done()),
    );
    for help in helps {
        let lines: Vec<&str> = help.lines().collect();
        for pair in lines.windows(2) {
            let continues = pair[1].starts_with(|first: char| first.is_lowercase())
                && !["semnet ", "s3://"].iter().any(|start| pair[1].starts_with(start))
                && !pair[0].is_empty();
            let word = pair[1].split(' ').next().unwrap().chars().count();
            let is_full = pair[0].chars().count() + 1 + word > 98;
            assert!(!continues || is_full, "{}\n{}", pair[0], pair[1]);
        }
    }
}
