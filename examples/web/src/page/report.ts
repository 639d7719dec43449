// The report next to the picture, as a document: choosing a finding marks its concept, and the other way round.

import type { Line, Opened } from "../engine/types.js";
import { type Choice, isSame } from "./choice.js";
import { block, el, said } from "./dom.js";
import { conceptTools, type Editing, lineTools, networkTools } from "./edit.js";
import * as words from "./strings.js";

export class Report {
  readonly element: HTMLElement;
  private readonly lang: string | undefined;
  private readonly parts: {
    readonly choice: Choice;
    readonly element: HTMLElement;
    readonly name: HTMLButtonElement;
    /** Tools to edit it, which it has while it is chosen. */
    readonly tools: () => HTMLElement | false;
    readonly toolsPlace: HTMLElement;
  }[] = [];

  constructor(
    { summary, report, view }: Opened,
    choose: (choice: Choice) => void,
    editing: Editing,
    copyHashtag: () => void,
  ) {
    const { question, title, hashtag, attributes, conceptCount, relationshipCount } = summary;
    const lang = languageOf(attributes);
    this.lang = lang;
    const findings = report.findings.map(({ label, text = "", attributes: own }, place) =>
      this.part(
        { kind: "concept", label },
        "finding",
        choose,
        [said(label)],
        text ? [block("p", text, { lang })] : [],
        () => conceptTools({ label, kind: "finding", text, attributes: own }, editing, place),
      ),
    );
    const highlights = report.highlights.map(({ id, source, relation, target, passage }) => {
      const fromQuestion = source === question;
      const name = [
        !fromQuestion && said(source),
        !fromQuestion && " → ",
        said(target),
        el("span", { class: "via" }, words.VIA),
        said(relation),
      ].filter((one): one is HTMLElement | string => one !== false);
      return this.part(
        { kind: "line", id, ends: [source, target] },
        "highlight",
        choose,
        name,
        passage ? [block("blockquote", passage, { lang })] : [],
        () => {
          const line: Line | undefined = view.lines.find((one) => one.id === id);
          return line !== undefined && lineTools(line, editing, true);
        },
      );
    });
    this.element = el(
      "article",
      { class: "report" },
      el(
        "p",
        { class: "eyebrow" },
        words.SEMANTIC_NETWORK,
        el(
          "button",
          {
            type: "button",
            class: "tag",
            title: words.COPY_HASHTAG,
            "aria-label": words.copyHashtag(hashtag),
            click: copyHashtag,
          },
          `#${hashtag}`,
        ),
      ),
      title !== "" && block("h2", title, { class: "report-title", lang }),
      block(title === "" ? "h2" : "p", question, { class: "question", lang }),
      el("p", { class: "counts" }, words.counts(report.findings.length, conceptCount, relationshipCount)),
      networkTools(summary, editing),
      findings.length > 0 &&
        el("section", { "aria-labelledby": "findings" }, el("h2", { id: "findings" }, words.KEY_FINDINGS), ...findings),
      highlights.length > 0 &&
        el(
          "section",
          { "aria-labelledby": "highlights" },
          el("h2", { id: "highlights" }, words.highlightsTitle(highlights.length)),
          ...highlights,
        ),
      attributes.length > 0 &&
        el(
          "section",
          { "aria-labelledby": "about" },
          el("h2", { id: "about" }, words.ABOUT_NETWORK),
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
    tools: () => HTMLElement | false,
  ): HTMLElement {
    const heading = el(
      "button",
      { type: "button", class: "part-name", "aria-pressed": "false", click: () => choose(choice) },
      ...name,
    );
    const toolsPlace = el("div", { class: "part-tools" });
    const element = el(
      "div",
      {
        class: `part ${kind}`,
        click: ({ target }) => {
          // The whole paragraph can be clicked, but not while somebody marks words in it.
          const isOwn = target !== heading && !heading.contains(target as Node) && !toolsPlace.contains(target as Node);
          if (isOwn && getSelection()?.isCollapsed !== false) choose(choice);
        },
      },
      el("h3", { dir: directionOf(name), lang: this.lang }, heading),
      ...content,
      toolsPlace,
    );
    this.parts.push({ choice, element, name: heading, tools, toolsPlace });
    return element;
  }

  /** Marks what was chosen and brings it into sight. */
  mark(chosen: Choice | undefined, scrolls: boolean): void {
    for (const { choice, element, name, tools, toolsPlace } of this.parts) {
      const isChosen = isSame(choice, chosen);
      const made = isChosen && tools();
      toolsPlace.replaceChildren(...(made ? [made] : []));
      element.classList.toggle("is-chosen", isChosen);
      name.setAttribute("aria-pressed", String(isChosen));
      if (isChosen && scrolls) element.scrollIntoView({ block: "nearest" });
    }
  }
}

/** The language of a network's texts, where an attribute names it: for hyphens, and for who reads aloud. */
const languageOf = (attributes: Opened["summary"]["attributes"]) =>
  attributes.find(({ name, value }) => name === "language" && /^[a-z]{2,3}(-[a-z0-9]{2,8})*$/i.test(value))?.value;

/** The direction of a heading's names: `dir=auto` would not look into them. */
const directionOf = (name: readonly (Node | string)[]) =>
  /^[^\p{L}]*[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Adlam}]/u.test(
    name.map((one) => (typeof one === "string" ? one : one.textContent)).join(""),
  )
    ? "rtl"
    : "ltr";
