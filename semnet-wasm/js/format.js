// The formats of other tools.

import { around } from "./around.js";
import { strings } from "./cache.js";
import * as input from "./input.js";
import { written } from "./output.js";
import * as module from "./semnet.js";
import { Network } from "./semnet.js";

export const formats = () =>
  module.formats().split("\x01").map((row) => {
    const [name, extension, mediaType, canBeRead, isLossless] = strings(row);
    return { name, extension, mediaType, canBeRead: canBeRead !== "", isLossless: isLossless !== "" };
  });

export const formatOfFileName = (name) => module.formatOfFileName(input.text(name, "the name of a file"));
export const formatOfContent = (text) => module.formatOfContent(input.textOrBytes(text, "a text in some format"));

const format = (name) => input.text(name, "the name of a format");

around(Network, {
  toFormat: (method) =>
    function (name) {
      return written(method.call(this, format(name)));
    },
});

export const passedOver = (name, text) => {
  const packed = module.passedOver(format(name), input.textOrBytes(text, "a text in a format"));
  const all = packed === "" ? [] : strings(packed);
  // Whatever the text calls it: also `__proto__`.
  return Object.fromEntries(all.flatMap((name, place) => (place % 2 ? [] : [[name, Number(all[place + 1])]])));
};

const { fromFormat } = Network;

Network.fromFormat = (name, text, question) =>
  fromFormat(format(name), input.textOrBytes(text, "a text in a format"), input.textOrNothing(question, "a question"));
