// Near-duplicates against all pairs of real documents, and their speed beside rensa and datasketch on one core, in
// processor time.
//
//   npm run build && node bench/near-duplicates.mjs
//
// PLIMSOLL_DATA    folder of JSON Lines, one document a line (default: ../shared/data)
// PLIMSOLL_PYTHON  interpreter that has rensa, datasketch and text-dedup; the peers are left out when it is absent
// PLIMSOLL_DIST    build to measure (default: dist)
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { chooseSamples, readRows } from './_documents.mjs'

const root = new URL('..', import.meta.url)
const dist = pathToFileURL(`${resolve(process.env.PLIMSOLL_DIST ?? new URL('dist', root).pathname)}/`)
const load = path => import(new URL(path, dist).href)
const { audits } = await load('stages/index.js')
const { memoryScratch, parseOptions, wilsonInterval } = await load('core/index.js')
const { identityOf, isInert } = await load('analysis/sample-identity.js')
const { createWordTokenizer } = await load('kernels/word-tokens.js')
const { createShingler } = await load('kernels/shingles.js')
const { sketchInPlace, sketchSimilarity } = await load('kernels/bottom-sketch.js')
const { bandingFor, createSigner, writeBandKeys } = await load('kernels/min-hash.js')
const { sampleMarks } = await load('kernels/wasm/sample-marks.js')
const { visitCandidates } = await load('kernels/candidate-pairs.js')

const THRESHOLD = 0.8
const DOCUMENTS = 20_000
const MIN_UNITS = 80
const folder = process.env.PLIMSOLL_DATA ?? new URL('../shared/data', root).pathname
if (!existsSync(folder)) {
  console.log(`skipped: ${folder} is absent (PLIMSOLL_DATA)`)
  process.exit(0)
}

/** Independent of the product: token strings by regular expression, shingles as joined strings. */
const TOKEN =
  /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}\p{sc=Tibetan}\u{1F000}-\u{1FBFF}]|(?:(?![\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}\p{sc=Tibetan}])[\p{L}\p{N}\p{M}])+/gu
const UNSPACED =
  /^[^\p{L}\p{N}\p{M}]|^[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}\p{sc=Tibetan}]/u
function plainShingles(text) {
  const tokens = [...text.matchAll(TOKEN)].map(([token]) => token.normalize('NFKC').toLowerCase())
  const units = tokens.map(token => (UNSPACED.test(token) ? 5 : 8))
  if (units.reduce((sum, each) => sum + each, 0) < MIN_UNITS) return new Set()
  const found = new Set()
  for (let first = 0, last = 0, held = 0; first < tokens.length; held -= units[first++]) {
    while (last < tokens.length && held < 40) held += units[last++]
    if (held >= 40) found.add(tokens.slice(first, last).join(' '))
  }
  if (found.size === 0) found.add(tokens.join(' '))
  return found
}

/** All pairs at the threshold, by counting shared shingles over an inverted index: exact, nothing is left out. */
function allPairs(texts) {
  const numbers = new Map()
  const postings = []
  const sizes = []
  const pairs = new Map()
  const first = new Set()
  for (const [later, text] of texts.entries()) {
    sizes.push(0)
    if (first.has(text)) continue
    first.add(text)
    const shingles = plainShingles(text)
    sizes[later] = shingles.size
    const shared = new Map()
    for (const shingle of shingles) {
      let number = numbers.get(shingle)
      if (number === undefined) {
        number = postings.push([]) - 1
        numbers.set(shingle, number)
      }
      for (const earlier of postings[number]) shared.set(earlier, (shared.get(earlier) ?? 0) + 1)
      postings[number].push(later)
    }
    for (const [earlier, count] of shared) {
      const similarity = count / (sizes[later] + sizes[earlier] - count)
      if (similarity >= THRESHOLD) pairs.set(later * DOCUMENTS + earlier, similarity)
    }
  }
  return { pairs, looked: sizes.filter(size => size > 0).length }
}

const percent = (hits, of) => {
  const [low, high] = wilsonInterval(hits, of)
  return `${(of === 0 ? 0 : hits / of).toFixed(4)} [${low.toFixed(4)}, ${high.toFixed(4)}] (${hits} of ${of})`
}

const samples = chooseSamples(readRows(folder), DOCUMENTS)
const texts = samples.map(sample => identityOf(sample))
const bytes = texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0)
console.log(`${samples.length} documents, ${(bytes / 1e6).toFixed(1)} MB`)
const { pairs, looked } = allPairs(texts)
const nearSamples = new Set([...pairs.keys()].map(key => Math.floor(key / DOCUMENTS)))
console.log(
  `all pairs: ${looked} different documents of ten words or more, ${pairs.size} pairs at ${THRESHOLD}`,
)

// 1. What the audit reports: samples, and the twin of each.
const audit = audits.find(each => each.id === 'data/near-duplicates')
const context = { options: parseOptions(audit, {}), needs: { scratch: memoryScratch() }, reveal: false }
const artifact = { path: 'a.jsonl', kind: 'corpus', samples: samples.length, bytes, rejected: 0 }
const timed = run => {
  const begin = process.cpuUsage()
  const value = run()
  const { user, system } = process.cpuUsage(begin)
  return { seconds: (user + system) / 1e6, value }
}
const median = (repeats, run) => {
  const runs = Array.from({ length: repeats }, () => timed(run)).sort((a, b) => a.seconds - b.seconds)
  return runs[repeats >> 1]
}
const pass = () => {
  const started = audit.begin(context)
  for (const sample of samples) started.sample(sample)
  return started.summary()
}
const passed = median(5, pass)
const concluded = median(3, () => [
  ...audit.conclude([{ artifact, summary: passed.value, firstSample: 0 }], context).findings,
])
const findings = concluded.value
const rightSamples = findings.filter(({ where }) => nearSamples.has(where.index)).length
const rightTwins = findings.filter(({ where, evidence }) =>
  pairs.has(where.index * DOCUMENTS + evidence.twin.index),
).length
console.log('\nsamples with a near-duplicate before them')
console.log(`  recall     ${percent(rightSamples, nearSamples.size)}`)
console.log(`  precision  ${percent(rightSamples, findings.length)}`)
console.log(`  twins that are near-duplicates  ${percent(rightTwins, findings.length)}`)
const rate = seconds =>
  `${(bytes / 1e6 / seconds).toFixed(1)} MB/s, ${Math.round(samples.length / seconds)} documents/s`
console.log(`  pass      ${rate(passed.seconds)}`)
console.log(`  conclude  ${rate(concluded.seconds)}`)
console.log(`  both      ${rate(passed.seconds + concluded.seconds)}`)

// 2. Pairs, by the kernels alone.
const banding = bandingFor(THRESHOLD)
const tokenize = createWordTokenizer()
const shingle = createShingler()
const sign = createSigner()
function signAll() {
  const sketches = []
  const numbers = []
  const rows = []
  const seen = new Set()
  for (const [i, text] of texts.entries()) {
    const tokens = tokenize(text)
    if (tokens.totalUnits < MIN_UNITS || seen.has(text)) continue
    seen.add(text)
    numbers.push(i)
    const { hashes, length } = shingle(tokens)
    const size = sketchInPlace(hashes, length, 512)
    const kept = hashes.slice(0, Math.min(size, 512))
    sketches.push({ hashes: kept, from: 0, to: kept.length, whole: size <= 512 })
    const row = new Uint32Array(banding.bands)
    writeBandKeys(sign(kept, 0, kept.length), banding, row, 0)
    rows.push(...row)
  }
  return { keys: Uint32Array.from(rows), sketches, numbers }
}
const signed = { value: signAll() }
const searched = median(5, () => {
  const { keys, sketches, numbers } = signed.value
  const found = []
  let candidates = 0
  visitCandidates({
    count: numbers.length,
    bands: banding.bands,
    keys,
    firstAsked: 0,
    visit(later, earlier) {
      candidates++
      if (sketchSimilarity(sketches[later], sketches[earlier]) >= THRESHOLD)
        found.push(numbers[later] * DOCUMENTS + numbers[earlier])
    },
  })
  return { found, candidates }
})
const { found, candidates } = searched.value
const right = found.filter(key => pairs.has(key)).length
console.log(`\npairs (${candidates} candidates)`)
console.log(`  recall     ${percent(right, pairs.size)}`)
console.log(`  precision  ${percent(right, found.length)}`)

// 3. Known pairs of articles.
const known = join(folder, 'poisoning/near_duplicates_1000.jsonl')
if (existsSync(known)) {
  const rows = readFileSync(known, 'utf8')
    .trim()
    .split('\n')
    .map(line => JSON.parse(line))
  const started = audit.begin(context)
  for (const [index, { text }] of rows.entries()) {
    started.sample({ index, locator: { path: 'b.jsonl' }, fields: [{ name: 'text', text }] })
  }
  const told = [
    ...audit.conclude([{ artifact, summary: started.summary(), firstSample: 0 }], context).findings,
  ]
  const at = new Map(rows.map(({ id }, index) => [id, index]))
  const labeled = new Set(
    rows.flatMap(({ duplicate_of: twin }, index) =>
      twin === null ? [] : [[index, at.get(twin)].sort((a, b) => a - b).join()],
    ),
  )
  const hits = told.filter(({ where, evidence }) =>
    labeled.has([evidence.twin.index, where.index].sort((a, b) => a - b).join()),
  )
  console.log(
    `\n1,000 articles: ${hits.length} of ${labeled.size} known pairs found, ${told.length - hits.length} others`,
  )
}

// 4. Peers, on one core. Repeated and short documents are left out beforehand, for all alike.
const distinct = [...new Set(texts)].filter(text => tokenize(text).totalUnits >= MIN_UNITS)
const keys = new Uint32Array(distinct.length * banding.bands)
const ends = new Uint32Array(distinct.length + 1)
const shingled = median(5, () => {
  const pieces = []
  for (const [i, text] of distinct.entries()) {
    const { hashes, length } = shingle(tokenize(text))
    pieces.push(hashes.slice(0, length))
    ends[i + 1] = ends[i] + length
  }
  return pieces
})
const signing = median(5, () => {
  for (const [i, hashes] of shingled.value.entries()) {
    writeBandKeys(sign(hashes, 0, hashes.length), banding, keys, i * banding.bands)
  }
})
/** As the audit does it: text to shingles, sketch and signature in the kernel. */
const mark = sampleMarks(isInert)
const marked = median(5, () => {
  for (const [i, text] of distinct.entries()) {
    keys.set(mark([text]).sketch(512, banding).keys.subarray(0, banding.bands), i * banding.bands)
  }
})
console.log(`\nprocessor seconds for ${distinct.length} documents on one core`)
console.log('                             shingles  signatures  search')
const line = (name, ...seconds) =>
  console.log(`  ${name.padEnd(26)} ${seconds.map(each => each.toFixed(3).padStart(9)).join(' ')}`)
line('plimsoll, plainly', shingled.seconds, signing.seconds, searched.seconds)
console.log(`  ${'plimsoll, kernel'.padEnd(26)} ${marked.seconds.toFixed(3).padStart(19)}`)
const python = process.env.PLIMSOLL_PYTHON
if (!python)
  console.log(
    '  peers skipped: set PLIMSOLL_PYTHON to an interpreter that has rensa, datasketch and text-dedup',
  )
else {
  const peers = new URL('near-duplicates-peers.py', import.meta.url).pathname
  const { stdout, stderr, status } = spawnSync(python, [peers], {
    input: JSON.stringify({ texts: distinct }),
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    env: { ...process.env, RAYON_NUM_THREADS: '1', OMP_NUM_THREADS: '1', OPENBLAS_NUM_THREADS: '1' },
  })
  if (stderr) console.log(`  ${stderr.trim().split('\n').at(-1)}`)
  const own = marked.seconds
  for (const peer of status === 0 ? JSON.parse(stdout) : []) {
    if (peer.fromText) {
      console.log(`  ${peer.name.padEnd(26)} ${peer.fromText.toFixed(3).padStart(19)}`)
      console.log(`    ${(peer.fromText / own).toFixed(2)} × as fast: signatures from text`)
      continue
    }
    line(peer.name, peer.shingling, peer.signing, peer.searching)
    const ratios = [
      [`signatures from shingles (ours as hashes, theirs as strings)`, peer.signing / signing.seconds],
      [`signatures from text against theirs from shingles`, peer.signing / own],
      [`signatures from text`, (peer.shingling + peer.signing) / own],
    ]
    for (const [what, ratio] of ratios) console.log(`    ${ratio.toFixed(2)} × as fast: ${what}`)
    if (peer.hashed)
      console.log(
        `    ${(peer.hashed / signing.seconds).toFixed(2)} × as fast: signatures from hashes of shingles`,
      )
  }
}
