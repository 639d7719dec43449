// `semnet evidence`: whether the passages of a network occur in the texts that they are quoted from.

import { type Evidence, Network, SemnetError, Source, check } from "semnet-node";
import { type Options, UsageError, bytesOf, fail, line, print, read, tell } from "./terminal.js";

/** The form of a network that was taken for a source, if semnet writes this form itself. */
function ownForm(content: Uint8Array): string | undefined {
  try {
    const { nativeName, network } = Network.open(content);
    network.free();
    return nativeName;
  } catch {
    return undefined;
  }
}

/** The documents that passages are quoted from. */
const sourcesOf = (files: readonly string[]): Source[] =>
  files.map((file) => {
    const name = file === "-" ? "standard input" : file;
    const content = bytesOf(file);
    const native = ownForm(content);
    if (native !== undefined)
      throw new UsageError(`${name}: this is ${native}, not a source; expected a text that passages are quoted from`);
    try {
      return new Source(name, content);
    } catch (error) {
      if (!(error instanceof SemnetError)) throw error;
      throw new UsageError(`${name}: ${error.message}`);
    }
  });

/** The result for a passage, as the library's own program prints it with `--json`: fields by name. */
function evidenceObject({ relationship, passage, verdict, places, differences }: Evidence, sources: readonly Source[]) {
  const { source, relation, target } = relationship;
  const [place] = places;
  return {
    column: place?.column ?? null,
    differences: differences.map(({ kind, source, passage, alters }) => ({
      alters,
      kind: kind === "leftOut" ? "left out" : kind,
      passage,
      source,
    })),
    end: place?.end ?? null,
    line: place?.line ?? null,
    passage,
    relationship: { relation, source, target },
    source: place === undefined ? null : (sources[place.source]?.name ?? null),
    start: place?.start ?? null,
    verdict,
  };
}

/** Whether each passage of a network occurs in its sources. */
export function evidence(input: string, more: readonly string[], options: Options): void {
  // `--source a.txt b.txt` are two.
  const sources = sourcesOf([...(options.source ?? []), ...more]);
  if (options.source === undefined)
    throw new UsageError("`evidence` needs the texts that are quoted: --source FILE...");
  const { json, as } = options;
  const network = read(input, options);
  const found = check(network, sources);
  if (as !== undefined) print(network.toFormatWithEvidence(as as "report", sources));
  else if (json === true) {
    const objects = found.map((one) => evidenceObject(one, sources));
    print(JSON.stringify(objects, null, 2));
  } else {
    for (const { relationship, passage, verdict, places, differences } of found) {
      const [place] = places;
      const where = place === undefined ? "-" : `${sources[place.source]?.name}:${place.line}`;
      print([verdict, where, line(relationship), passage].join("\t"));
      for (const { text } of differences) print(`    ${text}`);
    }
  }
  if (found.length === 0) tell("this network has no passages");
  if (!found.every(({ isEvidence }) => isEvidence)) fail();
}
