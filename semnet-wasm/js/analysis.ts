// Analyses: requests for a language model, and its answers read into networks. Nothing here does I/O.

import type { Analysis as RawAnalysis } from "semnet-raw";
import { semnetError } from "./error.js";
import { Held, inMemory, rawOf, showAs } from "./held.js";
import * as input from "./input.js";
import type { Network } from "./network.js";
import { given, networkOf, wholeOf } from "./network/content.js";
import { whole } from "./raw.js";
import type {
  AnalysisOptions,
  AnalysisRequest,
  Lens,
  Message,
  Note,
  Outcome,
  Problem,
  QuestionOptions,
} from "./types/analysis.js";

const WHAT = "analysis";
const NOT_CLONEABLE = inMemory("an Analysis", "send analysis.request, and bring the answer back");

/**
 * The lenses with a predefined name and instruction. Any other name is a lens too.
 *
 * ```js
 * lenses()[0].name; // "Concrete Instances"
 * ```
 */
export const lenses = (): Lens[] => whole("lenses").lenses() as Lens[];

const OPTIONS = ["sources", "attributes", "corrections", "contextTokens", "answerTokens", "limit"] as const;

/** Options as plain data. */
function plainOptions(value: object): object {
  const given = input.fields(value, "the options of an analysis", OPTIONS);
  const { sources = [], attributes = [], contextTokens = 8192, answerTokens = 2048, corrections, limit } = given;
  const count = (value: unknown, what: string) => (value === undefined ? undefined : input.count(value, what));
  return {
    sources: input.array(sources, "the sources", "an array of sources", (source, at) => {
      const { name, text } = input.object(source, at, "an object with name and text");
      return { name: input.text(name, input.path(at, "name")), text: input.text(text, input.path(at, "text")) };
    }),
    attributes: input.array(attributes, "the attributes", "an array of objects with name and value", input.attribute),
    corrections: count(corrections, "`corrections`"),
    contextTokens: input.count(contextTokens, "`contextTokens`"),
    answerTokens: input.count(answerTokens, "`answerTokens`"),
    limit: count(limit, "the limit"),
  };
}

function plainLens(value: unknown): Partial<Lens> {
  if (typeof value === "string") return { name: input.text(value, "a lens") };
  const { name, instruction } = input.object(value, "a lens", "a name, or an object with name and instruction");
  return {
    name: input.text(name, "the name of a lens"),
    instruction: input.text(instruction, "the instruction of a lens"),
  };
}

/** The value that analysis.rs returns instead of an outcome if no answer could be used. */
interface Unusable {
  readonly message: string;
  readonly problems: readonly Problem[];
  readonly notes: readonly Note[];
}

/**
 * An analysis in progress, which makes requests for a language model and reads the answers. It does no I/O: the caller
 * sends {@link Analysis.request} to a model and passes the answer to {@link Analysis.answer}, until there are no more
 * requests. Answers are accepted as models write them: in code fences, after thinking, cut off. Unusable parts are
 * requested again; repairs and omissions are listed in the {@link Outcome}. Sources are quoted as data, between marks
 * that they cannot contain.
 *
 * ```js
 * const text = "A forager dances on the comb. The angle of her dance repeats the angle of the sun.";
 * const analysis = Analysis.question("Why do bees dance?", { sources: [{ name: "bees.txt", text }] });
 * while (analysis.request !== undefined) analysis.answer(await askModel(analysis.request.messages));
 * const { network, refused } = analysis.finish();
 * console.log(network.findings.map(({ label }) => label).join(), refused.length); // Waggle Dance 0
 * ```
 */
export class Analysis extends Held {
  private constructor(task: object | "contradictions", options: object, base: readonly Network[], what: string) {
    const { Analysis: Raw } = whole(what);
    const read = plainOptions(options);
    // The module takes those that it is given, so they are copies.
    super(
      new Raw(
        task,
        read,
        base.map((network) => wholeOf(given(network), what).copy()),
      ),
      NOT_CLONEABLE,
    );
  }

  /**
   * Answers a question, with or without sources, with a new network or as an addition to an existing one. If the
   * existing network answers another question, the new question becomes one of its concepts, joined by {@link
   * FURTHER_QUESTION}. O(length). Throws a {@link SemnetError} with the code `"analysis"` if a source is empty or the
   * context is too small, and with the code `"build"` if the question or an attribute is not allowed in a network.
   *
   * ```js
   * Analysis.question("Why do bees dance?").request.messages[0].role; // "system"
   * ```
   */
  static question(question: string, options: QuestionOptions = {}): Analysis {
    const task = { question: input.text(question, "the question") };
    const { into, ...rest } = input.fields(options, "the options of an analysis", [...OPTIONS, "into"]);
    return new Analysis(task, rest, into === undefined ? [] : [into as Network], "Analysis.question");
  }

  /**
   * Grows a concept of a network through a lens: the model names new concepts, which are joined to it by relationships
   * with the name of the lens as their relation. Existing content is not changed. O(length of the sources). Throws as
   * {@link Analysis.question} does, and with the code `"concept"` if the concept is not in the network.
   *
   * ```js
   * const analysis = Analysis.grow(network, "Waggle Dance", "Concrete Instances");
   * analysis.answer('[{"label": "Frisch’s Hive", "text": "", "passage": "In 1944, von Frisch read the dances."}]');
   * analysis.finish().changes[0].text; // 'concept "Frisch’s Hive" added'
   * ```
   */
  static grow(network: Network, concept: string, lens: string | Lens, options: AnalysisOptions = {}): Analysis {
    const task = { grow: { concept: input.text(concept, "a label"), lens: plainLens(lens) } };
    return new Analysis(task, options, [network], "Analysis.grow");
  }

  /**
   * Finds what the sources contradict in a network: each contradiction becomes a concept, joined by {@link
   * CONTRADICTED_BY} with the passage. O(length of the sources). Throws as {@link Analysis.question} does, and with the
   * code `"analysis"` if there are no sources.
   *
   * ```js
   * const analysis = Analysis.contradictions(network, { sources: [{ name: "b.txt", text: "Bees do not dance." }] });
   * analysis.part; // [1, 1]
   * ```
   */
  static contradictions(network: Network, options: AnalysisOptions): Analysis {
    return new Analysis("contradictions", options, [network], "Analysis.contradictions");
  }

  /** The next request; `undefined` after the last one. O(length of the request). */
  get request(): AnalysisRequest | undefined {
    return rawOf<RawAnalysis>(this, WHAT).request() as AnalysisRequest | undefined;
  }

  /** The part of the sources in the request, counted from 1, and the number of parts. */
  get part(): readonly [part: number, parts: number] {
    const [part = 1, parts = 1] = rawOf<RawAnalysis>(this, WHAT).part();
    return [part, parts];
  }

  /** How often the request about this part was repeated. */
  get corrections(): number {
    return rawOf<RawAnalysis>(this, WHAT).corrections();
  }

  /**
   * The messages of the request with the schema in the instructions, for servers that do not accept a schema.
   * O(length).
   */
  messagesWithSchema(): Message[] {
    return rawOf<RawAnalysis>(this, WHAT).messagesWithSchema() as Message[];
  }

  /**
   * A fingerprint of the request together with the model and the seed. Equal requests have equal fingerprints, so it
   * can be the key of a cache of answers. `undefined` after the last request. O(length).
   */
  fingerprint(model: string, seed?: number | bigint): string | undefined {
    const given = seed === undefined ? undefined : input.seed(seed);
    return rawOf<RawAnalysis>(this, WHAT).fingerprint(input.text(model, "the name of a model"), given);
  }

  /**
   * Reads the answer to the current request. Any text is accepted: usable parts are used, and the others are requested
   * again or listed in the outcome. Does nothing if there is no request. O(length of answer and sources).
   */
  answer(answer: string): void {
    rawOf<RawAnalysis>(this, WHAT).answer(input.text(answer, "an answer"));
  }

  /**
   * The result. O(size · log n). Throws a {@link SemnetError} with the code `"analysis"` while there is a request, or
   * if no answer had any usable part. The error then has all problems of the answers as `problems`, and the repairs and
   * omissions as `notes`.
   */
  finish(): Outcome {
    const outcome = rawOf<RawAnalysis>(this, WHAT).finish() as
      | (Omit<Outcome, "network"> & { network: never })
      | Unusable;
    if ("message" in outcome) {
      const { message, problems, notes } = outcome;
      throw semnetError(message, "analysis", { problems, notes });
    }
    return { ...outcome, network: networkOf(outcome.network) };
  }
}

showAs(Analysis, ({ part: [part, parts], corrections }) => ({ part, parts, corrections }));
