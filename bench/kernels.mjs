#!/usr/bin/env node
// Speed of the WebAssembly kernels on one core, beside their plain reference and the physical limit: copying the memory.
//
//   node scripts/build.mjs && node bench/kernels.mjs
//     --seconds 1     time for each figure
//     --json          one JSON document
// PLIMSOLL_DATA is the folder of the sets (default ../../shared/data); PLIMSOLL_DIST a build (default ../dist/).
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'

const dist = process.env.PLIMSOLL_DIST
  ? pathToFileURL(`${process.env.PLIMSOLL_DIST}/`)
  : new URL('../dist/', import.meta.url)
const data = process.env.PLIMSOLL_DATA ?? fileURLToPath(new URL('../../shared/data', import.meta.url))
const { textLook, textScreen } = await import(new URL('kernels/index.js', dist))
const { referenceScreen } = await import(new URL('kernels/wasm/text-screen.reference.js', dist))
const { screenKinds } = await import(new URL('analysis/views/_screen.js', dist))
const { referenceLook } = await import(new URL('kernels/wasm/text-look.reference.js', dist))
const { sampleMarks } = await import(new URL('kernels/wasm/sample-marks.js', dist))
const { referenceMarks } = await import(new URL('kernels/wasm/sample-marks.reference.js', dist))
const { encoderLayers } = await import(new URL('kernels/wasm/encoder-layers.js', dist))
const { referenceLayers } = await import(new URL('kernels/wasm/encoder-layers.reference.js', dist))
const { bandingFor } = await import(new URL('kernels/min-hash.js', dist))
const { isInert } = await import(new URL('analysis/sample-identity.js', dist))
const { lookTables } = await import(new URL('detectors/_look-tables.js', dist))
const { PERSONAL_LITERALS } = await import(new URL('detectors/personal-data/_literals.js', dist))
const { SECRET_LITERALS } = await import(new URL('detectors/secrets/_literal-groups.js', dist))

const { values: flags } = parseArgs({
  options: { seconds: { type: 'string', default: '1' }, json: { type: 'boolean', default: false } },
})

const literals = [...Object.values(PERSONAL_LITERALS), ...Object.values(SECRET_LITERALS)]
  .flatMap(list => list())
  .map(each => (typeof each === 'string' ? { text: each, clean: false } : each))
const tables = lookTables()
const looks = { kernel: textLook(tables, literals), reference: referenceLook(tables, literals) }

const kinds = screenKinds()
const screens = { kernel: textScreen(kinds), reference: referenceScreen(kinds) }

const marks = { kernel: sampleMarks(isInert), reference: referenceMarks(isInert) }
const banding = bandingFor(0.8)
/** What the three audits of duplicates take from a sample. */
function remember(mark, text) {
  const all = mark([text])
  all.fingerprint()
  all.sketch(512, banding)
  all.anchors(50, 0)
}

const SETS = {
  english: [
    ['privacy/c4_demo_unlabelled.jsonl', 'text'],
    ['privacy/wiki_demo_unlabelled.jsonl', 'text'],
  ],
  chinese: [
    ['guard/jailbreak-seval-zh.jsonl', 'text'],
    ['poisoning/alpaca_zh_clean.jsonl', 'output'],
  ],
}

const results = {}
for (const [set, files] of Object.entries(SETS)) {
  const texts = files.flatMap(([file, field]) => textsOf(`${data}/${file}`, field))
  const encoded = texts.map(text => new TextEncoder().encode(text))
  const bytes = encoded.reduce((sum, each) => sum + each.length, 0)
  const target = new Uint8Array(encoded.reduce((most, each) => Math.max(most, each.length), 0))
  const scratch = new Uint8Array(target.length)
  const encoder = new TextEncoder()
  results[set] = {
    bytes,
    texts: texts.length,
    copy: rate(bytes, encoded, each => target.set(each)),
    encode: rate(bytes, texts, text => encoder.encodeInto(text, scratch)),
    'look, kernel': rate(bytes, texts, looks.kernel),
    'look, reference': rate(bytes, texts, looks.reference),
    'screen, kernel': rate(bytes, texts, screens.kernel),
    'screen, reference': rate(bytes, texts, screens.reference),
    'sample marks, kernel': rate(bytes, texts, text => remember(marks.kernel, text)),
    'sample marks, reference': rate(bytes, texts, text => remember(marks.reference, text)),
  }
}

/** Products of the encoder's matrices per nanosecond, for one layer of its size and 64 tokens. */
const stack = encoderStack(384, 12, 1536)
const rows = Float32Array.from({ length: 64 * 384 }, (_, at) => Math.sin(at))
const products = 64 * (4 * 384 * 384 + 2 * 384 * 1536)
const kernelLayers = encoderLayers(stack)
const layers = {
  'encoder layer, kernel': rate(products, [rows], each => kernelLayers.run(each, [64])),
  'encoder layer, reference': rate(products, [rows], each => referenceLayers(stack)(each, [64])),
}

if (flags.json) console.log(JSON.stringify({ literals: literals.length, results, layers }, null, 2))
else {
  console.log(`GB/s on one core, ${literals.length} literals`)
  for (const [set, { bytes, texts, ...rates }] of Object.entries(results)) {
    console.log(`${set}: ${(bytes / 1e6).toFixed(2)} MB in ${texts} texts`)
    for (const [name, value] of Object.entries(rates)) console.log(`${value.toFixed(3).padStart(9)}  ${name}`)
  }
  console.log('products per nanosecond, 64 tokens')
  for (const [name, value] of Object.entries(layers)) console.log(`${value.toFixed(3).padStart(9)}  ${name}`)
}

function encoderStack(hidden, heads, intermediate) {
  const floats = (length, size) => Float32Array.from({ length }, (_, at) => (1 + Math.cos(at)) * size)
  const matrix = (width, columns) => ({
    weight: Int8Array.from({ length: width * columns }, (_, at) => Math.round(127 * Math.sin(at * at))),
    scale: floats(columns, 0.0005),
    bias: floats(columns, 0.1),
  })
  const norm = { weight: floats(hidden, 1), bias: floats(hidden, 0.1) }
  const [query, key, value, output] = Array.from({ length: 4 }, () => matrix(hidden, hidden))
  const up = matrix(hidden, intermediate)
  const down = matrix(intermediate, hidden)
  const layer = { query, key, value, output, attentionNorm: norm, up, down, outputNorm: norm }
  return { hidden, heads, intermediate, epsilon: 1e-12, firstNorm: norm, layers: [layer] }
}

function textsOf(path, field) {
  if (!existsSync(path)) {
    console.error(`not measured: ${path} is absent`)
    process.exit(3)
  }
  const rows = readFileSync(path, 'utf8').split('\n').filter(Boolean)
  return rows.map(line => JSON.parse(line)[field]).filter(text => typeof text === 'string' && text !== '')
}

/** Best pass within the time, in GB/s of UTF-8, by CPU time. */
function rate(bytes, items, work) {
  let best = Number.POSITIVE_INFINITY
  const end = performance.now() + Number(flags.seconds) * 1000
  do {
    const started = process.cpuUsage()
    for (const item of items) work(item)
    const { user, system } = process.cpuUsage(started)
    best = Math.min(best, (user + system) * 1e3)
  } while (performance.now() < end)
  return bytes / best
}
