// The report next to the picture, as a document: choosing a finding marks its concept, and the other way round.

import type { Opened } from "../engine/types.js";
import { type Choice, isSame } from "./choice.js";
import { block, el, said } from "./dom.js";

export class Report {
  readonly element: HTMLElement;
  private readonly parts: {
    readonly choice: Choice;
    readonly element: HTMLElement;
    readonly name: HTMLButtonElement;
  }[] = [];

  constructor({ summary, report }: Opened, choose: (choice: Choice) => void, copyHashtag: () => void) {
    const { question, title, hashtag, attributes, conceptCount, relationshipCount } = summary;
    const findings = report.findings.map(({ label, text }) =>
      this.part({ kind: "concept", label }, "finding", choose, [said(label)], text ? [block("p", text)] : []),
    );
    const highlights = report.highlights.map(({ id, source, relation, target, passage }) => {
      const fromQuestion = source === question;
      const name = [
        !fromQuestion && said(source),
        !fromQuestion && " → ",
        said(target),
        el("span", { class: "via" }, " via "),
        said(relation),
      ].filter((one): one is HTMLElement | string => one !== false);
      return this.part(
        { kind: "line", id, ends: [source, target] },
        "highlight",
        choose,
        name,
        passage ? [block("blockquote", passage)] : [],
      );
    });
    this.element = el(
      "article",
      { class: "report" },
      el(
        "p",
        { class: "eyebrow" },
        "Semantic network ",
        el(
          "button",
          {
            type: "button",
            class: "tag",
            title: "Copy the hashtag",
            "aria-label": `Copy the hashtag ${hashtag}`,
            click: copyHashtag,
          },
          `#${hashtag}`,
        ),
      ),
      title !== "" && block("h2", title, { class: "report-title" }),
      block(title === "" ? "h2" : "p", question, { class: "question" }),
      el("p", { class: "counts" }, countsOf(report.findings.length, conceptCount, relationshipCount)),
      findings.length > 0 &&
        el("section", { "aria-labelledby": "findings" }, el("h2", { id: "findings" }, "Key Findings"), ...findings),
      highlights.length > 0 &&
        el(
          "section",
          { "aria-labelledby": "highlights" },
          el(
            "h2",
            { id: "highlights" },
            highlights.length === 1 ? "Relationship Highlight" : "Relationship Highlights",
          ),
          ...highlights,
        ),
      attributes.length > 0 &&
        el(
          "section",
          { "aria-labelledby": "about" },
          el("h2", { id: "about" }, "About this network"),
          el(
            "dl",
            { class: "attributes" },
            ...attributes.flatMap(({ name, value }) => [el("dt", {}, said(name)), block("dd", value)]),
          ),
        ),
    );
  }

  private part(
    choice: Choice,
    kind: string,
    choose: (choice: Choice) => void,
    name: readonly (Node | string)[],
    content: readonly Node[],
  ): HTMLElement {
    const heading = el(
      "button",
      { type: "button", class: "part-name", "aria-pressed": "false", click: () => choose(choice) },
      ...name,
    );
    const element = el(
      "div",
      {
        class: `part ${kind}`,
        click: ({ target }) => {
          // The whole paragraph can be clicked, but not while somebody marks words in it.
          if (target !== heading && !heading.contains(target as Node) && getSelection()?.isCollapsed !== false)
            choose(choice);
        },
      },
      el("h3", { dir: directionOf(name) }, heading),
      ...content,
    );
    this.parts.push({ choice, element, name: heading });
    return element;
  }

  /** Marks what was chosen and brings it into sight. */
  mark(chosen: Choice | undefined, scrolls: boolean): void {
    for (const { choice, element, name } of this.parts) {
      const isChosen = isSame(choice, chosen);
      element.classList.toggle("is-chosen", isChosen);
      name.setAttribute("aria-pressed", String(isChosen));
      if (isChosen && scrolls) element.scrollIntoView({ block: "nearest" });
    }
  }
}

/** The direction of a heading's names: `dir=auto` would not look into them. */
const directionOf = (name: readonly (Node | string)[]) =>
  /^[^\p{L}]*[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Adlam}]/u.test(
    name.map((one) => (typeof one === "string" ? one : one.textContent)).join(""),
  )
    ? "rtl"
    : "ltr";

function countsOf(findings: number, concepts: number, relationships: number): string {
  const count = (number: number, one: string, many: string) =>
    `${number.toLocaleString("en")} ${number === 1 ? one : many}`;
  const parts = [count(concepts, "concept", "concepts"), count(relationships, "relationship", "relationships")];
  return [...(findings > 0 ? [count(findings, "key finding", "key findings")] : []), ...parts].join(" · ");
}
