// The format of a network: JSON form -> canonical bytes -> fingerprint -> hashtag, and back from the bytes.
//
// Written from semnet-core/FORMAT.md alone and sharing no code with the crate, to show that the page is complete.
// The numbers in brackets are sections of that page.

import { blake3 } from '@noble/hashes/blake3.js'

/** The input is not a network, or the bytes are not canonical. */
export class Refused extends Error {}

const refuse = why => { throw new Refused(why) }

// ---- Normalisation [2]

const REFUSED = /(?!\p{White_Space})\p{Cc}|\p{Cn}|\p{Cs}/u
const DROPPED = /[\u00AD\u200B\u2060\uFEFF\u202A-\u202E\u2066-\u2069]/gu

export function normal(string) {
  const bad = REFUSED.exec(string)
  if (bad) refuse(`U+${bad[0].codePointAt(0).toString(16).toUpperCase().padStart(4, '0')} is refused`)
  return string.replace(DROPPED, '').normalize('NFC').replace(/\p{White_Space}+/gu, ' ').replace(/^ | $/g, '')
}

// ---- Reading the JSON form

function checkFields(thing, ...names) {
  if (typeof thing !== 'object' || thing === null || Array.isArray(thing)) refuse('not an object')
  for (const name of Object.keys(thing)) if (!names.includes(name)) refuse(`unknown field ${name}`)
}

function text(value, what) {
  if (value === undefined) return ''
  return typeof value === 'string' ? normal(value) : refuse(`${what} is not a string`)
}

const fullText = (value, what) => text(value, what) || refuse(`no ${what}, or an empty one`)

function list(value, what) {
  if (value === undefined) return []
  return Array.isArray(value) ? value : refuse(`${what} is not a list`)
}

// Attributes are kept as a sorted list of [name, value], none twice.
function attributesOf(value) {
  return sortedSet(list(value, 'attributes').map(attribute => {
    checkFields(attribute, 'name', 'value')
    if (attribute.value === undefined) refuse('an attribute without value')
    return [fullText(attribute.name, 'name'), text(attribute.value, 'value')]
  }))
}

// ---- Order [3]: numbers as such, strings by their bytes of UTF-8, lists like words

function compare(a, b) {
  if (typeof a === 'number') return a - b
  if (typeof a === 'string') return Buffer.compare(Buffer.from(a), Buffer.from(b))
  for (let i = 0; i < a.length && i < b.length; i++) {
    const order = compare(a[i], b[i])
    if (order !== 0) return order
  }
  return a.length - b.length
}

function sortedSet(items) {
  return items.toSorted(compare).filter((item, i, all) => i === 0 || compare(all[i - 1], item) !== 0)
}

// ---- Writing

class Writer {
  parts = []

  number(n) {
    const bytes = []
    for (; n >= 128; n = Math.floor(n / 128)) bytes.push(n % 128 + 128)
    this.parts.push(Buffer.from([...bytes, n]))
  }

  string(string) {
    const bytes = Buffer.from(string)
    this.number(bytes.length)
    this.parts.push(bytes)
  }

  list(items, writeItem) {
    this.number(items.length)
    items.forEach(writeItem)
  }

  attributes(attributes) {
    this.list(attributes, ([name, value]) => { this.string(name); this.string(value) })
  }
}

/** The canonical bytes of a network in JSON form [1, 3]. */
export function canonical(network) {
  checkFields(network, 'question', 'title', 'attributes', 'findings', 'concepts', 'relationships', 'highlights')
  const question = fullText(network.question, 'question')
  const title = text(network.title, 'title')
  const attributes = attributesOf(network.attributes)

  const concepts = new Map()
  function addConcept(concept) {
    checkFields(concept, 'label', 'text', 'attributes')
    const label = fullText(concept.label, 'label')
    if (label === question) refuse('a concept has the question as its label')
    const old = concepts.get(label) ?? { text: '', attributes: [] }
    const itsText = text(concept.text, 'text')
    if (itsText && old.text && itsText !== old.text) refuse(`two texts for ${label}`)
    const together = sortedSet([...old.attributes, ...attributesOf(concept.attributes)])
    concepts.set(label, { text: itsText || old.text, attributes: together })
    return label
  }
  const findings = list(network.findings, 'findings').map(addConcept)
  if (new Set(findings).size < findings.length) refuse('a finding twice')
  list(network.concepts, 'concepts').forEach(addConcept)

  const given = list(network.relationships, 'relationships').map(relationship => {
    checkFields(relationship, 'source', 'relation', 'target', 'passage', 'attributes')
    const source = fullText(relationship.source, 'source')
    const relation = fullText(relationship.relation, 'relation')
    const target = fullText(relationship.target, 'target')
    for (const end of [source, target]) {
      if (end !== question && !concepts.has(end)) refuse(`a relationship to ${end}, which is not there`)
    }
    if (source === question && relation === 'Key Finding') refuse('a relationship Key Finding from the question')
    const passage = text(relationship.passage, 'passage')
    return { source, relation, target, passage, attributes: attributesOf(relationship.attributes) }
  })

  const rooted = findings.length > 0 || given.some(({ source, target }) => source === question || target === question)
  const labels = sortedSet([...concepts.keys(), ...rooted ? [question] : []])
  const relations = sortedSet(given.map(({ relation }) => relation))
  const placeOfLabel = new Map(labels.map((label, place) => [label, place]))
  const placeOfRelation = new Map(relations.map((relation, place) => [relation, place]))
  // From here on a relationship is a list, in the order in which it is compared and written.
  const keys = given.map(({ source, relation, target, passage, attributes }) =>
    [placeOfLabel.get(source), placeOfRelation.get(relation), placeOfLabel.get(target), passage, attributes])
  const stored = sortedSet(keys)
  const placeOfStored = new Map(stored.map((key, place) => [JSON.stringify(key), place]))

  const highlights = list(network.highlights, 'highlights').map(n => {
    if (!Number.isInteger(n) || n < 0 || n >= keys.length) refuse(`a highlight that is no relationship: ${n}`)
    return placeOfStored.get(JSON.stringify(keys[n]))
  })
  if (new Set(highlights).size < highlights.length) refuse('a relationship highlighted twice')

  const out = new Writer()
  out.parts.push(Buffer.from('semnet'))
  out.number(1)
  out.string(question)
  out.string(title)
  out.attributes(attributes)
  out.list(labels, label => {
    if (label === question) return out.number(0)
    out.string(label)
    out.string(concepts.get(label).text)
    out.attributes(concepts.get(label).attributes)
  })
  out.list(findings, label => out.number(placeOfLabel.get(label)))
  out.list(relations, relation => out.string(relation))
  const bySource = labels.map(() => [])
  for (const key of stored) bySource[key[0]].push(key)
  for (const outgoing of bySource) {
    out.list(outgoing, ([, relation, target, passage, attributes]) => {
      out.number(relation)
      out.number(target)
      out.string(passage)
      out.attributes(attributes)
    })
  }
  out.list(highlights, place => out.number(place))
  const bytes = Buffer.concat(out.parts)
  return bytes.length < 2 ** 32 ? bytes : refuse('too long')
}

// ---- Reading the bytes [3]: parsed without much ado, written again and compared

class Reader {
  constructor(bytes) { this.rest = Buffer.from(bytes) }

  take(length) {
    if (length > this.rest.length) refuse('the bytes end too early')
    const taken = this.rest.subarray(0, length)
    this.rest = this.rest.subarray(length)
    return taken
  }

  number() {
    let n = 0
    for (let unit = 1; unit < 2 ** 35; unit *= 128) {
      const [byte] = this.take(1)
      n += byte % 128 * unit
      if (byte < 128) return n
    }
    return refuse('a number is too long')
  }

  string() {
    const bytes = this.take(this.number())
    // Bytes that are not UTF-8 become U+FFFD here, and other bytes when they are written again.
    return bytes.toString('utf8')
  }

  list(readItem) {
    const items = []
    for (let left = this.number(); left > 0; left--) items.push(readItem())
    return items
  }

  attributes() {
    return this.list(() => ({ name: this.string(), value: this.string() }))
  }

  oneOf(items) {
    return items[this.number()] ?? refuse('a number is past the end of its list')
  }
}

/** The network with these canonical bytes, in JSON form. */
export function read(bytes) {
  const from = new Reader(bytes)
  if (from.take(6).toString('latin1') !== 'semnet') refuse('these are not the bytes of a network')
  if (from.number() !== 1) refuse('not version 1')
  const question = from.string()
  const title = from.string()
  const attributes = from.attributes()
  const all = from.list(() => {
    const label = from.string()
    return label === '' ? { label: question } : { label, text: from.string(), attributes: from.attributes() }
  })
  const findings = from.list(() => from.oneOf(all))
  const relations = from.list(() => from.string())
  const relationships = all.flatMap(({ label }) => from.list(() => ({
    source: label,
    relation: from.oneOf(relations),
    target: from.oneOf(all).label,
    passage: from.string(),
    attributes: from.attributes(),
  })))
  const highlights = from.list(() => from.number())
  const concepts = all.filter(({ label }) => label !== question)
  const network = { question, title, attributes, findings, concepts, relationships, highlights }
  return canonical(network).equals(bytes) ? network : refuse('these bytes are not canonical')
}

// ---- Names

const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'

/** The fingerprint of canonical bytes, as text [4]. */
export function fingerprint(bytes) {
  const hash = Buffer.from(blake3(bytes))
  return [0, 8, 16, 24].map(start => {
    let digits = ''
    for (let word = hash.readBigUInt64BE(start); word > 0n; word /= 62n) digits = DIGITS[word % 62n] + digits
    return digits.padStart(11, '0')
  }).join('')
}

/** The hashtag of canonical bytes, as text [5]. */
export function hashtag(bytes) {
  return fingerprint(bytes).slice(0, 11)
}
