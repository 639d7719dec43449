//! The query bar in a terminal.

fn main() {}
