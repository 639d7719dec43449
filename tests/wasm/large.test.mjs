// A large network in JavaScript: 100,000 concepts in few crossings. In a process of its own, in which each call of the module
// is counted.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { test } from "node:test";

const COUNT = 100_000;

test(`${COUNT} concepts are looked up by number in few crossings, and drawn in some`, () => {
  const program = `
    let crossings = 0;
    const counted = (one) => (typeof one === "function" ? (...values) => { crossings += 1; return one(...values); } : one);
    const { Instance } = WebAssembly;
    WebAssembly.Instance = function (module, imports) {
      const { exports } = new Instance(module, imports);
      return { exports: Object.fromEntries(Object.entries(exports).map(([name, one]) => [name, counted(one)])) };
    };
    const { Network } = await import("semnet");
    const label = (number) => \`Concept \${String(number).padStart(6, "0")}\`;
    const concepts = Array.from({ length: ${COUNT} }, (_, number) => ({ label: label(number) }));
    const relationships = concepts.slice(1).map(({ label }) => ({ source: label, relation: "under", target: concepts[0].label }));
    const network = Network.fromJSON(JSON.stringify({ question: "Q?", concepts, relationships }));
    const during = (work) => { crossings = 0; return [work(), crossings]; };

    const numbers = Uint32Array.from(concepts, (_, number) => number).reverse();
    const [labels, few] = during(() => network.labels(numbers));
    const [again, none] = during(() => network.labels([...numbers]));
    const [drawn, some] = during(() => network.toArrays());
    const right = (labels) => labels.length === ${COUNT} && labels.every((one, place) => one === label(${COUNT} - 1 - place));
    console.log(JSON.stringify({
      labels: right(labels) && right(again) && right([...drawn.labels].reverse()),
      few,
      none,
      some,
      sources: drawn.sources.length === ${COUNT} - 1 && drawn.sources.every((source, place) => source === place + 1),
      targets: drawn.targets.every((target) => target === 0),
      relations: drawn.relations.every((relation) => drawn.relationNames[relation] === "under"),
    }));`;
  const args = ["--input-type=module", "--eval", program];
  const answer = JSON.parse(execFileSync(process.execPath, args, { cwd: import.meta.dirname, encoding: "utf8" }));
  const { few, none, some, ...right } = answer;
  assert.deepEqual(right, { labels: true, sources: true, targets: true, relations: true });
  // Labels come in blocks of 256; a call of a method crosses, passes its memory and gets it back.
  assert.ok(few <= 10 * Math.ceil(COUNT / 256), `${few} crossings for the labels`);
  assert.equal(none, 0);
  assert.ok(some <= 20, `${some} crossings for the arrays`);
});

test("look-ups answer whole, however long the answer is, and whatever was answered before", async () => {
  // A separate module that has answered no call yet.
  const { Network } = await import(`${import.meta.resolve("semnet/inline")}?large`);
  const label = (number) => `Leaf ${String(number).padStart(6, "0")}`;
  const star = (count) => {
    const leaves = Array.from({ length: count }, (_, number) => label(number));
    const relationships = leaves.map((target) => ({ source: "Star", relation: "has", target }));
    const concepts = [{ label: "Lone" }, { label: "Star" }, ...leaves.map((label) => ({ label }))];
    return [leaves, Network.fromJSON(JSON.stringify({ question: "Q?", concepts, relationships }))];
  };
  const [, first] = star(1);
  assert.deepEqual(first.outgoing("Lone"), []);
  assert.deepEqual(first.neighbors("Lone"), []);
  const answers = [];
  // 1,280 numbers lie in one place: those of 256 relationships, or of as many concepts. The largest makes the memory grow.
  for (const count of [1, 255, 256, 257, 2, 1279, 1280, 1281, 3, 100_000, 4, 1]) {
    const [leaves, network] = star(count);
    answers.push([leaves, network.outgoing("Star"), network.neighbors("Star")]);
    for (const leaf of [leaves[0], leaves[count - 1]]) {
      answers.push([
        ["Star"],
        network.incoming(leaf, "has").map(({ source }) => ({ target: source })),
        network.neighbors(leaf),
      ]);
    }
    network.free();
  }
  // Looked at when all have been given: none has changed by then.
  for (const [labels, relationships, concepts] of answers) {
    assert.deepEqual(
      relationships.map(({ target }) => target),
      labels,
    );
    assert.deepEqual(
      concepts.map(({ label }) => label),
      labels,
    );
  }
});

test("look-ups in any order bring over little more than what was requested", () => {
  const program = `
    let requested = 0;
    const { Instance } = WebAssembly;
    WebAssembly.Instance = function (module, imports) {
      const { exports } = new Instance(module, imports);
      const { network_textsOf } = exports;
      return { exports: { ...exports, network_textsOf: (network, place, count) => {
        requested += count;
        return network_textsOf(network, place, count);
      } } };
    };
    const { Network } = await import("semnet");
    const measure = (count, length) => {
      const label = (number) => \`Concept \${number}\`;
      const concepts = Array.from({ length: count }, (_, number) => ({ label: label(number), text: \`\${"word ".repeat(length / 5)}\${number}\` }));
      const relationships = concepts.slice(1).map(({ label }, number) => ({ source: label, relation: "after", target: concepts[number].label }));
      const network = Network.from({ question: "Q?", concepts, relationships });
      concepts.length = 0;
      requested = 0;
      let found = 0;
      for (let number = 0; number < count; number += 1) found += network.neighbors(label((number * 7919) % count)).length;
      for (let number = 0; number < count; number += 1) found += network.concept(label((number * 7919) % count)).id >= 0;
      gc();
      const held = process.memoryUsage().heapUsed;
      network.free();
      return { found, requested, held };
    };
    measure(10, 10);
    console.log(JSON.stringify([measure(20_000, 600), measure(7_000, 12_000)]));`;
  const args = ["--expose-gc", "--input-type=module", "--eval", program];
  const answer = execFileSync(process.execPath, args, { cwd: import.meta.dirname, encoding: "utf8", timeout: 120_000 });
  const [whole, part] = JSON.parse(answer);
  // All that was found is kept: it comes over once, the rest of a block with it.
  assert.equal(whole.found, 2 * 19_999 + 20_000);
  assert.ok(whole.requested <= 2 * 20_000, `${whole.requested} texts of 20,000`);
  // More text than is kept: after it was let go once, each of three look-ups for a concept brings over this one.
  assert.equal(part.found, 2 * 6_999 + 7_000);
  assert.ok(part.requested <= 4 * 7_000, `${part.requested} texts for 21,000 look-ups`);
  assert.ok(part.held < 4 * 84_000_000, `${part.held} bytes are held`);
});
