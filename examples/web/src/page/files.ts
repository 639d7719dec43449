// Saving, opening and pasting files.

import type { Calls } from "../engine/calls.js";
import * as words from "./strings.js";

/** Lets the browser save a file. */
export function saveFile(name: string, content: Blob): void {
  const url = URL.createObjectURL(content);
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  // The browser needs the address until it has begun.
  setTimeout(() => URL.revokeObjectURL(url), 30_000);
}

/** A note of a folder: its path in it, and its text. */
export type Note = readonly [path: string, text: string];

/** Handles what is dropped or pasted. */
export interface Taker {
  files(files: readonly File[]): void;
  text(text: string): void;
  /** A folder, whose notes are being read. */
  notes(folder: string, reading: Promise<readonly Note[]>): void;
}

/** Handles drops anywhere on the page, and pastes outside of its fields. */
export function takeGiven(taker: Taker): void {
  document.body.dataset["drop"] = words.DROP_HERE;
  const over = (isOver: boolean) => document.body.classList.toggle("is-over", isOver);
  document.addEventListener("dragover", (event) => {
    event.preventDefault();
    over(true);
  });
  document.addEventListener("dragleave", (event) => {
    if (event.relatedTarget === null) over(false);
  });
  document.addEventListener("drop", (event) => {
    event.preventDefault();
    over(false);
    if (event.dataTransfer) take(event.dataTransfer, taker);
  });
  document.addEventListener("paste", (event) => {
    const { clipboardData, target } = event;
    const isField = target instanceof Element && target.closest("input, textarea, select") !== null;
    if (clipboardData === null || event.defaultPrevented || (isField && clipboardData.files.length === 0)) return;
    event.preventDefault();
    take(clipboardData, taker);
  });
}

function take(given: DataTransfer, taker: Taker): void {
  // Folders are there as long as the event is.
  const folder = [...given.items].map((item) => item.webkitGetAsEntry?.()).find((entry) => entry?.isDirectory);
  if (folder) {
    taker.notes(folder.name, notesIn(folder as FileSystemDirectoryEntry, ""));
    return;
  }
  const files = [...given.files];
  if (files.length > 0) taker.files(files);
  else taker.text(given.getData("text/plain"));
}

/** The notes of a folder and its subfolders, except hidden ones. */
async function notesIn(folder: FileSystemDirectoryEntry, before: string): Promise<Note[]> {
  const notes: Note[] = [];
  const reader = folder.createReader();
  for (;;) {
    const entries = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (entries.length === 0) return notes;
    for (const entry of entries) {
      if (entry.name.startsWith(".")) continue;
      const path = `${before}${entry.name}`;
      if (entry.isDirectory) notes.push(...(await notesIn(entry as FileSystemDirectoryEntry, `${path}/`)));
      else if (/\.md$/i.test(entry.name)) notes.push([path, await textOf(entry as FileSystemFileEntry)]);
    }
  }
}

const textOf = async (entry: FileSystemFileEntry): Promise<string> =>
  (await new Promise<File>((resolve, reject) => entry.file(resolve, reject))).text();

/** A file to be opened; a list of edges perhaps with the lists of its nodes. */
export interface GivenFile {
  readonly file: File;
  readonly nodes: readonly File[];
}

/** How much of a table is read to find its first line, in bytes. */
const START = 16_384;

/** Assigns the lists of nodes among the files to the lists of edges. */
export async function withNodes(files: readonly File[], engine: Calls): Promise<readonly GivenFile[]> {
  const alone = files.map((file) => ({ file, nodes: [] }));
  if (files.length < 2) return alone;
  const starts = files.map(async (file) => [file.name, await bytesOf(file.slice(0, START))] as const);
  const kinds = await engine.tableKinds(await Promise.all(starts));
  const nodes = files.filter((_, place) => kinds[place] === "nodes");
  if (!kinds.includes("edges")) return alone;
  return files.flatMap((file, place) =>
    nodes.includes(file) ? [] : [{ file, nodes: kinds[place] === "edges" ? nodes : [] }],
  );
}

export const bytesOf = async (file: Blob): Promise<Uint8Array> => new Uint8Array(await file.arrayBuffer());

/** Lets a person choose a file. */
export function chooseFile(take: (files: readonly File[]) => void): void {
  const input = document.createElement("input");
  input.type = "file";
  input.multiple = true;
  input.addEventListener("change", () => {
    take([...(input.files ?? [])]);
  });
  input.click();
}

/** Puts text on the clipboard, also where the page is not secure. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const area = document.createElement("textarea");
    area.value = text;
    area.className = "unseen";
    document.body.append(area);
    area.select();
    const done = document.execCommand("copy");
    area.remove();
    return done;
  }
}
