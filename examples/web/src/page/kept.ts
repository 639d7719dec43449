// A list that stays in this browser, and that all tabs of the page share, or in this tab: each change is made to the list as it
// is kept now.

export class KeptList<T> {
  /** Takes the list's place where the browser keeps nothing; it lasts for this visit. */
  private own: T[] | undefined;

  constructor(
    private readonly key: string,
    /** How many there are at most: the oldest go. */
    private readonly most: number,
    /** The browser's, or the tab's. A page without an origin is refused both. */
    private readonly storage = () => localStorage,
  ) {}

  get all(): readonly T[] {
    if (this.own !== undefined) return this.own;
    try {
      const all: unknown = JSON.parse(this.storage().getItem(this.key) ?? "[]");
      return Array.isArray(all) ? (all as T[]) : [];
    } catch {
      return [];
    }
  }

  change(change: (all: readonly T[]) => readonly T[]): void {
    const changed = change(this.all).slice(-this.most);
    try {
      this.storage().setItem(this.key, JSON.stringify(changed));
    } catch {
      this.own = changed;
    }
  }
}
