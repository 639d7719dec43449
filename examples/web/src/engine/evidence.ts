// Whether the passages of a network occur in its sources.

import { check, cite, type Network, Source } from "semnet";
import * as words from "../page/strings.js";
import { ownForm } from "./reading.js";
import type { PassageVerdict, SourceFile } from "./types.js";

/** Throws for a network that was taken for a source. */
export function refuseNetworks(files: readonly SourceFile[]): void {
  for (const { name, bytes } of files) {
    const own = ownForm(bytes, name);
    if (own !== undefined) throw new Error(words.notASource(name, own));
  }
}

/** The result of checking each passage against the sources. Throws for a source that is not text. */
export const verdicts = (network: Network, files: readonly SourceFile[]): PassageVerdict[] =>
  withSources(files, (sources) => verdictsOf(check(network, sources), files));

/** The verdicts as plain data, with the names of the sources. */
export const verdictsOf = (checked: ReturnType<typeof check>, files: readonly SourceFile[]): PassageVerdict[] =>
  checked.map(({ relationship, passage, verdict, places: [first], differences }) => ({
    id: relationship.id,
    ends: [relationship.source, relationship.target],
    passage,
    verdict,
    ...(first && { place: { source: files[first.source]?.name ?? "", line: first.line } }),
    differences: differences.filter(({ kind }) => kind !== "typography").map(({ text }) => text),
  }));

/** The network with attributes that say in which source each passage occurs. */
export const cited = (network: Network, files: readonly SourceFile[]): Network =>
  withSources(files, (sources) => cite(network, sources));

/** Reads the sources for as long as they are used. */
export function withSources<T>(files: readonly SourceFile[], use: (sources: readonly Source[]) => T): T {
  const sources: Source[] = [];
  try {
    for (const { name, bytes } of files) sources.push(new Source(name, bytes));
    return use(sources);
  } finally {
    for (const source of sources) source.free();
  }
}
