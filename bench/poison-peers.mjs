// The poison audit beside published defenses on the same labelled rows: writes the rows, runs the audit and
// bench/poison-peers.py over each file, and prints one table.
//
//   npm run build && node bench/poison-peers.mjs --out FOLDER [--peers z,cleanlab,bki,cube,strip,onion]
//
// PLIMSOLL_PYTHON       interpreter with numpy, scikit-learn, cleanlab, torch, transformers, gguf, umap-learn, hdbscan,
//                       pandas, matplotlib
// PLIMSOLL_OPENBACKDOOR folder of thunlp/OpenBackdoor (bki, cube, strip, onion); left out when absent
// PLIMSOLL_ENCODER      folder of a BERT-like encoder (MiniLM-L6) for cube and strip
// PLIMSOLL_GGUF         file of a small language model (SmolLM2-135M) for onion
// PLIMSOLL_DATA, PLIMSOLL_DIST: see bench/poison-quality.mjs
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { audit, auditFile, evaluate, markdown, readFlags, seededRandom, show } from './_poison-audit.mjs'
import { rowsOf } from './_poison-carriers.mjs'
import { asGiven, diluted, sets } from './_poison-sets.mjs'

const flags = readFlags({ out: String, peers: String, set: String })
if (flags.out === undefined) throw new Error('--out FOLDER is missing')
mkdirSync(flags.out, { recursive: true })
const lines = rows => `${rows.map(row => JSON.stringify(row)).join('\n')}\n`
const SMALL = 2000

/** Labelled sets: as published, a random part of it that small models can be trained on here, diluted to 1 and 0.1 %. */
function* files() {
  for (const set of sets().filter(({ poisoned }) => 'label' in poisoned[0].row)) {
    const short = set.name.split(' ')[0]
    const given = asGiven(set, seededRandom(1))
    yield [`${short}-given`, set, given]
    yield [
      `${short}-given-${SMALL}`,
      set,
      { rows: given.rows.slice(0, SMALL), poisoned: new Set([...given.poisoned].filter(at => at < SMALL)) },
    ]
    for (const [name, count, total] of [
      ['1', Math.min(set.poisoned.length, 100), 100 * Math.min(set.poisoned.length, 100)],
      ['0.1', 10, 10_000],
    ]) {
      yield [`${short}-${name}`, set, diluted(set, count, total, seededRandom(11))]
    }
  }
}

const dev = join(flags.out, 'dev.jsonl')
const words = ['negative', 'positive']
writeFileSync(
  dev,
  lines(
    rowsOf('poisoning/sst2_clean')
      .filter(({ split }) => split === 'dev')
      .map(({ text, label }) => ({ text, label: words[label] })),
  ),
)
const table = []
const percentages = ({ hits, reported, poisoned }) => [
  show(poisoned === 0 ? undefined : hits / poisoned),
  show(reported === 0 ? undefined : hits / reported),
]
for (const [name, set, { rows, poisoned }] of files()) {
  if (flags.set !== undefined && !name.includes(flags.set)) continue
  const path = join(flags.out, `${name}.jsonl`)
  writeFileSync(path, lines(rows))
  writeFileSync(join(flags.out, `${name}.poisoned.json`), JSON.stringify([...poisoned]))
  if (audit !== undefined) {
    const { findings, seconds } = await auditFile(path)
    const result = evaluate(findings, poisoned, set.planted)
    table.push([
      name,
      String(rows.length),
      String(poisoned.size),
      'plimsoll',
      ...percentages(result),
      show(seconds, 1),
    ])
  }
  for (const peer of (flags.peers ?? 'z,cleanlab,bki,cube,strip,onion').split(',')) {
    const kept = join(flags.out, `${name}.${peer}.json`)
    if (!existsSync(kept)) {
      const script = new URL('poison-peers.py', import.meta.url).pathname
      const run = spawnSync(process.env.PLIMSOLL_PYTHON ?? 'python3', [script, peer, path, dev, kept], {
        encoding: 'utf8',
      })
      if (run.status !== 0) console.error(`${name} ${peer}: ${run.stderr.trim().split('\n').at(-1)}`)
    }
    if (!existsSync(kept)) continue
    const results = JSON.parse(readFileSync(kept, 'utf8'))
    for (const { method, flagged, looked, seconds } of results) {
      const seen = looked === undefined ? poisoned : new Set([...poisoned].filter(at => looked.includes(at)))
      const hits = flagged.filter(at => poisoned.has(at)).length
      table.push([
        name,
        String(looked?.length ?? rows.length),
        String(seen.size),
        method,
        ...percentages({ hits, reported: flagged.length, poisoned: seen.size }),
        show(seconds, 1),
      ])
    }
  }
}
console.log(
  markdown(['rows', 'looked at', 'poisoned', 'method', 'recall', 'precision', 'processor seconds'], table),
)
