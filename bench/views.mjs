// What looking for encoded text costs, in CPU time, beside one plain look at every character; and what only views find in
// real text: node bench/views.mjs [folder of jsonl]
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const dist = process.env.PLIMSOLL_DIST ?? new URL('../dist', import.meta.url).pathname
const [{ viewsOf }, { createReader }, { configureDetectors }, { detectors }, { builtinPolicy }] =
  await Promise.all(
    [
      'analysis/views/index.js',
      'assess/_view-signals.js',
      'assess/_signals.js',
      'detectors/index.js',
      'policy/index.js',
    ].map(name => import(join(dist, name))),
  )
const folder = process.argv[2] ?? new URL('../../shared/data', import.meta.url).pathname
if (!existsSync(folder)) {
  console.error(`no data at ${folder}: name a folder of JSON Lines`)
  process.exit(2)
}

function stringsOf(value, out) {
  if (typeof value === 'string') out.push(value)
  else if (Array.isArray(value)) for (const each of value) stringsOf(each, out)
  else if (value !== null && typeof value === 'object')
    for (const each of Object.values(value)) stringsOf(each, out)
}

const texts = []
for (const name of readdirSync(folder, { recursive: true })) {
  if (!name.endsWith('.jsonl')) continue
  for (const line of readFileSync(join(folder, name), 'utf8').split('\n')) {
    try {
      stringsOf(JSON.parse(line), texts)
    } catch {
      // No JSON: not a text of this bench.
    }
  }
}
const bytesOf = list => list.reduce((sum, text) => sum + Buffer.byteLength(text), 0)
const isHan = text => /[\u4e00-\u9fff]{4}/u.test(text)
const prose = texts.filter(text => text.length > 200 && viewsOf(text).length === 0)
const corpora = { English: prose.filter(text => !isHan(text)), Chinese: prose.filter(isHan) }

function cpuPerByte(list, work) {
  const bytes = bytesOf(list)
  for (const text of list) work(text)
  const start = process.cpuUsage()
  let rounds = 0
  let used = 0
  do {
    for (const text of list) work(text)
    rounds++
    const { user, system } = process.cpuUsage(start)
    used = user + system
  } while (used < 1_500_000)
  return (used * 1000) / rounds / bytes
}

let sink = 0
const look = text => {
  for (let i = 0; i < text.length; i++) sink += text.charCodeAt(i) & 1
}
for (const [name, list] of Object.entries(corpora)) {
  const views = cpuPerByte(list, viewsOf)
  const plain = cpuPerByte(list, look)
  const megabytes = (bytesOf(list) / 1e6).toFixed(1)
  console.log(
    `${name} prose without views, ${megabytes} MB: ${views.toFixed(2)} ns/byte; one look at each character ${plain.toFixed(2)}; ratio ${(views / plain).toFixed(1)}`,
  )
}

const policy = builtinPolicy('baseline')
const reader = createReader(configureDetectors(detectors, policy, undefined), policy)
const kinds = new Map()
let count = 0
for (const text of texts) {
  if (viewsOf(text).length === 0) continue
  for (const { view, signals } of reader.read(text, 'text').views) {
    for (const { type } of signals) {
      const kind = `${view.chain.join(' > ')}: ${type}`
      kinds.set(kind, (kinds.get(kind) ?? 0) + 1)
      count++
    }
  }
}
const bytes = bytesOf(texts)
console.log(
  `signals that only views show: ${count} in ${(bytes / 1e6).toFixed(1)} MB, ${((count / bytes) * 1e7).toFixed(1)} per 10 MB`,
)
for (const [kind, n] of [...kinds].sort((a, b) => b[1] - a[1])) console.log(`${n}\t${kind}`)
if (sink < 0) console.log(sink)
