export { Network, NetworkBuilder, formatHashtag, parseHashtag } from "./semnet.js";
export type { Attribute, Concept, LeftOut, NewRelationship, Relationship, Report } from "./semnet.js";
export { SemnetError, type SemnetErrorCode } from "./error.js";
