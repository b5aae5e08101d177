#!/usr/bin/env node
// Precision and recall of the personal-data detectors, span by span and type by type, on labelled sets, and
// false alarms on prose. Runs every detector of the family `personal-data` through `runDetectors`, and npm peers on the
// same rows in the same run (see _peers.mjs).
//
//   node scripts/build.mjs && node bench/personal-data-quality.mjs
//     --dataset NAME[,NAME]   presidio_synth_v2, presidio_generated_large, cn_pii_bench_sample, wikigold_ner, sec_filings_ner,
//                             c4_demo, wiki_demo
//     --rows all|develop|held-out
//                             presidio rows by their template: rules were developed on even template ids of
//                             presidio_synth_v2 only; everything else was looked at for figures alone
//     --only ID[,ID]          only these detectors: the figures that stand on their definitions
//     --without ID[,ID]       leave detectors out, for example to see what they take from others
//     --min-score 0.5         signals below are left out, as the baseline policy does
//     --errors TYPE           print what was missed and what was false, for one of our types (develop rows only)
//     --alarms TYPE           print what was found in unlabelled prose, for one of our types
//     --peer presidio         Presidio as shipped on the same rows (PLIMSOLL_PYTHON, PRESIDIO_MODEL: see _presidio.py)
//     --json                  one JSON document
// PLIMSOLL_DATA is the folder of the sets (default ../../shared/data/privacy); PLIMSOLL_DIST a build (default ../dist/).
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import { loadPeers } from './_peers.mjs'
import { startPresidio } from './_presidio.mjs'

const dist = process.env.PLIMSOLL_DIST
  ? pathToFileURL(`${process.env.PLIMSOLL_DIST}/`)
  : new URL('../dist/', import.meta.url)
const data = process.env.PLIMSOLL_DATA ?? fileURLToPath(new URL('../../shared/data/privacy', import.meta.url))
const { runDetectors, familyOf, parseOptions, wilsonInterval } = await import(new URL('core/index.js', dist))
const { detectors } = await import(new URL('detectors/index.js', dist))

const { values: flags } = parseArgs({
  options: {
    dataset: { type: 'string' },
    rows: { type: 'string', default: 'all' },
    only: { type: 'string' },
    without: { type: 'string' },
    'min-score': { type: 'string', default: '0.5' },
    errors: { type: 'string' },
    alarms: { type: 'string' },
    peer: { type: 'string' },
    json: { type: 'boolean', default: false },
  },
})
const minScore = Number(flags['min-score'])
let held
const ids = list => list?.split(',').map(id => (id.includes('/') ? id : `personal-data/${id}`))
const only = ids(flags.only)
const without = ids(flags.without) ?? []

/** Their label → the types of ours that answer it. A label with no entry is of another kind (names, places, titles). */
const PRESIDIO = {
  EMAIL_ADDRESS: ['email'],
  PHONE_NUMBER: ['phone'],
  CREDIT_CARD: ['credit-card'],
  IBAN_CODE: ['iban'],
  IP_ADDRESS: ['ip-address'],
  // Every one of these labels covers a whole URL.
  DOMAIN_NAME: ['url', 'domain'],
  US_SSN: ['national-id'],
  US_DRIVER_LICENSE: ['driver-license'],
  ZIP_CODE: ['postal-code'],
  DATE_TIME: ['date', 'date-of-birth'],
  PERSON: ['person-name'],
  GPE: ['place'],
  LOCATION: ['place'],
  ORGANIZATION: ['organization'],
  STREET_ADDRESS: ['street-address'],
  ADDRESS: ['street-address'],
  AGE: ['age'],
  TITLE: ['title'],
  PREFIX: ['title'],
  NRP: ['nationality-religion-politics'],
}
const NAMED = { PER: ['person-name'], LOC: ['place'], ORG: ['organization'] }
/** Labels that hold values of other types: a postal code within a street address is neither right nor wrong. */
const CONTAINERS = { 'postal-code': ['STREET_ADDRESS', 'ADDRESS', 'zh_address'] }

const DATASETS = {
  presidio_synth_v2: { labels: PRESIDIO },
  presidio_generated_large: { labels: PRESIDIO },
  cn_pii_bench_sample: {
    labels: {
      email: ['email'],
      zh_phone: ['phone'],
      zh_id_card: ['national-id'],
      // A Chinese bank card (银行卡) is the handle of a bank account and a payment card at once.
      zh_bank_card: ['bank-account', 'credit-card'],
      zh_person_name: ['person-name'],
      zh_address: ['street-address'],
    },
  },
  wikigold_ner: { labels: NAMED },
  sec_filings_ner: { labels: NAMED },
  c4_demo: { file: 'c4_demo_unlabelled' },
  wiki_demo: { file: 'wiki_demo_unlabelled' },
}

/** A label that is no personal datum to us, whatever its type: a bare year or a day of the week. */
const isOutOfScope = span =>
  span.type === 'DATE_TIME' && /^(?:\d{4}|(?:mon|tues|wednes|thurs|fri|satur|sun)day)$/i.test(span.text)

const configured = detectors
  .filter(
    each =>
      familyOf(each.id) === 'personal-data' &&
      !without.includes(each.id) &&
      (!only || only.includes(each.id)),
  )
  .map(detector => ({ detector, options: parseOptions(detector, {}) }))

const ours = {
  name: 'plimsoll',
  find: async text => runDetectors(configured, { text }).filter(signal => signal.score >= minScore),
}
const { peers, absent } = await loadPeers()
if (flags.peer === 'presidio') peers.push(startPresidio())

const report = {
  command: process.argv.slice(1).join(' '),
  minScore,
  rows: flags.rows,
  without: flags.without,
  datasets: {},
  absent,
}
for (const [name, dataset] of Object.entries(DATASETS)) {
  if (flags.dataset && !flags.dataset.split(',').includes(name)) continue
  const path = `${data}/${dataset.file ?? name}.jsonl`
  if (!existsSync(path)) {
    absent.push(`${name}: no file`)
    continue
  }
  const rows = readFileSync(path, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line, index) => ({ ...JSON.parse(line), index }))
    .map(row => (row.spans ? { ...row, spans: joinAddresses(row) } : row))
    .filter(row => dataset.file || isWanted(row, name))
  report.datasets[name] = dataset.labels ? await measure(rows, dataset, name) : await alarm(rows)
}
for (const peer of peers) peer.stop?.()
if (flags.json) console.log(JSON.stringify(report, null, 2))
else print()

/** True for rows that rules were developed on or the tagger was trained on; see scripts/tagger/convert.mjs. */
function isDevelop(row, name) {
  if (name === 'presidio_synth_v2') return row.template_id % 2 === 0
  if (name === 'presidio_generated_large')
    return row.template_id % 2 === 0 && !heldTemplates().has(wordsOf(row))
  if (name === 'wikigold_ner') return row.index < 1356
  if (name === 'sec_filings_ner') return row.split === 'train'
  return false
}

function heldTemplates() {
  held ??= new Set(
    readFileSync(`${data}/presidio_synth_v2.jsonl`, 'utf8')
      .split('\n')
      .filter(Boolean)
      .map(line => JSON.parse(line))
      .filter(row => row.template_id % 2 === 1)
      .map(wordsOf),
  )
  return held
}

function wordsOf({ masked }) {
  return masked
    .replace(/\{\{\w+\}\}/g, ' ')
    .replace(/\W+/g, ' ')
    .trim()
    .toLowerCase()
}

/** Templates write one address as several labels in a row; those that only space and marks of quotation part are one. */
function joinAddresses({ text, spans }) {
  const joined = []
  for (const span of [...spans].sort((a, b) => a.start - b.start)) {
    const last = joined.at(-1)
    const isPart =
      last &&
      /ADDRESS$/.test(span.type) &&
      last.type === span.type &&
      /^[\s>?]*$/.test(text.slice(last.end, span.start))
    if (isPart) joined[joined.length - 1] = { ...last, end: span.end, text: text.slice(last.start, span.end) }
    else joined.push(span)
  }
  return joined
}

function isWanted(row, name) {
  if (flags.rows === 'all') return true
  return isDevelop(row, name) === (flags.rows === 'develop')
}

/** Counts per type for one set: right by exact span, by 0.9 overlap, by any overlap. */
async function measure(rows, { labels }, name) {
  const types = [...new Set(Object.values(labels).map(each => each[0]))]
  const primary = new Map(Object.values(labels).flatMap(each => each.map(type => [type, each[0]])))
  const result = { rows: rows.length, labels: labelErrors(rows), systems: {} }
  for (const system of [ours, ...peers]) {
    const counts = Object.fromEntries(
      types.map(type => [type, { gold: 0, found: 0, exact: 0, close: 0, overlap: 0 }]),
    )
    let unscored = 0
    for (const row of rows) {
      const gold = row.spans.filter(span => labels[span.type] && !isOutOfScope(span))
      const ignored = row.spans.filter(isOutOfScope)
      const found = (await system.find(row.text)).filter(span => {
        if (!primary.has(span.type)) unscored++
        return (
          primary.has(span.type) && !isPart(span, row.spans) && !ignored.some(each => overlap(each, span) > 0)
        )
      })
      for (const span of gold) counts[labels[span.type][0]].gold++
      for (const span of found) counts[primary.get(span.type)].found++
      const pairs = pair(gold, found, labels)
      for (const { span, iou } of pairs) {
        const count = counts[labels[span.type][0]]
        count.overlap++
        if (iou >= 0.9) count.close++
        if (iou === 1) count.exact++
      }
      if (system === ours && flags.errors && isDevelop(row, name)) explain(row, gold, found, pairs, labels)
    }
    result.systems[system.name] = { unscored, types: rates(counts, system.types) }
  }
  return result
}

function isPart(span, golds) {
  return golds.some(
    gold => CONTAINERS[span.type]?.includes(gold.type) && overlap(gold, span) === span.end - span.start,
  )
}

function overlap(a, b) {
  return Math.max(0, Math.min(a.end, b.end) - Math.max(a.start, b.start))
}

/** Pairs labels and findings of the same type one to one, the best overlap first. */
function pair(gold, found, labels) {
  const all = gold
    .flatMap(span =>
      found
        .filter(each => labels[span.type].includes(each.type) && overlap(span, each) > 0)
        .map(each => ({
          span,
          each,
          iou: overlap(span, each) / (Math.max(span.end, each.end) - Math.min(span.start, each.start)),
        })),
    )
    .sort((a, b) => b.iou - a.iou)
  const taken = new Set()
  return all.filter(({ span, each }) => {
    if (taken.has(span) || taken.has(each)) return false
    taken.add(span).add(each)
    return true
  })
}

function rates(counts, supported) {
  const result = {}
  for (const [type, count] of Object.entries(counts)) {
    if (supported && !supported.includes(type)) continue
    const rate = (right, of) => ({
      value: of ? right / of : null,
      n: of,
      interval: wilsonInterval(right, of),
    })
    const at = key => {
      const precision = rate(count[key], count.found)
      const recall = rate(count[key], count.gold)
      const f1 = count.found + count.gold ? (2 * count[key]) / (count.found + count.gold) : null
      return { precision, recall, f1 }
    }
    result[type] = { ...count, exactSpan: at('exact'), overlap90: at('close'), anyOverlap: at('overlap') }
  }
  return result
}

/** Errors of the labels themselves, so that nobody bends a rule to them. */
function labelErrors(rows) {
  const errors = {
    cards: 0,
    cardsFailingLuhn: 0,
    ibans: 0,
    ibansFailingMod97: 0,
    outOfScopeDates: 0,
    unlabelledUrls: 0,
  }
  for (const { text, spans } of rows) {
    for (const span of spans) {
      if (/CREDIT_CARD|bank_card/.test(span.type)) {
        errors.cards++
        if (!luhn(span.text.replace(/\D/g, ''))) errors.cardsFailingLuhn++
      }
      if (span.type === 'IBAN_CODE') {
        errors.ibans++
        if (!mod97(span.text)) errors.ibansFailingMod97++
      }
      if (isOutOfScope(span)) errors.outOfScopeDates++
    }
    for (const { 0: url, index } of text.matchAll(/https?:\/\/\S+/gi)) {
      const labelled = spans.some(span => overlap(span, { start: index, end: index + url.length }) > 0)
      if (!labelled) errors.unlabelledUrls++
    }
  }
  return errors
}

function luhn(digits) {
  const sum = [...digits].reverse().reduce((total, digit, index) => {
    const value = Number(digit) * (1 + (index % 2))
    return total + (value > 9 ? value - 9 : value)
  }, 0)
  return sum % 10 === 0
}

function mod97(iban) {
  const moved = iban
    .replace(/\s/g, '')
    .toUpperCase()
    .replace(/^(.{4})(.*)$/, '$2$1')
  return BigInt([...moved].map(each => Number.parseInt(each, 36)).join('')) % 97n === 1n
}

/** Findings per 10,000 characters on prose without labels: alarms, not all of them false. */
async function alarm(rows) {
  const characters = rows.reduce((sum, row) => sum + row.text.length, 0)
  const systems = {}
  for (const system of [ours, ...peers]) {
    const count = {}
    for (const { id, text } of rows) {
      for (const span of await system.find(text)) {
        count[span.type] = (count[span.type] ?? 0) + 1
        if (system === ours && flags.alarms === span.type) showAlarm(id, text, span)
      }
    }
    const per = Object.entries(count).map(([type, n]) => [type, { n, per10k: (n / characters) * 10_000 }])
    systems[system.name] = Object.fromEntries(per.sort((a, b) => b[1].n - a[1].n))
  }
  return { rows: rows.length, characters, systems }
}

function showAlarm(id, text, { start, end, score }) {
  const around = JSON.stringify(
    `${text.slice(Math.max(0, start - 50), start)}⟦${text.slice(start, end)}⟧${text.slice(end, end + 30)}`,
  )
  console.error(`${id} ${score} ${around}`)
}

function explain(row, gold, found, pairs, labels) {
  const show = (kind, span) => {
    const { start, end } = span
    console.error(
      `${kind} t${row.template_id} ${span.type} ${JSON.stringify(`${row.text.slice(Math.max(0, start - 50), start)}⟦${row.text.slice(start, end)}⟧${row.text.slice(end, end + 30)}`)}`,
    )
  }
  for (const span of gold) {
    if (labels[span.type].includes(flags.errors) && !pairs.some(each => each.span === span))
      show('MISSED', span)
  }
  for (const span of found) {
    if (span.type !== flags.errors) continue
    const match = pairs.find(each => each.each === span)
    if (!match) show('FALSE ', span)
    else if (match.iou < 1) show('INEXACT', span)
  }
}

function print() {
  const percent = rate => (rate.value === null ? '  –  ' : (rate.value * 100).toFixed(1).padStart(5))
  const range = ({ interval: [low, high], n }) =>
    n ? `[${(low * 100).toFixed(0)}, ${(high * 100).toFixed(0)}]` : ''
  for (const [name, result] of Object.entries(report.datasets)) {
    console.log(`\n${name}: ${result.rows} rows (${flags.rows}), signals of ${minScore} and more`)
    if (!result.labels) {
      for (const [system, types] of Object.entries(result.systems)) {
        const per = Object.entries(types).map(
          ([type, { n, per10k }]) => `${type} ${per10k.toFixed(2)} (${n})`,
        )
        console.log(`  ${system}: ${per.join(', ') || 'none'} per 10,000 of ${result.characters} characters`)
      }
      continue
    }
    const { cards, cardsFailingLuhn, ibans, ibansFailingMod97, outOfScopeDates, unlabelledUrls } =
      result.labels
    console.log(
      `  labels: ${cardsFailingLuhn} of ${cards} cards fail Luhn, ${ibansFailingMod97} of ${ibans} IBANs fail mod 97, ${unlabelledUrls} URLs without a label, ${outOfScopeDates} dates that are a bare year or weekday (left out)`,
    )
    for (const [system, { types: measured }] of Object.entries(result.systems)) {
      const sum = key => Object.values(measured).reduce((total, each) => total + each[key], 0)
      const micro = key => ((200 * sum(key)) / (sum('gold') + sum('found'))).toFixed(1)
      console.log(
        `  micro-F1        ${system.padEnd(24)} n=${sum('gold')} exact ${micro('exact')} ≥0.9 ${micro('close')} any ${micro('overlap')}`,
      )
    }
    const exact = ({ types: measured }) => {
      const sum = key => Object.values(measured).reduce((total, each) => total + each[key], 0)
      return (2 * sum('exact')) / (sum('gold') + sum('found'))
    }
    for (const [system, measured] of Object.entries(result.systems).slice(1))
      console.log(
        `  ratio           plimsoll / ${system}: ${(exact(result.systems.plimsoll) / exact(measured)).toFixed(2)} in exact micro-F1 over the types of each`,
      )
    const types = Object.keys(Object.values(result.systems)[0].types)
    for (const type of types) {
      for (const [system, { types: measured }] of Object.entries(result.systems)) {
        const row = measured[type]
        if (!row) continue
        const { exactSpan: exact, overlap90: close, anyOverlap: any } = row
        console.log(
          `  ${type.padEnd(15)} ${system.padEnd(24)} n=${String(row.gold).padStart(3)} found=${String(row.found).padStart(3)}` +
            `  exact P ${percent(exact.precision)} R ${percent(exact.recall)}` +
            `  ≥0.9 P ${percent(close.precision)} ${range(close.precision)} R ${percent(close.recall)} ${range(close.recall)} F1 ${close.f1 === null ? '–' : (close.f1 * 100).toFixed(1)}` +
            `  any P ${percent(any.precision)} R ${percent(any.recall)}`,
        )
      }
    }
  }
  for (const line of absent) console.log(`\nnot measured: ${line}`)
}
