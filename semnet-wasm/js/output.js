// The plain objects that JavaScript gets. What is not there is left out, not `undefined` or `null`.

export function concept(id, label, text, attributes, isQuestion) {
  return text === undefined
    ? { id, label, attributes, isQuestion }
    : { id, label, text, attributes, isQuestion };
}

export function relationship(id, source, relation, target, passage, attributes, isKeyFinding) {
  return passage === undefined
    ? { id, source, relation, target, attributes, isKeyFinding }
    : { id, source, relation, target, passage, attributes, isKeyFinding };
}

export function attribute(name, value) {
  return { name, value };
}

export function report(text, titles, findings, concepts, texts, relationships, attributes) {
  return { text, leftOut: { titles, findings, concepts, texts, relationships, attributes } };
}
