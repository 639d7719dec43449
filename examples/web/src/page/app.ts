// The page as a whole: what is typed, dropped or in the address bar is opened, and the address bar holds the link of it.

import { type Calls, sourceOfText } from "../engine/calls.js";
import type { Kept, Opened, Outcome, SourceFile } from "../engine/types.js";
import { writePage } from "../saved/write.js";
import { themeSwitch } from "./colours.js";
import { Comparison } from "./compare.js";
import { Desk } from "./desk.js";
import { button, el, ICONS, icon, said } from "./dom.js";
import { chooseFile, saveFile, takeDropped } from "./files.js";
import { History } from "./history.js";
import { home } from "./home.js";
import { Messages } from "./messages.js";
import { Networks } from "./networks.js";
import { QueryBar } from "./query-bar.js";
import { goTo, placeNow } from "./place.js";
import * as words from "./strings.js";

const NAME = "Semantic network";

export interface Settings {
  /** The picture alone, in a frame of another page. */
  readonly isEmbedded?: boolean;
  readonly engine: Calls;
  /** What links begin with. */
  readonly base: string;
  /** The network that a saved page holds. */
  readonly own?: Uint8Array;
}

export class App {
  private readonly messages = new Messages();
  private readonly main = el("main", { id: "main", tabindex: -1 });
  private readonly bar = el("div", { class: "opening", role: "progressbar", "aria-label": "Opening", hidden: true });
  private readonly query: QueryBar;
  private readonly networks: Networks;
  /** What fills the page, unless that is the first page. */
  private scene: Desk | Comparison | undefined;
  /** The current view, as the text after the `#`. */
  private address = "";
  private opened: Opened | undefined;
  private readonly sources: SourceFile[] = [];
  private readonly history = new History();
  private asked = 0;

  constructor(private readonly settings: Settings) {
    const { engine } = settings;
    const open = (text: string) => void this.open(text);
    this.query = new QueryBar(engine, open);
    this.networks = new Networks({
      open,
      forget: (kept) => this.forget(kept),
      exportAll: () => void this.trying("The list could not be exported", () => this.exportAll()),
      importFile: () => chooseFile((files) => void this.openFiles(files)),
    });
    const list = button(
      el("span", { class: "with-icon" }, icon(ICONS.list), el("span", { class: "wide-only" }, "Networks")),
      () => void this.list(),
      { class: "list", "aria-label": "Networks in this browser" },
    );
    const header = el(
      "header",
      {},
      el(
        "a",
        { class: "mark", href: "#", "aria-label": "semnet, the first page" },
        el("span", { class: "mark-dot", "aria-hidden": "true" }),
        el("span", { class: "wide-only" }, "semnet"),
      ),
      this.query.element,
      el("div", { class: "header-tools" }, themeSwitch(), list),
      this.bar,
    );
    const skip = el(
      "a",
      {
        class: "skip",
        href: "#main",
        click: (event) => {
          event.preventDefault();
          this.main.focus();
        },
      },
      "Skip to the network",
    );
    document.body.replaceChildren(
      skip,
      header,
      this.messages.place,
      this.main,
      this.networks.element,
      this.messages.notices,
      this.messages.spoken,
    );
    if (settings.isEmbedded === true) document.body.dataset["embedded"] = "";
    takeDropped((files) => void this.openFiles(files), open);
    addEventListener("popstate", () => {
      // Another network comes with a change of the hash.
      if (location.hash.slice(1) === this.address) this.restore();
    });
    addEventListener("hashchange", () => {
      if (location.hash.slice(1) !== this.address) void this.follow();
    });
    addEventListener("keydown", (event) => {
      if (event.key !== "/" || (event.target as Element).closest("input, textarea, select")) return;
      event.preventDefault();
      this.query.focus();
    });
  }

  async begin(): Promise<void> {
    await this.follow();
    if (this.settings.isEmbedded === true) return;
    const notice = await this.settings.engine.said().catch(() => undefined);
    if (notice !== undefined) this.messages.warn([notice]);
  }

  /** Shows the network of the address bar. */
  private async follow(): Promise<void> {
    if (location.hash !== "") {
      const { compare } = placeNow();
      await this.open(location.hash);
      if (compare !== undefined && location.hash.slice(1) === this.address && placeNow().compare === compare)
        this.restore();
      return;
    }
    const { own } = this.settings;
    this.messages.clear();
    if (own !== undefined)
      await this.take(this.settings.engine.openBytes(own), ["The network in this file cannot be opened"]);
    else await this.showHome();
  }

  private async open(text: string): Promise<void> {
    this.messages.clear();
    await this.take(this.settings.engine.openText(text), ["This cannot be opened"]);
  }

  /** Goes to the place in the open network that the address names. */
  private restore(): void {
    const { opened, scene } = this;
    const { compare } = placeNow();
    if (opened === undefined) return;
    if (compare !== undefined) {
      if (scene instanceof Comparison && scene.before === compare) return;
      void this.trying(words.CANNOT_COMPARE, () => this.compare(compare, opened.summary.fingerprint, opened));
    } else if (scene instanceof Desk) scene.restore();
    else this.show(opened);
  }

  /** Opens files one after the other: the last one stays open, and what there is to say of each stays to be read. */
  private async openFiles(files: readonly File[]): Promise<void> {
    this.messages.clear();
    for (const file of files) {
      const reading = file
        .arrayBuffer()
        .then((buffer) => this.settings.engine.openBytes(new Uint8Array(buffer), file.name));
      const outcome = await this.take(reading, ["The file ", said(file.name), " cannot be opened"]);
      if (outcome === "overtaken") return;
      if (outcome?.kind === "network" && files.length > 1)
        this.messages.notice("Opened: ", said(outcome.summary.title || outcome.summary.question));
    }
  }

  /** Shows an outcome, unless something else was asked for since. */
  private async take(
    coming: Promise<Outcome>,
    wrong: readonly (Node | string)[],
  ): Promise<Outcome | "overtaken" | undefined> {
    const mine = ++this.asked;
    this.isBusy(true);
    try {
      const outcome = await coming;
      if (mine !== this.asked) return "overtaken";
      await this.showOutcome(outcome);
      return outcome;
    } catch (error) {
      if (mine !== this.asked) return "overtaken";
      this.messages.error(wrong, error);
      await this.stay();
      return undefined;
    } finally {
      if (mine === this.asked) this.isBusy(false);
    }
  }

  private isBusy(isBusy: boolean): void {
    this.bar.hidden = !isBusy;
    if (isBusy) this.main.setAttribute("aria-busy", "true");
    else this.main.removeAttribute("aria-busy");
  }

  /** Restores the address bar when nothing new is shown. */
  private async stay(): Promise<void> {
    if (this.scene === undefined) return this.showHome();
    if (location.hash.slice(1) !== this.address) history.replaceState(null, "", `#${this.address}`);
  }

  private async showOutcome(outcome: Outcome): Promise<void> {
    const open = (name: string) => void this.open(name);
    switch (outcome.kind) {
      case "network":
        return this.show(outcome);
      case "ambiguous":
        this.messages.offer(["Several networks have this name. Which one?"], outcome.choices, open);
        break;
      case "notFound": {
        const typed = outcome.typed.length > 80 ? `${outcome.typed.slice(0, 80)}…` : outcome.typed;
        const close =
          outcome.suggestions.length > 0 ? "”. Close to it:" : `”, and nothing close to it. ${words.NEXT_STEP}`;
        this.messages.offer(["Nothing found for “", said(typed), close], outcome.suggestions, open);
        break;
      }
      case "imported": {
        const { added, known, refused } = outcome;
        this.messages.notice(`Imported: ${added} new, ${known} known before.`);
        if (refused.length > 0) this.messages.warn(["Not imported:", ...refused]);
        if (this.networks.element.open) await this.list();
      }
    }
    await this.stay();
  }

  private show(opened: Opened): void {
    const { summary, notKept } = opened;
    this.opened = opened;
    if (notKept !== undefined && this.settings.isEmbedded !== true) this.messages.warn([notKept]);
    if (opened.notes !== undefined && opened.notes.length > 0) this.messages.warn(opened.notes);
    this.query.clear();
    if (this.networks.element.open) this.networks.element.close();
    this.address = summary.address;
    if (location.hash.slice(1) !== summary.address) goTo({}, `#${summary.address}`);
    else if (this.scene instanceof Comparison && placeNow().compare !== undefined) goTo({});
    document.title = `${summary.title || summary.question} · ${NAME}`;
    this.scene?.end();
    const desk = new Desk(opened, {
      engine: this.settings.engine,
      messages: this.messages,
      base: this.settings.base,
      history: this.history,
      sources: this.sources,
      open: (name) => void this.open(name),
      show: (next) => {
        this.messages.clear();
        this.show(next);
      },
      compare: (before, after) => this.compare(before, after, opened),
      savedPage: async (one, report) =>
        writePage(one.summary, report, await this.settings.engine.bytes(one.summary.fingerprint), this.settings.base),
    });
    this.scene = desk;
    this.query.use({ fingerprint: summary.fingerprint, ...desk.commands() });
    document.body.dataset["shows"] = "network";
    this.main.replaceChildren(desk.element);
    this.messages.say(`Opened: ${summary.title || summary.question}`);
    void desk.begin();
  }

  /** Two networks side by side, in place of the one that is open. */
  private async compare(before: string, after: string, back: Opened): Promise<void> {
    const mine = ++this.asked;
    this.isBusy(true);
    const compared = await this.settings.engine.compare(before, after).finally(() => {
      if (mine === this.asked) this.isBusy(false);
    });
    if (mine !== this.asked) return;
    const { hashtag } = compared.before;
    const base = this.history.commonTo(after, before);
    const comparison = new Comparison(this.settings.engine, compared, base, {
      back: () => this.show(back),
      show: (opened, isVersion) => {
        const { summary } = opened;
        if (isVersion && summary.fingerprint !== after)
          this.history.add({ ...summary, before: after, what: words.merged(hashtag) });
        this.messages.clear();
        this.show(opened);
      },
      trying: (what, attempt) => this.trying(what, attempt),
    });
    this.messages.clear();
    if (placeNow().compare !== before) goTo({ compare: before });
    this.scene?.end();
    this.scene = comparison;
    this.main.replaceChildren(comparison.element);
    await comparison.begin();
  }

  private async showHome(): Promise<void> {
    this.scene?.end();
    this.scene = undefined;
    this.opened = undefined;
    this.query.use(undefined);
    this.address = location.hash.slice(1);
    document.title = NAME;
    document.body.dataset["shows"] = "home";
    const kept = await this.settings.engine.list().catch(() => []);
    this.main.replaceChildren(
      home(
        kept,
        (text) => void this.open(text),
        () => chooseFile((files) => void this.openFiles(files)),
        (text) => sourceOfText(this.settings.engine, text),
      ),
    );
  }

  private async exportAll(): Promise<void> {
    const { text, skipped } = await this.settings.engine.exportList();
    saveFile("networks.json", new Blob([text], { type: "application/json" }));
    if (skipped.length > 0) this.messages.warn(["The file does not hold what is damaged in this browser:", ...skipped]);
  }

  private async list(): Promise<void> {
    await this.trying("The list cannot be read", async () => this.networks.show(await this.settings.engine.list()));
  }

  private async forget({ fingerprint, hashtag }: Kept): Promise<void> {
    await this.trying("The network could not be forgotten", async () => {
      await this.settings.engine.forget(fingerprint);
      this.messages.notice(`Forgotten: ${hashtag}`);
    });
  }

  private async trying(what: string, attempt: () => Promise<unknown>): Promise<void> {
    try {
      await attempt();
    } catch (error) {
      this.messages.error([what], error);
    }
  }
}
