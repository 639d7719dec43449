// All texts of the element.

export const HELP =
  "Picture of the network. Arrow keys move from concept to concept, plus and minus zoom, 0 fits everything, Escape clears the selection.";
/** Why what was typed names no network, or several. */
export const notFound = (typed: string, { kind }: { readonly kind: "ambiguous" | "notFound" }) =>
  kind === "ambiguous"
    ? `several networks have the name or question ${JSON.stringify(typed)}; give the fingerprint of one`
    : `nothing found for ${JSON.stringify(typed)} in the store`;

/** A relationship as a sentence. */
export const sentence = (source: string, relation: string, target: string) => `${source} – ${relation} – ${target}`;
