// All texts of the element.

export const HELP =
  "Picture of the network. Arrow keys move from concept to concept, plus and minus zoom, 0 fits everything, Escape clears the choice.";
export const NO_NETWORK = "this link holds no network: it is a short link; give the full link, JSON, or bytes";

/** A relationship as a sentence. */
export const sentence = (source: string, relation: string, target: string) => `${source} – ${relation} – ${target}`;
