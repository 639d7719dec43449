// The forms in which a network can be shared.

import * as words from "../page/strings.js";
import { type FormatName, formats, type Network, type Omitted } from "semnet";
import type { Shared, SharedFormat } from "./types.js";

/** Up to this many characters, the address bar holds the whole network. */
const LONGEST_ADDRESS = 16_000;
/** Larger networks have no full link, because it would be too long to share. */
const LARGEST_LINKED = 1024 * 1024;

/** The text after the `#`: the whole network if that is not too long, else its name. */
export function addressOf(network: Network): string {
  const full = network.bytes.length <= LARGEST_LINKED ? afterHash(network.toLink("semnet:")) : "";
  return full !== "" && full.length <= LONGEST_ADDRESS ? full : network.hashtag;
}

const afterHash = (link: string) => link.slice(link.indexOf("#") + 1);

export function sharedOf(network: Network, base: string): Shared {
  const { text, omitted } = network.toReport();
  const full = network.bytes.length <= LARGEST_LINKED ? network.toLink(base) : undefined;
  return {
    short: network.toShortLink(base),
    report: text,
    omitted: sayOmitted(omitted),
    json: JSON.stringify(network, null, 2),
    ...(full !== undefined && { full }),
  };
}

/** The formats that a network can be saved in. */
export const writableFormats = (): SharedFormat[] =>
  formats()
    .filter(({ isWritable }) => isWritable)
    .map(({ name, extension, mediaType }) => ({ name, extension, mediaType }));

/** The network in a format, and the omitted parts as text. */
export function exported(network: Network, format: string): { text: string; omitted: string } {
  const { text, omitted } = network.toFormat(format as FormatName);
  return { text, omitted: sayOmitted(omitted) };
}

/** As text: `1 relationship, 2 attributes`. */
function sayOmitted(omitted: Omitted): string {
  const counts = Object.entries(omitted) as [string, number][];
  const said = counts
    .filter(([, count]) => count > 0)
    .map(([what, count]) => {
      const [one, many] = words.OMITTED[what] ?? [what, what];
      return `${count.toLocaleString("en")} ${count === 1 ? one : many}`;
    });
  return said.join(", ");
}
