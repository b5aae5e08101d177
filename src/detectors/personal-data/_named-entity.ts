import { both, type DetectInput, type Signal } from '../../core/index.ts'
import { labelNear } from '../_context.ts'
import { weigh } from '../_score.ts'
import { type Entity, entitiesOf } from './_tagger/entities.ts'
import type { Kind } from './_tagger/tags.ts'

/** The log odds of the tagger are those of its training text; on other text they are worth about half. */
const TEMPERATURE = 0.5
/** A learned guess is never as sure as a number whose form and check digit are right, and gives way to it. */
const SUREST = 0.9
/** What the name of the field or a label adds. */
const LABEL_MOVE = 0.15
const REASON = both('named like one in this context', '上下文与写法表明如此')
const KNOWN = both('known names and words', '已知的名称与用词')

/** Signals for one kind of entity of a text. `labels` are words that announce such a value. */
export function* namedEntities(input: DetectInput, kind: Kind, labels: RegExp): Iterable<Signal> {
  for (const entity of entitiesOf(input)) if (entity.kind === kind) yield* signalOf(input, entity, labels)
}

function signalOf(input: DetectInput, { start, end, kind, logOdds, lexicalOdds }: Entity, labels: RegExp) {
  const score = probability(logOdds)
  const without = probability(logOdds - lexicalOdds)
  const by = Math.round((score - without) * 100) / 100
  // A label cannot raise what is as sure as it may get; looking for one costs more than the tagging.
  const label = score < SUREST ? labelNear(input, start, end, labels) : undefined
  const [signal] = weigh(
    { start, end, type: kind, reason: REASON },
    score - by,
    Math.abs(by) >= 0.01 && { by, reason: KNOWN },
    label !== undefined && { by: LABEL_MOVE, reason: both('announced by a label', '有标签说明') },
  )
  return signal === undefined ? [] : [{ ...signal, score: Math.min(SUREST, signal.score) }]
}

const probability = (logOdds: number) => 1 / (1 + Math.exp(-TEMPERATURE * logOdds))
