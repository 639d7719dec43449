// The engine: all that touches a network. It runs in a worker, so that the page never waits for it; in a saved page, which may
// not start one, it runs in the page.

import { load, type Network, type Picture, type PictureScene } from "semnet";
import { messageOf } from "../error.js";
import { neighbours, part, paths, select, type Which } from "./asking.js";
import { type Edit, edited } from "./edit.js";
import { openDatabase } from "./database.js";
import { type Read, readBytes, readEntry, readText, writeList } from "./reading.js";
import { cited, verdicts } from "./evidence.js";
import { merge, merging, union } from "./merging.js";
import { addressOf, sharedOf } from "./sharing.js";
import { Shelf } from "./shelf.js";
import type {
  Compared,
  Exported,
  FoundWords,
  Kept,
  Merging,
  Neighbours,
  Opened,
  Outcome,
  PassageVerdict,
  Paths,
  Selected,
  Shared,
  SharedTheme,
  SourceFile,
  Summary,
  View,
} from "./types.js";
import { type Part, partOf, pictureOf, viewOf } from "./view.js";
import { compare, connection, searchIn, sharedThemes, withThemes } from "./words.js";

/** How many characters of a suggestion's question must be typed. */
const MOST_SUGGESTIONS = 8;

/** For how long a layout goes on before its places are shown, in milliseconds. */
const IN_WORKER = 60;
const IN_PAGE = 12;

export class Engine {
  /** The networks that the page has open, by fingerprint. */
  private readonly open = new Map<string, Network>();

  /** Layouts at work, the last few. */
  private readonly pictures = new Map<number, Picture>();
  private lastPicture = 0;

  private constructor(
    private readonly shelf: Shelf,
    readonly notice: string | undefined,
    private readonly slice = IN_WORKER,
  ) {}

  /** `keeps` is whether networks stay in the browser. */
  static async start(keeps: boolean): Promise<Engine> {
    await load();
    if (!keeps) return new Engine(new Shelf(undefined), undefined, IN_PAGE);
    try {
      return new Engine(new Shelf(await openDatabase()), undefined);
    } catch (error) {
      return new Engine(
        new Shelf(undefined),
        `This browser keeps nothing for this page (${messageOf(error)}). Networks are gone when it is closed.`,
      );
    }
  }

  /** Why nothing is kept, where nothing is. */
  async said(): Promise<string | undefined> {
    return this.notice;
  }

  /** Opens a text from the query bar or the address bar. */
  async openText(text: string): Promise<Outcome> {
    return this.openRead(readText(text));
  }

  /** A file that was dropped. */
  async openBytes(bytes: Uint8Array, name?: string): Promise<Outcome> {
    return this.openRead(readBytes(bytes, name));
  }

  private async openRead(read: Read): Promise<Outcome> {
    switch (read.kind) {
      case "network":
        return { ...(await this.show(read.network)), notes: read.notes ?? [] };
      case "list":
        return this.importList(read.networks);
      case "typed": {
        const found = await this.shelf.recover(read.typed);
        if (found.kind === "network") return this.show(found.network);
        return found.kind === "ambiguous" ? found : { ...found, typed: read.typed };
      }
    }
  }

  private async show(network: Network): Promise<Opened> {
    const notKept = await this.shelf.keep(network);
    this.hold(network);
    return {
      kind: "network",
      summary: summaryOf(network),
      view: this.viewed(partOf(network)),
      report: { findings: network.findings, highlights: network.highlights },
      ...(notKept !== undefined && { notKept }),
    };
  }

  /** The last few that were shown stay at hand. */
  private hold(network: Network): void {
    this.open.delete(network.fingerprint);
    this.open.set(network.fingerprint, network);
    for (const fingerprint of [...this.open.keys()].slice(0, -6)) this.open.delete(fingerprint);
  }

  protected async network(fingerprint: string): Promise<Network> {
    const network = this.open.get(fingerprint) ?? (await this.shelf.get(fingerprint));
    if (network === undefined) throw new Error(`The network ${fingerprint.slice(0, 11)} is not here any more.`);
    this.hold(network);
    return network;
  }

  /** What lies around one concept, as a picture; the concept `also` is in it. */
  async view(fingerprint: string, around?: string, also?: string): Promise<View> {
    return this.viewed(partOf(await this.network(fingerprint), around, also));
  }

  private viewed(part: Part): View {
    const { picture, scene } = pictureOf(part, false);
    try {
      return viewOf(part, scene);
    } finally {
      picture.free();
    }
  }

  /** Begins to lay out what `view` gives; `settle` goes on. */
  async picture(
    fingerprint: string,
    isTall: boolean,
    around?: string,
    also?: string,
  ): Promise<{ id: number; scene: PictureScene }> {
    return this.lay(partOf(await this.network(fingerprint), around, also), isTall);
  }

  /** The same of a network that is in a text, and not kept. */
  async pictureOfText(text: string, isTall: boolean): Promise<{ id: number; scene: PictureScene }> {
    const read = readText(text);
    if (read.kind !== "network") throw new Error("this text holds no network");
    return this.lay(partOf(read.network), isTall);
  }

  private lay(part: Part, isTall: boolean): { id: number; scene: PictureScene } {
    const { picture, scene } = pictureOf(part, isTall);
    const id = ++this.lastPicture;
    this.pictures.set(id, picture);
    for (const [old, one] of [...this.pictures].slice(0, -8)) {
      one.free();
      this.pictures.delete(old);
    }
    return { id, scene };
  }

  /** Goes on with a layout for a little while. */
  async settle(id: number): Promise<{ places: Float64Array; progress: number }> {
    const picture = this.pictures.get(id);
    if (picture === undefined) throw new DOMException("this layout has ended", "AbortError");
    const begun = performance.now();
    while (picture.progress < 1 && performance.now() - begun < this.slice) picture.advance(1);
    const [places, progress] = [picture.places(), picture.progress];
    if (progress >= 1) {
      picture.free();
      this.pictures.delete(id);
    }
    // In the page itself, what waits comes first.
    else if (this.slice === IN_PAGE) await new Promise((resolve) => setTimeout(resolve));
    return { places, progress };
  }

  /** Labels that hold what was typed, those that begin with it first. */
  async labels(fingerprint: string, typed: string, most: number): Promise<string[]> {
    const wanted = fold(typed);
    const all = (await this.network(fingerprint))
      .labels()
      .map((label) => [label, fold(label).indexOf(wanted)] as const);
    const found = all.filter(([, place]) => place >= 0);
    return found
      .sort((a, b) => Math.min(a[1], 1) - Math.min(b[1], 1) || a[0].length - b[0].length || (a[0] < b[0] ? -1 : 1))
      .slice(0, most)
      .map(([label]) => label);
  }

  async relations(fingerprint: string): Promise<readonly string[]> {
    return (await this.network(fingerprint)).relations;
  }

  async neighbours(fingerprint: string, concept: string, hops: number, which: Which): Promise<Neighbours> {
    return neighbours(await this.network(fingerprint), concept, hops, which);
  }

  async paths(fingerprint: string, from: string, to: string, most: number, which: Which): Promise<Paths> {
    return paths(await this.network(fingerprint), from, to, most, which);
  }

  async select(fingerprint: string, pattern: string): Promise<Selected> {
    return select(await this.network(fingerprint), pattern);
  }

  /** Opens these concepts, with these relations alone where they are given, as a separate network. */
  async openPart(fingerprint: string, concepts: readonly string[], relations?: readonly string[]): Promise<Opened> {
    return this.show(part(await this.network(fingerprint), concepts, relations));
  }

  /** Opens the network as it is after an edit. */
  async edit(fingerprint: string, edit: Edit): Promise<Opened> {
    return this.show(edited(await this.network(fingerprint), edit));
  }

  async searchIn(fingerprint: string, words: string): Promise<FoundWords[]> {
    return searchIn(await this.network(fingerprint), words);
  }

  async sharedThemes(fingerprint: string, atLeast: number): Promise<{ themes: SharedTheme[]; total: number }> {
    return sharedThemes(await this.network(fingerprint), atLeast);
  }

  /** What the texts of two concepts share; nothing where that is no more than chance. */
  async connection(fingerprint: string, pair: readonly [string, string]): Promise<SharedTheme | undefined> {
    return connection(await this.network(fingerprint), pair);
  }

  async openWithThemes(fingerprint: string, atLeast: number): Promise<Opened> {
    return this.show(withThemes(await this.network(fingerprint), atLeast));
  }

  /** Opens all that two networks have as one. */
  async openUnion(one: string, other: string): Promise<Opened> {
    return this.show(union(await this.network(one), await this.network(other)));
  }

  /** The decisions that are needed to merge two networks that came from `base`. */
  async merging(base: string, own: string, other: string): Promise<Merging> {
    return merging(await this.network(base), await this.network(own), await this.network(other));
  }

  /** Opens both as one; of the decisions with these numbers it has what `other` has. */
  async openMerged(base: string, own: string, other: string, taken: readonly number[]): Promise<Opened> {
    return this.show(merge(await this.network(base), await this.network(own), await this.network(other), taken));
  }

  /** What each passage shows when it is held against the sources. */
  async verdicts(fingerprint: string, sources: readonly SourceFile[]): Promise<PassageVerdict[]> {
    return verdicts(await this.network(fingerprint), sources);
  }

  /** Opens the network with attributes that say in which source each passage stands. */
  async openCited(fingerprint: string, sources: readonly SourceFile[]): Promise<Opened> {
    return this.show(cited(await this.network(fingerprint), sources));
  }

  async compare(before: string, after: string): Promise<Compared> {
    return compare(await this.network(before), await this.network(after), (network) => this.viewed(partOf(network)));
  }

  async share(fingerprint: string, base: string): Promise<Shared> {
    return sharedOf(await this.network(fingerprint), base);
  }

  /** The canonical bytes. */
  async bytes(fingerprint: string): Promise<Uint8Array> {
    return (await this.network(fingerprint)).bytes;
  }

  // --- the list of networks ------------------------------------------------------------------------------------------

  async list(): Promise<Kept[]> {
    return this.shelf.list();
  }

  /** Networks whose question, title or hashtag has all the words that were typed: for each letter that is typed. */
  async suggest(typed: string): Promise<Kept[]> {
    const words = fold(typed)
      .split(" ")
      .filter((word) => word !== "");
    const has = ({ question, title, hashtag }: Kept) => {
      const text = ` ${fold(question)} ${fold(title)}`;
      return hashtag.startsWith(typed.trim().replace(/^#/, "")) || words.every((word) => text.includes(` ${word}`));
    };
    return words.length === 0 ? [] : (await this.shelf.listAtHand()).filter(has).slice(0, MOST_SUGGESTIONS);
  }

  /** Takes a network out of the list. An open network stays available until it is closed. */
  async forget(fingerprint: string): Promise<void> {
    await this.shelf.forget(fingerprint);
  }

  /** All networks of the list as one file. */
  async exportList(): Promise<Exported> {
    const bytes: Uint8Array[] = [];
    const skipped: string[] = [];
    for (const { fingerprint, hashtag, title, question } of await this.shelf.list()) {
      try {
        const network = await this.shelf.get(fingerprint);
        if (network === undefined) throw new Error("its bytes are not there");
        bytes.push(network.bytes);
      } catch (error) {
        skipped.push(`#${hashtag} (${title || question}): ${messageOf(error)}`);
      }
    }
    return { text: writeList(bytes), skipped };
  }

  private async importList(networks: readonly unknown[]): Promise<Outcome> {
    const before = new Set((await this.shelf.list()).map(({ fingerprint }) => fingerprint));
    const refused: string[] = [];
    let added = 0;
    let known = 0;
    for (const [place, entry] of networks.entries()) {
      try {
        const network = readEntry(entry);
        const why = await this.shelf.keep(network);
        if (why !== undefined) refused.push(`Network ${place + 1}: ${why}`);
        else if (before.has(network.fingerprint)) known++;
        else added++;
      } catch (error) {
        refused.push(`Network ${place + 1}: ${messageOf(error)}`);
      }
    }
    return { kind: "imported", added, known, refused };
  }
}

/** Without regard to case and accents: for comparing what is typed. */
function fold(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}

function summaryOf(network: Network): Summary {
  const { fingerprint, hashtag, question, title, conceptCount, relationshipCount } = network;
  const address = addressOf(network);
  return {
    fingerprint,
    hashtag,
    question,
    title,
    conceptCount,
    relationshipCount,
    address,
    attributes: network.attributes,
  };
}
