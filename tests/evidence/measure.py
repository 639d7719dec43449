"""Errors of both kinds, and time: semnet's evidence check, LangExtract's resolver and rapidfuzz.partial_ratio.

Usage: measure.py CASES [COUNT]. CASES is what `evidence --cases` writes. Each passage is held against 20,000 characters around
the sentence that it was made from, for the other two take minutes against the whole source. semnet's verdicts are those
against the whole. Fails when semnet makes more errors than another.
"""

import json
import sys
import time

from langextract import data, resolver
from rapidfuzz import fuzz

REACH = 10_000


def sample(cases, verdicts, text, count):
    """Cases spread over all kinds, each with its surroundings and semnet's verdict."""
    step = max(1, len(cases) // (count * 2))
    chosen = []
    for case, verdict in list(zip(cases, verdicts))[::step]:
        at = text.find(" ".join(case["original"].split()))
        if at >= 0 and len(chosen) < count:
            chosen.append((case["passage"], text[max(0, at - REACH) : at + REACH], verdict))
    return chosen


def by_langextract(passage, text):
    """Whether the resolver gives the passage a place, and whether an exact one."""
    extraction = data.Extraction(extraction_class="passage", extraction_text=passage)
    aligned = list(resolver.WordAligner().align_extractions([[extraction]], text))
    found = aligned[0][0]
    exact = found.alignment_status == data.AlignmentStatus.MATCH_EXACT
    return found.char_interval is not None, exact


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        cases = json.load(file)
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 200
    text = " ".join(cases["source"].split())
    false = sample(cases["false"], cases["verdicts"]["false"], text, count)
    true = sample(cases["true"], cases["verdicts"]["true"], text, count)
    evidence = ("exact", "adapted")
    rows = [(
        "semnet",
        sum(verdict in evidence for _, _, verdict in false),
        sum(verdict not in evidence for _, _, verdict in true),
        cases["seconds"] / (len(cases["false"]) + len(cases["true"])),
    )]

    start = time.perf_counter()
    of_false = [by_langextract(passage, around) for passage, around, _ in false]
    of_true = [by_langextract(passage, around) for passage, around, _ in true]
    each = (time.perf_counter() - start) / (len(false) + len(true))
    rows.append(("LangExtract, any place", sum(a for a, _ in of_false), sum(not a for a, _ in of_true), each))
    rows.append(("LangExtract, exact", sum(e for _, e in of_false), sum(not e for _, e in of_true), each))

    start = time.perf_counter()
    of_false = [fuzz.partial_ratio(passage, around) for passage, around, _ in false]
    of_true = [fuzz.partial_ratio(passage, around) for passage, around, _ in true]
    each = (time.perf_counter() - start) / (len(false) + len(true))
    for least in (85, 95, 100):
        rows.append((
            f"rapidfuzz, at least {least}",
            sum(ratio >= least for ratio in of_false),
            sum(ratio < least for ratio in of_true),
            each,
        ))

    print(f"{len(false)} false passages and {len(true)} true ones; time for one passage")
    print(f"{'':<26} {'false accepted':>15} {'true refused':>13} {'ms':>9}")
    for name, accepted, refused, seconds in rows:
        print(f"{name:<26} {accepted:>15} {refused:>13} {seconds * 1000:>9.3f}")
    best = rows[0][1] + rows[0][2]
    return 0 if all(best <= row[1] + row[2] for row in rows) else 1


if __name__ == "__main__":
    sys.exit(main())
