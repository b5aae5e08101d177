import type { DetectInput } from '../core/index.ts'
import { foldText } from './_fold.ts'
import { type Facts, lookAt, SEEN } from './_look.ts'
import { type Shapes, shapesOf } from './_shapes.ts'

/** A run of ASCII letters and digits that holds at least one digit. */
export interface Token {
  readonly start: number
  readonly end: number
  /** How many of its characters are digits. */
  readonly digits: number
  /** Flags of `SHAPES`: what it may be, or begin. */
  readonly shapes: number
}

/** Digit groups joined by the marks that people put between them: spaces, hyphens, dots, slashes, parentheses. */
export interface Stretch {
  /** Index of the first and the last token of the stretch in `Scan.tokens`, both inclusive. */
  readonly first: number
  readonly last: number
  readonly start: number
  readonly end: number
  readonly digits: number
}

/** What many detectors share: one look at the text finds the few places where a number or a key can be. */
export interface Scan {
  /** The text with digits and separators of other scripts written in ASCII; offsets are those of the text. */
  readonly text: string
  readonly tokens: readonly Token[]
  readonly stretches: readonly Stretch[]
  readonly shapes: Shapes
  /** What the look found. */
  readonly facts: Facts
}

/** Longest gap between two groups of one stretch: `) - `. */
const MAX_GAP = 4

const NO_TOKENS: readonly Token[] = []
const NO_STRETCHES: readonly Stretch[] = []
const NO_SHAPES: Shapes = { each: new Int32Array(0), all: 0 }

/** Makes each part when it is first asked for. */
class LazyScan implements Scan {
  readonly facts: Facts
  #text: string | undefined
  #tokens: readonly Token[] | undefined
  #shapes: Shapes | undefined
  #stretches: readonly Stretch[] | undefined

  constructor(facts: Facts) {
    this.facts = facts
  }

  get tokens(): readonly Token[] {
    this.#tokens ??=
      this.facts.look.tokens.length === 0 ? NO_TOKENS : tokensOf(this.facts.look.tokens, this.shapes.each)
    return this.#tokens
  }

  get shapes(): Shapes {
    const { facts } = this
    this.#shapes ??=
      facts.look.tokens.length === 0
        ? NO_SHAPES
        : shapesOf(this.text, facts.look.tokens, facts.saw(SEEN.exotic) || facts.mayHold('births'))
    return this.#shapes
  }

  get text(): string {
    const { facts } = this
    this.#text ??= facts.saw(SEEN.foldable | SEEN.backslash) ? foldText(facts.text) : facts.text
    return this.#text
  }

  get stretches(): readonly Stretch[] {
    this.#stretches ??= this.tokens.length === 0 ? NO_STRETCHES : joinStretches(this.text, this.tokens)
    return this.#stretches
  }
}

let last: LazyScan | undefined

/** Scans a text; detectors that ask one after the other share the result. */
export function scanOf({ text }: DetectInput): Scan {
  const facts = lookAt(text)
  if (last === undefined || last.facts !== facts) last = new LazyScan(facts)
  return last
}

function tokensOf(triples: Int32Array, shapes: Int32Array): Token[] {
  const tokens: Token[] = []
  for (let i = 0; i < triples.length; i += 3) {
    tokens.push({
      start: triples[i] as number,
      end: triples[i + 1] as number,
      digits: triples[i + 2] as number,
      shapes: shapes[i / 3] as number,
    })
  }
  return tokens
}

/** Space ( ) + - . / */
const isJoint = (code: number) =>
  code === 0x20 || code === 0x28 || code === 0x29 || code === 0x2b || (code >= 0x2d && code <= 0x2f)

const isPure = (token: Token) => token.digits === token.end - token.start

function joinStretches(text: string, tokens: readonly Token[]): Stretch[] {
  const stretches: Stretch[] = []
  for (let first = 0; first < tokens.length; first++) {
    const opening = tokens[first] as Token
    if (!isPure(opening) && !isExtended(text, opening)) continue
    let last = first
    let digits = opening.digits
    let token = opening
    while (last + 1 < tokens.length && isPure(token)) {
      const next = tokens[last + 1] as Token
      if (!(isPure(next) || isExtended(text, next)) || !isGap(text, token.end, next.start)) break
      last++
      digits += next.digits
      token = next
    }
    stretches.push({ first, last, start: opening.start, end: token.end, digits })
    first = last
  }
  return stretches
}

/** True for a group with a telephone extension: `2851x818`. */
function isExtended(text: string, token: Token): boolean {
  if (token.digits !== token.end - token.start - 1 || token.digits > 18) return false
  const at = text.slice(token.start, token.end).search(/x/iu)
  return at > 0 && at < token.end - token.start - 1
}

function isGap(text: string, from: number, to: number): boolean {
  if (to - from > MAX_GAP) return false
  for (let i = from; i < to; i++) if (!isJoint(text.charCodeAt(i))) return false
  return true
}

/** What glues the end of a text to a value: a letter, a digit, a joiner after one of them, a sign of paths and handles. */
const GLUE_BEFORE = /(?:[\p{Script=Latin}\p{N}_\\@%~$]|[\p{Script=Latin}_)][-/+]|\p{N}[-./,+:])$/u
const GLUE_AFTER = /^(?:[\p{Script=Latin}\p{N}_@%]|[-./\\:,+][\p{N}_]|[-/\\+][\p{Script=Latin}])/u

/** True when nothing joins the span to a longer word, number, path or identifier; East Asian text needs no space. */
export const standsAlone = (text: string, start: number, end: number): boolean =>
  beginsAlone(text, start) && endsAlone(text, end)

export const beginsAlone = (text: string, start: number): boolean =>
  !GLUE_BEFORE.test(text.slice(Math.max(0, start - 2), start))

export const endsAlone = (text: string, end: number): boolean => !GLUE_AFTER.test(text.slice(end, end + 2))
