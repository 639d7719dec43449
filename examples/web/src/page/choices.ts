// A field with suggestions (the ARIA pattern "combobox"), for the query bar and for names of concepts.

import { el, fresh } from "./dom.js";
import * as words from "./strings.js";

export interface Option {
  /** Identifies it while the list changes; in the query bar, it is also what is opened. */
  readonly value: string;
  readonly content: readonly Node[];
  /** What the query bar does instead of opening it. */
  readonly action?: () => void;
}

export interface Choices {
  readonly element: HTMLElement;
  close(): void;
  /** Updates the suggestions for the text in the field. */
  again(): void;
}

/** For how long after a press its click may come, in milliseconds: on a touch screen it comes later than the end of the touch. */
const CLICK = 300;

/**
 * Shows options under a field. `find` is called for the typed text, one call at a time; text typed during a call is looked up after it.
 * `take` is called with the chosen option. Enter without an option is left to the field.
 */
export function offering(
  input: HTMLInputElement | HTMLTextAreaElement,
  label: string,
  find: (typed: string) => Promise<readonly Option[]>,
  take: (option: Option) => void,
): Choices {
  const list = el("ul", { class: "options", role: "listbox", "aria-label": label, id: fresh("options"), hidden: true });
  const count = el("span", { class: "unseen", role: "status" });
  const element = el("div", { class: "options-place" }, list, count);
  let options: readonly Option[] = [];
  let active = -1;
  /** Grows with each change of the field. */
  let changes = 0;
  let isWanted = false;
  let isLooking = false;
  let isPressed = false;
  let lifting: ReturnType<typeof setTimeout> | undefined;
  /** Options that were found while one was pressed. */
  let waiting: readonly Option[] | undefined;

  const expand = (isOpen: boolean) => {
    if (input instanceof HTMLInputElement) input.setAttribute("aria-expanded", String(isOpen));
  };

  const hide = () => {
    list.hidden = true;
    count.textContent = "";
    active = -1;
    expand(false);
    input.removeAttribute("aria-activedescendant");
  };

  /** Choices that are still on their way are not shown either. */
  const close = () => {
    isWanted = false;
    waiting = undefined;
    hide();
  };

  const activate = (place: number) => {
    active = place;
    [...list.children].forEach((item, at) => item.setAttribute("aria-selected", String(at === place)));
    const item = list.children[place];
    if (item === undefined) return input.removeAttribute("aria-activedescendant");
    input.setAttribute("aria-activedescendant", item.id);
    item.scrollIntoView({ block: "nearest" });
  };

  const choose = (place: number) => {
    const option = options[place];
    clearTimeout(lifting);
    isPressed = false;
    close();
    if (option) take(option);
  };

  const show = (found: readonly Option[]) => {
    // An option that is being pressed must not be removed from under the pointer.
    if (isPressed) {
      waiting = found;
      return;
    }
    // A complete text needs no suggestions.
    const typed = input.value.trim().toLowerCase();
    if (found.length === 0 || found.some(({ value }) => value.toLowerCase() === typed)) return hide();
    const isUnchanged =
      !list.hidden &&
      found.length === options.length &&
      found.every(({ value }, place) => value === options[place]?.value);
    const before = list.hidden ? undefined : options[active]?.value;
    // They look the same, but their actions may be about another version of the network.
    options = found;
    if (isUnchanged) return;
    list.replaceChildren(
      ...found.map(({ content }, place) =>
        el(
          "li",
          {
            role: "option",
            id: fresh("option"),
            "aria-selected": "false",
            mousedown: (event) => event.preventDefault(),
            click: () => choose(place),
          },
          ...content,
        ),
      ),
    );
    list.hidden = false;
    // In a form it may lie below what is in sight of its card.
    if (input instanceof HTMLInputElement) list.scrollIntoView({ block: "nearest" });
    count.textContent = words.suggestions(found.length);
    // The option that somebody went to stays the chosen one, wherever it is now.
    activate(before === undefined ? -1 : found.findIndex(({ value }) => value === before));
    expand(true);
  };

  list.addEventListener("pointerdown", ({ button, target }) => {
    // The list itself is pressed at its scroll bar.
    if (button !== 0 || target === list) return;
    clearTimeout(lifting);
    isPressed = true;
    const ended = new AbortController();
    const lift = () => {
      ended.abort();
      lifting = setTimeout(() => {
        isPressed = false;
        if (waiting) show(waiting);
        waiting = undefined;
      }, CLICK);
    };
    for (const name of ["pointerup", "pointercancel"]) addEventListener(name, lift, { signal: ended.signal });
  });

  const offer = async () => {
    changes++;
    isWanted = true;
    waiting = undefined;
    if (isLooking) return;
    isLooking = true;
    // Results for a text that is no longer in the field are not shown; the current text is searched for next.
    for (let seen = -1; isWanted && seen !== changes; ) {
      seen = changes;
      const typed = input.value;
      const found = typed.trim() === "" ? [] : await find(typed).catch(() => []);
      if (isWanted && seen === changes) show(found);
    }
    isLooking = false;
  };

  // A field of several lines may not have the role; it works the same without it.
  if (input instanceof HTMLInputElement) input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-controls", list.id);
  expand(false);
  input.setAttribute("autocomplete", "off");
  input.setAttribute("spellcheck", "false");
  input.addEventListener("input", () => void offer());
  input.addEventListener("blur", close);
  // Returning to the field shows its suggestions again, also those that were still loading when it lost the focus.
  input.addEventListener("focus", () => void offer());
  (input as HTMLElement).addEventListener("keydown", (event) => {
    if (list.hidden) return;
    const moves: Record<string, number> = { ArrowDown: active + 1, ArrowUp: active - 1 };
    const to = moves[event.key];
    if (to !== undefined) activate((to + options.length + (to < -1 ? 1 : 0)) % options.length);
    else if (event.key === "Enter" && active >= 0) choose(active);
    else if (event.key === "Escape") close();
    else return;
    event.preventDefault();
    event.stopImmediatePropagation();
  });
  const again = () => {
    if (document.activeElement === input) void offer();
  };
  return { element, close, again };
}
