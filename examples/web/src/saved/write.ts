// Writes a network, its report and the viewer as one HTML file, which opens from disk without a network.

import { toBase64 } from "../base64.js";
import type { Summary } from "../engine/types.js";
import * as words from "../page/strings.js";

/** The viewer, as it was built for saved pages. */
export interface Parts {
  readonly script: string;
  readonly style: string;
  /** The Content-Security-Policy, which lists the hashes of script and style. */
  readonly policy: string;
}

let parts: Promise<Parts> | undefined;

/** A saved page has the viewer at hand. */
export function setParts(own: Parts): void {
  parts = Promise.resolve(own);
}

/** `base` is the address of the page that saves it, to which its links lead. */
export async function writePage(summary: Summary, report: string, bytes: Uint8Array, base: string): Promise<Blob> {
  parts ??= fetchParts();
  const { script, style, policy } = await parts.catch((error: unknown) => {
    parts = undefined;
    throw error;
  });
  const title = escape(summary.title || summary.question);
  const html = [
    "<!doctype html>",
    '<html lang="en">',
    "<head>",
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${escape(policy)}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="color-scheme" content="light dark">',
    `<meta name="semnet-base" content="${escape(base)}">`,
    `<title>${title}</title>`,
    `<style id="semnet-style">${style}</style>`,
    "</head>",
    "<body>",
    `<noscript><pre>${escape(report)}</pre></noscript>`,
    `<script type="application/x-semnet" id="semnet-network">${toBase64(bytes)}</script>`,
    `<script id="semnet-script">${script}</script>`,
    "</body>",
    "</html>",
    "",
  ].join("\n");
  return new Blob([html], { type: "text/html" });
}

async function fetchParts(): Promise<Parts> {
  const response = await fetch(new URL("saved.json", document.baseURI));
  if (!response.ok) throw new Error(words.noViewer(response.status));
  return (await response.json()) as Parts;
}

const ESCAPES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ESCAPES[character] ?? "");
}
