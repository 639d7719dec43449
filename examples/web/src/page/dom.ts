// Elements out of plain values. What comes from a network goes in as text, never as markup.

type Child = Node | string | undefined | false;
type Listener = (event: Event) => void;

export interface Properties {
  readonly [name: string]: string | number | boolean | Listener | undefined;
}

/** An element. A property that is a function listens; `true` is an attribute without a value; what is left out is not set. */
export function el<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  properties: Properties = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (typeof value === "function") element.addEventListener(name, value);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== undefined && value !== false) element.setAttribute(name, String(value));
  }
  element.append(...children.filter((child): child is Node | string => child !== undefined && child !== false));
  return element;
}

/** A name or text of a network: in an isolated direction, so it moves nothing next to it. */
export function said(text: string): HTMLElement {
  return el("bdi", {}, text);
}

/** A paragraph or heading in the direction of its own text. */
export function block<K extends "p" | "h1" | "h2" | "h3" | "h4" | "blockquote" | "dd">(
  tag: K,
  text: string,
  properties: Properties = {},
) {
  return el(tag, { dir: "auto", ...properties }, text);
}

export function button(text: string | Node, click: Listener, properties: Properties = {}): HTMLButtonElement {
  return el("button", { type: "button", click, ...properties }, text);
}

/** An icon, from a path in a 24 by 24 box. */
export function icon(path: string): SVGElement {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  svg.setAttribute("class", "icon");
  const drawn = document.createElementNS("http://www.w3.org/2000/svg", "path");
  drawn.setAttribute("d", path);
  svg.append(drawn);
  return svg;
}

export function iconButton(
  name: string,
  path: string,
  click: Listener,
  properties: Properties = {},
): HTMLButtonElement {
  return el(
    "button",
    { type: "button", class: "icon-button", "aria-label": name, title: name, click, ...properties },
    icon(path),
  );
}

/** A button with an icon, and with its name where there is room. */
export function toolButton(name: string, path: string, click: Listener, kind = ""): HTMLButtonElement {
  return button(el("span", { class: "with-icon" }, icon(path), el("span", { class: "wide-only" }, name)), click, {
    class: `tool-button ${kind}`.trim(),
    "aria-label": name,
  });
}

export const ICONS = {
  play: "M8 5l11 7l-11 7z",
  share: "M12 15V4M7.5 8L12 3.5L16.5 8M5 12v8h14v-8",
  plus: "M12 5v14M5 12h14",
  minus: "M5 12h14",
  fit: "M4 9V4h5M15 4h5v5M20 15v5h-5M9 20H4v-5",
  close: "M6 6l12 12M18 6L6 18",
  search: "M11 4a7 7 0 1 0 0 14a7 7 0 0 0 0-14M16 16l5 5",
  list: "M4 6h16M4 12h16M4 18h10",
  go: "M5 12h14M13 6l6 6l-6 6",
} as const;

/** Yields to the browser, so the page responds between two pieces of work. */
export const pause = () => new Promise<void>((resolve) => setTimeout(resolve));

/** A check whether the focus is still where it is now, or nowhere, and whether nothing was typed there since. */
export function focusStays(): () => boolean {
  const { activeElement: element } = document;
  const text = () =>
    element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement ? element.value : "";
  const before = text();
  return () => [element, document.body].includes(document.activeElement) && text() === before;
}

let last = 0;
/** An id that is unique in the page. */
export const fresh = (name: string) => `${name}-${++last}`;

/** A field with its label. */
export function field(label: string, control: HTMLElement): HTMLElement {
  control.id ||= fresh("field");
  return el("div", { class: "field" }, el("label", { for: control.id }, label), control);
}
