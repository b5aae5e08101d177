// One look for places where a text of at most 512 Ki UTF-16 units may hold something encoded or disguised, in
// AssemblyScript; `text-screen.reference.ts` is the plain reference. Every result is an offset in UTF-16 units.

const CLASS_OF: usize = 0x1000     // 64 Ki bytes: what stands for each unit: itself, 0x80, or 0x80 + a sign
const KIND_OF: usize = 0x11000     // 256 bytes: what an ASCII character is in a token; 0 for what stands in none
const COUNTS: usize = 0x11200      // 10 words: entries of each list
const LASTS: usize = 0x11240       // 10 words: last entry of each list
const VALUES: usize = 0x11280     // 128 bytes: value of each digit of base64
const BYTES: usize = 0x11300      // 12 bytes: what a block begins with
const INPUT: usize = 0x20080
const SHADOW: usize = 0x1b0080
const LISTS: usize = 0x240000
const LIST_SIZE: usize = 0x24000

const DIGIT: u32 = 1
const NOISE: u32 = 2
const LETTER: u32 = 4
const MARK: u32 = 8
const HAN_DIGIT: u32 = 0x81
const INVISIBLE: u32 = 0x82
const COMPATIBLE: u32 = 0x83
const FOREIGN: u32 = 0x84
const REPLACEMENT: u32 = 0x85

const RUNS: usize = 0
const NOISY: usize = 1
const PAIRS: usize = 2
const SPREAD: usize = 3
const SPELLED: usize = 4
const HAN_DIGITS: usize = 5
const INVISIBLES: usize = 6
const COMPATIBLES: usize = 7
const CONFUSABLES: usize = 8
const HAN_RUNS: usize = 9

const PERCENT: u32 = 1
const ENTITY: u32 = 2
const ESCAPE: u32 = 4
const QUOTED: u32 = 8
const BROKEN: u32 = 16

const MOST_SINGLES: i32 = 6
const MOST_PAIRS: i32 = 7
const MOST_WORDS: i32 = 4
const APART: i32 = 24
const INSIDE: usize = 512
const RUN: i32 = 7
const LONG_RUN: usize = 14
const MOST_TAILS: i32 = 4

/** Constants of the loop; loaded, since they would be made anew each time. */
const VECTORS: usize = memory.data<u8>([
  // What an ASCII character may be, by its low and its high half; bits: 0 digit, 1 and 2 letter, 3 and 4 mark, 5 to 7 sign.
  5, 7, 7, 7, 7, 39, 39, 7, 7, 7, 6, 10, 130, 74, 2, 26,
  0, 0, 40, 65, 2, 148, 2, 4, 0, 0, 0, 0, 0, 0, 0, 0,
  // Words for digits by the low halves of their first and second letters: ze ei, on, tw th tr, fo fi, se si, oh, ni no na, do.
  0, 0, 0, 16, 132, 1, 8, 0, 0, 0, 1, 0, 0, 0, 64, 34,
  0, 64, 4, 0, 0, 17, 0, 4, 36, 89, 0, 0, 0, 0, 2, 200,
  // Masks and characters.
  15, 15, 15, 15, 15, 15, 15, 15, 15, 15, 15, 15, 15, 15, 15, 15,
  31, 31, 31, 31, 31, 31, 31, 31, 31, 31, 31, 31, 31, 31, 31, 31,
  24, 24, 24, 24, 24, 24, 24, 24, 24, 24, 24, 24, 24, 24, 24, 24,
  224, 224, 224, 224, 224, 224, 224, 224, 224, 224, 224, 224, 224, 224, 224, 224,
  120, 120, 120, 120, 120, 120, 120, 120, 120, 120, 120, 120, 120, 120, 120, 120,
  10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10,
  128, 128, 128, 128, 128, 128, 128, 128, 128, 128, 128, 128, 128, 128, 128, 128,
])

let base: usize = 0
let singles: i32 = 0
let pairs: i32 = 0
let words: i32 = 0
/** Behind the last token that was read as a whole. */
let done: usize = 0

/** UTF-8 to one byte for each UTF-16 unit. Returns the number of units; negative where something was not UTF-16. */
export function shade(length: i32): i32 {
  let p = INPUT
  const end = INPUT + <usize>length
  let q = SHADOW
  let isReplaced = false
  while (p < end) {
    const block = v128.load(p)
    const wide = i8x16.bitmask(block)
    if (wide == 0 && p + 16 <= end) {
      v128.store(q, block)
      p += 16
      q += 16
      continue
    }
    const narrow = min<i32>(wide == 0 ? 16 : ctz(wide), <i32>(end - p))
    v128.store(q, block)
    p += narrow
    q += narrow
    while (p < end) {
      const first: u32 = load<u8>(p)
      if (first >= 0xe0 && first < 0xf0) {
        const code: u32 = ((first & 0x0f) << 12) | ((<u32>load<u8>(p, 1) & 0x3f) << 6) | (<u32>load<u8>(p, 2) & 0x3f)
        const sign: u32 = load<u8>(CLASS_OF + code)
        isReplaced = isReplaced || sign == REPLACEMENT
        store<u8>(q, sign)
        p += 3
        q += 1
      } else if (first < 0x80) break
      else if (first < 0xe0) {
        const code: u32 = ((first & 0x1f) << 6) | (<u32>load<u8>(p, 1) & 0x3f)
        store<u8>(q, load<u8>(CLASS_OF + code))
        p += 2
        q += 1
      } else {
        const code: u32 = ((first & 0x07) << 18) | ((<u32>load<u8>(p, 1) & 0x3f) << 12) |
          ((<u32>load<u8>(p, 2) & 0x3f) << 6)
        store<u8>(q, load<u8>(CLASS_OF + 0xd7c0 + (code >> 10)))
        store<u8>(q, 0x80, 1)
        p += 4
        q += 2
      }
    }
  }
  return isReplaced ? -1 : <i32>(q - SHADOW)
}

function append(list: usize, at: i32): void {
  const count: i32 = load<i32>(COUNTS + (list << 2))
  store<i32>(LISTS + list * LIST_SIZE + (<usize>count << 2), at)
  store<i32>(COUNTS + (list << 2), count + 1)
  store<i32>(LASTS + (list << 2), at)
}

function put(list: usize, address: usize): void {
  const at = <i32>(address - base)
  if (at - load<i32>(LASTS + (list << 2)) >= APART) append(list, at)
}

// @ts-ignore: decorator
@inline
function kindAt(at: usize): u32 {
  return load<u8>(KIND_OF + <usize>load<u8>(at))
}

/** Letters of the word for a digit that begins at an address; 0 for none. Whatever follows is not looked at. */
function numberWord(at: usize): u32 {
  const letters: u64 = load<u64>(at) | 0x2020202020202020
  const three: u32 = <u32>letters & 0xffffff
  switch (<u32>letters & 0xff) {
    case 0x7a: return <u32>letters == 0x6f72657a ? 4 : 0 // zero
    case 0x6f: return three == 0x656e6f ? 3 : (three & 0xffff) == 0x686f ? 2 : 0 // one oh
    case 0x74:
      if (three == 0x6f7774) return 3 // two
      if ((letters & 0xffffffffff) == 0x6565726874) return 5 // three
      if ((letters & 0xffffffffffff) == 0x656c70697274) return 6 // triple
      return (letters & 0xffffffffffff) == 0x656c62657274 ? 6 : 0 // treble
    case 0x66: return <u32>letters == 0x72756f66 || <u32>letters == 0x65766966 ? 4 : 0 // four five
    case 0x73:
      if (three == 0x786973) return 3 // six
      return (letters & 0xffffffffff) == 0x6e65766573 ? 5 : 0 // seven
    case 0x65: return (letters & 0xffffffffff) == 0x7468676965 ? 5 : 0 // eight
    case 0x6e:
      if (<u32>letters == 0x656e696e) return (<u32>(letters >> 32) & 0xff) == 0x72 ? 5 : 4 // niner nine
      if ((letters & 0xffffffffffff) == 0x746867756f6e) return 6 // nought
      return (letters & 0xffffffffffff) == 0x74686775616e ? 6 : 0 // naught
    case 0x64: return (letters & 0xffffffffffff) == 0x656c62756f64 ? 6 : 0 // double
    default: return 0
  }
}

function isNumberWord(at: usize): bool {
  const size = numberWord(at)
  return size != 0 && kindAt(at + size) == 0
}

/** A token that marks cut into single characters, pairs or words. */
function lookInside(start: usize, end: usize): void {
  let list: usize = 0
  if (kindAt(start + 1) == MARK || (kindAt(start) == MARK && kindAt(start + 2) == MARK)) list = SPREAD
  else if (kindAt(start + 2) == MARK) list = PAIRS
  else {
    let size: u32 = numberWord(start)
    const letters: u64 = load<u64>(start) | 0x2020202020202020
    if (<u32>letters == 0x73756c70) size = 4 // plus
    // Of these, no number is made with a hyphen: niner nought naught treble.
    if (<u32>letters == 0x656e696e) size = 4
    if (size == 6 && ((letters & 0xff) == 0x6e || (letters & 0xffff) == 0x7274 && (<u32>(letters >> 16) & 0xff) == 0x65)) return
    if (size == 0) return
    const behind: u32 = load<u8>(start + size)
    if (behind != 0x2d && behind != 0x2f && behind != 0x5f) return
    list = SPELLED
  }
  const stop = min<usize>(end, start + INSIDE)
  for (let at = start; at < stop; at += APART) put(list, at)
}

/** Reads a token of several characters as a whole, once. */
function token(start: usize): void {
  if (start < done) return
  let seen: u32 = 0
  let at = start
  for (let kind = kindAt(at); kind != 0; kind = kindAt(at)) {
    seen |= kind
    at++
  }
  done = at
  const size = at - start
  if ((seen & (DIGIT | NOISE | LETTER)) == (DIGIT | NOISE) && size >= 3) put(NOISY, start)
  if ((seen & MARK) != 0 && size >= 5) lookInside(start, at)
}

// @ts-ignore: decorator
@inline
function isHex(code: u32): bool {
  return code - 0x30 < 10 || (code | 0x20) - 0x61 < 6
}

// @ts-ignore: decorator
@inline
function isLetter(code: u32): bool {
  return (code | 0x20) - 0x61 < 26
}

function hexDigits(at: usize, most: usize): usize {
  let count: usize = 0
  while (count < most && isHex(load<u8>(at + count))) count++
  return count
}

// @ts-ignore: decorator
@inline
function isUpperHex(code: u32): bool {
  return code - 0x30 < 10 || code - 0x41 < 6
}

/** The flag of what a sign such as `%` begins; 0 when it begins nothing. */
function signAt(at: usize): u32 {
  const next: u32 = load<u8>(at, 1)
  switch (load<u8>(at)) {
    case 0x25: return (next | 0x20) == 0x75 || hexDigits(at + 1, 2) == 2 ? PERCENT : 0
    case 0x26: {
      if (next == 0x23) return ENTITY
      let size: usize = 0
      while (size < 17 && isLetter(load<u8>(at + 1 + size))) size++
      if (size < 2 || size > 16) return 0
      if (load<u8>(at + 1 + size) == 0x3b) return ENTITY
      const name: u32 = load<u32>(at, 1)
      if (size == 2) return (name & 0xffff) == 0x746c || (name & 0xffff) == 0x7467 ? ENTITY : 0
      if (size == 3) return (name & 0xffffff) == 0x706d61 ? ENTITY : 0
      return size == 4 && (name == 0x746f7571 || name == 0x7073626e) ? ENTITY : 0
    }
    case 0x3d: {
      if (next == 0x0a || (next == 0x0d && load<u8>(at, 2) == 0x0a)) return QUOTED
      return isUpperHex(next) && isUpperHex(load<u8>(at, 2)) ? QUOTED : 0
    }
    case 0x5c: {
      if (next == 0x6e || next == 0x72 || next == 0x5c) return ESCAPE
      if (next == 0x75) return load<u8>(at, 2) == 0x7b || hexDigits(at + 2, 4) == 4 ? ESCAPE : 0
      if (next == 0x55) return hexDigits(at + 2, 8) == 8 ? ESCAPE : 0
      if (next == 0x78) return hexDigits(at + 2, 2) == 2 ? ESCAPE : 0
      return next - 0x30 < 4 && <u32>load<u8>(at, 2) - 0x30 < 8 && <u32>load<u8>(at, 3) - 0x30 < 8 ? ESCAPE : 0
    }
    default: return 0
  }
}

/** True where a line break may stand inside a number. */
function isBroken(at: usize): bool {
  let after = at + 1
  let code: u32 = load<u8>(after)
  while (code == 0x20 || code == 0x09 || code == 0x3e || code == 0x23 || code == 0x2a || code == 0x7c) code = load<u8>(++after)
  if (code - 0x30 >= 10) return false
  let before = at - 1
  code = load<u8>(before)
  while (code == 0x20 || code == 0x09 || code == 0x0d) code = load<u8>(--before)
  return code - 0x30 < 10 || code - 0x2d < 3
}

// @ts-ignore: decorator
@inline
function value(at: usize): u32 {
  return load<u8>(VALUES + <usize>load<u8>(at))
}

// @ts-ignore: decorator
@inline
function mayBegin(byte: u32): bool {
  if (byte < 0x80) return (byte >= 0x20 && byte != 0x7f) || byte == 9 || byte == 10 || byte == 13
  return byte >= 0xc2 && byte <= 0xf4
}

/** False when the first ten bytes of a block are neither UTF-8 nor UTF-16 of a text. */
function mayBeBase64(at: usize): bool {
  const head = (value(at) << 18) | (value(at + 1) << 12) | (value(at + 2) << 6) | value(at + 3)
  if (!mayBegin(head >> 16) && (head & 0xff00) != 0) return false
  store<u8>(BYTES, head >> 16)
  store<u8>(BYTES, head >> 8, 1)
  store<u8>(BYTES, head, 2)
  for (let i: usize = 1; i < 4; i++) {
    const from = at + 4 * i
    // The last two digits give one byte.
    const four = (value(from) << 18) | (value(from + 1) << 12) | (i < 3 ? (value(from + 2) << 6) | value(from + 3) : 0)
    store<u8>(BYTES + 3 * i, four >> 16)
    store<u8>(BYTES + 3 * i, four >> 8, 1)
    store<u8>(BYTES + 3 * i, four, 2)
  }
  if (load<u8>(BYTES, 1) == 0 && load<u8>(BYTES, 3) == 0 && load<u8>(BYTES, 5) == 0) return true
  const end = BYTES + 10
  let p = BYTES
  while (p < end) {
    const first: u32 = load<u8>(p)
    if (!mayBegin(first)) return false
    const stop = min<usize>(end, p + (first < 0x80 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4))
    for (p++; p < stop; p++) {
      if ((load<u8>(p) & 0xc0) != 0x80) return false
    }
  }
  return true
}

/** False when a run is neither hexadecimal digits nor base64 of a text, nor ends in it. */
function mayBeEncoded(start: usize): bool {
  const digits = load<u8>(start) == 0x30 && (load<u8>(start, 1) | 0x20) == 0x78 ? start + 2 : start
  if (hexDigits(digits, LONG_RUN) == LONG_RUN) return true
  if (mayBeBase64(start)) return true
  let tried: i32 = 0
  for (let at = start; kindAt(at) != 0 && tried < MOST_TAILS; at++) {
    const code: u32 = load<u8>(at)
    if (code != 0x2f && code != 0x2d && code != 0x5f) continue
    let size: usize = 0
    while (size < LONG_RUN && kindAt(at + 1 + size) != 0) size++
    if (size < LONG_RUN) return false
    tried++
    if (mayBeBase64(at + 1)) return true
  }
  return false
}

// @ts-ignore: decorator
@inline
function isElement(code: u32): bool {
  return code - 0x30 < 10 || code == HAN_DIGIT || code == COMPATIBLE || (code | 0x20) == 0x78
}

/** Digits, or what may be one, in a row from an address on, with at most one mark or other character between two. */
function digitsFrom(from: usize, step: isize): i32 {
  let count: i32 = 0
  let at = from
  while (count < RUN) {
    const code: u32 = load<u8>(at + step)
    if (isElement(code)) at += step
    else if ((code >= 0x80 || code == 0x20 || code - 0x2c < 3) && isElement(load<u8>(at + 2 * step))) at += 2 * step
    else break
    count++
  }
  return count
}

// @ts-ignore: decorator
@inline
function below(mask: u64): u64 {
  return (mask & (0 - mask)) - 1
}

// @ts-ignore: decorator
@inline
function above(mask: u64): u64 {
  return (<u64>0xfffffffffffffffe) << (63 - clz(mask))
}

/** True when as many as are wanted may stand in a row: those before, and those of a mask before what ends the row. */
// @ts-ignore: decorator
@inline
function areMany(before: i32, mask: u64, ends: u64, wanted: i32): bool {
  return before + <i32>popcnt(mask & below(ends)) >= wanted || <i32>popcnt(mask) >= wanted
}

// @ts-ignore: decorator
@inline
function ahead(mask: u64, next: u64, by: u64): u64 {
  return (mask >> by) | (next << (64 - by))
}

// @ts-ignore: decorator
@inline
function isSet(mask: u64, bit: u64): bool {
  return ((mask >> bit) & 1) != 0
}

/** Looks at the input, or at the shadow. Returns flags, and from bit 8 on which lists have entries. */
export function screen(length: i32, isAscii: bool): u32 {
  base = isAscii ? INPUT : SHADOW
  const end = base + <usize>length
  v128.store(base - 16, i64x2.splat(0))
  for (let i: usize = 0; i < 144; i += 16) v128.store(end + i, i64x2.splat(0))
  for (let list: usize = 0; list < 10; list++) {
    store<i32>(COUNTS + (list << 2), 0)
    store<i32>(LASTS + (list << 2), -APART)
  }
  singles = 0
  pairs = 0
  words = 0
  done = base
  const none = i64x2.splat(0)
  const lowSorts = v128.load(VECTORS)
  const highSorts = v128.load(VECTORS, 16)
  const firsts = v128.load(VECTORS, 32)
  const seconds = v128.load(VECTORS, 48)
  const nibble = v128.load(VECTORS, 64)
  const tokenBits = v128.load(VECTORS, 80)
  const markBits = v128.load(VECTORS, 96)
  const signBits = v128.load(VECTORS, 112)
  const cross = v128.load(VECTORS, 128)
  const lineFeed = v128.load(VECTORS, 144)
  const plain = v128.load(VECTORS, 160)
  let flags: u32 = 0
  let lastHan: usize = base - 10
  let lastStart: usize = base
  let isInside: u64 = 0
  let wasDigit: u64 = 0
  let wasLetter: u64 = 0
  let tokens: u64 = 0
  let digits: u64 = 0
  let marks: u64 = 0
  let crosses: u64 = 0
  let numbers: u64 = 0
  let ohs: u64 = 0
  let signs: u64 = 0
  let breaks: u64 = 0
  let beyond: u64 = 0
  for (let p = base; p < end + 64; p += 64) {
    let tokensNext: u64 = 0
    let digitsNext: u64 = 0
    let marksNext: u64 = 0
    let crossesNext: u64 = 0
    let numbersNext: u64 = 0
    let ohsNext: u64 = 0
    let signsNext: u64 = 0
    let breaksNext: u64 = 0
    let beyondNext: u64 = 0
    if (p < end) {
      let noTokens: u64 = 0
      let noMarks: u64 = 0
      let noSigns: u64 = 0
      let noNumbers: u64 = 0
      for (let i: u64 = 0; i < 64; i += 16) {
        const block = v128.load(p + <usize>i)
        const low = v128.and(block, nibble)
        const sorts = v128.and(
          i8x16.swizzle(lowSorts, low),
          i8x16.swizzle(highSorts, v128.and(i16x8.shr_u(block, 4), nibble)),
        )
        noTokens |= (<u64>i8x16.bitmask(i8x16.eq(v128.and(sorts, tokenBits), none))) << i
        digitsNext |= (<u64>i8x16.bitmask(i16x8.shl(sorts, 7))) << i
        noMarks |= (<u64>i8x16.bitmask(i8x16.eq(v128.and(sorts, markBits), none))) << i
        noSigns |= (<u64>i8x16.bitmask(i8x16.eq(v128.and(sorts, signBits), none))) << i
        crossesNext |= (<u64>i8x16.bitmask(i8x16.eq(block, cross))) << i
        breaksNext |= (<u64>i8x16.bitmask(i8x16.eq(block, lineFeed))) << i
        const word = v128.and(
          i8x16.swizzle(firsts, low),
          i8x16.swizzle(seconds, v128.and(v128.load(p + <usize>i, 1), nibble)),
        )
        noNumbers |= (<u64>i8x16.bitmask(i8x16.eq(word, none))) << i
        ohsNext |= (<u64>i8x16.bitmask(i16x8.shl(word, 2))) << i
      }
      tokensNext = ~noTokens
      marksNext = ~noMarks
      signsNext = ~noSigns
      numbersNext = ~noNumbers
      if (!isAscii) {
        for (let i: u64 = 0; i < 64; i += 16) {
          const block = v128.load(p + <usize>i)
          beyondNext |= (<u64>i8x16.bitmask(v128.andnot(block, i8x16.eq(block, plain)))) << i
        }
      }
    }
    const q = p - 64
    const letters = tokens & ~(digits | marks)
    if (tokens != 0) {
      const starts = tokens & ~((tokens << 1) | isInside)
      const two = tokens & ahead(tokens, tokensNext, 1)
      const single = starts & ~two
      const multi = starts & two
      const three = ahead(tokens, tokensNext, 2)
      const pair = multi & (~three |
        (ahead(crosses, crossesNext, 1) & ahead(tokens, tokensNext, 3) & ~ahead(tokens, tokensNext, 4)))
      const unpaired = starts & ~pair
      let maybe = multi & ((numbers & three) | ohs)
      let counted = (single & digits) | maybe
      let breakers = multi & ~maybe
      let isSpelled = areMany(words, counted, breakers, MOST_WORDS)
      if (isSpelled) {
        // Few words that begin so are words for digits.
        for (let rest = maybe; rest != 0; rest &= rest - 1) {
          if (!isNumberWord(q + <usize>ctz(rest))) maybe &= ~(rest & (0 - rest))
        }
        counted = (single & digits) | maybe
        breakers = multi & ~maybe
        isSpelled = areMany(words, counted, breakers, MOST_WORDS)
      }
      // Runs of 14 and more.
      const twoNext = tokensNext & (tokensNext >> 1)
      const four = two & ahead(two, twoNext, 2)
      const fourNext = twoNext & (twoNext >> 2)
      const eight = four & ahead(four, fourNext, 4)
      const eightNext = fourNext & (fourNext >> 4)
      let long = starts & eight & ahead(eight, eightNext, 6)
      while (long != 0) {
        const at = q + <usize>ctz(long)
        if (mayBeEncoded(at)) append(RUNS, <i32>(at - base))
        long &= long - 1
      }
      const isDense =
        isSpelled || areMany(singles, single, multi, MOST_SINGLES) || areMany(pairs, pair, unpaired, MOST_PAIRS)
      let mixed = (letters & ((digits << 1) | wasDigit)) | (digits & ((letters << 1) | wasLetter)) | (marks & ~single)
      if ((mixed & below(starts)) != 0 && isInside != 0) token(lastStart)
      if (isDense) {
        for (let rest = starts; rest != 0; rest &= rest - 1) {
          const bit = ctz(rest)
          const at = q + <usize>bit
          if (isSet(single, bit)) {
            pairs = 0
            if (++singles >= MOST_SINGLES) put(SPREAD, at)
            if (isSet(digits, bit) && ++words >= MOST_WORDS) put(SPELLED, at)
            continue
          }
          singles = 0
          pairs = isSet(pair, bit) ? pairs + 1 : 0
          if (pairs >= MOST_PAIRS) put(PAIRS, at)
          if (isSet(maybe, bit) && isNumberWord(at)) {
            if (++words >= MOST_WORDS) put(SPELLED, at)
            continue
          }
          words = 0
          token(at)
        }
      } else {
        singles = multi == 0 ? singles + <i32>popcnt(single) : <i32>popcnt(single & above(multi))
        pairs = unpaired == 0 ? pairs + <i32>popcnt(pair) : <i32>popcnt(pair & above(unpaired))
        let tail = counted
        if (breakers != 0) {
          words = 0
          tail &= above(breakers)
        }
        for (; tail != 0; tail &= tail - 1) {
          const bit = ctz(tail)
          words = isSet(single, bit) || isNumberWord(q + <usize>bit) ? words + 1 : 0
        }
        mixed &= ~below(starts)
        while (starts != 0 && mixed != 0) {
          const bit = ctz(mixed)
          token(q + 63 - <usize>clz(starts & ((<u64>-1) >> (63 - bit))))
          if (done >= p) break
          mixed &= (<u64>-1) << <u64>(done - q)
        }
      }
      if (starts != 0) lastStart = q + 63 - <usize>clz(starts)
    }
    for (; signs != 0; signs &= signs - 1) flags |= signAt(q + <usize>ctz(signs))
    if ((flags & BROKEN) == 0) {
      for (; breaks != 0; breaks &= breaks - 1) if (isBroken(q + <usize>ctz(breaks))) flags |= BROKEN
    }
    for (; beyond != 0; beyond &= beyond - 1) {
      const at = q + <usize>ctz(beyond)
      switch (<u32>load<u8>(at)) {
        case HAN_DIGIT:
          if (at - lastHan <= 4) put(HAN_DIGITS, at)
          lastHan = at
          if (1 + digitsFrom(at, 1) + digitsFrom(at, -1) >= RUN) put(HAN_RUNS, at)
          break
        case INVISIBLE:
          put(INVISIBLES, at)
          break
        case COMPATIBLE:
          put(COMPATIBLES, at)
          break
        case FOREIGN:
          if (kindAt(at - 1) != 0 || kindAt(at + 1) != 0) put(CONFUSABLES, at)
          break
        default:
      }
    }
    isInside = tokens >> 63
    wasDigit = digits >> 63
    wasLetter = letters >> 63
    tokens = tokensNext
    digits = digitsNext
    marks = marksNext
    crosses = crossesNext
    numbers = numbersNext
    ohs = ohsNext
    signs = signsNext
    breaks = breaksNext
    beyond = beyondNext
  }
  for (let list: usize = 0; list < 10; list++) {
    if (load<i32>(COUNTS + (list << 2)) != 0) flags |= 256 << <u32>list
  }
  return flags
}
