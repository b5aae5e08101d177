#!/usr/bin/env node
// Trains the model of natural words that tells identifiers from random strings, and writes it as TypeScript.
//   node scripts/train-word-model.mjs FOLDER_OR_FILE...
// Needs a build (node scripts/build.mjs; PLIMSOLL_DIST names another folder). Reads words of source code and prose (.ts .js .mjs .cjs .md .txt .jsonl), counts how often one letter follows
// two others, and keeps only those 28 x 28 x 28 rounded costs: no word of the text can be read back.
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const dist = process.env.PLIMSOLL_DIST ?? fileURLToPath(new URL('../dist', import.meta.url))
const { spell, SYMBOLS } = await import(`${dist}/detectors/secrets/_symbols.js`)

const OUT = fileURLToPath(new URL('../src/detectors/secrets/_word-model.generated.ts', import.meta.url))
const TEXT = /\.(ts|js|mjs|cjs|md|txt|jsonl)$/
const MAX_BYTES = 4_000_000
const STEP = 0.25
const CODES = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

const inputs = process.argv.slice(2)
if (inputs.length === 0) {
  console.error('usage: node scripts/train-word-model.mjs FOLDER_OR_FILE...')
  process.exit(2)
}

function* files(path) {
  if (statSync(path).isFile()) return yield path
  for (const entry of readdirSync(path, { withFileTypes: true })) {
    if (entry.isDirectory()) yield* files(join(path, entry.name))
    else if (entry.isFile() && TEXT.test(entry.name)) yield join(path, entry.name)
  }
}

const words = new Map()
for (const input of inputs) {
  for (const file of files(input)) {
    if (statSync(file).size > MAX_BYTES) continue
    for (const [word] of readFileSync(file, 'utf8').matchAll(/[A-Za-z][A-Za-z0-9_-]{2,60}/g)) {
      words.set(word, (words.get(word) ?? 0) + 1)
    }
  }
}

// A word seen once or twice may be a hash or a key; a word of many digits is no word.
const digits = word => word.replace(/\D/g, '').length
const kept = [...words].filter(([word, count]) => count > 2 && digits(word) * 3 <= word.length)

const pairs = new Float64Array(SYMBOLS ** 2)
const triples = new Float64Array(SYMBOLS ** 3)
for (const [word, count] of kept) {
  const weight = 1 + Math.log(count)
  const [first, ...rest] = spell(word)
  let before = first
  let last = first
  for (const symbol of rest) {
    pairs[last * SYMBOLS + symbol] += weight
    triples[(before * SYMBOLS + last) * SYMBOLS + symbol] += weight
    before = last
    last = symbol
  }
}

const sum = (table, from) => table.subarray(from, from + SYMBOLS).reduce((total, each) => total + each, 0)
let model = ''
for (let before = 0; before < SYMBOLS; before++) {
  for (let last = 0; last < SYMBOLS; last++) {
    const pairRow = last * SYMBOLS
    const tripleRow = (before * SYMBOLS + last) * SYMBOLS
    for (let symbol = 0; symbol < SYMBOLS; symbol++) {
      const byPair = (pairs[pairRow + symbol] + 1 / SYMBOLS) / (sum(pairs, pairRow) + 1)
      const byTriple = (triples[tripleRow + symbol] + 20 * byPair) / (sum(triples, tripleRow) + 20)
      model += CODES[Math.min(CODES.length - 1, Math.max(0, Math.round(-Math.log2(byTriple) / STEP)))]
    }
  }
}

const lines = model.match(/.{1,112}/g).map(line => `  '${line}' +`)
lines[lines.length - 1] = lines.at(-1).slice(0, -2)
writeFileSync(
  OUT,
  `// Written by scripts/train-word-model.mjs; do not edit. Bits by which the third symbol surprises after two others,
// in quarters, one base64 character each.
export const WORD_MODEL =\n${lines.join('\n')}\n`,
)
console.error(`${words.size} words read, ${kept.length} kept, ${model.length} costs written`)
