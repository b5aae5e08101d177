import { mixBits, type WordTokens } from '../../kernels/word-tokens.ts'
import type { DescriptorList } from './descriptor.ts'

/** Hash functions; two outputs share a key of one with a probability of their Jaccard similarity. */
const KEYS = 4
const SHINGLE = 3
/** Tokens looked at. */
const MAX_TOKENS = 512
/** An output of no more tokens also has a key of its own, */
const MAX_EXACT = 64
/** and those of no more have nothing to be near to. */
const FEW_TOKENS = 2
const EDGE = 3
const SEEDS = Uint32Array.of(0x9e3779b9, 0x85ebca6b, 0xc2b2ae35, 0x27d4eb2f)
const STEP = 0x01000193

const minima = new Uint32Array(KEYS)
const hex = (hash: number): string => (hash >>> 0).toString(16).padStart(8, '0')

/**
 * Keys that outputs of nearly the same text share: minima of hashed triples of tokens (`response:HASH`, MinHash with one
 * band a hash, https://doi.org/10.1109/SEQUEN.1997.666900), the whole of a short text (`response-exact:HASH`), and its
 * first and last three tokens (`starts:HASH`, `ends:HASH`).
 */
export function addNearFixed({ hashes, length }: WordTokens, list: DescriptorList): void {
  if (length === 0) return
  const end = Math.min(length, MAX_TOKENS)
  if (length <= MAX_EXACT) {
    let hash = 0x811c9dc5
    for (let i = 0; i < length; i++) hash = Math.imul(hash ^ (hashes[i] as number), STEP)
    addKey(list, FAMILY.exact, mixBits(hash), 'response-exact:')
  }
  if (length <= FEW_TOKENS) return
  minima.fill(0xffffffff)
  for (let i = 0; i + SHINGLE <= end; i++) {
    let own = 0x811c9dc5
    for (let at = i; at < i + SHINGLE; at++) own = Math.imul(own ^ (hashes[at] as number), STEP)
    for (let k = 0; k < KEYS; k++) {
      const hash = mixBits(own ^ (SEEDS[k] as number))
      if (hash < (minima[k] as number)) minima[k] = hash
    }
  }
  // The number of the hash function goes into the key: minima of different functions are not comparable.
  for (let k = 0; k < KEYS; k++) addKey(list, FAMILY.near + k, minima[k] as number, `response:${k}`)
  addKey(list, FAMILY.starts, edge(hashes, 0), 'starts:')
  addKey(list, FAMILY.ends, edge(hashes, length - EDGE), 'ends:')
}

/** Numbers of the families for `addHashed`; `near` takes one for each hash function. */
const FAMILY = { exact: 2, starts: 3, ends: 4, near: 8 } as const

const addKey = (list: DescriptorList, family: number, hash: number, prefix: string): void =>
  list.addHashed(family, hash, 1, undefined, () => prefix + hex(hash))

function edge(hashes: Uint32Array, from: number): number {
  let hash = 0x811c9dc5
  for (let i = from; i < from + EDGE; i++) hash = Math.imul(hash ^ (hashes[i] as number), STEP)
  return mixBits(hash)
}
