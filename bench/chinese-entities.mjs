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
import { parseArgs } from 'node:util'
import { finder, KINDS, measure, print } from './_hand-labelled.mjs'

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
const find = await finder(Number(flags['min-score']))

if (flags.alarms) alarms(flags.alarms.split(','))
else quality()

function quality() {
  const report = {}
  for (const style of ['news', 'resume', 'social']) {
    const types = ['P', 'O', 'L', ...(style === 'resume' ? ['T', 'N'] : [])].map(each => KINDS[each])
    report[style] = measure(find, linesOf(style), types, flags.errors === style)
  }
  if (flags.json) console.log(JSON.stringify(report, null, 2))
  else for (const [style, types] of Object.entries(report)) print(style, types)
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
