// `npx semnet` compared with the native program: the same commands print the same, and end in the same way.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { copyFileSync, existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { project, write } from "./project.mjs";

const ROOT = fileURLToPath(new URL("../../../", import.meta.url));
const NATIVE = join(process.env.CARGO_TARGET_DIR ?? join(ROOT, "target"), "debug/examples/semnet");

/** Files of the examples, and some that are made for this. */
const REPORTS = ["bees.txt", "tram.txt", "tide-mill.json"];
const FILES = {
  "claims.csv": "from,relation,to,passage\nBoard,rejected,Plan,The board rejected the plan.\nBoard,met,Plan,It met\n",
  "more.csv": "from,relation,to,id\nBoard,met,Plan,7\nBoard,paid,Plan,8\n",
  "others.csv": "from,relation,to\nThe board,met,plans\nBoard,hired,Clerk\n",
  "minutes.txt": "It met.\nThe board did not reject the plan.",
  "broken.json": '{"question": "Q?", "concepts": [{"label": ""}]}',
  "ours.json": '{"question": "Q?", "title": "Ours", "concepts": [{"label": "A", "text": "Ours."}]}',
  "theirs.json": '{"question": "Q?", "title": "Theirs", "concepts": [{"label": "A", "text": "Theirs."}]}',
  "base.json": '{"question": "Q?", "concepts": [{"label": "A"}]}',
};

/** Whatever is not a file or a full link the native program looks up in a store, so that is left out. */
const COMMANDS = [
  "open bees.txt",
  "open bees.txt --json",
  "open tide-mill.json",
  "open tide-mill.json --as graphml",
  "open tide-mill.json --as mermaid",
  "open more.csv --json",
  "open more.csv --json --question Who?",
  "open minutes.txt --from csv",
  "open broken.json",
  "convert tide-mill.json mill.gexf",
  "convert mill.gexf mill.dot",
  "convert tide-mill.json mill.svg",
  "open mill.svg --json",
  "convert tide-mill.json mill.unknown",
  "convert bees.txt - --as csv",
  "link bees.txt --full",
  "link tide-mill.json --full --base https://example.org/n",
  "link bees.txt --base https://example.org/n",
  ["search", "who dances", "bees.txt"],
  ["search", "the tide at night", "tide-mill.json", "--limit", "3"],
  "search zzz bees.txt",
  ["select", "tide-mill.json", "?who via supplied+ ?whom"],
  ["select", "tide-mill.json", "?a via ?r ?b", "--limit", "2"],
  ["select", "claims.csv", "Board via met Plan"],
  ["select", "claims.csv", "?x via nothing ?y"],
  ["select", "claims.csv", "?x via"],
  ["path", "tide-mill.json", "night baking", "coal quay", "-k", "3"],
  ["path", "bees.txt", "question", "waggle dance"],
  ["path", "claims.csv", "Bord", "Plan"],
  ["path", "more.csv", "Plan", "Board"],
  "diff claims.csv more.csv",
  "diff claims.csv claims.csv",
  "diff --json claims.csv more.csv",
  "apply claims.csv changes.json",
  "apply more.csv changes.json",
  "merge base.json ours.json theirs.json",
  "merge base.json base.json theirs.json",
  "union bees.txt tram.txt",
  "without union.json 6l8y2xAx64u",
  "without bees.txt 6l8y2xAx64u",
  "evidence claims.csv --source minutes.txt",
  "evidence claims.csv --source minutes.txt --json",
  "evidence claims.csv --source minutes.txt --as markdown",
  "evidence ours.json --source minutes.txt",
  "evidence claims.csv --source none.txt",
  ["context", "bees.txt", "How do they use the sun?", "--tokens", "60"],
  ["context", "bees.txt", "How do they use the sun?", "--network"],
  ["context", "bees.txt", "zzz"],
  "score claims.csv others.csv",
  "score claims.csv others.csv --any-relation",
  "score bees.txt bees.txt",
];

test("every command prints what the native program prints", { skip: !existsSync(NATIVE) && "it is not built" }, () => {
  const [packed, native] = ["packed", "native"].map((name) => {
    const folder = project(`native-${name}`, FILES);
    for (const report of REPORTS) copyFileSync(join(ROOT, "examples/reports", report), join(folder, report));
    return folder;
  });
  const cli = join(packed, "node_modules/semnet/cli.cjs");
  const run = (program, args, cwd) => {
    const env = { ...process.env, SEMNET_STORE: join(cwd, "store.semnet") };
    const { status, stdout, stderr } = spawnSync(program, args, { cwd, encoding: "utf8", env });
    return { status, stdout, stderr };
  };
  assert.equal(run(NATIVE, ["add", "bees.txt"], native).status, 0);
  for (const command of COMMANDS) {
    const args = typeof command === "string" ? command.split(" ") : command;
    const expected = run(NATIVE, args, native);
    assert.deepEqual(run(process.execPath, [cli, ...args], packed), expected, args.join(" "));
    // What the later commands read.
    for (const [made, file] of [
      ["diff --json", "changes.json"],
      ["union", "union.json"],
    ]) {
      if (args.join(" ").startsWith(made))
        for (const folder of [packed, native]) write(folder, { [file]: expected.stdout });
    }
    if (args[0] === "convert" && args[2] !== "-" && expected.status === 0) {
      const written = [packed, native].map((folder) => readFileSync(join(folder, args[2]), "utf8"));
      assert.equal(written[0], written[1], args[2]);
    }
  }
});
