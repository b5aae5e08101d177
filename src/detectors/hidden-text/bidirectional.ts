import { z } from 'zod'
import { both, defineDetector, type Signal } from '../../core/index.ts'
import { opensWhere } from '../_gate.ts'
import { SEEN } from '../_look.ts'
import { boundDecoded } from './_decoded.ts'
import { findInstruction } from './_instruction.ts'
import { pickTypes } from './_types.ts'

/** Embeddings, overrides, isolates and their ends. UAX #9 §2. */
const CONTROL = /[\u202A-\u202E\u2066-\u2069]/u
const CONTROLS = /[\u202A-\u202E\u2066-\u2069]/gu
/** Where a paragraph ends, and with it every open control: UAX #9 §3.1. */
const PARAGRAPHS = /[^\n\r\u2029\u001C-\u001E\u0085]+/gu
const RIGHT_TO_LEFT =
  /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Adlam}\p{Script=Mandaic}\p{Script=Samaritan}\p{Script=Hanifi_Rohingya}]/u
const LETTER = /\p{L}/u
const DIGIT = /\p{N}/u
/** Controls of one paragraph that are looked at. */
const MAX_CONTROLS = 4096

/** Finds controls that show text in another order than it is read (Trojan Source, CVE-2021-42574). */
export const bidirectional = defineDetector({
  id: 'hidden-text/bidirectional',
  version: 1,
  title: both('Bidirectional tricks', '双向文本伪装'),
  stages: ['data', 'deployment', 'application'],
  topics: ['adversarial-text', 'prompt-injection-indirect', 'training-data-poisoning'],
  reference: 'https://arxiv.org/abs/2111.00169',
  maturity: 'experimental',
  options: z.strictObject({}),
  types: pickTypes('hidden-instruction', 'bidi-reorder', 'bidi-control'),
  examples: {
    flags: [
      'if access_level != "user\u202e \u2066// check if admin\u2069 \u2066" {',
      'invoice\u202Efdp.exe',
      "'''subtract funds then \u2067''' ;return",
      'copied from \u202aC:\\Temp and \u2067more',
    ],
    passes: [
      'שלום עולם, this is Hebrew',
      'مرحبا \u2067مرحبا (نسخة 2.0)\u2069 بالعالم',
      'call \u202d+1 555 0100\u202c now',
      'The word \u2067שלום\u2069 means peace',
      'user \u2068Ana\u2069 wrote',
    ],
  },
  opens: opensWhere({ flags: SEEN.bidirectional }),
  *detect({ text }) {
    if (!CONTROL.test(text)) return
    const isRightToLeft = isMostlyRightToLeft(text)
    for (const { 0: paragraph, index } of text.matchAll(PARAGRAPHS)) {
      if (CONTROL.test(paragraph)) yield* inspect(paragraph, index, isRightToLeft)
    }
  },
})

interface Opening {
  readonly at: number
  readonly control: string
}

/** Looks at one paragraph: every control with the stretch that it governs. */
function* inspect(paragraph: string, offset: number, inRightToLeft: boolean): Generator<Signal> {
  const { scopes, unpaired } = scopesOf(paragraph)
  const census = countLetters(paragraph)
  let reorders: { start: number; end: number } | undefined
  for (const { start, end, control } of scopes) {
    if (inRightToLeft && !isOverride(control)) continue
    if (!reordersText(control, census, start + 1, end)) continue
    reorders = {
      start: Math.min(reorders?.start ?? start, start),
      end: Math.max(reorders?.end ?? end, Math.min(paragraph.length, end + 1)),
    }
  }
  if (reorders !== undefined) {
    const read = paragraph.slice(reorders.start, reorders.end).replace(CONTROLS, '')
    yield {
      start: offset + reorders.start,
      end: offset + reorders.end,
      type: instructs(read) ? 'hidden-instruction' : 'bidi-reorder',
      score: 0.95,
      reason: both(
        'control characters show text in another order than it is read',
        '控制字符使文本的显示顺序与读取顺序不同',
      ),
      decoded: boundDecoded(read),
    }
  }
  if (inRightToLeft || (census.right.at(-1) ?? 0) > 0) return
  for (const at of unpaired) {
    if (reorders !== undefined && at >= reorders.start && at < reorders.end) continue
    yield {
      start: offset + at,
      end: offset + at + 1,
      type: 'bidi-control',
      score: 0.7,
      reason: both('bidirectional control without its counterpart', '缺少配对的双向控制符'),
    }
  }
}

/** True when the text is an order in the order of reading or in the order in which it is shown. */
const instructs = (text: string) =>
  findInstruction(text) !== undefined || findInstruction([...text].reverse().join('')) !== undefined

interface Scope {
  readonly start: number
  readonly end: number
  readonly control: string
}

/** Pairs controls as UAX #9 does (BD9, X1 to X8): the end of an isolate closes embeddings inside it. */
function scopesOf(paragraph: string): { scopes: Scope[]; unpaired: number[] } {
  const open: Opening[] = []
  const scopes: Scope[] = []
  const unpaired: number[] = []
  const close = (opening: Opening, end: number) =>
    scopes.push({ start: opening.at, end, control: opening.control })
  let seen = 0
  for (const { 0: control, index } of paragraph.matchAll(CONTROLS)) {
    if (seen++ >= MAX_CONTROLS) break
    if (control === '\u202c') {
      const last = open.at(-1)
      if (last === undefined || isIsolate(last.control)) unpaired.push(index)
      else close(open.pop() as Opening, index)
    } else if (control === '\u2069') {
      if (!open.some(each => isIsolate(each.control))) {
        unpaired.push(index)
        continue
      }
      for (let last = open.pop(); last !== undefined; last = open.pop()) {
        close(last, index)
        if (isIsolate(last.control)) break
        unpaired.push(last.at)
      }
    } else open.push({ at: index, control })
  }
  for (const opening of open) {
    close(opening, paragraph.length)
    unpaired.push(opening.at)
  }
  return { scopes, unpaired: unpaired.sort((a, b) => a - b) }
}

const isOverride = (control: string) => control === '\u202d' || control === '\u202e'

/** Letters that are counted to tell the direction of a text. */
const ENOUGH_LETTERS = 4000

/** True for a text of a right-to-left language, in which embeddings around Latin words are ordinary typing. */
function isMostlyRightToLeft(text: string): boolean {
  let right = 0
  let letters = 0
  for (let i = 0; i < text.length && letters < ENOUGH_LETTERS; i++) {
    const character = text[i] as string
    if (!LETTER.test(character)) continue
    letters++
    if (RIGHT_TO_LEFT.test(character)) right++
  }
  return right * 4 >= letters && right > 0
}

const isIsolate = (control: string) => control >= '\u2066' && control <= '\u2068'

/** Running counts: entry i counts what stands before offset i. */
interface Census {
  readonly right: Uint32Array
  readonly left: Uint32Array
  readonly digits: Uint32Array
  readonly others: Uint32Array
}

function countLetters(paragraph: string): Census {
  const size = paragraph.length + 1
  const census = {
    right: new Uint32Array(size),
    left: new Uint32Array(size),
    digits: new Uint32Array(size),
    others: new Uint32Array(size),
  }
  let [right, left, digits, others] = [0, 0, 0, 0]
  for (let i = 0; i < paragraph.length; i++) {
    const character = paragraph[i] as string
    if (RIGHT_TO_LEFT.test(character)) right++
    else if (LETTER.test(character)) left++
    else if (DIGIT.test(character)) digits++
    else if (character > ' ' && !CONTROL.test(character)) others++
    else if (character === ' ' && /\S/u.test(paragraph[i + 1] ?? '')) others++
    census.right[i + 1] = right
    census.left[i + 1] = left
    census.digits[i + 1] = digits
    census.others[i + 1] = others
  }
  return census
}

/** True when a control turns letters around that would read the other way without it. */
function reordersText(control: string, census: Census, start: number, end: number): boolean {
  const between = (counts: Uint32Array) => (counts[end] ?? 0) - (counts[start] ?? 0)
  const right = between(census.right)
  const left = between(census.left)
  if (control === '\u202e') return left + between(census.digits) > 1 && left >= right
  if (control === '\u202d') return right > 1
  if (control === '\u202b' || control === '\u2067') {
    // A single word stays as it is: punctuation or a second word must change places.
    return left > 1 && right * 4 < left && between(census.others) > 0
  }
  return false
}
