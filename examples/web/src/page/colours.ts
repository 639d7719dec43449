// Light or dark: as set in the system, or as chosen here.

import { el } from "./dom.js";
import * as words from "./strings.js";

const KEY = "semnet-theme";
type Theme = "system" | "light" | "dark";
const NAMES: Readonly<Record<Theme, string>> = { system: "◐", light: "☀", dark: "☾" };
const AFTER: Readonly<Record<Theme, Theme>> = { system: "light", light: "dark", dark: "system" };

/** A file from disk may keep nothing. */
function kept(): Theme {
  try {
    const theme = localStorage.getItem(KEY);
    return theme === "light" || theme === "dark" ? theme : "system";
  } catch {
    return "system";
  }
}

/** The button that switches between the system's colours, light and dark. */
export function themeSwitch(): HTMLButtonElement {
  let theme = kept();
  const button = el("button", { type: "button", class: "icon-button theme-switch" });
  const show = () => {
    if (theme === "system") delete document.documentElement.dataset["theme"];
    else document.documentElement.dataset["theme"] = theme;
    button.textContent = NAMES[theme];
    button.setAttribute("aria-label", words.themeIs(theme));
    button.title = words.themeIs(theme);
    for (const network of document.querySelectorAll("semantic-network")) network.picture?.recolour();
  };
  button.addEventListener("click", () => {
    theme = AFTER[theme];
    try {
      localStorage.setItem(KEY, theme);
    } catch {
      // Then it holds for this visit.
    }
    show();
  });
  show();
  return button;
}
