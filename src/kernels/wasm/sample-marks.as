// What the audits of duplicates remember of a sample of at most 128 Ki UTF-16 units, in AssemblyScript;
// `sample-marks.reference.ts` is the plain reference. The host writes the tables and the texts.

const TABLE: usize = 0x1000         // 64 Ki words: what a unit is folded to, and the marks below
const ORDERS: usize = 0x41000       // 128 bins by 128: whom an empty bin borrows from
const RANKS: usize = 0x4c000        // 128 bins by 128: in which place each other bin stands there
const FREE: usize = 0x45600         // 128 bytes: 0xff for each empty bin
const BINS: usize = 0x45000
const SIGNATURE: usize = 0x45200
const FINGERPRINT: usize = 0x45400
const KEYS: usize = 0x45440
const POWERS: usize = 0x45800
const BUCKETS: usize = 0x46000      // 2048 words
const FEW: usize = 0x48000          // 2048 words
const SORTED: usize = 0x4a000       // 2048 words
const INPUT: usize = 0x50000
const FOLDED: usize = 0xb0100
const HASHES: usize = 0x100000
const UNITS: usize = 0x180000
const PACKED: usize = 0x1a0000
const SHINGLES: usize = 0x200000
const PREFIXES: usize = 0x280000
const RUNS: usize = 0x301000
const ANCHORS: usize = 0x382000
const MOST_SORTED: i32 = 2048
const MOST_IN_BUCKET: u32 = 48

const UNSPACED: u32 = 0x10000
const HIGH_HALF: u32 = 0x20000
const SPACE: u32 = 0x40000
const COMPOSES: u32 = 0x80000
const REPLACED: u32 = 0x100000
const TOKEN: u32 = 0x3ffff

const SEED: u32 = 0x811c9dc5
const STEP: u32 = 0x01000193
const BASE: u32 = 0x2c1b3c6d
const ROW_FACTOR: u32 = 0x9e3779b1
const EMPTY: u32 = 0xffffffff
const WORD_UNITS: i32 = 8
const CHARACTER_UNITS: i32 = 5

export let tokens: i32 = 0
export let totalUnits: i32 = 0
export let packed: i32 = 0
export let shingles: i32 = 0
let folded: i32 = 0
let packedField: i32 = 0
let lastEnd: i32 = 0
let tokensBefore: i32 = 0
let unitsBefore: i32 = 0
let packedBefore: i32 = 0
let foldedBefore: i32 = 0
let fieldBefore: i32 = 0

export function reset(): void {
  tokens = 0
  totalUnits = 0
  packed = 0
  folded = 0
  packedField = 0
}

/** Forgets the text read last. */
export function undo(): void {
  tokens = tokensBefore
  totalUnits = unitsBefore
  packed = packedBefore
  folded = foldedBefore
  packedField = fieldBefore
}

@inline
function mix(word: u32): u32 {
  let x = (word ^ (word >> 16)) * 0x85ebca6b
  x = (x ^ (x >> 13)) * 0xc2b2ae35
  return x ^ (x >> 16)
}

@inline
function mixFour(words: v128): v128 {
  let x = i32x4.mul(v128.xor(words, i32x4.shr_u(words, 16)), i32x4.splat(<i32>0x85ebca6b))
  x = i32x4.mul(v128.xor(x, i32x4.shr_u(x, 13)), i32x4.splat(<i32>0xc2b2ae35))
  return v128.xor(x, i32x4.shr_u(x, 16))
}

/** Mixes words in place; up to three beyond the end are destroyed. */
function mixAll(from: usize, count: i32): void {
  const end = from + (<usize>count << 2)
  for (let p = from; p < end; p += 16) v128.store(p, mixFour(v128.load(p)))
}

@inline
function put(hash: u32, start: i32, end: i32, units: i32, field: i32): void {
  store<u32>(HASHES + (<usize>tokens << 2), hash)
  store<u8>(UNITS + <usize>tokens, units)
  tokens++
  totalUnits += units
  let q = PACKED + <usize>packed
  while (packedField < field) {
    store<u8>(q++, 0xfe)
    packedField++
  }
  const gap = start - lastEnd
  const size = end - start
  lastEnd = end
  if (<u32>gap < 4 && <u32>size < 62) store<u8>(q++, (gap << 6) | size)
  else {
    store<u8>(q, 0xff)
    store<u32>(q, gap, 1)
    store<u32>(q, size, 5)
    q += 9
  }
  packed = <i32>(q - PACKED)
}

/** Reads the next text of a sample, UTF-8. Returns COMPOSES when normalization may change it, REPLACED at U+FFFD. */
export function read(length: i32, field: i32): u32 {
  tokensBefore = tokens
  unitsBefore = totalUnits
  packedBefore = packed
  foldedBefore = folded
  fieldBefore = packedField
  lastEnd = 0
  let p = INPUT
  const end = INPUT + <usize>length
  let out = FOLDED + (<usize>folded << 1)
  if (field > 0) {
    store<u16>(out, 0)
    out += 2
  }
  const first = out
  let at: i32 = 0
  let start: i32 = -1
  let hash: u32 = SEED
  let pending = false
  let seen: u32 = 0
  while (p < end) {
    let code: u32 = load<u8>(p)
    if (code < 0x80) {
      p++
      const kind = load<u32>(TABLE + (<usize>code << 2))
      if ((kind & SPACE) != 0) {
        pending = out > first
      } else {
        if (pending) {
          store<u16>(out, 0x20)
          out += 2
          pending = false
        }
        store<u16>(out, code)
        out += 2
      }
      const fold = kind & TOKEN
      if (fold != 0) {
        if (start < 0) {
          start = at
          hash = SEED
        }
        hash = (hash ^ fold) * STEP
      } else if (start >= 0) {
        put(hash, start, at, WORD_UNITS, field)
        start = -1
      }
      at++
      continue
    }
    let low: u32 = 0
    if (code < 0xe0) {
      code = ((code & 0x1f) << 6) | (<u32>load<u8>(p, 1) & 0x3f)
      p += 2
    } else if (code < 0xf0) {
      code = ((code & 0x0f) << 12) | ((<u32>load<u8>(p, 1) & 0x3f) << 6) | (<u32>load<u8>(p, 2) & 0x3f)
      p += 3
      if (code == 0xfffd) seen |= REPLACED
    } else {
      const point: u32 = (((code & 0x07) << 18) | ((<u32>load<u8>(p, 1) & 0x3f) << 12) |
        ((<u32>load<u8>(p, 2) & 0x3f) << 6) | (<u32>load<u8>(p, 3) & 0x3f)) - 0x10000
      p += 4
      code = 0xd800 | (point >> 10)
      low = 0xdc00 | (point & 0x3ff)
    }
    const kind = load<u32>(TABLE + (<usize>code << 2))
    seen |= kind & COMPOSES
    if ((kind & SPACE) != 0) {
      pending = out > first
    } else {
      if (pending) {
        store<u16>(out, 0x20)
        out += 2
        pending = false
      }
      store<u16>(out, code)
      out += 2
      if (low != 0) {
        store<u16>(out, low)
        out += 2
      }
    }
    const fold = kind & TOKEN
    const next = at + (low != 0 ? 2 : 1)
    if (fold != 0 && fold < UNSPACED) {
      if (start < 0) {
        start = at
        hash = SEED
      }
      hash = (hash ^ fold) * STEP
      if (low != 0) hash = (hash ^ low) * STEP
    } else {
      if (start >= 0) {
        put(hash, start, at, WORD_UNITS, field)
        start = -1
      }
      if (fold != 0) {
        hash = (SEED ^ (fold & 0xffff)) * STEP
        if (fold >= HIGH_HALF) hash = (hash ^ low) * STEP
        put(hash, at, next, CHARACTER_UNITS, field)
      }
    }
    at = next
  }
  if (start >= 0) put(hash, start, at, WORD_UNITS, field)
  folded = <i32>((out - FOLDED) >> 1)
  return seen
}

/** Ends the sample: mixes the hashes of its tokens and fills the last word of the packed places. */
export function finish(): void {
  mixAll(HASHES, tokens)
  while ((packed & 3) != 0) store<u8>(PACKED + <usize>(packed++), 0xfe)
}

/** MurmurHash3 x86_128 of the folded texts. */
export function fingerprint(): void {
  const C1: u32 = 0x239b961b
  const C2: u32 = 0xab0e9789
  const C3: u32 = 0x38b34ae5
  const C4: u32 = 0xa1e38b93
  const length: u32 = folded << 1
  let p = FOLDED
  const end = FOLDED + <usize>length
  // The last block is read in full: what lies beyond the texts must be zero.
  memory.fill(end, 0, 16)
  let a: u32 = 0
  let b: u32 = 0
  let c: u32 = 0
  let d: u32 = 0
  while (p + 16 <= end) {
    a ^= rotl<u32>(load<u32>(p) * C1, 15) * C2
    a = (rotl<u32>(a, 19) + b) * 5 + 0x561ccd1b
    b ^= rotl<u32>(load<u32>(p, 4) * C2, 16) * C3
    b = (rotl<u32>(b, 17) + c) * 5 + 0x0bcaa747
    c ^= rotl<u32>(load<u32>(p, 8) * C3, 17) * C4
    c = (rotl<u32>(c, 15) + d) * 5 + 0x96cd1c35
    d ^= rotl<u32>(load<u32>(p, 12) * C4, 18) * C1
    d = (rotl<u32>(d, 13) + a) * 5 + 0x32ac3b17
    p += 16
  }
  // Zeros change nothing.
  d ^= rotl<u32>(load<u32>(p, 12) * C4, 18) * C1
  c ^= rotl<u32>(load<u32>(p, 8) * C3, 17) * C4
  b ^= rotl<u32>(load<u32>(p, 4) * C2, 16) * C3
  a ^= rotl<u32>(load<u32>(p) * C1, 15) * C2
  a ^= length
  b ^= length
  c ^= length
  d ^= length
  a += b + c + d
  b += a
  c += a
  d += a
  a = mix(a)
  b = mix(b)
  c = mix(c)
  d = mix(d)
  a += b + c + d
  store<u32>(FINGERPRINT, a)
  store<u32>(FINGERPRINT, b + a, 4)
  store<u32>(FINGERPRINT, c + a, 8)
  store<u32>(FINGERPRINT, d + a, 12)
}

/** Hashes of all runs of tokens that are as long as a shingle. */
function shingle(length: i32): void {
  let power: u32 = 1
  for (let i: usize = 0; i <= 64; i++) {
    store<u32>(POWERS + (i << 2), power)
    power *= BASE
  }
  let sum: u32 = 0
  let held: i32 = 0
  let first: i32 = 0
  let count: i32 = 0
  for (let next: i32 = 0; next < tokens; next++) {
    sum = sum * BASE + load<u32>(HASHES + (<usize>next << 2))
    held += load<u8>(UNITS + <usize>next)
    while (held >= length) {
      store<u32>(SHINGLES + (<usize>(count++) << 2), sum + (next - first))
      sum -= load<u32>(HASHES + (<usize>first << 2)) * load<u32>(POWERS + (<usize>(next - first) << 2))
      held -= load<u8>(UNITS + <usize>(first++))
    }
  }
  if (count == 0 && tokens > 0) store<u32>(SHINGLES + (<usize>(count++) << 2), sum + tokens)
  mixAll(SHINGLES, count)
  shingles = count
}

/** Sorts hashes below a bound into SORTED and drops repeats. Returns how many are left, or -1 when too many are alike. */
function sort(from: usize, count: i32, bound: u64): i32 {
  if (count <= 24) memory.copy(SORTED, from, <usize>count << 2)
  else {
    const buckets: u32 = 1 << (32 - clz<u32>(count - 1))
    const factor: u64 = (<u64>buckets << 32) / bound
    memory.fill(BUCKETS, 0, <usize>buckets << 2)
    let largest: u32 = 0
    const end = from + (<usize>count << 2)
    for (let p = from; p < end; p += 4) {
      const bucket = BUCKETS + (<usize>((<u64>load<u32>(p) * factor) >> 32) << 2)
      const size = load<u32>(bucket) + 1
      store<u32>(bucket, size)
      largest = max(largest, size)
    }
    if (largest > MOST_IN_BUCKET) return -1
    let sum: u32 = 0
    for (let i: usize = 0; i < buckets; i++) {
      sum += load<u32>(BUCKETS + (i << 2))
      store<u32>(BUCKETS + (i << 2), sum)
    }
    for (let p = from; p < end; p += 4) {
      const hash = load<u32>(p)
      const bucket = BUCKETS + (<usize>((<u64>hash * factor) >> 32) << 2)
      const at = load<u32>(bucket) - 1
      store<u32>(bucket, at)
      store<u32>(SORTED + (<usize>at << 2), hash)
    }
  }
  const last = SORTED + (<usize>count << 2)
  for (let p = SORTED + 4; p < last; p += 4) {
    const hash = load<u32>(p)
    let q = p
    while (q > SORTED && load<u32>(q - 4) > hash) {
      store<u32>(q, load<u32>(q - 4))
      q -= 4
    }
    store<u32>(q, hash)
  }
  if (count == 0) return 0
  let found: usize = SORTED
  for (let p = SORTED + 4; p < last; p += 4) {
    if (load<u32>(p) == load<u32>(found)) continue
    found += 4
    store<u32>(found, load<u32>(p))
  }
  return <i32>((found - SORTED) >> 2) + 1
}

/** Leaves the `size` smallest shingle hashes in SORTED. Returns how many there are, at most size + 1; -1: not possible. */
export function sketch(shingleUnits: i32, size: i32): i32 {
  shingle(shingleUnits)
  const whole: u64 = 1 << 32
  let part: u64 = <u64>(size + (size >> 2) + 64)
  while (true) {
    const bound: u64 = shingles <= size ? whole : min<u64>(whole, (part << 32) / <u64>shingles)
    if (bound == whole) {
      if (shingles > MOST_SORTED) return -1
      const found = sort(SHINGLES, shingles, whole)
      return min(found, size + 1)
    }
    const limit = FEW + (MOST_SORTED << 2)
    const end = SHINGLES + (<usize>shingles << 2)
    let q = FEW
    for (let p = SHINGLES; p < end; p += 4) {
      const hash = load<u32>(p)
      if (<u64>hash >= bound) continue
      if (q == limit) return -1
      store<u32>(q, hash)
      q += 4
    }
    const found = sort(FEW, <i32>((q - FEW) >> 2), bound)
    if (found < 0) return -1
    if (found > size) return size + 1
    part <<= 1
  }
}

/** One key for each band of the signature of the first `count` hashes in SORTED. */
export function sign(count: i32, bands: i32, rows: i32): void {
  memory.fill(BINS, 0xff, 512)
  for (let i: i32 = 0; i < count; i++) {
    const hash = load<u32>(SORTED + (<usize>i << 2))
    const bin = BINS + (<usize>(hash & 127) << 2)
    if (hash < load<u32>(bin)) store<u32>(bin, hash)
  }
  for (let bin: usize = 0; bin < 128; bin++) {
    store<u8>(FREE + bin, load<u32>(BINS + (bin << 2)) == EMPTY ? 0xff : 0)
  }
  for (let bin: usize = 0; bin < 128; bin++) {
    let value = load<u32>(BINS + (bin << 2))
    if (value == EMPTY) {
      // The full bin with the first place in the order of this one.
      const row = RANKS + (bin << 7)
      let least = v128.or(v128.load(row), v128.load(FREE))
      for (let i: usize = 16; i < 128; i += 16) {
        least = i8x16.min_u(least, v128.or(v128.load(row + i), v128.load(FREE + i)))
      }
      least = i8x16.min_u(least, i8x16.shuffle(least, least, 8, 9, 10, 11, 12, 13, 14, 15, 0, 1, 2, 3, 4, 5, 6, 7))
      least = i8x16.min_u(least, i8x16.shuffle(least, least, 4, 5, 6, 7, 0, 1, 2, 3, 0, 1, 2, 3, 4, 5, 6, 7))
      least = i8x16.min_u(least, i8x16.shuffle(least, least, 2, 3, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1))
      const place: u32 = min<u32>(i8x16.extract_lane_u(least, 0), i8x16.extract_lane_u(least, 1))
      if (place < 128) value = load<u32>(BINS + (<usize>load<u8>(ORDERS + (bin << 7) + place) << 2))
    }
    store<u32>(SIGNATURE + (bin << 2), value)
  }
  let p = SIGNATURE
  for (let band: usize = 0; band < <usize>bands; band++) {
    let key: u32 = 0
    for (let row: i32 = 0; row < rows; row++) {
      key = key * ROW_FACTOR + load<u32>(p)
      p += 4
    }
    store<u32>(KEYS + (band << 2), mix(key))
  }
}

function powerOf(length: i32): u32 {
  let power: u32 = 1
  for (let i: i32 = 0; i < length; i++) power *= BASE
  return power
}

let powersOf: i32 = 0
let runPower: u32 = 0
let aroundPower: u32 = 0

/** Chooses anchors by winnowing. Returns how many there are. */
export function anchors(minLength: i32, document: u32): i32 {
  if (tokens < minLength) return 0
  const run = (minLength + 1) >> 1
  const window = minLength - run + 1
  const before = minLength - run
  if (powersOf != minLength) {
    powersOf = minLength
    runPower = powerOf(run)
    aroundPower = powerOf(before + minLength)
  }
  let sum: u32 = 0
  store<u32>(PREFIXES, 0)
  for (let i: usize = 0; i < <usize>(tokens << 2); i += 4) {
    sum = sum * BASE + load<u32>(HASHES + i)
    store<u32>(PREFIXES + i, sum, 4)
  }
  const last = tokens - run
  const power = i32x4.splat(runPower)
  const shift = <usize>run << 2
  for (let i: usize = 0; i <= <usize>(last << 2); i += 16) {
    const sums = i32x4.sub(v128.load(PREFIXES + i + shift), i32x4.mul(v128.load(PREFIXES + i), power))
    v128.store(RUNS + i, mixFour(sums))
  }
  let least: i32 = 0
  let leastHash = load<u32>(RUNS)
  for (let i: i32 = 1; i < window - 1; i++) {
    const hash = load<u32>(RUNS + (<usize>i << 2))
    if (hash > leastHash) continue
    least = i
    leastHash = hash
  }
  let latest: i32 = -1
  let count: i32 = 0
  for (let end = window - 1; end <= last; end++) {
    const hash = load<u32>(RUNS + (<usize>end << 2))
    if (hash <= leastHash) {
      least = end
      leastHash = hash
    } else if (least <= end - window) {
      least = end - window + 1
      leastHash = load<u32>(RUNS + (<usize>least << 2))
      for (let i = least + 1; i <= end; i++) {
        const other = load<u32>(RUNS + (<usize>i << 2))
        if (other > leastHash) continue
        least = i
        leastHash = other
      }
    }
    if (least == latest) continue
    latest = least
    let around: u32 = 0
    const from = least - before
    const to = least + minLength
    if (from >= 0 && to <= tokens) {
      around = mix(load<u32>(PREFIXES + (<usize>to << 2)) - load<u32>(PREFIXES + (<usize>from << 2)) * aroundPower)
      if (around == 0) around = 1
    }
    const place = ANCHORS + (<usize>(count++) << 4)
    store<u32>(place, load<u32>(RUNS + (<usize>least << 2)))
    store<u32>(place, around, 4)
    store<u32>(place, document, 8)
    store<u32>(place, least, 12)
  }
  return count
}
