// A network that is open: its picture and report side by side, what can be asked of it, and how it is shared. One choice is
// marked in all of them.

import type { Calls } from "../engine/calls.js";
import { toBase64 } from "../base64.js";
import { withNetwork } from "../engine/png.js";
import { sourceOf } from "../engine/calls.js";
import type { Path } from "semnet";
import type { Line, Opened, PassageVerdict, SharedTheme, SourceFile, View } from "../engine/types.js";
import { Ask } from "./ask.js";
import type { Choice } from "./choice.js";
import { card, conceptCard, lineCard } from "./detail.js";
import { el, ICONS, pause, said, toolButton } from "./dom.js";
import { copyText, saveFile } from "./files.js";
import { formatsSection } from "./formats.js";
import { type Growth, lensTools } from "./grow.js";
import { type Legend, legend } from "./legend.js";
import type { Edit } from "../engine/edit.js";
import { choiceOf, conceptOwner, type EditTools, editTools } from "./edit.js";
import type { Drafts } from "./drafts.js";
import type { History } from "./history.js";
import type { Messages } from "./messages.js";
import { goTo, type Place, placeNow, type PlaceStep } from "./place.js";
import { Presentation } from "./present.js";
import { onPaper } from "./print.js";
import { Report } from "./report.js";
import { drawCard } from "./card.js";
import { ShareDialog } from "./share.js";
import { Sources } from "./sources.js";
import { Stage } from "./stage.js";
import * as words from "./strings.js";
import { Tabs } from "./tabs.js";
import { themeBody } from "./words.js";

/** What the desk needs from the page. */
export interface Surroundings {
  readonly engine: Calls;
  readonly messages: Messages;
  /** What links begin with. */
  readonly base: string;
  readonly history: History;
  /** Documents that passages are checked against. */
  readonly sources: SourceFile[];
  readonly drafts: Drafts;
  /** Where a model was set for the page. */
  readonly growth: Growth | undefined;
  /** Shows a network, at a place in it. */
  show(opened: Opened, place?: Place): void;
  /** Whether somebody has gone to another network, which is not there yet. */
  isLeft(): boolean;
  /** Puts a command into the query bar, to be completed. */
  begin(command: string): void;
  /** Opens a network by its name; resolves to whether it is shown. */
  open(name: string): Promise<boolean>;
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
  private readonly sources: Sources;
  private verdicts: ReadonlyMap<number, PassageVerdict> = new Map();
  private readonly tabs: Tabs;
  private readonly dialog = new ShareDialog();
  private view: View;
  private lines: ReadonlyMap<number, Line> = new Map();
  private readonly onKey: (event: KeyboardEvent) => void;
  private readonly endPaper: () => void;
  private hidden: ReadonlySet<string> = new Set();
  private shown: readonly string[];
  private chosen: Choice | undefined;
  /** The path that is at the front. */
  private path: readonly PlaceStep[] | undefined;
  private tab: string | undefined;
  /** Whether what is done is in the address already. */
  private isRestoring = false;
  /** Grows with each place that is gone to: what comes late for an earlier one does not take it back. */
  private turns = 0;
  /** The last of them that was reached. */
  private reached = -1;
  private isEnded = false;
  /** The step by which another version comes, if one does: this one gives way to it. */
  private coming: "edit" | "step" | undefined;
  private presentation: Presentation | undefined;
  private legend: Legend | undefined;
  private readonly editTools: EditTools;
  private theme: SharedTheme | undefined;
  private sharing: Promise<void> | undefined;

  constructor(
    private readonly opened: Opened,
    private readonly around: Surroundings,
  ) {
    this.view = opened.view;
    this.shown = this.view.concepts.map(({ label }) => label);
    const choose = (choice: Choice | undefined) => this.choose(choice);
    this.stage = new Stage(choose, (id) => this.lines.get(id)?.relation);
    this.report = new Report(
      opened,
      choose,
      this,
      () => void this.copy(words.WAYS_OUT.hashtag, opened.summary.hashtag),
    );
    this.ask = new Ask(around.engine, this.fingerprint, opened.summary.question, {
      choose,
      emphasise: (labels, lines) => {
        this.stage.offer(undefined);
        this.stage.emphasise(labels, lines);
        if (this.path === undefined) return;
        this.path = undefined;
        this.remember();
      },
      path: (path, isPlayed) => this.showPath(path, isPlayed),
      openPart: (labels) => void this.openPart(labels),
      openShown: () => void this.openPart(this.shown, this.relationsShown()),
      openThemes: (atLeast) =>
        void this.trying(words.CANNOT_ADD_CONNECTIONS, async () =>
          this.show(await around.engine.openWithThemes(this.fingerprint, atLeast)),
        ),
      compare: (other) => this.compare(other),
      madeBy: (fingerprint) => around.history.madeBy(fingerprint),
      edit: (edits, what) => this.edit(edits, what),
      begin: (command) => around.begin(command),
    });
    this.ask.about(undefined, this.view);
    const { history } = around;
    const undo = () => void this.leave(() => history.undo(this.fingerprint));
    const redo = () => void this.leave(() => history.redo(this.fingerprint));
    this.editTools = editTools(history, this.fingerprint, {
      forms: this.forms,
      edit: (edits, what) => this.edit(edits, what),
      undo,
      redo,
      goTo: (to) => void this.leave(() => history.backTo(this.fingerprint, to)),
      resume: (owner) => this.choose(choiceOf(owner, this.view.lines)),
    });
    this.stage.tools(this.editTools.element);
    this.onKey = (event) => {
      if (event.key === "Escape" && event.target === document.body) this.choose(undefined);
      if (!(event.ctrlKey || event.metaKey) || (event.target as Element).closest?.("input, textarea, select")) return;
      if (event.key.toLowerCase() === "z") event.shiftKey ? redo() : undo();
      else if (event.key.toLowerCase() === "y") redo();
      else return;
      event.preventDefault();
    };
    addEventListener("keydown", this.onKey);
    this.endPaper = onPaper(this.stage.element, () => this.stage.picture);
    this.sources = new Sources(around.sources, {
      choose,
      check: (sources) => around.engine.verdicts(this.fingerprint, sources),
      refuse: (files) => around.engine.refuseNetworks(files),
      cite: (sources) => void this.become(words.CITED, () => around.engine.openCited(this.fingerprint, sources)),
      trying: (what, attempt) => this.trying(what, attempt),
      found: (verdicts) => {
        this.verdicts = verdicts;
        if (this.chosen?.kind === "line") this.stage.verdict(verdicts.get(this.chosen.id));
      },
    });
    const report = el("div", { class: "panel" }, this.report.element, this.sources.element);
    const { growth } = around;
    growth?.use({
      fingerprint: this.fingerprint,
      accept: ({ label, changes }) =>
        this.become(words.accepted(label), () => around.engine.openChanged(this.fingerprint, changes)),
    });
    const ask = el("div", { class: "panel" }, growth?.element, this.ask.element);
    this.tabs = new Tabs(
      [
        {
          name: words.TABS.picture,
          panel: this.stage.element,
          isNarrow: true,
          shown: () => this.stage.picture?.show(),
        },
        { name: words.TABS.report, panel: report, shown: () => this.showTab(words.TABS.report) },
        // It opens at its top, wherever the report was scrolled to.
        {
          name: words.TABS.ask,
          panel: ask,
          shown: () => {
            ask.parentElement?.scrollTo(0, 0);
            this.showTab(words.TABS.ask);
          },
        },
      ],
      words.PARTS,
    );
    this.element = el(
      "div",
      {
        class: "desk",
        keydown: (event) => {
          // Escape always lets go, wherever the focus is.
          if ((event as KeyboardEvent).key === "Escape" && !event.defaultPrevented) this.choose(undefined);
        },
      },
      el("h1", { class: "unseen", dir: "auto" }, opened.summary.title || opened.summary.question),
      el(
        "div",
        { class: "tab-row" },
        this.tabs.list,
        el(
          "div",
          { class: "tab-actions" },
          toolButton(words.PRESENT, ICONS.play, () => this.present()),
          toolButton(words.SHARE, ICONS.share, () => void this.share(), "primary"),
        ),
      ),
      this.stage.element,
      el("div", { class: "side" }, report, ask),
      this.dialog.element,
    );
  }

  private get picture() {
    const { picture } = this.stage;
    if (!picture) throw new TypeError("the picture is not on the page");
    return picture;
  }

  private get fingerprint(): string {
    return this.opened.summary.fingerprint;
  }

  /** The concept with this label, in any letter case. */
  async called(name: string): Promise<string | undefined> {
    const [label] = await this.around.engine.labels(this.fingerprint, name, 1);
    return label?.toLowerCase() === name.trim().toLowerCase() ? label : undefined;
  }

  /** What the query bar can do here. */
  commands() {
    return {
      concept: (label: string) => this.choose({ kind: "concept", label }),
      line: (id: number, ends: readonly [string, string]) => this.choose({ kind: "line", id, ends }),
      path: (from: string, to: string) => {
        this.tabs.showNamed(words.TABS.ask);
        this.ask.path(from, to);
      },
      neighbours: (label: string) => {
        this.tabs.showNamed(words.TABS.ask);
        this.ask.neighboursOf(label);
      },
      themes: () => {
        this.tabs.showNamed(words.TABS.ask);
        this.ask.themes();
      },
      search: (text: string) => {
        this.tabs.showNamed(words.TABS.ask);
        this.ask.search(text);
      },
      compare: (other: string) => this.compare(other),
    };
  }

  /** Brings the focus to the tools of what is chosen, or to the picture. */
  focus(): void {
    const tools = [".detail .edit > summary", ".part-tools .edit > summary"].flatMap((name) =>
      [...this.element.querySelectorAll<HTMLElement>(name)].filter((one) => one.checkVisibility()),
    );
    (tools[0] ?? this.element.querySelector<HTMLElement>(".canvas"))?.focus({ preventScroll: true });
  }

  private compare(other: string): void {
    void this.trying(words.CANNOT_COMPARE, () => this.around.compare(other, this.fingerprint));
  }

  /** Draws the picture; the element must be in the page. */
  async begin(): Promise<void> {
    const { turns } = this;
    await pause();
    const isDrawn = await this.trying(words.CANNOT_DRAW, async () => {
      const { around } = placeNow();
      if (around === undefined) await this.draw(this.view);
      else await this.draw(await this.around.engine.view(this.fingerprint, around));
    });
    if (!isDrawn) this.stage.fail();
    // Answers to questions that were asked during the layout may still come to the front.
    if (turns === this.turns) this.goToAddress();
    if (!this.isEnded) await this.sources.begin();
  }

  /** Goes to the place that the address names now. */
  restore(): void {
    if (this.isEnded) return;
    this.ask.passed();
    this.goToAddress();
  }

  private goToAddress(): void {
    const turn = ++this.turns;
    void this.trying(words.CANNOT_GO_THERE, async () => {
      const { around = this.opened.view.around } = placeNow();
      if (around !== this.view.around) {
        const view = await this.around.engine.view(this.fingerprint, around);
        if (turn === this.turns) await this.draw(view);
      }
      if (turn === this.turns) this.restoring(() => this.goToPlace());
    }).then(() => {
      if (turn === this.turns) this.reached = turn;
    });
  }

  /** Whether the address is the place that is shown. On the way to the place that it names, only a part of it is changed. */
  private get isPlaced(): boolean {
    return this.reached === this.turns;
  }

  /** Does something that the address names already. */
  private restoring(act: () => void): void {
    this.isRestoring = true;
    try {
      act();
    } finally {
      this.isRestoring = false;
    }
  }

  /** Begins to go elsewhere. */
  private turn(): number {
    this.ask.passed();
    this.reached = ++this.turns;
    return this.turns;
  }

  /** Goes to a place in what is drawn. */
  private goToPlace(): void {
    const { concept, line, tab, hide = [], path, step } = placeNow();
    if (hide.join("\0") !== [...this.hidden].join("\0")) this.legend?.leaveOut(new Set(hide));
    if (tab !== undefined) this.tabs.showNamed(tab);
    if (step === undefined) this.presentation?.end();
    else return this.present(step);
    if (concept !== undefined) this.choose({ kind: "concept", label: concept });
    else if (line !== undefined) this.choose({ kind: "line", id: line });
    else {
      if (this.chosen !== undefined || this.path !== undefined) this.choose(undefined);
      if (path !== undefined) this.showSteps(path);
    }
  }

  private showTab(name: string): void {
    if (this.tab === name) return;
    const isFirst = this.tab === undefined;
    this.tab = name;
    if (!isFirst) this.rememberPart({ tab: this.namedTab });
  }

  /** The tab, unless it is the one that is open without being named. */
  private get namedTab(): string | undefined {
    return this.tab === words.TABS.report || this.tab === words.TABS.picture ? undefined : this.tab;
  }

  /** Puts a part of the place into the address: all of it where the place is this one. */
  private rememberPart(part: Place): void {
    if (this.isPlaced) this.remember();
    else if (!this.isRestoring && !this.isEnded) goTo({ ...placeNow(), ...part });
  }

  /** Puts what is chosen, the tab, the filter and the step into the address. */
  private remember(): void {
    if (this.isRestoring || this.isEnded) return;
    const { chosen } = this;
    goTo({
      concept: chosen?.kind === "concept" ? chosen.label : undefined,
      line: chosen?.kind === "line" ? chosen.id : undefined,
      tab: this.namedTab,
      around: this.view.around === this.opened.view.around ? undefined : this.view.around,
      hide: this.hiddenNames,
      path: this.path,
      step: this.presentation?.step,
    });
  }

  end(): void {
    this.isEnded = true;
    this.turns++;
    this.presentation?.end();
    this.sources.end();
    this.dialog.end();
    this.tabs.end();
    this.endPaper();
    removeEventListener("keydown", this.onKey);
  }

  private async draw(view: View, also?: string): Promise<void> {
    this.view = view;
    this.lines = new Map(view.lines.map((line) => [line.id, line]));
    this.leaveOut(new Set());
    this.shown = view.concepts.map(({ label }) => label);
    this.legend = legend(view, {
      theme: (theme) =>
        this.stage.emphasise(
          theme === undefined
            ? undefined
            : view.concepts.filter((one) => one.theme === theme && one.kind !== "question").map(({ label }) => label),
        ),
      hide: (relations) => {
        this.leaveOut(relations);
        this.hideLines();
        this.rememberPart({ hide: this.hiddenNames });
      },
      shared: (isShown) => this.stage.picture?.showShared(isShown),
    });
    this.stage.legend(this.legend.element);
    if (view.around !== undefined) {
      const { conceptCount } = this.opened.summary;
      this.stage.tell(
        `${view.concepts.length} of ${conceptCount.toLocaleString("en")} concepts, around `,
        said(view.around),
      );
    }
    const isPart = view.around !== undefined;
    await this.stage.draw(sourceOf(this.around.engine, this.fingerprint, view.around, also), isPart);
    // Relations may be left out before there is a picture.
    if (this.view === view && this.hidden.size > 0) this.hideLines();
  }

  private get hiddenNames(): readonly string[] {
    return [...this.hidden].sort();
  }

  private hideLines(): void {
    const { hidden, lines } = this;
    const labels = this.stage.picture?.hide(({ id }) => hidden.has(lines.get(id)?.relation ?? ""));
    if (labels !== undefined) this.shown = labels;
  }

  private leaveOut(relations: ReadonlySet<string>): void {
    this.hidden = relations;
    this.ask.leaveOut(relations);
  }

  private relationsShown(): string[] | undefined {
    if (this.hidden.size === 0) return undefined;
    return [...new Set(this.view.lines.map(({ relation }) => relation))].filter(
      (relation) => !this.hidden.has(relation),
    );
  }

  // --- one choice in all parts ----------------------------------------------------------------------------------------

  private choose(choice: Choice | undefined): void {
    if (this.isEnded) return;
    const turn = this.turn();
    if (choice?.kind === "shared") void this.chooseShared(choice, turn);
    else if (choice?.kind === "concept" && !this.view.concepts.some(({ label }) => label === choice.label)) {
      void this.drawAround(choice.label, turn, choice);
    } else if (choice?.kind === "line" && choice.ends && !this.view.lines.some(({ id }) => id === choice.id)) {
      void this.drawAround(choice.ends[0], turn, choice, choice.ends[1]);
    } else {
      this.mark(choice);
    }
  }

  /** A connection, with its evidence once that is there. */
  private async chooseShared(choice: Choice & { readonly kind: "shared" }, turn: number): Promise<void> {
    await this.trying(words.CANNOT_FIND_SHARED, async () => {
      const theme = await this.around.engine.connection(this.fingerprint, choice.pair);
      if (turn !== this.turns) return;
      this.theme = theme;
      this.mark(choice);
    });
  }

  private mark(choice: Choice | undefined): void {
    this.chosen = choice;
    this.path = undefined;
    this.remember();
    this.legend?.release();
    this.stage.offer(undefined);
    this.stage.mark(choice, this.cardOf(choice));
    this.report.mark(this.inReport(choice), true);
    this.ask.about(choice, this.view);
    this.editTools.leave(choice, this.view.lines);
    this.around.messages.say(this.sayChoice(choice));
  }

  /** In the report, a line from the question to a finding is the finding. */
  private inReport(choice: Choice | undefined): Choice | undefined {
    if (choice?.kind !== "line") return choice;
    const line = this.view.lines.find(({ id }) => id === choice.id);
    return line?.isKeyFinding ? { kind: "concept", label: line.target } : choice;
  }

  private cardOf(choice: Choice | undefined): HTMLElement | undefined {
    const actions = {
      choose: (next: Choice | undefined) => this.choose(next),
      neighbours: (label: string) => {
        this.tabs.showNamed(words.TABS.ask);
        this.ask.neighboursOf(label);
      },
      pathFrom: (label: string) => this.around.begin(words.pathCommand(label, "")),
      around: (label: string) => void this.drawAround(label, this.turn()),
      forms: this.forms,
      edit: (edits: readonly Edit[], what: string) => this.edit(edits, what),
    };
    const { growth } = this.around;
    const lenses = (label: string) =>
      growth &&
      lensTools(growth.lenses, (lens) => {
        this.tabs.showNamed(words.TABS.ask);
        void growth.grow(this.fingerprint, label, lens, this.around.sources);
      });
    if (choice?.kind === "concept") {
      const concept = this.view.concepts.find(({ label }) => label === choice.label);
      return concept && conceptCard(concept, this.view, { ...actions, lenses });
    }
    if (choice?.kind === "shared") {
      const { theme } = this;
      return (
        theme &&
        card(actions, [el("p", { class: "eyebrow" }, words.THEMATIC_CONNECTION), themeBody(theme, actions.choose)])
      );
    }
    const line = this.view.lines.find(({ id }) => id === choice?.id);
    return line && lineCard(line, actions, this.verdicts.get(line.id));
  }

  private sayChoice(choice: Choice | undefined): string {
    if (choice?.kind === "concept") return choice.label;
    if (choice?.kind === "shared") return `${words.THEMATIC_CONNECTION}: ${choice.pair.join(", ")}`;
    const line = choice?.kind === "line" ? this.view.lines.find(({ id }) => id === choice.id) : undefined;
    return line ? `${line.source}, ${line.relation}, ${line.target}` : words.NOTHING_CHOSEN;
  }

  /** Draws what lies around a concept, with the concept `also`, and marks the choice in it. */
  private async drawAround(
    label: string,
    turn: number,
    choice: Choice = { kind: "concept", label },
    also?: string,
  ): Promise<void> {
    const { isRestoring } = this;
    const mark = () => this.mark(choice);
    await this.trying(words.CANNOT_DRAW_PART, async () => {
      const view = await this.around.engine.view(this.fingerprint, label, also);
      if (turn !== this.turns) return;
      await this.draw(view, also);
      if (turn !== this.turns) return;
      if (isRestoring) this.restoring(mark);
      else mark();
    });
  }

  /** Steps through findings and highlights, full screen where the browser allows. */
  private present(step = 1): void {
    if (!this.presentation) {
      const { summary, report } = this.opened;
      this.tabs.showNamed(words.TABS.picture);
      this.element.classList.add("is-presented");
      this.presentation = new Presentation(summary.title, summary.question, report, {
        choose: (choice) => {
          this.choose(choice);
          this.stage.picture?.focus();
        },
        ended: () => {
          this.element.classList.remove("is-presented");
          this.presentation = undefined;
          this.choose(undefined);
          this.stage.picture?.focus();
        },
      });
      this.element.append(this.presentation.element);
      this.presentation.element.focus();
      if (!this.isRestoring) void this.element.requestFullscreen?.().catch(() => undefined);
    }
    this.presentation.goTo(step);
  }

  /** Brings a path to the front, from where somebody may walk along it, one relationship after the other. */
  private showPath({ concepts, steps }: Path, isPlayed: boolean): void {
    const ids = steps.map(({ relationship, isInverse }) => ({ id: relationship.id, isInverse }));
    const play = this.bringForward(concepts, ids);
    if (!isPlayed) return;
    this.tabs.showNamed(words.TABS.picture);
    play();
  }

  /** Shows the path of the address, if all of it is drawn and connected. */
  private showSteps(steps: readonly PlaceStep[]): void {
    const lines = steps.flatMap(({ id, isInverse }) => {
      const line = this.lines.get(id);
      if (line === undefined) return [];
      return [isInverse ? { from: line.target, to: line.source } : { from: line.source, to: line.target }];
    });
    const [first] = lines;
    if (first === undefined || lines.length < steps.length) return;
    if (lines.every(({ from }, at) => at === 0 || lines[at - 1]?.to === from))
      this.bringForward([first.from, ...lines.map(({ to }) => to)], steps);
  }

  /** Brings concepts and the relationships between them to the front; the answer walks along them. */
  private bringForward(concepts: readonly string[], steps: readonly PlaceStep[]): () => void {
    const lines = steps.map(({ id }) => id);
    const play = () => void this.stage.picture?.walk(concepts, lines);
    this.reached = ++this.turns;
    this.chosen = undefined;
    this.stage.mark(undefined, undefined);
    this.report.mark(undefined, false);
    this.stage.emphasise(concepts, lines);
    this.stage.offer(toolButton(words.WALK, ICONS.play, play));
    this.path = steps;
    this.remember();
    return play;
  }

  // --- editing --------------------------------------------------------------------------------------------------------

  /** Makes edits, and opens the new version, which follows this one in the history. */
  edit(edits: readonly Edit[], what: string): Promise<boolean> {
    const renamed = edits.find((one) => one.edit === "renameConcept");
    const carried = (owner: string) =>
      renamed !== undefined && owner === conceptOwner(renamed.from) ? conceptOwner(renamed.to) : owner;
    return this.become(
      what,
      () => this.around.engine.edit(this.fingerprint, edits),
      (view) => this.placeAfter(edits, view),
      carried,
    );
  }

  /** Opens a version that follows this one in the history. */
  private become(
    what: string,
    make: () => Promise<Opened>,
    placeIn: (view: View) => Place = (view) => this.placeAfter([], view),
    carried?: (owner: string) => string,
  ): Promise<boolean> {
    const { drafts, history, messages } = this.around;
    // Each is made from this version, so a second one would lose what the first one changed.
    if (this.coming !== undefined) {
      messages.notice(words.STILL_CHANGING);
      return Promise.resolve(false);
    }
    this.coming = "edit";
    return this.trying(words.CANNOT_EDIT, async () => {
      const opened = await make();
      this.ensureShown();
      const { fingerprint, hashtag } = opened.summary;
      if (fingerprint === this.fingerprint) return;
      drafts.carry(this.fingerprint, fingerprint, carried);
      history.add({ fingerprint, hashtag, before: this.fingerprint, what });
      this.show(opened, placeIn(opened.view));
      messages.notice(what);
    }).finally(() => {
      this.coming = undefined;
    });
  }

  /** Throws once another network is shown or gone to: a late version or part of this one gives way to it. */
  private ensureShown(): void {
    if (this.isEnded || this.around.isLeft()) throw new DOMException(words.ENDED, "AbortError");
  }

  private show(opened: Opened, place?: Place): void {
    this.ensureShown();
    this.around.show(opened, place);
  }

  /** Where somebody is after edits: at what was edited, where it is still there. */
  private placeAfter(edits: readonly Edit[], view: View): Place {
    const { chosen } = this;
    const { isNarrow, name } = this.tabs;
    const tab = name === words.TABS.ask || (isNarrow && name === words.TABS.report) ? name : undefined;
    const [edit] = edits;
    if (edit?.edit === "addConcept") return { tab, concept: edit.label };
    if (edit?.edit === "renameConcept") return { tab, concept: edit.to };
    if (chosen?.kind === "concept") {
      const isThere = view.concepts.some(({ label }) => label === chosen.label);
      return { tab, concept: isThere ? chosen.label : undefined };
    }
    const line = chosen?.kind === "line" ? this.lines.get(chosen.id) : undefined;
    const relation = edit?.edit === "setRelation" ? edit.relation : line?.relation;
    const same = view.lines.find(
      (one) => one.source === line?.source && one.target === line.target && one.relation === relation,
    );
    return { tab, line: same?.id };
  }

  /** What forms of editing need. */
  get forms() {
    const { drafts, engine } = this.around;
    return {
      drafts,
      network: this.fingerprint,
      labels: (typed: string) => engine.labels(this.fingerprint, typed, 6).catch(() => []),
    };
  }

  /** Goes to another version in the history; drafts go along, and come back where it cannot be opened. */
  private async leave(version: () => string | undefined): Promise<void> {
    const { drafts, history, messages, open } = this.around;
    if (this.coming === "edit") messages.notice(words.STILL_CHANGING);
    if (this.coming !== undefined) return;
    this.coming = "step";
    const leaving = history.attempt(version, async (to) => {
      const carryBack = drafts.carry(this.fingerprint, to);
      const isShown = await open(to);
      if (!isShown) carryBack();
      return isShown;
    });
    await leaving.finally(() => {
      this.coming = undefined;
    });
  }

  // --- parts and ways out ---------------------------------------------------------------------------------------------

  private async openPart(labels: readonly string[], relations?: readonly string[]): Promise<void> {
    await this.trying(words.CANNOT_OPEN_PART, async () => {
      this.show(await this.around.engine.openPart(this.fingerprint, labels, relations));
    });
  }

  /** Opens the ways out. */
  private async share(): Promise<void> {
    this.dialog.open();
    await this.trying(words.CANNOT_SHARE, () => {
      this.sharing ??= this.buildShare();
      // The next attempt may succeed.
      return this.sharing.catch((error: unknown) => {
        this.sharing = undefined;
        throw error;
      });
    });
  }

  private async buildShare(): Promise<void> {
    const { summary } = this.opened;
    const shared = await this.around.engine.share(this.fingerprint, this.around.base);
    const bytes = () => this.around.engine.bytes(this.fingerprint);
    const save = (end: string, content: BlobPart, type: string) =>
      saveFile(`${summary.hashtag}.${end}`, new Blob([content], { type }));
    const carrying = async (png: Blob) => withNetwork(new Uint8Array(await png.arrayBuffer()), await bytes());
    const saving = (what: string, attempt: () => Promise<void>) => () => void this.trying(what, attempt);
    this.dialog.fill(summary, shared, {
      copy: copyText,
      saveText: (name, type, text) => saveFile(name, new Blob([text], { type })),
      savePNG: saving(words.CANNOT_SAVE_PICTURE, async () =>
        save("png", await carrying(await this.picture.png()), "image/png"),
      ),
      saveSVG: saving(words.CANNOT_SAVE_PICTURE, async () => {
        const base64 = toBase64(await bytes());
        save(
          "svg",
          this.picture.svg(summary.question, `<network xmlns="urn:semnet" encoding="base64">${base64}</network>`),
          "image/svg+xml",
        );
      }),
      savePage: saving(words.CANNOT_SAVE_PAGE, async () =>
        saveFile(`${summary.hashtag}.html`, await this.around.savedPage(this.opened, shared.report)),
      ),
      saveBytes: saving(words.CANNOT_SAVE_BYTES, async () =>
        save("semnet", (await bytes()) as Uint8Array<ArrayBuffer>, "application/octet-stream"),
      ),
      card: async () => {
        await this.stage.laidOut();
        const { picture } = this;
        const snapshot = (width: number, height: number, scale: number) => picture.snapshot(width, height, scale);
        const card = await drawCard(summary, { palette: picture.report().palette, snapshot });
        return new Blob([await carrying(card)], { type: "image/png" });
      },
      saveCard: (card) => saveFile(`${summary.hashtag}-card.png`, card),
    });
    this.dialog.add(await formatsSection(this.around.engine, summary, (what, attempt) => this.trying(what, attempt)));
  }

  private async copy(what: string, text: string): Promise<void> {
    this.around.messages.notice((await copyText(text)) ? words.copied(what) : words.notCopied(what));
  }

  /** Resolves to whether it succeeded; an error is shown. */
  private async trying(what: string, attempt: () => Promise<unknown>): Promise<boolean> {
    try {
      await attempt();
      return true;
    } catch (error) {
      if (error instanceof DOMException && error.name === "AbortError") return false;
      // The message would lie under the dialog.
      this.dialog.element.close();
      this.around.messages.error([what], error);
      return false;
    }
  }
}
