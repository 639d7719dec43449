// What a page and a worker send each other.

import type { SemnetErrorCode } from "../error.js";

/** A network that lies in the worker, by its number there. */
export interface Reference {
  readonly semnetNetwork: number;
}

/** A call: of a function of the package, or of a network. */
export interface Call {
  readonly id: number;
  /** The network, or nothing for a static function of the class. */
  readonly network?: number | undefined;
  readonly name: string;
  readonly given: readonly unknown[];
}

/** A call that need not be made any more. */
export interface Abort {
  readonly abort: number;
}

/** Networks that nobody has any more. */
export interface Free {
  readonly free: number;
}

export type Request = Call | Abort | Free;

export interface Trouble {
  readonly name: string;
  readonly message: string;
  readonly code?: SemnetErrorCode;
  readonly place?: object;
}

/**
 * The value, or what was thrown. Long lists and texts come in parts, of this many items or characters in all:
 * the value itself, or its fields that are long. The value then comes last, without them.
 */
export type Answer =
  | { readonly id: number; readonly part: readonly unknown[] | string; readonly field?: string; readonly total: number }
  | { readonly id: number; readonly value: unknown; readonly isInParts?: true }
  | { readonly id: number; readonly trouble: Trouble };

/** Lists come in parts of this many items, and texts in parts of this many characters, so that none takes long to read. */
export const PART = 1_000;
export const TEXT_PART = 2 ** 20;

/** A worker, or a port to one. */
export interface Port {
  postMessage(message: unknown, transfer: ArrayBuffer[]): void;
  addEventListener(type: "message", listener: (event: { readonly data: unknown }) => void): void;
  addEventListener(type: "error" | "messageerror", listener: (event: unknown) => void): void;
  start?(): void;
  terminate?(): void;
  close?(): void;
}

export const isReference = (value: unknown): value is Reference =>
  typeof value === "object" &&
  value !== null &&
  typeof (value as { semnetNetwork?: unknown }).semnetNetwork === "number";
