// Editors, what takes edits back, and histories.

import assert from "node:assert/strict";
import { test } from "node:test";
import { History, Network, NetworkBuilder, inverse } from "semnet";

const BEES = new NetworkBuilder("Why do bees dance?")
  .title("T")
  .finding("Waggle Dance", "A forager shows where flowers are.")
  .finding("Round Dance")
  .concept("Sun")
  .conceptAttribute("Sun", "kind", "star")
  .relationship({ source: "Waggle Dance", relation: "is aimed by", target: "Sun" })
  .relationship({ source: "Waggle Dance", relation: "is aimed by", target: "Sun", passage: "Up is the sun." })
  .highlight({ source: "Why do bees dance?", relation: "Cue", target: "Sun", passage: "p" })
  .build();

const AIM = { source: "Waggle Dance", relation: "is aimed by", target: "Sun" };
const CUE = { source: null, relation: "Cue", target: "Sun" };
const lines = (changes) => changes.map(({ text }) => text);

/** Every edit, each on a new editor of the network. */
const EDITS = {
  setQuestion: [["What is a dance?"], ['question changed: "Why do bees dance?" became "What is a dance?"']],
  setTitle: [[""]],
  setText: [["Sun", "It shines."], ['concept "Sun" reworded: it is now "It shines."']],
  addConcept: [["Moon", "It is round."], ['concept "Moon" added']],
  removeConcept: [["Sun"]],
  renameConcept: [["Sun", "Sun Compass"], ['concept "Sun" renamed to "Sun Compass"']],
  mergeConcepts: [["Sun", "Round Dance"]],
  splitConcept: [["Sun", "Sunlight", "", [CUE]]],
  addAttribute: [["network", "language", "en"]],
  removeAttribute: [[{ concept: "Sun" }, "kind", "star"]],
  addRelationship: [[{ ...AIM, relation: "points at" }], ["relationship Waggle Dance —points at→ Sun added"]],
  removeRelationship: [[CUE]],
  redirectRelationship: [[CUE, "Sun", null]],
  setRelation: [[CUE, "Clue"]],
  setPassage: [[{ ...AIM, passage: "Up is the sun." }, "Up means the sun."]],
  addFinding: [["Tremble Dance", "A call for help.", 0], ['finding "Tremble Dance" added as 1st']],
  makeFinding: [["Sun", 1]],
  unmakeFinding: [["Round Dance"]],
  moveFinding: [["Round Dance", 0]],
  addHighlight: [[{ ...AIM, passage: "" }, 0]],
  removeHighlight: [[CUE]],
  moveHighlight: [[CUE, 0]],
};

for (const [name, [given, expected]] of Object.entries(EDITS)) {
  test(`${name} says what it changed, and is taken back byte for byte`, () => {
    const editor = BEES.editor();
    const changes = editor[name](...given);
    if (expected !== undefined) assert.deepEqual(lines(changes), expected);
    // Of one highlight, there is none to move.
    if (name !== "moveHighlight") assert.ok(changes.length > 0);
    const { network, changes: all } = editor.finish();
    assert.deepEqual(BEES.apply(all).bytes, network.bytes);
    assert.deepEqual(network.apply(inverse(all)).bytes, BEES.bytes);
    assert.deepEqual(network.apply(inverse(all)).apply(inverse(inverse(all))).bytes, network.bytes);
    editor.apply(inverse(JSON.parse(JSON.stringify(changes))));
    assert.deepEqual(editor.network().bytes, BEES.bytes);
    assert.deepEqual(editor.finish().changes, []);
  });
}

test("every edit has its method", () => {
  const others = ["apply", "constructor", "find", "finish", "make", "network"];
  const methods = Object.getOwnPropertyNames(Object.getPrototypeOf(BEES.editor()));
  assert.deepEqual(methods.filter((name) => !others.includes(name)).sort(), Object.keys(EDITS).sort());
});

test("edits are made from JSON", () => {
  const editor = BEES.editor();
  const steps = [
    { edit: "addConcept", label: "Moon" },
    { edit: "addRelationship", relationship: { source: "Moon", relation: "lights", target: null } },
    { edit: "addAttribute", on: { relationship: CUE }, name: "n", value: "v" },
    { edit: "splitConcept", label: "Sun", newLabel: "Sunlight", relationships: [CUE] },
    { edit: "makeFinding", label: "Moon" },
  ];
  for (const step of JSON.parse(JSON.stringify(steps))) assert.ok(editor.make(step).length > 0, step.edit);
  const network = editor.network();
  assert.equal(network.findings.at(-1).label, "Moon");
  assert.equal(network.highlights[0].target, "Sunlight");
  assert.deepEqual(network.highlights[0].attributes, [{ name: "n", value: "v" }]);
  assert.throws(() => editor.make({ edit: "fly" }), { code: "edit", message: /unknown variant `fly`/ });
  assert.throws(() => editor.make({ edit: "setTitle" }), { code: "edit", message: /missing field `title`/ });
  assert.throws(() => editor.make({ edit: "setTitle", title: "a", more: 1 }), {
    code: "edit",
    message: /unknown field/,
  });
  assert.throws(() => editor.make("setTitle"), { code: "type" });
});

test("a relationship of the network names itself, and a name that fits several is refused", () => {
  const editor = BEES.editor();
  assert.throws(() => editor.removeRelationship(AIM), { code: "edit", message: /there are 2 relationships/ });
  const [plain] = BEES.outgoing("Waggle Dance", "is aimed by").filter(({ passage }) => passage === undefined);
  assert.deepEqual(lines(editor.removeRelationship(plain)), ["relationship Waggle Dance —is aimed by→ Sun removed"]);
  assert.equal(editor.find(AIM).passage, "Up is the sun.");
  assert.deepEqual(editor.find({ ...CUE, source: "Why do bees dance?" }), { ...CUE, passage: "p", attributes: [] });
  assert.throws(() => editor.find({ ...CUE, target: "Round Dance" }), {
    code: "edit",
    message: /there is no relationship/,
  });
  assert.throws(() => editor.find({ relation: "Cue" }), { code: "type" });
});

test("an edit that fails changes nothing", () => {
  const editor = BEES.editor();
  for (const [call, expected] of [
    [() => editor.renameConcept("Sun", "Round Dance"), { code: "edit", message: /already a concept "Round Dance"/ }],
    [
      () => editor.removeConcept("Mars"),
      { code: "edit", message: 'there is no concept "Mars"; nor is there one with a label close to it' },
    ],
    [() => editor.setQuestion("Sun"), { code: "edit" }],
    [() => editor.setTitle("a\0b"), { code: "build" }],
    [() => editor.setTitle(7), { code: "type" }],
    [() => editor.addConcept("Moon", "\ud800"), { code: "text" }],
    [
      () => editor.makeFinding("Sun", 9),
      { code: "edit", message: /place 9 is past the end of the list; expected 0 to 2/ },
    ],
    [() => editor.makeFinding("Sun", -1), { code: "type" }],
    [() => editor.moveFinding("Sun", 0), { code: "edit", message: /is not a finding/ }],
    [() => editor.addAttribute("nothing", "n", "v"), { code: "type" }],
    [() => editor.apply([{ change: "titleChanged", from: "Another", to: "" }]), { code: "change" }],
    [() => editor.apply([{ change: "nothing" }]), { code: "change" }],
    [() => inverse([{ change: "nothing" }]), { code: "change" }],
  ]) {
    assert.throws(call, expected);
  }
  assert.deepEqual(editor.network().bytes, BEES.bytes);
  editor.free();
  assert.throws(() => editor.network(), { code: "freed", message: /this editor was freed/ });
});

test("what takes a difference back takes it back, whatever the difference is", () => {
  const other = Network.fromJSON(JSON.stringify({ question: "Else?", concepts: [{ label: "Sun", text: "Hot." }] }));
  for (const [a, b] of [
    [BEES, other],
    [other, BEES],
    [BEES, BEES],
  ]) {
    const changes = a.diff(b);
    assert.deepEqual(b.apply(inverse(changes)).bytes, a.bytes);
    assert.equal(inverse(changes).length, changes.length);
    assert.equal(changes.length === 0, a === b);
    assert.ok(inverse(changes).every(({ text }) => text !== ""));
  }
});

test("a history keeps each revision once, and says what led to a network", () => {
  const [first, second, third] = ["1", "2", "3"].map(
    (title) => new NetworkBuilder("Q?").title(title).build().fingerprint,
  );
  const revisions = [
    { from: [], to: first, when: 100, by: "a person" },
    { from: [first], to: second, when: 200, by: "an editor" },
    { from: [second, first], to: third, when: 300, by: "a merge" },
  ];
  const history = new History(revisions);
  assert.equal(history.add(revisions[1]), false);
  assert.equal(history.add({ ...revisions[1], when: 201 }), true);
  assert.deepEqual(history.of(third), [revisions[2], { ...revisions[1], when: 201 }, revisions[1], revisions[0]]);
  assert.deepEqual(history.of(first), [revisions[0]]);
  assert.equal([...history].length, 4);
  const text = history.toString();
  assert.equal(text.split("\n").length, 5);
  assert.equal(History.parse(`${text}\n`).toString(), text);
  assert.equal(String(history), text);
  assert.throws(() => History.parse(`${text}{}\n`), { code: "history", line: 5, message: /line 5: missing field/ });
  assert.throws(() => history.of("short"), { code: "fingerprint" });
  assert.throws(() => history.add({ ...revisions[0], to: "short" }), { code: "history" });
  assert.throws(() => history.add({ ...revisions[0], when: -1 }), { code: "type" });
  assert.throws(() => history.add({ ...revisions[0], at: 1 }), { code: "type", message: /no field "at"/ });
});
