// The plain objects that JavaScript gets, out of numbers and text. What is not there is left out, not `undefined` or
// `null`.

import { FEW, cacheOf, raw, someStrings, strings } from "./cache.js";
import { answered } from "./short.js";

export const packed = (numbers, text, weight) => ({ numbers: numbers.slice(), text, weight });

/** Names and values, behind the first of `parts`, or the first of them. */
export function attributesOf(parts, start = 1) {
  const attributes = new Array((parts.length - start) / 2);
  for (let place = 0; place < attributes.length; place++) {
    attributes[place] = { name: parts[start + 2 * place], value: parts[start + 2 * place + 1] };
  }
  return attributes;
}

export const attributes = (text) => attributesOf(strings(text));

export function conceptsOf(cache, numbers) {
  if (numbers.length === 0) return [];
  const isFew = numbers.length <= FEW;
  const texts = isFew ? cache.textsOf(numbers) : cache.readTexts(numbers);
  const { question } = cache;
  const concepts = new Array(numbers.length);
  for (let place = 0; place < numbers.length; place++) {
    const id = numbers[place];
    concepts[place] = conceptFrom(id, cache.label(id), texts[isFew ? id : place], id === question);
  }
  return concepts;
}

function conceptFrom(id, label, parts, isQuestion) {
  const text = parts[0];
  const attributes = attributesOf(parts);
  return text === "" ? { id, label, attributes, isQuestion } : { id, label, text, attributes, isQuestion };
}

export const conceptOf = (cache, number) => (number === undefined ? undefined : conceptsOf(cache, [number])[0]);

const HAS_PASSAGE = 1;
const HAS_MORE = 3;
const IS_KEY_FINDING = 4;
export const WIDTH = 5;

/** Relationships from packed numbers, `width` of them for each. */
export function relationshipsOf(cache, numbers, start = 0, end = numbers.length, width = WIDTH) {
  const { relations } = cache;
  const found = new Array((end - start) / width);
  let withMore;
  for (let place = 0; place < found.length; place++) {
    const at = start + place * width;
    const flags = numbers[at + 4];
    const relationship = {
      id: numbers[at],
      source: cache.label(numbers[at + 1]),
      relation: relations[numbers[at + 2]],
      target: cache.label(numbers[at + 3]),
      sourceId: numbers[at + 1],
      targetId: numbers[at + 3],
      attributes: [],
      isKeyFinding: (flags & IS_KEY_FINDING) !== 0,
    };
    if (flags & HAS_MORE) (withMore ??= []).push([relationship, flags]);
    found[place] = relationship;
  }
  if (withMore !== undefined) {
    const texts = raw.passagesOf(cache.network, withMore.map(([{ id }]) => id)).split("\x01");
    withMore.forEach(([relationship, flags], place) => {
      const parts = strings(texts[place]);
      if (flags & HAS_PASSAGE) relationship.passage = parts[0];
      relationship.attributes = attributesOf(parts);
    });
  }
  return found;
}

export const relationshipOf = (cache, numbers) => relationshipsOf(cache, numbers)[0];

export function path(cache, found) {
  if (found === undefined) return undefined;
  const { numbers, text, weight } = found;
  const start = cache.label(numbers[0]);
  const concepts = [start];
  const relationships = relationshipsOf(cache, numbers, 1, numbers.length, WIDTH + 1);
  const steps = relationships.map((relationship, place) => {
    const isInverse = numbers[1 + place * (WIDTH + 1) + WIDTH] !== 0;
    const from = isInverse ? relationship.target : relationship.source;
    const to = isInverse ? relationship.source : relationship.target;
    concepts.push(to);
    return { from, to, relationship, isInverse };
  });
  return Number.isNaN(weight) ? { text, concepts, steps } : { text, concepts, steps, weight };
}

export function arrays(cache, numbers) {
  const count = numbers.length / 3;
  return {
    labels: cache.allLabels(),
    relationNames: someStrings(raw.relations(cache.network)),
    sources: numbers.subarray(0, count),
    targets: numbers.subarray(count, 2 * count),
    relations: numbers.subarray(2 * count),
  };
}

const COUNTED = ["questions", "titles", "findings", "concepts", "texts", "relationships", "passages", "attributes", "orders"];

export const written = ({ numbers, text }) => ({
  text,
  leftOut: Object.fromEntries(COUNTED.map((name, place) => [name, numbers[place]])),
});

export const toConcepts = (network, found) => conceptsOf(cacheOf(network), found);
export const toConcept = (network, found) => conceptOf(cacheOf(network), found);
export const toRelationships = (network, found) => relationshipsOf(cacheOf(network), found);

/** The same of short answers: of how many numbers they are. */
export const answeredConcepts = (network, count) => conceptsOf(cacheOf(network), answered(count));
export const answeredRelationships = (network, count) => relationshipsOf(cacheOf(network), answered(count));
export const toPath = (network, found) => path(cacheOf(network), found);
