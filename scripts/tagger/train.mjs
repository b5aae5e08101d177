#!/usr/bin/env node
// Trains one tagger: a linear-chain conditional random field (Lafferty et al. 2001) with hashed features, by AdaGrad, and
// writes it as int8 weights.
//   node train.mjs latin|han LEXICON.json OUT.generated.ts --train FILE[*N][@lower|@upper],... --held-out NAME=FILE,...
//     --epochs 4 --bits 17 --rate 0.15 --seed 1 --drop 0.1 --wordy-drop 0.35
// Needs a build: the features come from dist/detectors/personal-data/_tagger (PLIMSOLL_DIST names another folder).
// LEXICON.json is {"words": [[word, class], ...], "bits": 17}, written by lexicon.mjs.
// One core; about 2 microseconds a token and epoch: a million tokens take 10 seconds.
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import { deflateSync } from 'fflate'
import { randomOf, readLines } from './_shared.mjs'

const { positionals, values: flags } = parseArgs({
  allowPositionals: true,
  options: {
    train: { type: 'string' },
    'held-out': { type: 'string' },
    epochs: { type: 'string', default: '4' },
    bits: { type: 'string', default: '17' },
    rate: { type: 'string', default: '0.15' },
    seed: { type: 'string', default: '1' },
    drop: { type: 'string', default: '0.1' },
    'wordy-drop': { type: 'string', default: '0.35' },
    prune: { type: 'string', default: '0.06' },
    step: { type: 'string', default: '0.06' },
    'min-count': { type: 'string', default: '1' },
    errors: { type: 'string' },
    ship: { type: 'string' },
    'early-only': { type: 'string', default: '0.3' },
    groups: { type: 'string' },
  },
})
const [language, lexiconPath, out] = positionals
const dist = process.env.PLIMSOLL_DIST
  ? pathToFileURL(`${process.env.PLIMSOLL_DIST}/`)
  : new URL('../../dist/', import.meta.url)
const load = name => import(new URL(`detectors/personal-data/_tagger/${name}.js`, dist))
const { KINDS, TAGS } = await load('tags')
const { hashOf } = await load('hash')
const { buildLexicon, buildGroups } = await load('lexicon')
const { decode } = await load('decode')
const { buildModel } = await load('model')
const views = await load(language === 'latin' ? 'latin-runs' : 'han-runs')

const random = randomOf(Number(flags.seed))
const BITS = Number(flags.bits)
const mask = 2 ** BITS - 1
/** Features are counted under more bits than they are kept under. */
const WIDE = 2 ** 24 - 1
const words = JSON.parse(readFileSync(lexiconPath, 'utf8'))
const groups = flags.groups
  ? buildGroups(
      Object.entries(JSON.parse(readFileSync(flags.groups, 'utf8')).words).map(([word, group]) => [
        hashOf(word),
        group,
      ]),
      18,
    )
  : undefined
const { lexicon: bare, dropped } = buildLexicon(
  words.words.map(([word, wordClass]) => [hashOf(word), wordClass]),
  words.bits,
)
const lexicon = groups ? { ...bare, groups } : bare
console.error(`lexicon: ${words.words.length} words, ${dropped} without room`)

/** A text as runs of tokens, each with its rows and its right tags. */
function* runsOf(row) {
  for (const run of views.runs(row.text, WIDE, lexicon)) {
    const tags = new Uint8Array(run.count)
    for (const { start, end, type } of row.spans) {
      const kind = KINDS.indexOf(type)
      if (kind < 0) continue
      let isFirst = true
      for (let i = 0; i < run.count; i++) {
        if (run.start(i) < start || run.end(i) > end) continue
        tags[i] = isFirst ? 1 + 2 * kind : 2 + 2 * kind
        isFirst = false
      }
    }
    for (let i = 0; i < run.count; i++)
      if (
        tags[i] > 0 &&
        tags[i] % 2 === 0 &&
        !(i > 0 && (tags[i - 1] === tags[i] || tags[i - 1] === tags[i] - 1))
      )
        tags[i]--
    yield { ...run, tags }
  }
}

// All runs in two flat tables.
let width = 0
let early = 0
const offsets = [0]
let rowTable = new Int32Array(1 << 24)
let tagTable = new Uint8Array(1 << 20)
let filled = 0
for (const source of flags.train.split(',')) {
  const [, path, times = '1', letters] = /^([^*@]+)(?:\*([\d.]+))?(?:@(lower|upper))?$/.exec(source)
  const copies = Number(times)
  for (const plain of readLines(path)) {
    const row = letters ? recased(plain, letters) : plain
    for (let copy = 0; copy < copies; copy++) {
      if (copies < 1 && !random.chance(copies)) continue
      for (const run of runsOf(row)) {
        width = run.features.width
        early = run.features.early ?? width
        if (run.features.late) for (let i = 0; i < run.count; i++) run.features.late(run.from + i)
        if ((filled + run.count) * width > rowTable.length)
          rowTable = grown(rowTable, rowTable.length * 2 + run.count * width)
        if (filled + run.count > tagTable.length) tagTable = grown(tagTable, tagTable.length * 2 + run.count)
        rowTable.set(
          run.features.rows.subarray(run.from * width, (run.from + run.count) * width),
          filled * width,
        )
        tagTable.set(run.tags, filled)
        filled += run.count
        offsets.push(filled)
      }
    }
  }
  console.error(`${path}: ${filled} tokens in ${offsets.length - 1} runs so far`)
}
/** The same row in small letters, or in capitals, where that changes no lengths. */
function recased({ text, spans }, letters) {
  const change = each => (letters === 'lower' ? each.toLowerCase() : each.toUpperCase())
  return {
    text: [...text].map(each => (change(each).length === each.length ? change(each) : each)).join(''),
    spans,
  }
}
function grown(table, size) {
  const bigger = new table.constructor(size)
  bigger.set(table)
  return bigger
}

// A feature seen less often than --min-count says nothing: its place is -1.
const seen = new Uint8Array(WIDE + 1)
for (let i = 0; i < filled * width; i++) if (seen[rowTable[i]] < 255) seen[rowTable[i]]++
let rare = 0
for (let i = 0; i < filled * width; i++) {
  if (seen[rowTable[i]] >= Number(flags['min-count'])) rowTable[i] &= mask
  else {
    rowTable[i] = -1
    rare++
  }
}
console.error(
  `${((100 * rare) / (filled * width)).toFixed(1)} % of the features are rare; ${seen.reduce((sum, n) => sum + (n >= Number(flags['min-count']) ? 1 : 0), 0)} distinct ones are kept`,
)

const weights = new Float32Array((mask + 1) * TAGS)
const squares = new Float32Array((mask + 1) * TAGS).fill(0.1)
const transitions = new Float32Array(TAGS * TAGS)
const transitionSquares = new Float32Array(TAGS * TAGS).fill(1)
const isAllowed = (from, to) => to % 2 === 1 || to === 0 || from === to || from === to - 1
const rate = Number(flags.rate)
const wordy = new Set(views.WORDY)
const longest = offsets.slice(1).reduce((most, end, i) => Math.max(most, end - offsets[i]), 0)
const emissions = new Float64Array(longest * TAGS)
const alpha = new Float64Array(longest * TAGS)
const beta = new Float64Array(longest * TAGS)
const scales = new Float64Array(longest)
const exps = new Float64Array(TAGS * TAGS)
const expected = new Float64Array(TAGS * TAGS)
const kept = new Uint8Array(longest * width)
const order = Int32Array.from({ length: offsets.length - 1 }, (_, i) => i)
const start = process.cpuUsage().user

for (let epoch = 0; epoch < Number(flags.epochs); epoch++) {
  for (let i = order.length - 1; i > 0; i--) {
    const j = random.int(i + 1)
    ;[order[i], order[j]] = [order[j], order[i]]
  }
  const step = rate * (epoch === Number(flags.epochs) - 1 ? 0.35 : 1)
  let loss = 0
  for (const run of order) loss += learn(offsets[run], offsets[run + 1] - offsets[run], step)
  console.error(
    `epoch ${epoch + 1}: loss ${(loss / filled).toFixed(4)} a token, ${((process.cpuUsage().user - start) / 1e6).toFixed(0)} s`,
  )
  if (epoch < Number(flags.epochs) - 1 && epoch % 2 === 0) report(quantize(), false)
}

/** One step of gradient descent on one run; its negative log likelihood. */
function learn(from, count, step) {
  const drop = Number(flags.drop)
  const wordyDrop = Number(flags['wordy-drop'])
  // The features asked first must be able to settle a token by themselves.
  const asked = early < width && random.chance(Number(flags['early-only'])) ? early : width
  for (let i = 0; i < count; i++) {
    const out = i * TAGS
    for (let t = 0; t < TAGS; t++) emissions[out + t] = 0
    for (let k = 0; k < width; k++) {
      const row = rowTable[(from + i) * width + k] * TAGS
      const keep = k < asked && row >= 0 && random.next() >= (wordy.has(k) ? wordyDrop : drop) ? 1 : 0
      kept[i * width + k] = keep
      if (!keep) continue
      for (let t = 0; t < TAGS; t++) emissions[out + t] += weights[row + t]
    }
  }
  for (let a = 0; a < TAGS; a++)
    for (let b = 0; b < TAGS; b++)
      exps[a * TAGS + b] = isAllowed(a, b) ? Math.exp(transitions[a * TAGS + b]) : 0
  let gold = 0
  let previous = 0
  for (let i = 0; i < count; i++) {
    const tag = tagTable[from + i]
    gold += emissions[i * TAGS + tag] + transitions[previous * TAGS + tag]
    previous = tag
  }
  let logSum = 0
  for (let i = 0; i < count; i++) {
    const at = i * TAGS
    let most = -Infinity
    for (let t = 0; t < TAGS; t++) most = Math.max(most, emissions[at + t])
    let total = 0
    for (let t = 0; t < TAGS; t++) {
      let sum = 0
      if (i === 0) sum = exps[t]
      else for (let p = 0; p < TAGS; p++) sum += alpha[at - TAGS + p] * exps[p * TAGS + t]
      emissions[at + t] = Math.exp(emissions[at + t] - most)
      alpha[at + t] = sum * emissions[at + t]
      total += alpha[at + t]
    }
    for (let t = 0; t < TAGS; t++) alpha[at + t] /= total
    scales[i] = total
    logSum += Math.log(total) + most
  }
  for (let t = 0; t < TAGS; t++) beta[(count - 1) * TAGS + t] = 1
  expected.fill(0)
  for (let i = count - 1; i > 0; i--) {
    const at = i * TAGS
    for (let p = 0; p < TAGS; p++) {
      let sum = 0
      for (let t = 0; t < TAGS; t++) {
        const edge = exps[p * TAGS + t]
        if (edge === 0) continue
        const flow = (edge * emissions[at + t] * beta[at + t]) / scales[i]
        sum += flow
        expected[p * TAGS + t] += alpha[at - TAGS + p] * flow
      }
      beta[at - TAGS + p] = sum
    }
  }
  for (let t = 0; t < TAGS; t++) expected[t] += alpha[t] * beta[t]
  previous = 0
  for (let i = 0; i < count; i++) {
    const tag = tagTable[from + i]
    expected[previous * TAGS + tag] -= 1
    previous = tag
  }
  for (let e = 0; e < TAGS * TAGS; e++) {
    const gradient = expected[e]
    if (gradient === 0 || !isAllowed(Math.floor(e / TAGS), e % TAGS)) continue
    transitionSquares[e] += gradient * gradient
    transitions[e] -= (step * gradient) / Math.sqrt(transitionSquares[e])
  }
  for (let i = 0; i < count; i++) {
    const tag = tagTable[from + i]
    for (let t = 0; t < TAGS; t++) {
      const gradient = alpha[i * TAGS + t] * beta[i * TAGS + t] - (t === tag ? 1 : 0)
      if (gradient < 1e-3 && gradient > -1e-3) continue
      const square = gradient * gradient
      for (let k = 0; k < width; k++) {
        if (!kept[i * width + k]) continue
        const at = rowTable[(from + i) * width + k] * TAGS + t
        squares[at] += square
        weights[at] -= (step * gradient) / Math.sqrt(squares[at])
      }
    }
  }
  return logSum - gold
}

/** The model in whole steps, as it will be shipped. */
function quantize() {
  const scale = Number(flags.step)
  const signed = new Int8Array(TAGS * (mask + 1))
  const floor = Number(flags.prune)
  // A row counts by its differences: what all tags share changes nothing.
  for (let row = 0; row <= mask; row++) {
    for (let t = 0; t < TAGS; t++) {
      const weight = weights[row * TAGS + t] - weights[row * TAGS]
      const whole = Math.abs(weight) < floor ? 0 : Math.max(-127, Math.min(127, Math.round(weight / scale)))
      signed[t * (mask + 1) + row] = whole
    }
  }
  const whole = Int32Array.from(transitions, (weight, e) =>
    isAllowed(Math.floor(e / TAGS), e % TAGS) ? Math.round(weight / scale) : -100000,
  )
  return { ...buildModel(signed, { bits: BITS, scale, transitions: whole }, lexicon), signed }
}

function report(model, isFinal) {
  for (const source of (flags['held-out'] ?? '').split(',').filter(Boolean)) {
    const [name, path] = source.split('=')
    const counts = Object.fromEntries(KINDS.map(kind => [kind, { gold: 0, found: 0, right: 0 }]))
    for (const row of readLines(path)) {
      const found = []
      for (const run of views.runs(row.text, mask, lexicon)) {
        for (const chunk of decode(model, run.features, run.from, run.count)) {
          found.push({ start: run.start(chunk.first), end: run.end(chunk.last - 1), type: KINDS[chunk.kind] })
        }
      }
      const gold = row.spans.filter(span => KINDS.includes(span.type))
      for (const span of gold) counts[span.type].gold++
      for (const span of found) {
        counts[span.type].found++
        const isRight = gold.some(
          each => each.type === span.type && each.start === span.start && each.end === span.end,
        )
        if (isRight) counts[span.type].right++
        else if (isFinal && flags.errors === name) console.error('FALSE', span.type, show(row, span))
      }
      if (isFinal && flags.errors === name)
        for (const span of gold)
          if (
            !found.some(each => each.type === span.type && each.start === span.start && each.end === span.end)
          )
            console.error('MISSED', span.type, show(row, span))
    }
    const line = ({ gold, found, right }) =>
      `P ${percent(right / found)} R ${percent(right / gold)} F ${percent((2 * right) / (found + gold))} n=${gold}`
    const all = Object.values(counts).reduce((sum, each) => ({
      gold: sum.gold + each.gold,
      found: sum.found + each.found,
      right: sum.right + each.right,
    }))
    console.error(`  ${name}: micro ${line(all)}`)
    if (isFinal)
      for (const [kind, count] of Object.entries(counts))
        if (count.gold + count.found) console.error(`    ${kind.padEnd(16)} ${line(count)}`)
  }
}
function percent(value) {
  return Number.isNaN(value) ? '–' : (100 * value).toFixed(1)
}
function show({ text }, { start, end }) {
  return JSON.stringify(
    `${text.slice(Math.max(0, start - 30), start)}⟦${text.slice(start, end)}⟧${text.slice(end, end + 20)}`,
  )
}

const model = quantize()
report(model, true)
const shipped = flags.ship
  ? buildLexicon(
      JSON.parse(readFileSync(flags.ship, 'utf8')).words.map(([word, wordClass]) => [
        hashOf(word),
        wordClass,
      ]),
      words.bits,
    ).lexicon
  : lexicon
const pack = bytes =>
  Buffer.from(
    deflateSync(new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength), { level: 9 }),
  ).toString('base64')
const packedGroups = ({ checks, groups }) =>
  Uint8Array.from({ length: 3 * checks.length }, (_, i) =>
    i < checks.length
      ? checks[i] & 255
      : i < 2 * checks.length
        ? checks[i - checks.length] >>> 8
        : groups[i - 2 * checks.length],
  )
const name = language === 'latin' ? 'latinModel' : 'hanModel'
writeFileSync(
  out,
  `// Written by scripts/tagger/train.mjs; do not edit. Origin and license: README.md beside this file.
import type { PackedModel } from './model.ts'

export const ${name}: PackedModel = {
  bits: ${BITS},
  scale: ${model.scale},
  transitions: [${[...model.transitions].join(', ')}],
  rows:
    '${pack(model.signed)}',
  lexicon:
    '${pack(shipped.slots)}',${groups ? `\n  groups:\n    '${pack(packedGroups(groups))}',` : ''}
}
`,
)
const nonzero = model.signed.reduce((sum, each) => sum + (each === 0 ? 0 : 1), 0)
console.error(
  `wrote ${fileURLToPath(pathToFileURL(out))}: ${nonzero} of ${model.signed.length} weights, ${(readFileSync(out).length / 1e6).toFixed(2)} MB`,
)
