// Recall of encoded and disguised values, by disguise and type, on values of our own and on the values of
// presidio_synth_v2 and cn_pii_bench: node bench/views-quality.mjs [values per type and disguise]
// DUMP=FILE also writes the disguised texts, for peers.
import { appendFileSync, existsSync, readFileSync } from 'node:fs'
import { CARRIERS, makeValue, TEXT_DISGUISES, VALUE_DISGUISES } from './_views-disguises.mjs'

const dist = process.env.PLIMSOLL_DIST ?? new URL('../dist', import.meta.url).pathname
const load = name => import(`${dist}/${name}`)
const { createReader, configureDetectors, detectors, builtinPolicy, parsePolicy } = process.env
  .PLIMSOLL_BUNDLE
  ? await import(process.env.PLIMSOLL_BUNDLE)
  : {
      ...(await load('assess/_view-signals.js')),
      ...(await load('assess/_signals.js')),
      ...(await load('detectors/index.js')),
      ...(await load('policy/index.js')),
    }
const count = Number(process.argv[2] ?? 40)

/** A seeded generator: mulberry32. */
let state = 20_261_124
function random() {
  state = (state + 0x6d2b79f5) | 0
  let t = Math.imul(state ^ (state >>> 15), 1 | state)
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
  return ((t ^ (t >>> 14)) >>> 0) / 4294967296
}

const TYPES = ['email', 'phone', 'credit-card', 'iban', 'national-id']
const policy = builtinPolicy('baseline')
const configured = configureDetectors(detectors, policy, undefined)
const withViews = createReader(configured, policy)
const without = createReader(configured, parsePolicy({ decodeDepth: 0 }, 'plain'))
const finds = (reader, text, type, from, to) =>
  reader
    .read(text, 'text')
    .signals.some(signal => signal.type === type && signal.start < to && signal.end > from)

/** Values with their sentence: `{}` stands for the value. */
function* casesOf(type) {
  for (let i = 0; i < count; i++) {
    const carriers = CARRIERS[type]
    const value = makeValue(type, random)
    const carrier = carriers[i % carriers.length]
    // What is not found in plain measures the detector, not the views.
    if (finds(without, carrier.replace('{}', value), type, 0, carrier.length + value.length))
      yield { value, carrier }
  }
}

function* realCases(type) {
  const root = new URL('../../shared/data/privacy/', import.meta.url)
  for (const name of ['presidio_synth_v2', 'cn_pii_bench_sample']) {
    const path = new URL(`${name}.jsonl`, root)
    if (!existsSync(path)) continue
    for (const line of readFileSync(path, 'utf8').trim().split('\n')) {
      const row = JSON.parse(line)
      for (const span of row.spans ?? []) {
        const kind = REAL_TYPES[String(span.type ?? span.label).toLowerCase()]
        if (kind !== type) continue
        const value = row.text.slice(span.start, span.end)
        // What is not found in plain measures the detector, not the views.
        if (!finds(without, row.text, type, span.start, span.end)) continue
        yield { value, carrier: `${row.text.slice(0, span.start)}{}${row.text.slice(span.end)}` }
      }
    }
  }
}
const REAL_TYPES = {
  email: 'email',
  email_address: 'email',
  phone: 'phone',
  phone_number: 'phone',
  credit_card: 'credit-card',
  'credit-card': 'credit-card',
  bank_card: 'credit-card',
  iban: 'iban',
  iban_code: 'iban',
  id_card: 'national-id',
  'national-id': 'national-id',
  zh_id_card: 'national-id',
  zh_phone: 'phone',
  zh_bank_card: 'credit-card',
}

const table = new Map()
const misses = new Map()
/** Writes the disguised texts for peers: DUMP=FILE. */
function dump(disguise, type, text, from, to) {
  if (process.env.DUMP)
    appendFileSync(process.env.DUMP, `${JSON.stringify({ disguise, type, text, from, to })}\n`)
}

function tally(name, type, found, plain, text) {
  const key = `${name}\t${type}`
  const row = table.get(key) ?? { n: 0, found: 0, plain: 0 }
  table.set(key, row)
  row.n++
  if (found) row.found++
  else if ((misses.get(key)?.length ?? 0) < 3) misses.set(key, [...(misses.get(key) ?? []), text])
  if (plain) row.plain++
}

for (const type of TYPES) {
  for (const [source, cases] of [
    ['made', [...casesOf(type)]],
    ['rows', [...realCases(type)].slice(0, count)],
  ]) {
    for (const { value, carrier } of cases) {
      const at = carrier.indexOf('{}')
      const put = disguised => carrier.slice(0, at) + disguised + carrier.slice(at + 2)
      for (const [name, { write, fits }] of Object.entries(VALUE_DISGUISES)) {
        if (fits !== undefined && !fits(value)) continue
        const disguised = write(value)
        const text = put(disguised)
        dump(name, type, text, at, at + disguised.length)
        tally(
          name,
          `${type} (${source})`,
          finds(withViews, text, type, at, at + disguised.length),
          finds(without, text, type, at, at + disguised.length),
          text,
        )
      }
      for (const [name, write] of Object.entries(TEXT_DISGUISES)) {
        const text = write(put(value))
        dump(name, type, text, 0, text.length)
        tally(
          name,
          `${type} (${source})`,
          finds(withViews, text, type, 0, text.length),
          finds(without, text, type, 0, text.length),
          text,
        )
      }
    }
  }
}

const columns = TYPES.flatMap(type => [`${type} (made)`, `${type} (rows)`])
console.log(
  `recall with views, and behind the slash without; ${count} values of each type and source at most`,
)
console.log(['disguise', ...columns].join('\t'))
let low = 0
for (const name of [...Object.keys(VALUE_DISGUISES), ...Object.keys(TEXT_DISGUISES)]) {
  const cells = columns.map(type => {
    const row = table.get(`${name}\t${type}`)
    if (row === undefined) return '-'
    if (row.found / row.n < 0.95) low++
    return `${(row.found / row.n).toFixed(2)}/${(row.plain / row.n).toFixed(2)}`
  })
  console.log([name, ...cells].join('\t'))
}
console.log(`${low} of ${table.size} cells below 0.95`)
if (process.env.MISSES) for (const [key, texts] of misses) console.log(key, JSON.stringify(texts))
