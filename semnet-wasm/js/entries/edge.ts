// The entry for Vercel's edge runtime and similar ones, in which a bundler compiles an import with `?module` to a module.

import * as glue from "semnet-raw";
import module from "./semnet.wasm?module";
import { startWhole } from "../raw.js";

startWhole(glue, module);

export * from "../api.js";
