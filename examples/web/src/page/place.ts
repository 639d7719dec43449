// The place in a network, as written in the address: what is chosen, which tab is open, around which concept it is
// drawn, which relations are left out, which path is at the front, at which step it is presented, what it is compared with. So Back goes back, and a link
// leads to the same place.

export interface Place {
  readonly concept?: string | undefined;
  readonly line?: number | undefined;
  readonly tab?: string | undefined;
  readonly around?: string | undefined;
  /** The relations that are left out. */
  readonly hide?: readonly string[] | undefined;
  /** The relationships of the path at the front, from its start to its end. */
  readonly path?: readonly PlaceStep[] | undefined;
  /** The step of the presentation, counted from 1. */
  readonly step?: number | undefined;
  /** The fingerprint of the network that this one is compared with. */
  readonly compare?: string | undefined;
}

/** A step along a relationship. */
export interface PlaceStep {
  readonly id: number;
  /** Whether it leads from the target to the source. */
  readonly isInverse: boolean;
}

/** Steps as numbers of relationships, with a minus before those that are walked from their target: `4.-17`. */
const stepsOf = (text: string): PlaceStep[] | undefined =>
  /^-?\d+(\.-?\d+)*$/.test(text)
    ? text.split(".").map((step) => ({ id: Math.abs(Number(step)), isInverse: step.startsWith("-") }))
    : undefined;
const textOf = (steps: readonly PlaceStep[]) =>
  steps.map(({ id, isInverse }) => `${isInverse ? "-" : ""}${id}`).join(".");

const FIELDS = ["concept", "line", "tab", "around", "step", "compare"] as const;

/** The place that the address names. */
export function placeNow(): Place {
  const given = new URLSearchParams(location.search);
  const text = (name: string) => given.get(name) ?? undefined;
  const number = (name: string) => {
    const value = Number(given.get(name) ?? "none");
    return Number.isInteger(value) ? value : undefined;
  };
  return {
    concept: text("concept"),
    line: number("line"),
    tab: text("tab"),
    around: text("around"),
    hide: given.getAll("hide"),
    path: stepsOf(text("path") ?? ""),
    step: number("step"),
    compare: text("compare"),
  };
}

/** Puts a place into the address, as a step that Back undoes; `replaces` is for the address of the same place. */
export function goTo(place: Place, hash = location.hash, replaces = false): void {
  const next = new URLSearchParams();
  if (new URLSearchParams(location.search).has("embed")) next.set("embed", "");
  for (const field of FIELDS) if (place[field] !== undefined) next.set(field, String(place[field]));
  for (const relation of place.hide ?? []) next.append("hide", relation);
  if (place.path !== undefined) next.set("path", textOf(place.path));
  const search = next.size === 0 ? "" : `?${next}`;
  if (search === location.search && hash === location.hash) return;
  try {
    history[replaces ? "replaceState" : "pushState"](null, "", `${location.pathname}${search}${hash}`);
  } catch {
    // A file from disk has one address only.
    if (hash !== location.hash && replaces) location.replace(hash);
    else if (hash !== location.hash) location.hash = hash;
  }
}
