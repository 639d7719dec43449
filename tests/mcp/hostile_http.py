"""Sends the MCP server over HTTP what no client should send: requests that two programs may read in two ways, names that somebody
else bound to its address, pages of another origin, lines without end, bodies that never come, connections that say nothing. Each
is refused with its status, none reaches a tool, and the server goes on."""

import atexit
import json
import re
import socket
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

HELLO = {
    "jsonrpc": "2.0", "id": 1, "method": "initialize",
    "params": {"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": {"name": "hostile", "version": "1"}},
}
BODY = json.dumps(HELLO).encode()
ACCEPT = "Accept: application/json, text/event-stream"
JSON = "Content-Type: application/json"


class Server:
    def __init__(self, program, folder, address):
        command = [program, "--store", Path(folder) / "store.semnet", "--http", address]
        self.process = subprocess.Popen(command, stderr=subprocess.PIPE)
        line = self.process.stderr.readline().decode()
        assert line.startswith("mcp: listening on http://"), line
        self.host, port = re.fullmatch(r"http://(.*):(\d+)/mcp", line.split()[-1]).groups()
        self.port = int(port)
        self.own = f"Host: {self.host}:{port}"

    def connect(self):
        return socket.create_connection((self.host.strip("[]"), self.port), timeout=90)

    def answers(self, *pieces, wait=3):
        """The status of each answer to some bytes, up to the end of the connection, and whether the server ended it."""
        with self.connect() as connection:
            try:
                for piece in pieces:
                    connection.sendall(piece)
            except OSError:
                pass  # It was refused before all of it was sent.
            connection.settimeout(wait)
            read = b""
            try:
                while some := connection.recv(1 << 16):
                    read += some
                is_ended = True
            except TimeoutError:
                is_ended = False
            except OSError:
                is_ended = True
        return [int(status) for status in re.findall(rb"(?:^|\n|\})HTTP/1\.[01] (\d+)", read)], is_ended

    def end(self):
        self.process.kill()
        self.process.wait()


def head(method, *lines, version="HTTP/1.1"):
    return "\r\n".join([f"{method} {version}", *lines, "", ""]).encode("latin-1")


def post(*lines, body=BODY, target="/mcp", close=True, length=True):
    more = [f"Content-Length: {len(body)}"] if length else []
    return head(f"POST {target}", *lines, ACCEPT, *more, *(["Connection: close"] if close else [])) + body


def chunked(body):
    return f"{len(body):x}\r\n".encode() + body + b"\r\n0\r\n\r\n"


def odd_requests(server):
    own, evil = server.own, "Host: evil.example"
    origin = f"Origin: http://localhost:{server.port}"
    assert server.answers(post(own, JSON)) == ([200], True)
    assert server.answers(post(own, JSON, origin)) == ([200], True)
    long, second, wrong = "x" * 2_000_000, post(own, JSON), []
    for what, requests, expected in [
        # Names and pages.
        ("two hosts", post(own, evil, JSON), 400), ("two hosts", post(evil, own, JSON), 400), ("the same twice", post(own, own, JSON), 400),
        ("no host", post(JSON), 400), ("a host that is no text", post("Host: \xff", JSON), 400),
        ("another origin", post(own, JSON, "Origin: https://evil.example"), 403), ("no origin", post(own, JSON, "Origin: null"), 403),
        ("an empty origin", post(own, JSON, "Origin: "), 403), ("two origins", post(own, JSON, origin, "Origin: https://evil.example"), 400),
        ("a list of origins", post(own, JSON, f"{origin} https://evil.example"), 403),
        ("another scheme", post(own, JSON, "Origin: file://"), 403), ("an extension", post(own, JSON, "Origin: chrome-extension://localhost"), 403),
        *[
            (name, post(f"Host: {name}:{server.port}", JSON), (400, 403)) for name in [
                "localhost.evil.example", "evil.example", "127.0.0.1.evil.example", "127.0.0.1.nip.io", "0.0.0.0", "127.1", "2130706433",
                "0x7f.0.0.1", "[::ffff:127.0.0.1]", "[::]", "[::1%25lo]", "[::1", "127.0.0.2", "localhost:1", "localhost@evil.example",
                "evil.example#localhost", "evil.example/localhost", "localhost evil.example", "localhost,evil.example", "xn--lcalhost-6fg",
            ]
        ],
        # Requests that two programs may read in two ways.
        ("two lengths", post(own, JSON, f"Content-Length: {len(BODY) - 1}"), 400), ("a length with a sign", post(own, JSON, "Content-Length: +5", length=False), 400),
        ("an invalid length", post(own, JSON, "Content-Length: 0x10", length=False), 400), ("a list of lengths", post(own, JSON, f"Content-Length: {len(BODY)}, 5", length=False), 400),
        ("a folded header", post(own, JSON, "X: a\r\n b"), 400), ("a space before the colon", post("Host : localhost", own, JSON), 400),
        ("a line without a colon", post(own, JSON, "Nothing"), 400), ("a zero byte", post(own, JSON, "X: a\0b"), 400),
        ("chunks that are not last", post(own, JSON, "Transfer-Encoding: chunked, identity", length=False), 400),
        ("chunks of another name", post(own, JSON, "Transfer-Encoding: xchunked", length=False), 400),
        ("chunks in HTTP/1.0", head("POST /mcp", own, ACCEPT, JSON, "Transfer-Encoding: chunked", version="HTTP/1.0") + chunked(BODY), 400),
        ("a chunk with no size", post(own, JSON, "Transfer-Encoding: chunked", body=b"x\r\n{}\r\n0\r\n\r\n", length=False), 400),
        ("a chunk that is too large", post(own, JSON, "Transfer-Encoding: chunked", body=b"fffffffffffffffff\r\n{}", length=False), 400),
        ("HTTP/2 without TLS", b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + bytes(64), (400, None)), ("no HTTP", b"\x16\x03\x01\x02\x00\x01\x00" + bytes(64), 400),
        ("a tunnel", head("CONNECT evil.example:443", own), (400, 403, 404, 405)),
        # Lines without end.
        ("a long target", post(own, JSON, target=f"/mcp?{long}"), (414, 431)), ("a long header", post(own, JSON, f"X: {long}"), 431),
        ("a long name", post(own, JSON, f"{long}: x"), (400, 431)), ("many headers", post(own, JSON, *[f"X{n}: x" for n in range(10_000)]), 431),
        # Wrong kinds.
        ("text", post(own, "Content-Type: text/plain"), 415), ("a form", post(own, "Content-Type: application/x-www-form-urlencoded"), 415),
        ("parts", post(own, "Content-Type: multipart/form-data; boundary=x"), 415), ("no kind", post(own), 415),
        ("text that names JSON", post(own, "Content-Type: text/plain; application/json"), 415),
        ("nothing that it accepts", head("POST /mcp", own, JSON, "Accept: text/html", f"Content-Length: {len(BODY)}", "Connection: close") + BODY, 406),
        ("no JSON", post(own, JSON, body=b"{"), 415), ("nothing", post(own, JSON, body=b""), 415), ("half a letter", post(own, JSON, body=b'{"jsonrpc":"2.0","id":1,"method":"\xff"}'), 415),
        ("16 MiB and more", post(own, JSON, body=b" " * ((16 << 20) + 1)), 413),
        ("another method", head("PUT /mcp", own, "Connection: close"), 405), ("a preflight", head("OPTIONS /mcp", own, origin, "Access-Control-Request-Method: POST", "Connection: close"), 405),
        ("another path", head("GET /", own, "Connection: close"), 404), ("an unknown session", post(own, JSON, "Mcp-Session-Id: none", body=b'{"jsonrpc":"2.0","id":1,"method":"ping"}'), 404),
        ("a stream of no session", head("GET /mcp", own, "Accept: text/event-stream", "Connection: close"), (400, 405)),
    ]:
        found, is_ended = server.answers(requests)
        expected = expected if isinstance(expected, tuple) else (expected,)
        # None: the connection ends without an answer.
        if len(found) > 1 or (found[0] if found else None) not in expected or not (found or is_ended):
            wrong.append(f"{what}: {found}, expected {expected}")
    assert not wrong, "\n".join(wrong)
    # Whatever follows chunks that also have a length is no second request: a proxy may have read the length.
    for lines in [("Transfer-Encoding: chunked", "Content-Length: 4"), ("Content-Length: 4", "Transfer-Encoding: chunked")]:
        found, is_ended = server.answers(post(own, JSON, *lines, body=chunked(BODY), length=False, close=False), second)
        assert len(found) == 1 and is_ended, f"{lines}: {found}"
    # One after the other on one connection is allowed.
    assert server.answers(post(own, JSON, close=False), second) == ([200, 200], True)


def slow(server, results, name, pieces, pause):
    """How long a connection lives to which little is sent, and the status that ends it."""
    start = time.monotonic()
    with server.connect() as connection:
        read = b""
        try:
            for piece in pieces:
                connection.sendall(piece)
                time.sleep(pause)
            while some := connection.recv(1 << 16):
                read += some
        except OSError:
            pass
    status = re.match(rb"HTTP/1\.1 (\d+)", read)
    results[name] = (status and int(status[1]), time.monotonic() - start)


def slow_clients(server):
    """A client that takes its time is not waited for, and the others are served meanwhile."""
    results, threads = {}, []
    announced = head("POST /mcp", server.own, ACCEPT, JSON, "Content-Length: 1000")
    for name, pieces, pause in [
        ("silent", [], 0), ("half a head", [b"POST /mcp HTTP/1.1\r\nHost:"], 0), ("a head byte by byte", [bytes([byte]) for byte in announced[:60]], 0.5),
        ("no body", [announced], 0), ("half a body", [announced, BODY], 0), ("a body byte by byte", [announced, *[b" "] * 80], 0.5),
    ]:
        threads.append(threading.Thread(target=slow, args=(server, results, name, pieces, pause)))
        threads[-1].start()
    # As many as are served at a time, which say nothing.
    idle = [server.connect() for _ in range(300)]
    start = time.monotonic()
    assert server.answers(post(server.own, JSON), wait=60) == ([200], True)
    assert time.monotonic() - start < 40, "connections that say nothing keep others out"
    for connection in idle:
        connection.close()
    for thread in threads:
        thread.join(120)
    for name in ["silent", "half a head", "a head byte by byte"]:
        assert results[name][1] < 40, (name, results[name])
    for name in ["no body", "half a body"]:
        assert results[name][0] == 408 and results[name][1] < 60, (name, results[name])
    # Who still sends when the connection ends may not get the answer.
    assert results["a body byte by byte"][0] in (408, None) and results["a body byte by byte"][1] < 60, results


def main():
    with tempfile.TemporaryDirectory() as folder:
        server = Server(sys.argv[1], folder, "127.0.0.1:0")
        atexit.register(server.end)
        odd_requests(server)
        slow_clients(server)
        assert server.answers(post(server.own, JSON)) == ([200], True)
        lines = Path(f"/proc/{server.process.pid}/status")
        if lines.exists():
            most = next(int(line.split()[1]) // 1024 for line in lines.read_text().splitlines() if line.startswith("VmHWM"))
            assert most < 300, f"{most} MiB"
        server.end()
        try:
            server = Server(sys.argv[1], folder, "[::1]:0")
        except (AssertionError, OSError):
            print("left out: IPv6, which this machine has not")
        else:
            for host, expected in [(f"[::1]:{server.port}", 200), ("localhost", 200), ("[0:0:0:0:0:0:0:1]", 403), ("[::2]", 403)]:
                assert server.answers(post(f"Host: {host}", JSON))[0] == [expected], host
            assert server.answers(post(server.own, JSON, f"Origin: http://[::1]:{server.port}"))[0] == [200]
            assert server.answers(post(server.own, JSON, "Origin: http://[::2]"))[0] == [403]
            server.end()
    print("The MCP server refuses over HTTP what no client sends.")


main()
