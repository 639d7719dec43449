"""Compares the formats with the tools that they are for: NetworkX, rdflib, oxigraph, Graphviz, Markdown, Python's csv.

Called by `run` with the program that writes and reads for semnet, and a folder to work in.
"""

import csv
import html.parser
import json
import pathlib
import re
import subprocess
import sys
from collections import Counter

import networkx as nx
import pyoxigraph
import rdflib
from markdown_it import MarkdownIt
from networkx.readwrite import json_graph

PROGRAM, FOLDER = sys.argv[1], pathlib.Path(sys.argv[2])


def main():
    written = FOLDER / "written"
    subprocess.run([PROGRAM, "write", written], check=True)
    networks = sorted(written.iterdir(), key=lambda folder: int(folder.name))
    back = []
    for folder in networks:
        network = json.loads((folder / "json").read_text())
        check_json_graph(json.loads((folder / "jgf").read_text()))
        check_rdf(folder)
        check_csv(folder, network)
        check_dot(folder, network)
        check_markdown(folder, network)
        check_html(folder, network)
        back += through_networkx(folder, network)
    compare_with_originals(back)
    known_graphs()
    print(f"{len(networks)} networks in all formats, {len(back)} of them through NetworkX and back")


def same(found, expected, what):
    if found != expected:
        sys.exit(f"{what}: found\n{found}\nbut expected\n{expected}")


# --- the content of a network, and of a graph of NetworkX --------------------------------------------------------------


def edges_of_network(network):
    edges = Counter()
    for relationship in network.get("relationships", []):
        edges[tuple(relationship[name] for name in ("source", "relation", "target")) + (relationship.get("passage", ""),)] += 1
    for finding in network.get("findings", []):
        edges[network["question"], "Key Finding", finding["label"], ""] += 1
    return edges


def touches_question(network):
    """Whether the question is a concept: only then is it a node."""
    ends = {r[end] for r in network.get("relationships", []) for end in ("source", "target")}
    return bool(network.get("findings")) or network["question"] in ends


def labels_of_network(network):
    labels = {c["label"] for c in network.get("findings", []) + network.get("concepts", [])}
    return labels | ({network["question"]} if touches_question(network) else set())


def texts_of_network(network):
    return {c["label"]: c["text"] for c in network.get("findings", []) + network.get("concepts", []) if "text" in c}


def edges_of_graph(graph):
    label = dict(graph.nodes(data="label"))
    return Counter(
        (label[a], data["label"], label[b], data.get("passage", "")) for a, b, data in graph.edges(data=True)
    )


def through_networkx(folder, network):
    """Reads with NetworkX what we wrote, and writes it again with NetworkX: files that must give the same network."""
    node_link = json.loads((folder / "node-link").read_text())
    renamed = {**node_link, "links": node_link["edges"]}
    del renamed["edges"]
    graphs = {
        "node-link": json_graph.node_link_graph(node_link, edges="edges"),
        "node-link with links": json_graph.node_link_graph(renamed, edges="links"),
        "cytoscape": json_graph.cytoscape_graph(json.loads((folder / "cytoscape").read_text())),
        "graphml": nx.read_graphml(folder / "graphml", force_multigraph=True),
        "gexf": nx.read_gexf(folder / "gexf"),
    }
    for name, graph in graphs.items():
        what = f"{folder}, {name}"
        same(graph.is_directed(), True, what)
        same({label for _, label in graph.nodes(data="label")}, labels_of_network(network), what)
        texts = {data["label"]: data["text"] for _, data in graph.nodes(data=True) if "text" in data}
        same(texts, texts_of_network(network), what)
        if name == "gexf" and not graph.is_multigraph():
            # NetworkX makes it a simple graph where no two edges are between the same two nodes.
            same(len(graph.edges), sum(edges_of_network(network).values()), what)
        same(edges_of_graph(graph), edges_of_network(network), what)
    # What NetworkX notes of GEXF itself.
    graphs["gexf"].graph.clear()
    back = []
    # It does not read what a GEXF file states about the graph itself.
    keeps_question = touches_question(network)
    for name, write in {
        "node-link": lambda file: file.write_text(json.dumps(json_graph.node_link_data(graphs["node-link"], edges="edges"))),
        "node-link ": lambda file: file.write_text(json.dumps(json_graph.node_link_data(graphs["node-link"], edges="links"))),
        "cytoscape": lambda file: file.write_text(json.dumps(json_graph.cytoscape_data(graphs["cytoscape"]))),
        "graphml": lambda file: nx.write_graphml(graphs["graphml"], file),
        "gexf": lambda file: nx.write_gexf(graphs["gexf"], file, version="1.2draft"),
        "graphml ": lambda file: nx.write_graphml(graphs["node-link"], file),
        "graphml  ": lambda file: nx.write_graphml(graphs["gexf"], file),
    }.items():
        if not keeps_question and name in ("gexf", "graphml  "):
            continue
        file = folder / f"{name} back"
        write(file)
        back.append((name.strip(), file, folder))
    return back


def read(files):
    lines = "".join(f"{format}\t{file}\n" for format, file in files)
    done = subprocess.run([PROGRAM, "read"], input=lines, capture_output=True, text=True, check=True)
    return [json.loads(line) for line in done.stdout.splitlines()]


def compare_with_originals(back):
    originals = read([("json", folder / "json") for _, _, folder in back])
    for (name, file, _), found, original in zip(back, read([(name, file) for name, file, _ in back]), originals):
        same(found.get("error"), None, f"{file}")
        same(found["network"], original["network"], f"{file}, written by NetworkX")
        same(found["guessed"], True, f"the format of {file}")


def known_graphs():
    folder = FOLDER / "known"
    folder.mkdir(exist_ok=True)
    cases = []
    graphs = [
        nx.karate_club_graph(),
        nx.les_miserables_graph(),
        nx.davis_southern_women_graph(),
        nx.florentine_families_graph(),
        nx.gn_graph(50, seed=1),
        nx.MultiGraph([("a", "b"), ("a", "b"), ("b", "b")]),
        nx.MultiDiGraph([("a", "b"), ("a", "b"), ("b", "a"), ("c", "c")]),
    ]
    for number, graph in enumerate(graphs):
        # Lists, which NetworkX itself cannot write as GraphML.
        graph.graph = {name: value for name, value in graph.graph.items() if isinstance(value, str)}
        for format, write in {
            "graphml": lambda file: nx.write_graphml(graph, file),
            "gexf": lambda file: nx.write_gexf(graph, file),
            "node-link": lambda file: file.write_text(json.dumps(json_graph.node_link_data(graph, edges="edges"))),
            "cytoscape": lambda file: file.write_text(json.dumps(json_graph.cytoscape_data(graph))),
            "csv": lambda file: write_edge_list(graph, file),
        }.items():
            file = folder / f"{number}.{format}"
            write(file)
            cases.append((format, file, graph))
    for (format, file, graph), found in zip(cases, read([(format, file) for format, file, _ in cases])):
        same(found.get("error"), None, file)
        same(len(found["concepts"]), len(graph), f"concepts of {file}")
        # In a list of ends alone, edges between the same two nodes are one.
        edges = len(set(graph.edges())) if format == "csv" else len(graph.edges)
        same(found["relationships"], edges, f"relationships of {file}")
        same(set(found["concepts"]), {str(node) for node in graph}, f"concepts of {file}")
        # Directions, and how many times each edge is there.
        pairs = Counter()
        for relationship in found["network"].get("relationships", []):
            counts = [a["value"] for a in relationship.get("attributes", []) if a["name"] == "count"]
            pairs[relationship["source"], relationship["target"]] += int(counts[0]) if counts else 1
        same(pairs, Counter((str(a), str(b)) for a, b in graph.edges()), f"directions of {file}")
    there_and_back(folder, cases)


def there_and_back(folder, cases):
    """What semnet makes of files of NetworkX, NetworkX takes for the same graph again: as many nodes, edges and directions."""
    read = {
        "graphml": lambda file: nx.read_graphml(file, force_multigraph=True),
        "gexf": nx.read_gexf,
        "node-link": lambda file: json_graph.node_link_graph(json.loads(file.read_text()), edges="edges"),
        "cytoscape": lambda file: json_graph.cytoscape_graph(json.loads(file.read_text())),
    }
    jobs = [
        (format, file, to, folder / f"{file.name} as {to}", graph)
        for format, file, graph in cases
        for to in read
        if format != "csv"
    ]
    lines = "".join(f"{format}\t{file}\t{to}\t{out}\n" for format, file, to, out, _ in jobs)
    subprocess.run([PROGRAM, "convert"], input=lines, text=True, check=True)
    for format, file, to, out, graph in jobs:
        found = read[to](out)
        what = f"{file} as {to}"
        same(found.is_directed(), graph.is_directed(), f"whether {what} is directed")
        same(len(found), len(graph), f"nodes of {what}")
        label = dict(found.nodes(data="label"))
        order = (lambda a, b: (a, b)) if graph.is_directed() else (lambda a, b: tuple(sorted((a, b))))
        edges = Counter(order(label[a], label[b]) for a, b in found.edges())
        same(edges, Counter(order(str(a), str(b)) for a, b in graph.edges()), f"edges of {what}")
    print(f"{len(jobs)} graphs from NetworkX to semnet and back")


def write_edge_list(graph, file):
    with file.open("w", newline="") as out:
        rows = csv.writer(out)
        rows.writerow(["source", "target"])
        rows.writerows(graph.edges())


# --- RDF -------------------------------------------------------------------------------------------------------------


def check_rdf(folder):
    quads = {}
    for name, format in [("nquads", "nquads"), ("jsonld", "json-ld")]:
        dataset = rdflib.Dataset()
        dataset.parse(data=(folder / name).read_text(), format=format)
        quads["rdflib", name] = {tuple(str(term) for term in quad) for quad in dataset.quads()}
        same(any(isinstance(term, rdflib.BNode) for quad in dataset.quads() for term in quad), False, f"{folder}, blank nodes")
    for name, format in [("nquads", pyoxigraph.RdfFormat.N_QUADS), ("jsonld", pyoxigraph.RdfFormat.JSON_LD)]:
        parsed = pyoxigraph.parse((folder / name).read_bytes(), format)
        quads["oxigraph", name] = {
            (quad.subject.value, quad.predicate.value, quad.object.value, quad.graph_name.value) for quad in parsed
        }
        kinds = {str(quad) for quad in pyoxigraph.parse((folder / name).read_bytes(), format)}
        quads["oxigraph, with types", name] = kinds
    same(quads["oxigraph, with types", "jsonld"], quads["oxigraph, with types", "nquads"], f"{folder}, JSON-LD and N-Quads")
    first = quads["oxigraph", "nquads"]
    for key in [("oxigraph", "jsonld"), ("rdflib", "nquads"), ("rdflib", "jsonld")]:
        same(quads[key], first, f"{folder}, {key}")
    same(len(first), len((folder / "nquads").read_text().rstrip("\n").split("\n")), f"{folder}, lines of N-Quads")
    # Readers of N-Triples, which refuse a fourth term.
    graph = rdflib.Graph()
    graph.parse(data=(folder / "ntriples").read_text(), format="nt")
    triples = {quad[:3] for quad in first}
    same({tuple(str(term) for term in triple) for triple in graph}, triples, f"{folder}, N-Triples in rdflib")
    check_turtle(folder, triples)
    parsed = pyoxigraph.parse((folder / "ntriples").read_bytes(), pyoxigraph.RdfFormat.N_TRIPLES)
    same({(one.subject.value, one.predicate.value, one.object.value) for one in parsed}, triples, f"{folder}, N-Triples")


def check_turtle(folder, triples):
    """The same triples; those of statements that are annotations in Turtle come from what they reify."""
    rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
    text = (folder / "turtle").read_text()
    found = set()
    for one in pyoxigraph.parse(text, pyoxigraph.RdfFormat.TURTLE):
        subject = one.subject.value
        if isinstance(one.object, pyoxigraph.Triple):
            same(one.predicate.value, rdf + "reifies", f"{folder}, predicates of triple terms")
            stated = {"subject": one.object.subject, "predicate": one.object.predicate, "object": one.object.object}
            found.add((subject, rdf + "type", rdf + "Statement"))
            found |= {(subject, rdf + name, term.value) for name, term in stated.items()}
        else:
            found.add((subject, one.predicate.value, one.object.value))
    same(found, triples, f"{folder}, Turtle in oxigraph")
    # Without passages it is the Turtle that older readers know.
    if "<<(" not in text:
        graph = rdflib.Graph()
        graph.parse(data=text, format="turtle")
        same({tuple(str(term) for term in triple) for triple in graph}, triples, f"{folder}, Turtle in rdflib")


# --- JSON Graph Format -------------------------------------------------------------------------------------------------


def check_json_graph(value):
    """What the schema of version 2 demands."""
    fields = {
        "graph": {"id": str, "label": str, "directed": bool, "type": str, "metadata": dict, "nodes": dict, "edges": list},
        "node": {"label": str, "metadata": dict},
        "edge": {"id": str, "source": str, "target": str, "relation": str, "directed": bool, "label": str, "metadata": dict},
    }

    def check(value, kind):
        for name, field in value.items():
            if not isinstance(field, fields[kind][name]):
                sys.exit(f"JSON Graph Format: {kind}.{name} is {field!r}")

    same(list(value), ["graph"], "JSON Graph Format")
    check(value["graph"], "graph")
    for node in value["graph"]["nodes"].values():
        check(node, "node")
    for edge in value["graph"]["edges"]:
        check(edge, "edge")
        same({edge["source"], edge["target"]} <= set(value["graph"]["nodes"]), True, "ends of edges")


# --- tables, pictures, pages -------------------------------------------------------------------------------------------


def check_csv(folder, network):
    with (folder / "csv").open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    with (folder / "tsv").open(newline="", encoding="utf-8") as file:
        same(list(csv.DictReader(file, delimiter="\t")), rows, f"{folder}, TSV")
    for row in rows:
        for cell in row.values():
            if cell and cell[0] in "=+-@" and not re.fullmatch(r"-?\d+(\.\d+)?(e-?\d+)?", cell):
                sys.exit(f"{folder}: the cell {cell!r} is a formula")

    def bare(cell):
        return cell.lstrip("'")

    found = Counter(tuple(bare(row[name]) for name in ("source", "relation", "target", "passage")) for row in rows)
    expected = Counter()
    for edge, count in edges_of_network(network).items():
        expected[tuple(map(bare, edge))] += count
    same(found, expected, f"{folder}, CSV")


def check_dot(folder, network):
    done = subprocess.run(["dot", "-Tsvg", folder / "dot"], capture_output=True, text=True)
    same((done.returncode, done.stderr), (0, ""), f"{folder}, dot")
    shown = [" ".join(html.unescape(text).split()) for text in re.findall(r"<text[^>]*>(.*?)</text>", done.stdout)]
    title = network.get("title") or network["question"]
    expected = [title, *(c["label"] for c in network.get("findings", []) + network.get("concepts", []))]
    edges = edges_of_network(network)
    expected += [relation for _, relation, _, _ in edges.elements()]
    if network.get("findings") or any(network["question"] in (a, b) for a, _, b, _ in edges):
        expected.append(network["question"])
    same(Counter(shown), Counter(" ".join(text.split()) for text in expected), f"{folder}, what dot shows")
    same(re.findall(r"<(script|a|image)\b", done.stdout.replace("<a xlink:title", "<g")), [], f"{folder}, dot")


def check_markdown(folder, network):
    tokens = MarkdownIt("gfm-like", {"html": True, "linkify": False}).parse((folder / "markdown").read_text())
    shown = []
    for token in tokens:
        if token.type in ("html_block", "code_block", "fence", "hr", "ordered_list_open", "table_open"):
            sys.exit(f"{folder}: Markdown has {token.type}: {token.content}")
        if token.type == "inline":
            for child in token.children:
                if child.type not in ("text", "text_special", "strong_open", "strong_close"):
                    sys.exit(f"{folder}: Markdown has {child.type} in {token.content!r}")
            shown.append("".join(child.content for child in token.children))
    check_shown(shown, network, f"{folder}, Markdown")


def check_html(folder, network):
    class Page(html.parser.HTMLParser):
        def __init__(self):
            super().__init__()
            self.shown, self.open = [], 0

        def handle_starttag(self, tag, attributes):
            known = "html head meta title style body main h1 h2 h3 p strong em bdi blockquote dl dt dd".split()
            if tag not in known or any(name not in ("charset", "http-equiv", "content", "name", "dir") for name, _ in attributes):
                sys.exit(f"{folder}: HTML has <{tag} {attributes}>")
            if tag in ("h1", "h2", "h3", "p", "blockquote", "dt"):
                self.shown.append("")

        def handle_data(self, data):
            if self.shown:
                self.shown[-1] += data

    page = Page()
    page.feed((folder / "html").read_text())
    check_shown([text.strip("\n") for text in page.shown], network, f"{folder}, HTML")


def check_shown(shown, network, what):
    shown = Counter(shown)
    expected = Counter(
        f"{r['source']} —{r['relation']}→ {r['target']}" for r in network.get("relationships", [])
    )
    expected += Counter(f"“{r['passage']}”" for r in network.get("relationships", []) if "passage" in r)
    concepts = network.get("findings", []) + network.get("concepts", [])
    expected += Counter(c["label"] for c in concepts) + Counter(c["text"] for c in concepts if "text" in c)
    missing = expected - shown
    same(missing, Counter(), f"{what}: what is missing")


main()
