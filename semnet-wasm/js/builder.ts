// Builders of networks. Added parts are collected here, and are passed to the module when there are many or the network is
// built.

import type { NetworkBuilder as RawBuilder } from "semnet-raw";
import { Held, inMemory, rawOf as heldRaw, showAs } from "./held.js";
import * as input from "./input.js";
import type { Network } from "./network.js";
import { type Content, moduleOf, networkOf, rawOf, setBuilder } from "./network/content.js";
import { PARTS, pack } from "./pack.js";
import { type Module, newest } from "./raw.js";
import { partsForm } from "./shape.js";
import type { NetworkParts, NewRelationship } from "./types/network.js";

const WHAT = "builder";
const NOT_CLONEABLE = inMemory("a NetworkBuilder", "send builder.build().bytes, and read them by Network.fromBytes");

let shown: (builder: NetworkBuilder) => object;

/** At most this many characters wait, and this many strings. */
const MOST = 2 ** 16;
const MOST_STRINGS = 2 ** 13;

/** How many strings a part has after its kind. Where a relationship has attributes, the kind is a capital, and their number follows it. */
const LENGTHS: Readonly<Record<string, number>> = { t: 1, a: 2, b: 3, c: 2, f: 2, r: 4, h: 4 };

const TEXT = "the text of a concept";

/** Adds parts one by one. */
function addEach(raw: RawBuilder, waiting: readonly string[]): void {
  for (let at = 0; at < waiting.length; ) {
    const kind = waiting[at++] ?? "";
    const length = LENGTHS[kind] ?? 4 + 2 * Number(waiting[at++]);
    raw.add(kind, waiting.slice(at, (at += length)));
  }
}

/**
 * Builds a {@link Network} from its parts. The order in which they are added does not matter for the network and its
 * hashtag, except for findings and highlights, which are ordered lists.
 *
 * Every string is normalised: invisible characters from copying are dropped, Unicode becomes NFC, each run of white
 * space becomes one space, and white space at the ends is removed. Errors are thrown by {@link NetworkBuilder.build}.
 *
 * ```js
 * import { NetworkBuilder } from "semnet";
 *
 * const network = new NetworkBuilder("Why do bees dance?")
 *   .finding("Waggle Dance", "A forager tells the others where the flowers are.")
 *   .concept("Sun Compass")
 *   .relationship({ source: "Waggle Dance", relation: "is aimed by", target: "Sun Compass" })
 *   .build();
 * console.log(network.hashtag); // BY21GHZ7VJ3
 * ```
 */
export class NetworkBuilder extends Held {
  readonly #module: Module;
  readonly #question: string;
  #parts = 0;
  /** Parts that have not crossed yet: of each its kind, and then its strings. */
  readonly #waiting: string[] = [];
  /** How many characters these are. */
  #characters = 0;

  /** A builder for a network that answers this question. */
  constructor(question: string);
  constructor(question: string, from?: Content) {
    const module = from === undefined ? newest() : moduleOf(from);
    const raw =
      from === undefined
        ? new module.raw.NetworkBuilder(input.text(question, "the question"))
        : rawOf(from).toBuilder();
    super(raw, NOT_CLONEABLE);
    this.#module = module;
    this.#question = from === undefined ? question : (from as Network).question;
  }

  /**
   * Sets the report's title. An empty title is the same as none.
   *
   * ```js
   * builder.title("How Bees Tell the Way");
   * ```
   */
  title(title: string): this {
    return this.#add("t", input.text(title, "the title"));
  }

  /**
   * Adds an attribute of the network itself. Adding it twice has no further effect.
   *
   * ```js
   * builder.attribute("language", "en");
   * ```
   */
  attribute(name: string, value: string): this {
    return this.#add("a", input.text(name, "an attribute's name"), input.text(value, "an attribute's value"));
  }

  /**
   * Adds a concept, with or without a text. A concept that was added without a text may be added again with one.
   *
   * ```js
   * builder.concept("Sun Compass").concept("Stop Signal", "A head butt ends the dance.");
   * ```
   */
  concept(label: string, text?: string): this {
    return this.#add("c", input.text(label, "a label"), input.optionalText(text, TEXT));
  }

  /**
   * Adds an attribute of a concept, which need not have been added yet.
   *
   * ```js
   * builder.conceptAttribute("Sun Compass", "alias", "Celestial Compass");
   * ```
   */
  conceptAttribute(label: string, name: string, value: string): this {
    const texts = [input.text(name, "an attribute's name"), input.text(value, "an attribute's value")] as const;
    return this.#add("b", input.text(label, "a label"), ...texts);
  }

  /**
   * Adds a key finding to the end of the list: a concept with its text.
   *
   * ```js
   * builder.finding("Waggle Dance", "A forager tells the others where the flowers are.");
   * ```
   */
  finding(label: string, text?: string): this {
    return this.#add("f", input.text(label, "a label"), input.optionalText(text, TEXT));
  }

  /**
   * Adds a relationship. Its concepts may be added later. Adding it twice has no further effect.
   *
   * ```js
   * builder.relationship({ source: "Dog", relation: "hypernym", target: "Canine", passage: "Dogs are canines." });
   * ```
   */
  relationship(relationship: NewRelationship): this {
    return this.#addRelationship("r", relationship);
  }

  /**
   * Adds a relationship if it is new, and appends it to the highlights.
   *
   * ```js
   * builder.highlight({ source: "Why do bees dance?", relation: "Cue", target: "Sun Compass" });
   * ```
   */
  highlight(relationship: NewRelationship): this {
    return this.#addRelationship("h", relationship);
  }

  /**
   * Adds many parts in one call, as a plain object in the JSON form that {@link Network.from} takes, without the
   * question. `highlights` are indexes into `relationships` of the same object, counted from 0. Throws a {@link
   * SemnetError} if the object is not of this form, and then adds nothing.
   *
   * ```js
   * builder.addAll({
   *   concepts: [{ label: "Sun Compass" }, { label: "Stop Signal", text: "A head butt ends the dance." }],
   *   relationships: [{ source: "Stop Signal", relation: "ends", target: "Waggle Dance" }],
   * });
   * ```
   */
  addAll(parts: NetworkParts): this {
    const raw = heldRaw<RawBuilder>(this, WHAT);
    const form = input.fields(parts, "the parts", PARTS);
    const packed = pack(form);
    this.#send(raw);
    if (packed !== undefined && raw.addStrings(packed.strings, packed.counts)) {
      this.#parts += packed.parts;
      return this;
    }
    // For the message with the path of the invalid part.
    const object = { question: this.#question, ...partsForm(form) };
    this.#module.raw.Network.fromObject(object).free();
    throw input.wrongType("the parts", "plain data", parts);
  }

  /**
   * Builds the network. The builder can still be used. Throws a {@link SemnetError} with the code `"build"` for the
   * first invalid part: a label with two different texts, a relationship to a concept that was not added, and so on.
   */
  build(): Network {
    const raw = heldRaw<RawBuilder>(this, WHAT);
    this.#send(raw);
    return networkOf(raw.build(), this.#module);
  }

  #add(kind: string, first: string, second?: string, third?: string): this {
    const raw = heldRaw<RawBuilder>(this, WHAT);
    const waiting = this.#waiting;
    waiting.push(kind, first);
    let characters = first.length;
    if (second !== undefined) {
      waiting.push(second);
      characters += second.length;
    }
    if (third !== undefined) {
      waiting.push(third);
      characters += third.length;
    }
    return this.#added(raw, characters);
  }

  #addRelationship(kind: "r" | "h", relationship: NewRelationship): this {
    const { source, relation, target, passage, attributes } = input.newRelationship(relationship);
    const raw = heldRaw<RawBuilder>(this, WHAT);
    const waiting = this.#waiting;
    if (attributes.length === 0) waiting.push(kind, source, relation, target, passage);
    else {
      waiting.push(kind.toUpperCase(), String(attributes.length), source, relation, target, passage);
      for (const { name, value } of attributes) {
        waiting.push(name, value);
        this.#characters += name.length + value.length;
      }
    }
    return this.#added(raw, source.length + relation.length + target.length + passage.length);
  }

  #added(raw: RawBuilder, characters: number): this {
    this.#parts += 1;
    this.#characters += characters;
    if (this.#characters > MOST || this.#waiting.length > MOST_STRINGS) this.#send(raw);
    return this;
  }

  #send(raw: RawBuilder): void {
    const waiting = this.#waiting;
    if (waiting.length === 0) return;
    // No network takes U+0000. Where a string has it, each part crosses alone, for its error message.
    if (!raw.addAll(input.encode(`${waiting.join("\0")}\0`), waiting.length)) addEach(raw, waiting);
    waiting.length = 0;
    this.#characters = 0;
  }

  static {
    const Started = this as unknown as new (question: string, from: Content) => NetworkBuilder;
    setBuilder((network) => new Started("", network));
    shown = (builder) => {
      heldRaw(builder, WHAT);
      return { question: builder.#question, added: builder.#parts };
    };
  }
}

showAs(NetworkBuilder, shown);
