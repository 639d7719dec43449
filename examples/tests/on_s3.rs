//! The program on a store on S3: a small S3 server on loopback, which fails on request. Built with the
//! feature `s3`.

#![allow(clippy::unwrap_used)]

mod program;
#[path = "../../tests/tests/object_store/s3.rs"]
mod s3;

use program::{Place, Run, sample};
use s3::S3;

const STORE: &str = "s3://bucket/some/where";

fn run(place: &Place, s3: &S3, arguments: &[&str]) -> Run {
    let mut command = place.command(arguments);
    command.env("SEMNET_STORE", STORE).env("AWS_ENDPOINT_URL", s3.url());
    command.env("AWS_ACCESS_KEY_ID", "k").env("AWS_SECRET_ACCESS_KEY", "s");
    Run::of(command.stdin(std::process::Stdio::null()).output().unwrap())
}

/// A store with three networks, and the key of one.
fn filled(place: &Place) -> (S3, String) {
    let s3 = S3::start();
    let files = ["bees.txt", "tram.txt", "tide-mill.json"].map(sample);
    let added = run(place, &s3, &["add", &files[0], &files[1], &files[2]]).done();
    assert_eq!(added.lines().count(), 3);
    let hashtag = &added[..11];
    let is_wanted = |key: &String| key.starts_with(&format!("some/where/networks/{hashtag}"));
    let key = s3.keys().into_iter().find(is_wanted).unwrap();
    (s3, key)
}

#[test]
fn what_goes_in_comes_out() {
    let place = Place::new();
    let (s3, _) = filled(&place);
    let report = std::fs::read_to_string(sample("bees.txt")).unwrap();
    let list = run(&place, &s3, &["list"]).done();
    assert_eq!(list.lines().count(), 3);
    let (hashtag, question) = list
        .lines()
        .find_map(|line| line.split_once('\t').filter(|found| found.1.contains("honeybees")))
        .unwrap();
    for typed in [hashtag, question] {
        assert_eq!(run(&place, &s3, &["open", typed]).done(), report);
    }
    let close = run(&place, &s3, &["open", &hashtag.to_lowercase()]);
    assert!(close.status == 1 && close.err.contains(&format!("  {hashtag}\t")), "{}", close.err);
    assert!(run(&place, &s3, &["related", "--across", "tide mill"]).done().contains("Tide Mill —"));
    assert!(run(&place, &s3, &["search", "bees dance"]).done().starts_with(hashtag));
}

#[test]
fn a_store_is_copied_there_and_back() {
    let place = Place::new();
    let (s3, _) = filled(&place);
    let (there, back) =
        (place.0.join("there").display().to_string(), place.0.join("back").display().to_string());
    let copied = run(&place, &s3, &["copy", STORE, &there]);
    assert_eq!(
        (copied.status, copied.err.as_str()),
        (0, "semnet: 3 networks, 3 copied, 0 damaged and left out\n")
    );
    let other = S3::start();
    assert_eq!(run(&place, &other, &["copy", &there, STORE]).status, 0);
    assert_eq!(other.keys(), s3.keys());
    assert_eq!(run(&place, &other, &["copy", STORE, &back]).status, 0);
    let export = run(&place, &s3, &["export"]).done();
    assert_eq!(place.run(&["export", "--store", &back]).done(), export);
    let again = place.run_with(&["import", "-", "--store", &back], export.as_bytes());
    assert_eq!(again.err, "semnet: 3 networks, 0 new\n");
    let file = place.write("export.jsonl", &export);
    assert_eq!(run(&place, &other, &["import", &file]).err, "semnet: 3 networks, 0 new\n");
    let check = run(&place, &other, &["check"]);
    assert_eq!((check.status, check.err.as_str()), (0, "semnet: 3 networks, all intact\n"));
}

#[test]
fn what_is_damaged_is_named_and_moved_aside() {
    let place = Place::new();
    let (s3, key) = filled(&place);
    let whole = s3.bytes(&key);
    let mut damaged = whole.clone();
    damaged[20] ^= 1;
    s3.plant(&key, &damaged);
    s3.plant("some/where/networks/readme.txt", b"");
    let check = run(&place, &s3, &["check"]);
    assert_eq!((check.status, check.out.lines().count()), (1, 2), "{}{}", check.out, check.err);
    assert!(check.out.contains("\tits bytes have the fingerprint "), "{}", check.out);
    assert!(check.out.contains("networks/readme.txt is not the name of a store's object"), "{}", check.out);
    let aside = place.0.join("aside");
    let check = run(&place, &s3, &["check", "--aside", aside.to_str().unwrap()]);
    assert!(check.err.starts_with("semnet: 3 networks, 1 damaged, 1 moved to "), "{}", check.err);
    let files: Vec<_> = std::fs::read_dir(&aside).unwrap().map(|file| file.unwrap().path()).collect();
    assert_eq!(files.len(), 1);
    assert_eq!(std::fs::read(&files[0]).unwrap(), damaged);
    assert!(!s3.keys().contains(&key));
    assert_eq!(run(&place, &s3, &["check"]).err.lines().next(), Some("semnet: 2 networks, all intact"));
    run(&place, &s3, &["add", &sample("bees.txt")]).done();
    assert_eq!(s3.bytes(&key), whole);
}

/// An object that is not served is named, and the others are checked; it is not reported as damaged.
#[test]
fn what_is_not_served_ends_nothing() {
    let place = Place::new();
    let (s3, key) = filled(&place);
    let name = key.rsplit('/').next().unwrap();
    s3.refuse_object(name, 500, "InternalError");
    let check = run(&place, &s3, &["check"]);
    assert_eq!((check.status, check.out.lines().count()), (1, 1), "{}{}", check.out, check.err);
    assert!(
        check.out.starts_with(&format!("{name}\t"))
            && check.out.contains("cannot be read: the object store answered 500"),
        "{}",
        check.out
    );
    assert_eq!(check.err, "semnet: 3 networks, 0 damaged, 1 that could not be read\n");
    let to = place.0.join("to").display().to_string();
    let copied = run(&place, &s3, &["copy", STORE, &to]);
    assert_eq!(copied.status, 1);
    assert!(
        copied
            .err
            .ends_with("semnet: 3 networks, 2 copied, 0 damaged and left out, 1 that could not be read\n"),
        "{}",
        copied.err
    );
}

/// An object store that goes away is not taken for one with other content.
#[test]
fn an_outage_is_no_damage() {
    let place = Place::new();
    let from = place.0.join("from").display().to_string();
    let file = sample("bees.txt");
    place.run(&["add", &file, "--store", &from]).done();
    // Each takes a read of the network, a second one while its question is written, a write, and a read: four
    // or five requests.
    for requests in 1..5 {
        let s3 = S3::start();
        s3.answer(Some(requests));
        let copied = run(&place, &s3, &["copy", &from, STORE]);
        assert_eq!(copied.status, 1, "{requests}");
        assert!(
            copied.err.contains("the object store answered 503") || copied.err.contains("no response"),
            "{}",
            copied.err
        );
        assert!(
            copied.err.contains("stopped after 0 networks; run the same command again to continue"),
            "{}",
            copied.err
        );
        assert!(!copied.err.contains("gives something else"), "{}", copied.err);
        s3.answer(None);
        assert_eq!(run(&place, &s3, &["copy", &from, STORE]).status, 0);
        assert_eq!(run(&place, &s3, &["check"]).status, 0);
    }
}

#[test]
fn a_wrong_name_is_said() {
    let place = Place::new();
    let (s3, _) = filled(&place);
    for (store, message) in [
        (
            "s3://bucket/some/there",
            "s3://bucket/some/there: there are no networks; check the bucket and the prefix",
        ),
        ("s3://bukcet/some/where", "there is no such bucket; make it first, or name another"),
        ("s3://a b", "\"a b\" is not the name of a bucket; expected s3://BUCKET or s3://BUCKET/PREFIX"),
    ] {
        for command in ["check", "export", "list"] {
            let wrong = run(&place, &s3, &[command, "--store", store]);
            assert_eq!((wrong.status, wrong.out.as_str()), (1, ""), "{command} {store}: {}", wrong.err);
            assert!(wrong.err.contains(message), "{}", wrong.err);
        }
    }
    let mut away = place.command(&["check", "--store", STORE]);
    away.env("AWS_ENDPOINT_URL", s3::nowhere())
        .env("AWS_ACCESS_KEY_ID", "k")
        .env("AWS_SECRET_ACCESS_KEY", "s");
    let away = Run::of(away.output().unwrap());
    assert_eq!((away.status, away.out.as_str()), (1, ""));
    assert!(away.err.contains("and AWS_ENDPOINT_URL"), "{}", away.err);
}
