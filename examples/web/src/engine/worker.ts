// The worker: answers the calls of the page, one after the other.

import { type Answer, answer, type Request, troubleOf } from "./calls.js";
import { Engine } from "./engine.js";

const scope = globalThis as unknown as {
  onmessage: (event: MessageEvent<Request>) => void;
  postMessage(answer: Answer): void;
};

const starting = Engine.start(true);

scope.onmessage = async ({ data: { id, name, given } }) => {
  try {
    scope.postMessage({ id, value: await answer(await starting, name, given) });
  } catch (error) {
    scope.postMessage({ id, trouble: troubleOf(error) });
  }
};
