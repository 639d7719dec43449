// Changes as plain data, on their way into the module.

import { whole } from "./raw.js";
import { changesForm } from "./shape.js";
import type { Change, ChangeParts } from "./types/change.js";

/**
 * The changes that undo these: `a.apply(c).apply(inverse(c))` is `a`, byte for byte, for changes `c` that were made
 * from `a` by {@link Network.diff} or an {@link Editor}. The inverse of the inverse is redo. O(n log n). Throws a
 * {@link SemnetError} with the code `"change"` if the value is not a list of changes.
 *
 * ```js
 * after.apply(inverse(before.diff(after))).equals(before); // true
 * ```
 */
export const inverse = (changes: readonly ChangeParts[]): Change[] =>
  whole("inverse").inverse(changesForm(changes)) as Change[];
