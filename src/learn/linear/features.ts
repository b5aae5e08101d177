/** Which n-grams of a text become features. */
export interface FeatureOptions {
  /** The features fall into 2^bits places, from 8 to 24. */
  readonly bits: number
  /** Shortest and longest n-grams of UTF-16 units. */
  readonly characters?: readonly [number, number]
  /** Shortest and longest n-grams of words; a Han character is a word. */
  readonly words?: readonly [number, number]
  /** Folds case and compatibility forms first. */
  readonly fold?: boolean
  /** What of a longer text is read, in UTF-16 units; 20,000 when left out. */
  readonly maxLength?: number
}

/** A sparse vector of length one, its indices each once. */
export interface SparseVector {
  readonly indices: Uint32Array
  readonly values: Float32Array
}

/** Turns texts into sparse vectors. */
export type FeatureReader = (text: string) => SparseVector

const WORD = /\p{Script=Han}|[\p{L}\p{N}\p{M}_]{1,64}/gu

/** Bounds of what options may ask for. */
const MAX_GRAM = 8

/**
 * Hashed n-grams with damped counts 1 + ln(count), scaled to length one. Source: https://arxiv.org/abs/0902.2206
 * (without signed hashes). Throws RangeError on options out of range.
 */
export function featureReader(options: FeatureOptions): FeatureReader {
  const { bits, characters, words, fold = true, maxLength = 20_000 } = options
  if (!(Number.isInteger(bits) && bits >= 8 && bits <= 24)) throw new RangeError('bits must be from 8 to 24')
  for (const range of [characters, words])
    if (range !== undefined && !(range[0] >= 1 && range[1] >= range[0] && range[1] <= MAX_GRAM))
      throw new RangeError(`n-grams must be from 1 to ${MAX_GRAM}`)
  const counts = new Uint32Array(2 ** bits)
  let touched = new Uint32Array(1024)
  let size = 0
  const add = (hash: number) => {
    const place = finish(hash) >>> (32 - bits)
    const before = counts[place] as number
    counts[place] = before + 1
    if (before > 0) return
    if (size === touched.length) {
      const wider = new Uint32Array(size * 2)
      wider.set(touched)
      touched = wider
    }
    touched[size++] = place
  }
  return given => {
    const cut = given.length > maxLength ? given.slice(0, maxLength) : given
    const text = fold ? cut.normalize('NFKC').toLowerCase() : cut
    size = 0
    if (characters !== undefined) addCharacters(text, characters, add)
    if (words !== undefined) addWords(text, words, add)
    const indices = touched.slice(0, size).sort()
    const values = new Float32Array(size)
    let sum = 0
    for (let i = 0; i < size; i++) {
      const value = 1 + Math.log(counts[indices[i] as number] as number)
      values[i] = value
      sum += value * value
    }
    const scale = sum === 0 ? 0 : 1 / Math.sqrt(sum)
    for (let i = 0; i < size; i++) {
      values[i] = (values[i] as number) * scale
      counts[indices[i] as number] = 0
    }
    return { indices, values }
  }
}

const START = 0x811c9dc5

/** FNV-1a over 16-bit units. Source: http://www.isthe.com/chongo/tech/comp/fnv/ */
const step = (hash: number, unit: number): number => Math.imul(hash ^ unit, 0x01000193)

/** The finalizer of MurmurHash3, so that all bits count. */
function finish(hash: number): number {
  let h = hash ^ (hash >>> 16)
  h = Math.imul(h, 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return (h ^ (h >>> 16)) >>> 0
}

function addCharacters(
  text: string,
  [least, most]: readonly [number, number],
  add: (hash: number) => void,
): void {
  for (let start = 0; start + least <= text.length; start++) {
    let hash = START
    const end = Math.min(text.length, start + most)
    for (let at = start; at < end; at++) {
      hash = step(hash, text.charCodeAt(at))
      if (at - start + 1 >= least) add(step(hash, at - start + 1))
    }
  }
}

function addWords(text: string, [least, most]: readonly [number, number], add: (hash: number) => void): void {
  const hashes = new Int32Array(most)
  let seen = 0
  for (const [word] of text.matchAll(WORD)) {
    let own = START
    for (let i = 0; i < word.length; i++) own = step(own, word.charCodeAt(i))
    hashes[seen++ % most] = own
    let hash = 0x9e3779b9
    for (let count = 1; count <= Math.min(most, seen); count++) {
      hash = step(Math.imul(hash, 0x85ebca6b), hashes[(seen - count) % most] as number)
      if (count >= least) add(step(hash, 0x10000 + count))
    }
  }
}
