// The output of the small program, the same everywhere.

export const SAID = `8NjNWY671DS How Bees Tell the Way 🐝
8NjNWY671DS1yA8YQriauV6sZSWp6U0eOF4BDAU0kHQk
Sun Compass,Waggle Dance,Why do bees dance?
Why do bees dance? Cue Sun Compass Up is the sun.
8NjNWY671DS
8NjNWY671DS
8NjNWY671DS true
7035656068244432558 LygHa16AHYF
Waggle Dance ←Key Finding— Why do bees dance? —Cue→ Sun Compass
0,2,1
8NjNWY671DS
true SemnetError report 1 17
network
Waggle Dance
0.256756756756863,0.256756756756863,0.48648648648627385
Sun Compass ←Cue— Why do bees dance? —Key Finding→ Waggle Dance 0.2
question,concept 8NjNWY671DS`;
