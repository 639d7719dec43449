// The page's side of a worker: the same API with promises. Nothing of WebAssembly is loaded here.

import { SemnetError, semnetError } from "../error.js";
import type { Network } from "../network.js";
import type { Paths } from "../paths.js";
import type { Row, Rows } from "../rows.js";
import {
  type Answer,
  type Awaited,
  type Call,
  type Part,
  type Port,
  type Reference,
  type Request,
  isReference,
  partOf,
} from "./messages.js";

/** The progress of a result that arrives in parts. */
export interface Progress {
  readonly received: number;
  readonly total: number;
}

/** The options of each call. */
export interface CallOptions {
  /**
   * Rejects the call with a {@link SemnetError} with the code `"aborted"`. A call that the worker has not begun is not
   * made; otherwise its result is dropped.
   */
  readonly signal?: AbortSignalLike | undefined;
  /** Called as the parts of a long list arrive. */
  readonly onProgress?: ((progress: Progress) => void) | undefined;
}

/** An `AbortSignal`. */
export interface AbortSignalLike {
  readonly aborted: boolean;
  addEventListener(type: "abort", listener: () => void): void;
  removeEventListener(type: "abort", listener: () => void): void;
}

/** The properties of a network. */
const PROPERTIES = [
  "attributes",
  "bytes",
  "conceptCount",
  "concepts",
  "findings",
  "fingerprint",
  "hashtag",
  "highlights",
  "question",
  "questionConcept",
  "relationshipCount",
  "relationships",
  "relations",
  "title",
] as const satisfies readonly (keyof Network)[];

/** Methods that take functions of the caller, or return objects, which cannot be sent between a page and a worker. */
type NotRemote =
  | "connectionsWithEmbeddings"
  | "editor"
  | "free"
  | "kShortestPathsWeighted"
  | "pagerankWeighted"
  | "shortestPathWeighted"
  | "toBuilder"
  | "toFormatWithEvidence"
  | typeof Symbol.dispose;

type Remotely<R> = R extends Network
  ? RemoteNetwork
  : R extends Rows
    ? Row[]
    : R extends Paths<infer P>
      ? P[]
      : R extends { readonly network: Network }
        ? Omit<R, "network"> & { readonly network: RemoteNetwork }
        : R;

type Handed<A> = {
  [K in keyof A]: A[K] extends Network
    ? RemoteNetwork
    : A[K] extends readonly Network[]
      ? readonly RemoteNetwork[]
      : A[K];
};

/** A network in a worker: its properties are promises, its methods return them. */
export type RemoteNetwork = {
  readonly [K in Exclude<keyof Network, NotRemote>]: Network[K] extends (...given: infer A) => infer R
    ? (...given: Handed<A>) => Promise<Remotely<R>>
    : Promise<Remotely<Network[K]>>;
} & {
  /** The same network, with options for the calls made through it. */
  with(options: CallOptions): RemoteNetwork;
  /** Frees its memory in the worker. */
  free(): void;
};

type Static = typeof Network;

/** The functions of a worker. */
export type RemoteSemnet = {
  readonly [K in
    | "contextAcross"
    | "from"
    | "fromBytes"
    | "fromFormat"
    | "fromJSON"
    | "fromNotes"
    | "fromReport"
    | "fromText"
    | "merge"
    | "open"
    | "union"]: Static[K] extends (...given: infer A) => infer R
    ? (...given: Handed<A>) => Promise<Remotely<R>>
    : never;
} & {
  /** The same, with options for the calls made through it. */
  with(options: CallOptions): RemoteSemnet;
  /** Stops the worker. Unfinished calls are rejected with the code `"worker"`. */
  close(): void;
};

interface Waiting {
  resolve(value: unknown): void;
  reject(error: unknown): void;
  readonly options: CallOptions;
  /** The parts received so far of a value that arrives in parts, and of its fields. */
  whole: unknown[] | string | undefined;
  readonly fields: Map<string, unknown[] | string>;
  received: number;
}

/** A network in the worker, as long as any object on this side refers to it, with any options. */
interface Handle {
  readonly number: number;
}

const handles = new WeakMap<object, Handle>();

/** The calls of one worker. */
class Connection {
  readonly #port: Port;
  readonly #waiting = new Map<number, Waiting>();
  readonly #finalizers =
    typeof FinalizationRegistry === "undefined"
      ? undefined
      : new FinalizationRegistry<number>((number) => this.#send({ free: number }));
  #last = 0;
  #ended: SemnetError | undefined;

  constructor(port: Port) {
    this.#port = port;
    port.addEventListener("message", ({ data }) => this.#take(data as Answer));
    for (const type of ["error", "messageerror"] as const) {
      port.addEventListener(type, (event) => {
        const { message = "no reason was given" } = event as { message?: string };
        this.end(`the worker stopped: ${message}`);
      });
    }
    port.start?.();
  }

  #send(request: Request): void {
    if (this.#ended === undefined) this.#port.postMessage(request, []);
  }

  call(network: number | undefined, name: string, given: readonly unknown[], options: CallOptions): Promise<unknown> {
    const { signal } = options;
    return new Promise((resolve, reject) => {
      if (this.#ended !== undefined) return reject(this.#ended);
      const aborted = () => semnetError(`the call of \`${name}\` was aborted`, "aborted");
      if (signal?.aborted === true) return reject(aborted());
      const id = (this.#last += 1);
      const abort = () => {
        this.#waiting.delete(id);
        this.#send({ abort: id });
        reject(aborted());
      };
      const ended =
        <T>(end: (value: T) => void) =>
        (value: T) => {
          signal?.removeEventListener("abort", abort);
          end(value);
        };
      const long: Part[] = [];
      const sent = given.map((value) => handOver(takeLong(value, long)));
      const call: Call = { id, network, name, given: sent, ...(long.length > 0 && { awaited: long.length }) };
      this.#send(call);
      signal?.addEventListener("abort", abort);
      this.#waiting.set(id, {
        resolve: ended(resolve),
        reject: ended(reject),
        options,
        whole: undefined,
        fields: new Map(),
        received: 0,
      });
      if (long.length > 0) void this.#give(id, long);
    });
  }

  /** Sends the long values of a call in parts, and lets the page do something else meanwhile. */
  async #give(id: number, long: readonly Part[]): Promise<void> {
    let end = performance.now() + SLICE;
    for (const [place, whole] of long.entries()) {
      const size = partOf(whole);
      for (let start = 0; start < whole.length; start += size) {
        const isLast = start + size >= whole.length;
        try {
          this.#send({ id, place, given: handOver(slice(whole, start, start + size)) as Part, isLast });
        } catch (error) {
          // An item that cannot be cloned. The worker must not wait for the others.
          this.#send({ abort: id });
          this.#waiting.get(id)?.reject(error);
          this.#waiting.delete(id);
          return;
        }
        if (performance.now() < end) continue;
        await nextTask();
        if (!this.#waiting.has(id)) return;
        end = performance.now() + SLICE;
      }
    }
  }

  #take(answer: Answer): void {
    const waiting = this.#waiting.get(answer.id);
    if ("part" in answer) this.#send({ received: answer.id });
    if (waiting === undefined) {
      // The result is not needed any more.
      if ("value" in answer && isReference(answer.value)) this.#send({ free: answer.value.semnetNetwork });
      return;
    }
    if ("part" in answer) {
      const { part, field, total } = answer;
      if (field === undefined) waiting.whole = joined(waiting.whole, part);
      else waiting.fields.set(field, joined(waiting.fields.get(field), part));
      waiting.received += part.length;
      waiting.options.onProgress?.({ received: waiting.received, total });
      // Fields go into a value that is still to come.
      if (field !== undefined || waiting.received < total) return;
    }
    this.#waiting.delete(answer.id);
    if ("trouble" in answer) {
      const { name, message, code, place } = answer.trouble;
      waiting.reject(
        name === "SemnetError" && code !== undefined
          ? semnetError(message, code, place)
          : new Error(`${name}: ${message}`),
      );
    } else {
      if ("part" in answer) return waiting.resolve(waiting.whole);
      const { value, isInParts } = answer;
      waiting.resolve(
        this.#revive(isInParts ? { ...(value as object), ...Object.fromEntries(waiting.fields) } : value),
      );
    }
  }

  #revive(value: unknown): unknown {
    if (isReference(value)) return this.network(value.semnetNetwork, {});
    // A merge has a network among its fields.
    if (typeof value === "object" && value !== null && "network" in value && isReference(value.network)) {
      return { ...value, network: this.network(value.network.semnetNetwork, {}) };
    }
    return value;
  }

  network(number: number, options: CallOptions, known?: Handle): RemoteNetwork {
    const handle = known ?? { number };
    const target = {
      with: (options: CallOptions) => this.network(number, options, handle),
      free: () => this.#send({ free: number }),
    };
    const network = new Proxy(target, {
      get: (target, name) => {
        if (typeof name === "symbol" || name === "then") return undefined;
        if (name in target) return target[name as keyof typeof target];
        if ((PROPERTIES as readonly string[]).includes(name)) return this.call(number, name, [], options);
        return (...given: unknown[]) => this.call(number, name, given, options);
      },
    });
    handles.set(network, handle);
    if (known === undefined) this.#finalizers?.register(handle, number);
    return network as unknown as RemoteNetwork;
  }

  end(reason: string): void {
    this.#ended ??= semnetError(reason, "worker");
    for (const { reject } of this.#waiting.values()) reject(this.#ended);
    this.#waiting.clear();
    this.#port.terminate?.();
    this.#port.close?.();
  }
}

/** A list or a text with one more part. */
function joined(before: unknown[] | string | undefined, part: readonly unknown[] | string): unknown[] | string {
  if (typeof part === "string") return `${(before ?? "") as string}${part}`;
  const list = (before ?? []) as unknown[];
  for (const item of part) list.push(item);
  return list;
}

/** Replaces networks by their numbers. */
function handOver(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(handOver);
  const handle = typeof value === "object" && value !== null ? handles.get(value) : undefined;
  return handle === undefined ? value : ({ semnetNetwork: handle.number } satisfies Reference);
}

/** For how long parts are sent in one go, in milliseconds. */
const SLICE = 8;

/** Resolves after the other tasks of this thread that wait. (A timer would come milliseconds later.) */
function nextTask(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(undefined);
  });
}

const isLong = (value: unknown): value is Part =>
  (typeof value === "string" || Array.isArray(value) || value instanceof Uint8Array) && value.length > partOf(value);

/** A copy of a part. For a view of bytes, its complete buffer would be cloned. */
const slice = (whole: Part, start: number, end: number): Part =>
  whole instanceof Uint8Array ? new Uint8Array(whole.subarray(start, end)) : whole.slice(start, end);

/** Replaces a value that is sent in parts, and fields of a plain object that are, by their places in `long`. */
function takeLong(value: unknown, long: Part[]): unknown {
  const take = (one: unknown) => (isLong(one) ? ({ semnetAwaited: long.push(one) - 1 } satisfies Awaited) : one);
  if (typeof value !== "object" || value === null || Object.getPrototypeOf(value) !== Object.prototype)
    return take(value);
  const fields = Object.entries(value);
  return fields.some(([, field]) => isLong(field))
    ? Object.fromEntries(fields.map(([name, field]) => [name, take(field)]))
    : value;
}

/** Refuses objects that are not a {@link Port}, such as a `Worker` of Node. */
function assertPort(worker: unknown): void {
  const { postMessage, addEventListener } = (worker ?? {}) as { readonly [field in keyof Port]?: unknown };
  if (typeof postMessage === "function" && typeof addEventListener === "function") return;
  const advice = "in Node, give a port of a MessageChannel";
  throw semnetError(`the worker must have postMessage and addEventListener, as a browser's has; ${advice}`, "type");
}

/**
 * Connects to the package in a worker that called `serve` of `semnet/worker/serve`. The result has the same API with
 * promises, and does not keep this thread busy.
 *
 * ```js
 * // worker.js
 * import { serve } from "semnet/worker/serve";
 * serve();
 * ```
 *
 * ```js
 * import { connect } from "semnet/worker";
 *
 * const semnet = connect(new Worker(new URL("./worker.js", import.meta.url), { type: "module" }));
 * const network = await semnet.fromBytes(bytes);
 * const hits = await network.with({ signal: AbortSignal.timeout(500) }).search("dancing bees");
 * ```
 */
export function connect(worker: Port): RemoteSemnet {
  assertPort(worker);
  const connection = new Connection(worker);
  const offer = (options: CallOptions): RemoteSemnet => {
    const target = { with: offer, close: () => connection.end("the worker was closed") };
    return new Proxy(target, {
      get: (target, name) => {
        if (typeof name === "symbol" || name === "then") return undefined;
        if (name in target) return target[name as keyof typeof target];
        return (...given: unknown[]) => connection.call(undefined, name, given, options);
      },
    }) as unknown as RemoteSemnet;
  };
  return offer({});
}

export { SemnetError };
export type { SemnetErrorCode } from "../error.js";
export type { Port };
