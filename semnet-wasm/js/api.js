// What the package offers, wherever the WebAssembly module comes from. In the small package, small.js stands in its place.

import "./parts.js";
import "./rank.js";

export { SOURCE } from "./change.js";
export { formatOfContent, formatOfFileName, formats, passedOver } from "./format.js";
export { Paths } from "./paths.js";
export { Rows } from "./rows.js";
export { MemoryStore } from "./store.js";
export { ALIAS, SHARED_THEME, languages } from "./words.js";

// The last, for it seals networks.
export * from "./small.js";
