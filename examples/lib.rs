//! The examples are the programs next to this file: `cargo run --example semnet -- --help`.
