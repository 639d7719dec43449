// The page as a whole: what is typed, dropped or in the address bar is opened, and the address bar holds the link of it.

import type { Calls } from "../engine/calls.js";
import type { Kept, Opened, Outcome } from "../engine/types.js";
import { writePage } from "../saved/write.js";
import { Comparison } from "./compare.js";
import { Desk } from "./desk.js";
import { button, el, ICONS, icon } from "./dom.js";
import { chooseFile, saveFile, takeDropped } from "./files.js";
import { home } from "./home.js";
import { Messages } from "./messages.js";
import { Networks } from "./networks.js";
import { QueryBar } from "./query-bar.js";

const NAME = "Semantic network";

export interface Settings {
  readonly engine: Calls;
  /** What links begin with. */
  readonly base: string;
  /** The network that a saved page holds. */
  readonly own?: Uint8Array;
}

export class App {
  private readonly messages = new Messages();
  private readonly main = el("main", { id: "main" });
  private readonly query: QueryBar;
  private readonly networks: Networks;
  private desk: Desk | undefined;
  /** What is shown, as it stands behind the `#`. */
  private address = "";
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
    const list = button(el("span", { class: "with-icon" }, icon(ICONS.list), el("span", { class: "wide-only" }, "Networks")), () => void this.list(), { class: "list", "aria-label": "Networks in this browser" });
    const header = el("header", {},
      el("a", { class: "mark", href: "#", "aria-label": "semnet, the first page" }, el("span", { class: "mark-dot", "aria-hidden": "true" }), el("span", { class: "wide-only" }, "semnet")),
      this.query.element, list);
    const skip = el("a", { class: "skip", href: "#main", click: (event) => {
      event.preventDefault();
      this.main.querySelector<HTMLElement>("[tabindex], button, a")?.focus();
    } }, "Skip to the network");
    document.body.replaceChildren(skip, header, this.messages.place, this.main, this.networks.element, this.messages.notices, this.messages.spoken);
    takeDropped((file) => void this.openFile(file), open);
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
    const notice = await this.settings.engine.said().catch(() => undefined);
    if (notice !== undefined) this.messages.warn(notice);
  }

  /** Shows what the address bar says. */
  private async follow(): Promise<void> {
    const address = location.hash.slice(1);
    if (address !== "") return this.open(`#${address}`);
    const { own } = this.settings;
    if (own !== undefined) return this.take(this.settings.engine.openBytes(own), "The network in this file cannot be opened");
    await this.showHome();
  }

  private open(text: string): Promise<void> {
    const isAddress = text.startsWith("#") && text.includes(".");
    // A link needs something before the `#`; in the address bar that is this page.
    const typed = isAddress ? `semnet:${text}` : text;
    return this.take(this.settings.engine.openText(typed), "This cannot be opened");
  }

  private async openFile(file: File): Promise<void> {
    await this.take(file.arrayBuffer().then((buffer) => this.settings.engine.openBytes(new Uint8Array(buffer))), `The file ${file.name} cannot be opened`);
  }

  /** Shows an outcome, unless something else was asked for since. */
  private async take(coming: Promise<Outcome>, wrong: string): Promise<void> {
    const mine = ++this.asked;
    this.main.setAttribute("aria-busy", "true");
    try {
      const outcome = await coming;
      if (mine === this.asked) await this.showOutcome(outcome);
    } catch (error) {
      if (mine !== this.asked) return;
      this.messages.error(wrong, error);
      if (this.desk === undefined) await this.showHome(true);
    } finally {
      if (mine === this.asked) this.main.removeAttribute("aria-busy");
    }
  }

  private async showOutcome(outcome: Outcome): Promise<void> {
    const open = (name: string) => void this.open(name);
    switch (outcome.kind) {
      case "network": return this.show(outcome);
      case "several":
        this.messages.offer("Several networks have this name. Which one?", outcome.choices, open);
        break;
      case "notFound": {
        const typed = outcome.typed.length > 80 ? `${outcome.typed.slice(0, 80)}…` : outcome.typed;
        const what = outcome.suggestions.length > 0 ? `Nothing found for “${typed}”. Close to it:` : `Nothing found for “${typed}”, and nothing close to it. A full link or the report itself opens a network that was never here.`;
        this.messages.offer(what, outcome.suggestions, open);
        break;
      }
      case "imported": {
        const { added, known, refused } = outcome;
        this.messages.notice(`Imported: ${added} new, ${known} known before.`);
        if (refused.length > 0) this.messages.warn(refused.join(" "));
        if (this.networks.element.open) await this.list();
      }
    }
    if (this.desk === undefined) await this.showHome(true);
  }

  private show(opened: Opened): void {
    const { summary, notKept } = opened;
    this.messages.clear();
    if (notKept !== undefined) this.messages.warn(notKept);
    this.query.clear();
    if (this.networks.element.open) this.networks.element.close();
    this.address = summary.address;
    if (location.hash.slice(1) !== summary.address) location.hash = summary.address;
    document.title = `${summary.title || summary.question} · ${NAME}`;
    this.desk?.end();
    const desk = new Desk(opened, {
      engine: this.settings.engine,
      messages: this.messages,
      base: this.settings.base,
      show: (next) => this.show(next),
      compare: (before, after) => this.compare(before, after, opened),
      savedPage: async (one, report) => writePage(one.summary, report, await this.settings.engine.bytes(one.summary.fingerprint)),
    });
    this.desk = desk;
    document.body.dataset["shows"] = "network";
    this.main.replaceChildren(desk.element);
    this.messages.say(`Opened: ${summary.title || summary.question}`);
    desk.begin().catch((error: unknown) => {
      if (this.desk === desk) this.messages.error("The picture could not be drawn", error);
    });
  }

  /** Two networks side by side, in place of the one that is open. */
  private async compare(before: string, after: string, back: Opened): Promise<void> {
    const comparison = new Comparison(await this.settings.engine.compare(before, after), () => this.show(back));
    this.desk?.end();
    this.main.replaceChildren(comparison.element);
    await comparison.begin();
  }

  private async showHome(keepsMessage = false): Promise<void> {
    if (!keepsMessage) this.messages.clear();
    this.desk?.end();
    this.desk = undefined;
    this.address = location.hash.slice(1);
    document.title = NAME;
    document.body.dataset["shows"] = "home";
    const kept = await this.settings.engine.list().catch(() => []);
    this.main.replaceChildren(home(kept, (text) => void this.open(text), () => chooseFile((files) => void this.openFiles(files))));
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
      this.messages.error(what, error);
    }
  }
}
