// Hashtags as text and as numbers.

import assert from "node:assert/strict";
import { test } from "node:test";
import { SemnetError, formatHashtag, parseHashtag } from "semnet";

const PAIRS = [
  [0n, "00000000000"],
  [1n, "00000000001"],
  [61n, "0000000000z"],
  [62n, "00000000010"],
  [123n, "0000000001z"],
  [2n ** 32n, "000004gfFC4"],
  [2n ** 53n, "00fFgnDxSe8"],
  [2n ** 63n, "AzL8n0Y58m8"],
  [2n ** 64n - 1n, "LygHa16AHYF"],
];

test("numbers and hashtags go both ways", () => {
  for (const [number, hashtag] of PAIRS) {
    assert.equal(formatHashtag(number), hashtag);
    assert.equal(parseHashtag(hashtag), number);
  }
});

test("text order is number order", () => {
  const hashtags = PAIRS.map(([, hashtag]) => hashtag);
  assert.deepEqual(hashtags.toSorted(), hashtags);
});

test("a number outside of 64 bits is an error, not another number", () => {
  for (const number of [-1n, 2n ** 64n, -(2n ** 64n), 2n ** 128n]) {
    assert.throws(() => formatHashtag(number), { code: "hashtag" }, String(number));
  }
});

test("a text that is no hashtag is an error with the place", () => {
  for (const [text, index] of [
    ["", undefined],
    ["0000000000", undefined],
    ["000000000000", undefined],
    ["LygHa16AHYG", undefined],
    ["zzzzzzzzzzz", undefined],
    ["0000-000000", 4],
    ["#0000000000", 0],
    ["0000000000\0", 10],
    ["000000000０", 9],
    ["00000000000\u0301", 11],
  ]) {
    assert.throws(
      () => parseHashtag(text),
      (error) => error instanceof SemnetError && error.code === "hashtag" && error.index === index,
      JSON.stringify(text),
    );
  }
});
