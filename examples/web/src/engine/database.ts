// Networks in the browser's own database. The key is the whole fingerprint, nothing is ever overwritten by something else,
// and whoever reads checks the bytes against the key.

import { type DBSchema, type IDBPDatabase, openDB } from "idb";
import { messageOf } from "../error.js";
import type { Kept } from "./types.js";
import * as words from "../page/strings.js";

interface Schema extends DBSchema {
  /** The list's entry of each network, so listing reads no network. */
  entries: { key: string; value: Kept };
  /** Canonical bytes, by fingerprint. */
  networks: { key: string; value: Uint8Array };
}

/** Where networks are kept from one visit to the next. */
export interface Database {
  entries(): Promise<Kept[]>;
  bytes(fingerprint: string): Promise<Uint8Array | undefined>;
  add(entry: Kept, bytes: Uint8Array): Promise<void>;
  remove(fingerprint: string): Promise<void>;
}

/** Opens the database of this origin. Rejects where the browser has none to give. */
export async function openDatabase(): Promise<Database> {
  const database = await openDB<Schema>("semnet", 1, {
    upgrade(empty) {
      empty.createObjectStore("entries", { keyPath: "fingerprint" });
      empty.createObjectStore("networks");
    },
    // Another page has a newer version: it must not wait for this one.
    blocking: (_from, _to, event) => (event.target as IDBDatabase).close(),
  });
  return new Indexed(database);
}

class Indexed implements Database {
  constructor(private readonly database: IDBPDatabase<Schema>) {}

  entries(): Promise<Kept[]> {
    return this.database.getAll("entries");
  }

  bytes(fingerprint: string): Promise<Uint8Array | undefined> {
    return this.database.get("networks", fingerprint);
  }

  /** Both or neither: one transaction, and it has ended when this resolves. */
  async add(entry: Kept, bytes: Uint8Array): Promise<void> {
    const transaction = this.database.transaction(["entries", "networks"], "readwrite", { durability: "strict" });
    const written = [
      transaction.objectStore("entries").put(entry),
      transaction.objectStore("networks").put(bytes, entry.fingerprint),
      transaction.done,
    ];
    await Promise.all(written);
  }

  async remove(fingerprint: string): Promise<void> {
    const transaction = this.database.transaction(["entries", "networks"], "readwrite");
    const removed = [
      transaction.objectStore("entries").delete(fingerprint),
      transaction.objectStore("networks").delete(fingerprint),
      transaction.done,
    ];
    await Promise.all(removed);
  }
}

/** The words for an error of the database. */
export function sayDatabaseError(error: unknown): string {
  if (error instanceof Error && error.name === "QuotaExceededError") {
    return words.NO_ROOM;
  }
  return words.notKept(messageOf(error));
}
