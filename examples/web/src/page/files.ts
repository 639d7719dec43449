// Files that go out and come in.

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

/** Who takes what is dropped or pasted. */
export interface Taker {
  files(files: readonly File[]): void;
  text(text: string): void;
  notes(folder: string, notes: readonly Note[]): void;
  failed(error: unknown): void;
}

/** Takes what is dropped anywhere on the page, and what is pasted outside of its fields. */
export function takeGiven(taker: Taker): void {
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
    void notesIn(folder as FileSystemDirectoryEntry, "").then((notes) => taker.notes(folder.name, notes), taker.failed);
    return;
  }
  const files = [...given.files];
  if (files.length > 0) taker.files(files);
  else taker.text(given.getData("text/plain"));
}

/** The notes of a folder and its folders, but for hidden ones. */
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
