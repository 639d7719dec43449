"""Precision, recall and rank correlation of connections, and of search, beside scikit-learn's TF-IDF cosine.

Usage: measure.py WORDS SEMNET, where WORDS is the binary `words` of the package semnet-tests and SEMNET the example `semnet`,
which asks a server for vectors of all-MiniLM-L6-v2. Fails when the built-in way is not better than plain TF-IDF, or other than
WORDS.md says.
"""

import json
import os
import subprocess
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path

import embeddings
import numpy as np
from scipy.stats import pearsonr, spearmanr
from sklearn.decomposition import TruncatedSVD
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.metrics import average_precision_score
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import Normalizer

HERE = Path(__file__).parent
DATA = Path(find_spec("gensim").submodule_search_locations[0]) / "test" / "test_data"
# Where people's mean rating of two documents, from 0.2 to 1, says that they belong together.
SIMILAR = 0.5
THRESHOLDS = (0.05, 0.1, 0.15)


def ask(program, *given):
    """What the program answers, with each value that is no string in a file of its own."""
    with tempfile.TemporaryDirectory() as folder:
        words = []
        for number, value in enumerate(given):
            if not isinstance(value, str):
                file = Path(folder) / f"{number}.json"
                file.write_text(json.dumps(value))
                value = str(file)
            words.append(value)
        return json.loads(subprocess.run([program, *words], check=True, capture_output=True).stdout)


def own():
    """25 passages of this project, of which people said which belong together."""
    passages = json.loads((HERE / "passages.json").read_text())
    labels = [finding["label"] for finding in passages["findings"]]
    together = {frozenset(pair) for pair in passages["pairs"]}
    gold = np.array([[float(frozenset((a, b)) in together) for b in labels] for a in labels])
    network = {"question": passages["question"], "findings": passages["findings"]}
    return network, gold, passages["queries"]


def lee():
    """50 short news of the Australian Broadcasting Corporation, each pair rated by about ten people."""
    documents = (DATA / "lee.cor").read_text("latin-1").splitlines()[:50]
    upper = np.triu(np.loadtxt(DATA / "similarities0-1.txt"), 1)
    findings = [{"label": f"D{number:02}", "text": text} for number, text in enumerate(documents)]
    return {"question": "What was in the news?", "findings": findings}, upper + upper.T


def matrix(network, pairs):
    labels = {finding["label"]: place for place, finding in enumerate(network["findings"])}
    scores = np.zeros((len(labels), len(labels)))
    for a, b, score, _ in pairs:
        scores[labels[a], labels[b]] = scores[labels[b], labels[a]] = score
    return scores


def plain(network, **options):
    texts = [f"{finding['label']}\n{finding['text']}" for finding in network["findings"]]
    vectors = TfidfVectorizer(**options).fit_transform(texts)
    return (vectors @ vectors.T).toarray()


def lsa(program, network):
    """connections_by, with latent semantic analysis of 300 other news as the embedding model."""
    background = (DATA / "lee_background.cor").read_text("latin-1").splitlines()
    model = make_pipeline(
        TfidfVectorizer(stop_words="english", sublinear_tf=True), TruncatedSVD(100, random_state=1), Normalizer()
    )
    model.fit(background)
    texts = ask(program, "texts", network)
    vectors = dict(zip(texts, model.transform(texts).tolist()))
    return matrix(network, ask(program, "connections-by", network, vectors))


def by_model(semnet, server, network):
    """`semnet connections --embeddings`, with the vectors of a server."""
    url, model = server
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "network.json"
        file.write_text(json.dumps(network))
        environment = os.environ | {
            "SEMNET_MODEL_URL": url, "SEMNET_MODEL": model, "SEMNET_STORE": str(Path(folder) / "store"),
        }
        environment.pop("SEMNET_MODEL_KEY", None)
        arguments = [semnet, "connections", str(file), "--embeddings", "--limit", "10000", "--json"]
        found = json.loads(subprocess.run(arguments, env=environment, check=True, capture_output=True).stdout)
    return matrix(network, [(*one["concepts"], one["score"], None) for one in found])


def line(name, scores, gold):
    """Prints a row; the average precision, and the row as WORDS.md has it."""
    upper = np.triu_indices(len(gold), 1)
    scores, gold = scores[upper], gold[upper]
    positive = gold >= SIMILAR
    precision = average_precision_score(positive, scores)
    pearson, spearman = pearsonr(scores, gold)[0], spearmanr(scores, gold)[0]
    row = f"{name:34} {pearson:7.3f} {spearman:8.3f} {precision:7.3f}"
    cells = [f"`{name}`", f"{pearson:.3f}", f"{spearman:.3f}", f"{precision:.3f}"]
    for threshold in THRESHOLDS:
        found = scores >= threshold
        right = (found & positive).sum()
        shares = right / max(found.sum(), 1), right / positive.sum()
        row += "   {:.2f} {:.2f}".format(*shares) + f" ({found.sum():3})"
        cells.append("{:.2f}, {:.2f}".format(*shares))
    print(row)
    return precision, f"| {' | '.join(cells)} |"


def reciprocal_rank(rankings, queries):
    ranks = [1 / (ranking.index(label) + 1) if label in ranking else 0 for ranking, (_, label) in zip(rankings, queries)]
    return sum(ranks) / len(ranks), sum(rank == 1 for rank in ranks)


def documented(row):
    """Whether WORDS.md has a row of a table that begins so."""
    page = Path(__file__).parents[2] / "semnet-core/WORDS.md"
    if any(line.startswith(row) for line in page.read_text(encoding="utf-8").splitlines()):
        return True
    print(f"WORDS.md has no row that begins with: {row}")
    return False


def main(program, semnet):
    server = embeddings.serve()
    network, gold, queries = own()
    news, rated = lee()
    better = []
    for name, collection, truth in (("own passages", network, gold), ("Lee's news", news, rated)):
        pairs = np.triu(truth >= SIMILAR, 1).sum()
        print(f"\n{name}: {len(truth)} texts, {pairs} of {len(truth) * (len(truth) - 1) // 2} pairs belong together")
        heads = "".join(f"   P    R at {threshold:4}" for threshold in THRESHOLDS)
        print(f"{'':34} Pearson Spearman      AP{heads}")
        ours, row = line("connections()", matrix(collection, ask(program, "connections", collection)), truth)
        theirs, _ = line("scikit-learn TF-IDF, as it comes", plain(collection), truth)
        stopped, _ = line("scikit-learn TF-IDF, stop words", plain(collection, stop_words="english"), truth)
        better += [ours > max(theirs, stopped), documented(row)]
        by_vectors, row = line("semnet connections --embeddings", by_model(semnet, server, collection), truth)
        better += [by_vectors > ours, documented(row)]
    by_vectors, _ = line("connections_by(LSA of 300 news)", lsa(program, news), rated)
    better.append(by_vectors > theirs)

    print(f"\nsearch: {len(queries)} queries on the own passages, each with one right answer")
    rankings = ask(program, "search", network, [query for query, _ in queries])
    ours, first = reciprocal_rank(rankings, queries)
    print(f"{'search()':34} mean reciprocal rank {ours:.3f}, first {first}")
    better.append(documented(f"| `search` | {ours:.3f} | {first} |"))
    for name, options in (("as it comes", {}), ("stop words", {"stop_words": "english"})):
        vectorizer = TfidfVectorizer(**options)
        texts = vectorizer.fit_transform(f"{finding['label']}\n{finding['text']}" for finding in network["findings"])
        scores = (vectorizer.transform(query for query, _ in queries) @ texts.T).toarray()
        labels = [finding["label"] for finding in network["findings"]]
        found = [[labels[i] for i in np.argsort(-row, kind="stable") if row[i] > 0] for row in scores]
        theirs, first = reciprocal_rank(found, queries)
        print(f"{'scikit-learn TF-IDF, ' + name:34} mean reciprocal rank {theirs:.3f}, first {first}")
        better.append(ours >= theirs)
    passed = sum(better)
    print(f"\n{passed} passed, {len(better) - passed} failed")
    return passed != len(better)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
