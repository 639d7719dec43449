// The exports of the package, regardless of how the WebAssembly module is loaded.

export { Analysis, lenses } from "./analysis.js";
export { NetworkBuilder } from "./builder.js";
export { inverse } from "./changes.js";
export { Editor } from "./editor.js";
export { SemnetError, type SemnetErrorCode } from "./error.js";
export { Source, check, checkPassages, cite } from "./evidence.js";
export { detectFormat, formatFromPath, formats, languages, skipped } from "./formats.js";
export type { Embedding, Weight } from "./functions.js";
export {
  ALIAS,
  CONTESTED,
  CONTRADICTED_BY,
  DEFAULT_BASE,
  FURTHER_QUESTION,
  KEY_FINDING,
  PROMPT_VERSION,
  QUOTE_END,
  QUOTE_EXACT,
  QUOTE_PREFIX,
  QUOTE_SOURCE,
  QUOTE_SOURCE_NAME,
  QUOTE_START,
  QUOTE_SUFFIX,
  SHARED_THEME,
  UNION_SOURCE,
  UNION_SOURCES,
} from "./generated/constants.js";
export { History } from "./history.js";
export { IndexedDBStore, type StoredEntry, type StoredSource, type StoredVersion } from "./indexed-db.js";
export {
  type FillableGraph,
  type GraphologyClass,
  type GraphologyGraph,
  type ImportedGraph,
  fromCytoscape,
  fromGraphology,
  toCytoscape,
  toGraphology,
} from "./libraries.js";
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
export { Network } from "./network.js";
export { Paths } from "./paths.js";
export { Picture } from "./picture.js";
export { load } from "./raw.js";
export { type Row, Rows } from "./rows.js";
export { score, stability } from "./score.js";
export { MemoryStore } from "./store.js";
export type * from "./types/analysis.js";
export type * from "./types/change.js";
export type * from "./types/context.js";
export type * from "./types/edit.js";
export type * from "./types/evidence.js";
export type * from "./types/format.js";
export type * from "./types/network.js";
export type * from "./types/picture.js";
export type * from "./types/rank.js";
export type * from "./types/score.js";
export type * from "./types/store.js";
export type * from "./types/words.js";
