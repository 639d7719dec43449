// The surface of a picture: a canvas, or the text of an SVG. Both draw the same few figures.

import type { Box, Curve, Point } from "./geometry.js";
import { directionOf } from "./palette.js";

export interface Stroke {
  readonly colour: string;
  readonly width: number;
  readonly dash?: readonly number[];
  readonly isRound?: boolean;
}

export interface Type {
  readonly family: string;
  readonly weight: number;
  readonly size: number;
  readonly colour: string;
  /** No row is wider. */
  readonly width?: number;
}

export interface Surface {
  /** The opacity of the following figures, from 0 to 1. */
  alpha(share: number): void;
  rect(
    x: number,
    y: number,
    width: number,
    height: number,
    radius: number,
    fill: string | undefined,
    stroke?: Stroke,
  ): void;
  curve(curve: Curve, stroke: Stroke): void;
  triangle(a: Point, b: Point, c: Point, fill: string): void;
  circle(x: number, y: number, radius: number, fill: string): void;
  /** Rows around a middle. */
  text(rows: readonly string[], x: number, y: number, type: Type): void;
  /** Many straight lines of one kind, as pairs of ends. */
  segments(ends: readonly Point[], stroke: Stroke): void;
  /** Many boxes of one colour. */
  boxes(boxes: readonly Box[], radius: number, fill: string): void;
}

const rowHeight = (size: number) => Math.round(size * 1.3);

export class CanvasSurface implements Surface {
  constructor(private readonly context: CanvasRenderingContext2D) {}

  alpha(share: number): void {
    this.context.globalAlpha = share;
  }

  rect(
    x: number,
    y: number,
    width: number,
    height: number,
    radius: number,
    fill: string | undefined,
    stroke?: Stroke,
  ): void {
    const { context } = this;
    context.beginPath();
    if (radius > 0) context.roundRect(x, y, width, height, radius);
    else context.rect(x, y, width, height);
    if (fill !== undefined) {
      context.fillStyle = fill;
      context.fill();
    }
    if (stroke) this.stroke(stroke);
  }

  curve({ start, first, second, end }: Curve, stroke: Stroke): void {
    const { context } = this;
    context.beginPath();
    context.moveTo(start.x, start.y);
    context.bezierCurveTo(first.x, first.y, second.x, second.y, end.x, end.y);
    this.stroke(stroke);
  }

  private stroke({ colour, width, dash, isRound }: Stroke): void {
    const { context } = this;
    context.strokeStyle = colour;
    context.lineWidth = width;
    context.lineCap = dash?.[0] === 1 || isRound === true ? "round" : "butt";
    if (dash) context.setLineDash(dash as number[]);
    context.stroke();
    if (dash) context.setLineDash([]);
  }

  triangle(a: Point, b: Point, c: Point, fill: string): void {
    const { context } = this;
    context.beginPath();
    context.moveTo(a.x, a.y);
    context.lineTo(b.x, b.y);
    context.lineTo(c.x, c.y);
    context.closePath();
    context.fillStyle = fill;
    context.fill();
  }

  circle(x: number, y: number, radius: number, fill: string): void {
    const { context } = this;
    context.beginPath();
    context.arc(x, y, radius, 0, 2 * Math.PI);
    context.fillStyle = fill;
    context.fill();
  }

  segments(ends: readonly Point[], stroke: Stroke): void {
    const { context } = this;
    context.beginPath();
    for (let at = 0; at + 1 < ends.length; at += 2) {
      const [a, b] = [ends[at] as Point, ends[at + 1] as Point];
      context.moveTo(a.x, a.y);
      context.lineTo(b.x, b.y);
    }
    this.stroke(stroke);
  }

  boxes(boxes: readonly Box[], radius: number, fill: string): void {
    const { context } = this;
    context.beginPath();
    for (const { x, y, width, height } of boxes) {
      if (radius > 0) context.roundRect(x - width / 2, y - height / 2, width, height, radius);
      else context.rect(x - width / 2, y - height / 2, width, height);
    }
    context.fillStyle = fill;
    context.fill();
  }

  text(rows: readonly string[], x: number, y: number, { family, weight, size, colour, width }: Type): void {
    const { context } = this;
    context.font = `${weight} ${size}px ${family}`;
    context.fillStyle = colour;
    context.textAlign = "center";
    context.textBaseline = "alphabetic";
    context.direction = directionOf(rows.join(" "));
    const high = rowHeight(size);
    const top = y - ((rows.length - 1) * high) / 2 + size * 0.35;
    rows.forEach((row, at) => context.fillText(row, x, top + at * high, width));
  }
}

const short = (value: number) => Math.round(value * 10) / 10;

export class SVGSurface implements Surface {
  readonly parts: string[] = [];
  private opacity = "";

  alpha(share: number): void {
    this.opacity = share === 1 ? "" : ` opacity="${share}"`;
  }

  rect(
    x: number,
    y: number,
    width: number,
    height: number,
    radius: number,
    fill: string | undefined,
    stroke?: Stroke,
  ): void {
    this.parts.push(
      `<rect x="${short(x)}" y="${short(y)}" width="${short(width)}" height="${short(height)}" rx="${radius}" fill="${fill ?? "none"}"${strokeOf(stroke)}${this.opacity}/>`,
    );
  }

  curve({ start, first, second, end }: Curve, stroke: Stroke): void {
    const at = ({ x, y }: Point) => `${short(x)} ${short(y)}`;
    this.parts.push(
      `<path d="M${at(start)}C${at(first)} ${at(second)} ${at(end)}" fill="none"${strokeOf(stroke)}${this.opacity}/>`,
    );
  }

  triangle(a: Point, b: Point, c: Point, fill: string): void {
    const all = [a, b, c].map(({ x, y }) => `${short(x)},${short(y)}`).join(" ");
    this.parts.push(`<polygon points="${all}" fill="${fill}"${this.opacity}/>`);
  }

  circle(x: number, y: number, radius: number, fill: string): void {
    this.parts.push(`<circle cx="${short(x)}" cy="${short(y)}" r="${radius}" fill="${fill}"${this.opacity}/>`);
  }

  segments(ends: readonly Point[], stroke: Stroke): void {
    const at = ({ x, y }: Point) => `${short(x)} ${short(y)}`;
    const d = ends.map((point, place) => `${place % 2 === 0 ? "M" : "L"}${at(point)}`).join("");
    if (d !== "") this.parts.push(`<path d="${d}" fill="none"${strokeOf(stroke)}${this.opacity}/>`);
  }

  boxes(boxes: readonly Box[], radius: number, fill: string): void {
    for (const { x, y, width, height } of boxes) this.rect(x - width / 2, y - height / 2, width, height, radius, fill);
  }

  text(rows: readonly string[], x: number, y: number, { family, weight, size, colour }: Type): void {
    const high = rowHeight(size);
    const top = y - ((rows.length - 1) * high) / 2 + size * 0.35;
    const spans = rows
      .map((row, at) => `<tspan x="${short(x)}" y="${short(top + at * high)}">${escape(row)}</tspan>`)
      .join("");
    const direction = directionOf(rows.join(" ")) === "rtl" ? ' direction="rtl"' : "";
    this.parts.push(
      `<text text-anchor="middle" font-family="${escape(family)}" font-size="${size}" font-weight="${weight}" fill="${colour}"${direction}${this.opacity}>${spans}</text>`,
    );
  }
}

function strokeOf(stroke: Stroke | undefined): string {
  if (!stroke) return "";
  const dash = stroke.dash
    ? ` stroke-dasharray="${stroke.dash.join(" ")}"${stroke.dash[0] === 1 ? ' stroke-linecap="round"' : ""}`
    : "";
  const cap = stroke.isRound === true ? ' stroke-linecap="round"' : "";
  return ` stroke="${stroke.colour}" stroke-width="${stroke.width}"${dash}${cap}`;
}

const ESCAPES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** Text for XML, without the characters that it forbids. */
export const escape = (text: string) =>
  text
    .replace(/[&<>"]/g, (letter) => ESCAPES[letter] ?? "")
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "\ufffd");
