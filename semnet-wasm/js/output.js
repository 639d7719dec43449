// The plain objects that JavaScript gets. What is not there is left out, not `undefined` or `null`.
//
// Answers cross as numbers; what the numbers mean is asked for once and kept with the network: the labels in blocks, so
// that a question about a few of a million concepts brings over a few hundred of them.

const BLOCK = 256;
const caches = new WeakMap();

/** What is known in JavaScript of a network. */
class Cache {
  constructor(network, known) {
    this.network = network;
    this.known = known ?? { labels: [], numbers: new Map(), relations: undefined, question: undefined };
  }

  /** The same for a network of its own, which lives on when the caller frees this one. */
  copy() {
    return new Cache(raw.clone(this.network), this.known);
  }

  label(number) {
    return this.known.labels[number] ?? this.fetch(number);
  }

  fetch(number) {
    const { labels } = this.known;
    const start = number - (number % BLOCK);
    const end = Math.min(start + BLOCK, raw.conceptCount(this.network));
    const numbers = Uint32Array.from({ length: end - start }, (_, place) => start + place);
    // Places that are skipped here would make a slow array of it.
    while (labels.length < end) labels.push(undefined);
    strings(raw.labels(this.network, numbers)).forEach((label, place) => (labels[start + place] = label));
    return labels[number];
  }

  allLabels() {
    const labels = raw.conceptCount(this.network) > 0 ? strings(raw.labels(this.network)) : [];
    this.known.labels = labels;
    return labels.slice();
  }

  /** The number of the concept with this label; it throws where there is none. */
  number(label) {
    const { numbers } = this.known;
    let number = numbers.get(label);
    if (number === undefined) {
      number = raw.findConcept(this.network, label);
      // Only labels as they are, so that it stays as small as the network.
      if (this.label(number) === label) numbers.set(label, number);
    }
    return number;
  }

  get relations() {
    return (this.known.relations ??= strings(raw.relations(this.network)));
  }

  get question() {
    return (this.known.question ??= raw.questionConcept(this.network) ?? -1);
  }
}

/** The methods of the module's classes as they were declared; set by classes.js. */
export const raw = {};

export function cacheOf(network) {
  let cache = caches.get(network);
  if (cache === undefined) caches.set(network, (cache = new Cache(network)));
  return cache;
}

const NONE = Object.freeze([]);

/** Strings with U+0000 between them, of which there is at least one. */
const strings = (text) => text.split("\0");

/** Strings that may be none. None of them is empty. */
export const someStrings = (text) => (text === "" ? [] : strings(text));

export const packed = (numbers, text, weight) => ({ numbers: numbers.slice(), text, weight });

/** Names and values, behind the first string of `parts`. */
function attributesOf(parts) {
  const attributes = [];
  for (let place = 1; place < parts.length; place += 2) {
    attributes.push({ name: parts[place], value: parts[place + 1] });
  }
  return attributes;
}

export const attributes = (text) => attributesOf(strings(text));

export const label = (cache, number) => cache.label(number);

export function conceptsOf(cache, numbers) {
  if (numbers.length === 0) return [];
  const texts = raw.textsOf(cache.network, numbers).split("\x01");
  return Array.from(numbers, (id, place) => {
    const parts = strings(texts[place]);
    const label = cache.label(id);
    const isQuestion = id === cache.question;
    return parts[0] === ""
      ? { id, label, attributes: attributesOf(parts), isQuestion }
      : { id, label, text: parts[0], attributes: attributesOf(parts), isQuestion };
  });
}

export const conceptOf = (cache, number) => (number === undefined ? undefined : conceptsOf(cache, [number])[0]);

const HAS_PASSAGE = 1;
const HAS_MORE = 3;
const IS_KEY_FINDING = 4;
export const WIDTH = 5;

/** Relationships from packed numbers, `width` of them for each. */
export function relationshipsOf(cache, numbers, start = 0, end = numbers.length, width = WIDTH) {
  const { relations } = cache;
  const found = [];
  let withMore;
  for (let at = start; at < end; at += width) {
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
    found.push(relationship);
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

export function evidence(cache, numbers) {
  const patterns = [];
  for (let at = 0; at < numbers.length; ) {
    const end = at + 1 + numbers[at] * WIDTH;
    patterns.push(relationshipsOf(cache, numbers, at + 1, end));
    at = end;
  }
  return patterns;
}

export function commonAncestors(cache, numbers) {
  const concepts = conceptsOf(cache, numbers.filter((_, place) => place % 3 === 0));
  return concepts.map((concept, place) => ({
    concept,
    fromA: numbers[3 * place + 1],
    fromB: numbers[3 * place + 2],
  }));
}

export function groups(conceptCount, numbers) {
  const groupOf = numbers.subarray(0, conceptCount);
  const groups = [];
  for (let end = numbers.length - conceptCount, size = conceptCount; end < numbers.length; size += 1) {
    groups.push(numbers.subarray(end, end + numbers[size]));
    end += numbers[size];
  }
  return { groups, groupOf };
}

export function highlight(cache, found) {
  if (found === undefined) return undefined;
  const { numbers, text, weight: shareOfPaths } = found;
  const [source, target, cutOff] = numbers;
  const relationship = relationshipOf(cache, numbers.subarray(3));
  const highlight = { text, relationship, shareOfPaths };
  if (source > 0) highlight.themes = [source, target];
  if (cutOff > 0) highlight.cutOff = cutOff;
  return highlight;
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

export function report({ numbers, text }) {
  const [titles, findings, concepts, texts, relationships, attributes] = numbers;
  return { text, leftOut: { titles, findings, concepts, texts, relationships, attributes } };
}

export const link = ([base, name, network]) => (network === undefined ? { base, name } : { base, name, network });

export function queryBar([kind, first, typed]) {
  if (kind === "name") return { kind, prefix: first, typed };
  return kind === "link" ? { kind, link: link(first) } : { kind, question: first };
}

export function entries(text, more) {
  if (text === "") return [];
  return text.split("\x01").map((entry) => {
    const [fingerprint, question, title, last] = strings(entry);
    const known = { fingerprint, hashtag: fingerprint.slice(0, 11), question, title };
    return more === undefined || last === "" ? known : { ...known, [more]: last };
  });
}

export function recovered([kind, found]) {
  if (kind === "network") return { kind, network: found };
  return kind === "several"
    ? { kind, choices: entries(found, "name") }
    : { kind, suggestions: entries(found, "difference") };
}
