// The ways out, in one dialog: the link first, with its length and its QR code, then a picture card, and everything else.

import { encode } from "uqr";
import type { Shared, Summary } from "../engine/types.js";
import { button, el, ICONS, iconButton } from "./dom.js";
import * as words from "./strings.js";

/** Some chat programs cut links that are longer. */
const LONG_LINK = 2_000;
/** A code with more characters is too fine for the camera of a phone. */
const MOST_IN_CODE = 1_300;
/** How wide a code is about, and the least size of its squares, in pixels. */
const CODE = 280;
const LEAST_SQUARE = 3;

export interface ShareActions {
  /** Resolves to whether the browser allowed copying. */
  copy(text: string): Promise<boolean>;
  saveText(name: string, type: string, text: string): void;
  savePNG(): void;
  saveSVG(): void;
  savePage(): void;
  saveBytes(): void;
  /** The picture with title and question, as large as previews of links are. */
  card(): Promise<Blob>;
  saveCard(card: Blob): void;
}

/** A frame with the picture, for another page. */
export const embedCode = (full: string, title: string) => {
  const [base = "", after = ""] = full.split("#");
  const name = title.replace(/&/g, "&amp;").replace(/"/g, "&quot;").replace(/</g, "&lt;");
  return `<iframe src="${base}?embed#${after}" width="800" height="600" style="border:0" sandbox="allow-scripts allow-popups" title="${name}"></iframe>`;
};

/** Whether a link with this base opens only on the sender's machine. */
const isLocal = (base: string) => /^https?:\/\/(localhost|127\.|\[::1\])/.test(base);

export class ShareDialog {
  readonly element = el("dialog", { class: "share-dialog", "aria-labelledby": "share-title" });
  private readonly told = el("p", { class: "told", role: "status" });
  private readonly place = el("div", { class: "share" });
  private preview: string | undefined;

  constructor() {
    this.element.append(
      el(
        "div",
        { class: "dialog-head" },
        el("h2", { id: "share-title" }, words.SHARE),
        this.told,
        iconButton(words.CLOSE, ICONS.close, () => this.element.close()),
      ),
      this.place,
    );
    this.element.addEventListener("click", (event) => {
      if (event.target === this.element) this.element.close();
    });
    // Escape only closes the dialog; the selection stays.
    this.element.addEventListener("keydown", (event) => {
      if (event.key === "Escape") event.stopPropagation();
    });
    this.element.addEventListener("close", () => {
      this.told.replaceChildren();
    });
  }

  open(): void {
    if (!this.element.open) this.element.showModal();
  }

  /** Adds a section at the end. */
  add(section: HTMLElement): void {
    this.place.append(section);
  }

  end(): void {
    this.element.close();
    if (this.preview !== undefined) URL.revokeObjectURL(this.preview);
  }

  fill(summary: Summary, shared: Shared, actions: ShareActions): void {
    const { hashtag } = summary;
    const { short, full, report, omitted, json } = shared;
    const title = summary.title || summary.question;
    const tell = (text: string) => this.told.replaceChildren(text);
    const copy = (what: string, text: string, name = words.COPY) =>
      button(
        name,
        async () => tell((await actions.copy(text)) ? words.copied(what) : words.notCopied(what)),
        name === words.COPY ? { "aria-label": words.copyThe(what) } : { class: "primary" },
      );
    const save = (what: string, click: () => void, text = words.SAVE) =>
      button(text, click, { "aria-label": `${words.SAVE} ${what}` });
    const row = (name: string, note: string, ...buttons: HTMLElement[]) =>
      el(
        "li",
        { class: "share-row" },
        el("div", {}, el("h3", {}, name), el("p", { class: "quiet" }, note)),
        el("div", { class: "actions" }, ...buttons),
      );
    const saveText = (end: string, type: string, text: string) => () =>
      actions.saveText(`${hashtag}.${end}`, type, text);
    this.place.replaceChildren(
      full === undefined
        ? el("p", { class: "share-link" }, words.TOO_LARGE)
        : this.link(full, title, short, copy, tell),
      this.card(title, actions, tell),
      el(
        "ul",
        { class: "share-rows" },
        row(words.HASHTAG, `#${hashtag}`, copy(words.WAYS_OUT.hashtag, hashtag)),
        row(words.SHORT_LINK, words.SHORT_NOTE, copy(words.WAYS_OUT.short, short)),
        ...(full === undefined
          ? []
          : [row(words.EMBED, words.EMBED_NOTE, copy(words.WAYS_OUT.embed, embedCode(full, title)))]),
        row(
          words.HTML_FILE,
          words.PAGE_NOTE,
          save(words.WAYS_OUT.page, () => actions.savePage()),
        ),
        row(
          words.TABS.picture,
          words.PICTURE_NOTE,
          button("PNG", () => actions.savePNG(), { "aria-label": words.savePicture("PNG") }),
          button("SVG", () => actions.saveSVG(), { "aria-label": words.savePicture("SVG") }),
        ),
        row(
          words.REPORT_AS_TEXT,
          omitted === "" ? words.HOLDS_ALL : words.doesNotHold(omitted),
          copy(words.WAYS_OUT.report, report),
          save(words.the(words.WAYS_OUT.report), saveText("txt", "text/plain", report)),
        ),
        row(
          "JSON",
          words.HOLDS_ALL,
          copy("JSON", json),
          save(words.the("JSON"), saveText("json", "application/json", json)),
        ),
        row(
          words.CANONICAL_BYTES,
          words.BYTES_NOTE,
          save(words.the(words.WAYS_OUT.bytes), () => actions.saveBytes()),
        ),
      ),
    );
  }

  /** The full link, with its length and its code. */
  private link(
    full: string,
    title: string,
    short: string,
    copy: (what: string, text: string, name?: string) => HTMLElement,
    tell: (text: string) => void,
  ): HTMLElement {
    const { length } = full;
    const field = el("input", {
      type: "text",
      class: "link-field",
      readonly: true,
      value: full,
      "aria-label": words.FULL_LINK,
      "aria-describedby": "link-length",
      focus: () => field.select(),
    });
    const send = () =>
      void navigator.share({ title, url: full }).catch((error: unknown) => {
        if (!(error instanceof DOMException && error.name === "AbortError")) tell(words.notCopied(words.WAYS_OUT.link));
      });
    return el(
      "section",
      { class: "share-link", "aria-label": words.LINK },
      el(
        "div",
        { class: "share-link-main" },
        field,
        el(
          "div",
          { class: "actions" },
          copy(words.WAYS_OUT.full, full, words.copyThe(words.WAYS_OUT.full)),
          "share" in navigator && button(words.SEND, send),
        ),
        el(
          "p",
          { class: "quiet", id: "link-length" },
          words.linkLength(length),
          length > LONG_LINK && el("strong", { class: "warn" }, words.LINK_IS_LONG),
        ),
        isLocal(short) && el("p", { class: "quiet" }, words.LINK_IS_LOCAL),
      ),
      length <= MOST_IN_CODE && code(full),
    );
  }

  /** The card is drawn when the dialog opens; it is shown, copied and saved. */
  private card(title: string, actions: ShareActions, tell: (text: string) => void): HTMLElement {
    const image = el("img", { alt: words.cardOf(title), width: 1200, height: 630 });
    const drawn = actions.card();
    drawn.then(
      (blob) => {
        if (this.preview !== undefined) URL.revokeObjectURL(this.preview);
        image.src = this.preview = URL.createObjectURL(blob);
      },
      () => image.remove(),
    );
    const write = async () => {
      try {
        await navigator.clipboard.write([new ClipboardItem({ "image/png": drawn })]);
        tell(words.copied(words.WAYS_OUT.card));
      } catch {
        tell(words.notCopied(words.WAYS_OUT.card));
      }
    };
    return el(
      "section",
      { class: "share-card", "aria-label": words.CARD },
      image,
      el(
        "div",
        { class: "actions" },
        button(words.copyThe(words.WAYS_OUT.card), () => void write()),
        button(words.SAVE_CARD, () => void drawn.then((blob) => actions.saveCard(blob)).catch(() => undefined)),
        el("p", { class: "quiet" }, words.CARD_NOTE),
      ),
    );
  }
}

/** A QR code as an image of one path. */
function code(text: string): HTMLElement {
  const { data, size } = encode(text, { ecc: "L", border: 2 });
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", `0 0 ${size} ${size}`);
  // A whole number of pixels for each square; cameras would read fractions as grey.
  const width = String(size * Math.max(LEAST_SQUARE, Math.floor(CODE / size)));
  svg.setAttribute("width", width);
  svg.setAttribute("height", width);
  svg.setAttribute("shape-rendering", "crispEdges");
  svg.setAttribute("role", "img");
  svg.setAttribute("aria-label", words.QR_CODE);
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  const squares = data.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : [])));
  path.setAttribute("d", squares.join(""));
  svg.append(path);
  return el("figure", { class: "code" }, svg as unknown as HTMLElement, el("figcaption", {}, words.SCAN));
}
