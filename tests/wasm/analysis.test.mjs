// Requests for a language model, and its answers. No model is asked.

import assert from "node:assert/strict";
import { test } from "node:test";
import { Analysis, CONTRADICTED_BY, FURTHER_QUESTION, NetworkBuilder, PROMPT_VERSION, Source, lenses } from "semnet";

const BEES = new NetworkBuilder("Why do bees dance?").finding("Waggle Dance", "She tells the way.").build();
const TEXT = "A forager dances on the comb. The angle of her dance repeats the angle of the sun.";
const ANSWER = JSON.stringify({
  title: "A Map in the Dark",
  findings: [{ label: "Waggle Dance", text: "She tells the way." }],
  concepts: [],
  relationships: [
    {
      source: "Waggle Dance",
      relation: "repeats",
      target: "Sun Angle",
      passage: "The angle of her dance repeats the angle of the sun.",
    },
  ],
});

test("a question becomes requests, and their answers a network", () => {
  const options = { sources: [{ name: "bees.txt", text: TEXT }], attributes: [{ name: "model", value: "m" }] };
  const analysis = Analysis.question("Why do bees dance?", options);
  const { messages, schema, schemaName, answerTokens } = analysis.request;
  assert.deepEqual(
    messages.map(({ role }) => role),
    ["system", "user"],
  );
  assert.match(messages[1].content, /Why do bees dance\?/);
  assert.match(messages[1].content, /The angle of her dance/);
  assert.equal(schema.required[0], "title");
  assert.equal(schema.additionalProperties, false);
  assert.match(schemaName, /^[a-z_]+$/);
  assert.equal(answerTokens, 2048);
  assert.ok(analysis.messagesWithSchema()[0].content.length > messages[0].content.length);
  assert.deepEqual([analysis.part, analysis.corrections], [[1, 1], 0]);
  assert.throws(() => analysis.finish(), { code: "analysis", message: /a request waits for its answer/ });

  analysis.answer(`<think>Bees…</think>\n\`\`\`json\n${ANSWER}\n\`\`\``);
  assert.equal(analysis.request, undefined);
  assert.deepEqual(analysis.messagesWithSchema(), []);
  const { network, changes, refused, answers } = analysis.finish();
  assert.equal(network.title, "A Map in the Dark");
  assert.equal(network.relationships.find(({ passage }) => passage).target, "Sun Angle");
  assert.deepEqual(network.attributes, [{ name: "model", value: "m" }]);
  assert.deepEqual([changes, refused, answers], [undefined, [], 1]);
});

test("what does not stand in the sources is asked again, and refused in the end", () => {
  const source = new Source("bees.txt", TEXT);
  const analysis = Analysis.question("Why do bees dance?", { sources: [source], corrections: 1 });
  const invented = ANSWER.replace("repeats the angle", "mirrors the angle");
  analysis.answer(invented);
  assert.equal(analysis.corrections, 1);
  assert.equal(analysis.request.messages.length, 4);
  assert.match(analysis.request.messages[3].content, /\$\.relationships\[0\]\.passage/);
  analysis.answer(invented);
  const { refused, network } = analysis.finish();
  assert.equal(refused.length, 1);
  assert.equal(refused[0].path, "$.relationships[0].passage");
  assert.match(refused[0].reason, /altered \(repeats → mirrors\)/);
  assert.ok(refused[0].text.startsWith(`${refused[0].path}: `));
  assert.ok(!network.relationships.some(({ passage }) => passage));
});

test("the fingerprint of a request is that of the model, the seed and what is asked", () => {
  const request = (question) => Analysis.question(question);
  const fingerprint = request("Q?").fingerprint("a", 7);
  assert.match(fingerprint, /^[0-9A-Za-z]{44}$/);
  assert.equal(request("Q?").fingerprint("a", 7n), fingerprint);
  const others = [request("Q?").fingerprint("b", 7), request("Q?").fingerprint("a"), request("R?").fingerprint("a", 7)];
  assert.equal(new Set([fingerprint, ...others]).size, 4);
  assert.throws(() => request("Q?").fingerprint("a", -1), { code: "type" });
});

test("a concept grows by a lens, which may be the caller's", () => {
  const answer = '[{"label": "Frisch\'s Hive", "text": "", "passage": "In 1944, von Frisch read the dances."}]';
  for (const [lens, name] of [
    ["concrete instances", "Concrete Instances"],
    ["Legal Basis", "Legal Basis"],
    [{ name: "Machines", instruction: "Name machines that do it." }, "Machines"],
  ]) {
    const analysis = Analysis.grow(BEES, "waggle dance", lens, { limit: 3 });
    assert.match(analysis.request.messages[1].content, /Name at most 3/);
    if (name === "Machines") assert.match(analysis.request.messages[1].content, /Name machines that do it\./);
    analysis.answer(answer);
    const { network, changes } = analysis.finish();
    assert.deepEqual(
      network.incoming("Frisch's Hive").map(({ relation }) => relation),
      [name],
    );
    assert.ok(BEES.apply(changes).equals(network));
  }
  assert.equal(lenses().length, 8);
  assert.ok(lenses().every(({ name, instruction }) => name !== "" && instruction.startsWith("Name ")));
});

test("an answer is added to a network, and contradictions are named", () => {
  const analysis = Analysis.question("Where do bees live?", { into: BEES });
  analysis.answer(
    '{"title": "", "findings": [{"label": "Hive", "text": "It is dark."}], "concepts": [], "relationships": []}',
  );
  const { network, changes } = analysis.finish();
  assert.ok(network.relations.includes(FURTHER_QUESTION));
  assert.ok(BEES.apply(changes).equals(network));
  const sources = [{ name: "b.txt", text: "Bees do not dance at all." }];
  const against = Analysis.contradictions(BEES, { sources });
  against.answer(
    '[{"concept": "Waggle Dance", "label": "No Dance", "text": "", "passage": "Bees do not dance at all."}]',
  );
  const outcome = against.finish();
  assert.ok(outcome.network.relations.includes(CONTRADICTED_BY), JSON.stringify(outcome.refused));
});

test("what cannot start is told apart", () => {
  assert.throws(() => Analysis.question(""), { code: "build" });
  assert.throws(() => Analysis.question("Q?", { contextTokens: 100 }), { code: "analysis", message: /too small/ });
  assert.throws(() => Analysis.question("Q?", { sources: [{ name: "a", text: " " }] }), {
    code: "analysis",
    message: 'the source "a" has no text',
  });
  assert.throws(() => Analysis.question("Q?", { sources: ["a"] }), { code: "type" });
  assert.throws(() => Analysis.question("Q?", { tokens: 1 }), { code: "type", message: /no field "tokens"/ });
  assert.throws(() => Analysis.question("Q?", { into: {} }), { code: "type" });
  assert.throws(() => Analysis.grow(BEES, "Wagle Dance", "Views"), { code: "concept", suggestions: ["Waggle Dance"] });
  assert.throws(() => Analysis.grow(BEES, "Waggle Dance", ""), { code: "analysis", message: /the lens has no name/ });
  assert.throws(() => Analysis.contradictions(BEES, {}), { code: "analysis", message: /need sources/ });
  const analysis = Analysis.question("Q?", { contextTokens: Infinity, answerTokens: 10, corrections: 0 });
  analysis.answer("I do not know.");
  assert.throws(() => analysis.finish(), { code: "analysis", message: /no answer could be used/ });
  analysis.free();
  // All problems, of which the message has the first.
  const refused = Analysis.question("Q?", { corrections: 0 });
  refused.answer('{"findings": [{"label": ""}, {"text": "Red."}], "relationships": 7}');
  assert.throws(
    () => refused.finish(),
    ({ code, message, problems, notes }) => {
      assert.equal(code, "analysis");
      assert.ok(problems.length > 1 && Array.isArray(notes), message);
      assert.ok(message.endsWith(problems[0].text) && problems.every(({ path }) => path.startsWith("$")), message);
      return true;
    },
  );
  assert.throws(() => analysis.request, { code: "freed", message: /this analysis was freed/ });
  assert.match(PROMPT_VERSION, /^\d+$/);
});
