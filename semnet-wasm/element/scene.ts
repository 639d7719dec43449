// The source of a picture: the scene of the package, and the places of its parts.

import type { PictureCard, PictureLine, PictureScene, PictureSharedLine } from "semnet";

export type { PictureCard as Card, PictureLine as Line, PictureScene as Scene, PictureSharedLine as Shared };

/** A running layout. `next` returns the places found so far: of the cards, of the words of lines, of shared words. */
export interface Layout {
  readonly scene: PictureScene;
  next(): Promise<{ readonly places: Float64Array; readonly progress: number }>;
}

/** The selection in a picture. */
export type Choice =
  | { readonly kind: "concept"; readonly label: string }
  | { readonly kind: "line"; readonly id: number }
  /** A connection of shared words, by its place in the scene. */
  | { readonly kind: "shared"; readonly place: number };

/** How a concept differs from another network. */
export type Mark = "new" | "gone" | "changed";
