// What the small package offers, and the whole one too.

import { seal } from "./around.js";
import { MemoryStore, Network } from "./semnet.js";
import "./store.js";

export { NetworkBuilder } from "./builder.js";
export { SemnetError } from "./error.js";
export {
  fingerprintOf,
  fingerprintRange,
  formatFingerprint,
  formatHashtag,
  nextFingerprint,
  parseFingerprint,
  parseHashtag,
  parseLink,
  parseQueryBar,
} from "./names.js";
export { DEFAULT_BASE } from "./network.js";
export { MemoryStore, Network };

// When this runs, everything has been put around them.
seal(Network, "network");
seal(MemoryStore, "store");
