// Networks in the browser's database: the store of the package, as the shelf needs it.

import { IndexedDBStore, Network, SemnetError } from "semnet";
import { messageOf } from "../error.js";
import type { Kept } from "./types.js";
import * as words from "../page/strings.js";

/** Where networks are kept from one visit to the next. */
export interface Database {
  entries(): Promise<Kept[]>;
  bytes(fingerprint: string): Promise<Uint8Array | undefined>;
  add(entry: Kept, bytes: Uint8Array): Promise<void>;
  remove(fingerprint: string): Promise<void>;
}

/** Opens the database of this origin. Rejects if the browser does not provide one. */
export async function openDatabase(): Promise<Database> {
  const store = await IndexedDBStore.open();
  return {
    entries: () => store.entries("", Infinity),
    bytes: async (fingerprint) => {
      const network = await store.get(fingerprint);
      const bytes = network?.bytes;
      network?.free();
      return bytes;
    },
    add: async (_, bytes) => {
      const network = Network.fromBytes(bytes);
      await store.add(network);
      network.free();
    },
    remove: (fingerprint) => store.remove(fingerprint),
  };
}

/** The words for an error of the database. */
export function sayDatabaseError(error: unknown): string {
  if (error instanceof SemnetError && error.code === "quota") {
    return words.NO_ROOM;
  }
  return words.notKept(messageOf(error));
}
