// `semnet evidence`: whether the passages of a network stand in the texts that they are quoted from.

import { type Evidence, Network, type Opened, SemnetError, Source, check } from "semnet-node";
import { type Options, UsageError, bytesOf, fail, line, print, read, tell } from "./terminal.js";

/** The forms of networks that semnet writes itself. What other tools write may be what somebody quotes from. */
const OWN_FORMS: { readonly [form in Opened["form"]]?: string } = {
  bytes: "a semantic network in its canonical bytes",
  link: "a link that carries a semantic network",
  svg: "a picture that carries a semantic network",
  png: "a picture that carries a semantic network",
  text: "the text form of a semantic network",
  page: "a page that carries a semantic network",
  json: "a semantic network in JSON",
  report: "the report of a semantic network",
};

/** The form of a network that was taken for a source: a passage in its own network does not support it. */
function ownForm(content: Uint8Array): string | undefined {
  try {
    const { form, network } = Network.open(content);
    network.free();
    return OWN_FORMS[form];
  } catch {
    return undefined;
  }
}

/** The documents that passages are quoted from. */
const sourcesOf = (files: readonly string[]): Source[] =>
  files.map((file) => {
    const name = file === "-" ? "standard input" : file;
    const content = bytesOf(file);
    const own = ownForm(content);
    if (own !== undefined)
      throw new UsageError(`${name}: this is ${own}, not a source; expected a text that passages are quoted from`);
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

/** Whether each passage of a network stands in its sources. */
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
