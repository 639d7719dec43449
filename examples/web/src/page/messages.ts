// The page's messages: errors and suggestions, placed where they are noticed, and short notices that disappear.

import { EngineError } from "../engine/calls.js";
import type { Offer } from "../engine/types.js";
import { messageOf } from "../error.js";
import { block, button, el, ICONS, iconButton, said } from "./dom.js";

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

  private show(kind: string, ...content: readonly (Node | string | false)[]): void {
    const message = el(
      "div",
      { class: `message ${kind}`, role: kind === "error" ? "alert" : undefined },
      el("div", { class: "message-text" }, ...content),
      iconButton("Close this message", ICONS.close, () => message.remove()),
    );
    this.place.append(message);
  }
}

const DIFFERENCES = {
  letterCase: "other letter case",
  lookAlikes: "letters that look alike",
  oneCharacter: "one character differs",
};

function offerButton(offer: Offer, open: (name: string) => void): HTMLButtonElement {
  const { title, question, hashtag, name, difference } = offer;
  const why = difference && DIFFERENCES[difference];
  const words = el(
    "span",
    { class: "offer" },
    title !== "" && el("span", { class: "offer-title" }, said(title)),
    el("span", { class: "offer-question" }, said(question)),
    el("span", { class: "offer-name" }, el("code", {}, name.length < 44 ? name : hashtag), why && ` ${why}`),
  );
  return button(words, () => open(name));
}

/** An error in words for people, with the place where it has one. */
export function wordsOf(error: unknown): string {
  if (!(error instanceof EngineError)) return messageOf(error);
  const { message } = error.trouble;
  const sentence = message.charAt(0).toUpperCase() + message.slice(1);
  return /[.?!]$/.test(sentence) ? sentence : `${sentence}.`;
}
