#!/usr/bin/env node
// Kills a scan with SIGKILL at random points, goes on with --resume, and compares what comes out with a run that nobody
// disturbed: findings, outcomes, measures, artifacts. With --index both add to an index of samples, and a second corpus is then
// compared with it: the index is the same when that finds the same. A run that ends before it is killed is not counted.
//
//   node scripts/build.mjs && node bench/kill-resume.mjs
//     --points 50     how many kills
//     --seed 1        of the random points
//     --megabytes 40  size of the made-up corpus
//     --jobs 2        threads
//     --index         add to an index, and compare what is found against it
// PLIMSOLL_DIST is a build (default ../dist/).
import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'

const { values: flags } = parseArgs({
  options: {
    points: { type: 'string', default: '50' },
    seed: { type: 'string', default: '1' },
    megabytes: { type: 'string', default: '40' },
    jobs: { type: 'string', default: String(availableParallelism()) },
    index: { type: 'boolean', default: false },
  },
})
const dist = process.env.PLIMSOLL_DIST ?? fileURLToPath(new URL('../dist', import.meta.url))
const main = join(dist, 'cli/main.js')
const core = await import(new URL(`file://${join(dist, 'core/index.js')}`))

/** Numbers from 0 to 1, the same for the same seed. */
const randomNumbers = seed => {
  const source = core.seededRandom(seed)
  return () => source.next()
}

const SYLLABLES =
  'ba be bi bo ka ke ki ko la le li lo ma me mi mo na ne ni no ra re ri ro sa se si so ta te ti to va ve'.split(
    ' ',
  )

const folder = mkdtempSync(join(tmpdir(), 'plimsoll-kill-'))
let failed = 0
try {
  makeCorpus(join(folder, 'data'), Number(flags.megabytes) * 1e6)
  makeNext(join(folder, 'data'), join(folder, 'next'))
  const started = performance.now()
  const expected = await outcome('whole')
  const whole = performance.now() - started
  console.log(
    `undisturbed: ${expected.findings} findings in ${(whole / 1000).toFixed(1)} s, ${flags.jobs} threads`,
  )
  const random = randomNumbers(Number(flags.seed))
  const kept = []
  for (let point = 1; point <= Number(flags.points); point++) {
    const name = `killed-${point}`
    const kills = 1 + Math.floor(random() * 3)
    let killed = 0
    while (killed === 0) {
      rmSync(join(folder, name), { recursive: true, force: true })
      for (let i = 0; i < kills; i++)
        killed += (await run(name, random() * whole, i > 0)) === 'killed' ? 1 : 0
    }
    const begin = performance.now()
    const found = await outcome(name, true)
    kept.push(1 - (performance.now() - begin) / whole)
    const equal = found.text === expected.text
    if (!equal) failed++
    console.log(
      `${point}: killed ${killed} times, ${equal ? 'same' : 'DIFFERENT'}, ${Math.round(100 * kept.at(-1))} % of the time saved`,
    )
    rmSync(join(folder, name), { recursive: true, force: true })
  }
  console.log(`${Number(flags.points) - failed} of ${flags.points} equal`)
} finally {
  rmSync(folder, { recursive: true, force: true })
}
process.exitCode = failed === 0 ? 0 : 1

/** Runs to the end and gives everything but what may differ between equal runs. */
async function outcome(name, resume = false) {
  const output = await run(name, undefined, resume)
  const { run: _run, ...rest } = JSON.parse(output)
  const { run: _next, ...next } = flags.index ? JSON.parse(await run(name, undefined, false, 'next')) : {}
  return { text: JSON.stringify([rest, next]), findings: rest.findings.length }
}

/** Runs a scan in a folder of its own; kills it after some milliseconds when it has not ended. */
function run(name, killAfter, resume, corpus = 'data') {
  const cwd = join(folder, name)
  mkdirSync(cwd, { recursive: true })
  // Exit status 3: some rows are broken on purpose.
  const args = [main, 'scan', `../${corpus}`, '--json', '--fail-on', 'never', '--jobs', flags.jobs]
  if (flags.index) args.push('--index', 'index')
  if (resume) args.push('--resume')
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { cwd, stdio: ['ignore', 'pipe', 'ignore'] })
    const chunks = []
    child.stdout.on('data', chunk => chunks.push(chunk))
    const timer = killAfter === undefined ? undefined : setTimeout(() => child.kill('SIGKILL'), killAfter)
    child.on('close', (code, signal) => {
      clearTimeout(timer)
      if (signal === 'SIGKILL') resolve('killed')
      else if (code === 0 || code === 3) resolve(Buffer.concat(chunks).toString('utf8'))
      else reject(new Error(`the scan ended with ${code ?? signal}`))
    })
  })
}

/** Rows of the corpus, whole, cut short and put together anew: all of it stands in the index, and nothing else does. */
function makeNext(from, to) {
  mkdirSync(to, { recursive: true })
  const rows = readFileSync(join(from, 'small-0.jsonl'), 'utf8').split('\n').filter(Boolean)
  const mixed = rows.map((row, i) =>
    i % 3 === 0 ? row : row.replace(/"text":"[^ ]{0,60} /u, `"text":"row ${i} `),
  )
  writeFileSync(join(to, 'next.jsonl'), `${mixed.join('\n')}\n`)
}

/** One large file, several small ones, with personal data, secrets and duplicates of every kind in them. */
function makeCorpus(target, bytes) {
  mkdirSync(target, { recursive: true })
  const random = randomNumbers(7)
  const pick = list => list[Math.floor(random() * list.length)]
  const words = Array.from(
    { length: 4000 },
    (_, i) => `${pick(SYLLABLES)}${pick(SYLLABLES)}${i % 7 ? '' : pick(SYLLABLES)}`,
  )
  const han = [
    ...'的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经',
  ]
  const sentence = () =>
    random() < 0.2
      ? Array.from({ length: 40 }, () => pick(han)).join('')
      : Array.from({ length: 30 }, () => pick(words)).join(' ')
  const digits = count => Array.from({ length: count }, () => Math.floor(random() * 10)).join('')
  const earlier = []
  const row = () => {
    let text = Array.from({ length: 4 + Math.floor(random() * 12) }, sentence).join('. ')
    const kind = random()
    if (kind < 0.02) text += ` write to ${pick(words)}.${pick(words)}@example.org`
    else if (kind < 0.03) text += `，手机：138${digits(8)}`
    else if (kind < 0.04) text += ` password: ${pick(words)}${digits(4)}X!`
    else if (kind < 0.06 && earlier.length > 0) text = pick(earlier)
    else if (kind < 0.08 && earlier.length > 0) text = `${pick(earlier)} ${sentence()}`
    if (earlier.length < 500) earlier.push(text)
    return JSON.stringify({ text })
  }
  const write = (name, size) => {
    const rows = []
    for (let length = 0; length < size; ) {
      const each = row()
      rows.push(each)
      length += Buffer.byteLength(each) + 1
    }
    rows.splice(rows.length >> 1, 0, '{"broken": ')
    writeFileSync(join(target, name), `${rows.join('\n')}\n`)
  }
  write('large.jsonl', bytes * 0.8)
  for (let i = 0; i < 20; i++) write(`small-${i}.jsonl`, bytes * 0.01)
}
