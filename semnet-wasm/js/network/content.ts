// Networks: how they are made, their content, and the forms that they are written in.

import type { Network as RawNetwork } from "semnet-raw";
import type { NetworkBuilder } from "../builder.js";
import { semnetError } from "../error.js";
import { DEFAULT_BASE } from "../generated/constants.js";
import { assertSound } from "../guard.js";
import { inMemory } from "../held.js";
import * as input from "../input.js";
import { jsonOf } from "../json.js";
import { packNetwork } from "../pack.js";
import { attributesOf, someStrings, strings } from "../packed.js";
import { type Module, newest, raw, whole } from "../raw.js";
import { networkForm } from "../shape.js";
import type { Network } from "../network.js";
import type {
  Attribute,
  Concept,
  NetworkArrays,
  NetworkInput,
  NetworkJSON,
  Relationship,
  Report,
} from "../types/network.js";
import { View } from "../view.js";
import { type Place, admit, isKeptOutside, leave, use } from "./residence.js";

/** The structured clone algorithm cannot clone symbols, and its message contains the description of this one. */
const NOT_CLONEABLE = Symbol(inMemory("a Network", "send network.bytes, and read them by Network.fromBytes"));

let make: ((raw: RawNetwork, module: Module) => Network) | undefined;

/** Sets the class of networks. */
export function setClass(construct: (raw: RawNetwork, module: Module) => Network): void {
  make = construct;
}

/** A network of the module. */
export function networkOf(raw: RawNetwork, module: Module = newest()): Network {
  if (make === undefined) throw semnetError("the class Network is not ready", "notLoaded");
  return make(raw, module);
}

/** How a builder is made; builder.ts sets it, because it needs networks itself. */
let build: ((network: Content) => NetworkBuilder) | undefined;
export function setBuilder(construct: (network: Content) => NetworkBuilder): void {
  build = construct;
}

interface Lying extends Place {
  known: View | undefined;
}

let placeOf: (network: unknown) => Lying;

/** The module that has the network, and the network there. It throws if the network was freed. */
function lying(network: unknown): Lying & { raw: RawNetwork } {
  assertSound();
  const place = placeOf(network);
  if (place.raw === undefined) {
    if (place.bytes === undefined)
      throw semnetError("this network was freed; use it before `free()` and within `using`", "freed");
    move(place, newest(), place.bytes);
  }
  use(place);
  return place as Lying & { raw: RawNetwork };
}

function move(place: Lying, module: Module, bytes: Uint8Array): void {
  const moved = module.raw.Network.fromBytes(bytes);
  leave(place);
  place.raw = moved;
  place.module = module;
  place.bytes = undefined;
  place.known = place.known?.of(moved);
  admit(place);
}

/** The network in a module that can do everything; `what` is the function of the caller, for the message. */
export function wholeOf(network: unknown, what: string): RawNetwork {
  const place = lying(network);
  whole(what);
  const module = newest();
  if (place.module !== module) move(place, module, place.raw.bytes);
  return place.raw;
}

/** The network, in either module. */
export const rawOf = (network: unknown): RawNetwork => lying(network).raw;

export const moduleOf = (network: unknown): Module => lying(network).module;

/** The shared view of the network. */
export function viewOf(network: unknown): View {
  const place = lying(network);
  return (place.known ??= new View(place.raw));
}

/** The same in a module that can do everything. */
export function wholeViewOf(network: unknown, what: string): View {
  wholeOf(network, what);
  return viewOf(network);
}

/** Calls `query` with a copy of the network, which functions of the caller cannot free. */
export function onCopy<T>(network: unknown, what: string, query: (view: View) => T): T {
  const copy = wholeViewOf(network, what).copy();
  try {
    return query(copy);
  } finally {
    copy.free();
  }
}

/** A network that was handed over. */
export function given(value: unknown, what = "the network"): Network {
  if (!(value instanceof Content)) throw input.wrongType(what, "a Network", value);
  lying(value);
  return value as Network;
}

/** The parts of a network, and the forms that it is read from and written in. */
export abstract class Content {
  readonly #place: Lying;

  /**
   * The fingerprint: BLAKE3 of the canonical bytes, as 44 characters. Networks are equal exactly if their fingerprints
   * are.
   */
  declare readonly fingerprint: string;

  /** @internal */
  protected constructor(raw: RawNetwork, module: Module) {
    if (typeof module !== "object")
      throw semnetError("a Network is not made by `new`; use Network.from, Network.open or a NetworkBuilder", "type");
    this.#place = { raw, module, bytes: undefined, known: undefined, size: 0, used: 0, looked: 0 };
    admit(this.#place, this);
    // Own and enumerable: so a comparison of objects field by field finds networks equal exactly if they are.
    Object.defineProperties(this, OWN);
  }

  static {
    placeOf = (network) => {
      // Testing whether it is one costs as much as the look-up of a concept.
      try {
        return (network as Content).#place;
      } catch {
        throw input.wrongType("`this`", "a network", network);
      }
    };
  }

  /**
   * Reads a report, such as a copied page of a network. Bytes must be UTF-8. Throws a {@link SemnetError} with the code
   * `"report"`, `line` and `column` if the text is not a report.
   *
   * ```js
   * const network = Network.fromReport(await navigator.clipboard.readText());
   * ```
   */
  static fromReport(report: string | Uint8Array): Network {
    return networkOf(raw().Network.fromReport(input.textOrBytes(report, "a report")));
  }

  /**
   * Reads the canonical bytes from {@link Network.bytes}. Throws a {@link SemnetError} with the code `"bytes"` and
   * `offset` if they are not canonical.
   *
   * ```js
   * const network = Network.fromBytes(new Uint8Array(await response.arrayBuffer()));
   * ```
   */
  static fromBytes(bytes: Uint8Array): Network {
    return networkOf(raw().Network.fromBytes(input.bytes(bytes, "the bytes of a network")));
  }

  /**
   * Reads the JSON form, as text or as the object that {@link Network.toJSON} returns. Throws a {@link SemnetError}
   * with the code `"json"` if the text is not of this form, with `line` and `column`, or with the path of the invalid
   * part in its message.
   *
   * ```js
   * const network = Network.fromJSON('{"question": "Why do bees dance?", "concepts": [{"label": "Sun Compass"}]}');
   * ```
   */
  static fromJSON(json: string | Uint8Array | NetworkInput): Network {
    if (typeof json === "object" && json !== null && !ArrayBuffer.isView(json)) return Content.from(json);
    return networkOf(raw().Network.fromJSON(input.textOrBytes(json, "the JSON form of a network")));
  }

  /**
   * Makes a network from a plain object in the JSON form, as {@link Network.toJSON} returns it. Throws a {@link
   * SemnetError} with the code `"json"` if the object is not of this form, with the path of the invalid part in its
   * message.
   *
   * ```js
   * const network = Network.from({ question: "Why do bees dance?", concepts: [{ label: "Sun Compass" }] });
   * ```
   */
  static from(object: NetworkInput): Network {
    const { Network: Raw } = raw();
    const packed = packNetwork(object);
    const made = packed && Raw.fromStrings(packed.question, packed.parts.strings, packed.parts.counts);
    // Invalid content is passed once more, for the message with the path of the invalid part.
    return networkOf(made ?? Raw.fromObject(networkForm(object)));
  }

  /**
   * The JSON form, as a plain object. `JSON.stringify(network)` writes it, and {@link Network.fromJSON} reads it.
   *
   * ```js
   * Network.fromJSON(JSON.stringify(network)).hashtag === network.hashtag; // true
   * ```
   */
  toJSON(): NetworkJSON {
    const view = viewOf(this);
    return (view.known.json ??= jsonOf(view));
  }

  /** The hashtag: the first 11 characters of the fingerprint. Equal networks always have the same hashtag. */
  get hashtag(): string {
    return rawOf(this).hashtag;
  }

  /** The question that the network answers. */
  get question(): string {
    return rawOf(this).question;
  }

  /** The report's title, or an empty string. */
  get title(): string {
    return rawOf(this).title;
  }

  /** A copy of the canonical bytes, for storing the network; {@link Network.fromBytes} reads them. O(size). */
  get bytes(): Uint8Array {
    assertSound();
    const kept = isKeptOutside(placeOf(this));
    return kept === undefined ? rawOf(this).bytes : kept.slice();
  }

  /** The network's own attributes, sorted by name and then value. */
  get attributes(): readonly Attribute[] {
    const view = viewOf(this);
    return view.kept("attributes", () => attributesOf(strings(view.raw.attributes())));
  }

  /** The number of concepts. Their ids are 0, 1, … in the order of their labels. */
  get conceptCount(): number {
    return viewOf(this).conceptCount;
  }

  /** The number of relationships, including those that follow from the findings. Their ids are 0, 1, … */
  get relationshipCount(): number {
    return rawOf(this).relationshipCount;
  }

  /** The key findings, in the order of the report. */
  get findings(): readonly Concept[] {
    const view = viewOf(this);
    return view.kept("findings", () => view.concepts(view.raw.findings()));
  }

  /**
   * All concepts, sorted by label (by its UTF-8 bytes). They include the question if there are findings, or
   * relationships that start or end at it. For a large network see {@link Network.labels} and {@link Network.toArrays}.
   */
  get concepts(): readonly Concept[] {
    return viewOf(this).everyConcept();
  }

  /** All relationships in canonical order, including those that follow from the findings. */
  get relationships(): readonly Relationship[] {
    return viewOf(this).everyRelationship();
  }

  /** The highlighted relationships, in the order of the report. */
  get highlights(): readonly Relationship[] {
    const view = viewOf(this);
    return view.kept("highlights", () => view.relationships(view.raw.highlights()));
  }

  /** The relations in use, sorted. A relation's id is its index in this list. */
  get relations(): readonly string[] {
    return viewOf(this).relations;
  }

  /** The question as a concept; `undefined` if there are no findings, and no relationships that start or end at it. */
  get questionConcept(): Concept | undefined {
    const view = viewOf(this);
    return view.question < 0 ? undefined : view.concept(view.question);
  }

  /**
   * The labels of the concepts with these ids, in one call; by default of all concepts. Throws a {@link SemnetError}
   * with the code `"concept"` if an id is out of range.
   *
   * ```js
   * network.labels(network.breadthFirst("Waggle Dance")); // ["Waggle Dance", "Sun Compass", …]
   * ```
   */
  labels(concepts?: ArrayLike<number>): string[] {
    const view = viewOf(this);
    if (concepts === undefined) return view.allLabels().slice();
    return Array.from(view.findAll(concepts), (number) => view.label(number));
  }

  /**
   * The data for drawing the network, in one call: labels by the id of the concept, and the relationships as three
   * columns of numbers. O(size).
   *
   * ```js
   * const { labels, sources, targets, relations, relationNames } = network.toArrays();
   * for (let i = 0; i < sources.length; i++) {
   *   drawEdge(labels[sources[i]], relationNames[relations[i]], labels[targets[i]]);
   * }
   * ```
   */
  toArrays(): NetworkArrays {
    const view = viewOf(this);
    const numbers = view.raw.toArrays();
    const count = numbers.length / 3;
    return {
      labels: view.allLabels().slice(),
      relationNames: someStrings(view.raw.relations()),
      sources: numbers.subarray(0, count),
      targets: numbers.subarray(count, 2 * count),
      relations: numbers.subarray(2 * count),
    };
  }

  /**
   * Writes the report, and counts the parts that it cannot express. If nothing was omitted, reading the text gives an
   * equal network.
   *
   * ```js
   * const { text, omitted } = network.toReport();
   * if (omitted.concepts > 0) console.warn(`${omitted.concepts} concepts are not in the report`);
   * ```
   */
  toReport(): Report {
    return rawOf(this).toReport() as Report;
  }

  /**
   * The full link, `BASE#HASHTAG.PAYLOAD`, which opens the network anywhere, without a store. The base is `"semnet:"`,
   * or the address of a page that reads its `location.hash`. Throws a {@link SemnetError} with the code `"link"` if the
   * base has `#` or white space, or the network is larger than 16 MiB.
   *
   * ```js
   * const link = network.toLink("https://example.org/");
   * parseLink(link).network.hashtag === network.hashtag; // true
   * ```
   */
  toLink(base?: string): string {
    return rawOf(this).toLink(input.optionalText(base, "the base of a link", DEFAULT_BASE));
  }

  /**
   * The short link, `BASE#HASHTAG`, which opens the network from a store that has it.
   *
   * ```js
   * network.toShortLink("https://example.org/"); // "https://example.org/#BY21GHZ7VJ3"
   * ```
   */
  toShortLink(base?: string): string {
    return rawOf(this).toShortLink(input.optionalText(base, "the base of a link", DEFAULT_BASE));
  }

  /**
   * A builder with the content of this network, for making another one from it. O(size).
   *
   * ```js
   * const more = network.toBuilder().concept("Sun Compass").build();
   * ```
   */
  toBuilder(): NetworkBuilder {
    if (build === undefined) throw semnetError("the class NetworkBuilder is not ready", "notLoaded");
    return build(this);
  }

  /**
   * Whether the other network is equal: the same question, title, findings, concepts, relationships, highlights and attributes.
   *
   * ```js
   * network.equals(Network.fromBytes(network.bytes)); // true
   * ```
   */
  equals(other: Network): boolean {
    return rawOf(this).fingerprint === rawOf(given(other)).fingerprint;
  }

  /** Frees its memory now. It cannot be used afterwards. */
  free(): void {
    const place = placeOf(this);
    leave(place);
    place.bytes = undefined;
    place.known = undefined;
  }

  /** Called by `using` at the end of a block; the same as `free`. */
  declare [Symbol.dispose]: () => void;
}

if (Symbol.dispose) Content.prototype[Symbol.dispose] = Content.prototype.free;

const OWN: PropertyDescriptorMap & ThisType<Content> = {
  fingerprint: {
    get() {
      return rawOf(this).fingerprint;
    },
    enumerable: true,
  },
  structuredClone: { value: NOT_CLONEABLE, enumerable: true },
};
