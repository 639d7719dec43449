//! Histories: which version came from which, as text and by network.

use proptest::prelude::*;
use semnet_core::change::{History, Revision};
use semnet_core::{Fingerprint, NetworkBuilder};

fn fingerprint(number: u8) -> Fingerprint {
    NetworkBuilder::new(&format!("Q {number}?")).build().unwrap().fingerprint()
}

fn revision() -> impl Strategy<Value = Revision> {
    (prop::collection::vec(0..8u8, 0..3), 0..8u8, 0..20u64, "[a-z\"\\\\\n]{0,6}").prop_map(
        |(from, to, when, by)| Revision {
            from: from.into_iter().map(fingerprint).collect(),
            to: fingerprint(to),
            when,
            by,
        },
    )
}

proptest! {
    #[test]
    fn a_history_comes_back_and_files_of_it_are_put_together(
        one in prop::collection::vec(revision(), 0..8),
        other in prop::collection::vec(revision(), 0..8),
    ) {
        let (a, b): (History, History) = (one.iter().cloned().collect(), other.iter().cloned().collect());
        prop_assert_eq!(a.to_string().parse::<History>().unwrap(), a.clone());
        let both: History = one.into_iter().chain(other).collect();
        prop_assert_eq!(format!("{a}\n{b}").parse::<History>().unwrap(), both);
    }

    /// Circles, too: an edit and its undo make one.
    #[test]
    fn what_led_to_a_network_is_what_can_be_reached(
        all in prop::collection::vec(revision(), 0..12),
        start in 0..8u8,
    ) {
        let history: History = all.iter().cloned().collect();
        let found = history.of(fingerprint(start));
        let mut reached = vec![fingerprint(start)];
        loop {
            let next = all.iter().filter(|it| reached.contains(&it.to)).flat_map(|it| &it.from);
            let Some(next) = next.copied().find(|it| !reached.contains(it)) else { break };
            reached.push(next);
        }
        let mut expected: Vec<&Revision> = all.iter().filter(|it| reached.contains(&it.to)).collect();
        expected.sort();
        expected.dedup();
        prop_assert!(found.windows(2).all(|pair| pair[0].when >= pair[1].when));
        let mut sorted = found.clone();
        sorted.sort();
        prop_assert_eq!(sorted, expected);
    }
}

#[test]
fn steps_of_one_second_stand_in_the_order_of_the_versions() {
    let history: History = (1..8)
        .map(|to| Revision {
            from: vec![fingerprint(to - 1)],
            to: fingerprint(to),
            when: 5,
            by: String::new(),
        })
        .collect();
    let versions: Vec<Fingerprint> = history.of(fingerprint(7)).into_iter().map(|step| step.to).collect();
    assert_eq!(versions, (1..8).rev().map(fingerprint).collect::<Vec<_>>());
}

#[test]
fn an_error_has_its_line() {
    let error = |text: &str| text.parse::<History>().unwrap_err().to_string();
    let to = fingerprint(0);
    let good = format!("{{\"from\":[],\"to\":\"{to}\",\"when\":1,\"by\":\"me\"}}\n");
    assert_eq!(good.parse::<History>().unwrap().to_string(), good);
    assert!(error(&format!("{good}\n{{}}")).starts_with("line 3: missing field `from`"));
    let short = error(&good.replace(&to.to_string(), "abc"));
    assert!(short.starts_with("line 1: ") && short.contains("fingerprint"), "{short}");
    let more = error(&good.replace("\"by\"", "\"via\":1,\"by\""));
    assert!(more.starts_with("line 1: unknown field `via`"), "{more}");
}
