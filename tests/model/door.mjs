// A small server with OpenAI's chat completions in front of one model, for tests: `node door.mjs MODEL.gguf` prints its URL.
//
// The schema of a request becomes a grammar that the answer must follow. Lists and strings are kept short there, because a small
// model repeats itself without end.

import { createServer } from "node:http";
import { getLlama, LlamaChatSession, LlamaLogLevel } from "node-llama-cpp";

const LONGEST_LIST = 2;
const LONGEST_LABEL = 30;
const LONGEST_TEXT = 100;

/** The schema with bounds on its lists and strings. */
function bounded(schema, name = "") {
  if (schema.type === "string") {
    const isText = ["text", "passage", "title"].includes(name);
    return { type: "string", minLength: 3, maxLength: isText ? LONGEST_TEXT : LONGEST_LABEL };
  }
  if (schema.type === "array") {
    return { type: "array", minItems: 1, maxItems: LONGEST_LIST, items: bounded(schema.items) };
  }
  const properties = Object.entries(schema.properties).map(([key, value]) => [key, bounded(value, key)]);
  return { type: "object", properties: Object.fromEntries(properties) };
}

const llama = await getLlama({ gpu: false, build: "never", logLevel: LlamaLogLevel.error });
const model = await llama.loadModel({ modelPath: process.argv[2] });
// One thread: several wait for each other, which takes minutes on a machine that does other things.
const context = await model.createContext({ contextSize: 4096, threads: 1 });
const sequence = context.getSequence();

async function answer(body, onTextChunk, signal) {
  const [system, ...messages] = body.messages;
  await sequence.clearHistory();
  const session = new LlamaChatSession({ contextSequence: sequence, systemPrompt: system.content });
  try {
    const last = messages.pop();
    const item = ({ role, content }) =>
      role === "user" ? { type: "user", text: content } : { type: "model", response: [content] };
    session.setChatHistory([{ type: "system", text: system.content }, ...messages.map(item)]);
    const schema = body.response_format?.json_schema?.schema;
    return await session.promptWithMeta(last.content, {
      grammar: schema && (await llama.createGrammarForJsonSchema(bounded(schema))),
      maxTokens: body.max_tokens,
      temperature: body.temperature,
      seed: body.seed,
      onTextChunk,
      signal,
    });
  } finally {
    session.dispose();
  }
}

/** One request at a time: there is one context. */
let turn = Promise.resolve();

async function chat(request, response) {
  let text = "";
  for await (const chunk of request) text += chunk;
  const body = JSON.parse(text);
  const stop = new AbortController();
  response.on("close", () => stop.abort());
  response.writeHead(200, { "content-type": "text/event-stream" });
  const send = (delta, reason = null) =>
    response.write(`data: ${JSON.stringify({ choices: [{ index: 0, delta, finish_reason: reason }] })}\n\n`);
  const { stopReason } = await answer(body, (content) => send({ content }), stop.signal);
  send({}, stopReason === "maxTokens" ? "length" : "stop");
  response.end("data: [DONE]\n\n");
}

const server = createServer((request, response) => {
  const fail = (status, message) => {
    if (!response.headersSent) response.writeHead(status, { "content-type": "application/json" });
    response.end(JSON.stringify({ error: { message } }));
  };
  if (request.method === "GET" && request.url === "/v1/models") {
    response.writeHead(200, { "content-type": "application/json" });
    response.end(JSON.stringify({ data: [{ id: "smollm2-135m-instruct" }] }));
  } else if (request.method === "POST" && request.url === "/v1/chat/completions") {
    turn = turn.then(() => chat(request, response)).catch((error) => fail(500, String(error)));
  } else {
    fail(404, `there is no ${request.method} ${request.url}`);
  }
});
server.listen(0, "127.0.0.1", () => console.log(`http://127.0.0.1:${server.address().port}/v1`));
