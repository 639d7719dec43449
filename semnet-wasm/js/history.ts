// Histories: which version of a network came from which, when, and by what.

import type { History as RawHistory } from "semnet-raw";
import { Held, equalByContent, inMemory, rawOf, showAs } from "./held.js";
import * as input from "./input.js";
import { fingerprint } from "./names.js";
import { whole } from "./raw.js";
import type { Revision } from "./types/edit.js";

const WHAT = "history";
const NOT_CLONEABLE = inMemory("a History", "send history.toString(), and read it by History.parse");

/**
 * A set of revisions. It is kept next to networks, and is not part of them. Its text has one line of JSON for each
 * revision, so a file grows at its end, and two concatenated files are a history too.
 *
 * ```js
 * const history = new History();
 * history.add({ from: [before.fingerprint], to: after.fingerprint, when: 1_800_000_000, by: "an editor" });
 * history.of(after.fingerprint).length; // 1
 * History.parse(history.toString()).of(before.fingerprint).length; // 0
 * ```
 */
export class History extends Held implements Iterable<Revision> {
  /** A history of these revisions; empty by default. */
  constructor(revisions: Iterable<Revision> = []) {
    if (typeof revisions !== "object" || revisions === null || !(Symbol.iterator in revisions))
      throw input.wrongType("the revisions", "an array of revisions", revisions);
    super(new (whole("History").History)(), NOT_CLONEABLE);
    equalByContent(this, NOT_CLONEABLE, () => this.toString());
    for (const revision of revisions) this.add(revision);
  }

  /**
   * Parses the lines that {@link History.toString} wrote; empty ones are skipped. O(n log n). Throws a {@link
   * SemnetError} with the code `"history"` and the `line` if a line is not a revision.
   */
  static parse(text: string): History {
    const read = whole("History").History.parse(input.text(text, "the text of a history"));
    try {
      return new History(read.all() as Revision[]);
    } finally {
      read.free();
    }
  }

  /** Adds a revision, and returns whether it is new. O(log n). */
  add(revision: Revision): boolean {
    const { from, to, when, by } = input.fields(revision, "the fields of a revision", ["from", "to", "when", "by"]);
    return rawOf<RawHistory>(this, WHAT).add({
      from: input.array(from, "`from`", "an array of fingerprints", input.text),
      to: fingerprint(to),
      when: input.count(when, "the time of a revision"),
      by: input.text(by, "`by`"),
    });
  }

  /**
   * All revisions that led to a network, each once and the latest first: those that made it, those that made its
   * predecessors, and so on. O(their number · log n).
   */
  of(network: string): Revision[] {
    return rawOf<RawHistory>(this, WHAT).of(fingerprint(network)) as Revision[];
  }

  /** A line of JSON for each revision, each ended by LF. O(n). */
  override toString(): string {
    return rawOf<RawHistory>(this, WHAT).text();
  }

  /** All revisions, sorted by the networks that they made. */
  *[Symbol.iterator](): Generator<Revision, undefined> {
    yield* rawOf<RawHistory>(this, WHAT).all() as Revision[];
  }
}

showAs(History, (history) => ({ revisions: [...history].length }));
