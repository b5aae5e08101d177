#!/usr/bin/env node
// Whether the quality reasons are datatrove's: the same English rows through both, agreement by filter and source. Needs Python with
// datatrove and spacy (PYTHON names it).
//
//   npm run build && PYTHON=venv/bin/python node bench/quality.mjs [--show]
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const dist = process.env.PLIMSOLL_DIST ?? new URL('../dist', import.meta.url).href
const { qualityReasons } = await import(`${dist}/analysis/quality/index.js`)
const { wilsonInterval } = await import(`${dist}/core/index.js`)
const data = new URL('../../shared/data/', import.meta.url)
if (!existsSync(data)) {
  console.log('the shared data are not here')
  process.exit(0)
}
const show = process.argv.includes('--show')
const rows = name =>
  readFileSync(new URL(name, data), 'utf8')
    .split('\n')
    .filter(Boolean)
    .map(line => JSON.parse(line))
const sources = {
  'C4 pages': rows('privacy/c4_demo_unlabelled.jsonl').map(row => row.text),
  'Wikipedia articles': rows('privacy/wiki_demo_unlabelled.jsonl').map(row => row.text),
  'news articles': rows('poisoning/near_duplicates_1000.jsonl').map(
    row =>
      row.text ??
      row.article ??
      Object.values(row).find(each => typeof each === 'string' && each.length > 200),
  ),
  'answers of assistants': rows('grounding/halueval_general.jsonl').map(row => row.chatgpt_response),
  'e-mails, tables, code': rows('guard/indirect-bipia.jsonl').map(row => row.text),
  'memorized text of GPT-2': rows('memorization/gpt2_memorized_samples.jsonl').map(row => row.text ?? ''),
}
/** datatrove's names of reasons. */
const NAMES = {
  'gopher-short-document': 'gopher_short_doc',
  'gopher-long-document': 'gopher_long_doc',
  'gopher-short-words': 'gopher_below_avg_threshold',
  'gopher-long-words': 'gopher_above_avg_threshold',
  'gopher-hashes': 'gopher_too_many_hashes',
  'gopher-ellipses': 'gopher_too_many_ellipsis',
  'gopher-bullets': 'gopher_too_many_bullets',
  'gopher-lines-ending-in-ellipses': 'gopher_too_many_end_ellipsis',
  'gopher-words-without-letters': 'gopher_below_alpha_threshold',
  'gopher-stop-words': 'gopher_enough_stop_words',
  'gopher-empty': 'empty',
  'gopher-repeated-paragraphs': 'dup_para_frac',
  'gopher-repeated-paragraph-characters': 'dup_para_char_frac',
  'gopher-repeated-lines': 'dup_line_frac',
  'gopher-repeated-line-characters': 'dup_line_char_frac',
  'c4-lorem-ipsum': 'lorem_ipsum',
  'c4-curly-bracket': 'curly_bracket',
  'c4-few-sentences': 'too_few_sentences',
  'fineweb-empty': 'empty',
  'fineweb-lines-without-stop': 'line_punct_ratio',
  'fineweb-short-lines': 'short_line_ratio',
  'fineweb-repeated-characters': 'char_dup_ratio',
  'fineweb-list': 'list_ratio',
}
const nameOf = reason =>
  reason === undefined
    ? undefined
    : (NAMES[reason] ??
      reason
        .replace(/^gopher-top-(\d+)-gram$/, 'top_$1_gram')
        .replace(/^gopher-repeated-(\d+)-grams$/, 'duplicated_$1_n_grams'))
const totals = {}
let [ours, theirs, bytes] = [0, 0, 0]
for (const [source, all] of Object.entries(sources)) {
  const texts = all.filter(text => typeof text === 'string' && text.trim() !== '')
  const started = process.hrtime.bigint()
  const run = spawnSync(
    process.env.PYTHON ?? 'python3',
    [fileURLToPath(new URL('quality-datatrove.py', import.meta.url))],
    {
      input: texts.map(text => JSON.stringify({ text })).join('\n'),
      encoding: 'utf8',
      maxBuffer: 1 << 28,
    },
  )
  theirs += Number(process.hrtime.bigint() - started) / 1e9
  if (run.status !== 0) {
    console.error(run.stderr.split('\n').slice(-4).join('\n'))
    process.exit(1)
  }
  const verdicts = run.stdout
    .split('\n')
    .filter(Boolean)
    .map(line => JSON.parse(line))
  const cpu = process.cpuUsage()
  const own = texts.map(qualityReasons)
  ours += process.cpuUsage(cpu).user / 1e6
  bytes += texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0)
  console.log(`${source}: ${texts.length} rows`)
  for (const filter of ['gopher-quality', 'gopher-repetition', 'c4', 'fineweb']) {
    let [same, reason, dropped] = [0, 0, 0]
    for (const [at, verdict] of verdicts.entries()) {
      const mine = nameOf(own[at][filter])
      if (verdict[filter] !== undefined) dropped++
      if ((mine === undefined) === (verdict[filter] === undefined)) same++
      if (mine === verdict[filter]) reason++
      else if (show) console.log(`    row ${at}: ${mine} here, ${verdict[filter]} there`)
    }
    const n = verdicts.length
    const sum = totals[filter] ?? [0, 0, 0, 0]
    totals[filter] = [sum[0] + same, sum[1] + reason, sum[2] + dropped, sum[3] + n]
    console.log(
      `  ${filter.padEnd(18)} same verdict ${same} of ${n}, same reason ${reason} of ${n}; datatrove drops ${dropped}`,
    )
  }
}
console.log('all sources')
for (const [filter, [same, reason, dropped, n]] of Object.entries(totals)) {
  const [low, high] = wilsonInterval(same, n)
  console.log(
    `  ${filter.padEnd(18)} same verdict ${(same / n).toFixed(4)} (${low.toFixed(4)} to ${high.toFixed(4)}), same reason ${(reason / n).toFixed(4)}, n ${n}; datatrove drops ${dropped}`,
  )
}
console.log(
  `here ${(bytes / 1e6 / ours).toFixed(1)} MB/s of CPU; datatrove ${(bytes / 1e6 / theirs).toFixed(2)} MB/s with its start (${theirs.toFixed(0)} s)`,
)
