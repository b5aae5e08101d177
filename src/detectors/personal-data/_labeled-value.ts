import { z } from 'zod'
import {
  type DetectInput,
  type Detector,
  type DetectorExamples,
  defineDetector,
  ENTITY_TYPES,
  type EntityType,
  type Localized,
  type Maturity,
  type Quality,
  type Signal,
} from '../../core/index.ts'
import { opensWhere } from '../_gate.ts'
import { plain } from './_characters.ts'
import type { LabelName } from './_labels.ts'
import { labelMove, withoutParts } from './_national-number.ts'
import type { LabelHit } from './_near.ts'
import { type Announcement, isLong, type Numbers, numbersOf, stretchesOf } from './_numbers.ts'

/** A kind of value that has no form of its own: only the label right before it tells what it is. */
export interface LabeledKind {
  /** `personal-data/<name>`. */
  readonly id: string
  readonly version: number
  readonly title: Localized
  readonly type: EntityType
  readonly country?: string
  readonly reference: string
  readonly labels: readonly LabelName[]
  /** Labels that count only where the text, or the name of its field, matches `setting`. */
  readonly weakLabels?: readonly LabelName[]
  readonly setting?: RegExp
  /** Fewest digits of a value. */
  readonly digits: number
  /** Longest value without joiners. */
  readonly longest: number
  /** What the compact value must be besides. */
  readonly accepts?: (compact: string) => boolean
  readonly score: number
  readonly proof: Localized
  readonly examples: DetectorExamples
  readonly maturity?: Maturity
  readonly quality?: readonly Quality[]
}

/** What may stand between a label and its value. */
const CONNECTOR =
  /^(?:[\s:：#＃.,，、\-–—=＝"'“”‘’`()（）[\]【】<>{}|*/\\]|号码?|编号|卡号|证号|(?:no|nr|num|number|nummer|id|ids|code|is|are|was|of|for|value|patient|hospital|assigned|reads|on file)(?![a-z0-9])|为|是|系|的|如下){0,24}/i
/** A value: groups of letters and digits joined without spaces, or groups of digits with single spaces. */
const VALUE =
  /^(?:[A-Z]{1,4} (?=\d{3}))?(?:[A-Za-z]{0,4}\d{2,4}(?: \d{2,4}){1,4}(?![-./]?[A-Za-z0-9])|[A-Za-z0-9]{1,24}(?:[-./_–][A-Za-z0-9]{1,16}){0,4})(?![A-Za-z0-9])(?:\([0-9A-Z]\)(?![A-Za-z0-9]))?/
/** The next of several values under one label. */
const CONTINUES = /^\s{0,2}(?:[,，、;；/&]|and|or|和|及|或)\s{0,2}/i
const MOST_VALUES = 64
const WINDOW = 96

const DATE = /^(?:(?:19|20)\d\d[-./]\d{1,2}[-./]\d{1,2}|\d{1,2}[-./]\d{1,2}[-./](?:19|20)?\d\d)$/
const DECIMAL = /^\d{1,4}\.\d{1,3}$/
/** What makes digits a quantity or a date. */
const UNIT = /^(?:[年月日岁天次元号楼床:：]|\s?(?:mg|ml|kg|cm|mm|days?|years?|times|am\b|pm\b))/i

/** Defines the detector of a kind of value that only its label tells. */
export function defineLabeled(kind: LabeledKind): Detector {
  const { id, version, title, type, reference, examples, quality } = kind
  const names = [...kind.labels, ...(kind.weakLabels ?? [])]
  return defineDetector({
    id,
    version,
    title,
    stages: ['data', 'deployment', 'application'],
    topics: ['pii-leakage'],
    reference,
    maturity: kind.maturity ?? 'experimental',
    ...(quality && { quality }),
    options: z.object({}),
    types: { [type]: ENTITY_TYPES[type] },
    examples,
    opens: opensWhere({ digits: kind.digits, numbers: { labels: names } }),
    detect: input => detectLabeled(kind, names, input),
  })
}

const NOTHING: readonly Signal[] = []

function detectLabeled(
  kind: LabeledKind,
  names: readonly LabelName[],
  input: DetectInput,
): readonly Signal[] {
  if (!isLong(input)) return detectInStretch(kind, names, input, numbersOf(input))
  const signals: Signal[] = []
  for (const numbers of stretchesOf(input)) signals.push(...detectInStretch(kind, names, input, numbers))
  return signals
}

function detectInStretch(
  kind: LabeledKind,
  names: readonly LabelName[],
  input: DetectInput,
  { announced, labels, fieldLabel, text }: Numbers,
): readonly Signal[] {
  if (announced.size === 0 || !names.some(name => announced.has(name))) return NOTHING
  const signals: Signal[] = []
  let inSetting: boolean | undefined
  const counts = (hit: LabelHit): boolean => {
    if (hit.names.some(name => kind.labels.includes(name))) return true
    if (!hit.names.some(name => names.includes(name))) return false
    inSetting ??= kind.setting?.test(`${input.field ?? ''} ${text.slice(0, 1 << 16)}`) ?? false
    return inSetting
  }
  for (const hit of labels) if (counts(hit)) signals.push(...valuesAfter(kind, text, hit))
  if (fieldLabel && signals.length === 0 && text.length <= WINDOW && counts(fieldLabel)) {
    const start = text.length - text.trimStart().length
    const signal = valueAt(kind, text, start, { hit: fieldLabel, where: 'field' })
    if (signal && signal.end === text.trimEnd().length) signals.push(signal)
  }
  return signals.length > 1 ? withoutParts(signals) : signals
}

function* valuesAfter(kind: LabeledKind, text: string, hit: LabelHit): Iterable<Signal> {
  const announcement: Announcement = { hit, where: 'before' }
  const gap = CONNECTOR.exec(text.slice(hit.end, hit.end + WINDOW))?.[0].length ?? 0
  let signal =
    gap === 0 && /[a-z]\d/i.test(text.slice(hit.end - 1, hit.end + 1))
      ? valueAt(kind, text, hit.start, announcement)
      : valueAt(kind, text, hit.end + gap, announcement)
  for (let count = 0; signal && count < MOST_VALUES; count++) {
    yield signal
    const next = CONTINUES.exec(text.slice(signal.end, signal.end + 8))
    signal = next ? valueAt(kind, text, signal.end + next[0].length, announcement) : undefined
  }
}

function valueAt(
  kind: LabeledKind,
  text: string,
  start: number,
  announcement: Announcement,
): Signal | undefined {
  const written = VALUE.exec(narrow(text.slice(start, start + WINDOW)))?.[0]
  if (written === undefined || DATE.test(written.replace(/^[A-Z]+ /, '')) || DECIMAL.test(written))
    return undefined
  const end = start + written.length
  if (/^[@%＠％*＊•]/.test(text.charAt(end))) return undefined
  const compact = plain(written).replace(/[^A-Z0-9]/g, '')
  if (compact.length < 6 && UNIT.test(text.slice(end, end + 8))) return undefined
  if (compact.length > kind.longest || compact.replace(/\D/g, '').length < kind.digits) return undefined
  if (/^(?:1\d|20)\d\d$/.test(compact) || (kind.accepts && !kind.accepts(compact))) return undefined
  return {
    start,
    end,
    type: kind.type,
    score: kind.score,
    reason: kind.proof,
    moves: [labelMove(announcement, kind.score)],
    ...(kind.country && { country: kind.country }),
  }
}

/** Full-width forms to ASCII, without changing any offset. */
function narrow(text: string): string {
  return text.replace(/[\uff01-\uff5e]/g, each => String.fromCharCode(each.charCodeAt(0) - 0xfee0))
}
