// The engine: all that touches a network. It runs in a worker, so that the page never waits for it; in a saved page, which may
// not start one, it runs in the page.

import { type Change, lenses, load, type Network, type Picture, type PictureScene } from "semnet";
import { messageOf } from "../error.js";
import { central, duplicates, neighbours, part, paths, select, suggestedHighlight, type Which } from "./asking.js";
import { type Edit, edited } from "./edit.js";
import { openDatabase } from "./database.js";
import {
  type NamedFile,
  type Read,
  readBytes,
  readEntry,
  readNotes,
  readText,
  tableKind,
  writeList,
} from "./reading.js";
import { cited, refuseNetworks, verdicts } from "./evidence.js";
import { Growth } from "./growing.js";
import { merge, merging, union } from "./merging.js";
import * as words from "../page/strings.js";
import { addressOf, exported, sharedOf, writableFormats } from "./sharing.js";
import { Shelf } from "./shelf.js";
import { labelsLike, NetworkFinder, pathEnds, suggestionsIn } from "./suggest.js";
import type {
  Compared,
  Duplicate,
  Exported,
  FoundWords,
  GrowStep,
  HighlightIdea,
  Kept,
  Merging,
  Neighbours,
  Opened,
  Outcome,
  PassageVerdict,
  PathEnds,
  Paths,
  Selected,
  Shared,
  SharedFormat,
  SharedTheme,
  SourceFile,
  Suggestions,
  Summary,
  View,
} from "./types.js";
import { type Part, partOf, pictureOf, viewOf } from "./view.js";
import { compare, connection, searchIn, sharedThemes, withThemes } from "./words.js";

/** How long a layout runs before its places are shown, in milliseconds. */
const IN_WORKER = 60;
const IN_PAGE = 12;

export class Engine {
  /** The networks that the page has open, by fingerprint. */
  private readonly open = new Map<string, Network>();

  /** Running layouts, the last few: the first page begins eleven at one time. */
  private readonly pictures = new Map<number, Picture>();
  private lastPicture = 0;
  private readonly finder = new NetworkFinder();
  private readonly growth = new Growth();

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
      return new Engine(new Shelf(undefined), words.keepsNothing(messageOf(error)));
    }
  }

  /** Why nothing is kept, if so. */
  async said(): Promise<string | undefined> {
    return this.notice;
  }

  /** Opens a text from the query bar or the address bar. */
  async openText(text: string): Promise<Outcome> {
    return this.openRead(readText(text));
  }

  /** A file that was dropped; a list of edges perhaps with the lists of its nodes. */
  async openBytes(bytes: Uint8Array, name?: string, nodes?: readonly NamedFile[]): Promise<Outcome> {
    return this.openRead(readBytes(bytes, name, nodes));
  }

  /** The kinds of the files that were dropped together, if they are tables. Their first lines are enough. */
  async tableKinds(starts: readonly NamedFile[]): Promise<ReturnType<typeof tableKind>[]> {
    return starts.map(tableKind);
  }

  /** A folder of notes that was dropped: the path of each in it, and its text. */
  async openNotes(folder: string, notes: readonly (readonly [path: string, text: string])[]): Promise<Outcome> {
    return this.openRead(readNotes(folder, notes));
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

  /** The last few that were shown stay open. */
  private hold(network: Network): void {
    this.open.delete(network.fingerprint);
    this.open.set(network.fingerprint, network);
    for (const fingerprint of [...this.open.keys()].slice(0, -6)) this.open.delete(fingerprint);
  }

  protected async network(fingerprint: string): Promise<Network> {
    const network = this.open.get(fingerprint) ?? (await this.shelf.get(fingerprint));
    if (network === undefined) throw new Error(words.networkGone(fingerprint.slice(0, 11)));
    this.hold(network);
    return network;
  }

  /** The surroundings of one concept, as a picture, with the concept `also` in it. */
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

  /** Begins the layout of the result of `view`; `settle` continues it. */
  async picture(
    fingerprint: string,
    isTall: boolean,
    around?: string,
    also?: string,
  ): Promise<{ id: number; scene: PictureScene }> {
    return this.lay(partOf(await this.network(fingerprint), around, also), isTall);
  }

  /** The same for a network in a text, which is not kept. */
  async pictureOfText(text: string, isTall: boolean): Promise<{ id: number; scene: PictureScene }> {
    const read = readText(text);
    if (read.kind !== "network") throw new Error(words.NO_NETWORK_IN_TEXT);
    return this.lay(partOf(read.network), isTall);
  }

  private lay(part: Part, isTall: boolean): { id: number; scene: PictureScene } {
    const { picture, scene } = pictureOf(part, isTall);
    const id = ++this.lastPicture;
    this.pictures.set(id, picture);
    for (const [old, one] of [...this.pictures].slice(0, -16)) {
      one.free();
      this.pictures.delete(old);
    }
    return { id, scene };
  }

  /** Continues a layout for a short time. */
  async settle(id: number): Promise<{ places: Float64Array; progress: number }> {
    const picture = this.pictures.get(id);
    if (picture === undefined) throw new DOMException(words.ENDED, "AbortError");
    const begun = performance.now();
    while (picture.progress < 1 && performance.now() - begun < this.slice) picture.advance(1);
    const [places, progress] = [picture.places(), picture.progress];
    if (progress >= 1) {
      picture.free();
      this.pictures.delete(id);
    }
    // In the page itself, waiting work comes first.
    else if (this.slice === IN_PAGE) await new Promise((resolve) => setTimeout(resolve));
    return { places, progress };
  }

  /** Labels that contain the typed text, or are similar. */
  async labels(fingerprint: string, typed: string, most: number): Promise<string[]> {
    return labelsLike(await this.network(fingerprint), typed, most);
  }

  /** Suggestions for the typed text: from the open network, if there is one, and from the stored ones. */
  async suggestions(typed: string, fingerprint?: string): Promise<Suggestions> {
    const networks = await this.suggest(typed);
    if (fingerprint === undefined) return { concepts: [], passages: [], networks };
    return { ...suggestionsIn(await this.network(fingerprint), typed), networks };
  }

  /** The ends of a path for the text after `path from`. */
  async pathEnds(fingerprint: string, typed: string): Promise<PathEnds> {
    return pathEnds(await this.network(fingerprint), typed);
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

  /** Opens these concepts, only with these relations if they are given, as a separate network. */
  async openPart(fingerprint: string, concepts: readonly string[], relations?: readonly string[]): Promise<Opened> {
    return this.show(part(await this.network(fingerprint), concepts, relations));
  }

  /** Opens the network after some edits. */
  async edit(fingerprint: string, edits: readonly Edit[]): Promise<Opened> {
    return this.show(edited(await this.network(fingerprint), edits));
  }

  async searchIn(fingerprint: string, words: string): Promise<FoundWords[]> {
    return searchIn(await this.network(fingerprint), words);
  }

  async sharedThemes(
    fingerprint: string,
    atLeast: number,
    label?: string,
  ): Promise<{ themes: SharedTheme[]; total: number }> {
    return sharedThemes(await this.network(fingerprint), atLeast, label);
  }

  /** The most central concepts. */
  async central(fingerprint: string): Promise<string[]> {
    return central(await this.network(fingerprint));
  }

  async suggestedHighlight(fingerprint: string): Promise<HighlightIdea | undefined> {
    return suggestedHighlight(await this.network(fingerprint));
  }

  async duplicates(fingerprint: string): Promise<Duplicate[]> {
    return duplicates(await this.network(fingerprint));
  }

  /** The words that the texts of two concepts share; `undefined` if it is no more than chance. */
  async connection(fingerprint: string, pair: readonly [string, string]): Promise<SharedTheme | undefined> {
    return connection(await this.network(fingerprint), pair);
  }

  async openWithThemes(fingerprint: string, atLeast: number): Promise<Opened> {
    return this.show(withThemes(await this.network(fingerprint), atLeast));
  }

  /** Opens the union of two networks. */
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

  /** Throws for a network that was taken for a source. */
  async refuseNetworks(files: readonly SourceFile[]): Promise<void> {
    refuseNetworks(files);
  }

  /** The result of checking each passage against the sources. */
  async verdicts(fingerprint: string, sources: readonly SourceFile[]): Promise<PassageVerdict[]> {
    return verdicts(await this.network(fingerprint), sources);
  }

  /** Opens the network with attributes that say in which source each passage occurs. */
  async openCited(fingerprint: string, sources: readonly SourceFile[]): Promise<Opened> {
    return this.show(cited(await this.network(fingerprint), sources));
  }

  /** The lenses by which a concept can grow, by name. */
  async lenses(): Promise<string[]> {
    return lenses().map(({ name }) => name);
  }

  /** Begins to grow a concept; the page sends the request to a model. */
  async grow(fingerprint: string, concept: string, lens: string, sources: readonly SourceFile[]): Promise<GrowStep> {
    return this.growth.begin(await this.network(fingerprint), concept, lens, sources);
  }

  async growAnswer(id: number, answer: string): Promise<GrowStep> {
    return this.growth.answer(id, answer);
  }

  /** Opens the network with changes that were proposed. */
  async openChanged(fingerprint: string, changes: readonly Change[]): Promise<Opened> {
    return this.show((await this.network(fingerprint)).apply(changes));
  }

  async compare(before: string, after: string): Promise<Compared> {
    return compare(await this.network(before), await this.network(after), (network) => this.viewed(partOf(network)));
  }

  async share(fingerprint: string, base: string): Promise<Shared> {
    return sharedOf(await this.network(fingerprint), base);
  }

  /** The formats that a network can be saved in. */
  async formats(): Promise<SharedFormat[]> {
    return writableFormats();
  }

  /** The network in a format, and the omitted parts as text. */
  async exported(fingerprint: string, format: string): Promise<{ text: string; omitted: string }> {
    return exported(await this.network(fingerprint), format);
  }

  /** The canonical bytes. */
  async bytes(fingerprint: string): Promise<Uint8Array> {
    return (await this.network(fingerprint)).bytes;
  }

  // --- the list of networks ------------------------------------------------------------------------------------------

  async list(): Promise<Kept[]> {
    return this.shelf.list();
  }

  /** Networks whose question, title or hashtag has the typed text, for each keystroke. */
  async suggest(typed: string): Promise<Kept[]> {
    return this.finder.find(await this.shelf.listAtHand(), typed);
  }

  /** Removes a network from the list. An open network stays available until it is closed. */
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
        if (network === undefined) throw new Error(words.NO_BYTES);
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
        if (why !== undefined) refused.push(words.entry(place + 1, why));
        else if (before.has(network.fingerprint)) known++;
        else added++;
      } catch (error) {
        refused.push(words.entry(place + 1, messageOf(error)));
      }
    }
    return { kind: "imported", added, known, refused };
  }
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
