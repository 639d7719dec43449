// A small report, and what the native program makes of it.

export const REPORT = `Semantic Network

Interactive semantic network: Why do bees dance?

Q&A Report

How Bees Tell the Way

Analysis reveals 2 key thematic connections.

Key Findings

Waggle Dance

A forager tells the others where the flowers are.

Stop Signal

A head butt ends the dance of a bee that praises a dangerous place.

Relationship Highlights

Sun Compass via Cue

“Up on the comb means towards the sun.”

Ultraviolet Skyvia Cue
`;

/** The hashtag that `cargo run --example semnet -- add` prints for the report. */
export const HASHTAG = "KE8cAfFgL5G";
