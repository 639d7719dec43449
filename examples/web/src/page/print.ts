// Paper: while a page is printed, its picture is one of all the network, in light colours and fine enough for print.

import { el } from "./dom.js";

/** The part of a picture that paper needs. */
interface Drawn {
  recolour(): void;
  snapshot(width: number, height: number, scale: number): HTMLCanvasElement;
}

const [WIDTH, HEIGHT] = [1_050, 700];
const FINE = 2.5;

/** Puts such a picture into `place` for as long as the browser prints. Returns a function that ends it. */
export function onPaper(place: HTMLElement, picture: () => Drawn | undefined): () => void {
  const ending = new AbortController();
  const { signal } = ending;
  let theme: string | undefined;
  addEventListener(
    "beforeprint",
    () => {
      const drawn = picture();
      if (!drawn) return;
      const { dataset } = document.documentElement;
      theme = dataset["theme"];
      dataset["theme"] = "light";
      dataset["printing"] = "";
      drawn.recolour();
      const canvas = drawn.snapshot(WIDTH, HEIGHT, FINE);
      place.prepend(el("div", { class: "on-paper" }, canvas));
    },
    { signal },
  );
  addEventListener(
    "afterprint",
    () => {
      delete document.documentElement.dataset["printing"];
      for (const one of place.querySelectorAll(".on-paper")) one.remove();
      if (theme === undefined) delete document.documentElement.dataset["theme"];
      else document.documentElement.dataset["theme"] = theme;
      picture()?.recolour();
    },
    { signal },
  );
  return () => ending.abort();
}
