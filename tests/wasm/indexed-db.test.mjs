// The store in the browser's database: with a database in memory that fails on request.

import "fake-indexeddb/auto";
import assert from "node:assert/strict";
import { test } from "node:test";
import { inspect } from "node:util";
import { IndexedDBStore, Network, NetworkBuilder, fingerprintOf, nextFingerprint } from "semnet";
import { REPORT } from "./bees.mjs";

const bees = Network.fromReport(REPORT);
const tea = new NetworkBuilder("Why is tea hot?").concept("Tea", "It was boiled.").build();
let names = 0;
const open = () => IndexedDBStore.open(`test ${names++}`);

/** A call of the database itself. */
const asked = (request) =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

async function change(name, store, act) {
  const database = await asked(indexedDB.open(name));
  const transaction = database.transaction(store, "readwrite");
  await asked(act(transaction.objectStore(store)));
  database.close();
}

test("networks come back, and adding twice is adding once", async () => {
  const store = await open();
  assert.equal(await store.add(bees), true);
  assert.equal(await store.add(bees), false);
  assert.equal(await store.add(tea), true);
  assert.ok((await store.get(bees.fingerprint)).equals(bees));
  assert.equal(await store.get("0".repeat(44)), undefined);
  assert.equal(await store.count(), 2);
  const entries = await store.entries();
  assert.deepEqual(
    entries.map(({ fingerprint }) => fingerprint),
    [bees.fingerprint, tea.fingerprint].sort(),
  );
  const entry = entries.find(({ hashtag }) => hashtag === bees.hashtag);
  assert.deepEqual([entry.question, entry.title, entry.size], [bees.question, bees.title, bees.bytes.length]);
  await store.close();
  await assert.rejects(store.count(), { code: "store", message: /was closed/ });
});

test("a store cannot be cloned, and console.log shows its name", async () => {
  const store = await IndexedDBStore.open("shelf");
  assert.throws(() => structuredClone(store), { name: "DataCloneError", message: /send the name of the database/ });
  assert.equal(inspect(store), "IndexedDBStore { name: 'shelf' }");
  assert.notDeepEqual(store, await IndexedDBStore.open("shelf"));
});

test("entries are listed by prefix and page by page", async () => {
  const store = await open();
  const all = [];
  for (let number = 0; number < 20; number++) {
    const network = new NetworkBuilder(`Question ${number}?`).build();
    all.push(network.fingerprint);
    await store.add(network);
  }
  all.sort();
  const listed = [];
  for (let from; ; ) {
    const page = await store.entries("", 7, from);
    listed.push(...page.map(({ fingerprint }) => fingerprint));
    if (page.length < 7) break;
    from = nextFingerprint(page.at(-1).fingerprint);
  }
  assert.deepEqual(listed, all);
  const [first] = all;
  assert.deepEqual(
    (await store.entries(first.slice(0, 6))).map(({ fingerprint }) => fingerprint),
    [first],
  );
  assert.deepEqual(await store.entries("", 0), []);
  await assert.rejects(store.entries("!"), { code: "fingerprint" });
  await store.close();
});

test("what is typed is recovered, words are searched for, and what is removed is gone", async () => {
  const store = await open();
  await store.add(bees);
  await store.add(tea);
  for (const typed of [bees.hashtag, "why do bees dance", bees.toShortLink()]) {
    const found = await store.recover(typed);
    assert.equal(found.kind, "network", typed);
    assert.ok(found.network.equals(bees));
  }
  assert.deepEqual(
    (await store.search("boiled")).map(({ network }) => network.hashtag),
    [tea.hashtag],
  );
  const other = new NetworkBuilder("Why do bees dance?").build();
  await store.add(other);
  assert.equal((await store.recover("why do bees dance")).kind, "ambiguous");
  await store.remove(other.fingerprint);
  await store.remove(tea.fingerprint);
  assert.equal((await store.recover("why do bees dance")).kind, "network");
  assert.deepEqual(await store.search("boiled"), []);
  assert.equal((await store.recover(tea.hashtag)).kind, "notFound");
  await store.close();
});

test("documents are kept by their fingerprint", async () => {
  const store = await open();
  const fingerprint = await store.addSource("a book", "Bees dance. 🐝");
  assert.equal(fingerprint, fingerprintOf(new TextEncoder().encode("Bees dance. 🐝")));
  assert.equal(new TextDecoder().decode(await store.source(fingerprint)), "Bees dance. 🐝");
  assert.deepEqual(
    (await store.sources()).map(({ name }) => name),
    ["a book"],
  );
  assert.equal(await store.source("0".repeat(44)), undefined);
  await store.close();
});

test("a history says which version came from which", async () => {
  const store = await open();
  const [one, two, three] = ["One", "Two", "Three"].map((label) => new NetworkBuilder("Q?").concept(label).build());
  await store.add(one);
  await store.add(two, one);
  await store.add(three, two.fingerprint);
  // A circle ends.
  await store.add(one, three);
  const pairs = (versions) => versions.map(({ fingerprint, from }) => [fingerprint, from]);
  assert.deepEqual(pairs(await store.history(three.fingerprint)), [
    [three.fingerprint, two.fingerprint],
    [two.fingerprint, one.fingerprint],
    [one.fingerprint, three.fingerprint],
  ]);
  assert.deepEqual(pairs(await store.successors(one.fingerprint)), [[two.fingerprint, one.fingerprint]]);
  await store.remove(two.fingerprint);
  assert.deepEqual(await store.successors(one.fingerprint), []);
  await store.close();
});

test("several pages use one database, and see what the others do", async () => {
  const name = `test ${names++}`;
  const [a, b] = [await IndexedDBStore.open(name), await IndexedDBStore.open(name)];
  await Promise.all([a.add(bees), b.add(tea), a.add(tea), b.add(bees)]);
  assert.equal(await b.count(), 2);
  assert.equal((await b.recover("why is tea hot")).kind, "network");
  await a.remove(tea.fingerprint);
  assert.equal((await b.recover("why is tea hot")).kind, "notFound");
  await Promise.all([a.close(), b.close()]);
});

test("what was changed from outside is told, and added again", async () => {
  const name = `test ${names++}`;
  const store = await IndexedDBStore.open(name);
  await store.add(bees);
  await store.add(tea);
  await change(name, "networks", (networks) => networks.put(tea.bytes, bees.fingerprint));
  await assert.rejects(store.get(bees.fingerprint), { code: "store", message: /is damaged: its fingerprint is/ });
  assert.equal((await store.recover(tea.hashtag)).kind, "network");
  assert.equal(await store.add(bees), true);
  assert.ok((await store.get(bees.fingerprint)).equals(bees));
  await store.close();
});

test("a full disk is told, and nothing is half there", async (t) => {
  const store = await open();
  const { put } = IDBObjectStore.prototype;
  t.mock.method(IDBObjectStore.prototype, "put", function (value, key) {
    if (this.name === "networks") throw new DOMException("no room", "QuotaExceededError");
    return put.call(this, value, key);
  });
  await assert.rejects(store.add(bees), { name: "SemnetError", code: "quota", message: /no room left/ });
  t.mock.restoreAll();
  assert.equal(await store.count(), 0);
  assert.equal(await store.add(bees), true);
  await store.close();
});

test("a database of a newer version is told, one of an older version is kept, and a newer page need not wait", async () => {
  const name = `test ${names++}`;
  // As the page of the first release made it.
  const request = indexedDB.open(name, 1);
  request.onupgradeneeded = () => {
    request.result.createObjectStore("entries", { keyPath: "fingerprint" });
    request.result.createObjectStore("networks");
  };
  const old = await asked(request);
  const { fingerprint, hashtag, question, title, bytes } = bees;
  const transaction = old.transaction(["entries", "networks"], "readwrite");
  transaction.objectStore("entries").put({ fingerprint, hashtag, question, title, size: bytes.length, added: 1 });
  await asked(transaction.objectStore("networks").put(bytes, fingerprint));
  old.close();
  const store = await IndexedDBStore.open(name);
  assert.ok((await store.get(fingerprint)).equals(bees));
  assert.equal(typeof (await store.addSource("a book", "text")), "string");
  const newer = await asked(indexedDB.open(name, 99));
  await assert.rejects(store.count(), { code: "newer", message: /newer version of semnet/ });
  newer.close();
  await assert.rejects(IndexedDBStore.open(name), { code: "newer" });
});

test("where there is no database, that is told", async (t) => {
  t.mock.method(globalThis.indexedDB, "open", () => {
    throw new DOMException("not here", "SecurityError");
  });
  await assert.rejects(open(), { name: "SemnetError", code: "store", message: /database failed: not here/ });
});
