"""Ends the server in each way, and checks that its store is one file that can be copied: at the end of input, and on SIGTERM and
SIGINT, over standard input and output and over HTTP."""

import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import urllib.request

INITIALIZE = {"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": {"name": "close", "version": "1"}}
ADD = {"name": "add", "arguments": {"network": {"question": "Is it kept?", "concepts": [{"label": "A"}]}}}


def request(number, method, params):
    return {"jsonrpc": "2.0", "id": number, "method": method, "params": params}


def over_pipes(server):
    def send(message):
        server.stdin.write(json.dumps(message).encode() + b"\n")
        server.stdin.flush()

    send(request(1, "initialize", INITIALIZE))
    assert b"serverInfo" in server.stdout.readline()
    send({"jsonrpc": "2.0", "method": "notifications/initialized"})
    send(request(2, "tools/call", ADD))
    # Notifications may come first.
    answer = next(line for line in server.stdout if json.loads(line).get("id") == 2)
    assert b"hashtag" in answer, answer


def over_http(server):
    line = server.stderr.readline().decode()
    assert line.startswith("mcp: listening on "), line
    headers = {"Content-Type": "application/json", "Accept": "application/json, text/event-stream"}

    def send(message):
        call = urllib.request.Request(line.split()[-1], json.dumps(message).encode(), headers)
        with urllib.request.urlopen(call, timeout=60) as answer:
            headers.update({"Mcp-Session-Id": answer.headers[name] for name in ["Mcp-Session-Id"] if answer.headers[name]})
            return answer.read()

    assert b"serverInfo" in send(request(1, "initialize", INITIALIZE))
    send({"jsonrpc": "2.0", "method": "notifications/initialized"})
    assert b"hashtag" in send(request(2, "tools/call", ADD))


def check(program, http, end):
    with tempfile.TemporaryDirectory() as folder:
        store = os.path.join(folder, "n.semnet")
        command = [program, "--store", store, *(["--http", "127.0.0.1:0"] if http else [])]
        pipe = subprocess.PIPE
        with subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe) as server:
            (over_http if http else over_pipes)(server)
            assert os.path.getsize(store + "-wal") > 0, "nothing is in the journal, so this shows nothing"
            if end is None:
                server.stdin.close()
            else:
                server.send_signal(end)
            assert server.wait(60) == 0, (end, server.returncode)
        assert os.listdir(folder) == ["n.semnet"], (http, end, os.listdir(folder))
        copy = shutil.copy(store, os.path.join(folder, "copy"))
        connection = sqlite3.connect(copy)
        assert connection.execute("SELECT count(*) FROM networks").fetchone() == (1,), (http, end)
        connection.close()


def main():
    for http, end in [(False, None), (False, signal.SIGTERM), (False, signal.SIGINT), (True, signal.SIGTERM), (True, signal.SIGINT)]:
        check(sys.argv[1], http, end)
    print("close: the store is one file however the server ends")


main()
