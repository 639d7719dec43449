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

  /** The newest draft of a subject, or of one of its forms. */
  find(network: string, owner: string, form?: string): Draft | undefined {
    return this.list.all.findLast(
      (one) => one.network === network && one.owner === owner && (form === undefined || one.form === form),
    );
  }

  /** The newest draft of each form. */
  of(network: string): Draft[] {
    return this.list.all.filter(
      (one, place, all) => one.network === network && !all.slice(place + 1).some((newer) => isSameForm(one, newer)),
    );
  }

  put(draft: Draft): void {
    this.list.change((all) => [...all.filter((one) => !isSameForm(one, draft)), draft]);
  }

  remove(draft: Omit<Draft, "values">): void {
    this.list.change((all) => all.filter((one) => !isSameForm(one, draft)));
  }

  /**
   * Drafts go on with the version that somebody goes to; `owner` is what an owner is called there. What it returns takes them
   * back, and no others.
   */
  carry(from: string, to: string, owner: (owner: string) => string = (same) => same): () => void {
    const carried = (one: Draft): Draft => ({ ...one, network: to, owner: owner(one.owner) });
    const drafts = this.list.all.filter((one) => one.network === from);
    this.list.change((all) => all.map((one) => (one.network === from ? carried(one) : one)));
    return () =>
      this.list.change((all) => all.map((one) => drafts.find((draft) => isSame(carried(draft), one)) ?? one));
  }
}

const isSame = (one: Draft, other: Draft) =>
  isSameForm(one, other) && one.values.join("\0") === other.values.join("\0");
const isSameForm = (one: Omit<Draft, "values">, other: Omit<Draft, "values">) =>
  one.network === other.network && one.owner === other.owner && one.form === other.form;
