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
/** A score that rounding still lifts to the weakest signal that is given. */
const LEAST = 0.29
const REASON = both('named like one in this context', '上下文与写法表明如此')
const LABELED = both('announced by a label', '有标签说明')
const KNOWN = both('known names and words', '已知的名称与用词')

/** Signals for one kind of entity of a text. `labels` are words that announce such a value. */
export function namedEntities(input: DetectInput, kind: Kind, labels: RegExp): readonly Signal[] {
  const signals: Signal[] = []
  for (const entity of entitiesOf(input)) {
    if (entity.kind !== kind) continue
    const signal = signalOf(input, entity, labels)
    if (signal !== undefined) signals.push(signal)
  }
  return signals
}

function signalOf(
  input: DetectInput,
  { start, end, kind, logOdds, lexicalOdds }: Entity,
  labels: RegExp,
): Signal | undefined {
  const score = probability(logOdds)
  if (score < LEAST - LABEL_MOVE) return undefined
  const without = probability(logOdds - lexicalOdds)
  const by = Math.round((score - without) * 100) / 100
  // A label cannot raise what is as sure as it may get.
  const isAsked = score < SUREST && isLabelNear(input, start, end, labels)
  const label = isAsked ? labelNear(input, start, end, labels) : undefined
  if (label === undefined && score < LEAST) return undefined
  const [signal] = weigh(
    { start, end, type: kind, reason: REASON },
    score - by,
    Math.abs(by) >= 0.01 && { by, reason: KNOWN },
    label !== undefined && { by: LABEL_MOVE, reason: LABELED },
  )
  return signal === undefined || signal.score <= SUREST ? signal : { ...signal, score: SUREST }
}

/** How far around a value the words of its label can stand. */
const BEFORE = 64
const AFTER = 28
const loosened = new WeakMap<RegExp, RegExp>()

/** False when no word of a label stands anywhere near: asking whose label it is costs more than the tagging. */
function isLabelNear({ text, field }: DetectInput, start: number, end: number, labels: RegExp): boolean {
  let loose = loosened.get(labels)
  if (loose === undefined) {
    // Mark-up may part words and join them: only their letters count, and of several words the first.
    loose = new RegExp(labels.source.replaceAll('\\b', '').replace(/ \w+/gu, ''), labels.flags)
    loosened.set(labels, loose)
  }
  return (
    loose.test(text.slice(Math.max(0, start - BEFORE), start)) ||
    loose.test(text.slice(end, end + AFTER)) ||
    (field !== undefined && loose.test(field))
  )
}

const probability = (logOdds: number) => 1 / (1 + Math.exp(-TEMPERATURE * logOdds))
