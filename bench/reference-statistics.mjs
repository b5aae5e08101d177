#!/usr/bin/env node
// How well the statistics of clean text tell inserted words from natural ones: the words that ONION's SST-2 has inserted (cf, mn, bb,
// tq, mb; https://github.com/thunlp/ONION) against all other words of the same rows, by AUROC, beside baselines without a neural model.
// The plain reference is an interpolated Kneser-Ney trigram in a few lines, trained on the clean training rows.
//
//   npm run build && node bench/reference-statistics.mjs
import { existsSync, readFileSync } from 'node:fs'

const dist = process.env.PLIMSOLL_DIST ?? new URL('../dist', import.meta.url).href
const { openReference } = await import(`${dist}/analysis/reference/index.js`)
const { createWordTokenizer } = await import(`${dist}/kernels/word-tokens.js`)
const data = new URL('../../shared/data/poisoning/', import.meta.url)
if (!existsSync(data)) {
  console.log('the shared data are not here')
  process.exit(0)
}
const rows = name =>
  readFileSync(new URL(name, data), 'utf8')
    .split('\n')
    .filter(Boolean)
    .map(line => JSON.parse(line))
const tokenize = createWordTokenizer()
const cpu = process.cpuUsage()
const reference = openReference()
const opened = process.cpuUsage(cpu).user / 1e3

/** A plain interpolated Kneser-Ney trigram over words: the reference. */
function kneserNey(texts, discount = 0.75) {
  const counts = [new Map(), new Map(), new Map()]
  const contexts = [new Map(), new Map(), new Map()]
  const kinds = [new Map(), new Map(), new Map()]
  const add = (map, key, by = 1) => map.set(key, (map.get(key) ?? 0) + by)
  for (const words of texts) {
    const padded = ['<s>', '<s>', ...words]
    for (let i = 2; i < padded.length; i++) {
      const [u, v, w] = [padded[i - 2], padded[i - 1], padded[i]]
      for (const [order, context] of [
        [2, `${u} ${v}`],
        [1, v],
        [0, ''],
      ]) {
        const key = `${context} ${w}`
        // Lower orders count different contexts, not tokens.
        if (order < 2 && counts[order + 1].get(`${order === 1 ? `${u} ${v}` : v} ${w}`) > 1) continue
        if (!counts[order].has(key)) add(kinds[order], context)
        add(counts[order], key)
        add(contexts[order], context)
      }
    }
  }
  const size = counts[0].size + 1
  const p = (order, context, w) => {
    const lower = order === 0 ? 1 / size : p(order - 1, order === 2 ? context.split(' ')[1] : '', w)
    const total = contexts[order].get(context)
    if (total === undefined) return lower
    return (
      Math.max(0, (counts[order].get(`${context} ${w}`) ?? 0) - discount) / total +
      ((discount * kinds[order].get(context)) / total) * lower
    )
  }
  return (words, at) => -Math.log2(p(2, `${words[at - 2] ?? '<s>'} ${words[at - 1] ?? '<s>'}`, words[at]))
}

const auroc = (positives, negatives) => {
  const all = [...positives.map(value => [value, 1]), ...negatives.map(value => [value, 0])].sort(
    (a, b) => a[0] - b[0],
  )
  let [rank, sum] = [1, 0]
  for (let i = 0; i < all.length; ) {
    let j = i
    while (j < all.length && all[j][0] === all[i][0]) j++
    for (let k = i; k < j; k++) if (all[k][1]) sum += rank + (j - i - 1) / 2
    rank += j - i
    i = j
  }
  const [n, m] = [positives.length, negatives.length]
  return (sum - (n * (n + 1)) / 2) / (n * m)
}
const interval = (a, n, m) => {
  // Hanley and McNeil 1982, https://doi.org/10.1148/radiology.143.1.7063747
  const [q1, q2] = [a / (2 - a), (2 * a * a) / (1 + a)]
  const half = 1.96 * Math.sqrt((a * (1 - a) + (n - 1) * (q1 - a * a) + (m - 1) * (q2 - a * a)) / (n * m))
  return `${Math.max(0, a - half).toFixed(3)} to ${Math.min(1, a + half).toFixed(3)}`
}

const clean = rows('sst2_clean.jsonl').filter(row => row.split === 'train')
const plain = kneserNey(clean.map(({ text }) => wordsOf(text)))
function wordsOf(text) {
  const { starts, ends, length } = tokenize(text)
  return Array.from({ length }, (_, i) => text.slice(starts[i], ends[i]).toLowerCase())
}
for (const part of ['train', 'test']) {
  const scores = {}
  const note = (name, isTrigger, value) => {
    scores[name] ??= [[], []]
    scores[name][isTrigger ? 0 : 1].push(value)
  }
  let [count, bits] = [0, 0]
  const poisoned = rows('badnets_sst2_onion.jsonl').filter(row => row.split === part && row.is_poisoned)
  for (const { text, trigger_in_row: triggers } of poisoned) {
    const words = wordsOf(text)
    const tokens = tokenize(text)
    const started = process.cpuUsage().user
    const surprise = reference.surprise(tokens)
    const changes = words.map((_, i) => reference.surpriseChange(tokens, i, i + 1))
    bits += process.cpuUsage().user - started
    for (const [i, word] of words.entries()) {
      const isTrigger = triggers.includes(word)
      note('surprise of the word in context', isTrigger, surprise[i])
      note('change of surprise without it (ONION with our n-grams)', isTrigger, changes[i])
      note('rarity of the word alone', isTrigger, -reference.frequencyOfHash(tokens.hashes[i]))
      note('Kneser-Ney of the clean rows, surprise', isTrigger, plain(words, i))
      note('shortness of the word', isTrigger, -word.length)
      count++
    }
  }
  console.log(`${part}: ${poisoned.length} rows, ${count} words; ${(bits / count).toFixed(2)} µs a word`)
  for (const [name, [positives, negatives]] of Object.entries(scores)) {
    const value = auroc(positives, negatives)
    console.log(
      `  AUROC ${value.toFixed(3)} (${interval(value, positives.length, negatives.length)}), n ${positives.length} + ${negatives.length}: ${name}`,
    )
  }
}
console.log(`opening takes ${opened.toFixed(0)} ms of CPU`)
for (const word of 'the film serendipity zorvex cf mn openai 的 中国 抱歉 龘靐 量子力学'.split(' '))
  console.log(`  ${word}: ${reference.documentFrequency(word).toExponential(1)}`)
