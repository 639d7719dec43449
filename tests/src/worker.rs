//! Networks that two programs can both make from a number, and what the program `store-worker` does with
//! them.

use semnet_core::{Network, NetworkBuilder};

/// The network of a number: some 2 KB, with words that differ from number to number.
pub fn numbered(number: u64) -> Network {
    let mut builder = NetworkBuilder::new(&format!("What is known of number {number}?"));
    builder.title(&format!("Number {number}"));
    let mut word = number.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    for finding in 0..8 {
        let mut text = String::new();
        for _ in 0..24 {
            word = word.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            text += &format!("{:x} ", word >> 40);
        }
        builder.finding(&format!("Finding {finding}"), &text);
        if finding > 0 {
            let before = format!("Finding {}", finding - 1);
            builder.relationship((&*before, "leads to", &*format!("Finding {finding}"), &*text));
        }
    }
    builder.build().expect("parts that make a network")
}
