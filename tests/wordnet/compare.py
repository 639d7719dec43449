"""Compares the network of WordNet with NLTK's reading of the same files.

Called by `run` with the folder of WordNet's files, the program that answers for semnet, and the network's file.
"""

import json
import random
import re
import shutil
import subprocess
import sys
import tempfile
import warnings
from pathlib import Path

import nltk
from nltk.corpus.reader import WordNetCorpusReader

# The words of wninput(5WN) for the pointer symbols that NLTK uses.
SYMBOLS = {
    "@": "hypernym",
    "@i": "instance hypernym",
    "~": "hyponym",
    "~i": "instance hyponym",
    "#m": "member holonym",
    "#s": "substance holonym",
    "#p": "part holonym",
    "%m": "member meronym",
    "%s": "substance meronym",
    "%p": "part meronym",
    "=": "attribute",
    "*": "entailment",
    ">": "cause",
    "^": "also see",
    "$": "verb group",
    "&": "similar to",
    ";c": "domain of synset - topic",
    ";r": "domain of synset - region",
    ";u": "domain of synset - usage",
}


def reader(dict_folder, scratch):
    """NLTK reads only private files in its own folders, and wants a few that the npm package leaves out."""
    root = Path(scratch) / "corpora" / "wordnet"
    root.mkdir(parents=True)
    for file in Path(dict_folder).iterdir():
        shutil.copyfile(file, root / file.name)
    for name in ["cntlist.rev", "noun.exc", "verb.exc", "adj.exc", "adv.exc"]:
        (root / name).touch()
    (root / "lexnames").write_text("".join(f"{number:02d}\tfile{number}\t1\n" for number in range(45)))
    nltk.data.path[:] = [scratch]
    warnings.simplefilter("ignore")
    return WordNetCorpusReader(str(root), None)


def words(text):
    return " ".join(text.split()).rstrip("; ")


def facts(wn):
    """Facts that the documentation of NLTK and of `wn` print, for WordNet 3.0; they hold in 3.1 too."""
    dog, cat = wn.synset("dog.n.01"), wn.synset("cat.n.01")
    # https://www.nltk.org/howto/wordnet.html
    yield "lowest common hypernym of dog and cat", dog.lowest_common_hypernyms(cat), [wn.synset("carnivore.n.01")]
    yield "hypernyms of dog", {s.name() for s in dog.hypernyms()}, {"canine.n.02", "domestic_animal.n.01"}
    yield "root hypernyms of dog", [s.name() for s in dog.root_hypernyms()], ["entity.n.01"]
    yield "depths of dog", (dog.min_depth(), dog.max_depth()), (8, 13)


def nearest_common_hypernyms(a, b):
    """All common hypernyms to which the ways up from both are together the shortest."""
    up_from_a, up_from_b = (synset._shortest_hypernym_paths(simulate_root=False) for synset in (a, b))
    both = {synset: up_from_a[synset] + up_from_b[synset] for synset in up_from_a.keys() & up_from_b.keys()}
    return sorted(synset.name() for synset, distance in both.items() if distance == min(both.values()))


def main():
    dict_folder, program, network = sys.argv[1:]
    passed = failed = 0

    def check(what, ours, theirs):
        nonlocal passed, failed
        if ours == theirs:
            passed += 1
        else:
            failed += 1
            print(f"FAILED {what}\n  semnet: {str(ours)[:300]}\n  NLTK:   {str(theirs)[:300]}")

    with tempfile.TemporaryDirectory() as scratch:
        wn = reader(dict_folder, scratch)
        synsets = {synset.name(): synset for synset in wn.all_synsets()}
        nouns = sorted(name for name in synsets if ".n." in name)
        rng = random.Random(0)
        pairs = [("dog.n.01", "cat.n.01"), ("dog.n.01", "entity.n.01"), ("dog.n.01", "dog.n.01")]
        pairs += [(rng.choice(nouns), rng.choice(nouns)) for _ in range(500)]
        tops = ["entity.n.01", "dog.n.01", "carnivore.n.01", *(rng.choice(nouns) for _ in range(200))]
        questions = json.dumps({"pairs": pairs, "tops": tops})
        done = subprocess.run([program, network], input=questions, capture_output=True, text=True)
        if done.returncode:
            sys.exit(f"semnet's program ended with {done.returncode}: {done.stderr}")
        answers = json.loads(done.stdout)

        for what, nltk_says, documented in facts(wn):
            check(f"NLTK itself on {what}", documented, nltk_says)

        check("the number of synsets", len(answers["concepts"]), 117791)
        check("the number of relationships", len(answers["relationships"]), 365119)
        check("the names", [label for label, _, _ in answers["concepts"]], sorted(synsets, key=str.encode))
        for label, gloss, lemmas in answers["concepts"]:
            synset = synsets[label]
            check(f"the words of {label}", lemmas, sorted(w.replace("_", " ") for w in set(synset.lemma_names())))
            # NLTK cuts the examples out of the gloss: all text between quotation marks.
            definition = words(re.sub('"[^"]*"', "", gloss))
            check(f"the gloss of {label}", definition, words(synset.definition()))

        ours = {}
        for source, relation, target in answers["relationships"]:
            ours.setdefault((source, relation), set()).add(target)
        for name, synset in synsets.items():
            for symbol, relation in SYMBOLS.items():
                theirs = {other.name() for other in synset._related(symbol)}
                mine = ours.get((name, relation), set())
                # NLTK keeps the pointers between two words apart; what it has between synsets must all be there.
                if theirs or mine:
                    lexical = {
                        other.synset().name() for lemma in synset.lemmas() for other in lemma._related(symbol)
                    }
                    check(f"{relation} of {name}", mine, theirs | lexical)

        for (a, b), (nearest, distance), depth in zip(pairs, answers["nearest"], answers["depths"], strict=True):
            a, b = synsets[a], synsets[b]
            check(f"the way from {a} to {b}", distance, a.shortest_path_distance(b))
            check(f"the depth of {a}", depth, a.min_depth())
            check(f"the nearest common hypernyms of {a} and {b}", sorted(nearest), nearest_common_hypernyms(a, b))
        check("the nearest of dog and cat", answers["nearest"][0][0], ["carnivore.n.01"])
        for top, below in zip(tops, answers["below"], strict=True):
            theirs = set(synsets[top].closure(lambda synset: synset.hyponyms()))
            check(f"how many are below {top}", below, len(theirs))
    print(f"{passed} passed, {failed} failed")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
