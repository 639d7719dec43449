// The page as a whole: what is typed, dropped or in the address bar is opened, and the address bar holds the link of it.

import { type Calls, sourceOf, sourceOfText } from "../engine/calls.js";
import type { Kept, Offer, Opened, Outcome, SourceFile } from "../engine/types.js";
import { writePage } from "../saved/write.js";
import { themeSwitch } from "./colours.js";
import { Comparison } from "./compare.js";
import { Desk } from "./desk.js";
import { Drafts } from "./drafts.js";
import { button, el, ICONS, icon, said } from "./dom.js";
import { bytesOf, chooseFile, saveFile, takeGiven, withNodes } from "./files.js";
import { Growth } from "./grow.js";
import { History } from "./history.js";
import { home } from "./home.js";
import type { Option } from "./choices.js";
import { Messages, offerOption } from "./messages.js";
import { modelOfPage } from "./model.js";
import { Networks } from "./networks.js";
import { QueryBar } from "./query-bar.js";
import { goTo, type Place, placeNow } from "./place.js";
import * as words from "./strings.js";

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
  private readonly bar = el("div", {
    class: "opening",
    role: "progressbar",
    "aria-label": words.OPENING,
    hidden: true,
  });
  private readonly query: QueryBar;
  private readonly networks: Networks;
  /** What fills the page, unless that is the first page. */
  private scene: Desk | Comparison | undefined;
  /** The current view, as the text after the `#`. */
  private address = "";
  private opened: Opened | undefined;
  private readonly sources: SourceFile[] = [];
  private readonly history = new History();
  private readonly drafts = new Drafts();
  private readonly growth: Growth | undefined;
  private asked = 0;
  /** What of that came from the address bar last. */
  private followed = 0;
  /** The address bar when something was asked for last, or shown since; when it is another, somebody has gone elsewhere. */
  private from = "";

  constructor(private readonly settings: Settings) {
    const { engine } = settings;
    const model = settings.isEmbedded === true ? undefined : modelOfPage();
    this.growth = model && new Growth(engine, model, (one, other) => this.history.isRelated(one, other));
    const open = (text: string) => void this.open(text);
    this.query = new QueryBar(engine, {
      open,
      unfinished: (typed, options) => {
        this.messages.clear();
        const [before = "", after = ""] = words.unfinished(options.length > 0);
        this.messages.help([before, said(typed), after], options, "", options.length > 0 ? [] : this.query.help());
      },
    });
    this.networks = new Networks({
      open,
      forget: (kept) => this.forget(kept),
      exportAll: () => void this.trying(words.CANNOT_EXPORT_LIST, () => this.exportAll()),
      importFile: () => chooseFile((files) => void this.openFiles(files)),
      madeBy: (fingerprint) => this.history.madeBy(fingerprint),
    });
    const list = button(
      el("span", { class: "with-icon" }, icon(ICONS.list), el("span", { class: "wide-only" }, words.NETWORKS)),
      () => void this.list(),
      { class: "list", "aria-label": words.NETWORKS_HERE },
    );
    const header = el(
      "header",
      {},
      el(
        "a",
        { class: "mark", href: "#", "aria-label": words.FIRST_PAGE },
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
      words.SKIP,
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
    takeGiven({
      files: (files) => void this.openFiles(files),
      text: open,
      notes: (folder, reading) => {
        this.messages.clear();
        const opening = reading.then((notes) => engine.openNotes(folder, notes));
        void this.take(opening, words.folderCannotOpen(said(folder)));
      },
    });
    // Where the place changes too, browsers may send the first event alone; and each may be the only one for a change by hand.
    const isComing = () => this.followed === this.asked && this.from === location.hash;
    addEventListener("popstate", () => {
      if (!this.isLeft()) this.restore();
      else if (!isComing()) void this.follow();
    });
    addEventListener("hashchange", () => {
      if (this.isLeft() && !isComing()) void this.follow();
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
      const opening = this.open(location.hash);
      this.followed = this.asked;
      await opening;
      if (compare !== undefined && location.hash.slice(1) === this.address && placeNow().compare === compare)
        this.restore();
      return;
    }
    const { own } = this.settings;
    this.messages.clear();
    if (own === undefined) return this.showHome();
    const opening = this.take(this.settings.engine.openBytes(own), [words.CANNOT_OPEN_OWN]);
    this.followed = this.asked;
    await opening;
  }

  /** Opens a text; resolves to whether a network is shown for it. */
  private async open(text: string): Promise<boolean> {
    this.messages.clear();
    const outcome = await this.take(this.settings.engine.openText(text), [words.CANNOT_OPEN]);
    return outcome !== "overtaken" && outcome?.kind === "network";
  }

  /** Goes to the place in the open network that the address names. */
  private restore(): void {
    const { opened, scene } = this;
    const { compare } = placeNow();
    if (opened === undefined) return;
    if (compare !== undefined) {
      if (scene instanceof Comparison && scene.before === compare) return;
      const isWanted = () => placeNow().compare === compare;
      void this.trying(words.CANNOT_COMPARE, () => this.compare(compare, opened.summary.fingerprint, opened, isWanted));
    } else if (scene instanceof Desk) scene.restore();
    else this.show(opened);
  }

  /** Opens files one after the other: the last one stays open, and what there is to say of each stays to be read. */
  private async openFiles(files: readonly File[]): Promise<void> {
    this.messages.clear();
    const { engine } = this.settings;
    const isCurrent = this.ticket();
    const given = await withNodes(files, engine).catch(() => files.map((file) => ({ file, nodes: [] })));
    if (!isCurrent()) return;
    for (const { file, nodes } of given) {
      const tables = nodes.map(async (one) => [one.name, await bytesOf(one)] as const);
      const reading = Promise.all([bytesOf(file), ...tables]).then(([bytes, ...named]) =>
        engine.openBytes(bytes, file.name, named),
      );
      const outcome = await this.take(reading, words.fileCannotOpen(said(file.name)));
      if (outcome === "overtaken") return;
      if (outcome?.kind === "network" && given.length > 1)
        this.messages.notice(words.OPENED, said(outcome.summary.title || outcome.summary.question));
    }
  }

  /** A ticket for something to be shown. It is valid until something else is requested, or the address is another. */
  private ticket(): () => boolean {
    const mine = ++this.asked;
    this.from = location.hash;
    // The address changes some time before its event comes.
    return () => mine === this.asked && location.hash === this.from;
  }

  /** Shows an outcome, unless something else was asked for since. */
  private async take(
    coming: Promise<Outcome>,
    wrong: readonly (Node | string)[],
  ): Promise<Outcome | "overtaken" | undefined> {
    const isCurrent = this.ticket();
    return this.busy(async () => {
      try {
        const outcome = await coming;
        if (!isCurrent()) return "overtaken";
        await this.showOutcome(outcome, isCurrent);
        return outcome;
      } catch (error) {
        if (!isCurrent()) return "overtaken";
        this.messages.error(wrong, error);
        await this.stay();
        return undefined;
      }
    });
  }

  /** Does what was asked for last; the page shows that it is busy until then, or until something else is asked for. */
  private async busy<T>(act: () => Promise<T>): Promise<T> {
    const { asked: mine } = this;
    this.isBusy(true);
    return act().finally(() => {
      if (mine === this.asked) this.isBusy(false);
    });
  }

  private isBusy(isBusy: boolean): void {
    this.bar.hidden = !isBusy;
    if (isBusy) this.main.setAttribute("aria-busy", "true");
    else this.main.removeAttribute("aria-busy");
  }

  /** Restores the address bar when nothing new is shown. */
  private async stay(): Promise<void> {
    if (this.scene === undefined && document.body.dataset["shows"] !== "home") return this.showHome();
    // The first page has no address; the one that was tried stays to be read and changed.
    if (this.scene === undefined) this.address = location.hash.slice(1);
    else if (location.hash.slice(1) !== this.address) history.replaceState(null, "", `#${this.address}`);
  }

  private async showOutcome(outcome: Outcome, isCurrent: () => boolean): Promise<void> {
    const open = (name: string) => void this.open(name);
    switch (outcome.kind) {
      case "network":
        return this.show(outcome, {}, this.followed === this.asked && this.from !== "");
      case "ambiguous":
        this.messages.offer([words.WHICH_ONE], outcome.choices, open);
        break;
      case "notFound":
        await this.notFound(outcome, isCurrent);
        break;
      case "imported": {
        const { added, known, refused } = outcome;
        this.messages.notice(words.imported(added, known));
        if (refused.length > 0) this.messages.warn([words.NOT_IMPORTED, ...refused]);
        if (this.networks.element.open) await this.list();
        if (this.scene === undefined && isCurrent()) return this.showHome();
      }
    }
    if (isCurrent()) await this.stay();
  }

  /** Nothing is called so: then it may be a concept of the open network, or something near. */
  private async notFound(
    { typed, suggestions }: Outcome & { readonly kind: "notFound" },
    isCurrent: () => boolean,
  ): Promise<void> {
    const { scene, query } = this;
    if (scene instanceof Desk) {
      const label = await scene.called(typed);
      if (!isCurrent()) return;
      // Meanwhile another version of it may be shown.
      if (label !== undefined && this.scene instanceof Desk) {
        query.clear();
        this.scene.commands().concept(label);
        return;
      }
    }
    const inside = typed.length > 200 ? [] : await query.suggestions(typed).catch(() => []);
    if (!isCurrent()) return;
    const short = typed.length > 80 ? `${typed.slice(0, 80)}…` : typed;
    const open = (name: string) => void this.open(name);
    const isAnother = (one: Offer) => one.fingerprint !== this.opened?.summary.fingerprint;
    const close = [
      ...suggestions.filter(isAnother).map((one) => offerOption(one, () => open(one.name))),
      ...inside.map((one) => ({ ...one, action: one.action ?? (() => open(one.value)) })),
    ].filter(({ value }, place, all) => all.findIndex((other) => other.value === value) === place);
    const [before = "", after = ""] = words.nothingFound(close.length > 0);
    const file: Option = {
      value: words.CHOOSE_FILE,
      content: [el("span", {}, words.CHOOSE_FILE)],
      action: () => chooseFile((files) => void this.openFiles(files)),
    };
    const help = query.help();
    this.messages.help(
      [before, said(short), after],
      close,
      help.length > 0 ? words.NEXT_STEP_HERE : words.NEXT_STEP,
      help.length > 0 ? help : [file],
    );
  }

  /** Whether the address names another network, which is on its way. */
  private isLeft(): boolean {
    return location.hash.slice(1) !== this.address;
  }

  /** Shows a network; with `isFollowed`, it is the one that the address bar was set to. */
  private show(opened: Opened, place: Place = {}, isFollowed = false): void {
    const { summary, notKept } = opened;
    this.opened = opened;
    if (notKept !== undefined && this.settings.isEmbedded !== true) this.messages.warn([notKept]);
    if (opened.notes !== undefined && opened.notes.length > 0) this.messages.warn(opened.notes);
    this.query.clear();
    if (this.networks.element.open) this.networks.element.close();
    // A short link gives way to the full one, with its place where it was followed to this page.
    const replaces = isFollowed && this.isLeft();
    const isFirst = document.body.dataset["shows"] === undefined;
    this.address = summary.address;
    if (location.hash.slice(1) !== summary.address)
      goTo(replaces && isFirst ? placeNow() : place, `#${summary.address}`, replaces);
    else if (this.scene instanceof Comparison && placeNow().compare !== undefined) goTo({});
    this.from = location.hash;
    document.title = `${summary.title || summary.question} · ${words.PAGE}`;
    this.scene?.end();
    const desk = new Desk(opened, {
      engine: this.settings.engine,
      messages: this.messages,
      base: this.settings.base,
      history: this.history,
      sources: this.sources,
      open: (name) => this.open(name),
      drafts: this.drafts,
      growth: this.growth,
      begin: (command) => this.query.fill(command),
      show: (next, at) => {
        this.messages.clear();
        this.show(next, at);
      },
      isLeft: () => this.isLeft(),
      compare: (before, after) => this.compare(before, after, opened),
      savedPage: async (one, report) =>
        writePage(one.summary, report, await this.settings.engine.bytes(one.summary.fingerprint), this.settings.base),
    });
    this.scene = desk;
    this.query.use({ fingerprint: summary.fingerprint, ...desk.commands() });
    document.body.dataset["shows"] = "network";
    const hadFocus = this.main.contains(document.activeElement);
    if (this.settings.isEmbedded === true) desk.element.append(this.wayOut(summary));
    this.main.replaceChildren(desk.element);
    this.messages.say(words.opened(summary.title || summary.question));
    void desk.begin().then(() => {
      // What had the focus is gone with the version that was edited.
      if (hadFocus && this.scene === desk && document.activeElement === document.body) desk.focus();
    });
  }

  /** From a frame of another page to the whole page. */
  private wayOut({ address, title, question }: Opened["summary"]): HTMLElement {
    const href = `${this.settings.base}#${address}`;
    return el(
      "a",
      { class: "way-out", href, target: "_blank", rel: "noopener", title: words.OPEN_HERE },
      title || question,
    );
  }

  /** Two networks side by side, in place of the one that is open. */
  private async compare(before: string, after: string, back: Opened, isWanted = () => true): Promise<void> {
    const isCurrent = this.ticket();
    const compared = await this.busy(() => this.settings.engine.compare(before, after));
    const { opened } = this;
    if (!isCurrent() || !isWanted() || opened === undefined) return;
    // An edit was saved meanwhile: its version is compared.
    if (opened !== back) return this.compare(before, opened.summary.fingerprint, opened, isWanted);
    const { hashtag } = compared.before;
    const base = this.history.commonTo(after, before);
    const comparison = new Comparison(this.settings.engine, compared, base, {
      back: () => this.show(back),
      isLeft: () => this.isLeft(),
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
    this.query.use(undefined);
    this.main.replaceChildren(comparison.element);
    await comparison.begin();
  }

  private async showHome(): Promise<void> {
    // A network that was to be opened before is not shown any more.
    this.ticket();
    this.isBusy(false);
    this.scene?.end();
    this.scene = undefined;
    this.opened = undefined;
    this.query.use(undefined);
    this.address = location.hash.slice(1);
    document.title = words.PAGE;
    document.body.dataset["shows"] = "home";
    const kept = await this.settings.engine.list().catch(() => []);
    if (this.scene !== undefined) return;
    this.main.replaceChildren(
      home(this.history.firstOfEach(kept), {
        open: (text) => void this.open(text),
        pick: () => chooseFile((files) => void this.openFiles(files)),
        pictureOf: (text) => sourceOfText(this.settings.engine, text),
        pictureOfKept: (fingerprint) => sourceOf(this.settings.engine, fingerprint),
      }),
    );
  }

  private async exportAll(): Promise<void> {
    const { text, skipped } = await this.settings.engine.exportList();
    saveFile("networks.json", new Blob([text], { type: "application/json" }));
    if (skipped.length > 0) this.messages.warn([words.DAMAGED_LEFT_OUT, ...skipped]);
  }

  private async list(): Promise<void> {
    await this.trying(words.CANNOT_READ_LIST, async () => this.networks.show(await this.settings.engine.list()));
  }

  private forget({ fingerprint, hashtag }: Kept): Promise<boolean> {
    return this.trying(words.CANNOT_FORGET, async () => {
      await this.settings.engine.forget(fingerprint);
      this.messages.notice(words.forgotten(hashtag));
    });
  }

  /** Resolves to whether it succeeded; an error is shown. */
  private async trying(what: string, attempt: () => Promise<unknown>): Promise<boolean> {
    try {
      await attempt();
      return true;
    } catch (error) {
      this.messages.error([what], error);
      return false;
    }
  }
}
