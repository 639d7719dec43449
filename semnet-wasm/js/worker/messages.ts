// The messages between a page and a worker.

import type { SemnetErrorCode } from "../error.js";

/** A network in the worker, by its number there. */
export interface Reference {
  readonly semnetNetwork: number;
}

/** A call: of a function of the package, or of a network. */
export interface Call {
  readonly id: number;
  /** The number of the network; undefined for a static function of the class. */
  readonly network?: number | undefined;
  readonly name: string;
  /** The arguments. Long ones, and long fields of plain objects, are {@link Awaited}. */
  readonly given: readonly unknown[];
  /** How many of these there are. */
  readonly awaited?: number;
}

/** A long value among the arguments of a call, which follows it in parts. */
export interface Awaited {
  readonly semnetAwaited: number;
}

/** A part of a long value of a call; the last one ends it. */
export interface Given {
  readonly id: number;
  readonly place: number;
  readonly given: Part;
  readonly isLast: boolean;
}

/** A message that a call need not be made any more. */
export interface Abort {
  readonly abort: number;
}

/** A message that networks are not used any more. */
export interface Free {
  readonly free: number;
}

/** Acknowledges a part of an answer, so the next one may follow. */
export interface Received {
  readonly received: number;
}

export type Request = Call | Given | Abort | Free | Received;

/** How many parts are under way at most. A page that they keep coming to does nothing else. */
export const UNDER_WAY = 3;

export interface Trouble {
  readonly name: string;
  readonly message: string;
  readonly code?: SemnetErrorCode;
  readonly place?: object;
}

/**
 * The value, or the error that was thrown. Long lists and texts, either the value itself or its fields, are sent in
 * parts before the value, which then lacks them. The message of a part has the total of items or characters.
 */
export type Answer =
  | { readonly id: number; readonly part: readonly unknown[] | string; readonly field?: string; readonly total: number }
  | { readonly id: number; readonly value: unknown; readonly isInParts?: true }
  | { readonly id: number; readonly trouble: Trouble };

/**
 * Lists are sent in parts of this many items, texts in parts of this many characters, and bytes in parts of this many, so
 * no part takes long to write or read.
 */
export const PART = 1_000;
export const TEXT_PART = 2 ** 20;
export const BYTES_PART = 2 ** 22;

/** A value that is sent in parts, or a part of one. */
export type Part = readonly unknown[] | string | Uint8Array;

/** The length of a part of such a value. */
export const partOf = (long: Part): number =>
  typeof long === "string" ? TEXT_PART : ArrayBuffer.isView(long) ? BYTES_PART : PART;

/** A worker, or a port to one. */
export interface Port {
  postMessage(message: unknown, transfer: ArrayBuffer[]): void;
  addEventListener(type: "message", listener: (event: { readonly data: unknown }) => void): void;
  addEventListener(type: "error" | "messageerror", listener: (event: unknown) => void): void;
  start?(): void;
  terminate?(): void;
  close?(): void;
}

export const isAwaited = (value: unknown): value is Awaited =>
  typeof value === "object" &&
  value !== null &&
  typeof (value as { semnetAwaited?: unknown }).semnetAwaited === "number";

export const isReference = (value: unknown): value is Reference =>
  typeof value === "object" &&
  value !== null &&
  typeof (value as { semnetNetwork?: unknown }).semnetNetwork === "number";
