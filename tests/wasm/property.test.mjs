// Properties, with random texts and networks: input survives a round trip.

import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import {
  Network,
  formatFingerprint,
  formatHashtag,
  formats,
  inverse,
  parseFingerprint,
  parseHashtag,
  parseLink,
} from "semnet";
import { WORD, NETWORK, normal, build } from "./networks.mjs";

test("every number of 64 bits is a hashtag, and comes back", () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }), (number) => {
      const hashtag = formatHashtag(number);
      assert.match(hashtag, /^[0-9A-Za-z]{11}$/);
      assert.equal(parseHashtag(hashtag), number);
    }),
    { numRuns: 1000 },
  );
});

test("every text of 11 digits is the hashtag of its number, or none", () => {
  const digit = fc.constantFrom(..."0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");
  fc.assert(
    fc.property(fc.string({ unit: digit, minLength: 11, maxLength: 11 }), (text) => {
      if (text <= "LygHa16AHYF") assert.equal(formatHashtag(parseHashtag(text)), text);
      else assert.throws(() => parseHashtag(text), { code: "hashtag" });
    }),
    { numRuns: 1000 },
  );
});

test("hashtags are in the order of their numbers", () => {
  const number = fc.bigInt({ min: 0n, max: 2n ** 64n - 1n });
  fc.assert(
    fc.property(number, number, (a, b) => {
      assert.equal(formatHashtag(a) < formatHashtag(b), a < b);
    }),
  );
});

test("what went into a network is in it", () => {
  fc.assert(
    fc.property(NETWORK, (parts) => {
      const network = build(parts);
      const attributes = (list) => list.map(({ name, value }) => `${normal(name)}\0${normal(value)}`).sort();
      assert.equal(network.question, normal(parts.question));
      assert.equal(network.title, normal(parts.title));
      assert.deepEqual(attributes(network.attributes), attributes(parts.attributes));
      const findings = parts.concepts.slice(0, parts.findings);
      assert.deepEqual(
        network.findings.map(({ label }) => label),
        findings.map(({ label }) => normal(label)),
      );
      for (const { label, text, attributes: own } of parts.concepts) {
        const concept = network.concept(label);
        assert.equal(concept.text, text === "" ? undefined : normal(text));
        assert.deepEqual(attributes(concept.attributes), attributes(own));
      }
      const ids = new Set(network.highlights.map(({ id }) => id));
      for (const { relation, passage, attributes: own, isHighlight } of parts.edges) {
        const found = network.relationships.find(
          (one) =>
            one.relation === normal(relation) &&
            one.passage === (passage && normal(passage)) &&
            attributes(one.attributes).join() === attributes(own).join(),
        );
        assert.ok(found, relation);
        if (isHighlight) assert.ok(network.highlights.some((one) => one.relation === normal(relation)));
      }
      assert.equal(ids.size, network.highlights.length);
    }),
  );
});

test("a network comes back from its bytes, its JSON and all formats that leave nothing out", () => {
  fc.assert(
    fc.property(NETWORK, (parts) => {
      const network = build(parts);
      assert.equal(Network.fromBytes(network.bytes).fingerprint, network.fingerprint);
      assert.equal(Network.fromJSON(JSON.stringify(network)).fingerprint, network.fingerprint);
      assert.equal(network.toBuilder().build().fingerprint, network.fingerprint);
      assert.equal(Network.fromText(network.toText()).fingerprint, network.fingerprint);
      assert.equal(Network.from(network.toJSON()).fingerprint, network.fingerprint);
      // Field by field as Rust writes it.
      assert.equal(`${JSON.stringify(network, null, 2)}\n`, network.toFormat("json").text);
      for (const { name } of formats().filter(({ isLossless }) => isLossless)) {
        const { text, omitted } = network.toFormat(name);
        assert.equal(
          Object.values(omitted).reduce((sum, count) => sum + count),
          0,
          name,
        );
        assert.equal(Network.fromFormat(name, text).fingerprint, network.fingerprint, name);
      }
    }),
  );
});

test("what is different is made the same by the changes, also from JSON", () => {
  fc.assert(
    fc.property(NETWORK, NETWORK, (a, b) => {
      const [before, after] = [build(a), build(b)];
      const changes = before.diff(after);
      assert.equal(before.apply(changes).fingerprint, after.fingerprint);
      assert.equal(before.apply(JSON.parse(JSON.stringify(changes))).fingerprint, after.fingerprint);
      assert.equal(changes.length === 0, before.fingerprint === after.fingerprint);
    }),
  );
});

test("what a difference and an editor made is taken back, byte for byte, also from JSON", () => {
  const step = (concepts, question) => {
    const label = fc.constantFrom(...concepts.map(({ label }) => normal(label)), normal(question), "New", "Other");
    return fc.oneof(
      fc.record({ edit: fc.constant("addConcept"), label, text: WORD }),
      fc.record({ edit: fc.constant("removeConcept"), label }),
      fc.record({ edit: fc.constant("renameConcept"), from: label, to: fc.oneof(label, WORD) }),
      fc.record({ edit: fc.constant("mergeConcepts"), keep: label, other: label }),
      fc.record({ edit: fc.constant("makeFinding"), label, place: fc.nat({ max: 2 }) }),
      fc.record({ edit: fc.constant("setText"), label, text: WORD }),
      fc.record({
        edit: fc.constant("addRelationship"),
        relationship: fc.record({ source: label, relation: WORD, target: label }),
      }),
    );
  };
  const edited = NETWORK.chain((parts) =>
    fc.tuple(fc.constant(parts), fc.array(step(parts.concepts, parts.question), { maxLength: 8 })),
  );
  let made = 0;
  fc.assert(
    fc.property(edited, NETWORK, ([parts, steps], other) => {
      const [before, after] = [build(parts), build(other)];
      assert.deepEqual(after.apply(inverse(before.diff(after))).bytes, before.bytes);
      const editor = before.editor();
      const all = [];
      for (const step of steps) {
        try {
          all.push(editor.make(step));
          made += 1;
        } catch (error) {
          if (!["edit", "build"].includes(error.code)) throw error;
        }
      }
      const { network, changes } = editor.finish();
      assert.deepEqual(before.apply(JSON.parse(JSON.stringify(changes))).bytes, network.bytes);
      assert.deepEqual(network.apply(JSON.parse(JSON.stringify(inverse(changes)))).bytes, before.bytes);
      for (const changes of all.reverse()) editor.apply(inverse(changes));
      assert.deepEqual(editor.network().bytes, before.bytes);
    }),
  );
  assert.ok(made > 100, `only ${made} edits were made`);
});

test("a union without one of its networks is the union of the others, byte for byte", () => {
  const several = fc.uniqueArray(NETWORK, {
    selector: (parts) => build(parts).fingerprint,
    minLength: 2,
    maxLength: 4,
  });
  fc.assert(
    fc.property(several, fc.nat(), (parts, number) => {
      const networks = parts.map(build);
      let union;
      try {
        union = Network.union(networks);
      } catch (error) {
        // A concept may be called like the questions together.
        if (error.code !== "build") throw error;
        return;
      }
      assert.deepEqual(union.unionSources().sort(), networks.map(({ fingerprint }) => fingerprint).sort());
      const [out] = networks.splice(number % networks.length, 1);
      assert.deepEqual(union.without(out.fingerprint).bytes, Network.union(networks).bytes);
    }),
    { numRuns: 50 },
  );
});

test("a network comes back from its full link, and its name from the short one", () => {
  const base = fc.constantFrom(undefined, "semnet:", "https://example.org/network", "https://example.org/a?b=c");
  fc.assert(
    fc.property(NETWORK, base, (parts, base) => {
      const network = build(parts);
      const full = parseLink(network.toLink(base));
      assert.equal(full.network.fingerprint, network.fingerprint);
      assert.equal(full.name, network.hashtag);
      assert.equal(full.base, base ?? "semnet:");
      assert.equal(parseLink(network.toShortLink(base)).name, network.hashtag);
      assert.equal(parseLink(network.toShortLink(base)).network, undefined);
    }),
    { numRuns: 50 },
  );
});

test("every 32 bytes are a fingerprint, and come back", () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), (bytes) => {
      const fingerprint = formatFingerprint(bytes);
      assert.match(fingerprint, /^[0-9A-Za-z]{44}$/);
      assert.deepEqual([...parseFingerprint(fingerprint)], [...bytes]);
    }),
  );
});
