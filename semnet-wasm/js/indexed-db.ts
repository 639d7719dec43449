// A store in the browser's own database. The key is the complete fingerprint, nothing is ever overwritten by other content,
// and everything that is read is checked against its key.

import { type DBSchema, type IDBPDatabase, openDB } from "idb";
import { type SemnetErrorCode, semnetError } from "./error.js";
import { refuseCloning, showAs } from "./held.js";
import * as input from "./input.js";
import { fingerprint as asFingerprint, fingerprintOf, fingerprintRange, parseQueryBar } from "./names.js";
import { Network } from "./network.js";
import { given } from "./network/content.js";
import { load } from "./raw.js";
import { MemoryStore } from "./store.js";
import type { Choice, Entry, Recovered } from "./types/store.js";
import type { SearchOptions, StoreHit } from "./types/words.js";

/** An entry of a list of networks of an {@link IndexedDBStore}. */
export interface StoredEntry extends Entry {
  /** The size of the network, in bytes. */
  readonly size: number;
  /** When it was added, in milliseconds since 1970. */
  readonly added: number;
}

/** A document that networks quote, by the fingerprint of its bytes. */
export interface StoredSource {
  readonly fingerprint: string;
  /** Its name. */
  readonly name: string;
  /** When it was added, in milliseconds since 1970. */
  readonly added: number;
}

/** A record that a network was made from another one. */
export interface StoredVersion {
  readonly fingerprint: string;
  /** The fingerprint of the network that it was made from. */
  readonly from: string;
  /** When that was added, in milliseconds since 1970. */
  readonly added: number;
}

interface Schema extends DBSchema {
  /** The entry of a network in the list, so listing reads no network. */
  entries: { key: string; value: StoredEntry };
  /** Canonical bytes, by fingerprint. */
  networks: { key: string; value: Uint8Array };
  sources: { key: string; value: StoredSource };
  /** The bytes of sources, by fingerprint. */
  documents: { key: string; value: Uint8Array };
  versions: { key: [string, string]; value: StoredVersion; indexes: { from: string } };
}

const VERSION = 2;

/**
 * The most bytes of networks in memory for look-ups; further networks are read only when they are named.
 */
const HELD = 2 ** 26;

/**
 * A store in the browser's database (IndexedDB), which keeps networks from one visit to the next, with the documents
 * that they quote and the history of their versions. Several pages may use it at the same time. Everything that is read
 * is verified against its fingerprint.
 *
 * ```js
 * import { IndexedDBStore } from "semnet";
 *
 * const store = await IndexedDBStore.open();
 * await store.add(network);
 * const found = await store.recover("why do bees dance");
 * ```
 */
export class IndexedDBStore {
  readonly #name: string;
  #database: Promise<IDBPDatabase<Schema>> | undefined;
  #isClosed = false;
  /** The part of the database that is in memory, for look-ups. */
  #memory = new MemoryStore();
  readonly #inMemory = new Set<string>();
  #held = 0;

  static {
    showAs(this, (store) => ({ name: store.#name }));
  }

  private constructor(name: string) {
    this.#name = name;
    refuseCloning(this, "an IndexedDBStore is a connection; send the name of the database, and open it there");
  }

  /**
   * Opens the database with this name, and creates it if it does not exist. Throws a {@link SemnetError} with the code
   * `"store"` if the browser provides no database (as in some private windows), and with the code `"newer"` if a newer
   * version of the package made the database.
   */
  static async open(name = "semnet"): Promise<IndexedDBStore> {
    await load();
    const store = new IndexedDBStore(input.text(name, "the name of the database"));
    await store.#open();
    return store;
  }

  #open(): Promise<IDBPDatabase<Schema>> {
    if (this.#isClosed) throw semnetError("this store was closed", "store");
    this.#database ??= this.#connect().catch((error: unknown) => {
      this.#database = undefined;
      throw asStoreError(error);
    });
    return this.#database;
  }

  async #connect(): Promise<IDBPDatabase<Schema>> {
    return await openDB<Schema>(this.#name, VERSION, {
      upgrade(database, from) {
        if (from < 1) {
          database.createObjectStore("entries", { keyPath: "fingerprint" });
          database.createObjectStore("networks");
        }
        database.createObjectStore("sources", { keyPath: "fingerprint" });
        database.createObjectStore("documents");
        database.createObjectStore("versions", { keyPath: ["fingerprint", "from"] }).createIndex("from", "from");
      },
      // Another page has a newer version: it must not wait for this one. The next call opens it again.
      blocking: (_from, _to, event) => {
        this.#database = undefined;
        (event.target as IDBDatabase).close();
      },
      terminated: () => {
        this.#database = undefined;
      },
    });
  }

  /** The result of a call of the database. If the browser or another page has closed it meanwhile, it is opened again. */
  async #ask<T>(call: (database: IDBPDatabase<Schema>) => Promise<T>): Promise<T> {
    try {
      try {
        return await call(await this.#open());
      } catch (error) {
        if (!(error instanceof Error && error.name === "InvalidStateError")) throw error;
        this.#database = undefined;
        return await call(await this.#open());
      }
    } catch (error) {
      throw asStoreError(error);
    }
  }

  /**
   * Keeps a network, and returns whether it was new. `from` is the network that it was made from, for its history. A
   * damaged network with the same fingerprint is replaced. Throws a {@link SemnetError} with the code `"quota"` if
   * there is no space left.
   */
  async add(network: Network, from?: Network | string): Promise<boolean> {
    const { fingerprint, hashtag, question, title, bytes } = given(network);
    const origin =
      from === undefined ? undefined : typeof from === "string" ? asFingerprint(from) : given(from).fingerprint;
    const isNew = !(await this.#isSound(fingerprint));
    const added = Date.now();
    await this.#ask(async (database) => {
      // All or nothing: one transaction, and it has ended when this resolves.
      const transaction = database.transaction(["entries", "networks", "versions"], "readwrite", {
        durability: "strict",
      });
      try {
        if (isNew) {
          await transaction.objectStore("networks").put(bytes, fingerprint);
          await transaction
            .objectStore("entries")
            .put({ fingerprint, hashtag, question, title, size: bytes.length, added });
        }
        const versions = transaction.objectStore("versions");
        if (
          origin !== undefined &&
          origin !== fingerprint &&
          (await versions.get([fingerprint, origin])) === undefined
        ) {
          await versions.put({ fingerprint, from: origin, added });
        }
      } catch (error) {
        // It may have ended with the error.
        transaction.done.catch(() => {});
        try {
          transaction.abort();
        } catch {}
        throw error;
      }
      await transaction.done;
    });
    return isNew;
  }

  async #isSound(fingerprint: string): Promise<boolean> {
    const bytes = await this.#ask((database) => database.get("networks", fingerprint));
    return bytes !== undefined && fingerprintOf(bytes) === fingerprint;
  }

  /**
   * The network with this fingerprint; `undefined` if the store does not have it. Throws a {@link SemnetError} with the
   * code `"store"` if the stored network is damaged.
   */
  async get(fingerprint: string): Promise<Network | undefined> {
    const key = asFingerprint(fingerprint);
    const bytes = await this.#ask((database) => database.get("networks", key));
    if (bytes === undefined) return undefined;
    if (fingerprintOf(bytes) !== key) {
      throw semnetError(
        `the network stored as ${key} is damaged: its fingerprint is ${fingerprintOf(bytes)}; add the network again`,
        "store",
      );
    }
    return Network.fromBytes(bytes);
  }

  /**
   * The networks whose fingerprint begins with `prefix` (by default all), sorted by fingerprint, at most `limit`
   * (default: 100); with `from`, only those from this fingerprint on. For the next page, pass `nextFingerprint` of the
   * last one as `from`.
   */
  async entries(prefix = "", limit = 100, from?: string): Promise<StoredEntry[]> {
    const most = input.limit(limit);
    if (most === 0) return [];
    const { first, last } = prefix === "" ? { first: "", last: "\uffff" } : fingerprintRange(prefix);
    const start = from !== undefined && asFingerprint(from) > first ? from : first;
    if (start > last) return [];
    const range = IDBKeyRange.bound(start, last);
    return await this.#ask((database) => database.getAll("entries", range, most === Infinity ? undefined : most));
  }

  /** The number of networks. */
  async count(): Promise<number> {
    return await this.#ask((database) => database.count("entries"));
  }

  /** Deletes a network, and the record of the version that it was made from. */
  async remove(fingerprint: string): Promise<void> {
    const key = asFingerprint(fingerprint);
    await this.#ask(async (database) => {
      const transaction = database.transaction(["entries", "networks", "versions"], "readwrite");
      const versions = IDBKeyRange.bound([key, ""], [key, "\uffff"]);
      await Promise.all([
        transaction.objectStore("entries").delete(key),
        transaction.objectStore("networks").delete(key),
        transaction.objectStore("versions").delete(versions),
        transaction.done,
      ]);
    });
    this.#forget();
  }

  /** A store in memory cannot remove: a new one with the remaining networks is made when it is needed. */
  #forget(): void {
    this.#memory.free();
    this.#memory = new MemoryStore();
    this.#inMemory.clear();
    this.#held = 0;
  }

  /**
   * Looks up what a person typed, as {@link MemoryStore.recover} does. Networks that do not fit into memory are found
   * only by name and by their exact question.
   */
  async recover(typed: string): Promise<Recovered> {
    const entries = await this.#takeIn();
    const found = this.#memory.recover(typed);
    if (found.kind === "network") return found;
    const large = largeOnes(
      typed,
      entries.filter(({ fingerprint }) => !this.#inMemory.has(fingerprint)),
    );
    const [first] = large;
    if (first === undefined) return found;
    if (found.kind === "ambiguous") return { kind: "ambiguous", choices: [...found.choices, ...large] };
    const network = large.length === 1 ? await this.get(first.fingerprint) : undefined;
    return network === undefined ? { kind: "ambiguous", choices: large } : { kind: "network", network };
  }

  /** The networks that match some words best, as in {@link MemoryStore.search}, of those that fit into memory. */
  async search(words: string, options?: SearchOptions): Promise<StoreHit[]> {
    await this.#takeIn();
    return this.#memory.search(words, options);
  }

  /** Loads networks that are not in memory yet, small ones first, as long as there is room. Drops deleted networks. */
  async #takeIn(): Promise<StoredEntry[]> {
    const entries = await this.entries("", Infinity);
    const there = new Set(entries.map(({ fingerprint }) => fingerprint));
    if ([...this.#inMemory].some((fingerprint) => !there.has(fingerprint))) this.#forget();
    for (const { fingerprint, size } of [...entries].sort((a, b) => a.size - b.size)) {
      if (this.#inMemory.has(fingerprint)) continue;
      if (this.#held + size > HELD) break;
      const network = await this.get(fingerprint).catch(() => undefined);
      // `get` reports a damaged network; the others are not affected.
      if (network === undefined) continue;
      this.#memory.add(network);
      network.free();
      this.#inMemory.add(fingerprint);
      this.#held += size;
    }
    return entries;
  }

  /**
   * Keeps a document that networks quote, and returns the fingerprint of its bytes. That is not the `id` of a
   * {@link Source}, which is the fingerprint of its normalised text. Texts are kept as UTF-8.
   */
  async addSource(name: string, document: string | Uint8Array): Promise<string> {
    const bytes = input.textOrBytes(document, "a document").slice();
    const fingerprint = fingerprintOf(bytes);
    const source = { fingerprint, name: input.text(name, "the name of a document"), added: Date.now() };
    await this.#ask(async (database) => {
      const transaction = database.transaction(["sources", "documents"], "readwrite", { durability: "strict" });
      const written = [
        transaction.objectStore("sources").put(source),
        transaction.objectStore("documents").put(bytes, fingerprint),
      ];
      await Promise.all([...written, transaction.done]);
    });
    return fingerprint;
  }

  /** All documents, sorted by fingerprint. */
  async sources(): Promise<StoredSource[]> {
    return await this.#ask((database) => database.getAll("sources"));
  }

  /** The bytes of a document; `undefined` if the store does not have it, or it is damaged. */
  async source(fingerprint: string): Promise<Uint8Array | undefined> {
    const key = asFingerprint(fingerprint);
    const bytes = await this.#ask((database) => database.get("documents", key));
    if (bytes === undefined || fingerprintOf(bytes) === key) return bytes;
    throw semnetError(`the document stored as ${key} is damaged; add it again`, "store");
  }

  /**
   * The history of a network, the newest version first: the network with its origin, then the origin with its own, and
   * so on.
   */
  async history(fingerprint: string): Promise<StoredVersion[]> {
    const found: StoredVersion[] = [];
    const seen = new Set<string>();
    for (let wanted = [asFingerprint(fingerprint)]; wanted.length > 0; ) {
      const next: string[] = [];
      for (const one of wanted.filter((one) => !seen.has(one))) {
        seen.add(one);
        const range = IDBKeyRange.bound([one, ""], [one, "\uffff"]);
        const versions = await this.#ask((database) => database.getAll("versions", range));
        found.push(...versions);
        next.push(...versions.map(({ from }) => from));
      }
      wanted = next;
    }
    return found;
  }

  /** The networks that were made directly from this one. */
  async successors(fingerprint: string): Promise<StoredVersion[]> {
    const key = asFingerprint(fingerprint);
    return await this.#ask((database) => database.getAllFromIndex("versions", "from", key));
  }

  /** Closes the database and frees the memory. The store cannot be used afterwards. */
  async close(): Promise<void> {
    if (this.#isClosed) return;
    const database = this.#database;
    this.#isClosed = true;
    this.#memory.free();
    (await database)?.close();
  }
}

function largeOnes(typed: string, entries: readonly StoredEntry[]): Choice[] {
  const query = parseQueryBar(typed);
  const name = query.kind === "name" ? query.prefix : query.kind === "link" ? query.link.name : undefined;
  const is = ({ fingerprint, question }: StoredEntry) =>
    name === undefined ? query.kind === "question" && query.question === question : fingerprint.startsWith(name);
  return entries
    .filter(is)
    .map(({ fingerprint, hashtag, question, title }) => ({ fingerprint, hashtag, question, title, name: fingerprint }));
}

const CODES: Readonly<Record<string, readonly [SemnetErrorCode, string]>> = {
  QuotaExceededError: ["quota", "the browser has no room left for this network; remove others, or save it as a file"],
  VersionError: [
    "newer",
    "the database was made by a newer version of semnet; load the page again, or update the package",
  ],
};

function asStoreError(error: unknown): unknown {
  if (!(error instanceof Error) || error.name === "SemnetError") return error;
  const [code, message] = CODES[error.name] ?? ["store", `the browser's database failed: ${error.message}`];
  return semnetError(message, code);
}
