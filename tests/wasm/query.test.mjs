// How queries take their arguments, what they say when one is wrong, and what a caller's function may do within one.

import assert from "node:assert/strict";
import { test } from "node:test";
import { Network, NetworkBuilder, SemnetError } from "semnet";

const network = new NetworkBuilder("Q?")
  .concept("Dog", "It barks.")
  .concept("Canine")
  .concept("Wolf")
  .concept("Tea")
  .conceptAttribute("Dog", "alias", "Hound")
  .relationship({ source: "Dog", relation: "hypernym", target: "Canine", passage: "Dogs are canines." })
  .relationship({ source: "Wolf", relation: "hypernym", target: "Canine", attributes: [{ name: "n", value: "1" }] })
  .relationship({ source: "Dog", relation: "descends from", target: "Wolf" })
  .build();

const HYPERNYM = {
  id: 1,
  source: "Dog",
  relation: "hypernym",
  target: "Canine",
  sourceId: 1,
  targetId: 0,
  attributes: [],
  isKeyFinding: false,
  passage: "Dogs are canines.",
};

test("a concept is named by label, number or object", () => {
  for (const dog of ["Dog", "dog", 1, { label: "Dog" }, network.concept("Dog")]) {
    assert.deepEqual(network.outgoing(dog, "hypernym"), [HYPERNYM], String(dog));
  }
  assert.throws(() => network.outgoing("Dug"), {
    code: "concept",
    suggestions: ["Dog"],
    message: /did you mean "Dog"\?/,
  });
  for (const number of [4, -1, 0.5, NaN, Infinity, 2 ** 32]) {
    assert.throws(() => network.outgoing(number), { code: "concept", suggestions: [], message: /the network has 4/ });
  }
  for (const wrong of [undefined, null, {}, [], true, 1n, Symbol("s"), { label: 7 }]) {
    assert.throws(() => network.outgoing(wrong), {
      code: "type",
      message: /a label, a number or an object with label/,
    });
  }
});

test("look-ups", () => {
  assert.equal(network.concept("dog"), undefined);
  assert.deepEqual(network.findConcept("dog"), {
    id: 1,
    label: "Dog",
    text: "It barks.",
    attributes: [{ name: "alias", value: "Hound" }],
    isQuestion: false,
  });
  assert.deepEqual(
    network.conceptsMatching("DOG").map(({ label }) => label),
    ["Dog"],
  );
  const hives = new NetworkBuilder("Q?").concept("Hive (1)").concept("Hive (2)").concept("Bee").build();
  assert.deepEqual(
    hives.conceptsNamed("hive").map(({ label }) => label),
    ["Hive (1)", "Hive (2)"],
  );
  assert.throws(() => hives.findConcept("hive"), {
    code: "concept",
    suggestions: ["Hive (1)", "Hive (2)"],
    message: /fits 2 concepts: "Hive \(1\)" and "Hive \(2\)"/,
  });
  assert.equal(network.conceptById(3).label, "Wolf");
  assert.equal(network.conceptById(4), undefined);
  assert.equal(network.conceptById(2 ** 40), undefined);
  assert.equal(network.questionConcept, undefined);
  assert.equal(network.relationshipById(1).passage, "Dogs are canines.");
  assert.equal(network.relationshipById(3), undefined);
  assert.deepEqual(network.relations, ["descends from", "hypernym"]);
  assert.equal(network.relationId(" hypernym\n"), 1);
  assert.equal(network.relationId("hyponym"), undefined);
  assert.deepEqual(
    network.incoming("Canine").map(({ source }) => source),
    ["Dog", "Wolf"],
  );
  assert.deepEqual(network.incoming("Canine", "descends from"), []);
  assert.deepEqual(network.outgoing("Dog", "no such relation"), []);
  assert.deepEqual(network.relationships[2].attributes, [{ name: "n", value: "1" }]);
});

test("steps are a plain object, or a relation", () => {
  const labels = (steps) => network.neighbors("Dog", steps).map(({ label }) => label);
  assert.deepEqual(labels(), ["Canine", "Wolf"]);
  assert.deepEqual(labels({}), ["Canine", "Wolf"]);
  assert.deepEqual(labels("hypernym"), ["Canine"]);
  assert.deepEqual(labels({ via: ["hypernym"] }), ["Canine"]);
  assert.deepEqual(labels({ notVia: ["hypernym"] }), ["Wolf"]);
  assert.deepEqual(labels({ via: ["hypernym", "descends from"], notVia: ["hypernym"] }), ["Wolf"]);
  assert.deepEqual(labels({ via: [] }), []);
  assert.deepEqual(labels({ via: ["no such relation", "a\0b"] }), []);
  assert.deepEqual(labels({ direction: "incoming" }), []);
  assert.equal(network.shortestPath("Dog", "Tea", { maxLength: Infinity, budget: Infinity }), undefined);
  assert.equal(network.shortestPath("Dog", "Wolf", { maxLength: 1, via: undefined }).steps.length, 1);
  assert.equal(network.shortestPath("Dog", "Wolf", { maxLength: 0 }), undefined);
});

test("steps that are wrong are an error that says what would be right", () => {
  for (const [steps, message] of [
    [
      { relation: ["hypernym"] },
      'the options have no field "relation"; expected via, notVia, direction, maxLength, budget',
    ],
    [{ via: "hypernym" }, "`via` must be an array of strings, not a string"],
    [{ via: [1] }, "via[0] must be a string, not a number"],
    [{ notVia: {} }, "`notVia` must be an array of strings, not an object"],
    [{ direction: "up" }, 'the direction must be "outgoing", "incoming" or "both", not "up"'],
    [{ direction: null }, 'the direction must be "outgoing", "incoming" or "both", not null'],
    [{ maxLength: -1 }, "`maxLength` must be a whole number from 0 upwards, not the number -1"],
    [{ maxLength: 1.5 }, "`maxLength` must be a whole number from 0 upwards, not the number 1.5"],
    [{ budget: NaN }, "the budget must be a whole number from 0 upwards, not NaN"],
    [{ budget: 10n }, "the budget must be a whole number from 0 upwards, not a bigint"],
    [null, "the options must be an object with via, notVia, direction, maxLength, budget, not null"],
    [7, "the options must be an object with via, notVia, direction, maxLength, budget, not a number"],
  ]) {
    const expected = (message) => ({ name: "SemnetError", code: "type", message });
    assert.throws(() => network.breadthFirst("Dog", steps), expected(message), message);
    const withParallel = message.replace("maxLength, budget", "maxLength, budget, parallel");
    assert.throws(() => network.betweenness(steps), expected(withParallel), message);
  }
});

test("a query refuses options that it does not have", () => {
  for (const [call, options] of [
    [(one) => network.neighbors("Dog", one), [{ maxLength: 1 }, { budget: 1 }]],
    [(one) => network.between("Dog", "Wolf", one), [{ maxLength: 1 }, { budget: 1 }]],
    [(one) => network.degree(one), [{ maxLength: 1 }, { budget: 1 }]],
    [(one) => network.pagerank(one), [{ maxLength: 1 }, { parallel: "each" }]],
    [(one) => network.shortestPath("Dog", "Wolf", one), [{ parallel: "each" }]],
    ...["components", "themes", "bridges", "articulationPoints", "suggestHighlight"].map((name) => [
      (one) => network[name](one),
      [{ direction: "outgoing" }, { via: ["hypernym"], direction: "incoming" }, { maxLength: 1 }],
    ]),
  ]) {
    call({ via: ["hypernym"] });
    for (const one of options)
      assert.throws(() => call(one), { code: "type", message: /have no field "\w+"; expected via, notVia/ });
  }
});

test("betweenness counts parallel relationships once, or each as a different path", () => {
  const builder = new NetworkBuilder("Q?");
  for (const label of ["Mill", "Quay", "Road", "Town"]) builder.concept(label);
  for (const relation of ["ships to", "pays", "writes to"])
    builder.relationship({ source: "Mill", relation, target: "Quay" });
  builder.relationship({ source: "Quay", relation: "serves", target: "Town" });
  builder.relationship({ source: "Mill", relation: "sends carts by", target: "Road" });
  builder.relationship({ source: "Road", relation: "serves", target: "Town" });
  const mills = builder.build();
  const of = (options) => mills.betweenness(options).values[mills.findConcept("Quay").id];
  assert.deepEqual([undefined, {}, { parallel: "once" }, { parallel: undefined }].map(of), Array(4).fill(1 / 6));
  assert.equal(of({ parallel: "each" }), 1 / 4);
  assert.equal(of({ parallel: "each", via: ["pays", "serves", "sends carts by"] }), 1 / 6);
  assert.equal(mills.betweennessSampled(4, 1, { parallel: "each" }).values[mills.findConcept("Quay").id], 1 / 4);
  for (const [parallel, found] of [
    ["all", '"all"'],
    [null, "null"],
    [2, "a number"],
  ]) {
    const message = `\`parallel\` must be "once" or "each", not ${found}`;
    assert.throws(() => mills.betweenness({ parallel }), { code: "type", message });
    assert.throws(() => mills.betweennessSampled(4, 1, { parallel }), { code: "type", message });
  }
});

test("paths are plain objects with a sentence", () => {
  const path = network.shortestPath("Dog", "Wolf", "hypernym");
  assert.equal(path, undefined);
  assert.deepEqual(network.shortestPath("Dog", "Canine"), {
    text: "Dog —hypernym→ Canine",
    concepts: ["Dog", "Canine"],
    steps: [{ from: "Dog", to: "Canine", relationship: HYPERNYM, isInverse: false }],
  });
  const { text, concepts, steps } = network.shortestPath("Dog", "Wolf", { via: ["hypernym"] });
  assert.equal(text, "Dog —hypernym→ Canine ←hypernym— Wolf");
  assert.deepEqual(concepts, ["Dog", "Canine", "Wolf"]);
  assert.deepEqual(
    steps.map(({ from, to, isInverse }) => [from, to, isInverse]),
    [
      ["Dog", "Canine", false],
      ["Canine", "Wolf", true],
    ],
  );
  assert.throws(() => network.shortestPath("Dog", "Wolf", { budget: 1 }), { code: "budget", budget: 1 });
});

test("paths are searched for one by one", () => {
  const paths = network.kShortestPaths("Dog", "Wolf", Infinity);
  assert.equal(paths[Symbol.iterator](), paths);
  assert.equal(paths.next().value.text, "Dog —descends from→ Wolf");
  assert.equal(paths.next().value.concepts.length, 3);
  assert.deepEqual(paths.next(), { done: true, value: undefined });
  assert.deepEqual(paths.next(), { done: true, value: undefined });
  assert.equal(paths.budgetExceeded, false);
  assert.equal([...network.allSimplePaths("Dog", "Wolf")].length, 2);
  assert.equal([...network.kShortestPaths("Dog", "Wolf", 1)].length, 1);
  const short = network.kShortestPaths("Dog", "Wolf", 5, { budget: 5 });
  const found = [...short];
  assert.ok(short.budgetExceeded);
  assert.ok(found.length < 2);
  for (const one of network.allSimplePaths("Dog", "Wolf")) {
    assert.ok(one.text);
    break;
  }
  const freed = network.allSimplePaths("Dog", "Wolf");
  freed.free();
  freed.free();
  assert.deepEqual(freed.next(), { done: true, value: undefined });
});

test("paths and rows outlive the network that they are of", () => {
  const bytes = network.bytes;
  const own = Network.fromBytes(bytes);
  const paths = own.kShortestPaths("Dog", "Wolf", 2);
  const rows = own.select("?x via hypernym ?y");
  own.free();
  assert.equal(paths.next().value.text, "Dog —descends from→ Wolf");
  assert.deepEqual(
    [...rows],
    [
      { x: "Dog", y: "Canine" },
      { x: "Wolf", y: "Canine" },
    ],
  );
  assert.equal(rows.evidence(0)[0][0].passage, "Dogs are canines.");
});

test("rows", () => {
  const rows = network.select('?x via hypernym ?y; ?x via "no such relation"? ?x');
  assert.deepEqual(rows.variables, ["x", "y"]);
  assert.equal(rows.length, 2);
  assert.equal(rows.budgetExceeded, false);
  assert.deepEqual(rows.unknown, ["no such relation"]);
  assert.deepEqual(rows.at(1), { x: "Wolf", y: "Canine" });
  assert.equal(rows.at(2), undefined);
  assert.deepEqual(rows.ids(), Uint32Array.of(1, 0, 3, 0));
  assert.deepEqual(rows.evidence(2), []);
  assert.ok(network.select("?x via hypernym ?y", { budget: 1 }).budgetExceeded);
  const one = network.select("Dog via hypernym Canine");
  assert.deepEqual([...one], [{}]);
  assert.deepEqual(one.variables, []);
  assert.deepEqual(Object.keys(network.select("?__proto__ via hypernym ?y").at(0)), ["__proto__", "y"]);
  assert.throws(() => network.select("?x hypernym ?y"), { code: "pattern", index: 3, message: /expected `via`/ });
  assert.throws(() => network.select(7), { code: "type" });
});

test("bulk answers are typed arrays", () => {
  const { labels, relationNames, sources, targets, relations } = network.toArrays();
  assert.deepEqual(labels, ["Canine", "Dog", "Tea", "Wolf"]);
  assert.deepEqual(relationNames, network.relations);
  for (const { id, sourceId, targetId, relation } of network.relationships) {
    assert.deepEqual([sources[id], targets[id], relationNames[relations[id]]], [sourceId, targetId, relation]);
  }
  assert.deepEqual(network.breadthFirst("Dog"), Uint32Array.of(1, 3, 0));
  assert.deepEqual(network.labels(network.breadthFirst("Dog")), ["Dog", "Wolf", "Canine"]);
  assert.deepEqual(network.breadthFirst(["Tea", 1]), Uint32Array.of(2, 1, 3, 0));
  assert.deepEqual(network.breadthFirst(), Uint32Array.of(0, 1, 3, 2));
  assert.deepEqual(network.labels(["dog", 0]), ["Dog", "Canine"]);
  assert.throws(() => network.labels([9]), { code: "concept" });
  const empty = new NetworkBuilder("Q?").build();
  assert.deepEqual([empty.labels(), empty.relations, empty.concepts, empty.attributes], [[], [], [], []]);
  assert.deepEqual(empty.toArrays().labels, []);
  const large = new NetworkBuilder("Q?");
  for (let number = 0; number < 1000; number += 1) large.concept(`c${number}`);
  const built = large.build();
  assert.equal(built.labels([999])[0], "c999");
  assert.deepEqual(
    built.labels(),
    built.concepts.map(({ label }) => label),
  );
});

test("groups, scores and parts", () => {
  const { groups, groupOf } = network.components();
  assert.deepEqual(groups, [Uint32Array.of(0, 1, 3), Uint32Array.of(2)]);
  assert.deepEqual(groupOf, Uint32Array.of(0, 0, 1, 0));
  assert.equal(network.themes({}, 1).groups.flatMap((group) => [...group]).length, 4);
  assert.throws(() => network.themes({}, -1), { code: "option", message: /^resolution is -1; expected/ });
  assert.throws(() => network.pagerank({}, { damping: 7 }), { code: "option", message: /^damping is 7; expected/ });
  const { values, top } = network.degree("hypernym");
  assert.deepEqual(values, Float64Array.of(0, 1, 0, 1));
  assert.deepEqual(top, Uint32Array.of(1, 3, 0, 2));
  assert.equal(network.betweennessSampled(4, 2n ** 64n - 1n).values.length, 4);
  assert.throws(() => network.betweennessSampled(4, -1), { code: "type" });
  assert.throws(() => network.pagerank({}, { dumping: 1 }), { code: "type", message: /no field "dumping"/ });
  assert.deepEqual(network.subnetwork(["dog", 0]).labels(), ["Canine", "Dog"]);
  assert.deepEqual(network.subnetwork(Uint32Array.of(0)).labels(), ["Canine"]);
  assert.deepEqual(network.egoNetwork("Canine", { maxLength: 1 }).labels(), ["Canine", "Dog", "Wolf"]);
  assert.deepEqual(network.commonAncestors("Dog", "Wolf", "hypernym")[0].fromB, 1);
  assert.equal(network.isRelated("Dog", "Canine", "hypernym"), true);
  assert.equal(network.isRelated("Canine", "Dog", { via: ["hypernym"], direction: "outgoing" }), false);
  const { text, relationship, cutOff, themes, edgeBetweenness } = network.suggestHighlight();
  assert.match(text, /^Dog —hypernym→ Canine has a passage/);
  assert.deepEqual([relationship.id, cutOff, themes, typeof edgeBetweenness], [1, undefined, undefined, "number"]);
});

test("a weight that throws, is wrong, or asks again", () => {
  const mine = new Error("mine");
  const calls = [
    (weight) => network.shortestPathWeighted("Dog", "Wolf", weight),
    (weight) => [...network.kShortestPathsWeighted("Dog", "Wolf", 3, weight)],
    (weight) => network.pagerankWeighted(weight),
  ];
  for (const call of calls) {
    assert.throws(
      () =>
        call(() => {
          throw mine;
        }),
      (error) => error === mine,
    );
    assert.throws(
      () =>
        call(() => {
          throw undefined;
        }),
      (error) => error === undefined,
    );
    assert.throws(() => call(() => "1"), { code: "type", message: /must be a number, not a string/ });
    assert.throws(() => call(() => -1), { code: "weight", message: /Dog —|Wolf —/ });
    assert.throws(() => call(() => NaN), { code: "weight" });
    assert.throws(() => call("heavy"), { code: "type", message: /a function from a relationship to a number/ });
    // A question within a question, and one that never ends.
    call(() => network.shortestPath("Dog", "Wolf").steps.length);
    const forever = () => (call(forever), 1);
    assert.throws(() => call(forever), { code: "recursion" });
    // The stack is used up, and then more is asked: until there is room again.
    const ask = () => network.select("?x via (hypernym|^hypernym)+ ?y; ?y via hypernym ?z").evidence(0);
    const deep = () => {
      try {
        deep();
      } catch {
        ask();
      }
      return 1;
    };
    call(deep);
    assert.throws(
      () =>
        call(() => {
          const f = () => f() + 1;
          return f();
        }),
      RangeError,
    );
  }
  assert.equal(network.shortestPathWeighted("Dog", "Wolf", () => 1).weight, 1);
});

test("a weight may free what it is about", () => {
  const own = Network.fromBytes(network.bytes);
  assert.equal(own.shortestPathWeighted("Dog", "Wolf", () => (own.free(), 1)).weight, 1);
  assert.throws(() => own.hashtag, { code: "freed", message: /this network was freed/ });
  const paths = network.kShortestPathsWeighted("Dog", "Wolf", 3, () => (paths.next(), 1));
  assert.throws(() => paths.next(), { code: "recursion" });
  const freed = network.kShortestPathsWeighted("Dog", "Wolf", 3, () => (freed.free(), 1));
  assert.throws(() => freed.next(), { code: "recursion" });
  const ranked = Network.fromBytes(network.bytes);
  assert.equal(ranked.pagerankWeighted(() => (ranked.free(), 1)).values.length, 4);
});

test("a weight sees plain relationships", () => {
  const seen = [];
  network.pagerankWeighted((relationship) => (seen.push(relationship), 1));
  assert.deepEqual(seen, network.relationships);
});

test("what was freed says so, in every method", () => {
  const own = Network.fromBytes(network.bytes);
  own.free();
  own.free();
  for (const [name, { get, value }] of Object.entries(Object.getOwnPropertyDescriptors(Network.prototype))) {
    if (name === "constructor" || name === "free" || name.startsWith("__")) continue;
    assert.throws(() => (get ?? value).call(own, "Dog", "Dog", () => 1), { code: "freed" }, name);
    assert.throws(() => (get ?? value).call({}, "Dog", "Dog", () => 1), { code: "type" }, name);
  }
  const rows = network.select("?x via hypernym ?y");
  rows.free();
  assert.throws(() => [...rows], { code: "freed" });
  assert.throws(() => rows.at(0), { code: "freed" });
  assert.throws(() => network.concept.call(undefined, "Dog"), SemnetError);
});
