// Reasons of scores in words, as the library's own program has them.

import type { MatchReason, ScoreReason } from "semnet-node";

export const SCORE_REASONS: Readonly<Record<ScoreReason | MatchReason, string>> = {
  equal: "equal",
  alias: "share an alias",
  nearLabel: "have labels that are near",
  nearRelation: "have other relations",
  sameWords: "have the same words",
  partOfPassage: "one is a part of the other",
  form: "differ only in letter case, accents or punctuation",
  wordForms: "have other forms of the same words",
  address: "differ only in an article or a form of address",
  initials: "one is the initials of the other",
  partOfName: "one is a part of the other’s name",
  spelling: "differ in one letter",
};
