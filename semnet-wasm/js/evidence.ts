// Sources, and whether the passages of a network occur in them.

import type { Source as RawSource } from "semnet-raw";
import { Held, equalByContent, inMemory, rawOf, showAs } from "./held.js";
import * as input from "./input.js";
import type { Network } from "./network.js";
import { given, networkOf, wholeOf, wholeViewOf } from "./network/content.js";
import { whole } from "./raw.js";
import type { Checked, Evidence } from "./types/evidence.js";

const WHAT = "source";
const NOT_CLONEABLE = inMemory("a Source", "send source.bytes, and read them by Source.fromBytes");

let make: (raw: RawSource) => Source;

/**
 * A document that passages are quoted from, with a name (a title, a file or a URL) and a text. Its id is a fingerprint of
 * the normalised text, so copies with other line breaks are the same source.
 *
 * ```js
 * const source = new Source("minutes.txt", "The board did not\nreject the plan.");
 * source.id === new Source("a copy", "The board did not reject the plan.").id; // true
 * ```
 */
export class Source extends Held {
  /**
   * A source with this text, which is kept unchanged; places are offsets into it. Bytes must be UTF-8. O(length).
   * Throws a {@link SemnetError} with the code `"source"` if the text is empty or only white space, if the bytes are
   * not UTF-8 (with `offset`), or if the name is empty or has a character that is not allowed in a network.
   */
  constructor(name: string, text: string | Uint8Array);
  constructor(name: string, text: string | Uint8Array, from?: RawSource) {
    const { Source: Raw } = whole("Source");
    super(
      from ?? new Raw(input.text(name, "the name of a source"), input.textOrBytes(text, "the text of a source")),
      NOT_CLONEABLE,
    );
    equalByContent(this, NOT_CLONEABLE, () => [this.name, this.text]);
  }

  /**
   * Decodes the bytes from {@link Source.bytes}, and verifies their hash. O(length). Throws a {@link SemnetError} with
   * the code `"source"` if they are not an intact source.
   *
   * ```js
   * Source.fromBytes(source.bytes).id === source.id; // true
   * ```
   */
  static fromBytes(bytes: Uint8Array): Source {
    return make(whole("Source").Source.fromBytes(input.bytes(bytes, "the bytes of a source")));
  }

  /** The fingerprint of the normalised text: 44 characters. */
  get id(): string {
    return rawOf<RawSource>(this, WHAT).id;
  }

  /** The name. */
  get name(): string {
    return rawOf<RawSource>(this, WHAT).name;
  }

  /** A copy of the text, unchanged. O(length). */
  get text(): string {
    return rawOf<RawSource>(this, WHAT).text;
  }

  /** The source encoded as bytes, for {@link Source.fromBytes}; a copy. O(length). */
  get bytes(): Uint8Array {
    return rawOf<RawSource>(this, WHAT).bytes;
  }

  static {
    const Read = this as unknown as new (name: string, text: string, from: RawSource) => Source;
    make = (raw) => new Read("", "", raw);
  }
}

showAs(Source, ({ name, id }) => ({ name, id }));

/** Sources of the module, for a call that takes them. */
export const rawSources = (sources: unknown): RawSource[] =>
  // The module takes those that it is given, so they are copies; the text is not copied.
  input.array(sources, "the sources", "an array of Sources", (source, at) => {
    if (!(source instanceof Source)) throw input.wrongType(at, "a Source", source);
    return rawOf<RawSource>(source, WHAT).copy();
  });

/**
 * Checks each passage of a network against sources, and returns the results in the order of the relationships.
 * O(network + sources), for any content. No language model is used.
 *
 * ```js
 * const network = new NetworkBuilder("What did the board decide?")
 *   .concept("Board")
 *   .concept("Plan")
 *   .relationship({ source: "Board", relation: "rejected", target: "Plan", passage: "The board rejected the plan." })
 *   .build();
 * const source = new Source("minutes.txt", "Item 1.\nThe board did not reject the plan.");
 * const [evidence] = check(network, [source]);
 * evidence.verdict; // "altered"
 * evidence.differences[0].text; // "did not reject → rejected"
 * evidence.places[0].line; // 2
 * source.text.slice(...evidence.places[0].range); // "The board did not reject the plan"
 * ```
 */
export function check(network: Network, sources: readonly Source[]): Evidence[] {
  const view = wholeViewOf(given(network), "check");
  const found = whole("check").check(view.raw, rawSources(sources)) as {
    readonly relationships: Uint32Array;
    readonly checked: readonly Checked[];
  };
  const relationships = view.relationships(found.relationships);
  return found.checked.map((checked, place) => {
    const relationship = relationships[place]!;
    return { relationship, passage: relationship.passage ?? "", ...checked };
  });
}

/**
 * Checks passages against sources, and returns a result for each passage, in their order. O(passages + sources), for
 * any content. A passage without a letter, digit or sign is `"missing"`, and so is one of only one or two words such as
 * *the* or *of it*.
 *
 * ```js
 * const source = new Source("minutes", "The board did not reject the “plan”.");
 * checkPassages(['did not reject the "plan"', "The board rejected the plan."], [source]).map(({ verdict }) => verdict); // ["adapted", "altered"]
 * ```
 */
export function checkPassages(passages: readonly string[], sources: readonly Source[]): Checked[] {
  const read = input.array(passages, "the passages", "an array of strings", input.text);
  return whole("checkPassages").checkPassages(read, rawSources(sources)) as Checked[];
}

/**
 * The network with attributes that record where each exact or adapted passage was found: {@link QUOTE_SOURCE} and the
 * constants after it. On these relationships, attributes of an earlier call are replaced; all other relationships stay
 * unchanged. O(network + sources). Throws a {@link SemnetError} with the code `"build"` if the network would be too
 * large.
 *
 * ```js
 * const cited = cite(network, [new Source("bees.txt", "Foragers dance.")]);
 * ```
 */
export const cite = (network: Network, sources: readonly Source[]): Network =>
  networkOf(whole("cite").cite(wholeOf(given(network), "cite"), rawSources(sources)));
