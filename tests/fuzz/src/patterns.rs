//! Patterns of `select`.

use std::sync::OnceLock;

use semnet_core::paths::{Budget, PathOptions};
use semnet_core::select::Pattern;
use semnet_core::{Network, NetworkBuilder};

fn network() -> &'static Network {
    static NETWORK: OnceLock<Network> = OnceLock::new();
    NETWORK.get_or_init(|| {
        let mut builder = NetworkBuilder::new("Q?");
        builder.finding("A", "").finding("B", "");
        for concept in ["C", "D", "a b", "\"", "?x"] {
            builder.concept(concept, "");
        }
        for (source, relation, target) in [
            ("A", "r", "B"),
            ("B", "r", "C"),
            ("C", "r", "A"),
            ("C", "s", "D"),
            ("D", "s", "D"),
            ("A", "via", "a b"),
            ("a b", "part of", "\""),
            ("?x", "r", "Q?"),
        ] {
            builder.relationship((source, relation, target));
        }
        builder.build().expect("a network")
    })
}

/// A text is a pattern or an error within it; asking the same twice at once changes nothing, and no budget is
/// overdrawn.
pub fn select(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let steps = PathOptions::default().budget(100_000);
    let rows = |text: &str| {
        let (rows, exceeded) = network().select_partial(&text.parse()?, &steps);
        let mut budget = Budget::new(100_000);
        for row in &rows {
            if row.evidence(&mut budget).is_err() {
                break;
            }
        }
        let lines: Vec<String> = rows.iter().map(|row| row.to_string()).collect();
        Ok::<_, semnet_core::select::PatternError>((lines, exceeded.is_none()))
    };
    match rows(text) {
        Ok((lines, is_whole)) => {
            assert_eq!(rows(text).as_ref(), Ok(&(lines.clone(), is_whole)));
            if let Ok((again, true)) = rows(&format!("{text};{text}")) {
                assert!(!is_whole || lines == again, "{lines:?} {again:?}");
            }
            let pattern: Pattern = text.parse().expect("it is a pattern");
            assert_eq!(pattern.to_string().parse().as_ref(), Ok(&pattern));
            let (tiny, _) = network().select_partial(&pattern, &PathOptions::default().budget(3));
            assert!(tiny.len() <= 3);
        }
        Err(error) => assert!(error.index() <= text.chars().count(), "{error}"),
    }
}
