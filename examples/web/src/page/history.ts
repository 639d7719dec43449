// Which version came from which: kept in this browser, so that a draft is there again after the page was closed.

import { KeptList } from "./kept.js";

const KEY = "semnet-history";
const UNDONE = "semnet-undone";
const MOST = 400;

export interface Version {
  readonly fingerprint: string;
  readonly hashtag: string;
  /** The version before it. */
  readonly before: string;
  /** The edit, in words. */
  readonly what: string;
}

export class History {
  private readonly versions = new KeptList<Version>(KEY, MOST);
  /** Undone versions of this tab, the next one to redo last. */
  private readonly undone = new KeptList<string>(UNDONE, MOST, () => sessionStorage);

  /** Adds a version, and clears what could be redone. */
  add({ fingerprint, hashtag, before, what }: Version): void {
    this.undone.change(() => []);
    const version: Version = { fingerprint, hashtag, before, what };
    this.versions.change((all) => [...all.filter((one) => one.fingerprint !== fingerprint), version]);
  }

  /** The edit that a version was made by here, in words. */
  madeBy(fingerprint: string): string | undefined {
    return this.of(fingerprint)?.what;
  }

  private of(fingerprint: string): Version | undefined {
    return this.versions.all.find((one) => one.fingerprint === fingerprint);
  }

  /** The versions that lead to this one, the newest first. */
  leadingTo(fingerprint: string, versions = this.byFingerprint()): Version[] {
    const found: Version[] = [];
    const seen = new Set<string>();
    for (let one = versions.get(fingerprint); one && !seen.has(one.fingerprint); one = versions.get(one.before)) {
      seen.add(one.fingerprint);
      found.push(one);
    }
    return found;
  }

  private byFingerprint(): ReadonlyMap<string, Version> {
    return new Map(this.versions.all.map((one) => [one.fingerprint, one]));
  }

  /** Of networks that are versions of one, the first. */
  firstOfEach<T extends { readonly fingerprint: string }>(networks: readonly T[]): T[] {
    const versions = this.byFingerprint();
    const seen = new Set<string>();
    return networks.filter(({ fingerprint }) => {
      const line = [fingerprint, ...this.leadingTo(fingerprint, versions).map(({ before }) => before)];
      const isFirst = !line.some((one) => seen.has(one));
      for (const one of line) seen.add(one);
      return isFirst;
    });
  }

  private ancestors(fingerprint: string): string[] {
    return this.leadingTo(fingerprint).map(({ before }) => before);
  }

  /** The version that two came from, if both were made from it here. */
  commonTo(one: string, other: string): string | undefined {
    const ofOne = this.ancestors(one);
    const ofOther = new Set(this.ancestors(other));
    const isOne = [one, ...ofOther].includes(other) || ofOne.includes(other) || ofOther.has(one);
    return isOne ? undefined : ofOne.find((fingerprint) => ofOther.has(fingerprint));
  }

  /** Whether one of the two led to the other here, or a third one to both. */
  isRelated(one: string, other: string): boolean {
    const ofOther = new Set([other, ...this.ancestors(other)]);
    return [one, ...this.ancestors(one)].some((fingerprint) => ofOther.has(fingerprint));
  }

  /** The version before this one, if it was made here. */
  undo(fingerprint: string): string | undefined {
    const before = this.of(fingerprint)?.before;
    if (before !== undefined) this.undone.change((all) => [...all, fingerprint]);
    return before;
  }

  /** Goes to the version that a step leads to. What can be redone stays as it was where that version cannot be opened. */
  async attempt(step: () => string | undefined, open: (to: string) => Promise<boolean>): Promise<void> {
    const { all: undone } = this.undone;
    const to = step();
    if (to !== undefined && !(await open(to))) this.undone.change(() => undone);
  }

  /** Undoes all versions from this one back to one that led to it: they can be redone, one after the other. */
  backTo(fingerprint: string, to: string): string {
    const versions = this.leadingTo(fingerprint);
    const last = versions.findIndex(({ before }) => before === to);
    const undone = versions.slice(0, last + 1).map((one) => one.fingerprint);
    this.undone.change((all) => [...all, ...undone]);
    return to;
  }

  redo(fingerprint: string): string | undefined {
    const next = this.next(fingerprint);
    if (next !== undefined) this.undone.change((all) => all.slice(0, -1));
    return next;
  }

  canUndo(fingerprint: string): boolean {
    return this.of(fingerprint) !== undefined;
  }

  canRedo(fingerprint: string): boolean {
    return this.next(fingerprint) !== undefined;
  }

  /** The version that was undone last, where it was made from this one. */
  private next(fingerprint: string): string | undefined {
    const next = this.undone.all.at(-1);
    return next !== undefined && this.of(next)?.before === fingerprint ? next : undefined;
  }
}
