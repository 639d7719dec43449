// Networks and parts out of plain objects. What is right is packed and crosses in one call; all else crosses field by field, for its
// message. Which of the two it was cannot be seen.

import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { Network, NetworkBuilder } from "semnet";
import { NETWORK, build } from "./networks.mjs";

const concepts = (concepts) => ({ question: "Q?", concepts });
const R = { source: "A", relation: "r", target: "A" };
const relationships = (relationship, more) => ({
  ...concepts([{ label: "A" }]),
  relationships: [relationship],
  ...more,
});
const highlights = (...highlights) => relationships(R, { highlights });

class WithJSON {
  question = "Q?";
  toJSON() {
    return { question: "Other?" };
  }
}

class Inheriting {
  get question() {
    return "Q?";
  }
}

test("own enumerable fields are the network, whatever the object is", () => {
  const made = (object) => JSON.stringify(Network.from(object));
  const plain = '{"question":"Q?"}';
  assert.equal(made(new WithJSON()), plain);
  assert.equal(made({ question: "Q?", title: undefined, concepts: undefined, highlights: undefined }), plain);
  assert.equal(made({ question: "Q?", [Symbol("title")]: "T" }), plain);
  assert.equal(made(Object.defineProperty({ question: "Q?" }, "title", { value: "T" })), plain);
  assert.equal(made(Object.assign(Object.create(null), { question: "Q?" })), plain);
  const one = '{"question":"Q?","concepts":[{"label":"A"}]}';
  assert.equal(made(concepts([{ label: "A", text: undefined, attributes: undefined }])), one);
  assert.equal(made(concepts([new Proxy({ label: "A" }, {})])), one);
  assert.equal(made(concepts([{ label: " A\n", text: "" }])), one);
  const highlighted = made(highlights(0));
  assert.match(highlighted, /"highlights":\[0\]/);
  assert.equal(made(highlights(-0)), highlighted);
  // What is not of the form is passed over, as in objects with more fields than these.
  assert.equal(made({ ...concepts([{ label: "A", id: 1 }]), other: undefined, another: 1 }), one);
});

const CIRCULAR = { question: "Q?" };
CIRCULAR.more = CIRCULAR;

test("what is wrong has its message, with its path", () => {
  const WRONG = [
    [undefined, "json", "must be an object with question, not undefined"],
    [() => {}, "json", "must be an object with question, not a function"],
    [null, "json", "must be an object with question, not null"],
    [7, "json", "must be an object with question, not a number"],
    [[], "json", "must be an object with question, not an array"],
    [new Map([["question", "Q?"]]), "json", "must be an object with question, not an object (Map)"],
    [new Inheriting(), "json", "must be an object with question, not an object (Inheriting)"],
    [new Date(0), "json", "must be an object with question, not an object (Date)"],
    [{ title: "T" }, "json", "question must be a string, not undefined"],
    [{ question: 7 }, "json", "question must be a string, not a number"],
    [{ question: null }, "json", "question must be a string, not null"],
    [{ question: "" }, "json", "question: "],
    [{ question: "Q\0?" }, "json", "question: "],
    [{ question: "Q\ud800?" }, "text", "question has half of a surrogate pair at index 1"],
    [{ question: "Q?", title: NaN }, "json", "title must be a string, not NaN"],
    [{ question: "Q?", title: null }, "json", "title must be a string, not null"],
    [{ question: "Q?", title: "\0" }, "json", "title: "],
    [
      {
        question: "Q?",
        attributes: [
          { name: "n", value: "v" },
          { name: "", value: "v" },
        ],
      },
      "json",
      "attributes[1]: ",
    ],
    [
      concepts(new Set([{ label: "A" }])),
      "json",
      "concepts must be an array of objects with label, not an object (Set)",
    ],
    [concepts("A"), "json", "concepts must be an array of objects with label, not a string"],
    [
      concepts(new Uint8Array(2)),
      "json",
      "concepts must be an array of objects with label, not an object (Uint8Array)",
    ],
    [concepts({}), "json", "concepts must be an array of objects with label, not an object"],
    [concepts(null), "json", "concepts must be an array of objects with label, not null"],
    [concepts([,]), "json", "concepts[0] must be an object with label, not undefined"],
    [concepts([{ label: "A" }, undefined]), "json", "concepts[1] must be an object with label, not undefined"],
    [concepts([{}]), "json", "concepts[0] must be an object with label, not an object"],
    [concepts([{ text: "t" }]), "json", "concepts[0].label must be a string, not undefined"],
    [concepts([["A", "text"]]), "json", "concepts[0] must be an object with label, not an array"],
    [concepts([{ label: new String("A") }]), "json", "concepts[0].label must be a string, not an object (String)"],
    [concepts([{ label: 1n }]), "json", "concepts[0].label must be a string, not a bigint"],
    [concepts([{ label: Symbol("A") }]), "json", "concepts[0].label must be a string, not a symbol"],
    [concepts([{ label: "A", text: 7 }]), "json", "concepts[0].text must be a string, not a number"],
    [concepts([{ label: "A", text: null }]), "json", "concepts[0].text must be a string, not null"],
    [concepts([{ label: "A", click() {} }]), "json", "concepts[0].click must be plain data, not a function"],
    [
      concepts([{ label: "A", more: { "a b": [1n] } }]),
      "json",
      'concepts[0].more."a b"[0] must be plain data, not a bigint',
    ],
    [CIRCULAR, "json", "more.more"],
    [concepts([{ label: "A" }, { label: "" }]), "json", "concepts[1]: a concept has no label"],
    [concepts([{ label: "A\0B" }]), "json", 'concepts[0]: a label ("A\\0B") has the character U+0000 at position 2'],
    [concepts([{ label: "A", text: "\0B\0C" }]), "json", 'concepts[0]: the text of "A" has the character U+0000'],
    // As many strings as there should be, if U+0000 ended one.
    [concepts([{ label: "A\0" }, { label: "B" }]), "json", "concepts[0]: "],
    [concepts([{ label: "A\u0001B" }]), "json", "concepts[0]: "],
    [concepts([{ label: "A\ud800" }]), "text", "concepts[0].label has half of a surrogate pair at index 1"],
    [concepts([{ label: "A\ud83d" }, { label: "\udc1dB" }]), "text", "half of a surrogate pair at index 1"],
    [
      concepts([
        { label: "A", text: "1" },
        { label: "A", text: "2" },
      ]),
      "json",
      'concepts[1]: the concept "A" has two texts',
    ],
    [
      concepts([{ label: "A", attributes: {} }]),
      "json",
      "concepts[0].attributes must be an array of objects with name and value",
    ],
    [
      concepts([{ label: "A", attributes: [{ name: "n" }] }]),
      "json",
      "concepts[0].attributes[0].value must be a string",
    ],
    [
      concepts([{ label: "A", attributes: [{ name: "n", value: 1 }] }]),
      "json",
      "concepts[0].attributes[0].value must be a string",
    ],
    [concepts([{ label: "A", attributes: [{ name: "n\0", value: "v" }] }]), "json", "concepts[0]: an attribute name"],
    [
      { question: "Q?", findings: [{ label: "F" }, { label: "F" }] },
      "json",
      'findings[1]: the finding "F" is listed twice',
    ],
    [relationships("A"), "json", "relationships[0] must be an object with source, relation, target, not a string"],
    [relationships({ source: "A", relation: "r" }), "json", "relationships[0].target must be a string, not undefined"],
    [relationships({ ...R, passage: NaN }), "json", "relationships[0].passage must be a string, not NaN"],
    [relationships({ ...R, target: "B" }), "json", 'relationships[0]: the relationship via "r" needs the concept "B"'],
    [relationships({ ...R, relation: "r\0" }), "json", "relationships[0]: "],
    [highlights(1), "json", "highlights[0]: relationship 1 is highlighted, but there are only 1"],
    [highlights(0, 0), "json", 'highlights[1]: the relationship from "A" via "r" to "A" is highlighted twice'],
    [highlights(-1), "json", "highlights[0] must be a whole number from 0 to 4294967295"],
    [highlights(0.5), "json", "highlights[0] must be a whole number from 0 to 4294967295"],
    [highlights(NaN), "json", "highlights[0] must be a whole number from 0 to 4294967295"],
    [highlights(Infinity), "json", "highlights[0] must be a whole number from 0 to 4294967295"],
    [highlights(2 ** 40), "json", "highlights[0] must be a whole number from 0 to 4294967295"],
    [highlights("0"), "json", "highlights[0] must be a whole number from 0 to 4294967295"],
    [highlights(0n), "json", "highlights[0] must be a whole number from 0 to 4294967295, not a bigint"],
  ];
  for (const [object, code, message] of WRONG) {
    assert.throws(
      () => Network.from(object),
      (error) =>
        error.code === code &&
        (/^[a-z]+(\[\d+\])?: /.test(message) ? error.message.startsWith(message) : error.message.includes(message)),
      `${code}: ${message}`,
    );
    // The same without the question, into a builder that stays as it was.
    if (typeof object !== "object" || Object.keys(object ?? {}).length < 2) continue;
    const { question, ...parts } = object;
    const builder = new NetworkBuilder(question).concept("Z");
    const thrown = (() => {
      try {
        builder.addAll(parts).build();
      } catch (error) {
        return error;
      }
      return undefined;
    })();
    assert.ok(["type", "text", "json", "build"].includes(thrown?.code), `${code}: ${message}`);
    if (thrown.code !== "build")
      assert.equal(builder.build().toText(), new NetworkBuilder(question).concept("Z").build().toText());
  }
});

test("an error of the caller's own comes through, and fields are read once", () => {
  let reads = 0;
  const object = {
    question: "Q?",
    get concepts() {
      reads += 1;
      return [
        {
          get label() {
            reads += 1;
            return "A";
          },
        },
      ];
    },
  };
  Network.from(object);
  assert.equal(reads, 2);
  const { question, ...parts } = Object.getOwnPropertyDescriptors(object);
  new NetworkBuilder("Q?").addAll(Object.defineProperties({}, parts)).build();
  assert.equal(reads, 4);
  const broken = {
    get question() {
      throw new RangeError("mine");
    },
  };
  assert.throws(() => Network.from(broken), new RangeError("mine"));
});

test("the JSON form is read as text and as an object, each by its function", () => {
  const network = Network.from(concepts([{ label: "A" }]));
  assert.ok(Network.fromJSON(network.toJSON()).equals(network));
  assert.ok(Network.fromJSON(JSON.stringify(network)).equals(network));
  assert.ok(Network.fromJSON(new TextEncoder().encode(JSON.stringify(network))).equals(network));
  assert.throws(() => Network.fromJSON({ question: 1 }), { code: "json", message: /^question must be a string/ });
  assert.throws(() => Network.fromJSON(7), { code: "type", message: /must be a string or a Uint8Array/ });
  assert.throws(() => Network.from(JSON.stringify(network)), {
    code: "json",
    message: /Network\.fromJSON reads text$/,
  });
});

/** The parts of a network in the JSON form, and in it something else at any place. */
const FORM = fc.record({
  form: NETWORK.map((parts) => build(parts).toJSON()),
  path: fc.array(fc.nat(), { maxLength: 5 }),
  value: fc.constantFrom(undefined, null, true, 7, 0, "", "A", "\u0001", [], {}, [7], { label: "A" }, R, [R], "again"),
});

function changed({ form, path, value }) {
  const copy = JSON.parse(JSON.stringify(form));
  let at = copy;
  for (const step of path) {
    const keys = Object.keys(at);
    if (keys.length === 0) break;
    const key = keys[step % keys.length];
    if (typeof at[key] !== "object" || step % 3 === 0) {
      at[key] = value === "again" ? at[keys[0]] : value;
      break;
    }
    at = at[key];
  }
  return copy;
}

/** The text of the network, or what is wrong. */
function outcome(make) {
  try {
    return make().toText();
  } catch (error) {
    return `${error.code} ${error.message}`;
  }
}

test("from objects comes what comes from their JSON", () => {
  let [made, refused] = [0, 0];
  fc.assert(
    fc.property(FORM, (parts) => {
      const object = changed(parts);
      // JSON has no `undefined`; in a list it is null there, which is another error.
      const text = JSON.stringify(object);
      const from = outcome(() => Network.from(object));
      if (from.startsWith("type ") || from.startsWith("json ")) {
        assert.throws(() => Network.fromJSON(text), { code: "json" });
        refused += 1;
      } else {
        assert.equal(from, Network.fromJSON(text).toText());
        made += 1;
      }
      const { question, ...rest } = object;
      if (typeof question !== "string" || from.startsWith("type ")) return;
      const added = outcome(() => new NetworkBuilder(question).addAll(rest).build());
      if (from.startsWith("json ")) assert.match(added, /^(json|build|type) /);
      else assert.equal(added, from);
    }),
    { numRuns: 2000 },
  );
  assert.ok(made > 100 && refused > 100, `${made} made, ${refused} refused`);
});

test("large networks, which become bytes piece by piece, are the same", () => {
  const label = (number) => `🐝 ${number}`;
  const concepts = Array.from({ length: 3_000 }, (_, number) => ({
    label: label(number),
    text: `Text ${number} é 蜂 `.repeat(1 + (number % 3)).trim(),
    attributes: Array.from({ length: number % 5 }, (_, place) => ({ name: `n${place}`, value: "𝒗" })),
  }));
  const relationships = Array.from({ length: 6_000 }, (_, number) => ({
    source: label(number % 3_000),
    relation: "r",
    target: label((number * 7) % 3_000),
    passage: `p ${number}`,
  }));
  const form = { question: "Q?", findings: concepts.slice(0, 9), concepts, relationships, highlights: [5_999, 0, 17] };
  const network = Network.from(form);
  assert.equal(network.hashtag, Network.fromJSON(JSON.stringify(form)).hashtag);
  const { question, ...parts } = form;
  assert.equal(new NetworkBuilder(question).addAll(parts).build().hashtag, network.hashtag);
  // What UTF-8 cannot express, in the first piece and in one of the last.
  for (const place of [0, 5_990]) {
    const broken = relationships.with(place, { ...relationships[place], passage: "\ud83d" });
    const path = new RegExp(`^relationships\\[${place}\\]\\.passage `);
    assert.throws(() => Network.from({ ...form, relationships: broken }), { code: "text", message: path });
  }
  network.free();
});

test("parts are added to what is there, in their order", () => {
  const builder = new NetworkBuilder("Q?").title("T").finding("F").concept("A");
  builder.addAll({}).addAll({ findings: [{ label: "G", text: "t" }], attributes: [{ name: "n", value: "v" }] });
  builder.relationship({ ...R, passage: "first" });
  builder.addAll({
    concepts: [{ label: "B", attributes: [{ name: "n", value: "v" }] }],
    relationships: [
      { ...R, target: "B", attributes: [{ name: "x", value: "y" }] },
      { ...R, target: "F", passage: "p" },
    ],
    highlights: [1, 0],
  });
  const form = builder.build().toJSON();
  assert.equal(form.title, "T");
  assert.deepEqual(form.attributes, [{ name: "n", value: "v" }]);
  assert.deepEqual(form.findings, [{ label: "F" }, { label: "G", text: "t" }]);
  assert.deepEqual(form.concepts, [{ label: "A" }, { label: "B", attributes: [{ name: "n", value: "v" }] }]);
  assert.deepEqual(
    form.highlights.map((place) => form.relationships[place]),
    [
      { ...R, target: "F", passage: "p" },
      { ...R, target: "B", attributes: [{ name: "x", value: "y" }] },
    ],
  );
  assert.equal(builder.addAll({ title: "U" }).build().title, "U");
  assert.throws(() => builder.addAll({ question: "Q?" }), { code: "type" });
  assert.throws(() => builder.addAll(7), { code: "type" });
});
