import {
  MemoryStore,
  Network,
  NetworkBuilder,
  SemnetError,
  formatHashtag,
  load,
  parseHashtag,
  parseLink,
} from "semnet";

// The small program that runs wherever the package does. Its expected output is in `said.mjs`.
const said = [];
const say = (...words) => said.push(words.join(" "));

const network = new NetworkBuilder("Why do bees dance?")
  .title("How Bees Tell the Way 🐝")
  .finding("Waggle Dance", "A forager tells the others where the flowers are.")
  .concept("Sun Compass")
  .highlight({ source: "Why do bees dance?", relation: "Cue", target: "Sun Compass", passage: "Up is the sun." })
  .build();
say(network.hashtag, network.title);
say(network.fingerprint);
say(network.concepts.map(({ label }) => label));
for (const { source, relation, target, passage } of network.highlights) say(source, relation, target, passage);

say(Network.fromReport(network.toReport().text).hashtag);
say(Network.fromJSON(JSON.stringify(network)).hashtag);
say(Network.fromBytes(network.bytes).hashtag, network.bytes instanceof Uint8Array);
say(parseHashtag(network.hashtag), formatHashtag(2n ** 64n - 1n));

say(network.shortestPath("waggle dance", "sun compass").text);
say(network.breadthFirst("Sun Compass"));
say(parseLink(network.toLink()).network.hashtag);

try {
  Network.fromReport("Semantic Network");
} catch (error) {
  say(error instanceof SemnetError, error.name, error.code, error.line, error.column);
}

// The parts that are loaded after the core.
globalThis.semnetDone = load().then(() => {
  const store = new MemoryStore();
  store.add(network);
  say(store.recover(network.hashtag).kind);
  for (const { finding } of network.select('question via "Key Finding" ?finding')) say(finding);
  say(network.pagerank().values);
  for (const { text, weight } of network.kShortestPathsWeighted(0, 1, 3, () => 0.1)) say(text, weight);
  say(
    network.search("dancing").map(({ kind }) => kind),
    Network.fromFormat("gexf", network.toFormat("gexf").text).hashtag,
  );

  network.free();
  globalThis.semnetSaid = said.join("\n");
});
