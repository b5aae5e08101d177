#!/usr/bin/env node
// Speed of the shared encoder on one core: milliseconds for 64 and 256 tokens by each runtime, beside as many
// layers as the teacher has; time to open, memory, and the tokenizer's MB/s.
//
//   node scripts/build.mjs && node bench/encoder-speed.mjs
//     --onnxruntime FOLDER  a folder whose node_modules holds onnxruntime-node (default: this one)
//     --file FILE           another encoder
//     --teacher-layers 12   layers of the teacher, which differ from these in number and in values alone
//     --tokenizer FILE      tokenizer.json of the teacher: its MB/s by the Python package tokenizers (--python, default python3)
//     --rounds 15           measurements of each figure; the median counts
//     --json                one JSON document
// CPU time is counted, so that other processes disturb little. PLIMSOLL_DATA is the folder of the sets (default
// ../../shared/data); PLIMSOLL_DIST a build (default ../dist/).
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join, resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'

const root = fileURLToPath(new URL('..', import.meta.url))
const dist = process.env.PLIMSOLL_DIST
  ? pathToFileURL(`${process.env.PLIMSOLL_DIST}/`)
  : new URL('../dist/', import.meta.url)
const data = process.env.PLIMSOLL_DATA ?? fileURLToPath(new URL('../../shared/data', import.meta.url))
const { values: flags } = parseArgs({
  options: {
    onnxruntime: { type: 'string', default: root },
    file: { type: 'string' },
    'teacher-layers': { type: 'string', default: '12' },
    tokenizer: { type: 'string' },
    python: { type: 'string', default: 'python3' },
    rounds: { type: 'string', default: '15' },
    json: { type: 'boolean', default: false },
    open: { type: 'string' },
  },
})
const { openEncoder } = await import(new URL('models/encoder/open-encoder.js', dist))
const file = flags.file && resolve(flags.file)
const openWith = runtime =>
  openEncoder({ folder: resolve(flags.onnxruntime), runtime, ...(file && { file }) })

if (flags.open !== undefined) {
  // A fresh process of its own: time and memory of opening and of a first answer.
  const before = process.memoryUsage().rss
  let encoder
  const openMs = await cpu(async () => {
    encoder = (await openWith(flags.open)).encoder
  })
  const firstMs = await cpu(() => encoder.embed(['A first text.']))
  const megabytes = (process.memoryUsage().rss - before) / 1e6
  console.log(JSON.stringify({ openMs, firstMs, megabytes }))
  process.exit(0)
}

const rounds = Number(flags.rounds)
const median = values => [...values].sort((a, b) => a - b)[values.length >> 1]
async function cpu(work) {
  const before = process.cpuUsage()
  await work()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}

const texts = {
  english: readTexts('privacy/c4_demo_unlabelled.jsonl', 'text', 2e6),
  chinese: readTexts('poisoning/alpaca_zh_clean.jsonl', 'output', 2e6),
}
const wasm = (await openWith('wasm')).encoder
const runners = { wasm: text => wasm.embed([text], { maxWindows: 1 }) }
const missing = []
try {
  const { encoder } = await openWith('onnxruntime')
  runners[encoder.runtime] = text => encoder.embed([text], { maxWindows: 1 })
  await addPeers()
} catch (error) {
  missing.push(`onnxruntime: ${error.message}`)
}
const lengths = [64, 256]
const result = { runtimes: {}, opening: {}, tokenizer: {}, missing }
for (const length of lengths) {
  const text = textOf(texts.english.join('\n'), length)
  const times = Object.fromEntries(Object.keys(runners).map(name => [name, []]))
  for (const run of Object.values(runners)) for (let at = 0; at < 4; at++) await run(text)
  for (let round = 0; round < rounds; round++)
    for (const [name, run] of Object.entries(runners)) times[name].push(await cpu(() => run(text)))
  for (const name of Object.keys(runners)) {
    result.runtimes[name] ??= {}
    result.runtimes[name][length] = median(times[name])
  }
}
for (const runtime of ['wasm', ...(missing.length > 0 ? [] : ['onnxruntime'])]) {
  const opened = []
  for (let at = 0; at < 5; at++) {
    const args = [fileURLToPath(import.meta.url), '--open', runtime, '--onnxruntime', flags.onnxruntime]
    const { stdout } = spawnSync(process.execPath, [...args, ...(file ? ['--file', file] : [])], {
      encoding: 'utf8',
    })
    if (stdout !== '') opened.push(JSON.parse(stdout))
  }
  if (opened.length === 0) {
    missing.push(`opening by ${runtime}`)
    continue
  }
  const of = key => median(opened.map(each => each[key]))
  result.opening[runtime] = { openMs: of('openMs'), firstMs: of('firstMs'), megabytes: of('megabytes') }
}
for (const [set, list] of Object.entries(texts)) {
  const bytes = list.reduce((sum, each) => sum + Buffer.byteLength(each), 0)
  const times = []
  for (let at = 0; at < 5; at++) {
    times.push(await cpu(() => list.forEach(each => void wasm.tokenize(each))))
  }
  result.tokenizer[set] = { 'here, MB/s': bytes / 1e3 / median(times) }
  if (flags.tokenizer) result.tokenizer[set]['tokenizers, MB/s'] = peerTokenizer(list)
}

if (flags.json) console.log(JSON.stringify(result, null, 2))
else print(result)

/** The same layers in float32, and the teacher, by onnxruntime on one core. */
async function addPeers() {
  const ort = createRequire(pathToFileURL(join(resolve(flags.onnxruntime), 'package.json')))(
    'onnxruntime-node',
  )
  const options = {
    intraOpNumThreads: 1,
    interOpNumThreads: 1,
    executionMode: 'sequential',
    logSeverityLevel: 3,
  }
  const { readEncoderFile } = await import(new URL('learn/encoder/encoder-file.js', dist))
  const { encoderGraph } = await import(new URL('models/encoder/_encoder-graph.js', dist))
  const { weights } = readEncoderFile(readFileSync(file ?? join(root, 'assets/encoder/encoder.safetensors')))
  const { hidden, layers } = weights.stack
  const count = Number(flags['teacher-layers'])
  const teacher = Array.from({ length: count }, (_, at) => layers[at % layers.length])
  for (const [name, stack] of [[`${count} layers, onnxruntime`, { ...weights.stack, layers: teacher }]]) {
    const session = await ort.InferenceSession.create(encoderGraph(stack), options)
    runners[name] = async text => {
      const tokens = wasm.tokenize(text).ids.length + 2
      const rows = weights.positions.slice(0, tokens * hidden)
      await session.run({ rows: new ort.Tensor('float32', rows, [tokens, hidden]) })
    }
  }
}

function peerTokenizer(list) {
  const script = `
import json, sys, time, os
os.environ['RAYON_NUM_THREADS'] = '1'; os.environ['TOKENIZERS_PARALLELISM'] = 'false'
from tokenizers import Tokenizer
tokenizer = Tokenizer.from_file(sys.argv[1])
texts = json.load(sys.stdin)
best = []
for _ in range(3):
    before = time.process_time()
    for text in texts: tokenizer.encode(text, add_special_tokens=False)
    best.append(time.process_time() - before)
print(sum(len(text.encode()) for text in texts) / 1e6 / sorted(best)[1])`
  const { stdout, stderr } = spawnSync(flags.python, ['-c', script, flags.tokenizer], {
    input: JSON.stringify(list),
    encoding: 'utf8',
  })
  if (stdout === '') missing.push(`tokenizers: ${stderr.trim().split('\n').at(-1)}`)
  return Number(stdout)
}

/** The start of a text that has so many tokens, the two marks counted. */
function textOf(text, length) {
  const { ends } = wasm.tokenize(text.slice(0, length * 20))
  return text.slice(0, ends[length - 3])
}

function readTexts(path, field, most) {
  const found = []
  let size = 0
  for (const line of readFileSync(join(data, path), 'utf8').split('\n')) {
    if (line === '' || size > most) continue
    const text = JSON.parse(line)[field]
    found.push(text)
    size += Buffer.byteLength(text)
  }
  return found
}

function print({ runtimes, opening, tokenizer }) {
  const [best] = Object.keys(runtimes).filter(name => /^onnxruntime \d/.test(name))
  for (const [name, times] of Object.entries(runtimes)) {
    const shown = lengths.map(length => {
      const ratio = best === undefined ? '' : ` (${(times[length] / runtimes[best][length]).toFixed(2)} x)`
      return `${length} tokens ${times[length].toFixed(1)} ms${ratio}`
    })
    console.log(`${name.padEnd(24)} ${shown.join('   ')}`)
  }
  for (const [name, { openMs, firstMs, megabytes }] of Object.entries(opening))
    console.log(
      `open, ${name.padEnd(18)} ${openMs.toFixed(0)} ms, first text ${firstMs.toFixed(0)} ms, ${megabytes.toFixed(0)} MB more memory`,
    )
  for (const [set, speeds] of Object.entries(tokenizer)) {
    const shown = Object.entries(speeds).map(([name, value]) => `${name} ${value.toFixed(1)}`)
    console.log(`tokenizer, ${set.padEnd(13)} ${shown.join('   ')}`)
  }
  for (const each of missing) console.log(`not measured: ${each}`)
}
