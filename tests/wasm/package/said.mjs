// What the small program says, everywhere: with the small package, and what the whole one adds.

export const SMALL_SAID = `I3VRc3hovf6 How Bees Tell the Way 🐝
I3VRc3hovf67m8U11mLfeGLO8BdzvE63pBs2FAgXCfwq
Sun Compass,Waggle Dance,Why do bees dance?
Why do bees dance? Cue Sun Compass Up is the sun.
I3VRc3hovf6
I3VRc3hovf6
I3VRc3hovf6 true
15154865633941285272 LygHa16AHYF
Waggle Dance ←Key Finding— Why do bees dance? —Cue→ Sun Compass
0,2,1
I3VRc3hovf6
true SemnetError report 1 17`;

export const SAID = `${SMALL_SAID}
network
Waggle Dance
0.256756756756863,0.256756756756863,0.48648648648627385
Sun Compass ←Cue— Why do bees dance? —Key Finding→ Waggle Dance 0.2
question,concept I3VRc3hovf6`;
