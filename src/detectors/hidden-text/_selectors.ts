import { fromUnits } from './_decode-symbols.ts'
import { readability } from './_readable.ts'

const SELECTOR = /[\uFE00-\uFE0F\u{E0100}-\u{E01EF}]/u
const SELECTORS = /[\uFE00-\uFE0F\u{E0100}-\u{E01EF}]+/gu
/** Characters with standardized variation sequences for VS1 to VS14 (StandardizedVariants.txt). */
const STANDARDIZED_BASE =
  /[\p{Script=Han}\p{Sm}\p{Script=Myanmar}\p{Script=Phags_Pa}\p{Script=Mongolian}\p{Script=Manichaean}\p{Script=Egyptian_Hieroglyphs}\u3001\u3002\uFF01-\uFF60\u2018-\u201D\u00300\u2205\u2A00-\u2AFF]/u
const IDEOGRAPH = /\p{Script=Han}/u
const PRESENTATION = new Set([0xfe0e, 0xfe0f])

/** A stretch of variation selectors. */
export interface SelectorRun {
  readonly start: number
  readonly end: number
  /** Code points of the selectors. */
  readonly selectors: readonly number[]
  /** True for a single selector, or a repeated presentation selector, that its base may have. */
  readonly legitimate: boolean
  /** True for a selector that says whether to show a symbol as text or as emoji. */
  readonly presentation: boolean
}

/** True when the text holds a variation selector. */
export const hasSelector = (text: string): boolean => SELECTOR.test(text)

/** Every stretch of variation selectors, in order. */
export function selectorRuns(text: string): SelectorRun[] {
  const runs: SelectorRun[] = []
  for (const { 0: run, index } of text.matchAll(SELECTORS)) {
    const selectors = Array.from(run, each => each.codePointAt(0) ?? 0)
    const presentation = selectors.length <= 3 && selectors.every(each => PRESENTATION.has(each))
    runs.push({
      start: index,
      end: index + run.length,
      selectors,
      presentation,
      legitimate: presentation || (selectors.length === 1 && mayHave(baseOf(text, index), selectors[0] ?? 0)),
    })
  }
  return runs
}

function baseOf(text: string, at: number): string {
  const low = text.charCodeAt(at - 1)
  return low >= 0xdc00 && low <= 0xdfff ? text.slice(at - 2, at) : text.slice(Math.max(0, at - 1), at)
}

function mayHave(base: string, selector: number): boolean {
  return selector >= 0xe0100 ? IDEOGRAPH.test(base) : STANDARDIZED_BASE.test(base)
}

/** Place of a selector among the 256: VS1 is 0. */
const placeOf = (selector: number): number =>
  selector >= 0xe0100 ? selector - 0xe0100 + 16 : selector - 0xfe00

/** Ways in which selectors stand for numbers. */
const CODES: readonly ((selectors: readonly number[]) => readonly number[])[] = [
  selectors => selectors.map(placeOf),
  selectors => selectors.map(each => (each >= 0xe0100 ? each - 0xe0100 : each - 0xfe00 + 240)),
  selectors => selectors.map(each => (each >= 0xe0100 ? each - 0xe0100 + 0x20 : -1)),
  selectors => selectors.map(each => placeOf(each) + 0x20),
  selectors => nibbles(selectors, false),
  selectors => nibbles(selectors, true),
]

function nibbles(selectors: readonly number[], lowFirst: boolean): number[] {
  const bytes: number[] = []
  for (let at = 0; at + 1 < selectors.length; at += 2) {
    const [one, two] = [placeOf(selectors[at] ?? 0), placeOf(selectors[at + 1] ?? 0)]
    bytes.push(one > 15 || two > 15 ? -1 : lowFirst ? two * 16 + one : one * 16 + two)
  }
  return bytes
}

/** Reads bytes out of selectors in the code that gives the most readable text; undefined when none is readable. */
export function readSelectors(selectors: readonly number[], threshold: number): string | undefined {
  const trimmed =
    selectors.length > 2 && PRESENTATION.has(selectors.at(-1) ?? 0) ? selectors.slice(0, -1) : selectors
  let best: { text: string; score: number } | undefined
  for (const code of CODES) {
    const units = code(trimmed)
    if (units.length < 1 || units.some(unit => unit < 0 || unit > 0xff)) continue
    const text = fromUnits(units)
    const score = readability(text)
    if (text.length > 1 && score >= threshold && (best === undefined || score > best.score))
      best = { text, score }
  }
  return best?.text
}
