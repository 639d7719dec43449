// The class `Network`, put together from its subjects.

import type { Network as RawNetwork } from "semnet-raw";
import { showAs } from "./held.js";
import { setClass } from "./network/content.js";
import { Pictures } from "./network/picture.js";
import type { Module } from "./raw.js";

/**
 * A semantic network: a question, a report with title and findings, concepts, and the relationships between them. It is
 * immutable, and has a hashtag computed from its entire content.
 *
 * ```js
 * import { Network } from "semnet";
 *
 * const network = Network.fromReport(text);
 * console.log(network.hashtag, network.question);
 * for (const { relation, target, passage } of network.highlights) {
 *   console.log(`${target} via ${relation} “${passage}”`);
 * }
 * ```
 */
export class Network extends Pictures {
  private constructor(raw: RawNetwork, module: Module) {
    super(raw, module);
  }

  static {
    setClass((raw, module) => new this(raw, module));
  }
}

showAs(Network, ({ hashtag, question, conceptCount, relationshipCount }) => ({
  hashtag,
  question,
  concepts: conceptCount,
  relationships: relationshipCount,
}));
