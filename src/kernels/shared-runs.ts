/** A run of tokens that two documents have in common; positions count from the beginning of each document. */
export interface SharedRun {
  readonly later: number
  readonly laterStart: number
  readonly earlier: number
  readonly earlierStart: number
  readonly length: number
}

/** Places in other documents that may have something in common with one document, ordered by position in it. */
export interface RunCandidates {
  readonly document: number
  /** Four words each: the document, a position in it, an earlier document, a position there. */
  readonly words: Uint32Array
}

/** Comparisons of tokens that one document may cost, and for each of its tokens more, and runs it may begin (CWE-407). */
const MAX_STEPS = 1 << 20
const MAX_STEPS_PER_TOKEN = 256
const MAX_MATCHES = 4096
const CANDIDATE_WORDS = 4

/**
 * Finds the runs of `minLength` tokens or more that a document shares with earlier ones (the exact substrings of Lee et
 * al. 2022, https://arxiv.org/abs/2107.06499, §4.1, between documents), given places where they may lie (`anchors.ts`).
 * Each place is compared token by token and extended as far as both documents go on alike.
 *
 * The runs that come out are maximal. They begin at the first shared window of `minLength` tokens, with the earliest
 * document that has it, and go on with the first window that is not inside the last run: every token that lies in a
 * shared window is covered. Left out is only what comes in a document after a million comparisons and 256 more for each
 * of its tokens, or 4,096 runs: text that repeats itself without end.
 */
export function sharedRunsOf(
  candidates: RunCandidates,
  tokensOf: (document: number) => Uint32Array,
  minLength: number,
): SharedRun[] {
  const matches = matchesOf(candidates, tokensOf, minLength)
  return [...chooseRuns(candidates.document, matches, minLength)]
}

/** A maximal run in common with one earlier document. */
interface Match {
  readonly start: number
  readonly end: number
  readonly document: number
  readonly position: number
}

function matchesOf(
  { document: later, words }: RunCandidates,
  tokensOf: (document: number) => Uint32Array,
  minLength: number,
): Match[] {
  const own = tokensOf(later)
  const matches: Match[] = []
  /** How far each diagonal has been looked at. */
  const seen = new Map<number, number>()
  let steps = MAX_STEPS + own.length * MAX_STEPS_PER_TOKEN
  let latest = -1
  let other = own
  for (let i = 0; i < words.length && steps > 0 && matches.length < MAX_MATCHES; i += CANDIDATE_WORDS) {
    const at = words[i + 1] as number
    const document = words[i + 2] as number
    const position = words[i + 3] as number
    const diagonal = document * DIAGONALS + position - at
    if ((seen.get(diagonal) ?? 0) > at) continue
    if (document !== latest) other = tokensOf(document)
    latest = document
    let before = 0
    while (before < at && before < position && own[at - before - 1] === other[position - before - 1]) before++
    let after = 0
    while (
      at + after < own.length &&
      position + after < other.length &&
      own[at + after] === other[position + after]
    ) {
      after++
    }
    seen.set(diagonal, at + after)
    steps -= before + after
    if (before + after < minLength) continue
    matches.push({ start: at - before, end: at + after, document, position: position - before })
  }
  return matches
}

/** More than the positions of a document, so that document and shift make one number. */
const DIAGONALS = 2 ** 28

/** The runs to report: leftmost first, of those the earliest place; each begins at the first window not yet covered. */
function* chooseRuns(later: number, matches: readonly Match[], minLength: number): Generator<SharedRun> {
  let rest = [...matches].sort(
    (a, b) => a.start - b.start || a.document - b.document || a.position - b.position,
  )
  for (let from = 0; ; ) {
    let best: Match | undefined
    let bestStart = 0
    for (const match of rest) {
      if (best !== undefined && match.start > bestStart) break
      const start = Math.max(match.start, from)
      if (match.end - start < minLength) continue
      const isEarlier =
        best === undefined ||
        start < bestStart ||
        (start === bestStart &&
          (match.document < best.document ||
            (match.document === best.document && placeAt(match, start) < placeAt(best, start))))
      if (isEarlier) [best, bestStart] = [match, start]
    }
    if (best === undefined) return
    yield {
      later,
      laterStart: bestStart,
      earlier: best.document,
      earlierStart: placeAt(best, bestStart),
      length: best.end - bestStart,
    }
    from = best.end - minLength + 1
    rest = rest.filter(({ end }) => end - from >= minLength)
  }
}

const placeAt = ({ start, position }: Match, at: number): number => position + at - start
