// Pictures: the drawn parts of a network, and their places.

import type { PictureOfCall as RawPicture } from "semnet-raw";
import { Held, inMemory, rawOf, showAs } from "./held.js";
import * as input from "./input.js";
import type { PictureOptions, PictureScene } from "./types/picture.js";

let make: ((raw: RawPicture) => Picture) | undefined;

const WHAT = "picture";
const NOT_CLONEABLE = inMemory("a Picture", "send picture.scene and picture.places()");

/**
 * The picture of a network: cards and lines with their places, which are computed step by step, with the same result on
 * every machine.
 *
 * ```js
 * const picture = network.picture();
 * while (picture.progress < 1) picture.advance(20);
 * const [x, y] = picture.places();
 * ```
 */
export class Picture extends Held {
  #scene: PictureScene | undefined;

  private constructor(raw: RawPicture) {
    super(raw, NOT_CLONEABLE);
  }

  /** The drawn elements, without their places. */
  get scene(): PictureScene {
    const raw = rawOf<RawPicture>(this, WHAT);
    return (this.#scene ??= raw.scene() as PictureScene);
  }

  /** The progress of the layout, from 0 to 1. */
  get progress(): number {
    return rawOf<RawPicture>(this, WHAT).progress;
  }

  /** Takes this many steps of the layout. */
  advance(steps: number): void {
    rawOf<RawPicture>(this, WHAT).advance(input.count(steps, "the number of steps"));
  }

  /** The x and y, in pixels, of all cards, then of the words of lines that have words, then of the shared words. */
  places(): Float64Array {
    return rawOf<RawPicture>(this, WHAT).places();
  }

  static {
    make = (raw) => new this(raw);
  }
}

showAs(Picture, ({ progress }) => ({ progress }));

export const pictureOf = (raw: RawPicture): Picture => make!(raw);

/** The options in the form that crosses into WebAssembly. */
export function optionsOf(value: PictureOptions | undefined): [tall: boolean, middle: string | undefined] {
  if (value === undefined) return [false, undefined];
  const { tall, middle } = input.fields(value, "the options of a picture", ["tall", "middle"]);
  return [
    tall === undefined ? false : input.boolean(tall, "`tall`"),
    middle === undefined ? undefined : input.text(middle, "the label in the middle"),
  ];
}
