import type { DisjointSets } from '../../kernels/disjoint-sets.ts'
import type { SketchReader } from './_sketch-reader.ts'

/** Copies from which on repetition counts in full. */
const FULL_REPETITION = 100
/** Risk from which on a sample is counted as likely to be memorized: ten copies of a text that stands nowhere else. */
export const HIGH_RISK = 0.5
/** Shingles looked at for a group, at most, and the slots for those of all groups together. */
const MAX_PROBES = 32
const MIN_PROBES = 4
const MAX_ENTRIES = 1 << 22
const FREE = 0xffffffff
const COMMON = 0xfffffffe

export interface Risks {
  /** Samples with a risk of `HIGH_RISK` or more, over those looked at. */
  readonly high: number
  /** From 0 to 1; 0 for a group of one. */
  of(first: number, size: number): number
}

interface RiskInput {
  readonly total: number
  readonly takesPart: Uint8Array
  readonly groups: DisjointSets
  /** Samples of each group, by its first ordinal. */
  readonly sizes: Uint32Array
  readonly sketches: SketchReader
  /** The first sample that is reported on; earlier ones come from an index. */
  readonly firstAsked: number
}

/**
 * Memorization risk of a group of equal or nearly equal samples: repetition × uniqueness. Repetition is
 * log(size)/log(100), at most 1: what a model gives back verbatim grows with the logarithm of the copies (Lee et al.
 * 2022, https://arxiv.org/abs/2107.06499; Kandpal et al. 2022, https://arxiv.org/abs/2202.06539; Carlini et al. 2023,
 * https://arxiv.org/abs/2202.07646). Uniqueness is the part of the first sample's shingles that stand in no sample of
 * another group, from its 32 smallest hashes: boilerplate that stands everywhere gives nobody away. A long sample of
 * which only a part is kept may hide a common shingle, so that uniqueness is stated too high rather than too low.
 */
export function memorizationRisks(input: RiskInput): Risks {
  const { total, takesPart, groups, sizes, sketches, firstAsked } = input
  /** Groups that a sample to be reported on belongs to. */
  const asked: number[] = []
  const isAsked = new Uint8Array(total)
  for (let ordinal = firstAsked; ordinal < total; ordinal++) {
    const first = groups.rootOf(ordinal)
    if ((sizes[first] as number) < 2 || takesPart[first] !== 1 || isAsked[first] === 1) continue
    isAsked[first] = 1
    asked.push(first)
  }
  const probes = Math.max(
    MIN_PROBES,
    Math.min(MAX_PROBES, Math.floor(MAX_ENTRIES / Math.max(1, asked.length))),
  )
  const owners = asked.length > 0 ? ownersOf(input, asked, probes) : undefined
  const risks = new Map<number, number>()
  const riskOf = (first: number, size: number): number => {
    if (size < 2 || owners === undefined) return 0
    const known = risks.get(first)
    if (known !== undefined) return known
    const { hashes, from, to } = sketches.of(first)
    const end = Math.min(to, from + probes)
    let unique = 0
    for (let i = from; i < end; i++) if (owners(hashes[i] as number) === first) unique++
    const repetition = Math.min(1, Math.log(size) / Math.log(FULL_REPETITION))
    const risk = end > from ? (repetition * unique) / (end - from) : 0
    risks.set(first, risk)
    return risk
  }
  let high = 0
  if (owners !== undefined) {
    for (let ordinal = firstAsked; ordinal < total; ordinal++) {
      const first = groups.rootOf(ordinal)
      if (isAsked[first] === 1 && riskOf(first, sizes[first] as number) >= HIGH_RISK) high++
    }
  }
  return { high, of: riskOf }
}

/** Tells which group alone has a hash, for the smallest hashes of the groups asked about. */
function ownersOf(
  { takesPart, groups, sketches }: RiskInput,
  asked: readonly number[],
  probes: number,
): (hash: number) => number {
  let slots = 1024
  while (slots < asked.length * probes * 1.5) slots *= 2
  const hashes = new Uint32Array(slots)
  const owners = new Uint32Array(slots).fill(FREE)
  const slotOf = (hash: number): number => {
    let slot = Math.imul(hash, 0x9e3779b1) & (slots - 1)
    while (owners[slot] !== FREE && hashes[slot] !== hash) slot = (slot + 1) & (slots - 1)
    return slot
  }
  for (const first of asked) {
    const { hashes: own, from, to } = sketches.of(first)
    for (let i = from; i < Math.min(to, from + probes); i++) {
      const slot = slotOf(own[i] as number)
      if (owners[slot] === FREE) {
        hashes[slot] = own[i] as number
        owners[slot] = first
      } else if (owners[slot] !== first) owners[slot] = COMMON
    }
  }
  // Most hashes are none of those: a bit for each of 2^19 of their ends tells in the nearest memory.
  const bits = new Uint32Array(1 << 14)
  for (let slot = 0; slot < slots; slot++) {
    if (owners[slot] === FREE) continue
    const end = (hashes[slot] as number) & 0x7ffff
    bits[end >>> 5] = (bits[end >>> 5] as number) | (1 << (end & 31))
  }
  sketches.scan((ordinal, own, from, to) => {
    if (takesPart[ordinal] !== 1) return
    const group = groups.rootOf(ordinal)
    for (let i = from; i < to; i++) {
      const end = (own[i] as number) & 0x7ffff
      if (((bits[end >>> 5] as number) & (1 << (end & 31))) === 0) continue
      const slot = slotOf(own[i] as number)
      if (owners[slot] !== FREE && owners[slot] !== group) owners[slot] = COMMON
    }
  })
  return hash => owners[slotOf(hash)] as number
}
