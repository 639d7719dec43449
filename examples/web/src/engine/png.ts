// A network inside of a PNG: in a chunk of text, which every program keeps or ignores.

import { toBase64 } from "../base64.js";

const KEY = "semnet";

/** The PNG with a network in it. */
export function withNetwork(png: Uint8Array, bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const text = new TextEncoder().encode(`${KEY}\0${toBase64(bytes)}`);
  const chunk = new Uint8Array(12 + text.length);
  const view = new DataView(chunk.buffer);
  view.setUint32(0, text.length);
  chunk.set(new TextEncoder().encode("tEXt"), 4);
  chunk.set(text, 8);
  view.setUint32(8 + text.length, checksum(chunk.subarray(4, 8 + text.length)));
  // After the header of the image.
  const head = 33;
  const whole = new Uint8Array(png.length + chunk.length);
  whole.set(png.subarray(0, head));
  whole.set(chunk, head);
  whole.set(png.subarray(head), head + chunk.length);
  return whole;
}

/** CRC-32, as in PNG. */
function checksum(bytes: Uint8Array): number {
  let sum = 0xffffffff;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit++) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0);
  }
  return (sum ^ 0xffffffff) >>> 0;
}
