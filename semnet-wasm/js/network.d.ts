/** The base of links when no other is given. */
export const DEFAULT_BASE: "semnet:";

