// All texts of the page.

import type { Format } from "semnet";

/** A count with its noun. */
const number = (count: number, one: string, many: string) =>
  `${count.toLocaleString("en")} ${count === 1 ? one : many}`;

// Files and texts that are read.
export const NOT_A_NETWORK =
  "this is not a report; paste a page copied from a semantic network, its JSON, a link or a hashtag";
export const unknownFormat = (what: string) =>
  `it looks like ${what}. Reports, JSON, GraphML, GEXF, CSV, JSON-LD, DOT and many other formats can be read`;
export const THIS_FILE = "What is in this file";

export const readAs = (format: string) => `Read as ${format}.`;
export const readNotes = (count: number) => `Read as a folder of ${number(count, "note", "notes")}.`;
export const labelsFrom = (names: readonly string[]) => `The labels come from ${names.join(" and ")}.`;
export const NODE_LIST = "this is a list of nodes without relationships; drop it together with its list of edges";
export const nodesNotUTF8 = (name: string) => `the list of nodes ${name} is not UTF-8; save it as UTF-8`;
export const DROP_HERE = "Drop it here to open it";
export const CANNOT_OPEN = "This cannot be opened";
/** With a name between the words. */
export const fileCannotOpen = (name: Node): readonly (Node | string)[] => ["The file “", name, "” cannot be opened"];
export const folderCannotOpen = (name: Node): readonly (Node | string)[] => [
  "The folder “",
  name,
  "” cannot be opened",
];
export const skipped = (what: readonly string[]) => `Skipped, because a network cannot contain it: ${what.join(", ")}.`;
export const namedQuestion = (question: string) =>
  `The file has no question, so its name is used instead: “${question}”`;
export const otherNumber = (heading: string, number: string) =>
  `The report begins with “${heading.trim()}”, but it has ${number === "1" ? "1 finding" : `${number} findings`}. All of them were opened.`;

export const notUTF8 = (problem: string) => `${problem}; save the file as UTF-8 and open it again`;
export const NOT_BASE64 = "this is not base64, so it was cut off or changed";
/** Work whose result is no longer needed. */
export const ENDED = "this was cancelled";
export const NOT_A_PART = "a part has a relationship that its network does not have";
export const NO_NETWORK_IN_TEXT = "this text does not contain a network";
export const NOT_AN_ENTRY = "expected the bytes of a network as base64, in quotation marks";

// The frame of the page.
export const PAGE = "Semantic network";
export const FIRST_PAGE = "semnet, home page";
export const SKIP = "Skip to the network";
export const OPENING = "Opening";
export const OPENED = "Opened: ";
export const opened = (name: string) => `${OPENED}${name}`;
export const CANNOT_OPEN_OWN = "The network in this file cannot be opened";
export const WHICH_ONE = "Several networks have this name. Which one?";

// Messages, and the networks that stay in this browser.
export const CLOSE_MESSAGE = "Close this message";
export const TYPOS = {
  letterCase: "other letter case",
  lookAlikes: "letters that look alike",
  oneCharacter: "one character differs",
  incomplete: "begins with this",
} as const;
export const NETWORKS = "Networks";
export const NETWORKS_HERE = "Networks in this browser";
export const NO_NETWORKS = "None yet. Every network that you open stays here.";
export const EXPORT_ALL = "Export all";
export const IMPORT_FILE = "Import a file";
export const FORGET = "Forget";
export const REALLY_FORGET = "Really forget?";
export const forgotten = (hashtag: string) => `Forgotten: ${hashtag}`;
export const CANNOT_FORGET = "The network could not be forgotten";
export const CANNOT_READ_LIST = "The list cannot be read";
export const CANNOT_EXPORT_LIST = "The list could not be exported";
export const DAMAGED_LEFT_OUT = "Damaged in this browser, so missing from the file:";
export const imported = (added: number, known: number) => `Imported: ${added} new, ${known} already here.`;
export const NOT_IMPORTED = "Not imported:";
export const size = (bytes: number) => {
  if (bytes < 1_000) return `${bytes} bytes`;
  return bytes < 1_000_000 ? `${Math.round(bytes / 1_000)} KB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
};
export const entry = (place: number, problem: string) => `Network ${place}: ${problem}`;
export const NO_BYTES = "its bytes are missing";
export const NO_ROOM =
  "The browser has no room left, so this network is not kept here. Save it as a file, or forget others first.";
export const notKept = (why: string) => `The browser could not keep this network (${why}).`;
export const keepsNothing = (why: string) =>
  `This browser stores nothing for this page (${why}). Networks are lost when you close it.`;
export const networkGone = (hashtag: string) => `The network ${hashtag} is no longer here.`;
export const changedOutside = (name: string, is: string) =>
  `The stored network ${name} has become another one, ${is}: something outside this page changed it.`;
export const RELATIONSHIP_GONE = "this relationship no longer exists";
export const NOT_LOADED = "The page could not be loaded completely. Reload it.";
/** What a format or the report does not hold: one, and several of them. */
export const OMITTED: Readonly<Record<string, readonly [one: string, many: string]>> = {
  titles: ["title", "titles"],
  findings: ["finding", "findings"],
  concepts: ["concept", "concepts"],
  texts: ["text of a concept", "texts of concepts"],
  relationships: ["relationship", "relationships"],
  attributes: ["attribute", "attributes"],
  orders: ["order", "orders"],
};

// The first page.
export const PROMISE = "A question, what answers it, and how it all hangs together – in one link.";
export const WAYS_IN =
  "Type a hashtag or a question, paste a link or a report into the bar above, drop a file anywhere, or ";
export const PICK_FILE = "choose a file";
export const OPEN_IT = "Open this network";
export const KEEP_STILL = "Stop the animation";
export const MOVE = "Play the findings one by one";
/** Title and question of each sample. */
export const SAMPLES = {
  bees: ["How Does a Dance in the Dark Become a Map?", "How do honeybees tell one another where the flowers are?"],
  tram: ["What Did the Rails Know?", "Why do some cities that tore out their trams build them again?"],
  tideMill: ["A Harbour Runs on the Moon", "Which trades depended on the tide mill, and what happened to them?"],
  handwriting: ["The Slow Line", "Does writing by hand still matter when every classroom has a keyboard?"],
} as const;
export const TRY_ONE = "Try one";
export const RECENT = "Recent";

// The query bar.
export const QUERY_PLACEHOLDER = "Hashtag, link, question, or a whole report";
/** Where there is little room. */
export const QUERY_PLACEHOLDER_SHORT = "Type or paste";
export const QUERY_LABEL =
  "Query bar: a hashtag, a link, a question, a whole report, or a name or command for this network";
export const OPEN = "Open";
export const SUGGESTIONS = "Suggestions";
export const suggestions = (count: number) =>
  `${count.toLocaleString("en")} ${count === 1 ? "suggestion" : "suggestions"}`;
export const CONCEPT_HERE = "Concept in this network";
export const PASSAGE_HERE = "Passage in this network";

// Commands of the query bar. What begins them is read in commands.ts.
export const COMMAND = "Command";
export const PATH_COMMAND = "path from";
export const PATH_FROM_TO = "Path from … to …";
export const pathCommand = (from: string, after: string) => `path from ${from} to ${after}`;
export const pathFrom = (from: string) => `Path from ${from} to …`;
export const pathFromTo = (from: string, to: string) => `Path from ${from} to ${to}`;
export const NEIGHBOURS_COMMAND = "neighbours of";
export const NEIGHBOURS_OF = "Neighbours of …";
export const neighboursOf = (label: string) => `Neighbours of ${label}`;
export const COMPARE_COMMAND = "compare with";
export const COMPARE_WITH = "Compare with …";
export const COMPARE_WITH_NAMED = "Compare with ";
export const searchFor = (text: string) => `All matches for “${text}”`;
export const THEMES_COMMAND = "themes";
export const THEMES_OPTION = "Themes: which texts share words";

// What the bar cannot understand.
export const nothingFound = (isClose: boolean) =>
  isClose ? ["Nothing found for “", "”. Did you mean:"] : ["Nothing found for “", "”, and nothing similar."];
export const NEXT_STEP_HERE = "Type a concept or words from a passage of this network, or start with one of these:";
export const NEXT_STEP = "Paste a full link, a whole report or its JSON, or open a file.";
export const CHOOSE_FILE = "Choose a file";
export const unfinished = (isClose: boolean) =>
  isClose ? ["“", "” is not complete. Continue with:"] : ["Nothing in this network matches “", "”."];

// Parts of a network, and the report.
export const SEMANTIC_NETWORK = "Semantic network ";
export const QUESTION = "Question";
export const TITLE = "Title";
export const NAME = "Name";
export const TEXT = "Text";
export const RELATION = "Relation";
export const PASSAGE = "Passage";
export const COPY_HASHTAG = "Copy the hashtag";
export const copyHashtag = (hashtag: string) => `Copy the hashtag ${hashtag}`;
export const KEY_FINDINGS = "Key Findings";
export const VIA = " via ";
export const highlightsTitle = (count: number) => (count === 1 ? "Relationship Highlight" : "Relationship Highlights");
export const ABOUT_NETWORK = "About this network";
export const counts = (findings: number, concepts: number, relationships: number) =>
  [
    ...(findings > 0 ? [number(findings, "key finding", "key findings")] : []),
    number(concepts, "concept", "concepts"),
    number(relationships, "relationship", "relationships"),
  ].join(" · ");

// The picture, its legend, and the tabs next to it.
export const TABS = { picture: "Picture", report: "Report", ask: "Ask" } as const;
export const PARTS = "Parts of this page";
export const LAYING_OUT = "Laying out the picture";
export const ZOOM_IN = "Zoom in";
export const ZOOM_OUT = "Zoom out";
export const FIT = "Fit all into the picture";
export const LEGEND = "Legend";
export const THEMES = "Themes";
export const ROLES = "Relation to the question";
export const RELATIONS = "Relations";
export const LEADS_TO_FINDING = "Leads to a key finding";
export const NOTHING_CHOSEN = "Nothing is selected";
export const CANNOT_DRAW = "The picture could not be drawn";
export const CANNOT_DRAW_PART = "This could not be drawn";
export const CANNOT_GO_THERE = "This place could not be shown";
export const CANNOT_FIND_SHARED = "The shared sentences could not be found";
export const CANNOT_OPEN_PART = "This part could not be opened";

// The card of what was chosen.
export const KINDS = { question: "Question", finding: "Key finding", concept: "Concept" } as const;
export const CHOSEN = "Selection";
export const HIGHLIGHTED = "Highlighted relationship";
export const RELATIONSHIP = "Relationship";
export const CLOSE = "Close";
export const NEIGHBOURS = "Neighbours";
export const PATH_FROM_HERE = "Path from here";
export const DRAW_AROUND = "Show its surroundings";
export const andMore = (count: number) => `and ${count.toLocaleString("en")} more`;
/** Before the relation of a relationship, for screen readers, which do not show its arrow. */
export const LEADS_BY = "leads by ";
export const REACHED_BY = "reached by ";
export const FROM = " from ";
export const THE_QUESTION = "the question";

// Ask: questions about what is chosen.
export const ASK_CENTRAL = "Which concepts hold it together?";
export const CENTRAL_NOTE = "The concepts that a random walk along the relationships visits most often (PageRank):";
export const ASK_THEMES = "Which texts share a theme?";
export const ASK_HIGHLIGHT = "Which relationship stands out?";
export const NO_HIGHLIGHT = "No relationship stands out.";
export const ASK_DUPLICATES = "Which concepts may be the same?";
export const NO_DUPLICATES = "No two concepts look the same.";
export const makeOne = (keep: string) => `Make them one: ${keep}`;
export const madeOne = (keep: string, other: string) => `Made ${keep} and ${other} one concept`;
export const OPEN_CURRENT = "Open the current view as a network";
export const askRelated = (label: string) => `What is related to ${label}?`;
export const askFurther = (label: string) => `What is within two steps of ${label}?`;
export const askOut = (label: string, relation: string) => `${label} – ${relation} → ?`;
export const askIn = (label: string, relation: string) => `? – ${relation} → ${label}`;
export const askToQuestion = (label: string) => `How does the question lead to ${label}?`;
export const askShares = (label: string) => `What shares a theme with ${label}?`;
export const askAll = (relation: string) => `All of “${relation}”`;
export const askOtherPaths = (source: string, target: string) => `All paths from ${source} to ${target}`;
export const PATTERNS = "Patterns, for those who know them";
export const PATTERN = "Pattern";
export const SELECT = "Select";
/** Text and code alternate. */
export const PATTERN_HELP = [
  "Variables begin with ",
  "?",
  "; ",
  "question",
  " is the question; ",
  "+",
  " repeats a relation, ",
  "/",
  " joins two; ",
  ";",
  " separates triples.",
] as const;

// Answers.
export const ANY_RELATION = "any relation";
export const STEPS = "Steps";
export const DIRECTION = "Direction";
export const DIRECTIONS = { both: "either way", outgoing: "from it", incoming: "to it" } as const;
export const LEAVES_OUT = "Without the relations that are switched off in the legend: ";
export const NO_NEIGHBOURS = "Nothing is related to it in this way.";
export const stepsAway = (steps: number) => `${number(steps, "step", "steps")} away`;
export const conceptsFound = (count: number, more: boolean) =>
  `${number(count, "concept", "concepts")}${more ? ", and more" : ""}`;
export const NO_PATH = "No path connects these two concepts.";
export const NO_PATH_YET =
  "No path was found so far. The search stopped before it had looked at all relationships, so there may be one.";
export const morePaths = (shown: number) => `These are the ${shown} shortest; there are more.`;
export const PERHAPS_MORE_PATHS = "The search stopped before it had looked at all relationships, so there may be more.";
export const showPath = (path: string) => `Show the path ${path}`;
export const SHOW = "Show";
export const NO_ROWS = "Nothing matches.";
export const PATTERN_HOLDS = "The pattern matches.";
export const ROWS = "Rows";
export const rowsFound = (count: number, more: boolean) => `${number(count, "row", "rows")}${more ? ", and more" : ""}`;
export const NO_TEXT = "No text contains these words.";
export const THEMATIC_CONNECTION = "Thematic connection";
export const THEMATIC_CONNECTIONS = "Thematic connections";
export const themesOf = (label: string) => `Thematic connections of ${label}`;
export const LOWEST_SCORE = "Lowest score, from 0 to 1";
export const NO_THEMES = "No two texts share that much. A lower score finds weaker connections.";
export const connectionsFound = (total: number, shown: number) =>
  `${number(total, "connection", "connections")}${total > shown ? `; the strongest ${shown} are shown` : ""}`;
export const OPEN_THEMES = "Open with these connections";
export const CANNOT_ADD_CONNECTIONS = "The connections could not be added";
export const bothSay = (terms: readonly string[]) => `Shared words: ${terms.join(", ")}`;
export const score = (value: number) => `Score ${value.toFixed(2)}`;
export const OPEN_AS_NETWORK = "Open as a network";
export const COMPARE_NOTE = "Which network should this one be compared with? Both are shown side by side.";

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
export const DISCARD = "Discard the draft";
export const DRAFT_NOTE = "This is your draft. It is not saved yet.";
export const draftOf = (form: string) => `Draft: ${form}`;
export const MAKE_FINDING = "Make it a key finding";
export const UNMAKE_FINDING = "Make it a plain concept";
export const MOVE_UP = "Move up";
export const HIGHLIGHT = "Highlight";
export const UNHIGHLIGHT = "Remove the highlight";
export const ATTRIBUTES = "Attributes";
export const attributeName = (place: number) => `Name ${place}`;
export const attributeValue = (place: number) => `Value ${place}`;
export const TO_CONCEPT = "To";
export const EDIT_PASSAGE = "Edit passage";
export const EDIT_RELATION = "Edit relation";
export const EDIT_TITLE = "Edit title";
export const EDIT_QUESTION = "Edit question";
export const CHANGED_TITLE = "Changed the title";
export const CHANGED_QUESTION = "Changed the question";
export const THE_NETWORK = "the network";
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
export const movedUp = (label: string) => `Moved ${label} up`;
export const highlighted = (name: string) => `Highlighted ${name}`;
export const unhighlighted = (name: string) => `Removed the highlight of ${name}`;
export const changedAttributes = (name: string) => `Changed the attributes of ${name}`;
export const CANNOT_EDIT = "This cannot be changed";
export const STILL_CHANGING = "The previous change is not finished. Try again when it is";

// Growing a concept by a language model.
export const GROW = "Grow";
export const growing = (label: string, lens: string) => `${label}: ${lens}`;
export const asking = (host: string) => `Asking the language model at ${host} …`;
export const STOP = "Stop";
export const PROPOSED_NOTE = "Proposed by a language model. Nothing is part of the network until you accept it.";
export const NOTHING_PROPOSED = "The model proposed nothing usable.";
export const refused = (count: number) => `Refused: ${number(count, "part", "parts")} of the answer`;
export const KNOWN_CONCEPT = "is already in the network; the relationship is new";
export const NO_VERDICT = "This passage was not checked against the sources.";
export const NO_PASSAGE = "It has no passage, so no source supports it.";
export const ACCEPT = "Accept";
export const DISMISS = "Dismiss";
export const accept = (label: string) => `Accept ${label}`;
export const dismiss = (label: string) => `Dismiss ${label}`;
export const accepted = (label: string) => `Accepted ${label}`;
export const CLOSE_PROPOSAL = "Close the proposal";
export const modelRefused = (status: number, text: string) =>
  `the model's server responded with status ${status}${text === "" ? "" : `: ${text}`}`;
export const NO_COMPLETION = "the model's server responded with something that is not a chat completion";
export const TOO_LONG = "the model's answer is too long";

// Sharing and presenting.
export const PRESENT = "Present";
export const WALK = "Walk along the path";
export const NEXT = "Next";
export const BACK = "Back";
export const END = "End";
export const SHARE = "Share";
export const COPY = "Copy";
export const SEND = "Send…";
export const copyThe = (what: string) => `Copy the ${what}`;
export const copied = (what: string) => `Copied: the ${what}`;
export const notCopied = (what: string) => `The browser did not let the ${what} be copied.`;
export const linkLength = (length: number) =>
  `${length.toLocaleString("en")} characters. Contains the entire network, so it opens on any machine. `;
export const LINK_IS_LONG =
  "Some chat programs cut links of more than 2,000 characters. Send the HTML file instead, or use email.";
export const LINK_IS_LOCAL = "This page is served by your own machine, so the link opens on this machine only.";
export const TOO_LARGE = "This network is too large for a link. Save it as an HTML file.";
/** Each way out of the page, in a sentence. */
export const WAYS_OUT = {
  link: "link",
  full: "full link",
  short: "short link",
  hashtag: "hashtag",
  embed: "embed code",
  page: "one HTML file",
  report: "report",
  bytes: "canonical bytes",
  card: "image card",
} as const;
export const the = (what: string) => `the ${what}`;
export const HASHTAG = "Hashtag";
export const LINK = "Link";
export const FULL_LINK = "Full link";
export const SHORT_LINK = "Short link";
export const HTML_FILE = "One HTML file";
export const REPORT_AS_TEXT = "Report as text";
export const CANONICAL_BYTES = "Canonical bytes";
export const BYTES_NOTE = "The fingerprint is computed from these bytes.";
export const savePicture = (format: string) => `Save the picture as ${format}`;
export const SAVE_CARD = "Save the image card";
export const NO_MEMORY = "the browser has no memory for an image";
export const NO_IMAGE = "the browser could not make an image of the card";
export const CANNOT_SHARE = "This network cannot be shared";
export const CANNOT_SAVE_PICTURE = "The picture could not be saved";
export const CANNOT_SAVE_PAGE = "The page could not be saved";
export const noViewer = (status: number) => `the viewer for saved pages was not found (${status})`;
export const CANNOT_SAVE_BYTES = "The bytes could not be saved";
export const SHORT_NOTE = "Opens the network where it is already stored.";
export const QR_CODE = "QR code of the full link";
export const SCAN = "Scan it with a phone";
export const CARD = "Image card";
export const CARD_NOTE = "For a post or a slide. Dropped onto this page, it opens as the network.";
export const cardOf = (title: string) => `Image card: ${title}`;
export const PAGE_NOTE = "Network, report and viewer in one file. It opens from disk, without a connection.";
export const PICTURE_NOTE = "Dropped onto this page, it opens as the network.";
export const EMBED = "Embed code";
export const EMBED_NOTE = "The picture alone, in a frame on another page.";
export const OPEN_HERE = "Open the network";
export const themeIs = (theme: "system" | "light" | "dark") =>
  `Colours: ${theme === "system" ? "as set in the system" : theme}`;

// Formats of other tools.
export const OTHER_FORMATS = "Other formats";
export const OTHER_FORMATS_NOTE = "For other tools. Files of most of them open here again.";
export const FORMAT = "Format";
/** As the users of each format call it. */
const FORMAT_NAMES: Readonly<Record<Format["name"], string>> = {
  canvas: "JSON Canvas",
  csv: "CSV",
  cx2: "CX2",
  cypher: "Cypher",
  cytoscape: "Cytoscape.js",
  dot: "DOT",
  entities: "Entities and relations",
  gexf: "GEXF",
  gml: "GML",
  graphml: "GraphML",
  graphology: "Graphology",
  html: "HTML",
  jgf: "JSON Graph Format",
  json: "JSON",
  jsonld: "JSON-LD",
  langextract: "LangExtract",
  markdown: "Markdown",
  "mcp-memory": "MCP memory",
  mermaid: "Mermaid",
  neo4j: "Neo4j",
  "node-link": "Node-link JSON",
  nquads: "N-Quads",
  ntriples: "N-Triples",
  opml: "OPML",
  report: "Report",
  sif: "SIF",
  tgf: "TGF",
  tsv: "TSV",
  wikidata: "Wikidata",
  xgmml: "XGMML",
};
export const formatName = (name: string) => (FORMAT_NAMES as Readonly<Record<string, string>>)[name] ?? name;
export const SAVE_FORMAT = "Save in this format";
export const CANNOT_SAVE_FORMAT = "It could not be saved in this format";
export const HOLDS_ALL = "Contains the whole network.";
export const doesNotHold = (what: string) => `Does not contain: ${what}.`;

// Two networks side by side.
export const COMPARED = "Two networks side by side";
export const BEFORE = "Before";
export const AFTER = "After";
export const CHANGES = "Changes";
export const NO_OTHER = "There is no other network here. Open one first.";
export const SAME_NETWORK = "Both are the same network.";
export const CANNOT_COMPARE = "The two could not be compared";
export const pictureOf = (title: string) => `Picture of ${title}`;
export const changesFromLeft = (count: number) =>
  `${count.toLocaleString("en")} ${count === 1 ? "change" : "changes"} from left to right. − and dashed: removed. + and double: added. ~ and thick: changed.`;
export const UNION = "Combine both";
export const UNION_NOTE =
  "One network with everything that either of them has; each part names the networks that it comes from.";
export const MERGE = "Merge";
export const MERGE_NOTE = "One network with the changes of both sides since they were the same network.";
export const CANNOT_MERGE = "The two could not be merged";
export const DECIDE = "Decide what the merged network keeps";
export const LEFT = "Left";
export const RIGHT = "Right";
export const NOTHING = "nothing";
export const MERGE_SO = "Merge with these choices";
export const merged = (hashtag: string) => `Merged with #${hashtag}`;

// Sources, and whether passages stand in them.
export const SOURCES = "Sources";
export const SOURCES_NOTE =
  "Drop here the documents that the passages are quoted from. Each passage then shows whether it is in them. They stay on this machine.";
export const CHOOSE_SOURCES = "Choose sources";
export const NO_PASSAGES = "No relationship of this network has a passage.";
export const CITE = "Record the sources in the network";
export const CITED = "Recorded the sources of passages";
export const CANNOT_CHECK = "The passages could not be checked";
export const notASource = (name: string, what: string) =>
  `${name}: this is ${what}, not a source; expected a text that passages are quoted from`;
export const removeSource = (name: string) => `Remove the source ${name}`;
export const VERDICTS = {
  exact: "Exact",
  adapted: "Adapted",
  altered: "Altered",
  missing: "Missing",
} as const;
export const VERDICT_NOTES = {
  exact: "in the source, word for word",
  adapted: "in the source, with other typography or visibly shortened",
  altered: "the source has different words",
  missing: "no source has anything like it",
} as const;
export const at = (source: string, line: number) => `${source}, line ${line.toLocaleString("en")}`;
export const standing = (good: number, all: number) =>
  `${good.toLocaleString("en")} of ${all.toLocaleString("en")} ${all === 1 ? "passage is" : "passages are"} in the sources.`;
