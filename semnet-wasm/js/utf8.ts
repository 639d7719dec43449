// UTF-8 for environments without classes for it, such as jsdom. The build uses these instead of the global names.

const MALFORMED = "The encoded data was not valid for encoding utf-8";

class Encoder {
  readonly encoding = "utf-8";

  encode(text = ""): Uint8Array {
    const bytes: number[] = [];
    for (const character of text) {
      const point = character.codePointAt(0) ?? 0;
      const code = point >= 0xd800 && point <= 0xdfff ? 0xfffd : point;
      if (code < 0x80) bytes.push(code);
      else if (code < 0x800) bytes.push(0xc0 | (code >> 6), tail(code));
      else if (code < 0x10000) bytes.push(0xe0 | (code >> 12), tail(code >> 6), tail(code));
      else bytes.push(0xf0 | (code >> 18), tail(code >> 12), tail(code >> 6), tail(code));
    }
    return Uint8Array.from(bytes);
  }

  /** As the glue calls it: the bytes are long enough for the text. */
  encodeInto(text: string, into: Uint8Array): { read: number; written: number } {
    const bytes = this.encode(text);
    into.set(bytes);
    return { read: text.length, written: bytes.length };
  }
}

const tail = (code: number) => 0x80 | (code & 0x3f);

/** The least code point that takes this many bytes. */
const LEAST = [0, 0, 0x80, 0x800, 0x10000];

class Decoder {
  readonly encoding = "utf-8";

  /** Of bytes that must be UTF-8; a byte-order mark is kept. */
  decode(bytes: Uint8Array = new Uint8Array()): string {
    let text = "";
    for (let at = 0; at < bytes.length; ) {
      const first = bytes[at] ?? 0;
      const length =
        first < 0x80
          ? 1
          : first >= 0xc2 && first < 0xe0
            ? 2
            : first >= 0xe0 && first < 0xf0
              ? 3
              : first >= 0xf0 && first < 0xf5
                ? 4
                : 0;
      if (length === 0 || at + length > bytes.length) throw new TypeError(MALFORMED);
      let code = length === 1 ? first : first & (0x7f >> length);
      for (let place = 1; place < length; place++) {
        const next = bytes[at + place] ?? 0;
        if ((next & 0xc0) !== 0x80) throw new TypeError(MALFORMED);
        code = (code << 6) | (next & 0x3f);
      }
      if (code < (LEAST[length] ?? 0) || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff))
        throw new TypeError(MALFORMED);
      text += String.fromCodePoint(code);
      at += length;
    }
    return text;
  }
}

const own = globalThis as { TextEncoder?: typeof globalThis.TextEncoder; TextDecoder?: typeof globalThis.TextDecoder };
const Utf8Encoder = own.TextEncoder ?? (Encoder as unknown as typeof globalThis.TextEncoder);
const Utf8Decoder = own.TextDecoder ?? (Decoder as unknown as typeof globalThis.TextDecoder);

export { Encoder, Decoder, Utf8Decoder as TextDecoder, Utf8Encoder as TextEncoder };
