// The image card: a network's picture with its title and question, as large as previews of links are.

import type { Summary } from "../engine/types.js";
import * as words from "./strings.js";

const [WIDTH, HEIGHT] = [1_200, 630];
/** How much of it the words take, and how far they are from its edges. */
const WORDS = 430;
const ROOM = 44;
const SERIF = '"Source Serif 4 Variable", Georgia, serif';
const SANS = '"Inter Variable", system-ui, sans-serif';

/** What the card needs of the picture. */
export interface Drawn {
  readonly palette: { readonly paper: string; readonly ink: string; readonly quiet: string; readonly line: string };
  /** All of the picture on a canvas of this size. */
  snapshot(width: number, height: number, scale: number): HTMLCanvasElement;
}

export async function drawCard(summary: Summary, { palette, snapshot }: Drawn): Promise<Blob> {
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [WIDTH, HEIGHT];
  const context = canvas.getContext("2d", { alpha: false });
  if (!context) throw new Error(words.NO_MEMORY);
  context.fillStyle = palette.paper;
  context.fillRect(0, 0, WIDTH, HEIGHT);
  context.drawImage(snapshot(WIDTH - WORDS, HEIGHT, 1), WORDS, 0);
  context.fillStyle = palette.line;
  context.fillRect(WORDS, ROOM, 1, HEIGHT - 2 * ROOM);
  const title = summary.title || summary.question;
  let y = ROOM;
  y = write(context, title, y, { font: `600 38px ${SERIF}`, high: 46, most: 6, colour: palette.ink });
  if (summary.title !== "")
    y = write(context, summary.question, y + 14, {
      font: `400 22px ${SERIF}`,
      high: 31,
      most: 6,
      colour: palette.quiet,
    });
  context.font = `500 20px ${SANS}`;
  context.fillStyle = palette.quiet;
  context.direction = "ltr";
  context.textAlign = "left";
  context.fillText(`#${summary.hashtag}`, ROOM, HEIGHT - ROOM);
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error(words.NO_IMAGE))), "image/png"),
  );
}

interface Style {
  readonly font: string;
  readonly high: number;
  readonly most: number;
  readonly colour: string;
}

/** Writes a text in rows, and returns where the next text begins. */
function write(context: CanvasRenderingContext2D, text: string, y: number, style: Style): number {
  context.font = style.font;
  context.fillStyle = style.colour;
  const isRightToLeft = /^[^\p{L}]*[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}]/u.test(text);
  context.direction = isRightToLeft ? "rtl" : "ltr";
  context.textAlign = isRightToLeft ? "right" : "left";
  context.textBaseline = "alphabetic";
  const rows = broken(context, text, WORDS - 2 * ROOM, style.most);
  rows.forEach((row, at) =>
    context.fillText(row, isRightToLeft ? WORDS - ROOM : ROOM, y + (at + 0.8) * style.high, WORDS - 2 * ROOM),
  );
  return y + rows.length * style.high;
}

/** Breaks a text into rows of at most this width: between words, and where a word is too long, in it. */
function broken(context: CanvasRenderingContext2D, text: string, width: number, most: number): string[] {
  const rows: string[] = [];
  let row = "";
  const fits = (one: string) => context.measureText(one).width <= width;
  for (const { segment, isWordLike } of new Intl.Segmenter(undefined, { granularity: "word" }).segment(text)) {
    if (fits((row + segment).trim()) || row === "" || isWordLike !== true) row += segment;
    else {
      rows.push(row.trim());
      row = segment;
    }
  }
  rows.push(row.trim());
  if (rows.length <= most) return rows;
  let last = rows[most - 1] ?? "";
  while (last !== "" && !fits(`${last}…`)) last = last.slice(0, -1);
  return [...rows.slice(0, most - 1), `${last.trim()}…`];
}
