// The words of the page are in one file.

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";

const SOURCE = new URL("../src/", import.meta.url);
const WORDS = "page/strings.ts";

/** What begins with a capital letter, or has several words, and is not for people. */
const NOT_FOR_PEOPLE =
  /^(Array(Left|Right|Up|Down)|Enter|Escape|Page(Up|Down)|AbortError|EngineError|QuotaExceededError|Content-Security-Policy|Arrow\w+|Home|End|Key Finding)$/;

/** The text without comments, imports, types of strings, and attributes that no person reads. */
const code = (text) =>
  text
    .replace(/\/\*[\s\S]*?\*\//g, "")
    .replace(/(^|\s)\/\/.*$/gm, "")
    .replace(/^(import|export) [^;]*? from "[^"]*";$/gm, "")
    // For whoever works on the page.
    .replace(/new TypeError\("[^"]*"\)/g, "")
    .replace(/\b(class|className|role|d|id|rel|sandbox|style|viewBox|pattern|type): "[^"]*"/g, "");

/** The strings of a file that read like words for people. */
function words(text) {
  const strings = [...code(text).matchAll(/"((?:[^"\\\n]|\\.)*)"|`((?:[^`\\]|\\.)*)`/g)].map(([, a, b]) => a ?? b);
  return strings.filter(
    (one) =>
      !NOT_FOR_PEOPLE.test(one) &&
      (/^[A-Z][a-z]+( [a-z]|$)/.test(one) || /^[a-z]+ [a-z]+ [a-z]+/.test(one) || /[a-z]{2,}[.?!…]$/.test(one)),
  );
}

test("every string that a person reads stands in one file", () => {
  const files = readdirSync(SOURCE, { recursive: true }).filter((name) => name.endsWith(".ts") && name !== WORDS);
  const found = files.flatMap((name) =>
    words(readFileSync(new URL(name, SOURCE), "utf8")).map((text) => `${name}: ${text}`),
  );
  assert.deepEqual(found, []);
});

test("no string of that file is unused, and no two are the same", () => {
  const names = [...readFileSync(new URL(WORDS, SOURCE), "utf8").matchAll(/^export const (\w+)/gm)].map(
    ([, name]) => name,
  );
  assert.equal(new Set(names).size, names.length);
  const all = readdirSync(SOURCE, { recursive: true })
    .filter((name) => name.endsWith(".ts") && name !== WORDS)
    .map((name) => readFileSync(new URL(name, SOURCE), "utf8"))
    .join("\n");
  assert.deepEqual(
    names.filter((name) => !new RegExp(`\\b(words|strings)\\.${name}\\b`).test(all)),
    [],
  );
});
