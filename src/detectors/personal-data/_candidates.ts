import {
  BREAK,
  DIGIT,
  FIRST_JOINER,
  FOREIGN,
  INVISIBLE,
  JOINERS,
  KIND,
  LOWER,
  plain,
  SPACE,
  UPPER,
} from './_characters.ts'

/** Something that may be a number: a run of ASCII letters and digits, or several joined by spaces or signs. */
export interface Candidate {
  readonly start: number
  readonly end: number
  /** The letters and digits alone, full-width forms folded, upper case. */
  readonly compact: string
  /** Sizes of the groups when there are several: `3-2-4`; empty for an unbroken number. */
  readonly groups: string
  /** The distinct joiners between the groups, in order. */
  readonly joiners: string
  /** True when the compact form holds digits only. */
  readonly numeric: boolean
  /** True when it was cut from something longer: `ID-123456789`. */
  readonly trimmed: boolean
  /** True when more digits stand beside it, one space away. */
  readonly crowded: boolean
}

/** The candidates of a stretch of text. */
export interface Candidates {
  /** Candidates of digits alone, by length; absent where there are none. */
  readonly numeric: readonly (readonly Candidate[] | undefined)[]
  /** Candidates of letters and digits, by the length of their compact form. */
  readonly mixed: readonly (readonly Candidate[] | undefined)[]
  /** Bit n is set when `numeric` has candidates of length n. */
  readonly numericLengths: number
  /** Bit n is set when `mixed` has candidates of length n. */
  readonly mixedLengths: number
  /** Those without spaces inside, in order: what stands between two spaces. */
  readonly tokens: readonly Spot[]
  /** Where enough digits stand together for any of this, in order. */
  readonly spots: readonly Spot[]
}

export interface Spot {
  readonly start: number
  readonly end: number
}

/** Shortest and longest compact form. */
export const SHORTEST = 4
export const LONGEST = 22
/** Fewest digits of a number, but for long mixtures of letters and digits. */
export const FEWEST_DIGITS = 4
/** Most groups of one number; the French NIR has seven. */
const MOST_GROUPS = 7
/** Longest group of letters that may belong to a number: the first of a British driving licence. */
const MOST_LETTERS = 5
/** What they join may be one number or two. */
const DIVIDERS = '/('
/** An unbroken group of this size counts for itself, whatever is joined to it. */
const LONG = 15

/** Serial numbers of documents may have few digits among many letters. */
const isLongMix = (size: number, digits: number): boolean => size >= 8 && digits >= 2 && digits < size

interface Atom {
  readonly start: number
  readonly end: number
  /** Letters and digits, without invisible characters. */
  readonly size: number
  readonly digits: number
  /** True when folding changes it. */
  readonly folds: boolean
  /** Kind of the joiner before it; 0 for the first of a run. */
  readonly joiner: number
}

const isAlphanumeric = (kind: number): boolean => kind >= DIGIT && kind <= LOWER

const ANY_DIGIT = /[0-9\uff10-\uff19]/g
/** How far before its first digit a run may begin: groups of letters with joiners. */
const LEAD = 24

/**
 * Collects the candidates between two offsets in one pass that leaps from digit to digit.
 * `runs` tells where they are: start, end and count of digits of every run of ASCII letters and digits that holds one,
 * for a text without invisible characters and escapes. Years that stand alone are no candidates then.
 */
export function collectCandidates(text: string, from: number, to: number, runs?: Int32Array): Candidates {
  const emitter = new Emitter(text)
  if (runs) {
    collectAtRuns(emitter, text, from, to, runs)
    return emitter
  }
  const run: Atom[] = []
  let at = from
  while (at < to) {
    ANY_DIGIT.lastIndex = at
    if (!ANY_DIGIT.test(text)) break
    const digit = ANY_DIGIT.lastIndex - 1
    if (digit >= to) break
    at = readRun(text, runStart(text, digit, at), to, run)
    while (at <= digit) at = readRun(text, at, to, run)
    if (run.length > 0) emitter.emitRun(run)
  }
  return emitter
}

function collectAtRuns(emitter: Emitter, text: string, from: number, to: number, runs: Int32Array): void {
  const run: Atom[] = []
  let at = from
  for (let k = 0; k < runs.length; k += 3) {
    const start = runs[k] as number
    const end = runs[k + 1] as number
    if (end <= at) continue
    const digits = runs[k + 2] as number
    const size = end - start
    const isFew = digits < FEWEST_DIGITS && !isLongMix(size, digits)
    if (
      (isFew || (size === 4 && digits === 4 && isYear(text, start))) &&
      standsApart(text, from, to, runs, k)
    ) {
      if (!isFew && !isSpoiled(text, start, end)) emitter.tokens.push({ start, end })
      at = end
      continue
    }
    for (let digit = Math.max(start, at); digit < end; digit = Math.max(digit + 1, at)) {
      if (KIND[text.charCodeAt(digit)] !== DIGIT) continue
      at = readRun(text, runStart(text, digit, at), to, run)
      while (at <= digit) at = readRun(text, at, to, run)
      if (run.length > 0) emitter.emitRun(run)
    }
  }
}

/** The year of a date or event: from 1000 to 2099. */
function isYear(text: string, start: number): boolean {
  const first = text.charCodeAt(start)
  return first === 0x31 || (first === 0x32 && text.charCodeAt(start + 1) === 0x30)
}

/** True when nothing that may be part of a number is joined to a run. */
function standsApart(text: string, from: number, to: number, runs: Int32Array, k: number): boolean {
  const start = runs[k] as number
  const end = runs[k + 1] as number
  if (start > from) {
    const before = KIND[text.charCodeAt(start - 1)] ?? BREAK
    if (before !== BREAK) {
      if (before < FIRST_JOINER) return false
      const last = start - 1 > from ? KIND[text.charCodeAt(start - 2)] : BREAK
      if (last === DIGIT || last === UPPER || (last === LOWER && runs[k - 2] === start - 1)) return false
    }
  }
  if (end >= to) return true
  const after = KIND[text.charCodeAt(end)] ?? BREAK
  if (after === BREAK) return true
  if (after < FIRST_JOINER) return false
  const next = end + 1 < to ? KIND[text.charCodeAt(end + 1)] : BREAK
  return next !== DIGIT && next !== UPPER && !(next === LOWER && runs[k + 3] === end + 1)
}

/** Goes back from a digit to where its run may begin, but not before `from`. */
function runStart(text: string, digit: number, from: number): number {
  const earliest = Math.max(from, digit - LEAD)
  let start = digit
  while (start > earliest && KIND[text.charCodeAt(start - 1)] !== BREAK) start--
  if (start > earliest || start === from) return start
  while (start < digit && (KIND[text.charCodeAt(start)] ?? 0) < FIRST_JOINER) start++
  return start < digit ? start : earliest
}

/**
 * Reads joined groups from an offset on into `run`, replacing what it holds, until something breaks the run.
 * @returns the offset after it.
 */
function readRun(text: string, from: number, to: number, run: Atom[]): number {
  if (run.length > 0) run.length = 0
  let i = from
  while (i < to && !isAlphanumeric(KIND[text.charCodeAt(i)] ?? 0)) i++
  let joiner = 0
  while (i < to) {
    const start = i
    let digits = 0
    let invisible = 0
    let seen = 0
    let end = i
    let wide = 0
    for (; i < to; i++) {
      const code = text.charCodeAt(i)
      const kind = KIND[code] ?? 0
      if (kind === BREAK || kind > INVISIBLE) break
      seen |= 1 << kind
      if (kind === DIGIT) digits++
      if (kind === INVISIBLE) invisible++
      else end = i + 1
      wide |= code
    }
    const size = i - start - invisible
    const clings =
      (seen & (1 << FOREIGN)) !== 0 || (start > 0 && KIND[text.charCodeAt(start - 1)] === FOREIGN)
    const letters = digits === 0 && seen === 1 << UPPER && size <= MOST_LETTERS
    if (clings || (digits === 0 && !letters)) return i
    run.push({ start, end, size, digits, folds: wide > 0x7f || (seen & (1 << LOWER)) !== 0, joiner })
    joiner = i < to ? (KIND[text.charCodeAt(i)] ?? 0) : BREAK
    if (joiner < FIRST_JOINER || i + 1 >= to || !isAlphanumeric(KIND[text.charCodeAt(i + 1)] ?? 0)) return i
    i++
  }
  return i
}

const isDot = (kind = 0): boolean => JOINERS[kind - FIRST_JOINER] === '.'

/** Turns runs of joined groups into candidates. */
class Emitter implements Candidates {
  readonly numeric: Candidate[][] = []
  readonly mixed: Candidate[][] = []
  readonly tokens: Spot[] = []
  readonly spots: Spot[] = []
  numericLengths = 0
  mixedLengths = 0
  readonly #text: string

  constructor(text: string) {
    this.#text = text
  }

  emitRun(run: readonly Atom[]): void {
    let digits = 0
    let mixed = false
    for (const atom of run) {
      digits += atom.digits
      mixed ||= isLongMix(atom.size, atom.digits)
    }
    if (digits < FEWEST_DIGITS && !mixed) return
    this.spots.push({ start: run[0]?.start ?? 0, end: run.at(-1)?.end ?? 0 })
    if (run.length === 1) {
      const whole = this.#emit(run, 0, 0, false, false)
      if (whole) this.tokens.push(whole)
      return
    }
    /** First and last atom of each token: what no space divides. */
    const bounds: [first: number, last: number][] = []
    let first = 0
    for (let i = 1; i <= run.length; i++) {
      if (i < run.length && run[i]?.joiner !== SPACE) continue
      bounds.push([first, i - 1])
      this.#emitToken(run, first, i - 1)
      first = i
    }
    if (bounds.length > 1) this.#emitSpaced(run, bounds)
  }

  #emitToken(run: readonly Atom[], first: number, last: number): void {
    const whole = this.#emit(run, first, last, false, false)
    if (whole) this.tokens.push(whole)
    if (first === last) return
    const from = run[first]?.digits === 0 ? first + 1 : first
    const until = run[last]?.digits === 0 ? last - 1 : last
    const isCut = (from > first || until < last) && from <= until
    if (isCut) this.#emitPart(run, from, until, true, whole)
    let part = first
    for (let i = first; i <= last; i++) {
      const divides = i < last && DIVIDERS.includes(JOINERS[(run[i + 1]?.joiner ?? 0) - FIRST_JOINER] ?? ' ')
      if (divides || (i === last && part > first)) {
        this.#emitPart(run, part, i, false, whole)
        part = i + 1
      } else if (
        (run[i]?.size ?? 0) >= LONG &&
        !this.#isFraction(run, i) &&
        !(isCut && from === i && until === i)
      ) {
        this.#emit(run, i, i, true, false)
      }
    }
  }

  /** Digits after or before a dot. */
  #isFraction(run: readonly Atom[], index: number): boolean {
    return isDot(run[index]?.joiner) || isDot(run[index + 1]?.joiner)
  }

  #emitPart(run: readonly Atom[], first: number, last: number, trimmed: boolean, whole?: Candidate): void {
    const part = this.#emit(run, first, last, trimmed, false)
    if (part && !whole) this.tokens.push(part)
  }

  /** Joins neighboring tokens, from where a number may begin or up to where it may end. */
  #emitSpaced(run: readonly Atom[], bounds: readonly [number, number][]): void {
    const count = bounds.length
    const isWord = (token: number) => {
      const [first, last] = bounds[token] ?? [0, 0]
      return first === last && run[first]?.digits === 0
    }
    const begins = (token: number) => token === 0 || isWord(token) || isWord(token - 1)
    const finishes = (token: number) => token === count - 1 || isWord(token) || isWord(token + 1)
    const emit = (one: number, other: number): boolean => {
      const first = bounds[one]?.[0] ?? 0
      const last = bounds[other]?.[1] ?? 0
      if (last - first >= MOST_GROUPS) return false
      const crowded = (one > 0 && !isWord(one - 1)) || (other < count - 1 && !isWord(other + 1))
      this.#emit(run, first, last, false, crowded)
      return true
    }
    for (let token = 0; token < count; token++) {
      if (begins(token)) for (let other = token + 1; other < count && emit(token, other); other++);
      if (!finishes(token)) continue
      for (let other = token - 1; other >= 0; other--) if (!begins(other) && !emit(other, token)) break
    }
  }

  #emit(
    run: readonly Atom[],
    first: number,
    last: number,
    trimmed: boolean,
    crowded: boolean,
  ): Candidate | undefined {
    const text = this.#text
    const head = run[first]
    const tail = run[last]
    if (!head || !tail || (last > first && last - first >= MOST_GROUPS)) return undefined
    let size = 0
    let digits = 0
    for (let i = first; i <= last; i++) {
      const atom = run[i]
      if (!atom) continue
      size += atom.size
      digits += atom.digits
    }
    if (size < SHORTEST || size > LONGEST || (digits < FEWEST_DIGITS && !isLongMix(size, digits)))
      return undefined
    const { start } = head
    let { end } = tail
    if (isSpoiled(text, start, end)) return undefined
    let compact = ''
    let groups = ''
    let joiners = ''
    for (let i = first; i <= last; i++) {
      const atom = run[i]
      if (!atom) continue
      const piece = text.slice(atom.start, atom.end)
      compact += atom.folds ? plain(piece) : piece
      if (first === last) break
      groups += i === first ? atom.size : `-${atom.size}`
      const joiner = i === first ? '' : (JOINERS[atom.joiner - FIRST_JOINER] ?? '')
      if (!joiners.includes(joiner)) joiners += joiner
    }
    if (joiners.includes('(')) {
      if (!/[)）]/.test(text.charAt(end))) return undefined
      end++
    }
    const numeric = digits === size
    const candidate = { start, end, compact, groups, joiners, numeric, trimmed, crowded }
    const byLength = numeric ? this.numeric : this.mixed
    const same = byLength[size]
    if (same) same.push(candidate)
    else byLength[size] = [candidate]
    if (numeric) this.numericLengths |= 1 << size
    else this.mixedLengths |= 1 << size
    return candidate
  }
}

/** Signs that make a number something else: an amount, an international phone number. */
const SPOILS_BEFORE = '+$\u20ac\u00a3\u00a5\uffe5\uff04\uff0b'
/** The start of an address, a share. */
const SPOILS_AFTER = '@%\uff20\uff05'

function isSpoiled(text: string, start: number, end: number): boolean {
  return (
    (start > 0 && SPOILS_BEFORE.includes(text.charAt(start - 1))) ||
    (end < text.length && SPOILS_AFTER.includes(text.charAt(end)))
  )
}
