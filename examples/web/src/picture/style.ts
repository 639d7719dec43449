// How Cytoscape draws cards and lines, in the colours of the palette.

import type { StylesheetJson } from "cytoscape";
import { WORDS } from "./cards.js";
import { type Palette, SANS, THEMES } from "./palette.js";

export function styleOf(palette: Palette): StylesheetJson {
  const rules: StylesheetJson = [
    {
      selector: "node",
      style: {
        shape: "round-rectangle",
        "corner-radius": "10",
        width: "data(width)",
        height: "data(height)",
        label: "data(text)",
        "font-family": "data(family)",
        "font-size": "data(size)",
        "font-weight": "data(weight)" as never,
        "line-height": 1.3,
        "text-wrap": "wrap",
        "text-max-width": "10000px",
        "text-valign": "center",
        "text-halign": "center",
        "min-zoomed-font-size": 5,
        color: palette.ink,
        "background-color": palette.paper,
        "border-width": 1.5,
        "border-color": palette.line,
        "overlay-opacity": 0,
        "z-index": 10,
      },
    },
    {
      selector: "edge",
      style: {
        width: 1.4,
        "line-color": palette.line,
        "target-arrow-color": palette.line,
        "target-arrow-shape": "triangle",
        "arrow-scale": 0.9,
        "curve-style": "straight",
        "overlay-opacity": 0,
        "overlay-padding": 6,
        "z-index": 1,
      },
    },
    {
      selector: "edge[text]",
      style: {
        label: "data(text)",
        "font-family": SANS,
        "font-size": "data(size)" as never,
        "font-weight": WORDS.weight as never,
        "line-height": 1.3,
        "text-wrap": "wrap",
        "text-max-width": "10000px",
        "min-zoomed-font-size": 6,
        color: palette.quiet,
        "text-background-color": palette.paper,
        "text-background-opacity": 1,
        "text-background-shape": "roundrectangle",
        "text-background-padding": "3px",
      },
    },
    {
      selector: "edge[weight]",
      style: {
        "curve-style": "unbundled-bezier",
        "edge-distances": "node-position",
        "control-point-distances": "data(distance)" as never,
        "control-point-weights": "data(weight)" as never,
      },
    },
    // A line from a concept to itself.
    { selector: "edge[?loop]", style: { "curve-style": "bezier", "control-point-step-size": "data(step)" as never } },
    // Of very many lines each must be quick to draw.
    { selector: "edge.bare", style: { "curve-style": "haystack", "haystack-radius": 0 } },
    { selector: "edge.bare.near, edge.bare.chosen", style: { "curve-style": "straight" } },
    {
      selector: "edge.key",
      style: { width: 1.2, "target-arrow-shape": "none" },
    },
    {
      selector: "edge.highlight",
      style: { width: 2.6, "line-color": palette.quiet, "target-arrow-color": palette.quiet, color: palette.ink, "font-weight": 600 },
    },
    {
      selector: "edge.shared",
      style: {
        "line-style": "dashed",
        "line-dash-pattern": [1, 6],
        "line-cap": "round",
        width: 3,
        "line-color": palette.accent,
        "target-arrow-shape": "none",
        "curve-style": "unbundled-bezier",
        "control-point-distances": [40],
        "control-point-weights": [0.5],
        "z-index": 2,
      },
    },
  ];
  for (let theme = 0; theme < THEMES; theme++) {
    const { strong, tint } = palette.themes[theme] ?? { strong: palette.line, tint: palette.paper };
    rules.push({ selector: `node[theme = ${theme}]`, style: { "border-color": strong, "background-color": palette.paper } });
    rules.push({ selector: `node.crowded[theme = ${theme}]`, style: { "background-color": strong, color: palette.paper } });
    rules.push({ selector: `node.finding[theme = ${theme}]`, style: { "background-color": tint, "border-color": strong, color: palette.ink } });
  }
  return rules.concat([
    { selector: "node[badge]", style: badge },
    {
      selector: "node.question",
      style: {
        "background-color": palette.question.fill,
        color: palette.question.ink,
        "border-width": 0,
        "corner-radius": "16",
        "z-index": 20,
      },
    },
    { selector: ".hidden", style: { display: "none" } },
    { selector: ".dim", style: { opacity: 0.25 } },
    { selector: "node.question.dim", style: { opacity: 0.5 } },
    {
      selector: "node.chosen",
      style: { "outline-width": 3, "outline-color": palette.accent, "outline-offset": 3, "z-index": 30 } as never,
    },
    {
      selector: "edge.chosen, edge.near",
      style: { "line-color": palette.accent, "target-arrow-color": palette.accent, color: palette.ink, width: 2.2, "z-index": 5 },
    },
    { selector: "edge.chosen", style: { width: 3.4, "font-weight": 700 } },
    { selector: "edge.told", style: told(palette) },
    { selector: "node.new", style: { "border-style": "double", "border-width": 6 } },
    { selector: "node.gone", style: { "border-style": "dashed", "border-width": 3 } },
    { selector: "node.changed", style: { "border-style": "solid", "border-width": 4 } },
  ] as StylesheetJson);
}

/** The letter of the theme, in the corner. */
const badge = {
  "background-image": "data(badge)",
  "background-image-containment": "over",
  "background-clip": "none",
  "bounds-expansion": 12,
  "background-width": "18px",
  "background-height": "18px",
  "background-position-x": "0%",
  "background-position-y": "0%",
  "background-offset-x": "-9px",
  "background-offset-y": "-9px",
  "background-image-crossorigin": "null",
} as never;

/** Lines that have no words of their own get them when they matter. */
const told = (palette: Palette) => ({
  label: "data(relation)",
  "font-family": SANS,
  "font-size": 12,
  color: palette.ink,
  "text-background-color": palette.paper,
  "text-background-opacity": 1,
  "text-background-padding": "3px",
  "min-zoomed-font-size": 6,
}) as never;

/** A small round picture of a letter. It holds nothing of the network. */
export function badgeOf(letter: string, strong: string, paper: string): string {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="36" height="36"><circle cx="18" cy="18" r="17" fill="${strong}"/>` +
    `<text x="18" y="25" text-anchor="middle" font-family="sans-serif" font-weight="700" font-size="20" fill="${paper}">${letter}</text></svg>`;
  return `data:image/svg+xml;utf8,${encodeURIComponent(svg)}`;
}
