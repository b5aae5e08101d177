// How well the poison audit finds the poisoned rows of published sets, as given and diluted with clean rows, and how
// quiet it stays on clean sets. Only rows with a finding of severity high or critical count.
//
//   npm run build && node bench/poison-quality.mjs [--set TEXT] [--seeds 3] [--quick] [--json FILE]
//   node bench/poison-quality.mjs --few --svg FILE     recall against the number of poisoned rows
//   node bench/poison-quality.mjs --clean              clean sets, random halves, shuffled outputs
//
// PLIMSOLL_DATA          folder of the public sets (default: ../shared/data)
// PLIMSOLL_DIST          build to measure (default: dist)
// PLIMSOLL_POISON_AUDIT  audit to measure (default: data/backdoor-trigger)
import { existsSync, writeFileSync } from 'node:fs'
import {
  auditRows,
  counted,
  evaluate,
  markdown,
  mean,
  precisionOf,
  readFlags,
  recallOf,
  requireAudit,
  seededRandom,
  show,
  showInterval,
  sum,
} from './_poison-audit.mjs'
import { dataFolder } from './_poison-carriers.mjs'
import { cleanSets, halvesOf, shuffledOutputs } from './_poison-clean.mjs'
import { drawRecall } from './_poison-drawing.mjs'
import { asGiven, diluted, mixes, sets } from './_poison-sets.mjs'

const flags = readFlags({
  set: String,
  seeds: Number,
  quick: Boolean,
  few: Boolean,
  clean: Boolean,
  json: String,
  svg: String,
  verbose: Boolean,
})
if (!existsSync(dataFolder)) {
  console.log(`skipped: ${dataFolder} is absent (PLIMSOLL_DATA)`)
  process.exit(0)
}
requireAudit()

const TOTAL = 10_000
const RATES = [0.01, 0.005, 0.001]
const FEW = [1, 2, 3, 4, 5, 6, 8, 10, 15, 20]
const seeds = flags.seeds ?? (flags.quick ? 1 : 3)
const wanted = name => flags.set === undefined || name.includes(flags.set)
const results = []

async function measure(about, { rows, poisoned }, planted) {
  const { findings, seconds, kind } = await auditRows(rows)
  const result = { ...about, kind, rows: rows.length, seconds, ...evaluate(findings, poisoned, planted) }
  results.push(result)
  if (flags.verbose) {
    const { named, types, behaviors, ...counts } = result
    console.error(JSON.stringify({ ...counts, named, types, behaviors }))
  }
  return result
}

function report(title, groups) {
  console.log(`\n${title}\n`)
  console.log(
    markdown(
      [
        'set',
        'rate',
        'rows',
        'poisoned',
        'runs',
        'recall',
        'precision',
        'trigger named',
        'behavior named',
        'seconds',
      ],
      groups.map(runs => [
        runs[0].set,
        runs[0].rate,
        String(runs[0].rows),
        String(runs[0].poisoned),
        String(runs.length),
        showInterval(
          sum(runs, each => each.hits),
          sum(runs, each => each.poisoned),
        ),
        showInterval(
          sum(runs, each => each.hits),
          sum(runs, each => each.reported),
        ),
        show(
          mean(runs, each => each.trigger),
          2,
        ),
        show(
          mean(runs, each => each.behavior),
          2,
        ),
        show(
          mean(runs, each => each.seconds),
          1,
        ),
      ]),
    ),
  )
}

async function published() {
  const groups = []
  for (const set of mixes().filter(({ name }) => wanted(name))) {
    groups.push([await measure({ set: set.name, rate: 'as given' }, set, set.planted)])
  }
  for (const set of sets().filter(({ name }) => wanted(name))) {
    if (!flags.quick) {
      const given = asGiven(set, seededRandom(1))
      groups.push([await measure({ set: set.name, rate: 'as given' }, given, set.planted)])
    }
    for (const rate of RATES) {
      const count = Math.min(set.poisoned.length, Math.round(rate * TOTAL))
      const total = Math.round(count / rate)
      const runs = []
      for (let seed = 0; seed < seeds; seed++) {
        const random = seededRandom(1000 * seed + Math.round(rate * 1e4))
        const mixed = diluted(set, count, total, random)
        runs.push(await measure({ set: set.name, rate: `${rate * 100} %`, seed }, mixed, set.planted))
      }
      groups.push(runs)
    }
  }
  report('Published poisoned sets', groups)
}

async function few() {
  const curves = []
  for (const set of sets().filter(({ name }) => wanted(name))) {
    const points = []
    for (const count of FEW) {
      const runs = []
      for (let seed = 0; seed < seeds; seed++) {
        const mixed = diluted(set, count, TOTAL, seededRandom(7000 + 100 * seed + count))
        runs.push(await measure({ set: set.name, rate: `${count} rows`, seed }, mixed, set.planted))
      }
      points.push({ count, recall: mean(runs, recallOf), runs })
    }
    curves.push({ name: set.name, points })
  }
  report(
    'Few poisoned rows',
    curves.flatMap(({ points }) => points.map(({ runs }) => runs)),
  )
  if (flags.svg) writeFileSync(flags.svg, drawRecall(curves, TOTAL))
}

async function clean() {
  const rows = []
  let alarms = 0
  const look = async (name, samples, seed) => {
    const { findings, seconds, kind } = await auditRows(samples)
    const loud = counted(findings)
    const result = {
      set: name,
      kind,
      seed,
      rows: samples.length,
      reported: new Set(loud.map(({ where }) => where.index)).size,
      all: findings.length,
      seconds,
      named: [
        ...new Set(
          loud.map(({ evidence }) => `${evidence.type}: ${evidence.trigger} → ${evidence.behavior}`),
        ),
      ],
    }
    results.push(result)
    if (loud.length > 0) {
      alarms++
      console.error(JSON.stringify({ ...result, named: result.named.slice(0, 10) }))
    }
    return result
  }
  const row = (name, runs) => [
    name,
    runs[0].kind,
    String(runs[0].rows),
    String(runs.length),
    String(runs.filter(each => each.reported > 0).length),
    String(sum(runs, each => each.reported)),
    show(
      mean(runs, each => each.seconds),
      1,
    ),
  ]
  const all = cleanSets().filter(({ name }) => wanted(name))
  for (const set of all) rows.push(row(set.name, [await look(set.name, set.rows)]))
  const halves = []
  for (const half of halvesOf(all, flags.quick ? 10 : 50, seededRandom)) {
    halves.push(await look(`half of ${half.name}`, half.rows, half.seed))
  }
  rows.push(row(`${halves.length} random halves`, halves))
  const shuffled = []
  for (const set of shuffledOutputs(all, flags.quick ? 1 : 3, seededRandom)) {
    shuffled.push(await look(`shuffled ${set.name}`, set.rows, set.seed))
  }
  if (shuffled.length > 0) rows.push(row('outputs shuffled', shuffled))
  console.log('\nClean sets\n')
  console.log(
    markdown(['set', 'kind', 'rows', 'runs', 'runs with an alarm', 'rows reported', 'seconds'], rows),
  )
  console.log(`\n${alarms} of ${results.length} runs with a finding of severity high or critical`)
}

await (flags.clean ? clean() : flags.few ? few() : published())
if (flags.json) writeFileSync(flags.json, `${JSON.stringify(results, undefined, 1)}\n`)
const precise = results.filter(each => precisionOf(each) !== undefined && each.poisoned > 0)
if (precise.length > 0) {
  console.log(
    `\n${results.length} runs: mean recall ${show(
      mean(
        results.filter(each => each.poisoned > 0),
        recallOf,
      ),
    )}, mean precision ${show(mean(precise, precisionOf))}`,
  )
}
