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

/** Takes files that are dropped anywhere on the page. */
export function takeDropped(take: (files: readonly File[]) => void, takeText: (text: string) => void): void {
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
    const files = [...(event.dataTransfer?.files ?? [])];
    if (files.length > 0) take(files);
    else takeText(event.dataTransfer?.getData("text/plain") ?? "");
  });
}

/** Lets a person choose a file. */
export function chooseFile(take: (files: readonly File[]) => void): void {
  const input = document.createElement("input");
  input.type = "file";
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
