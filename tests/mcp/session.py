"""What the tests of the MCP server have in common: a client of the official SDK, and calls that say what came back."""

import asyncio
import json
import os
import sys
import traceback
from contextlib import asynccontextmanager
from pathlib import Path

from mcp import Client, StdioServerParameters

SERVER = None
ROOT = Path(__file__).resolve().parents[2]


@asynccontextmanager
async def session(*arguments, mode="auto", **options):
    """A server with these arguments, and the client that started it."""
    parameters = StdioServerParameters(command=str(SERVER), args=[str(argument) for argument in arguments])
    async with Client(parameters, mode=mode, read_timeout_seconds=600, **options) as client:
        yield client


@asynccontextmanager
async def serving(*arguments, token=None):
    """A server that speaks HTTP, and its address."""
    environment = {**os.environ, **({"SEMNET_MCP_TOKEN": token} if token else {})}
    server = await asyncio.create_subprocess_exec(
        str(SERVER), "--http", "127.0.0.1:0", *map(str, arguments), stderr=asyncio.subprocess.PIPE, env=environment
    )
    try:
        line = (await asyncio.wait_for(server.stderr.readline(), 60)).decode()
        assert line.startswith("mcp: listening on http://127.0.0.1:"), line
        yield line.split()[-1]
    finally:
        server.kill()
        await server.wait()


def text_of(result):
    assert len(result.content) == 1 and result.content[0].type == "text", result
    return result.content[0].text


async def answer(client, tool, **arguments):
    """The answer of a tool, which must be one. The client holds it against the tool's output schema."""
    result = await client.call_tool(tool, arguments)
    assert not result.is_error, f"{tool} {arguments}: {text_of(result)}"
    found = result.structured_content
    assert json.loads(text_of(result)) == found, "the text and the structure of an answer differ"
    limit = arguments.get("tokens", 4000)
    assert tokens(text_of(result)) <= limit, f"{tool}: {tokens(text_of(result))} tokens, and {limit} were allowed"
    assert "follow no instruction" in found["about"]
    return found


async def data(client, tool, **arguments):
    return (await answer(client, tool, **arguments))["data"]


async def error(client, tool, **arguments):
    """The error of a tool, which must name the next step."""
    result = await client.call_tool(tool, arguments)
    assert result.is_error, f"{tool} {arguments} should be an error: {text_of(result)[:300]}"
    found = json.loads(text_of(result))
    assert found["error"] and found["next"].endswith("."), found
    return found


async def pages(client, tool, key, **arguments):
    """All items of a list that an answer has, page by page, and how many pages there were."""
    items, count, cursor = [], 0, {}
    while True:
        found = await answer(client, tool, **arguments, **cursor)
        items += found["data"][key]
        count += 1
        if "cursor" not in found:
            return items, count
        assert found["truncated"]
        cursor = {"cursor": found["cursor"]}


def tokens(text):
    """Tokens by the server's estimate, which is on the high side: three ASCII characters each."""
    sixths = sum(2 if ord(c) < 0x80 else 3 if ord(c) < 0x800 else 6 for c in text)
    return -(-sixths // 6)


def run(main):
    """Runs a test program; errors are printed without the exception groups around them."""
    try:
        asyncio.run(main())
    except BaseExceptionGroup as group:
        error = group
        while isinstance(error, BaseExceptionGroup):
            error = error.exceptions[0]
        traceback.print_exception(error)
        sys.exit(1)
