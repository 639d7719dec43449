// Texts in the forms of editing that are not saved yet. Each stays in this browser until it is saved or discarded, so that
// leaving loses nothing.

import { KeptList } from "./kept.js";

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

export class Drafts {
  private readonly list = new KeptList<Draft>(KEY, MOST);

  find(network: string, owner: string, form?: string): Draft | undefined {
    return this.list.all.find(
      (one) => one.network === network && one.owner === owner && (form === undefined || one.form === form),
    );
  }

  of(network: string): Draft[] {
    return this.list.all.filter((one) => one.network === network);
  }

  put(draft: Draft): void {
    this.list.change((all) => [...all.filter((one) => !isSameForm(one, draft)), draft]);
  }

  remove(draft: Omit<Draft, "values">): void {
    this.list.change((all) => all.filter((one) => !isSameForm(one, draft)));
  }

  /** Drafts go on with the version that somebody goes to; `owner` is what an owner is called there. */
  carry(from: string, to: string, owner: (owner: string) => string = (same) => same): void {
    this.list.change((all) =>
      all.map((one) => (one.network === from ? { ...one, network: to, owner: owner(one.owner) } : one)),
    );
  }
}

const isSameForm = (one: Omit<Draft, "values">, other: Omit<Draft, "values">) =>
  one.network === other.network && one.owner === other.owner && one.form === other.form;
