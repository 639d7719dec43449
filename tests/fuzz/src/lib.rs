//! What must hold for any input whatever, a function for each door that strangers' input comes through. Each
//! panics when it does not hold. `fuzz_targets` lets libFuzzer look for such inputs, `tests/tests/seeds.rs`
//! tries the seeds and what is close to them.

mod arguments;
mod changes;
mod doors;
mod evidence;
mod formats;
mod network;
mod patterns;

pub use arguments::arguments;
pub use changes::changes;
pub use doors::{bytes, hashtag, json, link, query_bar, report, text};
pub use evidence::evidence;
pub use formats::format;
pub use patterns::select;

/// What must hold for any input.
pub type Property = fn(&[u8]);

/// All of them, by the names of their targets and seeds.
pub const ALL: [(&str, Property); 12] = [
    ("hashtag", hashtag),
    ("query_bar", query_bar),
    ("report", report),
    ("json", json),
    ("bytes", bytes),
    ("link", link),
    ("select", select),
    ("format", format),
    ("changes", changes),
    ("text", text),
    ("evidence", evidence),
    ("arguments", arguments),
];
