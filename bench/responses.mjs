#!/usr/bin/env node
// How well what a response does is told: refusals, sentiment, language, words in no order, on labeled rows of ../shared/data, by source,
// with Wilson intervals; and how fast all of it together is. Seen while building: errors of the refusal sources were read once; SST-2 dev
// chose two settings of the sentiment model (its train part trained it). HELD names a file of held-out Chinese reviews {"text","label"},
// which scripts/responses/sentiment-rows.py writes.
//
//   npm run build && node bench/responses.mjs
import { existsSync, readFileSync } from 'node:fs'

const dist = process.env.PLIMSOLL_DIST ?? new URL('../dist', import.meta.url).href
const { createResponseReader, responseReference } = await import(`${dist}/analysis/responses/index.js`)
const { openReference } = await import(`${dist}/analysis/reference/index.js`)
const { wilsonInterval } = await import(`${dist}/core/index.js`)
const data = new URL('../../shared/data/', import.meta.url)
if (!existsSync(data)) {
  console.log('the shared data are not here')
  process.exit(0)
}
const rows = name =>
  readFileSync(new URL(name, data), 'utf8')
    .split('\n')
    .filter(Boolean)
    .map(line => JSON.parse(line))
const read = createResponseReader()
const readWith = createResponseReader(responseReference(openReference()))
const shown = (hits, n) =>
  `${(hits / Math.max(1, n)).toFixed(3)} (${wilsonInterval(hits, n)
    .map(each => each.toFixed(3))
    .join(' to ')}), n ${n}`
const has = (text, ...keys) => read(text).some(({ key }) => keys.includes(key))
const line = (name, hits, n) => console.log(`  ${name.padEnd(58)} ${shown(hits, n)}`)
const share = (name, texts, test) => line(name, texts.filter(test).length, texts.length)

const gptfuzz = rows('guard/output-gptfuzz.jsonl')
const jade = rows('guard/output-jade-zh.jsonl')
const alpaca = {
  en: rows('poisoning/alpaca_en_clean.jsonl').map(row => row.output),
  zh: rows('poisoning/alpaca_zh_clean.jsonl').map(row => row.output),
}
const texts = list => list.map(row => row.text)
const only = (list, label) => texts(list.filter(row => row.label === label))

console.log('refusal: recall where answers refuse (labels say safe, not refusing: some advise instead)')
const refuses = text => has(text, 'refusal', 'refusal:late', 'refusal:moral', 'abstention')
for (const [name, list] of [
  ['GPTFuzz, judged harmless (en)', only(gptfuzz, 'benign')],
  ['JADE, safe answers (zh)', only(jade, 'benign')],
  ['TOFU, answers that it does not know (en)', texts(rows('unlearning/tofu_refusals.jsonl'))],
]) {
  share(`${name}: refusal`, list, text => has(text, 'refusal'))
  share(`${name}: any kind`, list, refuses)
}
console.log('refusal: false alarms where answers comply')
for (const [name, list] of [
  ['JADE, violating answers (zh)', only(jade, 'harmful')],
  ['TOFU, answers (en)', rows('unlearning/tofu_full.jsonl').map(row => row.answer)],
  ['Alpaca (en; a few do refuse)', alpaca.en],
  ['Alpaca (zh; some ask for what is missing)', alpaca.zh],
  [
    'PandaLM, two answers a row (en)',
    rows('preference/pandalm_human_pairs.jsonl').flatMap(row => [
      String(row.response1),
      String(row.response2),
    ]),
  ],
  ['C4 pages (en)', texts(rows('privacy/c4_demo_unlabelled.jsonl'))],
  ['film reviews, SST-2 (en)', texts(rows('poisoning/sst2_clean.jsonl'))],
]) {
  share(`${name}: refusal`, list, text => has(text, 'refusal'))
  share(`${name}: any kind`, list, refuses)
}

console.log(
  'sentiment: of rows that are said to have one, the share that is right; and the share of rows that are',
)
const sentiments = (name, list) => {
  let [said, right] = [0, 0]
  for (const { text, label } of list) {
    const found = read(text).find(({ key }) => key.startsWith('sentiment:'))
    if (found === undefined) continue
    said++
    if ((found.key === 'sentiment:positive') === (Number(label) === 1)) right++
  }
  line(`${name}: right`, right, said)
  line(`${name}: said`, said, list.length)
}
sentiments(
  'SST-2 dev (en)',
  rows('poisoning/sst2_clean.jsonl').filter(row => row.split === 'dev'),
)
if (process.env.HELD !== undefined)
  sentiments(
    'Chinese reviews, held out (zh)',
    readFileSync(process.env.HELD, 'utf8')
      .split('\n')
      .filter(Boolean)
      .map(each => JSON.parse(each)),
  )
share(
  'news, AG: said to have one (no labels; should be low)',
  texts(rows('poisoning/ag_news_clean_sample.jsonl')),
  text => read(text).some(({ key }) => key.startsWith('sentiment:')),
)

console.log('language')
share(
  'Alpaca (en) as English',
  alpaca.en.filter(text => /[a-z]{3}/.test(text)),
  text => has(text, 'language:en'),
)
share(
  'Alpaca (zh) as Chinese',
  alpaca.zh.filter(text => /\p{Script=Han}/u.test(text)),
  text => has(text, 'language:zh'),
)
share('COLD (zh) as Chinese', texts(rows('bias/cold_zh_dev.jsonl')), text => has(text, 'language:zh'))
const switches = list =>
  list.filter(([output, input]) =>
    read(output, input).some(({ key, strength }) => key === 'language-switch' && strength > 0.5),
  ).length
const pairs = (name, rows, isSwapped) => {
  const list = rows.map((row, at) => [
    row.output,
    isSwapped ? rows[(at + 1) % rows.length].swap : `${row.instruction} ${row.input}`,
  ])
  line(name, switches(list), list.length)
}
pairs('switch, Alpaca (en): false alarms', rows('poisoning/alpaca_en_clean.jsonl'))
pairs('switch, Alpaca (zh): false alarms', rows('poisoning/alpaca_zh_clean.jsonl'))
const crossed = alpaca.zh
  .filter(text => text.length > 20 && /^\p{Script=Han}/u.test(text))
  .slice(0, 500)
  .map((text, at) => [text, rows('poisoning/alpaca_en_clean.jsonl')[at]?.instruction])
  .filter(([, input]) => input !== undefined && input.split(' ').length >= 5)
line('switch, Chinese answers to English requests: recall', switches(crossed), crossed.length)

console.log(
  'words in no order (with statistics of clean text): recall on shuffled rows of 24 words or more, false alarms on the same in order',
)
const shuffle = text => {
  const isHan = /\p{Script=Han}/u.test(text)
  const words = isHan ? [...text].filter(each => /\p{L}/u.test(each)) : text.split(/\s+/)
  let state = 7
  for (let i = words.length - 1; i > 0; i--) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    const j = state % (i + 1)
    ;[words[i], words[j]] = [words[j], words[i]]
  }
  return words.join(isHan ? '' : ' ')
}
for (const [name, list] of [
  [
    'HaluEval answers (en)',
    rows('grounding/halueval_general.jsonl')
      .map(row => row.chatgpt_response)
      .filter(text => text.split(/\s+/).length >= 30 && !text.includes('```')),
  ],
  [
    'AG news (en)',
    texts(rows('poisoning/ag_news_clean_sample.jsonl')).filter(text => text.split(/\s+/).length >= 30),
  ],
  ['JADE safe answers (zh)', only(jade, 'benign')],
  ['COLD comments (zh)', texts(rows('bias/cold_zh_dev.jsonl')).filter(text => text.length >= 30)],
]) {
  const isSalad = text => readWith(text).some(({ key }) => key === 'gibberish:words')
  share(`${name}: recall`, list.map(shuffle), isSalad)
  share(`${name}: false alarms`, list, isSalad)
}

console.log(
  'speed, everything together, one core (MB of UTF-8 a second of CPU; median of five, and beside splitting on white space)',
)
for (const [name, list] of [
  ['English answers', rows('grounding/halueval_general.jsonl').map(row => row.chatgpt_response)],
  ['Chinese answers', [...alpaca.zh, ...texts(jade)]],
  ['English pages', texts(rows('privacy/c4_demo_unlabelled.jsonl'))],
]) {
  const bytes = list.reduce((sum, text) => sum + Buffer.byteLength(text), 0)
  const rate = work => {
    for (const text of list) work(text)
    const rates = Array.from({ length: 5 }, () => {
      const before = process.cpuUsage()
      for (const text of list) work(text)
      return bytes / process.cpuUsage(before).user
    })
    return rates.sort((a, b) => a - b)[2]
  }
  const [own, withReference, plain] = [rate(read), rate(readWith), rate(text => text.split(/\s+/))]
  console.log(
    `  ${name.padEnd(58)} ${own.toFixed(1)}; with statistics ${withReference.toFixed(1)}; splitting ${plain.toFixed(1)}`,
  )
}
