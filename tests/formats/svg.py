"""Pictures: librsvg draws every word of them, they keep to what Inkscape reads, and they open again after another program has written them.

    svg.py PROGRAM FOLDER

PROGRAM is the native program `semnet`, FOLDER takes the files. Needs rsvg-convert (Debian's librsvg2-bin), and Python alone.
"""

import base64
import json
import re
import struct
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
import zlib
from pathlib import Path

SVG = "http://www.w3.org/2000/svg"
REPORTS = Path(__file__).parent.parent.parent / "examples/reports"

# What Inkscape reads as attributes. CSS variables, percentages and `inherit` it reads only in part, so there are none.
PAINT = {"fill", "stroke", "stroke-width", "stroke-dasharray", "stroke-linecap", "opacity"}
ALLOWED = {
    "svg": {"viewBox", "width", "height", "role"},
    "title": set(),
    "metadata": set(),
    "rect": {"x", "y", "width", "height", "rx"} | PAINT,
    "path": {"d"} | PAINT,
    "polygon": {"points"} | PAINT,
    "circle": {"cx", "cy", "r"} | PAINT,
    "text": {"text-anchor", "font-family", "font-size", "font-weight", "direction"} | PAINT,
    "tspan": {"x", "y"},
}
NUMBERS = {"x", "y", "width", "height", "rx", "cx", "cy", "r", "font-size", "font-weight", "stroke-width", "opacity"}
COLOUR = re.compile(r"#[0-9a-f]{6}|none")
PATH = re.compile(r"M-?[\d.]+ -?[\d.]+(?:[QCL](?:-?[\d.]+ ?)+)+Z?")

HARD = {
    "question": "Who <is> & \"who\" ]]>?",
    "findings": [{"label": "א ב", "text": "Right to left."}, {"label": "漢字", "text": "Wide."}],
    "concepts": [{"label": "A < B & C"}, {"label": "🐝 bee"}, {"label": "word " * 40 + "end"}],
    "relationships": [
        {"source": "א ב", "relation": "<&>", "target": "A < B & C", "passage": "]]>"},
        {"source": "🐝 bee", "relation": "is", "target": "🐝 bee"},
    ],
}


def semnet(program, *arguments):
    return subprocess.run([program, *arguments], check=True, capture_output=True, text=True).stdout


def check_elements(root, name):
    """Every element and attribute is one that Inkscape reads correctly."""
    for element in root.iter():
        if not element.tag.startswith(f"{{{SVG}}}"):
            assert element.tag == "{urn:semnet}network", f"{name}: {element.tag}"
            continue
        tag = element.tag.split("}")[1]
        assert tag in ALLOWED, f"{name}: <{tag}>"
        for attribute, value in element.attrib.items():
            where = f"{name}: <{tag} {attribute}={value!r}>"
            assert attribute in ALLOWED[tag], where
            if attribute in NUMBERS:
                assert re.fullmatch(r"-?\d+(\.\d+)?", value), where
            if attribute in {"fill", "stroke"}:
                assert COLOUR.fullmatch(value), where
            if attribute == "d":
                assert PATH.fullmatch(value), where
            if attribute == "font-family":
                assert value.endswith(("sans-serif", "serif")), where


def pixels(png):
    """Width, height and the rows of a PNG with 8 bits of red, green, blue and perhaps alpha."""
    data, at, packed = png.read_bytes(), 8, b""
    while at < len(data):
        (length,), kind = struct.unpack(">I", data[at : at + 4]), data[at + 4 : at + 8]
        body = data[at + 8 : at + 8 + length]
        if kind == b"IHDR":
            width, height, depth, colour = struct.unpack(">IIBB", body[:10])
            assert depth == 8 and colour in (2, 6), (depth, colour)
            step = 3 if colour == 2 else 4
        packed += body if kind == b"IDAT" else b""
        at += 12 + length
    raw, rows, before = zlib.decompress(packed), [], bytearray(width * step)
    for row in range(height):
        start = row * (width * step + 1)
        kind, line = raw[start], bytearray(raw[start + 1 : start + 1 + width * step])
        for i in range(len(line)):
            left, up = line[i - step] if i >= step else 0, before[i]
            corner = before[i - step] if i >= step else 0
            if kind == 1:
                line[i] = (line[i] + left) & 255
            elif kind == 2:
                line[i] = (line[i] + up) & 255
            elif kind == 3:
                line[i] = (line[i] + (left + up) // 2) & 255
            elif kind == 4:
                near = left + up - corner
                best = min((abs(near - left), 0, left), (abs(near - up), 1, up), (abs(near - corner), 2, corner))
                line[i] = (line[i] + best[2]) & 255
        rows.append([tuple(line[x * step : x * step + 3]) for x in range(width)])
        before = line
    return width, height, rows


def check_drawing(root, png, name):
    """The picture has the size that it states, and each row of words has ink in its colour."""
    left, top, wide, high = map(float, root.get("viewBox").split())
    width, height, rows = pixels(png)
    assert (width, height) == (wide, high), f"{name}: {width} × {height}"
    count = 0
    for text in root.iter(f"{{{SVG}}}text"):
        ink = bytes.fromhex(text.get("fill")[1:])
        size = float(text.get("font-size"))
        for row in text:
            x, y = float(row.get("x")) - left, float(row.get("y")) - top
            # Letters reach from about a size above the line to a bit below it.
            box = [rows[v][max(0, int(x - size)) : int(x + size)] for v in range(int(y - size), int(y + size / 4))]
            near = min(sum(abs(a - b) for a, b in zip(pixel, ink)) for line in box for pixel in line)
            assert near < 160, f"{name}: nothing is drawn for {row.text!r}"
            count += 1
    return count


def main(program, folder):
    hard = folder / "hard.json"
    hard.write_text(json.dumps(HARD))
    words = 0
    for source in [REPORTS / "bees.txt", REPORTS / "tide-mill.json", hard]:
        svg, png = folder / f"{source.stem}.svg", folder / f"{source.stem}.png"
        semnet(program, "convert", str(source), str(svg))
        root = ElementTree.parse(svg).getroot()
        check_elements(root, source.name)
        subprocess.run(["rsvg-convert", "--output", png, svg], check=True)
        words += check_drawing(root, png, source.name)

        # Written again by another program: with prefixes, and without the declaration.
        expected = semnet(program, "open", str(source), "--json")
        again = folder / f"{source.stem}-again.svg"
        ElementTree.ElementTree(root).write(again)
        assert b":network" in again.read_bytes()
        network = root.find(f"{{{SVG}}}metadata/{{urn:semnet}}network").text
        carrying = folder / f"{source.stem}-carrying.png"
        text = b"semnet\0" + network.encode()
        chunk = struct.pack(">I", len(text)) + b"tEXt" + text + struct.pack(">I", zlib.crc32(b"tEXt" + text))
        plain = png.read_bytes()
        carrying.write_bytes(plain[:33] + chunk + plain[33:])
        for file in [svg, again, carrying]:
            assert semnet(program, "open", str(file), "--json") == expected, file
        subprocess.run(["rsvg-convert", "--output", folder / "again.png", again], check=True)
        assert base64.b64decode(network)[:6] == b"semnet"
    print(f"pictures: {words} rows of words drawn by librsvg")


main(sys.argv[1], Path(sys.argv[2]))
