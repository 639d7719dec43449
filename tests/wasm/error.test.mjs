// Errors: one class, a stable code, the place, and a message with the expected input.

import assert from "node:assert/strict";
import { test } from "node:test";
import { Network, NetworkBuilder, SemnetError, formatHashtag, parseHashtag } from "semnet";
import { REPORT } from "./bees.mjs";

/** The error that a call throws: it must be a SemnetError in all respects. */
function thrown(call) {
  try {
    call();
  } catch (error) {
    assert.ok(error instanceof SemnetError, String(error));
    assert.ok(error instanceof Error);
    assert.equal(error.name, "SemnetError");
    assert.match(error.stack, /^SemnetError: .*\n\s+at /);
    return { ...error, message: error.message };
  }
  assert.fail("nothing was thrown");
}

test("a report that is none has a line and a column", () => {
  assert.deepEqual(
    thrown(() => Network.fromReport("")),
    {
      code: "report",
      line: 1,
      column: 1,
      message:
        "line 1, column 1: expected a line that begins `Interactive semantic network:`, found the end of the report",
    },
  );
  const three = REPORT.replace("reveals 2", "reveals 3");
  const { code, line, column, message } = thrown(() => Network.fromReport(three));
  assert.deepEqual([code, line, column], ["report", 9, 18]);
  assert.match(message, /3 key thematic connections are stated, but the report has 2 findings/);
});

test("a report that is not UTF-8 has a line and a column", () => {
  const bytes = new TextEncoder().encode(REPORT);
  bytes[20] = 0xff;
  const { code, line, column, message } = thrown(() => Network.fromReport(bytes));
  assert.deepEqual([code, line, column], ["report", 3, 3]);
  assert.match(message, /not UTF-8 at byte 20/);
});

test("parts that make no network", () => {
  const build = (add) => thrown(() => add(new NetworkBuilder("Q?")).build());
  assert.deepEqual(
    build((builder) => builder.finding("A", "1").concept("A", "2")),
    {
      code: "build",
      message: 'the concept "A" has two texts: "1" and "2"',
    },
  );
  assert.match(build((b) => b.concept("Q?")).message, /has the question as its label/);
  assert.match(build((b) => b.concept(" ")).message, /a concept has no label/);
  assert.match(thrown(() => new NetworkBuilder("").build()).message, /the question is empty/);
  // The place is counted in code points of the string that was given.
  const { code, index, message } = build((b) => b.concept("🐝 b\u0007"));
  assert.deepEqual([code, index], ["build", 3]);
  assert.match(message, /U\+0007 at position 4/);
});

test("bytes that are not canonical have an offset", () => {
  const { bytes } = Network.fromReport(REPORT);
  assert.deepEqual(thrown(() => Network.fromBytes(new Uint8Array())).offset, 0);
  assert.equal(thrown(() => Network.fromBytes(bytes.subarray(0, -1))).code, "bytes");
  for (let at = 0; at < bytes.length; at++) {
    const flipped = bytes.slice();
    flipped[at] ^= 1;
    try {
      assert.deepEqual(Network.fromBytes(flipped).bytes, flipped);
    } catch (error) {
      assert.equal(error.code, "bytes", String(error));
      assert.equal(typeof error.offset, "number");
    }
  }
});

test("half of a surrogate pair is refused wherever text goes in, never replaced", () => {
  const half = "a🐝b\ud83d";
  const builder = new NetworkBuilder("Q?").concept("A");
  const relationship = { source: "A", relation: "r", target: "A" };
  const calls = [
    () => Network.fromReport(half),
    () => parseHashtag(half),
    () => new NetworkBuilder(half),
    () => builder.title(half),
    () => builder.attribute(half, ""),
    () => builder.attribute("", half),
    () => builder.concept(half),
    () => builder.concept("B", half),
    () => builder.conceptAttribute(half, "", ""),
    () => builder.conceptAttribute("A", half, ""),
    () => builder.conceptAttribute("A", "", half),
    () => builder.finding(half),
    () => builder.finding("B", half),
    ...["relationship", "highlight"].flatMap((add) => [
      () => builder[add]({ ...relationship, source: half }),
      () => builder[add]({ ...relationship, relation: half }),
      () => builder[add]({ ...relationship, target: half }),
      () => builder[add]({ ...relationship, passage: half }),
      () => builder[add]({ ...relationship, attributes: [{ name: half, value: "" }] }),
      () => builder[add]({ ...relationship, attributes: [{ name: "", value: half }] }),
    ]),
  ];
  for (const call of calls) {
    const { code, index, message } = thrown(call);
    assert.deepEqual([code, index], ["text", 4], String(call));
    assert.match(message, /half of a surrogate pair at index 4/);
  }
  // The other half, and a pair the wrong way round. A whole pair is a character like any other.
  assert.equal(thrown(() => new NetworkBuilder("\udc1d")).index, 0);
  assert.equal(thrown(() => new NetworkBuilder("\udc1d\ud83d")).index, 0);
  assert.equal(new NetworkBuilder("🐝").build().question, "🐝");
});

test("an argument of another type is refused, never taken for something else", () => {
  const builder = new NetworkBuilder("Q?");
  const strange = [undefined, null, 7, 7n, true, Symbol("s"), {}, [], new String("s"), () => "s", new Map()];
  for (const value of strange) {
    const calls = [
      () => Network.fromReport(value),
      () => Network.fromBytes(value),
      () => parseHashtag(value),
      () => new NetworkBuilder(value),
      () => builder.title(value),
      () => builder.attribute("n", value),
      () => builder.concept(value),
      () => builder.relationship(value),
      () => builder.relationship({ source: value, relation: "r", target: "A" }),
    ];
    if (value !== undefined) {
      calls.push(
        () => builder.concept("A", value),
        () => builder.finding("A", value),
        () => builder.highlight({ source: "A", relation: "r", target: "A", passage: value }),
      );
    }
    if (value !== undefined && !Array.isArray(value)) {
      calls.push(() => builder.highlight({ source: "A", relation: "r", target: "A", attributes: value }));
    }
    if (typeof value !== "bigint") {
      calls.push(() => formatHashtag(value));
    }
    for (const call of calls) {
      assert.equal(thrown(call).code, "type", `${String(call)} of ${String(value)}`);
    }
  }
  for (const bytes of ["text", [1, 2], new ArrayBuffer(8), new Uint16Array(8), new DataView(new ArrayBuffer(8))]) {
    assert.equal(thrown(() => Network.fromBytes(bytes)).code, "type");
  }
  assert.equal(thrown(() => parseHashtag(7)).message, "a hashtag must be a string, not a number");
});
