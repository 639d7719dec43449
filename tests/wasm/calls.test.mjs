// Whatever text goes in anywhere gives an answer or a SemnetError, never a trap. Every function and method is in the table.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import fc from "fast-check";
import * as semnet from "semnet";
import {
  Analysis,
  History,
  MemoryStore,
  Network,
  NetworkBuilder,
  SemnetError,
  Source,
  check,
  checkPassages,
  cite,
  fingerprintOf,
  fingerprintRange,
  formatFingerprint,
  formatHashtag,
  fromCytoscape,
  fromGraphology,
  detectFormat,
  formatFromPath,
  formats,
  inverse,
  nextFingerprint,
  parseFingerprint,
  parseHashtag,
  parseLink,
  parseQueryBar,
  skipped,
} from "semnet";
import { REPORT } from "./bees.mjs";
import { build } from "./networks.mjs";

/** Texts of all kinds: any UTF-16, any code points, and pieces of what the package reads, cut and mixed. */
const network = Network.fromReport(REPORT);
const [QUESTION, LABEL, RELATION] = [network.question, "Sun Compass", "Cue"];
const PIECES = [
  REPORT,
  JSON.stringify(network),
  network.fingerprint,
  network.hashtag,
  network.toLink(),
  network.toShortLink("https://example.org/"),
  QUESTION,
  LABEL,
  RELATION,
  '?x via !"Cue"+ ?y; question via Cue ?x',
  "json",
];
const piece = fc
  .tuple(fc.constantFrom(...PIECES), fc.nat(), fc.nat())
  .map(([text, a, b]) => text.slice(a % (text.length + 1), (a % (text.length + 1)) + (b % (text.length + 1))));
const unit = fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code));
const TEXT = fc.oneof(
  fc.string({ unit }),
  fc.string({ unit: "binary" }),
  fc.string({ unit: fc.constantFrom(...'\0\n "“?!+*|/();#\ud83d\udc1da') }),
  fc.constantFrom(...PIECES),
  piece,
  fc.array(fc.oneof(piece, fc.string({ unit })), { maxLength: 4 }).map((parts) => parts.join("")),
);

const RELATIONSHIP = { source: "A", relation: "r", target: "A" };
const builder = () => new NetworkBuilder("Q?").concept("A");
const relationship = (method) => [
  ...["source", "relation", "target", "passage"].map(
    (key) => (text) =>
      builder()
        .concept("Q")
        .concept(text)
        [method]({ ...RELATIONSHIP, [key]: text })
        .build(),
  ),
  (text, other) =>
    builder()
      [method]({ ...RELATIONSHIP, attributes: [{ name: text, value: other }] })
      .build(),
];

/** Some bytes of a network, changed. */
function damaged(text, other) {
  const { bytes } = network;
  for (let at = 0; at < text.length; at++) bytes[text.charCodeAt(at) % bytes.length] ^= other.charCodeAt(at) & 0xff;
  return bytes;
}

const store = new MemoryStore();
store.add(network);
store.add(build({ question: QUESTION, concepts: [{ label: LABEL }] }));

const steps = (text, other) => ({ via: [RELATION, text], notVia: [other] });

/** A query about one concept. */
const ofOne = (method, ...more) => [
  (text) => network[method](text, ...more),
  (text, other) => network[method](LABEL, ...more, steps(text, other)),
  (text) => network[method](LABEL, ...more, text),
];

/** A query about two concepts. An iterator is read to its end. */
const ofTwo = (method, ...more) => [
  (text) => through(network[method](text, QUESTION, ...more)),
  (text) => through(network[method](LABEL, text, ...more)),
  (text, other) => through(network[method](LABEL, QUESTION, ...more, steps(text, other))),
  (text) => through(network[method](LABEL, QUESTION, ...more, text)),
];
const through = (answer) => (typeof answer?.next === "function" ? [...answer] : answer);

/** A query about the whole network. */
const ofAll = (method, ...before) => [
  (text, other) => network[method](...before, steps(text, other)),
  (text) => network[method](...before, text),
];

const side = (method) => [(text) => network[method](text), (text) => network[method](LABEL, text)];
const weight = ({ target }) => target.length;

const READABLE = formats()
  .filter(({ isReadable }) => isReadable)
  .map(({ name }) => name);

/** Texts in the formats that are only read. */
const READ_ONLY = {
  gml: 'graph [ node [ id 1 label "A" ] node [ id 2 label "B" ] edge [ source 1 target 2 label "is" ] ]',
  opml: '<opml version="2.0"><head><title>Q?</title></head><body><outline text="A"><outline text="B"/></outline></body></opml>',
  "mcp-memory":
    '{"type":"entity","name":"A","entityType":"x","observations":["o"]}\n{"type":"relation","from":"A","to":"A","relationType":"is"}\n',
  langextract: readFileSync(new URL("../foreign/tools/result.langextract.jsonl", import.meta.url), "utf8"),
  entities: readFileSync(new URL("../foreign/tools/lightrag.entities.json", import.meta.url), "utf8"),
  neo4j: readFileSync(new URL("../foreign/corpus/apoc-all.neo4j.jsonl", import.meta.url), "utf8"),
  xgmml: readFileSync(new URL("../foreign/tools/cytoscape-3.xgmml", import.meta.url), "utf8"),
  wikidata: readFileSync(new URL("../foreign/tools/wikidata-Q42.wikidata.json", import.meta.url), "utf8"),
  cx2: readFileSync(new URL("../foreign/corpus/declared.cx2", import.meta.url), "utf8"),
  tgf: "1 A\n2 B\n#\n1 2 is\n",
  sif: "A\tis\tB\n",
};

/** The network in a format with a text in the midst of it, or that text alone. */
function mixed(name, text) {
  const written = READ_ONLY[name] ?? network.toFormat(name).text;
  const at = Math.floor(written.length / 2);
  return text.length % 2 === 0 ? written.slice(0, at) + text + written.slice(at) : text;
}

/** The change made; most texts make none, so that its title stays is an answer too. */
function applied(change, text) {
  try {
    return network.apply([{ ...change, text }]);
  } catch (error) {
    if (error instanceof SemnetError && error.code === "change") return network;
    throw error;
  }
}

/** An edit; most texts make none, so that its network stays is an answer too. */
function edit(call) {
  const editor = network.editor();
  try {
    call(editor);
  } catch (error) {
    if (!(error instanceof SemnetError)) throw error;
    assert.ok(["edit", "build", "text", "type", "change"].includes(error.code), error.code);
    assert.equal(editor.network().fingerprint, network.fingerprint);
    return;
  }
  const { network: edited, changes } = editor.finish();
  assert.equal(edited.apply(inverse(changes)).fingerprint, network.fingerprint);
}

const CUE = network.highlights[0];
const source = new Source("bees.txt", REPORT);
const claim = (text) =>
  new NetworkBuilder("Q?")
    .concept("A")
    .relationship({ source: "A", relation: "r", target: "A", passage: text })
    .build();

/** An analysis that was answered. */
function answered(analysis, ...answers) {
  for (const answer of answers) analysis.answer(answer);
  return analysis.request ?? analysis.finish();
}

/**
 * Every function, constructor and method, with what it does with two texts, in one or several ways; `null` when it takes
 * none.
 */
const CALLS = {
  ALIAS: null,
  Analysis: null,
  "Analysis.question": [
    (text) => Analysis.question(text).request,
    (text, other) => Analysis.question("Q?", { attributes: [{ name: text, value: other }] }).request,
    (text, other) => Analysis.question("Q?", { sources: [{ name: text, text: other }] }).request,
  ],
  "Analysis.grow": (text, other) => Analysis.grow(network, LABEL, other, { sources: [{ name: "n", text }] }).request,
  "Analysis.contradictions": (text) => Analysis.contradictions(network, { sources: [{ name: "n", text }] }).request,
  "Analysis#answer": [
    (text, other) => answered(Analysis.question("Q?"), text, other),
    (text, other) =>
      answered(Analysis.question("Q?"), JSON.stringify({ title: text, findings: [{ label: text, text: other }] })),
    (text) => answered(Analysis.grow(network, LABEL, "Views"), text, `[{"label": ${JSON.stringify(text)}}]`),
  ],
  "Analysis#corrections": null,
  "Analysis#fingerprint": (text) => Analysis.question("Q?").fingerprint(text),
  "Analysis#finish": null,
  "Analysis#messagesWithSchema": null,
  "Analysis#part": null,
  "Analysis#request": null,
  CONTESTED: null,
  Editor: null,
  "Editor#addAttribute": [
    (text, other) => edit((editor) => editor.addAttribute("network", text, other)),
    (text, other) => edit((editor) => editor.addAttribute({ concept: LABEL }, text, other)),
    (text, other) => edit((editor) => editor.addAttribute({ relationship: CUE }, text, other)),
  ],
  "Editor#addConcept": (text, other) => edit((editor) => editor.addConcept(text, other)),
  "Editor#addFinding": (text, other) => edit((editor) => editor.addFinding(text, other, 0)),
  "Editor#addHighlight": (text) =>
    edit((editor) => editor.addHighlight({ source: LABEL, relation: text, target: null })),
  "Editor#addRelationship": (text, other) =>
    edit((editor) => editor.addRelationship({ source: LABEL, relation: text, target: null, passage: other })),
  "Editor#apply": (text) => edit((editor) => editor.apply([{ change: "titleChanged", from: network.title, to: text }])),
  "Editor#makeFinding": (text) => edit((editor) => editor.makeFinding(text)),
  "Editor#mergeConcepts": (text) => edit((editor) => editor.mergeConcepts(LABEL, text)),
  "Editor#moveFinding": (text) => edit((editor) => editor.moveFinding(text, 0)),
  "Editor#moveHighlight": (text) => edit((editor) => editor.moveHighlight({ ...CUE, relation: text }, 0)),
  "Editor#redirectRelationship": (text) => edit((editor) => editor.redirectRelationship(CUE, text, null)),
  "Editor#removeAttribute": (text, other) => edit((editor) => editor.removeAttribute("network", text, other)),
  "Editor#removeConcept": (text) => edit((editor) => editor.removeConcept(text)),
  "Editor#removeHighlight": (text) => edit((editor) => editor.removeHighlight({ ...CUE, relation: text })),
  "Editor#removeRelationship": (text) => edit((editor) => editor.removeRelationship({ ...CUE, relation: text })),
  "Editor#renameConcept": (text) => edit((editor) => editor.renameConcept(LABEL, text)),
  "Editor#setPassage": (text) => edit((editor) => editor.setPassage(CUE, text)),
  "Editor#setQuestion": (text) => edit((editor) => editor.setQuestion(text)),
  "Editor#setRelation": (text) => edit((editor) => editor.setRelation(CUE, text)),
  "Editor#setText": (text) => edit((editor) => editor.setText(LABEL, text)),
  "Editor#setTitle": (text) => edit((editor) => editor.setTitle(text)),
  "Editor#splitConcept": (text, other) => edit((editor) => editor.splitConcept(LABEL, text, other, [CUE])),
  "Editor#unmakeFinding": (text) => edit((editor) => editor.unmakeFinding(text)),
  "Editor#make": [
    (text, other) => edit((editor) => editor.make({ edit: text, label: other })),
    (text, other) => edit((editor) => editor.make({ edit: "addConcept", label: text, text: other })),
  ],
  "Editor#find": [
    (text) => network.editor().find({ ...CUE, relation: text }),
    (text) =>
      network.editor().find({ ...CUE, passage: undefined, attributes: [], source: null, id: undefined, target: text }),
    () => network.editor().find(CUE),
  ],
  "Editor#finish": null,
  "Editor#network": null,
  History: (text) => new History([{ from: [], to: network.fingerprint, when: 1, by: text }]).toString(),
  "History.parse": [
    (text) => History.parse(text),
    (text) => History.parse(JSON.stringify({ from: [], to: network.fingerprint, when: 1, by: text })),
  ],
  "History#add": (text, other) => new History().add({ from: [], to: network.fingerprint, when: 1, by: text + other }),
  "History#of": (text) => new History().of(text),
  "History#toString": null,
  CONTRADICTED_BY: null,
  DEFAULT_BASE: null,
  FURTHER_QUESTION: null,
  KEY_FINDING: null,
  // On the browser's database, which indexed-db.test.mjs has.
  IndexedDBStore: null,
  "IndexedDBStore.open": null,
  ...Object.fromEntries(
    [
      "add",
      "addSource",
      "close",
      "count",
      "entries",
      "get",
      "history",
      "recover",
      "remove",
      "search",
      "source",
      "sources",
      "successors",
    ].map((name) => [`IndexedDBStore#${name}`, null]),
  ),
  MemoryStore: null,
  "MemoryStore#add": null,
  "MemoryStore#size": null,
  "MemoryStore#findByQuestion": (text) => store.findByQuestion(text),
  "MemoryStore#findSimilarQuestions": (text) => store.findSimilarQuestions(text),
  "MemoryStore#entries": [(text) => store.entries(text), (text) => store.entries("", 1, text)],
  "MemoryStore#get": (text) => store.get(text),
  "MemoryStore#networksWithConcept": (text) => store.networksWithConcept(text),
  "MemoryStore#similarHashtags": (text) => store.similarHashtags(text),
  "MemoryStore#name": (text) => store.name(text),
  "MemoryStore#recover": (text) => store.recover(text),
  "MemoryStore#overlappingNetworks": null,
  "MemoryStore#shortestPath": [
    (text) => store.shortestPath(text, text),
    (text) => store.shortestPath(LABEL, QUESTION, text),
  ],
  "MemoryStore#search": [(text) => store.search(text), (text) => store.search("bees", { language: `en-${text}` })],
  Network: null,
  "Network.from": [
    (text, other) => Network.from({ question: text, title: other }),
    (text, other) => Network.from({ question: "Q?", concepts: [{ label: text, text: other }] }),
    (text, other) => Network.from({ question: "Q?", [text]: other }),
    (text) =>
      Network.from({
        question: "Q?",
        concepts: [{ label: "A" }],
        relationships: [{ ...RELATIONSHIP, relation: text }],
        highlights: [0],
      }),
  ],
  "Network.fromBytes": (text, other) => Network.fromBytes(damaged(text, other)),
  "Network.fromFormat": [
    ...READABLE.map((name) => (text, other) => Network.fromFormat(name, mixed(name, text), other)),
    (text) => Network.fromFormat(text, JSON.stringify(network)),
    (text) => Network.fromFormat("csv", "Source,Target\n1,2\n", { question: "Q?", language: text }),
    (text) => Network.fromFormat("csv", "Source,Target\n1,2\n", { question: "Q?", labels: `Id,Label\n1,${text}\n` }),
  ],
  "Network.contextAcross": (text) => Network.contextAcross([network, network], text, 100),
  "Network.fromNotes": [
    (text, other) => Network.fromNotes([[text, other]], "Q?"),
    (text) => Network.fromNotes([["a.md", `[[${text}]]`]], { question: "Q?" }),
  ],
  "Network.fromText": [
    (text) => Network.fromText(`question: Q?\n${text}`),
    (text) => Network.fromText(`${network.toText()}\nconcept: ${text}\n`),
  ],
  "Network.fromJSON": [(text) => Network.fromJSON(text), (text) => Network.fromJSON(new TextEncoder().encode(text))],
  "Network.fromReport": [
    (text) => Network.fromReport(text),
    (text) => Network.fromReport(new TextEncoder().encode(text)),
  ],
  "Network.fromSVG": (text) => Network.fromSVG(text + network.toSVG()),
  "Network.open": [
    (text, other) => Network.open(text, { name: other, question: "Q?" }),
    (text, other) => Network.open(mixed("csv", text), { format: "csv", question: other }),
    (text) => Network.open(JSON.stringify(network), { format: text }),
    (text) => Network.open(network.toSVG().replace(/encoding="base64">.{8}/, (start) => start + text)),
    (text, other) => Network.open(damaged(text, other)),
    (text) => Network.open(network.toLink() + text),
  ],
  "Network.merge": null,
  "Network.union": null,
  "Network#allSimplePaths": ofTwo("allSimplePaths"),
  "Network#apply": [
    (text, other) => network.apply(network.diff(network.toBuilder().concept(text, other).build())),
    (text, other) => applied({ change: "titleChanged", from: network.title, to: text }, other),
    (text, other) => applied({ change: text, label: other }, ""),
  ],
  "Network#articulationPoints": ofAll("articulationPoints"),
  "Network#attributes": null,
  "Network#betweenness": ofAll("betweenness"),
  "Network#betweennessSampled": ofAll("betweennessSampled", 2, 7),
  "Network#between": ofTwo("between"),
  "Network#breadthFirst": [...ofOne("breadthFirst"), (text) => network.breadthFirst([LABEL, text])],
  "Network#bridges": ofAll("bridges"),
  "Network#bytes": null,
  "Network#commonAncestors": ofTwo("commonAncestors"),
  "Network#components": ofAll("components"),
  "Network#connections": (text) => network.connections({ language: `en_${text}` }),
  "Network#connectionsWithEmbeddings": (text, other) =>
    network.connectionsWithEmbeddings((one) => (one === text ? [] : [one.length, other.length + 1]), {
      language: "und",
    }),
  "Network#diff": (text, other) => network.diff(network.toBuilder().concept(text, other).build()),
  "Network#conceptById": null,
  "Network#conceptCount": null,
  "Network#concept": (text) => network.concept(text),
  "Network#concepts": null,
  "Network#conceptsMatching": (text) => network.conceptsMatching(text),
  "Network#conceptsNamed": (text) => network.conceptsNamed(text),
  "Network#degree": ofAll("degree"),
  "Network#equals": null,
  "Network#egoNetwork": ofOne("egoNetwork"),
  "Network#context": (text) => network.context(text, 100),
  "Network#editor": null,
  "Network#unionSources": null,
  "Network#toFormatWithEvidence": [
    (text) => claim(text).toFormatWithEvidence("markdown", [source]),
    (text) => claim("p").toFormatWithEvidence("html", [new Source("a", `a${text}`)]),
  ],
  "Network#toNotes": null,
  "Network#toText": null,
  "Network#without": (text) => Network.union([network, claim("p")]).without(text),
  "Network#findConcept": (text) => network.findConcept(text),
  "Network#findings": null,
  "Network#hashtag": null,
  "Network#suggestHighlight": ofAll("suggestHighlight"),
  "Network#highlights": null,
  "Network#incoming": side("incoming"),
  "Network#isRelated": ofTwo("isRelated"),
  "Network#kShortestPaths": ofTwo("kShortestPaths", 3),
  "Network#kShortestPathsWeighted": ofTwo("kShortestPathsWeighted", 3, weight),
  "Network#labels": null,
  "Network#mergeConcepts": [(text) => network.mergeConcepts(text, LABEL), (text) => network.mergeConcepts(LABEL, text)],
  "Network#neighbors": ofOne("neighbors"),
  "Network#outgoing": side("outgoing"),
  "Network#pagerank": ofAll("pagerank"),
  "Network#pagerankWeighted": ofAll("pagerankWeighted", weight),
  "Network#question": null,
  "Network#questionConcept": null,
  "Network#relationId": (text) => network.relationId(text),
  "Network#relationshipById": null,
  "Network#relationshipCount": null,
  "Network#relations": null,
  "Network#relationships": null,
  "Network#duplicateCandidates": [
    (text) => network.duplicateCandidates(`und-${text}`),
    (text, other) => network.toBuilder().concept(text).concept(other).build().duplicateCandidates(),
  ],
  "Network#search": [
    (text) => network.search(text),
    (text) => network.search(text, { language: "und", limit: 1 }),
    (text) => network.search("dance", { language: `EN-${text}` }),
  ],
  "Network#select": [
    (text) => selected(network.select(text)),
    (text) => selected(network.select(`?x via ${JSON.stringify(text)} ?y`)),
    (text, other) => selected(network.select("?x via Cue ?y", steps(text, other))),
  ],
  "Network#picture": (text) => network.picture({ middle: text }).scene,
  "Network#shortestPath": ofTwo("shortestPath"),
  "Network#shortestPathWeighted": ofTwo("shortestPathWeighted", weight),
  "Network#subnetwork": (text) => network.subnetwork([LABEL, text]),
  "Network#themes": ofAll("themes"),
  "Network#title": null,
  "Network#toArrays": null,
  "Network#toBuilder": null,
  "Network#toFormat": (text) => network.toFormat(text),
  "Network#toJSON": null,
  "Network#toLink": (text) => parseLink(network.toLink(text)),
  "Network#toReport": null,
  "Network#toSVG": (text) => network.toSVG({ middle: text }),
  "Network#withConnections": (text) => network.withConnections({ atLeast: 0.1, language: `en-${text}` }),
  "Network#addConnections": (text) =>
    network.addConnections([{ relationship: { source: LABEL, relation: text, target: LABEL } }]),
  "Network#toShortLink": (text) => parseLink(network.toShortLink(text)),
  NetworkBuilder: (text) => new NetworkBuilder(text).build(),
  "NetworkBuilder#addAll": [
    (text, other) =>
      builder()
        .addAll({ title: text, attributes: [{ name: text, value: other }] })
        .build(),
    (text, other) =>
      builder()
        .addAll({ findings: [{ label: text, text: other }] })
        .build(),
    (text, other) =>
      builder()
        .addAll({ relationships: [{ ...RELATIONSHIP, relation: text, passage: other }], highlights: [0] })
        .build(),
    (text, other) =>
      builder()
        .addAll(text.length % 2 === 0 ? { title: other } : { [text]: other })
        .build(),
  ],
  "NetworkBuilder#attribute": (text, other) => builder().attribute(text, other).build(),
  "NetworkBuilder#build": null,
  "NetworkBuilder#conceptAttribute": [
    (text, other) => builder().conceptAttribute("A", text, other).build(),
    (text, other) => builder().concept(text).conceptAttribute(text, "n", other).build(),
  ],
  "NetworkBuilder#concept": (text, other) => builder().concept(text, other).build(),
  "NetworkBuilder#finding": (text, other) => builder().finding(text, other).build(),
  "NetworkBuilder#highlight": relationship("highlight"),
  "NetworkBuilder#relationship": relationship("relationship"),
  "NetworkBuilder#title": (text) => builder().title(text).build(),
  Paths: null,
  Picture: null,
  "Picture#advance": null,
  "Picture#places": null,
  "Picture#progress": null,
  "Picture#scene": null,
  "Paths#budgetExceeded": null,
  "Paths#filter": null,
  "Paths#find": null,
  "Paths#forEach": null,
  "Paths#map": null,
  "Paths#next": null,
  "Paths#return": null,
  "Paths#take": null,
  "Paths#toArray": null,
  PROMPT_VERSION: null,
  QUOTE_END: null,
  QUOTE_EXACT: null,
  QUOTE_PREFIX: null,
  QUOTE_SOURCE: null,
  QUOTE_SOURCE_NAME: null,
  QUOTE_START: null,
  QUOTE_SUFFIX: null,
  Rows: null,
  "Rows#at": null,
  "Rows#budgetExceeded": null,
  "Rows#evidence": null,
  "Rows#length": null,
  "Rows#map": null,
  "Rows#ids": null,
  "Rows#toArray": null,
  "Rows#unknown": null,
  "Rows#variables": null,
  SHARED_THEME: null,
  UNION_SOURCE: null,
  UNION_SOURCES: null,
  Source: (text, other) => new Source(text, other).id,
  "Source.fromBytes": (text) => {
    const bytes = new Source("a", `a${text}`).bytes;
    return Source.fromBytes(text.length % 2 === 0 ? bytes : bytes.slice(0, text.length));
  },
  "Source#bytes": null,
  "Source#id": null,
  "Source#name": null,
  "Source#text": null,
  check: [(text) => check(claim(text), [source]), (text) => check(claim("bees dance"), [new Source("a", `a${text}`)])],
  checkPassages: (text, other) => checkPassages([text, other], [source, new Source("a", `a ${text}`)]),
  cite: (text) => cite(claim(text), [source, new Source("a", `a ${text}`)]),
  inverse: (text, other) => inverse([{ change: "titleChanged", from: text, to: other }]),
  lenses: null,
  score: null,
  stability: null,
  SemnetError: null,
  "SemnetError#name": null,
  fingerprintOf: (text) => fingerprintOf(new TextEncoder().encode(text)),
  fingerprintRange,
  formatFingerprint: (text) => formatFingerprint(new TextEncoder().encode(text.repeat(32)).slice(0, 32)),
  formatHashtag: null,
  detectFormat,
  formatFromPath,
  formats: null,
  fromCytoscape: [
    (text, other) => fromCytoscape([{ data: { id: text, label: other } }], "Q?"),
    (text, other) => fromCytoscape({ [text]: other, elements: [] }, text),
  ],
  fromGraphology: (text, other) =>
    fromGraphology({ export: () => ({ attributes: {}, nodes: [{ key: text, attributes: { label: other } }] }) }, "Q?"),
  languages: null,
  load: null,
  nextFingerprint,
  parseFingerprint,
  parseHashtag,
  parseLink,
  parseQueryBar,
  toCytoscape: null,
  toGraphology: null,
  skipped: READABLE.map((name) => (text) => skipped(name, mixed(name, text))),
};

function selected(rows) {
  return [...rows].map((row, number) => [row, rows.evidence(number)]);
}

/** The names of all that the package exports, as in `CALLS`. */
function names() {
  const known = ["arguments", "caller", "constructor", "free", "length", "name", "prototype"];
  const own = (object) => {
    const found = [];
    const ends = [null, undefined, Object.prototype, Function.prototype, Error.prototype, Error];
    for (let one = object; !ends.includes(one); one = Object.getPrototypeOf(one)) {
      if (one !== Error) found.push(...Object.getOwnPropertyNames(one));
    }
    return [...new Set(found)];
  };
  return Object.entries(semnet).flatMap(([name, value]) => [
    name,
    ...(typeof value === "function" ? own(value) : [])
      .filter((one) => !known.includes(one))
      .map((one) => `${name}.${one}`),
    ...own(value.prototype)
      .filter((one) => one === "name" || one === "length" || !known.includes(one))
      .map((one) => `${name}#${one}`),
  ]);
}

test("every function and method is in the table", () => {
  assert.deepEqual(Object.keys(CALLS).sort(), names().sort());
});

for (const [name, calls] of Object.entries(CALLS)) {
  if (calls === null) continue;
  test(`${name} gives an answer or a SemnetError for any text`, () => {
    for (const call of [calls].flat()) {
      let answers = 0;
      fc.assert(
        fc.property(TEXT, TEXT, (text, other) => {
          try {
            call(text, other);
            answers += 1;
          } catch (error) {
            if (!(error instanceof SemnetError)) throw error;
            assert.equal(typeof error.code, "string");
            assert.notEqual(error.message, "");
          }
        }),
        { numRuns: 300, examples: PIECES.map((piece) => [piece, piece]) },
      );
      assert.ok(answers > 0, `${call} only throws`);
    }
  });
}
