// What the small package offers, and the whole one too.

import { seal } from "./around.js";
import { Network } from "./semnet.js";

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
export { Network };

// When this runs, everything has been put around it.
seal(Network, "network");
