// Two networks side by side: what is gone, new and changed, in both pictures and in words.

import type { Calls } from "../engine/calls.js";
import type { Compared, Side } from "../engine/types.js";
import type { SemanticNetworkElement } from "semnet/element";
import "semnet/element";
import { sourceOf } from "../engine/calls.js";
import { answer, section } from "./ask.js";
import { block, button, el, field, said } from "./dom.js";

/** The place where a person chooses what to compare with. */
export function compareSection(engine: Calls, fingerprint: string, compare: (other: string) => void): HTMLElement {
  const others = el("select", {});
  const place = el("div", { class: "answer" });
  const fill = async () => {
    const kept = (await engine.list().catch(() => [])).filter((one) => one.fingerprint !== fingerprint);
    others.replaceChildren(
      ...kept.map(({ fingerprint: value, title, question, hashtag }) =>
        el("option", { value, dir: "auto" }, `${title || question} (${hashtag})`),
      ),
    );
  };
  void fill();
  others.addEventListener("focus", () => {
    if (others.options.length === 0) void fill();
  });
  const ask = () =>
    answer(place, async () => {
      if (others.value === "") return [el("p", {}, "There is no other network here. Open one first.")];
      compare(others.value);
      return [];
    });
  return section("Compare", ask, [field("From which network to this one", others)], "Show both side by side", place);
}

export class Comparison {
  readonly element: HTMLElement;
  private readonly pictures: readonly [SemanticNetworkElement, SemanticNetworkElement];

  constructor(
    private readonly engine: Calls,
    private readonly compared: Compared,
    back: () => void,
  ) {
    const { before, after, changes } = compared;
    const picture = (name: string) => {
      const element = document.createElement("semantic-network") as SemanticNetworkElement;
      element.className = "canvas";
      element.setAttribute("plain", "");
      element.setAttribute("aria-label", name);
      return element;
    };
    this.pictures = [picture(`Picture of ${before.title}`), picture(`Picture of ${after.title}`)];
    const side = ({ title, hashtag }: Side, place: 0 | 1, name: string) =>
      el(
        "section",
        { class: "side-by-side", "aria-label": name },
        el("h2", { dir: "auto" }, said(title), " ", el("code", {}, `#${hashtag}`)),
        el("div", { class: "stage-view" }, this.pictures[place]),
      );
    const words =
      changes.length === 0
        ? [el("p", {}, "Both are the same network.")]
        : [
            el(
              "p",
              { class: "quiet" },
              `${changes.length.toLocaleString("en")} ${changes.length === 1 ? "change" : "changes"} from the left to the right. Dashed: gone. Double: new. Thick: changed.`,
            ),
            el("ol", { class: "changes" }, ...changes.map((text) => el("li", {}, block("p", text)))),
          ];
    this.element = el(
      "div",
      { class: "comparison" },
      el("h1", { class: "unseen" }, "Two networks side by side"),
      side(before, 0, "Before"),
      side(after, 1, "After"),
      el(
        "section",
        { class: "change-list", tabindex: 0, "aria-label": "Changes" },
        el("div", { class: "dialog-head" }, el("h2", {}, "Changes"), button("Back", back)),
        ...words,
      ),
    );
  }

  /** Draws both pictures; the element must be in the page. */
  async begin(): Promise<void> {
    const { before, after } = this.compared;
    await Promise.all(
      [before, after].map(async ({ fingerprint, marks }, place) => {
        const picture = this.pictures[place];
        await picture?.draw(sourceOf(this.engine, fingerprint)).catch((error: unknown) => {
          if (!(error instanceof DOMException && error.name === "AbortError")) throw error;
        });
        picture?.mark(new Map(marks));
      }),
    );
  }

  end(): void {
    // Elements end their pictures when they leave the page.
  }
}
