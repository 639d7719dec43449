// What the package offers, wherever the WebAssembly module comes from.

import { NetworkBuilder } from "./semnet.js";

// A method in Rust cannot return the object that it was called on, so that these return it here.
for (const name of ["title", "attribute", "concept", "conceptAttribute", "finding", "relationship", "highlight"]) {
  const add = NetworkBuilder.prototype[name];
  NetworkBuilder.prototype[name] = function (first, second, third) {
    add.call(this, first, second, third);
    return this;
  };
}

export { Network, NetworkBuilder, formatHashtag, parseHashtag } from "./semnet.js";
export { SemnetError } from "./error.js";
