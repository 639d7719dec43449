"""Compares the MCP server with the reference memory server, on the same 1,000 entities and 3,000 relations: tokens of the
answers to the same ten questions, writes lost where two processes write, and times of one write and one read.

    tests/mcp/memory

Where one of two numbers is a measure of the machine, the last column is the other server's share of it.
"""

import asyncio
import json
import statistics
import sys
import tempfile
import time
from contextlib import asynccontextmanager
from pathlib import Path

from mcp import Client, StdioServerParameters

import session as shared
from session import session, tokens

ENTITIES, RELATIONS, QUESTIONS, WRITES = 1_000, 3_000, 10, 20
QUESTION = "Who works with whom?"


def name(number):
    return f"Person {number % ENTITIES}"


def text(number):
    return f"Works in office {number % 97} on topic {number % 41}, since {1990 + number % 35}."


def relation(number):
    return name(number), ["knows", "advises", "reports to"][number % 3], name(7 * number + 1 + number // ENTITIES)


@asynccontextmanager
async def memory(program, file):
    parameters = StdioServerParameters(command="node", args=[program], env={"MEMORY_FILE_PATH": str(file)})
    async with Client(parameters, mode="legacy", read_timeout_seconds=600) as client:
        yield client


async def size(client, tool, **arguments):
    """Tokens of an answer, as text; None for an error."""
    result = await client.call_tool(tool, arguments)
    found = sum(tokens(one.text) for one in result.content if one.type == "text")
    return found, result


async def timed(client, tool, calls):
    took = []
    for arguments in calls:
        start = time.perf_counter()
        result = await client.call_tool(tool, arguments)
        assert not result.is_error, result
        took.append(time.perf_counter() - start)
    return statistics.median(took) * 1000


def line(what, ours, theirs):
    print(f"{what:<58} {ours:>12} {theirs:>14}")


async def main():
    shared.SERVER, other = Path(sys.argv[1]).resolve(), str(Path(sys.argv[2]).resolve())
    entities = [{"name": name(n), "entityType": "person", "observations": [text(n)]} for n in range(ENTITIES)]
    links = [dict(zip(("from", "relationType", "to"), relation(n))) for n in range(RELATIONS)]
    network = {
        "question": QUESTION,
        "concepts": [{"label": name(n), "text": text(n)} for n in range(ENTITIES)],
        "relationships": [dict(zip(("source", "relation", "target"), relation(n))) for n in range(RELATIONS)],
    }
    with tempfile.TemporaryDirectory() as folder:
        folder = Path(folder)
        store, file = folder / "store.semnet", folder / "memory.jsonl"
        async with session("--store", store) as ours, memory(other, file) as theirs:
            hashtag = (await ours.call_tool("add", {"network": network})).structured_content["data"]["hashtag"]
            await theirs.call_tool("create_entities", {"entities": entities})
            await theirs.call_tool("create_relations", {"relations": links})
            line("", "semnet", "server-memory")
            line("tokens of a look at all of it (overview, read_graph)",
                 (await size(ours, "overview", network=hashtag))[0], (await size(theirs, "read_graph"))[0])
            sums = [0, 0]
            for n in range(QUESTIONS):
                label = name(97 * n + 3)
                sums[0] += (await size(ours, "related", network=hashtag, concept=label))[0]
                sums[1] += (await size(theirs, "open_nodes", names=[label]))[0]
            line(f"tokens of {QUESTIONS} questions about one entity each", *sums)
            sums = [0, 0]
            for n in range(QUESTIONS):
                words = f"topic {n}"
                sums[0] += (await size(ours, "search", network=hashtag, words=words))[0]
                sums[1] += (await size(theirs, "search_nodes", query=words))[0]
            line(f"tokens of {QUESTIONS} searches", *sums)
            _, result = await size(ours, "related", network=hashtag, concept="Persn 5")
            _, missing = await size(theirs, "open_nodes", names=["Persn 5"])
            line("a mistyped name is", "an error" if result.is_error else "a success",
                 "an error" if missing.is_error else "a success")
            edits = [{"network": hashtag, "edits": [{"edit": "addConcept", "label": f"New {n}"}]} for n in range(WRITES)]
            news = [{"entities": [{"name": f"New {n}", "entityType": "person", "observations": []}]} for n in range(WRITES)]
            line("milliseconds of a write (median)", round(await timed(ours, "change", edits), 1),
                 round(await timed(theirs, "create_entities", news), 1))
            line("milliseconds of a read (median)",
                 round(await timed(ours, "related", [{"network": hashtag, "concept": name(n)} for n in range(WRITES)]), 1),
                 round(await timed(theirs, "open_nodes", [{"names": [name(n)]} for n in range(WRITES)]), 1))

        store, file = folder / "two.semnet", folder / "two.jsonl"

        async def write(client, tool, calls):
            for arguments in calls:
                result = await client.call_tool(tool, arguments)
                assert not result.is_error, result

        async with session("--store", store) as a, session("--store", store) as b:
            calls = [[{"network": {"question": f"{side} {n}?"}} for n in range(WRITES)] for side in "ab"]
            await asyncio.gather(write(a, "add", calls[0]), write(b, "add", calls[1]))
            kept = len((await a.call_tool("list", {"tokens": 20_000})).structured_content["data"]["networks"])
        async with memory(other, file) as a, memory(other, file) as b:
            calls = [
                [{"entities": [{"name": f"{side} {n}", "entityType": "x", "observations": []}]} for n in range(WRITES)]
                for side in "ab"
            ]
            await asyncio.gather(write(a, "create_entities", calls[0]), write(b, "create_entities", calls[1]))
        left = sum(1 for entry in file.read_text().splitlines() if json.loads(entry)["type"] == "entity")
        line(f"acknowledged writes lost, of {2 * WRITES} by two processes", 2 * WRITES - kept, 2 * WRITES - left)


shared.run(main)
