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
   * The changes from this network to another one: none exactly when the two are equal. Each describes what happened in
   * plain fields and, in `text`, in words. A concept that was renamed is recognised by what it kept: the same text, or at least
   * half of what it and the new one have together. To carry edits over to another version, {@link Network.apply} the changes
   * of {@link Editor.finish}: they have every rename.
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
   * The network with changes made to it, from {@link Network.diff} or from its JSON form. The changes also apply to other networks
   * that have everything they change. Changes that edits returned one after the other may be joined into one list: they make the
   * network that the edits made, or are refused. Throws a {@link SemnetError} with the code `"change"` for a change that does not fit
   * the network, and for a value that is not a list of changes.
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
   * Combines the changes that two networks made to the same base. Where their changes do not go together, the network has
   * what `ours` has, and the conflict is listed. Throws a {@link SemnetError} with the code `"build"` when the network
   * would become too large.
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
   * All that the networks have, in one: every concept and every relationship with an attribute
   * {@link UNION_SOURCE}, the hashtag of the network, for each network that has it. Findings and highlights stand in the order of the networks given. Throws a
   * {@link SemnetError} with the code `"build"` for no networks at all, and when all together are too large.
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
   * The fingerprints of the networks that this union was made of, those with findings or highlights first, in the order in which
   * they were given, then the rest; none for a network that is not a union. O(attributes of the network).
   *
   * ```js
   * Network.union([bees, tides]).unionSources().includes(bees.fingerprint); // true
   * ```
   */
  unionSources(): string[] {
    return wholeOf(this, "unionSources").unionSources() as string[];
  }

  /**
   * The union without one of its sources, named by its hashtag or more of its fingerprint: byte for byte what the union of
   * all others would be. O(size log n). Additions by hand stay in the union. To replace a network, unite the result with
   * the new one. Throws a {@link SemnetError} with the code `"without"` where the network is not a union, or does not have
   * exactly one such source and another one; with the code `"fingerprint"` for text that no fingerprint begins with.
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
