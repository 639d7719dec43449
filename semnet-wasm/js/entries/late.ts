// The functions of the package that the full module calls if it is a separate file: the entry, which has them already,
// passes them on, so there is only one class of errors.

import type * as errors from "../error.js";
import type * as functions from "../functions.js";

export type Host = Pick<typeof errors, "conceptNotFound" | "errorAt"> &
  Pick<typeof functions, "callCounter" | "callVector" | "callWeight">;

let host: Host;

export function setHost(given: Host): void {
  host = given;
}

export const conceptNotFound: Host["conceptNotFound"] = (...given) => host.conceptNotFound(...given);
export const errorAt: Host["errorAt"] = (...given) => host.errorAt(...given);
export const callCounter: Host["callCounter"] = (...given) => host.callCounter(...given);
export const callVector: Host["callVector"] = (...given) => host.callVector(...given);
export const callWeight: Host["callWeight"] = (...given) => host.callWeight(...given);
