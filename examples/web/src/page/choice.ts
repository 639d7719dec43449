// What a person has chosen: a concept, a line, or a thematic connection.

export type Choice =
  | { readonly kind: "concept"; readonly label: string }
  /** A relationship by its number in the whole network, and the concepts that it joins, by which it is found where it is not drawn. */
  | { readonly kind: "line"; readonly id: number; readonly ends?: readonly [string, string] }
  | { readonly kind: "shared"; readonly pair: readonly [string, string] };

export function isSame(one: Choice, other: Choice | undefined): boolean {
  switch (one.kind) {
    case "concept":
      return other?.kind === "concept" && other.label === one.label;
    case "line":
      return other?.kind === "line" && other.id === one.id;
    case "shared":
      return other?.kind === "shared" && isSamePair(other.pair, one.pair);
  }
}

export const isSamePair = (one: readonly string[], other: readonly string[]) =>
  one.every((label) => other.includes(label));
