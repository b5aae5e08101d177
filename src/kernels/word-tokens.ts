/**
 * Length of one word, in units. A Chinese word has 1.6 characters on average (about 1.5 to 1.7 in segmented corpora), so
 * that a character of an unspaced script counts five eighths of a word.
 */
export const UNITS_PER_WORD = 8
export const UNITS_PER_CHARACTER = 5

/** The tokens of one text, valid until the next text is read. */
export interface WordTokens {
  readonly length: number
  /** One hash a token. */
  readonly hashes: Uint32Array
  /** `UNITS_PER_WORD` or `UNITS_PER_CHARACTER` for each token. */
  readonly units: Uint8Array
  /** Sum of the units. */
  readonly totalUnits: number
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
export function createWordTokenizer(): (text: string) => WordTokens {
  let hashes = new Uint32Array(1024)
  let units = new Uint8Array(1024)
  return text => {
    const size = text.length
    const { folded, unspaced } = characterTables()
    if (hashes.length < size + 1) {
      hashes = new Uint32Array(size + (size >> 1) + 1)
      units = new Uint8Array(hashes.length)
    }
    let length = 0
    let characters = 0
    let hash = SEED
    for (let i = 0; i < size; i++) {
      const code = text.charCodeAt(i)
      const fold = folded[code] as number
      if (fold !== 0 && (code < 0x80 || unspaced[code] === 0)) {
        hash = Math.imul(hash ^ fold, STEP)
        continue
      }
      if (hash !== SEED) {
        units[length] = UNITS_PER_WORD
        hashes[length++] = mixBits(hash)
        hash = SEED
      }
      if (fold === 0) continue
      let character = Math.imul(SEED ^ fold, STEP)
      if (unspaced[code] === HIGH_HALF) character = Math.imul(character ^ text.charCodeAt(++i), STEP)
      units[length] = UNITS_PER_CHARACTER
      hashes[length++] = mixBits(character)
      characters++
    }
    if (hash !== SEED) {
      units[length] = UNITS_PER_WORD
      hashes[length++] = mixBits(hash)
    }
    const totalUnits = (length - characters) * UNITS_PER_WORD + characters * UNITS_PER_CHARACTER
    return { length, hashes, units, totalUnits }
  }
}

/** Marks the first half of a Han character or emoji beyond U+FFFF. */
const HIGH_HALF = 2
const WORD = /[\p{L}\p{N}\p{M}]/u
const UNSPACED =
  /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}\p{sc=Tibetan}]/u

interface CharacterTables {
  /** What a UTF-16 unit is folded to; 0 for a separator. */
  readonly folded: Uint16Array
  /** 1 for characters that are tokens by themselves, `HIGH_HALF` for halves. */
  readonly unspaced: Uint8Array
}

let tables: CharacterTables | undefined

function characterTables(): CharacterTables {
  if (tables !== undefined) return tables
  const folded = new Uint16Array(0x10000)
  const unspaced = new Uint8Array(0x10000)
  for (let code = 0; code < 0x10000; code++) {
    if (code >= 0xd800 && code < 0xe000) {
      folded[code] = code
      if ((code >= 0xd840 && code <= 0xd88f) || (code >= 0xd83c && code <= 0xd83e)) unspaced[code] = HIGH_HALF
    } else if (code >= 0x4e00 && code < 0xa000) {
      folded[code] = code
      unspaced[code] = 1
    } else if (code >= 0xac00 && code < 0xd7a4) {
      folded[code] = code
    } else {
      const character = String.fromCharCode(code)
      if (!WORD.test(character)) continue
      const plain = character.normalize('NFKC').toLowerCase()
      folded[code] = plain.length === 1 ? plain.charCodeAt(0) : code
      if (UNSPACED.test(character)) unspaced[code] = 1
    }
  }
  tables = { folded, unspaced }
  return tables
}
