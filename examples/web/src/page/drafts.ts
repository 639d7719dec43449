// Texts in the forms of editing that are not saved yet. It stays in this browser until it is saved or discarded, so that
// leaving loses nothing.

const KEY = "semnet-drafts";
const MOST = 100;

export interface Draft {
  /** The fingerprint of the network that it belongs to. */
  readonly network: string;
  /** The subject of the draft: `concept LABEL`, `line SOURCE RELATION TARGET`, `network`, `add`. */
  readonly owner: string;
  /** The form. */
  readonly form: string;
  readonly values: readonly string[];
}

function read(): Draft[] {
  try {
    const all: unknown = JSON.parse(localStorage.getItem(KEY) ?? "[]");
    return Array.isArray(all) ? (all as Draft[]) : [];
  } catch {
    return [];
  }
}

export class Drafts {
  private drafts = read();

  find(network: string, owner: string, form?: string): Draft | undefined {
    return this.drafts.find(
      (one) => one.network === network && one.owner === owner && (form === undefined || one.form === form),
    );
  }

  of(network: string): Draft[] {
    return this.drafts.filter((one) => one.network === network);
  }

  put(draft: Draft): void {
    this.write([...this.drafts.filter((one) => !isSameForm(one, draft)), draft].slice(-MOST));
  }

  remove(draft: Omit<Draft, "values">): void {
    this.write(this.drafts.filter((one) => !isSameForm(one, draft)));
  }

  /** Drafts go on with the version that somebody goes to; `owner` is what an owner is called there. */
  carry(from: string, to: string, owner: (owner: string) => string = (same) => same): void {
    this.write(
      this.drafts.map((one) => (one.network === from ? { ...one, network: to, owner: owner(one.owner) } : one)),
    );
  }

  private write(drafts: Draft[]): void {
    this.drafts = drafts;
    try {
      localStorage.setItem(KEY, JSON.stringify(drafts));
    } catch {
      // A file from disk keeps nothing; they hold for this visit.
    }
  }
}

const isSameForm = (one: Omit<Draft, "values">, other: Omit<Draft, "values">) =>
  one.network === other.network && one.owner === other.owner && one.form === other.form;
