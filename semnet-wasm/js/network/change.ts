// How networks differ and become one, and the formats of other tools.

import * as input from "../input.js";
import type { Network } from "../network.js";
import { whole } from "../raw.js";
import type { Change, ChangeParts, Conflict, Merged } from "../types/change.js";
import type { Exported, FormatName } from "../types/format.js";
import { given, networkOf, wholeOf } from "./content.js";
import { WordQueries } from "./words.js";

/** Changes as plain data, without their words. */
const withoutTexts = (changes: unknown) =>
  input.array(changes, "the changes", "an array of changes", (change) => {
    const { text: _, ...parts } = input.object(change, "a change", "an object");
    return input.plain(parts, "a change");
  });

/** The name of a format. */
export const formatName = (name: unknown): string => input.text(name, "the name of a format");

/** Differences, merges and formats. */
export abstract class Changes extends WordQueries {
  /**
   * The changes from this network to another one: none exactly when the two are equal. Each says what happened in
   * plain fields and, in `text`, in words.
   *
   * ```js
   * for (const { change, text } of before.diff(after)) console.log(change, text);
   * // findingMoved finding "Waggle Dance" moved from 3rd to 1st
   * ```
   */
  diff(other: Network): Change[] {
    const raw = wholeOf(this, "diff");
    return raw.diff(wholeOf(given(other), "diff")) as Change[];
  }

  /**
   * The network with changes made to it, from {@link Network.diff} or from its JSON form. Another network than the one
   * that they start from takes them too, when it has all that they change. Throws a {@link SemnetError} with the code
   * `"change"` for a change that does not fit the network, and for what is no list of changes.
   *
   * ```js
   * const changes = JSON.parse(JSON.stringify(before.diff(after)));
   * before.apply(changes).hashtag === after.hashtag; // true
   * ```
   */
  apply(changes: readonly ChangeParts[]): Network {
    return networkOf(wholeOf(this, "apply").apply(withoutTexts(changes)));
  }

  /**
   * Brings together what two networks changed that came from one. Where their changes do not go together, the network
   * has what `ours` has, and the conflict is listed. Throws a {@link SemnetError} with the code `"build"` when the
   * network would become too large.
   *
   * ```js
   * const { network, conflicts } = Network.merge(base, ours, theirs);
   * for (const { text } of conflicts) console.warn(text);
   * // both reworded the finding "A": ours "Blue."; theirs "Green."
   * ```
   */
  static merge(base: Network, ours: Network, theirs: Network): Merged {
    const [first, second, third] = [base, ours, theirs].map((network) => wholeOf(given(network), "merge").copy());
    const merged = whole("merge").Network.merge(first!, second!, third!);
    return { network: networkOf(merged.network()), conflicts: merged.conflicts() as Conflict[] };
  }

  /**
   * All that the networks have, in one: every concept and every relationship with an attribute {@link SOURCE} for each
   * network that has it, its hashtag. Findings and highlights stand in the order of the networks given. Throws a
   * {@link SemnetError} with the code `"build"` for no networks at all, and when all together are too large.
   *
   * ```js
   * Network.union([bees, tides]).question; // "What moves the sea? / Why do bees dance?"
   * ```
   */
  static union(networks: readonly Network[]): Network {
    // The module takes those that it is given, so they are copies.
    const copies = input.array(networks, "the networks", "an array of networks", (one) =>
      wholeOf(given(one), "union").copy(),
    );
    return networkOf(whole("union").Network.union(copies));
  }

  /**
   * Writes the network in a format, given by its name or a file's ending, and counts what of it the format does not
   * hold. Throws a {@link SemnetError} with the code `"format"` for a name that is not one.
   *
   * ```js
   * const { text, omitted } = network.toFormat("graphml");
   * ```
   */
  toFormat(format: FormatName): Exported {
    return wholeOf(this, "toFormat").toFormat(formatName(format)) as Exported;
  }

  /**
   * Reads a network from a text in a format; with a question for files that name none, as those of other tools. Throws
   * a {@link SemnetError} with the code `"format"`, and `line` and `column` or a path in the message, for a text that
   * is not of this format; with the code `"noQuestion"` when nothing but the question is missing.
   *
   * ```js
   * const network = Network.fromFormat("csv", "from,to,relation\nWaggle Dance,Sun Compass,is aimed by\n", "Why?");
   * ```
   */
  static fromFormat(format: FormatName, text: string | Uint8Array, question?: string): Network {
    const read = input.textOrBytes(text, "a text in a format");
    const asked = input.textOrNothing(question, "a question");
    return networkOf(whole("fromFormat").Network.fromFormat(formatName(format), read, asked));
  }
}
