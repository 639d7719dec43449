// The colours of the picture, read from the style sheet, so that there is one place for them, light and dark.

export const THEMES = 8;

export interface Palette {
  readonly paper: string;
  readonly ink: string;
  readonly quiet: string;
  readonly line: string;
  readonly accent: string;
  readonly question: { readonly fill: string; readonly ink: string };
  /** By theme: the strong colour, and the one behind words. */
  readonly themes: readonly { readonly strong: string; readonly tint: string }[];
}

export function readPalette(): Palette {
  const style = getComputedStyle(document.documentElement);
  const colour = (name: string) => style.getPropertyValue(`--${name}`).trim() || "#888888";
  return {
    paper: colour("paper"),
    ink: colour("ink"),
    quiet: colour("quiet"),
    line: colour("line"),
    accent: colour("accent"),
    question: { fill: colour("question"), ink: colour("question-ink") },
    themes: Array.from({ length: THEMES }, (_, theme) => ({
      strong: colour(`theme-${theme}`),
      tint: colour(`theme-${theme}-tint`),
    })),
  };
}

/** The letter of a theme, for those who do not tell the colours apart. */
export function letter(theme: number): string {
  return String.fromCharCode(65 + (theme % 26));
}

export const SANS = '"Inter Variable", system-ui, sans-serif';
export const SERIF = '"Source Serif 4 Variable", Georgia, serif';
