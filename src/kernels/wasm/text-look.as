// One look at a text of at most 512 Ki UTF-16 units, in AssemblyScript; `text-look.ts` is the plain reference.
// Tables and input are written by the host; every result is an offset in UTF-16 units.

const RESULT: usize = 0x400         // flags, tokens, hits, dots, at signs, digits
const UNITS: usize = 0x1000         // 64 Ki words of 16 bits: what stands for a unit in the shadow, and its class
const ASTRAL: usize = 0x21000       // class of each 16 code points
const CLASS_FLAGS: usize = 0x33000  // 256 words: flags of each class
const BLOOM: usize = 0x34000        // 2^17 bits: hashes of the grams by which literals are known
const HEADS: usize = 0x38000        // 8192 words of 16 bits: first record by gram; 0 for none
const LITERALS: usize = 0x3c000     // per record 10 words: next, start, length, data, literal and isClean, gram, mask (2), wanted (2)
const INPUT: usize = 0x80040
const SHADOW: usize = 0x220040
const TOKENS: usize = 0x2b0000
const HITS: usize = 0x440000
const DOTS: usize = 0x580000
const ATS: usize = 0x5c0000
const WINDOWS: usize = 0x600000     // 2^20 bits: which four classes in a row a window with a literal may have
const MOST_TOKENS: i32 = 131072
const MOST_HITS: i32 = 131072
const MOST_MARKS: i32 = 65536

let flags: u32 = 0
let tokens: i32 = 0
let hits: i32 = 0
let dots: i32 = 0
let ats: i32 = 0
let digits: i32 = 0

// Flags of ASCII; those of other characters come from CLASS_FLAGS.
const HAS_AT: u32 = 1 << 0
const HAS_COLON: u32 = 1 << 1
const HAS_DOT: u32 = 1 << 2
const HAS_CONTROL: u32 = 1 << 3
const HAS_LESS: u32 = 1 << 4
const HAS_BACKSLASH: u32 = 1 << 5
const HAS_BRACKET: u32 = 1 << 6
const HAS_BLANK: u32 = 1 << 7
const HAS_COLON_PAIR: u32 = 1 << 8
const HAS_TAB11: u32 = 1 << 9
const OVERFLOW: u32 = 1 << 31

/** UTF-8 to one byte for each UTF-16 unit. */
function shade(length: i32): void {
  let p = INPUT
  const end = INPUT + <usize>length
  let q = SHADOW
  let seen: u32 = 0
  while (p < end) {
    const block = v128.load(p)
    const wide = i8x16.bitmask(block)
    if (wide == 0 && p + 16 <= end) {
      v128.store(q, block)
      p += 16
      q += 16
      continue
    }
    // At least the bytes before the first wide one, then wide characters until ASCII comes back.
    const narrow = min<i32>(wide == 0 ? 16 : ctz(wide), <i32>(end - p))
    v128.store(q, block)
    p += narrow
    q += narrow
    while (p < end) {
      const first: u32 = load<u8>(p)
      if (first < 0x80) break
      if (first < 0xe0) {
        const code: u32 = ((first & 0x1f) << 6) | (<u32>load<u8>(p, 1) & 0x3f)
        const unit: u32 = load<u16>(UNITS + (code << 1))
        seen |= load<u32>(CLASS_FLAGS + (unit >> 8 << 2))
        store<u8>(q, unit)
        p += 2
        q += 1
      } else if (first < 0xf0) {
        const code: u32 = ((first & 0x0f) << 12) | ((<u32>load<u8>(p, 1) & 0x3f) << 6) | (<u32>load<u8>(p, 2) & 0x3f)
        const unit: u32 = load<u16>(UNITS + (code << 1))
        seen |= load<u32>(CLASS_FLAGS + (unit >> 8 << 2))
        store<u8>(q, unit)
        p += 3
        q += 1
      } else {
        const code: u32 = ((first & 0x07) << 18) | ((<u32>load<u8>(p, 1) & 0x3f) << 12) |
          ((<u32>load<u8>(p, 2) & 0x3f) << 6) | (<u32>load<u8>(p, 3) & 0x3f)
        seen |= load<u32>(CLASS_FLAGS + (<usize>load<u8>(ASTRAL + (min<u32>(code, 0x10ffff) >> 4)) << 2))
        store<u16>(q, 0xffff)
        p += 4
        q += 2
      }
    }
  }
  flags |= seen
}

// @ts-ignore: decorator
@inline
function isAlphanumeric(code: u32): bool {
  return code - 0x30 < 10 || (code | 0x20) - 0x61 < 26
}

// @ts-ignore: decorator
@inline
function isLetter(code: u32): bool {
  return (code | 0x20) - 0x61 < 26
}

/** Compares the literals of one chain, all of one gram, with what stands around a window. */
function compare(base: usize, end: usize, at: usize, gram: u32): void {
  let entry: u32 = load<u16>(HEADS + ((gram & 0x1fff) << 1))
  while (entry != 0) {
    const record = LITERALS + <usize>entry * 40
    const start = at + <usize>load<u32>(record, 4)
    // Eight bytes at once tell nearly all.
    if ((load<u64>(start) & load<u64>(record, 24)) == load<u64>(record, 32) && load<u32>(record, 20) == gram) {
      const length: usize = load<u32>(record, 8)
      if (start >= base && start + length <= end) {
        const data: usize = load<u32>(record, 12)
        const literal: u32 = load<u32>(record, 16)
        let k: usize = 8
        while (k < length && (load<u8>(start + k) | load<u8>(data + length + k)) == load<u8>(data + k)) k++
        if (k >= length) {
          let kept = true
          if ((literal & 1) != 0) {
            // A key that begins inside a word of letters is none, unless an escape with two hexadecimal digits ends there.
            const before: u32 = load<u8>(start - 1)
            const ahead: u32 = load<u8>(start - 2)
            kept = !(isLetter(before) && isLetter(ahead) && ((before | 0x20) > 0x66 || (ahead | 0x20) > 0x66))
          }
          if (kept) {
            if (hits >= MOST_HITS) {
              flags |= OVERFLOW
              return
            }
            store<i32>(HITS + (<usize>hits << 3), <i32>(start - base))
            store<u32>(HITS + (<usize>hits << 3), literal >> 1, 4)
            hits++
          }
        }
      }
    }
    entry = load<u32>(record)
  }
}

// @ts-ignore: decorator
@inline
function check(base: usize, end: usize, at: usize, kind: u32, bytes: u32): void {
  const hash: u32 = bytes * 0x9e3779b1 >> 15
  if (((<u32>load<u8>(BLOOM + (hash >> 3)) >> (hash & 7)) & 1) != 0) compare(base, end, at, hash | (kind << 17))
}

/** Looks for the literals that are known by the four bytes of a window, by three or by two of them. */
function probe(base: usize, end: usize, at: usize): void {
  const word: u32 = load<u32>(at) | 0x20202020
  check(base, end, at, 3, word & 0xffff)
  check(base, end, at, 4, (word >> 8) & 0xffff)
  // Two characters beyond ASCII tell enough.
  if ((word & 0x80808080) == 0x80808080) return
  check(base, end, at, 0, word)
  check(base, end, at, 1, word & 0xffffff)
  check(base, end, at, 2, word >> 8)
}

// @ts-ignore: decorator
@inline
function classesOf(block: v128): v128 {
  return v128.or(
    v128.andnot(v128.and(block, i8x16.splat(0x1f)), i8x16.lt_u(block, i8x16.splat(0x40))),
    v128.or(
      i8x16.swizzle(i8x16(0, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 0, 31, 28, 29), v128.xor(block, i8x16.splat(0x20))),
      i8x16.swizzle(i8x16(27, 27, 27, 27, 27, 27, 27, 27, 27, 27, 29, 0, 30, 30, 30, 0), v128.xor(block, i8x16.splat(0x30))),
    ),
  )
}

/** Four classes of five bits for each fourth byte, the first in the lowest bits. */
// @ts-ignore: decorator
@inline
function windowsOf(classes: v128): v128 {
  const pairs = v128.or(
    v128.and(classes, i16x8.splat(0x1f)),
    v128.and(i16x8.shr_u(classes, 3), i16x8.splat(0x3e0)),
  )
  return v128.or(v128.and(pairs, i32x4.splat(0x3ff)), v128.and(i32x4.shr_u(pairs, 6), i32x4.splat(0xffc00)))
}

// @ts-ignore: decorator
@inline
function mayStart(window: u32): u32 {
  return (<u32>load<u8>(WINDOWS + (window >> 3)) >> (window & 7)) & 1
}

/** Finds the literals and notes a backslash. The base is the address of the input or of the shadow. */
function find(base: usize, end: usize): void {
  let backslash = i64x2.splat(0)
  let next = v128.load(base)
  let nextClasses = classesOf(next)
  for (let p = base; p < end; p += 16) {
    const block = next
    const classes = nextClasses
    next = v128.load(p, 16)
    nextClasses = classesOf(next)
    backslash = v128.or(backslash, i8x16.eq(block, i8x16.splat(0x5c)))
    if ((i8x16.bitmask(block) | (i8x16.bitmask(next) & 3)) != 0) {
      for (let at = p; at < p + 16; at += 2) probe(base, end, at)
      continue
    }
    const even = windowsOf(classes)
    const odd = windowsOf(i8x16.shuffle(classes, nextClasses, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17))
    let found: u32 =
      mayStart(i32x4.extract_lane(even, 0)) |
      (mayStart(i32x4.extract_lane(odd, 0)) << 1) |
      (mayStart(i32x4.extract_lane(even, 1)) << 2) |
      (mayStart(i32x4.extract_lane(odd, 1)) << 3) |
      (mayStart(i32x4.extract_lane(even, 2)) << 4) |
      (mayStart(i32x4.extract_lane(odd, 2)) << 5) |
      (mayStart(i32x4.extract_lane(even, 3)) << 6) |
      (mayStart(i32x4.extract_lane(odd, 3)) << 7)
    while (found != 0) {
      probe(base, end, p + (<usize>ctz(found) << 1))
      found &= found - 1
    }
  }
  if (v128.any_true(backslash)) flags |= HAS_BACKSLASH
}

/** Writes escaped line breaks and tabs as spaces. */
function unescape(base: usize, end: usize): void {
  for (let p = base; p + 1 < end; p++) {
    if (load<u8>(p) != 0x5c) continue
    const next: u32 = load<u8>(p, 1)
    if (next == 0x6e || next == 0x72 || next == 0x74) store<u16>(p, 0x2020)
  }
}

// @ts-ignore: decorator
@inline
function inRange(block: v128, from: i32, size: i32): v128 {
  return i8x16.lt_u(i8x16.sub(block, i8x16.splat(<i8>from)), i8x16.splat(<i8>size))
}

/** Finds runs of letters and digits with a digit, at signs, dots inside words, and which marks there are. */
function scan(base: usize, end: usize): void {
  let control = i64x2.splat(0)
  let less = control
  let bracket = control
  let verticalTab = control
  let seen: u32 = 0
  let lastColon: usize = 0
  let done: usize = base
  let total = 0
  for (let p = base; p < end; p += 16) {
    const block = v128.load(p)
    // Most blocks hold nothing but letters, spaces and a few marks.
    const plain = v128.and(
      i8x16.swizzle(i8x16(27, 11, 11, 11, 11, 11, 11, 11, 11, 10, 10, 3, 10, 34, 7, 67), v128.and(block, i8x16.splat(15))),
      i8x16.swizzle(i8x16(1, 2, 4, 8, 16, 32, 0, 64, 0, 0, 0, 0, 0, 0, 0, 0), v128.and(i16x8.shr_u(block, 4), i8x16.splat(15))),
    )
    if (!v128.any_true(plain) && !i8x16.all_true(i8x16.lt_u(block, i8x16.splat(0x21)))) continue
    // Controls without tab, line feed, vertical tab, form feed and carriage return, and DEL; zeros behind the end are none.
    const low = v128.or(v128.andnot(i8x16.lt_u(block, i8x16.splat(0x20)), inRange(block, 9, 5)), i8x16.eq(block, i8x16.splat(0x7f)))
    less = v128.or(less, i8x16.eq(block, i8x16.splat(0x3c)))
    bracket = v128.or(bracket, i8x16.eq(block, i8x16.splat(0x5d)))
    verticalTab = v128.or(verticalTab, i8x16.eq(block, i8x16.splat(0x0b)))
    if (p + 16 <= end) control = v128.or(control, low)
    else if (v128.any_true(low) && (i8x16.bitmask(low) & ((1 << <i32>(end - p)) - 1)) != 0) control = v128.or(control, low)
    const space = v128.or(i8x16.eq(block, i8x16.splat(0x20)), inRange(block, 9, 5))
    if (i8x16.all_true(space)) {
      seen |= HAS_BLANK
    }
    const digit = inRange(block, 0x30, 10)
    const mark = v128.or(v128.or(i8x16.eq(block, i8x16.splat(0x40)), i8x16.eq(block, i8x16.splat(0x3a))), i8x16.eq(block, i8x16.splat(0x2e)))
    let marks = i8x16.bitmask(mark)
    while (marks != 0) {
      const at = p + <usize>ctz(marks)
      marks &= marks - 1
      const code: u32 = load<u8>(at)
      if (code == 0x2e) {
        seen |= HAS_DOT
        if (isAlphanumeric(load<u8>(at, 1)) && isAlphanumeric(load<u8>(at - 1))) {
          if (dots >= MOST_MARKS) {
            flags |= OVERFLOW
            return
          }
          store<i32>(DOTS + (<usize>dots << 2), <i32>(at - base))
          dots++
        }
      } else if (code == 0x3a) {
        seen |= HAS_COLON
        if (lastColon != 0 && at - lastColon <= 5) seen |= HAS_COLON_PAIR
        lastColon = at
      } else {
        seen |= HAS_AT
        if (ats >= MOST_MARKS) {
          flags |= OVERFLOW
          return
        }
        store<i32>(ATS + (<usize>ats << 2), <i32>(at - base))
        ats++
      }
    }
    let numbers = i8x16.bitmask(digit)
    total += popcnt(numbers)
    while (numbers != 0) {
      const at = p + <usize>ctz(numbers)
      numbers &= numbers - 1
      if (at < done) continue
      let start = at
      while (start > done && isAlphanumeric(load<u8>(start - 1))) start--
      let count = 0
      let stop = at
      for (;;) {
        const code: u32 = load<u8>(stop)
        if (code - 0x30 < 10) count++
        else if (!isLetter(code)) break
        stop++
      }
      done = stop
      if (tokens >= MOST_TOKENS) {
        flags |= OVERFLOW
        return
      }
      const out = TOKENS + <usize>tokens * 12
      tokens++
      store<i32>(out, <i32>(start - base))
      store<i32>(out, <i32>(stop - base), 4)
      store<i32>(out, count, 8)
    }
  }
  if (v128.any_true(control)) seen |= HAS_CONTROL
  if (v128.any_true(less)) seen |= HAS_LESS
  if (v128.any_true(bracket)) seen |= HAS_BRACKET
  if (v128.any_true(verticalTab)) seen |= HAS_TAB11
  flags |= seen
  digits = total
}

/** Looks at UTF-8 in the input that stands for a number of UTF-16 units; ASCII if there are as many bytes. */
export function look(written: i32, length: i32): void {
  flags = 0
  tokens = 0
  hits = 0
  dots = 0
  ats = 0
  let base = INPUT
  if (written != length) {
    shade(written)
    base = SHADOW
  }
  const end = base + <usize>length
  store<u64>(base - 8, 0)
  v128.store(end, i64x2.splat(0))
  v128.store(end, i64x2.splat(0), 16)
  find(base, end)
  if ((flags & HAS_BACKSLASH) != 0) unescape(base, end)
  scan(base, end)
  store<u32>(RESULT, flags)
  store<i32>(RESULT, tokens, 4)
  store<i32>(RESULT, hits, 8)
  store<i32>(RESULT, dots, 12)
  store<i32>(RESULT, ats, 16)
  store<i32>(RESULT, digits, 20)
}
