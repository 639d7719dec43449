// `<semantic-network>`: the picture of a network as an element, with its legend, its keys, and its relationships as sentences
// for those who do not see it.

import type { Network, parseQueryBar, Recovered } from "semnet";
import { EMPTY } from "./model.js";
import { colourOf, isRest, letter } from "./palette.js";
import { Picture, type Source } from "./picture.js";
import type { Choice, Layout, Mark } from "./scene.js";
import { STYLE } from "./style.js";
import * as words from "./words.js";

/**
 * A network: the object of the package, or anything that {@link Network.open} opens, such as canonical bytes, JSON, a report or
 * a full link. With a `store`, also a hashtag, a short link or a question.
 */
export type Given = Network | Uint8Array | string;

/** Where a hashtag, a short link or a question is looked up: a {@link MemoryStore}, an {@link IndexedDBStore}, or your own. */
export interface Lookup {
  recover(typed: string): Recovered | Promise<Recovered>;
}

/** The selection, in events and properties: concepts by label, relationships by the number in the network. */
export type { Choice };

/** The events of the element, for `addEventListener`. */
export interface SemanticNetworkEventMap extends Omit<HTMLElementEventMap, "error"> {
  /** The selection was changed; `null` if nothing is selected. */
  choose: CustomEvent<Choice | null>;
  /** How far the layout is, from 0 to 1. */
  layout: CustomEvent<number>;
  /** The network could not be opened or found. */
  error: CustomEvent<Error>;
}

const STEP = 60;
/** How long a layout runs without a pause, in milliseconds. */
const SLICE = 12;
/** More relationships than this are not read as sentences. */
const MOST_SENTENCES = 400;

/** The picture of no network. */
const NOTHING: Source = async () => ({
  scene: EMPTY,
  next: async () => ({ places: new Float64Array(0), progress: 1 }),
});

// A server has no elements; there the class is only imported.
const Base = (globalThis.HTMLElement ?? class {}) as typeof HTMLElement;

/**
 * Attributes: `network` (JSON, a report, or a full link), `plain` (the picture alone, without a legend), `whole` (everything is
 * shown at first, however small). Properties: `network` in any form, `store` for looking up a hashtag, `source` for a layout
 * that is computed elsewhere, `choice`. Events: `choose` (`detail` is the choice, or null), `layout` (`detail` is how far it
 * is, from 0 to 1), `error`. Custom properties of CSS set the colours: `--paper`, `--ink`, `--quiet`, `--line`, `--accent`,
 * `--question`, `--question-ink`, `--theme-0` to `--theme-7` and `--theme-0-tint` to `--theme-7-tint`. Parts: `picture`,
 * `legend`.
 */
export class SemanticNetworkElement extends Base {
  static readonly observedAttributes = ["network", "plain"];

  private readonly view = document.createElement("div");
  private readonly legend = document.createElement("ul");
  private readonly sentences = document.createElement("ul");
  private drawn: Picture | undefined;
  private wanted: Source | undefined;
  private given: Given | undefined;
  private lookup: Lookup | undefined;
  private chosen: Choice | undefined;
  private relations: ReadonlyMap<number, string> = new Map();
  /** The relation of a line by its number, where `source` is set. */
  relationOf: ((id: number) => string | undefined) | undefined;

  constructor() {
    super();
    const root = this.attachShadow({ mode: "open", delegatesFocus: true });
    const style = new CSSStyleSheet();
    style.replaceSync(STYLE);
    root.adoptedStyleSheets = [style];
    this.view.className = "view";
    this.view.tabIndex = 0;
    this.view.setAttribute("part", "picture");
    this.view.setAttribute("role", "application");
    this.view.setAttribute("aria-label", words.HELP);
    this.view.addEventListener("keydown", (event) => this.key(event));
    this.legend.setAttribute("part", "legend");
    this.legend.className = "legend";
    this.sentences.className = "unseen";
    root.append(this.view, this.legend, this.sentences);
  }

  connectedCallback(): void {
    for (const name of ["store", "network", "choice"] as const) this.upgrade(name);
    this.drawn = new Picture(this.view, {
      isWhole: this.hasAttribute("whole"),
      choose: (choice) => {
        this.choice = choice;
        this.tell("choose", choice ?? null);
      },
      progress: (share) => this.tell("layout", share),
      relationOf: (id) => this.relationOf?.(id) ?? this.relations.get(id),
    });
    // One that ends before it is drawn reports nothing.
    if (this.wanted) void this.draw(this.wanted).catch(() => undefined);
    else if (this.given !== undefined) void this.open(this.given);
  }

  disconnectedCallback(): void {
    this.drawn?.end();
    this.drawn = undefined;
  }

  attributeChangedCallback(name: string, _: string | null, value: string | null): void {
    if (name === "network") this.network = value ?? undefined;
  }

  /** A value that was set before the element was defined would hide the property of the class. */
  private upgrade(name: "store" | "network" | "choice"): void {
    if (!Object.hasOwn(this, name)) return;
    const value: unknown = this[name];
    delete this[name];
    Object.assign(this, { [name]: value });
  }

  private tell(name: "choose" | "layout" | "error", detail: unknown): void {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }

  /** The picture itself; undefined while the element is in no document. */
  get picture(): Picture | undefined {
    return this.drawn;
  }

  /** The drawn network, in the form in which it was set. */
  get network(): Given | undefined {
    return this.given;
  }

  /** `undefined` clears the picture. */
  set network(given: Given | undefined) {
    const before = this.given;
    // Some frameworks set `null` if a property is left out.
    this.given = given ?? undefined;
    // The previous picture is not drawn again when the element enters a document.
    if (!this.drawn) this.wanted = undefined;
    else if (this.given !== undefined) void this.open(this.given);
    else if (before !== undefined) {
      this.relations = new Map();
      void this.draw(NOTHING).catch(() => undefined);
    }
  }

  /** Where a hashtag, a short link or a question is looked up. */
  get store(): Lookup | undefined {
    return this.lookup;
  }

  set store(store: Lookup | undefined) {
    this.lookup = store;
  }

  /** Draws a layout that is computed elsewhere, such as in a worker. Resolves when everything has its place. */
  async draw(source: Source): Promise<void> {
    this.wanted = source;
    if (!this.drawn) return;
    this.chosen = undefined;
    await this.drawn.draw(async (isTall) => {
      const layout = await source(isTall);
      this.describe(layout);
      return layout;
    });
  }

  private async open(given: Given): Promise<void> {
    try {
      const network = await read(given, () => this.lookup);
      if (this.given !== given) return;
      const relationships = network.relationships;
      this.relations = new Map(relationships.map(({ id, relation }) => [id, relation]));
      await this.draw(async (tall) => {
        const picture = network.picture({ tall });
        const next = async () => {
          await new Promise((resolve) => setTimeout(resolve));
          const end = performance.now() + SLICE;
          while (picture.progress < 1 && performance.now() < end) picture.advance(1);
          return { places: picture.places(), progress: picture.progress };
        };
        return { scene: picture.scene, next };
      });
    } catch (error) {
      if (!(error instanceof DOMException && error.name === "AbortError")) this.tell("error", error);
    }
  }

  /** Legend and sentences. */
  private describe({ scene }: Layout): void {
    const item = (...content: (Node | string)[]) => {
      const one = document.createElement("li");
      one.append(...content);
      return one;
    };
    if (!this.hasAttribute("plain"))
      this.legend.replaceChildren(
        ...scene.themes.map((name, theme) => {
          const swatch = document.createElement("span");
          swatch.className = `swatch theme-${colourOf(theme, name)}`;
          swatch.textContent = isRest(name) ? "" : letter(theme);
          swatch.ariaHidden = "true";
          const text = document.createElement("bdi");
          text.textContent = name;
          return item(swatch, text);
        }),
      );
    const label = (card: number) => scene.cards[card]?.label ?? "";
    const spoken = scene.lines
      .slice(0, MOST_SENTENCES)
      .map(({ id, ends }) =>
        item(words.sentence(label(ends[0]), this.relationOf?.(id) ?? this.relations.get(id) ?? "", label(ends[1]))),
      );
    this.sentences.replaceChildren(...spoken);
  }

  /** The selection. */
  get choice(): Choice | undefined {
    return this.chosen;
  }

  set choice(choice: Choice | undefined) {
    this.chosen = choice;
    this.drawn?.choose(choice);
    if (choice) this.drawn?.reveal(choice);
  }

  /** Marks concepts, and relationships by their number, by how they differ from another network. */
  mark(marks: ReadonlyMap<string, Mark>, lines?: ReadonlyMap<number, Mark>): void {
    this.drawn?.mark(marks, lines);
  }

  private key(event: KeyboardEvent): void {
    const picture = this.drawn;
    if (!picture) return;
    const arrows: Record<string, readonly [number, number]> = {
      ArrowLeft: [-1, 0],
      ArrowRight: [1, 0],
      ArrowUp: [0, -1],
      ArrowDown: [0, 1],
    };
    const arrow = arrows[event.key];
    if (arrow && event.shiftKey) picture.panBy(-arrow[0] * STEP, -arrow[1] * STEP);
    else if (arrow) {
      const label = picture.next(this.chosen?.kind === "concept" ? this.chosen.label : undefined, ...arrow);
      if (label !== undefined) this.choose({ kind: "concept", label });
    } else if (event.key === "+" || event.key === "=") picture.zoom(1.3);
    else if (event.key === "-") picture.zoom(1 / 1.3);
    else if (event.key === "0") picture.fit();
    else if (event.key === "Escape") this.choose(undefined);
    else return;
    event.preventDefault();
  }

  private choose(choice: Choice | undefined): void {
    this.choice = choice;
    this.tell("choose", choice ?? null);
  }
}

/** The network of the given value. The package is loaded when it is needed. */
async function read(given: Given, storeOf: () => Lookup | undefined): Promise<Network> {
  const { load, Network, parseQueryBar } = await import("semnet");
  await load();
  if (typeof given === "object" && !(given instanceof Uint8Array)) return given;
  // A framework may set it after the network.
  const store = storeOf();
  if (typeof given === "string" && store !== undefined && isTyped(given, parseQueryBar)) {
    const found = await store.recover(given);
    if (found.kind !== "network") throw new TypeError(words.notFound(given, found));
    return found.network;
  }
  return Network.open(given).network;
}

/** Whether a text names a network, and does not contain it. */
function isTyped(text: string, parse: typeof parseQueryBar): boolean {
  if (text.includes("\n") || /^\s*[<{[]/.test(text)) return false;
  const query = parse(text);
  return query.kind !== "link" || query.link.network === undefined;
}

export interface SemanticNetworkElement {
  addEventListener<K extends keyof SemanticNetworkEventMap>(
    type: K,
    listener: (this: SemanticNetworkElement, event: SemanticNetworkEventMap[K]) => void,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject,
    options?: boolean | AddEventListenerOptions,
  ): void;
  removeEventListener<K extends keyof SemanticNetworkEventMap>(
    type: K,
    listener: (this: SemanticNetworkElement, event: SemanticNetworkEventMap[K]) => void,
    options?: boolean | EventListenerOptions,
  ): void;
  removeEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject,
    options?: boolean | EventListenerOptions,
  ): void;
}

declare global {
  interface HTMLElementTagNameMap {
    "semantic-network": SemanticNetworkElement;
  }
}

/** Makes `<semantic-network>` known to the page. A second call changes nothing. */
export function define(): void {
  if (globalThis.customElements && !customElements.get("semantic-network"))
    customElements.define("semantic-network", SemanticNetworkElement);
}
