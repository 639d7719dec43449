// The part of a network that JavaScript keeps. Answers are passed as numbers; their meanings are requested once and kept.
// Labels and texts come in blocks, so a query about a few of a million concepts transfers only a few hundred of them.

import type { Network as RawNetwork } from "semnet-raw";
import { semnetError } from "./error.js";
import { HAS_ATTRIBUTES, HAS_PASSAGE, RELATIONSHIP_WIDTH as WIDTH } from "./generated/constants.js";
import * as input from "./input.js";
import { Memo } from "./memo.js";
import {
  NO_ATTRIBUTES,
  attributesOf,
  conceptOf,
  everyPlace,
  range,
  reach,
  relationshipOf,
  someStrings,
  strings,
} from "./packed.js";
import type { Attribute, Concept, ConceptName, NetworkJSON, Path, Relationship, Step } from "./types/network.js";

/** How many labels come in one call, and at first how many texts. */
const LABELS = 256;
const TEXTS = 32;

/** After one in this many of all was requested, the others come in one call. */
const SHARE = 8;

/** Networks of at most this many bytes come over whole, at the first question about one of their parts. */
const SMALL = 2 ** 16;

/** Concepts are kept as long as their texts have not more characters than this, and this many relationships. */
const MOST_CHARACTERS = 2 ** 26;
const MOST_RELATIONSHIPS = 2 ** 17;

/** Lists are kept as long as they have not more items than this. */
const MOST_KEPT = 2 ** 20;

/** The cached data of a network; all holders of the same network share it. */
class Known {
  labels: (string | undefined)[] = [];
  hasAllLabels = false;
  /** The numbers of concepts, and the concepts, that were requested by these very labels. */
  readonly numbers = new Map<string, number>();
  readonly byLabel = new Map<string, Concept>();
  /** Whether these are all concepts. */
  areLabelsMapped = false;
  concepts: readonly (Concept | undefined)[] = [];
  conceptsHeld = 0;
  /** Whether there were more concepts than are kept. */
  isLarge = false;
  characters = 0;
  relationships: readonly (Relationship | undefined)[] = [];
  relationshipsHeld = 0;
  conceptCount: number | undefined;
  isSmall: boolean | undefined;
  relations: readonly string[] | undefined;
  question: number | undefined;
  readonly lists: Lists = {};
  readonly neighbors = new Memo();
  readonly outgoing = new Memo();
  readonly incoming = new Memo();
  json: NetworkJSON | undefined;
}

/** Lists that are made once. */
interface Lists {
  attributes?: readonly Attribute[];
  findings?: readonly Concept[];
  concepts?: readonly Concept[];
  highlights?: readonly Relationship[];
  relationships?: readonly Relationship[];
}

/** A concept from its text and its attributes. */
function newConcept(id: number, label: string, packed: string, isQuestion: boolean): Concept {
  const end = packed.indexOf("\0");
  if (end < 0) return conceptOf(id, label, packed, NO_ATTRIBUTES, isQuestion);
  return conceptOf(id, label, packed.slice(0, end), attributesOf(strings(packed)), isQuestion);
}

export class View {
  constructor(
    readonly raw: RawNetwork,
    readonly known = new Known(),
  ) {}

  /** The same for the network at another place. */
  of(raw: RawNetwork): View {
    return new View(raw, this.known);
  }

  /** The same with a separate handle of the network, which stays valid when this one is freed. The caller frees it. */
  copy(): View {
    return new View(this.raw.copy(), this.known);
  }

  free(): void {
    this.raw.free();
  }

  /** A list that is made once, unless it is too long to be kept. */
  kept<K extends keyof Lists>(name: K, make: () => NonNullable<Lists[K]>): NonNullable<Lists[K]> {
    const { lists } = this.known;
    const known = lists[name];
    if (known !== undefined) return known;
    const list = Object.freeze(make()) as NonNullable<Lists[K]>;
    if (list.length <= MOST_KEPT) lists[name] = list;
    return list;
  }

  /** All concepts, as they are kept. */
  everyConcept(): readonly Concept[] {
    return this.kept("concepts", () => this.allConcepts());
  }

  /** All relationships, as they are kept. */
  everyRelationship(): readonly Relationship[] {
    return this.kept("relationships", () => this.allRelationships());
  }

  label(number: number): string {
    return this.known.labels[number] ?? this.fetchLabels(number);
  }

  private fetchLabels(number: number): string {
    const { labels } = this.known;
    const start = number - (number % LABELS);
    const numbers = range(start, Math.min(start + LABELS, this.conceptCount));
    reach(labels, start + numbers.length);
    strings(this.raw.labels(numbers)).forEach((label, place) => (labels[start + place] = label));
    return labels[number] ?? "";
  }

  /** The labels of all concepts, by number. */
  allLabels(): readonly string[] {
    const { known } = this;
    if (!known.hasAllLabels) {
      known.labels = this.conceptCount > 0 ? strings(this.raw.labels()) : [];
      known.hasAllLabels = true;
    }
    return known.labels as string[];
  }

  /** The number of the concept with this label; it throws if there is none. */
  number(label: string): number {
    const known = this.exactNumber(label);
    if (known !== undefined) return known;
    const number = this.raw.findConcept(label);
    // Only labels in exactly this form, so it stays as small as the network.
    if (this.label(number) === label) this.known.numbers.set(label, number);
    return number;
  }

  /** The number of the concept with this very label, if it was requested before or all labels are known. */
  private exactNumber(label: string): number | undefined {
    this.mapLabels();
    return this.knownNumber(label);
  }

  /** Maps all labels to their concepts, if the network is small or one in `SHARE` of them was requested. */
  private mapLabels(): void {
    const { known } = this;
    if (known.areLabelsMapped || !(this.isSmall || this.areManyRequested)) return;
    known.areLabelsMapped = true;
    known.numbers.clear();
    for (const concept of this.everyConcept()) known.byLabel.set(concept.label, concept);
  }

  /** Whether enough labels were requested for all concepts to come over, and these can be kept. */
  private get areManyRequested(): boolean {
    const { byLabel, numbers, isLarge } = this.known;
    const { conceptCount } = this;
    if ((byLabel.size + numbers.size) * SHARE <= conceptCount || isLarge) return false;
    return conceptCount <= MOST_KEPT && this.raw.byteLength <= MOST_CHARACTERS;
  }

  /** The number of the concept with this very label, if it was requested before. */
  private knownNumber(label: string): number | undefined {
    return this.known.numbers.get(label) ?? this.known.byLabel.get(label)?.id;
  }

  /** The number of a concept that is named by its label, its number, or as an object. */
  find(value: ConceptName | unknown, what = "a concept"): number {
    if (typeof value === "number") {
      const { conceptCount } = this;
      if (!(Number.isInteger(value) && value >= 0 && value < conceptCount)) {
        const message = `there is no concept ${value}; the network has ${conceptCount}, counted from 0`;
        throw semnetError(message, "concept", { suggestions: [] });
      }
      return value;
    }
    const label = typeof value === "object" && value !== null ? (value as { label?: unknown }).label : value;
    // Known labels were checked before.
    const known = this.knownNumber(label as string);
    if (known !== undefined) return known;
    if (typeof label !== "string") throw input.wrongType(what, "a label, a number or an object with label", value);
    return this.number(input.text(label, "a label"));
  }

  /** The numbers of concepts. */
  findAll(values: unknown): Uint32Array {
    if (!Array.isArray(values) && !ArrayBuffer.isView(values)) {
      throw input.wrongType("the concepts", "an array or a Uint32Array", values);
    }
    return Uint32Array.from(Array.from(values as ArrayLike<unknown>), (value, place) =>
      this.find(value, `concepts[${place}]`),
    );
  }

  get conceptCount(): number {
    return (this.known.conceptCount ??= this.raw.conceptCount);
  }

  private get isSmall(): boolean {
    return (this.known.isSmall ??= this.raw.byteLength <= SMALL);
  }

  get relations(): readonly string[] {
    return (this.known.relations ??= Object.freeze(someStrings(this.raw.relations())));
  }

  get question(): number {
    return (this.known.question ??= this.raw.questionConcept() ?? -1);
  }

  concept(number: number): Concept;
  concept(number: number | undefined): Concept | undefined;
  concept(number: number | undefined): Concept | undefined {
    if (number === undefined) return undefined;
    return this.known.concepts[number] ?? this.concepts([number])[0];
  }

  /** The concept with a label in any form. */
  conceptCalled(label: string): Concept | undefined {
    const concept = this.concept(this.exactNumber(label) ?? this.raw.concept(label));
    // Only if the label has this form, so it stays as small as the network.
    if (concept?.label === label) this.known.byLabel.set(label, concept);
    return concept;
  }

  concepts(numbers: ArrayLike<number>): Concept[] {
    const { known } = this;
    const found = new Array<Concept>(numbers.length);
    const all = known.lists.concepts ?? (this.isSmall ? this.everyConcept() : undefined);
    if (all !== undefined) {
      for (let place = 0; place < found.length; place++) found[place] = all[numbers[place] ?? 0] as Concept;
      return found;
    }
    let missing: number[] | undefined;
    for (let place = 0; place < found.length; place++) {
      const concept = known.concepts[numbers[place] ?? 0];
      if (concept === undefined) (missing ??= []).push(place);
      else found[place] = concept;
    }
    if (missing !== undefined) {
      const wanted = missing.map((place) => numbers[place] ?? 0);
      const [first = 0] = wanted;
      // One concept comes with those around it.
      const fetched = wanted.length === 1 ? this.around(first) : wanted;
      const concepts = this.fetchConcepts(fetched);
      if (wanted.length === 1) found[missing[0] ?? 0] = concepts[fetched.indexOf(first)] as Concept;
      else missing.forEach((place, at) => (found[place] = concepts[at] as Concept));
    }
    return found;
  }

  /** The more are known, the more come together, unless not all can be kept. */
  private around(number: number): number[] {
    if (this.known.isLarge) return [number];
    let count = TEXTS;
    while (count * SHARE < this.known.conceptsHeld) count *= 2;
    const start = number - (number % count);
    return Array.from(range(start, Math.min(start + count, this.conceptCount)));
  }

  private fetchConcepts(numbers: number[]): Concept[] {
    const { known, question } = this;
    if (known.characters > MOST_CHARACTERS) {
      known.isLarge = true;
      known.concepts = [];
      known.byLabel.clear();
      known.areLabelsMapped = false;
      known.conceptsHeld = 0;
      known.characters = 0;
    }
    let last = 0;
    for (const number of numbers) last = Math.max(last, number);
    const concepts = known.concepts as (Concept | undefined)[];
    reach(concepts, last + 1);
    const packed = this.raw.textsOf(Uint32Array.from(numbers)).split("\x01");
    return numbers.map((id, place) => {
      const text = packed[place] ?? "";
      if (concepts[id] === undefined) {
        known.conceptsHeld += 1;
        known.characters += text.length;
      }
      return (concepts[id] ??= newConcept(id, this.label(id), text, id === question));
    });
  }

  private allConcepts(): Concept[] {
    const { known, question } = this;
    const labels = this.allLabels();
    const count = labels.length;
    if (count === 0) return [];
    const texts = this.allTexts();
    const held = known.concepts;
    const concepts: Concept[] = [];
    for (let id = 0; id < count; id += 1)
      concepts.push(held[id] ?? newConcept(id, labels[id] ?? "", texts[id] ?? "", id === question));
    if (count <= MOST_KEPT) known.concepts = concepts;
    return concepts;
  }

  /** Of each concept the text and the attributes, packed. */
  allTexts(): string[] {
    const { conceptCount } = this;
    return conceptCount === 0 ? [] : this.raw.textsOf(range(0, conceptCount)).split("\x01");
  }

  /** Relationships from packed numbers, `width` of them for each. */
  relationships(numbers: ArrayLike<number>, start = 0, end = numbers.length, width: number = WIDTH): Relationship[] {
    const { known } = this;
    const found = new Array<Relationship>((end - start) / width);
    const all = known.lists.relationships ?? (this.isSmall ? this.everyRelationship() : undefined);
    if (all !== undefined) {
      for (let place = 0; place < found.length; place++)
        found[place] = all[numbers[start + place * width] ?? 0] as Relationship;
      return found;
    }
    let missing: number[] | undefined;
    for (let place = 0; place < found.length; place++) {
      const relationship = known.relationships[numbers[start + place * width] ?? 0];
      if (relationship === undefined) (missing ??= []).push(place);
      else found[place] = relationship;
    }
    if (missing !== undefined) {
      if (known.relationshipsHeld > MOST_RELATIONSHIPS) {
        known.relationships = [];
        known.relationshipsHeld = 0;
      }
      const held = known.relationships as (Relationship | undefined)[];
      const texts = this.passages(
        numbers,
        missing.map((place) => start + place * width),
      );
      missing.forEach((place, at) => {
        const relationship = this.newRelationship(numbers, start + place * width, texts?.[at]);
        found[place] = relationship;
        if (relationship.id >= MOST_KEPT) return;
        reach(held, relationship.id + 1);
        held[relationship.id] = relationship;
      });
      known.relationshipsHeld += missing.length;
    }
    return found;
  }

  private allRelationships(): Relationship[] {
    const { known } = this;
    const labels = this.allLabels();
    const { relations } = this;
    const numbers = this.raw.relationships();
    const count = numbers.length / WIDTH;
    const texts = this.passages(numbers, everyPlace(count));
    const held = known.relationships;
    const all: Relationship[] = [];
    for (let id = 0, at = 0; id < count; id += 1, at += WIDTH) {
      all.push(held[id] ?? relationshipOf(numbers, at, labels, relations, texts?.[id]));
    }
    if (all.length <= MOST_KEPT) known.relationships = all;
    return all;
  }

  /** Passages and attributes of the packed relationships at these places; nothing where none of them has any. */
  passages(numbers: ArrayLike<number>, places: readonly number[]): (string | undefined)[] | undefined {
    const has = (at: number) => ((numbers[at + 4] ?? 0) & (HAS_PASSAGE | HAS_ATTRIBUTES)) !== 0;
    const ids: number[] = [];
    for (const at of places) if (has(at)) ids.push(numbers[at] ?? 0);
    if (ids.length === 0) return undefined;
    const texts = this.raw.passagesOf(Uint32Array.from(ids)).split("\x01");
    let next = 0;
    return places.map((at) => (has(at) ? texts[next++] : undefined));
  }

  private newRelationship(numbers: ArrayLike<number>, at: number, packed: string | undefined): Relationship {
    // For these two blocks of labels to be there.
    this.label(numbers[at + 1] ?? 0);
    this.label(numbers[at + 3] ?? 0);
    return relationshipOf(numbers, at, this.known.labels as string[], this.relations, packed);
  }

  relationship(numbers: ArrayLike<number>): Relationship {
    return this.relationships(numbers)[0] as Relationship;
  }

  /** A path out of its start and, for each step, the relationship and whether it is walked from target to source. */
  path(found: { readonly numbers: Uint32Array; readonly text: string }): Path {
    const { numbers, text } = found;
    const concepts = [this.label(numbers[0] ?? 0)];
    const relationships = this.relationships(numbers, 1, numbers.length, WIDTH + 1);
    const steps = relationships.map((relationship, place): Step => {
      const isInverse = numbers[1 + place * (WIDTH + 1) + WIDTH] !== 0;
      const from = isInverse ? relationship.target : relationship.source;
      const to = isInverse ? relationship.source : relationship.target;
      concepts.push(to);
      return { from, to, relationship, isInverse };
    });
    return { text, concepts, steps };
  }
}
