// Which version came from which: kept in this browser, so that a draft is there again after the page was closed.

const KEY = "semnet-history";
const MOST = 400;

export interface Version {
  readonly fingerprint: string;
  readonly hashtag: string;
  /** The version before it. */
  readonly before: string;
  /** The edit, in words. */
  readonly what: string;
}

function read(): Version[] {
  try {
    const all: unknown = JSON.parse(localStorage.getItem(KEY) ?? "[]");
    return Array.isArray(all) ? (all as Version[]) : [];
  } catch {
    return [];
  }
}

export class History {
  private versions = read();
  /** Undone versions, the next one to redo last. */
  private undone: string[] = [];

  /** Adds a version, and clears what could be redone. */
  add({ fingerprint, hashtag, before, what }: Version): void {
    this.undone = [];
    const version: Version = { fingerprint, hashtag, before, what };
    this.versions = [...this.versions.filter((one) => one.fingerprint !== fingerprint), version].slice(-MOST);
    try {
      localStorage.setItem(KEY, JSON.stringify(this.versions));
    } catch {
      // A file from disk keeps nothing; the history holds for this visit.
    }
  }

  private of(fingerprint: string): Version | undefined {
    return this.versions.find((one) => one.fingerprint === fingerprint);
  }

  /** The versions that lead to this one, the newest first. */
  leadingTo(fingerprint: string): Version[] {
    const found: Version[] = [];
    const seen = new Set<string>();
    for (let one = this.of(fingerprint); one && !seen.has(one.fingerprint); one = this.of(one.before)) {
      seen.add(one.fingerprint);
      found.push(one);
    }
    return found;
  }

  /** The version that two came from, if both were made from it here. */
  commonTo(one: string, other: string): string | undefined {
    const chain = (fingerprint: string) => this.leadingTo(fingerprint).map(({ before }) => before);
    const ofOther = new Set(chain(other));
    const isOne = [one, ...ofOther].includes(other) || chain(one).includes(other) || ofOther.has(one);
    return isOne ? undefined : chain(one).find((fingerprint) => ofOther.has(fingerprint));
  }

  /** The version before this one, if it was made here. */
  undo(fingerprint: string): string | undefined {
    const before = this.of(fingerprint)?.before;
    if (before !== undefined) this.undone.push(fingerprint);
    return before;
  }

  redo(fingerprint: string): string | undefined {
    const next = this.undone.at(-1);
    if (next === undefined || this.of(next)?.before !== fingerprint) return undefined;
    return this.undone.pop();
  }

  canUndo(fingerprint: string): boolean {
    return this.of(fingerprint) !== undefined;
  }

  canRedo(fingerprint: string): boolean {
    const next = this.undone.at(-1);
    return next !== undefined && this.of(next)?.before === fingerprint;
  }
}
