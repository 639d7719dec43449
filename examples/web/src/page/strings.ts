// All texts of the page.

export const NOT_A_NETWORK =
  "this is not a report; paste a page copied from a semantic network, its JSON, a link or a hashtag";
export const THIS_FILE = "What is in this file";

export const readAs = (format: string) => `Read as ${format}.`;
export const skipped = (what: readonly string[]) => `Skipped, because no network holds it: ${what.join(", ")}.`;
export const namedQuestion = (question: string) =>
  `The file names no question, so its name stands for it: “${question}”`;
export const otherNumber = (heading: string, number: string) =>
  `The report begins with “${heading.trim()}”, but it has ${number === "1" ? "1 finding" : `${number} findings`}. It was opened with what it has.`;

// The first page.
export const PROMISE = "A question, what answers it, and how it hangs together. One link holds all of it.";
export const TRY_ONE = "Try one";
export const RECENT = "Recent";

// Commands of the query bar.
export const COMMANDS = "Commands";
export const HELP = "Type the name of a concept, words of a passage, “path from … to …”, “compare with …” or “themes”.";

export const CONCEPT_HERE = "Concept in this network";
export const PASSAGE_HERE = "Passage in this network";
export const THEMES_COMMAND = "Themes: thematic connections";
export const pathFrom = (from: string, to: string) => `Path from ${from} to ${to}`;
export const NEXT_STEP =
  "Try a concept of this network, “path from … to …”, “compare with …” or “themes”; or paste a full link, a report or a file.";

// Editing.
export const EDIT = "Edit";
export const UNDO = "Undo";
export const REDO = "Redo";
export const HISTORY = "History";
export const RENAME = "Rename";
export const REWORD = "Edit text";
export const REMOVE = "Remove";
export const CONNECT = "Connect";
export const ADD = "Add a concept";
export const SAVE = "Save";
export const CANCEL = "Cancel";
export const MAKE_FINDING = "Make it a key finding";
export const UNMAKE_FINDING = "Make it a plain concept";
export const HIGHLIGHT = "Highlight";
export const UNHIGHLIGHT = "Remove the highlight";

export const NAME = "Name";
export const TEXT = "Text";
export const RELATION = "Relation";
export const TO_CONCEPT = "To";
export const PASSAGE = "Passage";
export const EDIT_PASSAGE = "Edit passage";
export const GO_BACK = "Go back";
export const goBackBefore = (what: string) => `Go back to before: ${what}`;
export const added = (label: string) => `Added ${label}`;
export const renamed = (from: string, to: string) => `Renamed ${from} to ${to}`;
export const reworded = (name: string) => `Changed the text of ${name}`;
export const removed = (name: string) => `Removed ${name}`;
export const connected = (source: string, relation: string, target: string) =>
  `Connected ${source} – ${relation} – ${target}`;
export const made = (label: string) => `Made ${label} a key finding`;
export const unmade = (label: string) => `Made ${label} a plain concept`;
export const highlighted = (name: string) => `Highlighted ${name}`;
export const unhighlighted = (name: string) => `Removed the highlight of ${name}`;
export const CANNOT_EDIT = "This cannot be changed so";

// Sharing and presenting.
export const PRESENT = "Present";
export const NEXT = "Next";
export const BACK = "Back";
export const END = "End";
export const EMBED = "Embed";
export const EMBED_NOTE = "The picture alone, in a frame on another page.";
export const themeIs = (theme: "system" | "light" | "dark") =>
  `Colours: ${theme === "system" ? "as the system has them" : theme}`;

// Two networks side by side.
export const COMPARED = "Two networks side by side";
export const BEFORE = "Before";
export const AFTER = "After";
export const CHANGES = "Changes";
export const COMPARE = "Compare";
export const COMPARE_FIELD = "From which network to this one";
export const COMPARE_RUN = "Show both side by side";
export const NO_OTHER = "There is no other network here. Open one first.";
export const SAME_NETWORK = "Both are the same network.";
export const CANNOT_COMPARE = "The two could not be compared";
export const pictureOf = (title: string) => `Picture of ${title}`;
export const changesFromLeft = (count: number) =>
  `${count.toLocaleString("en")} ${count === 1 ? "change" : "changes"} from the left to the right. − and dashed: gone. + and double: new. ~ and thick: changed.`;
export const UNION = "Open all of both";
export const UNION_NOTE =
  "One network with everything that either of them has; each part names the networks that it comes from.";
export const MERGE = "Merge";
export const MERGE_NOTE = "One network with what was changed on either side since both were the same.";
export const CANNOT_MERGE = "The two could not be merged";
export const DECIDE = "Decide what the merged network has";
export const LEFT = "Left";
export const RIGHT = "Right";
export const NOTHING = "nothing";
export const MERGE_SO = "Merge with these";
export const merged = (hashtag: string) => `Merged with #${hashtag}`;

// Sources, and whether passages stand in them.
export const SOURCES = "Sources";
export const SOURCES_NOTE =
  "Drop the documents here that the passages are quoted from. Each passage then shows whether it stands in them. They stay on this machine.";
export const CHOOSE_SOURCES = "Choose sources";
export const NO_PASSAGES = "No relationship of this network has a passage.";
export const CITE = "Note the sources in the network";
export const CITED = "Noted the sources of passages";
export const CANNOT_CHECK = "The passages could not be checked";
export const removeSource = (name: string) => `Remove the source ${name}`;
export const VERDICTS = {
  exact: "Exact",
  adapted: "Adapted",
  altered: "Altered",
  missing: "Missing",
} as const;
export const VERDICT_NOTES = {
  exact: "stands in the source",
  adapted: "stands in the source in other typography, or visibly shortened",
  altered: "the source has other words",
  missing: "no source has anything like it",
} as const;
export const at = (source: string, line: number) => `${source}, line ${line.toLocaleString("en")}`;
export const standing = (good: number, all: number) =>
  `${good.toLocaleString("en")} of ${all.toLocaleString("en")} ${all === 1 ? "passage stands" : "passages stand"} in the sources.`;
