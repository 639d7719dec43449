// Search compared with minisearch and flexsearch, on networks of 100, 10,000 and 117,791 concepts (WordNet's): the index, which semnet
// builds at the first search, and queries of one to three words, as whole words, as beginnings and with a typo. Each line is how
// many times as fast semnet is.

import assert from "node:assert/strict";
import flexsearch from "flexsearch";
import MiniSearch from "minisearch";
import { Network, NetworkBuilder } from "semnet";
import { compareFresh, pick, times } from "./measure.mjs";

const FIELDS = ["label", "text"];
const LIMIT = 10;

function miniOf(documents) {
  const index = new MiniSearch({ fields: FIELDS, storeFields: FIELDS });
  index.addAll(documents);
  return index;
}

/** A query of several words finds only what has all of them, any of them with `suggest`. */
function flexOf(documents, tokenize) {
  const index = new flexsearch.Document({ tokenize, document: { id: "id", index: FIELDS } });
  for (const document of documents) index.add(document);
  return index;
}

function networkOf(documents) {
  const builder = new NetworkBuilder("Q?");
  for (const { label, text } of documents) builder.concept(label, text);
  return builder.build();
}

/** The words of a text that are long enough to be looked for. */
const words = (text) => text.toLowerCase().match(/[a-z]{4,}/g) ?? [];

function queries(documents) {
  const texts = pick(100, documents).map(({ label, text }) => words(`${label} ${text}`));
  return texts
    .map((all, number) => pick(1 + (number % 3), all.length > 0 ? all : ["bird"]).join(" "))
    .filter((query, place, all) => all.indexOf(query) === place);
}

const typo = (query) => query.replace(/^(..)./, "$1");

function measure(documents) {
  const network = networkOf(documents);
  const { bytes } = network;
  const count = documents.length;
  const once = queries(documents);
  const fresh = [() => Network.fromBytes(bytes), (one) => one.search("bird", { limit: 1 }), (one) => one.free()];
  const mini = miniOf(documents);
  const [flex, flexBegin] = [flexOf(documents, "strict"), flexOf(documents, "forward")];
  times(`${count} concepts: index`, "minisearch", compareFresh(fresh, [() => {}, () => miniOf(documents)]));
  times(`${count} concepts: index`, "flexsearch", compareFresh(fresh, [() => {}, () => flexOf(documents, "strict")]));
  const found = once.filter((query) => network.search(query, { limit: 1 }).length > 0).length;
  assert.ok(found >= once.length * 0.9, `${found} of ${once.length} queries have an answer`);
  for (const [name, options, minis, flexs, change] of [
    ["words", {}, {}, flex, (query) => query],
    ["beginnings", { prefix: true }, { prefix: true }, flexBegin, (query) => query.slice(0, -2)],
    ["a typo", { typos: 1 }, { fuzzy: 1 }, undefined, typo],
  ]) {
    const all = once.map(change);
    const repeats = count < 1_000 ? 10 : 1;
    const run = (search) => [
      () => {},
      () => {
        for (let repeat = 0; repeat < repeats; repeat++) for (const query of all) search(query);
      },
    ];
    const ours = run((query) => network.search(query, { ...options, limit: LIMIT }));
    const line = `${count} concepts: ${all.length * repeats} queries, ${name}`;
    times(
      line,
      "minisearch",
      compareFresh(
        ours,
        run((query) => mini.search(query, minis).slice(0, LIMIT)),
      ),
    );
    if (flexs === undefined) continue;
    times(
      line,
      "flexsearch",
      compareFresh(
        ours,
        run((query) => flexs.search(query, { limit: LIMIT, suggest: true })),
      ),
    );
  }
  network.free();
}

export function search(wordnet) {
  const all = wordnet.concepts
    .filter(({ isQuestion }) => !isQuestion)
    .map(({ id, label, text = "" }) => ({ id, label, text }));
  for (const count of [100, 10_000]) measure(all.filter((_, place) => place % Math.floor(all.length / count) === 0));
  measure(all);
}
