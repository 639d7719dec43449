// The formats of other tools that a network can be saved in.

import type { Calls } from "../engine/calls.js";
import { button, el, field } from "./dom.js";
import { saveFile } from "./files.js";
import * as words from "./strings.js";

/** The section of the panel Share with all formats; it states what a format does not hold. */
export async function formatsSection(
  engine: Calls,
  { fingerprint, hashtag }: { readonly fingerprint: string; readonly hashtag: string },
  trying: (what: string, attempt: () => Promise<unknown>) => Promise<unknown>,
): Promise<HTMLElement> {
  const formats = await engine.formats();
  const choice = el(
    "select",
    {},
    ...formats.map(({ name, extension }) => el("option", { value: name }, `${words.formatName(name)} (.${extension})`)),
  );
  const note = el("p", { class: "quiet", role: "status" });
  const save = () =>
    trying(words.CANNOT_SAVE_FORMAT, async () => {
      const format = formats.find(({ name }) => name === choice.value);
      if (format === undefined) return;
      const { text, omitted } = await engine.exported(fingerprint, format.name);
      saveFile(`${hashtag}.${format.extension}`, new Blob([text], { type: format.mediaType }));
      note.textContent = omitted === "" ? words.HOLDS_ALL : words.doesNotHold(omitted);
    });
  return el(
    "section",
    { class: "share-formats" },
    el("h3", {}, words.OTHER_FORMATS),
    el("p", { class: "quiet" }, words.OTHER_FORMATS_NOTE),
    el(
      "div",
      { class: "format-fields" },
      field(words.FORMAT, choice),
      button(words.SAVE_FORMAT, () => void save()),
    ),
    note,
  );
}
