// What JavaScript knows of a network. Answers cross as numbers; what the numbers mean is asked for once and kept with the
// network: the labels in blocks, so that a question about a few of a million concepts brings over a few hundred of them.

const BLOCK = 256;
const caches = new WeakMap();

/** Texts are kept when so few are asked for at once; and as long as they have not more characters than this. */
export const FEW = 1024;
const MOST_CHARACTERS = 2 ** 23;

/** The methods of the module's classes as they were declared, which the cache asks: set by network.js. */
export const raw = {};

class Cache {
  constructor(network, known) {
    this.network = network;
    this.known = known ?? {
      labels: [],
      numbers: new Map(),
      texts: [],
      characters: 0,
      conceptCount: undefined,
      relations: undefined,
      question: undefined,
    };
  }

  /** The same for a network of its own, which lives on when the caller frees this one. Whoever asked for it frees it. */
  copy() {
    const copy = new Cache(raw.clone(this.network), this.known);
    caches.set(copy.network, copy);
    return copy;
  }

  free() {
    raw.free(this.network);
  }

  label(number) {
    return this.known.labels[number] ?? this.fetch(number);
  }

  fetch(number) {
    const { labels } = this.known;
    const start = number - (number % BLOCK);
    const end = Math.min(start + BLOCK, this.conceptCount);
    const numbers = Uint32Array.from({ length: end - start }, (_, place) => start + place);
    // Places that are skipped here would make a slow array of it.
    while (labels.length < end) labels.push(undefined);
    strings(raw.labels(this.network, numbers)).forEach((label, place) => (labels[start + place] = label));
    return labels[number];
  }

  allLabels() {
    const labels = this.conceptCount > 0 ? strings(raw.labels(this.network)) : [];
    this.known.labels = labels;
    return labels.slice();
  }

  /**
   * Of a few concepts the texts, each at the place of the concept's number, and behind each the names and values of the
   * attributes: what is not known in one crossing.
   */
  textsOf(numbers) {
    const { known } = this;
    if (known.characters > MOST_CHARACTERS) {
      known.texts = [];
      known.characters = 0;
    }
    const { texts } = known;
    let missing;
    for (let place = 0; place < numbers.length; place++) {
      if (texts[numbers[place]] === undefined) (missing ??= []).push(numbers[place]);
    }
    if (missing !== undefined) {
      // As with labels.
      const end = Math.max(...missing) + 1;
      while (texts.length < end) texts.push(undefined);
      this.readTexts(missing).forEach((text, place) => {
        texts[missing[place]] = text;
        known.characters += text.reduce((sum, { length }) => sum + length, 0);
      });
    }
    return texts;
  }

  /** The same of many, in their order. */
  readTexts(numbers) {
    return raw.textsOf(this.network, numbers).split("\x01").map(strings);
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

  get conceptCount() {
    return (this.known.conceptCount ??= raw.conceptCount(this.network));
  }

  get relations() {
    return (this.known.relations ??= strings(raw.relations(this.network)));
  }

  get question() {
    return (this.known.question ??= raw.questionConcept(this.network) ?? -1);
  }
}

export function cacheOf(network) {
  let cache = caches.get(network);
  if (cache === undefined) caches.set(network, (cache = new Cache(network)));
  return cache;
}

/** Calls `query` with the cache of a copy of the network: for a query that calls functions of the caller, which may free it. */
export function onCopy(network, query) {
  const copy = cacheOf(network).copy();
  try {
    return query(copy);
  } finally {
    copy.free();
  }
}

/** Strings with U+0000 between them, of which there is at least one. */
export const strings = (text) => text.split("\0");

/** Strings that may be none. None of them is empty. */
export const someStrings = (text) => (text === "" ? [] : strings(text));
