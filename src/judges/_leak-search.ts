/** Characters that take no room: formatting, fillers, variation selectors, tags. */
const INVISIBLE =
  /[\p{Cf}\u034F\u115F\u1160\u17B4\u17B5\u180B-\u180F\u3164\uFFA0\uFE00-\uFE0F\u{E0100}-\u{E01EF}]/gu
const SOLID = /[\p{L}\p{M}\p{N}]/u

/** Compatibility forms and case folded, invisible characters removed. */
export const foldText = (text: string): string =>
  text.replace(INVISIBLE, '').normalize('NFKC').toUpperCase().toLowerCase()

/** A text reduced to its letters and digits, with what stood between them. */
export interface Skeleton {
  readonly text: string
  /** Entry i: separators between characters i - 1 and i. */
  readonly gaps: Uint8Array
}

/** Most separators that one gap counts. */
const MAX_GAP = 255

/** Letters and digits of a folded text. */
export function skeletonOf(folded: string): Skeleton {
  let text = ''
  const gaps: number[] = []
  let gap = 0
  for (const character of folded) {
    if (SOLID.test(character)) {
      text += character
      gaps.push(gap)
      for (let i = 1; i < character.length; i++) gaps.push(0)
      gap = 0
    } else if (gap < MAX_GAP) gap++
  }
  gaps.push(gap)
  return { text, gaps: Uint8Array.from(gaps) }
}

/** How a value was found in a text. */
export type Match = 'joined' | 'separated' | 'spelled'

/** Most separators between two characters of a separated value: its own two, and two around each. */
const WIDEST = 9
/** From this length on, a value may be separated anywhere. */
const ANYWHERE = 8
/** From this length on, a value counts even inside a longer word. */
const INSIDE = 24

const DIGITS = /^\d+$/u
const CASED = /^[\p{L}\p{N}]$/u
const SPACELESS =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u

/**
 * Finds a value among the letters and digits of a text. Short values must stand alone, digits always do: a longer
 * number is another number. A value with separators in it must be long, or spelled with one in each place.
 */
export function findSkeleton(haystack: Skeleton, needle: Skeleton): Match | undefined {
  const { text } = needle
  if (text.length === 0) return undefined
  const { wide, some } = gapCounts(haystack.gaps)
  const own = gapsInside(needle)
  let best: Match | undefined
  for (let at = haystack.text.indexOf(text); at !== -1; at = haystack.text.indexOf(text, at + 1)) {
    const end = at + text.length
    if (!standsAlone(haystack, at, end, text)) continue
    const separated = (some[end] as number) - (some[at + 1] as number)
    const tooWide = (wide[end] as number) - (wide[at + 1] as number)
    if (separated === own || separated === 0) return 'joined'
    if (tooWide > 0) continue
    if (text.length >= ANYWHERE) best = 'separated'
    else if (separated === text.length - 1 && text.length >= (SPACELESS.test(text) ? 3 : 4))
      best ??= 'spelled'
  }
  return best
}

const gapsInside = ({ gaps, text }: Skeleton): number => {
  let count = 0
  for (let i = 1; i < text.length; i++) if ((gaps[i] as number) > 0) count++
  return count
}

/** Running counts of gaps: entry i counts those before character i. */
function gapCounts(gaps: Uint8Array): { wide: Uint32Array; some: Uint32Array } {
  const wide = new Uint32Array(gaps.length + 1)
  const some = new Uint32Array(gaps.length + 1)
  for (let i = 0; i < gaps.length; i++) {
    const gap = gaps[i] as number
    wide[i + 1] = (wide[i] as number) + (gap > WIDEST ? 1 : 0)
    some[i + 1] = (some[i] as number) + (gap > 0 ? 1 : 0)
  }
  return { wide, some }
}

function standsAlone({ text, gaps }: Skeleton, at: number, end: number, value: string): boolean {
  if (value.length >= INSIDE && !DIGITS.test(value)) return true
  return isEdge(text[at - 1], text[at], gaps[at]) && isEdge(text[end], text[end - 1], gaps[end])
}

/** True when a neighbor does not go on with the value's first or last character. */
function isEdge(neighbor: string | undefined, edge: string | undefined, gap: number | undefined): boolean {
  if (neighbor === undefined || edge === undefined || (gap ?? 0) > 0) return true
  if (SPACELESS.test(neighbor) || SPACELESS.test(edge)) return true
  return !(CASED.test(neighbor) && CASED.test(edge))
}

/**
 * Length of the longest stretch of `value` that stands in `text`, by a suffix automaton of the value.
 * Source: A. Blumer et al., Theor. Comput. Sci. 40 (1985) 31–55.
 */
export function longestShared(value: string, text: string): number {
  const next: Map<number, number>[] = [new Map()]
  const link = [-1]
  const longest = [0]
  let last = 0
  for (let i = 0; i < value.length; i++) {
    const unit = value.charCodeAt(i)
    const state = next.push(new Map()) - 1
    longest[state] = (longest[last] as number) + 1
    let from = last
    while (from !== -1 && !next[from]?.has(unit)) {
      next[from]?.set(unit, state)
      from = link[from] as number
    }
    link[state] = from === -1 ? 0 : joinState(from, unit)
    last = state
  }
  let state = 0
  let length = 0
  let best = 0
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    while (state !== 0 && !next[state]?.has(unit)) {
      state = link[state] as number
      length = longest[state] as number
    }
    const step = next[state]?.get(unit)
    if (step === undefined) continue
    state = step
    length++
    if (length > best) best = length
  }
  return best

  function joinState(from: number, unit: number): number {
    const target = next[from]?.get(unit) as number
    if ((longest[from] as number) + 1 === longest[target]) return target
    const clone = next.push(new Map(next[target])) - 1
    longest[clone] = (longest[from] as number) + 1
    link[clone] = link[target] as number
    link[target] = clone
    for (let at = from; at !== -1 && next[at]?.get(unit) === target; at = link[at] as number)
      next[at]?.set(unit, clone)
    return clone
  }
}
