// The types of analyses: requests for a language model, and what comes of its answers.

import type { Network } from "../network.js";
import type { Change } from "./change.js";
import type { Attribute } from "./network.js";

/** A direction in which a concept grows. */
export interface Lens {
  /** The relation of what comes in. */
  readonly name: string;
  /** What a model is to name. */
  readonly instruction: string;
}

/** The options of an {@link Analysis}. */
export interface AnalysisOptions {
  /**
   * Documents. With them, only relationships are accepted whose passage is in one of them. A {@link Source} is one too.
   */
  readonly sources?: readonly { readonly name: string; readonly text: string }[] | undefined;
  /**
   * Attributes that say where the result comes from, such as the model or the date: of a new network, or else of each
   * relationship that is added. Without any, equal answers give equal hashtags.
   */
  readonly attributes?: readonly Attribute[] | undefined;
  /** How often the model is asked again for a part of an answer that cannot be used. Default: 2. */
  readonly corrections?: number | undefined;
  /** How many tokens request and answer may have together. Default: 8,192. Longer sources are sent in parts. */
  readonly contextTokens?: number | undefined;
  /** How many tokens the answer may have. Default: 2,048. */
  readonly answerTokens?: number | undefined;
  /** The most findings, or concepts that are added, to ask for. Default: 6. */
  readonly limit?: number | undefined;
}

/** The options of {@link Analysis.question}. */
export interface QuestionOptions extends AnalysisOptions {
  /** The network to which the answer is added. Default: a new one. */
  readonly into?: Network | undefined;
}

/** The sender of a message: instructions for the model, the request, or an earlier answer of the model. */
export type Role = "system" | "user" | "assistant";

/** A message of a request, as chat completions have it. */
export interface Message {
  readonly role: Role;
  readonly content: string;
}

/** A request for a language model. The caller sends it. */
export interface AnalysisRequest {
  /** Instructions, the question with its sources, and, when it corrects an answer, that answer and what was wrong with it. */
  readonly messages: readonly Message[];
  /** The JSON Schema of the answer, which servers with strict schemas take. */
  readonly schema: { readonly [name: string]: unknown };
  /** A name for the schema, of letters and underscores. */
  readonly schemaName: string;
  /** How many tokens the answer may have. */
  readonly answerTokens: number;
}

/** A part of an answer that was repaired or omitted without asking again. */
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

/** A part of an answer that cannot be taken. */
export interface Problem {
  /** Where in the answer, as JSONPath: `$.relationships[3].passage`. */
  readonly path: string;
  /** The problem, and what was expected. */
  readonly reason: string;
  /** The text that was refused, or its beginning; empty where something was missing. */
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
  /** How many answers were read. */
  readonly answers: number;
}
