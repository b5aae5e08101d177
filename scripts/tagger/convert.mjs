#!/usr/bin/env node
// Brings the labelled sets to the rows of the trainer, {"text", "spans": [{"start", "end", "type"}]}, in a part to train on
// and a part held out.
//   node convert.mjs FOLDER OUT_FOLDER
// presidio_synth_v2 and presidio_generated_large: even templates train, odd ones are held out (a template of the second
// set whose words are those of a held-out template is left out). wikigold: the last fifth is held out. sec_filings: its own
// split. cn_pii_bench_sample: held out as a whole.
import { mkdirSync, writeFileSync } from 'node:fs'
import { ADDRESS, NRP, ORGANIZATION, PERSON, PLACE, readLines, TITLE } from './_shared.mjs'

const [folder, out] = process.argv.slice(2)
mkdirSync(out, { recursive: true })
const TYPES = {
  PERSON,
  PER: PERSON,
  GPE: PLACE,
  LOCATION: PLACE,
  LOC: PLACE,
  ORGANIZATION,
  ORG: ORGANIZATION,
  STREET_ADDRESS: ADDRESS,
  ADDRESS,
  TITLE,
  PREFIX: TITLE,
  NRP,
  zh_person_name: PERSON,
  zh_address: ADDRESS,
}
const DEMONYM =
  /^(?:\w+(?:an|ish|ese|ian|ean|i)|French|Dutch|Greek|German|Swiss|Czech|Welsh|Danish|Jewish|Catholic|Muslim|Christian|Buddhist|Islamic|Protestant)s?$/
const NOT_A_ROLE =
  /^(?:borrower|lender|company|bank|borrowers|lenders|parent|guarantor|agent|holder|executive|employee|purchaser|seller|tenant|landlord|obligor|grantor|party|affiliate|affiliates)s?$/i

function convert(row, { wikigold = false, sec = false } = {}) {
  const spans = row.spans.flatMap(({ start, end, type }) => {
    const text = row.text.slice(start, end)
    if (wikigold && type === 'MISC')
      return DEMONYM.test(text) && !/\s/.test(text) ? [{ start, end, type: NRP }] : []
    if (sec && NOT_A_ROLE.test(text)) return []
    return TYPES[type] ? [{ start, end, type: TYPES[type] }] : []
  })
  return { text: row.text, spans: joined(row.text, spans) }
}
/** Pieces of one address that only space, line breaks and quote marks part are one span. */
function joined(text, spans) {
  const result = []
  for (const span of spans.sort((a, b) => a.start - b.start)) {
    const last = result.at(-1)
    if (last?.type === ADDRESS && span.type === ADDRESS && /^[\s>?]*$/.test(text.slice(last.end, span.start)))
      last.end = span.end
    else result.push({ ...span })
  }
  return result
}
const write = (name, rows) =>
  writeFileSync(`${out}/${name}.jsonl`, rows.map(row => JSON.stringify(row)).join('\n'))
const read = name => readLines(`${folder}/${name}.jsonl`)
const words = masked =>
  masked
    .replace(/\{\{\w+\}\}/g, ' ')
    .replace(/\W+/g, ' ')
    .trim()
    .toLowerCase()

const synth = read('presidio_synth_v2')
const held = new Set(synth.filter(row => row.template_id % 2 === 1).map(row => words(row.masked)))
write(
  'presidio-train',
  synth.filter(row => row.template_id % 2 === 0).map(row => convert(row)),
)
write(
  'presidio-held',
  synth.filter(row => row.template_id % 2 === 1).map(row => convert(row)),
)
const large = read('presidio_generated_large').filter(row => !held.has(words(row.masked)))
write(
  'presidio-large-train',
  large.filter(row => row.template_id % 2 === 0).map(row => convert(row)),
)
write(
  'presidio-large-held',
  large.filter(row => row.template_id % 2 === 1).map(row => convert(row)),
)
const wikigold = read('wikigold_ner').map(row => convert(row, { wikigold: true }))
const cut = Math.floor(wikigold.length * 0.8)
write('wikigold-train', wikigold.slice(0, cut))
write('wikigold-held', wikigold.slice(cut))
const sec = read('sec_filings_ner')
write(
  'sec-train',
  sec.filter(row => row.split === 'train').map(row => convert(row, { sec: true })),
)
write(
  'sec-held',
  sec.filter(row => row.split !== 'train').map(row => convert(row, { sec: true })),
)
write(
  'cn-pii-held',
  read('cn_pii_bench_sample').map(row => convert(row)),
)
