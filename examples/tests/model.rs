//! `ask`, `grow`, `contradict` and `connections --embeddings`, against a server that plays a script.

// Also in the functions that the tests share, which clippy does not take for tests.
#![allow(clippy::unwrap_used)]

mod program;
mod server;

use std::process::{Command, Stdio};
use std::time::Duration;

use program::{Place, Run, files_below, sample};
use serde_json::json;
use server::{Play, Server};

const QUESTION: &str = "Why do bees dance?";
const SOURCE: &str = "Bees dance in the dark. The angle of her dance repeats the angle of the sun.\n\
    She dances only while the flowers are worth the trip.\n";

/// An answer whose only relationship has this passage.
fn answer(passage: &str) -> String {
    json!({
        "title": "A Map in the Dark",
        "findings": [{"label": "Waggle Dance", "text": "The dance tells the way."}],
        "concepts": [{"label": "Sun Compass", "text": "Direction comes from the sun."}],
        "relationships": [
            {"source": "Waggle Dance", "relation": "is aimed by", "target": "Sun Compass", "passage": passage},
        ],
    })
    .to_string()
}

fn good() -> String {
    answer("The angle of her dance repeats the angle of the sun.")
}

fn command(place: &Place, server: &Server, arguments: &[&str]) -> Command {
    let mut command = place.command(arguments);
    server.is_asked_by(&mut command);
    command
}

fn run(place: &Place, server: &Server, arguments: &[&str]) -> Run {
    Run::of(command(place, server, arguments).stdin(Stdio::null()).output().unwrap())
}

#[test]
fn a_question_becomes_a_network_in_the_store_and_is_asked_once() {
    let (place, server) = (Place::new(), Server::play([Play::Stream(good()), Play::Stream(good())]));
    let line = run(&place, &server, &["ask", "Why", "do", "bees", "dance?"]).done();
    let (hashtag, question) = line.trim_end().split_once('\t').unwrap();
    assert_eq!((hashtag.len(), question), (11, QUESTION));
    let report = place.run(&["open", hashtag]).out;
    assert!(report.contains("A Map in the Dark") && report.contains("Waggle Dance"), "{report}");

    let asked = server.asked();
    let [first] = asked.as_slice() else { panic!("{asked:?}") };
    assert_eq!((first.path.as_str(), first.key.as_deref()), ("/v1/chat/completions", None));
    assert_eq!(first.body["model"], "a-model");
    assert_eq!(first.body["stream"], true);
    assert_eq!(first.body["response_format"]["json_schema"]["schema"]["required"][0], "title");
    assert!(first.messages()[1].contains(QUESTION));

    // The second time from the cache; with `--fresh`, from the model.
    assert_eq!(run(&place, &server, &["ask", QUESTION]).done(), line);
    assert_eq!(server.asked().len(), 1);
    assert_eq!(run(&place, &server, &["ask", QUESTION, "--fresh"]).done(), line);
    assert_eq!(server.asked().len(), 2);
    // Another seed is another request, which the script does not have.
    assert_eq!(run(&place, &server, &["ask", QUESTION, "--seed", "1"]).status, 1);
    assert_eq!(server.asked()[2].body["seed"], 1);
}

#[test]
fn the_answers_written_by_hand_become_networks() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("answers");
    let read = |name: &str| std::fs::read_to_string(folder.join(name)).unwrap();
    let source = folder.join("lighthouse.txt").display().to_string();
    let (trains, light) =
        ("Why did Europe nearly lose its night trains?", "Why is a lighthouse kept that nobody needs?");
    let server =
        Server::play([Play::Stream(read("night-trains.json")), Play::Stream(read("lighthouse.json"))]);
    let place = Place::new();
    let lines = [
        run(&place, &server, &["ask", trains]).done(),
        run(&place, &server, &["ask", light, "--source", &source]).done(),
    ];
    for (line, relationships) in lines.iter().zip([5, 4]) {
        let json = place.run(&["open", "--json", &line[..11]]).done();
        let network: serde_json::Value = serde_json::from_str(&json).unwrap();
        assert_eq!(network["relationships"].as_array().unwrap().len(), relationships, "{json}");
    }
    assert_eq!(server.asked().len(), 2, "nothing had to be asked again");
}

#[test]
fn where_it_comes_from_is_noted_when_asked_for() {
    let (place, server) = (Place::new(), Server::play([Play::Whole(good())]));
    let plain = run(&place, &server, &["ask", QUESTION]).done();
    let noted = run(&place, &server, &["ask", QUESTION, "--note", "model,prompt,date"]).done();
    assert_ne!(plain, noted);
    let json = place.run(&["open", "--json", &noted[..11]]).done();
    let network: serde_json::Value = serde_json::from_str(&json).unwrap();
    let names: Vec<&str> =
        network["attributes"].as_array().unwrap().iter().map(|it| it["name"].as_str().unwrap()).collect();
    assert_eq!(names, ["date", "model", "prompt"]);
    let date = network["attributes"][0]["value"].as_str().unwrap();
    assert!(date.len() == 10 && date > "2024-01-01" && date < "2200-01-01", "{date}");
    assert_eq!(server.asked().len(), 1, "the request is the same");
}

#[test]
fn what_is_not_in_the_source_is_asked_again_and_then_refused() {
    let place = Place::new();
    let source = place.write("bees.txt", SOURCE);
    let invented = answer("She dances for ever.");
    let server = Server::play([Play::Stream(invented.clone()), Play::Stream(good())]);
    let line = run(&place, &server, &["ask", QUESTION, "--source", &source]).done();
    let asked = server.asked();
    assert!(asked[0].messages()[1].contains(SOURCE.trim_end()));
    let messages = asked[1].messages();
    assert_eq!((messages.len(), messages[2]), (4, invented.as_str()));
    assert!(messages[3].contains("$.relationships[0].passage"), "{}", messages[3]);
    let json = place.run(&["open", "--json", &line[..11]]).done();
    assert!(json.contains("repeats the angle of the sun") && !json.contains("for ever"), "{json}");
    // The source is kept with the network, and so is its origin.
    let evidence = place.run(&["evidence", &line[..11]]).done();
    assert!(evidence.starts_with(&format!("exact\t{source}:")), "{evidence}");
    let history = place.run(&["history", &line[..11]]).done();
    assert_eq!((history.lines().count(), history.contains("\t-\tsemnet ask, ")), (1, true), "{history}");

    let server = Server::play(vec![Play::Stream(invented); 2]);
    let refused =
        run(&place, &server, &["ask", QUESTION, "--source", &source, "--corrections", "1", "--fresh"]);
    assert_eq!(refused.status, 0);
    assert!(refused.err.contains("semnet: refused: $.relationships[0].passage: "), "{}", refused.err);
    assert!(!place.run(&["open", "--json", &refused.out[..11]]).done().contains("for ever"));
    // Again, without a request; what to do is named.
    let again = run(&place, &server, &["ask", QUESTION, "--source", &source, "--corrections", "1"]);
    assert_eq!((again.out.as_str(), server.asked().len()), (refused.out.as_str(), 2));
    assert!(
        again.err.contains("using the answer of an earlier run; --fresh sends the request again"),
        "{}",
        again.err
    );
    assert!(!refused.err.contains("--fresh"), "{}", refused.err);
}

#[test]
fn a_concept_grows_and_sources_contradict() {
    let place = Place::new();
    let grown = json!({"concepts": [{"label": "Frisch's Hive", "text": "A hive.",
        "passage": "In 1944 he watched."}]});
    let server = Server::play([Play::Stream(grown.to_string())]);
    let bees = sample("bees.txt");
    let added = place.run_with(&["add", "-"], &std::fs::read(&bees).unwrap()).done();
    let line =
        run(&place, &server, &["grow", &added[..11], "honest effort", "--via", "concrete instances"]).done();
    assert!(server.asked()[0].messages()[1].contains("The concept is \"Honest Effort\""));
    let difference = place.run(&["diff", &bees, &line[..11]]).done();
    assert!(difference.contains("Honest Effort —Concrete Instances→ Frisch's Hive"), "{difference}");
    assert_eq!(difference.lines().count(), 2, "{difference}");
    let history = place.run(&["history", &line[..11]]).done();
    assert!(history.contains(&format!("\t{}\t{}\tsemnet grow, ", &line[..11], &added[..11])), "{history}");

    let source = place.write("review.txt", "Dances cost next to nothing.");
    let against = json!({"contradictions": [{"concept": "Honest Effort", "label": "Cheap Dances",
        "text": "They are cheap.",
        "passage": "Dances cost next to nothing."}]});
    let server = Server::play([Play::Stream(against.to_string())]);
    let line = run(&place, &server, &["contradict", &bees, "--source", &source]).done();
    let difference = place.run(&["diff", &bees, &line[..11]]).done();
    assert!(difference.contains("Honest Effort —Contradicted By→ Cheap Dances"), "{difference}");

    let server = Server::play([Play::Stream(good())]);
    let line = run(&place, &server, &["ask", QUESTION, "--into", &bees]).done();
    let json = place.run(&["open", "--json", &line[..11]]).done();
    assert!(json.contains("Further Question") && json.contains("Waggle Run"), "{json}");

    let wrong = run(&place, &server, &["grow", &bees, "Honest Effords", "--via", "x"]);
    assert!(wrong.status == 1 && wrong.err.contains("Honest Effort"), "{}", wrong.err);
}

#[test]
fn a_server_that_is_busy_or_breaks_off_is_asked_again() {
    let busy =
        |status: u16, wait: &str| Play::Status(status, vec![("retry-after", wait.into())], "{}".into());
    let past = "Sun, 06 Nov 1994 08:49:37 GMT";
    for (name, troubles) in [
        ("429", vec![busy(429, "1")]),
        ("429 until a date", vec![busy(429, past)]),
        ("500", vec![Play::Status(500, Vec::new(), "oops".into())]),
        ("503 and 502", vec![busy(503, "0"), Play::Status(502, Vec::new(), String::new())]),
        ("hang-up", vec![Play::HangUp]),
        ("half a stream", vec![Play::Half(good())]),
        ("half a stream twice", vec![Play::Half(good()), Play::Half(good())]),
    ] {
        let count = troubles.len();
        let (place, server) =
            (Place::new(), Server::play(troubles.into_iter().chain([Play::Stream(good())])));
        let line = run(&place, &server, &["ask", QUESTION]);
        assert_eq!((line.status, line.err.as_str()), (0, ""), "{name}");
        assert_eq!(server.asked().len(), count + 1, "{name}");
    }
    // The reason for waiting is printed.
    let (place, server) = (Place::new(), Server::play([busy(429, "3"), Play::Stream(good())]));
    let waited = run(&place, &server, &["ask", QUESTION]);
    assert!(
        waited.err.contains("status 429") && waited.err.contains("next attempt in 3 s"),
        "{}",
        waited.err
    );
    assert_eq!((waited.status, waited.err.lines().count()), (0, 1));
    let (place, server) = (Place::new(), Server::play(vec![Play::HangUp; 9]));
    let given_up = run(&place, &server, &["ask", QUESTION]);
    assert_eq!((given_up.status, server.asked().len()), (1, 4));
    assert!(given_up.err.contains("tried 4 times"), "{}", given_up.err);
    let (place, server) = (Place::new(), Server::play([busy(429, "86400")]));
    let error = run(&place, &server, &["ask", QUESTION]).err;
    assert!(error.contains("86400 s, would be after --timeout"), "{error}");
    // Whatever its status, a server that names a time is given it.
    let (place, server) = (Place::new(), Server::play([busy(500, "86400")]));
    let error = run(&place, &server, &["ask", QUESTION]).err;
    assert!(error.contains("86400 s, would be after --timeout"), "{error}");
}

#[test]
fn a_stream_without_end_and_a_silent_server_are_left() {
    for (play, said) in [
        (Play::Endless, "the answer does not end"),
        // Comments, one line, empty pieces, and JSON.
        (Play::Forever("text/event-stream", ": wait\n\n"), "the answer does not end"),
        (Play::Forever("text/event-stream", "data: {"), "the answer does not end"),
        (
            Play::Forever("text/event-stream", "data: {\"choices\": [{\"delta\": {}}]}\n\n"),
            "the answer does not end",
        ),
        (Play::Forever("application/json", "[1, 2], "), "the answer does not end"),
        (Play::Silent(Duration::from_secs(30)), "--timeout allows more"),
        (Play::Stuck(Duration::from_secs(30)), "failed during the answer"),
    ] {
        let (place, server) = (Place::new(), Server::play(vec![play; 4]));
        let left = run(&place, &server, &["ask", QUESTION, "--timeout", "2", "--answer-tokens", "100"]);
        assert_eq!((left.status, left.out.as_str()), (1, ""));
        assert!(left.err.contains(said), "{}", left.err);
        assert!(!place.0.join("store.answers").exists(), "nothing is kept of it");
        assert!(!place.0.join("store").exists(), "nothing is in the store");
    }
}

#[test]
fn what_a_server_does_not_take_is_left_out() {
    let error =
        |message: &str| Play::Status(400, Vec::new(), json!({"error": {"message": message}}).to_string());
    let script = [
        error("'response_format' of type 'json_schema' is not supported"),
        error(
            "Unsupported parameter: 'max_tokens' is not supported with this model. Use \
             'max_completion_tokens' instead.",
        ),
        error("'temperature' does not support 0"),
        Play::Stream(format!("```json\n{}\n```", good())),
    ];
    let (place, server) = (Place::new(), Server::play(script));
    run(&place, &server, &["ask", QUESTION]).done();
    let asked = server.asked();
    assert!(asked[0].messages()[0].len() < asked[1].messages()[0].len());
    let last = &asked[3];
    assert!(last.messages()[0].contains("\"additionalProperties\""), "the schema is in the text then");
    assert!(
        ["response_format", "max_tokens", "temperature"].iter().all(|name| last.body.get(*name).is_none())
    );
    assert_eq!(last.body["max_completion_tokens"], 2048);
}

#[test]
fn what_is_no_server_for_chat_completions_is_said() {
    let html = || Play::Status(200, vec![("content-type", "text/html".into())], "<h1>Welcome</h1>".into());
    let empty_json =
        || Play::Status(200, vec![("content-type", "application/json".into())], "{\"hello\": 1}".into());
    for (play, said) in [
        (html(), "responds with \"text/html\"; expected text/event-stream or application/json"),
        (empty_json(), "this is not a chat completion"),
        (
            Play::Status(404, Vec::new(), json!({"error": {"message": "no such model"}}).to_string()),
            "no such model",
        ),
        (Play::Status(401, Vec::new(), "{}".into()), "it needs a key in SEMNET_MODEL_KEY"),
        (
            Play::Status(302, vec![("location", "/elsewhere".into())], String::new()),
            "which drops the request",
        ),
        (Play::Status(307, vec![("location", "mailto:bees".into())], String::new()), "which is not a URL"),
    ] {
        let (place, server) = (Place::new(), Server::play([play]));
        let wrong = run(&place, &server, &["ask", QUESTION]);
        assert_eq!(wrong.status, 1);
        assert!(wrong.err.contains(said), "{}", wrong.err);
    }
    let circle = Play::Status(307, vec![("location", "/v1/chat/completions".into())], String::new());
    let (place, server) = (Place::new(), Server::play(vec![circle; 9]));
    assert!(run(&place, &server, &["ask", QUESTION]).err.contains("redirects more than 5 times"));
}

#[test]
fn where_nothing_answers_the_error_says_how_to_start_a_server() {
    let place = Place::new();
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}/v1", listener.local_addr().unwrap());
    drop(listener);
    let mut command = place.command(&["ask", QUESTION]);
    let nothing = Run::of(command.env("SEMNET_MODEL_URL", url).env("SEMNET_MODEL", "m").output().unwrap());
    assert_eq!(nothing.status, 1);
    for said in
        ["no server responds at http://127.0.0.1:", "ollama serve", "llama-server", "SEMNET_MODEL_URL"]
    {
        assert!(nothing.err.contains(said), "{}", nothing.err);
    }
    assert_eq!(nothing.err.lines().count(), 1);
    for url in ["127.0.0.1", "ftp://host/v1", "http://me:secret@host/v1", "http://127.0.0.1:99999/v1"] {
        let mut command = place.command(&["ask", QUESTION]);
        let wrong = Run::of(command.env("SEMNET_MODEL_URL", url).env("SEMNET_MODEL", "m").output().unwrap());
        assert!(
            wrong.status == 1 && wrong.err.contains("SEMNET_MODEL_URL") && !wrong.err.contains("secret"),
            "{}",
            wrong.err
        );
    }
}

#[test]
fn without_a_name_the_only_model_is_asked() {
    let models = |names: &[&str]| {
        let data: Vec<_> = names.iter().map(|name| json!({"id": name})).collect();
        Play::Status(
            200,
            vec![("content-type", "application/json".into())],
            json!({"data": data}).to_string(),
        )
    };
    let ask = |server: &Server, place: &Place| {
        let mut command = command(place, server, &["ask", QUESTION]);
        Run::of(command.env_remove("SEMNET_MODEL").stdin(Stdio::null()).output().unwrap())
    };
    let (place, server) = (Place::new(), Server::play([models(&["tiny"]), Play::Stream(good())]));
    ask(&server, &place).done();
    assert_eq!(
        (server.asked()[0].path.as_str(), &server.asked()[1].body["model"]),
        ("/v1/models", &json!("tiny"))
    );
    let (place, server) = (Place::new(), Server::play([models(&["a", "b"])]));
    let several = ask(&server, &place);
    assert!(several.err.contains("has 2 models; name one with SEMNET_MODEL: a, b"), "{}", several.err);
}

#[test]
fn the_key_goes_to_its_server_alone_and_is_written_nowhere() {
    const KEY: &str = "sk-very-secret-0123456789";
    let with_key = |place: &Place, server: &Server, arguments: &[&str]| {
        let mut command = command(place, server, arguments);
        Run::of(command.env("SEMNET_MODEL_KEY", KEY).stdin(Stdio::null()).output().unwrap())
    };
    let bearer = Some(format!("Bearer {KEY}"));
    let to = |url: &str| Play::Status(307, vec![("location", url.into())], String::new());

    // A redirect on the same server keeps it; one to another gets nothing, neither key nor question.
    let place = Place::new();
    let server = Server::play([to("/v1/moved"), Play::Stream(good())]);
    with_key(&place, &server, &["ask", QUESTION]).done();
    assert_eq!(
        server.asked().iter().map(|asked| asked.key.clone()).collect::<Vec<_>>(),
        [bearer.clone(), bearer.clone()]
    );
    let other = Server::play([Play::Stream(good())]);
    let server = Server::play([to(&format!("{}/chat/completions", other.url))]);
    let elsewhere = with_key(&place, &server, &["ask", QUESTION, "--fresh"]);
    assert_eq!((elsewhere.status, server.asked()[0].key.clone(), other.asked().len()), (1, bearer, 0));
    assert!(
        elsewhere.err.contains(", another server; set SEMNET_MODEL_URL to that address"),
        "{}",
        elsewhere.err
    );

    // A server that repeats it, in an error or in the answer.
    let refusal = json!({"error": {"message": format!("Incorrect API key provided: {KEY}.")}}).to_string();
    let telling = answer(&format!("The key is {KEY}."));
    let server = Server::play([Play::Status(401, Vec::new(), refusal), Play::Stream(telling)]);
    let refused = with_key(&place, &server, &["ask", "What is the key?"]);
    assert!(refused.err.contains("it refuses the key in SEMNET_MODEL_KEY"), "{}", refused.err);
    let told = with_key(&place, &server, &["ask", "What is the key?"]);
    let opened = place.run(&["open", "--json", &told.out[..11]]);
    for said in [&refused.err, &refused.out, &told.err, &told.out, &opened.out] {
        assert!(!said.contains(KEY), "{said}");
    }
    for path in files_below(&place.0) {
        let bytes = std::fs::read(&path).unwrap();
        let is_there = bytes.windows(KEY.len()).any(|window| window == KEY.as_bytes());
        assert!(!is_there, "{}", path.display());
    }
    let mut odd = command(&place, &server, &["ask", QUESTION]);
    let odd = Run::of(odd.env("SEMNET_MODEL_KEY", "sk secret\u{e9}").output().unwrap());
    assert!(
        odd.err.contains("SEMNET_MODEL_KEY has characters") && !odd.err.contains("secret"),
        "{}",
        odd.err
    );
}

#[test]
fn interrupted_work_goes_on_where_it_stopped() {
    let place = Place::new();
    let sentences: Vec<String> =
        (0..120).map(|number| format!("Hive number {number} swarmed on day {number} of its life.")).collect();
    let source = place.write("hives.txt", sentences.join(" "));
    let arguments = [
        "ask",
        "When do hives swarm?",
        "--source",
        &source,
        "--context-tokens",
        "2000",
        "--answer-tokens",
        "300",
    ];
    let part = |number: usize| {
        let passage = &sentences[number];
        Play::Stream(
            json!({"title": "Swarms", "findings": [{"label": format!("Hive {number}"),
                "text": "It swarmed."}], "concepts": [],
                "relationships": [{"source": format!("Hive {number}"), "relation": "shows",
                    "target": "Swarming", "passage": passage}]})
            .to_string(),
        )
    };
    // The parts that the server receives if it answers all of them.
    let whole = Server::play((0..20).map(part));
    let elsewhere = Place::new();
    let line = run(&elsewhere, &whole, &arguments).done();
    let parts = whole.asked().len();
    assert!(parts > 2, "{parts}");

    let broken = Server::play([part(0), part(1), Play::Status(403, Vec::new(), String::new())]);
    assert_eq!(run(&place, &broken, &arguments).status, 1);
    assert!(!place.run(&["list"]).out.contains("hives"), "nothing half done is in the store");
    let rest = Server::play((2..20).map(part));
    assert_eq!(run(&place, &rest, &arguments).done(), line);
    assert_eq!(rest.asked().len(), parts - 2, "the first two parts were not asked again");
}

#[test]
fn a_program_that_is_stopped_leaves_nothing_half_done() {
    let (place, server) =
        (Place::new(), Server::play([Play::Stuck(Duration::from_secs(30)), Play::Stream(good())]));
    let mut child = command(&place, &server, &["ask", QUESTION])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    while server.asked().is_empty() {
        assert_eq!(child.try_wait().unwrap(), None, "it ended before it asked");
        std::thread::sleep(Duration::from_millis(10));
    }
    // Harder than Ctrl-C.
    child.kill().unwrap();
    child.wait().unwrap();
    assert!(!place.0.join("store.answers").exists() && !place.0.join("store").exists());
    let line = run(&place, &server, &["ask", QUESTION]).done();
    assert_eq!(place.run(&["list"]).done(), line);
    let kept: Vec<_> =
        std::fs::read_dir(place.0.join("store.answers")).unwrap().map(|it| it.unwrap().path()).collect();
    assert!(kept.len() == 1 && kept[0].extension().is_some_and(|ending| ending == "json"), "{kept:?}");
    // A damaged one is requested again.
    std::fs::write(&kept[0], "{").unwrap();
    let server = Server::play([Play::Stream(good())]);
    assert_eq!(run(&place, &server, &["ask", QUESTION]).done(), line);
    assert_eq!(server.asked().len(), 1);
}

#[test]
fn shapes_that_models_give_come_through_the_server() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/analysis/shapes");
    for file in ["fences.txt", "thinking.txt", "languages.txt"] {
        let text = std::fs::read_to_string(folder.join(file)).unwrap();
        for record in format!("\n{text}").split("\n=== ").skip(1).step_by(5) {
            let (head, answer) = record.split_once('\n').unwrap();
            let script = [Play::Stream(answer.into()), Play::Stream(good())];
            let (place, server) = (Place::new(), Server::play(script));
            let asked = run(&place, &server, &["ask", QUESTION]);
            assert_eq!(asked.status, 0, "{head}: {}", asked.err);
            assert_eq!(server.asked().len(), if head.contains("| ask ") { 2 } else { 1 }, "{head}");
        }
    }
}

#[test]
fn vectors_are_taken_from_the_server_and_kept() {
    let place = Place::new();
    let file = place.write(
        "roads.json",
        r#"{"question": "How do people get about?",
            "findings": [{"label": "Cars", "text": "Every household has an automobile."},
            {"label": "Traffic", "text": "Vehicles jam the bridge at eight."},
            {"label": "Tea", "text": "Leaves are steeped."}]}"#,
    );
    // All mean the same to this model.
    let server = Server::play([Play::Vectors(vec!["e"]), Play::Vectors(vec!["e"])]);
    let arguments = ["connections", &file, "--embeddings", "--json"];
    let found = run(&place, &server, &arguments).done();
    let found: serde_json::Value = serde_json::from_str(&found).unwrap();
    assert_eq!(found.as_array().unwrap().len(), 3);
    let asked = server.asked();
    assert_eq!((asked.len(), asked[0].path.as_str()), (1, "/v1/embeddings"));
    assert!(asked[0].body["input"].as_array().unwrap().len() >= 6, "texts and sentences");
    let again = run(&place, &server, &arguments).done();
    assert_eq!(serde_json::from_str::<serde_json::Value>(&again).unwrap(), found);
    assert_eq!(server.asked().len(), 1, "each text is computed once");

    let too_few = json!({"data": [{"index": 0, "embedding": [1.0]}]}).to_string();
    let server =
        Server::play([Play::Status(200, vec![("content-type", "application/json".into())], too_few)]);
    let wrong = run(&place, &server, &["connections", &file, "--embeddings", "--fresh"]);
    assert!(wrong.err.contains("returned 1 vectors for"), "{}", wrong.err);
}
