// The colours of the picture, read from CSS custom properties if the user of the element sets them.

import { REST_THEMES } from "../js/generated/constants.js";

export const THEMES = 8;

export interface Palette {
  readonly paper: string;
  readonly ink: string;
  readonly quiet: string;
  readonly line: string;
  readonly accent: string;
  readonly question: string;
  readonly questionInk: string;
  /** By theme: the strong colour, and the background of words. */
  readonly themes: readonly { readonly strong: string; readonly tint: string }[];
}

type Colours = Readonly<Record<string, string>>;

const themes = (strong: string, tint: string): Colours =>
  Object.fromEntries([
    ...strong.split(" ").map((colour, at) => [`theme-${at}`, colour]),
    ...tint.split(" ").map((colour, at) => [`theme-${at}-tint`, colour]),
  ]);

const LIGHT: Colours = {
  paper: "#fcfbf8",
  ink: "#1d2127",
  quiet: "#565e6a",
  line: "#b3b9c2",
  accent: "#0b5cad",
  question: "#1f2a3b",
  "question-ink": "#ffffff",
  ...themes(
    "#1d64b0 #b4530a #0d7a5f #a62c77 #7d6300 #5d48b8 #1b7487 #59616b",
    "#e4effb #fdebdc #dcf3ec #fae4f0 #f7efcf #eae7fb #dcf1f5 #eceef1",
  ),
};
const DARK: Colours = {
  paper: "#15181d",
  ink: "#e8eaee",
  quiet: "#a6aeba",
  line: "#56606d",
  accent: "#74b6f7",
  question: "#e6ebf3",
  "question-ink": "#161a20",
  ...themes(
    "#78b5f3 #f0a25f #58c9a8 #ec8fc4 #dabd50 #b0a2f6 #63c5d9 #adb5c0",
    "#1a3049 #422a12 #123a31 #43213a #393011 #2c2755 #12363e #2d3239",
  ),
};

/** The colours at an element: its custom properties, else those of the picture for light or dark. */
export function readPalette(element: Element): Palette {
  const style = getComputedStyle(element);
  const scheme = style.colorScheme;
  const isDark = scheme === "dark" || (scheme !== "light" && matchMedia("(prefers-color-scheme: dark)").matches);
  const colour = (name: string) =>
    style.getPropertyValue(`--${name}`).trim() || (isDark ? DARK : LIGHT)[name] || "#888888";
  return {
    paper: colour("paper"),
    ink: colour("ink"),
    quiet: colour("quiet"),
    line: colour("line"),
    accent: colour("accent"),
    question: colour("question"),
    questionInk: colour("question-ink"),
    themes: Array.from({ length: THEMES }, (_, theme) => ({
      strong: colour(`theme-${theme}`),
      tint: colour(`theme-${theme}-tint`),
    })),
  };
}

/** Whether this is the name of the concepts without a theme. */
export const isRest = (theme: string): boolean => (REST_THEMES as readonly string[]).includes(theme);

/** The number of the colours of a theme: cards without a theme have the last ones, which are grey. */
export const colourOf = (theme: number, name: string | undefined): number =>
  name !== undefined && isRest(name) ? THEMES - 1 : theme % THEMES;

/** The letter of a theme, for people who cannot distinguish the colours. */
export const letter = (theme: number) => String.fromCharCode(65 + (theme % 26));

export const SANS = '"Inter Variable", Inter, system-ui, sans-serif';
export const SERIF = '"Source Serif 4 Variable", "Source Serif 4", Georgia, serif';

const RIGHT_TO_LEFT =
  /^[^\p{L}]*[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Adlam}]/u;

/** The direction in which a text is written. */
export const directionOf = (text: string) => (RIGHT_TO_LEFT.test(text) ? "rtl" : "ltr");
