#!/usr/bin/env node
// Where the time of a scan goes, drawn: the processor profile of one thread, summed by room of the source tree, one bar
// for each corpus and set of detectors. Writes an SVG file and prints the same as a table.
//
//   node scripts/build.mjs && node bench/time-profile.mjs CORPUS.jsonl... -o docs/guide/speed.svg
//     --megabytes 20   how much of each corpus is looked at
// PLIMSOLL_DIST is a build (default ../dist/).
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'

const { values: flags, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    output: { type: 'string', short: 'o' },
    megabytes: { type: 'string', default: '20' },
  },
})
const main = join(
  process.env.PLIMSOLL_DIST ?? fileURLToPath(new URL('../dist', import.meta.url)),
  'cli/main.js',
)
const off = name => `  data/${name}: { enabled: false }\n`
const structured = 'extends: structured\naudits:\n'
const POLICIES = {
  'structured, secrets, hidden text': `${structured}${['backdoor-trigger', 'quality', 'exact-duplicates', 'near-duplicates', 'shared-passages'].map(off).join('')}`,
  'and duplicates': `${structured}${off('backdoor-trigger')}${off('quality')}`,
  'and names, places, addresses': `extends: baseline\naudits:\n${off('backdoor-trigger')}${off('quality')}`,
}
/** Parts of the work, by where the code stands; the first that fits counts. */
const PARTS = [
  ['reading', /\/io\/|node:fs|node:internal\/fs|^fs /, '#4477aa'],
  ['kernel', /wasm:\/\/|\/kernels\/wasm\/|_look/, '#66ccee'],
  ['decoded views', /\/analysis\/views\/|_view-signals/, '#228833'],
  [
    'names and places',
    /\/_tagger\/|person-name|organization|\/place\.|street-address|\/title\.|nationality|\/age\.|_named-entity/,
    '#aa3377',
  ],
  ['detectors', /\/detectors\/|run-detectors/, '#ccbb44'],
  [
    'duplicates',
    /\/stages\/data\/.*(?:dupl|passage|sketch|near|content|token|columns|places|anchor)|\/kernels\/|sample-identity|\/store\/scratch/,
    '#ee6677',
  ],
  [
    'findings and reports',
    /\/stages\/|\/assess\/|\/report\/|\/store\/|\/core\/|\/policy\/|\/cli\//,
    '#bbbbbb',
  ],
  ['memory', /garbage collector/, '#555555'],
  ['starting, the rest', /./, '#dddddd'],
]

/** Frames of the engine that stand for themselves. */
const OWN = /^\((?:idle|root|program|garbage collector)\)$/

const work = mkdtempSync(join(tmpdir(), 'plimsoll-profile-'))
const bars = []
try {
  for (const path of positionals) {
    const bytes = readFileSync(path).subarray(0, Number(flags.megabytes) * 1e6)
    const corpus = join(work, basename(path))
    writeFileSync(corpus, bytes.subarray(0, bytes.lastIndexOf(10) + 1))
    for (const [label, policy] of Object.entries(POLICIES)) {
      bars.push({ label: `${basename(path, '.jsonl')}: ${label}`, ...profile(corpus, policy, bytes.length) })
    }
  }
} finally {
  rmSync(work, { recursive: true, force: true })
}
for (const { label, perByte, parts } of bars) {
  console.log(`${label}: ${perByte.toFixed(1)} ns a byte`)
  for (const [name, share] of parts) {
    console.log(
      `  ${name.padEnd(22)}${(share * perByte).toFixed(1).padStart(7)} ns ${(share * 100).toFixed(0).padStart(4)} %`,
    )
  }
}
if (flags.output !== undefined) writeFileSync(flags.output, draw(bars))

function profile(corpus, source, bytes) {
  const folder = mkdtempSync(join(work, 'run-'))
  const policy = join(folder, 'policy.yaml')
  writeFileSync(policy, source)
  const args = [
    '--cpu-prof',
    main,
    'scan',
    corpus,
    '--policy',
    policy,
    '--jobs',
    '1',
    '--fail-on',
    'never',
    '--json',
  ]
  const run = spawnSync(process.execPath, args, { cwd: folder, stdio: 'ignore' })
  if (run.status !== 0 && run.status !== 3) throw new Error(`the scan ended with ${run.status}`)
  const file = readdirSync(folder).find(name => name.endsWith('.cpuprofile'))
  const { nodes, samples, timeDeltas } = JSON.parse(readFileSync(join(folder, file), 'utf8'))
  const parents = new Map(nodes.flatMap(({ id, children = [] }) => children.map(child => [child, id])))
  const frames = new Map(nodes.map(({ id, callFrame }) => [id, callFrame]))
  // What has no place of its own, such as a regular expression, counts where it was called.
  const placed = id => {
    for (let at = id; at !== undefined; at = parents.get(at)) {
      if (frames.get(at).url !== '' || OWN.test(frames.get(at).functionName)) return frames.get(at)
    }
    return frames.get(id)
  }
  const partOf = new Map(nodes.map(({ id }) => [id, part(placed(id))]))
  const sums = new Map(PARTS.map(([name]) => [name, 0]))
  let total = 0
  for (const [at, id] of samples.entries()) {
    const name = partOf.get(id)
    if (name === undefined) continue
    sums.set(name, sums.get(name) + timeDeltas[at])
    total += timeDeltas[at]
  }
  return { perByte: (total * 1000) / bytes, parts: [...sums].map(([name, sum]) => [name, sum / total]) }
}

function part({ functionName, url }) {
  if (functionName === '(idle)' || functionName === '(root)') return undefined
  const place = `${functionName} ${url}`
  return PARTS.find(([, pattern]) => pattern.test(place))[0]
}

function draw(bars) {
  const width = 760
  const left = 290
  const most = Math.max(...bars.map(each => each.perByte))
  const scale = (width - left - 90) / most
  const rows = bars.map(({ label, perByte, parts }, row) => {
    const y = 64 + row * 30
    let x = left
    const pieces = parts.map(([name, share]) => {
      const w = share * perByte * scale
      const [, , color] = PARTS.find(each => each[0] === name)
      const piece = `<rect x="${x.toFixed(1)}" y="${y}" width="${w.toFixed(1)}" height="20" fill="${color}"><title>${name}: ${(share * perByte).toFixed(1)} ns</title></rect>`
      x += w
      return piece
    })
    return `<text x="${left - 8}" y="${y + 14}" text-anchor="end">${label}</text>${pieces.join('')}<text x="${(x + 6).toFixed(1)}" y="${y + 14}">${perByte.toFixed(0)}</text>`
  })
  const legend = PARTS.map(([name, , color], i) => {
    const x = 20 + (i % 5) * 150
    const y = 64 + bars.length * 30 + 18 + Math.floor(i / 5) * 20
    return `<rect x="${x}" y="${y}" width="12" height="12" fill="${color}"/><text x="${x + 18}" y="${y + 10}">${name}</text>`
  })
  const height = 64 + bars.length * 30 + 70
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="system-ui, sans-serif" font-size="12" role="img" aria-label="Nanoseconds a byte on one core, by part of the work">
<rect width="${width}" height="${height}" fill="#ffffff"/>
<text x="20" y="28" font-size="15" font-weight="600">Where the time of a scan goes</text>
<text x="20" y="46" fill="#555555">Nanoseconds for each byte on one core, start-up included; less is better</text>
${rows.join('\n')}
${legend.join('\n')}
</svg>
`
}
