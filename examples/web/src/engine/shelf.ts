// The networks that this page has: in memory, where the package looks them up, and in the browser's database.

import { MemoryStore, Network, parseQueryBar, type Recovered } from "semnet";
import { type Database, sayDatabaseError } from "./database.js";
import type { Kept, Offer } from "./types.js";
import * as words from "../page/strings.js";

/** The bytes of networks that are kept open for look-ups; larger ones are opened when they are named. */
const HELD = 64 * 1024 * 1024;

export type Found =
  | { readonly kind: "network"; readonly network: Network }
  | { readonly kind: "ambiguous"; readonly choices: readonly Offer[] }
  | { readonly kind: "notFound"; readonly suggestions: readonly Offer[] };

export class Shelf {
  private store = new MemoryStore();
  private readonly inStore = new Set<string>();
  /** Networks that are only in memory. */
  private readonly own = new Map<string, { readonly entry: Kept; readonly network: Network }>();
  private held = 0;
  private atHand: Promise<Kept[]> | undefined;

  constructor(private readonly database: Database | undefined) {}

  /** Keeps a network; returns the reason if it is only in this page. */
  async keep(network: Network): Promise<string | undefined> {
    const { fingerprint, hashtag, question, title, bytes } = network;
    const entry = { fingerprint, hashtag, question, title, size: bytes.length, added: Date.now() };
    this.hold(network, bytes.length);
    this.atHand = undefined;
    if (this.database === undefined) {
      this.own.set(fingerprint, { entry, network });
      return undefined;
    }
    try {
      // A stored network that cannot be read is damaged: the network in memory replaces it.
      const stored = await this.read(fingerprint).catch(() => undefined);
      if (stored === undefined) await this.database.add(entry, bytes);
      this.atHand = undefined;
      this.own.delete(fingerprint);
      return undefined;
    } catch (error) {
      this.own.set(fingerprint, { entry, network });
      return sayDatabaseError(error);
    }
  }

  /** The list for suggestions while a person types: as it was last read, so no keystroke waits for the disk. */
  async listAtHand(): Promise<Kept[]> {
    this.atHand ??= this.list();
    return this.atHand.catch(() => {
      this.atHand = undefined;
      return [];
    });
  }

  /** The networks of this page, the newest first. */
  async list(): Promise<Kept[]> {
    const reading = this.readList();
    this.atHand = reading;
    return reading;
  }

  private async readList(): Promise<Kept[]> {
    const stored = (await this.database?.entries()) ?? [];
    const known = new Set(stored.map(({ fingerprint }) => fingerprint));
    const own = [...this.own.values()].map(({ entry }) => entry).filter(({ fingerprint }) => !known.has(fingerprint));
    return [...stored, ...own].sort((a, b) => b.added - a.added || (a.fingerprint < b.fingerprint ? -1 : 1));
  }

  /** The network with this fingerprint, checked. */
  async get(fingerprint: string): Promise<Network | undefined> {
    return this.store.get(fingerprint) ?? this.own.get(fingerprint)?.network ?? (await this.read(fingerprint));
  }

  async forget(fingerprint: string): Promise<void> {
    this.own.delete(fingerprint);
    await this.database?.remove(fingerprint);
    this.atHand = undefined;
    // A store cannot remove: a new one with the remaining networks is made when it is needed.
    this.store = new MemoryStore();
    this.inStore.clear();
    this.held = 0;
    for (const { network } of this.own.values()) this.hold(network, network.bytes.length);
  }

  /** Looks up what a person typed. */
  async recover(typed: string): Promise<Found> {
    const listed = await this.list();
    await this.holdAll(listed);
    const found = asFound(this.store.recover(typed));
    if (found.kind === "network") return found;
    const large = await this.recoverLarge(typed, listed);
    if (large === undefined) return found;
    return found.kind === "ambiguous"
      ? { kind: "ambiguous", choices: [...found.choices, ...large.offers] }
      : large.found;
  }

  /** Networks that are not in memory, by name and by exact question. */
  private async recoverLarge(typed: string, listed: readonly Kept[]) {
    const query = parseQueryBar(typed);
    const name = query.kind === "name" ? query.prefix : query.kind === "link" ? query.link.name : undefined;
    const offers = listed
      .filter(({ fingerprint }) => !this.inStore.has(fingerprint))
      .filter(({ fingerprint, question }) =>
        name === undefined ? query.kind === "question" && query.question === question : fingerprint.startsWith(name),
      )
      .map((entry) => ({ ...entry, name: entry.fingerprint }));
    const [first] = offers;
    if (first === undefined) return undefined;
    const network = offers.length === 1 ? await this.read(first.fingerprint) : undefined;
    const found: Found = network ? { kind: "network", network } : { kind: "ambiguous", choices: offers };
    return { offers, found };
  }

  /** Opens the networks that are not open yet, the small ones first, as long as there is room. */
  private async holdAll(listed: readonly Kept[]): Promise<void> {
    for (const { fingerprint, size } of [...listed].sort((a, b) => a.size - b.size)) {
      if (this.inStore.has(fingerprint)) continue;
      if (this.held + size > HELD) return;
      try {
        const network = await this.read(fingerprint);
        if (network) this.hold(network, size);
      } catch {
        // Damaged: opening it by name reports that; the others are not affected.
      }
    }
  }

  private hold(network: Network, size: number): void {
    if (this.inStore.has(network.fingerprint)) return;
    this.store.add(network);
    this.inStore.add(network.fingerprint);
    this.held += size;
  }

  /** Reads a network and compares it with its key. */
  private async read(fingerprint: string): Promise<Network | undefined> {
    const bytes = await this.database?.bytes(fingerprint);
    if (bytes === undefined) return undefined;
    const network = Network.fromBytes(bytes);
    if (network.fingerprint === fingerprint) return network;
    throw new Error(words.changedOutside(fingerprint, network.fingerprint));
  }
}

function asFound(found: Recovered): Found {
  if (found.kind !== "notFound") return found;
  return { kind: "notFound", suggestions: found.suggestions.map((one) => ({ ...one, name: one.fingerprint })) };
}
