// Which large networks lie in WebAssembly's memory. The garbage collector does not see how much that is, and memory that was
// once taken is never given back to the system: so those that have not been used for longest go out, as bytes that JavaScript
// holds, and come back when they are used again.

import type { Network as RawNetwork } from "semnet-raw";
import type { Module } from "../raw.js";

/** Where a network lies: in a module, or outside as bytes, or nowhere once it was freed. */
export interface Place {
  raw: RawNetwork | undefined;
  module: Module;
  bytes: Uint8Array | undefined;
  /** How many bytes it takes, where it is one of the large ones. */
  size: number;
  /** When it was last used, and when it had been when it was last looked at. */
  used: number;
  looked: number;
}

/** Those below are left to the finalizers of wasm-bindgen. */
const LARGE = 2 ** 16;

/** How many bytes of large networks lie inside. */
const MOST = 2 ** 25;

/** Networks used this recently may be in use by the call that is running. */
const RECENT = 16;

const inside = new Set<Place>();
let total = 0;
let now = 0;

// Some servers have none: memory is given back with the isolate there.
const finalizers =
  typeof FinalizationRegistry === "undefined" ? undefined : new FinalizationRegistry<Place>((place) => leave(place));

/** Counts a network that has come in, and lets others go out. `owner` is the object that it belongs to, when it is new. */
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

/** Frees the network where it lies. */
export function leave(place: Place): void {
  if (inside.delete(place)) total -= place.size;
  place.raw?.free();
  place.raw = undefined;
}

/** The bytes of a network that lies outside. */
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
