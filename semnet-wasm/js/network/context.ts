// The part of networks that fits a limit of tokens.

import * as input from "../input.js";
import type { Network } from "../network.js";
import { contextOptions } from "../options.js";
import { whole } from "../raw.js";
import type { Context, ContextOptions, ContextReason } from "../types/context.js";
import { given, networkOf, onCopy, viewOf, wholeOf } from "./content.js";
import { Formats } from "./formats.js";

/** An answer of the module, in which the reasons are by the number of the concept. */
function toContext(found: unknown): Context {
  const {
    network: raw,
    reasons,
    ...rest
  } = found as Omit<Context, "network" | "reasons"> & {
    readonly network: never;
    readonly reasons: readonly ContextReason[];
  };
  const network = networkOf(raw);
  const view = viewOf(network);
  return { network, ...rest, reasons: reasons.map((reason, number) => ({ concept: view.concept(number), reason })) };
}

/** Contexts. */
export abstract class Contexts extends Formats {
  /**
   * The part of the network that best answers a question within a limit of tokens. It is itself a network, with the
   * same question, title and attributes. It is connected, so that a reader can follow why each concept is there;
   * findings stay findings, highlights stay highlights, and relationships keep passages and attributes. The same
   * question always gives the same part. A number as `options` is the limit. Besides a search for the question, it
   * takes O(size of the answer) in practice, and never more than a fixed amount of work. Throws whatever `counter`
   * throws, and a {@link SemnetError} with the code `"language"` if the language is not supported.
   *
   * ```js
   * const { text, tokens, network: part } = network.context("How do they use the sun?", 50);
   * tokens <= 50; // true
   * part.concept("Sun Compass") !== undefined; // true
   * ```
   */
  context(question: string, options: ContextOptions | number): Context {
    const asked = input.text(question, "the question");
    return onCopy(this, "context", (view) => toContext(view.raw.context(asked, ...contextOptions(options))));
  }

  /**
   * The part of several networks that best answers a question, as {@link Network.context} does for one network. They
   * are combined by {@link Network.union}, so each concept and each relationship has the hashtags of its networks as
   * attributes {@link UNION_SOURCE}. A single network is used directly. O(size of all networks · log n), and the cost
   * of a context. Throws as {@link Network.context} and {@link Network.union} do.
   *
   * ```js
   * const { text } = Network.contextAcross([bees, tides], "What does the moon do?", 100);
   * ```
   */
  static contextAcross(networks: readonly Network[], question: string, options: ContextOptions | number): Context {
    // The module takes those that it is given, so they are copies.
    const copies = input.array(networks, "the networks", "an array of networks", (one, at) =>
      wholeOf(given(one, at), "contextAcross").copy(),
    );
    const asked = input.text(question, "the question");
    return toContext(whole("contextAcross").Network.contextAcross(copies, asked, ...contextOptions(options)));
  }
}
