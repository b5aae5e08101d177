#!/usr/bin/env node
// False alarms and speed of the identity number detectors: over prose that should hold none, and over random numbers
// that look like identity numbers but are orders, timestamps, hashes, books, parcels.
//
//   node scripts/build.mjs && node bench/national-ids-alarms.mjs
//     --prose FOLDER[,FOLDER]   every .jsonl file below is read; all its strings are texts (default ../shared/data)
//     --numbers 1000000         how many look-alikes of all sorts together
//     --seed 1
//     --min-score 0.5
//     --show ID                 print what one detector flagged in the prose, with 40 characters around it
// PLIMSOLL_DIST names another build than ../dist/.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'

const dist = process.env.PLIMSOLL_DIST
  ? pathToFileURL(`${process.env.PLIMSOLL_DIST}/`)
  : new URL('../dist/', import.meta.url)
const { seededRandom, summarizeText } = await import(new URL('core/index.js', dist))
const { detectors } = await import(new URL('detectors/index.js', dist))
const OURS =
  /^personal-data\/(?:(?:cn|tw|hk|jp|kr|in|sg|au|us|ca|br|gb|de|fr|es|it|nl|pl|se|fi|tr)-|medical-record|visit-|health-insurance|passport-number|driver-license-number|identity-document)/
const ours = detectors.filter(each => OURS.test(each.id))

const { values: flags } = parseArgs({
  options: {
    prose: { type: 'string', default: fileURLToPath(new URL('../../shared/data', import.meta.url)) },
    numbers: { type: 'string', default: '1000000' },
    seed: { type: 'string', default: '1' },
    'min-score': { type: 'string', default: '0.5' },
    show: { type: 'string' },
  },
})
const minScore = Number(flags['min-score'])

/** Runs all detectors over texts and tells what they flag, and the processor time it took. */
function look(texts, tally) {
  const started = process.cpuUsage()
  for (const text of texts) {
    const summary = summarizeText(text)
    const input = { text }
    for (const detector of ours) {
      if (detector.screen && !detector.screen(summary)) continue
      for (const signal of detector.detect(input, {})) {
        if (signal.score < minScore) continue
        tally.flags.set(detector.id, (tally.flags.get(detector.id) ?? 0) + 1)
        if (flags.show === detector.id && tally.show) {
          const around = text.slice(Math.max(0, signal.start - 40), signal.end + 40).replace(/\s+/g, ' ')
          console.log(`  ${signal.score} ${around}`)
        }
      }
    }
  }
  const { user, system } = process.cpuUsage(started)
  tally.seconds += (user + system) / 1e6
  for (const text of texts) tally.bytes += Buffer.byteLength(text)
}

const newTally = show => ({ flags: new Map(), seconds: 0, bytes: 0, show })

function report(title, tally, unit) {
  const total = [...tally.flags.values()].reduce((sum, each) => sum + each, 0)
  console.log(
    `${title}: ${(tally.bytes / 1e6).toFixed(1)} MB, ${total} flags${unit ? ` ${unit}` : ''}, ${(tally.bytes / 1e6 / tally.seconds).toFixed(1)} MB/s (${ours.length} detectors together)`,
  )
  for (const [id, count] of [...tally.flags].sort((a, b) => b[1] - a[1]))
    console.log(`  ${String(count).padStart(7)}  ${id}`)
}

function* strings(value) {
  if (typeof value === 'string') yield value
  else if (value && typeof value === 'object') for (const each of Object.values(value)) yield* strings(each)
}

function* proseFiles(folder) {
  for (const path of readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()) {
    if (path.endsWith('.jsonl')) yield `${folder}/${path}`
  }
}

for (const folder of flags.prose.split(',')) {
  if (!existsSync(folder)) {
    console.log(`no prose: ${folder} is absent`)
    continue
  }
  const all = newTally(false)
  for (const path of proseFiles(folder)) {
    const tally = newTally(true)
    const lines = readFileSync(path, 'utf8')
      .split('\n')
      .filter(line => line.trim())
    look(
      lines.flatMap(line => [...strings(JSON.parse(line))]),
      tally,
    )
    if (tally.flags.size > 0) report(path.slice(folder.length + 1), tally)
    for (const [id, count] of tally.flags) all.flags.set(id, (all.flags.get(id) ?? 0) + count)
    all.seconds += tally.seconds
    all.bytes += tally.bytes
  }
  report(`all of ${folder.split('/').at(-1)}`, all)
}

const random = seededRandom(Number(flags.seed))
const below = count => random.integer(count)
const digits = count => Array.from({ length: count }, () => below(10)).join('')
const pick = list => list[below(list.length)]
const letters = count => Array.from({ length: count }, () => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'[below(26)]).join('')
const hex = count => Array.from({ length: count }, () => '0123456789abcdef'[below(16)]).join('')
const two = number => String(number).padStart(2, '0')
const stamp = () => `20${two(below(30))}${two(1 + below(12))}${two(1 + below(28))}`
function ean() {
  const body = pick(['978', '979', '690', '400', '501']) + digits(9)
  const sum = [...body].reduce((total, each, i) => total + Number(each) * (i % 2 === 0 ? 1 : 3), 0)
  return body + ((10 - (sum % 10)) % 10)
}

/** Sorts of look-alikes: what they look like, and neutral words around them. */
const SORTS = {
  'bare digits, 8 to 19': () => digits(8 + below(12)),
  'grouped digits': () =>
    pick([
      `${digits(3)} ${digits(3)} ${digits(3)}`,
      `${digits(4)} ${digits(4)} ${digits(4)}`,
      `${digits(3)}-${digits(3)}-${digits(4)}`,
      `${digits(2)}-${digits(7)}`,
      `${digits(6)}-${digits(4)}`,
      `${digits(3)}.${digits(3)}.${digits(3)}`,
    ]),
  'order numbers': () =>
    pick([
      stamp() + digits(10),
      stamp() + digits(8),
      `${pick(['SO', 'PO', 'ORD', 'NO', 'WX'])}${digits(8 + below(6))}`,
      `${digits(3)}-${digits(7)}-${digits(7)}`,
    ]),
  timestamps: () =>
    pick([
      String(1_500_000_000 + below(300_000_000)),
      String(1_500_000_000_000 + below(3e11)),
      `${stamp()}${two(below(24))}${two(below(60))}${two(below(60))}`,
      `20${two(below(30))}-${two(1 + below(12))}-${two(1 + below(28))} ${two(below(24))}:${two(below(60))}`,
    ]),
  'snowflake ids': () => `${1 + below(9)}${digits(17 + below(2))}`,
  floats: () => `${below(1000)}.${digits(4 + below(12))}`,
  'hexadecimal hashes': () => hex(pick([7, 8, 12, 16, 32, 40, 64])),
  uuids: () => `${hex(8)}-${hex(4)}-4${hex(3)}-a${hex(3)}-${hex(12)}`,
  'ISBN and EAN': ean,
  'tracking numbers': () =>
    pick([
      `1Z${digits(6)}${digits(10)}`,
      `SF${digits(13)}`,
      `YT${digits(13)}`,
      `${letters(2)}${digits(9)}${letters(2)}`,
      digits(12),
      digits(20),
    ]),
  'part numbers': () =>
    pick([
      `${letters(1)}${digits(7)}${letters(1)}`,
      `${letters(2)}${digits(6)}`,
      `${letters(3)}-${digits(6)}`,
      `${letters(1)}${digits(8)}`,
      `${letters(4)}${digits(6)}`,
    ]),
}
const SENTENCES = [
  value => `The value ${value} was written to the log.`,
  value => `see ${value}, then go on`,
  value => `{"key":"${value}","next":1}`,
  value => `本次结果为${value}，请核对。`,
  value => `记录${value}已经保存`,
  value => `数据（${value}）来自上一步。`,
]

const perSort = Math.ceil(Number(flags.numbers) / Object.keys(SORTS).length)
const allNumbers = newTally(false)
for (const [sort, make] of Object.entries(SORTS)) {
  const tally = newTally(false)
  const texts = []
  for (let done = 0; done < perSort; ) {
    let text = ''
    for (let i = 0; i < 20 && done < perSort; i++, done++) text += `${pick(SENTENCES)(make())}\n`
    texts.push(text)
  }
  look(texts, tally)
  report(`${perSort} ${sort}`, tally)
  for (const [id, count] of tally.flags) allNumbers.flags.set(id, (allNumbers.flags.get(id) ?? 0) + count)
  allNumbers.seconds += tally.seconds
  allNumbers.bytes += tally.bytes
}
report(`all ${perSort * Object.keys(SORTS).length} look-alikes`, allNumbers)
