// Checks test vectors with semnet_format.mjs: node check.mjs FILE...
//
// A FILE is a JSON object with the list "vectors", or, if its name ends in .jsonl, has one vector a line. A vector has
// a name and an "input" (the JSON form of a network), and either "bytes" (hexadecimal), "fingerprint" and "hashtag", or
// "refused", the reason why there are none. A refused vector without "input" has "bytes" that reading refuses. A vector
// with "unicode" is left out where the runtime knows only an older major version of Unicode than that.
//
// Written from semnet-core/FORMAT.md alone and sharing no code with the crate.

import { readFileSync } from 'node:fs'
import { Refused, canonical, fingerprint, hashtag, read } from './semnet_format.mjs'

const UNICODE = parseInt(process.versions.unicode)

function vectors(path) {
  const text = readFileSync(path, 'utf8')
  if (!path.endsWith('.jsonl')) return JSON.parse(text).vectors
  return text.split('\n').filter(line => line.trim()).map(line => JSON.parse(line))
}

function fromHex(hex) {
  const bytes = Buffer.from(hex, 'hex')
  if (bytes.toString('hex') !== hex) throw new Error('the bytes are not lower-case hexadecimal')
  return bytes
}

// The error in a vector, as a text; empty for a valid one.
function difference(vector) {
  let bytes
  try {
    bytes = canonical('input' in vector ? vector.input : read(fromHex(vector.bytes)))
  } catch (error) {
    if (!(error instanceof Refused)) return String(error)
    return 'refused' in vector ? '' : `refused: ${error.message}`
  }
  if ('refused' in vector) return `not refused, though: ${vector.refused}`
  try {
    read(bytes)
  } catch (error) {
    return `the bytes cannot be read: ${error}`
  }
  const got = { bytes: bytes.toString('hex'), fingerprint: fingerprint(bytes), hashtag: hashtag(bytes) }
  const wrong = Object.keys(got).filter(key => got[key] !== vector[key])
  return wrong.map(key => `${key} ${got[key]}, not ${vector[key]}`).join('; ')
}

let passed = 0
let failed = 0
let skipped = 0

function check(vector) {
  if ((vector.unicode ?? 0) > UNICODE) {
    skipped++
    return console.log(`skipped ${vector.name}: needs Unicode ${vector.unicode}, this runtime has ${UNICODE}`)
  }
  const wrong = difference(vector)
  if (wrong) console.log(`FAILED ${vector.name}: ${wrong}`)
  if (wrong) failed++
  else passed++
}

for (const path of process.argv.slice(2)) {
  let found = []
  try {
    found = Array.from(vectors(path))
  } catch (error) {
    console.log(`FAILED ${path}: ${error}`)
    failed++
  }
  found.forEach(check)
}
console.log(`${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}`)
process.exitCode = failed || !passed ? 1 : 0
