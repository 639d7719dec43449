// A field that offers what fits to what is typed: the pattern "combobox" of ARIA, for the query bar and for names of concepts.

import { el, fresh } from "./dom.js";

export interface Option {
  readonly value: string;
  readonly content: readonly Node[];
  /** What the query bar does for it in place of opening it. */
  readonly action?: () => void;
}

export interface Choices {
  readonly element: HTMLElement;
  close(): void;
}

/**
 * Offers options under a field. `find` is asked for each change; `take` gets the option that is chosen. Enter without an
 * option is left to the field.
 */
export function offering(
  input: HTMLInputElement | HTMLTextAreaElement,
  label: string,
  find: (typed: string) => Promise<readonly Option[]>,
  take: (option: Option) => void,
): Choices {
  const list = el("ul", { class: "options", role: "listbox", "aria-label": label, id: fresh("options"), hidden: true });
  let options: readonly Option[] = [];
  let active = -1;
  let asked = 0;

  const expand = (isOpen: boolean) => {
    if (input instanceof HTMLInputElement) input.setAttribute("aria-expanded", String(isOpen));
  };

  const close = () => {
    asked++;
    list.hidden = true;
    active = -1;
    expand(false);
    input.removeAttribute("aria-activedescendant");
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
    close();
    if (option) take(option);
  };

  const offer = async () => {
    const mine = ++asked;
    const found = input.value.trim() === "" ? [] : await find(input.value);
    if (mine !== asked) return;
    // A text that is already typed out needs no offer.
    const typed = input.value.trim().toLowerCase();
    const isUnchanged =
      !list.hidden &&
      found.length === options.length &&
      found.every(({ value }, place) => value === options[place]?.value);
    // A choice that is being pressed must not be removed from under the pointer.
    if (isUnchanged) return;
    if (found.length === 0 || found.some(({ value }) => value.toLowerCase() === typed)) return close();
    options = found;
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
    activate(-1);
    expand(true);
  };

  // A field of several lines may not have the role; it means the same without it.
  if (input instanceof HTMLInputElement) input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-controls", list.id);
  expand(false);
  input.setAttribute("autocomplete", "off");
  input.setAttribute("spellcheck", "false");
  input.addEventListener("input", () => void offer());
  input.addEventListener("blur", close);
  // Whoever comes back to what was typed gets the offers of it, also where they were on their way when it was left.
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
  return { element: list, close };
}
