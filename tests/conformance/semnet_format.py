"""The format of a network: JSON form -> canonical bytes -> fingerprint -> hashtag, and back from the bytes.

Written from semnet-core/FORMAT.md alone and sharing no code with the crate, to show that the page is complete.
The numbers in brackets are sections of that page.
"""

import re
import unicodedata

from blake3 import blake3

DROPPED = re.compile("[\u00ad\u200b\u2060\ufeff\u202a-\u202e\u2066-\u2069]")
WHITE_SPACE = re.compile("[\u0009-\u000d\u0020\u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+")
DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"

# The JSON form: the fields of each kind of object and their types.
NETWORK = {"question": str, "title": str, "attributes": list, "findings": list, "concepts": list,
           "relationships": list, "highlights": list}
CONCEPT = {"label": str, "text": str, "attributes": list}
RELATIONSHIP = {"source": str, "relation": str, "target": str, "passage": str, "attributes": list}
ATTRIBUTE = {"name": str, "value": str}
REQUIRED = {"question", "label", "name", "value", "source", "relation", "target"}
NOT_EMPTY = REQUIRED - {"value"}


class Refused(ValueError):
    """The input is not a network, or the bytes are not canonical."""


def normal(string):  # [2]
    for char in string:
        category = unicodedata.category(char)
        if category in ("Cn", "Cs") or category == "Cc" and not WHITE_SPACE.match(char):
            raise Refused(f"U+{ord(char):04X} has the category {category}")
    string = unicodedata.normalize("NFC", DROPPED.sub("", string))
    return WHITE_SPACE.sub(" ", string).strip(" ")


def fields(thing, shape):
    """The values of an object's fields, in the order of its shape, the strings normalised."""
    if not isinstance(thing, dict):
        raise Refused("not an object")
    if unknown := thing.keys() - shape.keys():
        raise Refused(f"unknown field {min(unknown)!r}")
    values = []
    for name, kind in shape.items():
        if name in REQUIRED and name not in thing:
            raise Refused(f"no {name}")
        value = thing.get(name, kind())
        if not isinstance(value, kind):
            raise Refused(f"{name} is no {kind.__name__}")
        if kind is str:
            value = normal(value)
            if not value and name in NOT_EMPTY:
                raise Refused(f"empty {name}")
        values.append(value)
    return values


def pairs(attributes):
    return {tuple(fields(attribute, ATTRIBUTE)) for attribute in attributes}


def number(n):
    out = bytearray()
    while n > 0x7F:
        out.append(n & 0x7F | 0x80)
        n >>= 7
    return bytes(out) + bytes([n])


def string(s):
    data = s.encode()
    return number(len(data)) + data


def listed(items, write):
    return number(len(items)) + b"".join(map(write, items))


def attributes_bytes(attributes):
    return listed(sorted(attributes), lambda pair: string(pair[0]) + string(pair[1]))


def canonical(network):  # [1], [3]
    """The canonical bytes of a network in JSON form."""
    question, title, attributes, findings, concepts, relationships, highlights = fields(network, NETWORK)
    attributes = pairs(attributes)

    known = {}  # label -> (text, attributes)
    for place, concept in enumerate(findings + concepts):
        label, text, more = fields(concept, CONCEPT)
        if label == question:
            raise Refused("a concept has the question as its label")
        if place < len(findings) and label in known:
            raise Refused(f"{label!r} is a finding twice")
        old_text, old = known.get(label, ("", set()))
        if text and old_text and text != old_text:
            raise Refused(f"{label!r} has two texts")
        known[label] = text or old_text, old | pairs(more)
    found = list(known)[: len(findings)]

    given = []
    for relationship in relationships:
        source, relation, target, passage, more = fields(relationship, RELATIONSHIP)
        for end in source, target:
            if end != question and end not in known:
                raise Refused(f"a relationship to {end!r}, which is not there")
        if source == question and relation == "Key Finding":
            raise Refused("a relationship Key Finding from the question")
        given.append((source, relation, target, passage, tuple(sorted(pairs(more)))))

    if found or any(question in (source, target) for source, _, target, _, _ in given):
        known[question] = None

    # Python compares strings by code points, which is the order of their UTF-8 bytes. Places in sorted lists compare
    # as the strings at these places do, and tuples like words, so a plain sort gives all the orders of the page.
    labels = sorted(known)
    relations = sorted({relation for _, relation, _, _, _ in given})
    stored = sorted(set(given))
    label_place = {label: place for place, label in enumerate(labels)}
    relation_place = {relation: place for place, relation in enumerate(relations)}
    stored_place = {relationship: place for place, relationship in enumerate(stored)}

    highlighted = []
    for n in highlights:
        if isinstance(n, bool) or not isinstance(n, int) or n not in range(len(given)):
            raise Refused(f"highlight {n!r} is no place in the list of relationships")
        highlighted.append(stored_place[given[n]])
    if len(set(highlighted)) < len(highlighted):
        raise Refused("a relationship is highlighted twice")

    def concept_bytes(label):
        if label == question:
            return number(0)
        text, attributes = known[label]
        return string(label) + string(text) + attributes_bytes(attributes)

    def relationship_bytes(relationship):
        _, relation, target, passage, attributes = relationship
        return (number(relation_place[relation]) + number(label_place[target]) + string(passage)
                + attributes_bytes(attributes))

    by_source = {label: [] for label in labels}
    for relationship in stored:
        by_source[relationship[0]].append(relationship)
    out = (b"semnet" + number(1) + string(question) + string(title) + attributes_bytes(attributes)
           + listed(labels, concept_bytes)
           + listed(found, lambda label: number(label_place[label]))
           + listed(relations, string)
           + b"".join(listed(by_source[label], relationship_bytes) for label in labels)
           + listed(highlighted, number))
    if len(out) >= 2**32:
        raise Refused("too long")
    return out


def read(data):  # [3], Reading
    """The network with these canonical bytes, in JSON form: parsed without much ado, written again and compared."""
    at = 0

    def take(length):
        nonlocal at
        at += length
        if at > len(data):
            raise Refused("the bytes end too early")
        return data[at - length:at]

    def number():
        n = 0
        for shift in range(0, 35, 7):
            byte = take(1)[0]
            n |= (byte & 0x7F) << shift
            if byte < 0x80:
                return n
        raise Refused("a number is too long")

    def string():
        try:
            return take(number()).decode()
        except UnicodeDecodeError:
            raise Refused("a string is not UTF-8") from None

    def listed(item):
        return [item() for _ in range(number())]

    def attributes():
        return listed(lambda: {"name": string(), "value": string()})

    def concept():
        if label := string():
            return {"label": label, "text": string(), "attributes": attributes()}
        return {"label": question}

    def one_of(things):
        n = number()
        if n >= len(things):
            raise Refused("a number is past the end of its list")
        return things[n]

    if take(6) != b"semnet":
        raise Refused("these are not the bytes of a network")
    if number() != 1:
        raise Refused("not version 1")
    question = string()
    network = {"question": question, "title": string(), "attributes": attributes()}
    concepts = listed(concept)
    network["concepts"] = [concept for concept in concepts if concept["label"] != question]
    network["findings"] = listed(lambda: one_of(concepts))
    relations = listed(string)
    network["relationships"] = [
        relationship for concept in concepts for relationship in listed(lambda: {
            "source": concept["label"], "relation": one_of(relations), "target": one_of(concepts)["label"],
            "passage": string(), "attributes": attributes()})]
    network["highlights"] = listed(number)
    if canonical(network) != data:
        raise Refused("these bytes are not canonical")
    return network


def fingerprint(data):  # [4]
    """The fingerprint of canonical bytes, as text."""
    digest = blake3(data).digest()
    text = ""
    for start in 0, 8, 16, 24:
        word = int.from_bytes(digest[start:start + 8], "big")
        text += "".join(DIGITS[word // 62**power % 62] for power in reversed(range(11)))
    return text


def hashtag(data):  # [5]
    """The hashtag of canonical bytes, as text."""
    return fingerprint(data)[:11]
