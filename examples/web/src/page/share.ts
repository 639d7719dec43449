// The ways out: hashtag, links, report, JSON, pictures, and one file that holds everything.

import type { Shared, Summary } from "../engine/types.js";
import { button, el } from "./dom.js";
import * as words from "./strings.js";

/** Some chat programs cut links that are longer. */
const LONG_LINK = 2_000;

export interface ShareActions {
  copy(what: string, text: string): void;
  saveText(name: string, type: string, text: string): void;
  savePNG(): void;
  saveSVG(): void;
  savePage(): void;
  saveBytes(): void;
}

/** A frame with the picture, for another page. */
const embedCode = (full: string) => {
  const [base = "", after = ""] = full.split("#");
  return `<iframe src="${base}?embed#${after}" width="800" height="600" style="border:0" sandbox="allow-scripts" title="Semantic network"></iframe>`;
};

export function sharePanel({ hashtag }: Summary, shared: Shared, actions: ShareActions): HTMLElement {
  const { short, full, report, omitted, json } = shared;
  const length = full?.length ?? 0;
  const row = (title: string, note: Node | string, ...buttons: HTMLElement[]) =>
    el(
      "li",
      { class: "share-row" },
      el("div", {}, el("h3", {}, title), typeof note === "string" ? el("p", { class: "quiet" }, note) : note),
      el("div", { class: "actions" }, ...buttons),
    );
  const copy = (what: string, text: string) =>
    button("Copy", () => actions.copy(what, text), { "aria-label": `Copy the ${what}` });
  const save = (what: string, click: () => void) => button("Save", click, { "aria-label": `Save ${what}` });
  const fullNote = el(
    "p",
    { class: "quiet", id: "link-length" },
    `${length.toLocaleString("en")} characters. Opens the network on any machine. `,
    length > LONG_LINK &&
      el(
        "strong",
        { class: "warn" },
        "Some chat programs cut links of more than 2,000 characters: send the file then, or by mail.",
      ),
  );
  return el(
    "div",
    { class: "share" },
    el("h2", {}, "Share"),
    el(
      "ul",
      {},
      row("Hashtag", el("p", {}, el("code", { class: "big" }, `#${hashtag}`)), copy("hashtag", hashtag)),
      row("Short link", "Opens the network where it is known already.", copy("short link", short)),
      full === undefined
        ? row("Full link", "This network is too large for a link. Save it as a file.")
        : row("Full link", fullNote, copy("full link", full)),
      row(
        "Report as text",
        omitted === "" ? "Holds all of the network." : `Does not hold: ${omitted}.`,
        copy("report", report),
        save("the report", () => actions.saveText(`${hashtag}.txt`, "text/plain", report)),
      ),
      row(
        "JSON",
        "Holds all of the network.",
        copy("JSON", json),
        save("the JSON", () => actions.saveText(`${hashtag}.json`, "application/json", json)),
      ),
      row(
        "Picture",
        "As it is drawn now.",
        button("PNG", () => actions.savePNG(), { "aria-label": "Save the picture as PNG" }),
        button("SVG", () => actions.saveSVG(), { "aria-label": "Save the picture as SVG" }),
      ),
      full !== undefined && row(words.EMBED, words.EMBED_NOTE, copy("embed code", embedCode(full))),
      row(
        "One HTML file",
        "The network, its report and this viewer. Opens from disk without a network, and can be dropped onto this page again.",
        save("one HTML file", () => actions.savePage()),
      ),
      row(
        "Canonical bytes",
        "What the fingerprint is computed from.",
        save("the canonical bytes", () => actions.saveBytes()),
      ),
    ),
  );
}
