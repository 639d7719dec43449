// Properties, with random texts: what goes in comes back, and whatever text goes in anywhere gives an answer or a
// SemnetError, never a trap.

import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import * as semnet from "semnet";
import { REPORT } from "./bees.mjs";

const { Network, NetworkBuilder, SemnetError, formatHashtag, parseHashtag } = semnet;

// --- round trips -----------------------------------------------------------------------------------------------------

test("every number of 64 bits is a hashtag, and comes back", () => {
  fc.assert(fc.property(fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }), (number) => {
    const hashtag = formatHashtag(number);
    assert.match(hashtag, /^[0-9A-Za-z]{11}$/);
    assert.equal(parseHashtag(hashtag), number);
  }), { numRuns: 1000 });
});

test("every text of 11 digits is the hashtag of its number, or none", () => {
  const digit = fc.constantFrom(..."0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");
  fc.assert(fc.property(fc.string({ unit: digit, minLength: 11, maxLength: 11 }), (text) => {
    if (text <= "LygHa16AHYF") assert.equal(formatHashtag(parseHashtag(text)), text);
    else assert.throws(() => parseHashtag(text), { code: "hashtag" });
  }), { numRuns: 1000 });
});

test("hashtags are in the order of their numbers", () => {
  const number = fc.bigInt({ min: 0n, max: 2n ** 64n - 1n });
  fc.assert(fc.property(number, number, (a, b) => {
    assert.equal(formatHashtag(a) < formatHashtag(b), a < b);
  }));
});

/** A text that a network takes: no control characters, no halves, all of it assigned. */
const WORD = fc.string({ unit: fc.constantFrom(..."aZ0 é☃🐝ß'“;,.\u0301"), minLength: 1, maxLength: 12 })
  .filter((text) => text.trim() !== "" && !/^\u0301/.test(text.trim()));

/** A network of some words. */
const NETWORK = fc.record({
  question: WORD,
  title: fc.option(WORD, { nil: "" }),
  labels: fc.uniqueArray(WORD, { selector: (word) => normal(word), minLength: 1, maxLength: 6 }),
  edges: fc.array(fc.record({ from: fc.nat(), relation: WORD, to: fc.nat(), passage: fc.option(WORD, { nil: undefined }) })),
}).filter(({ question, labels, edges }) => !labels.map(normal).includes(normal(question)) &&
  edges.every(({ relation }) => normal(relation) !== "Key Finding"));

function normal(word) {
  return word.normalize("NFC").replace(/\s+/g, " ").trim();
}

function build({ question, title, labels, edges }) {
  const builder = new NetworkBuilder(question).title(title);
  for (const label of labels) builder.concept(label);
  for (const { from, relation, to, passage } of edges) {
    builder.relationship({ source: labels[from % labels.length], relation, target: labels[to % labels.length], passage });
  }
  return builder.build();
}

test("a network comes back from its bytes and its JSON", () => {
  fc.assert(fc.property(NETWORK, (parts) => {
    const network = build(parts);
    assert.equal(Network.fromBytes(network.bytes).fingerprint, network.fingerprint);
    assert.equal(Network.fromJSON(JSON.stringify(network)).fingerprint, network.fingerprint);
    assert.equal(network.toBuilder().build().fingerprint, network.fingerprint);
  }));
});

// --- whatever text ---------------------------------------------------------------------------------------------------

/** Texts of all kinds: any UTF-16, any code points, and pieces of what the package reads, cut and mixed. */
const network = Network.fromReport(REPORT);
const PIECES = [REPORT, JSON.stringify(network), network.hashtag, network.fingerprint, "?x via !\"Cue\"+ ?y; question via"];
const piece = fc.tuple(fc.constantFrom(...PIECES), fc.nat(), fc.nat())
  .map(([text, a, b]) => text.slice(a % (text.length + 1), a % (text.length + 1) + b % (text.length + 1)));
const unit = fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code));
const TEXT = fc.oneof(
  fc.string({ unit }),
  fc.string({ unit: "binary" }),
  fc.string({ unit: fc.constantFrom(..."\0\n \"“?!+*|/();#\ud83d\udc1da") }),
  fc.constantFrom(...PIECES),
  piece,
  fc.array(fc.oneof(piece, fc.string({ unit })), { maxLength: 4 }).map((parts) => parts.join("")),
);

const RELATIONSHIP = { source: "A", relation: "r", target: "A" };
const builder = () => new NetworkBuilder("Q?").concept("A");
const relationship = (method) => [
  ...["source", "relation", "target", "passage"].map((key) =>
    (text) => builder().concept("Q").concept(text)[method]({ ...RELATIONSHIP, [key]: text }).build()),
  (text, other) => builder()[method]({ ...RELATIONSHIP, attributes: [{ name: text, value: other }] }).build(),
];

/** Some bytes of a network, changed. */
function damaged(text, other) {
  const { bytes } = network;
  for (let at = 0; at < text.length; at++) bytes[text.charCodeAt(at) % bytes.length] ^= other.charCodeAt(at) & 0xff;
  return bytes;
}

/** Every function, constructor and method, with what it does with two texts, in one or several ways; `null` for none. */
const CALLS = {
  formatHashtag: null,
  parseHashtag,
  Network: null,
  "Network.fromReport": Network.fromReport,
  "Network.fromJSON": Network.fromJSON,
  "Network.fromBytes": (text, other) => Network.fromBytes(damaged(text, other)),
  "Network#attributes": null,
  "Network#bytes": null,
  "Network#concepts": null,
  "Network#findings": null,
  "Network#fingerprint": null,
  "Network#hashtag": null,
  "Network#highlights": null,
  "Network#question": null,
  "Network#relationships": null,
  "Network#title": null,
  "Network#toBuilder": null,
  "Network#toJSON": null,
  "Network#toReport": null,
  NetworkBuilder: (text) => new NetworkBuilder(text).build(),
  "NetworkBuilder#title": (text) => builder().title(text).build(),
  "NetworkBuilder#attribute": (text, other) => builder().attribute(text, other).build(),
  "NetworkBuilder#concept": (text, other) => builder().concept(text, other).build(),
  "NetworkBuilder#conceptAttribute": [
    (text, other) => builder().conceptAttribute("A", text, other).build(),
    (text, other) => builder().concept(text).conceptAttribute(text, "n", other).build(),
  ],
  "NetworkBuilder#finding": (text, other) => builder().finding(text, other).build(),
  "NetworkBuilder#relationship": relationship("relationship"),
  "NetworkBuilder#highlight": relationship("highlight"),
  "NetworkBuilder#build": null,
  SemnetError: null,
};

/** The names of all that the package exports, as in `CALLS`. */
function names() {
  return Object.entries(semnet).flatMap(([name, value]) => {
    if (!/^class\b/.test(Function.prototype.toString.call(value))) return [name];
    const known = ["constructor", "free", "length", "name", "prototype"];
    const own = (object) => Object.getOwnPropertyNames(object).filter((one) => !known.includes(one) && !one.startsWith("__"));
    return [
      name,
      ...own(value).map((method) => `${name}.${method}`),
      ...own(value.prototype).map((method) => `${name}#${method}`),
    ];
  });
}

test("every function and method is in the table", () => {
  const errors = (name) => name.startsWith("SemnetError#");
  assert.deepEqual(Object.keys(CALLS).sort(), names().filter((name) => !errors(name)).sort());
});

for (const [name, calls] of Object.entries(CALLS)) {
  if (calls === null) continue;
  test(`${name} gives an answer or a SemnetError for any text`, () => {
    for (const call of [calls].flat()) {
      let answers = 0;
      fc.assert(fc.property(TEXT, TEXT, (text, other) => {
        try {
          call(text, other);
          answers += 1;
        } catch (error) {
          if (!(error instanceof SemnetError)) throw error;
          assert.equal(typeof error.code, "string");
          assert.notEqual(error.message, "");
        }
      }), { numRuns: 300 });
      assert.ok(answers > 0, `${call} only throws`);
    }
  });
}
