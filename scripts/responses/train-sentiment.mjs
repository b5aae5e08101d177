#!/usr/bin/env node
// Trains src/analysis/responses/sentiment-model.generated.ts on rows with a sentiment, lexicons and neutral text.
//
//   node scripts/build.mjs
//   node scripts/responses/train-sentiment.mjs OUT.ts --rows FILE.jsonl... --lexicon FILE... --neutral FILE.jsonl... [--passes 8]
//
// --rows: {"text", "label": 0 | 1, "weight"?}; --lexicon: tab-separated `word  valence` (negative speaks ill); --neutral: {"text"}.
// How the rows were made and what they are licensed under: README.md beside this file. Everything is seeded.
import { readFileSync, writeFileSync } from 'node:fs'
import { deflateSync } from 'fflate'
import { SENTIMENT_BITS, sentimentFeatures } from '../../dist/analysis/responses/sentiment.js'
import { createWordTokenizer } from '../../dist/kernels/word-tokens.js'

const [out, ...flags] = process.argv.slice(2)
const given = { rows: [], lexicon: [], neutral: [], passes: ['8'], l1: ['0.6'], rate: ['1'], lexical: ['4'] }
let current
for (const each of flags) {
  if (each.startsWith('--')) {
    current = each.slice(2)
    if (!['rows', 'lexicon', 'neutral'].includes(current)) given[current] = []
  } else given[current].push(each)
}
const rowsOf = path =>
  readFileSync(path, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map(line => JSON.parse(line))
const size = 2 ** SENTIMENT_BITS
const tokenize = createWordTokenizer()
const features = sentimentFeatures()

/** Rows as sparse vectors: the features of each once, with their summed values over the root of how many there are. */
const vectors = []
const add = (text, target, weight) => {
  const values = new Map()
  const { places, values: signs, count } = features(text, tokenize(text))
  for (let i = 0; i < count; i++) values.set(places[i], (values.get(places[i]) ?? 0) + signs[i])
  if (count === 0) return
  const scale = 1 / Math.sqrt(count)
  vectors.push({
    places: Uint32Array.from(values.keys()),
    values: Float32Array.from(values.values(), each => each * scale),
    target,
    weight,
  })
}
for (const path of given.rows)
  for (const { text, label, weight = 1 } of rowsOf(path)) add(text, label, weight)
for (const path of given.lexicon) {
  for (const line of readFileSync(path, 'utf8').split('\n')) {
    const [word, valence] = line.split('\t')
    const size = Math.abs(Number(valence))
    if (word && size > 0) add(word, Number(valence) > 0 ? 1 : 0, Math.min(3, size) * Number(given.lexical[0]))
  }
}
for (const path of given.neutral) for (const { text } of rowsOf(path)) add(text, 0.5, 0.5)

const l1 = Number(given.l1[0])
const [alpha, beta] = [Number(given.rate[0]), 1]
const z = new Float64Array(size + 1)
const n = new Float64Array(size + 1)
const weightAt = at => {
  const first = at === size ? 0 : l1
  return Math.abs(z[at]) <= first
    ? 0
    : -(z[at] - Math.sign(z[at]) * first) / ((beta + Math.sqrt(n[at])) / alpha)
}
const update = (at, weight, gradient) => {
  const after = n[at] + gradient * gradient
  z[at] += gradient - ((Math.sqrt(after) - Math.sqrt(n[at])) / alpha) * weight
  n[at] = after
}
let state = 12345
const random = () => {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0
  return state / 2 ** 32
}
for (let pass = 0; pass < Number(given.passes[0]); pass++) {
  for (let i = vectors.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1))
    ;[vectors[i], vectors[j]] = [vectors[j], vectors[i]]
  }
  let loss = 0
  for (const { places, values, target, weight } of vectors) {
    const current = places.map ? Float64Array.from(places, weightAt) : []
    let score = 0 // without a bias: a text without features that are known says nothing
    for (let i = 0; i < places.length; i++) score += current[i] * values[i]
    const probability = 1 / (1 + Math.exp(-score))
    loss -= target * Math.log(probability + 1e-9) + (1 - target) * Math.log(1 - probability + 1e-9)
    const slope = (probability - target) * weight
    for (let i = 0; i < places.length; i++) update(places[i], current[i], slope * values[i])
  }
  console.error(`pass ${pass + 1}: loss ${(loss / vectors.length).toFixed(4)}`)
}
const weights = Float64Array.from({ length: size }, (_, at) => weightAt(at))
const sorted = weights
  .filter(each => each !== 0)
  .map(Math.abs)
  .sort()
const scale = (sorted[Math.floor(sorted.length * 0.999)] ?? 1) / 127
const signed = Int8Array.from(weights, each => Math.max(-127, Math.min(127, Math.round(each / scale))))
const packed = Buffer.from(deflateSync(new Uint8Array(signed.buffer), { level: 9 })).toString('base64')
writeFileSync(
  out,
  `// Written by scripts/responses/train-sentiment.mjs; do not edit. Origin and license: scripts/responses/README.md.
export const SENTIMENT = {
  scale: ${scale.toPrecision(4)},
  bias: 0,
  packed:
    '${packed}',
}
`,
)
console.error(`${vectors.length} rows, ${sorted.length} weights, ${(packed.length / 1e3).toFixed(0)} kB`)
