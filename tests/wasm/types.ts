// Has only to compile: the types say what the package does, and refuse what it refuses.

import {
  type Attribute,
  type Concept,
  Network,
  NetworkBuilder,
  type NewRelationship,
  type Relationship,
  SemnetError,
  type SemnetErrorCode,
  formatHashtag,
  parseHashtag,
} from "semnet";

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

const concepts: Concept[] = [...network.concepts(), ...network.findings()];
const text: string | undefined = concepts[0]?.text;
const attribute: Attribute | undefined = network.attributes()[0];
const relationships: Relationship[] = [...network.relationships(), ...network.highlights()];
// A relationship that came out can go in.
const again: NewRelationship[] = relationships;
network.toBuilder().relationship(again[0]!).build().free();

const { text: report, leftOut } = network.toReport();
const count: number = leftOut.titles + leftOut.findings + leftOut.texts + leftOut.attributes + report.length;

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

// @ts-expect-error A network comes from a report, bytes or a builder.
new Network();
// @ts-expect-error A network does not change.
network.title = "another";
// @ts-expect-error A question is a string.
new NetworkBuilder(1);
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

void [text, attribute, count, hashtag, wrong];
