// What the words of networks say: search, concepts whose texts share a theme, concepts that may be the same.

import { around } from "./around.js";
import { cacheOf, onCopy, strings } from "./cache.js";
import * as functions from "./functions.js";
import * as input from "./input.js";
import { WIDTH, attributesOf, conceptsOf, relationshipsOf } from "./output.js";
import * as module from "./semnet.js";
import { MemoryStore, Network } from "./semnet.js";

/** The relation of the relationships between concepts whose texts share a theme. */
export const SHARED_THEME = "Shared Theme";

/** The attribute that keeps the label of a concept that was merged into another. */
export const ALIAS = "alias";

export const languages = () => strings(module.languages());

const KNOWN = ["language", "limit", "atLeast", "budget"];

/** A method with a `Search` or a `Sharing`, of `known` fields, behind what `look` makes of the values before it. */
const withOptions = (what, known, look, after) => (method) =>
  function (...values) {
    const before = look(this, ...values);
    const given = values[before.length] ?? {};
    // A number alone is the lowest score.
    const options = typeof given === "number" && known === KNOWN ? { atLeast: given } : given;
    const { language, limit, atLeast, budget } = input.fields(options, what, known);
    const words = new module.WordsOfCall(
      input.textOrNothing(language, "a language"),
      limit === undefined ? undefined : input.count(limit, "the limit"),
      atLeast === undefined ? undefined : input.number(atLeast, "the lowest score"),
      budget === undefined ? undefined : input.count(budget, "the budget"),
    );
    try {
      return after(this, method.call(this, ...before, words));
    } finally {
      words.free();
    }
  };

const withSearch = (after) =>
  withOptions(
    "the options of a search",
    KNOWN.slice(0, 2),
    (_, words) => [input.text(words, "the words to search for")],
    after,
  );
const withSharing = (look, after) => withOptions("the options of connections", KNOWN, look, after);

/** A text with words marked: its pieces, each behind a character that says whether it is. */
function marked(text) {
  const pieces = Array.from(text.matchAll(/([\x02\x03])([^\x02\x03]*)/g), ([, mark, piece]) => ({
    text: piece,
    isMarked: mark === "\x03",
  }));
  return { text: pieces.map((piece) => piece.text).join(""), pieces };
}

const KINDS = ["question", "title", "concept", "relationship"];

function toHits(network, [numbers, text, scores]) {
  if (numbers.length === 0) return [];
  const cache = cacheOf(network);
  const texts = text.split("\x01");
  return texts.map((text, place) => {
    const at = place * (WIDTH + 1);
    const kind = KINDS[numbers[at]];
    const [label, sentence] = strings(text);
    const hit = { kind, score: scores[place] };
    if (kind === "concept") {
      hit.concept = conceptsOf(cache, [numbers[at + 1]])[0];
      hit.label = marked(label);
    }
    if (kind === "relationship") hit.relationship = relationshipsOf(cache, numbers, at + 1, at + 1 + WIDTH)[0];
    if (sentence !== "") hit.sentence = marked(sentence);
    return hit;
  });
}

function toConnections(network, [numbers, text, scores]) {
  const [total, leftOut] = numbers;
  const concepts = conceptsOf(cacheOf(network), numbers.subarray(2));
  const texts = concepts.length === 0 ? [] : text.split("\x01");
  let at = 0;
  const connections = texts.map((text, place) => {
    const [line, first, second, passage, count, ...more] = strings(text);
    const [score, chance] = [scores[at++], scores[at++]];
    const [a, b] = [concepts[2 * place], concepts[2 * place + 1]];
    const terms = more.slice(0, count).map((term) => ({ term, weight: scores[at++] }));
    const attributes = attributesOf(more, Number(count));
    const connection = {
      text: line,
      concepts: [a, b],
      score,
      terms,
      sentences: [marked(first), marked(second)],
      relationship: { source: a.label, relation: SHARED_THEME, target: b.label, passage, attributes },
    };
    if (!Number.isNaN(chance)) connection.chance = chance;
    return connection;
  });
  return { connections, total, leftOut };
}

const REASONS = ["form", "wordForms", "address", "initials", "partOfName", "spelling"];

function toSame(network, { numbers, text }) {
  if (numbers.length === 0) return [];
  const concepts = conceptsOf(cacheOf(network), numbers.filter((_, place) => place % 3 < 2));
  return strings(text).map((text, place) => ({
    text,
    concepts: [concepts[2 * place], concepts[2 * place + 1]],
    reason: REASONS[numbers[3 * place + 2]],
  }));
}

around(Network, {
  search: withSearch(toHits),
  connections: withSharing(() => [], toConnections),
  connectionsBy: (method) =>
    function (vector, sharing) {
      return onCopy(this, ({ network }) => connectionsBy(network, method, functions.vector(vector), sharing));
    },
  withConnections: withSharing(() => [], (_, network) => network),
  sameConcepts: (method) =>
    function (language) {
      return toSame(this, method.call(this, input.textOrNothing(language, "a language")));
    },
  mergeConcepts: (method) =>
    function (keep, other) {
      return method.call(this, input.concept(this, keep), input.concept(this, other));
    },
});

const byVector = withSharing((_, vector) => [vector], toConnections);
const connectionsBy = (network, method, vector, sharing) => byVector(method).call(network, vector, sharing);

Network.prototype.withTheseConnections = function (connections) {
  if (!Array.isArray(connections)) throw input.wrongType("the connections", "an array of connections", connections);
  const builder = this.toBuilder();
  try {
    for (const connection of connections) builder.relationship(connection?.relationship);
    return builder.build();
  } finally {
    builder.free();
  }
};

around(MemoryStore, {
  search: withSearch((_, found) => found.map(([network, score]) => ({ network, score }))),
});
