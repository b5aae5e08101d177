import type { DetectInput } from '../../core/index.ts'
import { lookAt, SEEN } from '../_look.ts'
import { type Candidate, type Candidates, collectCandidates } from './_candidates.ts'
import type { LabelName } from './_labels.ts'
import { AFTER, BEFORE, findLabels, type LabelHit } from './_near.ts'

/** A stretch of a text with its candidates and the labels around them, gathered once for all detectors. */
export interface Numbers {
  readonly text: string
  readonly candidates: Candidates
  /** Labels near a candidate, in order, without overlap. */
  readonly labels: readonly LabelHit[]
  /** What the labels of the stretch and of the field's name announce. */
  readonly announced: ReadonlySet<LabelName>
  /** The label in the field's name. */
  readonly fieldLabel: LabelHit | undefined
}

/** Longest stretch that is looked at in one piece; it bounds the memory of a text of any length (CWE-770). */
const STRETCH = 1 << 22

let lastInput: DetectInput | undefined
let lastField: string | undefined
let last: Numbers | undefined

/** True when a text is looked at in several stretches. */
export const isLong = ({ text }: DetectInput): boolean => text.length > STRETCH

/** The one stretch of a text that is not long. The latest is remembered, since every detector asks for the same. */
export function numbersOf(input: DetectInput): Numbers {
  if (input === lastInput && last?.text === input.text && lastField === input.field) return last
  if (
    last === undefined ||
    last.text !== input.text ||
    lastField !== input.field ||
    lastInput === undefined
  ) {
    last = stretch(input.text, input.field, 0, input.text.length)
  }
  lastInput = input
  lastField = input.field
  return last
}

/** The stretches of a long text, one after the other. */
export function* stretchesOf({ text, field }: DetectInput): Iterable<Numbers> {
  for (let from = 0; from < text.length; ) {
    const to = Math.min(text.length, from + STRETCH)
    let cut = to
    if (to < text.length) {
      while (cut > to - 4096 && !/[\s,，。;；]/.test(text.charAt(cut - 1))) cut--
      if (cut === to - 4096) cut = to
    }
    yield stretch(text, field, from, cut)
    from = cut
  }
}

/** Where the look saw runs with digits; nothing where escapes or invisible characters change what a run is. */
function runsOf(text: string): Int32Array | undefined {
  if (text.length > STRETCH) return undefined
  const { look } = lookAt(text)
  return (look.flags & UNCERTAIN) === 0 ? look.tokens : undefined
}

const UNCERTAIN = SEEN.backslash | SEEN.invisible

const NOTHING_ANNOUNCED: ReadonlySet<LabelName> = new Set()

function stretch(text: string, field: string | undefined, from: number, to: number): Numbers {
  const candidates = collectCandidates(text, from, to, runsOf(text))
  const labels: LabelHit[] = []
  let done = from
  const { spots } = candidates
  for (let i = 0; i < spots.length; ) {
    const start = Math.max(done, (spots[i]?.start ?? 0) - BEFORE - AFTER)
    let end = 0
    do end = (spots[i++]?.end ?? 0) + AFTER
    while (i < spots.length && (spots[i]?.start ?? 0) - BEFORE - AFTER <= end)
    end = Math.min(to, end)
    findLabels(text, start, end, labels)
    done = end
  }
  const fieldLabel = field === undefined || spots.length === 0 ? undefined : labelOfField(field)
  let announced = NOTHING_ANNOUNCED
  if (fieldLabel || labels.length > 0) {
    const names = new Set(fieldLabel?.names)
    for (const label of labels) for (const name of label.names) names.add(name)
    announced = names
  }
  return { candidates, text, labels, announced, fieldLabel }
}

let namedField: { field: string; label: LabelHit | undefined } | undefined

/** The last label in a field's name; columns come one after the other, so the latest is remembered. */
function labelOfField(field: string): LabelHit | undefined {
  if (namedField?.field !== field) namedField = { field, label: findFieldLabel(field) }
  return namedField.label
}

function findFieldLabel(field: string): LabelHit | undefined {
  const hits: LabelHit[] = []
  findLabels(field, Math.max(0, field.length - 256), field.length, hits)
  return hits.at(-1)
}

/** The label that speaks for a candidate. */
export interface Announcement {
  readonly hit: LabelHit
  readonly where: 'before' | 'after' | 'field'
}

const known = new WeakMap<Candidate, Announcement | 'none'>()

/** The nearest label before a candidate, or right after it, or in the field's name. */
export function announcementOf(numbers: Numbers, candidate: Candidate): Announcement | undefined {
  let answer = known.get(candidate)
  if (answer === undefined) {
    answer = findAnnouncement(numbers, candidate) ?? 'none'
    known.set(candidate, answer)
  }
  return answer === 'none' ? undefined : answer
}

function findAnnouncement(numbers: Numbers, candidate: Candidate): Announcement | undefined {
  const { labels, fieldLabel } = numbers
  let index = firstFrom(labels, candidate.start) - 1
  for (; index >= 0; index--) {
    const hit = labels[index]
    if (!hit || candidate.start - hit.end > BEFORE) break
    if (hit.end > candidate.start) continue
    const spent =
      hit.names[0] === 'other' && hit.names.length === 1 && standsBetween(numbers, hit.end, candidate.start)
    if (spent) continue
    if (!isBroken(numbers.text, hit, candidate.start)) return { hit, where: 'before' }
    break
  }
  const next = labels[firstFrom(labels, candidate.end)]
  if (next && standsBehind(numbers.text, candidate.end, next)) return { hit: next, where: 'after' }
  return fieldLabel && { hit: fieldLabel, where: 'field' }
}

/** Index of the first item that starts at an offset or later. */
export function firstFrom(items: readonly { readonly start: number }[], offset: number): number {
  let low = 0
  let high = items.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((items[middle]?.start ?? 0) < offset) low = middle + 1
    else high = middle
  }
  return low
}

function standsBetween({ candidates: { tokens } }: Numbers, from: number, to: number): boolean {
  const token = tokens[firstFrom(tokens, from)]
  return token !== undefined && token.end <= to
}

/** The end of a sentence or paragraph, but not the dot of `No.`. */
const BROKEN = /[。！？!?]|(?<!\b(?:no|nr|num|nos|id|ref))\.\s|\n\s*\n/i

/** What is written with a dot of its own: `No.`, `S.S.N.` */
const ABBREVIATED = /(?:no|nr|num|nos|id|ref|\.[a-z])$/i

function isBroken(text: string, { start, end }: LabelHit, until: number): boolean {
  const from = ABBREVIATED.test(text.slice(start, end)) && text.charAt(end) === '.' ? end + 1 : end
  return BROKEN.test(text.slice(from, until))
}

/** Only brackets, dashes and the like between a number and the label after it, which announces nothing else. */
function standsBehind(text: string, end: number, hit: LabelHit): boolean {
  return (
    /^[\s(（[【/|—–-]{0,4}(?:(?:is|为|是)\s?(?:the |my |a |我的|本人的?)?)?$/.test(
      text.slice(end, hit.start),
    ) && !/^\s{0,2}(?:号码?|no\.?|number)?\s{0,2}[:：=＝"]/i.test(text.slice(hit.end, hit.end + 16))
  )
}
