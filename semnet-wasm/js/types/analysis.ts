// The types of analyses: requests for a language model, and what comes of its answers.

import type { Network } from "../network.js";
import type { Change } from "./change.js";
import type { Attribute } from "./network.js";

/** A direction in which a concept grows. */
export interface Lens {
  /** The relation of what comes in. */
  readonly name: string;
  /** What a model is asked to name. */
  readonly instruction: string;
}

/** The options of an {@link Analysis}. */
export interface AnalysisOptions {
  /**
   * Documents. With them, only relationships come in whose passage stands in one of them. A {@link Source} is one too.
   */
  readonly sources?: readonly { readonly name: string; readonly text: string }[] | undefined;
  /**
   * Attributes that say where the result comes from, such as the model or the date: of a new network, or else of each
   * relationship that is added. Without any, equal answers give equal hashtags.
   */
  readonly attributes?: readonly Attribute[] | undefined;
  /** How often a part of an answer that cannot be taken is asked again; 2 when it is left out. */
  readonly corrections?: number | undefined;
  /** How many tokens request and answer may have together; 8,192 when it is left out. Longer sources are asked about in parts. */
  readonly contextTokens?: number | undefined;
  /** How many tokens the answer may have; 2,048 when it is left out. */
  readonly answerTokens?: number | undefined;
  /** The most findings, or concepts that are added, to ask for; 6 when it is left out. */
  readonly limit?: number | undefined;
}

/** The options of {@link Analysis.question}. */
export interface QuestionOptions extends AnalysisOptions {
  /** The network to which the answer is added; a new one when it is left out. */
  readonly into?: Network | undefined;
}

/** Who says a message: instructions for the model, what it is asked, what it answered before. */
export type Role = "system" | "user" | "assistant";

/** A message of a request, as chat completions have it. */
export interface Message {
  readonly role: Role;
  readonly content: string;
}

/** A request for a language model. What sends it is the caller's. */
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

/** Something that was repaired or left out of an answer without asking again. */
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

/** What came of an {@link Analysis}. */
export interface Outcome {
  /** The network: a new one, or the one that was added to with what was added. */
  readonly network: Network;
  /** The changes from the network that was added to; left out for a new network. */
  readonly changes?: Change[];
  /** The refused parts that no correction has replaced. */
  readonly refused: readonly Problem[];
  /** The repairs and omissions. */
  readonly notes: readonly Note[];
  /** How many answers were read. */
  readonly answers: number;
}
