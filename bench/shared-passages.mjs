// Shared passages against every window of 50 tokens of real documents, compared as strings; speed in processor time.
//
//   npm run build && node bench/shared-passages.mjs
//
// PLIMSOLL_DATA  folder of JSON Lines, one document a line (default: ../shared/data)
// PLIMSOLL_DIST  build to measure (default: dist)
import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { chooseSamples, readRows } from './_documents.mjs'

const root = new URL('..', import.meta.url)
const dist = pathToFileURL(`${resolve(process.env.PLIMSOLL_DIST ?? new URL('dist', root).pathname)}/`)
const load = path => import(new URL(path, dist).href)
const { audits } = await load('stages/index.js')
const { memoryScratch, parseOptions, wilsonInterval } = await load('core/index.js')
const { identityOf } = await load('analysis/sample-identity.js')

const MIN_TOKENS = 50
const folder = process.env.PLIMSOLL_DATA ?? new URL('../shared/data', root).pathname
if (!existsSync(folder)) {
  console.log(`skipped: ${folder} is absent (PLIMSOLL_DATA)`)
  process.exit(0)
}

/** Independent of the product: words and characters by regular expression. */
const TOKEN =
  /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}\p{sc=Tibetan}\u{1F000}-\u{1FBFF}]|(?:(?![\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}\p{sc=Tibetan}])[\p{L}\p{N}\p{M}])+/gu
const tokensOf = text => [...text.matchAll(TOKEN)].map(([token]) => token.normalize('NFKC').toLowerCase())

/** Every passage: from the first window that an earlier document has, as far as both go on alike. */
function plainAnswer(texts) {
  const first = new Map()
  const copies = new Set()
  const documents = []
  const passages = []
  for (const [later, text] of texts.entries()) {
    const tokens = tokensOf(text)
    documents.push(tokens)
    if (copies.has(text)) continue
    copies.add(text)
    const windows = []
    for (let at = 0; at + MIN_TOKENS <= tokens.length; at++)
      windows.push(tokens.slice(at, at + MIN_TOKENS).join(' '))
    for (let at = 0; at < windows.length; ) {
      const place = first.get(windows[at])
      if (place === undefined) {
        at++
        continue
      }
      const [earlier, start] = place
      let length = 0
      while (at + length < tokens.length && tokens[at + length] === documents[earlier][start + length])
        length++
      passages.push(`${later}:${at + 1} ${earlier}:${start + 1} ${length}`)
      at += length - MIN_TOKENS + 1
    }
    for (const [at, window] of windows.entries()) if (!first.has(window)) first.set(window, [later, at])
  }
  return passages
}

const cpu = run => {
  const begin = process.cpuUsage()
  const value = run()
  const { user, system } = process.cpuUsage(begin)
  return { seconds: (user + system) / 1e6, value }
}
const median = run => Array.from({ length: 3 }, () => cpu(run)).sort((a, b) => a.seconds - b.seconds)[1]

const samples = chooseSamples(readRows(folder), Number(process.argv[2] ?? 20_000))
const texts = samples.map(sample => identityOf(sample))
const bytes = texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0)
const audit = audits.find(each => each.id === 'data/shared-passages')
const context = { options: parseOptions(audit, {}), needs: { scratch: memoryScratch() }, reveal: false }
const artifact = { path: 'a.jsonl', kind: 'corpus', samples: samples.length, bytes, rejected: 0 }
const passed = median(() => {
  const pass = audit.begin(context)
  for (const sample of samples) pass.sample({ ...sample })
  return pass.summary()
})
const concluded = median(() => [
  ...audit.conclude([{ artifact, summary: passed.value, firstSample: 0 }], context).findings,
])
const told = concluded.value.map(({ where, evidence, because }) => {
  const [length, own, other] = because.en.match(/\d+/g)
  return `${where.index}:${own} ${evidence.twin.index}:${other} ${length}`
})
const plain = plainAnswer(texts)
const expected = new Set(plain)
const right = told.filter(each => expected.has(each)).length
const percent = (hits, of) => {
  const [low, high] = wilsonInterval(hits, of)
  return `${(of === 0 ? 0 : hits / of).toFixed(4)} [${low.toFixed(4)}, ${high.toFixed(4)}] (${hits} of ${of})`
}
console.log(
  `${samples.length} documents, ${(bytes / 1e6).toFixed(1)} MB; passages with both places and length, exactly`,
)
console.log(`  recall     ${percent(right, plain.length)}`)
console.log(`  precision  ${percent(right, told.length)}`)
const rate = seconds => `${(bytes / 1e6 / seconds).toFixed(1)} MB/s`
console.log(
  `  pass ${rate(passed.seconds)}, conclude ${rate(concluded.seconds)}, both ${rate(passed.seconds + concluded.seconds)}`,
)
