import { mix } from './tokens.ts'

/** Calls `emit` with the 32-bit key of each feature of a row; repeats do no harm. */
export type RowFeatures = (row: number, emit: (key: number) => void) => void

export interface IncidenceOptions {
  readonly rows: number
  /** Features in fewer rows are left out. */
  readonly minRows: number
  /** Features in more rows are left out. */
  readonly maxRows: number
}

/** Which features stand in which rows; features that stand in exactly the same rows are one. */
export interface Incidence {
  /** Number of features; they are numbered from 0. */
  readonly count: number
  /** Number of features before equal ones were joined. */
  readonly spellings: number
  /** Rows that hold each feature. */
  readonly sizes: Uint32Array
  /** The features of a row. */
  featuresOf(row: number): Uint32Array
  /** The rows of a feature, ascending. */
  rowsOf(feature: number): Uint32Array
  /** The keys that are this feature, in the order of their first row. */
  keysOf(feature: number): readonly number[]
  /** The feature of a key. */
  featureOf(key: number): number | undefined
}

/** A set of 32-bit keys that is emptied in no time. */
class StampedSet {
  #keys = new Uint32Array(1 << 12)
  #stamps = new Uint32Array(1 << 12)
  #stamp = 0
  #size = 0

  clear(): void {
    this.#stamp++
    this.#size = 0
  }

  /** True when the key is new. */
  add(key: number): boolean {
    const mask = this.#keys.length - 1
    let at = mix(key) & mask
    while (this.#stamps[at] === this.#stamp) {
      if (this.#keys[at] === key) return false
      at = (at + 1) & mask
    }
    this.#keys[at] = key
    this.#stamps[at] = this.#stamp
    if (++this.#size * 2 > mask) this.#grow()
    return true
  }

  #grow(): void {
    const [keys, stamps, stamp] = [this.#keys, this.#stamps, this.#stamp]
    this.#keys = new Uint32Array(keys.length * 2)
    this.#stamps = new Uint32Array(keys.length * 2)
    this.#size = 0
    for (let i = 0; i < keys.length; i++) if (stamps[i] === stamp) this.add(keys[i] as number)
  }
}

/** Keys to numbers from 0 on, by open addressing. */
class KeyTable {
  #keys = new Uint32Array(1 << 16)
  #values = new Uint32Array(1 << 16)
  count = 0

  get(key: number): number | undefined {
    const mask = this.#keys.length - 1
    let at = mix(key) & mask
    for (;;) {
      const value = this.#values[at] as number
      if (value === 0) return undefined
      if (this.#keys[at] === key) return value - 1
      at = (at + 1) & mask
    }
  }

  /** The number of the key; a new one when it has none. */
  put(key: number): number {
    const mask = this.#keys.length - 1
    let at = mix(key) & mask
    for (;;) {
      const value = this.#values[at] as number
      if (value === 0) break
      if (this.#keys[at] === key) return value - 1
      at = (at + 1) & mask
    }
    this.#keys[at] = key
    this.#values[at] = ++this.count
    const number = this.count - 1
    if (this.count * 2 > mask) this.#grow()
    return number
  }

  /** The keys by number. */
  list(): Uint32Array {
    const keys = new Uint32Array(this.count)
    for (let i = 0; i < this.#keys.length; i++) {
      const value = this.#values[i] as number
      if (value > 0) keys[value - 1] = this.#keys[i] as number
    }
    return keys
  }

  #grow(): void {
    const [keys, values] = [this.#keys, this.#values]
    this.#keys = new Uint32Array(keys.length * 2)
    this.#values = new Uint32Array(keys.length * 2)
    const mask = this.#keys.length - 1
    for (let i = 0; i < keys.length; i++) {
      const value = values[i] as number
      if (value === 0) continue
      let at = mix(keys[i] as number) & mask
      while (this.#values[at] !== 0) at = (at + 1) & mask
      this.#keys[at] = keys[i] as number
      this.#values[at] = value
    }
  }
}

const SKETCH_BITS = 24

/**
 * Counts features in two looks over the rows: a table of small hashed counters first, which never counts too low, then
 * only features that reach `minRows` there. Source: G. Cormode, S. Muthukrishnan, J. Algorithms 55 (2005) 58–75, with
 * one row of counters.
 */
export function countIncidence(features: RowFeatures, options: IncidenceOptions): Incidence {
  const { rows, minRows, maxRows } = options
  const seen = new StampedSet()
  const sketch = new Uint8Array(1 << SKETCH_BITS)
  for (let row = 0; row < rows; row++) {
    seen.clear()
    features(row, key => {
      if (!seen.add(key)) return
      const at = mix(key ^ 0x2545f491) >>> (32 - SKETCH_BITS)
      const count = sketch[at] as number
      if (count < 255) sketch[at] = count + 1
    })
  }
  const least = Math.min(minRows, 255)
  const table = new KeyTable()
  let entries = new Uint32Array(1 << 16)
  let length = 0
  const starts = new Uint32Array(rows + 1)
  let counts = new Uint32Array(1 << 16)
  let sums = new Uint32Array(1 << 16)
  for (let row = 0; row < rows; row++) {
    seen.clear()
    const rowHash = mix(row + 0x9e3779b9)
    features(row, key => {
      if ((sketch[mix(key ^ 0x2545f491) >>> (32 - SKETCH_BITS)] as number) < least || !seen.add(key)) return
      const number = table.put(key)
      if (number >= counts.length) {
        counts = grown(counts)
        sums = grown(sums)
      }
      counts[number] = (counts[number] as number) + 1
      sums[number] = ((sums[number] as number) + rowHash) >>> 0
      if (length === entries.length) entries = grown(entries)
      entries[length++] = number
    })
    starts[row + 1] = length
  }
  return join(table, { entries, starts, counts, sums, rows, minRows, maxRows })
}

const grown = (words: Uint32Array): Uint32Array<ArrayBuffer> => {
  const more = new Uint32Array(words.length * 2)
  more.set(words)
  return more
}

interface Raw {
  readonly entries: Uint32Array
  readonly starts: Uint32Array
  readonly counts: Uint32Array
  readonly sums: Uint32Array
  readonly rows: number
  readonly minRows: number
  readonly maxRows: number
}

const NONE = 0xffffffff

/** Leaves out what is too rare or too frequent, joins what stands in the same rows, and indexes the rest both ways. */
function join(table: KeyTable, raw: Raw): Incidence {
  const { entries, starts, counts, sums, rows, minRows, maxRows } = raw
  const feature = new Uint32Array(table.count).fill(NONE)
  const firstOf = new Map<number, number[]>()
  const sizes: number[] = []
  const heads: number[] = []
  let spellings = 0
  for (let number = 0; number < table.count; number++) {
    const count = counts[number] as number
    if (count < minRows || count > maxRows) continue
    spellings++
    const code = (sums[number] as number) * 2 ** 20 + Math.min(count, 2 ** 20 - 1)
    const alike = firstOf.get(code)
    if (alike === undefined) {
      feature[number] = sizes.push(count) - 1
      heads.push(number)
      firstOf.set(code, [number])
    } else {
      feature[number] = feature[alike[0] as number] as number
      alike.push(number)
    }
  }
  const isHead = new Uint8Array(table.count)
  for (const head of heads) isHead[head] = 1
  const rowStarts = new Uint32Array(rows + 1)
  let total = 0
  for (const size of sizes) total += size
  const kept = new Uint32Array(total)
  let at = 0
  for (let row = 0; row < rows; row++) {
    for (let i = starts[row] as number; i < (starts[row + 1] as number); i++) {
      const number = entries[i] as number
      if (isHead[number] === 1) kept[at++] = feature[number] as number
    }
    rowStarts[row + 1] = at
  }
  const postingStarts = new Uint32Array(sizes.length + 1)
  for (const [i, size] of sizes.entries()) postingStarts[i + 1] = (postingStarts[i] as number) + size
  const next = postingStarts.slice()
  const postings = new Uint32Array(at)
  for (let row = 0; row < rows; row++) {
    for (let i = rowStarts[row] as number; i < (rowStarts[row + 1] as number); i++) {
      const id = kept[i] as number
      postings[next[id] as number] = row
      next[id] = (next[id] as number) + 1
    }
  }
  const alikes = [...firstOf.values()]
  let keys: Uint32Array | undefined
  const allKeys = (): Uint32Array => {
    keys ??= table.list()
    return keys
  }
  return {
    count: sizes.length,
    spellings,
    sizes: Uint32Array.from(sizes),
    featuresOf: row => kept.subarray(rowStarts[row], rowStarts[row + 1]),
    rowsOf: id => postings.subarray(postingStarts[id], postingStarts[id + 1]),
    keysOf: id => (alikes[id] ?? []).map(number => allKeys()[number] as number),
    featureOf(key) {
      const number = table.get(key)
      const id = number === undefined ? NONE : (feature[number] as number)
      return id === NONE ? undefined : id
    },
  }
}
