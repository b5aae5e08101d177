import { mixBits } from './word-tokens.ts'

/** A stretch of an array. */
export interface TokenRange {
  readonly tokens: Uint32Array
  readonly from: number
  readonly to: number
}

/** A run of tokens that two documents have in common; positions count from the beginning of each document. */
export interface SharedRun {
  readonly later: number
  readonly laterStart: number
  readonly earlier: number
  readonly earlierStart: number
  readonly length: number
}

/** Places remembered for one indexed run of tokens, at most: the earliest ones. */
const MAX_PLACES = 256
/** Comparisons of tokens that one document may cost, and for each of its tokens more, and runs it may begin (CWE-407). */
const MAX_STEPS = 1 << 20
const MAX_STEPS_PER_TOKEN = 256
const MAX_MATCHES = 4096
const NONE = 0xffffffff

/**
 * Finds the runs of `minLength` tokens or more that a document shares with earlier ones (the exact substrings of Lee et
 * al. 2022, https://arxiv.org/abs/2107.06499, §4.1, between documents). Documents are looked at in order. Half-length
 * runs are indexed at every 26th token for a length of 50, so that a shared run of 50 holds an indexed one whole; every
 * position of a later document is looked up by a rolling hash (R. Karp, M. Rabin, 1987), compared token by token, and
 * extended as far as both go on alike.
 *
 * The runs that come out are maximal. They begin at the first shared window of `minLength` tokens, with the earliest
 * document that has it, and go on with the first window that is not inside the last run: every token that lies in a
 * shared window is covered. Left out are only places of a half-length run beyond the first 256, and what comes in a
 * document after a million comparisons and 256 more for each of its tokens, or 4,096 runs: text that repeats itself
 * without end.
 *
 * Memory: 12 bytes for every 26 tokens and 4 to 8 more for the table, beside the tokens.
 */
export function* findSharedRuns(
  documents: Iterable<readonly [document: number, range: TokenRange]>,
  rangeOf: (document: number) => TokenRange,
  minLength: number,
): Generator<SharedRun> {
  const half = Math.ceil(minLength / 2)
  const index = new RunIndex(minLength - half + 1)
  for (const [document, range] of documents) {
    const size = range.to - range.from
    if (size < minLength) continue
    const hashes = rollingHashes(range, half)
    const matches = matchesOf(range, hashes, index, rangeOf, minLength)
    yield* chooseRuns(document, matches, minLength)
    index.add(document, hashes, matches, minLength)
  }
}

/** A maximal run in common with one earlier document. */
interface Match {
  readonly start: number
  readonly end: number
  readonly document: number
  readonly position: number
}

function matchesOf(
  { tokens, from, to }: TokenRange,
  hashes: Uint32Array,
  index: RunIndex,
  rangeOf: (document: number) => TokenRange,
  minLength: number,
): Match[] {
  const matches: Match[] = []
  /** How far each diagonal has been looked at. */
  const seen = new Map<number, number>()
  let steps = MAX_STEPS + (to - from) * MAX_STEPS_PER_TOKEN
  for (let at = 0; at < hashes.length && steps > 0 && matches.length < MAX_MATCHES; at++) {
    const hash = hashes[at] as number
    for (let entry = index.first(hash); entry !== NONE; entry = index.next(entry, hash)) {
      const document = index.documents[entry] as number
      const position = index.positions[entry] as number
      const diagonal = document * DIAGONALS + position - at
      if ((seen.get(diagonal) ?? 0) > at) continue
      const other = rangeOf(document)
      const [x, y] = [from + at, other.from + position]
      let before = 0
      while (before < at && before < position && tokens[x - before - 1] === other.tokens[y - before - 1])
        before++
      let after = 0
      while (x + after < to && y + after < other.to && tokens[x + after] === other.tokens[y + after]) after++
      seen.set(diagonal, at + after)
      steps -= before + after
      if (before + after < minLength) continue
      matches.push({ start: at - before, end: at + after, document, position: position - before })
    }
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

const BASE = 0x2c1b3c6d

/** Hash of the run of `length` tokens that begins at each position. */
function rollingHashes({ tokens, from, to }: TokenRange, length: number): Uint32Array {
  const hashes = new Uint32Array(Math.max(0, to - from - length + 1))
  let first = 1
  for (let i = 0; i < length; i++) first = Math.imul(first, BASE)
  let sum = 0
  for (let i = from; i < to; i++) {
    sum = (Math.imul(sum, BASE) + (tokens[i] as number)) | 0
    if (i - from >= length) sum = (sum - Math.imul(tokens[i - length] as number, first)) | 0
    if (i - from >= length - 1) hashes[i - from - length + 1] = mixBits(sum)
  }
  return hashes
}

/** Where runs of tokens stand, at every `stride`th position. */
class RunIndex {
  readonly #stride: number
  #heads = new Uint32Array(1024).fill(NONE)
  #capacity = 1024
  #count = 0
  #hashes = new Uint32Array(1024)
  #documents = new Uint32Array(1024)
  #positions = new Uint32Array(1024)
  #next = new Uint32Array(1024)

  constructor(stride: number) {
    this.#stride = stride
  }

  /** Documents and positions of the entries. */
  get documents(): Uint32Array {
    return this.#documents
  }

  get positions(): Uint32Array {
    return this.#positions
  }

  /** The latest entry with this hash, or `NONE`; hashes may collide. */
  first(hash: number): number {
    return this.#skip(this.#heads[hash & (this.#heads.length - 1)] as number, hash)
  }

  next(entry: number, hash: number): number {
    return this.#skip(this.#next[entry] as number, hash)
  }

  #skip(from: number, hash: number): number {
    let entry = from
    while (entry !== NONE && this.#hashes[entry] !== hash) entry = this.#next[entry] as number
    return entry
  }

  /** Adds a document. Runs so deep inside a copied stretch that the original stands for them are left out. */
  add(document: number, hashes: Uint32Array, matches: readonly Match[], minLength: number): void {
    const stride = this.#stride
    for (let at = 0; at < hashes.length; at += stride) {
      const isCopied = matches.some(({ start, end }) => start <= at - stride + 1 && end >= at + minLength)
      if (isCopied) continue
      const hash = hashes[at] as number
      let held = 0
      for (let each = this.first(hash); each !== NONE; each = this.next(each, hash)) held++
      if (held >= MAX_PLACES) continue
      if (this.#count === this.#capacity) this.#grow()
      const entry = this.#count++
      this.#hashes[entry] = hash
      this.#documents[entry] = document
      this.#positions[entry] = at
      this.#link(entry)
    }
  }

  #link(entry: number): void {
    const slot = (this.#hashes[entry] as number) & (this.#heads.length - 1)
    this.#next[entry] = this.#heads[slot] as number
    this.#heads[slot] = entry
  }

  #grow(): void {
    this.#capacity *= 2
    const longer = (array: Uint32Array) => {
      const grown = new Uint32Array(this.#capacity)
      grown.set(array)
      return grown
    }
    this.#hashes = longer(this.#hashes)
    this.#documents = longer(this.#documents)
    this.#positions = longer(this.#positions)
    this.#next = longer(this.#next)
    this.#heads = new Uint32Array(this.#capacity).fill(NONE)
    for (let entry = 0; entry < this.#count; entry++) this.#link(entry)
  }
}
