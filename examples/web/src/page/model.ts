// The language model that the page was set up with, if any: a server with chat completions. The policy of the page allows its origin
// and no other.

import type { ModelRequest } from "../engine/types.js";
import * as words from "./strings.js";

export interface Model {
  /** Without a slash at its end. */
  readonly url: string;
  readonly name: string;
}

/** How long an answer may take, and how long it may be. */
const LONGEST_WAIT = 180_000;
const LONGEST_ANSWER = 4_000_000;

/** The model that the page was set up with, by `set-model`. */
export function modelOfPage(): Model | undefined {
  const set = document.querySelector<HTMLMetaElement>('meta[name="semnet-model"]');
  if (!set?.content) return undefined;
  return { url: new URL(set.content, location.href).href.replace(/\/+$/, ""), name: set.dataset["name"] ?? "" };
}

/** Sends a request, and returns the text of the answer. A server that takes no schema gets it in words. */
export async function askModel(model: Model, request: ModelRequest, signal: AbortSignal): Promise<string> {
  const { schema, schemaName, messages, messagesWithSchema, answerTokens } = request;
  const common = { ...(model.name !== "" && { model: model.name }), max_tokens: answerTokens };
  const format = { type: "json_schema", json_schema: { name: schemaName, schema, strict: true } };
  const first = await send(model, { ...common, messages, response_format: format }, signal);
  if (first.status !== 400 && first.status !== 422) return contentOf(first);
  return contentOf(await send(model, { ...common, messages: messagesWithSchema }, signal));
}

const send = (model: Model, body: object, signal: AbortSignal): Promise<Response> =>
  fetch(`${model.url}/chat/completions`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
    credentials: "omit",
    redirect: "error",
    signal: AbortSignal.any([signal, AbortSignal.timeout(LONGEST_WAIT)]),
  });

async function contentOf(response: Response): Promise<string> {
  const text = await textOf(response);
  if (!response.ok) throw new Error(words.modelRefused(response.status, text.slice(0, 300)));
  let content: unknown;
  try {
    content = JSON.parse(text).choices?.[0]?.message?.content;
  } catch {
    // Said below.
  }
  if (typeof content !== "string") throw new Error(words.NO_COMPLETION);
  return content;
}

async function textOf(response: Response): Promise<string> {
  const decoder = new TextDecoder();
  const reader = response.body?.getReader();
  let text = "";
  for (let part = await reader?.read(); part?.value; part = await reader?.read()) {
    text += decoder.decode(part.value, { stream: true });
    if (text.length > LONGEST_ANSWER) {
      await reader?.cancel();
      throw new Error(words.TOO_LONG);
    }
  }
  return text;
}
