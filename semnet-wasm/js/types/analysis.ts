// The types of analyses: requests for a language model, and the results of its answers.

import type { Network } from "../network.js";
import type { Change } from "./change.js";
import type { Attribute } from "./network.js";

/** A direction in which a concept grows. */
export interface Lens {
  /** The name, which is the relation of the added concepts. */
  readonly name: string;
  /** The instruction: what a model is asked to name. */
  readonly instruction: string;
}

/** The options of an {@link Analysis}. */
export interface AnalysisOptions {
  /**
   * Documents. If there are any, a relationship is accepted only if its passage is in one of them. A {@link Source} is
   * also accepted.
   */
  readonly sources?: readonly { readonly name: string; readonly text: string }[] | undefined;
  /**
   * Attributes that record the origin of the result, such as the model or the date. They are set on a new network, or
   * on each relationship that is added to an existing one. Without any, equal answers give equal hashtags.
   */
  readonly attributes?: readonly Attribute[] | undefined;
  /** How often unusable parts of an answer are requested again. Default: 2. */
  readonly corrections?: number | undefined;
  /**
   * How many tokens the request and the answer may have together, estimated as one for every 3 bytes. Default: 8,192.
   * Longer sources are sent in parts.
   */
  readonly contextTokens?: number | undefined;
  /** How many tokens the answer may have. Default: 2,048. */
  readonly answerTokens?: number | undefined;
  /** How many findings, or added concepts, to request at most. Default: 6. */
  readonly limit?: number | undefined;
}

/** The options of {@link Analysis.question}. */
export interface QuestionOptions extends AnalysisOptions {
  /** The network to which the answer is added. Default: a new one. */
  readonly into?: Network | undefined;
}

/** The sender of a message: instructions for the model, the request, or an earlier answer of the model. */
export type Role = "system" | "user" | "assistant";

/** A message of a request, in the form of chat completions. */
export interface Message {
  readonly role: Role;
  readonly content: string;
}

/** A request for a language model. The caller sends it. */
export interface AnalysisRequest {
  /**
   * The messages, in order: the instructions, and the question with its sources. A correction also has the previous
   * answer and its problems.
   */
  readonly messages: readonly Message[];
  /** The JSON Schema of the answer, which meets the rules of servers with strict schemas. */
  readonly schema: { readonly [name: string]: unknown };
  /** A name for the schema, of letters and underscores. */
  readonly schemaName: string;
  /** How many tokens the answer may have. */
  readonly answerTokens: number;
}

/** A repair of an answer, or an omission from it, that does not need another request. */
export interface Note {
  /** Where in the answer, as JSONPath: `$.relationships[3].passage`. */
  readonly path: string;
  /** The repair or omission, with its reason. */
  readonly message: string;
  /** How many strings, numbers and booleans of the answer are not in the result; 0 after a repair. */
  readonly omitted: number;
  /** The note as a line. */
  readonly text: string;
}

/** A part of an answer that cannot be used. */
export interface Problem {
  /** Where in the answer, as JSONPath: `$.relationships[3].passage`. */
  readonly path: string;
  /** The problem, and the expected form. */
  readonly reason: string;
  /** The refused text, or its beginning; empty if something was missing. */
  readonly found: string;
  /** The problem as a line. */
  readonly text: string;
}

/** The result of an {@link Analysis}. */
export interface Outcome {
  /** The network: a new one, or the given one with the additions. */
  readonly network: Network;
  /** The changes to the network that the answer was added to; undefined for a new network. */
  readonly changes?: Change[];
  /** The refused parts that no correction has replaced. */
  readonly refused: readonly Problem[];
  /** The repairs and omissions. */
  readonly notes: readonly Note[];
  /** The number of answers that were read. */
  readonly answers: number;
}
