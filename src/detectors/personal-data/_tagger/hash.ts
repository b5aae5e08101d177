/** Start value of 32-bit FNV-1a, http://www.isthe.com/chongo/tech/comp/fnv/. */
export const HASH_START = 0x811c9dc5 | 0
const PRIME = 0x01000193

/** Adds one code unit or small number to a rolling hash. */
export const addToHash = (hash: number, value: number): number => Math.imul(hash ^ value, PRIME)

/** The hash of a whole string, code unit by code unit. */
export function hashOf(text: string): number {
  let hash = HASH_START
  for (let i = 0; i < text.length; i++) hash = addToHash(hash, text.charCodeAt(i))
  return hash
}

/** Spreads a hash under a feature number over all bits, so that its low bits may serve as a row (MurmurHash3 finalizer). */
export function scatter(hash: number, feature: number): number {
  let mixed = Math.imul(hash ^ Math.imul(feature, 0x9e3779b1), 0x85ebca6b)
  mixed ^= mixed >>> 15
  mixed = Math.imul(mixed, 0xc2b2ae35)
  return mixed ^ (mixed >>> 13)
}

/** One hash of two. */
export const pairHash = (left: number, right: number): number =>
  Math.imul(left, 31) ^ Math.imul(right, 0x01000193) ^ (left >>> 15)
