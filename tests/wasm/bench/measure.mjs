// Two ways to do one work, in turns in one process; medians, and how they are printed.

const ROUNDS = 7;

/** This many milliseconds the collector has for what it does next to the program when it has returned. */
const AFTERWARDS = 300;
const pause = new Int32Array(new SharedArrayBuffer(4));

/** The median time of each of two works, in milliseconds. `clean` is given what a work answered, outside of the time. */
export function compare(ours, theirs, clean = () => {}) {
  const sides = [ours, theirs].map((work) => {
    let answer;
    return [() => {}, () => (answer = work()), () => clean(answer)];
  });
  return compareFresh(...sides);
}

/**
 * The same for works that each have something made for them before, which is given to them, and something to clean up after them:
 * both outside of the time.
 */
export function compareFresh(ours, theirs) {
  const times = [[], []];
  for (let round = 0; round <= ROUNDS; round++) {
    for (const [side, [prepare, work, clean]] of [ours, theirs].entries()) {
      const given = prepare();
      // It returns before it has swept what the other work and the building of the graph left: hundreds of megabytes, which are
      // not this work's.
      globalThis.gc();
      Atomics.wait(pause, 0, 0, AFTERWARDS);
      const start = performance.now();
      const answer = work(given);
      const time = performance.now() - start;
      clean?.(given, answer);
      // The first round warms up.
      if (round > 0) times[side].push(time);
    }
  }
  return times.map(median);
}

export function median(numbers) {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];
}

/** How many numbers of 64 bits that look random and are the same each time (a linear congruential generator, Knuth's). */
export function random(count) {
  let state = 1n;
  return Array.from({ length: count }, () => {
    state = BigInt.asUintN(64, state * 6364136223846793005n + 1442695040888963407n);
    return state;
  });
}

/** This many of a list, each time the same ones. */
export function pick(count, list) {
  return random(count).map((number) => list[Number((number >> 32n) % BigInt(list.length))]);
}

const COLUMNS = [54, 40, 12, 12, 7, 8];

export function print(...cells) {
  console.log(cells.map((cell, i) => (i < 2 ? cell.padEnd(COLUMNS[i]) : cell.padStart(COLUMNS[i]))).join(""));
}

/** A line of the table: the work, the peer, both numbers with their unit, the ratio, and what it may be at most. */
export function report(work, peer, [ours, theirs], unit, most) {
  const ratio = ours / theirs;
  const digits = ratio < 0.1 ? 3 : 2;
  const shown = (number) => `${number < 100 ? number.toFixed(1) : Math.round(number)} ${unit}`;
  print(work, peer, shown(ours), shown(theirs), ratio.toFixed(digits), ratio <= most ? `<= ${most}` : `> ${most} !`);
}

/** A line of the table for small works: how many times as fast ours is, which should be once at least. */
export function times(work, peer, [ours, theirs], least = 1) {
  const ratio = theirs / ours;
  const shown = (number) => `${number.toPrecision(3)} ms`;
  print(work, peer, shown(ours), shown(theirs), ratio.toFixed(2), ratio >= least ? `>= ${least}` : `< ${least} !`);
}
