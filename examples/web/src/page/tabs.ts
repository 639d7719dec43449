// Tabs after the pattern of ARIA. On a narrow screen the picture is one of them.

import { el } from "./dom.js";

export interface Tab {
  readonly name: string;
  readonly panel: HTMLElement;
  /** Whether it is a tab on narrow screens only; on wide ones its panel is always there. */
  readonly isNarrow?: boolean;
  /** Called each time when it is shown. */
  readonly shown?: () => void;
}

export class Tabs {
  readonly list: HTMLElement;
  private readonly buttons: HTMLButtonElement[];
  private readonly narrow = matchMedia("(max-width: 860px)");
  private current: number;
  private readonly onChange = () => this.show(this.current);

  constructor(
    private readonly tabs: readonly Tab[],
    label: string,
  ) {
    this.buttons = tabs.map(({ name, panel }, place) => {
      panel.id = `panel-${name.toLowerCase()}`;
      panel.setAttribute("aria-labelledby", `tab-${name.toLowerCase()}`);
      panel.setAttribute("role", "tabpanel");
      return el(
        "button",
        {
          type: "button",
          role: "tab",
          id: `tab-${name.toLowerCase()}`,
          "aria-controls": panel.id,
          click: () => this.show(place),
        },
        name,
      );
    });
    this.list = el("div", { class: "tabs", role: "tablist", "aria-label": label }, ...this.buttons);
    this.list.addEventListener("keydown", ({ key }) => {
      const to = { ArrowRight: 1, ArrowLeft: -1 }[key];
      if (to === undefined) return;
      const there = this.offered();
      const at = there.indexOf(this.current);
      this.show(there[(at + to + there.length) % there.length] ?? 0);
      this.buttons[this.current]?.focus();
    });
    this.narrow.addEventListener("change", this.onChange);
    this.current = 0;
    this.show(0);
  }

  private offered(): number[] {
    return this.tabs.flatMap(({ isNarrow }, place) => (isNarrow && !this.narrow.matches ? [] : [place]));
  }

  /** The name of the tab that is shown. */
  get name(): string | undefined {
    return this.tabs[this.current]?.name;
  }

  get isNarrow(): boolean {
    return this.narrow.matches;
  }

  showNamed(name: string): void {
    const place = this.tabs.findIndex((tab) => tab.name === name);
    // On a wide screen the picture is always there.
    if (this.offered().includes(place)) this.show(place);
  }

  private show(place: number): void {
    const offered = this.offered();
    this.current = offered.includes(place) ? place : (offered[0] ?? 0);
    this.tabs.forEach(({ panel, isNarrow }, at) => {
      const isShown = at === this.current;
      const always = isNarrow === true && !this.narrow.matches;
      const tab = this.buttons[at];
      panel.hidden = !isShown && !always;
      if (always) panel.setAttribute("role", "region");
      else panel.setAttribute("role", "tabpanel");
      if (tab === undefined) return;
      tab.hidden = always;
      tab.setAttribute("aria-selected", String(isShown));
      tab.tabIndex = isShown ? 0 : -1;
    });
    this.tabs[this.current]?.shown?.();
  }

  end(): void {
    this.narrow.removeEventListener("change", this.onChange);
  }
}
