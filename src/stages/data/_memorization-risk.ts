import type { DisjointSets } from '../../kernels/disjoint-sets.ts'
import type { SketchReader } from './_near-census.ts'

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
  readonly sketchOf: SketchReader
}

/**
 * Memorization risk of a group of equal or nearly equal samples: repetition × uniqueness. Repetition is
 * log(size)/log(100), at most 1: what a model gives back verbatim grows with the logarithm of the copies (Lee et al.
 * 2022, https://arxiv.org/abs/2107.06499; Kandpal et al. 2022, https://arxiv.org/abs/2202.06539; Carlini et al. 2023,
 * https://arxiv.org/abs/2202.07646). Uniqueness is the part of the first sample's shingles that stand in no sample of
 * another group, from its 32 smallest hashes: boilerplate that stands everywhere gives nobody away. A long sample of
 * which only a part is kept may hide a common shingle, so that uniqueness is stated too high rather than too low.
 */
export function memorizationRisks({ total, takesPart, groups, sizes, sketchOf }: RiskInput): Risks {
  let several = 0
  for (let first = 0; first < total; first++) if (isGroup(first)) several++
  const probes = Math.max(MIN_PROBES, Math.min(MAX_PROBES, Math.floor(MAX_ENTRIES / Math.max(1, several))))
  let slots = 1024
  while (slots < several * probes * 1.5) slots *= 2
  const hashes = new Uint32Array(slots)
  const owners = new Uint32Array(slots).fill(FREE)

  function isGroup(first: number): boolean {
    return (sizes[first] as number) > 1 && takesPart[first] === 1
  }
  function slotOf(hash: number): number {
    let slot = hash & (slots - 1)
    while (owners[slot] !== FREE && hashes[slot] !== hash) slot = (slot + 1) & (slots - 1)
    return slot
  }
  const note = (hash: number, owner: number, isNew: boolean) => {
    const slot = slotOf(hash)
    if (owners[slot] === FREE) {
      if (!isNew) return
      hashes[slot] = hash
      owners[slot] = owner
    } else if (owners[slot] !== owner) owners[slot] = COMMON
  }

  if (several > 0) {
    for (let first = 0; first < total; first++) {
      if (!isGroup(first)) continue
      const { hashes: own, from, to } = sketchOf(first)
      for (let i = from; i < Math.min(to, from + probes); i++) note(own[i] as number, first, true)
    }
    for (let ordinal = 0; ordinal < total; ordinal++) {
      if (takesPart[ordinal] === 0) continue
      const group = groups.rootOf(ordinal)
      const { hashes: own, from, to } = sketchOf(ordinal)
      for (let i = from; i < to; i++) note(own[i] as number, group, false)
    }
  }

  const riskOf = (first: number, size: number): number => {
    if (size < 2) return 0
    const { hashes: own, from, to } = sketchOf(first)
    const end = Math.min(to, from + probes)
    let unique = 0
    for (let i = from; i < end; i++) if (owners[slotOf(own[i] as number)] === first) unique++
    const repetition = Math.min(1, Math.log(size) / Math.log(FULL_REPETITION))
    return end > from ? (repetition * unique) / (end - from) : 0
  }
  let high = 0
  for (let first = 0; first < total; first++) {
    const size = sizes[first] as number
    if (isGroup(first) && riskOf(first, size) >= HIGH_RISK) high += size
  }
  return { high, of: riskOf }
}
