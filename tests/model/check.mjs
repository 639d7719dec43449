// Sends questions to a real language model through the program: `node check.mjs SEMNET WEIGHTS`.
//
// The model is small, and its answers are poor. The test shows that the complete path works: a question goes in, the answer follows the
// schema, what is not in the source is refused, and the hashtag opens what was kept.

import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const [semnet, weights] = process.argv.slice(2);
const QUESTION = "Why do bees dance?";
const SOURCE = `Bees dance in the dark of the hive. The angle of the dance repeats the angle of the sun.
A bee dances only while the flowers are worth the trip.
`;

/** So long may loading take, and one answer, even on a machine that does other things. */
const SECONDS = 120;

const folder = mkdtempSync(join(tmpdir(), "semnet-model-"));
const source = join(folder, "bees.txt");
writeFileSync(source, SOURCE);
const door = spawn(process.execPath, [join(dirname(fileURLToPath(import.meta.url)), "door.mjs"), weights], {
  stdio: ["ignore", "pipe", "inherit"],
});
try {
  const url = await loaded();
  const environment = { ...process.env, SEMNET_STORE: join(folder, "store"), SEMNET_MODEL_URL: url };
  delete environment.SEMNET_MODEL;
  delete environment.SEMNET_MODEL_KEY;
  const run = (...given) => {
    const done = spawnSync(semnet, given, { env: environment, encoding: "utf8", timeout: 2 * SECONDS * 1000 });
    assert.equal(done.error, undefined, `semnet ${given.join(" ")}: ${done.error}`);
    return done;
  };
  const limits = ["--limit", "2", "--answer-tokens", "700", "--context-tokens", "4096", "--timeout", String(SECONDS)];
  const ask = (...given) => {
    const { status, stdout, stderr } = run("ask", QUESTION, ...limits, ...given);
    assert.equal(status, 0, `the model gave no network within ${SECONDS} s: ${stderr}`);
    const [hashtag, question] = stdout.trimEnd().split("\t");
    assert.equal(question, QUESTION);
    assert.match(hashtag, /^[0-9A-Za-z]{11}$/);
    const opened = run("open", hashtag);
    assert.equal(opened.status, 0, opened.stderr);
    assert.ok(opened.stdout.includes(QUESTION), opened.stdout);
    const json = JSON.parse(run("open", hashtag, "--as", "json").stdout);
    assert.ok(json.findings.length >= 1, "a network without findings");
    return { hashtag, json, stderr };
  };

  const plain = ask();
  console.log(run("open", plain.hashtag).stdout);

  const cited = ask("--source", source, "--corrections", "1");
  console.log(run("open", cited.hashtag).stdout, cited.stderr);
  const evidence = run("evidence", cited.hashtag);
  assert.equal(evidence.status, 0, `what is not in the source came in: ${evidence.stdout}${evidence.stderr}`);

  // The same question again: from what was kept, without the model.
  door.kill();
  environment.SEMNET_MODEL = "smollm2-135m-instruct";
  assert.equal(ask().hashtag, plain.hashtag);
  console.log("1 question asked twice, 2 networks kept, evidence checked: passed");
} finally {
  door.kill();
  rmSync(folder, { recursive: true, force: true });
}

/** The door's URL, when the model is loaded. */
async function loaded() {
  const late = setTimeout(() => door.kill(), SECONDS * 1000);
  let text = "";
  for await (const chunk of door.stdout) {
    text += chunk;
    if (text.includes("\n")) break;
  }
  clearTimeout(late);
  assert.match(text, /^http:/, `the model did not load within ${SECONDS} s`);
  return text.trim();
}
