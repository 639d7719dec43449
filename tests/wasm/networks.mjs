// Random networks, and how they are built.

import fc from "fast-check";
import { NetworkBuilder } from "semnet";

/** A text that a network takes: no control characters, no halves, all of it assigned. */
export const WORD = fc
  .string({ unit: fc.constantFrom(..."aZ0 é☃🐝ß'“;,.\u0301"), minLength: 1, maxLength: 12 })
  .filter((text) => text.trim() !== "" && !/^\u0301/.test(text.trim()));

export const TEXT_OR_NONE = fc.option(WORD, { nil: "" });
export const ATTRIBUTES = fc.uniqueArray(fc.record({ name: WORD, value: WORD }), {
  selector: ({ name, value }) => `${normal(name)}\0${normal(value)}`,
  maxLength: 3,
});

/** A network of some words, with all that a network can have. The first concepts are the findings. */
export const NETWORK = fc
  .record({
    question: WORD,
    title: TEXT_OR_NONE,
    attributes: ATTRIBUTES,
    concepts: fc.uniqueArray(fc.record({ label: WORD, text: TEXT_OR_NONE, attributes: ATTRIBUTES }), {
      selector: ({ label }) => normal(label),
      minLength: 1,
      maxLength: 6,
    }),
    findings: fc.nat({ max: 3 }),
    // A number that belongs to no concept stands for the question.
    edges: fc.array(
      fc.record({
        from: fc.nat({ max: 6 }),
        relation: WORD,
        to: fc.nat({ max: 6 }),
        passage: fc.option(WORD, { nil: undefined }),
        attributes: ATTRIBUTES,
        isHighlight: fc.boolean(),
      }),
    ),
  })
  .filter(
    ({ question, concepts, edges }) =>
      !concepts.some(({ label }) => normal(label) === normal(question)) &&
      edges.every(({ relation }) => normal(relation) !== "Key Finding"),
  );

export function normal(word) {
  return word.normalize("NFC").replace(/\s+/g, " ").trim();
}

export function build({ question, title = "", attributes = [], concepts, findings = 0, edges = [] }) {
  const builder = new NetworkBuilder(question).title(title);
  for (const { name, value } of attributes) builder.attribute(name, value);
  for (const [place, { label, text, attributes = [] }] of concepts.entries()) {
    if (place < findings) builder.finding(label, text);
    else builder.concept(label, text);
    for (const { name, value } of attributes) builder.conceptAttribute(label, name, value);
  }
  for (const { from, to, isHighlight, ...parts } of edges) {
    const [source, target] = [from, to].map((place) => concepts[place]?.label ?? question);
    builder[isHighlight ? "highlight" : "relationship"]({ source, target, ...parts });
  }
  return builder.build();
}
