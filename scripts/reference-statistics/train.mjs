#!/usr/bin/env node
// Trains src/analysis/reference/statistics.generated.ts from what gather.py wrote.
//
//   node scripts/build.mjs
//   node scripts/reference-statistics/train.mjs WORK OUT.ts
//
// Interpolated modified Kneser-Ney trigrams (Chen and Goodman 1999, https://doi.org/10.1006/csla.1999.0128) over hashed tokens; the words
// are mixed with published frequencies, the pairs with published pairs (English) or with words of a dictionary (Chinese). The n-grams that
// gain most are kept, in back-off form, quantized. Every fiftieth passage, told by its hash, is held out and measured.
import { readFileSync, writeFileSync } from 'node:fs'
import { deflateSync } from 'fflate'
import { buildSlotTable } from '../../dist/analysis/reference/_slot-table.js'
import {
  BACK_OFF_SCALE,
  GRAM_SCALE,
  pairHash,
  toScale,
  tripleHash,
  UNKNOWN_BITS,
  WORD_SCALE,
} from '../../dist/analysis/reference/n-grams.js'
import { referenceOf } from '../../dist/analysis/reference/reference.js'
import { createWordTokenizer } from '../../dist/kernels/word-tokens.js'
import { countRuns, discounts, groupsOf, sortedUnique } from './_counts.mjs'

const [work, out] = process.argv.slice(2)
if (!out) throw new Error('give WORK OUT.ts')
const tokenize = createWordTokenizer()
const ID_BITS = 17
const BASE = 2 ** ID_BITS
const tsv = name =>
  readFileSync(`${work}/${name}`, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map(line => line.split('\t'))

/** One language: vocabulary, text as ids (0 between passages, 1 for rare words), held-out passages. */
function read(name, published) {
  const share = new Map()
  for (const [word, value] of published) {
    const { length, hashes } = tokenize(word)
    for (let i = 0; i < length; i++) share.set(hashes[i], (share.get(hashes[i]) ?? 0) + value)
  }
  const counts = new Map()
  const passages = []
  const held = []
  for (const line of readFileSync(`${work}/${name}.jsonl`, 'utf8').split('\n')) {
    if (line === '') continue
    const { text } = JSON.parse(line)
    const { length, hashes } = tokenize(text)
    if (length < 3) continue
    const own = hashes.slice(0, length)
    if ((own[0] ^ own[length - 1] ^ own[length >> 1]) % 50 === 0) held.push(own)
    else {
      passages.push(own)
      for (const hash of own) counts.set(hash, (counts.get(hash) ?? 0) + 1)
    }
  }
  let total = 0
  for (const count of counts.values()) total += count
  const shares = [...share.values()].reduce((a, b) => a + b, 0)
  const mixed = new Map()
  for (const [hash, value] of share) mixed.set(hash, (0.7 * value) / shares)
  for (const [hash, count] of counts) {
    if (count > 1 || share.has(hash)) mixed.set(hash, (mixed.get(hash) ?? 0) + (0.3 * count) / total)
  }
  const words = [...mixed].sort((a, b) => b[1] - a[1])
  const idOf = new Map(words.slice(0, BASE - 8).map(([hash], at) => [hash, at + 2]))
  const ids = new Float64Array(passages.reduce((sum, each) => sum + each.length + 1, 1))
  let at = 1
  for (const passage of passages) {
    for (const hash of passage) ids[at++] = idOf.get(hash) ?? 1
    at++
  }
  console.error(
    `${name}: ${passages.length} passages, ${total} tokens, ${words.length} words, ${held.length} held out`,
  )
  return { name, words, idOf, ids, total, held }
}

/** Trains one language and gives the entries of the tables with their worth. */
function train({ name, words, idOf, ids, total }, extraPairs, extraTriples, keep) {
  const hashOf = [0, 1, ...words.slice(0, BASE - 8).map(([hash]) => hash)]
  const p1 = Float64Array.from([0, 2 ** -12, ...words.slice(0, BASE - 8).map(([, share]) => share)])
  const n = ids.length
  const triples = sortedUnique(
    Float64Array.from({ length: Math.max(0, n - 2) }, (_, i) =>
      ids[i + 1] === 0 || ids[i + 2] === 0 ? -1 : (ids[i] * BASE + ids[i + 1]) * BASE + ids[i + 2],
    ),
  )
  // Continuation counts: how many different words stand before a pair.
  const pairs = sortedUnique(Float64Array.from(triples.keys, key => key % (BASE * BASE)))
  const pairIndex = new Map()
  for (let i = 0; i < pairs.keys.length; i++) pairIndex.set(pairs.keys[i], i)
  const d2 = discounts(pairs.counts)
  const d3 = discounts(triples.counts)
  const context = groupsOf(pairs, BASE, d2)
  const extra = new Map()
  for (const [first, second, value] of extraPairs) {
    const [a, b] = [idOf.get(first), idOf.get(second)]
    if (a === undefined || b === undefined) continue
    let own = extra.get(a)
    if (own === undefined) {
      own = { sum: 0, of: new Map() }
      extra.set(a, own)
    }
    if (own.of.has(b)) continue
    own.of.set(b, value)
    own.sum += value
  }
  for (const own of extra.values())
    if (own.sum > 0.95) {
      for (const [b, value] of own.of) own.of.set(b, (value * 0.95) / own.sum)
      own.sum = 0.95
    }
  const p2 = (v, w) => {
    const ctx = context.get(v)
    let own = p1[w]
    if (ctx !== undefined) {
      const at = pairIndex.get(v * BASE + w)
      const count = at === undefined ? 0 : pairs.counts[at]
      own = Math.max(0, count - d2(count)) / ctx.total + ctx.gamma * p1[w]
    }
    const listed = extra.get(v)
    if (listed === undefined) return own
    const published = (listed.of.get(w) ?? 0) + (1 - listed.sum) * p1[w]
    return ctx === undefined ? published : 0.5 * own + 0.5 * published
  }
  const tripleContext = groupsOf(triples, BASE, d3)
  const tripleIndex = new Map()
  for (let i = 0; i < triples.keys.length; i++) tripleIndex.set(triples.keys[i], i)
  const extra3 = new Map()
  for (const [a, b, c, value] of extraTriples) {
    const key = [a, b, c].map(each => idOf.get(each))
    if (!key.includes(undefined)) extra3.set((key[0] * BASE + key[1]) * BASE + key[2], value)
  }
  const p3 = (u, v, w) => {
    const ctx = tripleContext.get(u * BASE + v)
    const lower = p2(v, w)
    let own = lower
    if (ctx !== undefined) {
      const at = tripleIndex.get((u * BASE + v) * BASE + w)
      const count = at === undefined ? 0 : triples.counts[at]
      own = Math.max(0, count - d3(count)) / ctx.total + ctx.gamma * lower
    }
    const published = extra3.get((u * BASE + v) * BASE + w)
    return published === undefined
      ? own
      : ctx === undefined
        ? 0.5 * published + 0.5 * lower
        : Math.max(own, (own + published) / 2)
  }
  // Pairs worth keeping.
  const gamma2 = v => {
    const [ctx, listed] = [context.get(v), extra.get(v)]
    const own = ctx?.gamma ?? 1
    return listed === undefined ? own : ctx === undefined ? 1 - listed.sum : (own + 1 - listed.sum) / 2
  }
  const candidates = []
  const consider = (v, w) => {
    if (v < 2 || w < 2) return
    const value = p2(v, w)
    const gain = Math.log2(value / (gamma2(v) * p1[w]))
    const worth = (p1[v] * value + 0.2 / total) * gain
    if (gain > 0.3) candidates.push([worth, v, w, value])
  }
  for (let i = 0; i < pairs.keys.length; i++) {
    if (pairs.counts[i] < 2 && keep.pairs < pairs.keys.length) continue
    consider(Math.floor(pairs.keys[i] / BASE), pairs.keys[i] % BASE)
  }
  for (const [v, { of }] of extra)
    for (const w of of.keys()) if (!((pairs.counts[pairIndex.get(v * BASE + w)] ?? 0) >= 2)) consider(v, w)
  candidates.sort((a, b) => b[0] - a[0])
  const keptPairs = candidates.slice(0, keep.pairs)
  const rest = new Map()
  for (const [, v, w, value] of keptPairs) {
    const own = rest.get(v) ?? { high: 0, low: 0 }
    own.high += value
    own.low += p1[w]
    rest.set(v, own)
  }
  const wordBackOff = [...rest].map(([v, { high, low }]) => [
    hashOf[v],
    -Math.log2(Math.max(1e-4, Math.min(1, (1 - high) / (1 - low)))),
  ])
  // Triples worth keeping.
  const found = []
  const considerTriple = (key, count) => {
    const [u, v, w] = [Math.floor(key / BASE / BASE), Math.floor(key / BASE) % BASE, key % BASE]
    if (u < 2 || v < 2 || w < 2) return
    const value = p3(u, v, w)
    const gain = Math.log2(value / ((tripleContext.get(u * BASE + v)?.gamma ?? 1) * p2(v, w)))
    if (gain > 0.5) found.push([count * gain, u, v, w, value])
  }
  for (let i = 0; i < triples.keys.length; i++)
    if (triples.counts[i] > 1) considerTriple(triples.keys[i], triples.counts[i])
  for (const [key, value] of extra3) {
    const at = tripleIndex.get(key)
    if (!(at !== undefined && triples.counts[at] > 1)) considerTriple(key, 2 + 5 * value)
  }
  found.sort((a, b) => b[0] - a[0])
  const keptTriples = found.slice(0, keep.triples)
  const rest3 = new Map()
  for (const [, u, v, w, value] of keptTriples) {
    const key = u * BASE + v
    const own = rest3.get(key) ?? { high: 0, low: 0, u, v }
    own.high += value
    own.low += p2(v, w)
    rest3.set(key, own)
  }
  const pairBackOff = [...rest3.values()].map(({ high, low, u, v }) => [
    pairHash(hashOf[u], hashOf[v]),
    -Math.log2(Math.max(1e-4, Math.min(1, (1 - high) / Math.max(1e-9, 1 - low)))),
  ])
  console.error(
    `${name}: ${candidates.length} pairs, ${keptPairs.length} kept; ${found.length} triples, ${keptTriples.length} kept`,
  )
  return {
    words: words.slice(0, keep.words).map(([hash, share]) => [hash, -Math.log2(share)]),
    pairs: keptPairs.map(([, v, w, value]) => [pairHash(hashOf[v], hashOf[w]), -Math.log2(value)]),
    triples: keptTriples.map(([, u, v, w, value]) => [
      tripleHash(hashOf[u], hashOf[v], hashOf[w]),
      -Math.log2(value),
    ]),
    wordBackOff,
    pairBackOff,
    exact: hashes => {
      let bits = 0
      let [u, v] = [undefined, undefined]
      for (const hash of hashes) {
        const w = idOf.get(hash)
        bits +=
          w === undefined
            ? UNKNOWN_BITS
            : -Math.log2(v === undefined ? p1[w] : u === undefined ? p2(v, w) : p3(u, v, w))
        ;[u, v] = [v, w ?? 1]
      }
      return bits
    },
  }
}

const single = word => {
  const { length, hashes } = tokenize(word)
  return length === 1 ? hashes[0] : undefined
}
const english = read(
  'en',
  tsv('en-words.tsv').map(([word, share]) => [word, Number(share)]),
)
const englishPairs = tsv('en-pairs.tsv').map(([first, second, share]) => [
  single(first),
  single(second),
  Number(share),
])
const en = train(english, englishPairs, [], { words: 220_000, pairs: 340_000, triples: 160_000 })

const dictionary = tsv('zh-words.tsv').map(([word, count]) => [word, Number(count)])
const chinese = read('zh', dictionary)
const [ones, twos, threes] = countRuns(
  dictionary.map(([word, count]) => [tokenize(word).hashes.slice(0, word.length), count]),
)
const zh = train(
  chinese,
  [...twos.values()].map(({ tokens: [a, b], count }) => [a, b, count / ones.get(a)]),
  [...threes.values()].map(({ tokens: [a, b, c], count, before }) => [
    a,
    b,
    c,
    count / twos.get(before).count,
  ]),
  { words: 12_000, pairs: 300_000, triples: 200_000 },
)

const SCALES = {
  words: WORD_SCALE,
  pairs: GRAM_SCALE,
  triples: GRAM_SCALE,
  wordBackOff: BACK_OFF_SCALE,
  pairBackOff: BACK_OFF_SCALE,
}
const tables = {}
const packed = {}
for (const [part, scale] of Object.entries(SCALES)) {
  // The commonest first: where two share a fingerprint, the first wins.
  const entries = [...en[part], ...zh[part]]
    .sort((a, b) => a[1] - b[1])
    .map(([hash, bits]) => [hash, toScale(scale, bits)])
  tables[part] = buildSlotTable(entries, scale.valueBits)
  const { slots } = tables[part]
  packed[part] = Buffer.from(deflateSync(new Uint8Array(slots.buffer), { level: 9 })).toString('base64')
  console.error(
    `${part}: ${entries.length} of ${slots.length} slots, ${(packed[part].length / 1e6).toFixed(2)} MB`,
  )
}
writeFileSync(
  out,
  `// Written by scripts/reference-statistics/train.mjs; do not edit. Origin and license: scripts/reference-statistics/README.md.
export const PACKED = {
${Object.entries(SCALES)
  .map(
    ([part, { valueBits }]) =>
      `  ${part}: {\n    valueBits: ${valueBits},\n    slots:\n      '${packed[part]}',\n  },`,
  )
  .join('\n')}
}
`,
)
const reference = referenceOf(tables)
for (const [language, model] of [
  [english, en],
  [chinese, zh],
]) {
  let [tokens, exact, own, difference] = [0, 0, 0, 0]
  for (const hashes of language.held) {
    const bits = reference.surprise({ hashes, length: hashes.length }).reduce((a, b) => a + b, 0)
    const full = model.exact(hashes)
    tokens += hashes.length
    exact += full
    own += bits
    difference += Math.abs(full - bits)
  }
  console.error(
    `${language.name}, held out, ${tokens} tokens: ${(exact / tokens).toFixed(3)} bits a token before pruning and quantizing, ${(own / tokens).toFixed(3)} after; mean difference of a passage ${(difference / tokens).toFixed(3)} bits a token`,
  )
}
