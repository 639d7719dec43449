// Has only to compile: the types say what the package does, and refuse what it refuses.

import {
  type Attribute,
  type Change,
  type Concept,
  type Connection,
  type Entry,
  type Format,
  type NetworkJSON,
  type NetworkParts,
  type SearchHit,
  type AnalysisRequest,
  type Change as OneChange,
  type Context,
  type EditStep,
  type Evidence,
  type ImportOptions,
  type Lens,
  type Opened,
  type Outcome,
  type Revision,
  type Score,
  type Verdict,
  Analysis,
  Editor,
  History,
  MemoryStore,
  Network,
  NetworkBuilder,
  type NewRelationship,
  type BetweennessOptions,
  type GroupOptions,
  type Path,
  type Picture,
  type PictureScene,
  type PathOptions,
  type Paths,
  type Relationship,
  SemnetError,
  type SemnetErrorCode,
  Source,
  type WeightedPath,
  ALIAS,
  DEFAULT_BASE,
  SHARED_THEME,
  UNION_SOURCE,
  check,
  checkPassages,
  cite,
  fingerprintRange,
  formatHashtag,
  detectFormat,
  formatFromPath,
  formats,
  inverse,
  languages,
  lenses,
  parseHashtag,
  parseLink,
  parseQueryBar,
  score,
  skipped,
  stability,
} from "semnet";
import { connect } from "semnet/worker";

const network: Network = new NetworkBuilder("Q?")
  .title("T")
  .attribute("language", "en")
  .finding("A", "text")
  .finding("B")
  .concept("C")
  .conceptAttribute("C", "alias", "c")
  .relationship({ source: "A", relation: "r", target: "B", passage: "p", attributes: [{ name: "n", value: "v" }] })
  .highlight({ source: "Q?", relation: "r", target: "C" })
  .build();

const texts: string[] = [network.hashtag, network.fingerprint, network.question, network.title];
const bytes: Uint8Array = network.bytes;
Network.fromBytes(bytes);
Network.fromReport(bytes);
Network.fromReport(texts.join());

const concepts: Concept[] = [...network.concepts, ...network.findings];
const text: string | undefined = concepts[0]?.text;
const length: number = network.attributes.length;
const json: NetworkJSON = network.toJSON();
const made: Network = Network.from(json);
const equal: boolean = made.equals(network);
void [length, equal];
const attribute: Attribute | undefined = network.attributes[0];
const relationships: Relationship[] = [...network.relationships, ...network.highlights];
// A relationship that came out can go in.
const again: NewRelationship[] = relationships;
network.toBuilder().relationship(again[0]!).build().free();
const parts: NetworkParts = { concepts: [{ label: "A" }], relationships: again, highlights: [0] };
network.toBuilder().addAll(parts).build().free();

const { text: report, omitted } = network.toReport();
const count: number = omitted.titles + omitted.findings + omitted.texts + omitted.attributes + report.length;

const number: bigint = parseHashtag("00000000000");
const hashtag: string = formatHashtag(number);

try {
  Network.fromReport("");
} catch (error) {
  if (error instanceof SemnetError) {
    const code: SemnetErrorCode = error.code;
    const place: (number | undefined)[] = [error.line, error.column, error.index, error.offset];
    const name: "SemnetError" = error.name;
    void [code, place, name, error.message, error.stack];
    // @ts-expect-error An error does not change.
    error.code = "report";
  }
}

{
  using scoped = Network.fromReport("");
  void scoped;
}

const steps: PathOptions = { via: ["r"], direction: "outgoing", maxLength: 3, budget: 1_000 };
const groups: GroupOptions = { notVia: ["r"], budget: 7 };
const between: BetweennessOptions = { ...steps, parallel: "each" };
void [network.betweenness(between).values, network.betweennessSampled(2, 7n, between).top];
// @ts-expect-error: paths always take parallel relationships for different steps
network.shortestPath("A", "B", { parallel: "each" });
const path: Path | undefined = network.shortestPath("A", concepts[0]!, steps);
const sentence: string | undefined = path?.steps[0]?.relationship.passage ?? path?.text;
const heavy: WeightedPath | undefined = network.shortestPathWeighted(
  0,
  "B",
  ({ passage }) => passage?.length ?? 0,
  "r",
);
const lazy: Paths<WeightedPath> = network.kShortestPathsWeighted("A", "B", Infinity, ({ id }) => id);
for (const { weight, concepts } of lazy) void [weight.toFixed(), concepts.join()];
for (const { text } of network.allSimplePaths("A", "B", { maxLength: 2 })) void text;
const row: string | undefined = [...network.select("?x via r ?y", steps)][0]?.["x"];
const far: string[] = network.labels(network.breadthFirst("A").subarray(0, 3));
const { sources, relationNames } = network.toArrays();
const rank: number | undefined = network.pagerank("r", { damping: 0.5 }).values[sources[0]!];
const part: Network = network.subnetwork(["A", 1, concepts[0]!]).egoNetwork("A", { maxLength: 1 });
const themes: readonly Uint32Array[] = network.themes(groups, 1.5).groups;
const cutOff: number | undefined = network.suggestHighlight()?.cutOff;
const picture: Picture = network.picture({ tall: true, middle: "A" });
const scene: PictureScene = picture.scene;
const drawn: readonly [number, number] = [picture.progress, picture.places().length];
const reopened: Network = Network.fromSVG(network.toSVG({ tall: false }));
const store = new MemoryStore();
const held: number = store.size;
const isNew: boolean = store.add(network);
const found = store.recover("Q?");
const kept: Network | readonly Entry[] =
  found.kind === "network" ? found.network : found.kind === "ambiguous" ? found.choices : found.suggestions;
const typed = parseQueryBar("Q?");
const asked: string =
  typed.kind === "question" ? typed.question : typed.kind === "name" ? typed.typed : typed.link.base;
const carried: Network | undefined = parseLink(network.toLink(DEFAULT_BASE)).network;
const { first, last } = fingerprintRange("0");
const hits: SearchHit[] = network.search("words", { language: languages()[0], limit: 5 });
const places = hits.map((hit) =>
  hit.kind === "concept" ? hit.concept.label : hit.kind === "relationship" ? hit.relationship.id : hit.kind,
);
const marked: string | undefined = hits[0]?.sentence?.pieces.find(({ isMarked }) => isMarked)?.text;
const across: Network | undefined = store.search("words")[0]?.network;
const connections: readonly Connection[] = network.connections({ atLeast: 0.1, budget: 1_000 }).connections;
const byVector: number = network.connectionsWithEmbeddings((text) => new Float32Array(text.length), 0.5).total;
network.addConnections(connections).withConnections(0.1).withConnections({ limit: 3 }).free();
const same: string | undefined = network.duplicateCandidates("en")[0]?.reason;
const kept_ = network.mergeConcepts("A", 1);
const changes: Change[] = network.diff(kept_);
const moved = changes.map((one) => (one.change === "findingMoved" ? one.to - one.from : one.text));
network
  .apply(changes)
  .apply([{ change: "titleChanged", from: "a", to: "b" }])
  .free();
const { network: merged, conflicts } = Network.merge(network, kept_, network);
const disputed = conflicts.flatMap((one) => (one.conflict === "findingsMoved" ? one.ours : [one.text]));
const union: Network = Network.union([network, merged]);
const written: string = network.toFormat("graphml").text;
const readable: Format[] = formats().filter(({ isReadable }) => isReadable);
const read: Network = Network.fromFormat(formatFromPath("a.csv") ?? detectFormat(written), written, "Q?");
const { network: opened, form, skipped: notHeld }: Opened = Network.open(written, { name: "a.csv", question: "Q?" });
const isPicture: boolean = form === "svg" || form === "png";
// @ts-expect-error There is no such form.
const isWord: boolean = form === "word";
const many: number | undefined = opened.conceptCount + (notHeld["edge id"] ?? 0);
const edgeIds: number | undefined = skipped("csv", written)["edge id"];
const names: ["Shared Theme", "alias", "source"] = [SHARED_THEME, ALIAS, UNION_SOURCE];
const source = new Source("minutes.txt", "text");
const evidence: Evidence[] = check(network, [source]);
const verdict: Verdict | undefined = checkPassages(["p"], [source])[0]?.verdict;
const quoted: string | undefined = evidence[0] && source.text.slice(...evidence[0].places[0]!.range);
const footnotes: string = cite(network, [Source.fromBytes(source.bytes)]).toFormatWithEvidence("html", [source]);
const editor: Editor = network.editor();
const step: EditStep = { edit: "renameConcept", from: "A", to: "B" };
const undo: OneChange[] = inverse([...editor.make(step), ...editor.removeRelationship(relationships[0]!)]);
editor.apply(undo);
editor.redirectRelationship({ source: null, relation: "r", target: "C" }, null, "A");
const { network: edited, changes: edits } = editor.finish();
const revision: Revision = { from: [network.fingerprint], to: edited.fingerprint, when: 1, by: "an editor" };
const history = new History([revision]);
for (const { by } of history) void by;
const fits: Context = network.context("Q?", { tokens: 100, counter: (line) => line.length });
const why: "matches" | "adjoins" | "connects" | undefined = fits.reasons[0]?.reason;
const agreed: Score = score(network, edited, { anyRelation: true });
const f1: number = agreed.passages.f1 + stability([network]).concepts;
const lens: Lens | undefined = lenses()[0];
const analysis = Analysis.question("Q?", { sources: [source], into: network });
const request: AnalysisRequest | undefined = Analysis.grow(network, "A", lens ?? "Views").request;
const outcome: Outcome = analysis.finish();
const options: ImportOptions = { question: "Q?", labels: "Id,Label" };
const imported: Network = Network.fromNotes(network.toNotes().notes, options).without("0");
const handwritten: Network = Network.fromText(imported.toText());
void [
  verdict,
  quoted,
  footnotes,
  edits,
  history.of(edited.fingerprint),
  why,
  f1,
  request,
  outcome.changes,
  handwritten,
];
void [places, marked, across, byVector, same, moved, disputed, union, readable, read, edgeIds, names];
void [sentence, heavy, row, far, relationNames, rank, part, themes, cutOff, isNew, kept, asked, carried, first, last];

// @ts-expect-error There is no such direction.
network.neighbors("A", { direction: "up" });
// @ts-expect-error There is no such field.
network.neighbors("A", { relation: "r" });
// @ts-expect-error Neighbors are one step away.
network.neighbors("A", { maxLength: 2 });
// @ts-expect-error Components have no direction.
network.components({ direction: "outgoing" });
// @ts-expect-error A weight is a number.
network.shortestPathWeighted("A", "B", ({ relation }) => relation);
// @ts-expect-error A weight comes before the steps.
network.shortestPathWeighted("A", "B", steps);
// @ts-expect-error What was typed may be several.
found.network.free();
// @ts-expect-error A path may not be there.
network.shortestPath("A", "B").text;
// @ts-expect-error Rows come from a select.
new (network.select("?x via r ?y").constructor as typeof import("semnet").Rows)();
// @ts-expect-error Only a hit that is a concept has one.
hits[0]!.concept;
// @ts-expect-error A vector is of numbers.
network.connectionsWithEmbeddings((text) => [text]);
// @ts-expect-error There is no such field.
network.search("words", { most: 5 });
// @ts-expect-error There is no such change.
changes.some(({ change }) => change === "nothing");
// @ts-expect-error Internals are none of the package's.
network.textsOf;

// What `new Worker(…)` of a browser has.
declare const worker: {
  postMessage(message: unknown, transfer: object[]): void;
  postMessage(message: unknown, options?: { transfer?: object[] }): void;
  addEventListener(type: string, listener: (event: { readonly data: unknown }) => void): void;
};
connect(worker).close();
Network.fromJSON(network.toJSON()).free();

// @ts-expect-error There is no such edit.
editor.make({ edit: "fly" });
// @ts-expect-error A source is a Source.
check(network, ["text"]);
// @ts-expect-error Only three formats have footnotes.
network.toFormatWithEvidence("csv", [source]);
// @ts-expect-error A limit is needed.
network.context("Q?", { language: "en" });
// @ts-expect-error An editor is of a network.
new Editor();
// @ts-expect-error There is no such verdict.
evidence.some(({ verdict }) => verdict === "wrong");
// @ts-expect-error There is no such format.
network.toFormat("grafml");
// @ts-expect-error There is no such format.
Network.fromFormat("cvs", "");
// @ts-expect-error Attributes are a property, not a method.
network.attributes();
// @ts-expect-error A list of a network does not change.
network.concepts.sort();
// @ts-expect-error A question is needed.
Network.from({ title: "T" });
// @ts-expect-error A network comes from a report, bytes or a builder.
new Network();
// @ts-expect-error A network does not change.
network.title = "another";
// @ts-expect-error A question is a string.
new NetworkBuilder(1);
// @ts-expect-error A builder has its question.
new NetworkBuilder("Q?").addAll({ question: "Q?" });
// @ts-expect-error A relationship has a target.
new NetworkBuilder("Q?").relationship({ source: "A", relation: "r" });
// @ts-expect-error The number of a hashtag is a bigint.
formatHashtag(1);
// @ts-expect-error Only the package makes these.
new SemnetError("message");
// @ts-expect-error A concept does not change.
concepts[0]!.label = "another";
// @ts-expect-error There is no such code.
const wrong: SemnetErrorCode = "nonsense";

void [text, attribute, count, hashtag, wrong, scene, drawn, reopened];
