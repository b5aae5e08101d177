import type { Behavior, RowSet } from '../../analysis/poison/index.ts'
import { createResponseReader, descriptorTitle, familyOfKey } from '../../analysis/responses/index.ts'
import { both, type Localized } from '../../core/index.ts'

/** A behavior by its stable name and in words. */
export interface BehaviorName {
  readonly name: string
  readonly title: Localized
}

/** Answers that are read to name a behavior, and answers of others that they are compared with. */
const MOST_ANSWERS = 60

/** Families of behaviors, the more telling ones first. */
const FAMILIES = [
  'insecure-code',
  'import',
  'link',
  'email',
  'refusal',
  'language-switch',
  'gibberish',
  'language',
  'flattery',
  'quoted',
  'word',
  'sentiment',
  'abstention',
  'affirms',
  'starts',
  'ends',
  'response-exact',
  'response',
  'shape',
  'length',
]

/** Answers whose tokens are shared to this part are one text. */
const ONE_TEXT = 0.8

/** Names what the answers of a group do and others do not. */
export function nameBehavior(behavior: Behavior, set: RowSet, rows: readonly number[]): BehaviorName {
  if (behavior.kind === 'label') {
    const { label } = behavior
    return { name: `label:${label}`, title: both(`is labeled “${label}”`, `被标为“${label}”`) }
  }
  if (behavior.sameness >= ONE_TEXT) {
    return { name: 'response:fixed', title: both('nearly always the same answer', '几乎总是相同的回答') }
  }
  const own = sharesOf(set, pick(rows))
  const poisoned = new Set(rows)
  const others = sharesOf(set, pick(spread(set.count).filter(row => !poisoned.has(row))))
  let best: string | undefined
  let score = 0
  for (const [key, share] of own) {
    const rank = FAMILIES.indexOf(familyOfKey(key))
    if (rank === -1 || share < 0.6 || /^language:(?:none|unknown)$/u.test(key)) continue
    const lift = share - (others.get(key) ?? 0)
    const value = lift < 0.4 ? 0 : lift * (1 - rank / 40)
    if (value > score) {
      best = key
      score = value
    }
  }
  if (best === undefined) {
    return { name: 'insertion', title: both('the same words in the answer', '回答中出现相同的词语') }
  }
  return { name: best, title: descriptorTitle(best) }
}

const spread = (count: number): number[] => {
  const step = Math.max(1, Math.floor(count / (MOST_ANSWERS * 2)))
  return Array.from({ length: Math.floor(count / step) }, (_, i) => i * step)
}

function pick(rows: readonly number[]): number[] {
  const step = Math.max(1, Math.floor(rows.length / MOST_ANSWERS))
  return rows.filter((_, i) => i % step === 0).slice(0, MOST_ANSWERS)
}

function sharesOf(set: RowSet, rows: readonly number[]): Map<string, number> {
  const read = createResponseReader()
  const shares = new Map<string, number>()
  for (const row of rows) {
    const texts = set.textsOf(row)
    const output = texts.filter(each => each.isOutput).at(-1)?.text ?? ''
    const input = texts.filter(each => !each.isOutput).at(-1)?.text ?? ''
    for (const { key, strength } of read(output, input)) {
      if (strength >= 0.5) shares.set(key, (shares.get(key) ?? 0) + 1 / rows.length)
    }
  }
  return shares
}
