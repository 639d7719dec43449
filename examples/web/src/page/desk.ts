// A network that is open: its picture and report side by side, what can be asked of it, and how it is shared. One choice is
// marked in all of them.

import type { Calls } from "../engine/calls.js";
import type { Opened, SharedTheme, View } from "../engine/types.js";
import { CROWDED } from "../picture/cards.js";
import { toSVG } from "../picture/svg.js";
import { Ask } from "./ask.js";
import type { Choice } from "./choice.js";
import { compareSection } from "./compare.js";
import { card, conceptCard, lineCard } from "./detail.js";
import { el, said } from "./dom.js";
import { copyText, saveFile } from "./files.js";
import { legend } from "./legend.js";
import type { Messages } from "./messages.js";
import { Report } from "./report.js";
import { sharePanel } from "./share.js";
import { Stage } from "./stage.js";
import { Tabs } from "./tabs.js";
import { searchSection, themeBody, themesSection } from "./words.js";

/** What the desk needs from around it. */
export interface Surroundings {
  readonly engine: Calls;
  readonly messages: Messages;
  /** What links begin with. */
  readonly base: string;
  show(opened: Opened): void;
  /** Shows the two networks of these fingerprints side by side. */
  compare(before: string, after: string): Promise<void>;
  /** The network as one HTML file. */
  savedPage(opened: Opened, report: string): Promise<Blob>;
}

export class Desk {
  readonly element: HTMLElement;
  private readonly stage: Stage;
  private readonly report: Report;
  private readonly ask: Ask;
  private readonly tabs: Tabs;
  private readonly sharePlace = el("div", { class: "panel" });
  private view: View;
  private hidden: ReadonlySet<string> = new Set();
  private shown: readonly string[];
  private themes: readonly SharedTheme[] = [];
  private sharing: Promise<void> | undefined;

  constructor(private readonly opened: Opened, private readonly around: Surroundings) {
    this.view = opened.view;
    this.shown = this.view.concepts.map(({ label }) => label);
    const choose = (choice: Choice | undefined) => this.choose(choice);
    this.stage = new Stage(this.view.concepts.length > CROWDED, choose);
    this.report = new Report(opened, choose, () => void this.copy("hashtag", opened.summary.hashtag));
    this.ask = new Ask(around.engine, this.fingerprint, {
      choose,
      emphasise: (labels, lines) => this.stage.picture.emphasise(labels, lines),
      openPart: (labels) => void this.openPart(labels),
      openShown: () => void this.openPart(this.shown, this.relationsShown()),
    }, [searchSection(around.engine, this.fingerprint, choose)], [
      themesSection(around.engine, this.fingerprint, {
        draw: (themes) => {
          this.themes = themes;
          this.stage.picture.share(themes.map(({ pair }) => pair));
        },
        choose,
        open: (atLeast) => void this.trying("The connections could not be added", async () => around.show(await around.engine.openWithThemes(this.fingerprint, atLeast))),
      }),
      compareSection(around.engine, this.fingerprint, (other) => void this.trying("The two could not be compared", () => around.compare(other, this.fingerprint))),
    ]);
    const report = el("div", { class: "panel" }, this.report.element);
    const ask = el("div", { class: "panel" }, this.ask.element);
    this.tabs = new Tabs([
      { name: "Picture", panel: this.stage.element, isNarrow: true, shown: () => this.stage.picture.begin() },
      { name: "Report", panel: report },
      { name: "Ask", panel: ask },
      { name: "Share", panel: this.sharePlace, shown: () => void this.fillShare() },
    ], "Parts of this page");
    this.element = el("div", { class: "desk" }, el("h1", { class: "unseen", dir: "auto" }, opened.summary.title || opened.summary.question), this.tabs.list, this.stage.element, el("div", { class: "side" }, report, ask, this.sharePlace));
  }

  private get fingerprint(): string {
    return this.opened.summary.fingerprint;
  }

  /** Draws the picture; the element must be in the page. */
  async begin(): Promise<void> {
    await this.trying("The picture could not be drawn", () => this.draw(this.view));
  }

  end(): void {
    this.tabs.end();
    this.stage.picture.end();
  }

  private async draw(view: View): Promise<void> {
    this.view = view;
    this.leaveOut(new Set());
    this.shown = view.concepts.map(({ label }) => label);
    this.stage.legend(legend(view, {
      theme: (theme) => this.stage.picture.emphasise(theme === undefined ? undefined : view.concepts.filter((one) => one.theme === theme && one.kind !== "question").map(({ label }) => label)),
      hide: (relations) => {
        this.leaveOut(relations);
        this.shown = this.stage.picture.hideRelations(relations);
      },
    }));
    if (view.around !== undefined) {
      const { conceptCount } = this.opened.summary;
      this.stage.tell(`${view.concepts.length} of ${conceptCount.toLocaleString("en")} concepts, around `, said(view.around));
    }
    await this.stage.draw(view);
  }

  private leaveOut(relations: ReadonlySet<string>): void {
    this.hidden = relations;
    this.ask.leaveOut(relations);
  }

  private relationsShown(): string[] | undefined {
    if (this.hidden.size === 0) return undefined;
    return [...new Set(this.view.lines.map(({ relation }) => relation))].filter((relation) => !this.hidden.has(relation));
  }

  // --- one choice in all parts ----------------------------------------------------------------------------------------

  private choose(choice: Choice | undefined): void {
    if (choice?.kind === "concept" && !this.view.concepts.some(({ label }) => label === choice.label)) {
      void this.drawAround(choice.label, choice);
    } else if (choice?.kind === "line" && choice.ends && !this.view.lines.some(({ id }) => id === choice.id)) {
      void this.drawAround(choice.ends[0], choice, choice.ends[1]);
    } else {
      this.mark(choice);
    }
  }

  private mark(choice: Choice | undefined): void {
    this.stage.mark(choice, this.cardOf(choice));
    this.report.mark(this.inReport(choice), true);
    this.around.messages.say(this.sayChoice(choice));
  }

  /** A line from the question to a finding stands in the report as the finding. */
  private inReport(choice: Choice | undefined): Choice | undefined {
    if (choice?.kind !== "line") return choice;
    const line = this.view.lines.find(({ id }) => id === choice.id);
    return line?.isKeyFinding ? { kind: "concept", label: line.target } : choice;
  }

  private cardOf(choice: Choice | undefined): HTMLElement | undefined {
    const actions = {
      choose: (next: Choice | undefined) => this.choose(next),
      neighbours: (label: string) => {
        this.tabs.showNamed("Ask");
        this.ask.neighboursOf(label);
      },
      pathFrom: (label: string) => {
        this.tabs.showNamed("Ask");
        this.ask.pathFrom(label);
      },
      around: (label: string) => void this.drawAround(label),
    };
    if (choice?.kind === "concept") {
      const concept = this.view.concepts.find(({ label }) => label === choice.label);
      return concept && conceptCard(concept, this.view, actions);
    }
    if (choice?.kind === "shared") {
      const theme = this.themes[choice.place];
      return theme && card(actions, [el("p", { class: "eyebrow" }, "Thematic connection"), themeBody(theme, actions.choose)]);
    }
    const line = this.view.lines.find(({ id }) => id === choice?.id);
    return line && lineCard(line, actions);
  }

  private sayChoice(choice: Choice | undefined): string {
    if (choice?.kind === "concept") return choice.label;
    if (choice?.kind === "shared") return `Thematic connection: ${this.themes[choice.place]?.pair.join(", ") ?? ""}`;
    const line = choice?.kind === "line" ? this.view.lines.find(({ id }) => id === choice.id) : undefined;
    return line ? `${line.source}, ${line.relation}, ${line.target}` : "Nothing is chosen";
  }

  /** Draws what lies around a concept, with the concept `also`, and marks the choice in it. */
  private async drawAround(label: string, choice: Choice = { kind: "concept", label }, also?: string): Promise<void> {
    await this.trying("This could not be drawn", async () => {
      await this.draw(await this.around.engine.view(this.fingerprint, label, also));
      this.mark(choice);
    });
  }

  // --- parts and ways out ---------------------------------------------------------------------------------------------

  private async openPart(labels: readonly string[], relations?: readonly string[]): Promise<void> {
    await this.trying("This part could not be opened", async () => {
      this.around.show(await this.around.engine.openPart(this.fingerprint, labels, relations));
    });
  }

  private async fillShare(): Promise<void> {
    await this.trying("This network cannot be shared", () => {
      this.sharing ??= this.buildShare();
      // What went wrong may go well the next time.
      return this.sharing.catch((error: unknown) => {
        this.sharing = undefined;
        throw error;
      });
    });
  }

  private async buildShare(): Promise<void> {
    const { summary } = this.opened;
    const shared = await this.around.engine.share(this.fingerprint, this.around.base);
    const save = (end: string, content: BlobPart, type: string) => saveFile(`${summary.hashtag}.${end}`, new Blob([content], { type }));
    this.sharePlace.replaceChildren(sharePanel(summary, shared, {
      copy: (what, text) => void this.copy(what, text),
      saveText: (name, type, text) => saveFile(name, new Blob([text], { type })),
      savePNG: () => void this.trying("The picture could not be saved", async () => save("png", await this.stage.picture.png(), "image/png")),
      saveSVG: () => save("svg", toSVG(this.stage.picture.snapshot(), summary.question), "image/svg+xml"),
      savePage: () => void this.trying("The page could not be saved", async () => saveFile(`${summary.hashtag}.html`, await this.around.savedPage(this.opened, shared.report))),
      saveBytes: () => void this.trying("The bytes could not be saved", async () => save("semnet", (await this.around.engine.bytes(this.fingerprint)) as Uint8Array<ArrayBuffer>, "application/octet-stream")),
    }));
  }

  private async copy(what: string, text: string): Promise<void> {
    this.around.messages.notice((await copyText(text)) ? `Copied: the ${what}` : `The browser did not let the ${what} be copied.`);
  }

  private async trying(what: string, attempt: () => Promise<unknown>): Promise<void> {
    try {
      await attempt();
    } catch (error) {
      if (!(error instanceof DOMException && error.name === "AbortError")) this.around.messages.error([what], error);
    }
  }
}
