// Decides which large networks are in WebAssembly's memory. The garbage collector does not know how much that is, and
// WebAssembly never returns memory to the system. So the least recently used networks are moved out, as bytes in
// JavaScript, and are moved back when they are used again.

import type { Network as RawNetwork } from "semnet-raw";
import type { Module } from "../raw.js";

/** The place of a network: in a module, or outside as bytes, or nowhere once it was freed. */
export interface Place {
  raw: RawNetwork | undefined;
  module: Module;
  bytes: Uint8Array | undefined;
  /** The bytes that it takes, if it is one of the large ones. */
  size: number;
  /** The time of its last use, and the value of that at the last check. */
  used: number;
  looked: number;
}

/** Those below are left to the finalizers of wasm-bindgen. */
const LARGE = 2 ** 16;

/** The bytes of large networks in the module. */
const MOST = 2 ** 25;

/** Networks used this recently may be in use by the call that is running. */
const RECENT = 16;

const inside = new Set<Place>();
let total = 0;
let now = 0;

// Some servers have none: memory is given back with the isolate there.
const finalizers =
  typeof FinalizationRegistry === "undefined" ? undefined : new FinalizationRegistry<Place>((place) => leave(place));

/** Counts a network that was moved in, and moves others out. `owner` is the object that it belongs to, if it is new. */
export function admit(place: Place, owner?: object): void {
  if (place.raw === undefined) return;
  const size = place.raw.byteLength;
  if (size < LARGE) return;
  place.size = size;
  use(place);
  inside.add(place);
  total += size;
  if (owner !== undefined) finalizers?.register(owner, place);
  if (total > MOST) makeRoom();
}

export function use(place: Place): void {
  if (place.size > 0) place.used = now += 1;
}

/** Frees the network at its place. */
export function leave(place: Place): void {
  if (inside.delete(place)) total -= place.size;
  place.raw?.free();
  place.raw = undefined;
}

/** The bytes of a network outside the module. */
export const isKeptOutside = (place: Place): Uint8Array | undefined =>
  place.raw === undefined ? place.bytes : undefined;

/** The clock algorithm: who was used since the hand came by stays for another round. */
function makeRoom(): void {
  for (let rounds = 2 * inside.size; total > MOST && rounds > 0; rounds--) {
    const [place] = inside;
    if (place === undefined) return;
    inside.delete(place);
    if (place.used > place.looked || place.used > now - RECENT) {
      place.looked = place.used;
      inside.add(place);
      continue;
    }
    total -= place.size;
    place.bytes = place.raw?.bytes;
    place.raw?.free();
    place.raw = undefined;
  }
}
