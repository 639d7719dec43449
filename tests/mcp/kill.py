"""Several MCP servers write to one store, and are killed with -9 at random moments while they do. Every change that one of them
acknowledged must be there afterwards, and open under its hashtag: `kill.py SERVER CHANGES` makes so many in each process."""

import json
import random
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

PROCESSES = 8
TRIES = 5


class Gone(Exception):
    """The server was killed."""


class Server:
    """A server that is spoken to in plain JSON-RPC."""

    def __init__(self, program, store):
        arguments = [program, "--store", store]
        self.process = subprocess.Popen(arguments, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        self.number = 0
        info = {"name": "kill", "version": "1"}
        self.ask("initialize", protocolVersion="2025-11-25", capabilities={}, clientInfo=info)
        self.send({"jsonrpc": "2.0", "method": "notifications/initialized"})

    def send(self, message):
        try:
            self.process.stdin.write(json.dumps(message).encode() + b"\n")
            self.process.stdin.flush()
        except OSError as error:
            raise Gone from error

    def ask(self, method, **params):
        self.number += 1
        self.send({"jsonrpc": "2.0", "id": self.number, "method": method, "params": params})
        while True:
            line = self.process.stdout.readline()
            # A line that ends early is an answer that was not delivered.
            if not line.endswith(b"\n"):
                raise Gone
            message = json.loads(line)
            if message.get("id") == self.number:
                return message["result"]

    def call(self, tool, **arguments):
        """The data of the answer, or None and the error."""
        result = self.ask("tools/call", name=tool, arguments=arguments)
        if result.get("isError"):
            return None, result["content"][0]["text"]
        return result["structuredContent"], None

    def end(self):
        self.process.kill()
        self.process.wait()
        for pipe in [self.process.stdin, self.process.stdout, self.process.stderr]:
            try:
                pipe.close()
            except OSError:
                pass


class Writer(threading.Thread):
    """Makes a chain of changes, through servers that are killed one after the other."""

    def __init__(self, program, store, number, changes):
        super().__init__()
        self.program, self.store, self.number, self.changes = program, store, number, changes
        self.random = random.Random(number)
        self.acknowledged, self.kills, self.retries, self.failure = [], 0, 0, None

    def run(self):
        try:
            while len(self.acknowledged) < self.changes:
                self.life()
        except Exception as failure:  # noqa: BLE001 (a thread must say why it ended)
            self.failure = failure

    def life(self):
        """One server, from its start to its end by force."""
        server = Server(self.program, self.store)
        killer = threading.Timer(self.random.uniform(0.05, 1.5), server.process.kill)
        killer.start()
        try:
            while len(self.acknowledged) < self.changes:
                self.change(server)
        except Gone:
            self.kills += 1
        finally:
            killer.cancel()
            server.end()

    def change(self, server):
        count = len(self.acknowledged)
        for _ in range(TRIES):
            if count == 0:
                found, error = server.call("add", network={"question": f"What does process {self.number} write?"})
            else:
                edit = {"edit": "addConcept", "label": f"Concept {count}", "text": "It was acknowledged."}
                found, error = server.call("change", network=self.acknowledged[-1], edits=[edit])
            if found:
                self.acknowledged.append(found["data"]["hashtag"])
                return
            self.retries += 1
        raise AssertionError(f"{TRIES} tries did not make a change: {error}")


def main():
    program, changes = str(Path(sys.argv[1]).resolve()), int(sys.argv[2])
    with tempfile.TemporaryDirectory() as folder:
        store = str(Path(folder) / "shared.semnet")
        writers = [Writer(program, store, number, changes) for number in range(PROCESSES)]
        for writer in writers:
            writer.start()
        for writer in writers:
            writer.join()
        failures = [writer.failure for writer in writers if writer.failure]
        assert not failures, failures
        acknowledged = [hashtag for writer in writers for hashtag in writer.acknowledged]
        kills, retries = sum(writer.kills for writer in writers), sum(writer.retries for writer in writers)
        assert len(set(acknowledged)) == PROCESSES * changes

        server = Server(program, store)
        listed, cursor = set(), {}
        while True:
            found, error = server.call("list", tokens=20_000, **cursor)
            assert found, error
            listed |= {one["hashtag"] for one in found["data"]["networks"]}
            if "cursor" not in found:
                break
            cursor = {"cursor": found["cursor"]}
        lost = [hashtag for hashtag in acknowledged if hashtag not in listed]
        assert not lost, f"{len(lost)} acknowledged changes are lost: {lost[:5]}"
        for writer in writers:
            for count, hashtag in enumerate(writer.acknowledged):
                found, error = server.call("overview", network=hashtag)
                assert found, (hashtag, error)
                assert found["data"]["conceptCount"] == count, (hashtag, found)
        server.end()
        assert kills > 0, "nothing was killed; make more changes"
        print(f"{PROCESSES} processes, {len(acknowledged)} changes, {kills} kills, {retries} retries: no change was lost.")


main()
