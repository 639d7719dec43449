// How the page calls the engine: the same methods, through a worker or in the page itself.

import type { Engine } from "./engine.js";
import type { Trouble } from "./types.js";
import * as words from "../page/strings.js";

/** The methods of the engine that the page may call. */
export type Calls = Omit<Engine, "notice">;
type Name = keyof Calls;

export interface Request {
  readonly id: number;
  readonly name: Name;
  readonly given: readonly unknown[];
}

export type Answer =
  | { readonly id: number; readonly value: unknown }
  | { readonly id: number; readonly trouble: Trouble };

/** The error of the engine, on the side of the page. */
export class EngineError extends Error {
  readonly trouble: Trouble;

  constructor(trouble: Trouble) {
    super(trouble.message);
    this.name = "EngineError";
    this.trouble = trouble;
  }
}

/** An error as a plain object. */
export function troubleOf(error: unknown): Trouble {
  if (!(error instanceof Error)) return { code: "unknown", message: String(error) };
  const { code = "unknown", line, column, suggestions } = error as Partial<Trouble> & Error;
  return {
    code: typeof code === "string" ? code : error.name,
    message: error.message,
    ...(line !== undefined && { line }),
    ...(column !== undefined && { column }),
    ...(suggestions !== undefined && { suggestions }),
  };
}

/** Calls through a worker. */
export function throughWorker(worker: Worker): Calls {
  const waiting = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>();
  let last = 0;
  let failed: EngineError | undefined;
  worker.onmessage = ({ data }: MessageEvent<Answer>) => {
    const call = waiting.get(data.id);
    waiting.delete(data.id);
    if ("trouble" in data) call?.reject(new EngineError(data.trouble));
    else call?.resolve(data.value);
  };
  worker.onerror = (event) => {
    failed = new EngineError({
      code: "worker",
      message: event.message || words.NOT_LOADED,
    });
    for (const { reject } of waiting.values()) reject(failed);
    waiting.clear();
  };
  return calling(
    (name, given) =>
      new Promise((resolve, reject) => {
        if (failed) return reject(failed);
        waiting.set(++last, { resolve, reject });
        worker.postMessage({ id: last, name, given } satisfies Request);
      }),
  );
}

/** Calls the engine in the page itself. */
export function directly(starting: Promise<Engine>): Calls {
  return calling(async (name, given) => {
    try {
      return await answer(await starting, name, given);
    } catch (error) {
      throw new EngineError(troubleOf(error));
    }
  });
}

export function answer(engine: Engine, name: Name, given: readonly unknown[]): Promise<unknown> {
  const method = engine[name] as (...all: readonly unknown[]) => Promise<unknown>;
  return method.apply(engine, given as unknown[]);
}

function calling(call: (name: Name, given: readonly unknown[]) => Promise<unknown>): Calls {
  return new Proxy({} as Calls, {
    // A promise that resolves to the calls must not take them for a promise.
    get: (_, name) => (name === "then" ? undefined : (...given: unknown[]) => call(name as Name, given)),
  });
}

/** The layout of a network's picture. */
export const sourceOf =
  (calls: Calls, fingerprint: string, around?: string, also?: string) => async (isTall: boolean) => {
    const { id, scene } = await calls.picture(fingerprint, isTall, around, also);
    return { scene, next: () => calls.settle(id) };
  };

/** The layout of a network that is read, not opened: for a small picture of it. */
export const sourceOfText = (calls: Calls, text: string) => async (isTall: boolean) => {
  const { id, scene } = await calls.pictureOfText(text, isTall);
  return { scene, next: () => calls.settle(id) };
};
