// Builders of networks. Added parts wait here, and cross when there are many or the network is built.

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

/** The characters that end a string, and a part. */
const hasSeparator = (text: string): boolean => text.includes("\0") || text.includes("\x01");

let shown: (builder: NetworkBuilder) => object;

/** At most this many characters wait. */
const MOST = 2 ** 16;

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
  /** Strings with NUL between them, and U+0001 between the parts. */
  #waiting = "";

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
    return this.#add("c", input.text(label, "a label"), input.optionalText(text, "the text of a concept"));
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
    return this.#add("f", input.text(label, "a label"), input.optionalText(text, "the text of a concept"));
  }

  /**
   * Adds a relationship. Its concepts may be added later. Adding it twice has no further effect.
   *
   * ```js
   * builder.relationship({ source: "Dog", relation: "hypernym", target: "Canine", passage: "Dogs are canines." });
   * ```
   */
  relationship(relationship: NewRelationship): this {
    return this.#add("r", ...input.newRelationship(relationship));
  }

  /**
   * Adds a relationship if it is new, and appends it to the highlights.
   *
   * ```js
   * builder.highlight({ source: "Why do bees dance?", relation: "Cue", target: "Sun Compass" });
   * ```
   */
  highlight(relationship: NewRelationship): this {
    return this.#add("h", ...input.newRelationship(relationship));
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
    // For the message with the path of what is wrong.
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

  #add(kind: string, ...texts: string[]): this {
    const raw = heldRaw<RawBuilder>(this, WHAT);
    this.#parts += 1;
    // No network takes these characters. A string with one crosses alone, for its error message.
    if (texts.some(hasSeparator)) {
      this.#send(raw);
      raw.add(kind, texts);
      return this;
    }
    this.#waiting += `${kind}${texts.join("\0")}\x01`;
    if (this.#waiting.length > MOST) this.#send(raw);
    return this;
  }

  #send(raw: RawBuilder): void {
    if (this.#waiting === "") return;
    raw.addAll(input.encode(this.#waiting));
    this.#waiting = "";
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
