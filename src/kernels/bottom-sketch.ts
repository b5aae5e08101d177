/**
 * Bottom sketches: of a set of 32-bit hashes the `size` smallest, ascending. A set that is not larger is kept whole, and
 * its Jaccard similarity to another whole set is exact but for collisions of hashes (two of 2^32). A larger set is a
 * uniform sample of itself, and the similarity an estimate with a standard error of about sqrt(J(1 − J)/size).
 * Source: A. Broder, On the resemblance and containment of documents, 1997; E. Cohen, H. Kaplan, Summarizing data using
 * bottom-k sketches, PODC 2007.
 */

/**
 * Sorts the first `count` hashes and drops repeats, in place, until `size` are left; hashes beyond are destroyed.
 * @returns how many different hashes there were, at most `size + 1`: more than `size` says that some were left out
 */
export function sketchInPlace(hashes: Uint32Array, count: number, size: number): number {
  if (count <= size * 4) return distinct(hashes, count, size)
  // Long texts: only the hashes below a bound that some half more than `size` pass are sorted.
  for (let part = (size * 1.5) / count; part < 1; part *= 2) {
    const bound = Math.floor(part * 2 ** 32)
    let below = 0
    for (let i = 0; i < count; i++) if ((hashes[i] as number) < bound) below++
    if (below < size + 1) continue
    const few = new Uint32Array(below)
    for (let i = 0, at = 0; i < count; i++) if ((hashes[i] as number) < bound) few[at++] = hashes[i] as number
    const found = distinct(few, below, size)
    if (found <= size) continue
    hashes.set(few.subarray(0, size))
    return found
  }
  return distinct(hashes, count, size)
}

function distinct(hashes: Uint32Array, count: number, size: number): number {
  sortHashes(hashes, count)
  let found = 0
  for (let i = 0; i < count && found <= size; i++) {
    const hash = hashes[i] as number
    if (i === 0 || hash !== (hashes[found - 1] as number)) hashes[found++] = hash
  }
  return found
}

/** Up to this many are sorted by insertion alone. */
const FEW = 24
/** A bucket that holds more goes to the general sort: hashes that somebody chose (CWE-407). */
const MAX_BUCKET = 48
let bucketEnds = new Uint32Array(1024)
let scattered = new Uint32Array(1024)

/** Sorts evenly spread hashes in place in linear time: by their first bits into buckets, then by insertion. */
export function sortHashes(hashes: Uint32Array, count: number): void {
  if (count > FEW && !scatterByFirstBits(hashes, count)) {
    hashes.subarray(0, count).sort()
    return
  }
  for (let i = 1; i < count; i++) {
    const hash = hashes[i] as number
    let at = i
    while (at > 0 && (hashes[at - 1] as number) > hash) {
      hashes[at] = hashes[at - 1] as number
      at--
    }
    hashes[at] = hash
  }
}

function scatterByFirstBits(hashes: Uint32Array, count: number): boolean {
  const bits = Math.min(20, 32 - Math.clz32(count - 1))
  const buckets = 1 << bits
  const shift = 32 - bits
  if (bucketEnds.length < buckets) bucketEnds = new Uint32Array(buckets)
  if (scattered.length < count) scattered = new Uint32Array(count * 2)
  bucketEnds.fill(0, 0, buckets)
  let largest = 0
  for (let i = 0; i < count; i++) {
    const bucket = (hashes[i] as number) >>> shift
    const size = (bucketEnds[bucket] as number) + 1
    bucketEnds[bucket] = size
    if (size > largest) largest = size
  }
  if (largest > MAX_BUCKET) return false
  for (let bucket = 1; bucket < buckets; bucket++) {
    bucketEnds[bucket] = (bucketEnds[bucket] as number) + (bucketEnds[bucket - 1] as number)
  }
  for (let i = 0; i < count; i++) {
    const hash = hashes[i] as number
    const at = (bucketEnds[hash >>> shift] as number) - 1
    bucketEnds[hash >>> shift] = at
    scattered[at] = hash
  }
  for (let i = 0; i < count; i++) hashes[i] = scattered[i] as number
  return true
}

/** A sketch inside a larger array. */
export interface Sketch {
  readonly hashes: Uint32Array
  readonly from: number
  readonly to: number
  /** True when it holds the whole set. */
  readonly whole: boolean
}

/**
 * Jaccard similarity of two sets from their sketches: shared over all hashes up to the point to which both are known.
 * Exact when both are whole. Two empty sets have a similarity of 0.
 */
export function sketchSimilarity(a: Sketch, b: Sketch): number {
  let i = a.from
  let j = b.from
  let [toA, toB] = [a.to, b.to]
  let shared = 0
  let all = 0
  const [x, y] = [a.hashes, b.hashes]
  while (i < toA && j < toB) {
    const p = x[i] as number
    const q = y[j] as number
    all++
    if (p === q) shared++
    if (p <= q) i++
    if (q <= p) j++
  }
  // What is left of one set is known not to be in the other only if the other is whole.
  if (i === toA && !a.whole) toB = j
  if (j === toB && !b.whole) toA = Math.min(toA, i)
  all += toA - i + (toB - j)
  return all === 0 ? 0 : shared / all
}

/** The greatest similarity that two whole sets of these sizes can have. */
export const greatestSimilarity = (sizeA: number, sizeB: number): number =>
  sizeA < sizeB ? sizeA / sizeB : sizeB / sizeA
