// What the small program says, everywhere.

export const SAID = `I3VRc3hovf6 How Bees Tell the Way 🐝
I3VRc3hovf67m8U11mLfeGLO8BdzvE63pBs2FAgXCfwq
Sun Compass,Waggle Dance,Why do bees dance?
Why do bees dance? Cue Sun Compass Up is the sun.
I3VRc3hovf6
I3VRc3hovf6
I3VRc3hovf6 true
15154865633941285272 LygHa16AHYF
true SemnetError report 1 17`;
