// Clean sets as their rows stand in the data folder (ids left out), random halves of them, and rows whose outputs were
// exchanged: whatever is reported there is a false alarm.
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { carriers, dataFolder, rowsOf } from './_poison-carriers.mjs'

/** Sets that hold attacks, poison or harmful text on purpose, or that are no text. */
const NOT_CLEAN =
  /badnets_sst2|syntactic_sst2|backdoorllm|optdigits|lm_extraction|inject|jailbreak|indirect|output-|gitleaks|tofu_model_eval_logs/u

const withoutIds = ({ id, full_index, author_index, split, source, meta, ...row }) => row

/** Every clean file as it is, then the joined sets of each kind and language. */
export function cleanSets() {
  const files = readdirSync(dataFolder, { withFileTypes: true })
    .filter(entry => entry.isDirectory() && entry.name !== 'knowledge')
    .flatMap(entry =>
      readdirSync(join(dataFolder, entry.name))
        .filter(name => name.endsWith('.jsonl') && !NOT_CLEAN.test(name))
        .map(name => `${entry.name}/${name.slice(0, -6)}`),
    )
    .sort()
    .map(name => ({ name, rows: rowsOf(name).map(withoutIds) }))
  const joined = [
    ['instructions', 'en'],
    ['instructions', 'zh'],
    ['classification', 'en'],
    ['classification', 'zh'],
    ['conversations', 'en'],
    ['conversations', 'zh'],
    ['preferences', undefined],
    ['corpus', 'en'],
    ['corpus', 'zh'],
  ].map(([kind, lang]) => ({
    name: `joined ${kind} ${lang ?? 'en+zh'}`,
    joined: kind,
    rows: carriers(kind, lang).map(({ row }) => row),
  }))
  return [...files, ...joined]
}

/** Random halves, the sets by turns. */
export function* halvesOf(all, count, seededRandom) {
  for (let at = 0; at < count; at++) {
    const { name, rows } = all[(at * 7) % all.length]
    const random = seededRandom(500 + at)
    yield { name, seed: 500 + at, rows: random.shuffle(rows).slice(0, rows.length >> 1) }
  }
}

/** The joined sets with their outputs exchanged at random: no input explains its output any more. */
export function* shuffledOutputs(all, seeds, seededRandom) {
  for (const { name, joined, rows } of all) {
    const output = { instructions: 'output', classification: 'label', preferences: 'chosen' }[joined]
    if (output === undefined) continue
    for (let seed = 0; seed < seeds; seed++) {
      const outputs = seededRandom(900 + seed).shuffle(rows.map(row => row[output]))
      yield { name, seed: 900 + seed, rows: rows.map((row, at) => ({ ...row, [output]: outputs[at] })) }
    }
  }
}
