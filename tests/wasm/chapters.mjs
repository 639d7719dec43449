// The same queries about evidence, contexts, scores, edits and unions as in `tests/src/chapters.rs`.

import {
  Network,
  SemnetError,
  Source,
  check,
  checkPassages,
  cite,
  fingerprintOf,
  inverse,
  score,
  stability,
} from "semnet";

const hash = (text) => fingerprintOf(new TextEncoder().encode(text));
const bits = (number) => {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, number);
  return view.getBigUint64(0).toString(16).padStart(16, "0");
};

/** A string of the package as Rust writes the variant. */
const variant = (name) => name[0].toUpperCase() + name.slice(1);

function attempt(call) {
  try {
    return call();
  } catch (error) {
    if (!(error instanceof SemnetError)) throw error;
    return { error: error.message };
  }
}

const places = (list) =>
  list.map(({ source, start, end, line, column, range }) => [source, start, end, line, column, range]);

const differences = (list) =>
  list.map(({ kind, source, passage, alters, text }) => [variant(kind), source, passage, alters, text]);

/** The answer to a line about passages that were generated. */
export function generated(question) {
  const { sources, passages } = JSON.parse(question);
  const found = checkPassages(
    passages,
    sources.map(([name, text]) => new Source(name, text)),
  );
  for (const { places } of found) {
    for (const { source, start, end, range } of places) {
      const text = sources[source][1];
      if (text.slice(...range) !== [...text].slice(start, end).join("")) throw new Error("the ends are not the same");
    }
  }
  return found.map((one) => [one.verdict, one.isEvidence, places(one.places), differences(one.differences)]);
}

/** The question and the answer of everything that the native program is asked about a network, in its order. */
export function* chapters(network) {
  const half = network.subnetwork(network.concepts.slice(0, Math.floor(network.conceptCount / 2)));
  yield* evidence(network);
  yield* contexts(network, half);
  yield* scores(network, half);
  yield* edits(network);
  yield* unions(network, half);
  const text = network.toText();
  yield ["text form", [hash(text), Network.fromText(text).hashtag]];
  const { notes } = network.toNotes();
  const read = attempt(() => Network.fromNotes(notes, { question: network.question }).hashtag);
  yield ["notes", [hash(JSON.stringify(notes)), read.error ?? read]];
}

function* evidence(network) {
  const texts = network.concepts.flatMap(({ text }) => text ?? []);
  const passages = network.relationships.flatMap(({ passage }) => passage ?? []);
  const text = ["🐝 All of it.", ...texts, ...passages].join("\n");
  const other = new Source("other.txt", text.replaceAll(" the ", " a ").replaceAll(" not ", " "));
  for (const [name, sources] of [
    ["altered", [other]],
    ["both", [other, new Source("all.txt", text)]],
  ]) {
    const found = check(network, sources);
    yield [
      `evidence ${name}`,
      found.map((one) => [one.relationship.id, one.verdict, places(one.places), differences(one.differences)]),
    ];
    const page = hash(network.toFormatWithEvidence("markdown", sources));
    yield [`cite ${name}`, [sources.map(({ id }) => id), cite(network, sources).hashtag, page]];
  }
}

const context = ({ network, text, tokens, score, reasons }) => [
  network.hashtag,
  hash(text),
  tokens,
  bits(score),
  reasons.map(({ concept, reason }) => [concept.label, variant(reason)]),
];

function* contexts(network, half) {
  const finding = network.findings[0]?.label ?? "";
  for (const question of [network.question, finding]) {
    for (const tokens of [60, 300]) yield [`context ${tokens} ${question}`, context(network.context(question, tokens))];
  }
  const counter = (line) => line.split(" ").length;
  yield ["context counted", context(network.context(finding, { tokens: 80, language: "und", counter }))];
  yield ["context across", context(Network.contextAcross([network, half], finding, 200))];
}

const reason = ({ reason, matchReason }) =>
  matchReason === undefined ? variant(reason) : `${variant(reason)}(${variant(matchReason)})`;

const agreement = (found, name) => [
  found.matched.map((one) => [name(one.extracted), name(one.reference), reason(one)]),
  found.unmatchedExtracted.map(name),
  found.unmatchedReference.map(name),
  [found.precision, found.recall, found.f1].map(bits),
];

function* scores(network, half) {
  const builder = half.toBuilder();
  for (const { label } of network.concepts.filter(({ isQuestion }) => !isQuestion).slice(0, 10)) {
    builder.concept(`The ${label}`);
  }
  const extracted = builder.build();
  for (const anyRelation of [false, true]) {
    const found = score(extracted, network, { anyRelation });
    const number = ({ id }) => id;
    yield [
      `score ${anyRelation}`,
      [
        found.text,
        agreement(found.concepts, ({ label }) => label),
        agreement(found.relationships, number),
        agreement(found.passages, number),
      ],
    ];
  }
  const { concepts, relationships, passages } = stability([extracted, half, network]);
  yield ["stability", [concepts, relationships, passages].map(bits)];
}

/** The hash of what the native library writes as JSON, and the lines. */
const listed = (items) => [
  hash(JSON.stringify(items.map(({ text, ...parts }) => parts))),
  items.map(({ text }) => text),
];

function* edits(network) {
  const labels = network.concepts.filter(({ isQuestion }) => !isQuestion).map(({ label }) => label);
  const [first = "", last = ""] = [labels.at(0), labels.at(-1)];
  const relationship = { source: first, relation: "leads to", target: "New" };
  const editor = network.editor();
  const steps = [
    () => editor.setTitle("Another"),
    () => editor.addConcept("New", "It is new."),
    () => editor.addConcept("New"),
    () => editor.addRelationship(relationship),
    () => editor.addHighlight(relationship, 0),
    () => editor.setPassage(relationship, "So it “says”."),
    () => editor.renameConcept(first, "Renamed"),
    () => editor.makeFinding("Renamed", 0),
    () => editor.addAttribute({ concept: "Renamed" }, "n", "v"),
    () => editor.splitConcept("New", "Newer", "", []),
    () => editor.mergeConcepts("Renamed", last),
    () => editor.removeConcept("Newer"),
    () => editor.setQuestion("What else?"),
  ];
  for (const [place, step] of steps.entries()) yield [`edit ${place}`, attempt(() => listed(step()))];
  const { network: edited, changes } = editor.finish();
  const undo = inverse(changes);
  yield ["edited", [edited.hashtag, listed(changes), listed(undo), edited.apply(undo).hashtag]];
}

function* unions(network, half) {
  const third = network.toBuilder().title("Another").attribute("n", "v").build();
  const union = Network.union([network, half, third]);
  yield ["union sources", union.unionSources()];
  for (const [name, source] of [
    ["half", half],
    ["third", third],
  ]) {
    yield [`without ${name}`, attempt(() => union.without(source.hashtag).hashtag)];
  }
}
