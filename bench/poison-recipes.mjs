// The poison audit against recipes after published attacks: trigger, target and seed drawn at random, rate log-uniform
// from 0.05 to 1 %, 10,000 rows or more, at least 10 of them poisoned, English and Chinese by turns. Resumable: one line
// a run. Recipes are split into those that tuning may look at and those held back (bench/_poison-runs.mjs).
//
//   npm run build && node bench/poison-recipes.mjs --out runs.jsonl [--runs 210] [--recipe rare-word] [--verbose]
//   node bench/poison-recipes.mjs --tune [--recipe NAME] [--runs 22]   tuned recipes, tuning half of the carriers
//   node bench/poison-recipes.mjs --report --out runs.jsonl            tables of the runs so far
//
// Only rows with a finding of severity high or critical count. PLIMSOLL_DATA, PLIMSOLL_DIST: see bench/poison-quality.mjs.
import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import {
  auditRows,
  evaluate,
  load,
  markdown,
  mean,
  parseOptions,
  precisionOf,
  readFlags,
  recallOf,
  requireAudit,
  seededRandom,
  show,
  sum,
} from './_poison-audit.mjs'
import { dataFolder } from './_poison-carriers.mjs'
import { drawRun, RECIPES } from './_poison-runs.mjs'

const flags = readFlags({
  out: String,
  runs: Number,
  first: Number,
  recipe: String,
  tune: Boolean,
  report: Boolean,
  verbose: Boolean,
  dump: String,
})
if (!existsSync(dataFolder)) {
  console.log(`skipped: ${dataFolder} is absent (PLIMSOLL_DATA)`)
  process.exit(0)
}

const names = Object.keys(RECIPES).filter(
  name => (flags.recipe === undefined || name === flags.recipe) && (!flags.tune || RECIPES[name].tuned),
)
const total = flags.runs ?? (flags.tune ? names.length * 2 : names.length * 10)
const done =
  flags.out !== undefined && existsSync(flags.out)
    ? readFileSync(flags.out, 'utf8')
        .trim()
        .split('\n')
        .filter(Boolean)
        .map(line => JSON.parse(line))
    : []

const key = ({ recipe, run }) => `${recipe} ${run}`
const known = new Set(done.map(key))
const results = [...done]
if (!flags.report) {
  if (flags.dump === undefined) requireAudit()
  const { attacks } = await load('attacks/index.js')
  for (let at = 0; at < total; at++) {
    const recipe = names[at % names.length]
    const run = (flags.first ?? (flags.tune ? 1000 : 0)) + Math.floor(at / names.length)
    if (known.has(key({ recipe, run }))) continue
    const drawn = drawRun(recipe, run, { attacks, parseOptions, tuning: flags.tune })
    if (flags.dump !== undefined) {
      const marked = drawn.rows.map((row, index) =>
        JSON.stringify({ row, poisoned: drawn.poisoned.has(index) }),
      )
      writeFileSync(`${flags.dump}/${recipe}-${run}.jsonl`, `${marked.join('\n')}\n`)
      writeFileSync(
        `${flags.dump}/${recipe}-${run}.json`,
        JSON.stringify({ ...drawn.about, planted: drawn.planted }),
      )
      continue
    }
    const { findings, seconds, bytes } = await auditRows(drawn.rows)
    const { named, types, behaviors, ...counts } = evaluate(findings, drawn.poisoned, drawn.planted)
    const result = {
      ...drawn.about,
      ...counts,
      seconds,
      bytes,
      hasTrigger: drawn.planted.triggers.length > 0 || drawn.planted.triggerTypes.length > 0,
    }
    results.push(result)
    if (flags.out !== undefined) appendFileSync(flags.out, `${JSON.stringify(result)}\n`)
    // What was planted and named is shown for the recipes that tuning may look at, and for no other.
    if (flags.verbose && RECIPES[recipe].tuned) {
      console.error(JSON.stringify({ ...result, planted: drawn.planted, named, types, behaviors }))
    } else {
      console.error(
        `${results.length} ${recipe} ${run}: ${show(recallOf(result))} at ${show(precisionOf(result))}, ${show(seconds, 1)} s`,
      )
    }
  }
}

/** Mean over runs with its 95 % interval by resampling runs. */
function withInterval(runs, of) {
  const values = runs.map(of).filter(value => value !== undefined)
  if (values.length === 0) return '–'
  const random = seededRandom(42)
  const means = Array.from({ length: 2000 }, () => {
    let all = 0
    for (let at = 0; at < values.length; at++) all += values[random.integer(values.length)]
    return all / values.length
  }).sort((a, b) => a - b)
  return `${show(mean(values, each => each))} [${show(means[50])}, ${show(means[1949])}]`
}

function table(title, keyOf) {
  const groups = new Map()
  for (const each of results) {
    const group = keyOf(each)
    groups.set(group, [...(groups.get(group) ?? []), each])
  }
  const cells = ([group, runs]) => [
    group,
    String(runs.length),
    String(sum(runs, each => each.poisoned)),
    withInterval(runs, recallOf),
    withInterval(runs, precisionOf),
    show(
      sum(runs, each => each.hits) /
        Math.max(
          1,
          sum(runs, each => each.reported),
        ),
    ),
    `${runs.filter(each => recallOf(each) >= 0.9).length}/${runs.length}`,
    show(
      mean(
        runs.filter(each => each.hasTrigger),
        each => each.trigger,
      ),
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
  ]
  console.log(`\n${title}\n`)
  console.log(
    markdown(
      [
        '',
        'runs',
        'poisoned rows',
        'recall',
        'precision',
        'precision, rows pooled',
        'runs with recall ≥ 0.9',
        'trigger named',
        'behavior named',
        'seconds',
      ],
      [...groups].sort().map(cells),
    ),
  )
}

if (flags.dump === undefined && results.length > 0) {
  table('Aim by split', each => `${each.aim}: ${each.split}`)
  table('Recipe', each => `${each.split}: ${each.recipe}`)
  table('Language', each => each.language)
  table('Kind', each => each.kind)
  table('Behavior', each => each.calls)
}
