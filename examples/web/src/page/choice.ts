// What a person has chosen: a concept, a line, or a thematic connection.

export type Choice =
  | { readonly kind: "concept"; readonly label: string }
  | { readonly kind: "line"; readonly id: number }
  | { readonly kind: "shared"; readonly place: number };
