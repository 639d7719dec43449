// How networks are drawn.

import * as input from "../input.js";
import type { Network } from "../network.js";
import { optionsOf, type Picture, pictureOf } from "../picture.js";
import { whole } from "../raw.js";
import type { PictureOptions } from "../types/picture.js";
import { networkOf, wholeOf } from "./content.js";
import { Contexts } from "./context.js";

/** Pictures, and SVG. */
export abstract class Pictures extends Contexts {
  /**
   * The picture of this network, before the first step of its layout.
   *
   * ```js
   * const { cards } = network.picture({ tall: true }).scene;
   * ```
   */
  picture(options?: PictureOptions): Picture {
    return pictureOf(wholeOf(this, "picture").picture(...optionsOf(options)));
  }

  /**
   * The picture as SVG, with the network in its metadata, from which {@link Network.fromSVG} reads it. The same network
   * always gives the same text.
   *
   * ```js
   * const svg = network.toSVG();
   * ```
   */
  toSVG(options?: PictureOptions): string {
    return wholeOf(this, "toSVG").toSVG(...optionsOf(options));
  }

  /**
   * The network in the metadata of an SVG. Throws a {@link SemnetError} with the code `"format"` if it has no intact
   * network.
   *
   * ```js
   * Network.fromSVG(network.toSVG()).equals(network); // true
   * ```
   */
  static fromSVG(svg: string): Network {
    return networkOf(whole("fromSVG").Network.fromSVG(input.text(svg, "an SVG")));
  }
}
