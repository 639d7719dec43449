// What `select` finds.

import { around, seal } from "./around.js";
import { cacheOf, someStrings } from "./cache.js";
import * as input from "./input.js";
import { WIDTH, relationshipsOf } from "./output.js";
import { Network, Rows } from "./semnet.js";

const cachesOfRows = new WeakMap();

around(Network, {
  select: (method) =>
    function (patterns, steps) {
      input.text(patterns, "the patterns");
      return input.withSteps(steps, (steps) => {
        const rows = method.call(this, patterns, steps);
        cachesOfRows.set(rows, cacheOf(this).copy());
        return rows;
      });
    },
});

function evidence(cache, numbers) {
  const patterns = [];
  for (let at = 0; at < numbers.length; ) {
    const end = at + 1 + numbers[at] * WIDTH;
    patterns.push(relationshipsOf(cache, numbers, at + 1, end));
    at = end;
  }
  return patterns;
}

const variables = new WeakMap();

function variablesOf(rows) {
  let known = variables.get(rows);
  if (known === undefined) variables.set(rows, (known = rows.variables));
  return known;
}

const names = (get) =>
  function () {
    return someStrings(get.call(this));
  };

around(Rows, {
  free: (method) =>
    function () {
      cachesOfRows.get(this)?.free();
      method.call(this);
    },
  at: (method) =>
    function (row) {
      const numbers = method.call(this, input.place(row, "the number of a row"));
      if (numbers === undefined) return undefined;
      const cache = cachesOfRows.get(this);
      // Not by assignment: a variable may be called `__proto__`.
      return Object.fromEntries(variablesOf(this).map((name, place) => [name, cache.label(numbers[place])]));
    },
  evidence: (method) =>
    function (row) {
      const number = input.place(row, "the number of a row");
      return evidence(cachesOfRows.get(this), method.call(this, number));
    },
  variables: names,
  unknown: names,
});

seal(Rows, "list of rows");

Rows.prototype[Symbol.iterator] = function* () {
  for (let row = 0; row < this.length; row += 1) yield this.at(row);
};

export { Rows };
