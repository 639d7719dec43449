// How networks differ and become one, and how they are edited.

import { type Editor, editorOf } from "../editor.js";
import * as input from "../input.js";
import type { Network } from "../network.js";
import { whole } from "../raw.js";
import { changesForm } from "../shape.js";
import type { Change, ChangeParts, Conflict, Merged } from "../types/change.js";
import { given, networkOf, wholeOf } from "./content.js";
import { WordQueries } from "./words.js";

/** Differences, merges, unions and edits. */
export abstract class Changes extends WordQueries {
  /**
   * The changes from this network to another one; empty exactly if the two are equal. O(size), and O(k log k) for k
   * differences. Each change has plain fields, and a description as `text`. A renamed concept is recognised by
   * similarity: both have the same text, or share at least half of everything they have. To carry edits over to another
   * version, {@link Network.apply} the changes of {@link Editor.finish}, which include every rename.
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
   * The network with changes applied to it. The changes come from {@link Network.diff} or an {@link Editor}, perhaps by
   * way of JSON. They also apply to other networks that have everything they start from. Changes of successive edits
   * can be joined into one list, which gives the same result as the edits, or is refused. Throws a {@link SemnetError}
   * with the code `"change"` if a change does not fit the network, or the value is not a list of changes.
   *
   * ```js
   * const changes = JSON.parse(JSON.stringify(before.diff(after)));
   * before.apply(changes).hashtag === after.hashtag; // true
   * ```
   */
  apply(changes: readonly ChangeParts[]): Network {
    return networkOf(wholeOf(this, "apply").apply(changesForm(changes)));
  }

  /**
   * The three-way merge: `base` with the changes of both sides. Incompatible changes are listed as conflicts, and the
   * network then has the version of `ours`. O(size), and O(k log k) for k changes. Throws a {@link SemnetError} with
   * the code `"build"` if the network would become too large.
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
   * Combines networks into one with everything they have. Every concept and every relationship has, for each network
   * that has it, an attribute {@link UNION_SOURCE} with the network's hashtag. Findings and highlights are in the order
   * of the given networks. O(size · log n). Throws a {@link SemnetError} with the code `"build"` if no networks are
   * given, or all together are too large.
   *
   * ```js
   * Network.union([bees, tides]).question; // "What moves the sea? / Why do bees dance?"
   * ```
   */
  static union(networks: readonly Network[]): Network {
    // The module takes those that it is given, so they are copies.
    const copies = input.array(networks, "the networks", "an array of networks", (one, at) =>
      wholeOf(given(one, at), "union").copy(),
    );
    return networkOf(whole("union").Network.union(copies));
  }

  /**
   * The fingerprints of the networks that this union was made of: first those with findings or highlights, in the order
   * in which they were given, then the rest, sorted. Empty if the network is not a union. O(attributes of the network).
   *
   * ```js
   * Network.union([bees, tides]).unionSources().includes(bees.fingerprint); // true
   * ```
   */
  unionSources(): string[] {
    return wholeOf(this, "unionSources").unionSources() as string[];
  }

  /**
   * The union without one of its sources, given by its hashtag or a longer beginning of its fingerprint. The result is
   * byte for byte the union of all others. O(size · log n). Additions by hand stay in the union. To replace a network,
   * make the union of the result and the new network. Throws a {@link SemnetError} with the code `"without"` if the
   * network is not a union, does not have exactly one such source, or has no other source; and with the code
   * `"fingerprint"` if no fingerprint begins with the text.
   *
   * ```js
   * Network.union([bees, tides, network]).without(tides.hashtag).equals(Network.union([bees, network])); // true
   * ```
   */
  without(source: string): Network {
    return networkOf(wholeOf(this, "without").without(input.text(source, "the name of a source")));
  }

  /**
   * An editor that begins with this network. O(findings + highlights).
   *
   * ```js
   * const editor = network.editor();
   * editor.setTitle("How Bees Tell the Way");
   * const { network: edited, changes } = editor.finish();
   * ```
   */
  editor(): Editor {
    return editorOf(wholeOf(this, "editor").editor());
  }
}
