/**
 * Length of one word, in units. A Chinese word has 1.6 characters on average (about 1.5 to 1.7 in segmented corpora), so
 * that a character of an unspaced script counts five eighths of a word.
 */
export const UNITS_PER_WORD = 8
export const UNITS_PER_CHARACTER = 5

/** The tokens of one or several texts, valid until the next are read. */
export interface WordTokens {
  readonly length: number
  /** One hash a token. */
  readonly hashes: Uint32Array
  /** `UNITS_PER_WORD` or `UNITS_PER_CHARACTER` for each token. */
  readonly units: Uint8Array
  /** Sum of the units. */
  readonly totalUnits: number
  /** Where each token begins in its text, in UTF-16 units, */
  readonly starts: Uint32Array
  /** and where it ends, exclusive. */
  readonly ends: Uint32Array
  /** For each text, the number of its first token. */
  readonly firsts: readonly number[]
}

/** Spreads a 32-bit word over all its bits: the finalizer of MurmurHash3. */
export function mixBits(word: number): number {
  let x = Math.imul(word ^ (word >>> 16), 0x85ebca6b)
  x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35)
  return (x ^ (x >>> 16)) >>> 0
}

const SEED = 0x811c9dc5
const STEP = 0x01000193

/**
 * Makes a reader of tokens: runs of letters, digits and marks, lower-cased, full-width forms folded; each character of a
 * script that puts no spaces between words (Han, Kana, Thai, Lao, Khmer, Myanmar, Tibetan) is a token of its own, and so
 * are emoji beyond U+FFFF. Punctuation and spaces only separate. Hashes are FNV-1a over UTF-16 units, finalized; not cryptographic.
 */
export function createWordTokenizer(): (texts: string | readonly string[]) => WordTokens {
  let hashes = new Uint32Array(1024)
  let units = new Uint8Array(1024)
  let starts = new Uint32Array(1024)
  let ends = new Uint32Array(1024)
  const grow = (size: number) => {
    const longer = (array: Uint32Array) => {
      const grown = new Uint32Array(size + (size >> 1))
      grown.set(array)
      return grown
    }
    hashes = longer(hashes)
    starts = longer(starts)
    ends = longer(ends)
    const grown = new Uint8Array(hashes.length)
    grown.set(units)
    units = grown
  }
  /** Reads one text after `length` tokens of others; gives the new number of tokens. */
  const read = (text: string, before: number): number => {
    const size = text.length
    const table = characterTable()
    if (hashes.length < before + size + 1) grow(before + size + 1)
    const [ownHashes, ownUnits, ownStarts, ownEnds] = [hashes, units, starts, ends]
    let length = before
    for (let i = 0; i < size; ) {
      let kind = table[text.charCodeAt(i)] as number
      if (kind === 0) {
        i++
        continue
      }
      ownStarts[length] = i
      if (kind < UNSPACED_CHARACTER) {
        let hash = SEED
        do {
          hash = Math.imul(hash ^ kind, STEP)
          if (++i === size) break
          kind = table[text.charCodeAt(i)] as number
        } while (kind !== 0 && kind < UNSPACED_CHARACTER)
        ownUnits[length] = UNITS_PER_WORD
        ownHashes[length] = mixBits(hash)
      } else {
        let hash = Math.imul(SEED ^ (kind & 0xffff), STEP)
        if (kind >= HIGH_HALF) hash = Math.imul(hash ^ text.charCodeAt(++i), STEP)
        i++
        ownUnits[length] = UNITS_PER_CHARACTER
        ownHashes[length] = mixBits(hash)
      }
      ownEnds[length++] = i
    }
    return length
  }
  return texts => {
    const all = typeof texts === 'string' ? [texts] : texts
    const firsts: number[] = []
    let length = 0
    for (const text of all) {
      firsts.push(length)
      length = read(text, length)
    }
    let totalUnits = 0
    for (let i = 0; i < length; i++) totalUnits += units[i] as number
    return { length, hashes, units, totalUnits, starts, ends, firsts }
  }
}

/** Marks characters that are tokens by themselves, */
const UNSPACED_CHARACTER = 0x10000
/** and the first half of a Han character or emoji beyond U+FFFF. */
const HIGH_HALF = 0x20000
const WORD = /[\p{L}\p{N}\p{M}]/u
const UNSPACED =
  /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}\p{sc=Tibetan}]/u

let table: Uint32Array | undefined

/** What each UTF-16 unit is folded to, 0 for a separator, with the marks above. */
export function characterTable(): Uint32Array {
  if (table !== undefined) return table
  const made = new Uint32Array(0x10000)
  for (let code = 0; code < 0x10000; code++) {
    if (code >= 0xd800 && code < 0xe000) {
      const isHigh = (code >= 0xd840 && code <= 0xd88f) || (code >= 0xd83c && code <= 0xd83e)
      made[code] = isHigh ? code | HIGH_HALF : code
    } else if (code >= 0x4e00 && code < 0xa000) {
      made[code] = code | UNSPACED_CHARACTER
    } else if (code >= 0xac00 && code < 0xd7a4) {
      made[code] = code
    } else {
      const character = String.fromCharCode(code)
      if (!WORD.test(character)) continue
      const plain = character.normalize('NFKC').toLowerCase()
      const fold = plain.length === 1 ? plain.charCodeAt(0) : code
      made[code] = UNSPACED.test(character) ? fold | UNSPACED_CHARACTER : fold
    }
  }
  table = made
  return made
}
