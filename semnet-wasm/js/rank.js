// Which concepts and relationships matter most, and which concepts belong together.

import { around, withSteps } from "./around.js";
import { cacheOf, onCopy } from "./cache.js";
import * as input from "./input.js";
import { relationshipOf, toConcepts, toRelationships } from "./output.js";
import { Network } from "./semnet.js";
import { weight } from "./functions.js";

const toScores = (_, [numbers, highest]) => ({ numbers, highest });

function toGroups({ conceptCount }, numbers) {
  const groupOf = numbers.subarray(0, conceptCount);
  const groups = [];
  for (let end = numbers.length - conceptCount, size = conceptCount; end < numbers.length; size += 1) {
    groups.push(numbers.subarray(end, end + numbers[size]));
    end += numbers[size];
  }
  return { groups, groupOf };
}

function toHighlight(network, found) {
  if (found === undefined) return undefined;
  const { numbers, text, weight: shareOfPaths } = found;
  const [source, target, cutOff] = numbers;
  const relationship = relationshipOf(cacheOf(network), numbers.subarray(3));
  const highlight = { text, relationship, shareOfPaths };
  if (source > 0) highlight.themes = [source, target];
  if (cutOff > 0) highlight.cutOff = cutOff;
  return highlight;
}

/** The three numbers of `PageRankOptions`; NaN for what is left out. */
function pageRank(value) {
  if (value === undefined) return [];
  const known = ["damping", "tolerance", "iterations"];
  const { damping, tolerance, iterations } = input.fields(value, "the options of pagerank", known);
  return [
    damping === undefined ? NaN : input.number(damping, "the damping"),
    tolerance === undefined ? NaN : input.number(tolerance, "the tolerance"),
    iterations === undefined ? NaN : input.count(iterations, "the number of iterations"),
  ];
}

around(Network, {
  pagerank: (method) =>
    function (steps, options) {
      const numbers = pageRank(options);
      return input.withSteps(steps, (steps) => toScores(this, method.call(this, steps, numbers)));
    },
  pagerankWeighted: (method) =>
    function (weigh, steps, options) {
      return onCopy(this, (copy) => {
        const weight_ = weight(copy, weigh);
        const numbers = pageRank(options);
        return input.withSteps(steps, (steps) => toScores(this, method.call(copy.network, weight_, steps, numbers)));
      });
    },
  betweenness: withSteps(toScores),
  betweennessSampled: (method) =>
    function (samples, seed, steps) {
      const most = input.count(samples, "the number of samples");
      const drawn = input.seed(seed);
      return input.withSteps(steps, (steps) => toScores(this, method.call(this, most, drawn, steps)));
    },
  degree: withSteps(toScores),
  components: withSteps(toGroups),
  themes: (method) =>
    function (steps, resolution = 1) {
      input.number(resolution, "the resolution");
      return input.withSteps(steps, (steps) => {
        const { numbers, weight: modularity } = method.call(this, steps, resolution);
        return { ...toGroups(this, numbers), modularity };
      });
    },
  bridges: withSteps(toRelationships),
  articulationPoints: withSteps(toConcepts),
  highlight: withSteps(toHighlight),
});
