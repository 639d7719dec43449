// Growing a concept: requests for a language model, and proposals from its answers. The page sends the requests; nothing
// here does I/O.

import { Analysis, type Change, check, type Network, type RelationshipParts } from "semnet";
import * as words from "../page/strings.js";
import { verdictsOf, withSources } from "./evidence.js";
import type { GrowStep, PassageVerdict, Proposal, ProposedConcept, SourceFile } from "./types.js";

interface Growing {
  readonly analysis: Analysis;
  readonly concept: string;
  readonly sources: readonly SourceFile[];
}

/** Running analyses, the last few. */
export class Growth {
  private readonly growing = new Map<number, Growing>();
  private last = 0;

  /** Begins to grow a concept by a lens. With sources, only passages that occur in one of them are accepted. */
  begin(network: Network, concept: string, lens: string, sources: readonly SourceFile[]): GrowStep {
    const analysis = withSources(sources, (given) =>
      Analysis.grow(network, concept, lens, given.length === 0 ? {} : { sources: given }),
    );
    const id = ++this.last;
    this.growing.set(id, { analysis, concept, sources });
    for (const old of [...this.growing.keys()].slice(0, -4)) this.end(old);
    return this.step(id);
  }

  /** Reads an answer; the result is another request, or the proposal. */
  answer(id: number, answer: string): GrowStep {
    this.growing.get(id)?.analysis.answer(answer);
    return this.step(id);
  }

  end(id: number): void {
    this.growing.get(id)?.analysis.free();
    this.growing.delete(id);
  }

  private step(id: number): GrowStep {
    const growing = this.growing.get(id);
    if (growing === undefined) throw new DOMException(words.ENDED, "AbortError");
    const { analysis } = growing;
    const { request } = analysis;
    if (request !== undefined)
      return { id, request: { ...request, messagesWithSchema: analysis.messagesWithSchema() } };
    try {
      return { id, proposal: proposalOf(growing) };
    } finally {
      this.end(id);
    }
  }
}

function proposalOf({ analysis, concept, sources }: Growing): Proposal {
  const { network, changes = [], refused } = analysis.finish();
  const verdicts =
    sources.length === 0 ? [] : withSources(sources, (given) => verdictsOf(check(network, given), sources));
  network.free();
  const concepts = new Map<string, Change[]>();
  for (const change of changes) {
    const label = labelOf(change, concept);
    if (label !== undefined) concepts.set(label, [...(concepts.get(label) ?? []), change]);
  }
  return {
    concepts: [...concepts].map(([label, own]) => proposedOf(label, own, verdicts)),
    refused: refused.map(({ text }) => text),
  };
}

/** The concept that a change adds or joins to the one that grows. */
function labelOf(change: Change, concept: string): string | undefined {
  switch (change.change) {
    case "conceptAdded":
      return change.concept.label;
    case "relationshipAdded": {
      const { source, target } = change.relationship;
      return (source === concept ? target : source) ?? undefined;
    }
    default:
      return undefined;
  }
}

function proposedOf(label: string, changes: readonly Change[], verdicts: readonly PassageVerdict[]): ProposedConcept {
  const added = changes.find((change) => change.change === "conceptAdded");
  const relationships = changes.flatMap((change): RelationshipParts[] =>
    change.change === "relationshipAdded" ? [change.relationship] : [],
  );
  const passages = relationships.flatMap(({ passage = "" }) => (passage === "" ? [] : [passage]));
  return {
    label,
    text: added?.change === "conceptAdded" ? (added.concept.text ?? "") : "",
    isNew: added !== undefined,
    passages: passages.map((passage) => {
      const verdict = verdicts.find((one) => one.passage === passage && one.ends.includes(label));
      return { passage, ...(verdict && { verdict }) };
    }),
    changes,
  };
}
