// The page's messages: errors and suggestions, placed where they are noticed, and short notices that disappear.

import { EngineError } from "../engine/calls.js";
import type { Offer } from "../engine/types.js";
import { messageOf } from "../error.js";
import type { Option } from "./choices.js";
import { block, button, el, ICONS, iconButton, said } from "./dom.js";
import * as words from "./strings.js";

const SHOWN = 6_000;

export class Messages {
  /** For errors and choices. Each stays until it is closed, or until something is to be opened. */
  readonly place = el("div", { class: "message-place", "aria-live": "polite" });
  /** For notices. */
  readonly notices = el("div", { class: "notices", role: "status" });

  /** Read out by a screen reader; not seen. */
  readonly spoken = el("div", { class: "unseen", role: "status" });

  clear(): void {
    this.place.replaceChildren();
  }

  notice(...content: (Node | string)[]): void {
    const line = el("p", {}, ...content);
    this.notices.append(line);
    setTimeout(() => line.remove(), SHOWN);
  }

  say(text: string): void {
    this.spoken.textContent = text;
  }

  error(what: readonly (Node | string)[], error: unknown): void {
    // Errors of the page itself are also for its developers.
    if (!(error instanceof EngineError)) console.error(error);
    this.show("error", el("strong", {}, ...what), block("p", wordsOf(error)));
  }

  warn(lines: readonly string[]): void {
    this.show("warning", ...lines.map((line) => block("p", line)));
  }

  /** Networks to choose from, each by title and question. */
  offer(what: readonly (Node | string)[], offers: readonly Offer[], open: (name: string) => void): void {
    const list = el("ul", { class: "offers" }, ...offers.map((offer) => el("li", {}, offerButton(offer, open))));
    this.show("choice", el("strong", {}, ...what), offers.length > 0 && list);
  }

  /** Reports what could not be understood, with what it may be, and what can be done next. */
  help(what: readonly (Node | string)[], close: readonly Option[], next: string, steps: readonly Option[]): void {
    const buttons = (options: readonly Option[], kind: string) =>
      options.length > 0 &&
      el(
        "ul",
        { class: kind },
        ...options.map(({ content, action }) =>
          el(
            "li",
            {},
            button(el("span", { class: "offer" }, ...content), () => {
              message.remove();
              action?.();
            }),
          ),
        ),
      );
    const message = this.show(
      "choice",
      el("strong", {}, ...what),
      buttons(close, "offers"),
      next !== "" && el("p", {}, next),
      buttons(steps, "steps"),
    );
  }

  private show(kind: string, ...content: readonly (Node | string | false)[]): HTMLElement {
    const message = el(
      "div",
      { class: `message ${kind}`, role: kind === "error" ? "alert" : undefined },
      el("div", { class: "message-text" }, ...content),
      iconButton(words.CLOSE_MESSAGE, ICONS.close, () => message.remove()),
    );
    this.place.append(message);
    return message;
  }
}

function offerButton(offer: Offer, open: (name: string) => void): HTMLButtonElement {
  return button(el("span", { class: "offer" }, ...offerContent(offer)), () => open(offer.name));
}

function offerContent({ title, question, hashtag, name, typo }: Offer): Node[] {
  const why = typo && words.TYPOS[typo];
  return [
    ...(title === "" ? [] : [el("span", { class: "offer-title" }, said(title))]),
    el("span", { class: "offer-question" }, said(question)),
    el("span", { class: "offer-name" }, el("code", {}, name.length < 44 ? name : hashtag), why && ` ${why}`),
  ];
}

export const offerOption = (offer: Offer, action: () => void): Option => ({
  value: offer.fingerprint,
  content: offerContent(offer),
  action,
});

/** An error in words for people, with the place where it has one. */
export function wordsOf(error: unknown): string {
  if (!(error instanceof EngineError)) return messageOf(error);
  const { message } = error.trouble;
  const sentence = message.charAt(0).toUpperCase() + message.slice(1);
  return /[.?!]$/.test(sentence) ? sentence : `${sentence}.`;
}
