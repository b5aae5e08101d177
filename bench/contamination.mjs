#!/usr/bin/env node
import { spawnSync } from 'node:child_process'
// Contamination by a benchmark: items planted into clean data word for word, edited and paraphrased, and what of it the audits find, by
// kind; items that are not planted tell false alarms. Benchmarks and carriers: ../shared/data. Half of the items of a benchmark are planted, a
// third of those each way; edits replace, drop or swap a share of the words (Chinese: characters); paraphrases are those of TOFU
// (https://arxiv.org/abs/2401.06121), written by a model.
//
//   npm run build && node bench/contamination.mjs [--encoder]
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const dist = process.env.PLIMSOLL_DIST ?? new URL('../dist', import.meta.url).href
const main = fileURLToPath(`${dist.startsWith('file:') ? dist : `file://${dist}`}/cli/main.js`)
const { wilsonInterval } = await import(`${dist}/core/index.js`)
const { audits } = await import(`${dist}/stages/index.js`)
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
let state = 20241124
const random = () => {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0
  return state / 2 ** 32
}
const pick = list => list[Math.floor(random() * list.length)]

/** Changes a share of the words, or of the characters of Chinese. */
function edit(text, share) {
  const han = /\p{Script=Han}/u.test(text)
  const words = han ? [...text] : text.split(' ')
  const vocabulary = han
    ? [...'的一是在不了有和人这中大为上个国我以要他']
    : 'the a one that other small large first then however also many old new'.split(' ')
  const out = []
  for (let i = 0; i < words.length; i++) {
    if (random() >= share) out.push(words[i])
    else {
      const kind = random()
      if (kind < 0.5) out.push(pick(vocabulary))
      else if (kind < 0.75) continue
      else if (i + 1 < words.length) out.push(words[++i], words[i - 1])
    }
  }
  return out.join(han ? '' : ' ')
}

const carriers = {
  en: [
    ...rows('privacy/c4_demo_unlabelled.jsonl').map(row => row.text),
    ...rows('privacy/wiki_demo_unlabelled.jsonl').map(row => row.text),
    ...rows('poisoning/alpaca_en_clean.jsonl').map(row => `${row.instruction}\n${row.input}\n${row.output}`),
    ...rows('preference/hh_rlhf_harmless.jsonl').map(row => `${row.prompt} ${row.chosen}`),
  ],
  zh: [
    ...rows('poisoning/alpaca_zh_clean.jsonl').map(row => `${row.instruction}\n${row.input}\n${row.output}`),
    ...rows('guard/output-jade-zh.jsonl').map(row => row.text),
    ...rows('guard/benign-belle-zh.jsonl').map(row => row.text),
  ],
}
const sets = {
  'PubMedQA (en)': [
    'en',
    rows('grounding/pubmedqa_labeled.jsonl').map(row => ({
      question: row.question,
      answer: row.long_answer,
    })),
  ],
  'TruthfulQA (en)': [
    'en',
    rows('grounding/truthfulqa_en.jsonl').map(row => ({ question: row.question, answer: row.best_answer })),
  ],
  'BBQ (en)': [
    'en',
    rows('bias/bbq_sample.jsonl')
      .filter((_, i) => i % 4 === 0)
      .map(row => ({ question: `${row.context} ${row.question}`, answer: row[`ans${row.label}`] })),
  ],
  'HalluQA (zh)': [
    'zh',
    rows('grounding/halluqa_zh.jsonl').map(row => ({
      question: row.question ?? row.Question,
      answer: String(row.best_answers?.[0] ?? row.best_answers ?? ''),
    })),
  ],
  'CBBQ (zh)': [
    'zh',
    rows('bias/cbbq_zh_sample.jsonl')
      .filter((_, i) => i % 4 === 0)
      .map(row => ({ question: `${row.context}${row.question}`, answer: row.ans0 })),
  ],
  'TOFU (en)': [
    'en',
    rows('unlearning/tofu_forget10_perturbed.jsonl').map(row => ({
      question: row.question,
      answer: row.answer,
      paraphrase: `${row.paraphrased_question ?? row.question} ${row.paraphrased_answer}`,
    })),
  ],
}
const HOW = ['verbatim', 'edited 5 %', 'edited 15 %', 'edited 30 %']
const folder = mkdtempSync(join(tmpdir(), 'plimsoll-contamination-'))
const OWN = ['data/contamination', 'data/paraphrased-benchmark']
const others = audits.filter(({ id }) => !OWN.includes(id)).map(({ id }) => `  ${id}: { enabled: false }`)
writeFileSync(join(folder, 'policy.yaml'), `name: bench\naudits:\n${others.join('\n')}\n`)
const shown = (hits, n) =>
  `${(hits / Math.max(1, n)).toFixed(3)} (${wilsonInterval(hits, n)
    .map(each => each.toFixed(3))
    .join(' to ')}), n ${n}`
const total = new Map()
try {
  for (const [name, [language, items]] of Object.entries(sets)) {
    const own = items.filter(({ question }) => typeof question === 'string')
    const plan = own.map(item => {
      const ways = item.paraphrase === undefined ? HOW : [...HOW, 'paraphrased']
      return random() < 0.5 ? undefined : pick(ways)
    })
    writeFileSync(
      join(folder, 'exam.jsonl'),
      own.map(({ question, answer }) => JSON.stringify({ question, answer })).join('\n'),
    )
    const texts = carriers[language].map(text => ({ text, item: -1 }))
    for (const [at, way] of plan.entries()) {
      if (way === undefined) continue
      const { question, answer, paraphrase } = own[at]
      const whole = `${question} ${answer}`
      const planted =
        way === 'paraphrased'
          ? paraphrase
          : way === 'verbatim'
            ? whole
            : edit(whole, Number(/\d+/.exec(way)) / 100)
      // Inside a document, or a row by itself.
      const carrier = random() < 0.5 ? pick(texts) : undefined
      if (carrier !== undefined && carrier.item === -1) {
        const cut = Math.floor(random() * carrier.text.length)
        carrier.text = `${carrier.text.slice(0, cut)}\n${planted}\n${carrier.text.slice(cut)}`
        carrier.item = at
      } else texts.splice(Math.floor(random() * texts.length), 0, { text: planted, item: at })
    }
    writeFileSync(join(folder, 'corpus.jsonl'), texts.map(({ text }) => JSON.stringify({ text })).join('\n'))
    const bytes = readFileSync(join(folder, 'corpus.jsonl')).length
    const run = spawnSync(
      process.execPath,
      [
        main,
        'scan',
        'corpus.jsonl',
        '--as',
        'corpus',
        '--benchmark',
        'exam.jsonl',
        '--jsonl',
        '--fail-on',
        'never',
        '--jobs',
        '1',
        '--policy',
        './policy.yaml',
      ],
      { cwd: folder, encoding: 'utf8', maxBuffer: 1 << 28 },
    )
    const findings = run.stdout
      .split('\n')
      .filter(Boolean)
      .map(line => JSON.parse(line))
      .filter(({ audit }) => audit === 'data/contamination' || audit === 'data/paraphrased-benchmark')
    if (run.status !== 0 && findings.length === 0) console.error(run.stderr)
    const strong = findings.filter(({ severity }) => severity !== 'low')
    console.log(
      `${name}: ${own.length} items, ${texts.length} rows, ${(bytes / 1e6).toFixed(1)} MB; ${findings.length} findings, ${findings.length - strong.length} of them passages only`,
    )
    const found = list =>
      new Map(list.map(({ where, evidence }) => [`${where.index} ${evidence.twin.index}`, true]))
    const [all, sure] = [found(findings), found(strong)]
    for (const way of [...HOW, 'paraphrased']) {
      const rowsOf = texts.flatMap(({ item }, row) => (item >= 0 && plan[item] === way ? [[row, item]] : []))
      if (rowsOf.length === 0) continue
      const hits = set => rowsOf.filter(([row, item]) => set.has(`${row} ${item}`)).length
      console.log(
        `  ${way.padEnd(12)} recall ${shown(hits(sure), rowsOf.length)}; with passages ${(hits(all) / rowsOf.length).toFixed(3)}`,
      )
      const sum = total.get(way) ?? [0, 0]
      total.set(way, [sum[0] + hits(sure), sum[1] + rowsOf.length])
    }
    // A row without a planted item must not be found. On the others a variant of the planted item may be named instead of it.
    const clean = texts.flatMap(({ item }, row) => (item === -1 ? [row] : []))
    const alarmed = list =>
      new Set(list.filter(({ where }) => texts[where.index].item === -1).map(({ where }) => where.index)).size
    const variants = strong.filter(
      ({ where, evidence }) => ![-1, evidence.twin.index].includes(texts[where.index].item),
    ).length
    const alarms = alarmed(strong)
    console.log(
      `  false alarms: rows ${shown(alarms, clean.length)}; with passages ${alarmed(findings)}; ${variants} findings name a variant of the planted item`,
    )
    const sum = total.get('false alarms') ?? [0, 0]
    total.set('false alarms', [sum[0] + alarms, sum[1] + clean.length])
  }
  console.log('all sets together')
  for (const [way, [hits, n]] of total) console.log(`  ${way.padEnd(12)} ${shown(hits, n)}`)
} finally {
  rmSync(folder, { recursive: true, force: true })
}
