#!/usr/bin/env node
// How many megabytes a second `plimsoll scan` reads on this machine, start-up included, beside ripgrep with equivalent
// patterns (the practical limit) and Presidio as shipped. Medians of whole runs, one after another on a quiet machine.
//
//   python3 bench/corpora.py english OUT FOLDER...        makes corpora of real text (see there)
//   node scripts/build.mjs && node bench/throughput.mjs OUT/english.jsonl OUT/english.ascii.jsonl OUT/chinese.jsonl ...
//     --runs 3                 runs of each, of which the median counts
//     --jobs 2                 threads (default: one a processor)
//     --python PATH            an interpreter that has presidio_analyzer and its model; left out: Presidio is not run.
//                              PRESIDIO_MODEL is its spaCy model (default en_core_web_lg)
//     --only structured,duplicates,all,ripgrep,presidio
// PLIMSOLL_DIST is a build (default ../dist/). ripgrep (`rg`) is taken from PATH.
import { spawnSync } from 'node:child_process'
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { basename, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'

const { values: flags, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    runs: { type: 'string', default: '3' },
    jobs: { type: 'string', default: String(availableParallelism()) },
    python: { type: 'string' },
    only: { type: 'string', default: 'ripgrep,structured,duplicates,all,presidio' },
  },
})
if (positionals.length === 0) {
  console.error('name the corpora; bench/corpora.py makes them')
  process.exit(2)
}
const main = join(
  process.env.PLIMSOLL_DIST ?? fileURLToPath(new URL('../dist', import.meta.url)),
  'cli/main.js',
)
const chosen = flags.only.split(',')
const work = mkdtempSync(join(tmpdir(), 'plimsoll-speed-'))
/** Audits that no row of the table is about. */
const OTHERS = ['backdoor-trigger', 'quality']
const DUPLICATES = ['exact-duplicates', 'near-duplicates', 'shared-passages']
const without = (base, names) =>
  `extends: ${base}\naudits:\n${names.map(name => `  data/${name}: { enabled: false }\n`).join('')}`
const policies = {
  structured: without('structured', [...OTHERS, ...DUPLICATES]),
  duplicates: without('structured', OTHERS),
  all: without('baseline', OTHERS),
}

/** What the structured detectors look for, as far as regular expressions can say it, written so that ripgrep is fast. */
const PATTERNS = [
  String.raw`(?-u:[\w.+-]+@[\w-]+\.[\w.-]+)`,
  String.raw`(?-u:\d[ -]?\d[ -]?\d[ -]?\d[ -]?\d[ -]?\d[ -]?\d[ -]?\d[ -]?\d+)`,
  String.raw`(?-u:\b[A-Z]{2}\d{2}[A-Z0-9 ]+)`,
  String.raw`(?-u:https?://[^\s"]+)`,
  String.raw`(?-u:\d+\.\d+\.\d+\.\d+)`,
  '(?-u:[0-9A-Fa-f]{2}[:-][0-9A-Fa-f]{2}[:-][0-9A-Fa-f]{2})',
  String.raw`(?i-u:(password|passwd|secret|token|api[_-]?key)["]?\s*[:=])`,
  '(?-u:AKIA[0-9A-Z]{16}|gh[pousr]_[A-Za-z0-9]{36}|sk-[A-Za-z0-9_-]{20}|xox[abprs]-[A-Za-z0-9-]{10})',
  '(?-u:-----BEGIN [A-Z ]*PRIVATE KEY|eyJ[A-Za-z0-9_-]{10})',
  String.raw`[\x{200B}-\x{200F}\x{202A}-\x{202E}\x{2060}-\x{206F}\x{FEFF}]`,
]

const LABELS = {
  structured: 'structured, secrets, hidden text',
  duplicates: 'and exact, near, passages',
  all: 'and names, places, addresses',
}

const results = []
try {
  for (const path of positionals) measureCorpus(resolve(path))
  console.log(
    `\n${'corpus'.padEnd(22)}${'what'.padEnd(34)}${'MB/s'.padStart(9)}${'peak MB'.padStart(9)}  findings`,
  )
  for (const { corpus, what, rate, peak, findings, note } of results) {
    console.log(
      `${corpus.padEnd(22)}${what.padEnd(34)}${rate.toFixed(rate < 10 ? 2 : 0).padStart(9)}${String(peak ?? '').padStart(9)}  ${findings ?? ''}${note ?? ''}`,
    )
  }
} finally {
  rmSync(work, { recursive: true, force: true })
}

function measureCorpus(path) {
  const corpus = basename(path, '.jsonl')
  const bytes = statSync(path).size
  const limit = chosen.includes('ripgrep') ? ripgrep(path, corpus, bytes) : undefined
  for (const [name, source] of Object.entries(policies)) {
    if (!chosen.includes(name)) continue
    const { rate, peak, findings } = plimsoll(path, bytes, name, source)
    const note = limit === undefined ? '' : `   ${(rate / limit).toFixed(2)} × ripgrep`
    results.push({ corpus, what: LABELS[name], rate, peak, findings, note })
  }
  if (chosen.includes('presidio') && flags.python !== undefined && !corpus.startsWith('chinese')) {
    const rate = presidio(path)
    const ours = results.find(each => each.corpus === corpus && each.what === LABELS.all)?.rate
    const note = ours === undefined ? '' : `   ours is ${(ours / rate).toFixed(0)} ×`
    results.push({ corpus, what: 'Presidio as shipped, 2 processes', rate, note })
  }
}

/** Two halves at a time, as ripgrep shares files and not parts of files among its threads. */
function ripgrep(path, corpus, bytes) {
  const text = readFileSync(path)
  const cut = text.indexOf(10, text.length >> 1) + 1
  const halves = [text.subarray(0, cut), text.subarray(cut)].map((half, i) => {
    const file = join(work, `half-${i}.jsonl`)
    writeFileSync(file, half)
    return file
  })
  const args = [
    '--count',
    '--no-config',
    '-j',
    flags.jobs,
    ...PATTERNS.flatMap(each => ['-e', each]),
    ...halves,
  ]
  const rate = bytes / 1e6 / median(() => timed('rg', args).seconds)
  results.push({ corpus, what: `ripgrep, ${PATTERNS.length} patterns`, rate })
  return rate
}

function plimsoll(path, bytes, name, source) {
  const policy = join(work, `${name}.yaml`)
  writeFileSync(policy, source)
  let peak = 0
  let findings = 0
  const seconds = median(() => {
    const cwd = mkdtempSync(join(work, 'run-'))
    const out = join(cwd, 'out.json')
    const args = [
      main,
      'scan',
      path,
      '--policy',
      policy,
      '--fail-on',
      'never',
      '--jobs',
      flags.jobs,
      '--json',
    ]
    const run = timed(process.execPath, args, { cwd, out })
    const result = JSON.parse(readFileSync(out, 'utf8'))
    peak = Math.round(result.run.peakBytes / 1e6)
    findings = result.findings.length
    rmSync(cwd, { recursive: true, force: true })
    return run.seconds
  })
  return { rate: bytes / 1e6 / seconds, peak, findings }
}

/** One process for each processor, on different texts; loading the model is not counted. */
function presidio(path) {
  const script = `
import json, sys, time
from concurrent.futures import ProcessPoolExecutor
def work(texts):
    import os
    from presidio_analyzer import AnalyzerEngine
    from presidio_analyzer.nlp_engine import NlpEngineProvider
    model = os.environ.get("PRESIDIO_MODEL", "en_core_web_lg")
    nlp = NlpEngineProvider(nlp_configuration={"nlp_engine_name": "spacy", "models": [{"lang_code": "en", "model_name": model}]})
    engine = AnalyzerEngine(nlp_engine=nlp.create_engine(), supported_languages=["en"])
    engine.analyze(text="warm up in London", language="en")
    start = time.time(); size = 0
    for text in texts:
        engine.analyze(text=text, language="en"); size += len(text.encode())
        if time.time() - start > 20: break
    return size / (time.time() - start)
texts = [json.loads(line)["text"] for line in open(sys.argv[1], encoding="utf-8").read().splitlines()[:2000]]
jobs = int(sys.argv[2])
with ProcessPoolExecutor(jobs) as pool:
    print(sum(pool.map(work, [texts[i::jobs] for i in range(jobs)])) / 1e6)
`
  const run = spawnSync(flags.python, ['-c', script, path, flags.jobs], { encoding: 'utf8' })
  if (run.status !== 0) throw new Error(`Presidio did not run: ${run.stderr.slice(-400)}`)
  return Number(run.stdout.trim().split('\n').at(-1))
}

function timed(command, args, { cwd, out } = {}) {
  const output = openSync(out ?? join(work, 'output'), 'w')
  const started = performance.now()
  const run = spawnSync(command, args, { cwd, stdio: ['ignore', output, 'ignore'] })
  const seconds = (performance.now() - started) / 1000
  closeSync(output)
  // Exit status 3: an audit could not look at everything. 1 of ripgrep: no match.
  if (run.error !== undefined || ![0, 1, 3].includes(run.status))
    throw run.error ?? new Error(`${command}: ${run.status}`)
  return { seconds }
}

function median(measure) {
  const values = Array.from({ length: Number(flags.runs) }, measure).sort((a, b) => a - b)
  return values[values.length >> 1]
}
