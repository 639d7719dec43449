// Bytes as text and back: for the saved page and the exported list.

import * as words from "./page/strings.js";

const CHUNK = 0x8000;

export function toBase64(bytes: Uint8Array): string {
  let text = "";
  for (let start = 0; start < bytes.length; start += CHUNK) {
    text += String.fromCharCode(...bytes.subarray(start, start + CHUNK));
  }
  return btoa(text);
}

/** Throws if the text is not base64. */
export function fromBase64(text: string): Uint8Array {
  let decoded: string;
  try {
    decoded = atob(text.trim());
  } catch {
    throw new Error(words.NOT_BASE64);
  }
  return Uint8Array.from(decoded, (character) => character.charCodeAt(0));
}
