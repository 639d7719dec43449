// Everything that semnet-core offers is in the package under its camelCase name, or is listed here: where it is instead,
// or why it is not there.

import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { test } from "node:test";
import * as semnet from "semnet";

const CORE = new URL("../../semnet-core/src/", import.meta.url);
const WASM = new URL("../../semnet-wasm/src/", import.meta.url);
const PKG = new URL("../../semnet-wasm/pkg/", import.meta.url);
const TYPES = readFileSync(new URL("index.d.ts", PKG), "utf8");
const FORMATS = semnet.formats().map(({ name }) => name);

/** Where else it is, as `Type.member` or a function of the package. */
const ELSEWHERE = {
  Attributes: "Concept.attributes",
  AllSimplePaths: "Paths",
  KShortestPaths: "Paths",
  KShortestPathsWeighted: "WeightedPath",
  Hashtag: "parseHashtag",
  "Hashtag.new": "formatHashtag",
  "Hashtag.number": "parseHashtag",
  Fingerprint: "Network.fingerprint",
  "Fingerprint.hash": "fingerprintOf",
  "Fingerprint.from_bytes": "formatFingerprint",
  "Fingerprint.as_bytes": "parseFingerprint",
  "Fingerprint.hashtag": "Entry.hashtag",
  "Fingerprint.next": "nextFingerprint",
  FingerprintPrefix: "fingerprintRange",
  "FingerprintPrefix.range": "fingerprintRange",
  "FingerprintPrefix.as_str": "Link.name",
  "Network.as_bytes": "Network.bytes",
  "Network.select_partial": "Network.select",
  "Network.relation_by_id": "Network.relations",
  "Network.select_with": "Network.select",
  "NetworkBuilder.new": "NetworkBuilder.constructor",
  "Choice.entry": "Entry.fingerprint",
  "Suggestion.entry": "Entry.fingerprint",
  "Overlap.entry": "Entry.fingerprint",
  "NewRelationship.new": "NewRelationship.source",
  "NewRelationship.attribute": "NewRelationship.attributes",
  "Concept.outgoing": "Network.outgoing",
  "Concept.outgoing_via": "Network.outgoing",
  "Concept.incoming": "Network.incoming",
  "Concept.incoming_via": "Network.incoming",
  "Concept.neighbors": "Network.neighbors",
  "Relationship.relation_id": "NetworkArrays.relations",
  ConceptId: "Concept.id",
  RelationshipId: "Relationship.id",
  RelationId: "Network.relationId",
  Direction: "NeighborOptions.direction",
  Budget: "GroupOptions.budget",
  "Budget.new": "GroupOptions.budget",
  "PathOptions.relations": "RelationFilter",
  "PageRankOptions.direction": "WalkOptions.direction",
  "PageRankOptions.budget": "WalkOptions.budget",
  "BetweennessOptions.paths": "PathOptions",
  "Connections.len": "Connections.connections",
  "Connections.is_empty": "Connections.connections",
  "Connections.get": "Connections.connections",
  "Connections.iter": "Connections.connections",
  ParallelRelationships: "BetweennessOptions.parallel",
  OwnedScores: "Scores",
  "OwnedScores.scores": "Scores",
  "PageRankOptions.damping": "PageRankOptions.damping",
  "PageRankOptions.tolerance": "PageRankOptions.tolerance",
  "PageRankOptions.iterations": "PageRankOptions.iterations",
  "Scores.get": "Scores.values",
  "Scores.iter": "Scores.values",
  PageRankOptions: "PageRankOptions",
  "Groups.iter": "Groups.groups",
  "Groups.concepts": "Groups.groups",
  "Path.start": "Path.concepts",
  "Path.end": "Path.concepts",
  "Network.to_svg": "Network.toSVG",
  "Network.from_svg": "Network.fromSVG",
  "Picture.cards": "PictureScene.cards",
  "Picture.lines": "PictureScene.lines",
  "Picture.shared_lines": "PictureScene.sharedLines",
  "Picture.themes": "PictureScene.themes",
  "Picture.is_by_theme": "PictureScene.isByTheme",
  "Picture.settle": "Picture.advance",
  "Picture.to_svg": "Network.toSVG",
  Card: "PictureCard",
  "Card.label": "PictureCard.label",
  "Card.concept": "PictureCard.label",
  "Card.kind": "PictureCard.kind",
  "Card.theme": "PictureCard.theme",
  "Card.degree": "PictureCard.degree",
  "Card.rows": "PictureCard.rows",
  "Card.font_size": "PictureCard.fontSize",
  "Card.place": "Picture.places",
  "Card.size": "PictureCard.width",
  CardKind: "PictureCard.kind",
  "CardKind.Question": "PictureCard.kind",
  "CardKind.Finding": "PictureCard.kind",
  "CardKind.Concept": "PictureCard.kind",
  Line: "PictureLine",
  "Line.relationship": "PictureLine.id",
  "Line.ends": "PictureLine.ends",
  "Line.is_highlight": "PictureLine.isHighlight",
  "Line.is_key_finding": "PictureLine.isKeyFinding",
  "Line.rows": "PictureLine.rows",
  "Line.place": "Picture.places",
  "Line.size": "PictureLine.width",
  "Line.bend": "PictureLine.bend",
  SharedLine: "PictureSharedLine",
  "SharedLine.ends": "PictureSharedLine.ends",
  "SharedLine.score": "PictureSharedLine.score",
  "SharedLine.rows": "PictureSharedLine.rows",
  "SharedLine.place": "Picture.places",
  "SharedLine.size": "PictureSharedLine.width",
  "Rows.get": "Rows.at",
  "Row.get": "Rows.at",
  "Row.concepts": "Rows.ids",
  "Row.evidence": "Rows.evidence",
  Store: "MemoryStore",
  "Store.add": "MemoryStore.add",
  "Store.get": "MemoryStore.get",
  "Store.entries": "MemoryStore.entries",
  Typo: "Suggestion.typo",
  Language: "SearchOptions.language",
  "Language.all": "languages",
  "Language.code": "languages",
  "Language.Any": "languages",
  "Language.English": "languages",
  "Snippet.marks": "Snippet.pieces",
  "Snippet.with": "Snippet.pieces",
  HitLocation: "SearchHit",
  "SearchHit.location": "SearchHit",
  "SearchHit.label": "SearchHit",
  "SearchHit.score": "SearchHitBase.score",
  "SearchHit.sentence": "SearchHitBase.sentence",
  Changes: "Network.diff",
  "Format.from_path": "formatFromPath",
  "Format.detect": "detectFormat",
  "Network.import": "Network.fromFormat",
  "Network.write_with_evidence": "Network.toFormatWithEvidence",
  "Changes.inverse": "inverse",
  "Editor.find_relationship": "Editor.find",
  "Source.new": "Source.constructor",
  "Source.from_utf8": "Source.constructor",
  "Source.to_bytes": "Source.bytes",
  "Verdict.is_evidence": "Checked.isEvidence",
  "Evidence.verdict": "Checked.verdict",
  "Evidence.places": "Checked.places",
  "Evidence.differences": "Checked.differences",
  Place: "SourcePlace",
  "Place.source": "SourcePlace.source",
  "Place.start": "SourcePlace.start",
  "Place.end": "SourcePlace.end",
  "Place.line": "SourcePlace.line",
  "Place.column": "SourcePlace.column",
  "Context.across": "Network.contextAcross",
  "ContextOptions.new": "ContextOptions.tokens",
  Match: "ScoreMatch",
  "Match.extracted": "ScoreMatch.extracted",
  "Match.reference": "ScoreMatch.reference",
  "Match.reason": "ScoreMatch.reason",
  "Analysis.into_network": "QuestionOptions.into",
  "Analysis.source": "AnalysisOptions.sources",
  "Analysis.attribute": "AnalysisOptions.attributes",
  "Analysis.context_tokens": "AnalysisOptions.contextTokens",
  "Analysis.answer_tokens": "AnalysisOptions.answerTokens",
  "Analysis.limit": "AnalysisOptions.limit",
  "Analysis.start": "Analysis.question",
  "Lens.new": "Lens.instruction",
  "Lens.named": "Analysis.grow",
  Run: "Analysis",
  "Run.request": "Analysis.request",
  "Run.part": "Analysis.part",
  "Run.corrections": "Analysis.corrections",
  "Run.answer": "Analysis.answer",
  "Run.finish": "Analysis.finish",
  Request: "AnalysisRequest",
  "Request.messages": "AnalysisRequest.messages",
  "Request.messages_with_schema": "Analysis.messagesWithSchema",
  "Request.schema": "AnalysisRequest.schema",
  "Request.schema_name": "AnalysisRequest.schemaName",
  "Request.answer_tokens": "AnalysisRequest.answerTokens",
  "Request.fingerprint": "Analysis.fingerprint",
  Imported: "Network.fromFormat",
  "Imported.network": "Network.fromFormat",
  "Imported.skipped": "skipped",
  Skipped: "skipped",
  "Skipped.iter": "skipped",
  Form: "Opened.form",
  "Form.Format": "Opened.form",
  "Form.native_name": "Opened.nativeName",
};

/** The types whose strings are variants, where they are not called as the enum is. */
const UNIONS = {
  Change: "ChangeParts",
  Conflict: "ConflictParts",
  Direction: "NeighborOptions",
  Form: "Opened",
  Format: "FormatName",
  HitLocation: "SearchHit",
  ParallelRelationships: "BetweennessOptions",
  Typo: "Suggestion",
};

/** The strings that are not the variant's name. */
const STRINGS = {
  "Direction.Outgoing": "outgoing",
  "Direction.Incoming": "incoming",
  "Format.JsonGraph": "jgf",
  "Format.NodeLink": "node-link",
  "Format.GraphMl": "graphml",
  "Format.NQuads": "nquads",
  "Format.NTriples": "ntriples",
  "Format.JsonLd": "jsonld",
};

const CODE = "an error is a SemnetError, with its code and its place";
const ARRAY = "an array has a `length`";
const UNDAMAGED = "networks in memory are not damaged";
const LARGE =
  "the word forms and stop words of other languages are larger than all the rest of the package: its feature is left out";

/** The languages of Snowball but for English. */
const LANGUAGES = `
  Arabic Armenian Basque Catalan Czech Danish Dutch Esperanto Estonian Finnish French German Greek Hindi Hungarian
  Indonesian Irish Italian Lithuanian Nepali Norwegian Persian Polish Portuguese Romanian Russian Serbian Sesotho
  Spanish Swedish Tamil Turkish Ukrainian Yiddish`
  .trim()
  .split(/\s+/);

/** Why it is not there. */
const NOT_THERE = {
  HashtagError: CODE,
  OpenError: CODE,
  "OpenOptions.import": "its fields are fields of `OpenOptions`",
  "Network.open_from": "streams of files are the host's; `open` takes the content",
  Revisions: "an iterable has `Symbol.iterator`",
  Concepts: "an array is iterable",
  ListedConcepts: "an array is iterable",
  Relations: "an array is iterable",
  Relationships: "an array is iterable",
  GroupIter: "an array is iterable",
  ScoreIter: "an array is iterable",
  Steps: "an array is iterable",
  OwnedPath: "paths outlive their network",
  "OwnedPath.path": "paths outlive their network",
  "OwnedPath.network": "the caller has it",
  "Path.into_owned": "paths outlive their network",
  "Language.from_code": "a language is its code",
  BuildError: CODE,
  DecodeError: CODE,
  "DecodeError.offset": CODE,
  "DecodeError.is_newer": "the message says it; a newer package is the only cure for either",
  FingerprintError: CODE,
  JsonError: CODE,
  "JsonError.line": CODE,
  "JsonError.column": CODE,
  "JsonError.path": "it begins the message",
  ReportError: CODE,
  "ReportError.line": CODE,
  "ReportError.column": CODE,
  LinkError: CODE,
  QueryError: CODE,
  PatternError: CODE,
  "PatternError.index": CODE,
  "PatternError.expected": "it is in the message",
  "PatternError.found": "it is in the message",
  PathError: CODE,
  WeightError: CODE,
  "WeightError.relationship": CODE,
  "WeightError.weight": CODE,
  RankError: CODE,
  ThemeError: CODE,
  OptionError: CODE,
  "OptionError.option": "it begins the message",
  "OptionError.value": "the caller gave it",
  "OptionError.expected": "it ends the message",
  "Budget.spend": "for queries that a Rust program makes",
  "Budget.left": "an error says what the budget was; a budget is for one call",
  "Budget.is_unlimited": "it is `undefined` or Infinity",
  ConceptKey: "`ConceptName` is whatever names a concept",
  "ConceptKey.id_in": "`findConcept` gives the concept of a name",
  Pattern: "a pattern is a text",
  "Pattern.variables": "`Rows.variables`",
  "Pattern.as_str": "a pattern is a text",
  SelectError: CODE,
  OwnedRows: "rows outlive their network",
  "OwnedRows.rows": "rows outlive their network",
  "OwnedRows.network": "the caller has it",
  "Rows.into_owned": "rows outlive their network",
  RowIter: "an iterable has `Symbol.iterator`",
  "Network.weighted": "for the algorithms of petgraph",
  WeightedNetwork: "for the algorithms of petgraph",
  "WeightedNetwork.network": "for the algorithms of petgraph",
  "WeightedNetwork.weights": "for the algorithms of petgraph",
  WeightedEdge: "for the algorithms of petgraph",
  WeightedEdges: "for the algorithms of petgraph",
  "NetworkBuilder.remove_concept": "`Network.apply` removes",
  "NetworkBuilder.remove_finding": "`Network.apply` removes",
  "NetworkBuilder.remove_relationships": "`Network.apply` removes",
  "Attributes.get": "an array has `find`",
  "Attributes.get_all": "an array has `filter`",
  "Attributes.number": "an array has `find`",
  "Scores.into_owned": "scores outlive their network",
  "OwnedScores.network": "scores are plain",
  StoreExt: "for stores that a Rust program makes",
  StoreIndex: "for stores that a Rust program makes",
  hashtag_key: "for stores that a Rust program makes",
  question_key: "for stores that a Rust program makes",
  StoreRecords: "for stores that a Rust program makes",
  StoreRecordsExt: "for stores that a Rust program makes",
  Records: "for stores that a Rust program makes",
  check_kind: "for stores that a Rust program makes",
  check_record: "for stores that a Rust program makes",
  RecordError: "for stores that a Rust program makes",
  kinds: "for stores that a Rust program makes",
  verified_object: "for stores that a Rust program makes",
  all_fingerprints: "for stores that a Rust program makes",
  verified: "for stores that a Rust program makes",
  "Format.McpMemory": 'the format "mcp-memory"',
  "StoreHit.new": "for stores that a Rust program makes",
  "StoreError.unavailable": "for stores that a Rust program makes",
  "StoreError.because": "for stores that a Rust program makes",
  "StoreError.corrupt": "for stores that a Rust program makes",
  "StoreExt.iter": "for stores that a Rust program makes",
  EntriesWithConcept: "for stores that a Rust program makes",
  "StoreExt.iter_with_concept": "for stores that a Rust program makes",
  "StoreExt.iter_after": "for stores that a Rust program makes",
  "StoreExt.similar_hashtags": "for stores that a Rust program makes",
  "StoreExt.find_by_question": "for stores that a Rust program makes",
  "StoreExt.find_similar_questions": "for stores that a Rust program makes",
  "StoreExt.ranked": "for stores that a Rust program makes",
  "StoreExt.search": "for stores that a Rust program makes",
  "StoreExt.networks_with_concept": "for stores that a Rust program makes",
  "StoreExt.index_pending": "for stores that a Rust program makes",
  "StoreExt.overlapping_networks": "for stores that a Rust program makes",
  "StoreExt.shortest_path": "for stores that a Rust program makes",
  "StoreExt.recover": "for stores that a Rust program makes",
  "StoreExt.name": "for stores that a Rust program makes",
  "StoreExt.verify": "for stores that a Rust program makes",
  "StoreExt.rebuild": "for stores that a Rust program makes",
  "StoreExt.try_records": "for stores that a Rust program makes",
  "StoreIndex.similar_hashtags": "for stores that a Rust program makes",
  "StoreIndex.nearby_hashtags": "for stores that a Rust program makes",
  "StoreIndex.find_by_question": "for stores that a Rust program makes",
  "StoreIndex.find_similar_questions": "for stores that a Rust program makes",
  "StoreIndex.ranked": "for stores that a Rust program makes",
  "StoreIndex.search": "for stores that a Rust program makes",
  "StoreIndex.networks_with_concept": "for stores that a Rust program makes",
  "StoreIndex.overlapping_networks": "for stores that a Rust program makes",
  "StoreIndex.verify": "for stores that a Rust program makes",
  Fault: "for stores that a Rust program makes",
  FaultKind: "for stores that a Rust program makes",
  "Fault.new": "for stores that a Rust program makes",
  "Fault.of": "for stores that a Rust program makes",
  "Fault.kind": "for stores that a Rust program makes",
  "Fault.network": "for stores that a Rust program makes",
  "Fault.message": "for stores that a Rust program makes",
  "FaultKind.Engine": "for stores that a Rust program makes",
  "FaultKind.Index": "for stores that a Rust program makes",
  "FaultKind.Stray": "for stores that a Rust program makes",
  "StoreIndex.index_pending": "for stores that a Rust program makes",
  "StoreIndex.rebuild": "for stores that a Rust program makes",
  "Store.index": "for stores that a Rust program makes",
  "Store.records": "for stores that a Rust program makes",
  "Store.ping": "for stores that a Rust program makes",
  "StoreRecords.put": "for stores that a Rust program makes",
  "StoreRecords.read": "for stores that a Rust program makes",
  "StoreRecords.about": "for stores that a Rust program makes",
  "StoreRecords.list": "for stores that a Rust program makes",
  "StoreRecords.kinds": "for stores that a Rust program makes",
  "StoreRecordsExt.add_source": "for stores that a Rust program makes",
  "StoreRecordsExt.add_source_of": "for stores that a Rust program makes",
  "StoreRecordsExt.source": "for stores that a Rust program makes",
  "StoreRecordsExt.source_ids": "for stores that a Rust program makes",
  "StoreRecordsExt.source_ids_of": "for stores that a Rust program makes",
  "StoreRecordsExt.sources_of": "for stores that a Rust program makes",
  "StoreRecordsExt.add_revision": "for stores that a Rust program makes",
  "StoreRecordsExt.note_revision": "for stores that a Rust program makes",
  "StoreRecordsExt.history": "for stores that a Rust program makes",
  "StoreRecordsExt.all": "for stores that a Rust program makes",
  ConceptError: CODE,
  "ConceptError.label": "the caller gave it",
  "ConceptError.suggestions": CODE,
  "ConceptError.is_ambiguous": "the message says it, and `conceptsNamed` lists them",
  "Format.Turtle": "its library takes random numbers from the platform; N-Triples, which is Turtle too, is there",
  BudgetError: CODE,
  "BudgetError.budget": CODE,
  StoreError: CODE,
  LanguageError: CODE,
  "LanguageError.given": "the caller gave it",
  VectorError: CODE,
  MergeError: CODE,
  EditError: CODE,
  SvgError: CODE,
  REST_THEMES: "a constant of the element",
  HistoryError: CODE,
  "HistoryError.line": CODE,
  "HistoryError.problem": "it is in the message",
  TextError: CODE,
  "TextError.line": CODE,
  "TextError.column": CODE,
  "TextError.problem": "it is in the message",
  WithoutError: CODE,
  Cause: CODE,
  "Cause.new": CODE,
  SourceError: CODE,
  AnalysisError: CODE,
  "Verdict.name": "a verdict is its name",
  "DifferenceKind.name": "a kind is its name",
  "Source.check_length": "WebAssembly's memory ends there",
  MAX_DIFFERENCES: "the documentation of `Checked.differences` has it",
  MAX_PLACES: "the documentation of `Checked.places` has it",
  "Place.start_byte": "`SourcePlace.range` has it as JavaScript counts",
  "Place.end_byte": "`SourcePlace.range` has it as JavaScript counts",
  "Evidence.place": "the first of `places`",
  "RelationshipParts.new": "a relationship is a plain object",
  "Network.import_from": "streams of files are the host's; `fromFormat` takes the text",
  "History.iter": "an iterable has it by `Symbol.iterator`",
  ApplyError: CODE,
  FormatNameError: CODE,
  FormatError: CODE,
  "FormatError.format": "the caller gave it",
  "FormatError.line": CODE,
  "FormatError.column": CODE,
  "FormatError.path": "it is in the message",
  "FormatError.is_no_question": CODE,
  "FormatError.is_node_list": CODE,
  "Network.write_format": "streams of files are the host's; `toFormat` gives the text",
  "FormatError.io_error": "there are no streams",
  StorePathError: CODE,
  "StorePath.len": "the sum of the lengths of its segments",
  "StorePath.is_empty": "the sum of the lengths of its segments",
  Entries: "an iterator over what `entries` gives, page by page",
  "Store.add_all": "adding to memory one by one is as quick",
  "Store.quarantine": UNDAMAGED,
  "Changes.as_slice": ARRAY,
  "Changes.is_empty": ARRAY,
  "Changes.iter": ARRAY,
  "Changes.len": ARRAY,
  Corruption: UNDAMAGED,
  KEY_FINDING: "`isKeyFinding` says it of a relationship",
  "Hashtag.to_digits": "a string has them",
  "Hashtag.encode": "JavaScript has no buffers to write a string into",
  "Fingerprint.encode": "JavaScript has no buffers to write a string into",
  "ConceptId.number": "a number is its own",
  "ConceptId.index": "a number is its own",
  "Path.len": ARRAY,
  "Path.is_empty": ARRAY,
  "Rows.len": "`length`, as JavaScript has it",
  "Rows.is_empty": "`length`, as JavaScript has it",
  "Rows.iter": "an iterable has it by `Symbol.iterator`",
  "Groups.len": ARRAY,
  "Groups.is_empty": ARRAY,
  "Themes.groups": "themes are groups",
  ...Object.fromEntries(LANGUAGES.map((language) => [`Language.${language}`, LARGE])),
  "Skipped.is_nothing": "an object without fields",
  "Omitted.is_nothing": "a comparison of nine numbers with 0",
};

/** Whether the type of an enum has a variant: as a string, or as the name of a field. */
function hasVariant(enum_, variant) {
  const type = UNIONS[enum_] ?? enum_;
  if (enum_ === "Format") return FORMATS.includes(STRINGS[`Format.${variant}`] ?? variant.toLowerCase());
  const [declaration] = TYPES.match(
    new RegExp(`^(?:type|interface) ${type}\\b[^]*?(?=^(?:declare|type|interface|export) )`, "m"),
  ) ?? [""];
  const string = STRINGS[`${enum_}.${variant}`] ?? variant[0].toLowerCase() + variant.slice(1);
  return declaration.includes(`"${string}"`) || new RegExp(`\\b${string}: `).test(declaration);
}

/** The interfaces and classes of the types, each with its members, those of the classes that it extends included. */
function members(types) {
  const found = new Map();
  const pattern =
    /^(?:declare )?(?:abstract )?(?:class|interface) (\w+)(?:<[^{]*?>)?(?: extends ([\w, ]+?))?(?: implements [^{]*)?(?:<[^{]*)? \{(\}|[^]*?^\})/gm;
  for (const [, name, base, body] of types.matchAll(pattern)) {
    const own = [
      ...body.matchAll(/^ {4}(?:static |readonly |get |private |protected |declare )*(\w+)\??(?:<\w+>)?[(:]/gm),
    ];
    found.set(name, new Set([...own.map(([, member]) => member), ...(found.get(name) ?? [])]));
    found.get(name).base = base;
  }
  for (const names of found.values()) {
    const bases = (names.base ?? "").split(", ");
    for (let base = bases.pop(); base !== undefined; base = bases.pop()) {
      if (!found.has(base)) continue;
      for (const member of found.get(base)) names.add(member);
      bases.push(...(found.get(base).base ?? "").split(", "));
    }
  }
  return found;
}

/** The code of the core, without its tests. */
function* sources(directory = CORE) {
  for (const entry of readdirSync(directory, { withFileTypes: true })) {
    const url = new URL(entry.name + (entry.isDirectory() ? "/" : ""), directory);
    if (entry.isDirectory()) yield* sources(url);
    else if (entry.name.endsWith(".rs") && entry.name !== "sqlite.rs") {
      yield readFileSync(url, "utf8").split("#[cfg(test)]\nmod tests")[0];
    }
  }
}

/** What a file offers by `pub use` and `pub` items, without what needs a feature that the package is built without. */
function offered(file) {
  const code = readFileSync(new URL(file, CORE), "utf8").replace(
    /#\[cfg\(feature = "(?:sqlite|s3)"\)\]\n\s*pub use .*\n/g,
    "",
  );
  const used = [...code.matchAll(/^pub use [^;]*;/gm)].flatMap(([use]) =>
    use.replace(/^pub use (?:\w+::)+/, "").match(/\w+/g),
  );
  const own = [...code.matchAll(/^pub (?:struct|enum|trait|const|fn) (\w+)/gm)].map(([, name]) => name);
  // Numbers are made by a macro.
  const made = [...code.matchAll(/^number!\(\n(?: *\/\/\/.*\n)* *(\w+)\n\);/gm)].map(([, name]) => name);
  return [...used, ...own, ...made].filter((name) => name !== "use");
}

/** The chapters of the crate: its public modules. */
function chapters() {
  const files = readdirSync(CORE, { recursive: true }).map((file) => file.replaceAll("\\", "/"));
  const lib = readFileSync(new URL("lib.rs", CORE), "utf8");
  const graph = lib
    .match(/^pub use crate::graph::\{(.*)\};$/m)[1]
    .split(", ")
    .map((name) => `graph/${name}`);
  const own = [...lib.matchAll(/^pub mod (\w+);/gm)].map(([, name]) => name);
  return [...own, ...graph].map((name) => (files.includes(`${name}.rs`) ? `${name}.rs` : `${name}/mod.rs`));
}

/** The names that the crate offers, and their public functions, fields and variants, as `Type.name`. */
function publicItems() {
  const root = [
    ...readFileSync(new URL("lib.rs", CORE), "utf8").matchAll(/^pub use crate::(?!graph::)[^;]*;/gm),
  ].flatMap(([use]) => use.replace(/^pub use (?:\w+::)+/, "").match(/\w+/g));
  const names = [...new Set([...root, ...chapters().flatMap(offered)])];
  const items = new Set(names);
  for (const source of sources()) {
    for (const [, name, body] of source.matchAll(/^impl(?:<[^>]*>)? (\w+)(?:<[^{]*>)? \{\n([^]*?)^\}/gm)) {
      if (!names.includes(name)) continue;
      for (const [, method] of body.matchAll(/^ {4}pub (?:const )?fn (\w+)/gm)) items.add(`${name}.${method}`);
    }
    for (const [, name, body] of source.matchAll(/^pub (?:struct|trait) (\w+)[^{;]*\{\n([^]*?)^\}/gm)) {
      if (!names.includes(name)) continue;
      for (const [, member] of body.matchAll(/^ {4}(?:pub (\w+):|fn \w+)/gm))
        if (member) items.add(`${name}.${member}`);
      for (const [, method] of body.matchAll(/^ {4}fn (\w+)/gm)) items.add(`${name}.${method}`);
    }
    for (const [, name, body] of source.matchAll(/^pub enum (\w+)[^{]*\{\n([^]*?)^\}/gm)) {
      if (!names.includes(name)) continue;
      for (const [, variant] of body.matchAll(/^ {4}([A-Z]\w*)/gm)) items.add(`${name}.${variant}`);
    }
    // Numbers are made by a macro.
    if (/^macro_rules! number/m.test(source)) {
      for (const method of ["number", "index"]) items.add(`ConceptId.${method}`);
    }
  }
  return items;
}

const camelCase = (name) =>
  name === "to_json"
    ? "toJSON"
    : name === "from_json"
      ? "fromJSON"
      : name.replace(/_(\w)/g, (_, letter) => letter.toUpperCase());

const isVariant = (item) => /\.[A-Z]\w*[a-z]/.test(item);

/** Where it is when it has the same name. */
function placeOf(item) {
  const [type, member] = item.split(".");
  if (member === undefined) return /^[a-z]/.test(type) ? camelCase(type) : type;
  return isVariant(item) ? item : `${type}.${camelCase(member)}`;
}

test("everything that semnet-core offers is in the package", () => {
  const known = members(TYPES);
  const has = (place) => {
    const [type, member] = place.split(".");
    if (isVariant(place)) return hasVariant(type, member);
    if (member !== undefined) return known.get(type)?.has(member) ?? false;
    return known.has(type) || type in semnet || TYPES.includes(`\ntype ${type} =`);
  };
  const items = publicItems();
  assert.ok(items.size > 150, `only ${items.size} items were found`);
  const missing = [];
  for (const item of items) {
    const [type, member] = item.split(".");
    // Each enum of errors has one code.
    const isError = isVariant(item) && [CODE, UNDAMAGED].includes(NOT_THERE[type]);
    if (item in NOT_THERE || isError || has(ELSEWHERE[item] ?? placeOf(item))) continue;
    missing.push(item);
  }
  assert.deepEqual(missing, []);
  for (const item of [...Object.keys(ELSEWHERE), ...Object.keys(NOT_THERE)]) {
    assert.ok(items.has(item), `${item} is listed here, but semnet-core has it no more`);
  }
});

test("the module names all variants of each enum of which it names one", () => {
  const code = readdirSync(WASM)
    .filter((name) => name.endsWith(".rs"))
    .map((name) => readFileSync(new URL(name, WASM), "utf8"))
    .join("");
  const variants = [...publicItems()].filter(isVariant).map((item) => item.split("."));
  const named = ([enum_, variant]) => code.includes(`${enum_}::${variant}`);
  const used = new Set(
    variants
      .filter(named)
      .map(([enum_]) => enum_)
      .filter((enum_) => NOT_THERE[enum_] !== CODE),
  );
  assert.deepEqual([...used].sort(), [
    "CardKind",
    "ContextReason",
    "DifferenceKind",
    "Direction",
    "Form",
    "HitLocation",
    "MatchReason",
    "ParallelRelationships",
    "Query",
    "Recovered",
    "ScoreReason",
    "Typo",
  ]);
  // The enums of another crate may get more variants, so the compiler demands a last arm for whatever comes.
  assert.deepEqual(
    variants.filter(([enum_, variant]) => used.has(enum_) && !named([enum_, variant])),
    [],
  );
});

test("what the types declare is there", () => {
  const network = new semnet.NetworkBuilder("Q?").build();
  for (const [name, names] of members(TYPES)) {
    // The fields of errors are there as far as they are known.
    if (!(name in semnet) || name === "SemnetError") continue;
    const class_ = semnet[name];
    for (const member of names) {
      if (member === "constructor") continue;
      assert.ok(
        member in class_.prototype || member in class_ || (name === "Network" && member in network),
        `${name}.${member}`,
      );
    }
  }
});

test("what is there is declared", () => {
  const known = members(TYPES);
  for (const name of [
    "Analysis",
    "Editor",
    "History",
    "MemoryStore",
    "Network",
    "NetworkBuilder",
    "Paths",
    "Picture",
    "Rows",
    "Source",
  ]) {
    for (let one = semnet[name].prototype; one !== Object.prototype; one = Object.getPrototypeOf(one)) {
      for (const member of Object.getOwnPropertyNames(one)) {
        if (member !== "constructor") assert.ok(known.get(name).has(member), `${name}.${member}`);
      }
    }
  }
});

test("no type is `any`", () => {
  assert.deepEqual(
    TYPES.match(/.*\bany\b(?=[\s;,)[\]|>]).*/g)?.filter((line) => !/^\s*(\/\*)?\*/.test(line)) ?? [],
    [],
  );
});
