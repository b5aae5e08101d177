#!/usr/bin/env node
// Measures the detectors of secrets, beside other scanners in the same run.
//
//   node scripts/build.mjs && node bench/secrets-quality.mjs [--only rules,carriers,prose,code] [--show]
//     --data FOLDER   sets of the project, default ../shared/data
//     --code FOLDER   source code to count alarms in, default node_modules; may be given several times
//     --seed N        seed of the held-out keys, default 20260302
//     --show          print what fired or was missed (long; never on data of your own)
//
// rules:    cases of gitleaks' own rules. A `not_secret` row says that ONE rule must not fire, so two views are given.
//           strict: any signal on such a row is a false alarm. By rule: only a signal of the rule's own provider is.
// carriers: random keys by documented shape in texts that nothing was tuned on; recall by carrier and by provider, and
//           alarms on look-alikes (digests, identifiers, placeholders).
// prose:    alarms per 10 MB of ordinary text, and speed.
// code:     alarms per MB of source code.
// Peers: see _secret-peers.mjs for the variables. PLIMSOLL_DIST names a build other than ../dist.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import { BARE, CARRIERS, LOOK_ALIKES, OWN_WORDS } from './_secret-carriers.mjs'
import { runPeers } from './_secret-peers.mjs'
import { draw, HEX, TOKENS } from './_secret-tokens.mjs'

const { values: flags } = parseArgs({
  options: {
    only: { type: 'string', default: 'rules,carriers,prose,code' },
    data: { type: 'string', default: fileURLToPath(new URL('../../shared/data', import.meta.url)) },
    code: {
      type: 'string',
      multiple: true,
      default: [fileURLToPath(new URL('../node_modules', import.meta.url))],
    },
    seed: { type: 'string', default: '20260302' },
    show: { type: 'boolean', default: false },
  },
})
const dist = process.env.PLIMSOLL_DIST
  ? pathToFileURL(`${process.env.PLIMSOLL_DIST}/`)
  : new URL('../dist/', import.meta.url)
const { parseOptions, runDetectors, seededRandom, wilsonInterval } = await import(
  new URL('core/index.js', dist)
)
const { detectors } = await import(new URL('detectors/index.js', dist))
const family = detectors
  .filter(each => each.id.startsWith('secrets/'))
  .map(detector => ({ detector, options: parseOptions(detector, {}) }))

/** What the default policy reports. */
const MIN_SCORE = 0.5
const scan = text => runDetectors(family, { text }).filter(each => each.score >= MIN_SCORE)

const percent = (part, all) => {
  const [low, high] = wilsonInterval(part, all)
  const show = value => (value * 100).toFixed(1)
  return all === 0 ? 'none' : `${show(part / all)} % (${part}/${all}; ${show(low)} to ${show(high)})`
}
const shown = (text, start, end) =>
  `${JSON.stringify(text.slice(Math.max(0, start - 40), start))} [${JSON.stringify(text.slice(start, Math.min(end, start + 40)))}]`

/** Rules whose provider goes by another name here. */
const ALIASES = {
  gcp: 'google cloud',
  huggingface: 'hugging face',
  'azure-ad': 'microsoft entra',
  'hashicorp-tf': 'terraform',
  vault: 'hashicorp vault',
  'aws-amazon-bedrock': 'aws bedrock',
  flyio: 'fly.io',
  facebook: 'meta',
  sumologic: 'sumo logic',
  intra42: 'intra 42',
  'clickhouse-cloud': 'clickhouse',
  'octopus-deploy': 'octopus',
  'cisco-meraki': 'cisco meraki',
  privateai: 'private ai',
  readme: 'readme',
  sonar: 'sonarqube',
}
const GENERIC = {
  'generic-api-key': ['secrets/assigned-secret', 'secrets/password', 'secrets/http-credentials'],
  'curl-auth-user': ['secrets/command-password'],
  'curl-auth-header': ['secrets/http-credentials'],
  jwt: ['secrets/json-web-token'],
  'jwt-base64': ['secrets/json-web-token'],
  'private-key': ['secrets/private-key'],
}

/** True when a signal speaks of the same provider, or the same general kind, as a rule. */
function sameRule(rule, signal) {
  if (GENERIC[rule]) return GENERIC[rule].includes(signal.detector)
  if (signal.detector !== 'secrets/provider-key') return false
  const alias = Object.keys(ALIASES).find(key => rule.startsWith(key))
  const provider = alias ? ALIASES[alias] : rule.split('-')[0]
  return signal.reason.en.toLowerCase().includes(provider)
}

function rules() {
  const path = join(flags.data, 'privacy/gitleaks_rule_cases.jsonl')
  if (!existsSync(path)) return console.log('rules: not measured, the set is absent')
  const rows = readFileSync(path, 'utf8')
    .trim()
    .split('\n')
    .map(line => JSON.parse(line))
  const count = (name, hits, hitsByRule) => {
    const tally = { found: 0, secrets: 0, strict: 0, byRule: 0 }
    rows.forEach((row, index) => {
      if (row.label === 'secret') {
        tally.secrets++
        if (hits(index)) tally.found++
      } else {
        if (hits(index)) tally.strict++
        if (hitsByRule?.(index)) tally.byRule++
      }
    })
    console.log(`  ${name}`)
    console.log(`    recall              ${percent(tally.found, tally.secrets)}`)
    console.log(`    precision, strict   ${percent(tally.found, tally.found + tally.strict)}`)
    if (hitsByRule) console.log(`    precision, by rule  ${percent(tally.found, tally.found + tally.byRule)}`)
  }
  console.log(`\nrules: ${rows.length} cases of gitleaks' rules (its own set: it scores here by design)`)
  const signals = rows.map(row => scan(row.text))
  count(
    'plimsoll',
    index => signals[index].length > 0,
    index => signals[index].some(each => sameRule(rows[index].rule_id, each)),
  )
  for (const peer of runPeers(rows.map(each => each.text))) {
    count(
      `${peer.name} (${peer.seconds.toFixed(1)} s)`,
      index => peer.found.has(index),
      peer.name === 'gitleaks'
        ? index => (peer.found.get(index) ?? []).some(each => each.rule === rows[index].rule_id)
        : undefined,
    )
  }
  if (!flags.show) return
  rows.forEach((row, index) => {
    const wrong = (row.label === 'secret') !== signals[index].length > 0
    if (wrong) console.log(`    ${row.label === 'secret' ? 'missed' : 'alarm '} ${row.id} ${row.rule_id}`)
  })
}

/** Draws of each kind of key in each carrier. */
const DRAWS = 3

function carriers() {
  const random = seededRandom(Number(flags.seed))
  const cases = []
  for (const [carrier, build] of Object.entries(CARRIERS)) {
    for (const { provider, name, bare, make } of TOKENS) {
      if (BARE.has(carrier) && !bare) continue
      for (let i = 0; i < DRAWS; i++) {
        const value = make(random)
        cases.push({ carrier, provider, bare, value, text: build(name, value) })
      }
    }
  }
  console.log(
    `\ncarriers: ${cases.length} texts, ${TOKENS.length} kinds of key in ${Object.keys(CARRIERS).length} carriers, seed ${flags.seed}`,
  )
  const results = [['plimsoll', cases.map(({ text, value }) => covers(text, value, scan(text)))]]
  for (const peer of runPeers(cases.map(each => each.text))) {
    results.push([peer.name, cases.map((_, index) => peer.found.has(index))])
  }
  const table = key => {
    const groups = groupBy([...cases.keys()], index => cases[index][key])
    for (const [group, indexes] of groups) {
      const rates = results.map(
        ([, hits]) => `${((indexes.filter(each => hits[each]).length / indexes.length) * 100).toFixed(0)} %`,
      )
      console.log(
        `    ${String(group).padEnd(24)} ${String(indexes.length).padStart(4)}  ${rates.map(each => each.padStart(6)).join(' ')}`,
      )
    }
  }
  for (const [name, hits] of results) {
    const of = wanted => cases.map((each, index) => [each, hits[index]]).filter(([each]) => wanted(each))
    const rate = list => percent(list.filter(([, hit]) => hit).length, list.length)
    console.log(`  ${name}`)
    console.log(`    recall, all                       ${rate(of(() => true))}`)
    console.log(`    recall, keys with a literal       ${rate(of(each => each.bare))}`)
    console.log(`    recall, keys known by their name  ${rate(of(each => !each.bare))}`)
  }
  console.log(`  by carrier (${results.map(([name]) => name).join(', ')})`)
  table('carrier')
  console.log(`  by kind of key (${results.map(([name]) => name).join(', ')})`)
  table('provider')
  if (flags.show) {
    cases.forEach((each, index) => {
      if (!results[0][1][index])
        console.log(
          `    missed ${each.provider} in ${each.carrier}: ${JSON.stringify(each.text.slice(0, 160))}`,
        )
    })
  }
  lookAlikes(random)
}

function groupBy(items, keyOf) {
  const groups = new Map()
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item])
  return groups
}

/** A hit must cover most of the value: a connection string may be redacted by its password alone. */
function covers(text, value, signals) {
  const start = text.indexOf(value)
  if (start < 0) return signals.length > 0
  const end = start + value.length
  return signals.some(each => Math.min(each.end, end) - Math.max(each.start, start) >= value.length * 0.6)
}

function lookAlikes(random) {
  const named = Object.entries(CARRIERS).filter(([carrier]) => !BARE.has(carrier) && !OWN_WORDS.has(carrier))
  const cases = []
  for (const { kind, name, make } of LOOK_ALIKES) {
    for (const [carrier, build] of named) {
      cases.push({
        kind,
        carrier,
        text: build(
          name,
          make((alphabet, length) => draw(random, alphabet, length), HEX),
        ),
      })
    }
  }
  console.log(`  look-alikes: ${cases.length} texts that hold no secret`)
  const alarms = cases.filter(each => scan(each.text).length > 0)
  console.log(`    plimsoll: alarms ${percent(alarms.length, cases.length)}`)
  for (const peer of runPeers(cases.map(each => each.text))) {
    console.log(`    ${peer.name}: alarms ${percent(peer.found.size, cases.length)}`)
  }
  if (flags.show) for (const each of alarms) console.log(`    alarm ${each.kind} in ${each.carrier}`)
}

const PROSE = [
  'privacy/c4_demo_unlabelled',
  'privacy/wiki_demo_unlabelled',
  'poisoning/ag_news_clean_sample',
  'poisoning/sst2_clean',
  'poisoning/alpaca_en_clean',
  'poisoning/alpaca_zh_clean',
  'preference/hh_rlhf_harmless',
  'unlearning/tofu_full',
  'grounding/halueval_general',
  'bias/bbq_sample',
  'bias/cold_zh_dev',
]
/** Sets with planted personal data or secrets, and number tables: no prose. */
const NO_PROSE = /gitleaks|cn_pii|presidio|optdigits/

function* strings(value) {
  if (typeof value === 'string') yield value
  else if (value && typeof value === 'object') for (const each of Object.values(value)) yield* strings(each)
}

function prose() {
  const named = PROSE.map(name => join(flags.data, `${name}.jsonl`)).filter(existsSync)
  if (named.length === 0) return console.log('\nprose: not measured, the sets are absent')
  const all = readdirSync(flags.data, { recursive: true, encoding: 'utf8' })
    .filter(path => path.endsWith('.jsonl') && !NO_PROSE.test(path))
    .map(path => join(flags.data, path))
  console.log('\nprose')
  countAlarms('  the named sets', named)
  countAlarms('  every set of the project without planted values', all)
}

function countAlarms(title, files) {
  const texts = files.flatMap(file =>
    readFileSync(file, 'utf8')
      .split('\n')
      .filter(Boolean)
      .flatMap(line => [...strings(JSON.parse(line))]),
  )
  const bytes = texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0)
  const fired = []
  for (const text of texts) for (const signal of scan(text)) fired.push([text, signal])
  const rate = (fired.length / bytes) * 1e7
  console.log(
    `${title}: ${(bytes / 1e6).toFixed(1)} MB, ${fired.length} signals, ${rate.toFixed(2)} per 10 MB; ${speed(texts, bytes)}`,
  )
  const kinds = groupBy(fired, ([, each]) => each.detector)
  for (const [kind, list] of kinds) console.log(`    ${kind}: ${list.length}`)
  if (flags.show) {
    for (const [text, each] of fired)
      console.log(`      ${each.score} ${each.reason.en}: ${shown(text, each.start, each.end)}`)
  }
}

/** Best of several passes, in processor time, so that neighbors on the machine count little. */
function speed(texts, bytes) {
  let best = Number.POSITIVE_INFINITY
  for (let pass = 0; pass < 5; pass++) {
    const started = process.cpuUsage()
    for (const text of texts)
      for (const { detector, options } of family) for (const _ of detector.detect({ text }, options));
    const { user, system } = process.cpuUsage(started)
    best = Math.min(best, user + system)
  }
  return `${(bytes / best).toFixed(0)} MB/s on one core`
}

const SOURCE =
  /\.(?:[cm]?[jt]s|tsx?|json|py|pyi|java|go|rb|php|cs|c|h|cpp|rs|sh|ya?ml|toml|cfg|ini|md|rst|txt|html?|css)$/
const MAX_FILE = 3_000_000
const MAX_BYTES = 120_000_000

function code() {
  console.log('\ncode')
  for (const root of flags.code) {
    let bytes = 0
    const fired = []
    for (const path of readdirSync(root, { recursive: true, encoding: 'utf8' })) {
      const file = join(root, path)
      if (
        !SOURCE.test(path) ||
        bytes > MAX_BYTES ||
        !statSync(file).isFile() ||
        statSync(file).size > MAX_FILE
      )
        continue
      const text = readFileSync(file, 'utf8')
      bytes += Buffer.byteLength(text)
      for (const signal of scan(text)) fired.push([path, text, signal])
    }
    console.log(
      `  ${root}: ${(bytes / 1e6).toFixed(1)} MB, ${fired.length} signals, ${((fired.length / bytes) * 1e6).toFixed(2)} per MB`,
    )
    const kinds = groupBy(fired, ([, , each]) => each.detector)
    for (const [kind, list] of kinds) console.log(`    ${kind}: ${list.length}`)
    if (flags.show) {
      for (const [path, text, each] of fired)
        console.log(`      ${each.score} ${each.reason.en}: ${shown(text, each.start, each.end)} ${path}`)
    }
  }
}

const parts = { rules, carriers, prose, code }
for (const part of flags.only.split(',')) parts[part]?.()
