// The types of contexts: the part of a network that fits a limit of tokens.

import type { Network } from "../network.js";
import type { Concept } from "./network.js";

/** The options of a {@link Context}: the limit, the language, and how tokens are counted. */
export interface ContextOptions {
  /** How many tokens the text may have. */
  readonly tokens: number;
  /** The language of the texts and the question, one of {@link languages}. Default: English. */
  readonly language?: string | undefined;
  /**
   * Counts the tokens of a line of the text, including its line end. It must return the same number for the same line,
   * and is called with a few thousand lines at most. By default, tokens are estimated: four ASCII characters are a
   * token, two letters of other alphabets up to U+07FF, or one of any other character; each line is rounded up.
   */
  readonly counter?: ((line: string) => number) | undefined;
}

/**
 * Why a concept is in a {@link Context}:
 * - `"matches"`: its label, its text or the passage of one of its relationships has words of the question;
 * - `"adjoins"`: a concept or passage next to it has words of the question;
 * - `"connects"`: it connects others.
 */
export type ContextReason = "matches" | "adjoins" | "connects";

/** The part of a network that answers a question within a limit of tokens. */
export interface Context {
  /** The part as a network, with its own hashtag. */
  readonly network: Network;
  /**
   * The part as plain text, to which the limit applies: a line each for the question, the title, each finding, each
   * other concept with a text, and each relationship with its passage.
   */
  readonly text: string;
  /** How many tokens the text has. It exceeds the limit only if the question alone does. */
  readonly tokens: number;
  /**
   * The worth of the chosen parts together; comparable only with other contexts for the same question in the same
   * network.
   */
  readonly score: number;
  /** The concepts of `network`, sorted by label, each with the reason why it is there. */
  readonly reasons: readonly { readonly concept: Concept; readonly reason: ContextReason }[];
}
