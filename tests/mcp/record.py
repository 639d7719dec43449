"""Prints a short session with the MCP server, as a host and a model have it: the recorded session of examples/mcp/README.md.
`record.py SERVER README` compares the two, and `record.py SERVER` prints it."""

import json
import sys
import tempfile
from pathlib import Path

import session as shared
from session import session, text_of

SOURCE = (shared.ROOT / "examples/answers/lighthouse.txt").read_text()


def lighthouse(season):
    """The call that adds the network, with the season that its passage names."""
    return ("add", {"network": {
        "question": "Why is a lighthouse kept that nobody needs?",
        "findings": [{"label": "Kept by Vote", "text": "A parish pays for the light and decides each spring to go on."}],
        "concepts": [{"label": "Parish Council"}],
        "relationships": [{
            "source": "Parish Council", "relation": "decides on", "target": "Kept by Vote",
            "passage": f"the parish council votes each {season} on whether to go on",
        }],
    }})


CALLS = [
    ("add_source", {"name": "lighthouse.txt", "text": SOURCE}),
    lighthouse("autumn"),
    lighthouse("spring"),
    ("context", {"question": "Who decides on the light?"}),
    ("related", {"network": "why is a lighthouse kept that nobody needs", "concept": "Parish Counsil"}),
]


def shortened(value):
    """Long texts end with an ellipsis, so that the record is short."""
    if isinstance(value, str):
        return value if len(value) <= 250 else value[:60] + "…"
    if isinstance(value, list):
        return [shortened(one) for one in value]
    if isinstance(value, dict):
        return {key: shortened(one) for key, one in value.items() if key != "about"}
    return value


async def record():
    lines = []
    with tempfile.TemporaryDirectory() as folder:
        async with session("--store", Path(folder) / "store.semnet", "--evidence", "required") as client:
            before = None
            for tool, arguments in CALLS:
                shown = shortened(arguments)
                if tool == "add" and before:
                    # The same network with the passage corrected.
                    shown = {"network": {"…": "the same, but:", "passage": arguments["network"]["relationships"][0]["passage"]}}
                before = before or tool == "add"
                result = await client.call_tool(tool, arguments)
                lines.append(f"> {tool} {json.dumps(shown, ensure_ascii=False)}")
                found = json.dumps(shortened(json.loads(text_of(result))), ensure_ascii=False)
                lines += [f"{'error ' if result.is_error else ''}{found}", ""]
    return "\n".join(lines).strip() + "\n"


async def main():
    shared.SERVER = Path(sys.argv[1]).resolve()
    recorded = await record()
    if len(sys.argv) < 3:
        print(recorded, end="")
        return
    page = Path(sys.argv[2]).read_text()
    assert f"```text\n{recorded}```\n" in page, f"{sys.argv[2]} has an outdated session; the current one is:\n\n{recorded}"
    print("The recorded session is current.")


shared.run(main)
