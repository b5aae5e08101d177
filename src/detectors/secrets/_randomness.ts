import { DIGIT, EDGE, SYMBOLS, spell } from './_symbols.ts'
import { WORD_MODEL } from './_word-model.generated.ts'

const CODES = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
const BITS_A_STEP = 0.25
const BITS_OF_DIGIT = Math.log2(10)

let costs: Float32Array | undefined

/** Decodes the model on first use. */
function wordCosts(): Float32Array {
  if (costs) return costs
  costs = new Float32Array(WORD_MODEL.length)
  for (let i = 0; i < costs.length; i++) costs[i] = CODES.indexOf(WORD_MODEL.charAt(i)) * BITS_A_STEP
  return costs
}

/** Number of characters of the smallest usual alphabet that holds every character of the value. */
export function alphabetSize(value: string): number {
  let lower = 0
  let upper = 0
  let digit = 0
  let beyondHex = 0
  let symbol = 0
  for (let i = 0; i < value.length; i++) {
    const code = value.charCodeAt(i)
    if (code >= 48 && code <= 57) digit = 10
    else if (code >= 97 && code <= 122) {
      lower = 26
      if (code > 102) beyondHex = 1
    } else if (code >= 65 && code <= 90) {
      upper = 26
      if (code > 70) beyondHex = 1
    } else symbol = 2
  }
  if (digit > 0 && beyondHex === 0 && lower + upper > 0) return (lower + upper === 26 ? 16 : 22) + symbol
  return Math.max(2, lower + upper + digit + symbol)
}

/**
 * How much better a string is explained by dice than by words, in bits a character: the cost under a model of letter
 * triples in identifiers and prose, less the cost of drawing every character alike from its alphabet.
 * Identifiers lie below 0.5, random keys of 16 characters or more above 1 with few exceptions.
 */
export function randomEvidence(value: string): number {
  if (value.length === 0) return 0
  const table = wordCosts()
  const symbols = spell(value)
  let bits = 0
  let before = EDGE
  let last = EDGE
  for (let i = 1; i < symbols.length; i++) {
    const symbol = symbols[i] as number
    bits += table[(before * SYMBOLS + last) * SYMBOLS + symbol] as number
    if (symbol === DIGIT) bits += BITS_OF_DIGIT
    before = last
    last = symbol
  }
  return (bits - diceBits(value)) / value.length
}

/** What a separator costs when dice are thrown, in bits. */
const BITS_OF_SEPARATOR = 3

/** The cost of drawing every character alike: each run of letters and digits from its own alphabet. */
function diceBits(value: string): number {
  let bits = 0
  for (let from = 0; from < value.length; ) {
    let to = from
    while (to < value.length && isAlphanumeric(value.charCodeAt(to))) to++
    if (to > from) bits += (to - from) * Math.log2(alphabetSize(value.slice(from, to)))
    else {
      bits += BITS_OF_SEPARATOR
      to++
    }
    from = to
  }
  return bits
}

const isAlphanumeric = (code: number): boolean =>
  (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122)

/** Shannon entropy of the value's own characters, in bits a character. */
export function shannonEntropy(value: string): number {
  const counts = new Map<string, number>()
  for (const character of value) counts.set(character, (counts.get(character) ?? 0) + 1)
  let bits = 0
  for (const count of counts.values()) bits -= (count / value.length) * Math.log2(count / value.length)
  return bits
}

/** Share of neighboring characters that follow each other in the alphabet or on the keyboard's number row, up or down. */
export function sequenceShare(value: string): number {
  if (value.length < 2) return 0
  let steps = 0
  for (let i = 1; i < value.length; i++) {
    const step = value.charCodeAt(i) - value.charCodeAt(i - 1)
    if (step === 1 || step === -1) steps++
  }
  return steps / (value.length - 1)
}

/** Share of the value that lies in runs of four or more equal characters. */
export function repeatShare(value: string): number {
  let repeated = 0
  for (let from = 0; from < value.length; ) {
    let to = from + 1
    while (to < value.length && value.charCodeAt(to) === value.charCodeAt(from)) to++
    if (to - from >= 4) repeated += to - from
    from = to
  }
  return value.length === 0 ? 0 : repeated / value.length
}
