"""Compares semnet's answers with NetworkX: on graphs that NetworkX brings along, and on random multigraphs.

Called by `run` with the program that answers for semnet.
"""

import json
import random
import subprocess
import sys
from itertools import islice

import networkx as nx

TOLERANCE = 1e-9


def known_graphs():
    for name in [
        "karate_club_graph",
        "les_miserables_graph",
        "davis_southern_women_graph",
        "florentine_families_graph",
    ]:
        simple = getattr(nx, name)()
        graph = nx.MultiGraph()
        graph.add_nodes_from(str(node) for node in simple)
        for number, (a, b, weight) in enumerate(simple.edges(data="weight", default=1)):
            graph.add_edge(str(a), str(b), key=f"e{number}", weight=weight, relation="knows")
        yield name, graph, simple, {"cutoff": 3, "k": 12}


def random_graphs(count):
    for seed in range(count):
        rng = random.Random(seed)
        graph = nx.MultiDiGraph() if seed % 2 else nx.MultiGraph()
        nodes = [f"n{number}" for number in range(rng.randint(2, 9))]
        graph.add_nodes_from(nodes)
        for number in range(rng.randint(0, 2 * len(nodes))):
            # Loops and parallel edges come by themselves in graphs this small.
            graph.add_edge(
                rng.choice(nodes),
                rng.choice(nodes),
                key=f"e{number}",
                weight=rng.randint(1, 8) / 4,
                relation=rng.choice(["is", "has", "sees"]),
            )
        yield f"random multigraph {seed}", graph, None, {"cutoff": len(nodes), "k": 12}


def question(graph, pairs, options):
    edges = [
        {"source": a, "relation": data["relation"], "target": b, "passage": key, "weight": str(data["weight"])}
        for a, b, key, data in graph.edges(keys=True, data=True)
    ]
    return {"directed": graph.is_directed(), "nodes": list(graph), "edges": edges, "pairs": pairs, **options}


def pairs_of(graph, rng):
    pairs = [(a, b) for a in graph for b in graph if a != b]
    # Paths between all pairs of a larger graph would take minutes.
    return pairs if len(graph) < 10 else rng.sample(pairs, 150)


class Checks:
    def __init__(self):
        self.passed = 0
        self.failed = 0

    def check(self, what, ours, theirs, equal=lambda a, b: a == b):
        if equal(ours, theirs):
            self.passed += 1
        else:
            self.failed += 1
            print(f"FAILED {what}\n  semnet:   {ours}\n  NetworkX: {theirs}")


def near(ours, theirs):
    return ours == theirs or (None not in (ours, theirs) and abs(ours - theirs) < TOLERANCE)


def scores_near(ours, theirs):
    return dict(ours).keys() == theirs.keys() and all(near(score, theirs[label]) for label, score in ours)


def length(function, graph, a, b, **options):
    try:
        return function(graph, a, b, **options)
    except nx.NetworkXNoPath:
        return None


def edge_paths(graph, a, b, cutoff):
    return [[edge[2] for edge in path] for path in nx.all_simple_edge_paths(graph, a, b, cutoff=cutoff)]


def compare(checks, name, graph, simple, options, pairs, answer):
    undirected = graph.to_undirected() if graph.is_directed() else graph
    for (a, b), pair in zip(pairs, answer["pairs"], strict=True):
        where = f"{name}, from {a} to {b}: "
        shortest = pair["shortest"]
        hops = length(nx.shortest_path_length, graph, a, b)
        checks.check(where + "shortest path", None if shortest is None else len(shortest), hops)
        least = length(nx.dijkstra_path_length, graph, a, b)
        checks.check(where + "shortest path by weight", pair["least"], least, near)

        theirs = edge_paths(graph, a, b, options["cutoff"])
        checks.check(where + "all simple paths", sorted(pair["all_simple"]), sorted(theirs))
        # On simple graphs NetworkX has the k shortest itself; on multigraphs they are the shortest of all.
        if simple is None:
            lengths = sorted(map(len, theirs))[: options["k"]]
        else:
            nodes = {str(node): node for node in simple}
            paths = nx.shortest_simple_paths(simple, nodes[a], nodes[b]) if hops is not None else []
            lengths = [len(path) - 1 for path in islice(paths, options["k"])]
        checks.check(where + "lengths of the k shortest", list(map(len, pair["k_shortest"])), lengths)
        distinct = {tuple(path) for path in pair["k_shortest"]}
        checks.check(where + "the k shortest are distinct", len(distinct), len(pair["k_shortest"]))

    checks.check(f"{name}: degree", answer["degree"], out_degree(graph), scores_near)
    exactly = {"tol": 1e-15, "max_iter": 100_000}
    ranks = nx.pagerank(graph, weight=None, **exactly)
    checks.check(f"{name}: pagerank", answer["pagerank"], ranks, scores_near)
    ranks = nx.pagerank(graph, weight="weight", **exactly)
    checks.check(f"{name}: pagerank by weight", answer["pagerank_weighted"], ranks, scores_near)
    betweenness = nx.betweenness_centrality(graph)
    checks.check(f"{name}: betweenness", answer["betweenness"], betweenness, scores_near)
    each = betweenness_of_each_edge(graph)
    checks.check(f"{name}: betweenness, each parallel edge", answer["betweenness_each"], each, scores_near)

    components = sorted(map(sorted, nx.connected_components(undirected)))
    checks.check(f"{name}: components", answer["components"], components)
    bridges = sorted(key for a, b in nx.bridges(undirected) for key in undirected[a][b])
    checks.check(f"{name}: bridges", sorted(answer["bridges"]), bridges)
    points = sorted(nx.articulation_points(undirected))
    checks.check(f"{name}: articulation points", answer["articulation_points"], points)

    if graph.number_of_edges():
        modularity = nx.community.modularity(undirected, answer["themes"], weight=None)
        checks.check(f"{name}: modularity", answer["modularity"], modularity, near)
        louvain = nx.community.louvain_communities(undirected, weight=None, seed=0)
        theirs = nx.community.modularity(undirected, louvain, weight=None)
        checks.check(f"{name}: themes as good as Louvain's", modularity, theirs, lambda a, b: a > b - 0.05)
    for theme in answer["themes"]:
        checks.check(f"{name}: {theme} is connected", nx.is_connected(undirected.subgraph(theme)), True)


def betweenness_of_each_edge(graph):
    """Betweenness in which parallel edges are different paths: NetworkX takes them for one, unless each has a node."""
    divided = nx.DiGraph() if graph.is_directed() else nx.Graph()
    divided.add_nodes_from(graph)
    for a, b, key in graph.edges(keys=True):
        divided.add_edges_from([(a, ("edge", key)), (("edge", key), b)])
    count = len(graph)
    scores = nx.betweenness_centrality_subset(divided, list(graph), list(graph))
    # NetworkX counts a pair of an undirected graph once.
    scale = 1.0 if graph.is_directed() else 2.0
    pairs = (count - 1) * (count - 2)
    return {node: scores[node] * scale / pairs if pairs else 0.0 for node in graph}


def out_degree(graph):
    return dict(graph.out_degree() if graph.is_directed() else graph.degree())


def main():
    rng = random.Random(0)
    graphs = [*known_graphs(), *random_graphs(200)]
    all_pairs = [pairs_of(graph, rng) for _, graph, _, _ in graphs]
    questions = [question(graph, pairs, options) for (_, graph, _, options), pairs in zip(graphs, all_pairs, strict=True)]
    done = subprocess.run([sys.argv[1]], input=json.dumps(questions), capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"semnet's program ended with {done.returncode}: {done.stderr}")
    checks = Checks()
    for (name, graph, simple, options), pairs, answer in zip(graphs, all_pairs, json.loads(done.stdout), strict=True):
        compare(checks, name, graph, simple, options, pairs, answer)
    print(f"{checks.passed} passed, {checks.failed} failed")
    sys.exit(1 if checks.failed else 0)


if __name__ == "__main__":
    main()
