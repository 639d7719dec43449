"""Checks test vectors with semnet_format.py: python3 check.py FILE...

A FILE is a JSON object with the list "vectors", or, if its name ends in .jsonl, has one vector a line. A vector has a
name and an "input" (the JSON form of a network), and either "bytes" (hexadecimal), "fingerprint" and "hashtag", or
"refused", the reason why there are none. A refused vector without "input" has "bytes" that reading refuses. A vector
with "unicode" is left out where the runtime knows only an older major version of Unicode than that.

Written from semnet-core/FORMAT.md alone and sharing no code with the crate.
"""

import json
import sys
import unicodedata

from semnet_format import Refused, canonical, fingerprint, hashtag, read

UNICODE = int(unicodedata.unidata_version.split(".")[0])


def vectors(path):
    with open(path, encoding="utf-8", newline="") as file:
        text = file.read()
    if path.endswith(".jsonl"):
        return [json.loads(line) for line in text.split("\n") if line.strip()]
    return json.loads(text)["vectors"]


def outcome(vector):
    """What the programs make of a vector, in the form of the vector."""
    try:
        if "input" in vector:
            data = canonical(vector["input"])
        else:
            data = canonical(read(bytes.fromhex(vector["bytes"])))
    except Refused as why:
        return {"refused": str(why)}
    read(data)
    return {"bytes": data.hex(), "fingerprint": fingerprint(data), "hashtag": hashtag(data)}


def difference(vector):
    """The error in a vector, or None."""
    try:
        got = outcome(vector)
    except Exception as error:
        return f"{type(error).__name__}: {error}"
    if "refused" in vector:
        return None if "refused" in got else f"not refused, though: {vector['refused']}"
    if "refused" in got:
        return f"refused: {got['refused']}"
    wrong = [f"{key} {got[key]}, not {vector.get(key)}" for key in got if got[key] != vector.get(key)]
    return "; ".join(wrong) or None


def main(paths):
    sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")
    passed = failed = skipped = 0
    for path in paths:
        try:
            found = vectors(path)
        except Exception as error:
            print(f"FAILED {path}: {type(error).__name__}: {error}")
            failed += 1
            continue
        for vector in found:
            name = vector.get("name")
            if vector.get("unicode", 0) > UNICODE:
                print(f"skipped {name}: needs Unicode {vector['unicode']}, this runtime has {UNICODE}")
                skipped += 1
            elif wrong := difference(vector):
                print(f"FAILED {name}: {wrong}")
                failed += 1
            else:
                passed += 1
    print(f"{passed} passed, {failed} failed" + (f", {skipped} skipped" if skipped else ""))
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
