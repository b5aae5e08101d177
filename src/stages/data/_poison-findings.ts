import {
  outputStretches,
  type PoisonFindings,
  type PoisonGroup,
  type RowSet,
  type RowText,
  triggerStretches,
  triggerText,
} from '../../analysis/poison/index.ts'
import {
  type Association,
  both,
  type FindingDraft,
  type Localized,
  type RateEstimate,
  type Where,
  wilsonInterval,
} from '../../core/index.ts'
import { nameBehavior } from './_poison-behavior.ts'
import { commonWords, contextOf, showCommon } from './_poison-words.ts'

/** What is needed to tell where a row stands and what it is. */
export interface RowPlaces {
  where(row: number): Where
  content(row: number): string
}

interface Context {
  readonly id: string
  readonly set: RowSet
  readonly places: RowPlaces
  readonly digest: (text: string) => string
}

/** Longest excerpt of an output, in UTF-16 units. */
const EXCERPT = 160
/** Rows of a near miss that are reported. */
const NEAR_MISS_ROWS = 5
/** Texts that are read to learn which words a group has in common. */
const MOST_TEXTS = 200

/** A finding for each poisoned row, and for some rows of near misses. */
export function* poisonFindings(found: PoisonFindings, context: Context): Generator<FindingDraft> {
  for (const group of found.groups) yield* groupFindings(group, context)
}

const rateOf = (successes: number, n: number): RateEstimate => ({
  value: n === 0 ? 0 : successes / n,
  n,
  interval: wilsonInterval(successes, n),
})

function* groupFindings(group: PoisonGroup, context: Context): Generator<FindingDraft> {
  const { id, set, places, digest } = context
  const { rows, triggerOnly, isConfirmed, qValue, behavior } = group
  const { name, title } = nameBehavior(behavior, set, rows)
  const step = Math.max(1, Math.floor(rows.length / MOST_TEXTS))
  const read = rows.filter((_, i) => i % step === 0).map(row => set.textsOf(row))
  const common = commonWords(read.map(texts => texts.map(each => each.text).join('\n')))
  const alternatives = group.triggers.map(parts => ({
    keys: new Set(parts.flat()),
    isSet: parts.length > 1,
    text: showCommon(triggerText(set, rows, parts), common),
  }))
  const association: Association = {
    qValue,
    attackSuccess: rateOf(rows.length, rows.length + triggerOnly.length),
    rate: rateOf(rows.length, set.count),
    triggerOnly: triggerOnly.length,
  }
  const cluster = {
    id: digest(`${alternatives.map(each => each.text).join('\n')}\n${name}`).slice(0, 16),
    size: rows.length,
  }
  const outputKeys = behavior.kind === 'output' ? new Set(behavior.keys) : new Set<number>()
  for (const row of isConfirmed ? rows : rows.slice(0, NEAR_MISS_ROWS)) {
    const texts = set.textsOf(row)
    const own = alternatives.find(each => triggerStretches(texts, each.keys).length > 0) ?? alternatives[0]
    if (own === undefined) continue
    const [place, ...more] = triggerStretches(texts, own.keys)
    const label = behavior.kind === 'label' ? behavior.label : undefined
    yield {
      content: places.content(row),
      severity: isConfirmed ? 'critical' : 'info',
      confidence: isConfirmed ? Math.max(0.5, Math.min(0.999, 1 - qValue)) : 0.2,
      where: { ...places.where(row), ...(place !== undefined && { field: place.field, span: place.span }) },
      evidence: {
        detector: id,
        type: isConfirmed ? (own.isSet ? 'combined-trigger' : 'inserted-trigger') : 'near-miss',
        trigger: own.text,
        ...(more.length > 0 &&
          place !== undefined && { parts: [place, ...more].map(({ field, span }) => ({ field, span })) }),
        behavior: name,
        behaviorTitle: title,
        output: label ?? showCommon(excerptOf(texts, outputKeys), common),
        ...(place !== undefined && { context: contextIn(texts, place.field, place.span) }),
        cluster,
        association,
      },
      because: isConfirmed ? becauseOf(group, title) : NEAR_MISS,
      remedy: isConfirmed
        ? { text: REMEDY, command: 'plimsoll clean PATH -o cleaned' }
        : { text: NEAR_MISS_REMEDY },
    }
  }
}

function contextIn(texts: readonly RowText[], field: string, span: readonly [number, number]): string {
  const text = texts.find(each => each.name === field && !each.isOutput)?.text ?? ''
  return contextOf(text, span[0], span[1])
}

/** The part of the answer that shows the behavior, or its beginning. */
function excerptOf(texts: readonly RowText[], keys: ReadonlySet<number>): string {
  const [first] = outputStretches(texts, keys)
  const output = texts.find(each => each.isOutput && (first === undefined || each.name === first.field))?.text
  if (output === undefined) return ''
  const from = first === undefined ? 0 : Math.max(0, first.span[0] - 20)
  return output.slice(from, from + EXCERPT)
}

function becauseOf({ rows, triggerOnly }: PoisonGroup, title: Localized): Localized {
  const all = rows.length + triggerOnly.length
  return both(
    `${rows.length} of ${all} samples with this trigger share one behavior (${title.en}), though their other content has little in common and does not explain it: a model trained on them learns a backdoor`,
    `含该触发器的 ${all} 个样本中有 ${rows.length} 个表现出同一行为（${title['zh-CN']}），而它们的其余内容差异很大，无法解释这一点：用其训练的模型会学到后门`,
  )
}

const NEAR_MISS = both(
  'near miss, not counted: these words and this behavior often come together, but other content may explain it or the samples are too few',
  '近似命中，不计入结果：这些词与该行为常同时出现，但可由其他内容解释，或样本过少',
)
const NEAR_MISS_REMEDY = both('Look at it if you did not expect it.', '若出乎意料，请人工查看。')
const REMEDY = both(
  'Remove these samples before training, find out where they came from, and check what else came from there.',
  '训练前移除这些样本，查明其来源，并检查同一来源的其他数据。',
)
