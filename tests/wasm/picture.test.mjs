// Pictures: the same places as from Rust, and SVG that opens again.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { Network } from "semnet";

const read = (path) => readFileSync(new URL(path, import.meta.url), "utf8");
const mill = Network.fromJSON(read("../../examples/reports/tide-mill.json"));

test("the SVG is the one that Rust writes, to the last character", () => {
  assert.equal(mill.toSVG(), read("../picture/tide-mill.svg"));
});

test("an SVG opens again as its network, and nothing else does", () => {
  assert.equal(Network.fromSVG(mill.toSVG({ tall: true })).fingerprint, mill.fingerprint);
  assert.throws(() => Network.fromSVG("<svg/>"), { code: "format", message: /^this SVG contains no network/ });
});

test("a picture settles step by step", () => {
  const picture = mill.picture();
  const { cards, lines, sharedLines, themes, isByTheme } = picture.scene;
  assert.equal(cards[0].kind, "question");
  assert.equal(lines.length, mill.relationshipCount);
  assert.ok(isByTheme && themes.length > 1);
  let before = picture.progress;
  while (picture.progress < 1) {
    picture.advance(10);
    assert.ok(picture.progress >= before);
    before = picture.progress;
  }
  const words = lines.filter(({ rows }) => rows.length > 0).length + sharedLines.length;
  assert.equal(picture.places().length, 2 * (cards.length + words));
  assert.deepEqual([...picture.places().subarray(0, 2)], [0, 0]);
  picture.free();
  assert.throws(() => picture.advance(1), { code: "freed" });
});

test("options that are none are refused", () => {
  assert.throws(() => mill.picture({ wide: true }), {
    code: "type",
    message: /no field "wide"; expected tall, middle/,
  });
  assert.throws(() => mill.toSVG({ tall: 1 }), { code: "type" });
});
