"""Measures the MCP server: how soon it is there, how long each tool takes (median and p99) and how much memory the process has,
with WordNet as one network in the store, and with a store of many networks.

    tests/mcp/times [NETWORKS [FOLDER]]

makes both stores in the folder (target/mcp-times unless given), and prints a table. A store of many networks that is there is taken
again, and one that is not complete is completed. A tool is called until it has taken a minute, but at least three times. NETWORKS 0 leaves the store of many
networks out. Figures are those of one machine; `processor` is the p99 of the time that the server itself ran, which other work on the
machine does not lengthen. The last lines name the tools whose p99 is above 50 ms, other than `merge` and
searches of the whole store, and a process that took more than 300 MiB.
"""

import json
import random
import subprocess
import sys
import time
from pathlib import Path

from session import tokens

CALLS = 200
HEAVY = {"merge", "change", "search everywhere", "context everywhere", "path across", "search after change"}
HEAVY_CALLS = 20
LONGEST = 60  # Seconds for each tool.
MOST_TIME, MOST_MEMORY = 50, 300  # Milliseconds of a call, MiB of a process.
SLOW = {"merge", "search everywhere", "context everywhere", "search after change"}


class Server:
    """A server that is spoken to in plain JSON-RPC, so that little but its own time is measured."""

    def __init__(self, program, store):
        start = time.perf_counter()
        self.process = subprocess.Popen(
            [program, "--store", store], stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=1 << 16
        )
        self.number = 0
        self.ask("initialize", protocolVersion="2025-11-25", capabilities={}, clientInfo={"name": "times", "version": "1"})
        self.send({"jsonrpc": "2.0", "method": "notifications/initialized"})
        self.start = time.perf_counter() - start

    def send(self, message):
        self.process.stdin.write(json.dumps(message).encode() + b"\n")
        self.process.stdin.flush()

    def ask(self, method, **params):
        self.number += 1
        self.send({"jsonrpc": "2.0", "id": self.number, "method": method, "params": params})
        while True:
            message = json.loads(self.process.stdout.readline())
            if message.get("id") == self.number:
                return message["result"]

    def call(self, tool, **arguments):
        """The answer, or None for an error; the seconds that it took; its tokens."""
        start = time.perf_counter()
        result = self.ask("tools/call", name=tool, arguments=arguments)
        took = time.perf_counter() - start
        return result.get("structuredContent"), took, tokens(result["content"][0]["text"])

    def processor(self):
        """Milliseconds that its threads ran so far, which other work on the machine does not lengthen."""
        threads = Path(f"/proc/{self.process.pid}/task").glob("*/schedstat")
        return sum(int(thread.read_text().split()[0]) for thread in threads) / 1e6

    def memory(self):
        """MiB: the most that it ever had."""
        lines = Path(f"/proc/{self.process.pid}/status").read_text().splitlines()
        return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM"))

    def end(self):
        self.process.stdin.close()
        self.process.wait()


def percentile(values, share):
    values = sorted(values)
    return values[min(len(values) - 1, int(len(values) * share))]


def measure(program, store, calls):
    """Calls each tool many times with different arguments, on a server with a separate store."""
    starts = []
    for _ in range(10):
        server = Server(program, store)
        starts.append(server.start)
        server.end()
    server = Server(program, store)
    missed = []
    print(f"{'':<22} {'calls':>5} {'median':>10} {'p99':>11} {'processor':>11} {'errors':>7} {'tokens':>7} {'memory':>8}", flush=True)
    for name, (tool, arguments) in calls.items():
        took, ran, errors, most = [], [], 0, 0
        start = time.perf_counter()
        for number in range(HEAVY_CALLS if name in HEAVY else CALLS):
            if number >= 3 and time.perf_counter() - start > LONGEST:
                break
            given, before = arguments(number), server.processor()
            answer, seconds, count = server.call(tool, **given)
            took.append(seconds * 1000)
            ran.append(server.processor() - before)
            errors += answer is None
            most = max(most, count)
        median, last = percentile(took, 0.5), percentile(took, 0.99)
        print(f"{name:<22} {len(took):>5} {median:>7.1f} ms {last:>8.1f} ms {percentile(ran, 0.99):>8.1f} ms {errors:>7} {most:>7} {server.memory():>4.0f} MiB", flush=True)
        assert most <= 4_000, f"{name} answered with {most} tokens"
        if last > MOST_TIME and name not in SLOW:
            missed.append(f"{name} {last:.0f} ms (processor {percentile(ran, 0.99):.0f})")
    print(f"start {percentile(starts, 0.5) * 1000:.0f} ms (slowest {max(starts) * 1000:.0f} ms), memory at most {server.memory():.0f} MiB", flush=True)
    if server.memory() > MOST_MEMORY:
        missed.append(f"memory {server.memory():.0f} MiB")
    print(f"beyond {MOST_TIME} ms or {MOST_MEMORY} MiB: {', '.join(missed) or 'nothing'}", flush=True)
    server.end()


def word_net(program, store):
    """The calls on WordNet as one network."""
    server = Server(program, store)
    network = server.call("list")[0]["data"]["networks"][0]["hashtag"]
    picked = random.Random(1)
    labels = []
    for word in ["bee", "mill", "light", "river", "house", "music", "number", "war", "tree", "love"]:
        hits = server.call("search", words=word, network=network)[0]["data"]["hits"]
        labels += [hit["label"] for hit in hits if hit.get("label")]
    cursors = [{}]
    for _ in range(CALLS):
        cursors.append({"cursor": server.call("open", network=network, **cursors[-1])[0]["cursor"]})
    base = network
    edit = lambda label: [{"edit": "addConcept", "label": label}]
    ours = server.call("change", network=base, edits=edit("One side"))[0]["data"]["hashtag"]
    theirs = server.call("change", network=base, edits=edit("Other side"))[0]["data"]["hashtag"]
    # The first search after large networks were added indexes them, which the last row measures.
    server.call("search", words="bee")
    server.end()
    some = lambda: picked.choice(labels)
    relations = ["hypernym", "hyponym"]

    def after_change(n):
        # By another server, which leaves it to the next search to index the new version.
        other = Server(program, store)
        other.call("change", network=base, edits=edit(f"Then {n}"))
        other.end()
        return {"words": some()}

    return {
        "overview": ("overview", lambda n: {"network": network}),
        "open": ("open", lambda n: {"network": network, **cursors[n]}),
        "search": ("search", lambda n: {"network": network, "words": some()}),
        "search everywhere": ("search", lambda n: {"words": some()}),
        "context": ("context", lambda n: {"network": network, "question": f"What is {some()}?"}),
        "context everywhere": ("context", lambda n: {"question": f"What is {some()}?"}),
        "related": ("related", lambda n: {"network": network, "concept": some()}),
        "related across": ("related", lambda n: {"concept": some()}),
        "path": ("path", lambda n: {"network": network, "from": some(), "to": some()}),
        "path across": ("path", lambda n: {"from": some(), "to": some()}),
        "select": ("select", lambda n: {"network": network, "pattern": f"{json.dumps(some())} via {relations[n % 2]} ?x"}),
        "list": ("list", lambda n: {}),
        "diff": ("diff", lambda n: {"from": ours, "to": theirs}),
        "link": ("link", lambda n: {"network": network}),
        "evidence": ("evidence", lambda n: {"passages": ["It is so."]}),
        "add_source": ("add_source", lambda n: {"name": f"source {n}", "text": f"It is so, for the time number {n}. " * 50}),
        "add": ("add", lambda n: {"network": {"question": f"What is {n}?", "concepts": [{"label": some()}]}}),
        "change": ("change", lambda n: {"network": base, "edits": edit(f"New {n}")}),
        "merge": ("merge", lambda n: {"base": base, "ours": ours, "theirs": theirs}),
        "search after change": ("search", after_change),
    }


def many(program, store):
    """The calls on a store of many networks of some 5 KB, as the program `million` of tests makes them."""
    server = Server(program, store)
    picked = random.Random(2)
    hashtags, cursor = [], {}
    while len(hashtags) < 500:
        found = server.call("list", **cursor)[0]
        hashtags += [one["hashtag"] for one in found["data"]["networks"]]
        cursor = {"cursor": found["cursor"]} if "cursor" in found else {}
    labels, relation = [], ""
    for hashtag in picked.sample(hashtags, 40):
        whole = server.call("open", network=hashtag)[0]["data"]
        labels += [(hashtag, one["label"]) for one in whole["findings"] + whole["otherConcepts"]]
        relation = whole["relationships"][0]["relation"] if whole["relationships"] else relation
    pairs = {}
    for hashtag, label in labels:
        pairs.setdefault(hashtag, []).append(label)
    server.end()
    any_network = lambda: picked.choice(hashtags)
    some = lambda: picked.choice(labels)

    def two(n):
        network, both = picked.choice([pair for pair in pairs.items() if len(pair[1]) > 1])
        start, end = picked.sample(both, 2)
        return {"network": network, "from": start, "to": end}

    changed = {}

    def edited(n):
        network = any_network()
        return {"network": network, "edits": [{"edit": "addConcept", "label": f"New {n}"}]}

    def sides(n):
        if not changed:
            other = Server(program, store)
            base = hashtags[0]
            for side in ["ours", "theirs"]:
                edits = [{"edit": "addConcept", "label": side}]
                changed[side] = other.call("change", network=base, edits=edits)[0]["data"]["hashtag"]
            changed["base"] = base
            other.end()
        return changed

    return {
        "overview": ("overview", lambda n: {"network": any_network()}),
        "open": ("open", lambda n: {"network": any_network()}),
        "search": ("search", lambda n: dict(zip(("network", "words"), some()))),
        "search everywhere": ("search", lambda n: {"words": some()[1]}),
        "context": ("context", lambda n: dict(zip(("network", "question"), some()))),
        "context everywhere": ("context", lambda n: {"question": f"What is {some()[1]}?"}),
        "related": ("related", lambda n: dict(zip(("network", "concept"), some()))),
        "related across": ("related", lambda n: {"concept": some()[1]}),
        "path": ("path", two),
        "path across": ("path", lambda n: {"from": some()[1], "to": some()[1]}),
        "select": ("select", lambda n: {"network": any_network(), "pattern": f"?x via {json.dumps(relation)} ?y"}),
        "list": ("list", lambda n: {}),
        "list a concept": ("list", lambda n: {"concept": some()[1]}),
        "diff": ("diff", lambda n: {"from": any_network(), "to": any_network()}),
        "link": ("link", lambda n: {"network": any_network(), "full": True}),
        "evidence": ("evidence", lambda n: {"passages": ["It is so."]}),
        "add_source": ("add_source", lambda n: {"name": f"source {n}", "text": f"It is so, for the time number {n}. " * 50}),
        "add": ("add", lambda n: {"network": {"question": f"What is {n}?", "concepts": [{"label": some()[1]}]}}),
        "change": ("change", edited),
        "merge": ("merge", sides),
    }


def main():
    program, semnet, million, folder, network, count = sys.argv[1:]
    folder, count = Path(folder), int(count)
    folder.mkdir(parents=True, exist_ok=True)
    if Path(network).exists():
        store = folder / "wordnet.semnet"
        # The calls of an earlier run have added to it.
        for file in folder.glob(f"{store.name}*"):
            file.unlink()
        subprocess.run([semnet, "add", network, "--store", store], check=True, stdout=subprocess.DEVNULL)
        print("WordNet as one network", flush=True)
        measure(program, store, word_net(program, store))
    else:
        print(f"skipped: {network}; ./tests/run wordnet makes it")
    if count:
        of_many = folder / str(count)
        of_many.mkdir(exist_ok=True)
        subprocess.run([million, str(count), of_many, "fill"], check=True, stdout=subprocess.DEVNULL)
        print(f"\n{count} networks", flush=True)
        measure(program, of_many / "million.semnet", many(program, of_many / "million.semnet"))


main()
