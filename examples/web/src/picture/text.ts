// Labels for the picture: broken into lines that fit, cut where they are very long, and safe in any direction of writing.

export interface Font {
  /** As a canvas takes it: `600 13px "Inter Variable", sans-serif`. */
  readonly css: string;
  readonly lineHeight: number;
}

export interface Wrapped {
  readonly lines: readonly string[];
  readonly width: number;
  readonly height: number;
}

const context = document.createElement("canvas").getContext("2d");

function widthOf(text: string, font: Font): number {
  if (context === null) return text.length * 7;
  context.font = font.css;
  return context.measureText(text).width;
}

const words = new Intl.Segmenter(undefined, { granularity: "word" });
const letters = new Intl.Segmenter(undefined, { granularity: "grapheme" });

/** Breaks a label into at most `most` lines of at most `width`; what does not fit is cut with an ellipsis. */
export function wrap(label: string, font: Font, width: number, most: number): Wrapped {
  const pieces = [...words.segment(label)].flatMap(({ segment }) => narrow(segment, font, width));
  const lines: string[] = [];
  let line = "";
  for (const piece of pieces) {
    if (line !== "" && widthOf((line + piece).trimEnd(), font) > width && !/^[\p{P}\p{M}]$/u.test(piece)) {
      lines.push(line.trim());
      line = piece.trimStart();
    } else {
      line += piece;
    }
  }
  if (line.trim() !== "") lines.push(line.trim());
  const shown = lines.length > most ? [...lines.slice(0, most - 1), cut(lines[most - 1] ?? "", font, width)] : lines;
  const widest = Math.max(0, ...shown.map((text) => widthOf(text, font)));
  // Whole steps, so that a hair's breadth in a font does not move the picture.
  return { lines: shown.map(isolated(label)), width: Math.ceil(widest / 4) * 4, height: shown.length * font.lineHeight };
}

/** A word that is wider than a line, in parts. */
function narrow(word: string, font: Font, width: number): string[] {
  if (widthOf(word, font) <= width) return [word];
  const parts: string[] = [];
  let part = "";
  for (const { segment } of letters.segment(word)) {
    if (part !== "" && widthOf(part + segment, font) > width) {
      parts.push(part);
      part = "";
    }
    part += segment;
  }
  return [...parts, part];
}

function cut(line: string, font: Font, width: number): string {
  const parts = [...letters.segment(line)].map(({ segment }) => segment);
  while (parts.length > 0 && widthOf(`${parts.join("").trimEnd()}…`, font) > width) parts.pop();
  return `${parts.join("").trimEnd()}…`;
}

const RIGHT_TO_LEFT = /^[^\p{L}]*[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Adlam}]/u;

/** Each line of a label is written in the direction of the whole, and touches nothing beside it. */
function isolated(label: string): (line: string) => string {
  const start = RIGHT_TO_LEFT.test(label) ? "\u2067" : "\u2066";
  return (line) => `${start}${line}\u2069`;
}
