#!/usr/bin/env node
// Writes synthetic labelled Chinese text by one of six independent generators.
//   node generate-chinese.mjs STYLE GAZETTEERS.json OUT.jsonl COUNT SEED train|held-out|all SILVER.jsonl
// STYLE: news, resume, social, service, forms, general. SILVER.jsonl are rows {"text", "spans"} of real text: their clauses
// without entities fill `{phrase}`.
import { readFileSync, writeFileSync } from 'node:fs'
import { chineseWords } from './_chinese-words.mjs'
import { expand, isHeldOut, ORGANIZATION, PERSON, PLACE, randomOf, readLines } from './_shared.mjs'

const [style, gazetteers, out, count, seed, part, silver] = process.argv.slice(2)
const g = JSON.parse(readFileSync(gazetteers, 'utf8'))
const random = randomOf(Number(seed))
const { templates, marks } = await import(`./_chinese-${style}.mjs`)
const words = chineseWords(g, random, part)

const phrases = []
for (const { text, spans } of readLines(silver)) {
  for (const match of text.matchAll(/[^，。！？；：,;:!?\s“”"（）()【】]{3,22}/g)) {
    const end = match.index + match[0].length
    if (spans.some(span => span.start < end && span.end > match.index)) continue
    if (!/^[\u4e00-\u9fff]+$/.test(match[0]) || /[省市县区]|先生|小姐|大学|公司|医院/.test(match[0])) continue
    if (isHeldOut(match[0]) === (part === 'held-out')) phrases.push(match[0])
  }
}

const typed = (make, type) => () => ({ text: make(), type })
const own = marks(words, sub)
const shared = {
  name: typed(words.name, PERSON),
  person: typed(words.person, PERSON),
  foreign: typed(words.foreign, PERSON),
  place: typed(words.place, PLACE),
  city: typed(words.city, PLACE),
  county: typed(words.county, PLACE),
  province: typed(words.province, PLACE),
  country: typed(words.country, PLACE),
  foreignPlace: typed(words.foreignPlace, PLACE),
  nature: typed(words.nature, PLACE),
  village: typed(words.village, PLACE),
  org: typed(words.organization, ORGANIZATION),
  party: typed(words.party, ORGANIZATION),
  government: typed(words.government, ORGANIZATION),
  national: typed(words.national, ORGANIZATION),
  famous: typed(words.famous, ORGANIZATION),
  company: typed(words.company, ORGANIZATION),
  company2: typed(words.company, ORGANIZATION),
  school: typed(words.school, ORGANIZATION),
  school2: typed(words.school, ORGANIZATION),
  team: typed(words.team, ORGANIZATION),
  abroad: typed(words.abroad, ORGANIZATION),
  officeOfCountry: typed(words.officeOfCountry, ORGANIZATION),
  phrase: () => random.pick(phrases),
}

function fill(mark) {
  const make = own[mark] ?? shared[mark]
  if (!make) throw new Error(`no such mark: ${mark}`)
  return make()
}

/** A template within a template, as pieces. */
function sub(template) {
  const { text, spans } = expand(template, random, fill)
  const pieces = []
  let at = 0
  for (const { start, end, type } of spans) {
    if (start > at) pieces.push(text.slice(at, start))
    pieces.push({ text: text.slice(start, end), type })
    at = end
  }
  if (at < text.length) pieces.push(text.slice(at))
  return pieces
}

const rows = []
while (rows.length < Number(count)) {
  let template = random.pick(templates)
  const joint = style === 'forms' ? ['\n', '\n', '，', ' '] : ['']
  while (random.chance(0.3)) template += random.pick(joint) + random.pick(templates)
  const row = expand(template, random, fill)
  if (random.chance(0.02))
    row.text = row.text.replace(/[!-~]/g, each => String.fromCharCode(each.charCodeAt(0) + 0xfee0))
  rows.push({ ...row, style })
}
writeFileSync(out, rows.map(row => JSON.stringify(row)).join('\n'))
