// The worker's side: makes the calls of the page, one after the other.

import { Network, Paths, Rows, SemnetError } from "semnet-inline";
import {
  type Answer,
  type Call,
  type Free,
  type Part,
  type Port,
  type Request,
  type Trouble,
  UNDER_WAY,
  isAwaited,
  isReference,
  partOf,
} from "./messages.js";

/** The functions of the class that a page may call. */
const STATIC: readonly string[] = [
  "contextAcross",
  "from",
  "fromBytes",
  "fromFormat",
  "fromJSON",
  "fromNotes",
  "fromReport",
  "fromText",
  "merge",
  "open",
  "union",
];

/**
 * Answers the calls of a page that called `connect` of `semnet/worker`. In a worker, call it without arguments;
 * anywhere else, pass a `MessagePort`.
 *
 * ```js
 * import { serve } from "semnet/worker/serve";
 * serve();
 * ```
 */
export function serve(port: Port = globalThis as unknown as Port): void {
  const networks = new Map<number, Network>();
  const queue: Queued[] = [];
  let isScheduled = false;
  let last = 0;

  const lend = (network: Network) => {
    networks.set((last += 1), network);
    return { semnetNetwork: last };
  };

  const revive = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(revive);
    return isReference(value) ? networks.get(value.semnetNetwork) : value;
  };

  /** The value to send, in which networks are replaced by their numbers. */
  const sendable = (value: unknown): unknown => {
    if (value instanceof Network) return lend(value);
    if (value instanceof Rows || value instanceof Paths) {
      const all = value.toArray();
      value.free();
      return all;
    }
    if (typeof value === "object" && value !== null && "network" in value && value.network instanceof Network) {
      return { ...value, network: lend(value.network) };
    }
    return value;
  };

  const make = ({ network: number, name, given }: Call): unknown => {
    const revived = given.map(revive);
    if (number === undefined) {
      if (!STATIC.includes(name)) throw new TypeError(`there is no function \`${name}\``);
      return (Network[name as "fromBytes"] as (...given: unknown[]) => unknown)(...revived);
    }
    const network = networks.get(number) ?? freedNetwork();
    if (!(name in network) || name === "constructor" || name === "free")
      throw new TypeError(`a network has no \`${name}\``);
    const member = network[name as "search"] as unknown;
    return typeof member === "function" ? (member as (...given: unknown[]) => unknown).apply(network, revived) : member;
  };

  /** Parts of answers that were not sent yet, by the number of their call, each made when it is sent. */
  const outgoing: { readonly id: number; readonly send: () => void; readonly isPart: boolean }[] = [];
  let underWay = 0;

  const sendNext = (): void => {
    while (outgoing.length > 0 && (underWay < UNDER_WAY || outgoing[0]?.isPart === false)) {
      const next = outgoing.shift();
      if (next === undefined) return;
      try {
        next.send();
        if (next.isPart) underWay += 1;
      } catch (error) {
        drop(next.id);
        port.postMessage({ id: next.id, trouble: troubleOf(error) } satisfies Answer, []);
      }
    }
  };

  const drop = (aborted: number): void => {
    const left = outgoing.filter(({ id }) => id !== aborted);
    outgoing.splice(0, outgoing.length, ...left);
  };

  const answer = (call: Call): void => {
    const { id } = call;
    const send = (answer: Answer, transfer: ArrayBuffer[] = []) => port.postMessage(answer, transfer);
    const sendParts = (whole: Long, total: number, field?: string) => {
      const size = partOf(whole);
      for (let start = 0; start < whole.length; start += size) {
        const sendPart = () => {
          const part = whole.slice(start, start + size);
          send(field === undefined ? { id, part, total } : { id, part, field, total });
        };
        outgoing.push({ id, send: sendPart, isPart: true });
      }
    };
    try {
      const value = sendable(make(call));
      if (isLong(value)) return sendParts(value, value.length);
      const fields = longFields(value);
      if (fields.length === 0) return send({ id, value }, buffersOf(value));
      const total = fields.reduce((sum, [, { length }]) => sum + length, 0);
      for (const [field, whole] of fields) sendParts(whole, total, field);
      const rest = { ...(value as object), ...Object.fromEntries(fields.map(([name]) => [name, undefined])) };
      const buffers = buffersOf(rest);
      outgoing.push({ id, send: () => send({ id, value: rest, isInParts: true }, buffers), isPart: false });
    } catch (error) {
      send({ id, trouble: troubleOf(error) });
    }
  };

  // Between two calls, the messages received meanwhile are read, so aborted calls are not begun.
  const schedule = (): void => {
    const [first] = queue;
    if (isScheduled || first === undefined || first.missing > 0) return;
    isScheduled = true;
    setTimeout(next);
  };

  const next = (): void => {
    isScheduled = false;
    const first = queue.shift();
    if (first === undefined) return;
    // By now it may be one that waits for its values.
    if (first.missing > 0) {
      queue.unshift(first);
      return;
    }
    const { request, long } = first;
    if ("free" in request) {
      networks.get(request.free)?.free();
      networks.delete(request.free);
    } else if ("name" in request) answer(filled(request, long));
    sendNext();
    schedule();
  };

  port.addEventListener("message", ({ data }) => {
    const request = data as Request;
    const place = queue.findIndex((one) => "id" in one.request && one.request.id === idOf(request));
    if ("received" in request) {
      underWay -= 1;
      sendNext();
    } else if ("abort" in request) {
      if (place >= 0) queue.splice(place, 1);
      drop(request.abort);
      sendNext();
    } else if ("isLast" in request) {
      // An aborted call is no longer queued.
      const one = queue[place];
      if (one === undefined) return;
      (one.long[request.place] ??= []).push(request.given);
      if (request.isLast) one.missing -= 1;
    } else queue.push({ request, missing: "awaited" in request ? (request.awaited ?? 0) : 0, long: [] });
    schedule();
  });
  port.start?.();
}

/** A call, or a network to be freed after the calls before it. */
interface Queued {
  readonly request: Call | Free;
  /** How many of its long values have not come yet, and the parts that have. */
  missing: number;
  readonly long: Part[][];
}

/** The number of the call of a message. */
const idOf = (request: Request): number | undefined =>
  "abort" in request ? request.abort : "isLast" in request ? request.id : undefined;

/** A call with the long values that followed it. */
function filled(call: Call, long: readonly Part[][]): Call {
  if (long.length === 0) return call;
  const fill = (value: unknown) => (isAwaited(value) ? joined(long[value.semnetAwaited] ?? []) : value);
  const given = call.given.map((value) => {
    const one = fill(value);
    if (one !== value || typeof one !== "object" || one === null || Object.getPrototypeOf(one) !== Object.prototype)
      return one;
    return Object.fromEntries(Object.entries(one).map(([name, field]) => [name, fill(field)]));
  });
  return { ...call, given };
}

function joined(parts: readonly Part[]): Part {
  const [first] = parts;
  if (typeof first === "string") return parts.join("");
  if (!(first instanceof Uint8Array)) return (parts as unknown[][]).flat();
  const all = new Uint8Array((parts as Uint8Array[]).reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts as Uint8Array[]) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/** A network that throws the error of every freed one. */
function freedNetwork(): Network {
  const network = Network.from({ question: "?" });
  network.free();
  return network;
}

/** Values that are sent in parts. */
type Long = readonly unknown[] | string;

const isLong = (value: unknown): value is Long =>
  (typeof value === "string" || Array.isArray(value)) && value.length > partOf(value);

/** The fields of a plain object that are sent in parts. */
function longFields(value: unknown): [name: string, whole: Long][] {
  if (typeof value !== "object" || value === null || Object.getPrototypeOf(value) !== Object.prototype) return [];
  return Object.entries(value).filter((field): field is [string, Long] => isLong(field[1]));
}

/** The buffers of typed arrays, alone or in the fields of an object, which are transferred instead of copied. */
function buffersOf(value: unknown): ArrayBuffer[] {
  if (typeof value !== "object" || value === null) return [];
  const arrays = [value, ...(Array.isArray(value) ? [] : Object.values(value))].filter(ArrayBuffer.isView);
  return [...new Set(arrays.map(({ buffer }) => buffer as ArrayBuffer))];
}

function troubleOf(error: unknown): Trouble {
  if (error instanceof SemnetError) {
    const { code, ...place } = { ...error };
    return { name: error.name, message: error.message, code, place };
  }
  return error instanceof Error
    ? { name: error.name, message: error.message }
    : { name: "Error", message: String(error) };
}
