#!/usr/bin/env node
// Precision, recall and F1 of names, organizations, places, titles and groups of people in Chinese, exact spans, by style,
// on sentences of our own that no generator wrote and no model was trained on: scripts/tagger/held-out/*.txt.
//   node scripts/build.mjs && node bench/chinese-entities.mjs [--fresh] [--errors news|resume|social] [--json] [--min-score 0.5]
// The errors on news.txt, resume.txt and social.txt were read once while the conventions of the generators were set; those on
// fresh.txt (--fresh; fewer rows) never were.
// {P:…} person, {O:…} organization, {L:…} place, {T:…} title, {N:…} nationality, religion, politics. Titles and groups are
// labelled in résumés only. With --alarms FILE.jsonl,... it counts findings on unlabelled text instead, per 10 MB.
// PLIMSOLL_DIST names another build.
import { readFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'

const dist = process.env.PLIMSOLL_DIST
  ? pathToFileURL(`${process.env.PLIMSOLL_DIST}/`)
  : new URL('../dist/', import.meta.url)
const { runDetectors, parseOptions } = await import(new URL('core/index.js', dist))
const { values: flags } = parseArgs({
  options: {
    errors: { type: 'string' },
    json: { type: 'boolean', default: false },
    'min-score': { type: 'string', default: '0.5' },
    alarms: { type: 'string' },
    fresh: { type: 'boolean', default: false },
    show: { type: 'string' },
  },
})
const KINDS = {
  P: 'person-name',
  O: 'organization',
  L: 'place',
  T: 'title',
  N: 'nationality-religion-politics',
  A: 'street-address',
}
const configured = []
for (const kind of Object.values(KINDS)) {
  const [detector] = Object.values(await import(new URL(`detectors/personal-data/${kind}.js`, dist)))
  configured.push({ detector, options: parseOptions(detector, {}) })
}
const find = text =>
  runDetectors(configured, { text }).filter(each => each.score >= Number(flags['min-score']))

if (flags.alarms) alarms(flags.alarms.split(','))
else quality()

function parse(line) {
  let text = ''
  const spans = []
  for (const part of line.split(/(\{[POLTNA]:[^}]+\})/)) {
    const [, kind, value] = /^\{([POLTNA]):([^}]+)\}$/.exec(part) ?? []
    if (kind) spans.push({ start: text.length, end: text.length + value.length, type: KINDS[kind] })
    text += value ?? part
  }
  return { text, spans }
}

function quality() {
  const report = {}
  for (const style of ['news', 'resume', 'social']) {
    const types = ['P', 'O', 'L', ...(style === 'resume' ? ['T', 'N'] : [])].map(each => KINDS[each])
    const counts = Object.fromEntries(types.map(type => [type, { gold: 0, found: 0, right: 0 }]))
    for (const line of linesOf(style)) {
      const { text, spans } = parse(line)
      const found = find(text).filter(each => types.includes(each.type))
      const isIn = (list, { start, end, type }) =>
        list.some(each => each.start === start && each.end === end && each.type === type)
      for (const span of spans) counts[span.type].gold++
      for (const span of found) {
        counts[span.type].found++
        if (isIn(spans, span)) counts[span.type].right++
      }
      if (flags.errors !== style) continue
      const wrong = found.filter(span => !isIn(spans, span))
      const missed = spans.filter(span => !isIn(found, span))
      const list = spans => spans.map(({ start, end, type }) => `${type}=${text.slice(start, end)}`).join(' ')
      if (wrong.length + missed.length > 0)
        console.error(`${text}\n   missed ${list(missed)}\n   false ${list(wrong)}`)
    }
    const total = { gold: 0, found: 0, right: 0 }
    for (const count of Object.values(counts)) for (const key of Object.keys(total)) total[key] += count[key]
    report[style] = {
      micro: rates(total),
      ...Object.fromEntries(types.map(type => [type, rates(counts[type])])),
    }
  }
  if (flags.json) console.log(JSON.stringify(report, null, 2))
  else
    for (const [style, types] of Object.entries(report))
      for (const [type, { precision, recall, f1, gold }] of Object.entries(types))
        console.log(
          `${style.padEnd(7)} ${type.padEnd(30)} P ${percent(precision)} R ${percent(recall)} F1 ${percent(f1)} n=${gold}`,
        )
}

function linesOf(style) {
  const name = flags.fresh ? 'fresh' : style
  const lines = readFileSync(
    new URL(`../scripts/tagger/held-out/${name}.txt`, import.meta.url),
    'utf8',
  ).split('\n')
  if (!flags.fresh) return lines.filter(Boolean)
  return lines.filter(line => line.startsWith(`${style}\t`)).map(line => line.slice(style.length + 1))
}

function rates({ gold, found, right }) {
  return { gold, precision: right / found, recall: right / gold, f1: (2 * right) / (found + gold) }
}

function percent(value) {
  return (100 * value).toFixed(1)
}

function alarms(files) {
  for (const file of files) {
    const count = {}
    let bytes = 0
    for (const line of readFileSync(file, 'utf8').split('\n').filter(Boolean)) {
      const { text } = JSON.parse(line)
      bytes += Buffer.byteLength(text)
      for (const span of find(text)) {
        count[span.type] = (count[span.type] ?? 0) + 1
        if (flags.show === span.type)
          console.error(
            JSON.stringify(
              `${text.slice(Math.max(0, span.start - 16), span.start)}⟦${text.slice(span.start, span.end)}⟧${text.slice(span.end, span.end + 12)}`,
            ),
          )
      }
    }
    const per = Object.entries(count).map(([type, n]) => `${type} ${((n * 1e7) / bytes).toFixed(0)} (${n})`)
    console.log(`${file.split('/').at(-1)}: ${(bytes / 1e6).toFixed(2)} MB; per 10 MB: ${per.join(', ')}`)
  }
}
